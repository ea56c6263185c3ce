"""The tables of the history: the runs, and the files of the one that is selected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import ClassVar, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from jforg_gui.domain.work import Run
from jforg_gui.ui.assets import Tint
from jforg_gui.ui.history.preview import FileRow, Preview
from jforg_gui.ui.history.run_words import Standing, standing, what, when
from jforg_gui.ui.run.health import GOES, SIGNS, Health
from jforg_gui.ui.text import number, plain_path, size, translate
from jforg_gui.ui.theme import Theme

NOTE_ROLE: Final = Qt.ItemDataRole.UserRole + 1  # a quieter word behind the cell's own
Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_Role = Qt.ItemDataRole
_PLAIN: Final = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_CHECKABLE: Final = _PLAIN | Qt.ItemFlag.ItemIsUserCheckable
_END: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_START: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Listed(QAbstractTableModel):
    """A table with a heading over each column; ``at_end`` are the columns of numbers."""

    at_end: ClassVar[frozenset[int]] = frozenset()

    def headings(self) -> tuple[str, ...]:
        """The words over the columns."""
        raise NotImplementedError

    def shown(self) -> int:
        """The number of rows."""
        raise NotImplementedError

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 — Qt's name
        """A row for each that is shown."""
        return 0 if parent.isValid() else self.shown()

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 — Qt's name
        """A column for each heading."""
        return 0 if parent.isValid() else len(self.headings())

    def side(self, column: int) -> Qt.AlignmentFlag:
        """On which side the words of a column stand."""
        return _END if column in self.at_end else _START

    def headerData(  # noqa: N802 — Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        """The heading of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _Role.TextAlignmentRole:
            return self.side(section)
        return self.headings()[section] if role == _Role.DisplayRole else None


