"""How far a job is, told at most ten times a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from jforg_gui.domain.work import Progress

_PAUSE: Final = 0.1  # seconds between two reports


class Tally:
    """Counts what a run has done and reports it; used on the thread the run is on."""

    def __init__(self, report: Callable[[Progress], None] | None, *, files: int = 0, size: int = 0) -> None:
        """Report to ``report``, which is called on the run's thread; ``files`` and ``size`` (bytes) are the whole."""
        self._report = report
        self._files_total = files
        self._size_total = size
        self._files = 0
        self._size = 0
        self._within = 0
        self._path = ""
        self._next = 0.0

    def expect(self, files: int, size: int) -> None:
        """More files have come, of ``size`` bytes together."""
        self._files_total += files
        self._size_total += size

    def at(self, path: str) -> None:
        """A file is begun."""
        self._path = path
        self._within = 0
        self._tell()

    def moved(self, size: int) -> None:
        """Bytes of the file at hand have been copied."""
        self._within += size
        self._tell()

    def finished(self, size: int) -> None:
        """A file of ``size`` bytes is settled, moved or not."""
        self._files += 1
        self._size += size
        self._within = 0
        self._tell(now=self._files == self._files_total)

    def _tell(self, *, now: bool = False) -> None:
        if self._report is None:
            return
        moment = time.monotonic()
        if not now and moment < self._next:
            return
        self._next = moment + _PAUSE
        done = self._size + self._within
        self._report(Progress(self._files, self._files_total, done, self._size_total, self._path))
