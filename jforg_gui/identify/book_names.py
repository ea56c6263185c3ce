"""Books, comics and audiobooks from their names: author, series, number, volume, chapter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Kind
from jforg_gui.identify.book import plain_number
from jforg_gui.identify.folders import FolderRole, read_folder
from jforg_gui.identify.given_names import GIVEN_NAMES
from jforg_gui.identify.titles import YEAR, clean, key

_FAIR, _POOR, _WEAK = 0.6, 0.45, 0.3
_MARKS: Final = re.compile(
    r"\s*[\[({](?:z-lib(?:\.\w+)?|zlibrary|libgen(?:\.\w+)?|b-ok(?:\.\w+)?|retail|epub|mobi|pdf|azw3|ebook|unabridged"
    r"|abridged|ungekürzt|digital|tpb|(?:of|von) \d+|c2c|[^\])}]*empire|[^\])}]*scan[^\])}]*)[\])}]",
    re.IGNORECASE,
)
_BITRATE: Final = re.compile(r"\s*\b\d{2,3} ?kbps\b", re.IGNORECASE)
_ISBN: Final = re.compile(r"(?<!\d)97[89][- ]?(?:\d[- ]?){9}\d(?!\d)|(?<!\d)(?:\d[- ]?){9}[\dXx](?!\w)")
_YEAR_BRACKET: Final = re.compile(r"\s*[\[(](?P<year>1[5-9]\d\d|20\d\d)[\])]")
_SERIES_BRACKET: Final = re.compile(
    r"^(?P<title>.+?)\s*\((?P<series>[^()]+?),?\s*(?:#|book |band |vol\.? )(?P<number>\d{1,3}(?:\.\d+)?)\)",
    re.IGNORECASE,
)
_SERIES_HASH: Final = re.compile(r"^(?P<series>.+?)\s*#(?P<number>\d{1,3}(?:\.\d+)?)\s*-\s*(?P<title>.+)$")
_SERIES_MIDDLE: Final = re.compile(r"^\[?(?P<series>[^\]]+?)[ #]+(?P<number>\d{1,3}(?:\.\d+)?)\]?$")
_AUTHOR_BRACKET: Final = re.compile(r"^(?P<title>.+?)\s*\((?P<author>[^()\d]+)\)$")
_NARRATOR: Final = re.compile(r"\s*[\[{](?P<narrator>[^\]}]+)[\]}]\s*$")
_CALIBRE_ID: Final = re.compile(r"^(?P<title>.+) \((?P<id>\d{1,6})\)$")
_PERIODICAL: Final = re.compile(r"^(?P<series>.+?) - (?P<year>20\d\d|19\d\d)-(?P<month>\d\d)$")

_COMIC: Final = re.compile(
    r"^(?P<series>.+?)(?:[ ._-]+(?:v|vol\.?[ ._]?|volume )(?P<volume>\d{1,4}))?"
    r"(?:[ ._-]+(?:c|ch\.?[ ._]?|chapter )(?P<chapter>\d{1,4}(?:\.\d+)?))?"
    r"(?:[ ._-]+#?(?P<number>\d{1,4}(?:\.\d+)?))?(?:\s*\(of \d+\))?(?: - (?P<title>[^(]+))?(?P<rest>\s*[(\[].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_CHAPTER: Final = re.compile(
    r"^(?:(?P<title>.*?)[ ._-]+)?(?:(?:part|pt|teil|chapter|kapitel|ch|track|disc \d+ - )[ ._-]*)?"
    r"(?P<number>\d{1,3})(?:[_-]\d{1,3})?$",
    re.IGNORECASE,
)
_INITIALS: Final = re.compile(r"^(?:[A-Z]\. ?)+\S")


def looks_like_person(text: str) -> bool:
    """Tell whether a text begins as a person's name does: a common first name, initials, or `Last, First`."""
    words = text.split()
    if not 2 <= len(words) <= 4 or any(letter.isdigit() for letter in text):  # noqa: PLR2004 — words of a name
        return False
    return (
        words[0].lower() in GIVEN_NAMES
        or _INITIALS.match(text) is not None
        or (words[0].endswith(",") and words[1].lower() in GIVEN_NAMES)
    )


def _person(text: str) -> str:
    text = " ".join(text.replace("_", " ").split())
    if text.count(",") == 1:
        last, first = (part.strip() for part in text.split(","))
        if last and first:
            return f"{first} {last}"
    return text


def book_from_path(stem: str, folders: Sequence[str], *, kind: Kind = Kind.BOOK) -> Guess:
    """Read a book's or audiobook's name, with the folders above it, nearest first, for the author."""
    text = _BITRATE.sub("", _MARKS.sub("", stem)).strip()
    if match := _PERIODICAL.match(text):
        number = plain_number(match["month"])
        return Guess(
            kind=kind, title=clean(text), series=clean(match["series"]), number=number, year=int(match["year"])
        )
    text = _ISBN.sub("", text).strip(" -_.") or text
    year = None
    if match := _YEAR_BRACKET.search(text):
        year = int(match["year"])
        text = f"{text[: match.start()]} {text[match.end() :]}".strip()
    if kind is Kind.AUDIOBOOK:
        text = _NARRATOR.sub("", text) or text
    base = Guess(kind=kind, year=year, source=Source.NAME)
    return _with_folders(_parts(base, text), folders)


