from __future__ import annotations

import pytest

from jforg_gui.domain.seen import Server
from jforg_gui.jellyfin.reader.seasons import season_of, series_name

V12, V10 = Server.V12, Server.V10_11


@pytest.mark.parametrize(
    ("name", "season"),
    [
        ("Season 01", 1),
        ("Season 1", 1),
        ("season_01", 1),
        ("Season01", 1),
        ("Low Tide - Season 3", 3),
        ("Season 1 (2015)", 1),
        ("2nd Season", 2),
        ("3. Staffel", 3),
        ("S04", 4),
        ("Low.Tide.S04.1080p", 4),
        ("7", 7),
        ("Specials", 0),
        ("Season 00", 0),
        ("Temporada 2", 2),
        ("シーズン 2", 2),
        ("Season One", None),
        ("SE01", None),
        ("Book 1", None),
        ("Part 1", None),
        ("OVA", None),
        ("Season", None),
        ("s06e05", None),
    ],
)
def test_season_folders(name: str, season: int | None) -> None:
    assert season_of(name, "Low Tide", V12) == season


@pytest.mark.parametrize("name", ["2019 Christmas", "1080p"])
def test_only_the_older_line_takes_leading_digits_for_a_season(name: str) -> None:
    assert season_of(name, "Low Tide", V12) is None
    assert season_of(name, "Low Tide", V10) == int(name[:4])


def test_a_show_called_like_its_seasons_swallows_them() -> None:
    assert season_of("Season 24", "24", V12) is None
    assert season_of("Season 24", "24 (2001)", V12) == 24


@pytest.mark.parametrize(
    ("folder", "twelve", "older"),
    [
        ("Low Tide (2018)", "Low Tide", "Low Tide (2018)"),
        ("1923 (2022)", "1923", "Shows"),
        ("The 100 (2014) [tvdbid-1]", "The 100", "The"),
        ("Room 104 [tvdbid-1]", "Room", "Room"),
        ("Room 104", "Room 104", "Room 104"),
        ("Mr. Pell", "Mr  Pell", "Mr  Pell"),
        ("11.22.63", "11 22 63", "11 22 63"),
        ("L.O.W.T.I.D.E. (2013)", "L.O.W.T.I.D.E.", "L.O.W.T.I.D.E  (2013)"),
        ("Low.Tide.S01", "Low Tide", "Low Tide"),
        ("Low Tide Season 2", "Low Tide", "Low Tide"),
    ],
)
def test_series_names(folder: str, twelve: str, older: str) -> None:
    assert series_name(folder, "Shows", V12) == twelve
    assert series_name(folder, "Shows", V10) == older
