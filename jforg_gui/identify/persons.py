"""Whether a piece of a name is a person's name or a title, and how a person's name is written."""

from __future__ import annotations

import re
from typing import Final

from jforg_gui.identify.given_names import GIVEN_NAMES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_INITIALS: Final = re.compile(r"^(?:[^\W\d_]\. ?)+[^\W\d_]{2}")
_AND: Final = re.compile(r"\s*(?:;|&|\+|(?<=\w) and (?=\w)|(?<=\w) und (?=\w)|(?<=\w) et (?=\w)|, (?=\S+ \S))\s*")
_MOST_WORDS: Final = 4
# Words that stand in titles and in no person's name.
_TITLE_WORDS: Final = _words(
    "a an the of and or in on at to for from with without into is are was my your his her our this that how why what "
    "when where who der die das und im am zur zum ein eine le la les et du des un une el los las y del novel roman "
    "book story tales guide handbook introduction history vol volume part chapter edition series "
)
# `Ludwig van Beethoven`, `Ursula K. Le Guin`: small words inside a person's name.
_PARTICLES: Final = _words("van von de der den di da du la le las el al bin ibn of ter ten zu y dos das st")
_SUFFIX: Final = re.compile(r",?\s+(?:jr|sr|ph\.?d|m\.?d|esq|ii|iii|iv)\.?$", re.IGNORECASE)


def is_person(text: str) -> bool:
    """Tell whether a text is, or begins with, a person's name: a common first name, initials, or `Last, First`."""
    people = [part for part in _AND.split(_SUFFIX.sub("", text.strip())) if part]
    return bool(people) and any(map(_is_one, people)) and all(map(_may_be_one, people))


def _is_one(text: str) -> bool:
    if not _may_be_one(text):
        return False
    if _INITIALS.match(text):
        return True
    words = text.split()
    if text.count(",") == 1:
        words = words if words[0].endswith(",") else text.replace(",", ", ").split()
        given = text.partition(",")[2].split()
        return bool(given) and (_is_given(given[0]) or _INITIALS.match(f"{given[0]} Xx") is not None)
    return len(words) > 1 and _is_given(words[0])


def _is_given(word: str) -> bool:
    low = word.lower().strip(".,")
    return low in GIVEN_NAMES or ("-" in low and all(part in GIVEN_NAMES for part in low.split("-")))


def _may_be_one(text: str) -> bool:
    words = re.split(r"[\s,]+", text.strip(" ,"))
    if not 1 <= len(words) <= _MOST_WORDS or any(letter.isdecimal() or letter in "?!:#()[]" for letter in text):
        return False
    inner = [word.lower() for word in words[1:-1]]
    ends = [words[0].lower(), words[-1].lower()]
    return not any(word in _TITLE_WORDS for word in ends) and not any(
        word in _TITLE_WORDS and word not in _PARTICLES for word in inner
    )


def title_likeness(text: str) -> int:
    """Say how much speaks for a text being a title and no person: words, digits and marks that no name holds."""
    words = re.findall(r"[\w']+", text.lower())
    points = sum(word in _TITLE_WORDS and word not in _PARTICLES for word in words) > 0
    marks = any(letter.isdecimal() or letter in "?!:#" for letter in text)
    return int(points) + int(marks) + int(len(words) > _MOST_WORDS) + int(len(words) == 1)


def person_name(text: str) -> str:
    """Write a person's name the way it is spoken: `Last, First` turned, initials with blanks after their dots."""
    text = " ".join(text.replace("_", " ").split()).strip(" ,;")
    if text.count(",") == 1:
        last, first = (part.strip() for part in text.split(","))
        if last and first and _SUFFIX.search(f" {first}") is None:
            text = f"{first} {last}"
    return text
