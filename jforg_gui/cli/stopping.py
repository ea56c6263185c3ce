"""Ctrl+C and SIGTERM: the file at hand is finished, the journal stays true, the rest is listed as not reached."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopping:
    """A ``Cancellation`` that a signal or another thread sets."""

    def __init__(self) -> None:
        """Nothing has been stopped yet."""
        self._event = threading.Event()

    def cancelled(self) -> bool:
        """Return True once the job should end."""
        return self._event.is_set()

    def stop(self) -> None:
        """Ask the job to end."""
        self._event.set()


@contextmanager
def stopping_by_signals() -> Iterator[Stopping]:
    """Turn SIGINT and SIGTERM into a stop, until left; a second Ctrl+C interrupts at once. Main thread only."""
    stopping = Stopping()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        if stopping.cancelled():
            raise KeyboardInterrupt
        stopping.stop()

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
