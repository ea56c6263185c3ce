"""How the window lies when it opens, and what of that is remembered for the next time."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from jforg_gui.storage.window import load_window
from jforg_gui.ui.body import Body

START_SIZE: Final = QSize(1366, 728)
SMALLEST: Final = QSize(900, 560)


def restore_layout(window: QMainWindow, body: Body, path: str) -> None:
    """Lay the window out as it was left, or as at the first start; never larger than the screen."""
    room = QGuiApplication.primaryScreen().availableSize()
    window.setMinimumSize(SMALLEST.boundedTo(room))
    window.resize(START_SIZE.boundedTo(room))
    body.use_start_sizes(window.width())
    parts = load_window(path)
    if "geometry" in parts:
        window.restoreGeometry(QByteArray(parts["geometry"]))
    if "splitter" in parts:
        body.splitter.restoreState(QByteArray(parts["splitter"]))
    if "columns" in parts:
        body.table.restore_columns(parts["columns"])


def layout_of(window: QMainWindow, body: Body) -> dict[str, bytes]:
    """What has to be remembered, each part as Qt writes it."""
    return {
        "geometry": bytes(window.saveGeometry().data()),
        "splitter": bytes(body.splitter.saveState().data()),
        "columns": body.table.save_columns(),
    }
