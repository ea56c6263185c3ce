"""A person in front of the window: sees what is on the screen, clicks, types, drags and waits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QMimeData, QModelIndex, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QWidget

W = TypeVar("W", bound=QWidget)

PATIENCE_SECONDS = 60.0  # of a machine that is busy with something else; nobody waits longer than it takes


def wait_for(happened: Callable[[], object], what: str = "", seconds: float = PATIENCE_SECONDS) -> None:
    """Let the window live until something has happened; AssertionError if it does not."""
    if happened():
        return  # and may be over before the next look
    deadline = time.monotonic() + seconds
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if happened() or time.monotonic() > deadline else None)
    timer.start(5)
    loop.exec()
    timer.stop()
    assert happened(), what or "it did not happen in time"


def let_live(milliseconds: int) -> None:
    """Let the window live for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def attend(widget: QWidget) -> None:
    """Turn to the topmost window: without a display nobody else gives a window back its focus when a dialog closes."""
    if QApplication.activeWindow() is None:
        window = QApplication.activeModalWidget() or widget.window()
        window.activateWindow()
        wait_for(window.isActiveWindow, "the window cannot be turned to")


def seen(kind: type[W]) -> Iterator[W]:
    """What of a kind is on the screen, the topmost window's first."""
    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    windows.sort(key=lambda window: window is not QApplication.activeModalWidget())
    for window in windows:
        yield from (
            widget for widget in (window, *window.findChildren(kind)) if isinstance(widget, kind) and widget.isVisible()
        )


def button(words: str) -> QAbstractButton | None:
    """The button on the screen whose words begin so, if it can be pressed; a dialog's before the window's."""
    return next(
        (found for found in seen(QAbstractButton) if found.text().startswith(words) and found.isEnabled()), None
    )


def press(words: str) -> None:
    """Click a button with the mouse, as soon as it is there."""
    wait_for(
        lambda: button(words), f"there is no button {words!r}: {[found.text() for found in seen(QAbstractButton)]}"
    )
    found = button(words)
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def words_seen() -> str:
    """All labels on the screen."""
    return "\n".join(label.text() for label in seen(QLabel))


def view(name: str) -> QAbstractItemView:
    """The table or list of that accessible name."""
    found = next((view for view in seen(QAbstractItemView) if view.accessibleName() == name), None)
    assert found is not None, f"there is no {name!r}"
    return found


def rows_of(view: QAbstractItemView) -> Iterator[QModelIndex]:
    """Every row a view's model holds, parents before children, first column."""
    model = view.model()
    below = [QModelIndex()]
    while below:
        parent = below.pop(0)
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            yield index
            below.append(index)


def row_named(view: QAbstractItemView, words: str) -> QModelIndex:
    """The first row whose first column holds these words."""
    for index in rows_of(view):
        if words in str(index.data() or ""):
            return index
    raise AssertionError(f"no row {words!r} in {[str(index.data()) for index in rows_of(view)]}")


def drop(window: QWidget, paths: list[str], at: QPoint | None = None) -> None:
    """Drag files over a window and let go, as the system tells it: enter, move, drop."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    place = at or window.rect().center()
    target = window.childAt(place) or window
    where = QPointF(target.mapFrom(window, place))
    action, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(where.toPoint(), action, data, left, plain))
    QApplication.sendEvent(target, QDragMoveEvent(where.toPoint(), action, data, left, plain))
    let_live(10)
    QApplication.sendEvent(target, QDropEvent(where, action, data, left, plain))
