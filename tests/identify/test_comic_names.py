from __future__ import annotations

import pytest

from jforg_gui.domain.media import Kind
from jforg_gui.identify.comic_names import comic_from_path


@pytest.mark.parametrize(
    ("path", "series", "volume", "number", "chapter", "year"),
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
        ("Star Otters (2012-2014) #003 (of 06)", "Star Otters", None, "3", None, 2012),
        ("Star Otters v2012 003", "Star Otters", None, "3", None, 2012),
        ("Star Otters T05 - Le Retour", "Star Otters", 5, None, None, None),
        ("Star Otters Bd. 05", "Star Otters", 5, None, None, None),
        ("Star Otters, Vol. 5", "Star Otters", 5, None, None, None),
        ("Star Otters Chapter 12", "Star Otters", None, None, "12", None),
        ("Star Otters Annual #1 (2013)", "Star Otters Annual", None, "1", None, 2013),
        ("[Group] Umi no Oto v03 (Digital)", "Umi no Oto", 3, None, None, None),
        ("Umi no Oto - c012 (v02) [Group]", "Umi no Oto", 2, None, "12", None),
        ("100 Otters 012 (2012)", "100 Otters", None, "12", None, 2012),
        ("Star Otters (2012)/003", "Star Otters", None, "3", None, None),
    ],
)
def test_comics(
    path: str,
    series: str,
    volume: int | None,
    number: str | None,
    chapter: str | None,
    year: int | None,
) -> None:
    *folders, stem = path.split("/")
    guess = comic_from_path(stem, folders[::-1])
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


@pytest.mark.parametrize("stem", ["Star Otters #001 (of 06) (2012)", "Star Otters 01 of 06"])
def test_how_many_there_are(stem: str) -> None:
    guess = comic_from_path(stem, ())
    assert (guess.series, guess.number, guess.count) == ("Star Otters", "1", 6)
