from __future__ import annotations

import errno
import os
import stat

import pytest

from jforg_gui.domain.errors import CancelledError
from jforg_gui.domain.work import Facts, Kept
from jforg_gui.storage import copying
from jforg_gui.storage.copying import copy_verified, digest_of, facts_of


def count_nothing(_size: int) -> None:
    """Ignore the progress."""


@pytest.fixture
def source(tmp_path: object) -> str:
    path = f"{tmp_path}/source.mkv"
    with open(path, "xb") as file:
        file.write(os.urandom(3 * copying.BLOCK + 17))
    os.chmod(path, 0o640)
    os.utime(path, ns=(10**18, 10**18 + 123_456_789))
    return path


def facts(path: str) -> Facts:
    return facts_of(os.lstat(path))


def test_content_time_and_mode_arrive(source: str) -> None:
    blocks: list[int] = []
    copied = copy_verified(source, source + ".part", expected=facts(source), kept=Kept(), moved=blocks.append)
    status = os.stat(source + ".part")
    assert (stat.S_IMODE(status.st_mode), status.st_mtime_ns) == (0o640, 10**18 + 123_456_789)
    assert sum(blocks) == status.st_size
    assert copied.digest == digest_of(source) == digest_of(source + ".part")
    assert copied.facts == facts(source + ".part")


def test_extended_attributes_arrive_with_those_remembered(source: str) -> None:
    try:
        os.setxattr(source, "user.note", b"mine")
    except (AttributeError, OSError):
        pytest.skip("no extended attributes here")
    remembered = {"user.older": b"from the journal", "user.note": b"outdated"}
    copied = copy_verified(source, source + ".part", expected=facts(source), kept=Kept(remembered), moved=count_nothing)
    found = {name: os.getxattr(source + ".part", name) for name in os.listxattr(source + ".part")}
    assert found == {"user.older": b"from the journal", "user.note": b"mine"} == copied.attributes


def test_what_lies_at_the_temporary_name_stays(source: str) -> None:
    with open(source + ".part", "xb") as file:
        file.write(b"somebody's")
    with pytest.raises(FileExistsError):
        copy_verified(source, source + ".part", expected=facts(source), kept=Kept(), moved=count_nothing)
    with open(source + ".part", "rb") as file:
        assert file.read() == b"somebody's"


def test_a_source_that_is_not_the_one_expected_is_refused(source: str) -> None:
    earlier = facts(source)
    with open(source, "ab") as file:
        file.write(b"x")
    with pytest.raises(OSError, match=os.strerror(errno.ESTALE)):
        copy_verified(source, source + ".part", expected=earlier, kept=Kept(), moved=count_nothing)
    assert not os.path.lexists(source + ".part")


def test_a_source_that_grows_meanwhile_is_refused(source: str) -> None:
    def grow(_size: int) -> None:
        with open(source, "ab") as file:
            file.write(b"x")

    with pytest.raises(OSError, match=os.strerror(errno.ESTALE)):
        copy_verified(source, source + ".part", expected=facts(source), kept=Kept(), moved=grow)
    assert not os.path.lexists(source + ".part")


def test_a_copy_that_reads_back_differently_is_refused(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def rot(descriptor: int) -> None:
        os.pwrite(descriptor, b"rotten", copying.BLOCK)

    monkeypatch.setattr(os, "fsync", rot)
    with pytest.raises(OSError, match="read back"):
        copy_verified(source, source + ".part", expected=facts(source), kept=Kept(), moved=count_nothing)
    assert not os.path.lexists(source + ".part")


def test_a_full_disk_leaves_nothing_behind(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int, _block: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        copy_verified(source, source + ".part", expected=facts(source), kept=Kept(), moved=count_nothing)
    assert not os.path.lexists(source + ".part")


def test_a_link_is_not_followed(source: str) -> None:
    os.symlink(source, source + ".link")
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        copy_verified(source + ".link", source + ".part", expected=facts(source), kept=Kept(), moved=count_nothing)


def test_a_system_that_sets_times_by_path_alone_keeps_them_too(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jforg_gui.storage.copying._BY_DESCRIPTOR", False)
    source, copy = f"{tmp_path}/a", f"{tmp_path}/b"
    with open(source, "xb") as file:
        file.write(b"content")
    os.chmod(source, 0o640)
    os.utime(source, ns=(1_000_000_000, 1_234_567_890_123_456_789))
    facts = facts_of(os.lstat(source))
    copied = copy_verified(source, copy, expected=facts, kept=Kept(), moved=lambda _size: None)
    assert copied.facts == facts_of(os.lstat(copy))
    assert (copied.facts.mtime_ns, copied.facts.mode) == (facts.mtime_ns, 0o640)


def test_the_bytes_it_tells_of_are_those_of_the_file_half_for_each_reading(source: str) -> None:
    told: list[int] = []
    on_disk: list[int] = []

    def moved(size: int) -> None:
        told.append(size)
        on_disk.append(os.path.getsize(source + ".part"))

    copy_verified(source, source + ".part", expected=facts(source), kept=Kept(), moved=moved)
    size = os.path.getsize(source)
    assert sum(told) == size
    assert sum(told[: len(told) // 2]) == pytest.approx(size / 2, abs=len(told))
    assert on_disk[len(told) // 2 - 1 :] == [size] * (len(told) // 2 + 1)


def test_it_can_be_stopped_at_every_block_also_while_it_is_read_again(source: str) -> None:
    blocks = -(-os.path.getsize(source) // copying.BLOCK)
    for stop_at in range(1, 2 * blocks + 1):
        told: list[int] = []

        def moved(size: int, stop_at: int = stop_at, told: list[int] = told) -> None:
            told.append(size)
            if len(told) == stop_at:
                raise CancelledError

        with pytest.raises(CancelledError):
            copy_verified(source, source + ".part", expected=facts(source), kept=Kept(), moved=moved)
        assert len(told) == stop_at
        assert os.listdir(os.path.dirname(source)) == [os.path.basename(source)]
