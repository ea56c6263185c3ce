from __future__ import annotations

import pytest

from jforg_gui.domain.media import Kind
from jforg_gui.identify.book_names import audiobook_from_path, book_from_path, comic_from_path, looks_like_person


@pytest.mark.parametrize(
    ("path", "author", "title", "year"),
    [
        ("Mara Quill - Lantern Road (1998)", "Mara Quill", "Lantern Road", 1998),
        ("Lantern Road - Mary Quill", "Mary Quill", "Lantern Road", None),
        ("Quill, Mara - Lantern Road", "Mara Quill", "Lantern Road", None),
        ("1984 - George Quill (1949)", "George Quill", "1984", 1949),
        ("J. R. Quill - Lantern Road", "J. R. Quill", "Lantern Road", None),
        ("Lantern Road (Mary Quill) (z-lib.org)", "Mary Quill", "Lantern Road", None),
        ("Lantern Road (1998)", None, "Lantern Road", 1998),
        ("Lantern_Road", None, "Lantern Road", None),
        ("Lantern Road - 978-0-12-345678-6", None, "Lantern Road", None),
        ("Catch-77", None, "Catch-77", None),
        ("Mara Quill/Lantern Road/Lantern Road", "Mara Quill", "Lantern Road", None),
        ("Mara Quill/Lantern Road (45)/Lantern Road - Mara Quill", "Mara Quill", "Lantern Road", None),
        ("Mary Quill/Lantern Road", "Mary Quill", "Lantern Road", None),
        ("ebooks/misc/Lantern Road", None, "Lantern Road", None),
    ],
)
def test_books(path: str, author: str | None, title: str, year: int | None) -> None:
    *folders, stem = path.split("/")
    guess = book_from_path(stem, folders[::-1])
    assert (guess.kind, guess.author, guess.title, guess.year) == (Kind.BOOK, author, title, year)


@pytest.mark.parametrize(
    ("stem", "author", "series", "number", "title"),
    [
        ("Mara Quill - [Road 02] - Lantern Road (1998)", "Mara Quill", "Road", "2", "Lantern Road"),
        ("Mara Quill - Road 02 - Lantern Road (retail)", "Mara Quill", "Road", "2", "Lantern Road"),
        ("Lantern Road (Road, #2) (1998)", None, "Road", "2", "Lantern Road"),
        ("Lantern Road (Road #2.5)", None, "Road", "2.5", "Lantern Road"),
        ("Road #2 - Lantern Road", None, "Road", "2", "Lantern Road"),
    ],
)
def test_books_in_a_series(stem: str, author: str | None, series: str, number: str, title: str) -> None:
    guess = book_from_path(stem, ())
    assert (guess.author, guess.series, guess.number, guess.title) == (author, series, number, title)


def test_a_periodical_is_numbered_by_its_month() -> None:
    guess = book_from_path("Pier Weekly - 2019-03", ())
    assert (guess.series, guess.number, guess.year) == ("Pier Weekly", "3", 2019)


@pytest.mark.parametrize(
    ("stem", "series", "volume", "number", "chapter", "year"),
    [
        ("Star Otters v01 #003 (2012)", "Star Otters", 1, "3", None, 2012),
        ("Star Otters 003 (2012) (Digital) (Group-Empire)", "Star Otters", None, "3", None, 2012),
        ("Star Otters #001 (of 06) (2012)", "Star Otters", None, "1", None, 2012),
        ("Star Otters #1.5 (2013)", "Star Otters", None, "1.5", None, 2013),
        ("Star Otters 2099 001 (1992)", "Star Otters 2099", None, "1", None, 1992),
        ("Umi no Oto v05 (2016) (Digital)", "Umi no Oto", 5, None, None, 2016),
        ("Umi no Oto Vol.05 Ch.045.5 [Group]", "Umi no Oto", 5, None, "45.5", None),
        ("Umi no Oto c045", "Umi no Oto", None, None, "45", None),
        ("Star_Otters_003", "Star Otters", None, "3", None, None),
        ("Star Otters Annual 2013", "Star Otters Annual", None, None, None, 2013),
    ],
)
def test_comics(
    stem: str,
    series: str,
    volume: int | None,
    number: str | None,
    chapter: str | None,
    year: int | None,
) -> None:
    guess = comic_from_path(stem, ())
    assert (guess.kind, guess.series, guess.volume, guess.number, guess.chapter, guess.year) == (
        Kind.COMIC,
        series,
        volume,
        number,
        chapter,
        year,
    )


def test_a_comic_without_a_number_is_a_book_with_pictures() -> None:
    guess = comic_from_path("Lantern Road - Mary Quill", ())
    assert (guess.kind, guess.title, guess.author) == (Kind.COMIC, "Lantern Road", "Mary Quill")


def test_a_title_in_a_comics_name() -> None:
    guess = comic_from_path("Star Otters Vol. 02 - The Rise (2014) (TPB)", ())
    assert (guess.volume, guess.title) == (2, "The Rise")


@pytest.mark.parametrize(
    ("path", "author", "title", "track", "disc"),
    [
        ("Mara Quill - Lantern Road (1998) [Nell Reed]", "Mara Quill", "Lantern Road", None, None),
        ("Lantern Road {Nell Reed} 64kbps", None, "Lantern Road", None, None),
        ("Mara Quill/Lantern Road/01 - Chapter One", "Mara Quill", "Lantern Road", 1, None),
        ("Mara Quill/Lantern Road/Lantern Road - Part 03", "Mara Quill", "Lantern Road", 3, None),
        ("Mara Quill/Lantern Road (Unabridged)/Disc 2/01", "Mara Quill", "Lantern Road", 1, 2),
    ],
)
def test_audiobooks(path: str, author: str | None, title: str, track: int | None, disc: int | None) -> None:
    *folders, stem = path.split("/")
    guess = audiobook_from_path(stem, folders[::-1])
    assert guess.kind is Kind.AUDIOBOOK
    assert (guess.author, guess.title, guess.track, guess.disc) == (author, title, track, disc)


@pytest.mark.parametrize("text", ["Mary Quill", "J. R. Quill", "Quill, Mary", "Anna von Quill"])
def test_persons(text: str) -> None:
    assert looks_like_person(text)


@pytest.mark.parametrize("text", ["Lantern Road", "Mary", "Mary 2", "The Mary Quill Story of Life"])
def test_no_persons(text: str) -> None:
    assert not looks_like_person(text)
