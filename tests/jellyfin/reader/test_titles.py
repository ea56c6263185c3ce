from __future__ import annotations

import pytest

from jforg_gui.domain.seen import Server
from jforg_gui.jellyfin.reader.titles import ids_in, looked_up, stereo_in

V12, V10 = Server.V12, Server.V10_11


@pytest.mark.parametrize(
    ("name", "title", "year"),
    [
        ("Paper Kites (2014)", "Paper Kites", 2014),
        ("Paper Kites (2014) [tmdbid-12]", "Paper Kites", 2014),
        ("1917 (2019)", "1917", 2019),
        ("1917", "1917", None),
        ("Blade Walker 2049 (2017)", "Blade Walker 2049", 2017),
        ("Blade Walker 2049", "Blade Walker", 2049),
        ("paper.kites.2014.1080p.bluray.x264-ship", "paper.kites", 2014),
        ("The Limited (2003)", "The", 2003),
        ("The Cam", "The", None),
        ("Internal Affairs (1990)", "Internal Affairs", 1990),
        ("Movie - 2", "Movie", None),
        ("Paper Kites Part 2 (2014)", "Paper Kites Part 2", 2014),
        ("St. Pell (2014)", "St. Pell", 2014),
        ("Paper Kites 2013.12.09", "Paper Kites 2013.12.09", None),
        ("Paper Kites-trailer", "Paper Kites", None),
        ("[Ship] Paper Kites (2014)", "Paper Kites", 2014),
    ],
)
def test_what_a_film_is_looked_up_as(name: str, title: str, year: int | None) -> None:
    assert looked_up(name, V12) == (title, year)


def test_brackets_are_cut_by_line() -> None:
    assert looked_up("Paper [of] Kites", V12)[0] == "Paper [of] Kites"
    assert looked_up("Paper [of] Kites", V10)[0] == "Paper"


@pytest.mark.parametrize(
    ("name", "twelve", "older"),
    [
        ("Kites [tmdbid-12]", (("tmdb", "12"),), (("tmdb", "12"),)),
        ("Kites [tmdbid=12] [imdbid-tt0123456]", (("imdb", "tt0123456"), ("tmdb", "12")), None),
        ("Kites {tmdb-12}", (("tmdb", "12"),), ()),
        ("Kites (tmdbid-12)", (("tmdb", "12"),), ()),
        ("Kites [tvdbid-7]", (("tvdb", "7"),), ()),
        ("Kites [tmdbid-0]", (), (("tmdb", "0"),)),
        ("[tmdbid-12]", (), ()),
        ("Kites tt0123456", (("imdb", "tt0123456"),), None),
    ],
)
def test_ids(name: str, twelve: tuple[tuple[str, str], ...], older: tuple[tuple[str, str], ...] | None) -> None:
    assert ids_in(name, ("tmdb", "imdb", "tvdb"), V12) == twelve
    assert ids_in(name, ("tmdb", "imdb"), V10) == (twelve if older is None else older)


@pytest.mark.parametrize(
    ("name", "word"), [("Kites (2014) - 3D.HSBS", "hsbs"), ("Kites (2014)", None), ("The Tab (2014)", "tab")]
)
def test_stereo(name: str, word: str | None) -> None:
    assert stereo_in(name) == word


@pytest.mark.parametrize(
    "piece", [" ", "-", "[", "]", "[a]", "(2014)", " 3d", "E1-", "1", "2014 ", " - 1", "tt1", "{a-"]
)
def test_a_hostile_name_costs_no_more_than_its_length(piece: str) -> None:
    """Anything but linear would take minutes."""
    name = "A" + piece * (100_000 // len(piece)) + "z"
    for server in Server:
        looked_up(name, server)
        ids_in(name, ("tmdb", "imdb", "tvdb"), server)
    stereo_in(name)
