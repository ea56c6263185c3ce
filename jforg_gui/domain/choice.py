"""What the person chooses: how files get to their place, and what happens when a name is taken."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """How a file gets to its place.

    ``hardlink`` gives it a second name, ``symlink`` makes a link that points at it, ``reflink`` a copy that shares its
    content until one of the two is changed. What a disk cannot do is refused; nothing falls back to another mode.
    """

    MOVE = "move"
    COPY = "copy"
    HARDLINK = "hardlink"
    SYMLINK = "symlink"
    REFLINK = "reflink"


class ConflictPolicy(StrEnum):
    """What to do when a name is taken.

    ``replace`` sets the library's file aside, from where undo brings it back; ``keep-best`` compares quality, then
    size; ``ask`` leaves the row a conflict until the person has answered.
    """

    SKIP = "skip"
    KEEP_BOTH = "keep-both"
    REPLACE = "replace"
    KEEP_BEST = "keep-best"
    ASK = "ask"


class ArtworkSize(StrEnum):
    """How large a picture shall be; ``original`` is as it was put in."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    ORIGINAL = "original"
