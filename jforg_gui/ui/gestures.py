"""What happens when the person asks for something: dialogs, drops, the run and the way back."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.errors import WorldError
from jforg_gui.domain.naming import Style
from jforg_gui.domain.work import Report, RunKind
from jforg_gui.ui.actions import Actions
from jforg_gui.ui.dropping import usable
from jforg_gui.ui.jobs import Ending, Jobs
from jforg_gui.ui.language import retold, trouble
from jforg_gui.ui.notify import notify
from jforg_gui.ui.run.confirm import ConfirmSheet
from jforg_gui.ui.run.summary import RunFacts
from jforg_gui.ui.run.toast import Toast, Way, outcome
from jforg_gui.ui.run.undo_sheet import ask_redo, ask_undo
from jforg_gui.ui.session import Session
from jforg_gui.ui.settings.saving import SettingsSaver
from jforg_gui.ui.showing import Shower
from jforg_gui.ui.states import Phase
from jforg_gui.ui.text import translate
from jforg_gui.ui.theme import Theme

_MOST_SAMPLES = 100
_LONG_RUN_SECONDS = 10  # shorter ones are watched to their end


class Gestures(QObject):
    """Carries out the actions that are not the table's own. Every dialog is opened, none is waited for."""

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, actions: Actions, window: QWidget) -> None:
        """Answer the actions."""
        super().__init__(window)
        self._session, self._jobs, self._theme, self._window = session, jobs, theme, window
        self._again = False
        self._newest_run = "last"
        self._run_started = time.monotonic()
        self._history: QWidget | None = None
        self.shower = Shower(session, jobs, self)
        retold(self, self._drop_history)
        self._saver = SettingsSaver(session.engine, jobs, self)
        self._saver.done.connect(self._style_saved)
        self.toast = Toast(window, theme)
        self.toast.undo_requested.connect(lambda: self.undo_run(self._newest_run))
        self.toast.redo_requested.connect(lambda: self.redo_run(self._newest_run))
        self._connect(actions)
        session.run_ended.connect(self._run_ended)
        session.settings_replaced.connect(self._show_style)
        session.phase_changed.connect(self._phase_changed)
        session.counts_changed.connect(self._run_if_asked)

    def _connect(self, actions: Actions) -> None:
        session = self._session
        actions.add_folder.triggered.connect(self.add_folder)
        actions.add_files.triggered.connect(self.add_files)
        actions.sample.triggered.connect(self.add_sample)
        actions.clear.triggered.connect(session.clear)
        actions.settings.triggered.connect(self.settings)
        actions.undo_edit.triggered.connect(session.undo_edit)
        actions.redo_edit.triggered.connect(session.redo_edit)
        actions.rescan.triggered.connect(session.rescan)
        actions.run.triggered.connect(self.run)
        actions.undo_run.triggered.connect(lambda: self.undo_run("last"))
        actions.redo_run.triggered.connect(lambda: self.redo_run("last"))
        actions.pause.triggered.connect(lambda: session.pause(not session.paused))
        session.paused_changed.connect(actions.show_paused)
        self._actions = actions
        for style, action in actions.styles.items():
            action.triggered.connect(partial(self.set_style, style))
        self._show_style()
        actions.history.triggered.connect(self.history)
        actions.tour.triggered.connect(self.welcome)
        actions.logs.triggered.connect(self.open_logs)
        actions.about.triggered.connect(self.about)
        actions.shortcuts.triggered.connect(partial(self.shortcuts, actions))

    # --- adding ---------------------------------------------------------------------------------------------------

    def add_folder(self) -> None:
        """Ask for a folder, and add it."""
        dialog = QFileDialog(self._window, translate("Gestures", "Add folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog)

    def add_files(self) -> None:
        """Ask for files, and add them."""
        dialog = QFileDialog(self._window, translate("Gestures", "Add files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._open(dialog)

    def add(self, paths: Sequence[str]) -> None:
        """Add those paths at which there are files or folders; a disk may take its time to say."""
        self._jobs.start(lambda _job: usable(paths)).ended.connect(self._found)

    def add_sample(self) -> None:
        """Write a new sample into our own folder, and add it."""
        data = self._session.engine.places.data
        self._jobs.start(lambda _job: new_sample(data)).ended.connect(self._sampled)

    def _open(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.add)
        dialog.open()

    def _found(self, ending: Ending) -> None:
        if ending.result:
            self._session.add(ending.result)
        elif ending.result is not None:
            self._session.failed.emit(translate("Gestures", "There is no file or folder of this computer in it."))

    def _sampled(self, ending: Ending) -> None:
        if ending.error is not None:
            self._session.failed.emit(trouble(ending.error))
        elif ending.result is not None:
            self._session.add([ending.result])

    # --- running and the way back -----------------------------------------------------------------------------------

    def run(self) -> None:
        """Ask the one question and carry the plan out; after a run, try again what failed."""
        if self._session.phase is Phase.DONE and self._session.fixed:
            self._session.rescan()
        elif self._session.phase is Phase.DONE:
            self._again = True
            self._session.rescan()
        elif self._session.phase is Phase.REVIEW and self._session.planning:
            self._again = True  # as soon as the last correction is in the plan
        elif self._session.phase is Phase.REVIEW and self._session.ready_files():
            session = self._session
            mode = session.mode
            facts = RunFacts(tuple(session.inputs), mode, lambda plan: session.engine.preflight(plan, mode))
            sheet = ConfirmSheet(session.plan(), facts, self._theme, self._window, self._jobs)
            sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            sheet.accepted.connect(session.run)
            sheet.open()

    def undo_run(self, run: str) -> None:
        """Show what can be taken back of a run, and take it back if the person says so."""
        ask_undo(self._session, self._jobs, self._theme, self._window, run)

    def redo_run(self, run: str) -> None:
        """Show what can be done again of a run that was taken back, and do it if the person says so."""
        ask_redo(self._session, self._jobs, self._theme, self._window, run)

    def _phase_changed(self, phase: Phase) -> None:
        self._actions.show_paused(False)  # noqa: FBT003 — no run stands still at its beginning or end
        if phase is Phase.RUNNING:
            self._run_started = time.monotonic()
            self.toast.dismiss()
        self._run_if_asked()

    def _run_if_asked(self) -> None:
        if self._again and self._session.phase is Phase.REVIEW and not self._session.planning:
            self._again = False
            self.run()

    def _run_ended(self, report: Report) -> None:
        if report.run is None or not self._window.isVisible():  # closed while the last file moved: nobody to tell
            return
        self._newest_run = str(report.run)
        session = self._session
        said = outcome(report, session.run_kind, session.mode)
        back = Way.REDO if session.run_kind is RunKind.UNDO else Way.UNDO
        self.toast.tell(said, back if report.done else Way.NONE, good=not report.failed)
        long = time.monotonic() - self._run_started > _LONG_RUN_SECONDS
        if long and not self._window.isActiveWindow() and session.engine.settings.notify:
            notify(self._window, said)

    # --- correcting -------------------------------------------------------------------------------------------------

    def set_mode(self, mode: Mode) -> None:
        """Move or copy in the next run."""
        self._session.set_mode(mode)

    def set_style(self, style: Style, _checked: bool = True) -> None:  # noqa: FBT001, FBT002 — what the signal carries
        """Name everything in another way from now on; what is in the table at once."""
        self._saver.save(self._session.engine.settings.with_value("naming.style", style.value))

    def _style_saved(self, trouble: str) -> None:
        if trouble:
            self._session.failed.emit(trouble)
        self._session.settings_replaced.emit()
        self._session.plan_again()

    def _show_style(self) -> None:
        chosen = self._session.engine.settings.get("naming.style")
        for style, action in self._actions.styles.items():
            action.setChecked(style.value == chosen)

    def decide(self, rows: Sequence[int], policy: ConflictPolicy) -> None:
        """Decide a conflict."""
        self._session.decide(rows, policy)

    # --- windows ----------------------------------------------------------------------------------------------------

    def settings(self) -> None:
        """Open the settings."""
        from jforg_gui.ui.settings.dialog import SettingsDialog  # noqa: PLC0415 — not needed for the first paint

        items = [row.item for row in self._session.rows]
        dialog = SettingsDialog(self._session.engine, self._jobs, self._theme, self._window, items=items)
        dialog.saved.connect(self._session.settings_changed)
        dialog.open()

    def welcome(self) -> None:
        """Ask for the library folders, at the first start or when asked for."""
        from jforg_gui.ui.welcome.dialog import Welcome  # noqa: PLC0415 — only once in a life

        dialog = Welcome(self._session.engine, self._jobs, self._theme, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._session.settings_changed)
        dialog.open()

    def history(self) -> None:
        """Open the window of all runs, or bring it to the front."""
        from jforg_gui.ui.history.window import HistoryWindow  # noqa: PLC0415 — not needed for the first paint

        if self._history is None:
            history = HistoryWindow(self._session, self._jobs, self._theme, self._window)
            history.files.folder_asked.connect(self.shower.show)
            self._history = history
        self._history.show()
        self._history.raise_()
        self._history.activateWindow()

    def _drop_history(self) -> None:
        """The next one speaks another language."""
        if self._history is not None:
            self._history.close()
            self._history.deleteLater()
            self._history = None

    def close_windows(self) -> None:
        """Close what stands beside the window, which otherwise would keep the program alive."""
        self.toast.dismiss()
        if self._history is not None:
            self._history.close()

    def about(self) -> None:
        """Say what this is, and whose work it stands on."""
        from jforg_gui.ui.about.dialog import AboutDialog  # noqa: PLC0415 — seldom asked for

        AboutDialog(self._jobs, self._theme, self._window).open()

    def open_logs(self) -> None:
        """Show the folder of the logs in the system's file browser."""
        folder = self._session.engine.places.logs
        self._jobs.start(lambda _job: usable([folder])).ended.connect(self._logs_found)

    def _logs_found(self, ending: Ending) -> None:
        if ending.result:
            QDesktopServices.openUrl(QUrl.fromLocalFile(ending.result[0]))
        else:
            self._session.failed.emit(translate("Gestures", "Nothing has been logged yet."))

    def shortcuts(self, actions: Actions) -> None:
        """List everything that can be done, with its keys."""
        from jforg_gui.ui.shortcuts import ShortcutsDialog  # noqa: PLC0415 — seldom asked for

        ShortcutsDialog(actions, self._theme, self._window).open()


def new_sample(data: str) -> str:
    """Write the sample into a folder of our own that does not exist yet, and return its path. Not for the GUI thread.

    Raises:
        WorldError: it cannot be written.

    """
    from jforg_gui.storage.sample import write_sample  # noqa: PLC0415 — only for who wants one

    for attempt in range(1, _MOST_SAMPLES):
        folder = os.path.join(data, "Sample" if attempt == 1 else f"Sample {attempt}")
        try:
            return write_sample(folder).root
        except OSError as error:
            if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                raise WorldError(f"The sample cannot be written: {error.strerror}.") from error
    raise WorldError("There are too many samples already.")
