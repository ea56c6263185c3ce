"""What holds for every test: it stays in its own folders, leaves nothing running or open, logs no error unasked."""

from __future__ import annotations

import contextlib
import itertools
import logging
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing import resource_tracker

import pytest

PATIENCE_SECONDS = 2.0  # for what has been told to end and is on its way out
HOME_VARIABLES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
XDG_VARIABLES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
MediaTree = Callable[[Sequence[str] | Mapping[str, bytes]], str]


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield names for new homes. One parent for all: numbering every folder anew costs a listing per test."""
    parent = str(tmp_path_factory.mktemp("homes"))
    return (os.path.join(parent, str(number)) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_home(homes: Iterator[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the test a home of its own, so that nobody's settings and journal are touched; return JFORG_HOME."""
    home = next(homes)
    os.mkdir(home)
    for name in [name for name in os.environ if name.startswith("JFORG_")]:
        monkeypatch.delenv(name)
    for name in (*HOME_VARIABLES, *XDG_VARIABLES):
        monkeypatch.setenv(name, home)
    jforg_home = os.path.join(home, "jforg")
    monkeypatch.setenv("JFORG_HOME", jforg_home)
    return jforg_home


def _child_processes() -> set[str]:
    """Return our child processes by number where the system tells (Linux), waited for or not."""
    children: set[str] = set()
    with contextlib.suppress(OSError):
        for thread in os.listdir("/proc/self/task"):
            with open(f"/proc/self/task/{thread}/children", encoding="ascii") as file:
                children.update(file.read().split())
    # multiprocessing starts its resource tracker once and keeps it for as long as we live
    tracker = getattr(resource_tracker, "_resource_tracker", None)
    return children - {str(getattr(tracker, "_pid", None))}


def _open_files(folder: str) -> set[str]:
    """Return the files under ``folder`` that we hold open, where the system tells (Linux)."""
    paths = set()
    with contextlib.suppress(FileNotFoundError):
        for number in os.listdir("/proc/self/fd"):
            with contextlib.suppress(OSError):
                paths.add(os.readlink(f"/proc/self/fd/{number}"))
    return {path for path in paths if path.startswith(folder + os.sep)}


def _alive(base: str) -> set[str]:
    return {
        # Qt's threads become dummies when they first ask who they are, and stay in the list when they have ended
        *(
            f"thread {thread.name}"
            for thread in threading.enumerate()
            if not isinstance(thread, threading._DummyThread)
        ),
        *(f"worker {process.name}" for process in multiprocessing.active_children()),
        *(f"process {number}" for number in _child_processes()),
        *(f"open file {path}" for path in _open_files(base)),
    }


@pytest.fixture(autouse=True)
def nothing_left_behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fail a test that leaves a thread, a pool's worker, a child process or an open file behind."""
    base = str(tmp_path_factory.getbasetemp())
    before = _alive(base)
    yield
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (left := _alive(base) - before) and time.monotonic() < deadline:
        time.sleep(0.01)
    if left:
        pytest.fail(f"left behind: {', '.join(sorted(left))}")


@pytest.fixture(autouse=True)
def no_unexpected_errors(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test during which an error was logged, unless it is marked ``logs_errors``."""
    yield
    if request.node.get_closest_marker("logs_errors"):
        return
    records = (*caplog.get_records("setup"), *caplog.get_records("call"))
    errors = [record.getMessage() for record in records if record.levelno >= logging.ERROR]
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
