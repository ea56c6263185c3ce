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
from jforg_gui.storage.settings import Language, Settings
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.language import Speaker
from jforg_gui.ui.session import Session
from jforg_gui.ui.theme import Theme

PATIENCE_SECONDS: Final = 2.0


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The one theme of the one application."""
    return Theme.of(qapp)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, count and date as in the United States, whatever this machine does."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


def _at_work(thing: object) -> str:
    """Say that a thing still works, '' if it does not or is no such thing."""
    if isinstance(thing, asyncio.Task):
        return "" if thing.done() else f"task {thing.get_name()}"
    if not isinstance(thing, QThreadPool | QTimer | QThread) or not isValid(thing):
        return ""
    if isinstance(thing, QThreadPool):
        return f"pool with {thing.activeThreadCount()} jobs" if thing.activeThreadCount() else ""
    if isinstance(thing, QTimer):
        return f"timer of {thing.parent()!r}" if thing.isActive() else ""
    return f"thread {thing.objectName()}" if thing.isRunning() and thing is not QThread.currentThread() else ""


def _alive() -> set[str]:
    """What runs, ticks or stands open of all that Python made since ``gc.freeze``, and the pool that all share."""
    windows = {
        f"window {type(widget).__name__} {widget.windowTitle()!r}"
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible()
    }
    at_work = {_at_work(thing) for thing in gc.get_objects()} | {_at_work(QThreadPool.globalInstance())}
    return windows | (at_work - {""})


@pytest.fixture(autouse=True)
def nothing_left_open(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window, a pool's job, a thread, a timer or a task behind."""
    gc.freeze()  # all that is there already is not looked at again: looking at everything takes longer than most tests
    before = _alive()
    yield
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (left := _alive() - before) and time.monotonic() < deadline:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qapp.processEvents()
        time.sleep(0.01)
    gc.unfreeze()
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


@pytest.fixture
def german(qapp: QApplication) -> Iterator[Speaker]:
    """German words, numbers and dates for one test."""
    speaker = Speaker.of(qapp)
    before = QLocale()
    speaker.speak(Language.GERMAN)
    yield speaker
    speaker.speak(Language.ENGLISH)
    QLocale.setDefault(before)
