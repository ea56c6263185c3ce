"""Conflicts decided on a real terminal: every question is answered there, in the order in which they are asked."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence

import pytest

from tests.conftest import MediaTree
from tests.fakes.streams import matroska
from tests.fakes.worlds import tree_of

pty = pytest.importorskip("pty", reason="a terminal to type into is Unix's")

PATIENCE_SECONDS = 60.0
LIBRARY = {
    "lib/Movies/Ember Quay (2001)/Ember Quay (2001).mkv": b"old ember, and longer",
    "lib/Movies/Tin Sparrow (1999)/Tin Sparrow (1999).mkv": b"old sparrow",
    "lib/Movies/Glass Harbour (2005)/Glass Harbour (2005).mkv": b"old harbour",
}
NEW = {
    "in/Ember.Quay.2001.1080p.BluRay.x264-GRP.mkv": b"new ember",
    "in/Tin.Sparrow.1999.1080p.BluRay.x264-GRP.mkv": b"new sparrow",
    "in/Glass.Harbour.2005.1080p.BluRay.x264-GRP.mkv": b"new harbour",
}


def on_a_terminal(arguments: Sequence[str], answers: Sequence[str]) -> tuple[int, str]:
    """Run the command on a terminal of its own; type an answer whenever it asks. Return its status and all it said."""
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "jforg_gui.cli", *arguments]
    process = subprocess.Popen(command, stdin=its, stdout=its, stderr=its, close_fds=True)
    os.close(its)
    said, left = b"", list(answers)
    deadline = time.monotonic() + PATIENCE_SECONDS
    try:
        while time.monotonic() < deadline:
            if not select.select([ours], [], [], 0.1)[0]:
                continue
            try:
                block = os.read(ours, 4096)
            except OSError:  # the terminal closes with the command
                break
            if not block:
                break
            said += block
            if said.endswith(b"] ") and left:
                os.write(ours, left.pop(0).encode() + b"\n")
        return process.wait(PATIENCE_SECONDS), said.decode(errors="replace")
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def held(tree: str) -> dict[str, bytes]:
    found = {}
    for name, facts in tree_of(os.path.join(tree, "lib")).items():
        if isinstance(facts[1], bytes):
            found[name] = facts[1]
    return found


def ask(tree: str, *answers: str) -> tuple[int, str]:
    arguments = ["organize", f"{tree}/in", "--dest", f"{tree}/lib", "--offline", "--no-nfo", "--workers", "1"]
    return on_a_terminal([*arguments, "--yes", "--conflict", "ask"], answers)


def test_every_question_has_its_own_answer(media_tree: MediaTree) -> None:
    tree = media_tree({**LIBRARY, **NEW})
    status, said = ask(tree, "nonsense", "k", "s", "r")
    assert "What now?" in said
    assert "21 bytes" in said, "the facts of the old file"
    assert "1080p" in said, "and of the new one"
    found = held(tree)
    assert found["Movies/Ember Quay (2001)/Ember Quay (2001).mkv"] == b"old ember, and longer"
    assert found["Movies/Ember Quay (2001)/Ember Quay (2001) - 1080p.mkv"] == b"new ember"
    assert found["Movies/Glass Harbour (2005)/Glass Harbour (2005).mkv"] == b"old harbour"
    assert found["Movies/Tin Sparrow (1999)/Tin Sparrow (1999).mkv"] == b"new sparrow"
    assert [content for path, content in found.items() if ".jforg-trash" in path] == [b"old sparrow"]
    assert sorted(os.listdir(f"{tree}/in")) == ["Glass.Harbour.2005.1080p.BluRay.x264-GRP.mkv"]
    assert status in {0, 1}


def test_one_answer_may_be_for_all(media_tree: MediaTree) -> None:
    tree = media_tree({**LIBRARY, **NEW})
    status, said = ask(tree, "K")
    assert said.count("What now?") == 1
    assert (status, os.listdir(f"{tree}/in")) == (0, [])
    assert len(held(tree)) == 6


def test_the_end_of_the_input_is_no_answer(media_tree: MediaTree) -> None:
    tree = media_tree({**LIBRARY, **NEW})
    ask(tree, "\x04", "\x04", "\x04")
    assert held(tree) == {path.removeprefix("lib/"): content for path, content in LIBRARY.items()}


def test_without_a_terminal_nothing_is_asked_and_nothing_moves(media_tree: MediaTree) -> None:
    tree = media_tree({**LIBRARY, **NEW})
    command = [sys.executable, "-m", "jforg_gui.cli", "organize", f"{tree}/in", "--dest", f"{tree}/lib"]
    done = subprocess.run(
        [*command, "--yes", "--conflict", "ask"], input=b"r\nr\nr\n", capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"no terminal to ask on" in done.stderr
    assert len(held(tree)) == 3


def test_a_preview_tells_both_sides_of_a_conflict(media_tree: MediaTree) -> None:
    tree = media_tree({**LIBRARY, **NEW, "in/same/Tin.Sparrow.1999.1080p.mkv": b"old sparrow"})
    arguments = ["preview", f"{tree}/in", "--dest", f"{tree}/lib", "--offline", "--json", "--workers", "1"]
    done = subprocess.run([sys.executable, "-m", "jforg_gui.cli", *arguments], capture_output=True, check=False)
    moves = {os.path.basename(move["source"]): move for move in json.loads(done.stdout)["moves"]}
    ours, theirs = moves["Ember.Quay.2001.1080p.BluRay.x264-GRP.mkv"]["rivals"]
    assert (ours["bytes"], ours["lines"], theirs["bytes"], theirs["lines"]) == (9, 1080, 21, None)
    assert theirs["path"].endswith("Ember Quay (2001).mkv")


def test_a_preview_tells_what_is_inside_both(media_tree: MediaTree) -> None:
    pytest.importorskip("pymediainfo", reason="MediaInfo has no wheel for this system")
    there = matroska(720, 576, seconds=6000.0, filler=2_000)
    library = "lib/Movies/Tin Sparrow (1999)/Tin Sparrow (1999).mkv"
    tree = media_tree({library: there, "in/Tin.Sparrow.1999.mkv": matroska()})
    command = [sys.executable, "-m", "jforg_gui.cli", "preview", f"{tree}/in", "--dest", f"{tree}/lib", "--offline"]
    moves = []
    for workers in ("2", "1"):
        done = subprocess.run([*command, "--json", "--workers", workers], capture_output=True, check=False)
        moves += json.loads(done.stdout)["moves"]
    ours, theirs = moves[0]["rivals"]
    assert (ours["lines"], ours["media"]["width"], theirs["lines"]) == (1080, 1920, 576)
    assert (theirs["media"]["duration"], theirs["media"]["video"]) == (6000.0, "HEVC")
    assert moves[1]["media"] == ours["media"], "it is known by now, with one worker too"
