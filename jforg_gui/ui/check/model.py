"""The findings as a tree: libraries, and what is wrong in each; which are shown, and which shall be repaired."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QIcon

from jforg_gui.domain.finding import Effect, Finding
from jforg_gui.domain.listing import fold
from jforg_gui.domain.media import Library
from jforg_gui.ui.check.words import (
    KIND_FILTER_OF,
    LIBRARY_LOOKS,
    effect_look,
    effect_word,
    finding_words,
    repair_words,
)
from jforg_gui.ui.filters import FINDING_FILTERS, KIND_FILTERS, FilterKey
from jforg_gui.ui.text import library_word, number, plain_path, translate
from jforg_gui.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_ROLE = Qt.ItemDataRole
_FLAG = Qt.ItemFlag
_PLAIN: Final = _FLAG.ItemIsEnabled | _FLAG.ItemIsSelectable
_ORDER: Final = tuple(Library)
WHAT, REPAIR, EFFECT = range(3)


class FindingsModel(QAbstractItemModel):
    """Findings arrive in batches and stay in their order. What can be repaired is checked until somebody says no.

    No two checked repairs touch one file or want one name: the later one goes unchecked when the other is checked.
    ``changed`` tells that the numbers are others: of findings, of those shown, of repairs.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self.findings: list[Finding] = []
        self._checked = bytearray()
        self._holders: dict[str, int] = {}
        self._shown: dict[Library, list[int]] = {}
        self._groups: list[Library] = []
        self._words: list[str] = []
        self._key, self._needle, self._strict = FilterKey.ALL, "", True
        theme.changed.connect(self._redraw)

    # --- what there is ----------------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Forget all findings."""
        self.beginResetModel()
        self.findings.clear()
        self._checked.clear()
        self._holders.clear()
        self._words.clear()
        self._filter()
        self.endResetModel()
        self.changed.emit()

    def append(self, findings: Sequence[Finding]) -> None:
        """Add findings at the end of their libraries."""
        first = len(self.findings)
        self.findings.extend(findings)
        self._checked.extend(bytes(len(findings)))
        coming: dict[Library, list[int]] = {}
        for place in range(first, len(self.findings)):
            self._words.append(finding_words(self.findings[place]))
            self._check_if_free(place)
            if self._lets_through(place):
                coming.setdefault(self.findings[place].library, []).append(place)
        for library in _ORDER:
            if library in coming:
                self._show_more(library, coming[library])
        self.changed.emit()

    def _show_more(self, library: Library, places: list[int]) -> None:
        if library not in self._shown:
            row = sum(_ORDER.index(other) < _ORDER.index(library) for other in self._groups)
            self.beginInsertRows(_ROOT, row, row)
            self._groups.insert(row, library)
            self._shown[library] = []
            self.endInsertRows()
        rows = self._shown[library]
        self.beginInsertRows(self.group_index(library), len(rows), len(rows) + len(places) - 1)
        rows.extend(places)
        self.endInsertRows()

    def counts(self) -> dict[FilterKey, int]:
        """The number of findings beside each filter."""
        counts = dict.fromkeys((FilterKey.ALL, *FINDING_FILTERS, *KIND_FILTERS), 0)
        for finding in self.findings:
            if self._counts(finding):
                counts[FilterKey.ALL] += 1
                counts[FilterKey(finding.effect.value)] += 1
                counts[KIND_FILTER_OF[finding.library]] += 1
        return counts

    def concerned(self) -> int:
        """The number of files that findings concern."""
        return len({path for finding in self.findings if self._counts(finding) for path in finding.concerns})

    # --- filter -----------------------------------------------------------------------------------------------------

    def set_filter(self, key: FilterKey, text: str, *, strict: bool) -> None:
        """Show findings of one effect or kind, with a text in them; not ``strict`` none that could merely be nicer."""
        asked = (key, text.strip().casefold(), strict)
        if asked == (self._key, self._needle, self._strict):
            return
        self.beginResetModel()
        self._key, self._needle, self._strict = asked
        self._filter()
        self.endResetModel()
        self.changed.emit()

    def _filter(self) -> None:
        self._shown = {}
        for place in range(len(self.findings)):
            if self._lets_through(place):
                self._shown.setdefault(self.findings[place].library, []).append(place)
        self._groups = [library for library in _ORDER if library in self._shown]

    def _counts(self, finding: Finding) -> bool:
        return self._strict or finding.effect is not Effect.NICER

    def _lets_through(self, place: int) -> bool:
        finding = self.findings[place]
        if not self._counts(finding):
            return False
        if self._key in FINDING_FILTERS and self._key.value != finding.effect.value:
            return False
        if self._key in KIND_FILTERS and self._key is not KIND_FILTER_OF[finding.library]:
            return False
        return not self._needle or self._needle in f"{self.said(place)}\n{finding.path}".casefold()

    def said(self, place: int) -> str:
        """A finding in words, which were made as it arrived."""
        return self._words[place]

    # --- repairs ----------------------------------------------------------------------------------------------------

    def chosen(self) -> list[Finding]:
        """The findings that shall be repaired."""
        return [
            finding
            for finding, wanted in zip(self.findings, self._checked, strict=True)
            if wanted and self._counts(finding)
        ]

    def is_checked(self, place: int) -> bool:
        """Whether a finding shall be repaired."""
        return bool(self._checked[place])

    def set_checked(self, places: Iterable[int], *, wanted: bool) -> None:
        """Say whether findings shall be repaired; those without a repair stay as they are."""
        for place in places:
            if self.findings[place].repair is None or self.is_checked(place) is wanted:
                continue
            keys = _keys(self.findings[place])
            if not wanted:
                self._uncheck(place)
                continue
            for other in {self._holders[key] for key in keys if key in self._holders}:
                self._uncheck(other)
            self._checked[place] = True
            self._holders.update(dict.fromkeys(keys, place))
        self._tell_checks()

    def toggle(self, places: Sequence[int]) -> None:
        """Check findings, or uncheck them if all that can be are checked already."""
        free = [place for place in places if self.findings[place].repair is not None]
        self.set_checked(free, wanted=not all(map(self.is_checked, free)))

    def _check_if_free(self, place: int) -> None:
        finding = self.findings[place]
        if finding.repair is not None and not any(key in self._holders for key in _keys(finding)):
            self._checked[place] = True
            self._holders.update(dict.fromkeys(_keys(finding), place))

    def _uncheck(self, place: int) -> None:
        self._checked[place] = False
        for key in _keys(self.findings[place]):
            self._holders.pop(key, None)

    def _tell_checks(self) -> None:
        for library in self._groups:
            group = self.group_index(library)
            last = len(self._shown[library]) - 1
            self.dataChanged.emit(self.index(0, WHAT, group), self.index(last, WHAT, group), [_ROLE.CheckStateRole])
        self.changed.emit()

    # --- the tree ---------------------------------------------------------------------------------------------------

    def group_index(self, library: Library) -> QModelIndex:
        """The line of a library that is shown."""
        return self.createIndex(self._groups.index(library), 0, 0)

    def place(self, index: Index) -> int | None:
        """Which finding a line shows; None for a library's."""
        if not index.isValid() or not index.internalId():
            return None
        rows = self._shown.get(_ORDER[index.internalId() - 1], [])
        return rows[index.row()] if index.row() < len(rows) else None

    def index_of(self, place: int) -> QModelIndex:
        """The line of a finding; invalid where it is not shown."""
        library = self.findings[place].library
        rows = self._shown.get(library, [])
        if place not in rows:
            return QModelIndex()
        return self.createIndex(rows.index(place), 0, _ORDER.index(library) + 1)

    def shown(self) -> Iterator[int]:
        """All findings that are shown, in the order of their lines."""
        for library in self._groups:
            yield from self._shown[library]

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """The index of a cell; the id of a finding's line tells its library."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        inside = _ORDER.index(self._groups[parent.row()]) + 1 if parent.isValid() else 0
        return self.createIndex(row, column, inside)

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]  # QObject's has no argument
        """The library of a finding."""
        inside = index.internalId() if index.isValid() else 0
        return self.group_index(_ORDER[inside - 1]) if inside else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 — Qt's name
        """Libraries, or the findings of one."""
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() or parent.column():
            return 0
        return len(self._shown[self._groups[parent.row()]])

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802 — Qt's name
        """What is wrong, its repair, its effect."""
        return 3

    def headerData(  # noqa: N802 — Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        """The words over the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != _ROLE.DisplayRole:
            return None
        headings = (translate("Check", "What is wrong"), translate("Check", "Repair"), translate("Check", "Effect"))
        return headings[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A finding without a repair has a check box that cannot be used."""
        place = self.place(index)
        if not index.isValid():
            return _FLAG.NoItemFlags
        if place is None:
            return _PLAIN
        if index.column() == WHAT and self.findings[place].repair is not None:
            return _PLAIN | _FLAG.ItemIsUserCheckable | _FLAG.ItemNeverHasChildren
        return _PLAIN | _FLAG.ItemNeverHasChildren

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:  # noqa: ANN401, N802 — Qt's signature
        """Check or uncheck a finding."""
        place = self.place(index)
        if role != _ROLE.CheckStateRole or place is None or self.findings[place].repair is None:
            return False
        self.set_checked([place], wanted=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """What a cell shows."""
        if not index.isValid():
            return None
        place = self.place(index)
        if place is not None:
            return self._of_finding(place, index.column(), role)
        library = self._groups[index.row()]
        return self._of_group(library, index.column(), role)

    def _of_group(self, library: Library, column: int, role: int) -> object:
        if role == _ROLE.BackgroundRole:
            return self._theme.roles.group
        shown = _GROUP.get(role) if column == WHAT else None
        return None if shown is None else shown(self, library)

    def _group_text(self, library: Library) -> str:
        return f"{library_word(library)}  {number(len(self._shown[library]))}"

    def _group_icon(self, library: Library) -> QIcon:
        return self._theme.icon(LIBRARY_LOOKS[library])

    def _group_font(self, _library: Library) -> QFont:
        return self._theme.font(weight=QFont.Weight.DemiBold)

    def _group_spoken(self, library: Library) -> str:
        count = len(self._shown[library])
        return f"{library_word(library)}, {translate('Check', '%Ln {finding|findings}', None, count)}"

    def _of_finding(self, place: int, column: int, role: int) -> object:
        shown = _FINDING.get(role)
        return None if shown is None else shown(self, place, column)

    def _check(self, place: int, column: int) -> object:
        if column != WHAT:
            return None
        return Qt.CheckState.Checked if self._checked[place] else Qt.CheckState.Unchecked

    def _icon(self, place: int, column: int) -> object:
        return self._theme.icon(effect_look(self.findings[place].effect)) if column == EFFECT else None

    def _color(self, place: int, column: int) -> object:
        return self._theme.color(effect_look(self.findings[place].effect).tint) if column == EFFECT else None

    def _tip(self, place: int, column: int) -> str:
        return f"{self._text(place, column)}\n{plain_path(self.findings[place].path)}"

    def _text(self, place: int, column: int) -> str:
        if column == WHAT:
            return self.said(place)
        finding = self.findings[place]
        return repair_words(finding.repair) if column == REPAIR else effect_word(finding.effect)

    def _spoken(self, place: int, column: int) -> str:
        if column != WHAT:
            return self._text(place, column)
        finding = self.findings[place]
        checked = translate("Check", "Checked") if self._checked[place] else translate("Check", "Not checked")
        said = [self.said(place), effect_word(finding.effect), repair_words(finding.repair)]
        return ". ".join([*said, checked] if finding.repair is not None else said)

    def _redraw(self) -> None:
        self.layoutChanged.emit()


_GROUP: Final[dict[int, Callable[[FindingsModel, Library], object]]] = {
    _ROLE.DisplayRole: FindingsModel._group_text,  # noqa: SLF001 — the model's own table of roles
    _ROLE.DecorationRole: FindingsModel._group_icon,  # noqa: SLF001 — as above
    _ROLE.FontRole: FindingsModel._group_font,  # noqa: SLF001 — as above
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


def _keys(finding: Finding) -> list[str]:
    """The files a repair moves and the names it gives, as two repairs of one run must not share them."""
    moves = finding.repair.moves if finding.repair is not None else ()
    return [key for file, path in moves for key in (f"<{file.path}", f">{fold(path)}")]
