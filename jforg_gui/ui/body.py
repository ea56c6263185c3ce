"""The body of the window: filter list, table and details side by side, and what of it fits into a narrow window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QVBoxLayout, QWidget

from jforg_gui.ui.details.pane import DetailsPane
from jforg_gui.ui.filter_list import FilterBox, FilterList
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.labels import Words
from jforg_gui.ui.preview.page import PreviewPage
from jforg_gui.ui.session import Session
from jforg_gui.ui.table.view import TableView
from jforg_gui.ui.theme import Theme

SIZES: Final = (184, 874, 308)
WIDE_SIZES: Final = (184, 1336, 400)
_WIDE: Final = 1800
_ROOM_FOR_DETAILS: Final = 1100
_ROOM_FOR_FILTERS: Final = 860
_LEAST: Final = (132, 420, 280)


class Body(QWidget):
    """The three parts. The details hide by themselves under 1100 wide; under 860 they and the table take turns.

    ``shown`` tells when a part has come or gone by itself.
    """

    shown = Signal()

    def __init__(self, session: Session, jobs: Jobs, theme: Theme) -> None:
        """Put the parts side by side."""
        super().__init__()
        self._session, self._jobs, self._theme = session, jobs, theme
        self.filters = FilterList(theme)
        self.filter_box = FilterBox(theme)
        self.table = TableView(session, theme)
        self.details = DetailsPane(session, theme)
        self.nothing = Words(theme, wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        self.preview: PreviewPage | None = None  # made when it is first asked for
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
        column.addWidget(self.filter_box)
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)
        self._column = column
        self.middle = middle
        for index, part in enumerate((self.filters, middle, self.details)):
            self.splitter.addWidget(part)
            part.setMinimumWidth(_LEAST[index])
            self.splitter.setStretchFactor(index, int(part is middle))
        self.splitter.setSizes(SIZES)
        self.filters.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)
        self._arrange()

    @property
    def details_shown(self) -> bool:
        """Whether the details are there."""
        return not self.details.isHidden()

    @property
    def filters_shown(self) -> bool:
        """Whether the filter list is there."""
        return not self.filters.isHidden()

    def show_details(self, wanted: bool) -> None:  # noqa: FBT001 — what a check mark says
        """Show or hide the details, until the window changes between wide and narrow."""
        self._wants_details = wanted
        self._arrange()

    def show_filters(self, wanted: bool) -> None:  # noqa: FBT001 — what a check mark says
        """Show or hide the filter list."""
        self._wants_filters = wanted
        self._arrange()

    @property
    def centre(self) -> QWidget:
        """What stands in the middle: the table, or how the library will look."""
        return self.preview.view if self.preview is not None and not self.preview.isHidden() else self.table

    def show_preview(self, wanted: bool) -> None:  # noqa: FBT001 — what a check mark says
        """Show how the library will look in the place of the table, or the table again."""
        if wanted is (self.centre is not self.table):
            return
        if self.preview is None:
            self.preview = PreviewPage(self._session, self._jobs, self._theme)
            self.preview.closed.connect(lambda: self.show_preview(False))  # noqa: FBT003 — as a check mark would
            self.preview.row_chosen.connect(self.table.select_row)
            self.preview.row_wanted.connect(self._go_to_row)
            self._column.addWidget(self.preview, 1)
        self.table.setVisible(not wanted)
        self.preview.setVisible(wanted)
        self.say_nothing_shown(self.nothing.text())
        self.centre.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit()

    def say_nothing_shown(self, said: str) -> None:
        """Say in the place of the rows why there are none; '' where there are some."""
        self.nothing.setText(said)
        self.nothing.setContentsMargins(16, 24, 16, 24)
        self.nothing.setVisible(bool(said) and self.centre is self.table)

    def _go_to_row(self, row: int) -> None:
        self.show_preview(False)  # noqa: FBT003 — as a check mark would
        if not self.table.select_row(row):
            self.filters.choose(FilterKey.ALL)
            self.table.select_row(row)

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
            (self.filters, self._wants_filters and not narrow),
            (self.filter_box, narrow),
            (self.details, details),
            (self.middle, not (narrow and details)),
        )
        if all(part.isHidden() is not shown for part, shown in parts):
            return
        for part, shown in parts:
            part.setVisible(shown)
        self.shown.emit()
