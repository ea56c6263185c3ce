"""Pictures of the sample library: JPEG and PNG files, written bit by bit."""

from __future__ import annotations

import struct
import zlib

_CATEGORY_BITS = 4
_END_OF_BLOCK = "0"


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def _difference(value: int) -> str:
    """The bits of a DC difference (ITU T.81, F.1.2.1): its category, then its offset within the category."""
    category = abs(value).bit_length()
    offset = value if value > 0 else value + (1 << category) - 1
    return f"{category:0{_CATEGORY_BITS}b}" + (f"{offset:0{category}b}" if category else "")


# One quantisation step for everything: with 8, a DC coefficient is the block's mean brightness less 128.
_QUANTISATION = _segment(0xDB, b"\x00" + bytes([8] * 64))
# Twelve categories in four bits each; the only AC code is the end of the block, a single zero bit.
_CODES = _segment(0xC4, b"\x00" + bytes((0, 0, 0, 12, *[0] * 12)) + bytes(range(12))) + _segment(
    0xC4,
    b"\x10" + bytes((1, *[0] * 15)) + b"\x00",
)
_SCAN = _segment(0xDA, bytes((3, 1, 0, 2, 0, 3, 0, 0, 63, 0)))


def jpeg(columns: int, rows: int, *, tint: tuple[int, int] = (0, 0), shade: int = 0) -> bytes:
    """A baseline JPEG of ``columns`` x ``rows`` blocks of eight pixels: one colour that brightens downwards.

    ``tint`` are the two colour differences, each within +-100; ``shade`` (0 to 100) brightens the whole picture.
    """
    frame = struct.pack(">BHHB", 8, rows * 8, columns * 8, 3) + b"".join(bytes((n, 0x11, 0)) for n in (1, 2, 3))
    same = (_difference(0) + _END_OF_BLOCK) * 3
    bits: list[str] = []
    before = (0, 0, 0)
    for row in range(rows):
        now = (-80 + shade + row * 60 // rows, *tint)
        bits.extend(_difference(new - old) + _END_OF_BLOCK for new, old in zip(now, before, strict=True))
        bits.append(same * (columns - 1))
        before = now
    text = "".join(bits)
    text += "1" * (-len(text) % 8)
    pixels = int(text, 2).to_bytes(len(text) // 8, "big").replace(b"\xff", b"\xff\x00")
    application = _segment(0xE0, b"JFIF\x00\x01\x01\x00" + struct.pack(">HH", 1, 1) + b"\x00\x00")
    return b"\xff\xd8" + application + _QUANTISATION + _segment(0xC0, frame) + _CODES + _SCAN + pixels + b"\xff\xd9"


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, colours: tuple[tuple[int, int, int], tuple[int, int, int]]) -> bytes:
    """A PNG of two colours in slanting stripes; its data is stored, so that every zlib writes the same bytes."""
    lines = (
        b"\x00" + bytes((column + row) // 8 % 2 for column in range(width))  # a filter byte, then a palette index each
        for row in range(height)
    )
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + _chunk(b"PLTE", bytes((*colours[0], *colours[1])))
        + _chunk(b"IDAT", zlib.compress(b"".join(lines), 0))
        + _chunk(b"IEND", b"")
    )
