"""What a person waits for at every start: `jforg undo` must load nothing that it does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Final

import pytest

HEAVY: Final = frozenset(
    (
        *("guessit", "babelfish", "rebulk", "httpx", "keyring", "PySide6", "qasync", "rich", "tinytag"),
        *("pathspec", "xxhash", "defusedxml", "asyncio", "multiprocessing"),
    )
)
# what `jforg undo` stands on, whatever it happens to load today
LOADED_BY_UNDO: Final = (
    "jforg_gui.cli",
    "jforg_gui.domain.words",
    "jforg_gui.storage.disk",
    "jforg_gui.storage.journal",
    "jforg_gui.storage.settings",
    "jforg_gui.workflow.organize",
    "jforg_gui.workflow.ports",
)
LOADED: Final = "-- loaded --\n"
TELL: Final = f"sys.stderr.write({LOADED!r} + '\\n'.join(sys.modules))"


def _loaded_by(code: str, *arguments: str) -> set[str]:
    """Run ``code`` in a fresh interpreter and return the names of the modules loaded at its end."""
    command = [sys.executable, "-c", f"import atexit, sys\natexit.register(lambda: {TELL})\n{code}", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    said, _, loaded = done.stderr.partition(LOADED)
    sys.stderr.write(said)  # pytest shows it when the test fails
    return set(loaded.splitlines())


def test_a_heavy_module_would_be_seen() -> None:
    assert HEAVY & _loaded_by("import rich") == {"rich"}


@pytest.mark.parametrize("module", LOADED_BY_UNDO)
def test_what_undo_stands_on_is_light(module: str) -> None:
    loaded = _loaded_by(f"import {module}")

    assert module in loaded
    assert not HEAVY & loaded


def test_undo_starts_in_a_blink(media_tree: Callable[[list[str]], str]) -> None:
    film = "Low Tide (2011)/Low Tide (2011) 1080p.mkv"
    root = media_tree([film])
    command = "from jforg_gui.cli import main; sys.exit(main())"
    # Without NFO: files of ours are compared by their digest, which takes xxhash.
    options = ("--dest", f"{root}-library", "--yes", "--json", "--offline", "--no-nfo", "--workers", "1")

    organizing = _loaded_by(command, "organize", root, *options)
    assert "jforg_gui.workflow.planning" in organizing
    assert not os.path.exists(os.path.join(root, film))

    undoing = _loaded_by(command, "undo", "last", "--yes", "--json")
    assert os.path.exists(os.path.join(root, film))
    assert not HEAVY & undoing
