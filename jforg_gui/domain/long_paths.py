"""How a path longer than Windows takes by itself is written, and how it is read again; pure, for every system.

Sources: learn.microsoft.com, "Maximum Path Length Limitation", "Naming Files, Paths, and Namespaces".
"""

from __future__ import annotations

import ntpath
import sys
from typing import Final

_PREFIX: Final = "\\\\?\\"
_SHARE_PREFIX: Final = "\\\\?\\UNC\\"
_DEVICE: Final = "\\\\.\\"
# MAX_PATH less the name in 8.3 that has to fit into every folder: the limit for folders is the stricter one.
_LONGEST_PLAIN: Final = 260 - 12 - 1


def long_path(path: str) -> str:
    """Write a path the way that lifts Windows' limit of 260 characters, where it comes near it.

    Only whole paths are lifted, and only those that need it: behind the prefix Windows mends nothing, neither slashes
    nor dots.
    """
    if len(path) <= _LONGEST_PLAIN or path.startswith((_PREFIX, _DEVICE)) or not ntpath.isabs(path):
        return path
    plain = ntpath.normpath(path)
    drive = ntpath.splitdrive(plain)[0]
    if drive.startswith("\\\\"):
        return _SHARE_PREFIX + plain[2:]
    return _PREFIX + plain if drive else path


def short_path(path: str) -> str:
    """A path as a person writes it: without the prefix that Windows puts before the target of a link."""
    if path.startswith(_SHARE_PREFIX):
        return "\\\\" + path[len(_SHARE_PREFIX) :]
    return path.removeprefix(_PREFIX)


if sys.platform == "win32":
    native = long_path
else:

    def native(path: str) -> str:
        """A path as the system wants to have it: as it is."""
        return path
