"""The drives of Windows: their serial numbers stay with a volume, their letters do not."""

from __future__ import annotations

import ctypes
import string
import sys

_LONGEST_NAME = 261  # MAX_PATH + 1, as GetVolumeInformationW asks for


def drives() -> list[tuple[str, str, str]]:
    """Return (identifier, label, root) of every drive that answers; nothing elsewhere than on Windows."""
    found: list[tuple[str, str, str]] = []
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        there = kernel.GetLogicalDrives()
        for position, letter in enumerate(string.ascii_uppercase):
            root = f"{letter}:\\"
            label = ctypes.create_unicode_buffer(_LONGEST_NAME)
            serial = ctypes.c_ulong()
            if there >> position & 1 and kernel.GetVolumeInformationW(
                root, label, _LONGEST_NAME, ctypes.byref(serial), None, None, None, 0
            ):
                found.append((f"serial:{serial.value:08x}", label.value or root, root))
    return found


def system_of(root: str) -> str:
    """The file system of a drive, in small letters; '' where it does not answer, and elsewhere than on Windows."""
    name = ctypes.create_unicode_buffer(_LONGEST_NAME)
    if sys.platform == "win32" and ctypes.windll.kernel32.GetVolumeInformationW(
        root, None, 0, None, None, None, name, _LONGEST_NAME
    ):
        return name.value.lower()
    return ""
