"""The tree the view shows: a thin model of row numbers over the flat one, which groups, filters and sorts.

Its top level shows ``FIRST_SHOWN`` lines and more when they are scrolled to (``show_more``): a QTreeView asks a Python
model some 3.6 µs for every line at every change, which would be a stall of a third of a second at 100,000.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import and_
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from jforg_gui.ui.filters import STATES, FilterKey, shelf_of
from jforg_gui.ui.rows import in_states
from jforg_gui.ui.table.columns import COLUMNS, FIELDS, Column, heading
from jforg_gui.ui.table.followed import Followed
from jforg_gui.ui.table.forest import GROUPS, Forest, Level, Node
from jforg_gui.ui.table.groups import GROUP_FIELDS, Groups
from jforg_gui.ui.table.model import CHECKABLE, CHILDLESS, EDITABLE, PLAIN, ROOT, Index, ItemsModel, ranges
from jforg_gui.ui.table.names import shared_beginning, shortened
from jforg_gui.ui.table.paints import TableRole
from jforg_gui.workflow.editing import Field

FIRST_SHOWN: Final = 1000
_MOST_HELD: Final = 20_000  # lines shown at most so that a selected or opened one stays among them
_ROLE: Final = Qt.ItemDataRole
_FLAG: Final = Qt.ItemFlag


class GroupingModel(QAbstractItemModel):
    """Show → season → episode → companion, album → track → companion; everything else stands alone."""

    def __init__(self, items: ItemsModel, parent: QObject | None = None) -> None:
        """Show the rows of ``items`` as they are now."""
        super().__init__(parent)
        self.items = items
        self.groups = Groups(items)
        self._key = FilterKey.ALL
        self._words: tuple[str, ...] = ()
        self._sorted_by: Column | None = None
        self._shown = 0
        self._held: list[QModelIndex] = []
        self._followed = Followed(items)
        self._short: dict[int, str] = {}
        self._shown = min(FIRST_SHOWN, len(self.forest.arranged(self.forest.root)))
        items.arrived.connect(self._arrived)
        items.rearranging.connect(self._hold)
        items.rearranged.connect(self._rearranged)
        items.renewed.connect(self._renewed)

    @property
    def forest(self) -> Forest:
        """The nodes of the rows shown."""
        return self.items.forest

    # --- the tree -------------------------------------------------------------------------------------------------

    def node_at(self, index: Index) -> Node | None:
        """The node of an index; the root's of an invalid one, None of one that is stale."""
        return self.forest.nodes.get(index.internalId()) if index.isValid() else self.forest.root

    def children_of(self, node: Node) -> Sequence[Node]:
        """The children of a node as they are shown."""
        if node.level is Level.ROW:
            return self.forest.companions(node, len(self.items.rows[node.flat].companions))
        if node.level is Level.COMPANION:
            return ()
        return self.forest.arranged(node)

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        """The index of a child of ``parent``."""
        if not parent.isValid():  # by far the most are asked for at the top
            if 0 <= row < self._shown and 0 <= column < len(COLUMNS):
                return self.createIndex(row, column, self.items.forest.root.children[row].id)
            return QModelIndex()
        node = self.node_at(parent)
        if node is None or row < 0 or not 0 <= column < len(COLUMNS) or parent.column() > 0:
            return QModelIndex()
        children = self.children_of(node)
        if row >= len(children):
            return QModelIndex()
        return self.createIndex(row, column, children[row].id)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent() is another overload
        """The index of the line that a line lies under."""
        node = self.forest.nodes.get(index.internalId()) if index.isValid() else None
        if node is None or node.parent is None or node.parent.parent is None:
            return QModelIndex()
        return self.createIndex(node.parent.row, 0, node.parent.id)

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802 — Qt's name
        """The number of lines under a line."""
        if not parent.isValid():
            return self._shown
        node = self.node_at(parent)
        if node is None or parent.column() > 0:
            return 0
        return len(self.items.rows[node.flat].companions) if node.level is Level.ROW else len(self.children_of(node))

    def hasChildren(self, parent: Index = ROOT) -> bool:  # noqa: N802 — Qt's name
        """Whether a line can be opened."""
        if not parent.isValid():
            return self._shown > 0
        node = self.node_at(parent)
        if node is None or parent.column() > 0 or node.level is Level.COMPANION:
            return False
        return node.level is not Level.ROW or bool(self.items.rows[node.flat].companions)

    def columnCount(self, _parent: Index = ROOT) -> int:  # noqa: N802 — Qt's name
        """The number of columns."""
        return len(COLUMNS)

    def index_of(self, node: Node, column: int = 0) -> QModelIndex:
        """The index of a node, invalid where it is not shown."""
        chain: Node | None = node
        while chain is not None and chain.parent is not None:
            row = self.forest.shown_at(chain)
            if row is None or (chain.parent.parent is None and row >= self._shown):
                return QModelIndex()
            chain = chain.parent
        if node.level is Level.COMPANION and node.row >= len(self.items.rows[node.flat].companions):
            return QModelIndex()
        return self.createIndex(node.row, column, node.id)

    def index_of_row(self, flat: int, column: int = 0) -> QModelIndex:
        """The index of a flat row; lines at the top are shown down to it. Invalid where a filter hides it."""
        node = self.forest.row_node(flat)
        top = node
        while top.parent is not None and top.parent.parent is not None:
            top = top.parent
        place = self.forest.shown_at(top)
        if place is not None and place >= self._shown:
            self.show_more(place + 1)
        return self.index_of(node, column)

    def flats(self, index: Index) -> list[int]:
        """The flat rows a line stands for: those shown of a group, the owner of a companion."""
        node = self.node_at(index)
        if node is None or not index.isValid() or not self.items.settled:
            return []
        return self.forest.shown_rows(node) if node.level in GROUPS else [node.flat]

    def to_edit_together(self, indexes: Sequence[Index], index: Index) -> list[int]:
        """The flat rows of all these cells whose edit means the same as that of ``index``."""
        field = self.field_of(index)
        alike = [one for one in indexes if self.flags(one) & _FLAG.ItemIsEditable and self.field_of(one) is field]
        return sorted({flat for one in alike for flat in self.to_edit(one)})

    @property
    def more(self) -> int:
        """How many lines at the top are not shown yet."""
        return len(self.forest.arranged(self.forest.root)) - self._shown

    def show_more(self, at_least: int = 0) -> None:
        """Show twice as many lines at the top, or at least so many."""
        lines = self.forest.arranged(self.forest.root)
        shown = min(len(lines), max(at_least, 2 * self._shown, FIRST_SHOWN))
        if shown > self._shown:
            self.beginInsertRows(ROOT, self._shown, shown - 1)
            self._shown = shown
            self.endInsertRows()

    # --- what is shown --------------------------------------------------------------------------------------------

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 — Qt's signature
        """What a cell shows in one role."""
        node = self.node_at(index)
        if node is None or node.parent is None:
            return None
        column = COLUMNS[index.column()]
        if role == TableRole.SHORT:
            return "" if node.level in GROUPS else self.short_name(node)
        if node.level is Level.ROW:
            return self.items.cells.row(node.flat, column, role)
        if node.level is Level.COMPANION:
            return self.items.cells.companion(node.flat, node.companion, column, role)
        return self.groups.cell(node, column, role)

    def short_name(self, node: Node) -> str:
        """A name without the beginning most of its group share; that is worked out once for a whole group."""
        owner = node if node.level is Level.ROW else node.parent
        group = None if owner is None else owner.parent
        if group is None or group.parent is None:
            return ""
        rows = self.items.rows
        beginning = self._short.get(group.id)
        if beginning is None:
            names = [rows[one.flat].item.file.name for one in self.children_of(group) if one.flat >= 0]
            beginning = self._short[group.id] = shared_beginning(names)
        row = rows[node.flat]
        file = row.item.file if node.level is Level.ROW else row.companions[node.companion].companion.file
        return shortened(file.name, beginning)

    def headerData(  # noqa: N802 — Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:  # noqa: ANN401 — Qt's signature
        """The words over the columns."""
        if role == _ROLE.DisplayRole and self._key is FilterKey.STAYED and 0 <= section < len(COLUMNS):
            return heading(COLUMNS[section], stayed=True)
        return self.items.headerData(section, orientation, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be done with a cell."""
        node = self.node_at(index)
        if node is None or node.parent is None:
            return _FLAG.NoItemFlags
        if node.level is Level.ROW:
            return self.items.flags_of(node.flat, COLUMNS[index.column()])
        if node.level is Level.COMPANION:
            return CHILDLESS
        column = COLUMNS[index.column()]
        if self.items.checkable and column is Column.FILE:
            return CHECKABLE
        if self.items.editable and (node.level, column) in GROUP_FIELDS:
            return EDITABLE
        return PLAIN

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:  # noqa: ANN401, N802 — Qt's signature
        """Correct or check a line; a group's words are those of all its rows."""
        node = self.node_at(index)
        if node is None or node.parent is None or node.level is Level.COMPANION:
            return False
        column = COLUMNS[index.column()]
        if role == _ROLE.CheckStateRole and column is Column.FILE:
            return self.items.check(self.flats(index), wanted=Qt.CheckState(value) is not Qt.CheckState.Unchecked)
        if role != _ROLE.EditRole or not self.flags(index) & _FLAG.ItemIsEditable:
            return False
        return self.items.edit(self.to_edit(index), self.field_of(index), str(value))

    def field_of(self, index: Index) -> Field:
        """Which field a cell corrects; KeyError for a cell that cannot be edited."""
        node, column = self.node_at(index), COLUMNS[index.column()]
        if node is not None and node.level in GROUPS:
            return GROUP_FIELDS[node.level, column]
        return FIELDS[column]

    def to_edit(self, index: Index) -> list[int]:
        """The flat rows that an edit of a line corrects: of a group all, also those that a filter hides."""
        node = self.node_at(index)
        if node is None or not self.items.settled:
            return []
        return sorted(node.members()) if node.level in GROUPS else self.flats(index)

    # --- filter and order -----------------------------------------------------------------------------------------

    @property
    def filter(self) -> tuple[FilterKey, str]:
        """The filter by state or kind, and the words that are looked for."""
        return self._key, " ".join(self._words)

    def set_filter(self, key: FilterKey, text: str = "") -> None:
        """Show only rows of one state or kind that hold all these words in a name, title or place."""
        words = tuple(text.lower().split())
        if (key, words) != (self._key, self._words):
            self._hold()
            self._key, self._words = key, words
            self._release(shown=FIRST_SHOWN)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    @property
    def sorted_by(self) -> Column | None:
        """The column that siblings are sorted by; None for the order of the input."""
        return self._sorted_by

    def matches(self) -> int:
        """The number of rows that the filter lets through."""
        visible = self.forest.visible
        return len(self.items.rows) if visible is None else sum(visible)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort siblings by a column; a negative one gives the order of the input back."""
        self._hold()
        self._sorted_by = COLUMNS[column] if column >= 0 else None
        self.forest.descending = order is Qt.SortOrder.DescendingOrder
        self._release(shown=FIRST_SHOWN)

    def _sorter(self, column: Column) -> Callable[[Node], Any]:
        """What lines are sorted by in a column."""
        of_row, of_group = self.items.cells.sorter(column), self.groups.sorter(column)
        return lambda node: of_row(node.flat) if node.flat >= 0 else of_group(node)

    def _let_through(self, start: int = 0) -> list[bool] | None:
        """Which rows from ``start`` on the filter lets through; None for all."""
        items = self.items
        if self._key is FilterKey.ALL and not self._words:
            return None
        through = None
        if self._key in STATES and self._key is not FilterKey.ALL:
            states = tuple(STATES[self._key])  # compared by identity: the hash of an enum is a Python call
            through = in_states(states, items.rows[start:], items.states[start:])
        elif self._key is not FilterKey.ALL:
            through = [shelf_of(row.item) is self._key for row in items.rows[start:]]
        for word in self._words:
            found = [word in text for text in (items.searches[start:] if start else items.searches)]
            through = found if through is None else list(map(and_, through, found))
        return through

    # --- following the rows ---------------------------------------------------------------------------------------

    def _arrived(self, first: int, last: int) -> None:
        """Show new rows at the end; only those that belong into groups change the tree elsewhere."""
        forest = self.forest
        through = self._let_through(first)
        if any(forest.homes[flat] is not forest.root for flat in range(first, last + 1)):
            self._hold()
            self._release(shown=max(self._shown, FIRST_SHOWN))
            return
        if through is not None and isinstance(forest.visible, list):
            forest.visible.extend(through)
        lines = forest.root.children
        for flat in range(first, last + 1):
            if through is None or through[flat - first]:
                node = forest.row_node(flat)
                node.row = len(lines)
                lines.append(node)
        shown = min(len(lines), max(self._shown, FIRST_SHOWN))
        if shown > self._shown:
            self.beginInsertRows(ROOT, self._shown, shown - 1)
            self._shown = shown
            self.endInsertRows()

    def _hold(self) -> None:
        """Begin a change of the tree's shape: note what the persistent indexes stand for."""
        self.layoutAboutToBeChanged.emit()
        self._held = self.persistentIndexList()
        self._followed.note(self.forest.nodes.get(index.internalId()) for index in self._held)

    def _rearranged(self) -> None:
        self._release(shown=max(self._shown, FIRST_SHOWN))

    def _release(self, *, shown: int) -> None:
        """End a change of the tree's shape: arrange everything anew and point the persistent indexes at it."""
        forest = self.forest
        forest.visible = self._let_through()
        forest.sort_key = None if self._sorted_by is None else self._sorter(self._sorted_by)
        forest.renew()
        self._short.clear()
        lines = forest.arranged(forest.root)
        nodes = self._followed.found()
        held = [node for node in map(_top, nodes) if node is not None and forest.shown_at(node) is not None]
        lowest = max((node.row + 1 for node in held if node.row < _MOST_HELD), default=0)
        self._shown = min(len(lines), max(shown, lowest))
        now = [
            QModelIndex() if node is None else self.index_of(node, index.column())
            for index, node in zip(self._held, nodes, strict=True)
        ]
        self.changePersistentIndexList(self._held, now)
        self._held = []
        self.layoutChanged.emit()

    def _renewed(self, flats: Iterable[int]) -> None:
        """Show rows that say something else now, and the groups they lie in."""
        flats = list(flats)
        forest = self.forest
        for flat in flats:
            home: Node | None = forest.homes[flat]
            while home is not None:
                home.summary = None
                home = home.parent
        self._refilter(flats)
        shown: dict[int, set[int]] = {}
        for flat in flats:
            self._note_shown(flat, shown)
        for number, rows in shown.items():
            parent = forest.nodes[number]
            under = ROOT if parent.parent is None else self.index_of(parent)
            for first, last in ranges(rows):
                self.dataChanged.emit(self.index(first, 0, under), self.index(last, len(COLUMNS) - 1, under))

    def _refilter(self, flats: Sequence[int]) -> None:
        visible = self.forest.visible
        if visible is None:
            return
        through = self._let_through() or []
        if any(visible[flat] != through[flat] for flat in flats):
            self._hold()
            self._release(shown=max(self._shown, FIRST_SHOWN))

    def _note_shown(self, flat: int, shown: dict[int, set[int]]) -> None:
        """Collect, by parent, the places of a row that is on show, of its companions, and of the groups above it."""
        forest = self.forest
        node = forest.known_node(flat)
        if node is not None and node.children and self.index_of(node).isValid():
            shown[node.id] = set(range(len(self.children_of(node))))
        while node is not None and node.parent is not None and node.parent.stamp == forest.stamp:
            row = forest.shown_at(node)
            if row is None or (node.parent.parent is None and row >= self._shown):
                return
            shown.setdefault(node.parent.id, set()).add(row)
            node = node.parent


def _top(node: Node | None) -> Node | None:
    while node is not None and node.parent is not None and node.parent.parent is not None:
        node = node.parent
    return node
