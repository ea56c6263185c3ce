"""Which rows the person is looking at: what they say is brought up to date before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

if TYPE_CHECKING:
    from jforg_gui.ui.table.view import TableView


def rows_in_sight(view: TableView) -> set[int]:
    """The flat rows on the screen; of a group the first one, whose folder it shows. None while rows are swapped."""
    flats: set[int] = set()
    index = view.indexAt(QPoint(0, 0)) if view.items.settled else view.rootIndex()
    while index.isValid() and view.visualRect(index).top() < view.viewport().height():
        node = view.grouping.node_at(index)
        if node is not None:
            flats.add(node.first())
        index = view.indexBelow(index)
    return flats
