"""Rows before they are recognised, and what the person decided about rows that are read again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.decision import Decision
from jforg_gui.domain.found import FoundFolder
from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import MEDIA, Kind
from jforg_gui.domain.plan import Row, Status
from jforg_gui.ui.filters import KIND_FILTERS, STATES, FilterKey
from jforg_gui.ui.states import State


def provisional(folder: FoundFolder) -> Iterator[Row]:
    """Rows for the media files of a folder, to be shown until they are recognised."""
    for found in folder.files:
        if found.file.category in MEDIA:
            item = Item(file=found.file, guess=Guess(kind=Kind.UNKNOWN), input_root=folder.input_root)
            yield Row(item, None, Status.ATTENTION)


def decisions_of(items: Iterable[Item]) -> dict[str, Decision]:
    """What was said of rows, by path; rows of which nothing was said are left out."""
    found = ((item.file.path, Decision.of(item)) for item in items)
    return {path: said for path, said in found if said is not None}


def with_decisions(items: Sequence[Item], decisions: Mapping[str, Decision]) -> list[Item]:
    """Give rows that were read again what the person had decided about them: their word survives."""
    if not decisions:
        return list(items)
    return [item if (said := decisions.get(item.file.path)) is None else said.applied_to(item) for item in items]


@dataclass(frozen=True, slots=True)
class ScanProgress:
    """How far a scan is: the folder read last, the files seen, the seconds it has taken."""

    folder: str
    files: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Counts:
    """Files by state and by kind; a companion counts with its row, unless it stays though the row goes.

    ``by_kind`` has films, shows, music, books.
    """

    all: int
    by_state: Mapping[State, int]
    by_kind: Mapping[str, int]

    def in_filters(self) -> dict[FilterKey, int]:
        """The number beside each filter. Files that are not of the table's kinds count in All only."""
        numbers = {key: sum(self.by_state.get(state, 0) for state in states) for key, states in STATES.items()}
        numbers[FilterKey.ALL] = self.all
        return numbers | {key: self.by_kind.get(key.value, 0) for key in KIND_FILTERS}


OF_STATUS: Final = {
    Status.READY: State.READY,
    Status.UNCHANGED: State.UNCHANGED,
    Status.CONFLICT: State.CONFLICT,
    Status.ATTENTION: State.ATTENTION,
    Status.IGNORED: State.IGNORED,
}


def states_apart(row: Row, state: State) -> list[State]:
    """The states of those companions that do not share their row's ``state``: they stay though it goes, or go alone."""
    if not row.companions or row.status not in {Status.READY, Status.UNCHANGED}:
        return []
    if state not in {State.READY, State.UNCHANGED}:  # in a run: what goes along is as far as its row
        stay = [move for move in row.companions if move.status is not Status.READY]
        return [OF_STATUS[move.status] for move in stay if OF_STATUS[move.status] is not State.UNCHANGED]
    return [OF_STATUS[move.status] for move in row.companions if move.status is not row.status]


def in_states(wanted: Collection[State], rows: Sequence[Row], states: Sequence[State]) -> list[bool]:
    """Which rows are in one of these states, or have a companion that is."""
    return [
        state in wanted or (bool(row.companions) and any(one in wanted for one in states_apart(row, state)))
        for row, state in zip(rows, states, strict=True)
    ]


_KIND_FILTERS = {
    Kind.MOVIE: "films",
    Kind.EPISODE: "shows",
    Kind.TRACK: "music",
    Kind.BOOK: "books",
    Kind.COMIC: "books",
    Kind.AUDIOBOOK: "books",
}


def kind_filter(item: Item) -> str | None:
    """The kind under which a row is counted and filtered: films, shows, music, books; None for anything else."""
    kind = item.owner.kind if item.kind is Kind.EXTRA and item.owner is not None else item.kind
    return _KIND_FILTERS.get(kind)


def count(rows: Iterable[tuple[Row, State]]) -> Counts:
    """Count files by state and kind."""
    by_state = dict.fromkeys(State, 0)
    by_kind = dict.fromkeys(("films", "shows", "music", "books"), 0)
    total = 0
    for row, state in rows:
        files = 1 + len(row.item.companions)
        total += files
        by_state[state] += files
        for other in states_apart(row, state):
            by_state[state] -= 1
            by_state[other] += 1
        kind = kind_filter(row.item)
        if kind is not None:
            by_kind[kind] += files
    return Counts(total, by_state, by_kind)
