"""International standard book numbers in names and metadata: only those whose check digit is right."""

from __future__ import annotations

import re
from typing import Final

_THIRTEEN: Final = re.compile(
    r"(?<![\dA-Za-z])(?:isbn(?:-?1[03])?[:= _]*)?(97[89](?:[- ]?\d){10})(?!\d)", re.IGNORECASE
)
_TEN: Final = re.compile(
    r"(?<![\dA-Za-z])(?:isbn(?:-?1[03])?[:= _]*)?(\d(?:[- ]?\d){8}[- ]?[\dXx])(?!\w)", re.IGNORECASE
)
_LABEL: Final = re.compile(r"isbn", re.IGNORECASE)
_TEN_DIGITS: Final = 10


def find_isbn(text: str) -> tuple[str, str] | None:
    """Return the first ISBN of a text as thirteen digits, and the text without it; None if there is none.

    Source: ISBN Users' Manual, 7th edition, appendix 1. Ten digits count only where they are divided by hyphens, said
    to be an ISBN, or all there is: a telephone number has a right check digit one time in eleven.
    """
    for match in _THIRTEEN.finditer(text):
        if (number := as_isbn13(match[1])) is not None:
            return number, _without(text, match)
    for match in _TEN.finditer(text):
        said = "-" in match[1] or _LABEL.search(match[0]) is not None or match[0].strip() == text.strip()
        if said and (number := as_isbn13(match[1])) is not None:
            return number, _without(text, match)
    return None


def _without(text: str, match: re.Match[str]) -> str:
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return re.sub(r"[\[({]\s*[\])}]", " ", rest).strip(" -_.,")


def as_isbn13(text: str) -> str | None:
    """Return an ISBN of ten or thirteen digits, with whatever divides them, as thirteen; None if it is none."""
    digits = re.sub(r"[\s-]", "", text).upper()
    if re.fullmatch(r"97[89]\d{10}", digits):
        return digits if _check_digit(digits[:-1]) == digits[-1] else None
    if re.fullmatch(r"\d{9}[\dX]", digits):
        total = sum(
            (_TEN_DIGITS - place) * (_TEN_DIGITS if sign == "X" else int(sign)) for place, sign in enumerate(digits)
        )
        return f"978{digits[:-1]}{_check_digit(f'978{digits[:-1]}')}" if total % 11 == 0 else None
    return None


def _check_digit(twelve: str) -> str:
    total = sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(twelve))
    return str(-total % 10)
