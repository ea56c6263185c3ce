"""Takes a run back: a journaled run of inverse steps that refuses, file by file, what is no longer as it was left."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import JournalUnusableError, NothingToUndoError, Problem, ProblemCode
from jforg_gui.domain.words import problem_from_oserror
from jforg_gui.domain.work import (
    FILE_STEPS,
    MEDIA_STEPS,
    UNDOABLE_STEPS,
    Facts,
    Failure,
    Outcome,
    Progress,
    Report,
    Run,
    RunKind,
    RunState,
    Step,
    StepDraft,
    StepKind,
    StepState,
)
from jforg_gui.workflow.ahead import Ahead
from jforg_gui.workflow.ports import Cancellation, Disk, Journal
from jforg_gui.workflow.steps import Tools, carry_out, missing_folders
from jforg_gui.workflow.tally import Tally

CHUNK: Final = 256


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What taking a run back would do: the steps that can be inverted, and those that cannot, with the reason.

    ``settled`` are steps that somebody has taken back by hand already.
    """

    run: Run
    ready: tuple[Step, ...]
    refused: tuple[Failure, ...]
    settled: tuple[Step, ...] = ()

    @property
    def size(self) -> int:
        """The bytes of the files that would come back."""
        return sum(step.size for step in self.ready)


def find_run(journal: Journal, which: str) -> Run:
    """Find the run that ``last`` or a number means.

    Raises:
        NothingToUndoError: there is none, or nothing of it is left to take back.

    """
    if which == "last":
        run = journal.newest_undoable()
        if run is None:
            raise NothingToUndoError("There is nothing to undo.")
        return run
    run = journal.run(int(which)) if which.isdecimal() else None
    if run is None:
        raise NothingToUndoError(f"There is no run {which}. `jforg history` lists the runs.")
    if run.kind is RunKind.UNDO:
        raise NothingToUndoError(f"Run {run.id} is itself an undo and cannot be undone.")
    if not any(step.kind in UNDOABLE_STEPS for step in journal.steps(run.id, (StepState.DONE,))):
        raise NothingToUndoError(f"Nothing of run {run.id} is left to undo.")
    return run


def plan_undo(run: Run, journal: Journal, disk: Disk, *, only: Collection[str] = ()) -> UndoPlan:
    """Look at every file of a run and tell what can come back; ``only`` names files or folders, old or new paths.

    With a file go the files of ours that describe it, and what had to make room for it comes back.
    """
    ready: list[Step] = []
    settled: list[Step] = []
    refused: list[Failure] = []
    steps = [step for step in journal.steps(run.id, (StepState.DONE,)) if step.kind in FILE_STEPS]
    ahead = Ahead(disk)
    for step in reversed(_picked(steps, frozenset(only)) if only else steps):
        verdict = _verdict(step, journal, disk, ahead)
        if verdict is None:
            _take_back(step, ahead)
            ready.append(step)
        elif verdict is _BACK_ALREADY:
            settled.append(step)
        else:
            refused.append(Failure(step.destination, step.source, verdict))
    return UndoPlan(run, tuple(ready), tuple(refused), tuple(settled))


def undo(
    plan: UndoPlan,
    journal: Journal,
    disk: Disk,
    *,
    cancellation: Cancellation,
    report: Callable[[Progress], None] | None = None,
) -> Report:
    """Take back what the plan says can be taken back, then the folders the run had made, if they are empty.

    Runs on one thread, the only writer of the journal. What is refused stays as it is and can be tried again.

    Raises:
        JournalUnusableError: the journal did not take the run; nothing was touched.

    """
    tally = Tally(report, files=len(plan.ready), size=plan.size)
    tools = Tools(journal, disk, tally, cancellation)
    run = journal.begin(RunKind.UNDO, Mode.MOVE, undoes=plan.run.id)
    return _Undoing(run, plan, tools).carry_out()


_BACK_ALREADY: Final = Problem(ProblemCode.MISSING)
_LINKS: Final = frozenset((StepKind.HARDLINK, StepKind.SYMLINK))
# What is not moved back but taken away, because the original never left.
_TAKEN_AWAY: Final = {
    StepKind.COPY: StepKind.REMOVE_COPY,
    StepKind.HARDLINK: StepKind.REMOVE_LINK,
    StepKind.SYMLINK: StepKind.REMOVE_LINK,
    StepKind.CREATE: StepKind.REMOVE_CREATED,
}


def _picked(steps: Sequence[Step], wanted: frozenset[str]) -> list[Step]:
    """The steps a person has picked, with the files of ours beside them, and what was set aside for either."""
    chosen = {step.id for step in steps if _among(step, wanted)}
    places = {step.destination for step in steps if step.id in chosen}
    described = {step.id for step in steps if step.made is not None and step.made.beside in places}
    places.update(step.destination for step in steps if step.id in described)
    room = {step.id for step in steps if step.kind is StepKind.SET_ASIDE and step.source in places}
    return [step for step in steps if step.id in chosen | described | room]


