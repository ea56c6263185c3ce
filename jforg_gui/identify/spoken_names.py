"""Audiobooks from their names: who reads, and which chapter, part or disc of the book a file is."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.identify.book_names import book_from_path
from jforg_gui.identify.folders import FolderRole, read_folder
from jforg_gui.identify.persons import is_person, person_name
from jforg_gui.identify.titles import clean, key

# Words in a folder's name that make the audio files below it a book.
_BOOK_WORDS: Final = (
    "audiobook",
    "audio book",
    "hörbuch",
    "hörbücher",
    "unabridged",
    "ungekürzt",
    "livre audio",
    "livres audio",
    "audiolivre",
    "audiolibro",
    "luisterboek",
)
_NUMBER_WORDS: Final = dict(
    zip(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        range(1, 21),
        strict=True,
    )
)
_ROMAN: Final = re.compile(r"(?=[ivxl])(xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_CHAPTER_WORD: Final = r"(?:chapter|kapitel|chapitre|capítulo|capitulo|hoofdstuk|ch\.?)"
_PART_WORD: Final = r"(?:part|pt\.?|teil|partie|parte|deel)"
_NUMERAL: Final = rf"\d{{1,3}}|{'|'.join(_NUMBER_WORDS)}|[ivxl]+"
_CHAPTER: Final = re.compile(
    rf"(?:^|[ ._-]){_CHAPTER_WORD}[ ._-]*(?P<number>{_NUMERAL})(?=$|[ ._\-:)\]])", re.IGNORECASE
)
_PART: Final = re.compile(rf"(?:^|[ ._-]){_PART_WORD}[ ._-]*(?P<number>\d{{1,3}})(?=$|[ ._\-:)\]])", re.IGNORECASE)
_CHAPTER_AND_PART: Final = re.compile(r"(?:^|[ ._-])(?P<chapter>\d{1,3})_(?P<part>\d{1,3})$")
_OF: Final = re.compile(r"(?:^|[ ._(-])(?P<number>\d{1,3}) (?:of|von|de) \d{1,3}\)?$", re.IGNORECASE)
_BARE: Final = re.compile(r"^(?:track ?|disc \d+ ?- ?)?(?P<number>\d{1,3})$", re.IGNORECASE)
_LEADING: Final = re.compile(r"^(?P<number>\d{1,3})(?:[ ._-]+(?=\D)|$)")
_TRAILING: Final = re.compile(r"^(?P<title>.*\D)[ ._-]+(?P<number>\d{1,3})$")
_BRACKET: Final = re.compile(r"\s*[\[{(](?P<inner>[^\]})]+)[\]})]")
_READ_BY: Final = re.compile(
    r"(?:(?:read|narrated|performed) by|gelesen von|sprecher:?|lu par|narrator:?)\s+(?P<name>[^\[\](){}]+)",
    re.IGNORECASE,
)
_ASIN: Final = re.compile(r"\s*[\[({](?P<asin>B0[0-9A-Z]{8})[\])}]")
_WEAK: Final = 0.3
_NUMBERED_FOLDER: Final = re.compile(
    r"^(?:(?:book|band|vol\.?|volume|#)\s*)?\d{1,3}(?:\.\d)?\s*(?:-|\.)\s*(?=\D)", re.IGNORECASE
)


def is_spoken(names: Sequence[str]) -> bool:
    """Tell whether the folders above an audio file say that it is a book."""
    return any(word in name.lower() for name in names for word in _BOOK_WORDS)


def is_chapter(stem: str, names: Sequence[str]) -> bool:
    """Tell whether a name is that of a chapter or part: `01 - Chapter One`, `Lantern Road - Part 03` in its folder.

    Bare numbers are enough below `Author/Series/02 - Title`: albums are not numbered so.
    """
    if _CHAPTER.search(stem) is not None and _leads(stem, _CHAPTER):
        return True
    part = _PART.search(stem)
    if part is not None and names and (before := key(stem[: part.start()])):
        return before in key(names[0])
    if _BARE.match(stem) is None:
        return False
    rest = [name for name in names if read_folder(name).role is not FolderRole.PART]
    series = len(rest) > 2 and all(read_folder(name).role is FolderRole.NAMED for name in rest[:3])  # noqa: PLR2004
    return series and _NUMBERED_FOLDER.match(rest[0]) is not None


def _leads(stem: str, pattern: re.Pattern[str]) -> bool:
    """`01 - Chapter One` and `Part 3 - Chapter 2`, but no song that is called `A New Chapter 2`."""
    match = pattern.search(stem)
    before = stem[: match.start()] if match else stem
    return re.fullmatch(rf"[\W\d_]*(?:{_PART_WORD}[\W\d_]*)?", before, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class _Place:
    """Which chapter, part or track of a book a file is; ``title`` is what its name says in front of that."""

    chapter: str | None = None
    part: int | None = None
    track: int | None = None
    title: str = ""


def audiobook_from_path(stem: str, folders: Sequence[str], *, authors: Collection[str] = ()) -> Guess:
    """Read an audiobook's name; a file that is a chapter or part takes its title from the folder."""
    names, disc = list(folders), None
    while names and (part := read_folder(names[0])).role is FolderRole.PART:
        disc = part.part if disc is None else disc
        names.pop(0)
    place = _place(stem.strip())
    near = names[0] if names and read_folder(names[0]).role is FolderRole.NAMED else None
    if place is None:
        return replace(_whole(stem, names, authors), disc=disc)
    if near is None and not place.title and (place.chapter or place.part is not None):
        whole = Guess(kind=Kind.AUDIOBOOK, title=clean(stem) or None, confidence=_WEAK)
    elif near is None or not _is_of(place.title, near):
        whole = _whole(place.title if place.title and place.track is None else stem, names, authors)
    else:
        whole = _whole(near, names[1:], authors)
        above = names[1] if len(names) > 1 and read_folder(names[1]).role is FolderRole.NAMED else None
        if whole.author is None and above is not None and whole.series != clean(above):
            whole = replace(whole, author=person_name(above))
    return replace(whole, chapter=place.chapter, part=place.part, track=place.track, disc=disc)


