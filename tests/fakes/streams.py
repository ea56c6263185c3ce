"""Media files of a few kilobytes whose streams say what a test wants; and readers that fail as C libraries do."""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Mapping, Sequence

from jforg_gui.domain.media import MediaFile
from jforg_gui.domain.streams import MediaFacts
from jforg_gui.identify.media_info import NoMediaInfoError, read_media_facts

PQ, HLG = 16, 18  # transfer characteristics (ITU-T H.273)


def element(number: int, *parts: bytes) -> bytes:
    """One EBML element (RFC 8794)."""
    content = b"".join(parts)
    return (
        number.to_bytes((number.bit_length() + 7) // 8, "big") + (len(content) | 1 << 56).to_bytes(8, "big") + content
    )


def unsigned(number: int, value: int) -> bytes:
    return element(number, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def matroska(  # noqa: PLR0913 — each is a fact of the file
    width: int = 1920,
    height: int = 1080,
    *,
    seconds: float = 60.0,
    transfer: int = 1,
    dolby_vision: bool = False,
    audio: Sequence[tuple[str, int, str]] = (),
    subtitles: Sequence[str] = (),
    filler: int = 0,
) -> bytes:
    """A film without frames (RFC 9559); ``audio`` are (codec id, channels, language), ``subtitles`` languages."""
    head = element(
        0x1A45DFA3, unsigned(0x4286, 1), unsigned(0x42F7, 1), unsigned(0x42F2, 4), unsigned(0x42F3, 8),
        element(0x4282, b"matroska"), unsigned(0x4287, 4), unsigned(0x4285, 2),
    )  # fmt: skip
    length = element(0x4489, struct.pack(">d", seconds * 1000))
    info = element(
        0x1549A966, unsigned(0x2AD7B1, 1_000_000), length, element(0x4D80, b"test"), element(0x5741, b"test")
    )
    colour = (
        element(0x55B0, unsigned(0x55B1, 9), unsigned(0x55BA, transfer), unsigned(0x55BB, 9)) if transfer > 1 else b""
    )
    vision = bytes((1, 0, 8 << 1, 6 << 3 | 5, 0x10)) + bytes(19)  # profile 8.1, level 6
    mapping = unsigned(0x41F0, 2) + unsigned(0x41E7, int.from_bytes(b"dvvC", "big")) + element(0x41ED, vision)
    picture = element(0xE0, unsigned(0xB0, width), unsigned(0xBA, height), colour)
    tracks = [track(1, 1, "V_MPEGH/ISO/HEVC", "und", picture, element(0x41E4, mapping) if dolby_vision else b"")]
    for codec, channels, language in audio:
        sound = element(0xE1, element(0xB5, struct.pack(">d", 48_000.0)), unsigned(0x9F, channels))
        tracks.append(track(len(tracks) + 1, 2, codec, language, sound))
    tracks.extend(track(len(tracks) + 1 + place, 17, "S_TEXT/UTF8", one) for place, one in enumerate(subtitles))
    return head + element(0x18538067, info, element(0x1654AE6B, *tracks), element(0xEC, bytes(filler)))


def track(number: int, kind: int, codec: str, language: str, *parts: bytes) -> bytes:
    names = element(0x22B59C, language.encode()) + element(0x86, codec.encode())
    return element(0xAE, unsigned(0xD7, number), unsigned(0x73C5, number), unsigned(0x83, kind), names, *parts)


def wav(seconds: int = 2, channels: int = 2, bits: int = 16, rate: int = 8_000) -> bytes:
    """Silence, as RIFF WAVE."""
    step = channels * bits // 8
    data = bytes(seconds * rate * step)
    form = struct.pack("<HHIIHH", 1, channels, rate, rate * step, step, bits)
    return (
        b"RIFF"
        + struct.pack("<I", 36 + len(data))
        + b"WAVEfmt "
        + struct.pack("<I", 16)
        + form
        + (b"data" + struct.pack("<I", len(data)) + data)
    )


def brittle(path: str) -> MediaFacts | None:
    """Read as the real one does, but hang, crash or want too much where the name says so."""
    name = os.path.basename(path)
    if name.startswith("hang"):
        time.sleep(60)
    if name.startswith("crash"):
        os.abort()
    if name.startswith("hungry"):
        bytearray(4 << 30)
    return read_media_facts(path)


def absent(path: str) -> MediaFacts | None:
    raise NoMediaInfoError(path)


class FakeStore:
    """Remembers as long as it lives."""

    def __init__(self, *known: tuple[MediaFile, MediaFacts | None]) -> None:
        self.holds: dict[MediaFile, MediaFacts | None] = dict(known)

    def known(self, files: Sequence[MediaFile]) -> Mapping[MediaFile, MediaFacts | None]:
        return {file: self.holds[file] for file in files if file in self.holds}

    def remember(self, found: Mapping[MediaFile, MediaFacts | None]) -> None:
        self.holds.update(found)


class FakeReader:
    """Knows some files; the others cannot be read."""

    def __init__(self, **facts: MediaFacts | None) -> None:
        self.facts = facts
        self.asked: list[str] = []

    def read(self, file: MediaFile) -> tuple[MediaFacts | None, bool]:
        name = file.stem
        self.asked.append(name)
        return self.facts.get(name), name in self.facts

    def close(self) -> None:
        self.asked.append("stopped")
