"""The main window: a light frame that can be painted at once, and the session's table that then comes to life in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from jforg_gui.ui.actions import Actions
from jforg_gui.ui.drop_zone import DropSheet, DropZone
from jforg_gui.ui.dropping import has_local_paths, local_paths
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.labels import Line
from jforg_gui.ui.language import retold
from jforg_gui.ui.layout_memory import restore_geometry, restore_parts
from jforg_gui.ui.menus import fill_menus, fill_recent
from jforg_gui.ui.states import Phase
from jforg_gui.ui.status_bar import StatusBar
from jforg_gui.ui.text import translate
from jforg_gui.ui.theme import Theme
from jforg_gui.ui.toolbar import TopBar

if TYPE_CHECKING:
    from jforg_gui.ui.jobs import Jobs
    from jforg_gui.ui.parts import Parts
    from jforg_gui.ui.rows import Counts
    from jforg_gui.ui.session import Session

_COUNTING_MS: Final = 250  # while rows arrive; counting them all for every batch would cost more than showing them
_BUSY: Final = frozenset((Phase.SCANNING, Phase.RECOGNISING, Phase.RUNNING))


class MainWindow(QMainWindow):
    """One window over one session. ``closing`` comes once, when it closes for good.

    Made, it is a frame around the drop zone, which needs little of the program and is on the screen at once;
    ``attach`` gives it the session and everything else.
    """

    closing = Signal()

    def __init__(self, theme: Theme, parts: Mapping[str, bytes] | None = None) -> None:
        """Build the frame, as ``parts`` say it lay; it is shown by whoever made it."""
        super().__init__()
        self._theme, self._parts = theme, parts or {}
        self.attached = False
        self.actions_ = Actions(theme, self)
        self.top = TopBar(self.actions_, theme)
        self.zone = DropZone(self.actions_, theme)
        self.status = StatusBar(theme)
        self.pages = QStackedWidget()
        self.setWindowTitle("JFOrg")
        self._lay_out()
        retold(self, self._say)
        restore_geometry(self, self._parts)
        self.zone.add_folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def attach(self, session: Session, jobs: Jobs) -> None:
        """Come to life: show the session's rows and do what is asked for."""
        from jforg_gui.ui.answers import Answers  # noqa: PLC0415 — not needed for the first paint
        from jforg_gui.ui.body import Body  # noqa: PLC0415 — as above
        from jforg_gui.ui.check.flow import LibraryCheck  # noqa: PLC0415 — as above
        from jforg_gui.ui.gestures import Gestures  # noqa: PLC0415 — as above
        from jforg_gui.ui.keeping import Keeper  # noqa: PLC0415 — as above
        from jforg_gui.ui.leaving import Leaving  # noqa: PLC0415 — as above
        from jforg_gui.ui.look_up import LookUp  # noqa: PLC0415 — as above
        from jforg_gui.ui.media_look import MediaLook  # noqa: PLC0415 — as above
        from jforg_gui.ui.reporting import Reporter  # noqa: PLC0415 — as above
        from jforg_gui.ui.rows import Counts  # noqa: PLC0415 — as above
        from jforg_gui.ui.run.abilities import Abilities  # noqa: PLC0415 — as above
        from jforg_gui.ui.updates import UpdateNotice  # noqa: PLC0415 — as above

        self._session, self._jobs = session, jobs
        self.actions_.draw_icons()
        self.counts: Counts = Counts(0, {}, {})
        self.look_up = LookUp(session, jobs, self)
        session.fetch = self.look_up.fetch
        self.body = Body(session, jobs, self._theme)
        self.body.details.attach_look_up(self.look_up, jobs)
        self.media_look = MediaLook(session, jobs, self)
        self.body.details.attach_media(self.media_look)
        self.pages.addWidget(self.body)
        self.reporter = Reporter(session, self.status, self.actions_.pause)
        self.reporter.follow(self.look_up)
        self.updates = UpdateNotice(jobs, self.reporter, self)
        Abilities(self.top.mode, session, jobs)
        self.drop_sheet = DropSheet(self._theme, self.pages)
        self.gestures = Gestures(session, jobs, self._theme, self.actions_, self)
        self._answers = Answers(session, self, self.body, self.gestures, jobs)
        self._counting = QTimer(self, singleShot=True, interval=_COUNTING_MS)
        self._counting.timeout.connect(self._count)
        self.keeper = Keeper(session, jobs, self)
        self.keeper.recent_changed.connect(self._show_recent)
        self._leaving = Leaving(session, jobs, self._theme, self, self.body, self.keeper)
        self._leaving.leaving.connect(self.look_up.close)
        self._leaving.leaving.connect(self.media_look.close)
        self._connect()
        self.check = LibraryCheck(session, jobs, self._theme, self)
        self.attached = True
        self.setAcceptDrops(True)
        self._follow_phase(session.phase)
        self._place_focus()
        self.top.set_mode(session.mode)
        restore_parts(self, self.body, self._parts)

    def _say(self) -> None:
        """Fill the menus, and say in their language what else has been said."""
        self.recent_menu = fill_menus(self.menuBar(), self.actions_)
        if self.attached:
            self._show_recent(self.keeper.recent)
            self.reporter.say_anew()
            self._count()

    def _show_recent(self, folders: Sequence[str]) -> None:
        self.zone.show_recent(folders, self.gestures.add)
        fill_recent(self.recent_menu, folders, self.gestures.add)

    def welcome(self) -> None:
        """Ask what has to be asked at the first start."""
        self.gestures.welcome()

    # --- building ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.pages.addWidget(self.zone)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.of_rows: tuple[QWidget, ...] = (self.top, Line(self._theme), Line(self._theme), self.status)
        for widget in (*self.of_rows[:2], self.pages, *self.of_rows[2:]):
            column.addWidget(widget, int(widget is self.pages))
        self.setCentralWidget(content)

    def _connect(self) -> None:
        session, actions, body = self._session, self.actions_, self.body
        session.phase_changed.connect(self._follow_phase)
        session.counts_changed.connect(self._count_soon)
        session.rows_changed.connect(self._rows_changed)
        session.rows_replaced.connect(body.details.refresh)
        session.edits_changed.connect(self._edits_changed)
        session.settings_replaced.connect(self._settings_replaced)
        self.reporter.titled.connect(self.setWindowTitle)
        self.reporter.settings_asked.connect(self.gestures.settings)
        self.top.filter_changed.connect(lambda _text: self._filter())
        self.top.mode_chosen.connect(self.gestures.set_mode)
        body.filter_cleared.connect(self.top.field.clear)
        body.filters.chosen.connect(lambda _key: self._filter())
        body.filter_box.chosen.connect(body.filters.choose)
        body.table.current_changed.connect(body.details.show_rows)
        body.table.refused.connect(self.reporter.warn)
        body.table.folder_asked.connect(self.gestures.shower.show)
        body.details.folder_asked.connect(self.gestures.shower.show)
        actions.hints.triggered.connect(body.hints.begin_again)
        body.shown.connect(self.follow_parts)
        actions.filter_list.triggered.connect(lambda shown: self._shown_parts().show_filters(shown))
        actions.details.triggered.connect(lambda shown: self._shown_parts().show_details(shown))
        actions.preview.triggered.connect(body.show_preview)
        actions.find.triggered.connect(self._find)
        actions.select_all.triggered.connect(body.table.selectAll)
        actions.remove.triggered.connect(body.table.remove_selected)
        actions.next_attention.triggered.connect(lambda: body.table.select_next_asking(1))
        actions.previous_attention.triggered.connect(lambda: body.table.select_next_asking(-1))
        actions.next_pane.triggered.connect(lambda: self._go_to_pane(1))
        actions.previous_pane.triggered.connect(lambda: self._go_to_pane(-1))
        actions.look_up.triggered.connect(lambda: self.look_up.start(again=True))
        actions.updates.triggered.connect(self.updates.now)
        actions.quit.triggered.connect(self.close)
        for key, action in actions.filters.items():
            action.triggered.connect(lambda _checked=False, key=key: body.filters.choose(key))

    # --- following the session --------------------------------------------------------------------------------------

    def _follow_phase(self, phase: Phase) -> None:
        turned = self._turn_page()
        before = self.body.filters.current
        self.body.filters.show_phase(phase)
        self._count()
        self.reporter.show_phase(phase)
        if phase is Phase.DONE:
            if not self.body.filters.choose(FilterKey.STAYED):
                self.body.filters.choose(FilterKey.ALL)
        elif phase is Phase.RUNNING:
            self.body.filters.choose(FilterKey.THIS_RUN)
        elif self.body.filters.current is not before:
            self._filter()
        self._update_actions()
        if turned:
            self._place_focus()

    def follow_page(self) -> None:
        """Show the page that is to be seen now: of the check, of the rows, or the empty window's."""
        self._turn_page()
        self._count()
        self._update_actions()
        self._place_focus()

    def _turn_page(self) -> bool:
        page = self.check.page_or(self.zone if self._session.phase is Phase.EMPTY else self.body)
        turned = self.pages.currentWidget() is not page
        self.pages.setCurrentWidget(page)
        return turned

    def _place_focus(self) -> None:
        """Put the focus on the table, or on the one button of an empty window."""
        target: QWidget = self.zone.add_folder if self._session.phase is Phase.EMPTY else self.body.centre
        if self.check.open:
            target = self.check.page.table
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count_soon(self) -> None:
        """Count now where an answer is awaited; while rows arrive, a few times a second is enough."""
        if self._session.phase in _BUSY:
            if not self._counting.isActive():
                self._counting.start()
        else:
            self._count()

    def _count(self) -> None:
        self._counting.stop()
        session = self._session
        self.counts = session.counts()
        in_filters = self.counts.in_filters()
        self.body.filters.show_counts(in_filters)
        self.body.filter_box.show_counts(session.phase, in_filters, self.body.filters.current)
        self.reporter.show_counts(self.counts)
        text, enabled, tip = self.reporter.primary_words(self.counts)
        self.top.set_primary(text, enabled=enabled, tip=tip)
        self.actions_.run.setText(text)
        self.actions_.run.setEnabled(enabled and not self.check.open)
        self.body.tell_if_nothing_is_shown(in_filters, self.top.field.text())

    def _rows_changed(self, rows: object) -> None:
        details = self.body.details
        if isinstance(rows, list) and not set(details.rows).isdisjoint(rows):
            details.refresh()
        if self._session.phase is Phase.RUNNING:
            self._count_soon()

    def _edits_changed(self, can_undo: bool, can_redo: bool) -> None:  # noqa: FBT001 — what the signal carries
        self.actions_.undo_edit.setEnabled(can_undo and self._session.editable)
        self.actions_.redo_edit.setEnabled(can_redo and self._session.editable)

    def _settings_replaced(self) -> None:
        self.top.set_mode(self._session.mode)
        if self._session.phase is Phase.EMPTY:
            self.reporter.show_phase(Phase.EMPTY)

    def _update_actions(self) -> None:
        phase, actions = self._session.phase, self.actions_
        busy, has_rows = phase in _BUSY, phase is not Phase.EMPTY and not self.check.open
        for action in (
            actions.add_folder,
            actions.add_files,
            actions.sample,
            actions.settings,
            actions.tour,
            actions.undo_run,
            actions.redo_run,
            actions.check_library,
            *actions.styles.values(),
        ):
            action.setEnabled(not busy)
        actions.pause.setEnabled(phase is Phase.RUNNING)
        for action in (actions.clear, actions.rescan, actions.preview):
            action.setEnabled(has_rows and not busy)
        if phase is not Phase.REVIEW:
            self.body.show_preview(False)  # noqa: FBT003 — as a check mark would
        editable = self._session.editable and not self.check.open
        actions.remove.setEnabled(editable)
        actions.look_up.setEnabled(editable)
        for action in (actions.select_all, actions.next_attention, actions.previous_attention):
            action.setEnabled(has_rows)
        actions.find.setEnabled(has_rows or self.check.open)
        self.top.field.setEnabled(has_rows)
        self.top.mode.setEnabled(phase is not Phase.RUNNING and not self._session.fixed)
        self.top.set_mode(self._session.mode)
        if not editable:
            self._edits_changed(False, False)  # noqa: FBT003 — as the signal would
        self.follow_parts()

    def follow_parts(self) -> None:
        """Let the marks in the menu say which parts are shown."""
        parts = self._shown_parts()
        self.actions_.filter_list.setChecked(parts.filters_shown)
        self.actions_.details.setChecked(parts.details_shown)
        self.actions_.preview.setChecked(self.body.centre is not self.body.table)

    def _shown_parts(self) -> Parts:
        return self.check.page.parts if self.check.open else self.body

    # --- filtering and moving about ---------------------------------------------------------------------------------

    def _filter(self) -> None:
        self.body.show_preview(False)  # noqa: FBT003 — what is filtered is the table
        self.body.table.set_filter(self.body.filters.current, self.top.field.text())
        self.body.tell_if_nothing_is_shown(self.counts.in_filters(), self.top.field.text())
        if self._session.phase is Phase.DONE:
            self._offer_all()

    def _offer_all(self) -> None:
        """After a run only what stayed is on show; say so, with the way to the rest."""
        if self.body.filters.current is FilterKey.STAYED:
            self.status.offer(translate("Window", "Show all"), self.actions_.filters[FilterKey.ALL].trigger)
        else:
            self.status.offer()

    def _find(self) -> None:
        if self.check.open:
            self.check.page.go_to_field()
            return
        self.top.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.field.selectAll()

    def _panes(self) -> list[QWidget]:
        first_tool = self.top.tools.widgetForAction(self.actions_.add_folder)
        body = self.body
        panes = [first_tool, self.top.field, body.filters, body.filter_box, body.centre, body.details]
        panes += [self.zone.add_folder, self.status.button, *(self.check.page.panes() if self.check.open else ())]
        return [pane for pane in panes if pane.isVisible() and pane.isEnabled()]

    def _go_to_pane(self, step: int) -> None:
        panes, focus = self._panes(), _focus()
        here = next(
            (
                number
                for number, pane in enumerate(panes)
                if focus is not None and (pane is focus or pane.isAncestorOf(focus))
            ),
            -1 if step > 0 else 0,
        )
        if panes:
            panes[(here + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- dropping ---------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 — Qt's name
        """Show where it can be dropped."""
        if self.attached and has_local_paths(event.mimeData()) and self._session.phase not in _BUSY:
            event.acceptProposedAction()
            if self._session.phase is Phase.EMPTY:
                self.zone.set_hovered(True)
            else:
                self.drop_sheet.cover()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 — Qt's name
        """Anywhere in the window will do."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:  # noqa: N802 — Qt's name
        """Go back to how it was."""
        self._end_drag()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 — Qt's name
        """Add what was dropped. The files stay where they are, whatever the desktop proposes."""
        self._end_drag()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.gestures.add(local_paths(event.mimeData()))

    def _end_drag(self) -> None:
        self.zone.set_hovered(False)
        self.drop_sheet.hide()

    # --- closing ----------------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 — Qt's name
        """Close when nothing is under way any more; see ``Leaving``."""
        if not self.attached:
            super().closeEvent(event)
            return
        self._counting.stop()
        if not self._leaving.may_close():
            event.ignore()
            return
        self.gestures.close_windows()
        self._jobs.close()
        self.closing.emit()
        super().closeEvent(event)


def _focus() -> QWidget | None:
    """The widget with the focus; Qt's stubs do not know that there may be none."""
    return QApplication.focusWidget()
