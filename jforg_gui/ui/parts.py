"""A filter list, a table and details side by side, and what of them fits into a narrow window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QVBoxLayout, QWidget

SIZES: Final = (184, 874, 308)
WIDE_SIZES: Final = (184, 1336, 400)
_WIDE: Final = 1800
_ROOM_FOR_DETAILS: Final = 1100
_ROOM_FOR_FILTERS: Final = 860
_LEAST: Final = (132, 420, 280)


class Parts(QWidget):
    """The three parts. The details hide by themselves under 1100 wide; under 860 they and the table take turns.

    ``shown`` tells when a part has come or gone by itself.
    """

    shown = Signal()

    def __init__(self, filters: QWidget, above: Sequence[QWidget], table: QWidget, details: QWidget) -> None:
        """Put the parts side by side; ``above`` the table lie a box for narrow windows and whatever else there is."""
        super().__init__()
        self._left, self._box, self._right = filters, above[0], details
        self._wants_filters = True
        self._wants_details: bool | None = None  # None: as the width says
        self._narrow = False
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in above:
            column.addWidget(widget)
        column.addWidget(table, 1)
        self.column, self.middle = column, middle
        for index, part in enumerate((filters, middle, details)):
            self.splitter.addWidget(part)
            part.setMinimumWidth(_LEAST[index])
            self.splitter.setStretchFactor(index, int(part is middle))
        self.splitter.setSizes(SIZES)
        filters.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)
        self._arrange()

    @property
    def details_shown(self) -> bool:
        """Whether the details are there."""
        return not self._right.isHidden()

    @property
    def filters_shown(self) -> bool:
        """Whether the filter list is there."""
        return not self._left.isHidden()

    def show_details(self, wanted: bool) -> None:  # noqa: FBT001 — what a check mark says
        """Show or hide the details, until the window changes between wide and narrow."""
        self._wants_details = wanted
        self._arrange()

    def show_filters(self, wanted: bool) -> None:  # noqa: FBT001 — what a check mark says
        """Show or hide the filter list."""
        self._wants_filters = wanted
        self._arrange()

    def use_start_sizes(self, width: int) -> None:
        """Divide the width as at the first start."""
        self.splitter.setSizes(WIDE_SIZES if width >= _WIDE else SIZES)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 — Qt's name
        """Show what fits."""
        before, now = event.oldSize().width(), event.size().width()
        if before > 0 and (before < _ROOM_FOR_DETAILS) != (now < _ROOM_FOR_DETAILS):
            self._wants_details = None
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        width = self.width()
        narrow = width < _ROOM_FOR_FILTERS
        details = self._wants_details
        if details is None:
            details = width >= _ROOM_FOR_DETAILS
        parts = (
            (self._left, self._wants_filters and not narrow),
            (self._box, narrow),
            (self._right, details),
            (self.middle, not (narrow and details)),
        )
        if all(part.isHidden() is not shown for part, shown in parts):
            return
        for part, shown in parts:
            part.setVisible(shown)
        self.shown.emit()
