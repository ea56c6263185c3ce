from __future__ import annotations

import os
import sys
from collections.abc import Callable

import pytest

from jforg_gui.domain.errors import CancelledError
from jforg_gui.workflow.snapshot import Change, Difference, Thing, differences, take_snapshot


class Stop:
    def __init__(self, *, cancelled: bool = False) -> None:
        self._cancelled = cancelled

    def cancelled(self) -> bool:
        return self._cancelled


GO = Stop()


@pytest.fixture
def tree(tmp_path: os.PathLike[str]) -> str:
    root = os.path.join(tmp_path, "tree")
    os.makedirs(os.path.join(root, "folder", "empty"))
    for name in ("a", "folder/b"):
        with open(os.path.join(root, name), "xb") as file:
            file.write(name.encode())
        os.utime(os.path.join(root, name), ns=(1_000_000_000_100, 1_000_000_000_100))
    return root


def test_it_sees_files_and_folders_even_empty_ones(tree: str) -> None:
    snapshot = take_snapshot(tree, GO)
    assert {path: trace.thing for path, trace in snapshot.items()} == {
        "a": Thing.FILE,
        "folder": Thing.FOLDER,
        os.path.join("folder", "b"): Thing.FILE,
        os.path.join("folder", "empty"): Thing.FOLDER,
    }


def test_a_tree_is_like_itself_after_a_file_was_away(tree: str, tmp_path: os.PathLike[str]) -> None:
    before = take_snapshot(tree, GO)
    os.rename(os.path.join(tree, "folder", "b"), os.path.join(tmp_path, "b"))
    assert differences(before, take_snapshot(tree, GO)) == [Difference(os.path.join("folder", "b"), Change.GONE)]
    os.rename(os.path.join(tmp_path, "b"), os.path.join(tree, "folder", "b"))
    assert differences(before, take_snapshot(tree, GO)) == []


def _write(path: str, content: bytes) -> None:
    moment = os.stat(path).st_mtime_ns
    with open(path, "wb") as file:
        file.write(content)
    os.utime(path, ns=(moment, moment))


def _replace_by_folder(path: str) -> None:
    os.unlink(path)
    os.mkdir(path)


CHANGES: list[tuple[str, Callable[[str], None], Change]] = [
    ("a", lambda path: _write(path, b"b"), Change.CONTENT),
    ("a", lambda path: os.utime(path, ns=(0, 1_000_000_000_200)), Change.TIME),
    ("a", os.unlink, Change.GONE),
    ("a", _replace_by_folder, Change.KIND),
    ("new", os.mkdir, Change.NEW),
    ("folder/empty", os.rmdir, Change.GONE),
]


@pytest.mark.parametrize(("relative", "change", "expected"), CHANGES)
def test_every_change_is_told(tree: str, relative: str, change: Callable[[str], None], expected: Change) -> None:
    before = take_snapshot(tree, GO)
    change(os.path.join(tree, *relative.split("/")))
    assert differences(before, take_snapshot(tree, GO)) == [Difference(relative.replace("/", os.sep), expected)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("relative", ["a", "folder"])
def test_a_mode_is_told(tree: str, relative: str) -> None:
    before = take_snapshot(tree, GO)
    os.chmod(os.path.join(tree, relative), 0o700)
    assert differences(before, take_snapshot(tree, GO)) == [Difference(relative, Change.MODE)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows may not allow links")
def test_links_are_not_followed(tree: str) -> None:
    os.symlink("folder", os.path.join(tree, "link"))
    before = take_snapshot(tree, GO)
    assert before["link"].thing is Thing.LINK
    assert os.path.join("link", "b") not in before
    moment = before["link"].mtime_ns
    os.unlink(os.path.join(tree, "link"))
    os.symlink("a", os.path.join(tree, "link"))
    os.utime(os.path.join(tree, "link"), ns=(moment, moment), follow_symlinks=False)
    assert differences(before, take_snapshot(tree, GO)) == [Difference("link", Change.CONTENT)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no FIFOs in folders")
def test_a_fifo_is_not_opened(tree: str) -> None:
    os.mkfifo(os.path.join(tree, "pipe"))
    assert take_snapshot(tree, GO)["pipe"].thing is Thing.SPECIAL


def test_a_tree_that_cannot_be_read_is_no_snapshot(tree: str) -> None:
    with pytest.raises(FileNotFoundError):
        take_snapshot(os.path.join(tree, "nowhere"), GO)


def test_it_can_be_stopped(tree: str) -> None:
    with pytest.raises(CancelledError):
        take_snapshot(tree, Stop(cancelled=True))
