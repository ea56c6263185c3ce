"""A chunk in which some files need room: what stands in their place is set aside first, and comes back if they fail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jforg_gui.domain.errors import Problem
from jforg_gui.domain.plan import Transfer
from jforg_gui.domain.work import Outcome, Run, StepDraft, StepState
from jforg_gui.workflow.aside import way_back, ways_back
from jforg_gui.workflow.ports import NEVER
from jforg_gui.workflow.steps import ChunkResult, Tools, carry_out
from jforg_gui.workflow.whole import torn


@dataclass(slots=True)
class Drafts:
    """A chunk in the making: folders, outermost first, then files; a file that needs room right after what makes it.

    ``leaders`` are indices within ``files``: a follower, and the draft without which it is not begun. ``refused`` are
    files of a plan that can no longer be drafted; ``bound`` are followers without which their leader is not to go.
    """

    folders: list[StepDraft] = field(default_factory=list)
    files: list[StepDraft] = field(default_factory=list)
    leaders: dict[int, int] = field(default_factory=dict)
    bound: set[int] = field(default_factory=set)
    refused: list[tuple[Transfer, Problem]] = field(default_factory=list)

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
    if result.broken:
        return (result,)
    left = torn(result.outcomes, leaders, {start + one for one in drafts.bound})
    back = [way_back(outcome.step) for outcome in reversed(result.outcomes) if outcome.step.id in left]
    back += ways_back(result.outcomes, tools.disk)
    if not back:
        return (result,)
    return replace(result, left_behind=left), carry_out(run, back, replace(tools, cancellation=NEVER))


def put_back(results: Sequence[ChunkResult]) -> list[Outcome]:
    """The steps of a chunk by which files that had made room got a name again."""
    return [outcome for result in results[1:] for outcome in result.outcomes if outcome.state is StepState.DONE]
