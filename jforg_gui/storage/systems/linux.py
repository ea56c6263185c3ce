"""The calls into Linux. Imported on Linux only."""

from __future__ import annotations

import ctypes
import errno
import os
from typing import Final

_AT_FDCWD: Final = -100
_RENAME_NOREPLACE: Final = 1  # linux/fs.h

_library: Final = ctypes.CDLL(None, use_errno=True)
_renameat2: Final = getattr(_library, "renameat2", None)


def rename(source: str, destination: str) -> None:
    """Give a file a new path, never replacing; OSError, EINVAL or ENOSYS where this cannot be promised."""
    if _renameat2 is None:  # a C library without it
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), source, None, destination)
    if _renameat2(_AT_FDCWD, os.fsencode(source), _AT_FDCWD, os.fsencode(destination), _RENAME_NOREPLACE) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), source, None, destination)


def file_system(descriptor: int) -> int:
    """The kind of file system an open file is on (linux/magic.h); 0 where that cannot be told."""
    buffer = ctypes.create_string_buffer(512)  # struct statfs, whose first member is f_type
    if _library.fstatfs(descriptor, buffer) != 0:
        return 0
    return ctypes.c_long.from_buffer(buffer).value & 0xFFFFFFFF


def flush_file_system(descriptor: int) -> bool:
    """Make everything on the file system of an open file durable; tell whether that was done."""
    syncfs = getattr(_library, "syncfs", None)  # a C library may be without it
    return syncfs is not None and syncfs(descriptor) == 0
