"""The one bridge between the window and work on other threads."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from jforg_gui.domain.errors import CancelledError, WorldError
from jforg_gui.ui.precedence import PAINTING

log = logging.getLogger(__name__)

T = TypeVar("T")
_KEPT: Final = 64
# Python's own 5 ms would be paid by the window for every cell it paints while another thread computes: measured, the
# longest gap while 10,000 names are recognised falls from 370 to 64 ms.
_SWITCH_SECONDS: Final = 0.0005
_CLOSING_MS: Final = 2000  # a window that closes waits no longer than this for work that has been told to end


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ended: with a result, because the person stopped it, or with what went wrong.

    ``error`` is a WorldError, whose message is for the person; any other exception is our bug and goes to the crash
    dialog instead.
    """

    result: Any = None
    cancelled: bool = False
    error: WorldError | None = None


class Job(QObject):
    """Work under way. Its signals arrive on the thread the job was made on, the GUI's.

    The work gets the job itself: it asks ``cancelled()`` between items and tells through ``progress`` and ``produce``,
    which may be called from the thread it runs on.
    """

    progressed = Signal(object)
    produced = Signal(object)
    crashed = Signal(object)
    ended = Signal(object)

    def __init__(self, work: Callable[[Job], object]) -> None:
        """Remember the work; ``Jobs`` starts it."""
        super().__init__()
        self._work = work
        self._stop = threading.Event()
        self._may_run = threading.Event()
        self._may_run.set()

    def cancel(self) -> None:
        """Ask the work to end; any thread."""
        self._stop.set()
        self._may_run.set()

    def pause(self) -> None:
        """Let the work stand still where it next asks whether to end, between two items; any thread."""
        if not self._stop.is_set():
            self._may_run.clear()

    def go_on(self) -> None:
        """Let it go on; any thread."""
        self._may_run.set()

    @property
    def paused(self) -> bool:
        """Whether it stands still, or will."""
        return not self._may_run.is_set()

    def cancelled(self) -> bool:
        """Whether it has been asked to end; fills the port ``Cancellation``.

        A paused job waits in here, and every job while a table paints itself.
        """
        self._may_run.wait()
        PAINTING.give_way()
        return self._stop.is_set()

    def progress(self, what: object) -> None:
        """Tell how far the work is."""
        self.progressed.emit(what)

    def produce(self, what: object) -> None:
        """Hand out a part of the result."""
        self.produced.emit(what)

    def run(self) -> None:
        """Do the work on the thread of the caller, and say how it ended."""
        ending = Ending(cancelled=True)
        try:
            ending = Ending(self._work(self))
        except CancelledError:
            log.debug("a job was stopped")
        except WorldError as error:
            ending = Ending(error=error)
        except Exception as error:  # noqa: BLE001 — the job boundary: our bug becomes a report, not a dead thread
            self.crashed.emit(error)
        self.ended.emit(ending)


class LoopJob(Job):
    """Work under way as a coroutine on the loop that also serves the window; it must never block."""

    def __init__(self, work: Callable[[Job], Coroutine[Any, Any, object]]) -> None:
        """Remember the work; ``Jobs`` starts it."""
        super().__init__(lambda _job: None)
        self._coroutine = work
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Start on the running loop. GUI thread only."""
        if self.cancelled():
            self.ended.emit(Ending(cancelled=True))
        else:
            self._task = asyncio.get_running_loop().create_task(self._until_end())

    def cancel(self) -> None:
        """Ask the work to end: it is interrupted where it waits."""
        super().cancel()
        if self._task is not None:
            self._task.cancel()

    async def _until_end(self) -> None:
        ending = Ending(cancelled=True)
        try:
            ending = Ending(await self._coroutine(self))
        except (CancelledError, asyncio.CancelledError):
            log.debug("a job was stopped")
        except WorldError as error:
            ending = Ending(error=error)
        except Exception as error:  # noqa: BLE001 — the job boundary, as above
            self.crashed.emit(error)
        self.ended.emit(ending)


class PoolExecutor:
    """A ``QThreadPool`` as the port ``workflow.ports.Executor``."""

    def __init__(self, pool: QThreadPool) -> None:
        """Run everything on ``pool``."""
        self._pool = pool

    def submit(self, fn: Callable[..., T], /, *args: object) -> Future[T]:
        """Start ``fn(*args)`` on a thread of the pool and return its future."""
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(fn(*args))
            except Exception as error:  # noqa: BLE001 — the job boundary: it belongs to whoever waits for the future
                future.set_exception(error)

        self._pool.start(run)
        return future


class Jobs(QObject):
    """Starts jobs and knows all that are under way.

    ``background`` runs scanning, recognising and planning; ``runs`` is the one thread that writes the journal;
    ``scanners`` are the scan's workers.
    """

    crashed = Signal(object)
    idle = Signal()

    def __init__(self, parent: QObject | None = None, *, scan_workers: int = 4) -> None:
        """Make the pools; their threads come when they are needed."""
        super().__init__(parent)
        sys.setswitchinterval(_SWITCH_SECONDS)
        self.background = QThreadPool(self)
        self.background.setMaxThreadCount(2)
        self.runs = QThreadPool(self)
        self.runs.setMaxThreadCount(1)
        self._scanners = QThreadPool(self)
        self._scanners.setMaxThreadCount(scan_workers)
        self.scanners = PoolExecutor(self._scanners)
        self.scan_workers = scan_workers
        self._jobs: set[Job] = set()
        self._closed = False
        # A job must not be destroyed by the worker that drops the last reference to it, nor while an ending is still on
        # its way: the newest are kept, and go on this thread when others take their place.
        self._ended: deque[Job] = deque(maxlen=_KEPT)

    def start(self, work: Callable[[Job], object], *, on: QThreadPool | None = None) -> Job:
        """Start work on a pool, the background one unless said otherwise, and return its job. GUI thread only.

        The work begins when control is back with the event loop: whoever starts it can connect its signals first, and
        no ending can be missed.
        """
        job = Job(work)
        self._jobs.add(job)
        job.ended.connect(lambda _ending: self._forget(job))
        job.crashed.connect(self.crashed)
        QTimer.singleShot(0, job, lambda: self._begin(job, on or self.background))
        return job

    def start_coroutine(self, work: Callable[[Job], Coroutine[Any, Any, object]]) -> LoopJob:
        """Start a coroutine on the loop that serves the window, and return its job. GUI thread only."""
        job = LoopJob(work)
        self._jobs.add(job)
        job.ended.connect(lambda _ending: self._forget(job))
        job.crashed.connect(self.crashed)
        QTimer.singleShot(0, job, job.begin)
        return job

    def _begin(self, job: Job, pool: QThreadPool) -> None:
        if not self._closed:
            pool.start(job.run)

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._jobs)

    def cancel_all(self) -> None:
        """Ask everything to end; ``idle`` tells when it has."""
        for job in self._jobs:
            job.cancel()
        if not self._jobs:
            self.idle.emit()

    def close(self) -> bool:
        """End everything and wait for the threads, at most two seconds each; return whether all have ended."""
        self._closed = True
        for job in self._jobs:
            job.cancel()
        return all(pool.waitForDone(_CLOSING_MS) for pool in (self.background, self.runs, self._scanners))

    def _forget(self, job: Job) -> None:
        self._jobs.discard(job)
        self._ended.append(job)
        if not self._jobs:
            self.idle.emit()