class RunsModel(Listed):
    """The runs, newest first."""

    WHEN, WHAT, FILES, SIZE, STATE = range(5)
    at_end = frozenset((FILES, SIZE))

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self._all: list[Run] = []
        self._shown: list[Run] = []
        self._running = False
        self._today = date.today()  # noqa: DTZ011 — the person's own day

    def set_runs(self, runs: Iterable[Run], *, running: bool, only: frozenset[int] | None = None) -> None:
        """Show these runs; ``only`` some of them, ``running`` if this program is at one of them."""
        self.beginResetModel()
        self._all = list(runs)
        self._running = running
        self._today = date.today()  # noqa: DTZ011 — the person's own day
        self._shown = [run for run in self._all if only is None or run.id in only]
        self.endResetModel()

    def run(self, row: int) -> Run | None:
        """The run of a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, number_of_run: int) -> int:
        """The row of a run, -1 where it is not shown."""
        return next((row for row, run in enumerate(self._shown) if run.id == number_of_run), -1)

    @property
    def all(self) -> Sequence[Run]:
        """All runs, shown or not."""
        return self._all

    def words(self, run: Run) -> str:
        """What the find field looks for in a run itself."""
        return f"{when(run, self._today)} {what(run)}"

    def headings(self) -> tuple[str, ...]:
        """When, what, files, size, state."""
        return (
            translate("History", "When"),
            translate("History", "What"),
            translate("History", "Files"),
            translate("History", "Size"),
            translate("History", "State"),
        )

    def shown(self) -> int:
        """A row for each run."""
        return len(self._shown)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """What a cell shows."""
        run = self.run(index.row())
        if run is None or not index.isValid():
            return None
        column = index.column()
        match role:
            case _Role.DisplayRole:
                return self._text(run, column)
            case _Role.TextAlignmentRole:
                return self.side(column)
            case _Role.ToolTipRole:
                return "\n".join(plain_path(path) for path in run.inputs) if column == self.WHAT else None
            case _Role.AccessibleTextRole:
                return self._spoken(run) if column == self.WHEN else self._text(run, column)
            case _:
                return self._state(standing(run, running=self._running), role) if column == self.STATE else None

    def _state(self, stands: Standing, role: int) -> object:
        if role == _Role.DecorationRole:
            return self._theme.icon(stands.look)
        if role == _Role.ForegroundRole:
            return self._theme.color(stands.look.tint)
        return stands.note if role == NOTE_ROLE else None

    def _text(self, run: Run, column: int) -> str:
        match column:
            case self.WHEN:
                return when(run, self._today)
            case self.WHAT:
                return what(run)
            case self.FILES:
                return number(run.files)
            case self.SIZE:
                return size(run.size)
            case _:
                return standing(run, running=self._running).word

    def _spoken(self, run: Run) -> str:
        stands = standing(run, running=self._running)
        files = translate("History", "%Ln {file|files}", None, run.files)
        state = ", ".join(filter(None, (stands.word, stands.note)))
        return f"{self.words(run)}. {files}. {size(run.size)}. {state}."


class FilesModel(Listed):
    """The files of one run, and what undo would do to each. What can go back is checked until somebody says no."""

    NOW, BEFORE, HEALTH, WHY = range(4)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[FileRow, ...] = ()
        self._checked = bytearray()
        self._shown: Sequence[int] = ()
        self._health: Health | None = None
        self._needle = ""

    def set_preview(self, preview: Preview | None) -> None:
        """Show the files of a run that has been looked at; None for none."""
        self.beginResetModel()
        self._rows = preview.rows if preview is not None else ()
        self._checked = bytearray(row.health in GOES for row in self._rows)
        self._filter()
        self.endResetModel()

    def set_filter(self, health: Health | None, needle: str) -> None:
        """Show only files of one health, or with a text in their paths."""
        if (health, needle) == (self._health, self._needle):
            return
        self.beginResetModel()
        self._health, self._needle = health, needle
        self._filter()
        self.endResetModel()

    def _filter(self) -> None:
        needle = self._needle.casefold()
        found: Sequence[int] = range(len(self._rows))
        if needle:
            found = [i for i in found if needle in f"{self._rows[i].source}\n{self._rows[i].destination}".casefold()]
        if not found:  # the run itself is what was looked for
            found = range(len(self._rows))
        self._shown = [i for i in found if self._health is None or self._rows[i].health is self._health]

    def file(self, row: int) -> FileRow:
        """The file of a row."""
        return self._rows[self._shown[row]]

    def can_go(self, row: int) -> bool:
        """Whether undo can do anything to the file of a row."""
        return self.file(row).health in GOES

    def checked(self) -> list[FileRow]:
        """All files that shall go back, shown or not."""
        return [row for row, wanted in zip(self._rows, self._checked, strict=True) if wanted]

    def checked_count(self) -> int:
        """The number of files that shall go back."""
        return sum(self._checked)

    def set_checked(self, rows: Iterable[int], wanted: bool) -> None:  # noqa: FBT001 — a check box has two states
        """Say whether the files of these rows shall go back; those that cannot stay unchecked."""
        changed = [row for row in rows if self.can_go(row) and bool(self._checked[self._shown[row]]) is not wanted]
        for row in changed:
            self._checked[self._shown[row]] = wanted
        if changed:
            first, last = self.index(min(changed), self.NOW), self.index(max(changed), self.NOW)
            self.dataChanged.emit(first, last, [_Role.CheckStateRole])

    def toggle(self, rows: Sequence[int]) -> None:
        """Check these rows, or uncheck them if all that can be are checked already."""
        free = [row for row in rows if row >= 0 and self.can_go(row)]
        self.set_checked(free, not all(self._checked[self._shown[row]] for row in free))

    def headings(self) -> tuple[str, ...]:
        """Now, goes back to, what undo will do, why."""
        return (
            translate("History", "Now"),
            translate("History", "Goes back to"),
            translate("History", "What undo will do"),
            translate("History", "Why"),
        )

    def shown(self) -> int:
        """A row for each file that the filter lets through."""
        return len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What cannot go back has a check box that cannot be used."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _CHECKABLE if index.column() == self.NOW and self.can_go(index.row()) else _PLAIN

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:  # noqa: N802 — Qt's name
        """Check or uncheck a file."""
        if role != _Role.CheckStateRole or index.column() != self.NOW or not self.can_go(index.row()):
            return False
        self.set_checked([index.row()], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """What a cell shows."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        shown = _SHOWN.get(role)
        return None if shown is None else shown(self, self.file(index.row()), index)

    def _text(self, row: FileRow, index: Index) -> str:
        match index.column():
            case self.NOW:
                return row.before if row.health is Health.UNDONE else row.now
            case self.BEFORE if row.health is Health.TAKEN_BACK:
                return translate("History", "made by this run")
            case self.BEFORE:
                return "" if row.health is Health.UNDONE else row.before
            case self.HEALTH:
                return SIGNS[row.health].word
            case _:
                return row.why

    def _icon(self, row: FileRow, index: Index) -> object:
        if index.column() == self.NOW:
            return self._theme.icon(row.look)
        return self._theme.icon(SIGNS[row.health].look) if index.column() == self.HEALTH else None

    def _color(self, row: FileRow, index: Index) -> object:
        if index.column() == self.HEALTH:
            return self._theme.color(SIGNS[row.health].look.tint)
        quiet = index.column() == self.WHY or (index.column() == self.BEFORE and row.health is Health.TAKEN_BACK)
        return self._theme.color(Tint.SECONDARY) if quiet else None

    def _check(self, _row: FileRow, index: Index) -> object:
        if index.column() != self.NOW:
            return None
        return Qt.CheckState.Checked if self._checked[self._shown[index.row()]] else Qt.CheckState.Unchecked

    def _tip(self, row: FileRow, index: Index) -> object:
        if index.column() == self.WHY:
            return row.why
        return f"{plain_path(row.destination)} → {plain_path(row.source)}"

    def _spoken(self, row: FileRow, index: Index) -> object:
        if index.column() != self.NOW:
            return self._text(row, index)
        checked = self._checked[self._shown[index.row()]]
        check = translate("History", "Checked") if checked else translate("History", "Not checked")
        said = (row.now, SIGNS[row.health].word, row.why, check, translate("History", "Goes back to"), row.before)
        return ". ".join(filter(None, said))


_SHOWN: Final[dict[int, Callable[[FilesModel, FileRow, Index], object]]] = {
    _Role.DisplayRole: FilesModel._text,  # noqa: SLF001 — the model's own table of roles
    _Role.DecorationRole: FilesModel._icon,  # noqa: SLF001 — as above
    _Role.ForegroundRole: FilesModel._color,  # noqa: SLF001 — as above
    _Role.CheckStateRole: FilesModel._check,  # noqa: SLF001 — as above
    _Role.ToolTipRole: FilesModel._tip,  # noqa: SLF001 — as above
    _Role.AccessibleTextRole: FilesModel._spoken,  # noqa: SLF001 — as above
}
