"""Carries a plan out: the plan that was shown, a chunk at a time, under the journal's protocol."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.creation import Creation
from jforg_gui.domain.errors import JournalUnusableError, Problem, ProblemCode
from jforg_gui.domain.plan import Plan, Roots, Row, Status, Transfer, Unit
from jforg_gui.domain.words import problem_from_oserror
from jforg_gui.domain.work import (
    FILE_STEPS,
    MEDIA_STEPS,
    Facts,
    Failure,
    Progress,
    Report,
    Run,
    RunKind,
    RunState,
    StepDraft,
    StepKind,
    StepState,
)
from jforg_gui.workflow.creating import Creating
from jforg_gui.workflow.ports import Cancellation, Disk, Journal
from jforg_gui.workflow.room import put_back
from jforg_gui.workflow.steps import ChunkResult, Tools, carry_out, missing_folders
from jforg_gui.workflow.tally import Tally

CHUNK: Final = 256  # file steps promised at once: enough to spread the flushes, little enough to settle in a blink

_STEP_OF_MODE: Final = {
    Mode.MOVE: StepKind.MOVE,
    Mode.COPY: StepKind.COPY,
    Mode.HARDLINK: StepKind.HARDLINK,
    Mode.SYMLINK: StepKind.SYMLINK,
    Mode.REFLINK: StepKind.COPY,
}


@dataclass(slots=True)
class _Drafts:
    """A chunk in the making: its steps, and which of them follows which."""

    steps: list[StepDraft] = field(default_factory=list)
    leaders: dict[int, int] = field(default_factory=dict)


def organize(  # noqa: PLR0913 — a run's world and its choices, by name
    plan: Plan,
    journal: Journal,
    disk: Disk,
    *,
    mode: Mode,
    cancellation: Cancellation,
    report: Callable[[Progress], None] | None = None,
    later: Iterable[Sequence[Creation]] = (),
) -> Report:
    """Move (or copy) every ready unit of the plan, make the plan's own files, and account for every other row.

    A media file that cannot be moved keeps its companions. ``later`` brings files of ours that are not there yet, such
    as artwork still on its way: it is gone through after the moves and may wait for its next batch; an empty batch
    lets a stop come through. The run stays open until it ends. Runs on one thread, the only writer of the journal;
    ``report`` is called on it at most ten times a second.

    Raises:
        JournalUnusableError: the journal did not take the run; nothing was touched.

    """
    skipped = tuple(left_out(plan))
    units = list(plan.units())
    batches = itertools.chain((plan.creations,) if plan.creations else (), later)
    if not units:
        first = next((batch for batch in batches if batch or cancellation.cancelled()), ())
        if not first:
            return Report(None, skipped=skipped, stopped=cancellation.cancelled())
        batches = itertools.chain((first,), batches)
    tally = Tally(report, files=plan.count(), size=plan.size())
    tools = Tools(journal, disk, tally, cancellation)
    inputs = dict.fromkeys(row.item.input_root for row in plan.rows if row.status is Status.READY)
    run = journal.begin(RunKind.ORGANIZE, mode, inputs=[path for path in inputs if path])
    return _Organizer(run, tools, plan.roots).carry_out(units, batches, skipped)


def left_out(plan: Plan) -> Iterator[Failure]:
    """Everything the plan itself leaves where it is although the person may have wanted it moved."""
    for row in plan.rows:
        if row.status in {Status.CONFLICT, Status.ATTENTION}:
            yield Failure(row.item.file.path, row.destination or "", _first_reason(row))
            for move in row.companions:
                reason = Problem(ProblemCode.OWNER_STAYED, move.companion.file.path, (("other", row.item.file.name),))
                yield Failure(move.companion.file.path, move.destination or "", reason)
        elif row.status is not Status.IGNORED:
            for move in row.companions:
                if move.status not in {Status.READY, Status.UNCHANGED}:
                    path = move.companion.file.path
                    reason = move.reasons[0] if move.reasons else Problem(ProblemCode.NO_OWNER, path)
                    yield Failure(path, move.destination or "", reason)
    for problem in plan.problems:
        yield Failure(problem.path, "", problem)


def _first_reason(row: Row) -> Problem:
    return row.reasons[0] if row.reasons else Problem(ProblemCode.NO_TITLE, row.item.file.path)


class _Organizer:
    """One organise run at work."""

    def __init__(self, run: Run, tools: Tools, roots: Roots) -> None:
        self._run = run
        self._tools = tools
        self._folders: set[str] = set()
        self._creating = Creating(run, tools, roots, self._folders)
        self._made: dict[str, int] = {}
        self._used: set[str] = set()
        self._done = self._created = 0
        self._failed: list[Failure] = []
        self._open = False

    def carry_out(
        self, units: list[Unit], batches: Iterable[Sequence[Creation]], skipped: tuple[Failure, ...]
    ) -> Report:
        """Move the units, make the files of ours, and close the run."""
        stopped = self._move_all(units)
        stopped = self._create_all(batches, stopped=stopped)
        self._close(stopped=stopped)
        skipped = (*skipped, *self._creating.left_alone)
        return Report(self._run.id, self._done, tuple(self._failed), skipped, stopped, self._created)

    def _move_all(self, units: list[Unit]) -> bool:
        """Go through the units, a chunk at a time; tell whether the run had to stop before all were settled."""
        stopped = False
        position = 0
        for end in _chunk_ends(units):
            if self._tools.cancellation.cancelled():
                stopped = True
                break
            problem = self._chunk(units[position:end])
            position = end
            if problem is not None:
                self._give_up(units[position:], problem)
                position = len(units)
                stopped = True
                break
        for unit in units[position:]:
            for transfer in unit.transfers():
                self._fail(transfer, Problem(ProblemCode.CANCELLED, transfer.file.path))
        return stopped or any(failure.problem.code is ProblemCode.CANCELLED for failure in self._failed)

    def _create_all(self, batches: Iterable[Sequence[Creation]], *, stopped: bool) -> bool:
        """Make the files of ours as they come; tell whether the run had to stop before all were settled.

        Of a run that has stopped already only what is known by now is accounted for.
        """
        for batch in batches:
            for start in range(0, len(batch), CHUNK):
                # A plan's own files are written when they are asked for: once, and not all at a time.
                chunk = batch[start : start + CHUNK]
                self._tools.tally.expect(len(chunk), sum(len(creation.content) for creation in chunk))
                if stopped or self._tools.cancellation.cancelled():
                    stopped = True
                    self._fail_to_create(chunk, Problem(ProblemCode.CANCELLED))
                else:
                    stopped = self._create(chunk)
            if stopped or self._tools.cancellation.cancelled():
                return True
        return stopped

    def _create(self, chunk: Sequence[Creation]) -> bool:
        """Make one chunk of files of ours; tell whether the run cannot go on."""
        try:
            results = self._creating.make(chunk)
        except JournalUnusableError as error:
            self._open = True
            self._fail_to_create(chunk, Problem(ProblemCode.JOURNAL_FAILED, details=(("error", str(error)),)))
            return True
        returned = put_back(results)
        for result in results:
            self._account(result, returned)
        return any(result.broken for result in results)

    def _fail_to_create(self, creations: Iterable[Creation], problem: Problem) -> None:
        self._failed.extend(Failure("", creation.destination, problem) for creation in creations)

    def _chunk(self, units: Iterable[Unit]) -> Problem | None:
        """Carry out one chunk; return why the run cannot go on, if so."""
        drafts = _Drafts()
        for unit in units:
            self._draft_unit(drafts, unit)
        if not drafts.steps:
            return None
        ordered, leaders = _folders_first(drafts)
        try:
            result = carry_out(self._run, ordered, self._tools, leaders=leaders)
        except JournalUnusableError as error:
            self._open = True
            for draft in ordered:
                if draft.kind in FILE_STEPS:
                    self._account_from_disk(draft, error)
            return Problem(ProblemCode.JOURNAL_FAILED, details=(("error", str(error)),))
        self._account(result)
        return result.broken

    def _draft_unit(self, drafts: _Drafts, unit: Unit) -> None:
        """Look at the unit's files once more and draft their steps, with the folders they need."""
        leader: int | None = None
        for transfer in unit.transfers():
            leads = transfer is unit.media
            if unit.media is not None and not leads and leader is None:
                reason = Problem(ProblemCode.OWNER_STAYED, transfer.file.path, (("other", unit.media.file.name),))
                self._fail(transfer, reason)
                continue
            draft = self._draft(drafts, transfer)
            if draft is None:
                continue
            drafts.steps.append(draft)
            position = len(drafts.steps) - 1
            if leads:
                leader = position
            elif leader is not None:
                drafts.leaders[position] = leader

    def _draft(self, drafts: _Drafts, transfer: Transfer) -> StepDraft | None:
        path = transfer.file.path
        try:
            facts = self._tools.disk.facts(path)
            problem = _no_longer(transfer, facts)
            if problem is None and self._tools.disk.facts(transfer.destination) is not None:
                other = (("other", transfer.destination),)
                problem = Problem(ProblemCode.DESTINATION_TAKEN, path, other)
            if problem is None:
                folder = os.path.dirname(transfer.destination)
                drafts.steps.extend(missing_folders(folder, self._folders, self._tools.disk))
        except OSError as error:
            problem = problem_from_oserror(error, path, other=transfer.destination)
        if problem is not None:
            self._fail(transfer, problem)
            return None
        kind = _STEP_OF_MODE[self._run.mode]
        return StepDraft(kind=kind, source=path, destination=transfer.destination, facts=facts)

    def _account(self, result: ChunkResult, returned: Collection[int | None] = ()) -> None:
        self._open = self._open or result.open
        for outcome in result.outcomes:
            step = outcome.step
            if step.kind is StepKind.FOLDER:
                if outcome.state is StepState.DONE:
                    self._made[step.destination] = step.id
                else:
                    self._folders.discard(step.destination)
            elif outcome.state is StepState.DONE:
                self._done += step.kind in MEDIA_STEPS
                self._created += step.kind is StepKind.CREATE
                if step.id not in returned:
                    self._use(step.destination)
            else:
                reason = outcome.reason or Problem(ProblemCode.DISK_ERROR, step.source)
                self._failed.append(Failure(step.source, step.destination, reason))

    def _account_from_disk(self, draft: StepDraft, error: JournalUnusableError) -> None:
        """The journal broke over this chunk: count what the disk shows, as recovery will."""
        try:
            arrived = self._tools.disk.facts(draft.destination)
            left = self._tools.disk.facts(draft.source)
        except OSError:
            arrived = left = None
        if arrived is not None and (left is None or draft.kind is not StepKind.MOVE):
            self._done += 1
            self._use(draft.destination)
            return
        reason = Problem(ProblemCode.JOURNAL_FAILED, draft.source, (("error", str(error)),))
        self._failed.append(Failure(draft.source, draft.destination, reason))

    def _give_up(self, units: Iterable[Unit], problem: Problem) -> None:
        for unit in units:
            for transfer in unit.transfers():
                self._fail(transfer, problem)

    def _fail(self, transfer: Transfer, problem: Problem) -> None:
        self._failed.append(Failure(transfer.file.path, transfer.destination, problem))
        self._tools.tally.finished(transfer.file.size)

    def _use(self, path: str) -> None:
        """Remember that the folders above a file have come to use."""
        folder = os.path.dirname(path)
        while folder not in self._used:
            self._used.add(folder)
            folder = os.path.dirname(folder)

    def _close(self, *, stopped: bool) -> None:
        """Take back the folders into which nothing came and end the run; an unsettled run stays open for recovery."""
        if self._open:
            return
        empty = [
            StepDraft(kind=StepKind.REMOVE_FOLDER, destination=path, undoes=step)
            for path, step in reversed(self._made.items())
            if path not in self._used
        ]
        try:
            if empty:
                carry_out(self._run, empty, self._tools)
            self._tools.journal.end(self._run, RunState.STOPPED if stopped else RunState.ENDED)
        except JournalUnusableError:
            return  # every step is settled; recovery will close the run


