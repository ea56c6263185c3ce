"""What the person gives a scan: folders, files, links, the same thing twice, nothing at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import pytest

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.found import NOTHING_INSIDE, FoundFolder
from jforg_gui.workflow.scan import scan

Tree = Callable[[Sequence[str]], str]


class Never:
    def cancelled(self) -> bool:
        return False


def find(*inputs: str) -> list[FoundFolder]:
    batches = scan(inputs, lambda _: NOTHING_INSIDE, None, workers=1, cancellation=Never())
    return [folder for batch in batches for folder in batch]


def files_in(folders: Sequence[FoundFolder], top: str) -> list[str]:
    return [os.path.relpath(each.file.path, top) for folder in folders for each in folder.files]


def codes(folders: Sequence[FoundFolder]) -> list[ProblemCode]:
    return [each.code for folder in folders for each in folder.problems]


@pytest.fixture
def top(media_tree: Tree) -> str:
    return media_tree(["a.mkv", "a.srt", "notes.docx", "sub/b.mkv", "sub/deep/c.mkv", "zoo/d.mkv"])


def test_nothing_gives_nothing() -> None:
    assert find() == []


def test_inputs_keep_their_order(top: str) -> None:
    folders = find(os.path.join(top, "zoo"), os.path.join(top, "sub"))
    assert files_in(folders, top) == ["zoo/d.mkv", "sub/b.mkv", "sub/deep/c.mkv"]
    assert [os.path.basename(folder.input_root) for folder in folders] == ["zoo", "sub", "sub"]


def test_a_missing_input_is_a_problem_and_stops_nothing(top: str) -> None:
    gone = os.path.join(top, "gone.mkv")
    inside_a_file = os.path.join(top, "a.mkv", "x")
    folders = find(gone, inside_a_file, os.path.join(top, "zoo"))
    assert codes(folders) == [ProblemCode.MISSING, ProblemCode.MISSING]
    assert (folders[0].path, folders[0].input_root) == (gone, gone)
    assert files_in(folders, top) == ["zoo/d.mkv"]


def test_a_file_is_found_by_itself(top: str) -> None:
    path = os.path.join(top, "a.mkv")
    (folder,) = find(path)
    assert files_in([folder], top) == ["a.mkv"]
    assert (folder.path, folder.input_root) == (top, path)


def test_a_file_that_is_no_media_is_shown_with_its_reason(top: str) -> None:
    (folder,) = find(os.path.join(top, "notes.docx"))
    assert [(each.problem.code, each.path) for each in folder.left_alone] == [
        (ProblemCode.NOT_MEDIA, os.path.join(top, "notes.docx"))
    ]
    assert folder.files == ()


def test_a_fifo_given_by_name_is_shown_and_not_opened(top: str) -> None:
    path = os.path.join(top, "pipe.mp3")
    os.mkfifo(path)
    assert [each.problem.code for each in find(path)[0].left_alone] == [ProblemCode.SPECIAL_FILE]


def test_files_of_one_folder_come_together_in_the_order_given(top: str) -> None:
    given = [os.path.join(top, name) for name in ("a.srt", "zoo", "a.mkv")]
    folders = find(*given)
    assert files_in(folders, top) == ["a.srt", "a.mkv", "zoo/d.mkv"]
    assert folders[0].input_root == top


@pytest.mark.parametrize(
    "given",
    [
        ("", ""),
        ("", "sub"),
        ("", "sub/deep/c.mkv", "a.mkv"),
        ("sub/..", ""),
        ("", "./sub/./deep/"),
    ],
)
def test_what_the_first_input_holds_is_not_found_again(top: str, given: Sequence[str]) -> None:
    folders = find(*(os.path.join(top, each) for each in given))
    assert files_in(folders, top) == ["a.mkv", "a.srt", "sub/b.mkv", "sub/deep/c.mkv", "zoo/d.mkv"]
    assert codes(folders) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("sub", ""), ["sub/b.mkv", "sub/deep/c.mkv", "a.mkv", "a.srt", "zoo/d.mkv"]),
        (("sub/deep", "sub"), ["sub/deep/c.mkv", "sub/b.mkv"]),
        (("a.srt", ""), ["a.srt", "a.mkv", "sub/b.mkv", "sub/deep/c.mkv", "zoo/d.mkv"]),
        (("a.mkv", "a.mkv"), ["a.mkv"]),
    ],
)
def test_what_came_first_is_left_out_later(top: str, given: Sequence[str], expected: list[str]) -> None:
    folders = find(*(os.path.join(top, each) for each in given))
    assert files_in(folders, top) == expected
    assert codes(folders) == []


def test_a_file_left_alone_by_name_is_not_shown_twice(top: str) -> None:
    left = [each.path for folder in find(os.path.join(top, "notes.docx"), top) for each in folder.left_alone]
    assert left == [os.path.join(top, "notes.docx")]


def test_a_link_given_by_name_is_resolved_once(top: str, media_tree: Tree) -> None:
    links = media_tree(["x/"])
    os.symlink(top, os.path.join(links, "films"))
    os.symlink(os.path.join(top, "a.mkv"), os.path.join(links, "film.mkv"))
    folders = find(os.path.join(links, "films"), top, os.path.join(links, "film.mkv"))
    assert files_in(folders, top) == ["a.mkv", "a.srt", "sub/b.mkv", "sub/deep/c.mkv", "zoo/d.mkv"]
    assert {folder.input_root for folder in folders} == {top}
    assert codes(folders) == []


def test_a_folder_reached_over_a_link_further_up_is_the_same_folder(top: str, media_tree: Tree) -> None:
    link = os.path.join(media_tree(["x/"]), "way")
    os.symlink(top, link)
    folders = find(os.path.join(link, "sub"), top)
    assert files_in(folders, link)[:2] == ["sub/b.mkv", "sub/deep/c.mkv"]
    assert [os.path.basename(path) for path in files_in(folders, top)] == ["b.mkv", "c.mkv", "a.mkv", "a.srt", "d.mkv"]
    assert codes(folders) == []


def test_a_link_to_nothing_is_missing(top: str) -> None:
    path = os.path.join(top, "dangling")
    os.symlink(os.path.join(top, "gone"), path)
    assert codes(find(path)) == [ProblemCode.MISSING]


def test_a_link_to_itself_ends(top: str) -> None:
    path = os.path.join(top, "loop")
    os.symlink("loop", path)
    (folder,) = find(path)
    assert [each.problem.code for each in folder.left_alone] == [ProblemCode.SYMLINK]


def test_a_hidden_folder_given_by_name_is_scanned(media_tree: Tree) -> None:
    top = media_tree([".downloads/a.mkv"])
    assert files_in(find(os.path.join(top, ".downloads")), top) == [".downloads/a.mkv"]


def test_a_relative_input_is_made_absolute(top: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(top)
    folders = find("zoo")
    assert [each.file.path for each in folders[0].files] == [os.path.join(os.getcwd(), "zoo", "d.mkv")]
