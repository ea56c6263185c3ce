"""Seasons in names: `S02`, `Season 2`, `2nd Season`, `Staffel 2`, `第2季`, and packs of several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

# Source: Emby.Naming SeasonPathParser, and what people write in the languages of most libraries.
SEASON_WORDS: Final = (
    "seasons?|series|staffel|saisons?|stagion[ei]|säsong|sasong|sæsong|seasong|sesong|seizoen|sæson|saeson|sezon(?:a|ul|y|u)?|sezóna"
    "|temporadas?|temp|kausi|сезоны?|sezony?|sez|évad|série|řada|bölüm sezon|시즌|シーズン"
)
_TENTH: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINAL_WORDS: Final = {word: number for number, word in enumerate(_TENTH, start=1)}
_CHINESE: Final = {digit: number for number, digit in enumerate("一二三四五六七八九十", start=1)}
_LONGEST_PACK: Final = 60  # no show has had more seasons in one pack

_TO: Final = r"(?:-{1,2}|–|~|:|\bto\b|\bthrough\b|\bbis\b|\bal?\b|\bao\b|\bà\b|\bpo\b)"
_AND: Final = r"(?:[,+&/|]|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bи\b|,\s*&)"
_SPACE: Final = r"[ ._]*"

_WORD_FIRST: Final = re.compile(
    rf"(?<![^\W_])(?:{SEASON_WORDS})(?:[ ._:#№]{{0,3}}|-)(?:s|\((?=\d{{1,2}}\D))?(?P<first>\d{{1,4}})(?![\dpi]|x\d)"
    rf"(?P<more>(?:{_SPACE}(?:{_TO}|{_AND}|\s){_SPACE}(?:(?:{SEASON_WORDS}|s)[ ._]?)?"
    r"\d{1,2}(?![^\W_]|\.\d|\s*of\b))*)",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(
    rf"(?<![^\W_])(?:s|sn)(?P<first>\d{{1,4}})(?![^\W_])"
    rf"(?P<more>(?:{_SPACE}(?:{_TO}|{_AND}|_|\.|\s)?{_SPACE}s\d{{1,2}}(?![^\W_])|(?:[-–~]|\s\bto\b\s)\d{{1,2}}(?![\w]))*)",
    re.IGNORECASE,
)
_NUMBER_FIRST: Final = re.compile(
    rf"(?<![^\W_])(?:(?P<from>\d{{1,2}})(?:st|nd|rd|th|ª|º|°|Âº|Âª|a|ª)?\s*(?:{_TO}|{_AND})\s*)?"
    rf"(?P<first>\d{{1,2}})\s?(?P<ordinal>(?:st|nd|rd|th|ª|º|°|Âº|Âª|a|er|ère|e|ème|-?й|\.(?=\s))?)[ ._]*"
    rf"(?:{SEASON_WORDS})(?![^\W_])",
    re.IGNORECASE,
)
_WORDED: Final = re.compile(rf"(?<![^\W_])(?P<ordinal>{'|'.join(_ORDINAL_WORDS)})[ ._]+season(?![^\W_])", re.IGNORECASE)
_EAST: Final = re.compile(r"第(?P<first>\d{1,2}|[一二三四五六七八九十])[季期]")
_SMALL: Final = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class FoundSeasons:
    """Seasons with their place. One for an episode or a pack, several for a pack of packs.

    ``worded`` says that a word such as "Season" is in it, ``sure`` that the number is not some other word's.
    """

    seasons: tuple[int, ...]
    start: int
    end: int
    worded: bool = True
    sure: bool = True


def find_seasons(text: str, *, grouped: bool = False) -> FoundSeasons | None:
    """Return the seasons a name speaks of, the first mention; a second one (`S01 Season 1`) is taken along.

    ``grouped`` says that a group's bracket leads the name: then `Season 3 - 11` is an episode of season 3.
    """
    before = _before(text)
    after = None if before is not None and before.sure else _listed(_WORD_FIRST, text, grouped=grouped)
    before = None if after is not None and before is not None and not before.sure else before
    found = [one for one in (after, _listed(_LETTER, text, grouped=grouped), before) if one is not None]
    for pattern in (_WORDED, _EAST):
        if match := pattern.search(text):
            number = match.groupdict().get("ordinal") or match.groupdict().get("first") or ""
            value = _ORDINAL_WORDS.get(number.lower()) or _CHINESE.get(number) or int(number)
            found.append(FoundSeasons((value,), match.start(), match.end()))
    if not found:
        return None
    first = min(found, key=lambda one: (one.start, -one.end))
    best = max(found, key=lambda one: (len(one.seasons), one is first))
    near = [one for one in found if one.start <= first.end + 3 or one is best]
    return FoundSeasons(best.seasons, first.start, max(one.end for one in near), any(one.worded for one in near))


def _listed(pattern: re.Pattern[str], text: str, *, grouped: bool) -> FoundSeasons | None:
    match = pattern.search(text)
    if match is None:
        return None
    first, more = int(match["first"]), match["more"]
    numbers = [first, *(int(number) for number in _SMALL.findall(more))]
    if (
        re.match(r"\s+-\s+\d", more)
        and (grouped or first != 1)
        and not match[0].lower().startswith(("seasons", "series "))
    ):
        numbers, more = [first], ""  # `Season 3 - 11`
    is_range = len(numbers) == 2 and re.search(r"[-–~:]|to|through|bis|\ba|po", more, re.IGNORECASE) is not None  # noqa: PLR2004 — from and to
    seasons = _span(numbers[0], numbers[1]) if is_range else tuple(sorted(set(numbers)))
    end = match.end() if len(seasons) > 1 else match.end("first")
    if not is_range and more and not _runs(numbers):
        run = _run(numbers)
        seasons, end = (tuple(run), match.end()) if len(run) > 2 else ((first,), match.end("first"))  # noqa: PLR2004 — a list
    return FoundSeasons(seasons, match.start(), end, pattern is _WORD_FIRST)


def _run(numbers: list[int]) -> list[int]:
    """Return how far numbers go up one by one."""
    length = 1
    while length < len(numbers) and numbers[length] == numbers[length - 1] + 1:
        length += 1
    return numbers[:length]


def _runs(numbers: list[int]) -> bool:
    """Tell whether numbers go up one by one, as a list of seasons does: `Season 1 24` lists none."""
    return all(after == before + 1 for before, after in pairwise(numbers))


def _before(text: str) -> FoundSeasons | None:
    match = _NUMBER_FIRST.search(text)
    if match is None:
        return None
    first = int(match["first"])
    seasons = _span(int(match["from"]), first) if match["from"] else (first,)
    behind = re.match(
        r"[ ._]*\d{1,4}[-. _]+(?:bölüm|seri|serya|ser\b|серия|-я серия)", text[match.end() :], re.IGNORECASE
    )
    sure = (
        bool(match["ordinal"]) or behind is not None or not re.match(r"[ ._]*s?\d", text[match.end() :], re.IGNORECASE)
    )
    return FoundSeasons(seasons, match.start(), match.end(), sure=sure)


def _span(first: int, last: int) -> tuple[int, ...]:
    return tuple(range(first, last + 1)) if first < last <= first + _LONGEST_PACK else (first,)
