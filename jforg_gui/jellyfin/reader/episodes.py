"""How Jellyfin reads an episode's number, span and date from its path: a table of rules, the first that fits wins.

Source: Emby.Naming/TV/EpisodePathParser.cs with NamingOptions.EpisodeExpressions and MultipleEpisodeExpressions.
The patterns are ours. Each looks at the file's name once, so that a hostile name costs no more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 — as in a Guess
from typing import Final

from jforg_gui.domain.seen import Server
from jforg_gui.jellyfin.reader.seasons import is_season_number, three_digits
from jforg_gui.jellyfin.reader.spans import span_end

_ENDS: Final = " _.-"
_NUMBER_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a path says of an episode: ``last`` is None for a file of one; a ``date`` excludes numbers."""

    season: int | None = None
    first: int | None = None
    last: int | None = None
    date: Date | None = None
    series: str | None = None


@dataclass(frozen=True, slots=True)
class _Path:
    """A file's name, and the names of the folders above it, nearest last."""

    name: str
    above: str


Reading = Callable[[_Path], Numbers | None]


def _number(text: str | None) -> int | None:
    return int(text) if text and len(text) <= _NUMBER_DIGITS else None


def _series(text: str) -> str | None:
    return text.strip(_ENDS) or None


_SE: Final = re.compile(r"s(\d+)[\][ ._-]*e(\d+)", re.IGNORECASE)


def _season_episode(path: _Path) -> Numbers | None:
    """``S01E02``, also with separators between the two."""
    match = _SE.search(path.name)
    if match is None:
        return None
    return Numbers(_number(match[1]), _number(match[2]), series=_series(path.name[: match.start()]))


_EP: Final = re.compile(r"[._ -]ep_?(\d+)", re.IGNORECASE)
_E_DOT: Final = re.compile(r"e(\d+)\.", re.IGNORECASE)


def _ep(path: _Path) -> Numbers | None:
    """``.ep02``, ``_EP_02``."""
    match = _EP.search(path.name)
    return Numbers(first=_number(match[1])) if match else None


def _e_dot(path: _Path) -> Numbers | None:
    """``E02.``."""
    match = _E_DOT.search(path.name)
    return Numbers(first=_number(match[1])) if match else None


_YMD: Final = re.compile(r"(\d{4})([._ -])(\d\d)([._ -])(\d\d)")
_DMY: Final = re.compile(r"(\d\d)([._ -])(\d\d)([._ -])(\d{4})")


def _dated(match: re.Match[str] | None, year: int, day: int) -> Numbers | None:
    if match is None or match[2] != match[4]:
        return None
    try:
        return Numbers(date=Date(int(match[year]), int(match[3]), int(match[day])))
    except ValueError:
        return None


def _year_first(path: _Path) -> Numbers | None:
    """``2019-03-14``."""
    return _dated(_YMD.search(path.name.replace("_", "-")), 1, 5)


def _day_first(path: _Path) -> Numbers | None:
    """``14.03.2019``."""
    return _dated(_DMY.search(path.name.replace("_", "-")), 5, 1)


_LONG: Final = re.compile(r"(?:^|(?<=\s))s(?:eason)?\s*(\d+)\s+e(?:pisode)?\s*(\d+)", re.IGNORECASE)


def _long(path: _Path) -> Numbers | None:
    """``Season 1 Episode 2``, ``S1 E2``."""
    match = _LONG.search(path.name)
    if match is None:
        return None
    return Numbers(_number(match[1]), _number(match[2]), series=_series(path.name[: match.start()]))


_BLANK_NUMBER: Final = re.compile(r"\s(\d{1,4})((?:-\d{2,4})*)")
_WORDS: Final = re.compile(r"[\w\s]*")


def _words_number(path: _Path) -> Numbers | None:
    """``Show 12``: nothing but words before the number, no x after it; never beside ``S01E02``."""
    name = path.name
    if _SE.search(name):
        return None
    words = _WORDS.match(name)
    end = words.end() if words else 0
    if not end or name[:7].casefold() == "episode":
        return None
    last_x = name.casefold().rfind("x")
    for match in _BLANK_NUMBER.finditer(name, 1, end + 64):
        if match.start() >= end:
            return None
        if last_x < match.end(1):
            series, span = _series(name[: match.start()]), match[2].rpartition("-")[2]
            return Numbers(first=_number(match[1]), last=_number(span), series=series)
    return None


