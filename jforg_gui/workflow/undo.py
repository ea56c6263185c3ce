"""Takes a run back: a journaled run of inverse steps that refuses, file by file, what is no longer as it was left."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.creation import Creation
from jforg_gui.domain.errors import NothingToUndoError, Problem, ProblemCode
from jforg_gui.domain.words import problem_from_oserror
from jforg_gui.domain.work import (
    FILE_STEPS,
    UNDOABLE_STEPS,
    Facts,
    Failure,
    Kept,
    Outcome,
    Progress,
    Report,
    Run,
    RunKind,
    Step,
    StepDraft,
    StepKind,
    StepState,
)
from jforg_gui.workflow.ahead import Ahead
from jforg_gui.workflow.emptied import Comeback, plan_comeback, removed_folders
from jforg_gui.workflow.picking import add_ancestors, picked
from jforg_gui.workflow.ports import Cancellation, Disk, Journal
from jforg_gui.workflow.replay import Replay, chunks
from jforg_gui.workflow.room import Drafts
from jforg_gui.workflow.steps import Tools, carry_out, missing_folders
from jforg_gui.workflow.tally import Tally

_MOST_KEPT: Final = 64 << 20  # bytes of files of ours that one undo keeps for a redo: metadata always, pictures some


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What taking a run back would do: the steps that can be inverted, and those that cannot, with the reason.

    ``settled`` are steps that somebody has taken back by hand already, ``folders`` those that are made again, the
    outermost first, and ``standing`` those that somebody has made again.
    """

    run: Run
    ready: tuple[Step, ...]
    refused: tuple[Failure, ...]
    settled: tuple[Step, ...] = ()
    folders: tuple[Step, ...] = ()
    standing: tuple[Step, ...] = ()

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
    if not journal.has_steps(run.id, (StepState.DONE,), UNDOABLE_STEPS):
        raise NothingToUndoError(f"Nothing of run {run.id} is left to undo.")
    return run


def plan_undo(run: Run, journal: Journal, disk: Disk, *, only: Collection[str] = ()) -> UndoPlan:
    """Look at every file of a run and tell what can come back; ``only`` names files or folders, old or new paths.

    With a file go the files of ours that describe it, and what had to make room for it comes back.
    """
    ready: list[Step] = []
    settled: list[Step] = []
    refused: list[Failure] = []
    # What was put back within the run itself needs nobody to take it back.
    done = [step for step in journal.steps(run.id, (StepState.DONE,)) if step.undoes is None]
    steps = [step for step in done if step.kind in FILE_STEPS]
    ahead = Ahead(disk)
    for step in reversed(picked(steps, frozenset(only)) if only else steps):
        verdict = _verdict(step, journal, disk, ahead)
        if verdict is None:
            _take_back(step, ahead)
            ready.append(step)
        elif verdict is _BACK_ALREADY:
            settled.append(step)
        else:
            refused.append(Failure(step.destination, step.source, verdict))
    comeback = plan_comeback(removed_folders(done, ready, frozenset(only)), disk)
    refused += comeback.refused
    return UndoPlan(run, tuple(ready), tuple(refused), tuple(settled), comeback.folders, comeback.standing)


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


def _take_back(step: Step, ahead: Ahead) -> None:
    """Reckon with a step's having been taken back."""
    if step.kind in _TAKEN_AWAY:
        ahead.gone(step.destination)
    else:
        ahead.moved(step.destination, step.source)


def _expected(step: Step) -> Facts | None:
    """What lay at the destination when the step was done."""
    return step.copied.facts if step.copied is not None else step.facts


def _verdict(step: Step, journal: Journal, disk: Disk, ahead: Ahead) -> Problem | None:
    """Tell why a step cannot be taken back; None if it can, ``_BACK_ALREADY`` if somebody has done it."""
    if step.obstacle is not None:
        return step.obstacle
    try:
        now, before = ahead.facts(step.destination), ahead.facts(step.source)
        if now is None:
            return _verdict_of_missing(step, journal, before)
        if step.kind in _LINKS:
            return _verdict_of_link(step, disk, before, ahead.now_at(step.destination))
        return _changed(step, disk, now) or _verdict_of_unchanged(step, disk, before, ahead.now_at(step.destination))
    except OSError as error:
        return problem_from_oserror(error, step.destination)


def _verdict_of_unchanged(step: Step, disk: Disk, before: Facts | None, there: str) -> Problem | None:
    if step.kind is StepKind.COPY:
        return _verdict_of_copy(step, disk, before, there)
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
    if back and step.kind not in _TAKEN_AWAY:
        return _BACK_ALREADY
    later = journal.moved_on_by(step.destination, step.run)
    if later is not None:
        return Problem(ProblemCode.UNDO_LATER_RUN_FIRST, step.destination, (("run", str(later)),))
    return _BACK_ALREADY if step.kind in _TAKEN_AWAY else Problem(ProblemCode.SOURCE_GONE, step.destination)


