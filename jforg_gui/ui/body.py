"""The body of the window: filter list, table and details of a session side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jforg_gui.ui.details.pane import DetailsPane
from jforg_gui.ui.filter_list import FilterBox, FilterList
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.hints import Hints
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.nothing import Nothing
from jforg_gui.ui.parts import Parts
from jforg_gui.ui.preview.page import PreviewPage
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase
from jforg_gui.ui.table.view import TableView
from jforg_gui.ui.text import fill, plain, translate
from jforg_gui.ui.theme import Theme

_BUSY: Final = frozenset((Phase.SCANNING, Phase.RECOGNISING, Phase.RUNNING))


class Body(Parts):
    """Shows the rows of a session; ``nothing`` says in their place why there are none.

    ``filter_cleared`` tells that the words that are looked for shall go.
    """

    filter_cleared = Signal()

    def __init__(self, session: Session, jobs: Jobs, theme: Theme) -> None:
        """Make the three parts."""
        filters, filter_box = FilterList(theme), FilterBox(theme)
        table, details = TableView(session, theme), DetailsPane(session, theme)
        nothing = Nothing(theme)
        nothing.asked.connect(self._show_something)
        super().__init__(filters, (filter_box, nothing), table, details)
        self.filters, self.filter_box, self.nothing = filters, filter_box, nothing
        self.table, self.details = table, details
        self._looked_for = ""
        self.preview: PreviewPage | None = None  # made when it is first asked for
        self._session, self._jobs, self._theme = session, jobs, theme
        self.hints = Hints(session, theme)
        self.column.addWidget(self.hints)
        table.current_changed.connect(self.hints.show_selected)

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
            self.column.insertWidget(self.column.indexOf(self.table) + 1, self.preview, 1)
        self.table.setVisible(not wanted)
        self.preview.setVisible(wanted)
        self._show_nothing()
        self.centre.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit()

    def tell_if_nothing_is_shown(self, counts: Mapping[FilterKey, int], text: str) -> None:
        """Say in the place of the rows why there are none: by the numbers of the filters, and what is looked for."""
        phase, said = self._session.phase, ""
        if phase not in _BUSY and phase is not Phase.EMPTY and not self.table.grouping.rowCount():
            said = _why_nothing(self.filters.current, counts, text)
        offer = ""
        if said and text:
            offer = translate("Window", "Clear filter")
        elif said and self.filters.current is FilterKey.READY and counts.get(FilterKey.ATTENTION):
            offer = translate("Window", "Show them")
        self.nothing.say(said, offer)
        self._looked_for = text
        self._show_nothing()

    def _show_something(self) -> None:
        if self._looked_for:
            self.filter_cleared.emit()
        else:
            self.filters.choose(FilterKey.ATTENTION)

    def _show_nothing(self) -> None:
        self.nothing.setVisible(bool(self.nothing.text()) and self.centre is self.table)

    def _go_to_row(self, row: int) -> None:
        self.show_preview(False)  # noqa: FBT003 — as a check mark would
        if not self.table.select_row(row):
            self.filters.choose(FilterKey.ALL)
            self.table.select_row(row)


def _why_nothing(key: FilterKey, counts: Mapping[FilterKey, int], text: str) -> str:
    if text:
        return fill(translate("Window", "Nothing here matches “{text}”."), text=plain(text))
    if key is FilterKey.ATTENTION:
        return translate("Window", "Nothing needs you.")
    if key is FilterKey.READY:
        asking = counts.get(FilterKey.ATTENTION, 0)
        return translate("Window", "Nothing is ready yet. %Ln {file needs|files need} you.", None, asking)
    return translate("Window", "Nothing to show here.")
