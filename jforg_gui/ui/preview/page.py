"""The page that shows how the libraries will look; a line leads to its row in the table."""

from __future__ import annotations

import os
from collections import deque
from typing import Final

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QSize, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from jforg_gui.domain.choice import Mode
from jforg_gui.ui.assets import Tint
from jforg_gui.ui.jobs import Ending, Job, Jobs
from jforg_gui.ui.labels import Elided, Line, Words
from jforg_gui.ui.language import retold
from jforg_gui.ui.preview.model import NAME, SIZE, SOURCE, STATE, PreviewModel
from jforg_gui.ui.preview.tree import Branch, grow
from jforg_gui.ui.session import Session
from jforg_gui.ui.table.layout import PaddedHeader
from jforg_gui.ui.text import translate
from jforg_gui.ui.theme import SECTION, Theme

_PAUSE_MS: Final = 150  # of quick corrections only the last is drawn
_WIDTHS: Final = {STATE: 160, SOURCE: 220, SIZE: 84}
_INDENT: Final = 16
_NARROW: Final = 700  # logical pixels
_ROW: Final = 27
_AIR: Final = 9
_OPEN_AT_FIRST: Final = 40  # lines; more would bury the libraries themselves


class _Rows(QStyledItemDelegate):
    """As high as the rows of the table."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 — Qt's name
        """From the font."""
        return QSize(super().sizeHint(option, index).width(), max(_ROW, option.fontMetrics.height() + _AIR))


class LibraryTree(QTreeView):
    """The tree; Return and a double click on a file lead to its row (``asked``)."""

    asked = Signal(QModelIndex)

    def __init__(self, model: PreviewModel) -> None:
        """Show the model."""
        super().__init__()
        retold(self, lambda: self.setAccessibleName(translate("Preview", "How the library will look")))
        self.setModel(model)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_Rows(self))
        self.setHeader(PaddedHeader(self))
        self.setIndentation(_INDENT)
        self.setAllColumnsShowFocus(True)
        self.setAnimated(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setExpandsOnDoubleClick(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            words = str(model.headerData(column, Qt.Orientation.Horizontal))
            self.header().resizeSection(column, max(width, self.fontMetrics().horizontalAdvance(words) + 24))
        self._preview = model
        self.doubleClicked.connect(self.asked)
        self._more = QTimer(self, singleShot=True, interval=0)  # the model may be in the middle of a change
        self._more.timeout.connect(self._show_more)
        self.verticalScrollBar().valueChanged.connect(self._more.start)
        self.verticalScrollBar().rangeChanged.connect(self._more.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        """Return leads to the row; all other keys are Qt's."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.asked.emit(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 — Qt's name
        """Where there is little room, names get it."""
        super().resizeEvent(event)
        self.setColumnHidden(SOURCE, event.size().width() < _NARROW)

    def _show_more(self) -> None:
        """Fetch the rest of every folder whose last line has come into sight."""
        index, below = self.indexAt(self.viewport().rect().topLeft()), self.viewport().height()
        folders = []
        while index.isValid() and self.visualRect(index).top() <= below:
            parent = index.parent()
            if index.row() == self._preview.rowCount(parent) - 1 and self._preview.canFetchMore(parent):
                folders.append(parent)
            index = self.indexBelow(index)
        for parent in folders:
            self._preview.fetchMore(parent)


