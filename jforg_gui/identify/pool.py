"""guessit in worker processes: the window and the walk go on while names are read."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError as FutureCancelledError
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from threading import Lock, Thread
from typing import Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Kind
from jforg_gui.identify.guessed import guess_names

# Where cores are scarce the window goes before its workers (nice of POSIX; Windows has none).
_NICE: Final = 5
# Sending one name costs 0.2 ms, sending 32 at once 13 µs each; small chunks keep all workers busy to the end.
_SMALLEST_CHUNK: Final = 8
_LARGEST_CHUNK: Final = 32


class GuesserPool:
    """A ``NameGuesser`` over spawned processes, started at first use.

    A pool that breaks (a worker was killed, memory ran out) is started afresh once in the life of this object; when
    that breaks as well, the names concerned get a guess of the kind ``unknown`` that says so. Safe from any thread.
    """

    def __init__(self, workers: int, read: Callable[[Sequence[str]], Sequence[Guess]] = guess_names) -> None:
        """Take the number of worker processes, at least one, and what they do. Nothing is started yet."""
        self._read = read
        self._workers = max(1, workers)
        self._lock = Lock()
        self._executor: ProcessPoolExecutor | None = None
        self._restarts_left = 1
        self._closed = False

    def guess(self, names: Sequence[str]) -> Sequence[Guess]:
        """Return a guess for every name, in the order of the names. Blocks; a closed pool answers ``unknown``."""
        chunks = self._chunks(names)
        answers = self._run(chunks)
        missing = [place for place, answer in enumerate(answers) if answer is None]
        if missing and self._restart():
            for place, answer in zip(missing, self._run([chunks[place] for place in missing]), strict=True):
                answers[place] = answer
        return [
            guess
            for chunk, answer in zip(chunks, answers, strict=True)
            for guess in (answer if answer is not None else [_unread(name) for name in chunk])
        ]

    def close(self) -> None:
        """End the worker processes, in the middle of a name as well, and wait for them. May be called again."""
        with self._lock:
            executor, self._executor, self._closed = self._executor, None, True
        if executor is not None:
            _end_workers(executor)
            executor.shutdown(wait=True, cancel_futures=True)

    def _chunks(self, names: Sequence[str]) -> list[list[str]]:
        share = -(-len(names) // (self._workers * 2))
        size = min(_LARGEST_CHUNK, max(_SMALLEST_CHUNK, share))
        return [list(names[start : start + size]) for start in range(0, len(names), size)]

    def _run(self, chunks: Sequence[list[str]]) -> list[Sequence[Guess] | None]:
        """Return an answer for every chunk, None for those that the broken pool did not answer."""
        futures = [self._submit(chunk) for chunk in chunks]
        return [_answer(future) for future in futures]

    def _submit(self, chunk: list[str]) -> Future[Sequence[Guess]] | None:
        with self._lock:
            if self._closed:
                return None
            if self._executor is None:
                spawn = multiprocessing.get_context("spawn")
                self._executor = ProcessPoolExecutor(self._workers, spawn, initializer=follow_parent)
            try:
                return self._executor.submit(self._read, chunk)
            except BrokenProcessPool:
                return None

    def _restart(self) -> bool:
        with self._lock:
            if self._closed or self._restarts_left == 0:
                return False
            self._restarts_left -= 1
            executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=True, cancel_futures=True)
        return True


def follow_parent() -> None:
    """Live and end with the parent. Runs in a worker.

    Ctrl-C reaches every process of the terminal; the parent alone says what then happens. A parent that was killed says
    nothing: a worker holds both ends of the queue it waits at, so it would wait for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent,), name="parent", daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)  # whatever it is doing, nobody reads the answer any more


def _end_workers(executor: ProcessPoolExecutor) -> None:
    """Stop the workers at once: one that is still starting takes a second to answer, and a window that closes has none.

    They hold nothing that could be lost. ``ProcessPoolExecutor.terminate_workers`` comes with Python 3.14 only.
    """
    for process in [*(executor._processes or {}).values()]:  # noqa: SLF001 — see above
        process.terminate()


def _answer(future: Future[Sequence[Guess]] | None) -> Sequence[Guess] | None:
    if future is None:
        return None
    try:
        return future.result()
    except (BrokenProcessPool, FutureCancelledError):
        return None


def _unread(name: str) -> Guess:
    return Guess(kind=Kind.UNKNOWN, source=Source.GUESSIT, notes=(Problem(ProblemCode.NAME_UNREAD, name),))
