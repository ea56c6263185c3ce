"""Copies that share their content with the original until one of the two is changed: reflinks."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

_FICLONE: Final = 0x40049409  # linux/fs.h: share the extents of another file
# What a file system answers that cannot share, or not between these two files.
_CANNOT: Final = frozenset((errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOTTY, errno.EINVAL, errno.ENOSYS))

CANNOT_SHARE: Final = frozenset((errno.ENOTSUP, errno.EXDEV))  # what ``share_content`` says then


def share_content(reading: int, writing: int) -> None:
    """Give the empty open file ``writing`` the content of ``reading`` without copying a byte.

    Raises:
        OSError: ENOTSUP where the system or the file system cannot, EXDEV between two of them.

    """
    if sys.platform != "linux":
        # macOS clones by path only (clonefile), before there is a file to verify; Windows on ReFS only.
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
    import fcntl  # noqa: PLC0415 — does not exist on Windows

    try:
        fcntl.ioctl(writing, _FICLONE, reading)
    except OSError as error:
        if error.errno in _CANNOT:
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP)) from error
        raise


def shares_content(folder: str) -> bool | None:
    """Try whether files in a folder can share content, with two files that have no name and leave nothing.

    None where only a file with a name would tell. Never call it on the GUI thread.
    """
    if sys.platform != "linux":
        return False
    with suppress(OSError), _nameless(folder) as reading, _nameless(folder) as writing:
        try:
            share_content(reading, writing)
        except OSError as error:
            return False if error.errno == errno.ENOTSUP else None
        return True
    return None


@contextmanager
def _nameless(folder: str) -> Iterator[int]:
    descriptor = os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
