"""Names that fit: what tells files of one group apart, without the beginning they all share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from jforg_gui.ui.text import plain_path

ELLIPSIS: Final = "…"
_SHORTEST_SHARED: Final = 3
_BREAK: Final = re.compile(r"[\s._\-\[\]()]+")


def short_names(names: Sequence[str]) -> list[str]:
    """Drop the words that all names begin with; '' for names that share none or would lose everything."""
    real = [name for name in names if name]
    shared = _beginning(min(real), max(real)) if len(real) > 1 else ""
    start = max((match.end() for match in _BREAK.finditer(shared)), default=0)
    if start < _SHORTEST_SHARED:
        return [""] * len(names)
    return [f"{ELLIPSIS}{plain_path(name[start:])}" if len(name) > start else "" for name in names]


def _beginning(one: str, other: str) -> str:
    """What two names both begin with; of the first and the last in order, that is what all share."""
    for place, (here, there) in enumerate(zip(one, other, strict=False)):
        if here != there:
            return one[:place]
    return min(one, other, key=len)
