"""Two files that want one place, looked at side by side: what the disk says of each, and whether they are the same."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.match import Guess
from jforg_gui.domain.streams import MediaFacts
from jforg_gui.workflow.ports import Cancellation

_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its size in bytes and time of change in seconds; None where it cannot be looked at.

    ``media`` is what its streams say, None where that is not known.
    """

    path: str
    size: int | None = None
    changed: float | None = None
    guess: Guess | None = None
    media: MediaFacts | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides. ``same`` says whether every byte is equal, None where that could not be found out."""

    mine: Side
    theirs: Side
    same: bool | None = None


def side_of(path: str, guess: Guess | None) -> Side:
    """Look at a file; not for the GUI thread."""
    try:
        facts = os.lstat(path)
    except OSError:
        return Side(path, guess=guess)
    if not stat.S_ISREG(facts.st_mode):
        return Side(path, guess=guess)
    return Side(path, facts.st_size, facts.st_mtime, guess)


def same_content(mine: Side, theirs: Side, cancellation: Cancellation) -> bool | None:
    """Compare byte by byte where the sizes are equal; None if a file cannot be read or the person has stopped it."""
    if mine.size is None or theirs.size is None:
        return None
    if mine.size != theirs.size:
        return False
    try:
        with open(mine.path, "rb") as one, open(theirs.path, "rb") as other:
            while not cancellation.cancelled():
                block = one.read(_CHUNK)
                if block != other.read(_CHUNK):
                    return False
                if not block:
                    return True
    except OSError:
        return None
    return None
