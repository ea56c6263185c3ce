"""Names and sizes as a terminal may show them: nothing in a name can move the cursor or hide what follows."""

from __future__ import annotations

from typing import Final

_JOINERS: Final = (
    "\u200c\u200d"  # hold emoji and several scripts together; they are harmless between visible characters
)
_ESCAPED_BYTES: Final = range(0xDC80, 0xDD00)  # bytes that are no UTF-8, as PEP 383 carries them
_UNITS: Final = ("kB", "MB", "GB", "TB")
_THOUSAND: Final = 1000


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


def size_in_words(size: int) -> str:
    """Say a number of bytes in decimal units, as file managers do: ``812 bytes``, ``4.1 MB``."""
    if size < _THOUSAND:
        return "1 byte" if size == 1 else f"{size} bytes"
    for power, unit in enumerate(_UNITS, 1):
        value = round(size / _THOUSAND**power, 1)
        if value < _THOUSAND or unit == _UNITS[-1]:
            break
    return f"{value:,.1f} {unit}"


def counted(count: int, one: str, many: str = "") -> str:
    """Say how many there are: ``1 file``, ``1,204 files``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
