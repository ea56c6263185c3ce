from __future__ import annotations

import os
import struct

import pytest

from jforg_gui.domain.found import NOTHING_INSIDE, Inside
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.identify.audio import look_at_tags

ITEMS = {
    "Title": b"Dawn",
    "Artist": b"The Kelps\0Ana Reed",
    "Album Artist": b"The Kelps",
    "Album": b"Low Tide",
    "Track": b"3/12",
    "Disc": b"2/2",
    "Year": b"2004-05-01",
    "Compilation": b"1",
    "MUSICBRAINZ_ALBUMID": b"0b3a9a1e-0000-4000-8000-00000000abcd",
}


def ape(items: dict[str, bytes], *, picture: bytes = b"", header: bool = False, size: int | None = None) -> bytes:
    """Return an APEv2 tag; a picture goes first."""
    parts = [("Cover Art (Front)", picture, 0b10)] if picture else []
    parts += [(key, value, 0) for key, value in items.items()]
    body = b"".join(struct.pack("<II", len(value), flags) + key.encode() + b"\0" + value for key, value, flags in parts)
    flags = 1 << 31 if header else 0
    length = len(body) + 32 if size is None else size

    def block(flag: int) -> bytes:
        return b"APETAGEX" + struct.pack("<IIII", 2000, length, len(parts), flags | flag) + bytes(8)

    return (block(1 << 29) if header else b"") + body + block(0)


def look(folder: str, content: bytes, name: str = "x.ape") -> Inside:
    path = os.path.join(folder, name)
    with open(path, "wb") as stream:
        stream.write(content)
    return look_at_tags(MediaFile(path, len(content), 0, Identity(1, 1)))


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("ape"))


@pytest.mark.parametrize("name", ["x.ape", "x.wv", "x.mpc", "x.tta", "x.mp3"])
@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfb" + bytes(999) + ape(ITEMS),
        bytes(999) + ape(ITEMS, picture=b"\xff" * 5000),
        bytes(999) + ape(ITEMS, header=True),
        bytes(999) + ape(ITEMS) + b"TAG" + bytes(125),
    ],
)
def test_tags_at_the_end(folder: str, name: str, content: bytes) -> None:
    guess = look(folder, content, name).guess
    assert guess is not None
    assert (guess.kind, guess.title, guess.artist, guess.album) == (Kind.TRACK, "Dawn", "The Kelps", "Low Tide")
    assert (guess.album_artist, guess.track, guess.disc, guess.discs) == ("The Kelps", 3, 2, 2)
    assert (guess.year, guess.compilation) == (2004, True)
    assert dict(guess.ids) == {"musicbrainzalbum": "0b3a9a1e-0000-4000-8000-00000000abcd"}


def test_tags_at_the_beginning(folder: str) -> None:
    content = ape(ITEMS, header=True)
    guess = look(folder, content[:-32] + bytes(999)).guess
    assert guess is not None
    assert guess.title == "Dawn"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MAC ",
        bytes(999),
        b"APETAGEX" + b"\xff" * 24,
        bytes(999) + b"APETAGEX" + b"\xff" * 24,
        bytes(999) + ape({}, size=1 << 31),
        bytes(99) + struct.pack("<II", 1 << 31, 0) + b"Title\0" + b"APETAGEX" + struct.pack("<IIII", 2000, 46, 9, 0),
        bytes(99) + ape({"": b"x", "\xe9" * 400: b"y"}),
    ],
)
def test_tags_that_lie_say_nothing(folder: str, content: bytes) -> None:
    assert look(folder, content) == NOTHING_INSIDE
