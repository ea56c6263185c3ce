"""Hands pictures from the loop that downloads them to the thread that writes them, a few at a time."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from jforg_gui.domain.creation import Creation, Purpose, WantedPicture
from jforg_gui.domain.errors import Problem, ProblemCode, ProviderError
from jforg_gui.domain.work import Failure, Report

Download = Callable[[WantedPicture], Awaitable[tuple[bytes, str] | None]]

_AT_HAND: Final = 16  # pictures that may wait to be written: at most 25 MB each
_LOOK_UP_SECONDS: Final = 0.1


class Fetching:
    """The pictures of one run. ``run`` belongs on an event loop, ``batches`` on the thread that writes the journal.

    Nothing is downloaded before the first batch is asked for, so the moves have the disk to themselves. What cannot be
    had is told in the report of the run, and fails nothing else.
    """

    def __init__(self, wanted: Sequence[WantedPicture], download: Download) -> None:
        """Begin with nothing fetched; ``download`` returns bytes and extension, None where there is no picture."""
        self._wanted = wanted
        self._download = download
        self._ready: queue.SimpleQueue[Creation | None] = queue.SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._work: asyncio.Task[None] | None = None
        self._begin = asyncio.Event()
        self._room = asyncio.Semaphore(_AT_HAND)
        self._begun = threading.Event()
        self._stopped = threading.Event()
        self.failures: list[Failure] = []

    def __len__(self) -> int:
        """How many pictures are wanted."""
        return len(self._wanted)

    async def run(self) -> None:
        """Download when asked to, until all is there or the run has ended. Never raises for one picture."""
        self._loop = asyncio.get_running_loop()
        self._work = asyncio.ensure_future(self._all())
        try:
            if not self._stopped.is_set():
                await asyncio.wait((self._work,))
        finally:
            self._work.cancel()
            self._loop = None
            self._ready.put(None)
        if not self._work.cancelled() and (error := self._work.exception()) is not None:
            raise error

    async def _all(self) -> None:
        if not self._begun.is_set():
            await self._begin.wait()
        async with asyncio.TaskGroup() as tasks:
            for one in self._wanted:
                await self._room.acquire()
                tasks.create_task(self._fetch(one))

    async def _fetch(self, one: WantedPicture) -> None:
        creation = None
        try:
            found = await self._download(one)
            if found is not None:
                content, extension = found
                creation = Creation(
                    destination=f"{one.stem}.{extension}",
                    content=content,
                    purpose=Purpose.ARTWORK,
                    beside=one.beside,
                )
        except ProviderError as error:
            self.failures.append(Failure("", one.stem, error.problem))
        except ValueError:
            self.failures.append(Failure("", one.stem, Problem(ProblemCode.PICTURE_UNREADABLE)))
        if creation is None:
            self._room.release()
        else:
            self._ready.put(creation)

    def batches(self) -> Iterator[Sequence[Creation]]:
        """Yield what has arrived; empty batches while nothing has, so that a stop comes through."""
        if not self._wanted:
            return
        self._begun.set()
        self._tell(self._begin.set)
        ended = False
        try:
            while not ended:
                batch: list[Creation] = []
                with contextlib.suppress(queue.Empty):
                    found = self._ready.get(timeout=_LOOK_UP_SECONDS)
                    while found is not None:
                        batch.append(found)
                        self._tell(self._room.release)
                        found = self._ready.get_nowait()
                    ended = True
                yield batch
        finally:
            self.stop()

    def stop(self) -> None:
        """Download nothing more; any thread. What is under way is let go."""
        self._stopped.set()
        self._tell(lambda: self._work.cancel() if self._work is not None else None)

    def _tell(self, what: Callable[[], object]) -> None:
        loop = self._loop
        if loop is not None:
            with contextlib.suppress(RuntimeError):  # it has been closed meanwhile
                loop.call_soon_threadsafe(what)

    def account(self, report: Report) -> Report:
        """Return the run's report with the pictures that could not be had."""
        return replace(report, failed=(*report.failed, *self.failures)) if self.failures else report


async def _nothing(_wanted: WantedPicture) -> None:
    """There is no picture."""


NOTHING_TO_FETCH: Final = Fetching((), _nothing)
