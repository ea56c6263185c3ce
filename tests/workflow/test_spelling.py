"""A library that somebody keeps already: its folders are used as they are spelled, and right names are left alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.listing import Entry, Listing
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import ExtraType, Identity, Kind, MediaFile, Role
from jforg_gui.domain.plan import Roots, Status
from jforg_gui.workflow.planning import plan


def item(path: str, companions: tuple[Companion, ...] = (), **fields: Any) -> Item:  # noqa: ANN401 — a guess's fields
    return Item(file=MediaFile(path, 100, 0, Identity(1, hash(path))), guess=Guess(**fields), companions=companions)


def episode(path: str, number: int = 1, season: int = 1, series: str = "Pier Nine") -> Item:
    return item(path, kind=Kind.EPISODE, series=series, season=season, episodes=(number,))


def film(path: str, title: str = "Salt Road") -> Item:
    return item(path, kind=Kind.MOVIE, title=title, year=2004)


def goes(*items: Item, folders: tuple[str, ...] = ()) -> list[str | None]:
    """Return where each item goes below the libraries, None for what stays where it is."""
    listing = Listing.of(Entry(path, 0, Identity(1, hash(path)), is_folder=True) for path in folders)
    rows = plan(items, Roots.under("/lib"), listing, policy=ConflictPolicy.SKIP).rows
    assert {row.status for row in rows} <= {Status.READY, Status.UNCHANGED}
    return [row.destination.removeprefix("/lib/") if row.status is Status.READY else None for row in rows]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("folders", "season", "expected"),
    [
        ((), 1, "Shows/Pier Nine/Season 01/"),
        (("/lib/Shows/pier nine",), 1, "Shows/pier nine/Season 01/"),
        (("/lib/Shows/Pier Nine", "/lib/Shows/Pier Nine/Season 1"), 1, "Shows/Pier Nine/Season 1/"),
        (("/lib/Shows/pier nine", "/lib/Shows/pier nine/season 01"), 1, "Shows/pier nine/season 01/"),
        (("/lib/Shows/Pier Nine/Season 1", "/lib/Shows/Pier Nine/Season 01"), 1, "Shows/Pier Nine/Season 01/"),
        (("/lib/Shows/Pier Nine/Specials",), 0, "Shows/Pier Nine/Specials/"),
        (("/lib/Shows/Pier Nine/Specials",), 1, "Shows/Pier Nine/Season 01/"),
    ],
)
def test_a_show_gets_no_second_folder(folders: tuple[str, ...], season: int, expected: str) -> None:
    (found,) = goes(episode("/in/a.mkv", season=season), folders=folders)
    assert found == f"{expected}Pier Nine - S{season:02d}E01.mkv"


def test_the_first_spelling_planned_is_that_of_all() -> None:
    found = goes(episode("/in/a.mkv", 1, series="PIER Nine"), episode("/in/b.mkv", 2))
    assert found == [
        "Shows/PIER Nine/Season 01/PIER Nine - S01E01.mkv",
        "Shows/PIER Nine/Season 01/Pier Nine - S01E02.mkv",
    ]


def test_a_file_with_the_folders_name_is_no_folder() -> None:
    listing = Listing.of([Entry("/lib/Movies/salt road (2004)", 5, Identity(1, 5))])
    (row,) = plan([film("/in/a.mkv")], Roots.under("/lib"), listing, policy=ConflictPolicy.SKIP).rows
    assert row.status is Status.CONFLICT


def test_of_two_spellings_in_a_library_each_keeps_its_own() -> None:
    low, high = (f"/lib/Movies/{name} (2004)" for name in ("salt road", "Salt Road"))
    found = goes(film(f"{high}/Salt Road (2004).mkv"), folders=(low, high))
    assert found == [None]


def test_another_tools_library_is_left_alone_with_what_belongs_to_it() -> None:
    home = "/lib/Movies/Salt Road (2004)/Salt Road (2004) - 1080p"
    subtitle = Companion(file=MediaFile(f"{home}.en.srt", 9, 0, Identity(1, 9)), role=Role.SUBTITLE, language="en")
    one = replace(film(f"{home}.mkv"), companions=(subtitle,))
    (row,) = plan([one], Roots.under("/lib"), Listing(), policy=ConflictPolicy.SKIP).rows
    assert (row.status, row.companions[0].status) == (Status.UNCHANGED, Status.UNCHANGED)
    season = "/lib/Shows/Pier Nine/Season 1"
    assert goes(episode(f"{season}/Pier Nine - S01E01 - Fog HDTV-720p.mkv"), folders=(season,)) == [None]


def test_a_name_in_a_folder_that_is_not_its_own_is_put_right() -> None:
    assert goes(film("/lib/Movies/Salt/Salt Road (2004) - 1080p.mkv")) == [
        "Movies/Salt Road (2004)/Salt Road (2004).mkv"
    ]


def test_what_the_person_says_goes_before_what_is_there() -> None:
    one = film("/lib/Movies/salt road (2004)/salt road (2004) - 1080p.mkv")
    assert goes(one, folders=("/lib/Movies/salt road (2004)",)) == [None]
    said = replace(one, recognised=Guess(kind=Kind.MOVIE))
    expected = "Movies/Salt Road (2004)/Salt Road (2004).mkv"
    assert goes(said, folders=("/lib/Movies/salt road (2004)",)) == [expected]


def test_an_extra_alone_in_its_folder_stays_there() -> None:
    one = item("/lib/Shows/Pier Nine/extras/Reel.mkv", kind=Kind.EXTRA, title="Pier Nine", extra=ExtraType.EXTRA)
    assert goes(one) == [None]
    # With its film it goes where the film goes.
    owned = item("/lib/Movies/salt.road.2004/extras/Reel.mkv", kind=Kind.EXTRA, extra=ExtraType.EXTRA)
    owned = replace(owned, owner=Guess(kind=Kind.MOVIE, title="Salt Road", year=2004))
    assert goes(owned) == ["Movies/Salt Road (2004)/extras/Reel.mkv"]
