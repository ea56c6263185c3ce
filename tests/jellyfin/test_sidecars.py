"""Which metadata files a row gets, and that nobody's own is in their way or lost."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from typing import Any

import defusedxml.ElementTree as Safe
import pytest

from jforg_gui.domain.creation import Purpose
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.listing import Entry, Listing
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Identity, Kind, MediaFile, Role
from jforg_gui.domain.metadata import Known, Metadata
from jforg_gui.domain.plan import CompanionMove, Row, Status
from jforg_gui.jellyfin.sidecars import Sidecars
from tests.fakes.nfo_check import check

Fields = dict[str, Any]  # Any: the fields of a guess, each of its own type
LIB = "/lib"


def file(path: str) -> MediaFile:
    return MediaFile(path, 1, 0, Identity(1, 1))


def place(destination: str, guess: Guess, known: Known | None = None) -> Row:
    name = os.path.basename(destination)
    item = Item(file=file(f"/in/{name}"), guess=guess, known=known or Known())
    return Row(item, f"{LIB}/{destination}", Status.READY)


def with_companion(one: Row, name: str, destination: str) -> Row:
    move = CompanionMove(Companion(file=file(f"/in/{name}"), role=Role.METADATA), f"{LIB}/{destination}", Status.READY)
    item = replace(one.item, companions=(move.companion,))
    return replace(one, item=item, companions=(move,))


def written(*rows: Row, listing: Listing | None = None) -> dict[str, bytes]:
    made = Sidecars(rows, listing or Listing())
    assert len(made) == len(list(made))
    return {one.destination.removeprefix(f"{LIB}/"): one.content for one in made}


FILM = place("Movies/Pier (2010)/Pier (2010).mkv", Guess(kind=Kind.MOVIE, title="Pier", year=2010))
EPISODE = place(
    "Shows/Harbor (2001)/Season 01/Harbor (2001) - S01E02.mkv",
    Guess(kind=Kind.EPISODE, title="Tide", series="Harbor", year=2001, season=1, episodes=(2,), ids=(("tvdb", "7"),)),
)
TRACK = place(
    "Music/Wharf/Low (1999)/01 - Buoy.flac",
    Guess(kind=Kind.TRACK, title="Buoy", artist="Wharf", album="Low", year=1999, track=1),
)
BOOK = place("Books/Quill/Road (1998)/Road (1998).mobi", Guess(kind=Kind.BOOK, title="Road", author="Quill", year=1998))
COMIC = place(
    "Comics/Rangers (2012)/Rangers #003 (2012).cbz", Guess(kind=Kind.COMIC, series="Rangers", number="3", year=2012)
)


@pytest.mark.parametrize(
    ("one", "names"),
    [
        (FILM, ["Movies/Pier (2010)/movie.nfo"]),
        (
            EPISODE,
            [
                "Shows/Harbor (2001)/tvshow.nfo",
                "Shows/Harbor (2001)/Season 01/season.nfo",
                "Shows/Harbor (2001)/Season 01/Harbor (2001) - S01E02.nfo",
            ],
        ),
        (TRACK, ["Music/Wharf/artist.nfo", "Music/Wharf/Low (1999)/album.nfo"]),
        (BOOK, ["Books/Quill/Road (1998)/metadata.opf"]),
        (COMIC, ["Comics/Rangers (2012)/Rangers #003 (2012).xml"]),
        (
            place("Movies/Pier (2010)/BDMV/index.bdmv", Guess(kind=Kind.MOVIE, title="Pier")),
            ["Movies/Pier (2010)/movie.nfo"],
        ),
        (
            place("Books/Mag (2019)/Mag #003 (2019).pdf", Guess(kind=Kind.BOOK, series="Mag")),
            ["Books/Mag (2019)/Mag #003 (2019).opf"],
        ),
        (
            place("Music/Wharf/Singles/Buoy.mp3", Guess(kind=Kind.TRACK, title="Buoy", artist="Wharf")),
            ["Music/Wharf/artist.nfo"],
        ),
        (
            place(
                "Music/Various Artists/Mix/1 - A.mp3", Guess(kind=Kind.TRACK, title="A", album="Mix", album_artist="VA")
            ),
            ["Music/Various Artists/Mix/album.nfo"],
        ),
        (place("Music/Unknown Artist/Unknown Album/A.mp3", Guess(kind=Kind.TRACK, title="A")), []),
        (place("Audiobooks/Quill/Road/Road.m4b", Guess(kind=Kind.AUDIOBOOK, title="Road")), []),
        (place("Movies/Pier (2010)/extras/A.mkv", Guess(kind=Kind.EXTRA, title="A")), []),
        # what describes itself, what is not wanted, what does not move
        (place("Books/Quill/Road/Road.epub", Guess(kind=Kind.BOOK, title="Road", source=Source.EPUB)), []),
        (place("Comics/R/R #001.cbz", Guess(kind=Kind.COMIC, series="R", number="1", source=Source.COMICINFO)), []),
        (replace(FILM, item=replace(FILM.item, wanted=False)), []),
        (replace(FILM, status=Status.CONFLICT), []),
        (replace(FILM, status=Status.UNCHANGED), []),
    ],
)
def test_the_files_of_a_row(one: Row, names: list[str]) -> None:
    assert [*written(one)] == names


def test_of_what_lies_in_place_only_what_has_been_learnt_is_written() -> None:
    known = Known(work=Metadata(title="Pier", plot="A pier."))
    learnt = replace(FILM, status=Status.UNCHANGED, item=replace(FILM.item, known=known))
    assert b"A pier." in written(learnt)["Movies/Pier (2010)/movie.nfo"]


def test_a_show_and_a_film_of_two_versions_are_described_once() -> None:
    other = replace(EPISODE, destination=f"{LIB}/Shows/Harbor (2001)/Season 01/Harbor (2001) - S01E03.mkv")
    assert len(written(EPISODE, other)) == 4
    version = replace(FILM, destination=f"{LIB}/Movies/Pier (2010)/Pier (2010) - 720p.mkv")
    assert [*written(FILM, version)] == ["Movies/Pier (2010)/movie.nfo"]


@pytest.mark.parametrize(
    ("one", "name", "destination", "left"),
    [
        (FILM, "pier.nfo", "Movies/Pier (2010)/Pier (2010).nfo", 0),
        (FILM, "movie.nfo", "Movies/Pier (2010)/movie.nfo", 0),
        (EPISODE, "tvshow.nfo", "Shows/Harbor (2001)/TVSHOW.nfo", 2),
        (EPISODE, "e2.nfo", "Shows/Harbor (2001)/Season 01/Harbor (2001) - S01E02.nfo", 2),
        (BOOK, "content.opf", "Books/Quill/Road (1998)/content.opf", 0),
        (COMIC, "ComicInfo.xml", "Comics/Rangers (2012)/ComicInfo.xml", 0),
    ],
)
def test_what_a_person_has_written_is_kept(one: Row, name: str, destination: str, left: int) -> None:
    """Whether it comes along or lies there: it is never replaced, and nothing is put before it."""
    assert len(written(with_companion(one, name, destination))) == left
    entry = Entry(f"{LIB}/{destination}", 1, Identity(1, 2))
    if one is not COMIC:
        assert len(written(one, listing=Listing.of([entry]))) == left


def test_an_episode_says_where_it_belongs() -> None:
    found = written(EPISODE)
    (show,) = check(found["Shows/Harbor (2001)/tvshow.nfo"])
    assert (show.findtext("title"), show.findtext("year"), show.findtext("uniqueid")) == ("Harbor", "2001", "7")
    (season,) = check(found["Shows/Harbor (2001)/Season 01/season.nfo"])
    assert season.findtext("seasonnumber") == "1"
    (episode,) = check(found["Shows/Harbor (2001)/Season 01/Harbor (2001) - S01E02.nfo"])
    assert {one.tag: one.text for one in episode} == {
        "title": "Tide",
        "showtitle": "Harbor",
        "season": "1",
        "episode": "2",
    }


def episodes_of(fields: Fields, known: Known | None = None, *, edited: bool = False) -> list[dict[str, str | None]]:
    one = place("Shows/H/Season 01/a.mkv", Guess(kind=Kind.EPISODE, series="H", **fields), known)
    if edited:
        one = replace(one, item=replace(one.item, recognised=Guess(kind=Kind.EPISODE)))
    return [
        {e.tag: e.text for e in root if e.tag != "showtitle"} for root in check(written(one)["Shows/H/Season 01/a.nfo"])
    ]


def test_several_episodes_of_one_file() -> None:
    """A title for both is told once, as Jellyfin joins them; two titles are shared out."""
    two: Fields = {"season": 1, "episodes": (1, 2)}
    assert [one.get("title") for one in episodes_of({"title": "Tide", **two})] == ["Tide", None]
    assert [one.get("title") for one in episodes_of({"title": "Tide + Ebb", **two})] == ["Tide", "Ebb"]
    known = Known(episodes=(Metadata(number=2, title="Two"), Metadata(number=9, title="Nine")))
    assert [one.get("title") for one in episodes_of(two, known)] == [None, "Two"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"absolute": (1071,)}, {"season": "1", "episode": "1071"}),
        ({"date": date(2019, 3, 14)}, {"season": "2019", "aired": "2019-03-14"}),
        ({"season": 0, "title": "Making of"}, {"season": "0", "title": "Making of"}),
    ],
)
def test_episodes_that_are_counted_otherwise(fields: Fields, expected: dict[str, str]) -> None:
    assert episodes_of(fields) == [expected]


def test_absolute_numbers_ask_for_their_order() -> None:
    counted = place("Shows/H/Season 01/a.mkv", Guess(kind=Kind.EPISODE, series="H", absolute=(3,)))
    assert check(written(counted)["Shows/H/tvshow.nfo"])[0].findtext("displayorder") == "absolute"
    assert check(written(EPISODE)["Shows/Harbor (2001)/tvshow.nfo"])[0].findtext("displayorder") is None


def test_the_person_knows_better_than_a_provider_and_a_provider_better_than_a_name() -> None:
    known = Known(episodes=(Metadata(number=2, season=1, title="Official", plot="P"),))
    fields: Fields = {"season": 1, "episodes": (2,), "title": "official.name"}
    assert episodes_of(fields, known)[0]["title"] == "Official"
    assert episodes_of(fields, known, edited=True)[0]["title"] == "official.name"
    assert episodes_of(fields, known, edited=True)[0]["plot"] == "P"
    moved = {**fields, "season": 2}
    assert "plot" not in episodes_of(moved, known)[0], "known of another season"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"number": "3"}, {"Series": "R", "Number": "3"}),
        ({"number": "1.5"}, {"Title": "R #1.5", "Series": "R"}),
        ({"number": "3", "title": "The Rise"}, {"Title": "The Rise", "Series": "R", "Number": "3"}),
        ({"volume": 2, "chapter": "045.5"}, {"Title": "R 045.5", "Series": "R", "Volume": "2"}),
    ],
)
def test_a_comic_says_its_number(fields: Fields, expected: dict[str, str]) -> None:
    """Jellyfin reads whole numbers only; what it cannot read stands in the title."""
    found = written(place("Comics/R/a.cbz", Guess(kind=Kind.COMIC, series="R", **fields)))
    assert {one.tag: one.text for one in Safe.fromstring(found["Comics/R/a.xml"])} == expected


def test_a_comic_of_which_only_a_title_is_known_is_its_series() -> None:
    found = written(place("Comics/R/R.cbz", Guess(kind=Kind.COMIC, title="R")))
    assert {one.tag: one.text for one in Safe.fromstring(found["Comics/R/R.xml"])} == {"Series": "R"}


def test_each_says_what_it_is_for() -> None:
    made = Sidecars((FILM, BOOK, COMIC), Listing())
    assert [one.purpose for one in made] == [Purpose.NFO, Purpose.OPF, Purpose.COMIC_INFO]
    assert [one.destination for one in made[1:]] == [made[1].destination, made[2].destination]
    assert [one.beside for one in made] == [FILM.destination, BOOK.destination, COMIC.destination]


def test_a_row_that_goes_nowhere_gets_nothing() -> None:
    stays = Row(FILM.item, None, Status.ATTENTION, (Problem(ProblemCode.NO_TITLE),))
    assert written(stays) == {}


def test_an_nfo_follows_what_the_person_has_corrected() -> None:
    """What nobody corrects stays, and an NFO that holds all that is known is not touched."""
    known = Known(work=Metadata(title="Pier", year=2010))
    film = with_companion(
        replace(FILM, item=replace(FILM.item, known=known)), "p.nfo", "Movies/Pier (2010)/Pier (2010).nfo"
    )
    assert not Sidecars((film,), Listing(), filling=True)
    edited = replace(film.item, guess=replace(film.item.guess, title="Jetty"), recognised=film.item.guess)
    (made,) = Sidecars((replace(film, item=edited),), Listing(), filling=True)
    assert made.replaces == file("/in/p.nfo")
    assert (made.destination, made.rewritten) == (f"{LIB}/Movies/Pier (2010)/Pier (2010).nfo", frozenset(("title",)))
    assert b"<title>Jetty</title>" in made.content
    assert not Sidecars((replace(film, item=edited),), Listing())
