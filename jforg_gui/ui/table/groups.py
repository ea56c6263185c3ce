"""What the line of a show, season or album says about the rows in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt

from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.domain.plan import Row
from jforg_gui.ui.rows import states_apart
from jforg_gui.ui.states import State, most_urgent, urgency
from jforg_gui.ui.table.columns import Column, alignment
from jforg_gui.ui.table.facts import natural, title_key
from jforg_gui.ui.table.forest import Level, Node
from jforg_gui.ui.table.further import further_sorter, further_text, match_text, match_tint, match_words, modified_text
from jforg_gui.ui.table.model import ItemsModel
from jforg_gui.ui.table.paints import TableRole
from jforg_gui.ui.table.words import AFTER_REVIEW, STAYING, below_libraries, tip
from jforg_gui.ui.text import fill, number, plain, plain_path, size, state_word, translate
from jforg_gui.workflow.editing import Field, edited_fields

_ROLE: Final = Qt.ItemDataRole
# Title and Year of a group correct these fields of all its rows.
GROUP_FIELDS: Final = {
    (Level.SHOW, Column.TITLE): Field.SERIES,
    (Level.SHOW, Column.YEAR): Field.YEAR,
    (Level.ALBUM, Column.TITLE): Field.ALBUM,
    (Level.ALBUM, Column.YEAR): Field.YEAR,
    (Level.ALBUM, Column.ARTIST): Field.ARTIST,
    (Level.SEASON, Column.SEASON): Field.SEASON,
}
_ALBUM_FOLDERS: Final = 3  # Music/Artist/Album


@dataclass(frozen=True, slots=True)
class Summary:
    """A group in sums: ``files`` and ``urgent`` (those in ``state``) count companions, ``size`` is in bytes."""

    name: str
    state: State
    urgent: int
    files: int
    size: int
    check: Qt.CheckState
    title: str
    year: int | None
    number: str
    folder: str
    edited: frozenset[Field]


class Groups:
    """Answers for the groups over one flat model."""

    def __init__(self, items: ItemsModel) -> None:
        """Answer from the rows of ``items``."""
        self._items = items

    def summary(self, node: Node) -> Summary:
        """A group's summary, worked out when it is first asked for after a change."""
        if node.summary is None:
            node.summary = self._summed(node)
        summary: Summary = node.summary
        return summary

    def _summed(self, node: Node) -> Summary:
        items = self._items
        shown = self._shown(node)
        rows = [items.rows[flat] for flat in shown]
        states = [items.states[flat] for flat in shown]
        state = most_urgent(set(states))
        files = [1 + len(row.companions) for row in rows]
        guess = self._guess(shown[0])
        album = node.level is Level.ALBUM
        return Summary(
            name=self._name(node, shown[0]),
            state=state,
            urgent=_files_in(state, rows, states),
            files=sum(files),
            size=sum(row.item.file.size + sum(move.companion.file.size for move in row.companions) for row in rows),
            check=self._check(shown),
            title=self._title(node, guess),
            year=None if node.level is Level.SEASON else guess.year,
            number=_tracks(self._items, shown) if album else _seasons(node),
            folder=self._folder(node, shown),
            edited=self._edited(node, shown),
        )

    def _name(self, node: Node, flat: int) -> str:
        guess = self._guess(flat)
        if node.level is Level.SEASON:
            return season_name(node)
        if node.level is Level.ALBUM:
            artist = guess.album_artist or guess.artist
            return f"{artist} - {guess.album}" if artist else guess.album or ""
        return guess.series or ""

    def _check(self, shown: list[int]) -> Qt.CheckState:
        """All, none or some of what could be ticked; what is only kept waiting counts as unticked."""
        ticked = sum(1 for flat in shown if self._items.cells.ticked(flat))
        if ticked == len(shown):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if ticked else Qt.CheckState.Unchecked

    def _folder(self, node: Node, shown: list[int]) -> str:
        """The folder of a group, from its library on; a season's from its show on."""
        rows = self._items.rows
        destination = next((one for flat in shown if (one := rows[flat].destination) is not None), None)
        if destination is None:
            return ""
        folder = os.path.dirname(destination)
        if node.level is Level.SEASON:
            return os.path.basename(folder)
        parts = below_libraries(folder, self._items.session.plan().roots).split(os.sep)
        return os.sep.join(parts[: 2 if node.level is Level.SHOW else _ALBUM_FOLDERS])

    def _edited(self, node: Node, shown: list[int]) -> frozenset[Field]:
        if node.level is Level.SEASON:
            return frozenset()
        edited = [edited_fields(self._items.rows[flat].item) for flat in shown]
        return frozenset.intersection(*edited)

    # --- what is shown --------------------------------------------------------------------------------------------

    def cell(self, node: Node, column: Column, role: int) -> Any:  # noqa: ANN401, C901, PLR0911, PLR0912 — one line a role
        """What a cell of a group shows in a role."""
        match role:
            case _ROLE.DisplayRole:
                return self._text(node, column)
            case _ROLE.DecorationRole:
                return self._icon(node, column)
            case _ROLE.BackgroundRole:
                paints = self._items.cells.paints
                return paints.season_fill if node.level is Level.SEASON else paints.group_fill
            case _ROLE.FontRole if column in {Column.FILE, Column.TITLE} and node.level is not Level.SEASON:
                return self._items.cells.paints.group_font
            case _ROLE.ForegroundRole if column is Column.STATE:
                return self._items.cells.paints.state_words[self.summary(node).state]
            case _ROLE.ForegroundRole if column is Column.MATCH:
                return self._items.cells.paints.matches[match_tint(self._least_sure(node))]
            case _ROLE.CheckStateRole if column is Column.FILE:
                return None if self._items.session.phase in AFTER_REVIEW else self.summary(node).check
            case _ROLE.TextAlignmentRole:
                return alignment(column)
            case _ROLE.EditRole:
                return self._to_edit(node, column)
            case _ROLE.ToolTipRole:
                return tip(self._tip(node, column))
            case _ROLE.AccessibleTextRole:
                return self._said(node) if column is Column.FILE else self._text(node, column)
            case TableRole.EDITED:
                return GROUP_FIELDS.get((node.level, column)) in self.summary(node).edited
            case TableRole.SORT:
                return self.sorter(column)(node)
            case _:
                return None

    def _text(self, node: Node, column: Column) -> str:  # noqa: PLR0911 — one line a column
        summary = self.summary(node)
        match column:
            case Column.FILE:
                return plain_path(summary.name)
            case Column.STATE:
                return f"{self._items.cells.state_text(summary.state)} · {number(summary.urgent)}"
            case Column.TITLE:
                return plain(summary.title)
            case Column.YEAR:
                return "" if summary.year is None else str(summary.year)
            case Column.NUMBER:
                return summary.number
            case Column.GOES:
                return plain_path(summary.folder)
            case Column.SIZE:
                return size(summary.size)
            case _:
                return self._further(node, column)

    def _further(self, node: Node, column: Column) -> str:
        """The columns that a person can add: a group's least sure row, its newest file, its first one's folder."""
        rows, shown = self._items.rows, self._shown(node)
        match column:
            case Column.MATCH:
                return match_text(self._least_sure(node))
            case Column.SEASON:
                return str(node.key) if node.level is Level.SEASON and isinstance(node.key, int) else ""
            case Column.ARTIST if node.level is Level.ALBUM:
                guess = self._guess(shown[0])
                return plain(guess.album_artist or guess.artist or "")
            case Column.MODIFIED:
                return modified_text(max((rows[flat].item.file for flat in shown), key=lambda file: file.mtime_ns))
            case Column.FOLDER:
                return further_text(rows[shown[0]], column)
            case _:
                return ""

    def _shown(self, node: Node) -> list[int]:
        return self._items.forest.shown_rows(node) or list(node.members())

    def _least_sure(self, node: Node) -> float:
        return min(self._items.rows[flat].item.guess.confidence for flat in self._shown(node))

    def _icon(self, node: Node, column: Column) -> Any:  # noqa: ANN401 — an icon or nothing
        paints = self._items.cells.paints
        if column is Column.STATE:
            return paints.states[self.summary(node).state]
        if column is not Column.FILE:
            return None
        if node.level is Level.SEASON:
            return paints.season
        return paints.kinds[Kind.EPISODE if node.level is Level.SHOW else Kind.TRACK]

    def _to_edit(self, node: Node, column: Column) -> str:
        summary = self.summary(node)
        return summary.title if column is Column.TITLE else self._text(node, column)

    def _tip(self, node: Node, column: Column) -> str:
        summary = self.summary(node)
        if GROUP_FIELDS.get((node.level, column)) in summary.edited:
            before = self._items.rows[next(iter(node.members()))].item.recognised
            words = (before.series or before.album or "") if before is not None and column is Column.TITLE else ""
            said = translate("Table", "You changed this. Was: {words}") if words else ""
            return fill(said, words=plain(words)) if said else translate("Table", "You changed this.")
        if column is Column.GOES:
            flat = next((flat for flat in node.members() if self._items.rows[flat].destination), None)
            destination = None if flat is None else self._items.rows[flat].destination
            return plain_path(os.path.dirname(destination)) if destination else ""
        return match_words(self._least_sure(node)) if column is Column.MATCH else self._text(node, column)

    def _said(self, node: Node) -> str:
        """A group as a screen reader says it; whether it is open Qt says itself."""
        summary = self.summary(node)
        words = {
            Level.SHOW: translate("Table", "show"),
            Level.SEASON: translate("Table", "season"),
            Level.ALBUM: translate("Table", "album"),
        }
        checks = {
            Qt.CheckState.Checked: translate("Table", "checked"),
            Qt.CheckState.PartiallyChecked: translate("Table", "partly checked"),
            Qt.CheckState.Unchecked: translate("Table", "not checked"),
        }
        said = [plain(summary.name), words[node.level], translate("Table", "%Ln {file|files}", None, summary.files)]
        if summary.state in STAYING:
            said.append(f"{number(summary.urgent)} {state_word(summary.state).lower()}")
        return ", ".join([*said, checks[summary.check]]) + "."

    def sorter(self, column: Column) -> Callable[[Node], Any]:
        """What groups are sorted by in a column, comparable with the rows'; sums only where sums are asked for."""
        sorters: dict[Column, Callable[[Node], Any]] = {
            Column.FILE: lambda node: natural(self._name(node, node.first())),
            Column.STATE: lambda node: urgency(self.summary(node).state),
            Column.TITLE: lambda node: title_key(self._title(node, self._guess(node.first()))),
            Column.YEAR: lambda node: self._guess(node.first()).year or 0,
            Column.NUMBER: lambda node: natural(self.summary(node).number),
            Column.GOES: lambda node: natural(self.summary(node).folder),
            Column.SIZE: lambda node: self.summary(node).size,
            Column.KIND: lambda node: (Kind.TRACK if node.level is Level.ALBUM else Kind.EPISODE).value,
        }
        if column in sorters:
            return sorters[column]
        of_row = further_sorter(self._items.rows, column)
        pick = max if column is Column.MODIFIED else min
        return lambda node: pick(map(of_row, self._shown(node)))

    def _guess(self, flat: int) -> Guess:
        """What a row says of its group."""
        item = self._items.rows[flat].item
        return item.owner or item.guess

    @staticmethod
    def _title(node: Node, guess: Guess) -> str:
        if node.level is Level.SEASON:
            return ""
        return (guess.album if node.level is Level.ALBUM else guess.series) or ""


