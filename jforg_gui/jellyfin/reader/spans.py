"""Where a file of several episodes ends: ``S01E01-E02``, ``1x01-02``, ``1x02x03``.

Source: Emby.Naming/Common/NamingOptions.MultipleEpisodeExpressions; ``S01E01-S01E02`` is none of them.
"""

from __future__ import annotations

import re
from typing import Final

_SXE_HEAD: Final = r"s\d{1,4}[x.]?e\d{1,3}"
_S_SPANS: Final = (
    re.compile(rf"{_SXE_HEAD}(?:(?:-| - )?[xe](\d{{1,3}}))+", re.IGNORECASE),
    re.compile(rf"{_SXE_HEAD}(?:-x?e?(\d{{1,3}}))+", re.IGNORECASE),
)
_X_HEAD: Final = re.compile(r"s?\d{1,4}x\d{1,3}", re.IGNORECASE)
_X_TAILS: Final = (
    re.compile(r"(?:(?:-| - )\d{1,4}[ex](\d{1,3}))+", re.IGNORECASE),
    re.compile(r"(?:(?:-| - )\d{1,4}xe(\d{1,3}))+", re.IGNORECASE),
    re.compile(r"(?:(?:-| - )?[xe](\d{1,3}))+", re.IGNORECASE),
    re.compile(r"(?:-x?e?(\d{1,3}))+", re.IGNORECASE),
)
_NO_END_BEFORE: Final = "0123456789iIpP"  # "S09E14-1080p" is a resolution


def _end_of(match: re.Match[str] | None, name: str) -> int | None:
    if match is None or name[match.end(1) : match.end(1) + 1] in tuple(_NO_END_BEFORE):
        return None
    return int(match[1])


def span_end(name: str) -> int | None:
    """Return the last number of a file of several episodes; None for one."""
    if "x" in name or "X" in name:
        head = _X_HEAD.search(name)
        for tail in _X_TAILS if head else ():
            end = _end_of(tail.match(name, head.end() if head else 0), name)
            if end is not None:
                return end
    for pattern in _S_SPANS:
        last = None
        for last in pattern.finditer(name):  # noqa: B007 — the last one counts
            pass
        end = _end_of(last, name)
        if end is not None:
            return end
    return None
