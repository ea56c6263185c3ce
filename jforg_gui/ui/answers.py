"""The questions rows ask, and what the buttons beside them do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.ui.body import Body
from jforg_gui.ui.details.remedies import Remedy
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.gestures import Gestures
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import State
from jforg_gui.ui.table.columns import Column
from jforg_gui.ui.text import translate
from jforg_gui.workflow.bulk import title_field
from jforg_gui.workflow.editing import Field

if TYPE_CHECKING:
    from jforg_gui.ui.main_window import MainWindow


_EDITED: Final = {Remedy.SET_NUMBER: Column.NUMBER, Remedy.SET_YEAR: Column.YEAR}
_ONLINE: Final = frozenset((Remedy.SEARCH_AGAIN, Remedy.KEEP_NAME, Remedy.LOOK_UP_AGAIN, Remedy.SETTINGS))


class Answers(QObject):
    """Opens questions in the details, and carries their remedies out."""

    def __init__(self, session: Session, window: MainWindow, body: Body, gestures: Gestures, jobs: Jobs) -> None:
        """Answer for one window."""
        super().__init__(window)
        self._session, self._window, self._body, self._gestures = session, window, body, gestures
        self._jobs = jobs
        body.table.question.connect(self._ask)
        body.table.removed.connect(self._removed)
        body.details.remedied.connect(self._remedy)

    def _ask(self, row: int) -> None:
        if self._session.editable and self._body.table.items.states[row] is State.CONFLICT:
            self._compare(row)
            return
        self._body.show_details(wanted=True)
        self._body.details.show_rows([row])
        if not self._body.details.focus_question():
            self._body.details.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _remedy(self, remedy: Remedy, rows: list[int]) -> None:
        if remedy is Remedy.COMPARE:
            self._compare(rows[0])
        elif remedy is Remedy.KEEP_BOTH:
            self._session.decide(rows, ConflictPolicy.KEEP_BOTH)
        elif remedy is Remedy.SKIP:
            self._session.decide(rows, ConflictPolicy.SKIP)
        elif remedy is Remedy.CHOOSE_FOLDERS:
            self._gestures.settings()
        elif remedy is Remedy.TRY_AGAIN:
            self._gestures.run()
        elif remedy is Remedy.READ_AGAIN:
            self._session.rescan()
        elif remedy in _ONLINE:
            self._online(remedy, rows)
        elif remedy is Remedy.CONFIRM:
            self._session.confirm(rows)
        elif rows:
            self._edit(rows[0], _EDITED.get(remedy, Column.TITLE))

    def _compare(self, row: int) -> None:
        """Put both files side by side; the next conflict follows when this one is left for it."""
        from jforg_gui.ui.conflict.sheet import ConflictSheet, conflicts  # noqa: PLC0415 — only where there is one

        session = self._session
        open_ones = conflicts(session.rows, [session.state(index) for index in range(len(session.rows))])
        if row not in open_ones:
            return
        here = open_ones.index(row)
        place = (here + 1, len(open_ones))
        theme = self._body.details.theme
        sheet = ConflictSheet(session.rows[row], place, session.engine, self._jobs, theme, self._window)
        sheet.decided.connect(lambda policy, alike: session.decide(open_ones if alike else [row], policy))
        following = open_ones[(here + 1) % len(open_ones)]
        sheet.skipped.connect(lambda: self._to_next(following))
        sheet.open()

    def _to_next(self, row: int) -> None:
        self._body.table.select_row(row)
        self._compare(row)

    def _online(self, remedy: Remedy, rows: list[int]) -> None:
        if remedy is Remedy.LOOK_UP_AGAIN:
            self._window.look_up.start(again=True)
        elif remedy is Remedy.SETTINGS:
            self._gestures.settings()
        elif remedy is Remedy.KEEP_NAME:
            self._session.keep_names([one for row in rows for one in self._session.rows_of_work(row)])
        elif self._body.details.online is not None:
            self._body.details.online.focus_search()

    def _edit(self, row: int, column: Column) -> None:
        """Put the table's own editor on a cell; the title of a show or album is its group's."""
        table = self._body.table
        if self._body.middle.isHidden():
            self._body.show_details(wanted=False)
        if not table.select_row(row):
            self._body.filters.choose(FilterKey.ALL)
            self._window.top.field.clear()
            table.select_row(row)
        field = title_field(self._session.rows[row].item)
        group = table.currentIndex().parent()
        if column is Column.TITLE and field is not Field.TITLE and group.isValid():
            while group.parent().isValid():
                group = group.parent()
            table.setCurrentIndex(group)
        table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        table.edit_column(column)

    def _removed(self, count: int) -> None:
        said = translate("Window", "%Ln {row|rows} removed from the list. The files are untouched.", None, count)
        self._window.reporter.offer(said, translate("Window", "Bring back"), self._session.bring_back)
