from __future__ import annotations

import os
import stat

import pytest

from jforg_gui.storage.window import load_window, save_window


def test_what_is_saved_is_loaded(tmp_path: object) -> None:
    path = f"{tmp_path}/new/window.json"
    save_window({"geometry": b"\x00\xff\x01", "splitter": b""}, path)
    assert load_window(path) == {"geometry": b"\x00\xff\x01", "splitter": b""}
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert os.listdir(os.path.dirname(path)) == ["window.json"]


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"geometry": "not base 64"}', '{"geometry": 7}', "\xff"])
def test_a_file_of_no_use_means_nothing_is_known(tmp_path: object, content: str) -> None:
    path = f"{tmp_path}/window.json"
    with open(path, "x", encoding="latin-1") as file:
        file.write(content)
    assert load_window(path) == {}
    assert load_window(f"{tmp_path}/none.json") == {}


def test_a_disk_that_refuses_is_no_failure(tmp_path: object) -> None:
    with open(f"{tmp_path}/file", "xb"):
        pass
    save_window({"geometry": b"1"}, f"{tmp_path}/file/window.json")
    assert load_window(f"{tmp_path}/file/window.json") == {}
