from __future__ import annotations

import json
import os
import stat

import pytest

from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.errors import SettingsError
from jforg_gui.domain.media import Library
from jforg_gui.storage.settings import KEYS, Language, Settings, Theme, load, save, size_in_bytes


@pytest.mark.parametrize(
    ("text", "size"),
    [("0", 0), ("700", 700), ("50MB", 50 << 20), ("1.5 GiB", 3 << 29), ("2k", 2048), ("3 b", 3), ("1TB", 1 << 40)],
)
def test_sizes(text: str, size: int) -> None:
    assert size_in_bytes(text) == size


@pytest.mark.parametrize("text", ["", "MB", "-1", "1.2.3", "5 parsecs", "nan", "inf", "1e400", "5 IB", "0x10"])
def test_what_is_no_size(text: str) -> None:
    with pytest.raises(ValueError, match="a size such as"):
        size_in_bytes(text)


def test_what_is_saved_is_loaded(tmp_path: object) -> None:
    path = f"{tmp_path}/new/settings.json"
    folder = os.path.abspath(f"{tmp_path}/Films")
    settings = Settings({}).with_value("library.movies", folder).with_value("organize.mode", "copy")
    save(settings, path)
    found = load(path)
    assert found.roots().folders == {Library.MOVIES: folder}
    assert found.mode is Mode.COPY
    assert (found.conflict, found.min_size, found.workers) == (ConflictPolicy.SKIP, 0, 0)
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert os.listdir(os.path.dirname(path)) == ["settings.json"]


def test_how_the_window_looks() -> None:
    settings = Settings({}).with_value("appearance.theme", "dark").with_value("appearance.language", "en")
    assert (settings.theme, settings.language) == (Theme.DARK, Language.ENGLISH)
    assert settings.without(["appearance.theme"]).values == {"appearance.language": "en"}


def test_no_file_means_defaults(tmp_path: object) -> None:
    settings = load(f"{tmp_path}/none.json")
    assert {key: settings.get(key) for key in KEYS} == {key: KEYS[key].default for key in KEYS}


def test_keys_of_a_newer_version_survive(tmp_path: object) -> None:
    path = f"{tmp_path}/settings.json"
    with open(path, "x", encoding="utf-8") as file:
        json.dump({"window.shade": "teal", "scan.workers": 3}, file)
    save(load(path).with_value("organize.conflict", "keep-both"), path)
    with open(path, encoding="utf-8") as file:
        assert json.load(file) == {"window.shade": "teal", "scan.workers": 3, "organize.conflict": "keep-both"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("organize.mode", "teleport"),
        ("organize.conflict", "overwrite"),
        ("scan.workers", "many"),
        ("scan.min_size", "big"),
        ("library.movies", "relative/path"),
        ("appearance.theme", "teal"),
        ("appearance.language", "xx"),
        ("no.such.key", "1"),
    ],
)
def test_what_no_setting_can_be_is_said(key: str, value: str) -> None:
    with pytest.raises(SettingsError, match=key.replace(".", r"\.")):
        Settings({}).with_value(key, value)


@pytest.mark.parametrize("content", ["{", "[1]", '{"organize.mode": "teleport"}', "\xff"])
def test_a_file_that_cannot_be_used_is_said(tmp_path: object, content: str) -> None:
    path = f"{tmp_path}/settings.json"
    with open(path, "x", encoding="latin-1") as file:
        file.write(content)
    with pytest.raises(SettingsError):
        load(path)
