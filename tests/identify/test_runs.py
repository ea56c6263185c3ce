from __future__ import annotations

import pytest

from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.identify.runs import in_run, running, settle_shows
from jforg_gui.identify.video import recognise


def read(stems: list[str]) -> list[Guess]:
    places = running(stems)
    return [in_run(recognise(stem), places.get(stem)) for stem in stems]


@pytest.mark.parametrize(
    ("stems", "series", "numbers"),
    [
        (["Umi 1", "Umi 2", "Umi 9"], None, []),
        (["Umi 8", "Umi 9", "Umi 10", "Umi 11"], "Umi", [(None, 8), (None, 9), (None, 10), (None, 11)]),
        (["Cabin 104 8", "Cabin 104 9", "Cabin 104 10"], "Cabin 104", [(None, 8), (None, 9), (None, 10)]),
        (["harbor.101", "harbor.102", "harbor.103"], "Harbor", [(1, 1), (1, 2), (1, 3)]),
        (["harbor 101 dusk", "harbor 102 dawn", "harbor 201 noon"], "Harbor", [(1, 1), (1, 2), (2, 1)]),
        (["Umi 99", "Umi 100", "Umi 101"], "Umi", [(None, 99), (None, 100), (None, 101)]),
        (["Golden Pier 2010", "Golden Pier 2011", "Golden Pier 2012"], None, []),
        (["Kites 1", "Kites 2", "Kites 3"], None, []),
        (["12 Lanterns", "Golden Pier", "Salt"], None, []),
        (["Umi 10", "Umi 11"], None, []),
        ([], None, []),
    ],
)
def test_a_number_that_runs_counts(stems: list[str], series: str | None, numbers: list[tuple[int | None, int]]) -> None:
    episodes = [guess for guess in read(stems) if guess.kind is Kind.EPISODE]
    assert [(guess.season, guess.episodes[0]) for guess in episodes] == numbers
    assert {guess.series for guess in episodes} == ({series} if series else set())


def test_titles_behind_the_number() -> None:
    titles = [guess.title for guess in read(["Umi 8 The Tide", "Umi 9 Storm", "Umi 10"])]
    assert titles == ["The Tide", "Storm", None]


def test_better_evidence_stands() -> None:
    guesses = read(["Harbor S01E08 x1", "Harbor S01E09 x2", "Harbor S01E10 x3"])
    assert [guess.episodes for guess in guesses] == [(8,), (9,), (10,)]
    films = read(["Kites 08 (1999)", "Kites 09 (2001)", "Kites 10 (2003)"])
    assert {film.kind for film in films} == {Kind.MOVIE}


def episode(series: str | None, year: int | None = None) -> Guess:
    return Guess(kind=Kind.EPISODE, series=series, year=year, season=1, episodes=(1,))


def test_siblings_share_their_show_and_its_year() -> None:
    settled = settle_shows([episode("Harbor Ten", 2011), episode("harbor ten"), episode(None)])
    assert [(guess.series, guess.year) for guess in settled] == [
        ("Harbor Ten", 2011),
        ("harbor ten", 2011),
        ("Harbor Ten", 2011),
    ]


def test_two_shows_or_two_years_share_nothing() -> None:
    two = [episode("Harbor Ten"), episode("Pier"), episode(None)]
    assert settle_shows(two) == two
    remade = [episode("Harbor Ten", 1978), episode("Harbor Ten", 2004), episode("Harbor Ten")]
    assert settle_shows(remade) == remade
    assert settle_shows([]) == []
