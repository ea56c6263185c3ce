"""Every NFO parses strictly, avoids the traps of its readers, and gives back every character it can carry."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jforg_gui.domain.metadata import (
    Collection,
    DisplayOrder,
    Metadata,
    Person,
    PersonKind,
    Rating,
    SeriesStatus,
)
from jforg_gui.jellyfin import nfo
from tests.fakes.nfo_check import blocks, check

FULL = Metadata(
    title="Paper Lantern",
    original_title="Papierlaterne",
    sort_title="Lantern, Paper",
    plot="A keeper & a <lamp>.\r\nTwo lines.",
    tagline="Light.",
    year=2019,
    premiered=date(2019, 3, 8),
    ended=date(2021, 1, 2),
    runtime=104,
    certification="PG-13",
    genres=("Drama", "Drama", "Sea/Story"),
    tags=("lamp",),
    studios=("Moonlit Films", ""),
    countries=("Germany", "France"),
    ratings=(
        Rating(source="themoviedb", value=7.1, votes=812),
        Rating(source="imdb", value=7.0),
        Rating(source="none", value=0.0),
    ),
    people=(
        Person(name="Ida Blum", kind=PersonKind.DIRECTOR),
        Person(name="Sammy Example, Jr.", kind=PersonKind.DIRECTOR),
        Person(name="Jo Rey", kind=PersonKind.WRITER),
        Person(name="Ed/Ward", kind=PersonKind.WRITER),
        Person(name="Nia Cord", kind=PersonKind.COMPOSER),
        Person(name="Ana Sol", role="Mia", image="https://image.example.org/a.jpg"),
        Person(name="Guest", kind=PersonKind.GUEST_STAR, image="file:///etc/passwd"),
        Person(name=" "),
    ),
    ids=(("anidb", "0"), ("imdb", "tt9900001"), ("tmdb", "990001"), ("tvdb", "not a number")),
    collection=Collection(name="Lantern Collection", tmdb="9901", overview="All of them"),
    trailer="AAAAAAAAAAA",
    status=SeriesStatus.ENDED,
    display_order=DisplayOrder.ABSOLUTE,
    season_names=((0, "Extras"), (1, "The Beginning")),
)


def texts(root_path: str, content: bytes) -> list[str | None]:
    return [element.text for element in check(content)[0].findall(root_path)]


def test_a_film_tells_everything_once() -> None:
    """Order, attributes and traps of a film."""
    (root,) = check(nfo.movie(FULL))
    assert root.findtext("title") == "Paper Lantern"
    assert root.findtext("plot") == "A keeper & a <lamp>.\nTwo lines."
    assert root.findtext("country") == "Germany / France"
    assert [one.text for one in root.findall("director")] == ["Ida Blum", "Sammy Example, Jr.|"]
    assert [one.text for one in root.findall("credits")] == ["Jo Rey"]
    assert [one.text for one in root.findall("writer")] == ["Jo Rey", "Ed/Ward"]
    assert [one.text for one in root.findall("genre")] == ["Drama", "Sea/Story"]
    assert [(one.get("type"), one.text, one.get("default")) for one in root.findall("uniqueid")] == [
        ("tmdb", "990001", "true"),
        ("imdb", "tt9900001", None),
    ]
    assert [one.get("name") for one in root.findall("ratings/rating")] == ["imdb", "themoviedb"]
    assert root.findtext("rating") == "7.1"
    of = root.find("set")
    assert of is not None
    assert (of.get("tmdbcolid"), of.findtext("name")) == ("9901", "Lantern Collection")
    actors = [(one.findtext("name"), one.findtext("type"), one.findtext("thumb")) for one in root.findall("actor")]
    assert actors == [
        ("Ana Sol", "Actor", "https://image.example.org/a.jpg"),
        ("Guest", "GuestStar", None),
        ("Nia Cord", "Composer", None),
    ]
    assert [one.findtext("order") for one in root.findall("actor")] == ["0", "1", "2"]


def test_a_show_has_its_own_words() -> None:
    """Status, order of display and the names of seasons."""
    (root,) = check(nfo.tvshow(FULL))
    assert (root.findtext("status"), root.findtext("displayorder")) == ("Ended", "absolute")
    assert [(one.get("number"), one.text) for one in root.findall("namedseason")] == [
        ("0", "Extras"),
        ("1", "The Beginning"),
    ]


def test_a_season_of_which_only_the_number_is_known() -> None:
    """Nothing is written empty."""
    assert texts("*", nfo.season(Metadata(number=0))) == ["0"]


def test_a_special_says_when_it_airs() -> None:
    """Jellyfin's words and Kodi's for the same."""
    special = Metadata(season=0, number=3, airs_before_season=2, airs_before_episode=1, airs_after_season=1)
    (root,) = check(nfo.episodes([special], "Harbour"))
    for tag, value in {
        "showtitle": "Harbour",
        "season": "0",
        "episode": "3",
        "airsbefore_season": "2",
        "displayseason": "2",
        "airsbefore_episode": "1",
        "displayepisode": "1",
        "airsafter_season": "1",
        "displayafterseason": "1",
    }.items():
        assert root.findtext(tag) == value


def test_two_episodes_of_one_file_are_two_blocks() -> None:
    """No element around them, one declaration above them."""
    found = check(nfo.episodes([Metadata(season=1, number=1, title="A"), Metadata(season=1, number=2)], "Harbour"))
    assert [(root.findtext("episode"), root.findtext("title")) for root in found] == [("1", "A"), ("2", None)]


MBID = "0383dadf-2a4e-4d10-a46a-e9e041da8eb3"


def test_an_album_and_its_artist() -> None:
    """Ids of MusicBrainz, with those that are none left out."""
    by = Metadata(title="The Example", ids=(("musicbrainzartist", MBID),))
    work = Metadata(
        title="Vol. 3",
        year=2004,
        plot="Good",
        ids=(("musicbrainzalbum", MBID), ("musicbrainzreleasegroup", "x"), ("tmdb", "3")),
    )
    (root,) = check(nfo.album(work, by))
    assert {one.tag: one.text for one in root if len(one) == 0} == {
        "title": "Vol. 3",
        "review": "Good",
        "year": "2004",
        "musicbrainzalbumid": MBID,
        "musicbrainzalbumartistid": MBID,
    }
    assert root.findtext("albumArtistCredits/artist") == "The Example"
    (root,) = check(nfo.artist(by))
    assert {one.tag: one.text for one in root} == {"name": "The Example", "musicbrainzartistid": MBID}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Tom & <Jerry>", "Tom & <Jerry>"),
        ("a ]]> b", "a ]]> b"),
        ("🎬 千と千尋", "🎬 千と千尋"),
        ("&amp; &eacute;", "&amp; &eacute;"),
        ("a\x00b\x0bc\x1fd\x7fe\x85f", "abcdef"),
        ("br\udcffken \ufffe\uffff\ufeff", "br_ken"),
        ("\"quoted\" 'too'", "\"quoted\" 'too'"),
        ("tab\there", "tab\there"),
    ],
)
def test_characters_come_back(title: str, expected: str) -> None:
    """What XML can carry comes back as it was, what it cannot is left out."""
    assert texts("title", nfo.movie(Metadata(title=title))) == [expected]


ANY_TEXT = st.text(max_size=40)
SOME = st.builds(
    Metadata,
    title=st.none() | ANY_TEXT,
    plot=st.none() | ANY_TEXT,
    year=st.none() | st.integers(0, 9999),
    premiered=st.none() | st.dates(),
    runtime=st.none() | st.integers(0, 999),
    genres=st.lists(ANY_TEXT, max_size=3).map(tuple),
    studios=st.lists(ANY_TEXT, max_size=2).map(tuple),
    countries=st.lists(ANY_TEXT, max_size=3).map(tuple),
    ratings=st.lists(
        st.builds(Rating, source=ANY_TEXT, value=st.floats(-1, 11), votes=st.none() | st.integers(0)), max_size=3
    ).map(tuple),
    people=st.lists(
        st.builds(Person, name=ANY_TEXT, kind=st.sampled_from(PersonKind), role=st.none() | ANY_TEXT, image=ANY_TEXT),
        max_size=4,
    ).map(tuple),
    ids=st.lists(st.tuples(st.sampled_from(("tmdb", "imdb", "tvdb", "musicbrainzalbum", "x")), ANY_TEXT)).map(tuple),
    trailer=st.none() | ANY_TEXT,
    season=st.integers(0, 99),
    number=st.integers(0, 999),
    season_names=st.lists(st.tuples(st.integers(0, 9), ANY_TEXT), max_size=2).map(tuple),
    collection=st.none() | st.builds(Collection, name=ANY_TEXT, tmdb=st.none() | ANY_TEXT),
)


@settings(max_examples=50, deadline=None)
@given(SOME, SOME)
def test_whatever_is_known_makes_sound_files(one: Metadata, other: Metadata) -> None:
    """No text, number or name makes a file that a reader would stumble over."""
    for content in (nfo.movie(one), nfo.tvshow(one), nfo.season(one), nfo.artist(one), nfo.album(one, other)):
        check(content)
    assert len(blocks(nfo.episodes([one, other], one.title))) == 2
    check(nfo.episodes([one], one.title))
