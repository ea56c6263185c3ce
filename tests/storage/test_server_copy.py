"""Copies that a server makes by itself; this machine's own disk stands for the server, as the call is the same."""

from __future__ import annotations

import errno
import os
import sys

import pytest

from jforg_gui.domain.work import Kept
from jforg_gui.storage import server_copy
from jforg_gui.storage.copying import copy_verified, digest_of, facts_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="copy_file_range is Linux's")

SMB = 0xFE534D42
PIECE = 4096


@pytest.fixture
def source(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("jforg_gui.storage.systems.linux.file_system", lambda _descriptor: SMB)
    monkeypatch.setattr(server_copy, "_PIECE", PIECE)
    path = f"{tmp_path}/film.mkv"
    with open(path, "xb") as file:
        file.write(os.urandom(3 * PIECE + 17))
    return path


def copy(source: str, pieces: list[int]) -> str:
    expected = facts_of(os.lstat(source))
    return copy_verified(source, source + ".part", expected=expected, kept=Kept(), moved=pieces.append).digest


def refuse_to_write(_descriptor: int, _content: object) -> int:
    raise AssertionError("the content came here")


def test_the_content_does_not_come_here_and_is_compared_all_the_same(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces: list[int] = []
    monkeypatch.setattr(os, "write", refuse_to_write)
    assert copy(source, pieces) == digest_of(source) == digest_of(source + ".part")
    written = [PIECE // 2] * 3 + [17 // 2]  # one half is told when it is written, the other when it is read again
    assert pieces[: len(written)] == written
    assert sum(pieces) == 3 * PIECE + 17


def test_what_the_server_got_wrong_is_found(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def rot(descriptor: int) -> None:
        os.pwrite(descriptor, b"rotten", PIECE)

    monkeypatch.setattr(os, "fsync", rot)
    with pytest.raises(OSError, match="read back"):
        copy(source, [])
    assert not os.path.lexists(source + ".part")


def test_a_stop_comes_through_between_two_pieces(source: str) -> None:
    class StopError(Exception):
        pass

    def stop(_size: int) -> None:
        raise StopError

    with pytest.raises(StopError):
        copy_verified(source, source + ".part", expected=facts_of(os.lstat(source)), kept=Kept(), moved=stop)
    assert not os.path.lexists(source + ".part")


@pytest.mark.parametrize("code", [errno.EXDEV, errno.EOPNOTSUPP, errno.EINVAL])
def test_a_server_that_cannot_is_done_without(source: str, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def refuse(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "copy_file_range", refuse)
    assert copy(source, []) == digest_of(source + ".part")


def test_a_server_that_does_nothing_is_done_without(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "copy_file_range", lambda *_: 0)
    assert copy(source, []) == digest_of(source + ".part")


def test_a_server_that_breaks_off_is_told(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = os.copy_file_range

    def break_off(reading: int, writing: int, size: int) -> int:
        if os.fstat(writing).st_size:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return ask(reading, writing, size)

    monkeypatch.setattr(os, "copy_file_range", break_off)
    with pytest.raises(OSError, match=os.strerror(errno.EINVAL)):
        copy(source, [])
    assert not os.path.lexists(source + ".part")


def test_a_source_that_became_shorter_is_refused(source: str) -> None:
    def cut(_size: int) -> None:
        os.truncate(source, PIECE)

    with pytest.raises(OSError, match=os.strerror(errno.ESTALE)):
        copy_verified(source, source + ".part", expected=facts_of(os.lstat(source)), kept=Kept(), moved=cut)
    assert not os.path.lexists(source + ".part")


def test_a_disk_of_one_s_own_is_not_asked(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise AssertionError("the kernel was asked to copy")

    monkeypatch.undo()
    monkeypatch.setattr(os, "copy_file_range", refuse)
    assert copy(source, []) == digest_of(source + ".part")
