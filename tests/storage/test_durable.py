"""What is called durable has been flushed, and a flush that failed is told."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable

import pytest

from jforg_gui.domain.media import Identity
from jforg_gui.domain.work import Kept
from jforg_gui.storage.copying import copy_verified, create_file, facts_of
from jforg_gui.storage.disk import LocalDisk

pytestmark = pytest.mark.skipif(os.name == "nt", reason="folders cannot be flushed there")


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Identity, int]]:
    """What was flushed, by identity, with its size at that moment."""
    found: list[tuple[Identity, int]] = []
    flush: Callable[[int], None] = os.fsync

    def record(descriptor: int) -> None:
        facts = facts_of(os.fstat(descriptor))
        found.append((facts.identity, facts.size))
        flush(descriptor)

    monkeypatch.setattr("sys.platform", "linux")  # macOS flushes by another call
    monkeypatch.setattr(os, "fsync", record)
    return found


def identity(path: str) -> Identity:
    return facts_of(os.lstat(path)).identity


def test_a_copy_is_flushed_whole(tmp_path: object, flushed: list[tuple[Identity, int]]) -> None:
    with open(f"{tmp_path}/a", "xb") as file:
        file.write(b"content")
    facts = facts_of(os.lstat(f"{tmp_path}/a"))
    copy_verified(f"{tmp_path}/a", f"{tmp_path}/b", expected=facts, kept=Kept(), moved=lambda _: None)
    assert flushed == [(identity(f"{tmp_path}/b"), 7)]


def test_a_file_of_ours_is_flushed_whole(tmp_path: object, flushed: list[tuple[Identity, int]]) -> None:
    create_file(f"{tmp_path}/a", b"content")
    assert flushed == [(identity(f"{tmp_path}/a"), 7)]


def test_every_folder_asked_for_is_flushed(tmp_path: object, flushed: list[tuple[Identity, int]]) -> None:
    for name in ("a", "b"):
        os.mkdir(f"{tmp_path}/{name}")
    LocalDisk().flush_folders([f"{tmp_path}/a", f"{tmp_path}/gone", f"{tmp_path}/b"])
    assert [one for one, _ in flushed] == [identity(f"{tmp_path}/a"), identity(f"{tmp_path}/b")]


@pytest.mark.parametrize(("code", "told"), [(errno.EIO, True), (errno.ENOSPC, True), (errno.EINVAL, False)])
def test_a_flush_that_failed_is_told(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch, code: int, *, told: bool
) -> None:
    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(os, "fsync", fail)
    if told:
        with pytest.raises(OSError, match=os.strerror(code)):
            LocalDisk().flush_folders([str(tmp_path)])
    else:
        LocalDisk().flush_folders([str(tmp_path)])  # SMB and some FUSE cannot, and say so


def test_only_the_file_that_is_meant_is_removed(tmp_path: object) -> None:
    path = f"{tmp_path}/a"
    with open(path, "xb") as file:
        file.write(b"content")
    facts = facts_of(os.lstat(path))
    os.utime(path, ns=(0, 0))
    with pytest.raises(OSError, match=os.strerror(errno.ESTALE)):
        LocalDisk().remove_file(path, facts)
    assert os.path.exists(path)
