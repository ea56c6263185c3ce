"""A chunk in which some files need room: what stands in their place is set aside first, and comes back if they fail."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from jforg_gui.domain.work import Outcome, Run, StepDraft, StepKind, StepState
from jforg_gui.workflow.ports import NEVER
from jforg_gui.workflow.steps import ChunkResult, Tools, carry_out


@dataclass(slots=True)
class Drafts:
    """A chunk in the making: folders, outermost first, then files; a file that needs room right after what makes it.

    ``leaders`` are indices within ``files``: a follower, and the draft without which it is not begun.
    """

    folders: list[StepDraft] = field(default_factory=list)
    files: list[StepDraft] = field(default_factory=list)
    leaders: dict[int, int] = field(default_factory=dict)

    def add(self, draft: StepDraft, *, into_room: bool = False) -> None:
        """Add a file; ``into_room`` if the draft before makes room for it."""
        if into_room:
            self.leaders[len(self.files)] = len(self.files) - 1
        self.files.append(draft)


def carry_out_with_room(run: Run, drafts: Drafts, tools: Tools) -> tuple[ChunkResult, ...]:
    """Carry out a chunk, then put back, also after a stop, what made room for nothing.

    Raises:
        JournalUnusableError: see ``carry_out``.

    """
    start = len(drafts.folders)
    leaders = {start + follower: start + leader for follower, leader in drafts.leaders.items()}
    result = carry_out(run, drafts.folders + drafts.files, tools, leaders=leaders)
    back = [] if result.broken else list(_ways_back(result.outcomes))
    if not back:
        return (result,)
    return result, carry_out(run, back, replace(tools, cancellation=NEVER))


def put_back(results: Sequence[ChunkResult]) -> set[int | None]:
    """The ids of the steps of a chunk that were taken back within it."""
    return {o.step.undoes for result in results[1:] for o in result.outcomes if o.state is StepState.DONE}


def _ways_back(outcomes: Sequence[Outcome]) -> Iterator[StepDraft]:
    for aside, follower in itertools.pairwise(outcomes):
        made_room = aside.step.kind is StepKind.SET_ASIDE and aside.state is StepState.DONE
        for_it = follower.step.destination == aside.step.source
        if made_room and for_it and follower.state is StepState.NOT_DONE:
            yield StepDraft(
                kind=StepKind.SET_ASIDE,
                source=aside.step.destination,
                destination=aside.step.source,
                facts=aside.step.facts,
                undoes=aside.step.id,
            )
