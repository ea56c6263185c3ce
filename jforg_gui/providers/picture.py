"""Pictures from the network, looked at before anybody opens them: what kind they are, and how large."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.errors import ProblemCode, ProviderError
from jforg_gui.domain.provider import Provider
from jforg_gui.providers.answers import problem

MOST_PIXELS: Final = 100_000_000
_LONGEST_SIDE: Final = 20_000
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_MARKER: Final = 0xFF
_JPEG_FRAMES: Final = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
_JPEG_ALONE: Final = frozenset((0x01, *range(0xD0, 0xD9)))
_LEAST: Final = 2  # a picture of one pixel is how Open Library says that it has none


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes, its extension, and its size in pixels."""

    content: bytes
    extension: str
    width: int
    height: int


def checked(content: bytes, provider: Provider) -> Picture:
    """Return a picture that can safely be opened: JPEG, PNG or WebP of a sane size, told from its head alone.

    Raises:
        ProviderError: it is something else, or larger than any screen.

    """
    found = _read(content)
    if found is None or min(found.width, found.height) < _LEAST:
        raise ProviderError(problem(ProblemCode.PICTURE_UNREADABLE, provider))
    if found.width * found.height > MOST_PIXELS or max(found.width, found.height) > _LONGEST_SIDE:
        size = f"{found.width} × {found.height}"  # noqa: RUF001 — as sizes are written
        raise ProviderError(problem(ProblemCode.PICTURE_TOO_BIG, provider, size=size))
    return found


def _read(content: bytes) -> Picture | None:
    try:
        if content.startswith(_PNG) and content[12:16] == b"IHDR":
            return Picture(content, "png", *struct.unpack(">II", content[16:24]))
        if content.startswith(b"\xff\xd8\xff"):
            return _jpeg(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content)
    except (struct.error, IndexError):
        return None
    return None


def _jpeg(content: bytes) -> Picture | None:
    """Go from marker to marker to the frame that tells the size (ITU-T T.81, annex B)."""
    place = 2
    while place < len(content):
        if content[place] != _MARKER:
            return None
        marker = content[place + 1]
        if marker == _MARKER:
            place += 1
            continue
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return Picture(content, "jpg", width, height)
        if marker in _JPEG_ALONE:
            place += 2
            continue
        (length,) = struct.unpack(">H", content[place + 2 : place + 4])
        if length < 2:  # noqa: PLR2004 — the two bytes of the length count
            return None
        place += 2 + length
    return None


def _webp(content: bytes) -> Picture | None:
    """Read the size of any of the three kinds of WebP (RFC 9649)."""
    kind = content[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(content[24:27], "little") + 1
        height = int.from_bytes(content[27:30], "little") + 1
        return Picture(content, "webp", width, height)
    if kind == b"VP8L" and content[20:21] == b"/":
        bits = int.from_bytes(content[21:25], "little")
        return Picture(content, "webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return Picture(content, "webp", width & 0x3FFF, height & 0x3FFF)
    return None
