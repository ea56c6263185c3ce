"""Dates and years in names: the day an episode was broadcast, the year of a film or a show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import date as Date  # noqa: N812 — as in domain/match.py
from typing import Final

from jforg_gui.identify.tokens import Tokens

# `Show.140722.720p`: a day in six digits, where a resolution or a television tag follows.
_SIX_DIGITS: Final = re.compile(
    r"(?<=[ ._])(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)(?=[ ._](?:\d{3,4}[pi]|hdtv|web))", re.IGNORECASE
)
_MONTHS: Final = {
    word: number
    for number, words in enumerate(
        (
            "january jan januar enero janvier",
            "february feb februar febrero",
            "march mar märz mars marzo",
            "april apr abril avril",
            "may mai mayo",
            "june jun juni junio juin",
            "july jul juli julio juillet",
            "august aug agosto",
            "september sep sept septiembre septembre",
            "october oct oktober okt octubre octobre",
            "november nov noviembre novembre",
            "december dec dezember dez diciembre",
        ),
        start=1,
    )
    for word in words.split()
}
_YEAR_FIRST: Final = re.compile(
    r"(?<![\d])(?P<year>(?:19|20)\d\d)(?P<gap>[ ._-])(?P<month>\d{1,2})(?P=gap)(?P<day>\d{1,2})(?!\d)"
)
_COMPACT: Final = re.compile(r"(?<![\dA-Za-z])(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
_DAY_FIRST: Final = re.compile(
    r"(?<![\d])(?P<day>\d{1,2})(?P<gap>[ ._-])(?P<month>\d{1,2})(?P=gap)(?P<year>(?:19|20)\d\d)(?!\d)"
)
_NAMED: Final = re.compile(
    r"(?<![\w])(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[ ._-]+(?P<month>[^\W\d_]{3,10})[ ._,-]+(?P<year>(?:19|20)\d\d)(?!\d)"
    r"|(?<![\w])(?P<month2>[^\W\d_]{3,10})[ ._-]+(?P<day2>\d{1,2})(?:st|nd|rd|th)?[ ._,-]+"
    r"(?P<year2>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
# What online television recorders write: `Show_20.03.11_20-15_channel_90_TVOON_DE`.
_RECORDER: Final = re.compile(r"_(?P<year>\d\d)\.(?P<month>\d\d)\.(?P<day>\d\d)_\d\d-\d\d_", re.ASCII)

# A day in the German way: `18.09.00`.
_SHORT: Final = re.compile(
    r"(?<![\w.])(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d\d)(?![\w.]\d|\w)|(?<=[^\W\d_]\.)(?P<day2>\d\d)\.(?P<month2>\d\d)\.(?P<year2>\d\d)(?!\w)"
)

BARE_YEAR: Final = re.compile(r"(?<![^\W_])(?P<year>(?:19|20)\d\d)(?:г\.?|年)?(?![^\W_])")
_RANGE: Final = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d\d)[ ._]?[-–~][ ._]?(?P<last>(?:19|20)?\d\d)(?!\d)")
# `Class of 1984`: a year behind these is the end of a phrase.
_PHRASE_BEFORE: Final = re.compile(r"(?:^|[\W_])(?:of|in|since|before|after|until|to|anno|year)[\W_]$", re.IGNORECASE)
FIRST_FILM: Final = 1888  # Roundhay Garden Scene


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date with its place; ``certain`` is False for forms that may mean something else.

    ``swapped``: day and month may be the other way round.
    """

    date: Date
    start: int
    end: int
    certain: bool = True
    swapped: bool = False


@dataclass(frozen=True, slots=True)
class FoundYear:
    """A year with its place: ``start`` is where the title ends, at the bracket around the year if it has one."""

    year: int
    start: int
    end: int
    bracketed: bool = False


def next_year() -> int:
    """Return the last year that a film or show that can be had may carry."""
    return datetime.now(UTC).year + 1


def find_date(text: str) -> FoundDate | None:
    """Return the date in a name: year first, day first (as Jellyfin reads it), with the month's name, or compact."""
    for pattern, certain in ((_YEAR_FIRST, True), (_DAY_FIRST, True), (_COMPACT, False)):
        for match in pattern.finditer(text):
            year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
            if (found := _date(year, month, day)) is not None:
                swapped = pattern is _DAY_FIRST and month != day and month <= 12 and day <= 12  # noqa: PLR2004 — months
                return FoundDate(found, match.start(), match.end(), certain and not swapped, swapped)
    for match in _NAMED.finditer(text):
        named = _MONTHS.get((match["month"] or match["month2"]).lower())
        if named is not None and (
            found := _date(int(match["year"] or match["year2"]), named, int(match["day"] or match["day2"]))
        ):
            return FoundDate(found, match.start(), match.end())
    return _short(text)


def _short(text: str) -> FoundDate | None:
    if recorded := _RECORDER.search(text):
        day = _date(2000 + int(recorded["year"]), int(recorded["month"]), int(recorded["day"]))
        return FoundDate(day, recorded.start(), recorded.end()) if day is not None else None
    if match := _SIX_DIGITS.search(text):
        day = _date(2000 + int(match["year"]), int(match["month"]), int(match["day"]))
        return FoundDate(day, match.start(), match.end(), certain=False) if day is not None else None
    if match := _SHORT.search(text):
        digits = int(match["year"] or match["year2"])
        year = 2000 + digits if 2000 + digits <= next_year() else 1900 + digits
        day = _date(year, int(match["month"] or match["month2"]), int(match["day"] or match["day2"]))
        return FoundDate(day, match.start(), match.end(), certain=False) if day is not None else None
    return None


def _date(year: int, month: int, day: int) -> Date | None:
    if month > 12 >= day:  # noqa: PLR2004 — a month that is none was the day
        month, day = day, month
    try:
        return Date(year, month, day)
    except ValueError:
        return None


def find_year(tokens: Tokens, begin: int, stop: int) -> FoundYear | None:
    """Return the year of a name whose title begins at ``begin``; only what stands before ``stop`` counts.

    A year in brackets goes before any other, otherwise the last one that is neither the title's first word nor the
    end of a phrase (`Class of 1984`). A range of years is no year.
    """
    text = tokens.text
    taken = [match.span() for match in _RANGE.finditer(text)]
    bare: FoundYear | None = None
    bracketed: FoundYear | None = None
    for match in BARE_YEAR.finditer(text, begin, stop):
        year = int(match["year"])
        if not FIRST_FILM <= year <= next_year() or any(start <= match.start() < end for start, end in taken):
            continue
        bracket = tokens.bracket_at(match.start())
        if bracket is not None and (bracket.start > begin or text[bracket.end : stop].strip(" ._-")):
            alone = tokens.inner(bracket) == match[0]
            if bracketed is None or (alone and not bracketed.bracketed):
                bracketed = FoundYear(year, bracket.start, bracket.end, bracketed=alone)
        elif match.start() > begin and not _PHRASE_BEFORE.search(text, 0, match.start()):
            bare = FoundYear(year, match.start(), match.end())
    if bracketed is not None and (bracketed.bracketed or bare is None):
        return bracketed
    return bare


def first_of_range(text: str) -> FoundYear | None:
    """Return the first year of `1993-2004`: when a show began. ``start`` is where the range stands."""
    match = _RANGE.search(text)
    if match is None or int(match["first"]) > next_year():
        return None
    return FoundYear(int(match["first"]), match.start(), match.end())
