from __future__ import annotations

import os

import pytest

from jforg_gui.domain.work import Kept
from jforg_gui.storage import long_disk
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.long_disk import LongDisk, local_disk


def test_this_system_gets_the_disk_it_needs() -> None:
    assert isinstance(local_disk(), LongDisk if os.name == "nt" else LocalDisk)


def test_every_call_lifts_its_paths(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lifted folder stands for what ``\\\\?\\`` opens: a call that forgets to lift finds nothing there."""
    lifted = f"{tmp_path}/lifted"
    os.mkdir(lifted)
    monkeypatch.setattr(long_disk, "long_path", lambda path: path if path.startswith(lifted) else f"{lifted}/{path}")
    disk = LongDisk()
    disk.make_folder("folder")
    disk.create("a", b"content")
    facts = disk.facts("a")
    assert facts is not None
    disk.copy("a", "b", expected=facts, kept=Kept(), moved=lambda _size: None)
    disk.hardlink("a", "c")
    disk.symlink("a", "d")
    assert sorted(os.listdir(lifted)) == ["a", "b", "c", "d", "folder"]
    assert disk.links_to("c", "a")
    assert disk.links_to("d", "a")
    assert disk.read("b", 100) == b"content"
    assert disk.digest("b") == disk.digest_of(b"content")
    disk.remove_link("c", "a")
    disk.remove_link("d", "a")
    disk.remove_file("b", facts)
    disk.remove_folder("folder")
    assert os.listdir(lifted) == ["a"]


def test_no_call_with_a_path_is_left_as_it_is() -> None:
    """``move`` and ``flush_folders`` lift below: where Windows is called, and where it is not asked at all."""
    own = {name for name in vars(LocalDisk) if not name.startswith("_")}
    assert own - set(vars(LongDisk)) == {"move", "digest_of", "flush_folders"}
