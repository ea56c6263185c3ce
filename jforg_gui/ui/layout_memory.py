"""How the window lies when it opens, and what of that is remembered for the next time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from jforg_gui.ui.body import Body

START_SIZE: Final = QSize(1366, 728)
SMALLEST: Final = QSize(900, 560)
_TITLE_BAR: Final = QSize(0, 40)


def restore_geometry(window: QMainWindow, parts: Mapping[str, bytes]) -> None:
    """Place the window as it was left, or as at the first start; never larger than the screen."""
    window.setMinimumSize(SMALLEST.boundedTo(room_on_screen(window)))
    window.resize(START_SIZE.boundedTo(room_on_screen(window)))
    if "geometry" in parts:
        window.restoreGeometry(QByteArray(parts["geometry"]))
        if not (window.isMaximized() or window.isFullScreen()):  # it may have been left on a larger screen
            window.resize(window.size().boundedTo(room_on_screen(window)))


def room_on_screen(window: QMainWindow) -> QSize:
    """How large a window can be on its screen without its bottom lying below it; in logical pixels."""
    return window.screen().availableSize() - _TITLE_BAR


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
