"""How Jellyfin reads a show's folder and the season folders below it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from jforg_gui.domain.seen import Server
from jforg_gui.jellyfin.reader import servers

# Source: Emby.Naming/TV/SeasonPathParser.cs. ``S2`` counts wherever it stands, unless an episode's number follows.
_SHORT: Final = re.compile(r"s(\d{1,4})(?!\d|e\d)(?=[._\-\[\]\s]|$)", re.IGNORECASE)
_DROPPED: Final = re.compile(r"[ ._\-\[\]]")
_SPECIALS: Final = frozenset(("specials", "extras"))
SEASON_WORDS: Final = servers.words(
    "seasong season sæson temporada saison staffel series сезон stagione säsong seizoen sezonul sezona sezóna sezon"
    " kausi 시즌 シーズン",
)
_LEADING: Final = re.compile(r"(\d{1,9})(?!\d|e\d)")
_ORDINALS: Final = ("st", "nd", "rd", "th")
# Digits glued to a resolution ("011080p") end before it.
_NUMBER: Final = re.compile(r"(\d{1,5}?)(?=\d{3,4}p|\D|$)(?!e\d)", re.IGNORECASE)
_HIGHEST: Final = 2**31 - 1

# Source: Emby.Naming/TV/SeriesResolver.cs and SeriesPathParser.cs.
_YEAR: Final = re.compile(r"\(\d{4}\)")
_EPISODE: Final = re.compile(r"s(\d+)[\][ ._-]*e\d+", re.IGNORECASE)
_LONG_SEASON: Final = re.compile(r"(?:^|(?<=\s))s(?:eason)?\s*\d+\s+e(?:pisode)?\s*\d+", re.IGNORECASE)
_CROSSED: Final = re.compile(r"s?\d{1,4}x\d+", re.IGNORECASE)
_SEASON_AT_END: Final = re.compile(r"[. _-]s(?:eason)?[. _-]*\d+", re.IGNORECASE)
_THREE_DIGITS: Final = re.compile(r"(?<=[ ._/-])(\d+)(\d\d)(?=[._ -])")
_DOTTED: Final = re.compile(r"([^._]{2,})[._]*|[._]([^._]{2,})")
_ENDS: Final = " _.-"


def is_season_number(number: int) -> bool:
    """Tell whether a number can be a season; years before television and resolutions cannot (EpisodePathParser.cs)."""
    return not (200 <= number < 1928 or number > 2500)  # noqa: PLR2004 — the server's own bounds


@lru_cache(maxsize=4096)
def season_of(name: str, show: str, server: Server, *, numeric: bool = True) -> int | None:
    """Return the season a folder below ``show`` holds; None if Jellyfin takes it for none.

    ``numeric`` tells whether a bare number counts, as it does below a show.
    """
    short = _SHORT.search(name)
    if short:
        return int(short[1])
    bare = _without_show(_DROPPED.sub("", name), _DROPPED.sub("", show))
    if bare.casefold() in _SPECIALS:
        return 0
    if numeric and bare.isascii() and bare.isdecimal():
        return int(bare) if len(bare) <= len(str(_HIGHEST)) and int(bare) <= _HIGHEST else None
    return _worded(bare.casefold(), servers.OF[server])


def _without_show(name: str, show: str) -> str:
    if not show:
        return name
    return re.sub(re.escape(show), "", name, flags=re.IGNORECASE)


def _worded(name: str, differences: servers.Differences) -> int | None:
    words = (*SEASON_WORDS, *differences.season_words)
    leading = _LEADING.match(name)
    if leading:
        rest = name[leading.end() :]
        worded = rest.startswith(words) or (rest.startswith(_ORDINALS) and rest[2:].startswith(words))
        return int(leading[1]) if worded or differences.digits_are_season else None
    for word in words:
        if name.startswith(word) and (number := _NUMBER.match(name, len(word))):
            return int(number[1])
    return None


@lru_cache(maxsize=4096)
def series_name(folder: str, above: str, server: Server) -> str:
    """Return the name a show's folder gives it; ``above`` is the name of the library's folder.

    10.11 takes a number before a blank for a season and an episode, even of ``Room 104 (2017)``.
    """
    exact = _YEAR.search(folder) if servers.OF[server].titled_year else None
    if exact and (title := folder[: exact.start()].strip()):
        return title
    found = _by_episode_rules(folder, above)
    name = found or folder
    return _DOTTED.sub(r"\1 \2", name).strip()


def parsed_series(path: str) -> str:
    """Return the show's name as Jellyfin's path parser alone gives it, dots and all."""
    above, _, folder = path.rstrip("/").rpartition("/")
    return _by_episode_rules(folder, above.rpartition("/")[2]) or folder


def _by_episode_rules(folder: str, above: str) -> str | None:
    """Return what stands before the first thing in a folder's name that looks like a season or an episode."""
    for pattern in (_EPISODE, _LONG_SEASON):
        match = pattern.search(folder)
        if match and is_season_number(_first_number(match[0])):
            return folder[: match.start()].strip(_ENDS) or None
    name = before_three_digits(folder, above)
    if name:
        return name
    crossed = _CROSSED.search(folder)
    if crossed and is_season_number(_first_number(crossed[0])) and folder[: crossed.start()].strip(_ENDS):
        return folder[: crossed.start()].strip(_ENDS)
    if above and re.fullmatch(r"s(?:eason)?[. _-]*\d+.*", folder, re.IGNORECASE):
        return above
    last = None
    for last in _SEASON_AT_END.finditer(folder):  # noqa: B007 — the last one counts
        pass
    return folder[: last.start()].rstrip(_ENDS) or None if last else None


def _first_number(text: str) -> int:
    digits = re.search(r"\d{1,9}", text)
    return int(digits[0]) if digits else 0


def before_three_digits(name: str, above: str) -> str | None:
    """Return the series of ``Show 101 …``: what stands before the last number of three or more digits.

    A name that begins with the number takes the folder ``above`` for its series. Without underscores in between.
    """
    found = three_digits(name, above)
    return found[0] if found else None


def three_digits(name: str, above: str) -> tuple[str, int, int] | None:
    """Return series, season and episode of a number such as ``101`` that is neither first nor last in its path.

    Source: Emby.Naming/Common/NamingOptions.cs, the optimistic rule of three and more digits.
    """
    text = f"/{above}/{name}" if above else f"/{name}"
    slash = len(text) - len(name) - 1
    numbers = [match for match in _THREE_DIGITS.finditer(text) if match.start() > slash]
    if not numbers:
        return None
    bounds = [index for index, letter in enumerate(text) if letter in "/_"]
    for position, bound in enumerate(bounds):
        end = bounds[position + 1] if position + 1 < len(bounds) else len(text)
        inside = [match for match in numbers if bound < match.start() - 1 <= end]
        if not inside:
            continue
        start = _start_of_series(text, bound, inside[-1].start() - 1)
        if start is None:
            continue
        season, episode = int(inside[-1][1][-9:]), int(inside[-1][2])
        if not is_season_number(season):
            return None
        return text[start : inside[-1].start() - 1].strip(_ENDS), season, episode
    return None


def _start_of_series(text: str, bound: int, end: int) -> int | None:
    """Return where a series may begin after ``bound``: not with three digits."""
    for index in range(bound, end):
        if text[index] in "/._ -" and not (text[index + 1 : index + 4].isdecimal() and index + 4 <= len(text)):
            return index + 1
    return None
