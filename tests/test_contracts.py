"""The import contracts break when they should: each is shown a small package with the fault it stands against."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import Final

import pytest

ROOT: Final = os.path.dirname(os.path.dirname(__file__))
LAYERS: Final = (
    *("__main__", "cli", "app", "ui", "engine", "providers", "storage", "workflow", "identify", "jellyfin", "domain"),
)
# where the network, SQL and Qt may be used
SOUND: Final = {
    "app": "import jforg_gui.ui, PySide6.QtWidgets, qasync",
    "ui": "import jforg_gui.engine, PySide6",
    "cli": "import jforg_gui.engine",
    "engine": "import jforg_gui.storage, jforg_gui.providers",
    "providers": "import httpx, jforg_gui.workflow",
    "storage": "import sqlite3, jforg_gui.workflow",
    "workflow": "import jforg_gui.identify, jforg_gui.jellyfin",
}
LAYERED: Final = "Imports run downwards only; siblings do not meet"
WINDOWLESS: Final = "The command line and the window do not know one another"
QT: Final = "Qt lives in ui and app only"
NETWORK: Final = "Only providers reach the network"
SQL: Final = "Only storage speaks SQL"


def _broken_contracts(folder: str, modules: dict[str, str]) -> set[str]:
    package = os.path.join(folder, "jforg_gui")
    shutil.copy(os.path.join(ROOT, "pyproject.toml"), folder)
    for name in ("", *LAYERS, *modules):
        path = os.path.join(package, name, "__init__.py") if name != "__main__" else f"{package}/__main__.py"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(modules.get(name, SOUND.get(name, "")))
    # `-c` puts the folder it runs in first on the path: this package is checked, not the installed one
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", lint, "--no-logo", "--no-cache"],
        cwd=folder,
        env=os.environ | {"COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts: " in done.stdout, done.stdout + done.stderr
    return set(re.findall(r"^(.+) BROKEN", done.stdout, re.MULTILINE))


def test_a_sound_package_breaks_nothing(tmp_path: os.PathLike[str]) -> None:
    assert _broken_contracts(os.fspath(tmp_path), {}) == set()


@pytest.mark.parametrize(
    ("modules", "broken"),
    [
        ({"domain": "import jforg_gui.workflow"}, {LAYERED}),
        ({"identify": "import jforg_gui.jellyfin"}, {LAYERED}),
        ({"newcomer": ""}, {LAYERED}),
        ({"cli": "import jforg_gui.ui"}, {WINDOWLESS, "The command line needs no window"}),
        (
            {"engine": "import qasync", "workflow": "def later():\n    import httpx, sqlite3"},
            {QT, NETWORK, SQL, "The command line needs no window"},
        ),
    ],
)
def test_a_faulty_package_breaks_its_contract(
    tmp_path: os.PathLike[str], modules: dict[str, str], broken: set[str]
) -> None:
    assert _broken_contracts(os.fspath(tmp_path), modules) == broken