def _parts(base: Guess, text: str) -> Guess:
    if match := _SERIES_BRACKET.match(text):
        return _in_series(_parts(base, match["title"]), match["series"], match["number"])
    if match := _SERIES_HASH.match(text):
        return _in_series(
            replace(base, title=clean(match["title"]), confidence=_FAIR), match["series"], match["number"]
        )
    if (match := _AUTHOR_BRACKET.match(text)) and looks_like_person(match["author"]):
        return replace(base, title=clean(match["title"]), author=_person(match["author"]), confidence=_FAIR)
    parts = [part.strip() for part in text.split(" - ") if part.strip()]
    if len(parts) > 2 and (match := _SERIES_MIDDLE.match(parts[1])):  # noqa: PLR2004 — author, series, title
        known = replace(base, author=_person(parts[0]), title=clean(" - ".join(parts[2:])), confidence=_FAIR)
        return _in_series(known, match["series"], match["number"])
    if len(parts) > 1:
        return _two_sides(base, parts)
    return replace(base, title=clean(text) or None, confidence=_WEAK)


def _two_sides(base: Guess, parts: list[str]) -> Guess:
    """`Author - Title`, or `Title - Author` if only the last part looks like a person."""
    if looks_like_person(parts[-1]) and not looks_like_person(parts[0]):
        return replace(base, title=clean(" - ".join(parts[:-1])), author=_person(parts[-1]), confidence=_FAIR)
    sure = looks_like_person(parts[0])
    title = clean(" - ".join(parts[1:]))
    return replace(base, title=title, author=_person(parts[0]), confidence=_FAIR if sure else _POOR)


def _in_series(guess: Guess, series: str, number: str) -> Guess:
    return replace(guess, series=clean(series), number=plain_number(number))


def _with_folders(guess: Guess, folders: Sequence[str]) -> Guess:
    """Take the author from `Author/Title/`, calibre's `Author/Title (45)/`, or `Author/`."""
    named = [name for name in folders[:2] if read_folder(name).role is FolderRole.NAMED]
    if not named or len(named) < min(len(folders), 1):
        return guess
    near = _CALIBRE_ID.sub(r"\g<title>", _YEAR_BRACKET.sub("", named[0]))
    mine = (key(guess.title or ""), key(guess.author or ""))
    above = named[1] if len(named) > 1 and folders[1] == named[1] else None
    same = any(one and (key(near) in one or one in key(near)) for one in mine)
    if key(near) and same and above is not None:
        return _by_author(guess, _person(above))
    if looks_like_person(near):
        return _by_author(guess, _person(near))
    return guess


def _by_author(guess: Guess, author: str) -> Guess:
    """Say who wrote it; a name that the file has the other way round is turned."""
    if guess.author is None:
        return replace(guess, author=author, confidence=_FAIR)
    if guess.title is not None and key(guess.title) == key(author):
        return replace(guess, title=guess.author, author=author, confidence=_FAIR)
    return replace(guess, confidence=_FAIR) if key(guess.author) == key(author) else guess


def comic_from_path(stem: str, folders: Sequence[str]) -> Guess:
    """Read a comic's name: series, volume, issue, chapter, year."""
    text = stem.replace("_", " ") if " " not in stem else stem
    years = [match for match in YEAR.finditer(text) if text[match.start() - 1 : match.start()] in ("(", "[")]
    year = int(years[-1][0]) if years else None
    match = _COMIC.match(_MARKS.sub("", _YEAR_BRACKET.sub("", text)).strip())
    base = Guess(kind=Kind.COMIC, year=year, source=Source.NAME)
    if match is None or not (match["volume"] or match["chapter"] or match["number"]):
        return _comic_without_number(base, stem, folders)
    number, series = match["number"], clean(match["series"])
    if number is not None and year is None and YEAR.fullmatch(number):
        return replace(base, title=series, series=series, year=int(number), confidence=_POOR)
    return replace(
        base,
        series=series or _folder_series(folders),
        title=clean(match["title"]) if match["title"] else None,
        volume=int(match["volume"]) if match["volume"] else None,
        chapter=plain_number(match["chapter"]),
        number=plain_number(number),
        confidence=_FAIR,
    )


def _comic_without_number(base: Guess, stem: str, folders: Sequence[str]) -> Guess:
    """A comic without an issue number is a book with pictures."""
    book = book_from_path(stem, folders)
    return replace(base, title=book.title, author=book.author, year=base.year or book.year, confidence=_WEAK)


def _folder_series(folders: Sequence[str]) -> str | None:
    if folders and read_folder(folders[0]).role is FolderRole.NAMED:
        return clean(_YEAR_BRACKET.sub("", folders[0])) or None
    return None


def audiobook_from_path(stem: str, folders: Sequence[str]) -> Guess:
    """Read an audiobook's name; a file that is a chapter or part takes its title from the folder."""
    names = list(folders)
    disc = None
    if names and (part := read_folder(names[0])).role is FolderRole.PART:
        disc = part.part
        names.pop(0)
    chapter = _CHAPTER.match(stem) or re.match(r"^(?P<number>\d{1,3})[ ._-]+(?P<title>.+)$", stem)
    near = names[0] if names and read_folder(names[0]).role is FolderRole.NAMED else None
    if chapter is None or near is None:
        return replace(book_from_path(stem, names, kind=Kind.AUDIOBOOK), disc=disc)
    whole = book_from_path(near, names[1:], kind=Kind.AUDIOBOOK)
    if whole.author is None and len(names) > 1 and read_folder(names[1]).role is FolderRole.NAMED:
        whole = replace(whole, author=_person(names[1]))
    return replace(whole, track=int(chapter["number"]), disc=disc)
