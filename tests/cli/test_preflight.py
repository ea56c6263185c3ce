"""What the disks do not allow, at the command line: real small and read-only disks where they can be mounted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.cli.test_commands import FILM, Jforg, jforg, library, organize
from tests.conftest import MediaTree
from tests.fakes.mounts import memory, run
from tests.fakes.worlds import tree_of

__all__ = ["jforg", "library"]
Disk = Callable[[int], str]


@pytest.fixture
def memory_of(tmp_path: object) -> Iterator[Disk]:
    """Mount a disk of so many kibibytes in memory."""
    with ExitStack() as ends:
        yield lambda kibibytes: ends.enter_context(memory(f"{tmp_path}", kibibytes << 10))


def only_read(disk: str) -> None:
    run("mount", "-o", "remount,ro", disk)


def test_no_room_is_said_before_the_first_file(jforg: Jforg, media_tree: MediaTree, memory_of: Disk) -> None:
    disk = memory_of(64)
    tree = media_tree({FILM: b"x" * 200_000, FILM.replace(".mkv", ".en.srt"): b"words"})
    before = tree_of(tree)
    told = organize(jforg, tree, f"{disk}/lib")
    assert told.status == 3
    (problem,) = told.json()["problems"]
    assert (problem["code"], problem["path"]) == ("room-lacking", os.path.realpath(disk))
    assert "Make room, choose another library folder, or take fewer files" in told.err
    assert (tree_of(tree), os.listdir(disk)) == (before, [])
    assert jforg("history", "--json").json() == {"runs": []}
    shown = jforg("preview", tree, "--dest", f"{disk}/lib", "--offline", "--json", "--workers", "1")
    assert (shown.status, [one["code"] for one in shown.json()["obstacles"]]) == (1, ["room-lacking"])
    assert organize(jforg, tree, f"{disk}/lib", "--mode", "symlink", "--no-nfo").status == 0


def test_no_room_to_go_back_is_said_as_well(jforg: Jforg, memory_of: Disk, library: str) -> None:
    disk = memory_of(256)
    with open(f"{disk}/{FILM}", "xb") as file:
        file.write(b"x" * 100_000)
    assert organize(jforg, disk, library, "--no-nfo").status == 0
    with open(f"{disk}/other", "xb") as file:
        file.write(b"x" * 200_000)
    undo = jforg("undo", "last", "--yes", "--json")
    assert (undo.status, [one["code"] for one in undo.json()["problems"]]) == (3, ["room-lacking"])
    os.unlink(f"{disk}/other")
    assert jforg("undo", "last", "--yes", "--json").status == 0
    assert os.listdir(disk) == [FILM]


def test_a_library_that_can_only_be_read_stops_the_run(jforg: Jforg, media_tree: MediaTree, memory_of: Disk) -> None:
    disk = memory_of(1024)
    only_read(disk)
    tree = media_tree([FILM])
    told = organize(jforg, tree, f"{disk}/lib")
    assert (told.status, told.json()["problems"][0]["code"]) == (3, "library-locked")
    assert os.listdir(tree) == [FILM]


def test_what_cannot_leave_its_disk_is_left_alone(
    jforg: Jforg, media_tree: MediaTree, memory_of: Disk, library: str
) -> None:
    disk = memory_of(1024)
    with open(f"{disk}/{FILM}", "xb") as file:
        file.write(b"the film")
    only_read(disk)
    other = media_tree(["Tin Sparrow (1999).mkv"])
    told = jforg(
        "organize", disk, other, "--dest", library, "--offline", "--yes", "--json", "--workers", "1", "--no-nfo"
    )
    assert told.status == 1
    report = told.json()
    assert (report["done"], [one["code"] for one in report["skipped"]]) == (1, ["source-read-only"])
    assert organize(jforg, disk, library, "--mode", "copy", "--no-nfo").json()["done"] == 1


def test_a_library_below_a_file_stops_the_run(jforg: Jforg, media_tree: MediaTree) -> None:
    tree = media_tree([FILM, "lib"])
    told = organize(jforg, tree, f"{tree}/lib")
    assert told.status == 3
    assert "Not a directory" in told.err
    assert sorted(os.listdir(tree)) == [FILM, "lib"]


def test_what_a_mode_means_is_said_before_and_after(jforg: Jforg, media_tree: MediaTree, library: str) -> None:
    tree = media_tree([FILM])
    shown = jforg("preview", tree, "--dest", library, "--offline", "--json", "--workers", "1").json()
    (means,) = shown["means"]
    assert (shown["mode"], means["way"], means["files"], means["bytes"]) == ("move", "rename", 1, len(FILM))
    assert (means["possible"], means["sentence"]) == (
        True,
        f"1 file ({len(FILM)} bytes): renamed on the same disk, at once",
    )
    assert shown["obstacles"] == []
    (after,) = organize(jforg, tree, library).json()["means"]
    assert (after["way"], after["files"]) == ("rename", 1)


def test_what_a_mode_cannot_do_there_is_said_and_nothing_else_is_done(
    jforg: Jforg, media_tree: MediaTree, memory_of: Disk
) -> None:
    disk = memory_of(1024)
    tree = media_tree([FILM])
    told = jforg(
        "organize", tree, "--dest", f"{disk}/lib", "--offline", "--yes", "--mode", "hardlink", "--workers", "1"
    )
    assert told.status == 1
    assert "not possible. A hard link cannot lead from the disk at" in told.out
    assert (os.listdir(tree), os.listdir(disk)) == ([FILM], [])
