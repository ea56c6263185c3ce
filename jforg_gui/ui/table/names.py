"""Names that fit: what tells files of one group apart, without the beginning that most of them share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from jforg_gui.ui.text import plain_path

ELLIPSIS: Final = "…"
_SHORTEST_SHARED: Final = 3
_BREAK: Final = re.compile(r"[\s._\-\[\]()]+")


def shared_beginning(names: Sequence[str]) -> str:
    """The longest beginning, in whole words, that more than half of the names share; '' if it is not worth dropping."""
    ordered = sorted(names)
    most = len(ordered) // 2 + 1
    if len(ordered) < 2:  # noqa: PLR2004 — sharing takes two
        return ""
    # Of names in order, the first and the last of any stretch share what all between them share.
    windows = zip(ordered, ordered[most - 1 :], strict=False)
    shared = max((_beginning(first, last) for first, last in windows), key=len)
    end = max((match.end() for match in _BREAK.finditer(shared)), default=0)
    return shared[:end] if end >= _SHORTEST_SHARED else ""


def shortened(name: str, beginning: str) -> str:
    """A name without the beginning it shares; '' for one that does not share it or would lose everything."""
    if not beginning or not name.startswith(beginning) or len(name) == len(beginning):
        return ""
    return plain_path(f"{ELLIPSIS}{name[len(beginning) :]}")


def _beginning(one: str, other: str) -> str:
    """What two names both begin with."""
    for place, (here, there) in enumerate(zip(one, other, strict=False)):
        if here != there:
            return one[:place]
    return min(one, other, key=len)
