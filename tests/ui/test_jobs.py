from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from jforg_gui.domain.errors import CancelledError, JournalUnusableError
from jforg_gui.ui.jobs import Ending, Job, Jobs


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:  # noqa: ARG001 — Qt must be there
    jobs = Jobs(scan_workers=2)
    yield jobs
    assert jobs.close()


def ending_of(job: Job, qtbot: QtBot) -> Ending:
    with qtbot.waitSignal(job.ended, timeout=5000) as caught:
        pass
    ending = caught.args[0]
    assert isinstance(ending, Ending)
    return ending


def test_a_result_comes_back_on_the_gui_thread(jobs: Jobs, qtbot: QtBot) -> None:
    where: list[int] = []
    job = jobs.start(lambda _job: threading.get_ident())
    job.ended.connect(lambda _ending: where.append(threading.get_ident()))
    assert ending_of(job, qtbot).result != threading.main_thread().ident
    assert where == [threading.main_thread().ident]
    assert not jobs.busy


def test_nothing_is_missed_by_who_connects_after_the_start(jobs: Jobs, qtbot: QtBot) -> None:
    for _ in range(50):
        assert ending_of(jobs.start(lambda _job: None), qtbot) == Ending()


def test_parts_and_progress_arrive_in_order(jobs: Jobs, qtbot: QtBot) -> None:
    def work(job: Job) -> str:
        for number in range(5):
            job.produce(number)
            job.progress(number * 10)
        return "done"

    told: list[object] = []
    job = jobs.start(work)
    job.produced.connect(told.append)
    job.progressed.connect(told.append)
    job.ended.connect(lambda ending: told.append(ending.result))
    ending_of(job, qtbot)
    assert told == [0, 0, 1, 10, 2, 20, 3, 30, 4, 40, "done"]


def test_work_that_is_stopped_says_so(jobs: Jobs, qtbot: QtBot) -> None:
    def work(job: Job) -> None:
        while not job.cancelled():
            time.sleep(0.002)
        raise CancelledError

    job = jobs.start(work)
    job.cancel()
    assert ending_of(job, qtbot) == Ending(cancelled=True)


def test_what_the_world_refuses_is_for_the_person(jobs: Jobs, qtbot: QtBot) -> None:
    def work(_job: Job) -> None:
        raise JournalUnusableError("The journal is gone.")

    ending = ending_of(jobs.start(work), qtbot)
    assert str(ending.error) == "The journal is gone."


def test_our_own_bug_is_reported_and_the_job_ends(jobs: Jobs, qtbot: QtBot) -> None:
    crashes: list[object] = []
    jobs.crashed.connect(crashes.append)
    ending = ending_of(jobs.start(lambda _job: divmod(1, 0)), qtbot)
    assert ending.cancelled
    assert [type(crash) for crash in crashes] == [ZeroDivisionError]


def test_the_writing_pool_runs_one_after_the_other(jobs: Jobs, qtbot: QtBot) -> None:
    at_once: list[int] = []
    now = [0]

    def work(_job: Job) -> None:
        now[0] += 1
        at_once.append(now[0])
        time.sleep(0.01)
        now[0] -= 1

    started = [jobs.start(work, on=jobs.runs) for _ in range(5)]
    qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)
    assert at_once == [1] * len(started)


def test_the_scanners_are_an_executor(jobs: Jobs) -> None:
    futures = [jobs.scanners.submit(pow, 2, number) for number in range(20)]
    assert [future.result(timeout=5) for future in futures] == [2**number for number in range(20)]
    with pytest.raises(ZeroDivisionError):
        jobs.scanners.submit(divmod, 1, 0).result(timeout=5)


def test_closing_ends_everything(qapp: object, qtbot: QtBot) -> None:
    assert qapp
    jobs = Jobs()

    def work(job: Job) -> None:
        while not job.cancelled():
            time.sleep(0.002)

    for _ in range(4):
        jobs.start(work)
    qtbot.wait(50)
    began = time.monotonic()
    assert jobs.close()
    assert time.monotonic() - began < 1
    jobs.start(lambda _job: pytest.fail("nothing starts after closing"))
    qtbot.wait(50)


def test_a_paused_job_stands_still_between_two_items(jobs: Jobs, qtbot: QtBot) -> None:
    steps: list[int] = []

    def work(job: Job) -> int:
        for number in range(1_000_000):
            if job.cancelled():
                break
            steps.append(number)
            time.sleep(0.001)
        return len(steps)

    job = jobs.start(work)
    qtbot.waitUntil(lambda: len(steps) > 3)
    job.pause()
    assert job.paused
    qtbot.wait(30)
    before = len(steps)
    qtbot.wait(60)
    assert len(steps) == before
    job.go_on()
    qtbot.waitUntil(lambda: len(steps) > before)
    job.pause()
    with qtbot.waitSignal(job.ended):
        job.cancel()  # what stands still can be ended as well
    assert not job.paused
