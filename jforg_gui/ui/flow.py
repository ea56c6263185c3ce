"""A layout that puts widgets in a line and goes on in the next one where there is no room left."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class FlowLayout(QLayout):
    """For buttons whose words are longer in another language or a larger font; hidden ones take no room."""

    def __init__(self, spacing: int = 8, *, at_end: bool = False) -> None:
        """Start empty; ``spacing`` is in logical pixels; ``at_end`` fills each line towards its end."""
        super().__init__()
        self._at_end = at_end
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 — Qt's name
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """The number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 — Qt's name
        """An item by its place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 — Qt's name
        """Remove an item."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 — Qt's name
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 — Qt's name
        """Narrow, it is higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 — Qt's name
        """The height of all lines at a width."""
        lines = self._lines(width)
        return sum(self._height(line) for line in lines) + self.spacing() * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:  # noqa: N802 — Qt's name
        """All in one line."""
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, self._height(shown))

    def minimumSize(self) -> QSize:  # noqa: N802 — Qt's name
        """The widest item alone."""
        shown = self._shown()
        return QSize(max((item.sizeHint().width() for item in shown), default=0), self._height(shown))

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 — Qt's name
        """Place everything."""
        super().setGeometry(rect)
        parent = self.parentWidget()
        mirrored = isinstance(parent, QWidget) and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        top = rect.top()
        for line in self._lines(rect.width()):
            width = sum(item.sizeHint().width() for item in line) + self.spacing() * (len(line) - 1)
            left = rect.left() if mirrored is self._at_end else rect.right() + 1 - width
            for item in reversed(line) if mirrored else line:
                item.setGeometry(QRect(QPoint(left, top), item.sizeHint()))
                left += item.sizeHint().width() + self.spacing()
            top += self._height(line) + self.spacing()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    @staticmethod
    def _height(items: list[QLayoutItem]) -> int:
        return max((item.sizeHint().height() for item in items), default=0)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        taken = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if not lines or taken + self.spacing() + wide > width:
                lines.append([])
                taken = wide
            else:
                taken += self.spacing() + wide
            lines[-1].append(item)
        return lines


def wrapped(widgets: Iterable[QWidget], spacing: int = 8) -> QWidget:
    """Widgets at the end of a row, which go on in the next line where they do not fit."""
    held = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    held.setSizePolicy(policy)
    flow = FlowLayout(spacing, at_end=True)
    held.setLayout(flow)
    for widget in widgets:
        flow.addWidget(widget)
    return held
