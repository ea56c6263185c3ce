"""Finds the runs that hold what is typed, in the background; the latest words win."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from jforg_gui.domain.work import Run
from jforg_gui.engine import Engine
from jforg_gui.ui.history.preview import matching_runs
from jforg_gui.ui.jobs import Ending, Job, Jobs

_PAUSE_MS: Final = 200  # a pause in typing


class RunFinder(QObject):
    """``found`` brings the words and the runs that hold them, None for all."""

    found = Signal(str, object)

    def __init__(
        self, engine: Engine, jobs: Jobs, runs: Callable[[], Sequence[tuple[Run, str]]], parent: QObject
    ) -> None:
        """Find among ``runs``, each with the words it is shown by."""
        super().__init__(parent)
        self._engine, self._jobs, self._runs = engine, jobs, runs
        self._needle = ""
        self._searching: Job | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._seek)

    def look_for(self, text: str) -> None:
        """Look for something, once the person has paused in typing."""
        self._needle = text.strip()
        self._timer.start()

    def _seek(self) -> None:
        if self._searching is not None:
            self._searching.cancel()
        needle, engine, runs = self._needle, self._engine, list(self._runs())
        if not needle:
            self._searching = None
            self.found.emit("", None)
            return
        named = {run.id for run, words in runs if needle.casefold() in words.casefold()}
        every = [run for run, _words in runs]
        job = self._jobs.start(lambda job: (needle, named | matching_runs(engine, every, needle, job.cancelled)))
        job.ended.connect(self._ended)
        self._searching = job

    def _ended(self, ending: Ending) -> None:
        if ending.result is not None and ending.result[0] == self._needle:
            self._searching = None
            self.found.emit(*ending.result)
