from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from jforg_gui.ui.crash import Crashes
from jforg_gui.ui.crash_dialog import CrashDialog
from jforg_gui.ui.jobs import Jobs

pytestmark = pytest.mark.logs_errors
FILE = "/srv/media/Slack Water.mkv"


@pytest.fixture
def crashes(qapp: QApplication) -> Iterator[Crashes]:
    assert qapp.platformName() == "offscreen"
    crashes = Crashes()
    crashes.install()
    yield crashes
    crashes.uninstall()
    if crashes.shown is not None:
        crashes.shown.accept()
    crashes.deleteLater()


def _shown(qtbot: QtBot, crashes: Crashes) -> CrashDialog:
    qtbot.waitUntil(lambda: crashes.shown is not None)
    assert crashes.shown is not None
    return crashes.shown


def _boom() -> None:
    raise ValueError(f"no row for '{FILE}'")


@pytest.mark.qt_no_exception_capture
def test_a_slot_that_fails_is_shown(qtbot: QtBot, crashes: Crashes) -> None:
    QTimer.singleShot(0, _boom)
    dialog = _shown(qtbot, crashes)
    assert "ValueError: no row for (hidden)" in dialog.text.toPlainText()
    dialog.names_box.click()
    assert "Slack Water.mkv" in dialog.text.toPlainText()
    dialog.names_box.click()
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "in _boom" in copied
    assert "Slack" not in copied
    dialog.close_button.click()
    assert crashes.shown is None


@pytest.mark.qt_no_exception_capture
def test_a_thread_that_fails_is_shown(qtbot: QtBot, crashes: Crashes) -> None:
    thread = threading.Thread(target=_boom)
    thread.start()
    thread.join()
    assert "in _boom" in _shown(qtbot, crashes).text.toPlainText()


@pytest.mark.qt_no_exception_capture
def test_a_job_that_fails_is_shown(qtbot: QtBot, crashes: Crashes, jobs: Jobs) -> None:
    jobs.crashed.connect(crashes.tell)
    jobs.start(lambda _job: _boom())
    assert "in _boom" in _shown(qtbot, crashes).text.toPlainText()


@pytest.mark.qt_no_exception_capture
def test_one_report_at_a_time(qtbot: QtBot, crashes: Crashes, caplog: pytest.LogCaptureFixture) -> None:
    first = _shown_of(qtbot, crashes, ValueError("first"))
    crashes.tell(ValueError("second"))
    qtbot.wait(20)
    assert crashes.shown is first
    assert len(QApplication.topLevelWidgets()) >= 1
    assert "first" in first.text.toPlainText()
    assert sum("unexpected: ValueError" in record.getMessage() for record in caplog.records) == 2
    first.accept()
    assert "third" in _shown_of(qtbot, crashes, ValueError("third")).text.toPlainText()


def _shown_of(qtbot: QtBot, crashes: Crashes, error: BaseException) -> CrashDialog:
    crashes.tell(error)
    return _shown(qtbot, crashes)


@pytest.mark.qt_no_exception_capture
def test_what_the_loop_says(qtbot: QtBot, crashes: Crashes, caplog: pytest.LogCaptureFixture) -> None:
    crashes.tell_loop(None, {"message": "a task was lost"})
    assert "a task was lost" in caplog.text
    assert crashes.shown is None
    crashes.tell_loop(None, {"message": "a task failed", "exception": ValueError("low tide")})
    assert "low tide" in _shown(qtbot, crashes).text.toPlainText()


def test_qt_speaks_into_the_log(crashes: Crashes, caplog: pytest.LogCaptureFixture) -> None:
    assert crashes.shown is None
    with caplog.at_level(logging.WARNING):
        qWarning("the lamp is out")
    assert ("qt", logging.WARNING, "the lamp is out") in caplog.record_tuples


def test_hooks_are_given_back() -> None:
    before = (sys.excepthook, threading.excepthook)
    crashes = Crashes()
    crashes.install()
    assert sys.excepthook != before[0]
    crashes.uninstall()
    crashes.uninstall()
    assert (sys.excepthook, threading.excepthook) == before


def test_the_report_is_plain_text(qtbot: QtBot) -> None:
    dialog = CrashDialog(ValueError("<b>bold</b>"), None)
    qtbot.addWidget(dialog)
    text = dialog.findChild(QPlainTextEdit)
    assert isinstance(text, QPlainTextEdit)
    assert "<b>bold</b>" in text.toPlainText()
    assert text.isReadOnly()
