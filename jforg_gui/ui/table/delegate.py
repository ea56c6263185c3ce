"""How a cell is painted and edited beyond what Qt does by itself: names that fit, the pencil, a bar, the editors."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from jforg_gui.ui.table.columns import AT_END, COLUMNS, ELIDED_IN_THE_MIDDLE, FIELDS, Column
from jforg_gui.ui.table.paints import PENCIL_SIZE, Paints, TableRole
from jforg_gui.ui.text import isolated, kind_word, translate
from jforg_gui.workflow.editing import EDITABLE_KINDS

LEAST_HEIGHT: Final = 27
_AROUND_TEXT: Final = 9
_GAP: Final = 6
_PADDING: Final = 5  # beside the three that Qt leaves: eight in all
_BAR: Final = QSize(48, 6)
Index = QModelIndex | QPersistentModelIndex


class TableDelegate(QStyledItemDelegate):
    """Paints and edits the cells of the table.

    ``moved_on`` tells in which direction an editor was left: 0 down (Enter), 1 to the end (Tab), -1 to the start.
    """

    moved_on = Signal(int)

    def __init__(self, paints: Paints, parent: QObject | None = None) -> None:
        """Paint with ``paints``; ``edited_rows`` is how many rows the next editor writes to."""
        super().__init__(parent)
        self.paints = paints
        self.edited_rows = 1
        self.share = 0.0

    # --- painting -------------------------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 — Qt's name
        """Every row has the same height, from the font."""
        return QSize(
            super().sizeHint(option, index).width(), max(LEAST_HEIGHT, option.fontMetrics.height() + _AROUND_TEXT)
        )

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 — Qt's name
        """Elide names and places in the middle, names after dropping what all of a group begin with."""
        super().initStyleOption(option, index)
        column = COLUMNS[index.column()]
        middle = column in ELIDED_IN_THE_MIDDLE
        option.textElideMode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        if column is Column.FILE:
            short = index.data(TableRole.SHORT)
            if short and option.fontMetrics.horizontalAdvance(option.text) > self._room(option):
                option.text = short
        if option.direction is Qt.LayoutDirection.RightToLeft and option.text:
            option.text = isolated(option.text)

    def _room(self, option: QStyleOptionViewItem) -> int:
        style = option.widget.style()
        rect = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        return rect.width() - 2 * _PADDING

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell, then the pencil of an edited one or the bar of one that moves."""
        column = COLUMNS[index.column()]
        padded = QStyleOptionViewItem(option)
        self.initStyleOption(padded, index)
        style = padded.widget.style()
        if column is not Column.FILE:
            style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, padded, painter, padded.widget)
            padded.rect = padded.rect.adjusted(0 if column in AT_END else _PADDING, 0, -_PADDING, 0)
        edited = column in FIELDS and bool(index.data(TableRole.EDITED))
        if edited and column is not Column.YEAR:  # words end before the pencil
            padded.rect = padded.rect.adjusted(0, 0, -PENCIL_SIZE, 0)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, padded, painter, padded.widget)
        if column is Column.STATE:
            if self.share and index.data(TableRole.MOVING):
                self._paint_bar(painter, padded)
        elif edited:
            self._paint_pencil(painter, padded, column)

    def _paint_pencil(self, painter: QPainter, option: QStyleOptionViewItem, column: Column) -> None:
        words = option.fontMetrics.horizontalAdvance(option.text)
        start = min(words + _GAP + PENCIL_SIZE // 2, option.rect.width())
        rect = QRect(option.rect.x() + max(0, start), 0, PENCIL_SIZE, PENCIL_SIZE)
        if column is Column.YEAR:
            rect.moveLeft(option.rect.x() - _PADDING)
        rect.moveTop(option.rect.center().y() - PENCIL_SIZE // 2)
        self.paints.pencil.paint(painter, QStyle.visualRect(option.direction, option.rect, rect))

    def _paint_bar(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        icon = option.decorationSize.width()
        start = icon + 4 * _GAP + option.fontMetrics.horizontalAdvance(option.text)
        rect = QRect(
            option.rect.x() + start, option.rect.center().y() - _BAR.height() // 2, _BAR.width(), _BAR.height()
        )
        done = QRect(rect.topLeft(), QSize(round(_BAR.width() * self.share), _BAR.height()))
        painter.fillRect(QStyle.visualRect(option.direction, option.rect, rect), self.paints.track)
        painter.fillRect(QStyle.visualRect(option.direction, option.rect, done), self.paints.progress)

    # --- editing --------------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802 — Qt's name
        """A field that fills the cell; a list for the kind."""
        del option
        column = COLUMNS[index.column()]
        editor: QWidget
        if column is Column.KIND:
            box = QComboBox(parent)
            for kind in EDITABLE_KINDS:
                box.addItem(kind_word(kind), kind.value)
            editor = box
        else:
            field = QLineEdit(parent)
            field.setFrame(False)
            editor = field
        heading = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        editor.setAccessibleName(heading)
        if self.edited_rows > 1:
            said = translate("Table", "Set for %Ln {row|rows}", None, self.edited_rows)
            editor.setAccessibleName(f"{heading}: {said}")
            editor.setToolTip(said)
            if isinstance(editor, QLineEdit):
                editor.setPlaceholderText(said)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 — Qt's name
        """Begin with what the cell holds, all of it selected."""
        value = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText("" if self.edited_rows > 1 else value)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802 — Qt's name
        """Hand what was typed to the view, which knows how many rows it is for."""
        if isinstance(editor, QComboBox):
            self._commit(model, index, str(editor.currentData()))
        elif isinstance(editor, QLineEdit) and (editor.isModified() or self.edited_rows == 1):
            self._commit(model, index, editor.text())

    committed = Signal(object, str)

    def _commit(self, _model: QAbstractItemModel, index: Index, text: str) -> None:
        self.committed.emit(index, text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 — Qt's name
        """Fill the cell."""
        del index
        editor.setGeometry(option.rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        """Enter commits and moves down, Tab commits and moves on; Escape restores, as Qt does by itself."""
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            key = cast("QKeyEvent", event).key()
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
                self.moved_on.emit({Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(key), 0))
                return True
        return super().eventFilter(watched, event)