def _verdict_of_link(step: Step, disk: Disk, original: Facts | None, there: str) -> Problem | None:
    """A link goes while it leads where it was made to lead; a second name that became the only one is the file."""
    if disk.links_to(there, step.source):
        return None
    gone = step.kind is StepKind.HARDLINK and original is None
    return Problem(ProblemCode.ORIGINAL_GONE if gone else ProblemCode.CHANGED_SINCE, step.destination)


def _verdict_of_copy(step: Step, disk: Disk, original: Facts | None, there: str) -> Problem | None:
    """A copy goes only while the original is there unchanged and the copy is byte for byte what we wrote."""
    if original is None or step.facts is None or not original.unchanged_since(step.facts):
        return Problem(ProblemCode.ORIGINAL_GONE, step.destination)
    if step.copied is None or disk.digest(there) != step.copied.digest:
        return Problem(ProblemCode.CHANGED_SINCE, step.destination)
    return None


class _Undoing:
    """One undo run at work."""

    def __init__(self, run: Run, plan: UndoPlan, tools: Tools) -> None:
        self._plan = plan
        self._tools = tools
        self._replay = Replay(run, tools, skipped=list(plan.refused))
        self._folders: set[str] = set()
        self._room_for_content = _MOST_KEPT

    def carry_out(self) -> Report:
        """Take back the files, a chunk at a time, then the folders."""
        return self._replay.carry_out(self._work)

    def _work(self) -> None:
        self._tools.journal.settle(
            [Outcome(step, StepState.UNDONE) for step in (*self._plan.settled, *self._plan.standing)]
        )
        comeback = Comeback(self._replay.run, self._tools, self._folders)
        comeback.make(self._plan.folders)
        self._replay.folders = len(comeback)
        self._replay.go_through(self._plan.ready, self._draft)
        if not self._replay.stopped:
            self._take_back_folders()
        comeback.finish()

    def _draft(self, steps: Sequence[Step]) -> Drafts:
        """Look once more at the files of a chunk and draft their way back, with the folders they need."""
        drafts = Drafts()
        ahead = Ahead(self._tools.disk)
        for step in steps:
            verdict = _verdict(step, self._tools.journal, self._tools.disk, ahead)
            if verdict is not None:
                self._replay.skipped.append(Failure(step.destination, step.source, verdict))
                continue
            kind = _TAKEN_AWAY.get(step.kind, step.kind)
            if kind is step.kind:
                folder = os.path.dirname(step.source)
                drafts.folders.extend(missing_folders(folder, self._folders, self._tools.disk))
            drafts.add(
                StepDraft(
                    kind=kind,
                    source=step.destination,
                    destination=step.source,
                    facts=ahead.facts(step.destination),
                    undoes=step.id,
                    kept=Kept(step.attributes, step.facts),
                    creation=self._content_to_keep(step),
                ),
            )
            _take_back(step, ahead)
        return drafts

    def _content_to_keep(self, step: Step) -> Creation | None:
        """What a file of ours holds that is about to go, so that it can be made again, within reason."""
        made = step.made
        if made is None or made.size > self._room_for_content:
            return None
        try:
            content = self._tools.disk.read(step.destination, made.size)
        except OSError:
            return None
        if self._tools.disk.digest_of(content) != made.digest:
            return None
        self._room_for_content -= made.size
        return Creation(destination=step.destination, content=content, purpose=made.purpose, beside=made.beside)

    def _take_back_folders(self) -> None:
        """Remove the run's own folders, the innermost first, and those of other runs that only waited for this."""
        journal = self._tools.journal
        standing: set[str] = set()
        done = journal.steps(self._plan.run.id, (StepState.DONE,))
        for step in done:
            if step.kind in FILE_STEPS:
                add_ancestors(standing, step.destination)
        candidates = [step for step in done if step.kind is StepKind.FOLDER]
        emptied: set[str] = set()
        for step in (*self._plan.ready, *self._plan.settled):
            add_ancestors(emptied, step.destination)
        kept = journal.kept_folders()
        waiting = [step for step in kept if step.destination in emptied or step.run == self._plan.run.id]
        folders = sorted(
            (step for step in (*candidates, *waiting) if step.obstacle is None and step.destination not in standing),
            key=lambda step: step.destination.count(os.sep),
            reverse=True,
        )
        for steps in chunks(folders):
            drafts = [
                StepDraft(kind=StepKind.REMOVE_FOLDER, destination=step.destination, undoes=step.id) for step in steps
            ]
            result = carry_out(self._replay.run, drafts, self._tools)
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
                self._replay.failed.append(Failure(path, "", reason))
                continue
            inner = any(other.step.destination.startswith(path + os.sep) for other in kept)
            kept.append(Outcome(outcome.step, StepState.KEPT, reason))
            if not inner and not self._tools.journal.holds_files_of_ours(path):
                self._replay.skipped.append(Failure(path, "", reason))
        if kept:
            self._tools.journal.settle(kept)
