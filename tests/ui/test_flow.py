from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from jforg_gui.ui.flow import FlowLayout


def _three(qtbot: QtBot, *, at_end: bool = False) -> tuple[QWidget, list[QPushButton]]:
    widget = QWidget()
    qtbot.addWidget(widget)
    flow = FlowLayout(8, at_end=at_end)
    widget.setLayout(flow)
    buttons = [QPushButton("Compare"), QPushButton("Keep both"), QPushButton("Skip")]
    for button in buttons:
        flow.addWidget(button)
    widget.show()
    return widget, buttons


def test_what_has_no_room_goes_into_the_next_row(qtbot: QtBot) -> None:
    widget, (first, second, third) = _three(qtbot)
    widget.resize(600, 100)
    assert first.y() == second.y() == third.y()
    assert first.geometry().right() < second.x()
    widget.resize(first.width() + second.width() + 8, 200)
    assert first.y() == second.y() < third.y()
    assert third.x() == first.x()
    layout = widget.layout()
    assert layout is not None
    assert layout.heightForWidth(first.width()) > 2 * first.height()


def test_it_is_mirrored_from_right_to_left(qtbot: QtBot) -> None:
    widget, (first, second, _third) = _three(qtbot)
    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    widget.resize(601, 100)
    assert first.geometry().right() == 600
    assert second.geometry().right() < first.x()


def test_it_may_stand_at_the_end_of_each_line(qtbot: QtBot) -> None:
    widget, (first, second, third) = _three(qtbot, at_end=True)
    widget.resize(601, 100)
    assert third.geometry().right() == 600
    assert first.x() > 0
    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert third.x() == 0
    assert second.x() > third.geometry().right()


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    widget, (first, second, third) = _three(qtbot)
    widget.resize(600, 100)
    second.hide()
    QApplication.processEvents()
    assert third.x() == first.geometry().right() + 1 + 8
