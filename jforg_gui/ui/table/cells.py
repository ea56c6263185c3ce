"""What each cell of a row or companion shows in each role; words are kept for the rows that are looked at."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt

from jforg_gui.domain.media import Kind
from jforg_gui.ui.companion_words import companion_words
from jforg_gui.ui.states import State, urgency
from jforg_gui.ui.table.columns import Column, alignment
from jforg_gui.ui.table.facts import natural
from jforg_gui.ui.table.further import further_sorter, further_text, has_match, match_tint, match_words
from jforg_gui.ui.table.paints import Paints, TableRole
from jforg_gui.ui.table.words import (
    AFTER_REVIEW,
    STAYING,
    companion_text,
    edited_columns,
    number_shown,
    paths,
    reason_of,
    row_sentence,
    row_words,
    tip,
    was,
)
from jforg_gui.ui.text import plain, plain_path, state_word
from jforg_gui.ui.theme import Theme
from jforg_gui.workflow.editing import number_of

if TYPE_CHECKING:
    from jforg_gui.ui.table.model import ItemsModel

_ROLE: Final = Qt.ItemDataRole
_WORDS_KEPT: Final = 5000  # rows; more than any screen shows
CHECKED: Final = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}


class Cells:
    """Answers for the rows of one model."""

    def __init__(self, items: ItemsModel, theme: Theme) -> None:
        """Answer for the rows of ``items``, painted in ``theme``."""
        self._items = items
        self._theme = theme
        self.paints = Paints(theme)
        self._words: dict[int, tuple[str, ...]] = {}

    def renew_paints(self) -> None:
        """Take icons and colours from the theme again."""
        self.paints = Paints(self._theme)

    def forget(self) -> None:
        """Say everything anew from now on."""
        self._words.clear()

    def forget_row(self, row: int) -> None:
        """Say this row anew."""
        self._words.pop(row, None)

    def words(self, row: int) -> tuple[str, ...]:
        """The words of a row by column, without the state's."""
        words = self._words.get(row)
        if words is None:
            if len(self._words) >= _WORDS_KEPT:
                self._words.clear()
            items = self._items
            words = self._words[row] = row_words(
                items.rows[row],
                items.states[row],
                items.session.plan().roots,
                grouped=items.facts[row].place is not None,
                phase=items.session.phase,
            )
        return words

    # --- rows -----------------------------------------------------------------------------------------------------

    def row(self, row: int, column: Column, role: int) -> Any:  # noqa: ANN401, C901, PLR0911 — one line a role
        """What a cell of a flat row shows in a role."""
        match role:
            case _ROLE.DisplayRole:
                return self._text(row, column)
            case _ROLE.DecorationRole:
                return self._icon(row, column)
            case _ROLE.ForegroundRole:
                return self._ink(row, column)
            case _ROLE.CheckStateRole:
                return self._check(row) if column is Column.FILE else None
            case _ROLE.TextAlignmentRole:
                return alignment(column)
            case _ROLE.EditRole:
                return self._to_edit(row, column)
            case _ROLE.ToolTipRole:
                return tip(self._tip(row, column))
            case _ROLE.AccessibleTextRole:
                return self._said(row, column)
            case TableRole.EDITED:
                return column in edited_columns(self._items.rows[row])
            case TableRole.MOVING:
                return self._items.states[row] is State.MOVING
            case TableRole.SORT:
                return self.sorter(column)(row)
            case _:
                return None

    def _text(self, row: int, column: Column) -> str:
        if column is Column.STATE:
            return self.state_text(self._items.states[row])
        if column is Column.GOES and self._items.states[row] is State.FAILED and self._items.settled:
            return plain(self._items.session.reason(row))
        if column > Column.KIND:
            return further_text(self._items.rows[row], column)
        return self.words(row)[column]

    def state_text(self, state: State) -> str:
        """The word of a state in the mode of this run."""
        return state_word(state, self._items.session.mode)

    def _icon(self, row: int, column: Column) -> Any:  # noqa: ANN401 — an icon or nothing
        if column is Column.STATE:
            return self.paints.states[self._items.states[row]]
        if column is Column.FILE and self._items.facts[row].place is None:
            return self.paints.kinds[self._items.rows[row].item.guess.kind]
        return None

    def _ink(self, row: int, column: Column) -> Any:  # noqa: ANN401 — a brush or nothing
        state = self._items.states[row]
        if column is Column.STATE:
            return self.paints.state_words[state]
        if column is Column.GOES and state is State.FAILED:
            return self.paints.stop
        if column is Column.MATCH:
            return self.paints.matches[match_tint(self._items.rows[row].item.guess.confidence)]
        asks = column is Column.GOES and state in STAYING and self._items.rows[row].destination is None
        return self.paints.secondary if state is State.IGNORED or asks else None

    def _check(self, row: int) -> Qt.CheckState | None:
        if self._items.session.phase in AFTER_REVIEW:
            return None
        return CHECKED[self.ticked(row)]

    def ticked(self, row: int) -> bool:
        """Whether a row will move: it is wanted, and nothing keeps it."""
        return self._items.rows[row].item.wanted and self._items.states[row] not in STAYING

    def could_move(self, row: int) -> bool:
        """Whether a tick would let a row move."""
        return self._items.states[row] not in STAYING

    def _to_edit(self, row: int, column: Column) -> str:  # noqa: PLR0911 — one line a column
        guess = self._items.rows[row].item.guess
        match column:
            case Column.TITLE:
                return guess.title or ""
            case Column.YEAR:
                return "" if guess.year is None else str(guess.year)
            case Column.NUMBER:
                return number_of(guess)
            case Column.KIND:
                return guess.kind.value
            case Column.ARTIST:
                return guess.artist or ""
            case Column.AUTHOR:
                return guess.author or ""
            case _:
                return self._text(row, column)

    def _tip(self, row: int, column: Column) -> str:
        one = self._items.rows[row]
        if column in {Column.FILE, Column.GOES}:
            return paths(one.item.file.path, one.destination)
        if column is Column.STATE:
            return reason_of(one)
        if column is Column.MATCH and has_match(one):
            return match_words(one.item.guess.confidence)
        return was(one, column, self._text(row, column)) or self._text(row, column)

    def _said(self, row: int, column: Column) -> str:
        one, state = self._items.rows[row], self._items.states[row]
        if column is Column.FILE:
            return row_sentence(one, state, self._items.session.plan().roots)
        if column is Column.STATE:
            reason = reason_of(one)
            return f"{state_word(state)}: {reason}" if reason else state_word(state)
        if column is Column.MATCH and has_match(one):
            return f"{self._text(row, column)}, {match_words(one.item.guess.confidence)}"
        return self._text(row, column)

    def sorter(self, column: Column) -> Callable[[int], Any]:
        """What rows are sorted by in a column, by their number."""
        items = self._items
        rows, facts, states = items.rows, items.facts, items.states
        sorters: dict[Column, Callable[[int], Any]] = {
            Column.FILE: lambda row: facts[row].name_key,
            Column.STATE: lambda row: urgency(states[row]),
            Column.TITLE: lambda row: facts[row].title_key,
            Column.YEAR: lambda row: rows[row].item.guess.year or 0,
            Column.NUMBER: lambda row: natural(number_shown(rows[row])),
            Column.GOES: lambda row: natural(rows[row].destination or ""),
            Column.SIZE: lambda row: rows[row].item.file.size,
            Column.KIND: lambda row: rows[row].item.guess.kind.value,
        }
        return sorters[column] if column in sorters else further_sorter(rows, column)

    # --- companions -----------------------------------------------------------------------------------------------

    def companion(self, row: int, number: int, column: Column, role: int) -> Any:  # noqa: ANN401, PLR0911 — one line a role
        """What a cell of a row's companion shows in a role."""
        owner = self._items.rows[row]
        move = owner.companions[number]
        state = self._companion_state(row, number)
        match role:
            case _ROLE.DisplayRole | _ROLE.EditRole if column is Column.STATE:
                return self.state_text(state)
            case _ROLE.DisplayRole | _ROLE.EditRole:
                folder = owner.item.file.folder + os.sep
                return companion_text(move, column, name=move.companion.file.path.removeprefix(folder))
            case _ROLE.DecorationRole if column is Column.STATE:
                return self.paints.states[state]
            case _ROLE.DecorationRole if column is Column.FILE:
                return self.paints.roles[move.companion.role]
            case _ROLE.ForegroundRole:
                return self.paints.state_words[state] if column is Column.STATE else self.paints.secondary
            case _ROLE.TextAlignmentRole:
                return alignment(column)
            case _ROLE.ToolTipRole if column in {Column.FILE, Column.GOES}:
                return tip(paths(move.companion.file.path, move.destination))
            case _ROLE.AccessibleTextRole if column is Column.FILE:
                words = (plain_path(move.companion.file.name), companion_words(move.companion), self.state_text(state))
                return ". ".join(words) + "."
            case _:
                return None

    def _companion_state(self, row: int, number: int) -> State:
        """A companion goes along; once its owner is under way it shares the owner's state."""
        state = self._items.states[row]
        if state in {State.WAITING, State.MOVING, State.DONE, State.UNDONE}:
            return state
        going = self._items.rows[row].companions[number].destination is not None
        return State.COMPANION if going else State.IGNORED

    def kind(self, row: int) -> Kind:
        """What a row is."""
        return self._items.rows[row].item.guess.kind
