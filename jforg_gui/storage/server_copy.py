"""Copies on a server that the server makes by itself: the content does not come here and go back again."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from typing import Final

# NFS (4.2 and later) and the two names of SMB, linux/magic.h.
_SERVERS: Final = frozenset((0x6969, 0xFF534D42, 0xFE534D42))
_PIECE: Final = 16 << 20  # bytes a server is asked for at once: a stop and the progress wait for it
# The server is older, or does not do it between these two places.
_CANNOT: Final = frozenset((errno.EXDEV, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL, errno.EBADF))


def copied_by_server(reading: int, writing: int, size: int, moved: Callable[[int], None]) -> bool:
    """Let a server copy a file of its own to the empty file ``writing``, and tell whether it did.

    ``size`` is in bytes, ``moved`` is told those of each piece and may raise to stop. Afterwards ``reading`` is at the
    start again. False where no server holds both files, or it cannot: then nothing was written.

    Raises:
        OSError: whatever else the system says.

    """
    if sys.platform != "linux" or os.fstat(reading).st_dev != os.fstat(writing).st_dev:
        return False
    from jforg_gui.storage.systems.linux import file_system  # noqa: PLC0415 — exists on Linux only

    if file_system(writing) not in _SERVERS:
        return False
    left = size
    while left > 0:
        try:
            piece = os.copy_file_range(reading, writing, min(left, _PIECE))
        except OSError as error:
            if error.errno not in _CANNOT or left != size:
                raise
            return False
        if not piece:
            if left == size:
                return False  # some say nothing where they mean that they cannot
            break  # the source has become shorter, which is found out afterwards
        left -= piece
        moved(piece)
    os.lseek(reading, 0, os.SEEK_SET)
    return True
