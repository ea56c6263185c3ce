"""Where files go that had to make room: a hidden folder of the run, on their own volume, inside the journal."""

from __future__ import annotations

import os
from typing import Final

from jforg_gui.domain.plan import Roots
from jforg_gui.domain.work import Run

TRASH: Final = ".jforg-trash"


def trash_path(path: str, run: Run, roots: Roots) -> str:
    """Return where the file at ``path`` is set aside: under its library folder, or beside itself outside of all.

    The token of the run keeps the runs of two journals apart that work in one library.
    """
    above = [root for root in roots.folders.values() if path.startswith(root.rstrip(os.sep) + os.sep)]
    root = max(above, key=len, default=os.path.dirname(path))
    return os.path.join(root, TRASH, f"{run.id}-{run.token}", os.path.relpath(path, root))
