from __future__ import annotations

import os
import sys

import pytest

from jforg_gui.domain.media import Library
from jforg_gui.ui.settings.library_folders import Health, full_path, look_at, propose


def test_what_folders_are_good_for(tmp_path: object) -> None:
    os.makedirs(f"{tmp_path}/Films")
    with open(f"{tmp_path}/file", "xb"):
        pass
    found = look_at(
        {
            Library.MOVIES: f"{tmp_path}/Films",
            Library.SHOWS: f"{tmp_path}/new/Shows",
            Library.MUSIC: f"{tmp_path}/Films/",
            Library.BOOKS: f"{tmp_path}/file",
            Library.COMICS: "Comics",
            Library.AUDIOBOOKS: "",
        }
    )
    assert list(found.values()) == [
        Health.GOOD,
        Health.NEW,
        Health.SHARED,
        Health.NO_FOLDER,
        Health.RELATIVE,
        Health.UNSET,
    ]
    assert look_at({Library.MOVIES: f"{tmp_path}/file/Films"}) == {Library.MOVIES: Health.NO_FOLDER}


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is locked for this person")
def test_locked_folders(tmp_path: object) -> None:
    os.makedirs(f"{tmp_path}/Films", mode=0o500)
    assert look_at({Library.MOVIES: f"{tmp_path}/Films", Library.SHOWS: f"{tmp_path}/Films/Shows"}) == {
        Library.MOVIES: Health.LOCKED,
        Library.SHOWS: Health.LOCKED,
    }


def test_home_and_blanks_are_understood() -> None:
    assert full_path("  ") == ""
    assert full_path(" ~/Films ") == os.path.join(os.environ["HOME"], "Films")


def test_folders_that_are_there_are_picked_up(tmp_path: object) -> None:
    for name in ("FILMS", "TV Shows", "Musik", "notes"):
        os.makedirs(f"{tmp_path}/{name}")
    with open(f"{tmp_path}/books", "xb"):
        pass
    assert propose(str(tmp_path)) == {
        Library.MOVIES: f"{tmp_path}/FILMS",
        Library.SHOWS: f"{tmp_path}/TV Shows",
        Library.MUSIC: f"{tmp_path}/Musik",
        Library.BOOKS: f"{tmp_path}/Books",
        Library.COMICS: f"{tmp_path}/Comics",
        Library.AUDIOBOOKS: f"{tmp_path}/Audiobooks",
    }


def test_a_parent_that_cannot_be_read_is_taken_for_empty(tmp_path: object) -> None:
    assert propose(f"{tmp_path}/none")[Library.MOVIES] == f"{tmp_path}/none/Movies"
