"""Qt's loop as the loop of coroutines, for tests that drive a window."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import qasync
from PySide6.QtWidgets import QApplication


@contextmanager
def coroutines_on(qapp: QApplication) -> Iterator[None]:
    """Let coroutines run wherever Qt's events are processed, as ``app.run_loop`` does."""
    loop = qasync.QEventLoop(qapp, already_running=True)
    try:
        yield
    finally:
        asyncio.events._set_running_loop(None)
        qapp.aboutToQuit.disconnect(loop._after_run_forever)
        loop._after_run_forever()
        loop._QEventLoop__is_running = False  # nobody else can tell it: it does not know who runs it
        loop.close()
