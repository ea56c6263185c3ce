"""How the window lies when it opens, and what of that is remembered for the next time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from jforg_gui.ui.body import Body

START_SIZE: Final = QSize(1366, 728)
SMALLEST: Final = QSize(900, 560)


def restore_geometry(window: QMainWindow, parts: Mapping[str, bytes]) -> None:
    """Place the window as it was left, or as at the first start; never larger than the screen."""
    room = QGuiApplication.primaryScreen().availableSize()
    window.setMinimumSize(SMALLEST.boundedTo(room))
    window.resize(START_SIZE.boundedTo(room))
    if "geometry" in parts:
        window.restoreGeometry(QByteArray(parts["geometry"]))


def restore_parts(window: QMainWindow, body: Body, parts: Mapping[str, bytes]) -> None:
    """Lay out what is in the window as it was left, or as at the first start."""
    body.use_start_sizes(window.width())
    if "splitter" in parts:
        body.splitter.restoreState(QByteArray(parts["splitter"]))
    if "columns" in parts:
        body.table.restore_columns(parts["columns"])
    body.hints.restore(parts.get("hints", b""))


def layout_of(window: QMainWindow, body: Body) -> dict[str, bytes]:
    """What has to be remembered, each part as Qt writes it."""
    return {
        "geometry": bytes(window.saveGeometry().data()),
        "splitter": bytes(body.splitter.saveState().data()),
        "columns": body.table.save_columns(),
        "hints": body.hints.seen(),
    }
