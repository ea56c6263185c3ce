"""The phase machine: what has been added, what it is, where it would go, and what is under way."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.found import FoundFolder
from jforg_gui.domain.plan import Plan
from jforg_gui.domain.work import Progress, Report, RunKind
from jforg_gui.engine import Engine
from jforg_gui.storage.unfinished import Unfinished
from jforg_gui.ui.fixed import FixedReview
from jforg_gui.ui.jobs import Ending, Job, Jobs
from jforg_gui.ui.rows import OF_STATUS, Counts, ScanProgress, count, decisions_of, provisional, with_decisions
from jforg_gui.ui.run_states import RunStates
from jforg_gui.ui.states import Phase, State
from jforg_gui.ui.text import problem_sentence, trouble_words
from jforg_gui.ui.work import Recognised, doing_again, finding, moving, recognising, taking_back
from jforg_gui.workflow.fetching import NOTHING_TO_FETCH, Fetching


class Session(FixedReview):
    """One window's work. Methods are for the GUI thread; signals come on it."""

    phase_changed = Signal(object)
    inputs_changed = Signal()
    scan_progressed = Signal(object)
    recognise_progressed = Signal(int, int)
    run_progressed = Signal(object)
    run_ended = Signal(object)
    paused_changed = Signal(bool)
    settings_replaced = Signal()
    failed = Signal(str)

    def __init__(self, engine: Engine, jobs: Jobs, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(engine, jobs, parent)
        self.run_kind = RunKind.ORGANIZE
        self.stopped_early = False
        self._job: Job | None = None
        self._run: RunStates | None = None
        self.fetch: Callable[[Plan], Fetching] = lambda _plan: NOTHING_TO_FETCH
        self._scan_started = 0.0
        self._files_seen = 0

    # --- what is shown --------------------------------------------------------------------------------------------

    def state(self, index: int) -> State:
        """The state of a row."""
        row = self.rows[index]
        if self._run is not None:
            state = self._run.state(index, row.item.file.path)
            if state is not None:
                return state
        if self.phase in {Phase.SCANNING, Phase.RECOGNISING} and index >= len(self._plan.rows):
            return State.WAITING
        return OF_STATUS[row.status]

    def reason(self, index: int) -> str:
        """Why a row is not ready, or what is worth knowing about it, in words; '' if nothing is."""
        row = self.rows[index]
        failed = self._run.reason(row.item.file.path) if self._run is not None else ""
        return failed or "; ".join(problem_sentence(problem) for problem in row.reasons)

    def row_at(self, path: str) -> int | None:
        """The row that a file of the run belongs to, also as a companion; None if it is of none."""
        if self._run is None or self.run_kind is not RunKind.ORGANIZE:
            return None
        return self._run.row_of(path)

    def counts(self) -> Counts:
        """Files by state and kind."""
        if self.phase is Phase.REVIEW and self._run is None:
            return self.tally().counts()
        return count((row, self.state(index)) for index, row in enumerate(self.rows))

    def ready_files(self) -> int:
        """The number on the button: files that would move, companions included."""
        return self.tally().files if self.phase is Phase.REVIEW else 0

    def ready_size(self) -> int:
        """The bytes that would move."""
        return self.tally().bytes if self.phase is Phase.REVIEW else 0

    # --- finding and recognising ----------------------------------------------------------------------------------

    def add(self, paths: Sequence[str]) -> None:
        """Add folders and files; what is already there is kept, with all decisions."""
        if self.phase in {Phase.SCANNING, Phase.RECOGNISING, Phase.RUNNING}:
            return
        wanted = [path for path in dict.fromkeys(map(os.path.abspath, paths)) if path not in self.inputs]
        if not wanted:
            return
        if self.fixed:  # they join what was put by for it
            self._put_by = replace(self._put_by, inputs=(*self._put_by.inputs, *wanted))
            self.leave_fixed()
            return
        self.inputs.extend(wanted)
        self.inputs_changed.emit()
        if self.phase is Phase.DONE:
            self._scan(list(self.inputs), afresh=True)
        else:
            self._scan(wanted, afresh=False)

    def resume(self, work: Unfinished) -> None:
        """Go on with what was being worked on when the window closed; nothing if there is anything here already."""
        if self.phase is not Phase.EMPTY or not work.inputs:
            return
        self._decisions = dict(work.decisions)
        if work.removed:
            self._removed.append(dict.fromkeys(work.removed))
        self.add(work.inputs)

    def unfinished(self) -> Callable[[], Unfinished]:
        """What is being worked on, to be put together on another thread."""
        if self.fixed:
            return lambda put_by=self._put_by: put_by  # type: ignore[misc]
        items, inputs, earlier = self.items(), tuple(self.inputs), dict(self._decisions)
        removed = tuple(path for paths in self._removed for path in paths)
        return lambda: Unfinished(inputs, earlier | decisions_of(items) if inputs else {}, removed)

    def rescan(self) -> None:
        """Read all folders again; the person's corrections and choices survive."""
        if self.fixed:
            self.outdated.emit()
        elif self.inputs and self.phase in {Phase.REVIEW, Phase.DONE}:
            self._scan(list(self.inputs), afresh=True)

    def clear(self) -> None:
        """Begin anew with nothing; the files are untouched."""
        if self.fixed:
            self.leave_fixed()
        elif self.phase in {Phase.REVIEW, Phase.DONE}:
            self.inputs.clear()
            self.inputs_changed.emit()
            self._forget()
            self._set_phase(Phase.EMPTY)

    def cancel(self) -> None:
        """Stop what is under way; what was found or done so far stays."""
        if self._job is not None:
            self._job.cancel()

    def pause(self, wanted: bool) -> None:  # noqa: FBT001 — a run has two states
        """Let the run stand still after this file, or go on."""
        if self._job is None or self.phase is not Phase.RUNNING or wanted is self._job.paused:
            return
        self._job.pause() if wanted else self._job.go_on()
        self.paused_changed.emit(wanted)

    @property
    def paused(self) -> bool:
        """Whether the run stands still."""
        return self._job is not None and self._job.paused

    def _forget(self) -> None:
        self._folders.clear()
        self._run = None
        self._removed.clear()
        self._decisions.clear()
        self._edits.clear()
        self._begin_anew()
        self.counts_changed.emit()
        self._tell_edits()

    def _scan(self, paths: Sequence[str], *, afresh: bool) -> None:
        self._decisions |= decisions_of(self.items())
        self._drop_planning()
        if afresh:
            self._folders.clear()
            self._run = None
            self._begin_anew()
        self._scan_started = time.monotonic()
        self._files_seen = 0
        self.stopped_early = False
        self._set_phase(Phase.SCANNING)
        work = finding(self.engine, paths, self._jobs.scanners)
        self._start(work, self._scanned, produced=self._found)

    def _found(self, batch: tuple[FoundFolder, ...]) -> None:
        """Show what a batch of folders holds, at the end of the list."""
        first = len(self.rows)
        for folder in batch:
            self._files_seen += len(folder.files) + len(folder.left_alone)
            if folder.path not in self._folders:
                self._folders[folder.path] = folder
                self.rows.extend(provisional(folder))
        self._tally = self._places = None
        if len(self.rows) > first:
            self.rows_appended.emit(first, len(self.rows) - 1)
            self.counts_changed.emit()
        seconds = time.monotonic() - self._scan_started
        self.scan_progressed.emit(ScanProgress(batch[-1].path if batch else "", self._files_seen, seconds))

    def _scanned(self, ending: Ending) -> None:
        self.stopped_early = ending.cancelled
        self._set_phase(Phase.RECOGNISING)
        work = recognising(self.engine, list(self._folders.values()))

        told = self.recognise_progressed
        self._start(work, self._recognised, progressed=lambda names: told.emit(*names))

    def _recognised(self, ending: Ending) -> None:
        found: Recognised | None = ending.result
        if found is None:
            self._set_phase(Phase.REVIEW if self.rows else Phase.EMPTY)
            return
        self._listing = found.listing
        self.stopped_early = self.stopped_early or found.stopped
        gone = {path for removed in self._removed for path in removed}
        items = [item for item in with_decisions(found.items, self._decisions) if item.file.path not in gone]
        here = {item.file.path for item in items}  # from now on their rows say it themselves
        self._decisions = {path: said for path, said in self._decisions.items() if path not in here}
        self._plan_all(items, replaced=True, then=lambda: self._set_phase(Phase.REVIEW))

    def bring_back(self) -> None:
        """Put the rows that were removed last on the list again."""
        if self._removed and self.editable:
            self._removed.pop()
            self.rescan()

    def settings_changed(self) -> None:
        """Plan again with the engine's new settings."""
        self.mode = self._mode_before = self.engine.settings.mode
        self.settings_replaced.emit()
        if self.fixed:
            self.mode = Mode.MOVE
        elif self.phase is Phase.REVIEW:
            self.rescan()

    # --- moving and taking back -----------------------------------------------------------------------------------

    def run(self) -> None:
        """Carry the plan out in the mode that is set."""
        if self.phase is not Phase.REVIEW or self.planning or not self._plan.count():
            return
        self._run = RunStates(self._plan)
        self.run_kind = RunKind.ORGANIZE
        self._set_phase(Phase.RUNNING)
        pictures = self.fetch(self._plan)
        tidy = self.fixed or self.engine.settings.remove_emptied
        work = moving(self.engine, self._plan, self.mode, pictures, tidy=tidy)
        self._start(work, self._ran, progressed=self._run_progressed, runs=True)

    def undo(self, run: str, only: Sequence[str] = ()) -> None:
        """Take back a run (its number, or ``last``), or only some of its files."""
        self._take(RunKind.UNDO, taking_back(self.engine, run, only))

    def redo(self, run: str, only: Sequence[str] = ()) -> None:
        """Do again what was taken back of a run, or only some of its files."""
        self._take(RunKind.REDO, doing_again(self.engine, run, only))

    def _take(self, kind: RunKind, work: Callable[[Job], Report]) -> None:
        if self.phase in {Phase.SCANNING, Phase.RECOGNISING, Phase.RUNNING}:
            return
        self.run_kind = kind
        self._set_phase(Phase.RUNNING)
        self._start(work, self._undone, progressed=self.run_progressed.emit, runs=True)

    def _run_progressed(self, progress: Progress) -> None:
        if self._run is not None:
            self.rows_changed.emit(self._run.settle(progress.files))
        self.run_progressed.emit(progress)

    def _ran(self, ending: Ending) -> None:
        report: Report | None = ending.result
        if report is None:
            self._set_phase(Phase.REVIEW)
            self.rescan()  # it may have failed half way
            return
        changed = self._run.end(report) if self._run is not None else []
        self._set_phase(Phase.DONE)
        self.rows_changed.emit(changed)
        self.counts_changed.emit()
        self.run_ended.emit(report)

    def _undone(self, ending: Ending) -> None:
        self._set_phase(Phase.DONE if self.rows else Phase.EMPTY)
        if ending.result is not None:
            self.run_ended.emit(ending.result)
        self.rescan()

    # --- jobs -----------------------------------------------------------------------------------------------------

    def _start(
        self,
        work: Callable[[Job], object],
        ended: Callable[[Ending], None],
        *,
        produced: Callable[..., None] | None = None,
        progressed: Callable[..., None] | None = None,
        runs: bool = False,
    ) -> None:
        job = self._jobs.start(work, on=self._jobs.runs if runs else None)
        self._job = job
        if produced is not None:
            job.produced.connect(produced)
        if progressed is not None:
            job.progressed.connect(progressed)

        def finish(ending: Ending) -> None:
            self._job = None
            ended(ending)
            if ending.error is not None:  # said last, so that what follows does not talk over it
                self.failed.emit(trouble_words(ending.error))

        job.ended.connect(finish)

    def _set_phase(self, phase: Phase) -> None:
        if phase is not self.phase:
            self.phase = phase
            self.phase_changed.emit(phase)