def _is_of(title: str, folder: str) -> bool:
    """Tell whether what a chapter's file says in front of its number is the title of its folder, or nothing."""
    return not title or key(title) in key(folder) or key(folder) in key(title)


def _place(text: str) -> _Place | None:
    if (match := _CHAPTER_AND_PART.search(text)) is not None:
        title = text[: match.start()].strip(" ._-")
        return _Place(str(int(match["chapter"])), int(match["part"]), title=title)
    if (match := _OF.search(text)) is not None:
        return _Place(track=int(match["number"]), title=text[: match.start()].strip(" ._-("))
    if (bare := _BARE.match(text)) is not None:
        return _Place(track=int(bare["number"]))
    leading = _LEADING.match(text)
    track = int(leading["number"]) if leading is not None else None
    chapter, part = _CHAPTER.search(text), _PART.search(text)
    number = _numeral(chapter["number"]) if chapter is not None else 0
    if number or part is not None:
        first = min(one.start() for one in (chapter, part) if one is not None)
        before = re.sub(r"^\d{1,3}[ ._-]*", "", text[:first]).strip(" ._-")
        return _Place(str(number) if number else None, int(part["number"]) if part is not None else None, track, before)
    if leading is not None:
        return _Place(track=track)
    match = _TRAILING.match(text)
    return _Place(track=int(match["number"]), title=match["title"].strip(" ._-")) if match is not None else None


def _numeral(text: str) -> int:
    """Return the number of `7`, `Seven` or `VII`; 0 if it is none."""
    low = text.lower()
    if low.isdecimal():
        return int(low)
    if low in _NUMBER_WORDS:
        return _NUMBER_WORDS[low]
    if _ROMAN.fullmatch(low) is None:
        return 0
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in low]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


def _whole(text: str, folders: Sequence[str], authors: Collection[str]) -> Guess:
    """Read the name of the book itself, without who reads it."""
    ids: tuple[tuple[str, str], ...] = ()
    if (match := _ASIN.search(text)) is not None:
        ids, text = (("asin", match["asin"]),), f"{text[: match.start()]}{text[match.end() :]}"
    text, narrator = _narrator(text)
    book = book_from_path(text, folders, kind=Kind.AUDIOBOOK, authors=authors)
    return replace(book, narrator=narrator, ids=tuple(sorted({**dict(book.ids), **dict(ids)}.items())))


def _narrator(text: str) -> tuple[str, str | None]:
    """`{Nell Reed}`, `[Nell Reed]` and `(read by Nell Reed)` behind the title; who stands in `(…)` alone wrote it."""
    if (match := _READ_BY.search(text)) is not None:
        rest = re.sub(r"[\[({]\s*[\])}]", "", f"{text[: match.start()]}{text[match.end() :]}")
        return rest.strip(" -,") or text, person_name(match["name"].strip(" -,"))
    for match in _BRACKET.finditer(text):
        curly = match[0].strip()[0] in "[{"
        if match.start() and curly and not any(letter.isdecimal() for letter in match["inner"]):
            rest = f"{text[: match.start()]}{text[match.end() :]}"
            name = person_name(match["inner"])
            return rest, name if " " in name or is_person(name) else None
    return text, None
