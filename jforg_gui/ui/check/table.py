"""The table of findings: a tree of libraries, with check boxes, its keys and its menu."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from jforg_gui.domain.finding import Effect
from jforg_gui.ui.check.model import EFFECT, REPAIR, WHAT, FindingsModel
from jforg_gui.ui.check.words import effect_word
from jforg_gui.ui.table.layout import PaddedHeader
from jforg_gui.ui.text import translate
from jforg_gui.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROW: Final = 27
_AIR: Final = 9  # what a row has above its text's height
_INDENT: Final = 16
_WIDTHS: Final = {REPAIR: 236, EFFECT: 130}
_BESIDE_WORD: Final = 34  # its icon, and air on both sides
_ROOM: Final = 700  # a narrower table gives the repair less
_NARROW: Final = 150
_ROOT: Final = QModelIndex()


class _Delegate(QStyledItemDelegate):
    """Draws cells natively; a check box that cannot be used looks like it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 — Qt's name
        """High enough for a finger."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(_ROW, option.fontMetrics.height() + _AIR))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        super().paint(painter, option, index)
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        has_box = full.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        if not has_box or index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return
        style, widget = full.widget.style(), full.widget
        rect: QRect = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, full, widget)
        selected = bool(full.state & QStyle.StateFlag.State_Selected)
        ground = QPalette.ColorRole.Highlight if selected else QPalette.ColorRole.Base
        painter.fillRect(rect, full.palette.color(ground))
        full.rect, full.state = rect, QStyle.StateFlag.State_Off
        full.palette.setCurrentColorGroup(QPalette.ColorGroup.Disabled)
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, full, painter, widget)


class FindingsTable(QTreeView):
    """Whole rows. ``selected`` tells which finding is current, None for none; ``asked`` that Return was pressed on one.

    ``show_asked`` that its file shall be shown in its folder.
    """

    selected = Signal(object)
    asked = Signal()
    show_asked = Signal()

    def __init__(self, model: FindingsModel, theme: Theme) -> None:
        """Show a model; libraries are open as they arrive."""
        super().__init__()
        self.findings, self._theme = model, theme
        self.setAccessibleName(translate("Check", "Findings"))
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAnimated(False)
        self.setIndentation(_INDENT)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.setItemDelegate(_Delegate(self))
        self.setHeader(PaddedHeader(self))
        self.setModel(model)
        self._set_up_header()
        model.modelReset.connect(self._reset)
        model.rowsInserted.connect(self._inserted)
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.selected.emit(model.place(now)))
        self._kept: int | None = None
        self.selected.connect(self._keep)

    def _set_up_header(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        for column in _WIDTHS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        words = max(self.fontMetrics().horizontalAdvance(effect_word(effect)) for effect in Effect)
        header.resizeSection(EFFECT, max(_WIDTHS[EFFECT], words + _BESIDE_WORD))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 — Qt's name
        """Give the columns what there is room for."""
        super().resizeEvent(event)
        narrow = self.viewport().width() < _ROOM
        self.header().resizeSection(REPAIR, _NARROW if narrow else _WIDTHS[REPAIR])

    def current(self) -> int | None:
        """The finding that is current."""
        return self.findings.place(self.currentIndex())

    def places(self) -> list[int]:
        """The findings that are selected; a library's line stands for all of its that are shown."""
        found: dict[int, None] = {}
        for index in self.selectionModel().selectedRows():
            place = self.findings.place(index)
            if place is not None:
                found[place] = None
                continue
            inside = (self.findings.index(row, WHAT, index) for row in range(self.findings.rowCount(index)))
            found.update((one, None) for line in inside if (one := self.findings.place(line)) is not None)
        return list(found)

    def select_first(self) -> None:
        """Make the first finding current, if there is none yet."""
        if self.current() is None:
            first = next(self.findings.shown(), None)
            if first is not None:
                self.setCurrentIndex(self.findings.index_of(first))

    def _keep(self, place: int | None) -> None:
        if place is not None:
            self._kept = place

    def _reset(self) -> None:
        """After another filter everything is open, and what was current stays so if it is still shown."""
        self.expandAll()
        kept, self._kept = self._kept, None
        if kept is not None and kept < len(self.findings.findings):
            index = self.findings.index_of(kept)
            if index.isValid():
                self.setCurrentIndex(index)
        self.selected.emit(self.current())

    def _inserted(self, parent: QModelIndex, _first: int, _last: int) -> None:
        if parent.isValid() and not self.isExpanded(parent) and self.findings.rowCount(parent) == _last + 1 - _first:
            self.expand(parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        """Space checks what is selected, Return asks for more."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.findings.toggle(self.places())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        places = self.places()
        repairable = any(self.findings.findings[place].repair is not None for place in places)
        for words, wanted in ((translate("Check", "Repair it"), True), (translate("Check", "Leave it"), False)):
            action = menu.addAction(words)
            action.setEnabled(repairable)
            action.triggered.connect(lambda _checked, wanted=wanted: self.findings.set_checked(places, wanted=wanted))
        menu.addSeparator()
        show = menu.addAction(translate("Check", "Show in folder"))
        show.setEnabled(self.current() is not None)
        show.triggered.connect(self.show_asked)
        menu.popup(self.viewport().mapToGlobal(at))