_CROSS: Final = re.compile(r"(?:^|[._ \[(-])(\d+)x(\d+)(?P<letter>(?:[a-i]|\.[1-9])(?!\d))?", re.IGNORECASE)


def _cross(path: _Path) -> Numbers | None:
    """``1x02``."""
    match = _CROSS.search(path.name)
    if match is None or match["letter"]:
        return None
    return Numbers(_number(match[1]), _number(match[2]))


_HYPHEN_NUMBER: Final = re.compile(r"(?<=[-\w\s])-[\s_]*(\d+)")
_NO_SERIES: Final = re.compile(r"[^-\w\s]")


def _after_group(path: _Path) -> Numbers | None:
    """``[Group] Show - 12``."""
    name = path.name
    last = None
    for last in _HYPHEN_NUMBER.finditer(name):  # noqa: B007 — the last one decides which group counts
        pass
    group = name.rfind("]", 0, last.start()) if last else -1
    if group < 0 or "[" not in name[:group]:
        return None
    match = _HYPHEN_NUMBER.search(name, group + 2)
    if match is None:
        return None
    return Numbers(first=_number(match[1]), series=_series(_NO_SERIES.split(name[group + 1 : match.start()])[-1]))


_ABSOLUTE: Final = re.compile(r"(?P<series>\S.*) - (\d{3,4})(?:\s*\[[^\]]*\])*\.\w+$")


def _absolute(path: _Path) -> Numbers | None:
    """``Show - 123``, with nothing but groups in brackets behind it: 12 alone."""
    match = _ABSOLUTE.match(path.name)
    return Numbers(first=_number(match[2]), series=_series(match["series"])) if match else None


def _three(path: _Path) -> Numbers | None:
    """``Show.101``."""
    found = three_digits(path.name, path.above)
    return Numbers(found[1], found[2], series=found[0] or None) if found else None


_PART: Final = re.compile(r"(?:^|[._ -])p(?:ar)?t[_. -](\d+)(?=[._ -])", re.IGNORECASE)
_EPISODE: Final = re.compile(r"episode (\d+)(?:-(\d+))?", re.IGNORECASE)
_X_FIRST: Final = re.compile(r"s?(\d+)x(\d+)", re.IGNORECASE)
_SXE_FIRST: Final = re.compile(r"s(\d+)[x,]?e(\d+)", re.IGNORECASE)
_X_WITHIN: Final = re.compile(r"s?(\d{1,4})x(\d+)", re.IGNORECASE)
_SXE_WITHIN: Final = re.compile(r"s(\d{1,4})[x.]?e(\d+)", re.IGNORECASE)


def _part(path: _Path) -> Numbers | None:
    """``part 2``, ``pt.2``."""
    match = _PART.search(path.name)
    return Numbers(first=_number(match[1])) if match else None


def _episode(path: _Path) -> Numbers | None:
    """``Episode 16``."""
    match = _EPISODE.search(path.name)
    return Numbers(first=_number(match[1]), last=_number(match[2])) if match else None


def _at_start(pattern: re.Pattern[str]) -> Reading:
    def read(path: _Path) -> Numbers | None:
        match = pattern.match(path.name)
        return Numbers(_number(match[1]), _number(match[2])) if match else None

    return read


def _within(pattern: re.Pattern[str]) -> Reading:
    def read(path: _Path) -> Numbers | None:
        match = pattern.search(path.name)
        if match is None:
            return None
        return Numbers(_number(match[1]), _number(match[2]), series=_series(path.name[: match.start()]))

    return read


_ONLY_NUMBER: Final = re.compile(r"(\d+)((?:-\d+)*)\.\w+$")
_PAIR: Final = re.compile(r"(?<!\d)(\d+)-(\d+)")
_NUMBER_HYPHEN: Final = re.compile(r"(\d{1,3})((?:-\d{2,3})*)\s?-")
_NUMBER_DOT: Final = re.compile(r"(\d{1,3})((?:-\d{2,3})*)\.[^.]*\.")
_HYPHEN_THEN: Final = re.compile(r" - (\d{1,3})((?:-\d{2,3})*)")
_IN_SEASON: Final = re.compile(r"season[._ ](\d+)$", re.IGNORECASE)
_LEADING: Final = re.compile(r"\d{1,3}")


def _spanned(match: re.Match[str] | None) -> Numbers | None:
    return Numbers(first=_number(match[1]), last=_number(match[2].rpartition("-")[2])) if match else None


