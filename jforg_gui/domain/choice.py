"""What the person chooses: how files get to their place, and what happens when a name is taken."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """How a file gets to its place."""

    MOVE = "move"
    COPY = "copy"


class ConflictPolicy(StrEnum):
    """What to do when a name is taken."""

    SKIP = "skip"
    KEEP_BOTH = "keep-both"
