from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.identify import pool
from jforg_gui.identify.pool import GuesserPool


class FakeExecutor:
    """Answers at once, or breaks as a pool does whose worker was killed."""

    started = 0
    breaking = 0
    closed = 0

    def __init__(self, workers: int, context: object, *, initializer: object) -> None:
        del workers, context, initializer
        type(self).started += 1
        self._processes: dict[int, multiprocessing.Process] = {}

    def submit(self, fn: object, chunk: list[str]) -> Future[list[Guess]]:
        del fn
        future: Future[list[Guess]] = Future()
        if type(self).breaking > 0 and "boom" in chunk:
            type(self).breaking -= 1
            future.set_exception(BrokenProcessPool("killed"))
        else:
            future.set_result([Guess(kind=Kind.MOVIE, title=name) for name in chunk])
        return future

    def shutdown(self, *, wait: bool, cancel_futures: bool) -> None:
        assert wait
        assert cancel_futures
        type(self).closed += 1


@pytest.fixture
def executor(monkeypatch: pytest.MonkeyPatch) -> type[FakeExecutor]:
    class Fresh(FakeExecutor):
        pass

    monkeypatch.setattr(pool, "ProcessPoolExecutor", Fresh)
    return Fresh


def test_nothing_starts_before_first_use(executor: type[FakeExecutor]) -> None:
    with_names = GuesserPool(2)
    assert executor.started == 0
    with_names.close()
    assert executor.closed == 0


def test_order_is_kept_over_many_chunks(executor: type[FakeExecutor]) -> None:
    guesser = GuesserPool(4)
    names = [f"name {number}" for number in range(500)]
    assert [guess.title for guess in guesser.guess(names)] == names
    assert executor.started == 1
    guesser.close()
    guesser.close()
    assert executor.closed == 1


def test_a_broken_pool_is_restarted_once(executor: type[FakeExecutor]) -> None:
    executor.breaking = 1
    guesser = GuesserPool(1)
    assert [guess.title for guess in guesser.guess(["a", "boom"])] == ["a", "boom"]
    assert executor.started == 2
    guesser.close()


def test_a_pool_that_breaks_again_says_so_in_the_rows(executor: type[FakeExecutor]) -> None:
    executor.breaking = 9
    guesser = GuesserPool(1)
    names = [*(f"name {number}" for number in range(64)), "boom"]
    guesses = guesser.guess(names)
    assert [guess.title for guess in guesses[:64]] == names[:64]
    assert guesses[64].kind is Kind.UNKNOWN
    assert [note.code for note in guesses[64].notes] == [ProblemCode.NAME_UNREAD]
    assert guesser.guess(["boom"])[0].kind is Kind.UNKNOWN
    assert executor.started == 2
    guesser.close()


def test_a_closed_pool_answers_unknown(executor: type[FakeExecutor]) -> None:
    guesser = GuesserPool(1)
    guesser.close()
    assert [guess.kind for guess in guesser.guess(["a"])] == [Kind.UNKNOWN]
    assert executor.started == 0


def test_real_processes_read_names() -> None:
    guesser = GuesserPool(1)
    try:
        guesses = guesser.guess(["Velvet.Orchard.2011.1080p.mkv", "\udcff.mkv"])
    finally:
        guesser.close()
    assert (guesses[0].title, guesses[0].year) == ("Velvet Orchard", 2011)
    assert len(guesses) == 2


def test_a_killed_worker_costs_nothing() -> None:
    guesser = GuesserPool(1)
    try:
        guesser.guess(["Velvet.Orchard.2011.mkv"])
        assert guesser._executor is not None
        for worker in guesser._executor._processes.values():
            assert worker.pid is not None
            assert os.getpriority(os.PRIO_PROCESS, worker.pid) > os.getpriority(os.PRIO_PROCESS, 0)  # the window first
            worker.kill()
            worker.join()
        assert [guess.title for guess in guesser.guess(["Amber.Pier.2012.mkv"])] == ["Amber Pier"]
    finally:
        guesser.close()


def test_the_worker_module_imports_no_qt_and_guessit_only_when_used() -> None:
    code = (
        "import sys, jforg_gui.identify.guessed\n"
        "print([name for name in sys.modules if name.partition('.')[0] in ('PySide6', 'qasync', 'guessit')])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=dict(os.environ))
    assert result.stdout.strip() == b"[]"


def test_closing_does_not_wait_for_workers_that_still_start() -> None:
    names = [f"Low.Tide.S01E{number:02}.mkv" for number in range(64)]
    with_names = GuesserPool(2)
    answers: list[Sequence[Guess]] = []
    thread = threading.Thread(target=lambda: answers.append(with_names.guess(names)))
    thread.start()
    while not multiprocessing.active_children():
        time.sleep(0.005)
    started = time.monotonic()
    with_names.close()
    thread.join(5)
    assert time.monotonic() - started < 0.5
    assert [guess.kind for guess in answers[0]] == [Kind.UNKNOWN] * len(names)


def test_workers_end_with_a_parent_that_was_killed() -> None:
    code = (
        "import os\n"
        "from jforg_gui.identify.pool import GuesserPool\n"
        "print(GuesserPool(1).guess(['Velvet.Orchard.2011.mkv'])[0].title, flush=True)\n"
        "os._exit(9)\n"  # as a kill does: nothing is tidied up
    )
    command = [sys.executable, "-c", code]
    killed = subprocess.run(command, stdout=subprocess.PIPE, check=False, timeout=20)  # until the last one is gone
    assert (killed.stdout.strip(), killed.returncode) == (b"Velvet Orchard", 9)
