from __future__ import annotations

import os
import struct

import pytest

from jforg_gui.domain.found import Inside
from jforg_gui.domain.match import Source
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.identify.book import look_inside_book
from tests.fakes.rubble import mobi

ITEMS = [
    (100, b"Quill, Mara; Reed, John"),
    (101, b"Pier House"),
    (103, b"A road."),
    (104, b"9780123456786"),
    (105, b"Roads"),
    (106, b"1998-05-01"),
    (113, b"B012345678"),
    (503, "Lantern Road – Ä (Road Book 2)".encode()),  # noqa: RUF001 — as shops write it
    (524, b"en"),
]


def look(folder: str, content: bytes, name: str = "x.azw3") -> Inside:
    path = os.path.join(folder, name)
    with open(path, "wb") as stream:
        stream.write(content)
    return look_inside_book(MediaFile(path, len(content), 0, Identity(1, 1)))


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("mobi"))


@pytest.mark.parametrize("name", ["x.mobi", "x.azw", "x.azw3"])
def test_the_metadata_block(folder: str, name: str) -> None:
    inside = look(folder, mobi(ITEMS), name)
    guess, work = inside.guess, inside.known.work
    assert guess is not None
    assert work is not None
    assert (guess.kind, guess.author, guess.year, guess.source) == (Kind.BOOK, "Mara Quill", 1998, Source.MOBI)
    assert (guess.title, guess.series, guess.number) == ("Lantern Road – Ä", "Road", "2")  # noqa: RUF001 — as above
    assert dict(guess.ids) == {"asin": "B012345678", "isbn": "9780123456786"}
    assert (work.publisher, work.plot, work.language, work.genres) == ("Pier House", "A road.", "en", ("Roads",))
    assert [one.name for one in work.people] == ["Mara Quill", "John Reed"]


@pytest.mark.parametrize("content", [mobi([(100, b"Mara Quill")]), mobi(ITEMS, flags=0)])
def test_the_full_name_is_the_title_where_no_other_is(folder: str, content: bytes) -> None:
    guess = look(folder, content).guess
    assert guess is not None
    assert guess.title == "Full Name"


@pytest.mark.parametrize(
    "content",
    [
        b"BOOKMOBI",
        bytes(500),
        mobi(ITEMS)[:120],
        mobi(ITEMS).replace(b"MOBI" + struct.pack(">I", 232), b"XXXX" + struct.pack(">I", 232)),
    ],
)
def test_what_is_no_book_is_unreadable(folder: str, content: bytes) -> None:
    inside = look(folder, content)
    assert inside.guess is None
    assert inside.problem is not None


@pytest.mark.parametrize(
    "content",
    [mobi(ITEMS, count=1 << 31), mobi([(503, b"")] * 600), mobi(ITEMS)[:500], mobi(ITEMS, name=b"x" * 99_999)],
)
def test_blocks_that_lie_do_no_harm(folder: str, content: bytes) -> None:
    assert look(folder, content).problem is None
