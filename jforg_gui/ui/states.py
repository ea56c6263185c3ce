"""What a row can be, as the window shows it, and which state of a group is the most urgent."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final


class State(Enum):
    """The state of a row. The order is that of urgency: a group shows the first one found among its rows."""

    FAILED = "failed"
    CONFLICT = "conflict"
    ATTENTION = "attention"
    MOVING = "moving"
    WAITING = "waiting"
    READY = "ready"
    DONE = "done"
    UNDONE = "undone"
    UNCHANGED = "unchanged"
    IGNORED = "ignored"
    COMPANION = "companion"


_URGENCY: Final = {state: place for place, state in enumerate(State)}


def urgency(state: State) -> int:
    """The place of a state in the order of urgency, 0 being the most urgent."""
    return _URGENCY[state]


def most_urgent(states: Iterable[State]) -> State:
    """The state that a group shows; ignored where there is none."""
    return min(states, key=urgency, default=State.IGNORED)


class Phase(Enum):
    """Where the session is. Rows can be edited in ``review`` and ``done``."""

    EMPTY = "empty"
    SCANNING = "scanning"
    RECOGNISING = "recognising"
    REVIEW = "review"
    RUNNING = "running"
    DONE = "done"
