"""The one primitive that gives a file a new path and can never replace another: three rungs, best first."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from typing import Final

_AT_FDCWD: Final = -100
_RENAME_NOREPLACE: Final = 1  # linux/fs.h
_RENAME_EXCL: Final = 4  # sys/stdio.h on macOS

# What a kernel or file system answers when it does not know the flag or the call (exFAT, NTFS-3G, NFS, old kernels).
_UNKNOWN: Final = frozenset((errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP))
# What link(2) answers where hard links do not exist or are used up.
_NO_LINKS: Final = frozenset((errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.EINVAL))


class _NotKnownHereError(Exception):
    """This rung does not exist on this system or file system."""


def _load() -> Callable[[bytes, bytes], int] | None:
    """Bind the system's rename that refuses to replace; None where the C library has none."""
    if sys.platform == "win32":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        rename = getattr(library, "renamex_np", None)
        if rename is None:
            return None
        return lambda source, destination: int(rename(source, destination, _RENAME_EXCL))
    rename = getattr(library, "renameat2", None)
    if rename is None:
        return None
    return lambda source, destination: int(rename(_AT_FDCWD, source, _AT_FDCWD, destination, _RENAME_NOREPLACE))


_system_rename = _load()


def _by_system_call(source: str, destination: str) -> None:
    if sys.platform == "win32":
        # MoveFileExW without MOVEFILE_REPLACE_EXISTING and MOVEFILE_COPY_ALLOWED: refuses taken names by itself.
        os.rename(source, destination)
        return
    if _system_rename is None:
        raise _NotKnownHereError
    if _system_rename(os.fsencode(source), os.fsencode(destination)) == 0:
        return
    code = ctypes.get_errno()
    if code in _UNKNOWN:
        raise _NotKnownHereError
    raise OSError(code, os.strerror(code), source, None, destination)


def _by_link(source: str, destination: str) -> None:
    """Give the file a second name, then take away the first; a crash in between leaves both, and loses nothing."""
    try:
        os.link(source, destination, follow_symlinks=False)
    except OSError as error:
        if error.errno in _NO_LINKS:
            raise _NotKnownHereError from error
        raise
    try:
        os.unlink(source)
    except OSError:
        os.unlink(destination)  # the name just made: the file keeps its first one
        raise


def _by_placeholder(source: str, destination: str, before_placing: Callable[[], None]) -> None:
    """Hold the name with an empty file of ours, then rename over exactly that file.

    Only for file systems that know neither of the other ways, such as exFAT.
    """
    before_placing()
    descriptor = os.open(destination, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        ours = os.fstat(descriptor)
    finally:
        os.close(descriptor)

    def still_ours() -> bool:
        now = os.lstat(destination)
        return now.st_size == 0 and (now.st_dev, now.st_ino) == (ours.st_dev, ours.st_ino)

    if not still_ours():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), destination)
    try:
        os.rename(source, destination)
    except OSError:
        if still_ours():
            os.unlink(destination)
        raise


def rename_without_replacing(source: str, destination: str, *, before_placing: Callable[[], None]) -> None:
    """Give the file at ``source`` the path ``destination`` on the same volume; never replace anything.

    Raises:
        FileExistsError: something has the name already, also when it came into being a moment ago.
        OSError: EXDEV across volumes, and whatever else the system says; the file is then still at ``source``.

    """
    try:
        _by_system_call(source, destination)
    except _NotKnownHereError:
        try:
            _by_link(source, destination)
        except _NotKnownHereError:
            _by_placeholder(source, destination, before_placing)
