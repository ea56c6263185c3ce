"""Subvolumes of one disk, for real (Btrfs; needs root, a loop device and its tools): no rename, but shared content."""

from __future__ import annotations

import fcntl
import os
import struct
from collections.abc import Iterator

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.disks import Way
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.filesystems import LocalDisks
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.workflow.modes import meanings
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.undo import find_run, plan_undo, undo
from tests.fakes.mounts import mounted, run
from tests.fakes.worlds import Never, plan_of, tree_of

SIZE = 128 << 20
FILM = os.urandom(1 << 20)
_FIEMAP = 0xC020660B  # linux/fs.h
_HEADER, _EXTENT = struct.Struct("=QQIIII"), struct.Struct("=QQQQQIIII")


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with mounted(str(tmp_path_factory.mktemp("btrfs")), ("mkfs.btrfs", "-q"), ("mount", "-t", "btrfs"), SIZE) as place:
        for name in ("downloads", "library"):
            run("btrfs", "subvolume", "create", f"{place}/{name}")
        yield place


@pytest.fixture
def film(disk: str) -> Iterator[str]:
    path = f"{disk}/downloads/film.mkv"
    with open(path, "xb") as file:
        file.write(FILM)
        os.fsync(file.fileno())
    os.setxattr(path, "user.note", b"mine")
    yield path
    os.unlink(path)


def places(path: str) -> list[int]:
    """Where on the disk the parts of a file lie."""
    with open(path, "rb") as file:
        asked = bytearray(_HEADER.pack(0, 1 << 40, 1, 0, 8, 0) + bytes(8 * _EXTENT.size))
        fcntl.ioctl(file.fileno(), _FIEMAP, asked)
    found = _HEADER.unpack_from(asked)[3]
    return [_EXTENT.unpack_from(asked, _HEADER.size + number * _EXTENT.size)[1] for number in range(found)]


def test_what_it_means_is_said_before(film: str, disk: str) -> None:
    (meaning,) = meanings([(film, f"{disk}/library/Film.mkv", 1)], Mode.MOVE, LocalDisks())
    assert meaning.way is Way.MOVE_BY_SHARING


@pytest.mark.parametrize(("mode", "shared"), [(Mode.MOVE, True), (Mode.REFLINK, True), (Mode.COPY, False)])
def test_only_what_may_share_its_content_does(
    film: str, disk: str, tmp_path: object, mode: Mode, *, shared: bool
) -> None:
    before, there = tree_of(f"{disk}/downloads"), f"{disk}/library/Movies/Film/Film.mkv"
    lay = places(film)
    with SqliteJournal(f"{tmp_path}/journal.db") as journal:
        report = organize(
            plan_of([(film, there)], f"{disk}/library"), journal, LocalDisk(), mode=mode, cancellation=Never()
        )
        assert report.complete, report
        assert (places(there) == lay) is shared
        with open(there, "rb") as file:
            assert file.read() == FILM
        back = undo(
            plan_undo(find_run(journal, "last"), journal, LocalDisk()), journal, LocalDisk(), cancellation=Never()
        )
        assert back.complete, back
    assert tree_of(f"{disk}/downloads") == before
    assert os.listdir(f"{disk}/library") == []
