"""The media files of one folder, found by stem, by episode number, or as the only work there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Category, Kind, MediaFile
from jforg_gui.identify.titles import key

VIDEO_KINDS: Final = frozenset((Kind.MOVIE, Kind.EPISODE))
_EPISODE_MARK: Final = re.compile(
    r"(?<![a-z0-9])(?:s(\d{1,4})[ ._-]*e(\d{1,4})|(\d{1,2})x(\d{2,3}))(?!\d)",
    re.IGNORECASE,
)
_ENOUGH: Final = 2  # two different works are as good as a thousand: none of them is the only one

_Work = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Owner:
    """A media file that companions may belong to; ``place`` is its row."""

    place: int
    file: MediaFile
    guess: Guess


class Shelf:
    """The owners of one folder, or of everything below one; every question is answered in constant time."""

    __slots__ = ("_artists", "_marks", "_stems", "_videos", "_works")

    def __init__(self, owners: Iterable[Owner] = ()) -> None:
        """Put the owners on the shelf, in their order."""
        self._stems: dict[str, list[Owner]] = {}
        self._marks: dict[tuple[int, int], list[Owner]] = {}
        self._videos: list[Owner] = []
        self._works: dict[Kind, dict[_Work, Owner]] = {}
        self._artists: dict[_Work, Owner] = {}
        for owner in owners:
            self.add(owner)

    def add(self, owner: Owner) -> None:
        """Put one more owner on the shelf."""
        stem = owner.file.stem
        self._stems.setdefault(stem.lower(), []).append(owner)
        if owner.guess.kind in VIDEO_KINDS:
            self._videos.append(owner)
            if (mark := _mark(stem)) is not None:
                self._marks.setdefault(mark, []).append(owner)
        self.add_work(owner)

    def add_work(self, owner: Owner) -> None:
        """Remember only what work the owner is, for ``only_work``."""
        works = self._works.setdefault(owner.guess.kind, {})
        if len(works) < _ENOUGH:
            works.setdefault(_work(owner.guess), owner)
        if owner.guess.kind is Kind.TRACK and len(self._artists) < _ENOUGH:
            self._artists.setdefault(_artist(owner.guess), owner)

    @property
    def only_video(self) -> Owner | None:
        """The only film or episode."""
        return self._videos[0] if len(self._videos) == 1 else None

    @property
    def only_file(self) -> Owner | None:
        """The owner, if there is just one."""
        owners = next(iter(self._stems.values())) if len(self._stems) == 1 else []
        return owners[0] if len(owners) == 1 else None

    @property
    def has_videos(self) -> bool:
        """Whether there is a film or an episode."""
        return bool(self._videos)

    def of_stem(self, stem: str, wanted: Callable[[Owner], bool]) -> tuple[Owner, str] | None:
        """Return the wanted owner whose stem is the longest beginning of ``stem``, and what follows it."""
        low = stem.lower()
        for end in range(len(low), 0, -1):
            if end < len(low) and low[end].isalnum():
                continue
            for owner in self._stems.get(low[:end], ()):
                if wanted(owner):
                    return owner, stem[end:]
        return None

    def of_number(self, stem: str) -> Owner | None:
        """Return the only episode whose name has the same `S01E02`."""
        mark = _mark(stem)
        found = self._marks.get(mark, []) if mark is not None else []
        return found[0] if len(found) == 1 else None

    def only_work(self, kinds: Iterable[Kind] | None = None) -> Owner | None:
        """Return the first owner if all of these kinds are one work: a film, a show, an album, a book."""
        groups = self._works.values() if kinds is None else [self._works.get(kind, {}) for kind in kinds]
        first = [owner for works in groups for owner in works.values()]
        return first[0] if len(first) == 1 else None

    def only_artist(self) -> Owner | None:
        """Return the first track if all tracks are of one artist, and there is nothing but tracks."""
        if len(self._artists) != 1 or any(kind is not Kind.TRACK for kind in self._works):
            return None
        return next(iter(self._artists.values()))


def is_video(owner: Owner) -> bool:
    """Tell whether an owner is a video of any kind, extras included."""
    return owner.file.category is Category.VIDEO


def is_sound(owner: Owner) -> bool:
    """Tell whether an owner is a track or an audiobook."""
    return owner.guess.kind in (Kind.TRACK, Kind.AUDIOBOOK)


def _mark(stem: str) -> tuple[int, int] | None:
    match = _EPISODE_MARK.search(stem)
    if match is None:
        return None
    return int(match[1] or match[3]), int(match[2] or match[4])


def _work(guess: Guess) -> _Work:
    match guess.kind:
        case Kind.EPISODE:
            return Kind.EPISODE, key(guess.series or "")
        case Kind.TRACK:
            return Kind.TRACK, key(guess.album or "")
        case Kind.COMIC:
            return Kind.COMIC, key(guess.series or guess.title or "")
        case Kind.EXTRA:
            return Kind.EXTRA, ""
        case _:
            return guess.kind, f"{key(guess.title or '')} {guess.year or ''}"


def _artist(guess: Guess) -> _Work:
    return Kind.TRACK, key(guess.album_artist or guess.artist or "")