def _no_longer(transfer: Transfer, facts: Facts | None) -> Problem | None:
    """Tell whether the file is still the one the plan was made for."""
    planned = transfer.file
    if facts is None:
        return Problem(ProblemCode.SOURCE_GONE, planned.path)
    same = facts.is_file and (facts.size, facts.mtime_ns, facts.identity) == (
        planned.size,
        planned.mtime_ns,
        planned.identity,
    )
    return None if same else Problem(ProblemCode.CHANGED_SINCE, planned.path)


def _chunk_ends(units: list[Unit]) -> Iterator[int]:
    """Where to cut the units so that a chunk holds about ``CHUNK`` files and no unit is torn apart."""
    files = 0
    for position, unit in enumerate(units, start=1):
        files += len(unit.transfers())
        if files >= CHUNK or position == len(units):
            files = 0
            yield position


def _folders_first(drafts: _Drafts) -> tuple[list[StepDraft], dict[int, int]]:
    """Put the folders of a chunk before its files, and move the leaders' indices along."""
    order = sorted(range(len(drafts.steps)), key=lambda index: drafts.steps[index].kind is not StepKind.FOLDER)
    place = {index: position for position, index in enumerate(order)}
    leaders = {place[follower]: place[leader] for follower, leader in drafts.leaders.items()}
    return [drafts.steps[index] for index in order], leaders
