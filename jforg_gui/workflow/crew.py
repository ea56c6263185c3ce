"""Workers: jobs on an executor, few enough at a time to be stopped at once, answered on the calling thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from functools import partial
from queue import Empty, SimpleQueue
from typing import Final, TypeVar

from jforg_gui.workflow.ports import Executor

T = TypeVar("T")

_JOBS_PER_WORKER: Final = 4  # one that runs and a few that wait, so that no worker idles while answers are taken in
_STOP_SECONDS: Final = 0.4


class Crew:
    """Runs jobs for one thread, which calls every method and gets every answer."""

    def __init__(self, executor: Executor | None, workers: int) -> None:
        """Take ``workers`` of ``executor``; without one every job runs at once, on the calling thread."""
        self._executor = executor
        self._most = max(1, workers) * _JOBS_PER_WORKER if executor is not None else 1
        self._running: set[Future[object]] = set()
        self._answers: SimpleQueue[tuple[Future[object] | None, Callable[[], None]]] = SimpleQueue()
        self._waiting = 0
        self.stopping = False

    @property
    def has_room(self) -> bool:
        """Whether another job may be started now."""
        return self._waiting < self._most

    def start(self, job: Callable[[], T], answer: Callable[[T], None]) -> None:
        """Start ``job``; ``take_answers`` will call ``answer`` with what it returns, or raise what it raised."""
        self._waiting += 1
        if self._executor is None:
            self._answers.put((None, partial(answer, job())))
            return
        future = self._executor.submit(job)
        self._running.add(future)  # type: ignore[arg-type]
        future.add_done_callback(lambda done: self._answers.put((done, lambda: answer(done.result()))))  # type: ignore[arg-type]

    def take_answers(self, seconds: float) -> None:
        """Wait up to ``seconds`` for an answer, then take in all that have come."""
        if not self._waiting:
            return
        try:
            future, answer = self._answers.get(timeout=max(0.0, seconds))
            while True:
                self._waiting -= 1
                if future is not None:
                    self._running.discard(future)
                answer()
                future, answer = self._answers.get_nowait()
        except Empty:
            return

    def stop(self) -> None:
        """Drop what waits and give what runs a moment to end; jobs see ``stopping`` between two files."""
        self.stopping = True
        for future in self._running:
            future.cancel()
        wait(self._running, timeout=_STOP_SECONDS)
