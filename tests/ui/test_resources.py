from __future__ import annotations

import os

import pytest

from jforg_gui.ui import resources
from jforg_gui.ui.resources import resource


def test_the_icon_is_found_in_a_clone() -> None:
    with open(resource("icons", "jforg.svg"), encoding="utf-8") as file:
        assert "<svg" in file.read()


def test_the_folder_in_the_package_comes_first(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_FOLDERS", (f"{tmp_path}/inside", f"{tmp_path}/beside"))
    os.makedirs(f"{tmp_path}/beside")
    with open(f"{tmp_path}/beside/a", "xb"):
        pass
    assert resource("a") == f"{tmp_path}/beside/a"
    os.makedirs(f"{tmp_path}/inside")
    with open(f"{tmp_path}/inside/a", "xb"):
        pass
    assert resource("a") == f"{tmp_path}/inside/a"


def test_what_is_absent_is_named_all_the_same() -> None:
    assert not os.path.exists(resource("no", "such"))
