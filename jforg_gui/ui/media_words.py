"""What is inside a media file, in words: picture, sound, subtitles, length, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jforg_gui.domain.streams import AudioStream, MediaFacts
from jforg_gui.ui.text import QT_TRANSLATE_NOOP, fill, language_word, number, plain, translate

_DOT: Final = " · "
_CHANNELS: Final = {1: QT_TRANSLATE_NOOP("Media", "mono"), 2: QT_TRANSLATE_NOOP("Media", "stereo")}
_SURROUND: Final = {6: "5.1", 7: "6.1", 8: "7.1"}
# MediaInfo's words for codecs that people know by another one
_CODECS: Final = {"AVC": "H.264", "MPEG-4 Visual": "MPEG-4"}
_MOST_STREAMS: Final = 6  # of the sound of one file; more are counted
_MOST_LANGUAGES: Final = 12
_USUAL_BITS: Final = 8
_MEGABIT: Final = 1_000_000
_KILOBIT: Final = 1_000


def media_lines(facts: MediaFacts) -> Iterator[tuple[str, str]]:
    """What each line is about, and what it says; what is not known has none."""
    for name, said in (
        (translate("Media", "Picture"), picture(facts)),
        (translate("Media", "Sound"), sound(facts)),
        (translate("Media", "Subtitles"), languages(facts.subtitles)),
        (translate("Media", "Length"), length(facts)),
        (translate("Media", "Bit rate"), bit_rate(facts)),
    ):
        if said:
            yield name, said


def picture(facts: MediaFacts) -> str:
    """``2160p · 3840 x 1600 · Dolby Vision, HDR10 · HEVC, 10 bits``; '' for a file without one."""
    size = ""
    if facts.width is not None and facts.height is not None:
        size = f"{facts.width} \N{MULTIPLICATION SIGN} {facts.height}"
    codec = _codec(facts.video)
    if facts.bits is not None and facts.bits != _USUAL_BITS:
        codec = ", ".join(filter(None, (codec, translate("Media", "%Ln {bit|bits}", None, facts.bits))))
    return _DOT.join(filter(None, (facts.resolution or "", size, ", ".join(facts.hdr), codec)))


def sound(facts: MediaFacts) -> str:
    """A line for each stream: ``English · DTS · 5.1``."""
    said = [_stream(one) for one in facts.audio[:_MOST_STREAMS]]
    more = len(facts.audio) - _MOST_STREAMS
    if more > 0:
        said.append(translate("Media", "and %Ln more", None, more))
    return "\n".join(filter(None, said))


def _stream(one: AudioStream) -> str:
    language = language_word(one.language) if one.language else ""
    channels = ""
    if one.channels is not None:
        known = _CHANNELS.get(one.channels)
        channels = translate("Media", known) if known else _SURROUND.get(one.channels, "")
        channels = channels or translate("Media", "%Ln channels", None, one.channels)
    return _DOT.join(filter(None, (language, _codec(one.codec), channels)))


def languages(tags: tuple[str, ...]) -> str:
    """``English, German``."""
    said = [language_word(tag) for tag in tags[:_MOST_LANGUAGES]]
    more = len(tags) - _MOST_LANGUAGES
    if more > 0:
        said.append(translate("Media", "and %Ln more", None, more))
    return ", ".join(said)


def length(facts: MediaFacts) -> str:
    """``2 h 1 min``, ``3 min 20 s``; '' where it is not known."""
    if facts.duration is None:
        return ""
    seconds = round(facts.duration)
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    if hours:
        return fill(translate("Media", "{hours} h {minutes} min"), hours=number(hours), minutes=number(minutes))
    if minutes:
        said = translate("Media", "{minutes} min {seconds} s")
        return fill(said, minutes=number(minutes), seconds=number(seconds % 60))
    return fill(translate("Media", "{seconds} s"), seconds=number(seconds))


def bit_rate(facts: MediaFacts) -> str:
    """``18 Mbit/s``; '' where it is not known."""
    if not facts.bit_rate or facts.bit_rate < _KILOBIT:
        return ""
    if facts.bit_rate >= _MEGABIT:
        return fill(translate("Media", "{rate} Mbit/s"), rate=number(round(facts.bit_rate / _MEGABIT)))
    return fill(translate("Media", "{rate} kbit/s"), rate=number(round(facts.bit_rate / _KILOBIT)))


def _codec(name: str | None) -> str:
    return plain(_CODECS.get(name, name)) if name else ""
