"""The real command on a messy tree: nothing lost, nothing overwritten, everything accounted for, all of it back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest

from tests.fakes.messy import write_messy
from tests.fakes.worlds import contents_of, tree_of

FILES = 250

# The command line, dying by SIGKILL right after the n-th change of the disk.
DYING = """
import os, signal, sys
from jforg_gui.storage.disk import LocalDisk
left = int(sys.argv.pop(1))
def mortal(name):
    real = getattr(LocalDisk, name)
    def act(*args, **named):
        global left
        result = real(*args, **named)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    setattr(LocalDisk, name, act)
for name in ("make_folder", "remove_folder", "move", "copy", "remove_file", "flush_folders"):
    mortal(name)
from jforg_gui.cli import main
sys.exit(main(sys.argv[1:]))
"""


class Messy:
    """A messy tree, an empty library, and what lay there at first."""

    def __init__(self, base: str, seed: int) -> None:
        self.tree, self.library = os.path.join(base, "tree"), os.path.join(base, "library")
        write_messy(self.tree, FILES, seed)
        os.mkdir(self.library)
        self.before = tree_of(self.tree)

    def organize(self) -> list[str]:
        return ["organize", self.tree, "--dest", self.library, "--offline", "--yes", "--json"]


def jforg(*argv: str) -> tuple[int, Any]:
    done = subprocess.run([sys.executable, "-m", "jforg_gui.cli", *argv], capture_output=True, check=False)
    return done.returncode, json.loads(done.stdout or b"null")


def accounted(messy: Messy, report: dict[str, Any]) -> None:
    """Nothing is lost or doubled, and what lies where it lay is listed, file by file."""
    before = Counter(facts[1] for facts in messy.before.values() if facts[0] == "file" and isinstance(facts[1], bytes))
    now = Counter(contents_of(messy.tree, messy.library))
    assert before - now == Counter()
    written = now - before
    assert written.total() == report["created"]
    assert all(content.startswith(b"<?xml") for content in written)
    left = {os.path.join(messy.tree, name) for name, facts in tree_of(messy.tree).items() if facts[0] == "file"}
    listed = [entry["source"] for kind in ("failed", "skipped", "ignored") for entry in report[kind]]
    assert sorted(filter(None, listed)) == sorted(left)
    assert report["done"] + report["created"] == len(contents_of(messy.library))


@pytest.mark.parametrize("seed", [1, 2])
def test_organize_and_undo(tmp_path: os.PathLike[str], seed: int) -> None:
    messy = Messy(str(tmp_path), seed)
    status, report = jforg(*messy.organize())
    assert status == (1 if report["skipped"] or report["failed"] else 0)
    assert report["failed"] == []
    assert report["done"] > FILES / 2
    accounted(messy, report)
    status, undone = jforg("undo", "last", "--yes", "--json")
    assert (status, undone["done"]) == (0, report["done"])
    assert (tree_of(messy.tree), tree_of(messy.library)) == (messy.before, {})


@pytest.mark.parametrize("moment", [1, 30, 150])
def test_killed_in_the_middle(tmp_path: os.PathLike[str], moment: int) -> None:
    messy = Messy(str(tmp_path), 3)
    command = [sys.executable, "-c", DYING, str(moment), *messy.organize(), "--workers", "1"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == -signal.SIGKILL
    assert jforg("recover", "--json")[0] == 0
    assert len(contents_of(messy.tree, messy.library)) == len(contents_of(messy.tree) + contents_of(messy.library))
    assert len(contents_of(messy.tree, messy.library)) == sum(facts[0] == "file" for facts in messy.before.values())
    jforg("undo", "last", "--yes", "--json")
    assert (tree_of(messy.tree), tree_of(messy.library)) == (messy.before, {})


@pytest.mark.parametrize("moment", [1, 40, 200])
def test_killed_while_undoing(tmp_path: os.PathLike[str], moment: int) -> None:
    messy = Messy(str(tmp_path), 4)
    jforg(*messy.organize())
    command = [sys.executable, "-c", DYING, str(moment), "undo", "last", "--yes"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == -signal.SIGKILL
    status, _ = jforg("undo", "last", "--yes", "--json")
    assert status == 0
    assert (tree_of(messy.tree), tree_of(messy.library)) == (messy.before, {})


def test_stopped_by_a_signal_it_lists_the_rest(tmp_path: os.PathLike[str]) -> None:
    messy = Messy(str(tmp_path), 5)
    stopping = DYING.replace("signal.SIGKILL", "signal.SIGTERM")
    command = [sys.executable, "-c", stopping, "150", *messy.organize(), "--workers", "1"]
    done = subprocess.run(command, capture_output=True, check=False)
    report = json.loads(done.stdout)
    assert (done.returncode, report["stopped"]) == (1, True)
    assert 0 < report["done"] < len(messy.before)
    accounted(messy, report)
    assert jforg("undo", "last", "--yes", "--json")[0] == 0
    assert (tree_of(messy.tree), tree_of(messy.library)) == (messy.before, {})
