from __future__ import annotations

import errno
from collections.abc import Iterator

import pytest

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.words import problem_from_oserror
from jforg_gui.storage.systems.rules import WRITE_THROUGH, Move, hidden_by_name, move_on_windows, windows_error

SOURCE, DESTINATION = "D:\\in\\a.mkv", "D:\\Films\\A (2001)\\A (2001).mkv"


def _answers(*codes: int) -> Move:
    """Windows, answering one code after the other."""
    left: Iterator[int] = iter(codes)
    return lambda _source, _destination, _flags: next(left)


def test_windows_is_asked_to_write_through_and_neither_to_replace_nor_to_copy() -> None:
    asked: list[tuple[str, str, int]] = []

    def move(source: str, destination: str, flags: int) -> int:
        asked.append((source, destination, flags))
        return 0

    move_on_windows(SOURCE, DESTINATION, move)
    assert asked == [(SOURCE, DESTINATION, WRITE_THROUGH)]
    assert WRITE_THROUGH & 0x3 == 0  # MOVEFILE_REPLACE_EXISTING is 1, MOVEFILE_COPY_ALLOWED 2


def test_long_paths_are_lifted() -> None:
    asked: list[str] = []

    def move(source: str, destination: str, _flags: int) -> int:
        asked.extend((source, destination))
        return 0

    deep = "D:\\" + "\\".join(["folder"] * 40)
    move_on_windows(deep, DESTINATION, move)
    assert asked == [f"\\\\?\\{deep}", DESTINATION]


@pytest.mark.parametrize(
    ("codes", "waited"),
    [
        ((0,), []),
        ((32, 0), [0.1]),
        ((32, 33, 32, 0), [0.1, 0.1, 0.2]),
        ((5, 0), [0.1]),
    ],
)
def test_who_holds_a_file_in_passing_is_waited_for(codes: tuple[int, ...], waited: list[float]) -> None:
    pauses: list[float] = []
    move_on_windows(SOURCE, DESTINATION, _answers(*codes), pauses.append)
    assert pauses == waited


@pytest.mark.parametrize(
    ("code", "times", "kind", "number"),
    [
        (32, 6, OSError, errno.EBUSY),
        (33, 6, OSError, errno.EBUSY),
        (5, 3, PermissionError, errno.EACCES),
        (183, 1, FileExistsError, errno.EEXIST),
        (80, 1, FileExistsError, errno.EEXIST),
        (2, 1, FileNotFoundError, errno.ENOENT),
        (3, 1, FileNotFoundError, errno.ENOENT),
        (17, 1, OSError, errno.EXDEV),
        (112, 1, OSError, errno.ENOSPC),
        (206, 1, OSError, errno.ENAMETOOLONG),
        (1224, 1, OSError, errno.EIO),  # none that is known
    ],
)
def test_what_stays_in_the_way_is_said_as_on_every_system(
    code: int, times: int, kind: type[OSError], number: int
) -> None:
    asked: list[str] = []

    def move(source: str, _destination: str, _flags: int) -> int:
        asked.append(source)
        return code

    with pytest.raises(kind) as caught:
        move_on_windows(SOURCE, DESTINATION, move, lambda _seconds: None)
    assert (caught.value.errno, caught.value.filename, caught.value.filename2) == (number, SOURCE, DESTINATION)
    assert len(asked) == times


def test_a_file_in_use_has_a_sentence_of_its_own() -> None:
    problem = problem_from_oserror(windows_error(32, SOURCE), SOURCE)
    assert problem.code is ProblemCode.IN_USE


def test_an_error_nobody_knows_says_its_number() -> None:
    assert "1224" in str(windows_error(1224, SOURCE))


@pytest.mark.parametrize(
    ("path", "hidden"),
    [("D:\\Films\\.jforg-trash", True), ("D:\\Films\\.jforg-trash\\7", False), ("D:\\.x\\Films", False), (".x", True)],
)
def test_a_dot_before_the_name_hides(path: str, hidden: bool) -> None:  # noqa: FBT001 — a table
    assert hidden_by_name(path) is hidden
