"""How Jellyfin reads the names of books, comics and audiobooks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_YEAR: Final = r"(?:\s*\((?P<year>\d{4})\))?\s*$"
# Source: Emby.Naming/Book/BookFileNameParser.cs: the first that fits the whole name wins.
_GRAMMAR: Final = (
    re.compile(r"(?P<series>[^#]*?\S)\s*(?:\(\d{4}\)\s*)?#(?P<number>\d{1,9})(?:\s+\(of \d{1,9}\))?" + _YEAR),
    re.compile(r"(?P<title>[^#]*?\S)\s*\((?P<series>[^()#]*\S),\s*#(?P<number>\d{1,9})\)" + _YEAR),
    re.compile(r"(?P<number>\d{1,9})(?:\.0)?\s*-\s*(?P<title>\S.*?)" + _YEAR),
    re.compile(r"(?P<title>.*?\S)\s*\((?P<year>\d{4})\)\s*$"),
)
_SERIES_YEAR: Final = re.compile(r"\s*\(\d{4}\)$")
_VOLUME: Final = re.compile(r"(?:^|\s)v(\d{1,9})(?=\s|$)", re.IGNORECASE)
_CHAPTER: Final = re.compile(r"(?:^|\s)c(\d{1,9})\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Volume:
    """What a book's name says."""

    title: str
    series: str | None = None
    number: int | None = None
    volume: int | None = None
    year: int | None = None


@lru_cache(maxsize=4096)
def read_book(name: str) -> Volume:
    """Take the name of a book, an issue or a volume apart (12, and what the 10.11 plugin looks up)."""
    for pattern in _GRAMMAR:
        match = pattern.match(name)
        if match is None:
            continue
        found = match.groupdict()
        series, year = found.get("series"), found.get("year")
        title = found.get("title") or series or name
        number = found.get("number")
        volume, chapter = _ending(title)
        return Volume(
            title.strip(),
            _SERIES_YEAR.sub("", series).strip() if series else None,
            int(number) if number is not None else chapter,
            volume,
            int(year) if year else None,
        )
    volume, chapter = _ending(name)
    return Volume(name.strip(), None, chapter, volume, None)


def _ending(title: str) -> tuple[int | None, int | None]:
    volume, chapter = _VOLUME.search(title), _CHAPTER.search(title)
    return int(volume[1]) if volume else None, int(chapter[1]) if chapter else None


# Source: Emby.Naming/AudioBook/AudioBookNameParser.cs and AudioBookFilePathParser.cs.
_AUDIOBOOK: Final = re.compile(r"(?P<name>.*?\S)?\s*\(\s*(?P<year>\d{4})\s*\)\s*$")
_SOUND_CHAPTER: Final = re.compile(r"(?:^|[^a-z])ch(?:apter)?[\s.-]*(\d{1,9})", re.IGNORECASE)
_SOUND_PART: Final = re.compile(r"(?:^|[^a-z])(?:pt|part|dis[ck])[\s.-]*(\d{1,9})", re.IGNORECASE)
_FIRST_NUMBER: Final = re.compile(r"(\d{1,9})")
_LAST_NUMBER: Final = re.compile(r"(\d{1,9})$")


def read_audiobook(name: str) -> Volume:
    """Take the name of an audiobook's folder, or of its only file, apart."""
    match = _AUDIOBOOK.match(name)
    if match:
        return Volume((match["name"] or name).strip(), year=int(match["year"]))
    return Volume(name.strip() or " ")


def chapter_and_part(stem: str) -> tuple[int | None, int | None]:
    """Return the chapter and the part that an audiobook's file is."""
    chapter, part = _SOUND_CHAPTER.search(stem), _SOUND_PART.search(stem)
    first, last = _FIRST_NUMBER.match(stem), _LAST_NUMBER.search(stem)
    said = chapter or first
    ends = part or (last if last is not None and (said is None or last.start(1) > said.start(1)) else None)
    return int(said[1]) if said else None, int(ends[1]) if ends else None
