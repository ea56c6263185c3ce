"""Which columns are shown, how wide, and how the person's own choice of them is kept."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtWidgets import QHeaderView, QMenu, QStyleOptionHeader, QTreeView, QWidget

from jforg_gui.ui.states import Phase
from jforg_gui.ui.table.columns import (
    COLUMNS,
    FIRST_ORDER,
    HIDDEN_AT_FIRST,
    RUN_COLUMNS,
    RUN_WIDTHS,
    SHOWN_WHEN_WIDE,
    WIDEST,
    WIDTHS,
    Column,
    heading,
)
from jforg_gui.ui.table.words import AFTER_REVIEW
from jforg_gui.ui.text import translate

_LEAST: Final = 40
_LEAST_FILE: Final = 160
_PADDING: Final = 16
_WIDE: Final = 1100  # logical pixels from which on a table takes the widths of the large window
_NARROW: Final = 700  # and below which only what must be seen is shown at first
_FORM: Final = bytes([len(COLUMNS)])  # what was kept of another number of columns says nothing about these
_KEPT_WHEN_NARROW: Final = frozenset((Column.FILE, Column.STATE, Column.TITLE, Column.GOES))


class PaddedHeader(QHeaderView):
    """A header whose words stand over those of the cells."""

    def __init__(self, parent: QWidget) -> None:
        """Make the header of a tree."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:  # noqa: N802 — Qt's name
        """Keep the words off the edges."""
        super().initStyleOptionForIndex(option, section)
        option.text = f" {option.text} "


class ColumnLayout(QObject):
    """The columns of one view. File stands first and takes what the others leave."""

    def __init__(self, view: QTreeView) -> None:
        """Take care of the header of ``view``, which has its model already."""
        super().__init__(view)
        self._view = view
        self._header = view.header()
        self._for_run = False
        self._review = QByteArray()
        self._untouched = True
        self._own_change = False
        header = self._header
        header.setStretchLastSection(False)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setMinimumSectionSize(_LEAST)
        header.setCascadingSectionResizes(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_menu)
        header.sectionResized.connect(self._resized)
        header.setSectionResizeMode(Column.FILE, QHeaderView.ResizeMode.Interactive)
        self.reset()

    def reset(self) -> None:
        """Show the columns as they are at first, in the widths of this size of window."""
        self._own_change = True
        self._untouched = True
        width = self._view.viewport().width()
        shown = SHOWN_WHEN_WIDE if width >= _WIDE else frozenset[Column]()
        for place, column in enumerate(FIRST_ORDER):
            self._header.moveSection(self._header.visualIndex(column), place)
            hidden = column in HIDDEN_AT_FIRST - shown or (width < _NARROW and column not in _KEPT_WHEN_NARROW)
            self._header.setSectionHidden(column, hidden)
            if column in WIDTHS:
                self._header.resizeSection(column, self._start_width(column, wide=width >= _WIDE))
        self._own_change = False
        self.fit()

    def _start_width(self, column: Column, *, wide: bool) -> int:
        """The width of the design, or what the heading and the longest words need in this font."""
        return max(WIDTHS[column][1 if wide else 0], self._least_width(column))

    def _least_width(self, column: Column) -> int:
        words = (heading(column), WIDEST.get(column, ""))
        return max(map(self._header.fontMetrics().horizontalAdvance, words)) + _PADDING

    def fit(self) -> None:
        """Give File what the other columns leave; in a run a narrow window first takes from where files go."""
        if self._for_run:
            self._fit_goal()
        others = sum(self._header.sectionSize(column) for column in COLUMNS if column is not Column.FILE)
        self._own_change = True
        self._header.resizeSection(Column.FILE, max(_LEAST_FILE, self._view.viewport().width() - others))
        self._own_change = False

    def _fit_goal(self) -> None:
        fixed = sum(self._header.sectionSize(column) for column in (Column.STATE, Column.SIZE))
        room = self._view.viewport().width() - fixed - _LEAST_FILE
        self._own_change = True
        self._header.resizeSection(Column.GOES, max(_LEAST_FILE, min(RUN_WIDTHS[Column.GOES], room)))
        self._own_change = False

    def resized(self) -> None:
        """Follow the view's new width; until the person has set a width, those of the design follow as well."""
        if self._untouched and not self._for_run:
            self.reset()
        else:
            self.fit()

    def _resized(self, column: int, _before: int, _now: int) -> None:
        if self._own_change:
            return
        self._untouched = False
        if column != Column.FILE:
            self.fit()

    def show_phase(self, phase: Phase) -> None:
        """Show the columns of a run, or give those of the review back."""
        for_run = phase in AFTER_REVIEW
        if for_run is self._for_run:
            return
        if for_run:
            self._review = self._header.saveState()
            self._own_change = True
            for column in COLUMNS:
                self._header.setSectionHidden(column, column not in RUN_COLUMNS)
                if column in RUN_WIDTHS:
                    self._header.resizeSection(column, max(RUN_WIDTHS[column], self._least_width(column)))
            self._own_change = False
        else:
            self._restore(self._review)
        self._for_run = for_run
        self.fit()

    def save(self) -> bytes:
        """The order, widths and visibility of the review's columns, and what they are sorted by; b'' for the first."""
        if self._untouched:
            return b""
        state = self._review if self._for_run else self._header.saveState()
        return _FORM + bytes(state.data())

    def restore(self, saved: bytes) -> None:
        """Take over what ``save`` gave; what cannot be read is passed over."""
        form, state = saved[: len(_FORM)], QByteArray(saved[len(_FORM) :])
        if form != _FORM:
            return
        if self._for_run:
            self._review = state
            self._untouched = False
        elif self._restore(state):
            self._untouched = False
            self.fit()

    def _restore(self, state: QByteArray) -> bool:
        self._own_change = True
        done = self._header.restoreState(state)
        self._own_change = False
        return done

    def _open_menu(self, at: object) -> None:
        del at
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._header.cursor().pos())

    def menu(self) -> QMenu:
        """The header's menu: every column that can be hidden, and the way back."""
        menu = QMenu(self._view)
        for column in FIRST_ORDER[1:]:
            action = menu.addAction(heading(column))
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(column))
            action.toggled.connect(partial(self._toggled, column))
        menu.addSeparator()
        menu.addAction(translate("Table", "Reset columns")).triggered.connect(self.reset)
        return menu

    def _toggled(self, column: Column, shown: bool) -> None:  # noqa: FBT001 — what the signal carries
        self.show(column, shown=shown)

    def show(self, column: Column, *, shown: bool = True) -> None:
        """Show or hide a column."""
        self._untouched = False
        self._own_change = True
        self._header.setSectionHidden(column, not shown)
        if shown and column in WIDTHS and not self._header.sectionSize(column):
            self._header.resizeSection(column, self._start_width(column, wide=False))
        self._own_change = False
        self.fit()
