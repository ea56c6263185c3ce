"""`.ignore` files in a scan: empty ones, rules, and which one counts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping

import pytest

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.found import NOTHING_INSIDE, FoundFolder
from jforg_gui.workflow.scan import scan

Tree = Callable[[Mapping[str, bytes]], str]
SOME = b"x"


class Never:
    def cancelled(self) -> bool:
        return False


def find(top: str) -> list[FoundFolder]:
    batches = scan([top], lambda _: NOTHING_INSIDE, None, workers=1, cancellation=Never())
    return [folder for batch in batches for folder in batch]


def told(top: str) -> tuple[list[str], list[str]]:
    """Return the candidates, and what an `.ignore` file names."""
    folders = find(top)
    files = [os.path.relpath(each.file.path, top) for folder in folders for each in folder.files]
    left = [each for folder in folders for each in folder.left_alone if each.problem.code is ProblemCode.IGNORE_FILE]
    return files, [os.path.relpath(each.path, top) + ("/" if each.is_folder else "") for each in left]


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n\n", b"\xef\xbb\xbf", b"!\n", b"[z-a]\n", b"\xef\xbb\xbf \n"])
def test_one_without_a_rule_stands_for_the_whole_folder(media_tree: Tree, content: bytes) -> None:
    top = media_tree({"a/.ignore": content, "a/x.mkv": SOME, "a/deep/y.mkv": SOME, "b/z.mkv": SOME})
    assert told(top) == (["b/z.mkv"], ["a/"])


def test_one_at_the_top_stands_for_everything(media_tree: Tree) -> None:
    top = media_tree({".ignore": b"", "x.mkv": SOME, "deep/y.mkv": SOME})
    assert told(top) == ([], ["./"])


@pytest.mark.parametrize(
    ("rules", "files", "left"),
    [
        (b"*.srt\n", ["x.mkv", "deep/y.mkv"], ["x.srt"]),
        (b"deep/\n", ["x.mkv", "x.srt"], ["deep/"]),
        (b"/x.*\n", ["deep/y.mkv"], ["x.mkv", "x.srt"]),
        (b"x.*\n!x.mkv\n", ["x.mkv", "deep/y.mkv"], ["x.srt"]),
        (b"deep/*.mkv\r\n", ["x.mkv", "x.srt"], ["deep/y.mkv"]),
        (b"# only a remark\n", ["x.mkv", "x.srt", "deep/y.mkv"], []),
        (b"!\n*.srt\n", ["x.mkv", "deep/y.mkv"], ["x.srt"]),
        (b"[z-a]\n*.srt\n", ["x.mkv", "deep/y.mkv"], ["x.srt"]),
        pytest.param(
            b"[[:alpha:]].srt\n",
            ["x.mkv", "deep/y.mkv"],
            ["x.srt"],
            marks=pytest.mark.xfail(reason="pathspec does not know the classes of POSIX"),
        ),
        (b"y.mk[uv]\n", ["x.mkv", "x.srt"], ["deep/y.mkv"]),
    ],
)
def test_rules_follow_the_grammar_of_gitignore(
    media_tree: Tree, rules: bytes, files: list[str], left: list[str]
) -> None:
    top = media_tree({".ignore": rules, "x.mkv": SOME, "x.srt": SOME, "deep/y.mkv": SOME})
    assert told(top) == (files, left)


def test_only_the_nearest_one_counts(media_tree: Tree) -> None:
    top = media_tree(
        {
            ".ignore": b"*.srt\n",
            "a/.ignore": b"*.nfo\n",
            "a/x.srt": SOME,
            "a/x.nfo": SOME,
            "a/deep/y.nfo": SOME,
            "b/z.srt": SOME,
        }
    )
    assert told(top) == (["a/x.srt"], ["a/x.nfo", "a/deep/y.nfo", "b/z.srt"])


def test_a_rule_holds_for_bytes_that_are_not_utf_8(media_tree: Tree) -> None:
    name = os.fsdecode(b"K\xf6nig.mkv")
    top = media_tree({".ignore": b"K\xf6nig*\n", name: SOME, "Zug.mkv": SOME})
    assert told(top) == (["Zug.mkv"], [name])


def test_a_link_stands_for_the_whole_folder_and_is_not_followed(media_tree: Tree) -> None:
    top = media_tree({"a/x.mkv": SOME})
    os.symlink(os.path.join(top, "rules"), os.path.join(top, "a", ".ignore"))
    assert told(top) == ([], ["a/"])


def test_a_folder_of_that_name_is_only_hidden(media_tree: Tree) -> None:
    top = media_tree({"a/.ignore/": b"", "a/x.mkv": SOME})
    assert told(top) == (["a/x.mkv"], [])


def test_one_that_cannot_be_read_protects_its_folder(media_tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    top = media_tree({"a/.ignore": b"*.srt\n", "a/x.mkv": SOME})

    def refuse(_folder: str, _path: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("jforg_gui.workflow.entries.read_ignore_file", refuse)
    assert told(top) == ([], ["a/"])
    problems = [each for folder in find(top) for each in folder.problems]
    assert [(each.code, each.path) for each in problems] == [
        (ProblemCode.UNREADABLE_FILE, os.path.join(top, "a", ".ignore"))
    ]


@pytest.mark.parametrize(("content", "loaded"), [(b"", False), (b"*.srt\n", True)])
def test_pathspec_is_loaded_only_for_rules(media_tree: Tree, content: bytes, *, loaded: bool) -> None:
    top = media_tree({"a/.ignore": content, "a/x.mkv": SOME})
    program = (
        "import sys\n"
        "from jforg_gui.workflow.scan import scan\n"
        "never = type('Never', (), {'cancelled': lambda self: False})()\n"
        "list(scan([sys.argv[1]], None, None, workers=1, cancellation=never))\n"
        "print('pathspec' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", program, top], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == str(loaded)
