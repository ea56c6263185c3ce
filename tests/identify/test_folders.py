from __future__ import annotations

import pytest

from jforg_gui.domain.media import ExtraType
from jforg_gui.identify.folders import FolderName, FolderRole, read_folder


@pytest.mark.parametrize(
    ("name", "season"),
    [
        ("Season 1", 1),
        ("season_01", 1),
        ("Season 2 (2015)", 2),
        ("S02", 2),
        ("Staffel 3", 3),
        ("3. Staffel", 3),
        ("2nd Season", 2),
        ("Saison 4", 4),
        ("Season 2019", 2019),
        ("Specials", 0),
        ("Season 0", 0),
        ("시즌 2", 2),
    ],
)
def test_seasons(name: str, season: int) -> None:
    assert read_folder(name) == FolderName(name, FolderRole.SEASON, season=season)


@pytest.mark.parametrize("name", ["Season", "Seasoned Wood", "S.O.S", "Harbor Nine S02", "Stage 2", "Serie Noire"])
def test_no_seasons(name: str) -> None:
    assert read_folder(name).role is FolderRole.NAMED


@pytest.mark.parametrize(
    ("name", "extra"),
    [
        ("Featurettes", ExtraType.FEATURETTE),
        ("deleted scenes", ExtraType.DELETED_SCENE),
        ("Deleted_Scenes", ExtraType.DELETED_SCENE),
        ("Behind The Scenes", ExtraType.BEHIND_THE_SCENES),
        ("Trailers", ExtraType.TRAILER),
        ("theme-music", ExtraType.THEME_SONG),
        ("Extras", ExtraType.EXTRA),
    ],
)
def test_extras(name: str, extra: ExtraType) -> None:
    assert read_folder(name) == FolderName(name, FolderRole.EXTRAS, extra=extra)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Downloads", FolderRole.GENERIC),
        ("complete", FolderRole.GENERIC),
        ("New folder (2)", FolderRole.GENERIC),
        ("in 0", FolderRole.GENERIC),
        ("2019", FolderRole.GENERIC),
        ("usb stick", FolderRole.GENERIC),
        ("sub", FolderRole.SUBTITLES),
        ("Subs", FolderRole.SUBTITLES),
        ("Sample", FolderRole.SAMPLE),
        ("CD1", FolderRole.PART),
        ("Disc 2 - Live", FolderRole.PART),
        ("VIDEO_TS", FolderRole.DISC_STRUCTURE),
        ("BDMV", FolderRole.DISC_STRUCTURE),
        ("Velvet Orchard (2011)", FolderRole.NAMED),
        ("CDs of mine", FolderRole.NAMED),
    ],
)
def test_roles(name: str, role: FolderRole) -> None:
    assert read_folder(name).role is role


def test_part_has_its_number() -> None:
    assert read_folder("CD 2 - Live").part == 2
