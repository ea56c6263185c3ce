"""What is printed: with --json nothing but JSON, whatever happens; and an output that cannot be written is no crash."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence

import pytest

from jforg_gui.cli import main
from jforg_gui.cli.screen import Screen
from tests.conftest import MediaTree

FILM = "Ember.Quay.2001.1080p.BluRay.x264-GRP.mkv"

Said = Callable[..., tuple[int, list[object]]]


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> Said:
    """Run a command and return its status and the JSON values on its standard output."""

    def run(*argv: str) -> tuple[int, list[object]]:
        status = main(argv)
        return status, [json.loads(line) for line in capfd.readouterr().out.splitlines()]

    return run


@pytest.mark.parametrize(
    ("argv", "status", "records"),
    [
        (["organize", ".", "--dest", "d", "--json"], 2, 1),
        (["undo", "last", "--json"], 2, 1),
        (["undo", "last", "--yes", "--json"], 1, 1),
        (["undo", "9223372036854775807", "--yes", "--json"], 1, 1),
        (["history", "9223372036854775807", "--json"], 1, 1),
        (["config", "init", "--json"], 0, 1),
        (["config", "set", "scan.workers", "1", "--json"], 0, 1),
        (["config", "set", "library.movies", "here", "--json"], 2, 1),
        (["preview", ".", "--json", "--quiet"], 2, 1),
        (["recover", "--json", "--verbose"], 0, 1),
    ],
)
def test_every_command_answers_in_json(said: Said, argv: Sequence[str], status: int, records: int) -> None:
    found, out = said(*argv)
    assert (found, len(out)) == (status, records)


def test_settings_answer_with_what_they_are_now(said: Said, own_home: str) -> None:
    assert said("config", "set", "scan.workers", "3", "--json") == (0, [{"scan.workers": 3}])
    assert said("config", "init", "--json") == (0, [{"file": os.path.join(own_home, "settings.json")}])


def test_a_setting_that_cannot_be_says_what_can(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "set", "library.movies", "here"]) == 2
    assert "it is a whole path, from the root or from ~" in capfd.readouterr().err


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(Screen, "may_ask", lambda _: True)
    monkeypatch.setattr(Screen, "ask", lambda *_: text == "y")


def test_a_no_is_json_too(
    said: Said, monkeypatch: pytest.MonkeyPatch, media_tree: MediaTree, tmp_path: os.PathLike[str]
) -> None:
    answer(monkeypatch, "n")
    options = ("--dest", os.path.join(tmp_path, "d"), "--json", "--workers", "1")
    assert said("organize", media_tree([FILM]), *options) == (1, [{"error": "Nothing was moved."}])


def test_nothing_is_asked_where_nothing_would_move(
    said: Said, monkeypatch: pytest.MonkeyPatch, media_tree: MediaTree, tmp_path: os.PathLike[str]
) -> None:
    answer(monkeypatch, "n")
    status, (report,) = said("organize", media_tree(["notes.txt"]), "--dest", os.path.join(tmp_path, "d"), "--json")
    assert (status, isinstance(report, dict) and report["done"]) == (0, 0)


def test_undo_needs_no_settings(said: Said, own_home: str, media_tree: MediaTree, tmp_path: os.PathLike[str]) -> None:
    tree, library = media_tree([FILM]), os.path.join(tmp_path, "d")
    assert said("organize", tree, "--dest", library, "--yes", "--json", "--workers", "1")[0] == 0
    with open(os.path.join(own_home, "settings.json"), "w", encoding="utf-8") as file:
        file.write("{ broken")
    assert said("scan", tree, "--json")[0] == 3
    assert said("preview", tree, "--dest", library, "--json")[0] == 3
    assert said("recover", "--json")[0] == 0
    assert said("history", "--json")[0] == 0
    assert said("undo", "last", "--yes", "--json")[0] == 0
    assert os.listdir(tree) == [FILM]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_an_output_that_cannot_be_written_is_said(as_json: list[str]) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "jforg_gui.cli", "config", "show", *as_json]
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr == "jforg: The output could not be written: No space left on device.\n"


def test_a_closed_output_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["config", "show"]) == 0
