"""The phase machine: what has been added, what it is, where it would go, and what is under way. Owns the rows."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.errors import Problem
from jforg_gui.domain.found import FoundFolder
from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import Listing, fold
from jforg_gui.domain.plan import Plan, Row
from jforg_gui.domain.work import Progress, Report, RunKind
from jforg_gui.engine import Engine, Request
from jforg_gui.ui.edits import EditStack
from jforg_gui.ui.jobs import Ending, Job, Jobs
from jforg_gui.ui.language import trouble
from jforg_gui.ui.rows import Counts, ScanProgress, count, provisional, with_decisions
from jforg_gui.ui.run_states import RunStates
from jforg_gui.ui.states import OF_STATUS, Phase, State
from jforg_gui.ui.text import problem_sentence
from jforg_gui.ui.work import Recognised, finding, moving, recognising, taking_back
from jforg_gui.workflow.editing import Field, NotReadableError, edit

INLINE_ROWS = 3000  # up to so many rows a plan is made in an eye's blink, on the GUI thread


class Session(QObject):
    """One window's work. Methods are for the GUI thread; signals come on it."""

    phase_changed = Signal(object)
    rows_appended = Signal(int, int)
    rows_replaced = Signal()
    rows_changed = Signal(object)
    scan_progressed = Signal(object)
    recognise_progressed = Signal(int, int)
    run_progressed = Signal(object)
    run_ended = Signal(object)
    edits_changed = Signal(bool, bool)
    counts_changed = Signal()
    settings_replaced = Signal()
    failed = Signal(str)

    def __init__(self, engine: Engine, jobs: Jobs, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.engine = engine
        self.rows: list[Row] = []
        self.inputs: list[str] = []
        self.phase = Phase.EMPTY
        self.mode: Mode = engine.settings.mode
        self.run_kind = RunKind.ORGANIZE
        self.stopped_early = False
        self._jobs = jobs
        self._job: Job | None = None
        self._folders: dict[str, FoundFolder] = {}
        self._listing = Listing()
        self._plan = Plan((), engine.settings.roots())
        self._edits = EditStack()
        self._removed: list[dict[str, None]] = []
        self._run: RunStates | None = None
        self._generation = 0
        self._planning: list[Item] | None = None  # what was asked for last and is still being planned
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

    def counts(self) -> Counts:
        """Files by state and kind."""
        return count((row, self.state(index)) for index, row in enumerate(self.rows))

    def plan(self) -> Plan:
        """What the button would do now."""
        return self._plan

    def ready_files(self) -> int:
        """The number on the button: files that would move, companions included."""
        return self._plan.count() if self.phase is Phase.REVIEW else 0

    def ready_size(self) -> int:
        """The bytes that would move."""
        return self._plan.size() if self.phase is Phase.REVIEW else 0

    @property
    def planning(self) -> bool:
        """Whether a correction is not in the plan yet; nothing moves before."""
        return self._planning is not None

    @property
    def editable(self) -> bool:
        """Whether rows can be corrected now."""
        return self.phase is Phase.REVIEW

    # --- finding and recognising ----------------------------------------------------------------------------------

    def add(self, paths: Sequence[str]) -> None:
        """Add folders and files; what is already there is kept, with all decisions."""
        if self.phase in {Phase.SCANNING, Phase.RECOGNISING, Phase.RUNNING}:
            return
        wanted = [path for path in dict.fromkeys(map(os.path.abspath, paths)) if path not in self.inputs]
        if not wanted:
            return
        self.inputs.extend(wanted)
        if self.phase is Phase.DONE:
            self._scan(list(self.inputs), afresh=True)
        else:
            self._scan(wanted, afresh=False)

    def rescan(self) -> None:
        """Read all folders again; the person's corrections and choices survive."""
        if self.inputs and self.phase in {Phase.REVIEW, Phase.DONE}:
            self._scan(list(self.inputs), afresh=True)

    def clear(self) -> None:
        """Begin anew with nothing; the files are untouched."""
        if self.phase in {Phase.REVIEW, Phase.DONE}:
            self.inputs.clear()
            self._forget()
            self._set_phase(Phase.EMPTY)

    def cancel(self) -> None:
        """Stop what is under way; what was found or done so far stays."""
        if self._job is not None:
            self._job.cancel()

    def _forget(self) -> None:
        self._folders.clear()
        self._run = None
        self._removed.clear()
        self._edits.clear()
        self._drop_planning()
        self._plan = Plan((), self.engine.settings.roots())
        self.rows = []
        self.rows_replaced.emit()
        self.counts_changed.emit()
        self._tell_edits()

    def _scan(self, paths: Sequence[str], *, afresh: bool) -> None:
        decisions = {row.item.file.path: row.item for row in self._plan.rows} | (self._items() if self.planning else {})
        self._drop_planning()
        if afresh:
            self._folders.clear()
            self._run = None
            self._plan = Plan((), self.engine.settings.roots())
            self.rows = []
            self.rows_replaced.emit()
        self._scan_started = time.monotonic()
        self._files_seen = 0
        self.stopped_early = False
        self._set_phase(Phase.SCANNING)
        work = finding(self.engine, paths, self._jobs.scanners)
        self._start(work, lambda ending: self._scanned(ending, decisions), produced=self._found)

    def _found(self, batch: tuple[FoundFolder, ...]) -> None:
        """Show what a batch of folders holds, at the end of the list."""
        first = len(self.rows)
        for folder in batch:
            self._files_seen += len(folder.files) + len(folder.left_alone)
            if folder.path not in self._folders:
                self._folders[folder.path] = folder
                self.rows.extend(provisional(folder))
        if len(self.rows) > first:
            self.rows_appended.emit(first, len(self.rows) - 1)
            self.counts_changed.emit()
        seconds = time.monotonic() - self._scan_started
        self.scan_progressed.emit(ScanProgress(batch[-1].path if batch else "", self._files_seen, seconds))

    def _scanned(self, ending: Ending, decisions: dict[str, Item]) -> None:
        self.stopped_early = ending.cancelled
        self._set_phase(Phase.RECOGNISING)
        work = recognising(self.engine, list(self._folders.values()))

        told = self.recognise_progressed
        self._start(work, lambda end: self._recognised(end, decisions), progressed=lambda names: told.emit(*names))

    def _recognised(self, ending: Ending, decisions: dict[str, Item]) -> None:
        found: Recognised | None = ending.result
        if found is None:
            self._set_phase(Phase.REVIEW if self.rows else Phase.EMPTY)
            return
        self._listing = found.listing
        self.stopped_early = self.stopped_early or found.stopped
        gone = {path for removed in self._removed for path in removed}
        items = [item for item in with_decisions(found.items, decisions) if item.file.path not in gone]
        self._apply_when_planned(items, replaced=True, then=lambda: self._set_phase(Phase.REVIEW))

    # --- correcting -----------------------------------------------------------------------------------------------

    def edit(self, indexes: Sequence[int], field: Field, text: str) -> str:
        """Set one field of some rows, as one step; return '' or the sentence that says why it cannot be."""
        try:
            return self._change(indexes, lambda item: edit(item, field, text))
        except NotReadableError as error:
            return trouble(error)

    def set_checked(self, indexes: Iterable[int], wanted: bool) -> None:  # noqa: FBT001 — a check box has two states
        """Say whether rows shall move."""
        self._change(indexes, lambda item: replace(item, wanted=wanted))

    def decide(self, indexes: Iterable[int], policy: ConflictPolicy | None) -> None:
        """Decide conflicts: keep both for all rows that want the same place, or let these rows stay (skip)."""
        if policy is ConflictPolicy.SKIP:
            self.set_checked(indexes, wanted=False)
            return
        places = {fold(self.rows[index].destination or "") for index in indexes} - {""}
        same = [i for i, row in enumerate(self.rows) if row.destination is not None and fold(row.destination) in places]
        self._change(same, lambda item: replace(item, conflict=policy, wanted=True))

    def undo_edit(self) -> None:
        """Take back the last correction."""
        self._restore(self._edits.undo(self._items()))

    def redo_edit(self) -> None:
        """Make the last correction that was taken back again."""
        self._restore(self._edits.redo(self._items()))

    def remove(self, indexes: Iterable[int]) -> None:
        """Take rows off the list; the files are untouched."""
        paths = dict.fromkeys(self.rows[index].item.file.path for index in indexes)
        if paths and self.editable:
            self._removed.append(paths)
            self._apply_when_planned([item for path, item in self._items().items() if path not in paths], replaced=True)

    def bring_back(self) -> None:
        """Put the rows that were removed last on the list again."""
        if self._removed and self.editable:
            self._removed.pop()
            self.rescan()

    def settings_changed(self) -> None:
        """Plan again with the engine's new settings."""
        self.mode = self.engine.settings.mode
        self.settings_replaced.emit()
        if self.phase is Phase.REVIEW:
            self.rescan()

    def _items(self) -> dict[str, Item]:
        """What is wanted by now, by path; the rows may be one plan behind it."""
        items = self._planning if self._planning is not None else [row.item for row in self.rows]
        return {item.file.path: item for item in items}

    def _change(self, indexes: Iterable[int], change: Callable[[Item], Item]) -> str:
        items = self._items()
        before = [items[path] for index in indexes if (path := self.rows[index].item.file.path) in items]
        changed = {item.file.path: new for item in before if (new := change(item)) != item}
        if changed and self.editable:
            self._edits.remember([items[path] for path in changed])
            self._apply_when_planned([*(items | changed).values()])
            self._tell_edits()
        return ""

    def _restore(self, earlier: dict[str, Item]) -> None:
        if earlier and self.editable:
            self._apply_when_planned([earlier.get(path, item) for path, item in self._items().items()])
            self._tell_edits()

    def _tell_edits(self) -> None:
        self.edits_changed.emit(self._edits.can_undo, self._edits.can_redo)

    def _apply_when_planned(
        self, items: list[Item], *, replaced: bool = False, then: Callable[[], None] | None = None
    ) -> None:
        """Plan rows and show the outcome: at once for a few, from a background thread for many; the latest wins."""
        self._generation += 1
        generation, engine, request, listing = self._generation, self.engine, self._request(), self._listing
        problems = self._problems()

        def apply(plan: Plan) -> None:
            if generation == self._generation:
                self._show(plan, replaced=replaced)
                if then is not None:
                    then()

        if len(items) <= INLINE_ROWS:
            apply(engine.plan_items(items, request, listing, problems))
            return
        self._planning = items
        job = self._jobs.start(lambda _job: engine.plan_items(items, request, listing, problems))
        job.ended.connect(lambda ending: apply(ending.result) if ending.result is not None else None)

    def _drop_planning(self) -> None:
        """Show nothing of a plan that is still being made."""
        self._generation += 1
        self._planning = None

    def _problems(self) -> list[Problem]:
        return [problem for folder in self._folders.values() for problem in folder.problems]

    def _request(self) -> Request:
        settings = self.engine.settings
        return Request(
            inputs=tuple(self.inputs), roots=settings.roots(), policy=settings.conflict, min_size=settings.min_size
        )

    def _show(self, plan: Plan, *, replaced: bool) -> None:
        before, self._plan, self.rows, self._planning = self.rows, plan, list(plan.rows), None
        if replaced or len(before) != len(self.rows):
            self.rows_replaced.emit()
        else:
            changed = [index for index, row in enumerate(self.rows) if row != before[index]]
            if changed:
                self.rows_changed.emit(changed)
        self.counts_changed.emit()

    # --- moving and taking back -----------------------------------------------------------------------------------

    def run(self) -> None:
        """Carry the plan out in the mode that is set."""
        if self.phase is not Phase.REVIEW or self.planning or not self._plan.count():
            return
        self._run = RunStates(self._plan)
        self.run_kind = RunKind.ORGANIZE
        self._set_phase(Phase.RUNNING)
        work = moving(self.engine, self._plan, self.mode)
        self._start(work, self._ran, progressed=self._run_progressed, runs=True)

    def undo(self, run: str, only: Sequence[str] = ()) -> None:
        """Take back a run (its number, or ``last``), or only some of its files."""
        if self.phase in {Phase.SCANNING, Phase.RECOGNISING, Phase.RUNNING}:
            return
        self.run_kind = RunKind.UNDO
        self._set_phase(Phase.RUNNING)
        work = taking_back(self.engine, run, only)
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
                self.failed.emit(trouble(ending.error))

        job.ended.connect(finish)

    def _set_phase(self, phase: Phase) -> None:
        if phase is not self.phase:
            self.phase = phase
            self.phase_changed.emit(phase)
