"""Tables of guesses and the paths they get, a table per kind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess, PartWord, Source
from jforg_gui.domain.media import Kind
from jforg_gui.jellyfin import layout, legal
from jforg_gui.jellyfin.place import ALONE, Company

Fields = dict[str, Any]  # Any: the fields of a guess, each of its own type


def path_of(kind: Kind, fields: Fields, name: str, company: Company = ALONE) -> str:
    place = layout.place(Guess(kind=kind, **fields), name, company)
    return str(place.code) if isinstance(place, Problem) else "/".join(place.parts)


MOVIES: list[tuple[Fields, str]] = [
    ({"title": "Glass Harbour", "year": 1999}, "Glass Harbour (1999)/Glass Harbour (1999).mkv"),
    ({"title": "2020"}, "2020/2020.mkv"),
    ({"title": "2020", "year": 2008}, "2020 (2008)/2020 (2008).mkv"),
    (
        {"title": "Glass Harbour", "year": 1999, "edition": "Director's Cut"},
        "Glass Harbour (1999)/Glass Harbour (1999) - Director's Cut.mkv",
    ),
    (
        {"title": "Glass Harbour", "year": 1999, "stereo": "hsbs"},
        "Glass Harbour (1999)/Glass Harbour (1999) - 3D.HSBS.mkv",
    ),
    (
        {"title": "Glass Harbour", "year": 1999, "stereo": "3D.HTAB"},
        "Glass Harbour (1999)/Glass Harbour (1999) - 3D.HTAB.mkv",
    ),
    (
        {"title": "Glass Harbour", "year": 1999, "edition": "Extended", "stereo": "3D"},
        "Glass Harbour (1999)/Glass Harbour (1999) - Extended 3D.mkv",
    ),
    (
        {"title": "Glass Harbour", "year": 1999, "ids": (("imdb", "tt7654321"),), "edition": "IMAX"},
        "Glass Harbour (1999) [imdbid-tt7654321]/Glass Harbour (1999) [imdbid-tt7654321] - IMAX.mkv",
    ),
    ({"title": "Glass Harbour", "year": 1999, "resolution": "1080p"}, "Glass Harbour (1999)/Glass Harbour (1999).mkv"),
    ({"title": "Glass: Harbour?", "year": 1999}, "Glass - Harbour (1999)/Glass - Harbour (1999).mkv"),
    ({"title": "[HUSH]", "year": 2007}, "[HUSH] (2007)/[HUSH] (2007).mkv"),
    ({"title": "(7) Nights of Rain", "year": 2009}, "(7) Nights of Rain (2009)/(7) Nights of Rain (2009).mkv"),
    ({"title": "风の夜", "year": 2001}, "风の夜 (2001)/风の夜 (2001).mkv"),
    ({"title": "AUX", "year": 2010}, "AUX (2010)/AUX (2010).mkv"),
    ({"title": "AUX"}, "AUX_/AUX_.mkv"),
    # what Jellyfin would cut off or skip
    ({"title": "Harbour - 11", "year": 2001}, "Harbour 11 (2001)/Harbour 11 (2001).mkv"),
    ({"title": "The Sample", "year": 2010}, "The Sample_ (2010)/The Sample_ (2010).mkv"),
    ({"title": "Metadata"}, "Metadata_/Metadata_.mkv"),
    # parts
    (
        {"title": "Long Saga", "year": 2001, "edition": "Extended", "part": 1, "part_word": PartWord.CD},
        "Long Saga (2001)/Long Saga (2001)-cd1.mkv",
    ),
    (
        {"title": "Long Saga", "year": 2001, "part": 1, "part_word": PartWord.PART},
        "Long Saga (2001)/Long Saga (2001).mkv",
    ),
    # no title
    (
        {"title": "???", "year": 2001, "ids": (("tmdb", "42"),)},
        "tmdb-42 (2001) [tmdbid-42]/tmdb-42 (2001) [tmdbid-42].mkv",
    ),
    ({"title": "???", "year": 2001}, "no-title"),
    ({"title": None, "year": 2001}, "no-title"),
]


@pytest.mark.parametrize(("fields", "expected"), MOVIES)
def test_films(fields: Fields, expected: str) -> None:
    assert path_of(Kind.MOVIE, fields, "whatever.MKV") == expected


def test_a_stacked_part_keeps_its_word() -> None:
    fields: Fields = {"title": "Long Saga", "year": 2001, "part": 2, "part_word": PartWord.PART}
    assert path_of(Kind.MOVIE, fields, "x.mkv", Company(stacked=True)).endswith("/Long Saga (2001)-part2.mkv")


def test_versions_say_their_resolution() -> None:
    fields: Fields = {"title": "Glass Harbour", "year": 1999, "resolution": "720p"}
    one = path_of(Kind.MOVIE, fields, "x.mkv", Company(versions=True))
    assert one == "Glass Harbour (1999)/Glass Harbour (1999) - 720p.mkv"


EPISODES: list[tuple[Fields, str]] = [
    ({"season": 1, "episodes": (2,)}, "Pier Nine/Season 01/Pier Nine - S01E02.mkv"),
    ({"season": 1, "episodes": (2,), "title": "Low Tide"}, "Pier Nine/Season 01/Pier Nine - S01E02 - Low Tide.mkv"),
    (
        {"season": 1, "episodes": (2,), "year": 2011, "ids": (("tvdb", "77"),)},
        "Pier Nine (2011) [tvdbid-77]/Season 01/Pier Nine (2011) - S01E02.mkv",
    ),
    ({"season": 1, "episodes": (1, 2, 3)}, "Pier Nine/Season 01/Pier Nine - S01E01-E03.mkv"),
    ({"season": 0, "episodes": (3,), "title": "Behind It"}, "Pier Nine/Season 00/Pier Nine - S00E03 - Behind It.mkv"),
    ({"season": 2020, "episodes": (3,)}, "Pier Nine/Season 2020/Pier Nine - S2020E03.mkv"),
    ({"season": 1, "episodes": (100,)}, "Pier Nine/Season 01/Pier Nine - S01E100.mkv"),
    ({"episodes": (5,)}, "Pier Nine/Season 01/Pier Nine - S01E05.mkv"),
    ({"absolute": (1071,)}, "Pier Nine/Season 01/Pier Nine - S01E1071.mkv"),
    ({"absolute": (1, 2)}, "Pier Nine/Season 01/Pier Nine - S01E01-E02.mkv"),
    ({"season": 2, "absolute": (3,)}, "Pier Nine/Season 02/Pier Nine - S02E03.mkv"),
    ({"absolute": (27,), "season": 2, "episodes": (3,)}, "Pier Nine/Season 02/Pier Nine - S02E03.mkv"),
    (
        {"date": date(2020, 5, 4), "title": "A Guest"},
        "Pier Nine/Season 2020/Pier Nine - 2020-05-04 - A Guest.mkv",
    ),
    ({"date": date(2020, 5, 4), "season": 5, "episodes": (40,)}, "Pier Nine/Season 05/Pier Nine - S05E40.mkv"),
    ({"season": 0, "title": "Winter Special 2015"}, "Pier Nine/Season 00/Pier Nine - Winter Special (2015).mkv"),
    ({"season": 0, "title": "Winter Special (2015)"}, "Pier Nine/Season 00/Pier Nine - Winter Special (2015).mkv"),
    ({"season": 0, "title": "Recap 12.5"}, "Pier Nine/Season 00/Pier Nine - Recap 12.5.mkv"),
    ({"season": 1, "episodes": (10,), "title": "Part 2"}, "Pier Nine/Season 01/Pier Nine - S01E10 - Part 2.mkv"),
    (
        {"season": 1, "episodes": (10,), "part": 1, "part_word": PartWord.CD},
        "Pier Nine/Season 01/Pier Nine - S01E10-part-1.mkv",
    ),
    # titles that Jellyfin would read as a range of episodes, or as an extra
    ({"season": 1, "episodes": (5,), "title": "E2 Wakes"}, "Pier Nine/Season 01/Pier Nine - S01E05 - 'E2' Wakes.mkv"),
    ({"season": 1, "episodes": (5,), "title": "X1"}, "Pier Nine/Season 01/Pier Nine - S01E05 - 'X1'.mkv"),
    ({"season": 1, "episodes": (5,), "title": "Exit 4"}, "Pier Nine/Season 01/Pier Nine - S01E05 - Exit 4.mkv"),
    ({"season": 1, "episodes": (5,), "title": "Too-Short"}, "Pier Nine/Season 01/Pier Nine - S01E05 - Too Short.mkv"),
    ({"season": 1, "episodes": (5,), "title": "A-Clip2"}, "Pier Nine/Season 01/Pier Nine - S01E05 - A Clip2.mkv"),
    ({"season": 1, "episodes": (5,), "title": "Trailer"}, "Pier Nine/Season 01/Pier Nine - S01E05 - 'Trailer'.mkv"),
    (
        {"season": 1, "episodes": (5,), "title": "Red.Trailer"},
        "Pier Nine/Season 01/Pier Nine - S01E05 - Red Trailer.mkv",
    ),
    ({"season": 1, "title": "No Number"}, "no-episode"),
    ({"season": 0}, "no-episode"),
    ({"season": 1, "episodes": (1,), "series": None, "title": "Alone"}, "no-title"),
    # a show called like its season's number
    ({"season": 24, "episodes": (1,), "series": "24"}, "24 (TV)/Season 24/24 (TV) - S24E01.mkv"),
    ({"season": 1, "episodes": (1,), "series": "24", "year": 1998}, "24 (1998)/Season 01/24 (1998) - S01E01.mkv"),
    ({"season": 1, "episodes": (1,), "series": "Sea"}, "Sea (TV)/Season 01/Sea (TV) - S01E01.mkv"),
    ({"season": 1, "episodes": (1,), "series": "Subs"}, "Subs_/Season 01/Subs_ - S01E01.mkv"),
    (
        {"season": 1, "episodes": (1,), "series": "Q.R.S.", "year": 2017},
        "Q.R.S. (2017)/Season 01/Q.R.S. (2017) - S01E01.mkv",
    ),
]


@pytest.mark.parametrize(("fields", "expected"), EPISODES)
def test_episodes(fields: Fields, expected: str) -> None:
    assert path_of(Kind.EPISODE, {"series": "Pier Nine", **fields}, "x.mkv") == expected


TRACKS: list[tuple[Fields, str]] = [
    ({}, "The Finches/Grey Morning (2004)/01 - Dawn.flac"),
    ({"year": None}, "The Finches/Grey Morning/01 - Dawn.flac"),
    ({"track": None}, "The Finches/Grey Morning (2004)/Dawn.flac"),
    ({"track": 112}, "The Finches/Grey Morning (2004)/112 - Dawn.flac"),
    ({"title": None}, "The Finches/Grey Morning (2004)/01 - Track 01.flac"),
    ({"title": None, "track": None}, "no-title"),
    ({"disc": 1, "discs": 1}, "The Finches/Grey Morning (2004)/01 - Dawn.flac"),
    ({"disc": 1, "source": Source.TAGS}, "The Finches/Grey Morning (2004)/01 - Dawn.flac"),
    ({"disc": 1, "source": Source.FOLDER}, "The Finches/Grey Morning (2004)/1-01 - Dawn.flac"),
    ({"disc": 1, "discs": 2}, "The Finches/Grey Morning (2004)/1-01 - Dawn.flac"),
    ({"disc": 2, "source": Source.TAGS}, "The Finches/Grey Morning (2004)/2-01 - Dawn.flac"),
    ({"artist": "Fire/Water", "album": "Back"}, "Fire-Water/Back (2004)/01 - Dawn.flac"),
    ({"artist": "A Guest", "album_artist": "The Finches"}, "The Finches/Grey Morning (2004)/01 - Dawn.flac"),
    ({"artist": "The Finches feat. Ada"}, "The Finches/Grey Morning (2004)/01 - Dawn.flac"),
    ({"artist": "The Finches (ft. Ada)"}, "The Finches/Grey Morning (2004)/01 - Dawn.flac"),
    ({"artist": "Featuring Ada"}, "Featuring Ada/Grey Morning (2004)/01 - Dawn.flac"),
    ({"artist": "Soft Feathers"}, "Soft Feathers/Grey Morning (2004)/01 - Dawn.flac"),
    ({"artist": "The Finches feat. Ada", "album_artist": "A feat. B"}, "A feat. B/Grey Morning (2004)/01 - Dawn.flac"),
    ({"artist": "A Guest", "album_artist": "VA"}, "Various Artists/Grey Morning (2004)/01 - A Guest - Dawn.flac"),
    ({"artist": "A Guest", "compilation": True}, "Various Artists/Grey Morning (2004)/01 - A Guest - Dawn.flac"),
    ({"artist": None, "compilation": True}, "Various Artists/Grey Morning (2004)/01 - Dawn.flac"),
    ({"album": None}, "The Finches/Singles/Dawn.flac"),
    ({"album": None, "artist": None, "track": None}, "Unknown Artist/Unknown Album/Dawn.flac"),
    ({"artist": "???"}, "Unknown Artist/Grey Morning (2004)/01 - Dawn.flac"),
    # albums that look like discs, extras or nothing at all
    ({"album": "Vol. 3"}, "The Finches/2004 - Vol. 3/01 - Dawn.flac"),
    ({"album": "Part 1", "year": None}, "The Finches/The Finches - Part 1/01 - Dawn.flac"),
    ({"album": "Volume"}, "The Finches/2004 - Volume/01 - Dawn.flac"),
    ({"album": "Extras", "year": None}, "The Finches/Extras_/01 - Dawn.flac"),
    ({"track": None, "title": "theme"}, "The Finches/Grey Morning (2004)/Theme.flac"),
]


@pytest.mark.parametrize(("fields", "expected"), TRACKS)
def test_tracks(fields: Fields, expected: str) -> None:
    given_fields = {"artist": "The Finches", "album": "Grey Morning", "year": 2004, "track": 1, "title": "Dawn"}
    assert path_of(Kind.TRACK, {**given_fields, **fields}, "x.flac") == expected


BOOKS: list[tuple[Fields, str]] = [
    ({"edition": "3rd", "year": 1998}, "Ada Fenn/Stone Path 3rd Edition (1998)/Stone Path 3rd Edition (1998).epub"),
    ({"year": 1998}, "Ada Fenn/Stone Path (1998)/Stone Path (1998).epub"),
    ({"author": None}, "Unknown Author/Stone Path/Stone Path.epub"),
    (
        {"series": "Paths", "number": "2", "year": 1998},
        "Ada Fenn/Stone Path (Paths, #2) (1998)/Stone Path (Paths, #2) (1998).epub",
    ),
    ({"series": "Paths"}, "Ada Fenn/Stone Path/Stone Path.epub"),
    ({"title": "Stone Path: A Novel"}, "Ada Fenn/Stone Path - A Novel/Stone Path - A Novel.epub"),
    (
        {"title": None, "author": None, "series": "Weekly Reed", "number": "3", "year": 2019},
        "Weekly Reed (2019)/Weekly Reed #003 (2019).epub",
    ),
    ({"title": None}, "no-title"),
]


@pytest.mark.parametrize(("fields", "expected"), BOOKS)
def test_books(fields: Fields, expected: str) -> None:
    assert path_of(Kind.BOOK, {"author": "Ada Fenn", "title": "Stone Path", **fields}, "x.epub") == expected


COMICS: list[tuple[Fields, str]] = [
    ({"number": "3", "year": 2012}, "Moon Rangers (2012)/Moon Rangers #003 (2012).cbz"),
    ({"number": "3", "volume": 1, "year": 2012}, "Moon Rangers (2012)/Moon Rangers #003 (2012).cbz"),
    ({"number": "1 (of 6)", "year": 2012}, "Moon Rangers (2012)/Moon Rangers #001 (of 06) (2012).cbz"),
    ({"number": "1", "count": 6, "year": 2012}, "Moon Rangers (2012)/Moon Rangers #001 (of 06) (2012).cbz"),
    ({"number": "1.5", "year": 2013}, "Moon Rangers (2013)/Moon Rangers 001.5 (2013).cbz"),
    ({"volume": 5, "year": 2016}, "Moon Rangers (2016)/Moon Rangers v05 (2016).cbz"),
    ({"volume": 5, "chapter": "45.5"}, "Moon Rangers/Moon Rangers v05 c045.5.cbz"),
    ({"chapter": "045"}, "Moon Rangers/Moon Rangers c045.cbz"),
    ({"year": 2013}, "Moon Rangers (2013)/Moon Rangers (2013).cbz"),
    ({"title": "The Rise", "year": 2013}, "Moon Rangers (2013)/Moon Rangers - The Rise (2013).cbz"),
    ({"series": None, "title": "Moon Rangers", "number": "7"}, "Moon Rangers/Moon Rangers #007.cbz"),
    ({"series": None}, "no-title"),
]


@pytest.mark.parametrize(("fields", "expected"), COMICS)
def test_comics(fields: Fields, expected: str) -> None:
    assert path_of(Kind.COMIC, {"series": "Moon Rangers", **fields}, "x.cbz") == expected


AUDIOBOOKS: list[tuple[Fields, Company, str]] = [
    ({"year": 1998}, ALONE, "Ada Fenn/Stone Path (1998)/Stone Path (1998).m4b"),
    ({"author": None}, ALONE, "Unknown Author/Stone Path/Stone Path.m4b"),
    ({"year": 1998, "part": 3}, ALONE, "Ada Fenn/Stone Path (1998)/Stone Path - Part 03.m4b"),
    ({"chapter": "1"}, ALONE, "Ada Fenn/Stone Path/Stone Path - Chapter 01.m4b"),
    ({"chapter": "3", "part": 12}, ALONE, "Ada Fenn/Stone Path/Stone Path - 003_012.m4b"),
    ({"track": 4}, ALONE, "Ada Fenn/Stone Path/Stone Path.m4b"),
    ({"track": 4}, Company(files=9), "Ada Fenn/Stone Path/Stone Path - Part 04.m4b"),
    ({"track": 4}, Company(files=120), "Ada Fenn/Stone Path/Stone Path - Part 004.m4b"),
    ({"track": 4, "disc": 2}, Company(files=30, running=17), "Ada Fenn/Stone Path/Stone Path - Part 017.m4b"),
    ({"title": None}, ALONE, "no-title"),
]


@pytest.mark.parametrize(("fields", "company", "expected"), AUDIOBOOKS)
def test_audiobooks(fields: Fields, company: Company, expected: str) -> None:
    known = {"author": "Ada Fenn", "title": "Stone Path"}
    assert path_of(Kind.AUDIOBOOK, {**known, **fields}, "x.m4b", company) == expected


def test_a_part_keeps_the_digits_it_was_given() -> None:
    fields: Fields = {"author": "Ada Fenn", "title": "Stone Path", "part": 4}
    assert path_of(Kind.AUDIOBOOK, fields, "Stone Path - Part 004.mp3").endswith("/Stone Path - Part 004.mp3")


@pytest.mark.parametrize("kind", [Kind.SUBTITLE, Kind.ARTWORK, Kind.UNKNOWN, Kind.IGNORED])
def test_what_has_no_place_of_its_own_gets_none(kind: Kind) -> None:
    assert layout.place(Guess(kind=kind, title="Anything"), "x.srt") == Problem(ProblemCode.NO_TITLE)


@pytest.mark.parametrize("kind", [Kind.MOVIE, Kind.EPISODE, Kind.TRACK, Kind.BOOK, Kind.COMIC, Kind.AUDIOBOOK])
def test_long_names_are_cut_where_it_hurts_least(kind: Kind) -> None:
    long = "長い題名" * 60
    guess = Guess(
        kind=kind, title=long, series=long, album=long, artist=long, author=long, season=1, episodes=(7,), year=1999
    )
    place = layout.place(guess, "x.mkv")
    assert not isinstance(place, Problem)
    assert place.shortened
    assert len(place.stem.encode()) <= legal.STEM_BYTES
    assert all(len(part.encode()) <= 255 for part in place.parts)
    assert "(1999)" in place.folders[0] + place.folders[-1]
    assert kind is not Kind.EPISODE or "S01E07" in place.name


def test_a_shortened_name_stays_as_it_is_when_read_again() -> None:
    first = layout.place(Guess(kind=Kind.MOVIE, title="Ein sehr langer Titel " * 20, year=1999), "x.mkv")
    assert not isinstance(first, Problem)
    title = first.folders[0].removesuffix(" (1999)")
    again = layout.place(Guess(kind=Kind.MOVIE, title=title, year=1999), "x.mkv")
    assert not isinstance(again, Problem)
    assert again.parts == first.parts


TEXT = st.one_of(st.none(), st.text(st.characters(), max_size=120))


@given(
    kind=st.sampled_from(list(Kind)),
    texts=st.tuples(*[TEXT] * 8),
    numbers=st.tuples(*[st.one_of(st.none(), st.integers(0, 99999))] * 6),
    name=st.text(st.characters(), max_size=80),
)
def test_no_guess_makes_an_illegal_name(
    kind: Kind, texts: tuple[str | None, ...], numbers: tuple[int | None, ...], name: str
) -> None:
    title, series, artist, album, author, number, chapter, edition = texts
    year, season, part, disc, track, volume = numbers
    guess = Guess(
        kind=kind, title=title, series=series, artist=artist, album=album, author=author, number=number,
        chapter=chapter, edition=edition, year=year, season=season, part=part, disc=disc, track=track, volume=volume,
        episodes=(1,) if year else (),
    )  # fmt: skip
    owner = Guess(kind=Kind.MOVIE, title=title, year=year)
    place = layout.place(guess, name, Company(versions=True), owner)
    if not isinstance(place, Problem):
        assert all(map(legal.is_component, place.parts))
        for part_of_path in place.parts:
            assert legal.component(part_of_path) == part_of_path
