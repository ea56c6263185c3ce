"""Names as a terminal may show them: nothing in a name can move the cursor or hide what follows."""

from __future__ import annotations

from typing import Final

_JOINERS: Final = (
    "\u200c\u200d"  # hold emoji and several scripts together; they are harmless between visible characters
)
_ESCAPED_BYTES: Final = range(0xDC80, 0xDD00)  # bytes that are no UTF-8, as PEP 383 carries them


def shown(text: str) -> str:
    r"""Escape what does not print: control characters as ``\x1b``, marks that turn the text around as ``\u202e``.

    Bytes that are not UTF-8 come out as ``\xff``. The result encodes as UTF-8 and takes one line.
    """
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter in _JOINERS else _escape(letter) for letter in text)


def _escape(letter: str) -> str:
    if ord(letter) in _ESCAPED_BYTES:
        return f"\\x{ord(letter) - 0xDC00:02x}"
    return letter.encode("unicode_escape").decode("ascii")
