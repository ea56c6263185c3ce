"""The list beside the table: how many files are in each state and of each kind, and which of them are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem

from jforg_gui.ui.assets import FILTER_LOOKS, Tint
from jforg_gui.ui.filters import KIND_FILTERS, FilterKey, filters_of
from jforg_gui.ui.language import retold
from jforg_gui.ui.states import Phase
from jforg_gui.ui.text import filter_word, number, translate
from jforg_gui.ui.theme import SMALL, Theme

ROW_HEIGHT: Final = 28
_PADDING: Final = 9
_BEFORE, _NAME, _COUNT, _AFTER = range(4)  # the outer two are air: a view has no padding of its own
_KEY: Final = Qt.ItemDataRole.UserRole
_ALWAYS: Final = frozenset((FilterKey.ALL, FilterKey.THIS_RUN))


def spoken(key: FilterKey, count: int) -> str:
    """How a filter is read out: ``Needs you, 9 files``."""
    return f"{filter_word(key)}, {translate('Count', '%Ln {file|files}', None, count)}"


class FilterList(QTreeWidget):
    """One line for each filter. Those without files are disabled, but still listed."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, say: Callable[[FilterKey, int], str] = spoken) -> None:
        """Start empty; ``show_phase`` or ``show_keys`` fills it, ``say`` tells how a line is read out."""
        super().__init__()
        self._theme, self._say = theme, say
        self._lines: dict[FilterKey, QTreeWidgetItem] = {}
        self._kinds: QTreeWidgetItem | None = None
        self._counts: Mapping[FilterKey, int] = {}
        self.setColumnCount(4)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setIconSize(QSize(16, 16))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(_PADDING)
        for column in (_BEFORE, _AFTER):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.header().resizeSection(column, _PADDING)
        self.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(_COUNT, QHeaderView.ResizeMode.ResizeToContents)
        self.setAllColumnsShowFocus(True)
        self.setTabKeyNavigation(False)
        self.currentItemChanged.connect(self._tell)
        theme.changed.connect(self._restyle)
        self.show_phase(Phase.EMPTY)
        retold(self, self._say_all)

    def _say_all(self) -> None:
        self.setAccessibleName(translate("FilterList", "Filters"))
        for key, line in self._lines.items():
            line.setText(_NAME, filter_word(key))
        if self._kinds is not None:
            self._kinds.setText(_NAME, translate("FilterList", "Kind"))
        self.show_counts(self._counts)

    @property
    def current(self) -> FilterKey:
        """The filter that is chosen."""
        item = self.currentItem()
        key = item.data(_NAME, _KEY) if item is not None else None
        return key if isinstance(key, FilterKey) else FilterKey.ALL

    def choose(self, key: FilterKey) -> bool:
        """Choose a filter; False if it is not listed now or has no files."""
        line = self._lines.get(key)
        if line is None or line.isDisabled():
            return False
        self.setCurrentItem(line)
        return True

    def show_phase(self, phase: Phase) -> None:
        """List the filters of a phase; the choice is kept where it can be."""
        self.show_keys(filters_of(phase))

    def show_keys(self, keys: Sequence[FilterKey]) -> None:
        """List these filters, and the kinds after them; the choice is kept where it can be."""
        keys = tuple(keys)
        if tuple(self._lines)[: len(keys)] == keys:
            return
        before = self.current
        with QSignalBlocker(self):  # the choice changes once, at the end
            self.clear()
            self._lines = {key: self._line(key) for key in keys}
            self._kinds = QTreeWidgetItem(self, ["", translate("FilterList", "Kind")])
            self._kinds.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self._kinds.setSizeHint(0, QSize(0, ROW_HEIGHT + 8))
            self._kinds.setTextAlignment(_NAME, Qt.AlignmentFlag.AlignBottom)
            self._lines |= {key: self._line(key) for key in KIND_FILTERS}
        self._restyle()
        self.show_counts(self._counts)
        if not self.choose(before):
            self.choose(keys[0])

    def show_counts(self, counts: Mapping[FilterKey, int]) -> None:
        """Write the numbers; a filter that has run out of files stays chosen until another one is."""
        self._counts = counts
        for key, line in self._lines.items():
            count = counts.get(key, 0)
            line.setText(_COUNT, number(count))
            for column in range(self.columnCount()):
                line.setData(column, Qt.ItemDataRole.AccessibleTextRole, self._say(key, count))
            line.setDisabled(not count and key not in _ALWAYS)

    def sizeHint(self) -> QSize:  # noqa: N802 — Qt's name
        """As wide as its longest line."""
        return QSize(184, super().sizeHint().height())

    def _line(self, key: FilterKey) -> QTreeWidgetItem:
        line = QTreeWidgetItem(self, ["", filter_word(key)])
        line.setData(_NAME, _KEY, key)
        line.setSizeHint(0, QSize(0, max(ROW_HEIGHT, self.fontMetrics().height() + 9)))
        line.setTextAlignment(_COUNT, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return line

    def _restyle(self) -> None:
        for key, line in self._lines.items():
            line.setIcon(_NAME, self._theme.icon(FILTER_LOOKS[key]))
        if self._kinds is not None:
            self._kinds.setFont(_NAME, self._theme.font(SMALL, QFont.Weight.DemiBold))
            self._kinds.setForeground(_NAME, self._theme.color(Tint.SECONDARY))

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        key = item.data(_NAME, _KEY) if item is not None else None
        if isinstance(key, FilterKey):
            self.chosen.emit(key)


class FilterBox(QComboBox):
    """The same as one box above the table, for a window too narrow for a list."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Start with the filters of an empty window."""
        super().__init__()
        self._theme = theme
        self._keys: tuple[FilterKey, ...] = ()
        retold(self, lambda: self.setAccessibleName(translate("FilterList", "Filters")))
        self.activated.connect(lambda index: self.chosen.emit(self._keys[index]))
        theme.changed.connect(self._restyle)

    def show_counts(self, phase: Phase, counts: Mapping[FilterKey, int], current: FilterKey) -> None:
        """List the filters of a phase with their numbers."""
        self.show_keys((*filters_of(phase), *KIND_FILTERS), counts, current)

    def show_keys(self, keys: tuple[FilterKey, ...], counts: Mapping[FilterKey, int], current: FilterKey) -> None:
        """List these filters with their numbers."""
        if keys != self._keys:
            self._keys = keys
            self.clear()
            for key in keys:
                self.addItem(self._theme.icon(FILTER_LOOKS[key]), "")
        for index, key in enumerate(keys):
            self.setItemText(index, f"{filter_word(key)} · {number(counts.get(key, 0))}")
        if current in keys:
            self.setCurrentIndex(keys.index(current))

    def _restyle(self) -> None:
        for index, key in enumerate(self._keys):
            self.setItemIcon(index, self._theme.icon(FILTER_LOOKS[key]))
