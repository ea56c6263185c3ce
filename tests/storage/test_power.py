"""The power fails, for real: what was flushed is there afterwards. Needs root and loop devices."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator

import pytest

from jforg_gui.storage import flushing
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.mounts import mounts_of_linux
from tests.fakes.mounts import mounted, run

MAKE = {"ext4": ("mkfs.ext4", "-q"), "xfs": ("mkfs.xfs", "-q", "-f")}
MEBIBYTES = {"ext4": 32, "xfs": 320}  # the least they take
SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN, known to XFS as well
WITHOUT_THE_LOG = 2  # nothing that is not durable yet is written any more
FOLDERS = 20


@pytest.fixture(params=MAKE)
def disk(request: pytest.FixtureRequest, tmp_path: object) -> Iterator[str]:
    system = request.param
    with mounted(f"{tmp_path}", MAKE[system], ("mount", "-t", system), MEBIBYTES[system] << 20) as place:
        yield place


def cut_the_power(place: str) -> None:
    import fcntl  # noqa: PLC0415 — does not exist on Windows

    device = next(one.device for one in mounts_of_linux() if one.mount == os.path.realpath(place))
    descriptor = os.open(place, os.O_RDONLY)
    try:
        fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", WITHOUT_THE_LOG))
    except OSError as error:
        pytest.skip(f"this kernel cannot cut the power: {error}")
    finally:
        os.close(descriptor)
    run("umount", place)
    run("mount", device, place)


def move_all(disk: str) -> list[str]:
    """Move a file from each of many folders into another one; return the new paths."""
    folders = [f"{disk}/{number}" for number in range(FOLDERS)]
    for folder in folders:
        os.makedirs(f"{folder}/new")
        with open(f"{folder}/old.mkv", "xb") as file:
            file.write(os.fsencode(folder))
    os.sync()
    for folder in folders:
        LocalDisk().move(f"{folder}/old.mkv", f"{folder}/new/film.mkv", before_placing=lambda: None)
    return [f"{folder}/new/film.mkv" for folder in folders]


def arrived(paths: list[str]) -> int:
    return sum(os.path.exists(path) for path in paths)


@pytest.mark.parametrize("whole", [True, False], ids=["the whole disk at once", "folder by folder"])
def test_names_that_were_flushed_outlive_the_power(disk: str, monkeypatch: pytest.MonkeyPatch, *, whole: bool) -> None:
    if not whole:
        monkeypatch.setattr(flushing, "_MANY", FOLDERS * 4)
    flushed: list[str] = []
    one_by_one = flushing.flush_folder

    def flush(path: str) -> None:
        flushed.append(path)
        one_by_one(path)

    monkeypatch.setattr(flushing, "_dirty_kib", lambda: 0)  # whatever else this machine is doing
    monkeypatch.setattr(flushing, "flush_folder", flush)
    paths = move_all(disk)
    inner = {os.path.dirname(path) for path in paths}
    LocalDisk().flush_folders(inner | {os.path.dirname(folder) for folder in inner})
    cut_the_power(disk)
    assert arrived(paths) == FOLDERS
    assert len(flushed) == (0 if whole else 2 * FOLDERS)


def test_names_that_were_not_flushed_do_not(disk: str) -> None:
    paths = move_all(disk)
    cut_the_power(disk)
    assert arrived(paths) == 0
