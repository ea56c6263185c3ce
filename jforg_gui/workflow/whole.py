"""Units stay whole: where a file that belongs to a film could not follow it, the film goes back to where that is."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.work import Outcome, StepKind, StepState
from jforg_gui.workflow.aside import is_momentary

# What was copied to another disk and is larger stays there: it would have to be copied once more to come back.
_MOST_COPIED_BACK: Final = 64 << 20


def torn(outcomes: Sequence[Outcome], leaders: Mapping[int, int], bound: Collection[int]) -> dict[int, str]:
    """Find what has gone without a file that belongs to it: the ids of its steps, with the name of the one that stays.

    ``leaders`` and ``bound`` go by the index of the outcomes: whom a file follows, and which files their leader is not
    to go without. Only files that have left their place count: of what was copied or linked the originals are
    together as they were.
    """
    units: defaultdict[int, list[int]] = defaultdict(list)
    for follower, leader in leaders.items():
        units[leader].append(follower)
    found: dict[int, str] = {}
    stayed = {one: outcomes[one] for one in bound if one in leaders and _stays_behind(outcomes[one])}
    for leader in {leaders[one] for one in stayed}:
        unit = [leader, *units[leader]]
        gone = [one for one in unit if outcomes[one].state is StepState.DONE]
        if leader in gone and leader not in leaders and all(_can_go_back(outcomes[one]) for one in gone):
            name = next(os.path.basename(stayed[one].step.source) for one in units[leader] if one in stayed)
            found.update({outcomes[one].step.id: name for one in gone})
    return found


def _stays_behind(outcome: Outcome) -> bool:
    """Whether a file is still where it was; one that somebody has taken away keeps nothing back."""
    gone = outcome.reason is not None and outcome.reason.code is ProblemCode.SOURCE_GONE
    return outcome.state is StepState.NOT_DONE and not gone


def _can_go_back(outcome: Outcome) -> bool:
    step = outcome.step
    if step.kind is not StepKind.MOVE or is_momentary(step.source):
        return False
    return step.copied is None or step.size <= _MOST_COPIED_BACK
