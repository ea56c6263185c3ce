"""How large the windows open: never larger than the screen leaves room for below a title bar."""

from __future__ import annotations

from unittest import mock

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from jforg_gui.ui.history.window import HistoryWindow
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.layout_memory import restore_geometry
from jforg_gui.ui.session import Session
from jforg_gui.ui.theme import Theme


@pytest.fixture
def small_screen() -> mock.Mock:
    screen = mock.Mock(spec=QScreen)
    screen.availableSize.return_value = QSize(1024, 600)
    return screen


@pytest.mark.parametrize("left_at", [None, QSize(1400, 900), QSize(1000, 620)])
def test_the_window_fits_a_small_screen_under_its_title_bar(
    left_at: QSize | None, small_screen: mock.Mock, qtbot: QtBot
) -> None:
    before = QMainWindow()
    qtbot.addWidget(before)
    before.resize(left_at or QSize())
    parts = {} if left_at is None else {"geometry": bytes(before.saveGeometry().data())}
    window = QMainWindow()
    qtbot.addWidget(window)
    with mock.patch.object(QMainWindow, "screen", return_value=small_screen):
        restore_geometry(window, parts)
    assert window.width() <= 1024
    assert window.height() <= 560


def test_history_fits_a_small_screen_under_its_title_bar(
    small_screen: mock.Mock, session: Session, jobs: Jobs, theme: Theme, qtbot: QtBot
) -> None:
    with mock.patch.object(HistoryWindow, "screen", return_value=small_screen):
        window = HistoryWindow(session, jobs, theme)
    qtbot.addWidget(window)
    assert (window.width(), window.height()) == (1024, 560)
