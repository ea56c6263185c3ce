"""Titles given in two scripts: the one in Latin letters, by which every catalogue knows the work."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# A slash between two titles; a file's name holds a bar or an underscore in its place.
_SLASH: Final = re.compile(r"\s+[/|_]\s+|(?<=[^\x00-\x7f])_|_(?=[^\x00-\x7f])")
# `(Director / Director)` behind the titles.
_CREDITS: Final = re.compile(r"\s*\([^()]*\s[/|_]\s[^()]*(?:\([^()]*\)?[^()]*)?\)?\s*$")
_ALIAS: Final = re.compile(r"(?<=\w)[ ._]+a\.?k\.?a\.?[ ._]+(?=\w)", re.IGNORECASE)
_IN_BRACKETS: Final = re.compile(r"^(?P<main>[^()]+?)\s*\((?P<other>[^()]{3,})\)\s*$")
_RUN: Final = re.compile(r"^(?P<main>[^\x00-\x7f][^A-Za-z]*?)[ ._]+(?P<other>[A-Za-z][\x00-\x7f’é×]{3,})$")


def is_latin(text: str) -> bool:
    """Tell whether most letters of a text are Latin ones."""
    letters = [letter for letter in text if letter.isalpha()]
    return 2 * sum(unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN")) for letter in letters) > len(
        letters
    )


def in_latin(text: str) -> str:
    """Return the part of a title in Latin letters, if it gives the same title in another script as well.

    Of `Title AKA Other Title` it is the first.
    """
    text = _ALIAS.split(text, maxsplit=1)[0] or text
    if text.isascii():
        return text
    text = _CREDITS.sub("", text) or text
    parts = [part.strip() for part in _SLASH.split(text)]
    if len(parts) == 1 and len(sides := text.split(" - ")) == 2 and is_latin(sides[0]) != is_latin(sides[1]):  # noqa: PLR2004 — one title on each side
        parts = sides
    latin = [part for part in parts if part and is_latin(part)]
    if latin and len(latin) < len([part for part in parts if part]):
        return latin[-1] if len(latin) > 1 and not latin[0].strip("IVX0123456789 ") else latin[0]
    for pattern in (_IN_BRACKETS, _RUN):
        if (match := pattern.match(text)) and not is_latin(match["main"]) and is_latin(match["other"]):
            return match["other"].strip()
    return text