def _take_back(step: Step, ahead: Ahead) -> None:
    """Reckon with a step's having been taken back."""
    if step.kind in _TAKEN_AWAY:
        ahead.gone(step.destination)
    else:
        ahead.moved(step.destination, step.source)


def _among(step: Step, wanted: frozenset[str]) -> bool:
    """Tell whether a file or one of the folders it is in is wanted; a person may have picked thousands of them."""
    paths = (step.source, step.destination) if step.source else (step.destination,)
    return any(place in wanted for path in paths for place in _with_ancestors(path))


def _expected(step: Step) -> Facts | None:
    """What lay at the destination when the step was done."""
    return step.copied.facts if step.copied is not None else step.facts


def _verdict(step: Step, journal: Journal, disk: Disk, ahead: Ahead) -> Problem | None:
    """Tell why a step cannot be taken back; None if it can, ``_BACK_ALREADY`` if somebody has done it."""
    try:
        now, before = ahead.facts(step.destination), ahead.facts(step.source)
        if now is None:
            return _verdict_of_missing(step, journal, before)
        if step.kind in _LINKS:
            return _verdict_of_link(step, disk, before)
        return _changed(step, disk, now) or _verdict_of_unchanged(step, disk, before)
    except OSError as error:
        return problem_from_oserror(error, step.destination)


def _verdict_of_unchanged(step: Step, disk: Disk, before: Facts | None) -> Problem | None:
    if step.kind is StepKind.COPY:
        return _verdict_of_copy(step, disk, before)
    if before is not None:
        return Problem(ProblemCode.DESTINATION_TAKEN, step.destination, (("other", step.source),))
    return None


def _changed(step: Step, disk: Disk, now: Facts) -> Problem | None:
    """Tell whether what lies there is no longer what was left; of a file of ours only the content counts."""
    made, expected = step.made, _expected(step)
    if made is not None:
        ours = now.is_file and now.size == made.size and disk.digest(step.destination) == made.digest
        return None if ours else Problem(ProblemCode.EDITED_SINCE, step.destination)
    same = expected is not None and now.unchanged_since(expected)
    return None if same else Problem(ProblemCode.CHANGED_SINCE, step.destination)


def _verdict_of_missing(step: Step, journal: Journal, before: Facts | None) -> Problem:
    expected = _expected(step)
    back = before is not None and expected is not None and before.unchanged_since(expected)
    if step.kind in _TAKEN_AWAY or back:
        return _BACK_ALREADY
    later = journal.moved_on_by(step.destination, step.run)
    if later is not None:
        return Problem(ProblemCode.UNDO_LATER_RUN_FIRST, step.destination, (("run", str(later)),))
    return Problem(ProblemCode.SOURCE_GONE, step.destination)


def _verdict_of_link(step: Step, disk: Disk, original: Facts | None) -> Problem | None:
    """A link goes while it leads where it was made to lead; a second name that became the only one is the file."""
    if disk.links_to(step.destination, step.source):
        return None
    gone = step.kind is StepKind.HARDLINK and original is None
    return Problem(ProblemCode.ORIGINAL_GONE if gone else ProblemCode.CHANGED_SINCE, step.destination)


def _verdict_of_copy(step: Step, disk: Disk, original: Facts | None) -> Problem | None:
    """A copy goes only while the original is there unchanged and the copy is byte for byte what we wrote."""
    if original is None or step.facts is None or not original.unchanged_since(step.facts):
        return Problem(ProblemCode.ORIGINAL_GONE, step.destination)
    if step.copied is None or disk.digest(step.destination) != step.copied.digest:
        return Problem(ProblemCode.CHANGED_SINCE, step.destination)
    return None


