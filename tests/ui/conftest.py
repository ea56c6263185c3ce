"""What holds for every test of the window: no display, English words, nothing left open, running or ticking."""

from __future__ import annotations

import asyncio
import gc
import os
import time
from collections.abc import Iterator
from typing import Final

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported anywhere

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from jforg_gui.engine import Engine
from jforg_gui.storage.places import Places
from jforg_gui.storage.settings import Settings
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.session import Session
from jforg_gui.ui.theme import Theme

PATIENCE_SECONDS: Final = 2.0


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The one theme of the one application."""
    return Theme(qapp)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, count and date as in the United States, whatever this machine does."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


def _alive() -> set[str]:
    """What still runs, ticks or stands open, as far as Python knows of it."""
    found = set()
    for thing in gc.get_objects():
        if isinstance(thing, asyncio.Task):
            if not thing.done():
                found.add(f"task {thing.get_name()}")
        elif isinstance(thing, QThreadPool | QTimer | QThread) and isValid(thing):
            if isinstance(thing, QThreadPool):
                if thing.activeThreadCount():
                    found.add(f"pool with {thing.activeThreadCount()} jobs")
            elif isinstance(thing, QTimer):
                if thing.isActive():
                    found.add(f"timer of {thing.parent()!r}")
            elif thing.isRunning() and thing is not QThread.currentThread():
                found.add(f"thread {thing.objectName()}")
    found |= {
        f"window {type(widget).__name__} {widget.windowTitle()!r}"
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible()
    }
    return found


@pytest.fixture(autouse=True)
def nothing_left_open(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window, a pool's job, a thread, a timer or a task behind."""
    before = _alive()
    yield
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (left := _alive() - before) and time.monotonic() < deadline:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qapp.processEvents()
        time.sleep(0.01)
    if left:
        pytest.fail(f"left behind: {', '.join(sorted(left))}")


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """The pools, closed after the test."""
    jobs = Jobs(qapp, scan_workers=2)
    yield jobs
    assert jobs.close()
    jobs.deleteLater()


@pytest.fixture
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine in this process alone, with all libraries under a folder that does not exist yet."""
    library = os.path.join(str(tmp_path_factory.mktemp("library")), "media")
    folders = {
        f"library.{name}": os.path.join(library, name.capitalize())
        for name in ("movies", "shows", "music", "books", "comics", "audiobooks")
    }
    with Engine(Places.of(os.environ), Settings(folders), workers=1) as engine:
        yield engine


@pytest.fixture
def session(engine: Engine, jobs: Jobs) -> Session:
    """An empty session."""
    return Session(engine, jobs)
