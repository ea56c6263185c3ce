"""What is inside a media file: the facts of its picture, sound and subtitles, as its streams say them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, Self


class Hdr(StrEnum):
    """A wider range of light and colour; the values are what people call them."""

    DOLBY_VISION = "Dolby Vision"
    HDR10_PLUS = "HDR10+"
    HDR10 = "HDR10"
    HLG = "HLG"


# Least width and height of each: a film in cinema's shape is cropped, so either is enough.
_RESOLUTIONS: Final = ((7000, 4000, 4320), (3200, 1800, 2160), (2200, 1260, 1440), (1700, 960, 1080), (1120, 640, 720))
_PAL_LINES: Final = 500
_LEAST_LINES: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioStream:
    """One stream of sound: its codec's name, channels, IETF language tag, bits of a sample."""

    codec: str | None = None
    channels: int | None = None
    language: str | None = None
    bits: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFacts:
    """What a media file's own streams say; what they do not say is None or empty.

    ``width`` and ``height`` are the picture's pixels, ``bits`` those of one of its colours, ``duration`` is in seconds,
    ``bit_rate`` in bits per second over all streams. ``subtitles`` are IETF language tags, each once.
    """

    width: int | None = None
    height: int | None = None
    interlaced: bool = False
    hdr: tuple[Hdr, ...] = ()
    video: str | None = None
    bits: int | None = None
    duration: float | None = None
    bit_rate: int | None = None
    audio: tuple[AudioStream, ...] = ()
    subtitles: tuple[str, ...] = ()

    @property
    def lines(self) -> int | None:
        """The lines of the resolution that a picture of this size goes by; None for none that has a name."""
        if self.width is None or self.height is None:
            return None
        for width, height, lines in _RESOLUTIONS:
            if self.width >= width or self.height >= height:
                return lines
        if self.height >= _LEAST_LINES:
            return 576 if self.height > _PAL_LINES else 480
        return None

    @property
    def resolution(self) -> str | None:
        """``1080p``, or ``1080i`` where lines are interlaced."""
        return f"{self.lines}{'i' if self.interlaced else 'p'}" if self.lines is not None else None

    def record(self) -> dict[str, Any]:
        """Return what is known as plain values, for JSON."""
        said = _known(self)
        if self.hdr:
            said["hdr"] = [one.value for one in self.hdr]
        if self.audio:
            said["audio"] = [_known(one) for one in self.audio]
        if self.subtitles:
            said["subtitles"] = list(self.subtitles)
        return said

    @classmethod
    def of_record(cls, said: Any) -> Self:  # noqa: ANN401 — whatever a file or a process holds
        """Return what such a record says. Raises ValueError, TypeError, AttributeError or KeyError for any other."""
        if not isinstance(said, Mapping):
            raise TypeError("no record")
        known = dict(said)
        return cls(
            hdr=tuple(map(Hdr, known.pop("hdr", ()))),
            audio=tuple(AudioStream(**_checked(one)) for one in known.pop("audio", ())),
            subtitles=tuple(map(str, known.pop("subtitles", ()))),
            **_checked(known),
        )


# Facts by path and size: a file that another one took the place of has none until it is read.
FactsByFile = Mapping[tuple[str, int], MediaFacts]
NOTHING_READ: Final[FactsByFile] = MappingProxyType({})


_TYPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    **dict.fromkeys(("width", "height", "bits", "bit_rate", "channels"), int),
    **dict.fromkeys(("video", "codec", "language"), str),
    "duration": (int, float),
    "interlaced": bool,
}


def _checked(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return values that are of the types they should be: a file on a disk may hold anything."""
    for name, value in values.items():
        if not isinstance(value, _TYPES[name]):
            raise TypeError(name)
    return values


def _known(said: MediaFacts | AudioStream) -> dict[str, Any]:
    values = {one.name: getattr(said, one.name) for one in fields(said)}
    return {name: value for name, value in values.items() if value not in (None, (), False)}