@dataclass(slots=True)
class _Undoing:
    """One undo run at work."""

    run: Run
    plan: UndoPlan
    tools: Tools
    done: int = 0
    created: int = 0
    failed: list[Failure] = field(default_factory=list)
    skipped: list[Failure] = field(default_factory=list)
    open: bool = False
    stopped: bool = False

    def carry_out(self) -> Report:
        """Take back the files, a chunk at a time, then the folders."""
        journal = self.tools.journal
        self.skipped.extend(self.plan.refused)
        try:
            journal.settle([Outcome(step, StepState.UNDONE) for step in self.plan.settled])
            self._take_back_files()
            if not self.stopped:
                self._take_back_folders()
            if not self.open:
                journal.end(self.run, RunState.STOPPED if self.stopped else RunState.ENDED)
        except JournalUnusableError as error:
            self.stopped = True
            reason = Problem(ProblemCode.JOURNAL_FAILED, details=(("error", str(error)),))
            self.failed.append(Failure("", "", reason))
        return Report(self.run.id, self.done, tuple(self.failed), tuple(self.skipped), self.stopped, self.created)

    def _take_back_files(self) -> None:
        folders: set[str] = set()
        for steps in _chunks(self.plan.ready):
            if self.tools.cancellation.cancelled():
                self.stopped = True
            if self.stopped:
                self._not_reached(steps)
                continue
            drafts = self._draft(steps, folders)
            if not drafts:
                continue
            result = carry_out(self.run, drafts, self.tools)
            self._account(result.outcomes)
            self.open = self.open or result.open
            if result.broken is not None:
                self.stopped = True

    def _draft(self, steps: Sequence[Step], folders: set[str]) -> list[StepDraft]:
        """Look once more at the files of a chunk and draft their way back, with the folders they need."""
        files: list[StepDraft] = []
        missing: list[StepDraft] = []
        ahead = Ahead(self.tools.disk)
        for step in steps:
            verdict = _verdict(step, self.tools.journal, self.tools.disk, ahead)
            if verdict is not None:
                self.skipped.append(Failure(step.destination, step.source, verdict))
                continue
            kind = _TAKEN_AWAY.get(step.kind, step.kind)
            if kind is step.kind:
                missing.extend(missing_folders(os.path.dirname(step.source), folders, self.tools.disk))
            files.append(
                StepDraft(
                    kind=kind,
                    source=step.destination,
                    destination=step.source,
                    facts=ahead.facts(step.destination),
                    undoes=step.id,
                    attributes=step.attributes,
                ),
            )
            _take_back(step, ahead)
        return missing + files

    def _account(self, outcomes: Iterable[Outcome]) -> None:
        for outcome in outcomes:
            if outcome.step.kind not in FILE_STEPS:
                continue
            if outcome.state is StepState.DONE:
                self.done += outcome.step.kind in MEDIA_STEPS
                self.created += outcome.step.kind is StepKind.REMOVE_CREATED
                continue
            reason = outcome.reason or Problem(ProblemCode.DISK_ERROR, outcome.step.source)
            self.stopped = self.stopped or reason.code is ProblemCode.CANCELLED
            self.failed.append(Failure(outcome.step.source, outcome.step.destination, reason))

    def _not_reached(self, steps: Iterable[Step]) -> None:
        for step in steps:
            reason = Problem(ProblemCode.CANCELLED, step.destination)
            self.failed.append(Failure(step.destination, step.source, reason))

    def _take_back_folders(self) -> None:
        """Remove the run's own folders, the innermost first, and those of other runs that only waited for this."""
        journal = self.tools.journal
        standing: set[str] = set()
        done = journal.steps(self.plan.run.id, (StepState.DONE,))
        for step in done:
            if step.kind in FILE_STEPS:
                _add_ancestors(standing, step.destination)
        candidates = [step for step in done if step.kind is StepKind.FOLDER]
        emptied: set[str] = set()
        for step in (*self.plan.ready, *self.plan.settled):
            _add_ancestors(emptied, step.destination)
        kept = journal.kept_folders()
        waiting = [step for step in kept if step.destination in emptied or step.run == self.plan.run.id]
        folders = sorted(
            (step for step in (*candidates, *waiting) if step.destination not in standing),
            key=lambda step: step.destination.count(os.sep),
            reverse=True,
        )
        for steps in _chunks(folders):
            drafts = [
                StepDraft(kind=StepKind.REMOVE_FOLDER, destination=step.destination, undoes=step.id) for step in steps
            ]
            result = carry_out(self.run, drafts, self.tools)
            self._settle_kept(result.outcomes)

    def _settle_kept(self, outcomes: Sequence[Outcome]) -> None:
        """A folder that is in use stays; it is reported unless only another run of ours is using it."""
        kept: list[Outcome] = []
        for outcome in outcomes:
            reason = outcome.reason
            if reason is None:
                continue
            path = outcome.step.destination
            if reason.code is not ProblemCode.FOLDER_NOT_EMPTY:
                self.failed.append(Failure(path, "", reason))
                continue
            inner = any(other.step.destination.startswith(path + os.sep) for other in kept)
            kept.append(Outcome(outcome.step, StepState.KEPT, reason))
            if not inner and not self.tools.journal.holds_files_of_ours(path):
                self.skipped.append(Failure(path, "", reason))
        if kept:
            self.tools.journal.settle(kept)


def _chunks(steps: Sequence[Step]) -> Iterator[Sequence[Step]]:
    for start in range(0, len(steps), CHUNK):
        yield steps[start : start + CHUNK]


def _with_ancestors(path: str) -> Iterator[str]:
    above = ""
    while path != above:
        yield path
        above, path = path, os.path.dirname(path)


def _add_ancestors(folders: set[str], path: str) -> None:
    folder = os.path.dirname(path)
    while folder not in folders:
        folders.add(folder)
        folder = os.path.dirname(folder)
