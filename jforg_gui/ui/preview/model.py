"""The tree of the libraries as Qt asks for it: lines are counted and worded only when they are looked at."""

from __future__ import annotations

import os
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QIcon

from jforg_gui.domain.media import Kind, Role
from jforg_gui.ui.assets import KIND_LOOKS, PREVIEW_LOOKS, ROLE_LOOKS, SEASON, Look, Tint
from jforg_gui.ui.preview.tree import ROOT, Branch, Mark, Tree
from jforg_gui.ui.text import number, plain_path, size, translate
from jforg_gui.ui.theme import Theme

NAME, STATE, SOURCE, SIZE = range(4)
AT_ONCE: Final = 500  # lines of one folder; more come when they are scrolled to
Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_ROLE: Final = Qt.ItemDataRole
_END: Final = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_START: Final = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_FILE_FLAGS: Final = _FLAGS | Qt.ItemFlag.ItemNeverHasChildren
_INK: Final = {Mark.NEW: Tint.GOOD, Mark.WRITTEN: Tint.LINK, Mark.THERE: Tint.CALM}


class PreviewModel(QAbstractItemModel):
    """One tree, all of it or only what changes. GUI thread only."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Start with no library."""
        super().__init__(parent)
        self._theme = theme
        self.tree = Tree()
        self._only_changes = False
        self._shown: dict[int, list[Branch]] = {}
        self._places: dict[int, int] = {}
        self._counts: dict[int, int] = {}
        self._icons: dict[Look, QIcon] = {}
        theme.changed.connect(self._repaint)

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_tree(self, tree: Tree) -> None:
        """Show another tree; what was open is the view's to open again."""
        self.beginResetModel()
        self.tree = tree
        self._forget()
        self.endResetModel()

    def show_only_changes(self, wanted: bool) -> None:  # noqa: FBT001 — what a check box says
        """Leave out what lies there already and has nothing new in it, or show it again."""
        self.beginResetModel()
        self._only_changes = wanted
        self._forget()
        self.endResetModel()

    def branch(self, index: Index) -> Branch:
        """What a line shows; the root for no line."""
        return self.tree.branches[index.internalId()] if index.isValid() else self.tree.root

    def index_of(self, branch: Branch) -> QModelIndex:
        """The line of a branch, shown if need be; invalid where the filter leaves it out."""
        above = branch.parent
        if above is None or (self._only_changes and not branch.changes):
            return QModelIndex()
        parent = self.index_of(above) if above.parent is not None else QModelIndex()
        self._lines(above)
        place = self._places[branch.number]
        while place >= self.rowCount(parent):
            self.fetchMore(parent)
        return self.createIndex(place, 0, branch.number)

    def _forget(self) -> None:
        self._shown.clear()
        self._places.clear()
        self._counts.clear()

    def _lines(self, branch: Branch) -> list[Branch]:
        """What is shown in a folder, worked out when it is first asked for."""
        lines = self._shown.get(branch.number)
        if lines is None:
            lines = branch.children
            if self._only_changes:
                lines = [child for child in lines if child.changes]
            self._shown[branch.number] = lines
            self._places.update((child.number, place) for place, child in enumerate(lines))
        return lines

    # --- the tree -------------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """The line at a place in a folder. A view that is laid out asks for every line, so nothing is called here."""
        number = parent.internalId() if parent.isValid() else ROOT
        lines = self._shown.get(number)
        if lines is None:
            lines = self._lines(self.tree.branches[number])
        if 0 <= row < len(lines) and row < self._counts.get(number, AT_ONCE) and 0 <= column <= SIZE:
            return self.createIndex(row, column, lines[row].number)
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent() is another overload
        """The folder of a line."""
        above = self.branch(index).parent if index.isValid() else None
        if above is None or above.parent is None:
            return QModelIndex()
        self._lines(above.parent)
        return self.createIndex(self._places[above.number], 0, above.number)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 — Qt's name
        """How many lines of a folder are shown by now."""
        if parent.column() > 0:
            return 0
        branch = self.branch(parent)
        return min(len(self._lines(branch)), self._counts.get(branch.number, AT_ONCE))

    def columnCount(self, _parent: Index = _NOWHERE) -> int:  # noqa: N802 — Qt's name
        """Name, what happens, where it comes from, size."""
        return SIZE + 1

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:  # noqa: N802 — Qt's name
        """Whether a line can be opened."""
        branch = self.tree.branches[parent.internalId()] if parent.isValid() else self.tree.root
        return bool(branch.children) and (not self._only_changes or branch.changes) and parent.column() <= 0

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 — Qt's name
        """Whether a folder holds more than is shown."""
        return self.rowCount(parent) < len(self._lines(self.branch(parent)))

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 — Qt's name
        """Show more of a folder."""
        branch, first = self.branch(parent), self.rowCount(parent)
        last = min(len(self._lines(branch)), first + AT_ONCE)
        if last > first:
            self.beginInsertRows(self.index_of(branch), first, last - 1)
            self._counts[branch.number] = last
            self.endInsertRows()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every line can be chosen; of a file Qt need not ask what is in it."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _FLAGS if self.tree.branches[index.internalId()].is_folder else _FILE_FLAGS

    # --- words ----------------------------------------------------------------------------------------------------

    def headerData(  # noqa: N802 — Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:  # noqa: ANN401 — Qt's signature
        """The words over the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.TextAlignmentRole:
            return _END if section == SIZE else _START
        if role != _ROLE.DisplayRole:
            return None
        return (
            translate("Preview", "Library"),
            translate("Preview", "What happens"),
            translate("Preview", "Comes from"),
            translate("Preview", "Size"),
        )[section]

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401, PLR0911 — one line a role
        """What a cell shows in one role."""
        branch, column = self.branch(index), index.column()
        match role:
            case _ROLE.DisplayRole:
                return self._words(branch, column)
            case _ROLE.DecorationRole if column == NAME:
                return self._icon(_look(branch))
            case _ROLE.DecorationRole if column == STATE:
                return self._icon(PREVIEW_LOOKS[_mark(branch).value])
            case _ROLE.ForegroundRole if column == STATE:
                return QBrush(self._theme.color(_INK[_mark(branch)]))
            case _ROLE.ForegroundRole if column == SOURCE or (column == NAME and _mark(branch) is Mark.THERE):
                return QBrush(self._theme.color(Tint.SECONDARY))
            case _ROLE.TextAlignmentRole:
                return _END if column == SIZE else _START
            case _ROLE.ToolTipRole if column == NAME:
                return plain_path(branch.path)
            case _ROLE.ToolTipRole if column == SOURCE and branch.source:
                return plain_path(branch.source)
            case _ROLE.AccessibleTextRole if column == NAME:
                return f"{self._words(branch, NAME)}, {self._words(branch, STATE)}, {self._words(branch, SIZE)}"
            case _:
                return None

    def _words(self, branch: Branch, column: int) -> str:
        match column:
            case 0:
                return plain_path(branch.name)
            case 1:
                return state_words(branch)
            case 2:
                return plain_path(os.path.basename(branch.source))
            case _:
                return size(branch.size) if branch.size else ""

    def _icon(self, look: Look) -> QIcon:
        icon = self._icons.get(look)
        if icon is None:
            icon = self._icons[look] = self._theme.icon(look)
        return icon

    def _repaint(self) -> None:
        self._icons.clear()
        self.layoutChanged.emit()


def _mark(branch: Branch) -> Mark:
    """What the sign of a line says: of a folder that it is new, or that something new comes into it."""
    if not branch.is_folder or not branch.changes:
        return Mark.THERE if branch.is_folder else branch.mark
    return Mark.NEW if branch.new else Mark.WRITTEN


def _look(branch: Branch) -> Look:
    if branch.is_folder:
        return SEASON
    if isinstance(branch.thing, Role):
        return ROLE_LOOKS[branch.thing]
    return KIND_LOOKS[branch.thing or Kind.UNKNOWN]


def state_words(branch: Branch) -> str:
    """What becomes of a line: ``New``, ``New folder · 12``, ``3 new``, ``Already there``."""
    if not branch.is_folder:
        words = {
            Mark.NEW: translate("Preview", "New"),
            Mark.THERE: translate("Preview", "Already there"),
            Mark.WRITTEN: translate("Preview", "Written by JFOrg"),
        }
        return words[branch.mark]
    if branch.mark is Mark.NEW and branch.new:
        return f"{translate('Preview', 'New folder')} · {number(branch.new)}"
    if branch.new:
        return translate("Preview", "%Ln new", None, branch.new)
    if branch.written:
        return translate("Preview", "%Ln written by JFOrg", None, branch.written)
    return translate("Preview", "Already there") if branch.mark is Mark.THERE else translate("Preview", "Nothing yet")
