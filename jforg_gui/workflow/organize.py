"""Carries a plan out: the plan that was shown, a chunk at a time, under the journal's protocol."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.creation import Creation
from jforg_gui.domain.errors import JournalUnusableError, Problem, ProblemCode
from jforg_gui.domain.plan import Plan, Roots, Row, Status, Transfer, Unit
from jforg_gui.domain.work import (
    MEDIA_STEPS,
    Failure,
    Outcome,
    Progress,
    Report,
    Run,
    RunKind,
    RunState,
    StepDraft,
    StepKind,
    StepState,
)
from jforg_gui.workflow.collecting import uncollected_so_far
from jforg_gui.workflow.creating import Creating
from jforg_gui.workflow.drafting import Drafting
from jforg_gui.workflow.emptied import Emptied
from jforg_gui.workflow.ordering import Batch, in_order
from jforg_gui.workflow.ports import Cancellation, Disk, Journal
from jforg_gui.workflow.room import carry_out_with_room, put_back
from jforg_gui.workflow.steps import ChunkResult, Tools, carry_out
from jforg_gui.workflow.tally import Tally

CHUNK: Final = 1024  # file steps promised at once: enough to spread the flushes, little enough to settle in a blink


def organize(  # noqa: PLR0913 — a run's world and its choices, by name
    plan: Plan,
    journal: Journal,
    disk: Disk,
    *,
    mode: Mode,
    cancellation: Cancellation,
    report: Callable[[Progress], None] | None = None,
    later: Iterable[Sequence[Creation]] = (),
    tidy: bool = False,
) -> Report:
    """Move (or copy) every ready unit of the plan, make the plan's own files, and account for every other row.

    A media file that cannot be moved keeps its companions. ``later`` brings files of ours that are not there yet, such
    as artwork still on its way: it is gone through after the moves and may wait for its next batch; an empty batch
    lets a stop come through. ``tidy``: source folders that a move has emptied are removed at the end. The run stays
    open until it ends. Runs on one thread, the only writer of the journal; ``report`` is called on it at most ten times
    a second.

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
    files = [transfer.file.size for unit in units for transfer in unit.transfers()]
    tally = Tally(report, files=len(files), size=sum(files))
    tools = Tools(journal, disk, tally, cancellation)
    inputs = dict.fromkeys(row.item.input_root for row in plan.rows if row.status is Status.READY)
    given = [path for path in inputs if path]
    run = journal.begin(RunKind.ORGANIZE, mode, inputs=given)
    emptied = Emptied(disk, given, plan.roots) if tidy and mode is Mode.MOVE else None
    return _Organizer(run, tools, plan.roots, emptied).carry_out(units, batches, skipped)


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

    def __init__(self, run: Run, tools: Tools, roots: Roots, emptied: Emptied | None) -> None:
        self._run = run
        self._tools = tools
        self._folders: set[str] = set()
        self._creating = Creating(run, tools, roots, self._folders)
        self._drafting = Drafting(run, tools.disk, roots, self._folders)
        self._own_names: dict[str, str] = {}  # of files that have another one for a moment
        self._made: dict[str, int] = {}
        self._used: set[str] = set()
        self._emptied = emptied
        self._done = self._created = self._removed = 0
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
        return Report(self._run.id, self._done, tuple(self._failed), skipped, stopped, self._created, self._removed)

    def _move_all(self, units: list[Unit]) -> bool:
        """Go through the units, a chunk at a time; tell whether the run had to stop before all were settled."""
        batches = list(in_order(units, leaving=self._run.mode is Mode.MOVE))
        with uncollected_so_far():
            return self._go_through(batches)

    def _go_through(self, batches: Sequence[Batch]) -> bool:
        stopped = False
        position = 0
        for end in _chunk_ends(batches):
            if self._tools.cancellation.cancelled():
                stopped = True
                break
            problem = self._chunk(batches[position:end])
            position = end
            if problem is not None:
                self._give_up(batches[position:], problem)
                self._tell(problem)
                return True
        if stopped:
            self._give_up(batches[position:], Problem(ProblemCode.CANCELLED))
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
            problem = Problem(ProblemCode.JOURNAL_FAILED, details=(("error", str(error)),))
            made = [creation for creation in chunk if self._is_there(creation)]
            self._created += len(made)
            self._fail_to_create((creation for creation in chunk if creation not in made), problem)
            self._tell(problem)
            return True
        returned = put_back(results)
        for result in results:
            self._account(result, returned)
        broken = next((result.broken for result in results if result.broken is not None), None)
        if broken is not None:
            self._tell(broken)
        return broken is not None

    def _is_there(self, creation: Creation) -> bool:
        """Whether a file of ours lies there, though the journal could not take it down; recovery will see it too."""
        disk = self._tools.disk
        try:
            return disk.digest(creation.destination) == disk.digest_of(creation.content)
        except OSError:
            return False

    def _tell(self, problem: Problem) -> None:
        """Say why the run could not go on, where no file has said it."""
        if all(failure.problem.code is not problem.code for failure in self._failed):
            self._failed.append(Failure("", problem.path, problem))

    def _fail_to_create(self, creations: Iterable[Creation], problem: Problem) -> None:
        self._failed.extend(Failure("", creation.destination, problem) for creation in creations)

    def _chunk(self, batches: Sequence[Batch]) -> Problem | None:
        """Carry out one chunk; return why the run cannot go on, if so."""
        if self._emptied is not None:
            for act in itertools.chain.from_iterable(batches):
                self._emptied.look(act.transfer.file.path)
        drafted = self._drafting.chunk(batches)
        for transfer, problem in drafted.refused:
            self._fail(transfer, problem)
        if not drafted.files:
            return None
        self._own_names.update((d.destination, d.source) for d in drafted.files if d.kind is StepKind.SET_ASIDE)
        try:
            results = carry_out_with_room(self._run, drafted, self._tools)
        except JournalUnusableError as error:
            self._open = True
            for draft in drafted.files:
                if draft.kind in MEDIA_STEPS:
                    self._account_from_disk(draft, error)
            return Problem(ProblemCode.JOURNAL_FAILED, details=(("error", str(error)),))
        self._open = self._open or any(result.open for result in results)
        self._account(results[0], put_back(results))
        return next((result.broken for result in results if result.broken is not None), None)

    def _account(self, result: ChunkResult, returned: Sequence[Outcome] = ()) -> None:
        """Count what a chunk has done; ``returned`` are the steps that gave files a name again."""
        taken_back = {outcome.step.undoes for outcome in returned}
        went_on = {outcome.step.source for outcome in returned if outcome.step.kind is StepKind.MOVE}
        self._open = self._open or result.open
        for outcome in result.outcomes:
            step = outcome.step
            if step.kind is StepKind.FOLDER:
                if outcome.state is StepState.DONE:
                    self._made[step.destination] = step.id
                else:
                    self._folders.discard(step.destination)
            elif step.id in taken_back and step.kind in MEDIA_STEPS:
                other = (("other", result.left_behind.get(step.id) or os.path.basename(step.destination)),)
                self._failed.append(
                    Failure(step.source, step.destination, Problem(ProblemCode.OWNER_STAYED, details=other))
                )
            elif outcome.state is StepState.DONE or step.source in went_on:
                self._done += step.kind in MEDIA_STEPS
                self._created += step.kind is StepKind.CREATE
                if self._emptied is not None and step.kind is StepKind.MOVE:
                    self._emptied.left(self._own_names.get(step.source, step.source))
                if step.id not in taken_back:
                    self._use(step.destination)
            elif step.kind is not StepKind.SET_ASIDE:  # whoever it made room for says why it stays
                source = self._own_names.get(step.source, step.source)
                reason = outcome.reason or Problem(ProblemCode.DISK_ERROR, source)
                self._failed.append(Failure(source, step.destination, reason))

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
        source = self._own_names.get(draft.source, draft.source)
        reason = Problem(ProblemCode.JOURNAL_FAILED, source, (("error", str(error)),))
        self._failed.append(Failure(source, draft.destination, reason))

    def _give_up(self, batches: Iterable[Batch], problem: Problem) -> None:
        for batch in batches:
            for act in batch:
                if not act.aside:
                    self._fail(act.transfer, replace(problem, path=problem.path or act.transfer.file.path))

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
            if self._emptied is not None and not stopped:
                self._removed, failures = self._emptied.remove(self._run, self._tools)
                self._failed += failures
            if empty:
                carry_out(self._run, empty, self._tools)
            self._tools.journal.end(self._run, RunState.STOPPED if stopped else RunState.ENDED)
        except JournalUnusableError:
            return  # every step is settled; recovery will close the run


def _chunk_ends(batches: Sequence[Batch]) -> Iterator[int]:
    """Where to cut the batches so that a chunk holds about ``CHUNK`` files and none is torn apart."""
    files = 0
    for position, batch in enumerate(batches, start=1):
        files += len(batch)
        if files >= CHUNK or position == len(batches):
            files = 0
            yield position
