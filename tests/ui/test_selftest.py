from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from jforg_gui.domain.work import RunKind
from jforg_gui.engine import Engine
from jforg_gui.storage.places import Places
from jforg_gui.storage.settings import Settings
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.selftest import self_test
from jforg_gui.ui.session import Session


class _Small:
    """An application with a window that shows nothing: the test's own part is under test here."""

    def __init__(self, places: Places, settings: Settings) -> None:
        self.engine = Engine(places, settings, workers=1)
        self.jobs = Jobs(scan_workers=1)
        self.session = Session(self.engine, self.jobs)
        self.window = QWidget()

    def close(self) -> None:
        self.jobs.close()
        self.engine.close()


def test_a_sample_goes_and_comes_back(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    assert self_test(_Small, qapp.exec) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("self-test: ok ")
    assert int(last.split()[2]) > 20


def test_what_did_not_come_back_is_named(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    def build(places: Places, settings: Settings) -> _Small:
        small = _Small(places, settings)
        disk = os.path.dirname(os.path.dirname(str(settings.get("library.movies"))))

        def meddle(_report: object) -> None:
            if small.session.run_kind is RunKind.UNDO:
                with open(f"{disk}/left", "xb"):
                    pass

        small.session.run_ended.connect(meddle)
        return small

    assert self_test(build, qapp.exec) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "self-test: failed 1 differences: left (new)"


def _crash(small: _Small) -> None:
    def fail() -> None:
        raise ValueError("low tide")

    small.jobs.start(lambda _job: fail())


def _close(small: _Small) -> None:
    small.window.close()


def _say(small: _Small) -> None:
    small.session.failed.emit("The journal\nis full.")


@pytest.mark.parametrize(
    ("meddle", "words"),
    [(_crash, "ValueError: low tide"), (_close, "the window closed by itself"), (_say, "The journal is full.")],
)
def test_what_goes_wrong_is_said(
    qapp: QApplication, capsys: pytest.CaptureFixture[str], meddle: Callable[[_Small], None], words: str
) -> None:
    def build(places: Places, settings: Settings) -> _Small:
        small = _Small(places, settings)
        QTimer.singleShot(0, small.window, lambda: meddle(small))
        return small

    assert self_test(build, qapp.exec) == 1
    assert capsys.readouterr().out.splitlines()[-1] == f"self-test: failed {words}"


def test_nothing_ready_is_a_failure(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    assert self_test(lambda places, _settings: _Small(places, Settings({})), qapp.exec) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "self-test: failed nothing in the sample is ready to move"
