"""The fixture that fails leaks sees them."""

from __future__ import annotations

import asyncio
import threading

from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import _alive


def test_a_window_is_seen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setWindowTitle("left")
    before = _alive()
    window.show()
    assert _alive() - before == {"window QWidget 'left'"}


def test_a_timer_is_seen(qtbot: QtBot) -> None:
    del qtbot
    timer = QTimer()
    before = _alive()
    timer.start(60_000)
    assert len(_alive() - before) == 1
    timer.stop()
    assert not _alive() - before


def test_a_job_of_any_pool_is_seen(qtbot: QtBot) -> None:
    del qtbot
    pool, held = QThreadPool(), threading.Event()
    before = _alive()
    pool.start(lambda: held.wait(10) and None)
    assert _alive() - before == {"pool with 1 jobs"}
    held.set()
    assert pool.waitForDone(2000)
    assert not _alive() - before


def test_a_task_is_seen() -> None:
    async def left() -> set[str]:
        before = _alive()
        task = asyncio.ensure_future(asyncio.sleep(60))
        seen = _alive() - before
        task.cancel()
        return seen

    loop = asyncio.new_event_loop()
    try:
        assert len(loop.run_until_complete(left())) == 1
    finally:
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
