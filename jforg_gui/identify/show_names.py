"""Shows in names: the title in front of the numbers, with its year and what belongs to neither taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from jforg_gui.identify.dates import BARE_YEAR, FoundDate, FoundYear, find_year, first_of_range, next_year
from jforg_gui.identify.opening import Opening
from jforg_gui.identify.scripts import in_latin
from jforg_gui.identify.seasons import FoundSeasons, find_seasons
from jforg_gui.identify.titles import SPACE, YEAR, clean, plain_title, trimmed, unhyphened
from jforg_gui.identify.tokens import Tokens

_COUNTRY: Final = re.compile(r"^(?P<title>.+) (?P<country>US|UK|AU|NZ)$")
# `Show - The Complete Series`, `Show Complete`, `Show All Seasons`: the words of a pack in front of its seasons.
_PACK_WORDS: Final = re.compile(
    r"[ ._:,\-(\[]*(?:(?:the )?(?:complete|all|full)(?:[ ._](?:series|seasons?|collection|episodes|movies))*"
    r"|(?<!final[ ._])(?<!last[ ._])seasons?|complete[ ._]\d+[ ._]movie[ ._]collection"
    r"|(?:the )?collection|marathon|batch)[ ._:\-(]*$",
    re.IGNORECASE,
)
_LEFT_ARTICLE: Final = re.compile(r"[ ._]-[ ._]the$", re.IGNORECASE)  # what `- The Complete Series` leaves
TELEVISION_MARK: Final = re.compile(r"[ ._]*[(\[](?:TV|DVD|BD|WEB|Blu-?ray|Dub|Sub)[)\]]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A name being read: its words, where the title begins, and the seasons and date found in it."""

    full: str
    tokens: Tokens
    open: Opening
    seasons: FoundSeasons | None
    date: FoundDate | None

    @property
    def text(self) -> str:
        """The name as it is read: without ids, sites' marks and fancy brackets."""
        return self.tokens.text


def show_of_name(name: Name, begin: int, end: int) -> tuple[str | None, int | None, int | None, float]:
    """Return the show's title, season and year between two places, and how sure that is."""
    tokens = name.tokens
    year = _year_at_end(tokens, begin, end)
    stop = year.start if year is not None else end
    stop = tokens.title_end(begin, stop)
    raw = trimmed(TELEVISION_MARK.sub("", tokens.text[begin:stop]).lstrip(SPACE + "([{"), "([{")
    raw = _PACK_WORDS.sub("", raw) or raw
    raw = _LEFT_ARTICLE.sub("", raw)
    raw = unhyphened(in_latin(raw), tokens.text)
    raw = raw.rstrip(")]") if raw.endswith((")", "]")) and not any(mark in raw for mark in "([") else raw
    series, season, own_year = series_of(raw, dated=year is not None and year.bracketed)
    found_year = own_year or (year.year if year is not None else None)
    if found_year is None and name.text[end:]:
        found_year = _year_behind(name, end)
    return series, season, found_year, 0.95 if series else 0.6


def _year_at_end(tokens: Tokens, begin: int, end: int) -> FoundYear | None:
    """Return the year a show's title ends with; `Show 2099` is a title, and so is a year alone."""
    year = find_year(tokens, begin, end)
    if year is None or year.start <= begin:
        ranged = first_of_range(tokens.text[begin:end])
        return FoundYear(ranged.year, begin + ranged.start, begin + ranged.end) if ranged and ranged.start > 0 else None
    behind = tokens.text[year.end : end].strip(SPACE + "([")
    return year if year.bracketed or not behind or tokens.title_end(begin, end) < end else None


def _year_behind(name: Name, start: int) -> int | None:
    """Return a year in brackets behind the numbers: where a show's year may stand as well."""
    tokens = name.tokens
    for bracket in tokens.brackets:
        inner = tokens.text[bracket.start : bracket.end]
        if bracket.start < start or tokens.words_in(bracket.start, bracket.end)[:1] == []:
            continue
        if (ranged := first_of_range(inner)) is not None:
            return ranged.year
        match = BARE_YEAR.search(inner)
        if (
            match is not None
            and int(match["year"]) <= next_year()
            and not re.search(r"cap|ep", inner[: match.start()], re.IGNORECASE)
        ):
            return int(match["year"])
    return None


def series_of(text: str, *, dated: bool = False) -> tuple[str | None, int | None, int | None]:
    """Take a season (`S2`, `2nd Season`) and a year off the end of a show's name, the latter if it is not ``dated``."""
    text = trimmed(text)
    season = None
    seasons = find_seasons(text)
    if seasons is not None and seasons.start > 0 and seasons.end == len(text) and len(seasons.seasons) == 1:
        text, season = text[: seasons.start].rstrip(SPACE + "([:"), seasons.seasons[0]
    title, year = show_title(text, dated=dated)
    return title, season, year


def show_title(text: str, *, dated: bool = False) -> tuple[str | None, int | None]:
    """Read a show's title and year off a folder's name or the part of a file's name before the numbers.

    ``dated`` says that a year stood in brackets behind: another one (`Space 1999 (1975)`) is the title's.
    """
    year = None
    if found := plain_title(text):
        text, year = found
    elif not dated:
        years = list(YEAR.finditer(text))
        if years and years[-1].end() == len(text) and years[-1].start() > 0 and int(years[-1][0]) <= next_year():
            year, text = int(years[-1][0]), text[: years[-1].start()].rstrip(" ._-([")
    title = clean(text)
    if match := _COUNTRY.match(title):
        title = f"{match['title']} ({match['country']})"
    return title or None, year
