"""A name cut into words, with the brackets around them and what the tables say of each."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from jforg_gui.identify.tags import Tag, tag_of, tag_of_pair

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BRACKET: Final = re.compile(r"[\[\](){}]")
_CLOSING: Final = {"[": "]", "(": ")", "{": "}"}
# Brackets and blanks of East Asian keyboards mean what ours mean; digits become ASCII too.
_PLAIN: Final = str.maketrans(
    "\u3010\u3011\u3014\u3015\uff3b\uff3d\uff08\uff09\u300a\u300b\u3000" + "".join(map(chr, range(0xFF10, 0xFF1A))),
    "[][][]()[] 0123456789",
)
_COUNT: Final = re.compile(r"\d+(?:st|nd|rd|th)")
_ARTICLES: Final = frozenset(("the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "il"))


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its lower-case text, where it stands, and what the tables say of it.

    ``joined`` says that it is a tag only together with the word before.
    """

    text: str
    start: int
    end: int
    tag: Tag
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Bracket:
    """One outermost pair of brackets: ``start`` is at the opening one, ``end`` behind the closing one."""

    start: int
    end: int

    def __contains__(self, place: int) -> bool:
        """Tell whether a place lies inside."""
        return self.start <= place < self.end


@dataclass(frozen=True, slots=True)
class Tokens:
    """A name without extension, with its words and brackets."""

    text: str
    words: tuple[Word, ...]
    brackets: tuple[Bracket, ...]

    def bracket_at(self, place: int) -> Bracket | None:
        """Return the outermost brackets around a place."""
        return next((bracket for bracket in self.brackets if place in bracket), None)

    def inner(self, bracket: Bracket) -> str:
        """Return what stands between the brackets."""
        return self.text[bracket.start + 1 : bracket.end].rstrip("])}").strip()

    def words_in(self, start: int, end: int) -> list[Word]:
        """Return the words that begin in a stretch of the text."""
        return [word for word in self.words if start <= word.start < end]

    def outside(self, start: int, end: int) -> str:
        """Return a stretch of the text without what stands in brackets."""
        pieces, place = [], start
        for bracket in self.brackets:
            if bracket.end <= start or bracket.start >= end:
                continue
            pieces.append(self.text[place : max(place, bracket.start)])
            place = max(place, bracket.end)
        pieces.append(self.text[place:end])
        return " ".join(pieces)

    def title_end(self, begin: int, stop: int) -> int:
        """Return where a title that begins at ``begin`` ends, at ``stop`` at the latest: before the first tags.

        Words that may be a title's as well (`Uncut`, `German`) are tags only in a run that leads up to a sure tag;
        flags also when they lead up to ``stop``. A bracket that holds a tag is no part of the title.
        """
        run: int | None = None
        weakest = Tag.STRONG
        for word in self.words:
            if word.start < begin:
                continue
            if word.start >= stop:
                break
            if (
                word.tag is Tag.NONE
                or (word.joined and run is None)
                or not self._leaves_title(begin, word.start if run is None else run)
            ):
                run, weakest = None, Tag.STRONG
                continue
            if run is None:
                run = self._with_count(begin, word)
            weakest = min(weakest, word.tag)
            if word.tag is Tag.STRONG:
                return self._before_bracket(begin, run)
        if run is not None and weakest >= Tag.FLAG:
            return self._before_bracket(begin, run)
        return stop

    def _with_count(self, begin: int, word: Word) -> int:
        """Take the `10th` of `10th Anniversary Edition` along."""
        if word.text != "anniversary":
            return word.start
        before = [one for one in self.words if begin <= one.start < word.start]
        return before[-1].start if before and _COUNT.fullmatch(before[-1].text) else word.start

    def _before_bracket(self, begin: int, place: int) -> int:
        bracket = self.bracket_at(place)
        return bracket.start if bracket is not None and bracket.start > begin else place

    def _leaves_title(self, begin: int, end: int) -> bool:
        before = [word for word in self.words if begin <= word.start < end]
        return bool(before) and not (len(before) == 1 and before[0].text in _ARTICLES)


def plain(name: str) -> str:
    """Return a name in composed form with plain brackets, blanks and digits."""
    name = unicodedata.normalize("NFC", name).translate(_PLAIN)
    if name.startswith("[["):
        name = name[1:]
    return name.replace("+", " ") if "+" in name and not any(gap in name for gap in " ._") else name


def tokenise(text: str) -> Tokens:
    """Cut a name that ``plain`` has seen into words."""
    found = [(match[0].lower().replace("’", "'"), match.start(), match.end()) for match in _WORD.finditer(text)]
    tags = [tag_of(word) for word, _, _ in found]
    joined: set[int] = set()
    for place in range(len(found) - 1):
        (first, _, end), (second, start, _) = found[place], found[place + 1]
        if start - end == 1 and (pair := tag_of_pair(first, second)):
            joined.update({place + 1} if tags[place + 1] is Tag.NONE else ())
            tags[place], tags[place + 1] = max(tags[place], pair), max(tags[place + 1], pair)
    words = tuple(
        Word(word, start, end, tags[place], place in joined) for place, (word, start, end) in enumerate(found)
    )
    return Tokens(text, words, tuple(_brackets(text)))


def _brackets(text: str) -> list[Bracket]:
    found: list[Bracket] = []
    open_at: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text):
        if match[0] in _CLOSING:
            open_at.append((_CLOSING[match[0]], match.start()))
        elif any(closing == match[0] for closing, _ in open_at):
            while open_at[-1][0] != match[0]:
                open_at.pop()
            _, start = open_at.pop()
            if not open_at:
                found.append(Bracket(start, match.end()))
    if open_at and open_at[0][1] > 0:  # never closed: to the end
        found.append(Bracket(open_at[0][1], len(text)))
    return found
