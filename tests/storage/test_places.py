from __future__ import annotations

import os
import stat
import sys

import platformdirs
import pytest

from jforg_gui.domain.errors import JournalUnusableError
from jforg_gui.storage.places import Places, portable_home, program_folder


def test_one_folder_keeps_everything(tmp_path: object) -> None:
    places = Places.of({"JFORG_HOME": f"{tmp_path}/home"})
    for path in (places.settings_file, places.journal_file, places.lock_file, places.window_file, places.logs):
        assert os.path.dirname(path) == f"{tmp_path}/home"


def test_otherwise_the_platform_says() -> None:
    places = Places.of({})
    assert places.settings == platformdirs.user_config_dir("jforg", appauthor=False)
    assert places.data == platformdirs.user_data_dir("jforg", appauthor=False)


def test_the_data_folder_is_its_owners(tmp_path: object) -> None:
    places = Places.of({"JFORG_HOME": f"{tmp_path}/home"})
    places.make_data_folder()
    places.make_data_folder()
    assert stat.S_IMODE(os.stat(places.data).st_mode) == 0o700


def test_a_data_folder_that_cannot_be_is_said(tmp_path: object) -> None:
    with open(f"{tmp_path}/file", "xb"):
        pass
    with pytest.raises(JournalUnusableError, match="file/home"):
        Places.of({"JFORG_HOME": f"{tmp_path}/file/home"}).make_data_folder()


@pytest.mark.parametrize(
    ("executable", "environment", "folder"),
    [
        ("/opt/jforg/jforg-gui", {}, "/opt/jforg"),
        ("/tmp/.mount_x/usr/bin/jforg-gui", {"APPIMAGE": "/home/a/JFOrg.AppImage"}, "/home/a"),  # noqa: S108
        ("/Applications/JFOrg.app/Contents/MacOS/jforg-gui", {}, "/Applications"),
    ],
)
def test_the_frozen_program_is_where_a_person_sees_it(
    executable: str, environment: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", executable)
    assert program_folder(environment) == folder


def test_from_source_nothing_is_portable() -> None:
    assert program_folder({"APPIMAGE": "/home/a/JFOrg.AppImage"}) == ""
    assert portable_home("") == ""


def test_a_portable_folder_keeps_everything(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkdir(f"{tmp_path}/portable")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", f"{tmp_path}/jforg-gui")
    places = Places.of({})
    files = (places.settings_file, places.window_file, places.journal_file, places.lock_file, places.logs)
    assert {os.path.dirname(path) for path in files} == {f"{tmp_path}/portable"}
    assert Places.of({"JFORG_HOME": f"{tmp_path}/home"}).data == f"{tmp_path}/home"


def test_a_portable_file_keeps_everything_beside_it(tmp_path: object) -> None:
    assert portable_home(f"{tmp_path}") == ""
    with open(f"{tmp_path}/portable", "xb"):
        pass
    assert portable_home(f"{tmp_path}") == f"{tmp_path}/jforg-data"
