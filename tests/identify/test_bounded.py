from __future__ import annotations

import os
from types import SimpleNamespace
from typing import cast

import pytest

from jforg_gui.identify.bounded import (
    BoundedFile,
    TooMuchError,
    UnreadableError,
    lies_elsewhere,
    parse_xml,
    plain_text,
    read_text_file,
)


@pytest.fixture
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = os.path.join(str(tmp_path_factory.mktemp("bounded")), "file")
    with open(path, "wb") as stream:
        stream.write(b"0123456789" * 100)
    return path


def test_reading_within_the_limit(path: str) -> None:
    with BoundedFile(path, 1000) as stream:
        assert stream.size == 1000
        assert stream.read(3) == b"012"
        stream.seek(-2, os.SEEK_END)
        assert stream.read(99) == b"89"
        assert stream.tell() == 1000
        buffer = bytearray(4)
        stream.seek(0)
        assert stream.readinto(buffer) == 4
        assert bytes(buffer) == b"0123"


def test_more_than_the_limit_is_refused(path: str) -> None:
    with BoundedFile(path, 999) as stream, pytest.raises(TooMuchError):
        stream.read()
    with BoundedFile(path, 15) as stream:
        assert stream.read(10) == b"0123456789"
        with pytest.raises(TooMuchError):
            stream.read(10)
    with pytest.raises(TooMuchError):
        read_text_file(path, 999)


def test_reading_for_ever_is_refused(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with BoundedFile(path) as stream:
        monkeypatch.setattr("time.thread_time", lambda: 1e9)
        with pytest.raises(TooMuchError, match="too long"):
            stream.read(1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes and links without them here")
def test_pipes_and_links_are_not_opened(path: str) -> None:
    pipe, link = f"{path}.pipe", f"{path}.link"
    os.mkfifo(pipe)
    os.symlink(path, link)
    with pytest.raises(UnreadableError):
        BoundedFile(pipe)
    with pytest.raises(OSError, match=r".*"):
        BoundedFile(link)


def test_xml() -> None:
    assert parse_xml(b"<a><b>c</b></a>").findtext("b") == "c"
    assert parse_xml(b'<!DOCTYPE a SYSTEM "x.dtd"><a/>').tag == "a"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a>",
        b"<a/><a/>",
        b"\0",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        b"<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://127.0.0.1/'> %b;]><a/>",
        b"<a>" * 100_000,
        b"<a>" * 201 + b"</a>" * 201,
        b"<a>" + b"<b/>" * 50_001 + b"</a>",
        b"<a>" + b" " * 1_048_576 + b"</a>",
        b"<?xml version='1.0' encoding='utf-7'?><a/>",
        b"<?xml version='1.0' encoding='nonsense'?><a/>",
        b"\xff\xfe<\0a\0",
    ],
)
def test_hostile_xml(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        parse_xml(data)


def test_plain_text() -> None:
    assert plain_text("Da\nwn\x07 \u202e x") == "Da wn x"
    assert plain_text("x" * 9999) == "x" * 512
    assert plain_text(" \0 ") is None
    assert plain_text(None) is None


@pytest.mark.parametrize(
    ("facts", "elsewhere"),
    [
        ({"st_file_attributes": 0x20}, False),  # ARCHIVE: an ordinary file of Windows
        ({"st_file_attributes": 0x400020}, True),  # RECALL_ON_DATA_ACCESS
        ({"st_file_attributes": 0x40000}, True),  # RECALL_ON_OPEN
        ({"st_file_attributes": 0x1000}, True),  # OFFLINE
        ({"st_flags": 0}, False),
        ({"st_flags": 0x40000000}, True),  # SF_DATALESS
        ({}, False),  # Linux tells neither
    ],
)
def test_what_lies_in_a_cloud_only_is_told(facts: dict[str, int], elsewhere: bool) -> None:  # noqa: FBT001 — a table
    assert lies_elsewhere(cast("os.stat_result", SimpleNamespace(**facts))) is elsewhere


def test_what_lies_in_a_cloud_only_is_not_fetched(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jforg_gui.identify.bounded.lies_elsewhere", lambda _facts: True)
    with pytest.raises(UnreadableError, match="cloud"):
        BoundedFile(path)