class PreviewPage(QWidget):
    """Follows the session's plan while it is on the screen.

    ``row_chosen`` tells the row of the table that a line belongs to, ``row_wanted`` that it shall be shown there;
    ``closed`` that the person wants the table back.
    """

    row_chosen = Signal(int)
    row_wanted = Signal(int)
    closed = Signal()

    def __init__(self, session: Session, jobs: Jobs, theme: Theme) -> None:
        """Make it empty; the tree is grown when the page is first seen."""
        super().__init__()
        self._session, self._jobs = session, jobs
        self._job: Job | None = None
        self._stale = True
        self.model = PreviewModel(theme, self)
        self.view = LibraryTree(self.model)
        self.summary = Elided(theme, tint=Tint.SECONDARY)
        self.only_changes = QCheckBox()
        self.back = QPushButton()
        self._lay_out(theme)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._grow)
        self._open: set[str] = set()
        self._grown_once = False
        self.view.expanded.connect(self._expanded)
        self.view.collapsed.connect(self._collapsed)
        session.rows_replaced.connect(self._changed)
        session.rows_changed.connect(self._changed)
        session.settings_replaced.connect(self._changed)
        self.only_changes.toggled.connect(self._filter)
        self.back.clicked.connect(self.closed)
        self.view.selectionModel().selectionChanged.connect(self._selected)
        self.view.asked.connect(self._asked)
        retold(self, self._say)

    def _say(self) -> None:
        self.only_changes.setText(translate("Preview", "Only what is new"))
        self.back.setText(translate("Preview", "Back to the files"))
        self.model.layoutChanged.emit()
        if self.model.tree.root.children:
            self._show_summary()

    def _lay_out(self, theme: Theme) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 8, 12, 8)
        bar.setSpacing(12)
        bar.addWidget(Words(theme, _title, scale=SECTION, strong=True))
        bar.addWidget(self.summary, 1)
        bar.addWidget(self.only_changes)
        bar.addWidget(self.back)
        self.back.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(Line(theme))
        column.addWidget(self.view, 1)

    # --- following the plan ---------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 — Qt's name
        """Grow the tree if the plan has changed since it was last seen."""
        super().showEvent(event)
        if self._stale:
            self._grow()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 — Qt's name
        """Nobody looks: what is under way is not wanted any more."""
        super().hideEvent(event)
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._timer.start()

    def _grow(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._stale = False
        if not self.model.tree.root.children:
            self.summary.setText(translate("Preview", "Being drawn up"))
        plan, listing, keeps = self._session.plan(), self._session.listing(), self._session.mode is not Mode.MOVE
        job = self._job = self._jobs.start(lambda job: grow(plan, listing, job, keeps=keeps))
        job.ended.connect(lambda ending: self._grown(ending) if job is self._job else None)

    def _grown(self, ending: Ending) -> None:
        self._job = None
        if ending.result is None:
            self._stale = True
            return
        self.model.show_tree(ending.result)
        self._show_summary()
        self._open_again()

    def _show_summary(self) -> None:
        root = self.model.tree.root
        there = root.files - root.new - root.written
        said = [translate("Preview", "%Ln {file comes|files come}", None, root.new)]
        if root.written:
            said.append(translate("Preview", "%Ln written by JFOrg", None, root.written))
        if there:
            said.append(translate("Preview", "%Ln {is|are} there already", None, there))
        self.summary.setText(" · ".join(said))

    # --- what is open ---------------------------------------------------------------------------------------------

    def _filter(self, wanted: bool) -> None:  # noqa: FBT001 — what the signal carries
        self.model.show_only_changes(wanted)
        self._open_again()

    def _expanded(self, index: QModelIndex) -> None:
        self._open.add(self.model.branch(index).path)

    def _collapsed(self, index: QModelIndex) -> None:
        self._open.discard(self.model.branch(index).path)

    def _open_again(self) -> None:
        """Open what was open; the next tree numbers anew, so it is known by its path. At first open what is new."""
        wanted = sorted(self._open) if self._grown_once else self._new_at_first()
        self._grown_once = True
        inside: dict[int, dict[str, Branch]] = {}
        for path in wanted:
            branch = self._find(path, inside)
            index = self.model.index_of(branch) if branch is not None else QModelIndex()
            if index.isValid():
                self.view.expand(index)

    def _new_at_first(self) -> list[str]:
        """The folders that are open at first: those into which something comes, until there are too many lines."""
        found, left = [], _OPEN_AT_FIRST
        waiting = deque(self.model.tree.root.children)
        while waiting and left > 0:
            branch = waiting.popleft()
            if branch.is_folder and branch.changes:
                found.append(branch.path)
                left -= len(branch.children)
                waiting.extend(branch.children[:_OPEN_AT_FIRST])
        return found

    def _find(self, path: str, inside: dict[int, dict[str, Branch]]) -> Branch | None:
        """The branch at a path; ``inside`` keeps by name what is in the folders that were looked into."""
        roots = self.model.tree.root.children
        branch = next((one for one in roots if path == one.name or path.startswith(one.name + os.sep)), None)
        for name in path[len(branch.name) :].split(os.sep)[1:] if branch is not None else ():
            if branch is None:
                break
            if branch.number not in inside:
                inside[branch.number] = {child.name: child for child in branch.children if child.is_folder}
            branch = inside[branch.number].get(name)
        return branch

    # --- the way to the row ---------------------------------------------------------------------------------------

    def _row_of(self, index: QModelIndex) -> int:
        """The row of a line; -1 for what is in no row, or was in one of an earlier plan."""
        branch = self.model.branch(index)
        row = branch.row
        while row < 0 and branch.mark is not branch.mark.THERE and branch.parent is not None:
            branch = branch.parent  # what JFOrg writes belongs to what it lies beside
            row = branch.row
        return row if 0 <= row < len(self._session.rows) else -1

    def _selected(self, selected: QItemSelection) -> None:
        indexes = selected.indexes()
        row = self._row_of(indexes[0]) if indexes else -1
        if row >= 0:
            self.row_chosen.emit(row)

    def _asked(self, index: QModelIndex) -> None:
        row = self._row_of(index) if index.isValid() else -1
        if row >= 0 and not self.model.branch(index).is_folder:
            self.row_wanted.emit(row)


def _title() -> str:
    return translate("Preview", "How the library will look")
