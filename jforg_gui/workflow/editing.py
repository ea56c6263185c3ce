"""What a person corrects: one field of one row at a time, from the words typed into a cell."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum
from typing import Any, Final

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.errors import UNSURE, ProblemCode
from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Kind


class Field(Enum):
    """What can be corrected. ``series`` and ``album`` are the titles of groups."""

    TITLE = "title"
    SERIES = "series"
    ALBUM = "album"
    YEAR = "year"
    NUMBER = "number"
    SEASON = "season"
    ARTIST = "artist"
    AUTHOR = "author"
    KIND = "kind"


class NotReadableError(ValueError):
    """What was typed cannot be that field; the message says what it may look like."""


EDITABLE_KINDS: Final = (Kind.MOVIE, Kind.EPISODE, Kind.TRACK, Kind.BOOK, Kind.COMIC, Kind.AUDIOBOOK)
_FIRST_YEAR: Final = 1850  # Jellyfin's own lower bound for a year in an NFO
_YEARS_AHEAD: Final = 5
_LONGEST_SPAN: Final = 50
_LONGEST_SEASON: Final = 4  # digits: some shows number their seasons by the year
_WRITTEN: Final = frozenset((Kind.BOOK, Kind.COMIC, Kind.AUDIOBOOK))
_EPISODE: Final = re.compile(
    r"(?:s?(?P<season>\d{1,4})\s*[xe]\s*|e)?(?P<first>\d{1,4})(?:\s*[-–+e]+\s*(?:s?\d{1,4}\s*[xe])?(?P<last>\d{1,4}))?",  # noqa: RUF001 — people type both dashes
    re.IGNORECASE,
)
_TRACK: Final = re.compile(r"(?:(?P<disc>\d{1,2})\s*-\s*)?(?P<track>\d{1,4})")
# Questions that an edit answers; the plan asks them again where they still stand.
_ANSWERED: Final = frozenset(
    (
        *(ProblemCode.NO_TITLE, ProblemCode.NO_EPISODE, ProblemCode.NO_OWNER, *UNSURE),
        *(ProblemCode.MATCH_ALIKE, ProblemCode.MATCH_TITLE, ProblemCode.MATCH_YEAR),
        *(ProblemCode.MATCH_CREATOR, ProblemCode.MATCH_PARTS),
    )
)


# What is said of a guess: its fields by name.
Said = dict[str, Any]


def edit(item: Item, field: Field, text: str) -> Item:
    """Return the row with one field set from what was typed; it is then the person's word.

    Raises:
        NotReadableError: the text cannot be that field. The row stays as it is.

    """
    guess = item.guess
    said = _EDITS[field](guess, text.strip())
    if all(getattr(guess, name) == value for name, value in said.items()):
        return item
    return _settled(item, replace(guess, **said, confidence=1.0, source=Source.PERSON))


def as_said(item: Item, guess: Guess) -> Item:
    """Return the row with a guess that is the person's word; what it was recognised as is kept beside it."""
    if guess == item.guess:
        return item
    return _settled(item, replace(guess, confidence=1.0, source=Source.PERSON))


def _settled(item: Item, guess: Guess) -> Item:
    return replace(
        item,
        guess=guess,
        problems=tuple(problem for problem in item.problems if problem.code not in _ANSWERED),
        recognised=item.recognised or item.guess,
    )


def confirm(item: Item) -> Item:
    """Return the row with what was not sure of it said to be right, by the person."""
    problems = tuple(problem for problem in item.problems if problem.code not in UNSURE)
    if problems == item.problems:
        return item
    guess = replace(item.guess, confidence=1.0, certainty=(), source=Source.PERSON)
    return replace(item, guess=guess, problems=problems, recognised=item.recognised or item.guess)


def decide(item: Item, policy: ConflictPolicy | None) -> Item:
    """Return the row with the person's word for its conflict; None leaves it to the run's policy again.

    Who says skip does not want the row moved. This is what the window and the terminal call alike.
    """
    if policy is ConflictPolicy.SKIP:
        return replace(item, conflict=None, wanted=False)
    return replace(item, conflict=policy, wanted=True)


def edited_fields(item: Item) -> frozenset[Field]:
    """The fields that the person has changed, for the mark in their cells."""
    before, now = item.recognised, item.guess
    if before is None:
        return frozenset()
    changed = {
        Field.TITLE: before.title != now.title,
        Field.SERIES: before.series != now.series,
        Field.ALBUM: before.album != now.album,
        Field.YEAR: before.year != now.year,
        Field.NUMBER: number_of(before) != number_of(now),
        Field.SEASON: before.season != now.season,
        Field.ARTIST: before.artist != now.artist,
        Field.AUTHOR: before.author != now.author,
        Field.KIND: before.kind != now.kind,
    }
    return frozenset(field for field, differs in changed.items() if differs)


