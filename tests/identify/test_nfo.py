from __future__ import annotations

import os

import pytest

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.found import NOTHING_INSIDE, Sidecar, SidecarKind
from jforg_gui.domain.media import Identity, MediaFile
from jforg_gui.domain.metadata import Metadata, PersonKind, SeriesStatus
from jforg_gui.identify.bounded import UnreadableError
from jforg_gui.identify.nfo import look_at_nfo, read_nfo

RELEASE = "0b3a9a1e-0000-4000-8000-00000000abcd"
MOVIE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<movie>
  <title>Paper Lantern</title><originaltitle>Papierlaterne</originaltitle><year>2019</year>
  <premiered>2019-03-08</premiered><runtime>104 min</runtime><plot>A lamp.</plot><mpaa>PG-13</mpaa>
  <ratings><rating name="themoviedb" max="10"><value>7,1</value><votes>812</votes></rating></ratings>
  <genre>Drama / Comedy</genre><studio>Moonlit</studio><country>Germany / France</country>
  <director>Ida Blum</director><credits>Jo Rey</credits>
  <uniqueid type="tmdb" default="true">990001</uniqueid><uniqueid type="imdb">tt9900001</uniqueid>
  <set tmdbcolid="9901"><name>Lantern Collection</name></set>
  <actor><name>Ana Sol</name><role>Mia</role><thumb>http://x/y.jpg</thumb></actor>
