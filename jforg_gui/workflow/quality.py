"""Which of two files of one work is the better one: by its picture's height where both say it, else by size."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.item import Item

_HEIGHTS: Final = r"480|540|576|720|1080|1440|2160|4320"
_SAID: Final = re.compile(
    rf"(?<![a-z0-9])(?:\d{{3,4}}\s?x\s?(?P<height>\d{{3,4}})|(?P<lines>{_HEIGHTS})[pi]|(?P<word>4k|uhd|8k))(?![a-z0-9])",
    re.IGNORECASE,
)
_WORDS: Final = {"4k": 2160, "uhd": 2160, "8k": 4320}


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a file is: lines of its picture, None where nobody says so, and bytes."""

    lines: int | None
    size: int

    def better_than(self, other: Quality) -> bool:
        """Tell whether this one is to be preferred; of two equals neither is."""
        if self.lines is not None and other.lines is not None and self.lines != other.lines:
            return self.lines > other.lines
        return self.size > other.size


def quality_of(item: Item) -> Quality:
    """The quality of a row, by what was recognised."""
    return Quality(lines_of(item.guess.resolution or ""), item.file.size)


def quality_of_path(path: str, size: int) -> Quality:
    """The quality of a file of which only name and size are known, such as one of the library."""
    return Quality(lines_of(os.path.basename(path)), size)


def lines_of(text: str) -> int | None:
    """Return the lines that ``1080p``, ``1920x1080`` or ``4K`` in a text mean; None where it says nothing of them."""
    found = _SAID.search(text)
    if found is None:
        return None
    return _WORDS[found["word"].lower()] if found["word"] else int(found["lines"] or found["height"])
