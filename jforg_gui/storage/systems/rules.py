"""The rules by which each system's file calls are made and their answers read; nothing here asks a system anything.

Sources: learn.microsoft.com, "MoveFileExW function", "System Error Codes (0-499)".
"""

from __future__ import annotations

import errno
import ntpath
import os
import time
from collections.abc import Callable
from typing import Final

from jforg_gui.domain.long_paths import long_path

Move = Callable[[str, str, int], int]  # source, destination, flags; 0 or the system's error

WRITE_THROUGH: Final = 0x8  # the call returns when the disk has it; neither REPLACE_EXISTING nor COPY_ALLOWED with it

_SHARING_VIOLATION, _LOCK_VIOLATION, _ACCESS_DENIED = 32, 33, 5
# Virus scanners and indexers hold a file for a moment after it was written. A refusal for want of rights looks like
# one of their ways to do so, but stays: it is given less time, or a thousand such files would take an hour.
_PAUSES: Final = {
    _SHARING_VIOLATION: (0.1, 0.2, 0.4, 0.8, 1.6),
    _LOCK_VIOLATION: (0.1, 0.2, 0.4, 0.8, 1.6),
    _ACCESS_DENIED: (0.1, 0.2),
}
_ERRNO: Final = {
    2: errno.ENOENT,  # ERROR_FILE_NOT_FOUND
    3: errno.ENOENT,  # ERROR_PATH_NOT_FOUND
    _ACCESS_DENIED: errno.EACCES,
    17: errno.EXDEV,  # ERROR_NOT_SAME_DEVICE
    19: errno.EROFS,  # ERROR_WRITE_PROTECT
    _SHARING_VIOLATION: errno.EBUSY,
    _LOCK_VIOLATION: errno.EBUSY,
    39: errno.ENOSPC,  # ERROR_HANDLE_DISK_FULL
    80: errno.EEXIST,  # ERROR_FILE_EXISTS
    112: errno.ENOSPC,  # ERROR_DISK_FULL
    123: errno.EINVAL,  # ERROR_INVALID_NAME
    145: errno.ENOTEMPTY,  # ERROR_DIR_NOT_EMPTY
    183: errno.EEXIST,  # ERROR_ALREADY_EXISTS
    206: errno.ENAMETOOLONG,  # ERROR_FILENAME_EXCED_RANGE
    223: errno.EFBIG,  # ERROR_FILE_TOO_LARGE
}


def hidden_by_name(path: str) -> bool:
    """Whether a name says what Windows wants to have said by an attribute."""
    return ntpath.basename(path).startswith(".")


def windows_error(code: int, source: str, destination: str = "") -> OSError:
    """The exception for one of Windows' error codes, the same class on every system."""
    number = _ERRNO.get(code, errno.EIO)
    said = os.strerror(number) if code in _ERRNO else f"Windows error {code}"
    return OSError(number, said, source, None, destination or None)


def move_on_windows(source: str, destination: str, move: Move, pause: Callable[[float], None] = time.sleep) -> None:
    """Give a file a new path on its volume, never replacing; wait a moment for who holds it in passing.

    Raises:
        OSError: FileExistsError where the name is taken, EXDEV across volumes, EBUSY where another program keeps it.

    """
    tried: dict[int, int] = {}
    while code := move(long_path(source), long_path(destination), WRITE_THROUGH):
        pauses, number = _PAUSES.get(code, ()), tried.get(code, 0)
        if number >= len(pauses):
            raise windows_error(code, source, destination)
        tried[code] = number + 1
        pause(pauses[number])
