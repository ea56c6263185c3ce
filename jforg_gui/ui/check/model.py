"""The findings as rows: a line for each library, which can be closed, and below it what is wrong in it.

A flat table on purpose: a tree view asks for each line when it lays itself out, half a second for 10,000 of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from jforg_gui.domain.finding import Finding
from jforg_gui.domain.media import Library
from jforg_gui.ui import assets
from jforg_gui.ui.check.findings import Findings
from jforg_gui.ui.check.words import effect_look, effect_word, repair_words
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.history.models import NOTE_ROLE, Listed
from jforg_gui.ui.text import library_word, number, plain_path, translate
from jforg_gui.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_ROLE = Qt.ItemDataRole
_FLAG = Qt.ItemFlag
_PLAIN: Final = _FLAG.ItemIsEnabled | _FLAG.ItemIsSelectable | _FLAG.ItemNeverHasChildren
_ORDER: Final = tuple(Library)
WHAT, REPAIR, EFFECT = range(3)
Line = Library | int  # a library's own line, or the place of a finding


class FindingsModel(Listed):
    """Findings arrive in batches and stay in their order. ``changed`` tells that the numbers are others."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self.findings = Findings()
        self._shown: dict[Library, list[int]] = {}
        self._groups: list[Library] = []
        self._closed: set[Library] = set()
        self._key, self._needle = FilterKey.ALL, ""
        theme.changed.connect(self._redraw)

    # --- what arrives and what is shown -----------------------------------------------------------------------------

    def clear(self) -> None:
        """Forget all findings."""
        self.beginResetModel()
        strict, self.findings = self.findings.strict, Findings()
        self.findings.strict = strict
        self._filter()
        self.endResetModel()
        self.changed.emit()

    def append(self, findings: Sequence[Finding]) -> None:
        """Add findings at the end of their libraries."""
        first = len(self.findings.all)
        self.findings.append(findings)
        coming: dict[Library, list[int]] = {}
        for place in range(first, len(self.findings.all)):
            if self.findings.lets_through(place, self._key, self._needle):
                coming.setdefault(self.findings.all[place].library, []).append(place)
        for library in _ORDER:
            if library in coming:
                self._show_more(library, coming[library])
        self.changed.emit()

    def _show_more(self, library: Library, places: list[int]) -> None:
        if library not in self._shown:
            before = [other for other in self._groups if _ORDER.index(other) < _ORDER.index(library)]
            row = sum(map(self._lines, before))
            self.beginInsertRows(_ROOT, row, row)
            self._groups.insert(len(before), library)
            self._shown[library] = []
            self.endInsertRows()
        rows, start = self._shown[library], self._row_of_group(library)
        if library in self._closed:
            rows.extend(places)
        else:
            self.beginInsertRows(_ROOT, start + 1 + len(rows), start + len(rows) + len(places))
            rows.extend(places)
            self.endInsertRows()
        self.dataChanged.emit(self.index(start, WHAT), self.index(start, WHAT), [NOTE_ROLE])

    def set_filter(self, key: FilterKey, text: str, *, strict: bool) -> None:
        """Show findings of one effect or kind, with a text in them; not ``strict`` none that could merely be nicer."""
        asked = (key, text.strip().casefold(), strict)
        if asked == (self._key, self._needle, self.findings.strict):
            return
        self.beginResetModel()
        self._key, self._needle, self.findings.strict = asked
        self._filter()
        self.endResetModel()
        self.changed.emit()

    def _filter(self) -> None:
        findings, key, needle = self.findings, self._key, self._needle
        self._shown = {}
        for place, finding in enumerate(findings.all):
            if findings.lets_through(place, key, needle):
                self._shown.setdefault(finding.library, []).append(place)
        self._groups = [library for library in _ORDER if library in self._shown]

    def set_open(self, library: Library, *, wanted: bool) -> None:
        """Show the findings of a library, or its own line alone."""
        count = len(self._shown.get(library, ()))
        if not count or (library not in self._closed) is wanted:
            return
        row = self._row_of_group(library)
        if wanted:
            self.beginInsertRows(_ROOT, row + 1, row + count)
            self._closed.discard(library)
            self.endInsertRows()
        else:
            self.beginRemoveRows(_ROOT, row + 1, row + count)
            self._closed.add(library)
            self.endRemoveRows()
        self.dataChanged.emit(self.index(row, WHAT), self.index(row, WHAT), [_ROLE.DecorationRole])

    def is_open(self, library: Library) -> bool:
        """Whether the findings of a library are shown."""
        return library not in self._closed

    # --- repairs ----------------------------------------------------------------------------------------------------

    def choose(self, places: Iterable[int], *, wanted: bool) -> None:
        """Say whether findings shall be repaired."""
        self.findings.choose(places, wanted=wanted)
        self._tell([_ROLE.CheckStateRole])
        self.changed.emit()

    def toggle(self, places: Sequence[int]) -> None:
        """Choose findings, or leave them if all that can be are chosen already."""
        self.findings.toggle(places)
        self._tell([_ROLE.CheckStateRole])
        self.changed.emit()

    def _redraw(self) -> None:
        self._tell([_ROLE.DecorationRole, _ROLE.ForegroundRole, _ROLE.BackgroundRole])

    def _tell(self, roles: list[int]) -> None:
        if self.shown():
            self.dataChanged.emit(self.index(0, WHAT), self.index(self.shown() - 1, EFFECT), roles)

    # --- lines ------------------------------------------------------------------------------------------------------

    def _lines(self, library: Library) -> int:
        return 1 if library in self._closed else 1 + len(self._shown[library])

    def _row_of_group(self, library: Library) -> int:
        return sum(map(self._lines, self._groups[: self._groups.index(library)]))

    def line(self, row: int) -> Line | None:
        """What a line shows."""
        for library in self._groups:
            if row == 0:
                return library
            if 0 < row < self._lines(library):
                return self._shown[library][row - 1]
            row -= self._lines(library)
        return None

    def place(self, row: int) -> int | None:
        """Which finding a line shows; None for a library's."""
        line = self.line(row)
        return line if isinstance(line, int) else None

    def places(self, library: Library) -> Sequence[int]:
        """The findings of a library that the filter lets through."""
        return self._shown.get(library, ())

    def row_of(self, line: Line) -> int:
        """The row of a library or a finding, -1 where it is not shown."""
        library = line if isinstance(line, Library) else self.findings.all[line].library
        if library not in self._shown:
            return -1
        row = self._row_of_group(library)
        if isinstance(line, Library):
            return row
        places = self._shown[library]
        inside = bisect_left(places, line)
        there = library not in self._closed and inside < len(places) and places[inside] == line
        return row + 1 + inside if there else -1

    def shown_places(self) -> Iterator[int]:
        """All findings that the filter lets through, in the order of their lines."""
        for library in self._groups:
            yield from self._shown[library]

    # --- what Qt asks -----------------------------------------------------------------------------------------------

    def headings(self) -> tuple[str, ...]:
        """What is wrong, its repair, its effect."""
        return (translate("Check", "What is wrong"), translate("Check", "Repair"), translate("Check", "Effect"))

    def shown(self) -> int:
        """A row for each library and for each finding of those that are open."""
        return sum(map(self._lines, self._groups))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A finding without a repair has a check box that cannot be used."""
        if not index.isValid():
            return _FLAG.NoItemFlags
        place = self.place(index.row()) if index.column() == WHAT else None
        repairable = place is not None and self.findings.all[place].repair is not None
        return _PLAIN | _FLAG.ItemIsUserCheckable if repairable else _PLAIN

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:  # noqa: ANN401, N802 — Qt's signature
        """Check or uncheck a finding."""
        place = self.place(index.row())
        if role != _ROLE.CheckStateRole or place is None or self.findings.all[place].repair is None:
            return False
        self.choose([place], wanted=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """What a cell shows."""
        line = self.line(index.row()) if index.isValid() else None
        if isinstance(line, Library):
            of_group = _GROUP.get(role)
            return of_group(self, line, index.column()) if of_group is not None else None
        of_finding = _FINDING.get(role)
        return of_finding(self, line, index.column()) if of_finding is not None and line is not None else None

    # --- a library's line -------------------------------------------------------------------------------------------

    def _group_text(self, library: Library, column: int) -> object:
        return library_word(library) if column == WHAT else None

    def _group_note(self, library: Library, column: int) -> object:
        return number(len(self._shown[library])) if column == WHAT else None

    def _group_icon(self, library: Library, column: int) -> object:
        look = assets.OPEN if self.is_open(library) else assets.CLOSED
        return self._theme.icon(look) if column == WHAT else None

    def _group_font(self, _library: Library, _column: int) -> QFont:
        return self._theme.font(weight=QFont.Weight.DemiBold)

    def _group_ground(self, _library: Library, _column: int) -> object:
        return self._theme.roles.group

    def _group_spoken(self, library: Library, column: int) -> object:
        if column != WHAT:
            return None
        count = translate("Check", "%Ln {finding|findings}", None, len(self._shown[library]))
        state = translate("Check", "open") if self.is_open(library) else translate("Check", "closed")
        return f"{library_word(library)}, {count}, {state}"

    # --- a finding's line -------------------------------------------------------------------------------------------

    def _check(self, place: int, column: int) -> object:
        if column != WHAT:
            return None
        return Qt.CheckState.Checked if self.findings.is_chosen(place) else Qt.CheckState.Unchecked

    def _icon(self, place: int, column: int) -> object:
        return self._theme.icon(effect_look(self.findings.all[place].effect)) if column == EFFECT else None

    def _color(self, place: int, column: int) -> object:
        return self._theme.color(effect_look(self.findings.all[place].effect).tint) if column == EFFECT else None

    def _tip(self, place: int, column: int) -> str:
        return f"{self._text(place, column)}\n{plain_path(self.findings.all[place].path)}"

    def _text(self, place: int, column: int) -> str:
        if column == WHAT:
            return self.findings.said[place]
        finding = self.findings.all[place]
        return repair_words(finding.repair) if column == REPAIR else effect_word(finding.effect)

    def _spoken(self, place: int, column: int) -> str:
        if column != WHAT:
            return self._text(place, column)
        finding = self.findings.all[place]
        checked = translate("Check", "Checked") if self.findings.is_chosen(place) else translate("Check", "Not checked")
        said = [self.findings.said[place], effect_word(finding.effect), repair_words(finding.repair)]
        return ". ".join([*said, checked] if finding.repair is not None else said)


_GROUP: Final[dict[int, Callable[[FindingsModel, Library, int], object]]] = {
    _ROLE.DisplayRole: FindingsModel._group_text,  # noqa: SLF001 — the model's own table of roles
    NOTE_ROLE: FindingsModel._group_note,  # noqa: SLF001 — as above
    _ROLE.DecorationRole: FindingsModel._group_icon,  # noqa: SLF001 — as above
    _ROLE.FontRole: FindingsModel._group_font,  # noqa: SLF001 — as above
    _ROLE.BackgroundRole: FindingsModel._group_ground,  # noqa: SLF001 — as above
    _ROLE.AccessibleTextRole: FindingsModel._group_spoken,  # noqa: SLF001 — as above
}
_FINDING: Final[dict[int, Callable[[FindingsModel, int, int], object]]] = {
    _ROLE.DisplayRole: FindingsModel._text,  # noqa: SLF001 — as above
    _ROLE.CheckStateRole: FindingsModel._check,  # noqa: SLF001 — as above
    _ROLE.DecorationRole: FindingsModel._icon,  # noqa: SLF001 — as above
    _ROLE.ForegroundRole: FindingsModel._color,  # noqa: SLF001 — as above
    _ROLE.ToolTipRole: FindingsModel._tip,  # noqa: SLF001 — as above
    _ROLE.AccessibleTextRole: FindingsModel._spoken,  # noqa: SLF001 — as above
}
