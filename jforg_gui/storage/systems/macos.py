"""The calls into macOS. Imported on macOS only."""

from __future__ import annotations

import ctypes
import os
import sys

if sys.platform == "darwin":
    import fcntl

    _library = ctypes.CDLL(None, use_errno=True)
    _RENAME_EXCL = 4  # sys/stdio.h
    _COPYFILE_ACL, _COPYFILE_XATTR = 1 << 0, 1 << 2  # copyfile.h

    def rename(source: str, destination: str) -> None:
        """Give a file a new path, never replacing; OSError, ENOTSUP where the file system cannot promise that."""
        if _library.renamex_np(os.fsencode(source), os.fsencode(destination), _RENAME_EXCL) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), source, None, destination)

    def flush(descriptor: int) -> None:
        """Make a file or folder durable: fsync alone does not reach the platter (fsync(2))."""
        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError:
            os.fsync(descriptor)  # not every file system knows F_FULLFSYNC

    def carry_attributes(reading: int, writing: int) -> None:
        """Give a copy the extended attributes and access list of its original, as far as its disk can hold them."""
        _library.fcopyfile(reading, writing, None, _COPYFILE_ACL | _COPYFILE_XATTR)
