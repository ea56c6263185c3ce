from __future__ import annotations

import pytest

from jforg_gui.domain.streams import AudioStream, Hdr, MediaFacts
from jforg_gui.ui.media_words import media_lines


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        (MediaFacts(), []),
        (
            MediaFacts(width=3840, height=1600, hdr=(Hdr.DOLBY_VISION, Hdr.HDR10), video="HEVC", bits=10),
            [("Picture", "2160p · 3840 \N{MULTIPLICATION SIGN} 1600 · Dolby Vision, HDR10 · HEVC, 10 bits")],
        ),
        (MediaFacts(width=320, height=200, bits=8), [("Picture", "320 \N{MULTIPLICATION SIGN} 200")]),
        (
            MediaFacts(
                audio=(
                    AudioStream(codec="DTS", channels=6, language="en"),
                    AudioStream(channels=1),
                    AudioStream(codec="<b>x\u202e", channels=12, language="pt-BR"),
                )
            ),
            [("Sound", "English · DTS · 5.1\nmono\nPortuguese (BR) · <b>x□ · 12 channels")],
        ),
        (MediaFacts(audio=(AudioStream(channels=2),) * 9), [("Sound", "\n".join(["stereo"] * 6 + ["and 3 more"]))]),
        (MediaFacts(subtitles=("en", "de")), [("Subtitles", "English, German")]),
        (MediaFacts(duration=7265.0), [("Length", "2 h 1 min")]),
        (MediaFacts(duration=185.2), [("Length", "3 min 5 s")]),
        (MediaFacts(duration=9.6), [("Length", "10 s")]),
        (MediaFacts(bit_rate=18_400_000), [("Bit rate", "18 Mbit/s")]),
        (MediaFacts(bit_rate=192_000), [("Bit rate", "192 kbit/s")]),
        (MediaFacts(bit_rate=3), []),
    ],
)  # fmt: skip
def test_what_is_inside_in_words(facts: MediaFacts, lines: list[tuple[str, str]]) -> None:
    assert list(media_lines(facts)) == lines
