"""Where the hand-made files of ``resources/`` lie: beside the source, in the wheel, and in the frozen program."""

from __future__ import annotations

import os
from typing import Final

_PACKAGE: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# the build maps the folder into the package; in a clone it stands at the top level
_FOLDERS: Final = (os.path.join(_PACKAGE, "resources"), os.path.join(os.path.dirname(_PACKAGE), "resources"))


def resource(*parts: str) -> str:
    """Return the path of a hand-made file, as ``resource("icons", "jforg.svg")``; in a broken install it is absent."""
    candidates = [os.path.join(folder, *parts) for folder in _FOLDERS]
    return next((path for path in candidates if os.path.exists(path)), candidates[-1])
