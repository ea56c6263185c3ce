"""What the names of one folder say together: a number that runs counts episodes, one that stays is the title's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from jforg_gui.domain.match import Guess, said
from jforg_gui.domain.media import Kind
from jforg_gui.identify.numbers import is_year
from jforg_gui.identify.titles import SPACE, clean, key, without_release_tags

_LEAST: Final = 3  # two numbers are a film and its sequel as well
_MOST_SEQUELS: Final = 8
_EPISODES_A_SEASON: Final = 60
_NUMBER: Final = re.compile(r"\d{1,4}")
_GROUP: Final = re.compile(r"^\s*(?:\[[^\]]*\][\s_.-]*)+(?=\S)")
_SURE: Final = 0.7


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands in its folder's run: the text before the number, the number as written, and what follows."""

    before: str
    number: str
    behind: str
    hundreds: bool = False


def running(stems: Sequence[str]) -> dict[str, Place]:
    """Find the number that runs through the names of a folder; names that it does not run through are left out.

    Names belong together if they begin alike up to the number. At least three have to, most of the folder's, and the
    numbers must be such that they count: all different, without great gaps, written with a zero or more than a saga.
    """
    found: dict[tuple[str, int], dict[str, Place]] = {}
    for stem in stems:
        text = without_release_tags(_GROUP.sub("", stem))
        for match in _NUMBER.finditer(text):
            before = text[: match.start()]
            place = Place(before, match[0], text[match.end() :])
            found.setdefault((key(before), len(before)), {}).setdefault(stem, place)
    for _, places in sorted(found.items(), key=lambda one: one[0][1]):
        if len(places) * 2 > len(stems) and _counts([place.number for place in places.values()]):
            hundreds = _is_in_hundreds([int(place.number) for place in places.values()])
            return {stem: replace(place, hundreds=hundreds) for stem, place in places.items()}
    return {}


def _counts(numbers: Sequence[str]) -> bool:
    values = {int(number) for number in numbers}
    if len(values) < max(_LEAST, len(numbers)) or all(map(is_year, numbers)):
        return False
    written = any(number.startswith("0") for number in numbers) or max(values) > _MOST_SEQUELS
    if _is_in_hundreds(sorted(values)):
        return True
    return written and max(values) - min(values) < 2 * len(values) + 2


def _is_in_hundreds(numbers: Sequence[int]) -> bool:
    """Tell `101, 102 … 201, 202` from a count that has passed a hundred: seasons begin with their first episode."""
    if not all(number > 100 and 0 < number % 100 <= _EPISODES_A_SEASON for number in numbers):  # noqa: PLR2004 — `101`
        return False
    seasons = {number // 100 for number in numbers}
    return all(season * 100 + 1 in numbers for season in seasons)


def wants_run(guess: Guess) -> bool:
    """Tell whether a name has no better evidence of its own than its place in a run would be."""
    if guess.year is not None or guess.date is not None:
        return False
    return guess.kind is Kind.MOVIE or (guess.kind is Kind.EPISODE and "episodes" in dict(guess.certainty))


def in_run(guess: Guess, place: Place | None) -> Guess:
    """Read a name by its place in its folder's run, if its own reading has not found better evidence."""
    if place is None or not wants_run(guess):
        return guess
    number = int(place.number)
    season, episode = (number // 100, number % 100) if place.hundreds else (None, number)
    title = clean(place.behind.strip(SPACE)) or None
    return replace(
        guess,
        kind=Kind.EPISODE,
        series=clean(place.before.strip(SPACE + "([#")) or None,
        title=title,
        season=season,
        episodes=(episode,),
        absolute=() if season is not None else (episode,),
        part=None,
        part_word=None,
        confidence=_SURE,
        certainty=(),
    )


def settle_shows(guesses: Sequence[Guess]) -> list[Guess]:
    """Give episodes of one folder what their siblings know: the show of those that name none, the show's year.

    Only where all that name a show name the same one, and give it no two different years.
    """
    named = [guess for guess in guesses if guess.kind is Kind.EPISODE and guess.series]
    shows: Mapping[str, str] = {key(guess.series or ""): guess.series or "" for guess in reversed(named)}
    years = {guess.year for guess in named if guess.year is not None}
    if len(shows) != 1 or len(years) > 1:
        return [*guesses]
    (show,), year = shows.values(), next(iter(years), None)
    return [
        said(guess, series=guess.series or show, year=year) if guess.kind is Kind.EPISODE else guess
        for guess in guesses
    ]
