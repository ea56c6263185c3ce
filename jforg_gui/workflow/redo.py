"""Does again what was taken back: a journaled run of the same steps, file by file, where all is as undo left it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from jforg_gui.domain.creation import Creation
from jforg_gui.domain.errors import NothingToUndoError, Problem, ProblemCode
from jforg_gui.domain.words import problem_from_oserror
from jforg_gui.domain.work import (
    FILE_STEPS,
    UNDOABLE_STEPS,
    Failure,
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
from jforg_gui.workflow.aside import is_momentary
from jforg_gui.workflow.emptied import EmptiedAgain, removed_folders
from jforg_gui.workflow.picking import add_ancestors, picked
from jforg_gui.workflow.ports import Cancellation, Disk, Journal
from jforg_gui.workflow.replay import Replay
from jforg_gui.workflow.room import Drafts
from jforg_gui.workflow.steps import Tools, missing_folders
from jforg_gui.workflow.tally import Tally


@dataclass(frozen=True, slots=True)
class RedoPlan:
    """What doing a run again would do: the steps that can be done, in their order, and those that cannot, and why.

    ``folders`` are those the run had emptied: they are removed again if they are then empty.
    """

    run: Run
    ready: tuple[Step, ...]
    refused: tuple[Failure, ...]
    folders: tuple[Step, ...] = ()

    @property
    def size(self) -> int:
        """The bytes of the files that would be moved, copied or written again."""
        return sum(step.size for step in self.ready)


def find_undone(journal: Journal, which: str) -> Run:
    """Find the run that ``last`` (the one taken back most recently) or a number means; an undo stands for its run.

    Raises:
        NothingToUndoError: there is none, or nothing of it has been taken back.

    """
    if which == "last":
        run = journal.last_undone()
        if run is None:
            raise NothingToUndoError("There is nothing to redo.")
        return run
    run = journal.run(int(which)) if which.isdecimal() else None
    if run is not None and run.kind is RunKind.UNDO and run.undoes is not None:
        run = journal.run(run.undoes)
    if run is None:
        raise NothingToUndoError(f"There is no run {which}. `jforg history` lists the runs.")
    if not journal.has_steps(run.id, (StepState.UNDONE,), UNDOABLE_STEPS - {StepKind.FOLDER}):
        raise NothingToUndoError(f"Nothing of run {run.id} has been taken back.")
    return run


def plan_redo(run: Run, journal: Journal, disk: Disk, *, only: Collection[str] = ()) -> RedoPlan:
    """Look at every file of a run that was taken back and tell what can be done again.

    ``only`` names files or folders, old or new paths. Changes nothing.
    """
    undone = journal.steps(run.id, (StepState.UNDONE,))
    steps = [step for step in undone if step.kind in FILE_STEPS]
    foresight = _Foresight(journal, disk)
    ready: list[Step] = []
    refused: list[Failure] = []
    for step, room in _with_room(picked(steps, frozenset(only)) if only else steps):
        verdict = foresight.verdict(step, room)
        if verdict is None:
            ready.extend((room, step) if room is not None else (step,))
        else:
            refused.append(Failure(step.source, step.destination, verdict))
    folders = removed_folders(undone, ready, frozenset(only)) if ready else []
    return RedoPlan(run, tuple(ready), tuple(refused), tuple(folders))


def redo(
    plan: RedoPlan,
    journal: Journal,
    disk: Disk,
    *,
    cancellation: Cancellation,
    report: Callable[[Progress], None] | None = None,
) -> Report:
    """Do again what the plan says can be done again; the run that results can be taken back like any other.

    Runs on one thread, the only writer of the journal. What is refused stays as it is and can be tried again.

    Raises:
        JournalUnusableError: the journal did not take the run; nothing was touched.

    """
    tools = Tools(journal, disk, Tally(report, files=len(plan.ready), size=plan.size), cancellation)
    run = journal.begin(RunKind.REDO, plan.run.mode, redoes=plan.run.id, inputs=plan.run.inputs)
    replay = Replay(run, tools, skipped=list(plan.refused))
    folders: set[str] = set()

    def draft(steps: Sequence[Step]) -> Drafts:
        return _draft(steps, replay, folders)

    emptied = EmptiedAgain(run, tools, plan.folders)

    def work() -> None:
        replay.go_through(plan.ready, draft)
        if not (replay.stopped or replay.open):
            replay.folders = emptied.remove()

    return replay.carry_out(work)


@dataclass(slots=True)
class _Foresight:
    """What can be done again, judged with what the steps before will have done."""

    journal: Journal
    disk: Disk
    ahead: Ahead = field(init=False)
    folders: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.ahead = Ahead(self.disk)

    def verdict(self, step: Step, room: Step | None) -> Problem | None:
        """Tell why a step cannot be done again; None if it can, which is then reckoned with.

        ``room`` is the step that sets aside what stands in its place.
        """
        obstacle = step.obstacle or (room.obstacle if room is not None else None)
        if obstacle is not None:
            return obstacle
        try:
            problem = None if room is None else self._verdict_of_file(room)
            if problem is None:
                problem = self._verdict_of_made(step) if step.made is not None else self._verdict_of_file(step)
            taken = room is None and self.ahead.facts(step.destination) is not None
        except OSError as error:
            return problem_from_oserror(error, step.source or step.destination)
        if problem is None and taken:
            problem = Problem(ProblemCode.DESTINATION_TAKEN, step.source, (("other", step.destination),))
        if problem is None:
            self._reckon_with(step, room)
        return problem

    def _verdict_of_file(self, step: Step) -> Problem | None:
        now = self.ahead.facts(step.source)
        if now is None:
            return Problem(ProblemCode.SOURCE_GONE, step.source)
        same = step.facts is not None and now.unchanged_since(step.facts)
        return None if same else Problem(ProblemCode.CHANGED_SINCE, step.source)

    def _verdict_of_made(self, step: Step) -> Problem | None:
        made, folder = step.made, os.path.dirname(step.destination)
        if made is None or self.journal.content(made.digest) is None:
            return Problem(ProblemCode.CONTENT_NOT_KEPT, step.destination)
        described = not made.beside or self.ahead.facts(made.beside) is not None
        if described and (folder in self.folders or self.disk.facts(folder) is not None):
            return None
        return Problem(ProblemCode.OWNER_MISSING, step.destination)

    def _reckon_with(self, step: Step, room: Step | None) -> None:
        add_ancestors(self.folders, step.destination)
        if room is not None:
            self.ahead.moved(room.source, room.destination)
        if step.kind in {StepKind.MOVE, StepKind.SET_ASIDE}:
            self.ahead.moved(step.source, step.destination)
        elif step.facts is not None:
            self.ahead.arrived(step.destination, step.facts)


def _with_room(steps: Sequence[Step]) -> Iterator[tuple[Step, Step | None]]:
    """Every step, with the one before it where that only made room for it."""
    room: Step | None = None
    for step in steps:
        if step.kind is StepKind.SET_ASIDE and not is_momentary(step.destination):
            room = step
            continue
        yield step, room if room is not None and room.source == step.destination else None
        room = None


def _draft(steps: Sequence[Step], replay: Replay, known: set[str]) -> Drafts:
    """Look once more at the files of a chunk and draft their steps, with the folders they need."""
    disk, journal = replay.tools.disk, replay.tools.journal
    foresight = _Foresight(journal, disk)
    drafts = Drafts()
    for step, room in _with_room(steps):
        verdict = foresight.verdict(step, room)
        if verdict is not None:
            replay.skipped.append(Failure(step.source, step.destination, verdict))
            continue
        for each in (room, step) if room is not None else (step,):
            drafts.folders.extend(missing_folders(os.path.dirname(each.destination), known, disk))
            drafts.add(_again(each, journal), into_room=each is not room and room is not None)
    return drafts


def _again(step: Step, journal: Journal) -> StepDraft:
    draft = StepDraft(
        kind=step.kind,
        source=step.source,
        destination=step.destination,
        facts=step.facts,
        redoes=step.id,
        made=step.made,
    )
    content = journal.content(step.made.digest) if step.made is not None else None
    if step.made is None or content is None:
        return draft
    creation = Creation(
        destination=step.destination, content=content, purpose=step.made.purpose, beside=step.made.beside
    )
    return replace(draft, creation=creation)