</movie>
"""


def work(text: str, encoding: str = "utf-8") -> Metadata:
    found = read_nfo(text.encode(encoding))
    assert found is not None
    return found.works[0]


def test_a_film() -> None:
    film = work(MOVIE)
    assert (film.title, film.original_title, film.year, film.runtime) == ("Paper Lantern", "Papierlaterne", 2019, 104)
    assert (str(film.premiered), film.plot, film.certification) == ("2019-03-08", "A lamp.", "PG-13")
    assert (film.genres, film.countries, film.studios) == (("Drama", "Comedy"), ("Germany", "France"), ("Moonlit",))
    assert film.ids == (("imdb", "tt9900001"), ("tmdb", "990001"))
    assert [(one.source, one.value, one.votes) for one in film.ratings] == [("themoviedb", 7.1, 812)]
    assert [(one.name, one.kind, one.image) for one in film.people] == [
        ("Ida Blum", PersonKind.DIRECTOR, None),
        ("Jo Rey", PersonKind.WRITER, None),
        ("Ana Sol", PersonKind.ACTOR, None),
    ]
    assert film.collection is not None
    assert (film.collection.name, film.collection.tmdb) == ("Lantern Collection", "9901")


def test_a_show() -> None:
    found = read_nfo(
        b"<tvshow><title>Harbor Nine</title><id>tt1234567</id><tvdbid>81189</tvdbid><status>Canceled</status>"
        b"<namedseason number='1'>The Beginning</namedseason></tvshow>"
    )
    assert found is not None
    assert found.kind is SidecarKind.SHOW
    show = found.works[0]
    assert dict(show.ids) == {"imdb": "tt1234567", "tvdb": "81189"}
    assert (show.status, show.season_names) == (SeriesStatus.ENDED, ((1, "The Beginning"),))


def test_several_episodes_of_one_file() -> None:
    block = "<episodedetails><title>{}</title><season>1</season><episode>{}</episode></episodedetails>"
    found = read_nfo(("<?xml version='1.0'?>\n" + block.format("One", 1) + "\n" + block.format("Two", 2)).encode())
    assert found is not None
    assert found.kind is SidecarKind.EPISODE
    assert [(one.title, one.season, one.number) for one in found.works] == [("One", 1, 1), ("Two", 1, 2)]


def test_an_album_and_its_artist() -> None:
    album = work(
        f"<album><title>Low Tide</title><musicbrainzalbumid>{RELEASE.upper()}</musicbrainzalbumid>"
        "<musicbrainzreleasegroupid>../x</musicbrainzreleasegroupid><releasedate>2004-05-01</releasedate></album>"
    )
    assert (album.title, album.year, album.ids) == ("Low Tide", 2004, (("musicbrainzalbum", RELEASE),))
    artist = work(f"<artist><name>The Kelps</name><musicBrainzArtistID>{RELEASE}</musicBrainzArtistID></artist>")
    assert (artist.title, artist.ids) == ("The Kelps", (("musicbrainzartist", RELEASE),))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("<movie><title>Amélie</title></movie>", "utf-8-sig"),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><movie><title>Amélie</title></movie>", "latin-1"),
        ("<movie><title>Amélie</title></movie>", "cp1252"),
        ("<movie><title>Amélie</title></movie>", "utf-16"),
        ("<movie><title>Am&eacute;lie</title></movie>", "ascii"),
        ("\r\n  <movie><title>Am&#233;lie</title></movie>\n\n", "ascii"),
    ],
)
def test_whatever_the_encoding(text: str, encoding: str) -> None:
    assert work(text, encoding).title == "Amélie"


def test_ampersands_that_nobody_wrote_out() -> None:
    assert (
        work("<movie><title>Salt & Light &nonsense; &amp; more</title></movie>").title
        == "Salt & Light &nonsense; & more"
    )


def test_an_address_behind_the_xml() -> None:
    film = work("<movie><title>Lantern</title></movie>\nhttps://www.thetvdb.com/?tab=series&id=81189&lid=7")
    assert film.ids == (("tvdb", "81189"),)


@pytest.mark.parametrize(
    ("text", "ids", "about"),
    [
        ("https://www.imdb.com/title/tt1234567/", {"imdb": "tt1234567"}, SidecarKind.ADDRESS),
        ("see themoviedb.org/movie/603-the-lamp", {"tmdb": "603"}, SidecarKind.MOVIE),
        ("https://www.themoviedb.org/tv/1399", {"tmdb": "1399"}, SidecarKind.SHOW),
        ("https://www.tvmaze.com/shows/82/x", {"tvmaze": "82"}, SidecarKind.SHOW),
        (f"musicbrainz.org/release/{RELEASE}", {"musicbrainzalbum": RELEASE}, SidecarKind.ALBUM),
        ("░▒ art ▒░ imdb.com/title/tt1234567 ░ imdb.com/title/tt1234567", {"imdb": "tt1234567"}, SidecarKind.ADDRESS),
    ],
)
def test_texts_that_only_name_a_page(text: str, ids: dict[str, str], about: SidecarKind) -> None:
    found = read_nfo(text.encode())
    assert found == Sidecar(SidecarKind.ADDRESS, (Metadata(ids=tuple(ids.items())),), about=about)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"just a group's art",
        b"imdb.com/title/tt1234567 imdb.com/title/tt7654321",
        b"<html><title>x</title></html>",
        b"\xff" * 99,
    ],
)
def test_what_is_no_metadata(data: bytes) -> None:
    assert read_nfo(data) is None


@pytest.mark.parametrize(
    "data",
    [
        b"<movie>",
        b"<movie><title>x</movie>",
        b"<!DOCTYPE movie [<!ENTITY a 'b'>]><movie><title>&a;</title></movie>",
        b"<movie><title>" + b"<b>" * 300 + b"</b>" * 300 + b"</title></movie>",
        b"<movie>" + b"<a/>" * 60_000 + b"</movie>",
    ],
)
def test_broken_xml(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_nfo(data)


@pytest.mark.parametrize(
    "inner",
    [
        "<year>99999999999</year><season>x</season><runtime>soon</runtime><premiered>yesterday</premiered>",
        "<tmdbid>0</tmdbid><imdbid>603</imdbid><uniqueid type='tmdb'>../../etc</uniqueid><uniqueid>7</uniqueid>",
        "<ratings><rating><value>99</value></rating><rating/></ratings><actor/><set/><namedseason number='x'/>",
        "<year>١٩٩٩</year>",
    ],
)
def test_values_that_are_none_say_nothing(inner: str) -> None:
    assert work(f"<movie>{inner}</movie>") == Metadata()


def test_a_broken_file_is_a_problem_of_its_neighbour(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = os.path.join(str(tmp_path_factory.mktemp("nfo")), "movie.nfo")
    with open(path, "wb") as stream:
        stream.write(b"<movie>")
    problem = look_at_nfo(MediaFile(path, 7, 0, Identity(1, 1))).problem
    assert problem is not None
    assert (problem.code, dict(problem.details)["other"]) == (ProblemCode.SIDECAR_UNREADABLE, "movie.nfo")
    with open(path, "wb") as stream:
        stream.write(b"A" * 2_000_000)
    assert look_at_nfo(MediaFile(path, 2_000_000, 0, Identity(1, 1))) == NOTHING_INSIDE
