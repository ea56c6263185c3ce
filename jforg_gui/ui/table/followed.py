"""Follows lines through a change of the tree: by their node, or, where all rows were swapped, by what they are."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import NamedTuple

from jforg_gui.ui.table.forest import Level, Node
from jforg_gui.ui.table.model import ItemsModel


class _Row(NamedTuple):
    """A row by its file, or the companion of that number."""

    path: str
    companion: int | None = None


class _Group(NamedTuple):
    """A show or album by its key, or a season of it."""

    key: Hashable
    season: Hashable = None


class Followed:
    """Lines that shall be found again after a change; used by one change at a time."""

    def __init__(self, items: ItemsModel) -> None:
        """Follow the lines over the rows of ``items``."""
        self._items = items
        self._noted: list[tuple[Node | None, _Row | _Group | None]] = []

    def note(self, nodes: Iterable[Node | None]) -> None:
        """Note, before the change, which lines are to be found again."""
        self._noted = [(node, None if node is None else self._identity(node)) for node in nodes]

    def found(self) -> list[Node | None]:
        """The same lines after the change, in the order noted; None for those that are gone."""
        nodes = self._items.forest.nodes
        swapped = any(node is not None and nodes.get(node.id) is not node for node, _identity in self._noted)
        flats = self._flats() if swapped else {}
        found = [
            node if node is None or nodes.get(node.id) is node else self._find(identity, flats)
            for node, identity in self._noted
        ]
        self._noted = []
        return found

    def _identity(self, node: Node) -> _Row | _Group:
        if node.level is Level.ROW:
            return _Row(self._items.rows[node.flat].item.file.path)
        if node.level is Level.COMPANION:
            return _Row(self._items.rows[node.flat].item.file.path, node.companion)
        if node.level is Level.SEASON and node.parent is not None:
            return _Group(node.parent.key, node.key)
        return _Group(node.key)

    def _flats(self) -> dict[str, int]:
        paths = {identity.path for _node, identity in self._noted if isinstance(identity, _Row)}
        rows = self._items.rows
        return {path: flat for flat, row in enumerate(rows) if (path := row.item.file.path) in paths} if paths else {}

    def _find(self, identity: _Row | _Group | None, flats: dict[str, int]) -> Node | None:
        forest = self._items.forest
        if isinstance(identity, _Row):
            if identity.path not in flats:
                return None
            node = forest.row_node(flats[identity.path])
            if identity.companion is None:
                return node
            companions = forest.companions(node, len(self._items.rows[node.flat].companions))
            return companions[identity.companion] if identity.companion < len(companions) else None
        if identity is None:
            return None
        group = forest.root.groups.get(identity.key)
        return group if group is None or identity.season is None else group.groups.get(identity.season)
