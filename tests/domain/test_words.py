from __future__ import annotations

import errno
import os
import string

import pytest

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.words import SENTENCES, SIZE_GAPS, problem_from_oserror, sentence

GAPS = {
    *("error", "other", "library", "run", "mode", "provider", "status", "size", "found", "year", "creator", "count"),
    *(
        "disk",
        "name",
        "seen",
        "meant",
        "folder",
        "what",
        "number",
        "needed",
        "free",
        "bytes",
        "most",
        "system",
        "title",
        "season",
        "date",
    ),
}


@pytest.mark.parametrize("code", list(ProblemCode))
def test_every_problem_has_its_sentence(code: ProblemCode) -> None:
    gaps = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[code]) if name is not None}
    assert gaps <= GAPS
    told = sentence(Problem(code, "/m/a.mkv", tuple((gap, "7000" if gap in SIZE_GAPS else "This") for gap in gaps)))
    assert told[0].isupper()
    assert not told.endswith(".")
    assert "{" not in told


def test_a_gap_that_nobody_filled_does_not_fail() -> None:
    assert sentence(Problem(ProblemCode.SAME_DESTINATION)) == "Would land on the same name as …"


def test_braces_in_a_name_are_only_braces() -> None:
    problem = Problem(ProblemCode.SAME_DESTINATION, details=(("other", "{0.__class__} %s {other}"),))
    assert sentence(problem) == "Would land on the same name as {0.__class__} %s {other}"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EEXIST, ProblemCode.DESTINATION_TAKEN),
        (errno.ENOENT, ProblemCode.SOURCE_GONE),
        (errno.ENOSPC, ProblemCode.NO_ROOM),
        (errno.EDQUOT, ProblemCode.NO_ROOM),
        (errno.EFBIG, ProblemCode.NO_ROOM),
        (errno.EACCES, ProblemCode.NOT_PERMITTED),
        (errno.EROFS, ProblemCode.NOT_PERMITTED),
        (errno.EIO, ProblemCode.DISK_ERROR),
        (errno.ENAMETOOLONG, ProblemCode.DISK_ERROR),
    ],
)
def test_what_the_system_says_becomes_a_problem(number: int, code: ProblemCode) -> None:
    problem = problem_from_oserror(OSError(number, os.strerror(number)), "/m/a.mkv", other="/l/a.mkv")
    assert (problem.code, problem.path) == (code, "/m/a.mkv")
    assert "…" not in sentence(problem)


def test_an_error_without_a_number_is_said_in_its_own_words() -> None:
    assert "gone fishing" in sentence(problem_from_oserror(OSError("gone fishing"), "/m/a.mkv"))
