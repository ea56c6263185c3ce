"""Sums over the rows under review, kept row by row: counting a hundred thousand at every correction is a stall."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jforg_gui.domain.plan import Plan, Row
from jforg_gui.ui.rows import OF_STATUS, Counts, kind_filter, states_apart
from jforg_gui.ui.states import State


class Tally:
    """Files by state and kind, and the ``files`` and ``bytes`` that would move, companions included."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        """Count rows; any thread."""
        self.files = 0
        self.bytes = 0
        self._all = 0
        self._by_state = dict.fromkeys(State, 0)
        self._by_kind = dict.fromkeys(("films", "shows", "music", "books"), 0)
        for row in rows:
            self.add(row)

    def add(self, row: Row, sign: int = 1) -> None:
        """Count one row more, or with ``sign`` -1 one less."""
        files = sign * (1 + len(row.item.companions))
        self._all += files
        state = OF_STATUS[row.status]
        self._by_state[state] += files
        for other in states_apart(row, state):
            self._by_state[state] -= sign
            self._by_state[other] += sign
        kind = kind_filter(row.item)
        if kind is not None:
            self._by_kind[kind] += files
        unit = Plan.unit_of(row)
        if unit is not None:
            transfers = unit.transfers()
            self.files += sign * len(transfers)
            self.bytes += sign * sum(transfer.file.size for transfer in transfers)

    def exchange(self, before: Mapping[int, Row], now: list[Row]) -> None:
        """Count rows as they are ``now`` instead of as they were ``before``, by index."""
        for index, row in before.items():
            if not _count_alike(row, now[index]):
                self.add(row, -1)
                self.add(now[index])

    def counts(self) -> Counts:
        """The sums by state and kind."""
        return Counts(self._all, dict(self._by_state), dict(self._by_kind))


def _count_alike(one: Row, other: Row) -> bool:
    """Tell quickly whether two rows of one file add the same to every sum."""
    return (
        one.status is other.status
        and one.companions is other.companions
        and one.item.wanted is other.item.wanted
        and one.item.guess.kind is other.item.guess.kind
        and one.item.file is other.item.file
        and one.item.owner is other.item.owner
    )
