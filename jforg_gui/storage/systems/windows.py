"""The calls into Windows; what is decided about them is in ``rules``. Imported on Windows only."""

from __future__ import annotations

import ctypes
import os
import stat
import sys

from jforg_gui.domain.long_paths import long_path
from jforg_gui.storage.systems.rules import move_on_windows, windows_error

if sys.platform == "win32":
    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.MoveFileExW.argtypes = (ctypes.c_wchar_p, ctypes.c_wchar_p, ctypes.c_uint32)
    _kernel.SetFileAttributesW.argtypes = (ctypes.c_wchar_p, ctypes.c_uint32)

    def _move(source: str, destination: str, flags: int) -> int:
        return 0 if _kernel.MoveFileExW(source, destination, flags) else ctypes.get_last_error()

    def rename(source: str, destination: str) -> None:
        """Give a file a new path, durably; see ``move_on_windows``."""
        move_on_windows(source, destination, _move)

    def hide(path: str) -> None:
        """Mark a file or folder as hidden, as a dot before its name does elsewhere."""
        attributes = os.lstat(path).st_file_attributes | stat.FILE_ATTRIBUTE_HIDDEN
        if not _kernel.SetFileAttributesW(long_path(path), attributes):
            raise windows_error(ctypes.get_last_error(), path)

    def remove(path: str) -> None:
        """Remove a file even if it is marked as read-only; the mark stays if the file does."""
        try:
            os.unlink(path)
        except PermissionError:
            mode = os.lstat(path).st_mode
            if mode & stat.S_IWRITE:
                raise
            os.chmod(path, mode | stat.S_IWRITE)
            try:
                os.unlink(path)
            except OSError:
                os.chmod(path, mode)
                raise
