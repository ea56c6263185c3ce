from __future__ import annotations

import os
import stat

import platformdirs
import pytest

from jforg_gui.domain.errors import JournalUnusableError
from jforg_gui.storage.places import Places


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
