from __future__ import annotations

import os

import pytest

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.found import NOTHING_INSIDE
from jforg_gui.domain.media import Identity, MediaFile
from jforg_gui.identify.inside import look


@pytest.mark.parametrize("name", ["x.flac", "x.epub", "x.cbz"])
def test_each_kind_has_its_reader(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    path = os.path.join(str(tmp_path_factory.mktemp("in")), name)
    with open(path, "wb") as stream:
        stream.write(b"not what it says it is")
    problem = look(MediaFile(path, 22, 0, Identity(1, 1))).problem
    assert problem is not None
    assert (problem.code, problem.path) == (ProblemCode.TAGS_UNREADABLE, path)


@pytest.mark.parametrize("name", ["x.mkv", "x.srt", "x.jpg", "x.zzz"])
def test_other_files_are_not_even_opened(name: str) -> None:
    assert look(MediaFile(f"/nowhere/{name}", 22, 0, Identity(1, 1))) == NOTHING_INSIDE


def test_a_name_that_is_not_utf_8(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = os.path.join(str(tmp_path_factory.mktemp("in")), "\udcff.flac")
    try:
        with open(path, "wb") as stream:
            stream.write(b"x" * 40)
    except (OSError, UnicodeError):
        pytest.skip("this disk takes no such names")
    assert look(MediaFile(path, 40, 0, Identity(1, 1))).problem is not None