def number_of(guess: Guess) -> str:
    """A row's number as it is shown and typed: ``S01E03–E04``, a date, ``1-07``, ``3``."""  # noqa: RUF002 — as shown
    if guess.kind is Kind.EPISODE:
        return _episode_number(guess)
    if guess.kind is Kind.TRACK:
        if guess.track is None:
            return ""
        return (
            f"{guess.disc}-{guess.track:02d}" if guess.disc is not None and (guess.discs or 2) > 1 else str(guess.track)
        )
    if guess.number is not None:
        return guess.number
    return "" if guess.volume is None else f"v{guess.volume:02d}"


def _episode_number(guess: Guess) -> str:
    if not guess.episodes:
        return guess.date.isoformat() if guess.date is not None else ""
    season = f"S{1 if guess.season is None else guess.season:02d}"
    first, last = guess.episodes[0], guess.episodes[-1]
    return f"{season}E{first:02d}" + (f"–E{last:02d}" if last != first else "")  # noqa: RUF001 — an en dash is a span


def _title(guess: Guess, text: str) -> Said:
    if not text and guess.kind is not Kind.EPISODE:
        raise NotReadableError("A title cannot be empty.")
    return {"title": text or None}


def _series(_guess: Guess, text: str) -> Said:
    if not text:
        raise NotReadableError("A title cannot be empty.")
    return {"series": text}


def _album(_guess: Guess, text: str) -> Said:
    return {"album": text or None}


def _year(_guess: Guess, text: str) -> Said:
    if not text:
        return {"year": None}
    if not (text.isascii() and text.isdecimal() and _FIRST_YEAR <= int(text) <= _last_year()):
        raise NotReadableError("A year has four digits, such as 2019.")
    return {"year": int(text)}


def _last_year() -> int:
    """The clock's year and a few more; ``date.today`` imports a module at each call, which under Qt takes its time."""
    return time.localtime().tm_year + _YEARS_AHEAD


def _number(guess: Guess, text: str) -> Said:
    if guess.kind is Kind.EPISODE:
        return _episode(guess, text)
    if guess.kind is Kind.TRACK:
        return _track(guess, text)
    return {"number": text or None}


def _episode(guess: Guess, text: str) -> Said:
    match = _EPISODE.fullmatch(text)
    if match is None:
        raise NotReadableError("An episode number looks like 1x3, s1e3-4 or 3.")
    first = int(match["first"])
    last = int(match["last"] or first)
    if not first <= last <= first + _LONGEST_SPAN:
        raise NotReadableError("An episode number looks like 1x3, s1e3-4 or 3.")
    season = int(match["season"]) if match["season"] else guess.season
    return {"season": 1 if season is None else season, "episodes": tuple(range(first, last + 1)), "date": None}


def _track(guess: Guess, text: str) -> Said:
    match = _TRACK.fullmatch(text)
    if match is None:
        raise NotReadableError("A track number looks like 7 or 2-07.")
    disc = int(match["disc"]) if match["disc"] else None
    return {"track": int(match["track"]), "disc": disc, "discs": max(disc, guess.discs or 2) if disc else None}


def _season(guess: Guess, text: str) -> Said:
    if guess.kind is not Kind.EPISODE:
        return {}
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_SEASON):
        raise NotReadableError("A season is a number; 0 holds the specials.")
    return {"season": int(text)}


def _artist(guess: Guess, text: str) -> Said:
    """The artist of a track; the album's own follows where both were the same."""
    if guess.kind is not Kind.TRACK:
        return {}
    same = guess.album_artist in (None, guess.artist)
    return {"artist": text or None, "album_artist": text or None if same else guess.album_artist}


def _author(guess: Guess, text: str) -> Said:
    if guess.kind not in _WRITTEN:
        return {}
    return {"author": text or None}


def _kind(guess: Guess, text: str) -> Said:
    """Change what the row is; its name goes where the new kind keeps it."""
    try:
        kind = Kind(text)
    except ValueError:
        kind = Kind.UNKNOWN
    if kind not in EDITABLE_KINDS:
        raise NotReadableError("It can be a film, an episode, a track, a book, a comic or an audiobook.")
    if kind is guess.kind:
        return {}
    if kind is Kind.EPISODE:
        return {"kind": kind, "series": guess.series or guess.title, "title": None}
    if guess.kind is Kind.EPISODE:
        return {"kind": kind, "title": guess.series or guess.title, "series": None, "season": None, "episodes": ()}
    return {"kind": kind}


_EDITS: Final[Mapping[Field, Callable[[Guess, str], Said]]] = {
    Field.TITLE: _title,
    Field.SERIES: _series,
    Field.ALBUM: _album,
    Field.YEAR: _year,
    Field.NUMBER: _number,
    Field.SEASON: _season,
    Field.ARTIST: _artist,
    Field.AUTHOR: _author,
    Field.KIND: _kind,
}
