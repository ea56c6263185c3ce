"""The flat, editable model: one row for each file of the session, with its words, state and place in the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, pairwise
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from jforg_gui.domain.media import Kind
from jforg_gui.domain.plan import Row
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase, State
from jforg_gui.ui.table.cells import Cells
from jforg_gui.ui.table.columns import COLUMNS, FIELDS, Column, alignment, heading
from jforg_gui.ui.table.facts import Facts, facts_of
from jforg_gui.ui.table.forest import Forest
from jforg_gui.ui.theme import Theme
from jforg_gui.workflow.editing import EDITABLE_KINDS, Field

Index = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
AT_ONCE: Final = 2000  # more rows than this are worked out in slices, so that the window answers meanwhile
_SLICE: Final = 400
_ROLE: Final = Qt.ItemDataRole
_FLAG: Final = Qt.ItemFlag
# Made once: joining flags is slow, and the view asks for them at every line of every layout.
PLAIN: Final = _FLAG.ItemIsEnabled | _FLAG.ItemIsSelectable | _FLAG.ItemIsDragEnabled
CHECKABLE: Final = PLAIN | _FLAG.ItemIsUserCheckable
EDITABLE: Final = PLAIN | _FLAG.ItemIsEditable
CHILDLESS: Final = PLAIN | _FLAG.ItemNeverHasChildren
_WRITTEN: Final = frozenset((Kind.BOOK, Kind.COMIC, Kind.AUDIOBOOK))
_ONLY_OF: Final = {  # what only some kinds have
    Column.NUMBER: frozenset((Kind.EPISODE, Kind.TRACK)) | _WRITTEN,
    Column.SEASON: frozenset((Kind.EPISODE,)),
    Column.EPISODE: frozenset((Kind.EPISODE,)),
    Column.ARTIST: frozenset((Kind.TRACK,)),
    Column.AUTHOR: _WRITTEN,
}


class ItemsModel(QAbstractTableModel):
    """The session's rows. It follows the session's signals; edits go to the session and come back through them.

    ``rearranging`` and ``rearranged`` come around every change after which rows lie elsewhere in the tree, ``renewed``
    after the words or states of rows have changed, ``arrived`` after rows were added at the end.
    """

    refused = Signal(str)
    rearranging = Signal()
    rearranged = Signal()
    renewed = Signal(object)
    arrived = Signal(int, int)

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        """Follow the session from what it holds now."""
        super().__init__(parent)
        self.session = session
        self.rows: list[Row] = []
        self.facts: list[Facts] = []
        self.searches: list[str] = []  # of the facts what is looked through: one list is twice as quick to go through
        self.states: list[State] = []
        self._numbers = count(1)
        self.forest = Forest(self._numbers)
        self.cells = Cells(self, theme)
        self._incoming: Iterator[None] | None = None
        self._late: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._continue)
        session.rows_appended.connect(self._append)
        session.rows_replaced.connect(self._replace)
        session.rows_changed.connect(self._change)
        session.phase_changed.connect(self._phase_changed)
        theme.changed.connect(self._theme_changed)
        self._append(0, len(session.rows) - 1)

    @property
    def settled(self) -> bool:
        """Whether the rows shown are the session's; only then do their numbers mean the same."""
        return self._incoming is None

    @property
    def editable(self) -> bool:
        """Whether rows can be corrected now."""
        return self.settled and self.session.editable

    @property
    def checkable(self) -> bool:
        """Whether rows can be checked now."""
        return self.settled and self.session.checkable

    # --- following the session ------------------------------------------------------------------------------------

    def _append(self, first: int, last: int) -> None:
        if not self.settled or last < first:
            return
        rows = self.session.rows[first : last + 1]
        self.beginInsertRows(ROOT, first, last)
        self.rows.extend(rows)
        self.states.extend(map(self.session.state, range(first, last + 1)))
        for row in rows:
            facts = facts_of(row)
            self.facts.append(facts)
            self.searches.append(facts.search)
            self.forest.add(facts.place)
        self.endInsertRows()
        self.arrived.emit(first, last)

    def _replace(self) -> None:
        self._late.clear()
        self._incoming = self._take_over()
        if len(self.session.rows) > AT_ONCE:
            self._timer.start()
            return
        for _slice in self._incoming:
            pass
        self._finish()

    def _continue(self) -> None:
        if self._incoming is None:
            self._timer.stop()
        elif next(self._incoming, self) is self:
            self._finish()

    def _finish(self) -> None:
        self._timer.stop()
        late = [index for index in self._late if index < len(self.rows)]
        self._late.clear()
        if late:
            self._change(late)
        if len(self.session.rows) > len(self.rows):
            self._append(len(self.rows), len(self.session.rows) - 1)

    def _take_over(self) -> Iterator[None]:
        """Work out the new rows slice by slice, then show them in one go."""
        rows = list(self.session.rows)
        facts: list[Facts] = []
        searches: list[str] = []
        states: list[State] = []
        forest = Forest(self._numbers)
        forest.adopt_settings(self.forest)
        for start in range(0, len(rows), _SLICE):
            for index in range(start, min(start + _SLICE, len(rows))):
                fact = facts_of(rows[index])
                facts.append(fact)
                searches.append(fact.search)
                states.append(self.session.state(index))
                forest.add(fact.place)
            yield
        self.rearranging.emit()
        if self.rows:
            self.beginRemoveRows(ROOT, 0, len(self.rows) - 1)
            self.rows, self.facts, self.states, self.searches = [], [], [], []
            self.endRemoveRows()
        if rows:
            self.beginInsertRows(ROOT, 0, len(rows) - 1)
        self.rows, self.facts, self.states, self.forest = rows, facts, states, forest
        self.searches = searches
        self.cells.forget()
        self._incoming = None
        if rows:
            self.endInsertRows()
        self.rearranged.emit()

    def _change(self, indexes: Iterable[int]) -> None:
        """Take over rows that were changed in place; only what is another row than before is worked out anew."""
        changed = [index for index in indexes if index < len(self.rows)]
        if not self.settled:
            self._late.update(changed)
            return
        renewed: list[tuple[int, Row, Facts]] = []
        for index in changed:
            now = self.session.rows[index]
            self.states[index] = self.session.state(index)
            self.cells.forget_row(index)
            if now is not self.rows[index]:
                renewed.append((index, now, self._facts_again(index, now)))
        moves = [(index, facts.place) for index, _now, facts in renewed if facts.place != self.facts[index].place]
        swapped = self._swapped(renewed)
        fewer = any(len(now.companions) != len(self.rows[index].companions) for index, now, _facts in renewed)
        structural = bool(swapped) or fewer or not self.forest.would_only_rename(moves)
        if structural:
            self.rearranging.emit()
        for index, now, facts in renewed:
            self.rows[index], self.facts[index], self.searches[index] = now, facts, facts.search
        self.forest.permute(swapped)
        self.forest.move(moves)
        if structural:
            self.rearranged.emit()
        for first, last in ranges(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))
        self.renewed.emit(changed)

    def _facts_again(self, index: int, now: Row) -> Facts:
        """A row's facts; those it had where nothing that they are made of is another."""
        before, item = self.rows[index], now.item
        same = item.guess is before.item.guess and item.owner is before.item.owner and item.file is before.item.file
        facts = self.facts[index]
        return facts if same and now.destination == before.destination else facts_of(now, (before, facts))

    def _swapped(self, renewed: Iterable[tuple[int, Row, Facts]]) -> dict[int, int]:
        """Rows that have changed places: where the file of each is now."""
        rows = self.rows
        others = [(n, now.item.file.path) for n, now, _facts in renewed if now.item.file is not rows[n].item.file]
        places = {path: n for n, path in others if path != rows[n].item.file.path}
        return {n: places[path] for n in places.values() if (path := rows[n].item.file.path) in places}

    def _phase_changed(self, _phase: Phase) -> None:
        """Read every state again: what waits in a run was ready before it."""
        if not self.settled:
            return
        state, states = self.session.state, self.states
        changed = [index for index, before in enumerate(states) if state(index) is not before]
        for index in changed:
            states[index] = state(index)
        self.cells.forget()
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(COLUMNS) - 1))
        self.renewed.emit(range(len(self.rows)))

    def say_anew(self) -> None:
        """Word every cell that is looked at again: the language is another one."""
        self.cells.forget()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self.renewed.emit(range(len(self.rows)))

    def _theme_changed(self) -> None:
        self.cells.renew_paints()
        self.renewed.emit(range(len(self.rows)))

    # --- what is shown --------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802 — Qt's name
        """The number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802 — Qt's name
        """The number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 — Qt's signature
        """What a cell shows in one role."""
        if not index.isValid():
            return None
        return self.cells.row(index.row(), COLUMNS[index.column()], role)

    def headerData(  # noqa: N802 — Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:  # noqa: ANN401 — Qt's signature
        """The words over the columns."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == _ROLE.DisplayRole:
            return heading(COLUMNS[section])
        return alignment(COLUMNS[section]) if role == _ROLE.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be done with a cell."""
        return self.flags_of(index.row(), COLUMNS[index.column()]) if index.isValid() else _FLAG.NoItemFlags

    def flags_of(self, row: int, column: Column) -> Qt.ItemFlag:
        """What can be done with a cell of a flat row."""
        if column is Column.FILE:
            return CHECKABLE if self.checkable and self.states[row] is not State.IGNORED else PLAIN
        if self.editable and column in FIELDS and self.can_edit(row, column):
            return EDITABLE
        return PLAIN

    def can_edit(self, row: int, column: Column) -> bool:
        """Whether a cell of this row can be corrected, at the right time."""
        kind = self.rows[row].item.guess.kind
        if self.states[row] is State.IGNORED or kind not in {*EDITABLE_KINDS, Kind.UNKNOWN}:
            return False
        if column is Column.YEAR:
            return self.facts[row].place is None
        return kind in _ONLY_OF[column] if column in _ONLY_OF else True

    # --- what the person does -------------------------------------------------------------------------------------

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:  # noqa: ANN401, N802 — Qt's signature
        """Correct a cell, or check a row; what cannot be read is refused with a sentence."""
        if not index.isValid():
            return False
        column = COLUMNS[index.column()]
        if role == _ROLE.CheckStateRole and column is Column.FILE:
            return self.check([index.row()], wanted=Qt.CheckState(value) is Qt.CheckState.Checked)
        if role == _ROLE.EditRole and column in FIELDS:
            return self.edit([index.row()], FIELDS[column], str(value))
        return False

    def edit(self, rows: Sequence[int], field: Field, text: str) -> bool:
        """Correct one field of many rows in one step; ``refused`` says why not."""
        if not self.editable or not rows:
            return False
        why_not = self.session.edit(rows, field, text)
        if why_not:
            self.refused.emit(why_not)
        return not why_not

    def check(self, rows: Sequence[int], *, wanted: bool) -> bool:
        """Check or uncheck many rows."""
        if not self.checkable or not rows:
            return False
        self.session.set_checked(rows, wanted)
        return True


def ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The runs of neighbours among numbers, as (first, last)."""
    ordered = sorted(numbers)
    if not ordered:
        return
    first = ordered[0]
    for before, after in pairwise(ordered):
        if after != before + 1:
            yield first, before
            first = after
    yield first, ordered[-1]
