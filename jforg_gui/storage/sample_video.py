"""Films of the sample library: Matroska and MP4 files whose frames are JPEG images, and MP4 audiobooks."""

from __future__ import annotations

import struct
import zlib

from jforg_gui.storage.sample_image import jpeg

_COLUMNS, _ROWS = 12, 7  # blocks of eight pixels: 96 x 56
_FRAME_MS = 40
_SECONDS_SINCE_1904 = 3_400_000_000  # MP4 counts from there; this lies in September 2011
_AAC_SILENCE = b"\x00\x00\x00\x07"  # one mono channel without a single scale factor band, then the end mark


def _frames(title: str, count: int) -> list[bytes]:
    seed = zlib.crc32(title.encode())
    tint = (seed % 90 - 45, seed // 90 % 90 - 45)
    return [jpeg(_COLUMNS, _ROWS, tint=tint, shade=index % 96) for index in range(count)]


def _element(number: int, *parts: bytes) -> bytes:
    """One EBML element (RFC 8794): its number, its size in eight bytes, its content."""
    content = b"".join(parts)
    head = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return head + (len(content) | 1 << 56).to_bytes(8, "big") + content


def _unsigned(number: int, value: int) -> bytes:
    return _element(number, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def matroska(title: str, frames: int = 60, *, named: bool = True) -> bytes:
    """A Matroska film (RFC 9559) of so many frames; with ``named`` it carries its title inside."""
    head = _element(
        0x1A45DFA3,
        _unsigned(0x4286, 1) + _unsigned(0x42F7, 1) + _unsigned(0x42F2, 4) + _unsigned(0x42F3, 8),
        _element(0x4282, b"matroska") + _unsigned(0x4287, 4) + _unsigned(0x4285, 2),
    )
    information = _element(
        0x1549A966,
        _unsigned(0x2AD7B1, 1_000_000),
        _element(0x4489, struct.pack(">d", float(frames * _FRAME_MS))),
        _element(0x4D80, b"JFOrg sample") + _element(0x5741, b"JFOrg sample"),
        _element(0x7BA9, title.encode()) if named else b"",
    )
    picture = _element(0xE0, _unsigned(0xB0, _COLUMNS * 8), _unsigned(0xBA, _ROWS * 8))
    track = _element(
        0xAE,
        _unsigned(0xD7, 1) + _unsigned(0x73C5, 1) + _unsigned(0x83, 1) + _unsigned(0x9C, 0),
        _unsigned(0x23E383, _FRAME_MS * 1_000_000) + _element(0x86, b"V_MJPEG") + picture,
    )
    blocks = (
        _element(0xA3, b"\x81" + struct.pack(">hB", index * _FRAME_MS, 0x80) + frame)
        for index, frame in enumerate(_frames(title, frames))
    )
    cluster = _element(0x1F43B675, _unsigned(0xE7, 0), *blocks)
    return head + _element(0x18538067, information, _element(0x1654AE6B, track), cluster)


def _box(kind: bytes, *parts: bytes) -> bytes:
    """One box of ISO/IEC 14496-12: its size, its four letters, its content."""
    content = b"".join(parts)
    return struct.pack(">I", len(content) + 8) + kind + content


def _full(kind: bytes, *parts: bytes, flags: int = 0) -> bytes:
    return _box(kind, struct.pack(">I", flags), *parts)


def _descriptor(tag: int, content: bytes) -> bytes:
    return bytes((tag, len(content))) + content


def _stream(object_type: int, stream_type: int, specific: bytes = b"") -> bytes:
    """The elementary stream descriptor of ISO/IEC 14496-1 that names the codec."""
    head = struct.pack(">BB3xII", object_type, stream_type << 2 | 1, 0, 0)
    config = _descriptor(4, head + (_descriptor(5, specific) if specific else b""))
    return _full(b"esds", _descriptor(3, b"\x00\x01\x00" + config + _descriptor(6, b"\x02")))


_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def _movie(track: bytes, duration: int, extra: bytes) -> bytes:
    """The ``moov`` box around one track; durations in milliseconds."""
    times = struct.pack(">4I", _SECONDS_SINCE_1904, _SECONDS_SINCE_1904, 1000, duration)
    rest = struct.pack(">IH10x", 0x10000, 0x0100) + _MATRIX + bytes(24) + struct.pack(">I", 2)
    return _box(b"moov", _full(b"mvhd", times, rest), track, extra)


def _track(samples: list[bytes], offset: int, ticks: tuple[int, int], entry: bytes, *, video: bool) -> bytes:
    """The ``trak`` box; ``ticks`` are ticks a second and ticks a sample, ``offset`` where the samples begin."""
    scale, step = ticks
    duration, count = len(samples) * step, len(samples)
    size = struct.pack(">II", _COLUMNS * 8 << 16, _ROWS * 8 << 16) if video else bytes(8)
    times = (_SECONDS_SINCE_1904, _SECONDS_SINCE_1904)
    head = _full(
        b"tkhd",
        struct.pack(">5I8x4H", *times, 1, 0, duration * 1000 // scale, 0, 0, 0 if video else 0x0100, 0),
        _MATRIX + size,
        flags=3,
    )
    table = _box(
        b"stbl",
        _full(b"stsd", struct.pack(">I", 1), entry),
        _full(b"stts", struct.pack(">III", 1, count, step)),
        _full(b"stsc", struct.pack(">4I", 1, 1, count, 1)),
        _full(b"stsz", struct.pack(">II", 0, count), *(struct.pack(">I", len(sample)) for sample in samples)),
        _full(b"stco", struct.pack(">II", 1, offset)),
    )
    where = _box(b"dinf", _full(b"dref", struct.pack(">I", 1), _full(b"url ", flags=1)))
    media = _full(b"vmhd", bytes(8), flags=1) if video else _full(b"smhd", bytes(4))
    handler = (b"vide", b"Video\x00") if video else (b"soun", b"Sound\x00")
    return _box(
        b"trak",
        head,
        _box(
            b"mdia",
            _full(b"mdhd", struct.pack(">4IHH", *times, scale, duration, 0x55C4, 0)),
            _full(b"hdlr", bytes(4) + handler[0] + bytes(12) + handler[1]),
            _box(b"minf", media, where, table),
        ),
    )


def mp4(title: str, frames: int = 60) -> bytes:
    """An MP4 film of so many frames."""
    head = _box(b"ftyp", b"isom" + struct.pack(">I", 0x200) + b"isomiso2mp41")
    samples = _frames(title, frames)
    look = struct.pack(">6xH16xHHIIIH32xHh", 1, _COLUMNS * 8, _ROWS * 8, 0x480000, 0x480000, 0, 1, 24, -1)
    entry = _box(b"mp4v", look, _stream(0x6C, 4))
    track = _track(samples, len(head) + 8, (1000, _FRAME_MS), entry, video=True)
    return head + _box(b"mdat", *samples) + _movie(track, frames * _FRAME_MS, b"")


def m4b(tags: dict[str, str], seconds: int = 20) -> bytes:
    """A silent audiobook; ``tags`` are iTunes atoms of three or four letters, such as ``nam`` or ``aART``."""
    head = _box(b"ftyp", b"M4B " + struct.pack(">I", 0x200) + b"M4B mp42isom")
    samples = [_AAC_SILENCE] * (seconds * 44_100 // 1024)
    entry = _box(b"mp4a", struct.pack(">6xH8xHHIHH", 1, 1, 16, 0, 44_100, 0), _stream(0x40, 5, b"\x12\x08"))
    track = _track(samples, len(head) + 8, (44_100, 1024), entry, video=False)
    atoms = (
        _box(name.encode() if len(name) == 4 else b"\xa9" + name.encode(), _box(b"data", _TEXT, value.encode()))  # noqa: PLR2004 — four letters are the whole name
        for name, value in tags.items()
    )
    audiobook = _box(b"stik", _box(b"data", struct.pack(">II", 21, 0), b"\x02"))
    keeper = _full(b"hdlr", bytes(4) + b"mdirappl" + bytes(9))
    told = _box(b"udta", _full(b"meta", keeper, _box(b"ilst", *atoms, audiobook)))
    duration = len(samples) * 1024 * 1000 // 44_100
    return head + _box(b"mdat", *samples) + _movie(track, duration, told)


_TEXT = struct.pack(">II", 1, 0)
