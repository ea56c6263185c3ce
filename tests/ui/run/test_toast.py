from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.work import Failure, Report, RunKind
from jforg_gui.ui.run import toast as toasts
from jforg_gui.ui.run.toast import Toast, Way, outcome
from jforg_gui.ui.theme import Theme

ONE = Failure("/a", "/b", Problem(ProblemCode.CHANGED_SINCE, "/a"))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    QVBoxLayout(window).addWidget(QLineEdit())
    window.resize(900, 560)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def toast(window: QWidget, theme: Theme) -> Iterator[Toast]:
    toast = Toast(window, theme)
    yield toast
    toast.dismiss()


@pytest.mark.parametrize(
    ("report", "kind", "mode", "said"),
    [
        (Report(1, 412), RunKind.ORGANIZE, Mode.MOVE, "412 files moved."),
        (Report(1, 1), RunKind.ORGANIZE, Mode.MOVE, "1 file moved."),
        (Report(1, 12), RunKind.ORGANIZE, Mode.COPY, "12 files copied."),
        (Report(1, 409, (ONE,) * 3), RunKind.ORGANIZE, Mode.MOVE, "409 files moved. 3 stayed where they were."),
        (Report(1, 409, (), (ONE,) * 3), RunKind.ORGANIZE, Mode.MOVE, "409 files moved."),
        (Report(1, 231, (ONE,), stopped=True), RunKind.ORGANIZE, Mode.MOVE, "Stopped. 231 files moved."),
        (Report(1, 463), RunKind.UNDO, Mode.MOVE, "463 files are back where they were."),
        (Report(1, 1, (), (ONE,)), RunKind.UNDO, Mode.MOVE, "1 file is back where it was. 1 stays as it is."),
    ],
)
def test_a_run_is_told_in_a_sentence(report: Report, kind: RunKind, mode: Mode, said: str) -> None:
    assert outcome(report, kind, mode) == said


def test_it_goes_by_itself(window: QWidget, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert toasts.STAYS_MS == 12_000
    monkeypatch.setattr(toasts, "STAYS_MS", 30)
    quick = Toast(window, theme)
    with qtbot.waitSignal(quick.gone, timeout=2000):
        quick.tell("5 files moved.")
        assert quick.isVisible()
    assert not quick.isVisible()


def test_it_takes_no_focus_and_stays_while_it_has_it(toast: Toast, window: QWidget) -> None:
    field = window.findChildren(QLineEdit)[0]
    window.activateWindow()
    field.setFocus()
    toast.tell("5 files moved.")
    assert field.hasFocus()
    assert toast.waiting
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert (toast.undo.hasFocus(), toast.waiting) == (True, False)
    QTest.keyClick(toast.undo, Qt.Key.Key_Tab)
    assert (toast.close_button.hasFocus(), toast.waiting) == (True, False)
    field.setFocus()
    assert (toast.close_button.hasFocus(), toast.waiting) == (False, True)


def test_it_stays_while_the_pointer_is_over_it(toast: Toast, window: QWidget) -> None:
    QTest.mouseMove(window, QPoint(5, 5))
    toast.tell("5 files moved.")
    QTest.mouseMove(toast, toast.rect().center())
    assert not toast.waiting
    QTest.mouseMove(window, QPoint(5, 5))
    assert toast.waiting


def test_undo_and_close_by_mouse_and_by_keyboard(toast: Toast, qtbot: QtBot) -> None:
    toast.tell("5 files moved.")
    with qtbot.waitSignal(toast.undo_requested):
        QTest.mouseClick(toast.undo, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()
    toast.tell("5 files moved.")
    with qtbot.waitSignal(toast.gone):
        QTest.keyClick(toast.close_button, Qt.Key.Key_Space)
    toast.tell("5 files moved.")
    with qtbot.waitSignal(toast.gone):
        QTest.keyClick(toast, Qt.Key.Key_Escape)
    assert not toast.waiting


def test_everything_on_it_has_a_name(toast: Toast) -> None:
    toast.tell("5 files moved.", Way.NONE)
    assert not toast.undo.isVisible()
    assert toast.text == "5 files moved."
    assert toast.undo.accessibleName() == "Undo…"
    assert toast.close_button.accessibleName() == toast.close_button.toolTip() == "Close this message"


def test_it_stays_within_the_window(toast: Toast, window: QWidget, qtbot: QtBot) -> None:
    toast.tell("409 files moved. 3 stayed where they were.")
    assert window.rect().contains(toast.geometry())
    window.resize(360, 300)
    qtbot.waitUntil(lambda: window.width() == 360)
    assert window.rect().contains(toast.geometry())
