"""Closing the window in any state: ask while files move, end everything else, remember how the window lay."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from jforg_gui.domain.work import Progress
from jforg_gui.storage.window import save_window
from jforg_gui.ui.body import Body
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.keeping import Keeper
from jforg_gui.ui.layout_memory import layout_of
from jforg_gui.ui.run.closing import ClosingSheet
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase
from jforg_gui.ui.theme import Theme

_PATIENCE_MS: Final = 1500  # what has not ended by then is left to itself


class Leaving(QObject):
    """Says whether the window may close now; if not, it sees to it and closes the window itself.

    ``leaving`` tells that it has begun to close: what is open has to end.
    """

    leaving = Signal()

    def __init__(
        self, session: Session, jobs: Jobs, theme: Theme, window: QMainWindow, body: Body, keeper: Keeper
    ) -> None:
        """Watch over one window."""
        super().__init__(window)
        self._session, self._jobs, self._theme = session, jobs, theme
        self._window, self._body, self._keeper = window, body, keeper
        self._sheet: ClosingSheet | None = None
        self._progress: Progress | None = None
        self._after_run = False
        self._left = False
        self._waiting = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._waiting.timeout.connect(self._close_now)
        session.run_progressed.connect(self._run_progressed)
        session.phase_changed.connect(self._phase_changed)

    def may_close(self) -> bool:
        """True once nothing is under way any more; else ask, or begin to end everything."""
        if self._session.phase is Phase.RUNNING:
            self._ask()
        elif not self._left and not self._waiting.isActive():
            self._leave()
        return self._left

    def _ask(self) -> None:
        if self._sheet is not None or self._after_run:
            return
        done, total = self._so_far()
        sheet = ClosingSheet(done, total, self._theme, self._window, self._session.run_kind)
        self._sheet = sheet
        sheet.accepted.connect(self._stop)
        sheet.finished.connect(self._answered)
        sheet.open()

    def _so_far(self) -> tuple[int, int]:
        if self._progress is None:
            return 0, self._session.plan().count()
        return self._progress.files, self._progress.files_total

    def _answered(self, _answer: int) -> None:
        self._sheet = None

    def _stop(self) -> None:
        self._after_run = True
        if self._session.phase is Phase.RUNNING:
            self._session.cancel()
        else:
            self._window.close()

    def _run_progressed(self, progress: Progress) -> None:
        self._progress = progress
        if self._sheet is not None:
            self._sheet.update_progress(*self._so_far())

    def _phase_changed(self, phase: Phase) -> None:
        if phase is Phase.RUNNING:
            self._progress = None
        elif self._after_run:
            self._window.close()

    def _leave(self) -> None:
        self._window.setEnabled(False)
        parts, path = layout_of(self._window, self._body), self._session.engine.places.window_file
        keep = self._keeper.saving()
        self._waiting.start()
        self._jobs.cancel_all()
        self.leaving.emit()
        self._session.engine.close()  # nobody waits any more for the names that are being read
        self._jobs.start(lambda _job: save_window(parts, path))
        self._jobs.start(lambda _job: keep())
        self._jobs.idle.connect(self._close_now)

    def _close_now(self) -> None:
        if not self._left:
            self._left = True
            self._waiting.stop()
            self._window.close()
