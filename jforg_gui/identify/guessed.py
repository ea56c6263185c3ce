"""Names read by guessit, in worker processes or here: its answers in our words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date as Date  # noqa: N812 — as in domain/match.py
from typing import Any, Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess, PartWord, Source
from jforg_gui.domain.media import Kind
from jforg_gui.identify.marks import provider_ids, without_marks
from jforg_gui.identify.titles import clean, plain_title, strip_noise

# A person's own guessit settings must not change what JFOrg does; "advanced" tells where in the name a word stands.
_OPTIONS: Final[dict[str, object]] = {"no_user_config": True, "advanced": True}
_LONGEST_NAME: Final = 1024  # characters; longer ones are no file names, and guessit's time grows faster than they do

_EDITION_TAG: Final = re.compile(r"\{edition-(?P<edition>[^}]+)\}", re.IGNORECASE)
# What guessit does not take for an edition behind a bracketed year.
_EDITION: Final = re.compile(
    r"(?<![a-z0-9])(?:the )?(?P<edition>director'?s[ .]cut|extended(?:[ .]cut)?|unrated|uncut|theatrical(?:[ .]cut)?"
    r"|final[ .]cut|ultimate(?:[ .]edition)?|special[ .]edition|remastered|imax|criterion|redux|open[ .]matte"
    r"|despeciali[sz]ed|rogue[ .]cut|anniversary[ .]edition)(?![a-z0-9])",
    re.IGNORECASE,
)
_PART_AT_END: Final = re.compile(
    r"[ ._\-(\[)\]]+(?P<word>cd|dvd|dis[ck]|part|pt)[ ._-]?(?P<number>\d{1,2})[)\]]?$", re.IGNORECASE
)
# guessit's match is the number alone.
_PART_WORD_BEFORE: Final = re.compile(r"[ ._\-(\[]*(?:cd|dvd|dis[ck]|part|pt)[ ._-]*$", re.IGNORECASE)
_PART_WORDS: Final = {"cd": PartWord.CD, "dvd": PartWord.DVD, "disc": PartWord.DISC, "disk": PartWord.DISC}
_SURE, _FAIR, _POOR = 0.8, 0.5, 0.3
# Jellyfin's words for 3D: half by default, over-under is top-and-bottom. Source: Emby.Naming Format3DParser.
_STEREO: Final[dict[str, str]] = {
    "Half Side By Side": "3D.HSBS",
    "Side By Side": "3D.HSBS",
    "Full Side By Side": "3D.FSBS",
    "Half Over Under": "3D.HTAB",
    "Over Under": "3D.HTAB",
    "Full Over Under": "3D.FTAB",
}
_STEREO_WORD: Final = re.compile(r"(?:^|[ ._\-\[(])(hsbs|fsbs|htab|ftab|mvc)(?=$|[ ._\-\])])", re.IGNORECASE)

_Matches = Mapping[str, Any]  # guessit ships no types: rebulk matches, or lists of them


def guess_names(names: Sequence[str]) -> list[Guess]:
    """Read names (or relative paths with '/') with guessit, in order.

    A name guessit cannot bear gives a guess of the kind ``unknown``; it never stops the rest.
    """
    return [_guess(name) for name in names]


def _guess(name: str) -> Guess:
    from guessit import guessit  # noqa: PLC0415 — a tenth of a second that `jforg undo` must not pay
    from guessit.api import GuessitException  # noqa: PLC0415 — see above

    shown = strip_noise(without_marks(name))[:_LONGEST_NAME]
    if not any(letter.isalnum() for letter in shown):
        return Guess(kind=Kind.UNKNOWN, source=Source.GUESSIT)
    try:
        matches: _Matches = guessit(shown, dict(_OPTIONS))
        return _translate(name, shown, matches)
    except (GuessitException, ValueError, OverflowError, RecursionError):
        return Guess(
            kind=Kind.UNKNOWN,
            source=Source.GUESSIT,
            notes=(Problem(ProblemCode.NAME_UNREAD, name),),
        )


def _values(matches: _Matches, key: str) -> list[Any]:
    found = matches.get(key)
    if found is None:
        return []
    return [match.value for match in (found if isinstance(found, list) else [found])]


def _first(matches: _Matches, key: str) -> Any:  # noqa: ANN401 — guessit's values have no common type
    values = _values(matches, key)
    return values[0] if values else None


def _number(matches: _Matches, key: str) -> int | None:
    value = _first(matches, key)
    return value if isinstance(value, int) else None


def _numbers(matches: _Matches, key: str) -> tuple[int, ...]:
    found = sorted({value for value in _values(matches, key) if isinstance(value, int)})
    if not found or found[-1] - found[0] > 100:  # noqa: PLR2004 — no file holds a hundred episodes
        return tuple(found[:1])
    return tuple(range(found[0], found[-1] + 1))


def _translate(name: str, shown: str, matches: _Matches) -> Guess:
    episodes = _numbers(matches, "episode")
    date = _first(matches, "date")
    base = Guess(
        kind=Kind.MOVIE,
        edition=_edition(name, matches),
        resolution=_text(matches, "screen_size"),
        stereo=_stereo(shown, matches),
        ids=provider_ids(name),
        source=Source.GUESSIT,
    )
    is_episode = str(_first(matches, "type")) == "episode" or bool(episodes)
    if is_episode:
        return _episode(base, shown, matches, episodes, date if isinstance(date, Date) else None)
    return _movie(base, shown, matches)


def _text(matches: _Matches, key: str) -> str | None:
    values = [str(value) for value in _values(matches, key)]
    return values[0] if values else None


def _title(matches: _Matches, key: str) -> str | None:
    text = _text(matches, key)
    return (clean(text) or None) if text else None


def _episode(base: Guess, shown: str, matches: _Matches, episodes: tuple[int, ...], date: Date | None) -> Guess:
    part, word, _ = _part(shown, matches)
    if word is PartWord.PART:  # `S01E10.Part.2`: an episode's title, no file of two
        part, word = None, None
    seasons = _values(matches, "season")
    return replace(
        base,
        kind=Kind.EPISODE,
        series=_title(matches, "title"),
        title=_title(matches, "episode_title"),
        season=seasons[0] if len(seasons) == 1 and isinstance(seasons[0], int) else None,
        episodes=episodes,
        absolute=_numbers(matches, "absolute_episode"),
        date=date,
        year=_number(matches, "year"),
        part=part,
        part_word=word,
        confidence=_SURE if episodes or date else _POOR,
    )


def _movie(base: Guess, shown: str, matches: _Matches) -> Guess:
    part, word, part_start = _part(shown, matches)
    plain = plain_title(shown)
    if plain is not None:
        stacked = part is not None and part_start > shown.rfind(str(plain[1]))
        return replace(
            base,
            title=plain[0],
            year=plain[1],
            part=part if stacked else None,
            part_word=word if stacked else None,
            confidence=_SURE,
        )
    year = matches.get("year")
    year_start = _start(year) if year is not None else None
    if year_start is not None and part_start < year_start:
        part, word = None, None  # `Part 1` before the year belongs to the title
    return replace(
        base,
        title=_span_title(shown, matches, part_start if part is not None else None),
        year=_number(matches, "year"),
        part=part,
        part_word=word,
        confidence=_SURE if year is not None else _FAIR,
    )


def _start(found: Any) -> int:  # noqa: ANN401 — a rebulk match, or a list of them
    return int((found[-1] if isinstance(found, list) else found).start)


# What guessit tells apart inside a title, and Jellyfin does not.
_TITLE_LIKE: Final = frozenset(
    ("title", "alternative_title", "part", "film", "film_title", "country", "bonus", "volume", "type")
)


def _span_title(shown: str, matches: _Matches, part_start: int | None) -> str | None:
    """Read the title off the name itself, from where guessit sees it begin to the first thing that is no title."""
    found = matches.get("title")
    if found is None:
        return None
    begin = int((found[0] if isinstance(found, list) else found).start)
    ends = [len(shown)] if part_start is None else [part_start]
    for key, match in matches.items():
        if key not in _TITLE_LIKE:
            ends += [int(one.start) for one in (match if isinstance(match, list) else [match]) if one.start > begin]
    text = shown[begin : min(ends)].strip(" ._-([{")
    return clean(text) or _title(matches, "title")


def _part(shown: str, matches: _Matches) -> tuple[int | None, PartWord | None, int]:
    """Return the number of a file of several parts, its word, and where that stands in the name."""
    for key in ("cd", "disc", "part"):
        found = matches.get(key)
        if found is not None and not isinstance(found, list) and isinstance(found.value, int):
            before = _PART_WORD_BEFORE.search(shown, 0, int(found.start))
            return found.value, PartWord(key), before.start() if before is not None else int(found.start)
    if match := _PART_AT_END.search(shown):
        word = _PART_WORDS.get(match["word"].lower(), PartWord.PART)
        return int(match["number"]), word, match.start()
    return None, None, len(shown)


def _edition(name: str, matches: _Matches) -> str | None:
    tag = _EDITION_TAG.search(name)
    if tag:
        return tag["edition"].strip()
    found = _text(matches, "edition")
    if found is not None:
        return found
    year = matches.get("year")
    if year is None:
        return None
    words = _EDITION.search(name, _start(year))
    return clean(words["edition"]) if words is not None else None


def _stereo(shown: str, matches: _Matches) -> str | None:
    for value in _values(matches, "other"):
        if str(value) in _STEREO:
            return _STEREO[str(value)]
    word = _STEREO_WORD.search(shown)
    return f"3D.{word[1].upper()}" if word else None
