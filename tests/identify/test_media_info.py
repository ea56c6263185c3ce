"""What MediaInfo says of real files, made byte by byte, and of hostile ones."""

from __future__ import annotations

import os
import random
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jforg_gui.domain.streams import AudioStream, Hdr, MediaFacts
from jforg_gui.identify import media_info
from jforg_gui.identify.media_info import NoMediaInfoError, UnreadMediaError, facts_of, read_media_facts
from jforg_gui.identify.media_reader import MediaReader
from jforg_gui.storage.sample_audio import flac, mp3
from jforg_gui.storage.sample_video import m4b, mp4
from tests.fakes.streams import HLG, PQ, element, matroska, wav
from tests.fakes.worlds import media_file

pytest.importorskip("pymediainfo", reason="MediaInfo has no wheel for this system")


def written(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def test_a_film(tmp_path: Path) -> None:
    content = matroska(
        3840, 1608, seconds=7265.5, transfer=PQ,
        audio=[("A_DTS", 6, "eng"), ("A_AC3", 2, "ger")], subtitles=["fre", "eng", "fre"],
    )  # fmt: skip
    facts = read_media_facts(written(tmp_path, "caf\udce9.mkv", content))
    assert facts is not None
    assert (facts.width, facts.height, facts.lines, facts.resolution) == (3840, 1608, 2160, "2160p")
    assert (facts.hdr, facts.video, facts.duration) == ((Hdr.HDR10,), "HEVC", 7265.5)
    assert [(one.codec, one.channels, one.language) for one in facts.audio] == [("DTS", 6, "en"), ("AC-3", 2, "de")]
    assert facts.subtitles == ("fr", "en")


@pytest.mark.parametrize(
    ("transfer", "dolby_vision", "hdr"),
    [
        (1, False, ()),
        (PQ, False, (Hdr.HDR10,)),
        (HLG, False, (Hdr.HLG,)),
        (PQ, True, (Hdr.DOLBY_VISION,)),
    ],
)
def test_hdr(transfer: int, *, dolby_vision: bool, hdr: tuple[Hdr, ...], tmp_path: Path) -> None:
    facts = read_media_facts(written(tmp_path, "a.mkv", matroska(transfer=transfer, dolby_vision=dolby_vision)))
    assert facts is not None
    assert facts.hdr == hdr


@pytest.mark.parametrize(
    ("form", "compatible", "hdr"),
    [
        ("Dolby Vision / SMPTE ST 2086", "HDR10 / HDR10", (Hdr.DOLBY_VISION, Hdr.HDR10)),
        ("SMPTE ST 2094 App 4", "HDR10+ Profile B", (Hdr.HDR10_PLUS,)),
        ("SMPTE ST 2094 App 4 / SMPTE ST 2086", "HDR10+ Profile B / HDR10", (Hdr.HDR10_PLUS, Hdr.HDR10)),
        ("SMPTE ST 2086", "HDR10", (Hdr.HDR10,)),
    ],
)
def test_hdr_that_stands_in_frames_is_told_by_its_words(form: str, compatible: str, hdr: tuple[Hdr, ...]) -> None:
    said = {"@type": "Video", "HDR_Format": form, "HDR_Format_Compatibility": compatible}
    facts = facts_of({"media": {"track": [said]}})
    assert facts is not None
    assert facts.hdr == hdr


@pytest.mark.parametrize(
    ("name", "content", "codec", "channels", "seconds"),
    [
        ("a.wav", wav(2, 2, 24), "PCM", 2, 2.0),
        ("a.flac", flac({"title": "Dawn"}), "FLAC", 1, 1.858),
        ("a.mp3", mp3({"TIT2": "Dawn"}), "MP3", 1, 1.56),
        ("a.m4b", m4b({"nam": "Dawn"}, 20), "AAC", 1, 19.992),
    ],
)
def test_sound(name: str, content: bytes, codec: str, channels: int, seconds: float, tmp_path: Path) -> None:
    facts = read_media_facts(written(tmp_path, name, content))
    assert facts is not None
    assert facts.duration == pytest.approx(seconds, abs=0.1)
    assert [(one.codec, one.channels) for one in facts.audio] == [(codec, channels)]
    assert (facts.width, facts.lines, facts.resolution) == (None, None, None)


def test_an_mp4(tmp_path: Path) -> None:
    facts = read_media_facts(written(tmp_path, "a.mp4", mp4("Film", 50)))
    assert facts is not None
    assert (facts.width, facts.height, facts.duration) == (96, 56, 2.0)


@pytest.mark.parametrize(
    ("width", "height", "interlaced", "name"),
    [
        (3840, 2160, False, "2160p"),
        (3840, 1600, False, "2160p"),
        (4096, 1716, False, "2160p"),
        (7680, 4320, False, "4320p"),
        (2560, 1440, False, "1440p"),
        (1920, 1080, False, "1080p"),
        (1920, 1080, True, "1080i"),
        (1920, 800, False, "1080p"),
        (1440, 1080, False, "1080p"),
        (1280, 720, False, "720p"),
        (1280, 536, False, "720p"),
        (960, 720, False, "720p"),
        (720, 576, True, "576i"),
        (720, 480, False, "480p"),
        (640, 480, False, "480p"),
        (320, 240, False, None),
        (None, None, False, None),
    ],
)
def test_how_a_resolution_is_called(
    width: int | None, height: int | None, *, interlaced: bool, name: str | None
) -> None:
    assert MediaFacts(width=width, height=height, interlaced=interlaced).resolution == name


def test_facts_survive_their_record() -> None:
    facts = MediaFacts(
        width=1, height=2, interlaced=True, hdr=(Hdr.HLG,), video="AVC", bits=10, duration=1.5, bit_rate=3,
        audio=(AudioStream(codec="DTS", channels=6, language="en", bits=24), AudioStream()), subtitles=("de", "pt-BR"),
    )  # fmt: skip
    assert MediaFacts.of_record(facts.record()) == facts
    assert MediaFacts.of_record(MediaFacts().record()) == MediaFacts()


# --- what strangers made --------------------------------------------------------------------------------------------


def hostile() -> Iterator[tuple[str, bytes]]:
    film, sound, frames = matroska(audio=[("A_DTS", 6, "eng")] * 3), wav(), mp4("Film")
    yield "empty.mkv", b""
    yield "zeros.mkv", bytes(100_000)
    yield "text.mkv", b"no film at all\n" * 100
    yield "truncated.mkv", film[: len(film) // 2]
    yield "head.mkv", film[:40]
    yield "lying.mkv", film[:46] + b"\x01\xff\xff\xff\xff\xff\xff\xfe" + film[54:]
    yield "huge.wav", sound[:40] + struct.pack("<I", 0xFFFFFFFF) + sound[44:]
    yield "huge.mp4", struct.pack(">I4sQ", 1, b"moov", 1 << 62) + frames
    yield "deep.mkv", film[:46] + deep(400)
    yield "boxes.mp4", b"".join(struct.pack(">I", 8 * (5_000 - level)) + b"moov" for level in range(5_000))
    yield "tracks.mkv", film[:46] + element(0x1654AE6B, *[element(0xAE, b"")] * 20_000)
    yield "playlist.mov", b"http://example.invalid/film.mkv\n"
    randomly = random.Random(5)  # noqa: S311 — the same files each time
    for number in range(60):
        content = bytearray(randomly.choice((film, frames, sound)))
        for _ in range(randomly.randrange(1, 40)):
            content[randomly.randrange(len(content))] = randomly.randrange(256)
        yield f"mutated-{number}.{randomly.choice(('mkv', 'mp4', 'wav'))}", bytes(content)


def deep(levels: int) -> bytes:
    content = b""
    for _ in range(levels):
        content = element(0x18538067, content)
    return content


def test_hostile_files_cost_no_more_than_their_own_facts(tmp_path: Path) -> None:
    reader = MediaReader()
    good = written(tmp_path, "good.mkv", matroska())
    unread = []
    for name, content in hostile():
        path = written(tmp_path, name, content)
        _facts, sure = reader.read(media_file(path))
        unread += [] if sure else [name]
    facts, sure = reader.read(media_file(good))
    reader.close()
    assert (facts is not None, sure) == (True, True)
    assert unread == []


def test_a_pipe_or_a_link_is_not_opened(tmp_path: Path) -> None:
    good = written(tmp_path, "good.mkv", matroska())
    (tmp_path / "link.mkv").symlink_to(good)
    os.mkfifo(tmp_path / "pipe.mkv")
    for path in (tmp_path / "link.mkv", tmp_path / "pipe.mkv", tmp_path, tmp_path / "gone.mkv"):
        with pytest.raises(UnreadMediaError):
            read_media_facts(str(path))


@pytest.mark.parametrize(
    "said",
    [
        None, [], {}, {"media": None}, {"media": {"track": {}}}, {"media": {"track": [None, 7, {"@type": "General"}]}},
    ],
)  # fmt: skip
def test_an_answer_of_another_form_says_nothing(said: Any) -> None:  # noqa: ANN401 — of any form
    assert facts_of(said) is None


def test_values_out_of_reason_are_left_out() -> None:
    video = {
        "@type": "Video",
        "Width": "99999999999",
        "Height": "-3",
        "BitDepth": "nan",
        "Format": 7,
        "Duration": "1e300",
    }
    audio = {"@type": "Audio", "Channels": "8 / 6", "Language": "x" * 9_999, "Format": "D\u202eTS\n" * 99}
    facts = facts_of({"media": {"track": [video, audio]}})
    assert facts is not None
    assert (facts.width, facts.height, facts.bits, facts.video, facts.duration) == (None,) * 5
    assert (facts.audio[0].channels, facts.audio[0].language) == (8, None)
    assert facts.audio[0].codec is not None
    assert len(facts.audio[0].codec) <= 64
    assert facts.audio[0].codec.isprintable()


def test_a_slow_disk_is_told_from_what_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_info, "_MOST_SECONDS", -1.0)
    assert read_media_facts(written(tmp_path, "a.mkv", matroska())) is None


def test_without_the_library_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pymediainfo", None)
    with pytest.raises(NoMediaInfoError):
        read_media_facts(written(tmp_path, "a.mkv", matroska()))
