"""The table: a tree view over the rows, with its keys, its editing in place, and its menus."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from jforg_gui.domain.work import Progress
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.language import retold
from jforg_gui.ui.precedence import PAINTING
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase, State
from jforg_gui.ui.table.actions import copy_paths, row_menu
from jforg_gui.ui.table.columns import COLUMNS, FIELDS, Column
from jforg_gui.ui.table.delegate import TableDelegate
from jforg_gui.ui.table.grouping import GroupingModel
from jforg_gui.ui.table.in_sight import rows_in_sight
from jforg_gui.ui.table.layout import ColumnLayout, PaddedHeader
from jforg_gui.ui.table.model import ItemsModel
from jforg_gui.ui.table.ordering import Ordering
from jforg_gui.ui.text import translate
from jforg_gui.ui.theme import Theme

INDENT: Final = 16
_ASKING: Final = frozenset((State.ATTENTION, State.CONFLICT, State.FAILED))
_EDITED_BY_F2: Final = (Column.TITLE, Column.YEAR, Column.NUMBER)
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_NO_MODIFIER: Final = Qt.KeyboardModifier.NoModifier
Index = QModelIndex | QPersistentModelIndex


class TableView(QTreeView):
    """The rows of a session.

    ``current_changed`` tells the flat rows that are selected; ``question`` the row that shall be decided; ``removed``
    how many rows were taken off the list; ``folder_asked`` the places of a file whose folder shall be shown;
    ``refused`` why a correction was not taken.
    """

    current_changed = Signal(object)
    question = Signal(int)
    removed = Signal(int)
    folder_asked = Signal(str, str)
    refused = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Show the rows of ``session``."""
        super().__init__(parent)
        self.session = session
        self.items = ItemsModel(session, theme, self)
        self.grouping = GroupingModel(self.items, self)
        self._told: list[int] = []
        self._multi: list[int] = []
        self._under_way = ("", 0)
        self._behave()
        self._delegate = TableDelegate(self.items.cells.paints, self)
        self.setItemDelegate(self._delegate)
        self.setHeader(PaddedHeader(self))
        self.setModel(self.grouping)
        self.columns = ColumnLayout(self)
        self.ordering = Ordering(self)
        self.setSortingEnabled(True)
        self.header().setSortIndicatorClearable(True)
        self.header().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._connect(theme)
        session.in_sight = lambda: rows_in_sight(self)

    def _behave(self) -> None:
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAlternatingRowColors(False)
        self.setAnimated(False)
        self.setIndentation(INDENT)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked)  # F2 goes to the first cell that can be edited, see edit_current
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)  # of its own rows; files that are dropped are the window's
        self.setDropIndicatorShown(False)

    def _connect(self, theme: Theme) -> None:
        self.customContextMenuRequested.connect(self._open_menu)
        self.doubleClicked.connect(self._double_clicked)
        self.verticalScrollBar().valueChanged.connect(self._show_more_below)
        self.verticalScrollBar().rangeChanged.connect(self._show_more_below)
        self.items.refused.connect(self.refused)
        self.items.renewed.connect(self._tell_renewed)
        self.grouping.layoutChanged.connect(self._laid_out)
        self.session.phase_changed.connect(self._phase_changed)
        self.session.run_progressed.connect(self._progressed)
        self._delegate.moved_on.connect(self._move_on)
        self._delegate.committed.connect(self._commit)
        theme.changed.connect(self._theme_changed)
        retold(self, self._say)

    def _say(self) -> None:
        """Say what the cells say in another language, too."""
        self.setAccessibleName(translate("Table", "Files to organise"))
        self.items.say_anew()

    # --- what is selected -----------------------------------------------------------------------------------------

    def selected_rows(self) -> list[int]:
        """The flat rows that are selected, in their order; a group stands for its rows, a companion for its owner."""
        flats: set[int] = set()
        for index in self.selectionModel().selectedRows():
            flats.update(self.grouping.flats(index))
        return sorted(flats)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 — Qt's name
        """Tell what is selected now."""
        super().selectionChanged(selected, deselected)
        self._tell()

    def _tell(self) -> None:
        flats = self.selected_rows() if self.selectionModel() is not None else []
        if flats != self._told:
            self._told = flats
            self.current_changed.emit(flats)

    def _tell_renewed(self, rows: object) -> None:
        del rows
        self.viewport().update()

    def _laid_out(self) -> None:
        """Keep what is selected in view, and tell what it is now called."""
        self._tell()
        current = self.currentIndex()
        if current.isValid() and self.selectionModel().isSelected(current):
            self.scrollTo(current)

    def selectAll(self) -> None:  # noqa: N802 — Qt's name
        """Select all that the filter lets through, also what has not been scrolled to."""
        self.grouping.show_more(self.grouping.rowCount() + self.grouping.more)
        super().selectAll()

    def select_row(self, flat: int) -> bool:
        """Select one flat row, open what it lies in and scroll to it; False where the filter hides it."""
        index = self.grouping.index_of_row(flat)
        if not index.isValid():
            return False
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def select_next_asking(self, step: int = 1) -> bool:
        """Select the next (1) or previous (-1) row on show that needs the person; False if there is none."""
        forest = self.items.forest
        asking = [flat for flat in forest.in_order() if self.items.states[flat] in _ASKING]
        if not asking:
            return False
        node = self.grouping.node_at(self.currentIndex()) if self.currentIndex().isValid() else None
        return self.select_row(forest.next_of(asking, node, step))

    # --- filter and order -----------------------------------------------------------------------------------------

    def set_filter(self, key: FilterKey, text: str = "") -> None:
        """Show only some rows; see ``GroupingModel.set_filter``."""
        self.grouping.set_filter(key, text)

    def save_columns(self) -> bytes:
        """The person's order, widths and sorting of the columns."""
        return self.columns.save()

    def restore_columns(self, saved: bytes) -> None:
        """Take over what ``save_columns`` gave."""
        self.columns.restore(saved)

    # --- editing --------------------------------------------------------------------------------------------------

    def edit_current(self) -> bool:
        """Edit the current cell, or the first of its row that can be edited."""
        current = self.currentIndex()
        own = COLUMNS[current.column()] if current.isValid() else Column.FILE
        return any(self.edit_column(column) for column in (own, *_EDITED_BY_F2))

    def edit_column(self, column: Column) -> bool:
        """Edit one column of the current row, for all selected rows; False where it cannot be edited."""
        index = self.currentIndex().siblingAtColumn(column)
        if column not in FIELDS or not self.grouping.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        if self.isColumnHidden(column):
            self.columns.show(column)
        self._begin_editing(index)
        self.edit(index)
        return True

    def _begin_editing(self, index: QModelIndex) -> None:
        """Remember which rows the editor writes to: all selected ones if the cell is among them."""
        selected = [one.siblingAtColumn(index.column()) for one in self.selectionModel().selectedRows()]
        many = len(selected) > 1 and index in selected
        self._multi = self.grouping.to_edit_together(selected, index) if many else []
        self._delegate.edited_rows = max(1, len(self._multi))
        self.setCurrentIndexOnly(index)

    def setCurrentIndexOnly(self, index: Index) -> None:  # noqa: N802 — beside Qt's setCurrentIndex
        """Make a cell the current one and leave the selection as it is."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _double_clicked(self, index: QModelIndex) -> None:
        """A double click opens or closes what cannot be edited."""
        if self.grouping.hasChildren(index.siblingAtColumn(0)) and not (
            self.grouping.flags(index) & Qt.ItemFlag.ItemIsEditable
        ):
            first = index.siblingAtColumn(0)
            self.setExpanded(first, not self.isExpanded(first))

    def _commit(self, index: object, text: str) -> None:
        if not isinstance(index, QModelIndex | QPersistentModelIndex):
            return
        if self._multi:
            self.items.edit(self._multi, self.grouping.field_of(index), text)
        else:
            self.grouping.setData(index, text)

    def _move_on(self, step: int) -> None:
        """Go down after Enter; after Tab to the next cell of the row that can be edited."""
        self._multi, self._delegate.edited_rows = [], 1
        self.setFocus()
        current = self.currentIndex()
        if not step:
            below = self.indexBelow(current)
            if below.isValid():
                self.setCurrentIndex(below.siblingAtColumn(current.column()))
            return
        header = self.header()
        place = header.visualIndex(current.column()) + step
        while 0 <= place < header.count():
            column = COLUMNS[header.logicalIndex(place)]
            if not self.isColumnHidden(column) and self.edit_column(column):
                return
            place += step

    # --- keys and menus -------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        """The keys of the table; all others are Qt's."""
        if self.state() is not QAbstractItemView.State.EditingState and self._pressed(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_paths(self)
            return True
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in _STEPS:
            self.ordering.step(_STEPS[Qt.Key(event.key())])
            return True
        keys, plain = Qt.Key, event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _NO_MODIFIER
        match event.key():
            case keys.Key_F2 if plain:
                self.edit_current()
            case keys.Key_Space if plain:
                self.toggle_selected()
            case keys.Key_Delete | keys.Key_Backspace if plain:
                self.remove_selected()
            case keys.Key_Return | keys.Key_Enter if plain:
                self.open_question()
            case keys.Key_F8:
                self.select_next_asking(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            case _:
                return False
        return True

    def toggle_selected(self) -> None:
        """Check all selected rows, or uncheck them if all are checked that can be."""
        flats = [flat for flat in self.selected_rows() if self.items.states[flat] is not State.IGNORED]
        cells = self.items.cells
        able = [flat for flat in flats if cells.could_move(flat)]
        self.items.check(flats, wanted=not all(cells.ticked(flat) for flat in able) if able else True)

    def remove_selected(self) -> None:
        """Take the selected rows off the list; the files are untouched."""
        flats = self.selected_rows()
        if flats and self.items.editable:
            self.session.remove(flats)
            self.removed.emit(len(flats))

    def open_question(self) -> None:
        """Ask for the current row to be decided, or shown; a group opens or closes."""
        current = self.currentIndex().siblingAtColumn(0)
        node = self.grouping.node_at(current) if current.isValid() else None
        if node is None:
            return
        if node.flat < 0:
            self.setExpanded(current, not self.isExpanded(current))
        elif self.items.settled:
            self.question.emit(node.flat)

    def _open_menu(self, at: QPoint) -> None:
        if self.selected_rows():
            menu = row_menu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(at))

    # --- order ----------------------------------------------------------------------------------------------------

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802 — Qt's name
        """Drag rows to where they belong in their season."""
        self.ordering.drag()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 — Qt's name
        """Take rows of our own; everything else goes on to the window."""
        event.acceptProposedAction() if self.ordering.holds(event.mimeData()) else event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 — Qt's name
        """Show between which rows they would go."""
        event.accept() if self.ordering.hover(event.position().toPoint()) else event.ignore()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:  # noqa: N802 — Qt's name
        """Show it no longer."""
        self.ordering.leave()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 — Qt's name
        """Put them there."""
        event.accept() if self.ordering.drop(event.position().toPoint()) else event.ignore()

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:  # noqa: N802 — Qt's name
        """Let a group's fill begin where its line begins."""
        fill = index.data(Qt.ItemDataRole.BackgroundRole)
        if fill is not None and not self.selectionModel().isSelected(index):
            painter.fillRect(rect, fill)
        super().drawBranches(painter, rect, index)

    # --- following ------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 — Qt's name
        """Paint, and let nothing else compute meanwhile."""
        with PAINTING:
            super().paintEvent(event)

    def _show_more_below(self, *_moved: int) -> None:
        """Let the model show more lines when the end of those shown comes near."""
        bar = self.verticalScrollBar()
        if self.grouping.more and bar.value() >= bar.maximum() - 2 * bar.pageStep():
            self.grouping.show_more()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 — Qt's name
        """Let the columns follow."""
        super().resizeEvent(event)
        self.columns.resized()

    def _phase_changed(self, phase: Phase) -> None:
        self._delegate.share = 0.0
        self.columns.show_phase(phase)

    def _progressed(self, progress: object) -> None:
        """Let the bar of the row that moves show how far it is."""
        if isinstance(progress, Progress):
            self._delegate.share = self._share(progress)
            self.viewport().update()

    def _share(self, progress: Progress) -> float:
        """How much of the file under way is done: what has come since it was begun."""
        if progress.path != self._under_way[0]:
            self._under_way = (progress.path, progress.size)
        index = self.session.row_at(progress.path)
        whole = self.session.rows[index].item.file.size if index is not None else 0
        return min(1.0, (progress.size - self._under_way[1]) / whole) if whole else 0.0

    def _theme_changed(self) -> None:
        self._delegate.paints = self.items.cells.paints
        self.viewport().update()
