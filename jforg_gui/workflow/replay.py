"""A run made of the steps of an earlier one, backwards or forwards: a chunk at a time, with a true account."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from jforg_gui.domain.errors import JournalUnusableError, Problem, ProblemCode
from jforg_gui.domain.work import (
    FILE_STEPS,
    MEDIA_STEPS,
    Failure,
    Outcome,
    Report,
    Run,
    RunState,
    Step,
    StepKind,
    StepState,
)
from jforg_gui.workflow.aside import is_momentary
from jforg_gui.workflow.collecting import uncollected_so_far
from jforg_gui.workflow.room import Drafts, carry_out_with_room
from jforg_gui.workflow.steps import Tools

CHUNK: Final = 1024
_OF_OURS: Final = frozenset((StepKind.CREATE, StepKind.REMOVE_CREATED))


@dataclass(slots=True)
class Replay:
    """One such run at work, on the thread that writes the journal."""

    run: Run
    tools: Tools
    skipped: list[Failure] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    done: int = 0
    created: int = 0
    folders: int = 0
    open: bool = False
    stopped: bool = False

    def carry_out(self, work: Callable[[], None]) -> Report:
        """Do the work and close the run; what cannot be settled leaves it open for recovery."""
        try:
            work()
            if not self.open:
                self.tools.journal.end(self.run, RunState.STOPPED if self.stopped else RunState.ENDED)
        except JournalUnusableError as error:
            self.stopped = True
            reason = Problem(ProblemCode.JOURNAL_FAILED, details=(("error", str(error)),))
            self.failed.append(Failure("", "", reason))
        return Report(
            self.run.id,
            self.done,
            tuple(self.failed),
            tuple(self.skipped),
            self.stopped,
            self.created,
            self.folders,
        )

    @uncollected_so_far()
    def go_through(self, steps: Sequence[Step], draft: Callable[[Sequence[Step]], Drafts]) -> None:
        """Draft and carry out one chunk after the other, until all are settled or the run has to stop."""
        for chunk in chunks(steps):
            self.stopped = self.stopped or self.tools.cancellation.cancelled()
            if self.stopped:
                self._not_reached(chunk)
                continue
            drafts = draft(chunk)
            if not drafts.files:
                continue
            for result in carry_out_with_room(self.run, drafts, self.tools):
                self.open = self.open or result.open
                self.stopped = self.stopped or result.broken is not None
                self._account(result.outcomes)
                self._tell(result.broken)

    def _tell(self, broken: Problem | None) -> None:
        """Say why the run cannot go on, where no file has said it."""
        if broken is not None and all(failure.problem.code is not broken.code for failure in self.failed):
            self.failed.append(Failure("", broken.path, broken))

    def _account(self, outcomes: Iterable[Outcome]) -> None:
        for outcome in outcomes:
            step = outcome.step
            if step.kind not in FILE_STEPS:
                continue
            if outcome.state is StepState.DONE:
                self.done += step.kind in MEDIA_STEPS
                self.created += step.kind in _OF_OURS
                continue
            reason = outcome.reason or Problem(ProblemCode.DISK_ERROR, step.source)
            self.stopped = self.stopped or reason.code is ProblemCode.CANCELLED
            self.failed.append(Failure(step.source, step.destination, reason))

    def _not_reached(self, steps: Iterable[Step]) -> None:
        for step in steps:
            reason = Problem(ProblemCode.CANCELLED, step.destination)
            self.failed.append(Failure(step.destination, step.source, reason))


def chunks(steps: Sequence[Step]) -> Iterator[Sequence[Step]]:
    """Cut steps into chunks that are promised at once; none ends where a file has only made room for another."""
    start = 0
    halfway: set[str] = set()  # momentary names: each is that of two steps, on the way out and on the way back
    for end, step in enumerate(steps, start=1):
        halfway ^= {path for path in (step.source, step.destination) if is_momentary(path)}
        if end == len(steps) or (end - start >= CHUNK and not halfway and step.kind is not StepKind.SET_ASIDE):
            yield steps[start:end]
            start = end
