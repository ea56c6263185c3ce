"""Discs keep the names of their own below the film's folder."""

from __future__ import annotations

import pytest

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess, PartWord
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.jellyfin import discs
from jforg_gui.jellyfin.place import ALONE, Company, Place

FILM = Guess(kind=Kind.MOVIE, title="Golden Pier", year=2010)
DISC_2 = Guess(kind=Kind.MOVIE, title="Golden Pier", year=2010, part=2, part_word=PartWord.DISC)


def place(guess: Guess = FILM, inner: str = "VIDEO_TS/VIDEO_TS.IFO", company: Company = ALONE) -> Place:
    found = discs.place(guess, inner.split("/"), company)
    assert isinstance(found, Place)
    return found


def file(path: str) -> MediaFile:
    return MediaFile(path, 1, 0, Identity(1, 1))


@pytest.mark.parametrize(
    ("guess", "company", "inner", "expected"),
    [
        (FILM, ALONE, "VIDEO_TS/VIDEO_TS.IFO", "Golden Pier (2010)/VIDEO_TS/VIDEO_TS.IFO"),
        (FILM, ALONE, "BDMV/index.bdmv", "Golden Pier (2010)/BDMV/index.bdmv"),
        (FILM, ALONE, "VIDEO_TS.IFO", "Golden Pier (2010)/VIDEO_TS.IFO"),
        (
            DISC_2,
            Company(stacked=True),
            "VIDEO_TS/VIDEO_TS.IFO",
            "Golden Pier (2010)/Golden Pier (2010) - Disc 2/VIDEO_TS/VIDEO_TS.IFO",
        ),
        (DISC_2, ALONE, "BDMV/index.bdmv", "Golden Pier (2010)/BDMV/index.bdmv"),
    ],
)
def test_where_a_disc_goes(guess: Guess, company: Company, inner: str, expected: str) -> None:
    assert "/".join(place(guess, inner, company).parts) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/in/Pier/BDMV/STREAM/00001.m2ts", "Golden Pier (2010)/BDMV/STREAM/00001.m2ts"),
        ("/in/Pier/BDMV/MovieObject.bdmv", "Golden Pier (2010)/BDMV/MovieObject.bdmv"),
        ("/in/Pier/CERTIFICATE/id.bdmv", "Golden Pier (2010)/CERTIFICATE/id.bdmv"),
        ("/in/elsewhere/id.bdmv", None),
        ("/in/Pier/BDMV/back\\slash", None),
    ],
)
def test_where_the_rest_of_a_disc_goes(path: str, expected: str | None) -> None:
    parts = discs.beside(file(path), file("/in/Pier/BDMV/index.bdmv"), place(inner="BDMV/index.bdmv"))
    assert (parts and "/".join(parts)) == expected


def test_a_second_disc_of_one_film_gets_a_folder_of_its_own() -> None:
    assert place().numbered(2).folders == ("Golden Pier (2010) (2)", "VIDEO_TS")


def test_what_is_no_film_stays() -> None:
    for guess, code in (
        (Guess(kind=Kind.EPISODE, series="Harbor"), ProblemCode.DISC_STRUCTURE),
        (Guess(kind=Kind.MOVIE), ProblemCode.NO_TITLE),
    ):
        assert discs.place(guess, ["VIDEO_TS", "VIDEO_TS.IFO"], ALONE) == Problem(code)
