"""The details pane: in the order in which a person decides: what it is, what is the matter, where it goes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jforg_gui.domain.plan import Roots, Row
from jforg_gui.domain.work import Progress, Report, RunKind
from jforg_gui.ui import assets
from jforg_gui.ui.assets import ROLE_LOOKS, STATE_LOOKS, Tint
from jforg_gui.ui.details.bulk_form import BulkForm
from jforg_gui.ui.details.change_view import ChangeView
from jforg_gui.ui.details.facts import belongs_to, companion_line, subtitle_of, title_of
from jforg_gui.ui.details.media_part import MediaPart
from jforg_gui.ui.details.online_part import OnlinePart, WorkView
from jforg_gui.ui.details.outcome_page import OutcomePage, empty
from jforg_gui.ui.details.pages import Pages
from jforg_gui.ui.details.problem_box import ProblemBox
from jforg_gui.ui.details.remedies import Remedy, remedies
from jforg_gui.ui.details.running_page import RunningPage
from jforg_gui.ui.details.seen_part import SeenPart
from jforg_gui.ui.filters import KIND_FILTERS
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.labels import Picture, Words
from jforg_gui.ui.language import retold
from jforg_gui.ui.look_up import LookUp
from jforg_gui.ui.media_look import MediaLook
from jforg_gui.ui.rows import count
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase, State
from jforg_gui.ui.text import problem_below, problem_sentence, problem_title, state_word, translate
from jforg_gui.ui.theme import SECTION, SMALL, Theme
from jforg_gui.ui.verbs import verb_of
from jforg_gui.workflow.bulk import Bulk

_PADDING: Final = 12
_BIG_ICON: Final = 32
_YOURS: Final = frozenset((State.CONFLICT, State.ATTENTION))  # decided after the folders are read again
_MOST_COMPANIONS: Final = 40  # an album's folder of scans would fill the pane


class DetailsPane(QScrollArea):
    """Shows the selected rows.

    ``remedied`` tells which remedy was taken for which rows, ``folder_asked`` the places of a file whose folder is
    to be shown.
    """

    remedied = Signal(object, object)
    folder_asked = Signal(str, str)

    def __init__(self, session: Session, theme: Theme) -> None:
        """Start with nothing selected."""
        super().__init__()
        self._session, self.theme = session, theme
        self._rows: list[int] = []
        self.boxes: list[ProblemBox] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages = Pages()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.show_folder = QAction(self)
        self.show_folder.triggered.connect(self._ask_folder)
        self.addAction(self.show_folder)
        self.message = Words(theme, tint=Tint.SECONDARY, wrap=True)
        self._message, self._row = self._message_page(), self._row_page()
        self.running = RunningPage(theme)
        self.outcome = OutcomePage(theme)
        self.bulk = BulkForm(theme)
        self.bulk.asked.connect(self._edit_in_bulk)
        for page in (self._message, self._row, self.bulk, self.running, self.outcome):
            self.pages.add(page)
        self._told: Report | None = None
        self.online: OnlinePart | None = None
        self.online_for_many: OnlinePart | None = None
        self.media: MediaPart | None = None
        self.setWidget(self.pages)
        session.phase_changed.connect(self._phase_changed)
        session.run_progressed.connect(self._run_progressed)
        session.run_ended.connect(self._run_ended)
        retold(self, self._say)

    def _say(self) -> None:
        self.setAccessibleName(translate("Details", "Details"))
        self.show_folder.setText(translate("Showing", "Show in folder"))
        self.show_rows(self._rows)

    def attach_look_up(self, look_up: LookUp, jobs: Jobs) -> None:
        """Show also what the databases know."""
        self._work_view = WorkView(look_up, jobs, self.theme)
        self.online = OnlinePart(self._session, look_up, jobs, self.theme)
        self._work_place.addWidget(self._work_view)
        self._online_place.addWidget(self.online)
        self.online_for_many = OnlinePart(self._session, look_up, jobs, self.theme)
        self.bulk.below.addWidget(self.online_for_many)

    def attach_media(self, look: MediaLook) -> None:
        """Show also what is inside files."""
        self.media = MediaPart(look, self.theme)
        self._media_place.addWidget(self.media)

    @property
    def rows(self) -> list[int]:
        """The rows shown."""
        return self._rows

    def show_rows(self, rows: Sequence[int]) -> None:
        """Show these rows of the session: none, one in full, or how many."""
        self._rows = [row for row in rows if row < len(self._session.rows)]
        self.show_folder.setEnabled(len(self._rows) == 1)
        if len(self._rows) == 1:
            self._show_row(self._rows[0])
            self.pages.show_page(self._row)
            return
        if self._rows:
            items = [self._session.rows[row].item for row in self._rows]
            self.bulk.show_items(items, editable=self._session.editable)
            if self.online_for_many is not None:
                self.online_for_many.show_rows(self._rows)
        else:
            self.message.setText(translate("Details", "Select a row to see what it is and where it goes."))
        self.pages.show_page(self.bulk if self._rows else self._page_without_rows())

    def _edit_in_bulk(self, change: Bulk) -> None:
        self.bulk.refuse(self._session.edit_in_bulk(self._rows, change))

    def _page_without_rows(self) -> QWidget:
        """While files move the one that does; after a run its outcome; else how to see something here."""
        if self._session.phase is Phase.RUNNING:
            return self.running
        if self._session.phase is Phase.DONE and self._told is not None:
            return self.outcome
        return self._message

    def _phase_changed(self, phase: Phase) -> None:
        """Follow a run until the person selects a row."""
        if phase is Phase.RUNNING:
            self._told = None
            self.running.begin(verb_of(self._session.mode, self._session.run_kind))
            self.outcome.begin()
            self.show_rows([])
        elif phase is Phase.DONE:
            self.show_rows([])
        else:
            self.refresh()

    def _run_progressed(self, progress: Progress) -> None:
        session = self._session
        index = session.row_at(progress.path)
        row = None if index is None else session.rows[index]
        if row is None:
            self.running.tell(progress, None)
            return
        library = _library_of(row.destination or "", session.plan().roots)
        self.running.tell(progress, row, input_folder=row.item.input_root, library=library)

    def _run_ended(self, report: Report) -> None:
        session = self._session
        if session.run_kind is not RunKind.ORGANIZE:
            return
        self._told = report
        done = [row for index, row in enumerate(session.rows) if session.state(index) is State.DONE]
        kinds = count((row, State.DONE) for row in done).by_kind
        by_filter = {key: kinds[key.value] for key in KIND_FILTERS}
        for box in self.outcome.tell(report, session.mode, by_filter, sum(_size_of(row) for row in done)):
            box.chosen.connect(lambda remedy: self.remedied.emit(remedy, []))
        self.show_rows(self._rows)

    def refresh(self) -> None:
        """Show the same rows as they are now."""
        self.show_rows(self._rows)

    def _ask_folder(self) -> None:
        if len(self._rows) == 1:
            row, state = self._session.rows[self._rows[0]], self._session.state(self._rows[0])
            old, new = row.item.file.path, row.destination or ""
            self.folder_asked.emit(*((new, old) if state is State.DONE else (old, new)))

    def focus_question(self) -> bool:
        """Put the focus on the first remedy; False if nothing is asked."""
        for box in self.boxes:
            for button in box.buttons.values():
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False

    def _message_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, _PADDING, 24, _PADDING)
        column.setSpacing(12)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addStretch()
        column.addWidget(Picture(self.theme, assets.SELECT, _BIG_ICON), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.message)
        column.addStretch()
        return page

    def _row_page(self) -> QWidget:
        theme = self.theme
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        column.setSpacing(8)
        self.title = Words(theme, scale=SECTION, strong=True, wrap=True)
        self.belongs = Words(theme, tint=Tint.SECONDARY, wrap=True)
        self.subtitle = Words(theme, tint=Tint.SECONDARY, scale=SMALL, wrap=True)
        self._state_icon = Picture(theme, STATE_LOOKS[State.WAITING])
        self.state = Words(theme)
        state = QHBoxLayout()
        state.setSpacing(4)
        state.addWidget(self._state_icon)
        state.addWidget(self.state, 1)
        for words in (self.title, self.belongs, self.subtitle):
            column.addWidget(words)
        column.addLayout(state)
        self._work_place, self._online_place = QVBoxLayout(), QVBoxLayout()
        column.addLayout(self._work_place)
        self._problems = QVBoxLayout()
        self._problems.setSpacing(8)
        column.addLayout(self._problems)
        column.addLayout(self._online_place)
        self._change_caption = self._caption(lambda: translate("Details", "Before → after"))
        self.change = ChangeView(theme)
        self._seen_caption = self._caption(lambda: translate("Details", "Jellyfin will see"))
        self.seen = SeenPart(theme)
        self._media_place = QVBoxLayout()
        self._along_caption = self._caption(lambda: translate("Details", "Goes along"))
        self._along = QVBoxLayout()
        self._along.setSpacing(4)
        column.addWidget(self._change_caption)
        column.addWidget(self.change)
        column.addWidget(self._seen_caption)
        column.addWidget(self.seen)
        column.addLayout(self._media_place)
        column.addWidget(self._along_caption)
        column.addLayout(self._along)
        column.addStretch()
        return page

    def _caption(self, text: Callable[[], str]) -> Words:
        caption = Words(self.theme, text, tint=Tint.SECONDARY, scale=SMALL, strong=True)
        caption.setContentsMargins(0, 4, 0, 0)
        return caption

    def _show_row(self, index: int) -> None:
        row, state = self._session.rows[index], self._session.state(index)
        item = row.item
        self.title.setText(title_of(item))
        _set_or_hide(self.belongs, belongs_to(item))
        self.subtitle.setText(subtitle_of(item))
        look = STATE_LOOKS[state]
        self._state_icon.set_look(look)
        self.state.setText(state_word(state, self._session.mode))
        self.state.set_tint(look.tint)
        self._show_problems(index, row, state)
        if self.online is not None:
            self._work_view.show_item(item)
            self.online.show_rows([index])
        goes = row.destination or ""
        self._change_caption.setText(
            translate("Details", "Before → after") if goes else translate("Details", "Where it is")
        )
        library = _library_of(goes, self._session.plan().roots)
        self.change.show_change(item.file.path, goes, input_folder=item.input_root, library=library)
        self.seen.show_sees(row.sees)
        self._seen_caption.setVisible(row.sees is not None)
        if self.media is not None:
            self.media.show_file(item.file)
        self._show_companions(row)

    def _show_problems(self, index: int, row: Row, state: State) -> None:
        self.boxes.clear()
        empty(self._problems)
        editable = self._session.editable
        for problem in row.reasons:
            offered = remedies(problem.code, state)
            if not editable and state is not State.FAILED:
                stayed = self._session.phase is Phase.DONE and state in _YOURS
                offered = (Remedy.READ_AGAIN,) if offered and stayed and not self.boxes else ()
            title = problem_title(problem, state)
            self._add_box(title, problem_below(title, problem), offered)
        if not row.reasons and (reason := self._session.reason(index)):
            offered = (Remedy.TRY_AGAIN,) if state is State.FAILED else ()
            self._add_box(translate("Details", "Stayed where it was"), reason, offered)

    def _add_box(self, title: str, sentence: str, offered: Sequence[Remedy]) -> None:
        box = ProblemBox(self.theme, title, sentence, offered)
        box.chosen.connect(lambda remedy: self.remedied.emit(remedy, self._rows))
        self.boxes.append(box)
        self._problems.addWidget(box)

    def _show_companions(self, row: Row) -> None:
        empty(self._along)
        self._along_caption.setVisible(bool(row.companions))
        for move in row.companions[:_MOST_COMPANIONS]:
            line = QWidget()
            inside = QHBoxLayout(line)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(8)
            look = ROLE_LOOKS[move.companion.role] if move.destination else STATE_LOOKS[State.IGNORED]
            inside.addWidget(Picture(self.theme, look), 0, Qt.AlignmentFlag.AlignTop)
            words = Words(self.theme, companion_line(move), scale=SMALL, wrap=True)
            words.setToolTip("; ".join(problem_sentence(problem) for problem in move.reasons))
            inside.addWidget(words, 1)
            self._along.addWidget(line)
        more = len(row.companions) - _MOST_COMPANIONS
        if more > 0:
            self._along.addWidget(Words(self.theme, translate("Details", "and %Ln more", None, more), scale=SMALL))


def _library_of(destination: str, roots: Roots) -> str:
    folders = [folder for folder in roots.folders.values() if destination.startswith(folder.rstrip(os.sep) + os.sep)]
    return max(folders, key=len, default="")


def _set_or_hide(words: Words, text: str) -> None:
    words.setText(text)
    words.setVisible(bool(text))


def _size_of(row: Row) -> int:
    """The bytes of a row that has moved, with the companions that went along."""
    return row.item.file.size + sum(move.companion.file.size for move in row.companions if move.destination)
