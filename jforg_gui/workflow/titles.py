"""How alike two titles are: spelling, accents, articles and ways of writing numbers aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

_ARTICLES: Final = frozenset(
    "the a an der die das ein eine le la les un une el los las il lo gli i o os as de het".split()  # noqa: SIM905 — a list of words
)
_NUMBER_WORDS: Final = (
    *("one", "two ii zwei deux dos", "three iii drei trois tres", "four iv", "five", "six vi", "seven vii"),
    *("eight viii", "nine ix", "ten", "eleven xi", "twelve xii"),
)
_NUMBERS: Final = {word: str(value) for value, words in enumerate(_NUMBER_WORDS, 1) for word in words.split()}
_COUNTED: Final = frozenset(("part", "chapter", "volume", "vol", "teil", "episode", "book"))
_APOSTROPHES: Final = re.compile("['\u2019\u2018\u02bc`\u00b4]")
_ENDING: Final = re.compile(r"\s*[(\[]\d{4}[)\]]\s*$")
_SUBTITLE: Final = re.compile(r"\s*(?::|\s[-\u2013\u2014]\s)\s*")
_OTHER_NUMBER: Final = 0.6  # a sequel is another film, however alike the words are
_SUBTITLED: Final = 0.85
_ONLY_SPACED: Final = 0.99
_NEARLY: Final = 0.98


@lru_cache(maxsize=20_000)
def plain(title: str) -> str:
    """Return what remains of a title without ways of writing it: ``The Lantern & I`` is ``lantern and i``."""
    text = unicodedata.normalize("NFKD", _ENDING.sub("", title)).casefold()
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _APOSTROPHES.sub("", text).replace("&", " and ").replace("+", " and ").replace("\u00df", "ss")
    words = "".join(letter if letter.isalnum() else " " for letter in text).split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    elif len(words) > 1 and words[-1] in _ARTICLES and "," in title:
        words = words[:-1]
    return " ".join(
        "1" if word == "i" and before in _COUNTED else _NUMBERS.get(word, word)
        for before, word in zip(("", *words), words, strict=False)
    )


def alike(first: str, second: str) -> float:
    """Return how alike two titles are, from 0 to 1; 1 is the same title in another spelling."""
    one, other = plain(first), plain(second)
    if not one or not other:
        return 1.0 if first.strip() == second.strip() and first.strip() else 0.0
    if one == other:
        return 1.0
    if one.replace(" ", "") == other.replace(" ", ""):
        return _ONLY_SPACED
    ratio = max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other) - 2) / 100
    if _digits(one) != _digits(other):
        return min(ratio, _OTHER_NUMBER)
    if ratio < _SUBTITLED and _is_main_part(first, second):
        return _SUBTITLED
    return min(ratio, _NEARLY)


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _is_main_part(first: str, second: str) -> bool:
    """Whether one title is the other without its subtitle."""
    mains = {plain(main_part(first)), plain(main_part(second))}
    return len(mains) == 1 and mains != {""}


def main_part(title: str) -> str:
    """Return a title without its subtitle: what stands before a colon or a dash between blanks."""
    return _SUBTITLE.split(title, maxsplit=1)[0].strip()


def best_alike(ours: Iterable[str], theirs: Iterable[str]) -> float:
    """Return how alike the two nearest of two sets of titles are."""
    known = tuple(theirs)
    return max((alike(one, other) for one in ours for other in known), default=0.0)