def _files_in(state: State, rows: Sequence[Row], states: Sequence[State]) -> int:
    """How many files are in a state: rows that are, less those companions that are not, and companions elsewhere."""
    files = 0
    for row, own in zip(rows, states, strict=True):
        apart = states_apart(row, own)
        files += apart.count(state) + (1 + len(row.companions) - len(apart) if own is state else 0)
    return files


def season_name(node: Node) -> str:
    """What a season is called; season 0 holds the specials."""
    season = node.key if isinstance(node.key, int) else 0
    if season == 0:
        return translate("Table", "Specials")
    return fill(translate("Table", "Season {number}"), number=f"{season:02d}")


def _seasons(node: Node) -> str:
    keys = [node.key] if node.level is Level.SEASON else list(node.groups)
    seasons = sorted(key for key in keys if isinstance(key, int))
    if not seasons:
        return ""
    first, last = f"S{seasons[0]:02d}", f"S{seasons[-1]:02d}"
    return first if first == last else f"{first}–{last}"  # noqa: RUF001 — an en dash is a span


def _tracks(items: ItemsModel, shown: list[int]) -> str:
    tracks = sorted({track for flat in shown if (track := items.rows[flat].item.guess.track) is not None})
    if not tracks:
        return ""
    return str(tracks[0]) if len(tracks) == 1 else f"{tracks[0]}–{tracks[-1]}"  # noqa: RUF001 — an en dash is a span
