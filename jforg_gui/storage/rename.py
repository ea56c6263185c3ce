"""The one primitive that gives a file a new path and can never replace another: three rungs, best first."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from typing import Final

if sys.platform == "win32":
    from jforg_gui.storage.systems.windows import rename as _by_this_system
elif sys.platform == "darwin":
    from jforg_gui.storage.systems.macos import rename as _by_this_system
else:
    from jforg_gui.storage.systems.linux import rename as _by_this_system

# What a kernel or file system answers when it does not know the flag or the call (exFAT, NTFS-3G, NFS, old kernels).
_UNKNOWN: Final = frozenset((errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP))
# What link(2) answers where hard links do not exist or are used up.
_NO_LINKS: Final = frozenset((errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.EINVAL))


_system_rename: Callable[[str, str], None] | None = _by_this_system  # None in tests of the rungs below it


class _NotKnownHereError(Exception):
    """This rung does not exist on this system or file system."""


def _by_system_call(source: str, destination: str) -> None:
    if _system_rename is None:
        raise _NotKnownHereError
    try:
        _system_rename(source, destination)
    except OSError as error:
        if error.errno in _UNKNOWN:
            raise _NotKnownHereError from error
        raise


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
