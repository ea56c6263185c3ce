from __future__ import annotations

import pytest

from jforg_gui.domain.media import Kind
from jforg_gui.identify.book_names import book_from_path


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
        ("Lantern Road - Mara Quill", "Mara Quill", "Lantern Road", None),
        ("The Lantern Road - Stane Vogl", "Stane Vogl", "The Lantern Road", None),
        ("Stane Vogl - The Lantern Road", "Stane Vogl", "The Lantern Road", None),
        ("Lantern - Stane Vogl", "Stane Vogl", "Lantern", None),
        ("Stane - The Lantern", "Stane", "The Lantern", None),
        ("Lantern Road, The - Mara Quill", "Mara Quill", "The Lantern Road", None),
        ("Mara Quill & John Reed - Lantern Road", "Mara Quill & John Reed", "Lantern Road", None),
        ("Mara Quill - Lantern Road - A Subtitle", "Mara Quill", "Lantern Road - A Subtitle", None),
        ("Lantern Road - A Subtitle - Mara Quill", "Mara Quill", "Lantern Road - A Subtitle", None),
        ("Lantern Road_ A Novel - Mara Quill", "Mara Quill", "Lantern Road: A Novel", None),
        ("Lantern Road by Mara Quill (z-lib.org)", "Mara Quill", "Lantern Road", None),
        ("Mara_Quill_-_Lantern_Road", "Mara Quill", "Lantern Road", None),
        ("Mara.Quill.-.Lantern.Road.1998.RETAIL.ePub-GRP", "Mara Quill", "Lantern Road", 1998),
        ("Mara Quill - Lantern Road (1998, Some House)", "Mara Quill", "Lantern Road", 1998),
        ("(Road) Mara Quill - Lantern Road (1998)", "Mara Quill", "Lantern Road", 1998),
        (
            "Lantern Road -- Mara Quill; J. Reed -- 2nd, Pier, 1998 -- House -- 0123abc -- x",
            "Mara Quill",
            "Lantern Road",
            1998,
        ),
        ("1998 - Lantern Road", None, "Lantern Road", 1998),
        ("Fahrenheit 77 - Ray Quill", "Ray Quill", "Fahrenheit 77", None),
        ("1984", None, "1984", None),
    ],
)
def test_books(path: str, author: str | None, title: str, year: int | None) -> None:
    *folders, stem = path.split("/")
    guess = book_from_path(stem, folders[::-1])
    assert (guess.kind, guess.author, guess.title, guess.year) == (Kind.BOOK, author, title, year)


@pytest.mark.parametrize(
    ("path", "author", "series", "number", "title"),
    [
        ("Mara Quill - [Road 02] - Lantern Road (1998)", "Mara Quill", "Road", "2", "Lantern Road"),
        ("Mara Quill - Road 02 - Lantern Road (retail)", "Mara Quill", "Road", "2", "Lantern Road"),
        ("Lantern Road (Road, #2) (1998)", None, "Road", "2", "Lantern Road"),
        ("Lantern Road (Road #2.5)", None, "Road", "2.5", "Lantern Road"),
        ("Road #2 - Lantern Road", None, "Road", "2", "Lantern Road"),
        ("Road 02 - Lantern Road", None, "Road", "2", "Lantern Road"),
        ("Road 02 - Lantern Road - Mara Quill", "Mara Quill", "Road", "2", "Lantern Road"),
        ("Road, Book 2: Lantern Road", None, "Road", "2", "Lantern Road"),
        ("[Road 02] Lantern Road", None, "Road", "2", "Lantern Road"),
        ("(Road 2.5) Lantern Road - Mara Quill", "Mara Quill", "Road", "2.5", "Lantern Road"),
        ("Mara Quill - Road 2.5 - Lantern Road", "Mara Quill", "Road", "2.5", "Lantern Road"),
        ("Mara Quill - Road - 02 - Lantern Road", "Mara Quill", "Road", "2", "Lantern Road"),
        ("Mara Quill - Lantern Road (Road Book 2)", "Mara Quill", "Road", "2", "Lantern Road"),
        ("Mara Quill/Road/02 - Lantern Road", "Mara Quill", "Road", "2", "Lantern Road"),
        ("02 - Lantern Road", None, None, "2", "Lantern Road"),
        ("Lantern (1887) #1 (of 4) (1888)", None, "Lantern", "1", None),
        ("Pier Weekly - Issue 12", None, "Pier Weekly", "12", None),
        ("Pier Weekly No. 12", None, "Pier Weekly", "12", None),
    ],
)
def test_books_in_a_series(path: str, author: str | None, series: str | None, number: str, title: str | None) -> None:
    *folders, stem = path.split("/")
    guess = book_from_path(stem, folders[::-1])
    assert (guess.author, guess.series, guess.number, guess.title) == (author, series, number, title)


@pytest.mark.parametrize("stem", ["Pier Weekly - 2019-03", "Pier Weekly - March 2019", "Pier Weekly 2019-03-14"])
def test_a_periodical_is_numbered_by_its_month(stem: str) -> None:
    guess = book_from_path(stem, ())
    assert (guess.series, guess.number, guess.year, guess.title) == ("Pier Weekly", "3", 2019, None)


def test_what_is_known_of_authors_decides_which_half_is_one() -> None:
    assert book_from_path("Blue Hour - Green Day", ()).author == "Blue Hour"
    guess = book_from_path("Blue Hour - Green Day", (), authors={"greenday"})
    assert (guess.author, guess.title) == ("Green Day", "Blue Hour")


def test_a_numbered_edition_is_no_part_of_the_title() -> None:
    guess = book_from_path("Technical Book, 2nd ed. (2015)", ())
    assert (guess.title, guess.edition, guess.year) == ("Technical Book", "2nd", 2015)


@pytest.mark.parametrize(
    ("stem", "title", "isbn"),
    [
        ("9780123456786", None, "9780123456786"),
        ("Lantern Road - 978-0-12-345678-6", "Lantern Road", "9780123456786"),
        ("Lantern Road [ISBN 0-306-40615-2]", "Lantern Road", "9780306406157"),
        ("Lantern Road 9780123456787", "Lantern Road 9780123456787", None),
    ],
)
def test_book_numbers_in_names(stem: str, title: str | None, isbn: str | None) -> None:
    guess = book_from_path(stem, ())
    assert (guess.title, dict(guess.ids).get("isbn")) == (title, isbn)


@pytest.mark.parametrize("stem", ["", " - ", "-", "- - - -", "#", "[][]", "(", "--", " -- -- "])
def test_names_of_nothing_have_no_author(stem: str) -> None:
    assert book_from_path(stem, ()).author is None
