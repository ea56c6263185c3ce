"""What a media file's streams are: resolution, HDR, codecs, channels, duration, languages, as MediaInfo reads them.

Runs in a worker process of ``media_reader``: the library is large, written in C++ and reads what strangers made.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

from jforg_gui.domain.streams import AudioStream, Hdr, MediaFacts
from jforg_gui.identify.bounded import BoundedFile, TooMuchError, UnreadableError, plain_text

# The rules below: facts that were read by others are read again.
RULES: Final = 1
_MOST_BYTES: Final = 24 * 1024 * 1024  # what says what a file is stands at its beginning or its end
_MOST_SECONDS: Final = 1.2  # by the clock: a slow disk is told from what was read so far
_MOST_STREAMS: Final = 64
_LONGEST_WORD: Final = 64
_LARGEST_SIDE: Final = 65_536  # pixels
_LONGEST: Final = 60 * 60 * 24 * 30  # seconds; a film is no month long
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LAYERS: Final = {"Layer 1": "MP1", "Layer 2": "MP2", "Layer 3": "MP3"}
_NO_LANGUAGE: Final = frozenset(("und", "mul", "zxx", "mis"))


class NoMediaInfoError(Exception):
    """The library is not there, or does not start: no file has facts."""


class UnreadMediaError(Exception):
    """A file could not be opened or read; another time it may be."""


class _FirstOf(BoundedFile):
    """A file that seems to end where reading on would cost too much: what was read so far counts."""

    def __init__(self, path: str) -> None:
        super().__init__(path, _MOST_BYTES)
        self._ends = time.monotonic() + _MOST_SECONDS

    def read(self, size: int = -1, /) -> bytes:
        if time.monotonic() > self._ends:
            return b""
        try:
            return super().read(size)
        except TooMuchError:
            return b""


def read_media_facts(path: str) -> MediaFacts | None:
    """Read a file; None for one without streams. Blocks, may crash, hang or use much memory.

    The library gets bytes, never the path: it opens no other file or address that the file's content names.

    Raises:
        NoMediaInfoError: the library is missing.
        UnreadMediaError: the file cannot be read.

    """
    try:
        from pymediainfo import MediaInfo  # noqa: PLC0415 — optional, and 50 ms

        with _FirstOf(path) as stream:
            said = MediaInfo.parse(stream, output="JSON", full=False)
    except UnreadableError as error:
        raise UnreadMediaError(str(error)) from error
    except ImportError as error:
        raise NoMediaInfoError(str(error)) from error
    except OSError as error:
        if error.errno is not None:  # the disk's; a library that does not load has no number
            raise UnreadMediaError(str(error)) from error
        raise NoMediaInfoError(str(error)) from error
    try:
        return facts_of(json.loads(said))
    except (ValueError, RecursionError):
        return None


def facts_of(said: Any) -> MediaFacts | None:  # noqa: ANN401 — whatever the library makes of a stranger's file
    """Return what MediaInfo's JSON says; None if it names no stream."""
    media = said.get("media") if isinstance(said, dict) else None
    tracks = media.get("track") if isinstance(media, dict) else None
    if not isinstance(tracks, list):
        return None
    by_kind: dict[str, list[Mapping[str, Any]]] = {}
    for track in tracks[:_MOST_STREAMS]:
        if isinstance(track, dict):
            by_kind.setdefault(str(track.get("@type")), []).append(track)
    pictures, sounds, texts = (by_kind.get(kind, []) for kind in ("Video", "Audio", "Text"))
    if not pictures and not sounds:
        return None
    general = by_kind.get("General", [{}])[0]
    picture = max(pictures, key=lambda track: _whole(track, "Height", _LARGEST_SIDE) or 0, default={})
    duration = _number(general, "Duration") or max(_number(one, "Duration") or 0.0 for one in (*pictures, *sounds))
    return MediaFacts(
        width=_whole(picture, "Width", _LARGEST_SIDE),
        height=_whole(picture, "Height", _LARGEST_SIDE),
        interlaced=str(picture.get("ScanType", "")) in {"Interlaced", "MBAFF"},
        hdr=_hdr(picture),
        video=_word(picture, "Format"),
        bits=_whole(picture, "BitDepth", 64),
        duration=duration if 0 < duration <= _LONGEST else None,
        bit_rate=_whole(general, "OverallBitRate", 1 << 40),
        audio=tuple(map(_sound, sounds)),
        subtitles=_languages(texts),
    )


def _sound(track: Mapping[str, Any]) -> AudioStream:
    named = _word(track, "Format_Commercial_IfAny") or _word(track, "Format")
    if named == "MPEG Audio":
        named = _LAYERS.get(str(track.get("Format_Profile")), named)
    return AudioStream(
        codec=named, channels=_channels(track), language=_language(track), bits=_whole(track, "BitDepth", 64)
    )


def _channels(track: Mapping[str, Any]) -> int | None:
    """``8 / 6`` are those of a stream and of its core: the first counts."""
    return _whole({"n": str(track.get("Channels", "")).partition("/")[0].strip()}, "n", 255)


def _hdr(track: Mapping[str, Any]) -> tuple[Hdr, ...]:
    """Source: MediaInfo's HDR_Format words; SMPTE ST 2086 is HDR10's metadata, ST 2094 App 4 is HDR10+."""
    said = " ".join(str(track.get(key, "")) for key in ("HDR_Format", "HDR_Format_Compatibility"))
    curve = str(track.get("transfer_characteristics", ""))
    found = []
    if "Dolby Vision" in said:
        found.append(Hdr.DOLBY_VISION)
    if "HDR10+" in said or "2094 App 4" in said:
        found.append(Hdr.HDR10_PLUS)
    if re.search(r"HDR10(?!\+)|ST 2086", said) or (curve.startswith("PQ") and not found):
        found.append(Hdr.HDR10)
    if "HLG" in said or curve.startswith("HLG"):
        found.append(Hdr.HLG)
    return tuple(found)


def _languages(tracks: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_language, tracks))))


def _language(track: Mapping[str, Any]) -> str | None:
    said = str(track.get("Language", ""))
    return said if _LANGUAGE.fullmatch(said[:_LONGEST_WORD]) and said not in _NO_LANGUAGE else None


def _word(track: Mapping[str, Any], key: str) -> str | None:
    value = track.get(key)
    return plain_text(value, _LONGEST_WORD) if isinstance(value, str) else None


def _number(track: Mapping[str, Any], key: str) -> float | None:
    try:
        return float(str(track.get(key, ""))[:_LONGEST_WORD])
    except ValueError:
        return None


def _whole(track: Mapping[str, Any], key: str, most: int) -> int | None:
    value = _number(track, key)
    return int(value) if value is not None and 0 < value <= most else None
