"""Folders of our own that live only as long as they are used."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def scratch_folder(purpose: str) -> Iterator[str]:
    """Make a folder in the system's temporary folder; it goes with everything in it, however the block is left.

    Its path is real (no links in it) and its name begins with ``jforg-`` and the purpose.

    Raises:
        OSError: the folder could not be made, or not all of it could be removed.

    """
    with tempfile.TemporaryDirectory(prefix=f"jforg-{purpose}-") as folder:
        yield os.path.realpath(folder)
