"""What the tree needs of a row to place, find and sort it; worked out once when the row comes or changes."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.domain.plan import Row

_DIGITS: Final = re.compile(r"\d+")
_ARTICLES: Final = ("the ", "a ", "an ")
_DIGITS_COMPARED: Final = 10


class GroupKey(NamedTuple):
    """What tells one show or album from another: kind, series or artist, year or album, folded."""

    kind: Kind
    name: str
    rest: str


class Place(NamedTuple):
    """The group a row lies in: its show or album, and the season if there is one."""

    group: GroupKey
    season: int | None


@dataclass(frozen=True, slots=True)
class Facts:
    """``search`` holds everything the filter field looks through, in lower case; ``place`` None lies at the top."""

    search: str
    name_key: str
    title_key: str
    place: Place | None


def _padded(match: re.Match[str]) -> str:
    return match[0].zfill(_DIGITS_COMPARED)


def natural(text: str) -> str:
    """A key under which ``part 2`` comes before ``part 10``, whatever their case."""
    return _DIGITS.sub(_padded, text.casefold())


def title_key(text: str) -> str:
    """The key of a title: natural, and without the article it begins with."""
    folded = text.casefold()
    if folded.startswith(_ARTICLES):
        folded = folded.partition(" ")[2]
    return _DIGITS.sub(_padded, folded)


def _season(guess: Guess) -> int | None:
    """The season a row is shown under; a daily show's year is its season."""
    if guess.season is not None:
        return guess.season
    if guess.episodes:
        return 1
    return guess.date.year if guess.date is not None else None


def place_of(item: Item) -> Place | None:
    """The show and season or the album that a row lies in; None for what stands alone."""
    guess = item.guess
    if guess.kind is Kind.EPISODE or (guess.kind is Kind.EXTRA and item.owner is not None):
        owner = guess if guess.kind is Kind.EPISODE else item.owner
        if owner is None or owner.kind is not Kind.EPISODE or not owner.series:
            return None
        year = "" if owner.year is None else str(owner.year)
        return Place(GroupKey(Kind.EPISODE, owner.series.casefold(), year), _season(owner))
    if guess.kind is Kind.TRACK and guess.album:
        artist = guess.album_artist or guess.artist or ""
        return Place(GroupKey(Kind.TRACK, artist.casefold(), guess.album.casefold()), None)
    return None


def facts_of(row: Row, before: tuple[Row, Facts] | None = None) -> Facts:
    """Work out a row's facts, five microseconds; of what stood in its place ``before`` the keys that still hold."""
    item, guess = row.item, row.item.guess
    path = item.file.path
    words = (
        path,
        guess.title or "",
        guess.series or "",
        guess.artist or "",
        guess.album or "",
        guess.author or "",
        row.destination or "",
    )
    search = "\n".join(words).lower()
    if before is not None and before[0].item.file is item.file and before[0].item.guess.title == guess.title:
        return Facts(search, before[1].name_key, before[1].title_key, place_of(item))
    return Facts(search, natural(os.path.basename(path)), title_key(guess.title or ""), place_of(item))
