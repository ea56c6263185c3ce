"""Fields of foreign JSON, read with care: whatever has the wrong type or size counts as not there."""

from __future__ import annotations

import html
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

_LONGEST_LINE: Final = 512
_LONGEST_TEXT: Final = 20_000
_MOST: Final = 2_000  # entries of one list that are looked at
_BIGGEST: Final = 10**12
_FIRST_YEAR, _LAST_YEAR = 1000, 2200
_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_TAG: Final = re.compile(r"<[^<>]{0,1000}>")
_BREAK: Final = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]{0,100}>", re.IGNORECASE)
_ID: Final = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_PICTURE: Final = re.compile(r"/[A-Za-z0-9._-]{1,128}")
_MBID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def record(value: Any) -> Mapping[str, Any]:  # noqa: ANN401 — foreign JSON
    """An object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def records(value: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 — foreign JSON
    """The objects of a list."""
    return (one for one in listed(value) if isinstance(one, dict))


def listed(value: Any) -> list[Any]:  # noqa: ANN401 — foreign JSON
    """A list, as far as anybody would read; an empty one for anything else."""
    return value[:_MOST] if isinstance(value, list) else []


def line(value: Any) -> str | None:  # noqa: ANN401 — foreign JSON
    """A name or title on one line, without what no name may hold; None if nothing is left."""
    if not isinstance(value, str):
        return None
    words = "".join(letter if letter.isprintable() else " " for letter in value[:_LONGEST_LINE])
    return unicodedata.normalize("NFC", " ".join(words.split())) or None


def text(value: Any) -> str | None:  # noqa: ANN401 — foreign JSON
    """A description: paragraphs stay, markup and control characters go."""
    if not isinstance(value, str):
        return None
    value = value[:_LONGEST_TEXT]
    if "<" in value:
        value = _TAG.sub("", _BREAK.sub("\n", value))
    value = html.unescape(value)
    lines = ("".join(one if one.isprintable() else " " for one in part) for part in value.splitlines())
    return "\n".join(" ".join(part.split()) for part in lines).strip() or None


def whole(value: Any) -> int | None:  # noqa: ANN401 — foreign JSON
    """A whole number that is not negative, also one written as text."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= 12:  # noqa: PLR2004 — see _BIGGEST
        return int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and 0 <= value <= _BIGGEST else None


def number(value: Any) -> float | None:  # noqa: ANN401 — foreign JSON
    """A number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= _BIGGEST and math.isfinite(value) else None


def day(value: Any) -> date | None:  # noqa: ANN401 — foreign JSON
    """A whole date; a year or month alone is none."""
    match = _DAY.fullmatch(value) if isinstance(value, str) else None
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def year(value: Any) -> int | None:  # noqa: ANN401 — foreign JSON
    """The first year in a date or a free text such as ``March 3, 1998``, or a number that is one."""
    if isinstance(value, str):
        match = _YEAR.search(value[:_LONGEST_LINE])
        found = int(match[0]) if match else None
    else:
        found = whole(value)
    return found if found is not None and _FIRST_YEAR <= found <= _LAST_YEAR else None


def identifier(value: Any) -> str | None:  # noqa: ANN401 — foreign JSON
    """An id: a number or a short word, never a path or an address of its own making."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return str(value) if value <= _BIGGEST else None
    return value if isinstance(value, str) and _ID.fullmatch(value) and ".." not in value else None


def picture(value: Any) -> str | None:  # noqa: ANN401 — foreign JSON
    """The path of a picture: one name behind one slash."""
    return value if isinstance(value, str) and _PICTURE.fullmatch(value) and ".." not in value else None


def mbid(value: Any) -> str | None:  # noqa: ANN401 — foreign JSON
    """A MusicBrainz id; None for anything that is no UUID."""
    return value if isinstance(value, str) and _MBID.fullmatch(value) else None


def lines(values: Iterable[Any]) -> tuple[str, ...]:
    """Names without those that are none, each once, in their order."""
    return tuple(dict.fromkeys(found for value in values if (found := line(value))))


def pairs(**ids: str | None) -> tuple[tuple[str, str], ...]:
    """Ids that are known, as (provider, value) pairs sorted by provider."""
    return tuple(sorted((name, value) for name, value in ids.items() if value))
