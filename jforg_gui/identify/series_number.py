"""Places in a series, as text, because "2.5" is one."""

from __future__ import annotations

import re


def plain_number(text: str | None) -> str | None:
    """Write a place in a series without what says nothing: `01` and `1.0` are `1`, `2.50` is `2.5`."""
    match = re.fullmatch(r"(\d{1,6})(?:\.(\d{1,3}))?", (text or "").strip())
    if match is None:
        return None
    fraction = (match[2] or "").rstrip("0")
    return f"{int(match[1])}.{fraction}" if fraction else str(int(match[1]))
