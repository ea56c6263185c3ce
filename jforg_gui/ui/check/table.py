"""The table of findings: whole rows, libraries that open and close, and its menu."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu

from jforg_gui.domain.finding import Effect
from jforg_gui.domain.media import Library
from jforg_gui.ui.check.model import EFFECT, REPAIR, WHAT, FindingsModel, Line
from jforg_gui.ui.check.words import effect_word
from jforg_gui.ui.history.tables import RowsTable
from jforg_gui.ui.text import translate
from jforg_gui.ui.theme import Theme

_REPAIR_WIDTH: Final = 236
_NARROW_REPAIR: Final = 150
_EFFECT_WIDTH: Final = 130
_BESIDE_WORD: Final = 34  # its icon, and air on both sides
_ROOM: Final = 700  # a narrower table gives the repair less
_LEAST: Final = 200


class FindingsTable(RowsTable):
    """``selected`` tells which finding is current, None for none; ``show_asked`` that its folder shall be shown."""

    selected = Signal(object)
    show_asked = Signal()

    def __init__(self, model: FindingsModel, theme: Theme) -> None:
        """Show a model."""
        super().__init__(theme, translate("Check", "Findings"), {REPAIR: _REPAIR_WIDTH, EFFECT: _EFFECT_WIDTH}, _LEAST)
        self.lines = model
        self._kept: Line | None = None
        words = max(self.fontMetrics().horizontalAdvance(effect_word(effect)) for effect in Effect)
        self._widths[EFFECT] = max(_EFFECT_WIDTH, words + _BESIDE_WORD)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.setModel(model)
        # With the table's own one each paint of the header asks of every row in a selection whether it can be selected.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))
        self.marked.connect(lambda rows: model.toggle(self._places_of(rows)))
        self.clicked.connect(self._clicked)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.selected.emit(model.place(now.row())))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 — Qt's name
        """Give the columns what there is room for."""
        narrow = event.size().width() < _ROOM
        self._widths[REPAIR] = _NARROW_REPAIR if narrow else _REPAIR_WIDTH
        super().resizeEvent(event)

    # --- what is selected -------------------------------------------------------------------------------------------

    def current(self) -> int | None:
        """The finding that is current."""
        return self.lines.place(self.currentIndex().row())

    def places(self) -> list[int]:
        """The findings that are selected; a library's line stands for all of its that are shown."""
        return self._places_of(self.selected_rows())

    def _places_of(self, rows: Iterable[int]) -> list[int]:
        found: dict[int, None] = {}
        for row in rows:
            line = self.lines.line(row)
            places = self.lines.places(line) if isinstance(line, Library) else () if line is None else (line,)
            found.update(dict.fromkeys(places))
        return list(found)

    def select(self, line: Line) -> None:
        """Make a line current, if it is shown."""
        row = self.lines.row_of(line)
        if row >= 0:
            self.setCurrentIndex(self.lines.index(row, WHAT))

    def select_first(self) -> None:
        """Make the first finding current, if there is no current line yet."""
        first = next(self.lines.shown_places(), None)
        if not self.currentIndex().isValid() and first is not None:
            self.select(first)

    def _keep(self) -> None:
        self._kept = self.lines.line(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def _restore(self) -> None:
        """After another filter what was current stays so, if it is still shown."""
        kept, self._kept = self._kept, None
        if isinstance(kept, Library) or (kept is not None and kept < len(self.lines.findings.all)):
            self.select(kept)
        if not self.currentIndex().isValid():
            self.selected.emit(None)

    # --- opening and closing ----------------------------------------------------------------------------------------

    def _clicked(self, index: QModelIndex) -> None:
        line = self.lines.line(index.row())
        if isinstance(line, Library):
            self.lines.set_open(line, wanted=not self.lines.is_open(line))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        """Left and Right close and open a library; Left on a finding goes to its library, Return on a library too."""
        line = self.lines.line(self.currentIndex().row())
        back = Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and line is not None:
            if isinstance(line, Library):
                self.lines.set_open(line, wanted=event.key() != back)
            elif event.key() == back:
                self.select(self.lines.findings.all[line].library)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(line, Library):
            self.lines.set_open(line, wanted=not self.lines.is_open(line))
        else:
            super().keyPressEvent(event)

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        places = self.places()
        repairable = any(self.lines.findings.all[place].repair is not None for place in places)
        for words, wanted in ((translate("Check", "Repair it"), True), (translate("Check", "Leave it"), False)):
            action = menu.addAction(words)
            action.setEnabled(repairable)
            action.triggered.connect(lambda _checked, wanted=wanted: self.lines.choose(places, wanted=wanted))
        menu.addSeparator()
        show = menu.addAction(translate("Showing", "Show in folder"))
        show.setEnabled(self.current() is not None)
        show.triggered.connect(self.show_asked)
        menu.popup(self.viewport().mapToGlobal(at))
