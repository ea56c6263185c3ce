"""Lists that the person asks for as a file: written beside what is there, never over it."""

from __future__ import annotations

import os
from itertools import count

from jforg_gui.domain.errors import WorldError


def write_export(path: str, text: str) -> str:
    """Write a new file in UTF-8 and return its path, with a number where the name was taken. Not for the GUI thread.

    Raises:
        WorldError: it cannot be written.

    """
    stem, suffix = os.path.splitext(path)
    for number in count(1):
        free = path if number == 1 else f"{stem} ({number}){suffix}"
        try:
            with open(free, "x", encoding="utf-8", errors="surrogateescape", newline="") as file:
                file.write(text)
        except FileExistsError:
            continue
        except OSError as error:
            raise WorldError(f"The list cannot be written: {error.strerror}.") from error
        return free
    raise AssertionError
