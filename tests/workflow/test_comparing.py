from __future__ import annotations

import os

import pytest

from jforg_gui.workflow.comparing import Side, same_content, side_of
from tests.fakes.worlds import After, Never


def _file(folder: object, name: str, content: bytes) -> Side:
    path = f"{folder}/{name}"
    with open(path, "xb") as file:
        file.write(content)
    os.utime(path, (1_000_000, 1_000_000))
    return side_of(path, None)


def test_what_the_disk_says(tmp_path: object) -> None:
    side = _file(tmp_path, "a.mkv", b"low tide")
    assert (side.size, side.changed) == (8, 1_000_000.0)


@pytest.mark.parametrize(("other", "same"), [(b"low tide", True), (b"low tidE", False), (b"low", False)])
def test_content_is_compared_byte_by_byte(tmp_path: object, other: bytes, same: bool) -> None:  # noqa: FBT001 — a table
    mine, theirs = _file(tmp_path, "a.mkv", b"low tide"), _file(tmp_path, "b.mkv", other)
    assert same_content(mine, theirs, Never()) is same


def test_what_cannot_be_looked_at_is_not_compared(tmp_path: object) -> None:
    mine, gone = _file(tmp_path, "a.mkv", b"low tide"), side_of(f"{tmp_path}/gone.mkv", None)
    assert gone.size is None
    assert same_content(mine, gone, Never()) is None
    assert side_of(str(tmp_path), None).size is None
    os.remove(mine.path)
    assert same_content(mine, mine, Never()) is None


def test_a_long_comparison_can_be_stopped(tmp_path: object) -> None:
    mine = _file(tmp_path, "a.mkv", b"x" * 3_000_000)
    assert same_content(mine, mine, After(1)) is None