def _only_number(path: _Path) -> Numbers | None:
    """``02.mkv``, ``02-03.mkv``."""
    return _spanned(_ONLY_NUMBER.match(path.name))


def _pair(path: _Path) -> Numbers | None:
    """``4-12 - Title``, anywhere."""
    match = _PAIR.search(path.name)
    return Numbers(_number(match[1]), _number(match[2])) if match else None


def _number_hyphen(path: _Path) -> Numbers | None:
    """``01 - Title``."""
    return _spanned(_NUMBER_HYPHEN.match(path.name))


def _number_dot(path: _Path) -> Numbers | None:
    """``01.Title``."""
    return _spanned(_NUMBER_DOT.match(path.name))


def _hyphen_then(path: _Path) -> Numbers | None:
    """``Show - 01 Title``: the last such number."""
    last = None
    for last in _HYPHEN_THEN.finditer(path.name):  # noqa: B007 — the last one counts
        pass
    return _spanned(last)


def _in_season(path: _Path) -> Numbers | None:
    """``Season 1/01 Title``."""
    season, first = _IN_SEASON.search(path.above), _LEADING.match(path.name)
    return Numbers(_number(season[1]), _number(first[0])) if season and first else None


_LAST_GROUP: Final = re.compile(r"\[(?:[^\[\]]*)\][^\[\]]*\[(\d{1,4})(?:v\d)?\]", re.IGNORECASE)


def _group_number(path: _Path) -> Numbers | None:
    """``[Group] Show [04]``."""
    match = _LAST_GROUP.search(path.name)
    return Numbers(first=_number(match[1])) if match else None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: ``named`` ones also give a show's name and a span to a path that another rule has read.

    ``absolute`` is whether it counts where a show's display order is absolute: None for either, True or False.
    """

    read: Reading
    named: bool = False
    absolute: bool | None = None
    only: Server | None = None


RULES: Final[tuple[Rule, ...]] = (
    Rule(_season_episode, named=True),
    Rule(_ep),
    Rule(_e_dot),
    Rule(_year_first),
    Rule(_day_first),
    Rule(_long, named=True),
    Rule(_words_number, named=True),
    Rule(_cross),
    Rule(_after_group, named=True),
    Rule(_absolute, named=True, only=Server.V12),
    Rule(_three, named=True, absolute=False),
    Rule(_part),
    Rule(_episode, named=True),
    Rule(_at_start(_X_FIRST), named=True),
    Rule(_at_start(_SXE_FIRST), named=True),
    Rule(_within(_X_WITHIN), named=True),
    Rule(_within(_SXE_WITHIN), named=True),
    Rule(_only_number, named=True),
    Rule(_pair),
    Rule(_number_hyphen, named=True),
    Rule(_number_dot, named=True),
    Rule(_hyphen_then, named=True),
    Rule(_in_season, named=True),
    Rule(_group_number),
)


def read(name: str, above: str, server: Server, *, absolute: bool = False) -> Numbers:
    """Return what Jellyfin reads from a file's ``name`` in the folder ``above``.

    ``absolute`` is whether the show's NFO says that its episodes are counted through.
    """
    path = _Path(name, above)
    for rule in RULES:
        if (rule.only is not None and rule.only is not server) or (absolute and rule.absolute is False):
            continue
        found = rule.read(path)
        if found is None or (found.first is None and found.date is None):
            continue
        if found.season is not None and not is_season_number(found.season):
            continue
        return found if found.date else _filled(found, path)
    return Numbers()


def _filled(found: Numbers, path: _Path) -> Numbers:
    """Add what other rules know: the end of a span, the show's name."""
    last = found.last if found.last is not None else span_end(path.name)
    if found.series is not None and last is None:
        return found
    if found.series is None:
        for other in _named(path):
            last = last if last is not None else other.last
            if other.series is not None:
                found = replace(found, series=other.series)
                break
    return replace(found, last=last) if last is not None else found


def _named(path: _Path) -> Iterator[Numbers]:
    """Give what each of the named rules finds, in their order."""
    for rule in RULES:
        found = rule.read(path) if rule.named else None
        if found is not None:
            yield found


def is_plain(name: str) -> bool:
    """Tell whether the first rule reads a name, which no server reads differently."""
    match = _SE.search(name)
    return match is not None and is_season_number(int(match[1][:_NUMBER_DIGITS]))


def named_series(name: str, above: str) -> str | None:
    """Return the show's name that a file of a date carries."""
    return next((one.series for one in _named(_Path(name, above)) if one.series), None)
