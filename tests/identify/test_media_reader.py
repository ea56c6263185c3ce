"""The process that reads media files: it may hang, crash or be missing, and the others' facts come all the same."""

from __future__ import annotations

import logging
import multiprocessing
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from jforg_gui.domain.media import Identity, MediaFile
from jforg_gui.identify import media_reader
from jforg_gui.identify.media_reader import MediaReader
from tests.fakes.streams import absent, brittle, matroska
from tests.fakes.worlds import media_file

pytest.importorskip("pymediainfo", reason="MediaInfo has no wheel for this system")


@pytest.fixture
def film(tmp_path: Path) -> MediaFile:
    path = tmp_path / "film.mkv"
    path.write_bytes(matroska())
    return media_file(str(path))


def bad(name: str) -> MediaFile:
    return MediaFile(name, 1, 0, Identity(0, 0))


def test_after_what_hangs_crashes_or_wants_too_much_the_next_file_is_read(film: MediaFile) -> None:
    reader = MediaReader(brittle, seconds=0.4)
    start = time.monotonic()
    found = [reader.read(one)[1] for one in (film, bad("hang"), film, bad("crash"), film)]
    taken = time.monotonic() - start
    if sys.platform == "linux":  # elsewhere a process's memory cannot be limited
        assert reader.read(bad("hungry")) == (None, False)
    facts, sure = reader.read(film)
    reader.close()
    assert found == [True, False, True, False, True]
    assert taken < 20
    assert facts is not None
    assert sure


def test_names_of_any_bytes_reach_the_process(tmp_path: Path) -> None:
    path = tmp_path / "caf\udce9 \N{SNOWMAN}.mkv"
    path.write_bytes(matroska())
    reader = MediaReader()
    facts, sure = reader.read(media_file(str(path)))
    assert (facts is not None, sure) == (True, True)
    assert reader.read(bad("\ud800.mkv")) == (None, False), "what Windows lets into names"
    assert reader.read(media_file(str(path)))[1]
    reader.close()


def test_no_process_is_left(film: MediaFile) -> None:
    reader = MediaReader()
    assert reader.read(film)[1]
    assert any(process.name == "jforg-media" for process in multiprocessing.active_children())
    reader.close()
    reader.close()
    assert not any(process.name == "jforg-media" for process in multiprocessing.active_children())


def test_without_the_library_it_is_said_once_and_nothing_is_read(
    film: MediaFile, caplog: pytest.LogCaptureFixture
) -> None:
    reader = MediaReader(absent)
    with caplog.at_level(logging.INFO):
        assert [reader.read(film) for _ in range(3)] == [(None, False)] * 3
    reader.close()
    assert [record.levelname for record in caplog.records if "MediaInfo" in record.message] == ["WARNING"]
    assert not any(process.name == "jforg-media" for process in multiprocessing.active_children())


def test_what_always_crashes_is_given_up(film: MediaFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_reader, "_MOST_CRASHES", 2)
    reader = MediaReader(brittle)
    for _ in range(3):
        assert reader.read(bad("crash")) == (None, False)
        assert reader.read(film)[1], "one bad file among good ones is not the library's fault"
    assert [reader.read(bad("crash")) for _ in range(2)] == [(None, False)] * 2
    assert reader.read(film) == (None, False)
    reader.close()


def test_what_was_not_read_of_the_very_file_is_not_sure(film: MediaFile) -> None:
    reader = MediaReader()
    assert reader.read(film)[1]
    assert not reader.read(replace(film, size=film.size + 1))[1], "it was replaced meanwhile"
    assert not reader.read(replace(film, mtime_ns=1))[1]
    assert reader.read(replace(film, path=film.path + ".gone")) == (None, False)
    reader.close()
