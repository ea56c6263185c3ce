from __future__ import annotations

import threading

import pytest

from jforg_gui.ui import precedence
from jforg_gui.ui.jobs import Job
from jforg_gui.ui.precedence import PAINTING


def test_a_job_stands_still_while_a_table_paints_itself() -> None:
    passed = threading.Event()
    job = Job(lambda _job: None)

    def work() -> None:
        job.cancelled()
        passed.set()

    thread = threading.Thread(target=work)
    with PAINTING:
        thread.start()
        assert not passed.wait(0.02)
    assert passed.wait(5)
    thread.join()


def test_an_endless_paint_holds_nobody_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precedence, "_LONGEST", 0.01)
    with PAINTING:
        PAINTING.give_way()
