"""Rows put into another order: dragged within their season or album, or moved by keys; their numbers follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QFrame

from jforg_gui.workflow.numbering import series_key

if TYPE_CHECKING:
    from jforg_gui.ui.table.view import TableView

_MIME: Final = "application/x-jforg-rows"  # which rows they are, the view itself knows


class Ordering(QObject):
    """Moves the selected rows of one view among those they share a season or disc with."""

    def __init__(self, view: TableView) -> None:
        """Order the rows of ``view``."""
        super().__init__(view)
        self._view = view
        self._line = QFrame(view.viewport())
        self._line.setFrameShape(QFrame.Shape.HLine)
        self._line.setFixedHeight(2)
        self._line.hide()

    def siblings(self, flat: int) -> list[int]:
        """The rows that a row can change places with, itself among them, in the order in which they are shown."""
        items = self._view.items
        key = series_key(items.rows[flat].item.guess)
        parent = items.forest.row_node(flat).parent
        if key is None or parent is None or parent.parent is None or not items.editable:
            return []
        flats = [node.flat for node in self._view.grouping.children_of(parent) if node.flat >= 0]
        return [one for one in flats if series_key(items.rows[one].item.guess) == key]

    def step(self, by: int) -> bool:
        """Move the selected rows one place up (-1) or down (1); False where they cannot go further."""
        chosen = self._chosen()
        around = self.siblings(chosen[0]) if chosen else []
        places = [around.index(flat) for flat in chosen]
        if not places or not 0 <= (min(places) if by < 0 else max(places)) + by < len(around):
            return False
        rest = [flat for flat in around if flat not in chosen]
        start = min(places) + by if by < 0 else max(places) + by - len(chosen) + 1
        self._put(rest[:start] + chosen + rest[start:])
        return True

    def drag(self) -> None:
        """Take the selected rows with the pointer."""
        if not self._chosen():
            return
        drag = QDrag(self._view)
        data = QMimeData()
        data.setData(_MIME, b"")
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.MoveAction)
        self._line.hide()

    def holds(self, data: QMimeData) -> bool:
        """Whether what is dragged are our rows."""
        return data.hasFormat(_MIME)

    def hover(self, at: QPoint) -> bool:
        """Show where the rows would go; False where they cannot be dropped."""
        place = self._place(at)
        if place is None:
            self._line.hide()
            return False
        index = self._view.grouping.index_of_row(place[0])
        rect = self._view.visualRect(index)
        y = rect.bottom() if place[1] else rect.top()
        self._line.setGeometry(0, y, self._view.viewport().width(), 2)
        self._line.show()
        return True

    def drop(self, at: QPoint) -> bool:
        """Put the selected rows where they were let go."""
        self._line.hide()
        place, chosen = self._place(at), self._chosen()
        if place is None:
            return False
        around = self.siblings(chosen[0])
        beside = [flat for flat in around if flat not in chosen]
        if place[0] not in beside:
            return False
        start = beside.index(place[0]) + int(place[1])
        self._put(beside[:start] + chosen + beside[start:])
        return True

    def leave(self) -> None:
        """Nothing is dragged over the view any more."""
        self._line.hide()

    def _chosen(self) -> list[int]:
        """The selected rows in the order shown; none unless all of them are of one season or disc."""
        selected = self._view.selected_rows()
        if not selected:
            return []
        around = self.siblings(selected[0])
        return [flat for flat in around if flat in set(selected)] if set(selected) <= set(around) else []

    def _place(self, at: QPoint) -> tuple[int, bool] | None:
        """The row beside which a point lies, and whether it means the place below it."""
        index = self._view.indexAt(at)
        node = self._view.grouping.node_at(index) if index.isValid() else None
        chosen = self._chosen()
        if node is None or node.flat < 0 or not chosen or node.flat not in self.siblings(chosen[0]):
            return None
        return node.flat, at.y() > self._view.visualRect(index).center().y()

    def _put(self, ordered: Sequence[int]) -> None:
        self._view.session.reorder(ordered)
