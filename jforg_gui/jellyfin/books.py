"""Books, comics and audiobooks: a folder per book, the author above it (jellyfin.org, "Books")."""

from __future__ import annotations

import re

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Library
from jforg_gui.domain.naming import Subject
from jforg_gui.jellyfin import legal, rules
from jforg_gui.jellyfin.naming import RECOMMENDED, Naming
from jforg_gui.jellyfin.place import Company, Place, is_cut, named, titled
from jforg_gui.jellyfin.templates import Template, Values

_NUMBER = re.compile(r"#?\s*(?P<whole>\d{1,6})(?P<fraction>\.\d{1,3})?(?:\s*\(?\s*of\s*(?P<count>\d{1,6})\s*\)?)?")
_NUMBER_BYTES = 16
_WIDE_PART = re.compile(r"- Part \d{3}\.")


def _author(guess: Guess) -> str:
    """Return the author's name, or what the books nobody signed lie under."""
    return (legal.piece(guess.author) if guess.author else None) or rules.UNKNOWN_AUTHOR


def _year(guess: Guess) -> str:
    return f" ({guess.year})" if guess.year else ""


def _book_values(guess: Guess) -> dict[str, str | None]:
    series = legal.piece(guess.series) if guess.series and guess.number else None
    number = legal.piece(guess.number) if guess.number else None
    if series is None or number is None:
        series = number = None
    edition = f" {guess.edition} Edition" if guess.edition else ""
    return {
        "title": legal.piece(f"{guess.title}{edition}") if guess.title else None,
        "series": legal.fit(series, legal.HOME_BYTES // 3) if series else None,
        "number": legal.fit(number, _NUMBER_BYTES) if number else None,
        "author": _author(guess),
        "year": str(guess.year) if guess.year else None,
    }


def _audiobook_values(guess: Guess) -> dict[str, str | None]:
    return {
        "title": legal.piece(guess.title) if guess.title else None,
        "author": _author(guess),
        "narrator": legal.piece(guess.narrator) if guess.narrator else None,
        "year": str(guess.year) if guess.year else None,
    }


def _folders(template: Template, values: Values) -> tuple[str, ...] | None:
    """Return the folders above a book and its own; None without a title. One that would have no name is left out."""
    if not values["title"]:
        return None
    found = [named(name, values, legal.HOME_BYTES, ("title", "series", "author")) for name in template.names]
    return tuple(name for name in found if name is not None) if found[-1] is not None else None


def place_book(guess: Guess, extension: str, naming: Naming = RECOMMENDED) -> Place | Problem:
    """Lay out one book, or one issue of a periodical: a series with a number and no title of its own.

    The grammar of the recommended name, ``Title (Series, #2) (Year)``, is BookFileNameParser's.
    """
    if not guess.title and guess.series and guess.number:
        return _issue(guess, extension, Library.BOOKS, naming)
    folders = _folders(naming.templates[Subject.BOOK], _book_values(guess))
    if folders is None:
        return Problem(ProblemCode.NO_TITLE)
    return Place(
        Library.BOOKS,
        folders,
        base=folders[-1],
        extension=extension,
        home=len(folders),
        shortened=is_cut(guess.title, folders[-1]),
    )


def place_comic(guess: Guess, extension: str, naming: Naming = RECOMMENDED) -> Place | Problem:
    """Lay out one issue, volume or chapter of a comic."""
    return _issue(guess, extension, Library.COMICS, naming)


def _issue(guess: Guess, extension: str, library: Library, naming: Naming) -> Place | Problem:
    series = guess.series or guess.title
    home = titled(series, _year(guess), legal.HOME_BYTES) if series else None
    bare = titled(series, "", legal.HOME_BYTES) if series else None
    if home is None or bare is None:
        return Problem(ProblemCode.NO_TITLE)
    number = _issue_number(guess)
    title = legal.piece(guess.title) if guess.title and guess.series and not number else None
    values = {
        "series": bare,
        "number": number or None,
        "title": title if title != bare else None,
        "year": str(guess.year) if guess.year else None,
    }
    text = naming.name(Subject.COMIC).fill(values, legal.STEM_BYTES, ("title", "series"))
    return Place(
        library,
        (home,),
        base=legal.component(text) or bare,
        extension=extension,
        home=1,
        shortened=is_cut(series, home),
    )


def _issue_number(guess: Guess) -> str:
    """Return ``#003``, ``001.5`` (a number sign before a fraction is not understood), ``v05 c045`` or ''."""
    match = _NUMBER.fullmatch(guess.number.strip()) if guess.number else None
    if match:
        total = int(match["count"]) if match["count"] else guess.count
        count = f" (of {total:02d})" if total else ""
        sign = "" if match["fraction"] else "#"
        return f"{sign}{int(match['whole']):03d}{match['fraction'] or ''}{count}"
    volume = f"v{guess.volume:02d}" if guess.volume is not None else ""
    chapter = _NUMBER.fullmatch(guess.chapter.strip()) if guess.chapter else None
    if chapter:
        return f"{volume} c{int(chapter['whole']):03d}{chapter['fraction'] or ''}".strip()
    return volume


def audiobook_folders(guess: Guess, naming: Naming = RECOMMENDED) -> tuple[str, ...] | None:
    """Return ``Author``, ``Title (Year)``; None without a title."""
    return _folders(naming.templates[Subject.AUDIOBOOK], _audiobook_values(guess))


def place_audiobook(
    guess: Guess, source_name: str, extension: str, company: Company, naming: Naming = RECOMMENDED
) -> Place | Problem:
    """Lay out an audiobook, or one file of it: parts are not merged by Jellyfin, so each says its number."""
    folders = audiobook_folders(guess, naming)
    if folders is None:
        return Problem(ProblemCode.NO_TITLE)
    name = folders[-1]
    number = _part_of_book(guess, source_name, company)
    base = name
    if number:
        bare = titled(guess.title or "", "", legal.HOME_BYTES) or name
        base = f"{bare} - {number}"
    return Place(
        Library.AUDIOBOOKS,
        folders,
        base=base,
        extension=extension,
        home=len(folders),
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
