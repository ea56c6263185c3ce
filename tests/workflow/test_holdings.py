from __future__ import annotations

import os
from dataclasses import replace

import pytest

from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import Entry, Listing
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import ExtraType, Identity, Kind, MediaFile
from jforg_gui.domain.plan import Roots
from jforg_gui.workflow.holdings import Holdings

TOP = os.sep + "library"
ROOTS = Roots.under(TOP)


def holdings(*names: str, library: str = "Shows") -> Holdings:
    entries = [
        Entry(os.path.join(TOP, library, name), 0, Identity(1, place), is_folder=True)
        for place, name in enumerate(names)
    ]
    return Holdings(Listing.of(entries), ROOTS)


def episode(series: str, year: int | None = None, path: str = os.sep + os.path.join("in", "x.mkv")) -> Item:
    guess = Guess(kind=Kind.EPISODE, series=series, year=year, season=1, episodes=(2,))
    return Item(file=MediaFile(path, 1, 0, Identity(1, 1)), guess=guess)


@pytest.mark.parametrize(
    ("held", "series", "year", "expected"),
    [
        (("Harbor Ten (2011)",), "harbor ten", None, (2011, ())),
        (("Harbor Ten (2011) [tvdbid-77]",), "Harbor Ten", None, (2011, (("tvdb", "77"),))),
        (("Harbor Ten (2011) [tvdbid-77]",), "Harbor Ten", 2011, (2011, (("tvdb", "77"),))),
        (("Harbor Ten (1978)", "Harbor Ten (2004)"), "Harbor Ten", None, (None, ())),
        (("Harbor Ten (1978)", "Harbor Ten (2004) [tmdbid-7]"), "Harbor Ten", 2004, (2004, (("tmdb", "7"),))),
        (("Harbor Ten (2011)",), "Harbor Ten", 1999, (1999, ())),
        (("Harbor Ten",), "Harbor Ten", None, (None, ())),
        (("Paper Pier (2011)",), "Harbor Ten", None, (None, ())),
        ((), "Harbor Ten", None, (None, ())),
    ],
)
def test_the_librarys_own_show(
    held: tuple[str, ...], series: str, year: int | None, expected: tuple[int | None, tuple[tuple[str, str], ...]]
) -> None:
    guess = holdings(*held).settle(episode(series, year)).guess
    assert (guess.year, guess.ids) == expected


def test_what_the_person_has_said_stays() -> None:
    held = holdings("Harbor Ten (2011)")
    item = episode("Harbor Ten")
    edited = replace(item, recognised=item.guess)
    said = replace(item, guess=replace(item.guess, source=Source.PERSON))
    assert held.settle(edited) is edited
    assert held.settle(said) is said


def test_a_file_of_the_library_stays_with_its_folder() -> None:
    item = episode("Harbor Ten", path=os.path.join(TOP, "Shows", "Harbor Ten", "x.mkv"))
    assert holdings("Harbor Ten (2011)", "Harbor Ten").settle(item) is item


def test_an_extra_follows_its_show() -> None:
    item = episode("Harbor Ten")
    extra = replace(item, guess=Guess(kind=Kind.EXTRA, extra=ExtraType.TRAILER), owner=item.guess)
    owner = holdings("Harbor Ten (2011)").settle(extra).owner
    assert owner is not None
    assert owner.year == 2011


def test_films_are_not_settled_by_their_title_alone() -> None:
    film = replace(episode(""), guess=Guess(kind=Kind.MOVIE, title="Golden Pier"))
    assert holdings("Golden Pier (2011)").settle(film) is film


@pytest.mark.parametrize(
    ("held", "title", "year", "expected"),
    [
        (("Golden Pier (2011) [imdbid-tt0000077]",), "golden pier", 2011, (("imdb", "tt0000077"),)),
        (("Golden Pier (2011) {tmdb-7}",), "Golden Pier", 2011, (("tmdb", "7"),)),
        (("Golden Pier (2011) [tmdbid-7]", "Golden Pier (1990) [tmdbid-8]"), "Golden Pier", 1990, (("tmdb", "8"),)),
        (("Golden Pier (2011) [tmdbid-7]",), "Golden Pier", 2012, ()),
        (("Golden Pier (2011) [tmdbid-7]",), "Golden Pier", None, ()),
        (("Golden Pier (2011) [tmdbid-7]", "Golden Pier (2011) [tmdbid-8]"), "Golden Pier", 2011, ()),
        (("Golden Pier (2011) [tmdbid-7]", "Golden Pier (2011)"), "Golden Pier", 2011, ()),
        (("Golden Pier (2011) [1080p]",), "Golden Pier", 2011, ()),
    ],
)
def test_the_librarys_own_film(
    held: tuple[str, ...], title: str, year: int | None, expected: tuple[tuple[str, str], ...]
) -> None:
    film = replace(episode(""), guess=Guess(kind=Kind.MOVIE, title=title, year=year))
    settled = holdings(*held, library="Movies").settle(film).guess
    assert (settled.title, settled.year, settled.ids) == (title, year, expected)
