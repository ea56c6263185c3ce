"""Jobs are started, answered on the calling thread, and dropped when it stops."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from jforg_gui.workflow.crew import Crew


def test_without_an_executor_a_job_runs_at_once_and_alone() -> None:
    crew = Crew(None, 4)
    answers: list[int] = []
    crew.start(lambda: 7, answers.append)
    assert not crew.has_room
    assert answers == []
    crew.take_answers(0)
    assert answers == [7]
    assert crew.has_room


def test_answers_are_given_on_the_calling_thread() -> None:
    threads: list[int] = []
    with ThreadPoolExecutor(2) as pool:
        crew = Crew(pool, 2)
        crew.start(threading.get_ident, lambda worker: threads.extend((worker, threading.get_ident())))
        crew.take_answers(5)
    assert threads[1] == threading.get_ident()
    assert threads[0] != threads[1]


def test_waiting_for_an_answer_has_an_end_and_none_without_a_job() -> None:
    release = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        crew = Crew(pool, 1)
        started = time.monotonic()
        crew.take_answers(60)
        assert time.monotonic() - started < 5
        crew.start(lambda: release.wait(10), lambda _: None)
        crew.take_answers(0.01)
        assert not release.is_set()
        release.set()


def test_what_a_job_raises_comes_out_with_its_answer() -> None:
    with ThreadPoolExecutor(1) as pool:
        crew = Crew(pool, 1)
        crew.start(lambda: 1 // 0, lambda _: None)
        with pytest.raises(ZeroDivisionError):
            crew.take_answers(5)


def test_stopping_drops_what_waits_and_lets_what_runs_end() -> None:
    ran: list[str] = []
    release = threading.Event()
    begun = threading.Event()

    with ThreadPoolExecutor(1) as pool:
        crew = Crew(pool, 1)

        def running() -> None:
            begun.set()
            release.wait(10)
            ran.append("seen" if crew.stopping else "not seen")

        crew.start(running, lambda _: None)
        begun.wait(10)
        for _ in range(3):
            crew.start(lambda: ran.append("waited"), lambda _: None)
        threading.Timer(0.05, release.set).start()
        crew.stop()
        assert ran == ["seen"]
    assert ran == ["seen"]


def test_stopping_does_not_wait_for_a_job_that_hangs() -> None:
    release = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        crew = Crew(pool, 1)
        crew.start(lambda: release.wait(10), lambda _: None)
        started = time.monotonic()
        crew.stop()
        assert time.monotonic() - started < 0.5
        release.set()
