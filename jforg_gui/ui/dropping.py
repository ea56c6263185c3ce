"""What may be dropped on the window: files and folders of this computer, and nothing else."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QUrl


def has_local_paths(mime: QMimeData) -> bool:
    """Whether a drag brings at least one local path. Looks at the addresses only, never at a disk."""
    return any(_local_path(url) for url in mime.urls())


def local_paths(mime: QMimeData) -> list[str]:
    """The local paths of a drop, in their order, each once.

    Addresses of other computers (``http``, ``smb``, ``file://host/…``) are left out, and ``data:`` as well.
    """
    return list(dict.fromkeys(path for path in map(_local_path, mime.urls()) if path))


def usable(paths: Iterable[str]) -> list[str]:
    """Those paths at which a regular file or a folder lies. Looks at the disk: not for the GUI thread.

    A device such as ``/dev/zero`` never ends, and a ``.desktop`` file is a program that only looks like a document.
    """
    return [path for path in paths if not path.lower().endswith(".desktop") and _is_there(path)]


def _local_path(url: QUrl) -> str:
    if not url.isLocalFile() or url.host():
        return ""
    path = url.toLocalFile()
    return os.path.normpath(path) if os.path.isabs(path) else ""


def _is_there(path: str) -> bool:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)
