"""Books, comics and audiobooks: a folder per book, the author above it (jellyfin.org, "Books")."""

from __future__ import annotations

import re

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Library
from jforg_gui.jellyfin import legal, rules
from jforg_gui.jellyfin.place import Company, Place, folder, is_cut, titled

_NUMBER = re.compile(r"#?\s*(?P<whole>\d{1,6})(?P<fraction>\.\d{1,3})?(?:\s*\(?\s*of\s*(?P<count>\d{1,6})\s*\)?)?")
_NUMBER_BYTES = 16
_WIDE_PART = re.compile(r"- Part \d{3}\.")


def author_folder(guess: Guess) -> str:
    """Return the author's folder, or that of the books nobody signed."""
    return (folder(guess.author, legal.HOME_BYTES) if guess.author else None) or rules.UNKNOWN_AUTHOR


def _year(guess: Guess) -> str:
    return f" ({guess.year})" if guess.year else ""


def book_folder(guess: Guess) -> str | None:
    """Return ``Title (Series, #2) (Year)``; None without a title. The grammar is BookFileNameParser's."""
    if not guess.title:
        return None
    series = legal.piece(guess.series) if guess.series and guess.number else None
    number = legal.piece(guess.number) if guess.number else None
    place_in_series = ""
    if series and number:
        series, number = legal.fit(series, legal.HOME_BYTES // 3), legal.fit(number, _NUMBER_BYTES)
        place_in_series = f" ({series}, #{number})"
    edition = f" {guess.edition} Edition" if guess.edition else ""
    return titled(f"{guess.title}{edition}", place_in_series + _year(guess), legal.HOME_BYTES)


def place_book(guess: Guess, extension: str) -> Place | Problem:
    """Lay out one book, or one issue of a periodical: a series with a number and no title of its own."""
    if not guess.title and guess.series and guess.number:
        return _issue(guess, extension, Library.BOOKS)
    name = book_folder(guess)
    if name is None:
        return Problem(ProblemCode.NO_TITLE)
    return Place(
        Library.BOOKS,
        (author_folder(guess), name),
        base=name,
        extension=extension,
        home=2,
        shortened=is_cut(guess.title, name),
    )


def place_comic(guess: Guess, extension: str) -> Place | Problem:
    """Lay out one issue, volume or chapter of a comic."""
    return _issue(guess, extension, Library.COMICS)


def _issue(guess: Guess, extension: str, library: Library) -> Place | Problem:
    series = guess.series or guess.title
    home = titled(series, _year(guess), legal.HOME_BYTES) if series else None
    bare = titled(series, "", legal.HOME_BYTES) if series else None
    if home is None or bare is None:
        return Problem(ProblemCode.NO_TITLE)
    number = _issue_number(guess)
    title = legal.piece(guess.title) if guess.title and guess.series and not number else None
    if title and title != bare:
        left = legal.STEM_BYTES - len(f"{bare} - {_year(guess)}".encode())
        number = f" - {legal.fit(title, left)}"
    return Place(
        library,
        (home,),
        base=f"{bare}{number}{_year(guess)}",
        extension=extension,
        home=1,
        shortened=is_cut(series, home),
    )


def _issue_number(guess: Guess) -> str:
    """Return `` #003``, `` 001.5`` (a number sign before a fraction is not understood), `` v05 c045`` or ''."""
    match = _NUMBER.fullmatch(guess.number.strip()) if guess.number else None
    if match:
        total = int(match["count"]) if match["count"] else guess.count
        count = f" (of {total:02d})" if total else ""
        sign = "" if match["fraction"] else "#"
        return f" {sign}{int(match['whole']):03d}{match['fraction'] or ''}{count}"
    volume = f" v{guess.volume:02d}" if guess.volume is not None else ""
    chapter = _NUMBER.fullmatch(guess.chapter.strip()) if guess.chapter else None
    if chapter:
        return f"{volume} c{int(chapter['whole']):03d}{chapter['fraction'] or ''}"
    return volume


def audiobook_folder(guess: Guess) -> str | None:
    """Return ``Title (Year)``; None without a title."""
    return titled(guess.title, _year(guess), legal.HOME_BYTES) if guess.title else None


def place_audiobook(guess: Guess, source_name: str, extension: str, company: Company) -> Place | Problem:
    """Lay out an audiobook, or one file of it: parts are not merged by Jellyfin, so each says its number."""
    name = audiobook_folder(guess)
    if name is None:
        return Problem(ProblemCode.NO_TITLE)
    number = _part_of_book(guess, source_name, company)
    base = name
    if number:
        bare = titled(guess.title or "", "", legal.HOME_BYTES) or name
        base = f"{bare} - {number}"
    return Place(
        Library.AUDIOBOOKS,
        (author_folder(guess), name),
        base=base,
        extension=extension,
        home=2,
        shortened=is_cut(guess.title, name),
    )


def _part_of_book(guess: Guess, name: str, company: Company) -> str | None:
    """Return ``003_012`` (chapter and part), ``Chapter 01`` or ``Part 01``; None for a book in one file."""
    chapter = _NUMBER.fullmatch(guess.chapter.strip()) if guess.chapter else None
    if chapter and guess.part is not None:
        return f"{int(chapter['whole']):03d}_{guess.part:03d}"
    if chapter:
        return f"Chapter {int(chapter['whole']):02d}{chapter['fraction'] or ''}"
    number = guess.part if guess.part is not None else company.running
    if number is None and company.files > 1:
        number = guess.track
    if number is None:
        return None
    # Counted over discs, or one of very many: three digits keep them in order; and so does what has them already.
    wide = company.running is not None or company.files >= 100 or _WIDE_PART.search(name)  # noqa: PLR2004 — digits
    return f"Part {number:03d}" if wide else f"Part {number:02d}"
