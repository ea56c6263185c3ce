"""What a person waits for at every start: `jforg undo` must load nothing that it does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Final

import pytest

import jforg_gui.cli

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
TELL: Final = "sys.stderr.write('\\n'.join(['', *sys.modules]))"


def _loaded_by(code: str, *arguments: str) -> set[str]:
    """Run ``code`` in a fresh interpreter and return the names of the modules loaded at its end."""
    command = [sys.executable, "-c", f"import sys\ntry:\n    {code}\nfinally:\n    {TELL}", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    return set(done.stderr.splitlines())


def test_a_heavy_module_would_be_seen() -> None:
    assert HEAVY & _loaded_by("import rich") == {"rich"}


@pytest.mark.parametrize("module", LOADED_BY_UNDO)
def test_what_undo_stands_on_is_light(module: str) -> None:
    loaded = _loaded_by(f"import {module}")

    assert module in loaded
    assert not HEAVY & loaded


@pytest.mark.skipif(not hasattr(jforg_gui.cli, "main"), reason="the command line is being written")
def test_undo_starts_in_a_blink(own_home: str) -> None:
    loaded = _loaded_by("from jforg_gui.cli import main; sys.exit(main())", "undo", "last", "--yes", "--json")

    assert "jforg_gui.storage.journal" in loaded
    assert not HEAVY & loaded
    assert os.path.isdir(own_home)
