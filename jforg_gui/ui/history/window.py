"""The history: all runs over their files, what undo would do to each, and the buttons that take a run back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jforg_gui.domain.work import Progress, Report, Run, RunKind
from jforg_gui.ui import assets
from jforg_gui.ui.assets import Tint
from jforg_gui.ui.flow import wrapped
from jforg_gui.ui.history.export import Exporter
from jforg_gui.ui.history.files_pane import FilesPane
from jforg_gui.ui.history.finding import RunFinder
from jforg_gui.ui.history.models import RunsModel
from jforg_gui.ui.history.preview import FileRow, Preview, look_at
from jforg_gui.ui.history.tables import RowsTable
from jforg_gui.ui.jobs import Ending, Job, Jobs
from jforg_gui.ui.language import trouble
from jforg_gui.ui.layout_memory import START_SIZE, room_on_screen
from jforg_gui.ui.run.health import Health, going, staying
from jforg_gui.ui.run.sheet import label, tint
from jforg_gui.ui.run.toast import outcome
from jforg_gui.ui.run.undo_sheet import UndoSheet, ask_redo
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase
from jforg_gui.ui.text import fill, number, plain, translate
from jforg_gui.ui.theme import Theme

_RUN_WIDTHS: Final = {RunsModel.WHEN: 170, RunsModel.FILES: 90, RunsModel.SIZE: 100, RunsModel.STATE: 220}
_BUSY: Final = frozenset((Phase.SCANNING, Phase.RECOGNISING, Phase.RUNNING))


class HistoryWindow(QMainWindow):
    """A window of its own. It asks before it takes anything back, and the session does it."""

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it; the runs are read when it is shown."""
        super().__init__(parent, Qt.WindowType.Window)
        self._session = session
        self._jobs = jobs
        self._theme = theme
        self._looking: Job | None = None
        self._look_again = False
        self._matching: frozenset[int] | None = None
        self.setWindowTitle(translate("History", "History — JFOrg"))
        self.resize(START_SIZE.boundedTo(room_on_screen(self)))
        self._make_tables()
        self._exporter = Exporter(jobs, self)
        self._exporter.said.connect(self._say)
        self._make_toolbar()
        self._make_body()
        self._make_status()
        self._make_menus()
        model = self.runs_model
        finder = RunFinder(session.engine, jobs, lambda: [(run, model.words(run)) for run in model.all], self)
        finder.found.connect(self._found)
        self.search.textChanged.connect(finder.look_for)
        session.run_ended.connect(self._run_ended)
        session.run_progressed.connect(self._run_progressed)
        session.phase_changed.connect(lambda _phase: self._update_buttons())
        session.failed.connect(self._say)
        theme.changed.connect(self._dress)
        self._dress()
        self._update_buttons()

    # --- the parts ------------------------------------------------------------------------------------------------

    def _make_tables(self) -> None:
        self.runs_model = RunsModel(self._theme, self)
        self.runs = RowsTable(self._theme, translate("History", "Runs"), _RUN_WIDTHS, least=150)
        self.runs.setModel(self.runs_model)
        self.runs.setSelectionMode(RowsTable.SelectionMode.SingleSelection)
        self.runs.selectionModel().currentRowChanged.connect(lambda _now, _before: self._look())
        self.runs.asked.connect(self.ask_undo_run)
        self.files = FilesPane(self._theme)
        self.files.changed.connect(self._update_buttons)
        self.files.asked.connect(self.ask_undo_selected)

    def _make_toolbar(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("History", "Find a run, a title or a file"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(140)
        self.search.setMaximumWidth(280)
        self._find_icon = self.search.addAction(self._theme.icon(assets.FIND), QLineEdit.ActionPosition.LeadingPosition)
        self.undo_selected = QPushButton()
        self.undo_selected.clicked.connect(self.ask_undo_selected)
        self.undo_run = QPushButton()
        self.undo_run.clicked.connect(self.ask_undo_run)
        self.redo_run = QPushButton()
        self.redo_run.clicked.connect(self.ask_redo_run)
        self.export = QPushButton(translate("History", "Export…"))
        self.export.setAccessibleName(self.export.text())
        self.export.clicked.connect(self.ask_export)
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(4)
        row.addWidget(self.search, 1)
        row.addWidget(wrapped((self.export, self.redo_run, self.undo_selected, self.undo_run), spacing=4), 2)

    def _make_body(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(self.runs)
        self.splitter.addWidget(self.files)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 7)
        self.splitter.setSizes([300, 700])
        self.splitter.setChildrenCollapsible(False)
        self.empty = label("")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body = QStackedWidget()
        self.body.addWidget(self.empty)
        self.body.addWidget(self.splitter)
        self.body.setCurrentWidget(self.splitter)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self.body, 1)
        self.setCentralWidget(content)

    def _make_status(self) -> None:
        status = self.statusBar()
        status.setSizeGripEnabled(False)
        status.setMinimumHeight(34)
        status.setContentsMargins(4, 0, 10, 0)
        self.status = QLabel()
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.promise = label(translate("History", "Undo never overwrites and never deletes your files"), wrap=False)
        self.word = label("", wrap=False)
        status.addWidget(self.status)
        status.addWidget(self.word, 1)
        status.addPermanentWidget(self.promise)

    def _make_menus(self) -> None:
        bar = self.menuBar()
        keys = QKeySequence.StandardKey
        self._undo_action = QAction(self)
        self._undo_action.triggered.connect(self.ask_undo_run)
        self._redo_action = QAction(self)
        self._redo_action.triggered.connect(self.ask_redo_run)
        self._export_action = self._action(self.export.text(), self.ask_export)
        self._selected_action = QAction(self)
        self._selected_action.triggered.connect(self.ask_undo_selected)
        check = self._action(translate("History", "Check again"), self.refresh, keys.Refresh)
        close = self._action(translate("History", "Close"), self.close, keys.Close)
        find = self._action(translate("History", "Find"), self._focus_find, keys.Find)
        every = self._action(translate("History", "Select all files"), self._select_all)
        pane = self._action(translate("History", "Next pane"), self._next_pane, Qt.Key.Key_F6)
        bar.addMenu(translate("History", "&File")).addActions([self._export_action, close])
        bar.addMenu(translate("History", "&Edit")).addActions([find, every])
        bar.addMenu(translate("History", "&View")).addActions([check, pane])
        bar.addMenu(translate("History", "&Run")).addActions(
            [self._undo_action, self._selected_action, self._redo_action]
        )

    def _action(
        self, text: str, do: Callable[[], object], key: QKeySequence.StandardKey | Qt.Key | None = None
    ) -> QAction:
        action = QAction(text, self)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(do)
        return action

    def _dress(self) -> None:
        self._find_icon.setIcon(self._theme.icon(assets.FIND))
        self._theme.make_primary(self.undo_run)
        tint(self.promise, self._theme, Tint.SECONDARY)
        tint(self.empty, self._theme, Tint.SECONDARY)
        tint(self.word, self._theme, Tint.SECONDARY)

    # --- reading --------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 — Qt's name
        """Read the runs when the window comes up."""
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()
            self.runs.setFocus()

    def refresh(self) -> None:
        """Read the runs again, and look at the selected one again."""
        self._jobs.start(lambda _job: self._session.engine.history()).ended.connect(self._read)

    def _read(self, ending: Ending) -> None:
        if ending.error is not None:
            self.empty.setText(trouble(ending.error))
            self.body.setCurrentWidget(self.empty)
        if ending.result is None:
            return
        self._show_runs([run for run in ending.result if run.kind is not RunKind.UNDO])

    def _show_runs(self, runs: Sequence[Run]) -> None:
        current = self.run
        running = self._session.phase is Phase.RUNNING
        self.runs_model.set_runs(runs, running=running, only=self._matching)
        if not runs:
            said = translate("History", "No runs yet. Each run you make appears here and can be undone.")
            self.empty.setText(said)
        if runs and self.body.currentWidget() is self.empty:
            self.body.setCurrentWidget(self.splitter)
            self.runs.setFocus()
        elif not runs:
            self.body.setCurrentWidget(self.empty)
        row = max(0, self.runs_model.row_of(current.id)) if current is not None else 0
        if self.runs_model.rowCount():
            self.runs.setCurrentIndex(self.runs_model.index(row, 0))
        else:
            self.files.show_preview(None)
        files = sum(run.files for run in runs)
        said = fill(
            translate("History", "{runs}, {files}."),
            runs=translate("History", "%Ln {run|runs}", None, len(runs)),
            files=translate("History", "%Ln {file|files}", None, files),
        )
        self.status.setText(said)
        self._update_buttons()

    @property
    def run(self) -> Run | None:
        """The selected run."""
        return self.runs_model.run(self.runs.currentIndex().row())

    def _look(self) -> None:
        """Look at the files of the selected run; one look at a time, and the last selected run wins."""
        if self._looking is not None:
            self._look_again = True
            return
        run, engine = self.run, self._session.engine
        if run is None:
            self.files.show_preview(None)
            return
        shown = self.files.preview
        if shown is None or shown.run.id != run.id:
            self.files.show_waiting()
        self._looking = self._jobs.start(lambda _job: look_at(engine, run))
        self._looking.ended.connect(self._looked)

    def _looked(self, ending: Ending) -> None:
        self._looking = None
        preview: Preview | None = ending.result
        run = self.run
        if self._look_again:
            self._look_again = False
            self._look()
        elif ending.error is not None:
            self.files.show_trouble(trouble(ending.error))
        elif preview is not None and run is not None and preview.run.id == run.id:
            self.files.show_preview(preview)
            self.files.look_for(self.search.text().strip())
        self._update_buttons()

    # --- finding --------------------------------------------------------------------------------------------------

    def _found(self, needle: str, matching: frozenset[int] | None) -> None:
        self._matching = matching
        self._show_runs(list(self.runs_model.all))
        if not self.runs_model.rowCount() and needle:
            self.status.setText(fill(translate("History", "Nothing here matches “{words}”."), words=plain(needle)))
        self.files.look_for(needle)

    # --- taking back ----------------------------------------------------------------------------------------------

    def ask_undo_run(self) -> None:
        """Ask whether to take the run back, or what is checked of it."""
        preview = self.files.preview
        if preview is None or not self.undo_run.isEnabled():
            return
        checked = self.files.model.checked()
        if len(checked) == going(preview.counts):
            self._ask(preview, preview.counts, ())
        else:
            self._ask_some(preview, checked)

    def ask_undo_selected(self) -> None:
        """Ask whether to take the files of the selected rows back."""
        preview = self.files.preview
        if preview is not None and self.undo_selected.isEnabled():
            self._ask_some(preview, self.files.selected_that_go())

    def ask_redo_run(self) -> None:
        """Ask whether to do again what was taken back of the run."""
        run = self.run
        if run is not None and self.redo_run.isEnabled():
            ask_redo(self._session, self._jobs, self._theme, self, str(run.id))

    def ask_export(self) -> None:
        """Ask where the list of the run's files shall be written, and write it."""
        if self.files.preview is not None:
            self._exporter.ask(self.files.preview)

    def _ask_some(self, preview: Preview, rows: Sequence[FileRow]) -> None:
        counts = dict.fromkeys(Health, 0)
        for row in rows:
            counts[row.health] += 1
        self._ask(preview, counts, [row.destination for row in rows])

    def _ask(self, preview: Preview, counts: Mapping[Health, int], only: Sequence[str]) -> None:
        run, session = str(preview.run.id), self._session
        sheet = UndoSheet(counts, self._theme, self, whole=not only)
        sheet.accepted.connect(lambda: session.undo(run, only))
        sheet.open()

    def _run_progressed(self, progress: Progress) -> None:
        said = translate("History", "Moving {done} of {total}")
        if self._session.run_kind is RunKind.UNDO:
            said = translate("History", "Taking back {done} of {total}")
        self.status.setText(fill(said, done=number(progress.files), total=number(progress.files_total)))

    def _run_ended(self, report: Report) -> None:
        self._say(outcome(report, self._session.run_kind, self._session.mode))
        if self.isVisible():
            self.refresh()

    def _say(self, text: str) -> None:
        self.word.setText(text)

    # --- buttons and keys -----------------------------------------------------------------------------------------

    def _update_buttons(self) -> None:
        preview = self.files.preview
        free = self._session.phase not in _BUSY and preview is not None
        counts = preview.counts if preview is not None else {}
        checked, total = self.files.model.checked_count(), going(counts) + staying(counts)
        said = translate("History", "Undo run…")
        if total:
            said = fill(translate("History", "Undo {n} of {all}…"), n=number(checked), all=number(total))
        undoable = preview is not None and preview.undoable and (checked > 0 or not going(counts))
        self._set_button(self.undo_run, self._undo_action, said, enabled=free and undoable)
        selected = len(self.files.selected_that_go())
        count = selected or len(self.files.table.selected_rows())
        said = translate("History", "Undo selected…")
        if count:
            said = translate("History", "Undo %Ln selected…", None, count)
        self._set_button(self.undo_selected, self._selected_action, said, enabled=free and selected > 0)

        back = preview is not None and preview.run.undone > 0
        self._set_button(self.redo_run, self._redo_action, translate("History", "Redo run…"), enabled=free and back)
        for thing in (self.export, self._export_action):
            thing.setEnabled(preview is not None and bool(preview.rows))

    def _set_button(self, button: QPushButton, action: QAction, text: str, *, enabled: bool) -> None:
        button.setText(text)
        button.setAccessibleName(text)
        button.setEnabled(enabled)
        busy = self._session.phase in _BUSY
        button.setToolTip(translate("History", "Possible again when the run or the reading has ended.") if busy else "")
        action.setText(text)
        action.setEnabled(enabled)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        """Escape clears the find field first, then closes."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.search.text():
            self.search.clear()
            self.runs.setFocus()
        else:
            self.close()

    def _focus_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _select_all(self) -> None:
        self.files.focus_table()
        self.files.table.selectAll()

    def _next_pane(self) -> None:
        if self.runs.hasFocus():
            self.files.focus_table()
        elif self.files.table.hasFocus():
            self.search.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.runs.setFocus(Qt.FocusReason.TabFocusReason)
