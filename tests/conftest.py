"""What holds for every test: it stays in its own folders, leaves nothing running and logs no error unasked."""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest

pytest_plugins = ["pytester"]

PATIENCE_SECONDS = 2.0  # for what has been told to end and is on its way out
HOME_VARIABLES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
XDG_VARIABLES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
MediaTree = Callable[[Sequence[str] | Mapping[str, bytes]], str]


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the test a home of its own, so that nobody's settings and journal are touched; return JFORG_HOME."""
    home = str(tmp_path_factory.mktemp("home"))
    for name in (*HOME_VARIABLES, *XDG_VARIABLES):
        monkeypatch.setenv(name, home)
    for name in [name for name in os.environ if name.startswith("JFORG_")]:
        monkeypatch.delenv(name)
    jforg_home = os.path.join(home, "jforg")
    monkeypatch.setenv("JFORG_HOME", jforg_home)
    return jforg_home


def _running() -> set[threading.Thread | multiprocessing.process.BaseProcess]:
    return {*threading.enumerate(), *multiprocessing.active_children()}


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread, a pool's worker or a child process behind."""
    before = _running()
    yield
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (left := _running() - before) and time.monotonic() < deadline:
        time.sleep(0.01)
    if left:
        pytest.fail(f"left running: {', '.join(sorted(map(repr, left)))}")


@pytest.fixture(autouse=True)
def no_unexpected_errors(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test during which an error was logged, unless it is marked ``logs_errors``."""
    yield
    if request.node.get_closest_marker("logs_errors"):
        return
    errors = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.ERROR
    ]
    if errors:
        pytest.fail(f"logged unexpectedly: {errors}")


@pytest.fixture
def media_tree(tmp_path_factory: pytest.TempPathFactory) -> MediaTree:
    """Return the factory of media trees: relative paths, each with its bytes, become files; it returns the root.

    A path that ends in a slash becomes an empty folder; paths without bytes get some of their own, no two alike.
    Names that are not UTF-8 may hold surrogate escapes.
    """

    def build(files: Sequence[str] | Mapping[str, bytes]) -> str:
        root = str(tmp_path_factory.mktemp("media"))
        contents = files if isinstance(files, Mapping) else {path: os.fsencode(path) for path in files}
        for relative, content in contents.items():
            path = os.path.join(root, *relative.split("/"))
            os.makedirs(path if relative.endswith("/") else os.path.dirname(path), exist_ok=True)
            if not relative.endswith("/"):
                with open(path, "xb") as file:
                    file.write(content)
        return root

    return build
