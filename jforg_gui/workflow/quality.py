"""Which of two files of one work is the better one: by its picture where both say it, else by bits or bytes."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.item import Item
from jforg_gui.domain.streams import MediaFacts

_HEIGHTS: Final = r"480|540|576|720|1080|1440|2160|4320"
_SAID: Final = re.compile(
    rf"(?<![a-z0-9])(?:\d{{3,4}}\s?x\s?(?P<height>\d{{3,4}})|(?P<lines>{_HEIGHTS})[pi]|(?P<word>4k|uhd|8k))(?![a-z0-9])",
    re.IGNORECASE,
)
_WHOLE: Final = 0.5
_WORDS: Final = {"4k": 2160, "uhd": 2160, "8k": 4320}


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a file is: lines of its picture, None where nobody says so, bytes, and what its streams say."""

    lines: int | None
    size: int
    media: MediaFacts | None = None

    def better_than(self, other: Quality) -> bool:
        """Tell whether this one is to be preferred; of two equals neither is.

        A file that runs for less than half the other's time is not the whole work. Then the lines of the picture count,
        then HDR, then the bits of a second, and where those are not known of both the bytes.
        """
        mine, theirs = self.media, other.media
        if mine is not None and theirs is not None:
            one, two = mine.duration or 0.0, theirs.duration or 0.0
            if min(one, two) < _WHOLE * max(one, two):
                return one > two
        if self.lines is not None and other.lines is not None and self.lines != other.lines:
            return self.lines > other.lines
        if mine is not None and theirs is not None:
            if bool(mine.hdr) != bool(theirs.hdr):
                return bool(mine.hdr)
            if mine.bit_rate and theirs.bit_rate and mine.bit_rate != theirs.bit_rate:
                return mine.bit_rate > theirs.bit_rate
        return self.size > other.size


def quality_of(item: Item) -> Quality:
    """The quality of a row: by its streams where they are known, else by what was recognised."""
    said = item.media.lines if item.media is not None else None
    return Quality(said or lines_of(item.guess.resolution or ""), item.file.size, item.media)


def quality_of_path(path: str, size: int, media: MediaFacts | None = None) -> Quality:
    """The quality of a file that is no row, such as one of the library: by its streams where they are known."""
    said = media.lines if media is not None else None
    return Quality(said or lines_of(os.path.basename(path)), size, media)


def lines_of(text: str) -> int | None:
    """Return the lines that ``1080p``, ``1920x1080`` or ``4K`` in a text mean; None where it says nothing of them."""
    found = _SAID.search(text)
    if found is None:
        return None
    return _WORDS[found["word"].lower()] if found["word"] else int(found["lines"] or found["height"])
