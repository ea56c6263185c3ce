"""Makes names durable: a folder at a time, or a whole disk at once where that is one question instead of hundreds."""

from __future__ import annotations

import errno
import os
import sys
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

# File systems that cannot flush a folder say so in one of these ways (SMB, some FUSE).
_CANNOT_FLUSH: Final = frozenset((errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS))
# From here on one flush of the whole disk costs less: every fsync makes the drive empty its own cache once more.
_MANY: Final = 8
# File systems whose syncfs writes all names down before it returns (linux/magic.h): ext, XFS, Btrfs, F2FS, tmpfs.
# FUSE and network file systems may do nothing at all.
_WHOLE: Final = frozenset((0xEF53, 0x58465342, 0x9123683E, 0xF2F52010, 0x01021994))
# With more than this waiting to be written, by whomever, a flush of the whole disk would have to wait for it.
_MOST_DIRTY_KIB: Final = 64 << 10


def flush_folders(paths: Iterable[str]) -> None:
    """Make the names in these folders durable; a folder that has gone needs no flush.

    Raises:
        OSError: what the system says; the names may then be lost with the next power cut.

    """
    if sys.platform == "win32":
        return  # folders cannot be flushed there; MoveFileEx writes through
    for path in _one_by_one(list(paths)):
        flush_folder(path)


def flush_folder(path: str) -> None:
    """Make the names in one folder durable."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except FileNotFoundError:
        return
    try:
        flush_file(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_FLUSH:
            raise
    finally:
        os.close(descriptor)


def flush_file(descriptor: int) -> None:
    """Make an open file or folder durable."""
    if sys.platform == "darwin":
        from jforg_gui.storage.systems.macos import flush  # noqa: PLC0415 — exists on macOS only

        flush(descriptor)
        return
    os.fsync(descriptor)


def _one_by_one(paths: list[str]) -> list[str]:
    """Flush whole disks where many folders are on one; return the folders that have to be flushed by themselves."""
    if sys.platform != "linux" or len(paths) <= _MANY:
        return paths
    by_device: defaultdict[int, list[str]] = defaultdict(list)
    for path in paths:
        try:
            by_device[os.stat(path).st_dev].append(path)
        except FileNotFoundError:
            continue
    return [path for group in by_device.values() if not _flush_whole(group) for path in group]


def _flush_whole(folders: list[str]) -> bool:
    """Flush the disk that holds these folders; tell whether that was done and has made them durable."""
    if len(folders) <= _MANY or _dirty_kib() > _MOST_DIRTY_KIB:
        return False
    from jforg_gui.storage.systems.linux import file_system, flush_file_system  # noqa: PLC0415 — exists on Linux only

    descriptor = os.open(folders[0], os.O_RDONLY | os.O_DIRECTORY)
    try:
        # A failure may be another file's: then each folder is asked by itself.
        return file_system(descriptor) in _WHOLE and flush_file_system(descriptor)
    finally:
        os.close(descriptor)


def _dirty_kib() -> int:
    """How much waits to be written in the whole system."""
    try:
        with open("/proc/meminfo", encoding="ascii") as file:
            for line in file:
                if line.startswith("Dirty:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return sys.maxsize
