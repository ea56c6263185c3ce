"""How a name opens: groups and tags in brackets before the title, or nothing but brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from jforg_gui.identify.numbers import is_checksum, season_and_episode
from jforg_gui.identify.tags import Tag
from jforg_gui.identify.tokens import Bracket, Tokens

_SPACE: Final = " ._-"
_STARS: Final = re.compile(r"[★☆][^★☆\[\]]*[★☆]")
_COUNT: Final = re.compile(
    r"(?:第|#|ep?\.? ?)?(?P<first>\d{1,4})(?:\.\d)?(?:v\d)?(?:-(?P<last>\d{1,4})(?:v\d)?)?(?:TV|話|话|集|回)?"
    r"[ _]?(?:[(（]?(?:END|FINAL|FIN|完)[)）]?)?",
    re.IGNORECASE,
)
# What a work is, where its title is meant.
_KINDS: Final = frozenset(("movie", "film", "tv", "ova", "ona", "web", "劇場版", "剧场版"))


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the title begins, and whether a group's bracket leads the name."""

    begin: int
    grouped: bool


@dataclass(frozen=True, slots=True)
class Boxed:
    """A name made of brackets only: the title's text, and the number where there is one."""

    title: str
    count: str | None
    end: int


def opening(tokens: Tokens) -> Opening:
    """Find where the title begins, behind `[Group]`, `(Hi10)` and the like.

    A leading bracket is a group's only if a title follows: `[REC] (2007)` has none.
    """
    begin, grouped = 0, False
    while True:
        while begin < len(tokens.text) and tokens.text[begin] in _SPACE:
            begin += 1
        bracket = tokens.bracket_at(begin)
        if bracket is None or bracket.start != begin or not _titled(tokens, bracket.end):
            return Opening(begin, grouped)
        inner = tokens.inner(bracket)
        if tokens.text[begin] == "(":
            if not _only_tags(tokens, bracket):
                return Opening(begin, grouped)
        elif _is_mark(inner):
            return Opening(begin, grouped)
        else:
            grouped = grouped or not inner.isdecimal()
        begin = bracket.end


def _titled(tokens: Tokens, start: int) -> bool:
    """Tell whether a title follows: more outside brackets than tags and one number."""
    rest = _STARS.sub(" ", tokens.outside(start, len(tokens.text))).strip(_SPACE)
    return not (_COUNT.fullmatch(rest) or _is_mark(rest)) and any(
        word.tag is not Tag.STRONG and tokens.bracket_at(word.start) is None
        for word in tokens.words
        if word.start >= start and word.text in rest.lower()
    )


def _only_tags(tokens: Tokens, bracket: Bracket) -> bool:
    inside = tokens.words_in(bracket.start, bracket.end)
    return bool(inside) and all(word.tag is not Tag.NONE or is_checksum(word.text) for word in inside)


def boxed(tokens: Tokens) -> Boxed | None:
    """Read `[Group][Title][07][1080p]`: the first text is the group's, the last one before the number the title."""
    squares = [bracket for bracket in tokens.brackets if tokens.text[bracket.start] == "["]
    if len(squares) < 2 or _titled(tokens, 0):  # noqa: PLR2004 — a group and something else
        return None
    if _STARS.sub("", tokens.text[: squares[0].start]).strip(_SPACE):
        return None
    if season_and_episode(tokens.outside(0, len(tokens.text))) is not None:
        return None  # `[Show] 3x04 [Title]`
    texts: list[str] = []
    place = 0
    for bracket in squares:
        between, inner = tokens.text[place : bracket.start].strip(_SPACE), tokens.inner(bracket)
        if between.isdecimal() and len(between) == 1 and len(texts) == 1:
            return Boxed(between, None, bracket.start)  # `[Group] 9 [720p]`: behind a group's bracket, the title
        count = between if between.isdecimal() else inner if texts and _is_count(inner) else None
        if count is not None or (texts and _holds_sure_tag(tokens, bracket)):
            return _titled_by(texts, count, bracket.start)
        if not _holds_sure_tag(tokens, bracket) and not inner.isdecimal() and inner.lower() not in _KINDS:
            texts.append(inner)
        place = bracket.end
    return _titled_by(texts, None, len(tokens.text))


def _titled_by(texts: list[str], count: str | None, end: int) -> Boxed | None:
    """Choose the title among the texts: not the group's, and in Latin letters if there is one."""
    titles = texts[1:] or texts
    latin = [text for text in titles if any("a" <= letter <= "z" for letter in text.lower())]
    return Boxed((latin or titles)[-1], count, end) if titles else None


def _is_count(text: str) -> bool:
    match = _COUNT.fullmatch(text)
    return _is_mark(text) if match is None else not _is_year(match)


def _is_mark(text: str) -> bool:
    """Tell whether a text is nothing but `S01E02` or `1x02`."""
    mark = season_and_episode(text)
    return mark is not None and mark.end - mark.start == len(text)


def _is_year(match: re.Match[str]) -> bool:
    return match["last"] is None and len(match["first"]) == len("1900") and "1900" <= match["first"] <= "2100"


def _holds_sure_tag(tokens: Tokens, bracket: Bracket) -> bool:
    inside = tokens.words_in(bracket.start, bracket.end)
    return bool(inside) and (inside[0].tag is Tag.STRONG or all(word.tag is not Tag.NONE for word in inside))
