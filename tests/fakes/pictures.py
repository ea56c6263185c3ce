"""Small real pictures, and files that only say they are."""

from __future__ import annotations

import struct
import zlib


def png(width: int, height: int, *, shade: int = 90) -> bytes:
    """A grey PNG of any size; large ones are a few kilobytes, because they are all one shade."""
    line = b"\x00" + bytes([shade]) * width
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    return _png(width, height, 8, body)


def png_bomb(width: int, height: int) -> bytes:
    """A PNG that claims a size nobody can open, with next to nothing in it."""
    return _png(width, height, 1, zlib.compress(bytes(1000)))


def _png(width: int, height: int, depth: int, body: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpeg(width: int, height: int) -> bytes:
    """The head of a JPEG: enough to tell its size, not enough to show."""
    frame = struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0)
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
        b"\xff\xc0" + struct.pack(">H", 2 + len(frame)) + frame + b"\xff\xd9"
    )
