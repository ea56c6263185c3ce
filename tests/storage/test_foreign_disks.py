"""Disks that keep less than others (exFAT, NTFS), for real: needs root, loop devices and their tools."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.disks import Way
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.filesystems import LocalDisks
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.workflow.modes import meanings
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.redo import find_undone, plan_redo, redo
from jforg_gui.workflow.undo import find_run, plan_undo, undo
from tests.fakes.mounts import mounted
from tests.fakes.worlds import Never, plan_of, tree_of

TOOLS = {
    "exfat": (("mkfs.exfat",), ("mount.exfat-fuse",)),
    "ntfs": (("mkfs.ntfs", "-q", "-F"), ("ntfs-3g",)),
}
SIZE = 32 << 20


@pytest.fixture(params=TOOLS)
def disk(request: pytest.FixtureRequest, tmp_path: object) -> Iterator[str]:
    make, mount = TOOLS[request.param]
    with mounted(str(tmp_path), make, mount, SIZE) as place:
        yield place


def test_there_and_back_with_mode_and_time_to_the_nanosecond(disk: str, tmp_path: object) -> None:
    source = f"{tmp_path}/in"
    os.mkdir(source)
    names = ("Ember Quay.mkv", "Ame\u0301lie.mkv", "Tin Sparrow.mkv")
    for number, name in enumerate(names):
        with open(f"{source}/{name}", "xb") as file:
            file.write(b"film %d" % number * 1000)
        os.chmod(f"{source}/{name}", (0o600, 0o644, 0o755)[number])
        os.utime(f"{source}/{name}", ns=(10**18, 10**18 + number * 10**9 + 123_456_789))
    before = tree_of(source)
    contents = {name: what[1] for name, what in before.items()}
    moves = [(f"{source}/{name}", f"{disk}/Movies/{name[:-4]}/{name}") for name in names]
    with SqliteJournal(f"{tmp_path}/journal.db") as journal:

        def take_back() -> None:
            report = undo(
                plan_undo(find_run(journal, "last"), journal, LocalDisk()), journal, LocalDisk(), cancellation=Never()
            )
            assert report.complete, report

        for mode in (Mode.MOVE, Mode.COPY):
            report = organize(plan_of(moves, disk), journal, LocalDisk(), mode=mode, cancellation=Never())
            assert report.complete, report
            there = {os.path.basename(name): what[1] for name, what in tree_of(disk).items() if what[0] == "file"}
            assert there == contents
            take_back()
            assert tree_of(source) == before
            assert not os.path.exists(f"{disk}/Movies")
        assert redo(
            plan_redo(find_undone(journal, "1"), journal, LocalDisk()), journal, LocalDisk(), cancellation=Never()
        ).complete
        within = [(there, there.replace("/Movies/", "/Films/")) for _, there in moves]
        assert organize(plan_of(within, disk), journal, LocalDisk(), mode=Mode.MOVE, cancellation=Never()).complete
        take_back()
        take_back()
    assert tree_of(source) == before


def test_nothing_is_replaced_there_either(disk: str) -> None:
    for name in ("a.mkv", "b.mkv"):
        with open(f"{disk}/{name}", "xb") as file:
            file.write(name.encode())
    with pytest.raises(FileExistsError):
        LocalDisk().move(f"{disk}/a.mkv", f"{disk}/b.mkv", before_placing=lambda: None)
    assert {name: what[1] for name, what in tree_of(disk).items() if what[0] == "file"} == {
        "a.mkv": b"a.mkv",
        "b.mkv": b"b.mkv",
    }


def test_they_say_what_they_cannot_hold(disk: str, tmp_path: object) -> None:
    moves = [(f"{disk}/a.mkv", f"{disk}/Movies/A/A.mkv", 5)]
    found = {mode: meanings(moves, mode, LocalDisks())[0].way for mode in Mode}
    exfat = LocalDisks().of(disk).system == "exfat"
    assert found == {
        Mode.MOVE: Way.RENAME,
        Mode.COPY: Way.COPY,
        Mode.HARDLINK: Way.NO_HARDLINKS if exfat else Way.HARDLINK,
        Mode.SYMLINK: Way.NO_SYMLINKS if exfat else Way.SYMLINK,
        Mode.REFLINK: Way.NO_REFLINKS,
    }
    (across,) = meanings([(f"{tmp_path}/a.mkv", f"{disk}/A.mkv", 5)], Mode.MOVE, LocalDisks())
    assert (across.way, across.destination) == (Way.MOVE_BY_COPY, os.path.realpath(disk))
    assert across.free is not None
    assert 0 < across.free < SIZE
