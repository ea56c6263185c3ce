from __future__ import annotations

from datetime import date

import pytest

from jforg_gui.domain.seen import Server
from jforg_gui.jellyfin.reader.episodes import RULES, is_plain, read

V12, V10 = Server.V12, Server.V10_11


@pytest.mark.parametrize(
    ("above", "name", "season", "first", "last"),
    [
        ("Season 01", "Low Tide (2018) - S01E01 - Ebb.mkv", 1, 1, None),
        ("Season 01", "Low Tide (2018) - S01E01-E02 - Ebb.mkv", 1, 1, 2),
        ("Season 01", "Low Tide - S01E01E02.mkv", 1, 1, 2),
        ("Season 01", "Low Tide - S01E01-02.mkv", 1, 1, 2),
        ("Season 01", "Low Tide - S01E01 - E03.mkv", 1, 1, 3),
        ("Season 01", "Low Tide - S01E01-S01E02.mkv", 1, 1, None),
        ("Season 01", "Low Tide - S09E14-1080p.mkv", 9, 14, None),
        ("Season 01", "Low Tide - S01E05 - E2 for two.mkv", 1, 5, 2),
        ("Season 01", "Low Tide - S01E05 - 2 for tea.mkv", 1, 5, None),
        ("Season 01", "Low Tide - S01E01 (1920x1080).mkv", 1, 1, None),
        ("Season 01", "Low Tide - S01E01 - Date 2020.01.02.mkv", 1, 1, None),
        ("Season 01", "S01E01 The 4-12 to Dover [1080p].mkv", 1, 1, None),
        ("Season 02", "Low Tide 2x03x04.mkv", 2, 3, 4),
        ("Season 02", "Low Tide - 2x03-05.mkv", 2, 3, 5),
        ("Season 02", "Low Tide S2 E7.mkv", 2, 7, None),
        ("Season 02", "Low Tide Season 2 Episode 7 - Drift.mkv", 2, 7, None),
        ("Season 2009", "S2009E04.mkv", 2009, 4, None),
        ("Show", "low.tide.304.mkv", 3, 4, None),
        ("Show", "24 101.mkv", None, 101, None),
        ("Season 1", "Episode 16 - Harbour.avi", None, 16, None),
        ("Season 1", "07.mkv", None, 7, None),
        ("Season 1", "07-08.mkv", None, 7, 8),
        ("Season 1", "07 - Harbour.mkv", None, 7, None),
        ("Season 1", "[Ship] Low Tide - 12 [720p].mkv", None, 12, None),
        ("Season 1", "[Ship][Low_Tide][04][1080p].mkv", None, 4, None),
        ("Season 00", "Low Tide - Making of (2010).mkv", None, None, None),
        ("Season 00", "Low Tide - Recap 12.5.mkv", None, None, None),
    ],
)
def test_numbers(above: str, name: str, season: int | None, first: int | None, last: int | None) -> None:
    for server in (V12, V10):
        found = read(name, above, server)
        assert (found.season, found.first, found.last) == (season, first, last), server


@pytest.mark.parametrize(
    ("name", "expected_12", "expected_10"),
    [
        ("Low Tide - 1071.mkv", (None, 1071), (10, 71)),
        ("Low Tide - 1071 - Ebb.mkv", (10, 71), (10, 71)),
    ],
)
def test_absolute_numbers_read_differently(
    name: str, expected_12: tuple[int | None, int], expected_10: tuple[int | None, int]
) -> None:
    for server, expected in ((V12, expected_12), (V10, expected_10)):
        found = read(name, "Low Tide", server)
        assert (found.season, found.first) == expected


def test_a_display_order_of_absolute_numbers_knows_no_seasons() -> None:
    assert read("Low Tide.112.mkv", "Low Tide", V10).season == 1
    assert read("Low Tide 112.mkv", "Low Tide", V10, absolute=True).first == 112


@pytest.mark.parametrize("name", ["Low Tide - 2019-03-14 - Guest.mkv", "low.tide.14.03.2019.mkv"])
def test_dates(name: str) -> None:
    found = read(name, "Season 2019", V12)
    assert found.date == date(2019, 3, 14)
    assert found.first is None


@pytest.mark.parametrize(
    "piece",
    [
        "S1",
        "S01E",
        "E1",
        "1x",
        "[",
        "]",
        "[a] - ",
        "- ",
        " 1",
        "1-",
        "_1",
        ".1",
        "e",
        " ",
        "-",
        "1",
        "x1e",
        "pt 1 ",
        "19",
    ],
)
def test_a_hostile_name_costs_no_more_than_its_length(piece: str) -> None:
    """Anything but linear would take minutes."""
    name = piece * (100_000 // len(piece))
    for server in Server:
        read(f"{name}.mkv", "Season 1", server)


def test_what_is_plain_is_read_alike() -> None:
    assert is_plain("Low Tide - S01E01.mkv")
    assert not is_plain("Low Tide - 1071.mkv")
    assert not is_plain("S1920E01.mkv")
    assert sum(rule.only is not None for rule in RULES) == 1
