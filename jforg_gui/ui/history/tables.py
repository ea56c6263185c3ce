"""Tables of the history: whole rows, columns that share the room, and a delegate that adds the quieter word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from jforg_gui.ui.assets import Tint
from jforg_gui.ui.history.models import NOTE_ROLE, Index
from jforg_gui.ui.theme import Theme

_ROW: Final = 27
_AIR: Final = 9  # what a row has above its text's height
_GAP: Final = 6


class RowDelegate(QStyledItemDelegate):
    """Draws a cell natively; then the note behind its word, and a check box that cannot be used as such."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Take the colour of notes from ``theme``."""
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        full = QStyleOptionViewItem(option)
        full.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, full, index)
        self.initStyleOption(full, index)
        if full.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator:
            if not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                self._dim_check(painter, full)
        elif note := index.data(NOTE_ROLE):
            self._add_note(painter, full, str(note))
        self._frame_row(painter, option, index)

    def _frame_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The focus is on a row as a whole, so it is framed as a whole."""
        table = option.widget
        if not isinstance(table, QTableView) or not table.hasFocus() or table.currentIndex().row() != index.row():
            return
        rect = option.rect
        painter.save()
        painter.setPen(self._theme.color(Tint.LINK))
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        ends = (rect.left(), rect.right())
        if option.direction is Qt.LayoutDirection.RightToLeft:
            ends = (rect.right(), rect.left())
        if index.column() == 0:
            painter.drawLine(ends[0], rect.top(), ends[0], rect.bottom())
        if index.column() == index.model().columnCount() - 1:
            painter.drawLine(ends[1], rect.top(), ends[1], rect.bottom())
        painter.restore()

    def _dim_check(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        widget = option.widget
        style = widget.style()
        rect = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(
            rect, option.palette.color(QPalette.ColorRole.Highlight if selected else QPalette.ColorRole.Base)
        )
        option.rect = rect
        option.state = QStyle.StateFlag.State_Off
        option.palette.setCurrentColorGroup(QPalette.ColorGroup.Disabled)
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, option, painter, widget)

    def _add_note(self, painter: QPainter, option: QStyleOptionViewItem, note: str) -> None:
        widget = option.widget
        style = widget.style()
        text = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, widget)
        taken = option.fontMetrics.horizontalAdvance(option.text) + _GAP
        rest = QRect(text)
        if option.direction is Qt.LayoutDirection.RightToLeft:
            rest.setRight(text.right() - taken)
        else:
            rest.setLeft(text.left() + taken)
        rest.adjust(2, -1, -2, -1)
        shown = option.fontMetrics.elidedText(note, Qt.TextElideMode.ElideRight, rest.width())
        painter.save()
        painter.setFont(option.font)
        painter.setPen(self._theme.color(Tint.SECONDARY))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
        painter.restore()


class RowsTable(QTableView):
    """A table of whole rows. ``widths`` are those of columns in logical pixels; the others share what is left.

    Return asks (``asked``), Space marks the selected rows (``marked``), Tab leaves the table.
    """

    asked = Signal()
    marked = Signal(list)

    def __init__(self, theme: Theme, name: str, widths: Mapping[int, int], least: int) -> None:
        """Make a table with the accessible name ``name``; no column that shares room gets less than ``least``."""
        super().__init__()
        self._widths = dict(widths)
        self._least = least
        self.setAccessibleName(name)
        self.setItemDelegate(RowDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        height = max(_ROW, self.fontMetrics().height() + _AIR)
        rows.setMinimumSectionSize(height)
        rows.setDefaultSectionSize(height)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)  # or each paint asks whether all rows of a column are selected
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        columns.setFixedHeight(height)
        self.doubleClicked.connect(lambda _index: self.asked.emit())

    def selected_rows(self) -> list[int]:
        """The selected rows, in order."""
        return sorted(
            {
                row
                for area in self.selectionModel().selection().toList()
                for row in range(area.top(), area.bottom() + 1)
            },
        )

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 — Qt's name
        """Frame the other row."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 — Qt's name
        """Share the room between the columns without a width of their own."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        header = self.horizontalHeader()
        free = [column for column in range(header.count()) if column not in self._widths]
        if not free:
            return
        room = self.viewport().width() - sum(self._widths.values())
        share = max(self._least, room // len(free))
        for column, width in self._widths.items():
            header.resizeSection(column, width)
        for column in free:
            header.resizeSection(column, share)
        header.resizeSection(free[-1], max(share, room - share * (len(free) - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        """Return asks; Space marks."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.asked.emit()
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            current, selected = self.currentIndex().row(), self.selected_rows()
            self.marked.emit(selected if current in selected else [current])
        else:
            super().keyPressEvent(event)
