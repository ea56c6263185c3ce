from __future__ import annotations

import os
import struct

import pytest

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.found import NOTHING_INSIDE
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.identify.audio import look_at_tags


def id3(**frames: str) -> bytes:
    """Return an ID3v2.3 tag with text frames in UTF-16, and a little silence."""
    body = b""
    for name, text in frames.items():
        data = b"\x01" + text.encode("utf-16")
        body += name.encode() + struct.pack(">I", len(data)) + b"\0\0" + data
    size = len(body)
    sizes = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + sizes + body + b"\xff\xfb\x90\x00" + bytes(413)


def file_of(folder: str, name: str, content: bytes) -> MediaFile:
    path = os.path.join(folder, name)
    with open(path, "wb") as stream:
        stream.write(content)
    return MediaFile(path, len(content), 0, Identity(1, 1))


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("audio"))


def test_tags_of_a_track(folder: str) -> None:
    content = id3(
        TIT2="Dawn", TPE1="The Kelps", TPE2="The Kelps", TALB="Low Tide", TRCK="3/12", TPOS="2/2", TYER="2004", TCMP="1"
    )
    assert look_at_tags(file_of(folder, "x.mp3", content)).guess == Guess(
        kind=Kind.TRACK,
        title="Dawn",
        artist="The Kelps",
        album_artist="The Kelps",
        album="Low Tide",
        disc=2,
        discs=2,
        track=3,
        year=2004,
        compilation=True,
        confidence=0.9,
        source=Source.TAGS,
    )


def test_control_characters_and_endless_tags_are_tamed(folder: str) -> None:
    guess = look_at_tags(file_of(folder, "x.mp3", id3(TIT2="Da\nwn\x07", TPE1="K" * 9000))).guess
    assert guess is not None
    assert guess.title == "Da wn"
    assert guess.artist == "K" * 512


def test_a_spoken_genre_makes_an_audiobook(folder: str) -> None:
    content = id3(TIT2="Chapter 1", TPE1="Mara Quill", TALB="Lantern Road", TCON="Audiobook", TRCK="1")
    guess = look_at_tags(file_of(folder, "x.mp3", content)).guess
    assert guess is not None
    assert (guess.kind, guess.title, guess.author, guess.track) == (Kind.AUDIOBOOK, "Lantern Road", "Mara Quill", 1)


def txxx(name: str, value: str) -> bytes:
    return b"\x03" + name.encode() + b"\0" + value.encode()


def test_ids_of_musicbrainz(folder: str) -> None:
    release, artist = "0b3a9a1e-0000-4000-8000-00000000abcd", "0b3a9a1e-0000-4000-8000-00000000beef"
    body = b"".join(
        b"TXXX" + struct.pack(">I", len(data)) + b"\0\0" + data
        for data in (
            txxx("MusicBrainz Album Id", release.upper()),
            txxx("MusicBrainz Artist Id", artist),
            txxx("MusicBrainz Release Group Id", "../../etc/passwd"),
        )
    )
    title = b"TIT2" + struct.pack(">I", 5) + b"\0\0\x03Dawn"
    size = len(body + title)
    sizes = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    guess = look_at_tags(file_of(folder, "x.mp3", b"ID3\x03\0\0" + sizes + body + title + bytes(64))).guess
    assert guess is not None
    assert dict(guess.ids) == {"musicbrainzalbum": release, "musicbrainzartist": artist}


def test_who_reads_and_the_series_of_an_audiobook(folder: str) -> None:
    content = id3(TALB="Lantern Road", TPE1="Mara Quill", TCOM="Nell Reed", TCON="Audiobook", MVNM="Road", TRCK="2")
    guess = look_at_tags(file_of(folder, "x.mp3", content)).guess
    assert guess is not None
    assert (guess.kind, guess.narrator, guess.series, guess.track) == (Kind.AUDIOBOOK, "Nell Reed", "Road", 2)


def test_no_tags_are_no_problem(folder: str) -> None:
    assert look_at_tags(file_of(folder, "x.mp3", b"\xff\xfb\x90\x00" + bytes(413))) == NOTHING_INSIDE


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.m4a", b"no container at all" * 9),
        ("x.flac", b"fLaX" + bytes(64)),
        ("x.ogg", b"\0" * 128),
        ("x.ape", b"MAC " + bytes(64)),
        ("x.wav", b"RIFF\xff\xff\xff\xffWAVE" + b"\xff" * 64),
    ],
)
def test_unreadable_tags_are_a_problem_of_the_row(folder: str, name: str, content: bytes) -> None:
    inside = look_at_tags(file_of(folder, name, content))
    if inside != NOTHING_INSIDE:
        assert inside.problem is not None
        assert inside.problem.code is ProblemCode.TAGS_UNREADABLE
        assert inside.problem.path.endswith(name)
    assert inside.guess is None


def test_a_broken_container_is_reported(folder: str) -> None:
    assert look_at_tags(file_of(folder, "x.flac", b"fLaX" + bytes(64))).problem is not None


def test_a_missing_file_is_a_problem(folder: str) -> None:
    inside = look_at_tags(MediaFile(os.path.join(folder, "gone.mp3"), 9, 0, Identity(1, 1)))
    assert inside.problem is not None


def test_an_empty_file_is_not_opened(folder: str) -> None:
    assert look_at_tags(MediaFile(os.path.join(folder, "gone.mp3"), 0, 0, Identity(1, 1))) == NOTHING_INSIDE
