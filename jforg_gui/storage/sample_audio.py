"""Music of the sample library: silent FLAC and MP3 files with real tags, written byte by byte."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping

_BLOCK = 4096  # samples in one FLAC frame
_RATE = 44_100


def _crc(content: bytes, polynomial: int, bits: int) -> int:
    """The plain checksums of FLAC (RFC 9639, 9.1.8 and 9.3): nothing reflected, nothing inverted."""
    value, top, mask = 0, 1 << (bits - 1), (1 << bits) - 1
    for byte in content:
        value ^= byte << (bits - 8)
        for _ in range(8):
            value = (value << 1 ^ polynomial if value & top else value << 1) & mask
    return value


def _flac_frame(number: int) -> bytes:
    """One mono frame of 16-bit samples that are all zero; ``number`` is below 128 and so takes one byte."""
    head = bytes((0xFF, 0xF8, 0xC9, 0x08, number))
    head += bytes((_crc(head, 0x07, 8),))
    body = head + b"\x00" + b"\x00\x00"
    return body + struct.pack(">H", _crc(body, 0x8005, 16))


def flac(tags: Mapping[str, str], frames: int = 20) -> bytes:
    """A silent FLAC file (RFC 9639) with Vorbis comments."""
    samples = frames * _BLOCK
    size = len(_flac_frame(0))
    stream = struct.pack(">HH", _BLOCK, _BLOCK) + size.to_bytes(3, "big") * 2
    stream += (_RATE << 44 | 0 << 41 | 15 << 36 | samples).to_bytes(8, "big")
    stream += hashlib.md5(bytes(samples * 2), usedforsecurity=False).digest()  # the format asks for MD5
    maker = b"JFOrg sample"
    comments = [f"{name}={value}".encode() for name, value in tags.items()]
    told = struct.pack("<I", len(maker)) + maker + struct.pack("<I", len(comments))
    told += b"".join(struct.pack("<I", len(comment)) + comment for comment in comments)
    blocks = b"\x00" + len(stream).to_bytes(3, "big") + stream + b"\x84" + len(told).to_bytes(3, "big") + told
    return b"fLaC" + blocks + b"".join(_flac_frame(number) for number in range(frames))


# MPEG 1, layer III, 32 kbit/s, 44.1 kHz, mono. A frame whose side information is all zero plays as silence.
_MP3_FRAME = b"\xff\xfb\x10\xc0" + bytes(144 * 32_000 // _RATE - 4)


def _syncsafe(value: int) -> bytes:
    return bytes(value >> shift & 0x7F for shift in (21, 14, 7, 0))


def _id3(version: int, tags: Mapping[str, str]) -> bytes:
    """An ID3v2.3 or v2.4 tag: they differ in how sizes are written, and 2.3 knows no UTF-8."""
    frames = b""
    for name, value in tags.items():
        text = b"\x03" + value.encode() if version == 4 else b"\x01\xff\xfe" + value.encode("utf-16-le")  # noqa: PLR2004 — the tag's version
        size = _syncsafe(len(text)) if version == 4 else struct.pack(">I", len(text))  # noqa: PLR2004 — as above
        frames += name.encode() + size + b"\x00\x00" + text
    return b"ID3" + bytes((version, 0, 0)) + _syncsafe(len(frames)) + frames


def mp3(tags: Mapping[str, str], frames: int = 60, *, version: int = 4) -> bytes:
    """A silent MP3 file with an ID3v2 tag of that version; ``tags`` are its frames, such as ``TIT2``."""
    return _id3(version, tags) + _MP3_FRAME * frames


def damaged_mp3(frames: int = 60) -> bytes:
    """An MP3 file that plays, with a tag no reader gets through: a track number of thousands of digits, then rubble."""
    return _id3(4, {"TRCK": "9" * 5_000}) + b"\xc3\x28" * 31 + _MP3_FRAME * frames
