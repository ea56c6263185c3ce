"""The order in which files move: whoever leaves a name goes before whoever takes it, rings by way of a third name."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jforg_gui.domain.listing import fold
from jforg_gui.domain.plan import Transfer, Unit


@dataclass(frozen=True, slots=True)
class Act:
    """One file that goes to its place.

    ``leader`` is the index, within the batch, of the act it follows: where that one fails, this one is not tried.
    With ``aside`` the file only leaves its name, for a temporary one beside it; its own act comes later in the batch.
    """

    transfer: Transfer
    leader: int | None = None
    aside: bool = False


# What is carried out together, so that no unit and no ring is torn apart.
Batch = tuple[Act, ...]


def in_order(units: Sequence[Unit], *, leaving: bool) -> Iterator[Batch]:
    """Give every unit as a batch, in the order given; units that hand names on to one another come as one batch.

    ``leaving`` says that files go from where they are; where they stay no name is handed on. Linear in the files.
    """
    groups = _knots(units) if leaving else {}
    done: set[int] = set()
    for index, unit in enumerate(units):
        if index in done:
            continue
        knot = groups.get(index)
        if knot is None:
            leader = None if unit.media is None else 0
            first = () if unit.media is None else (Act(unit.media),)
            yield first + tuple([Act(transfer, leader) for transfer in unit.followers])
        else:
            done.update(knot)
            yield _Knot([units[member] for member in knot]).acts()


def _knots(units: Sequence[Unit]) -> dict[int, list[int]]:
    """Find the units that hand names on: for each such unit's index the indices of its whole group, in order."""
    holders = {fold(transfer.file.path): index for index, unit in enumerate(units) for transfer in unit.transfers()}
    neighbours: defaultdict[int, set[int]] = defaultdict(set)
    for index, unit in enumerate(units):
        for transfer in unit.transfers():
            holder = holders.get(fold(transfer.destination))
            if holder is not None and (holder != index or len(unit.followers)):
                neighbours[index].add(holder)
                neighbours[holder].add(index)
    groups: dict[int, list[int]] = {}
    for start in neighbours:
        if start in groups:
            continue
        group, queue = {start}, deque([start])
        while queue:
            for other in neighbours[queue.popleft()] - group:
                group.add(other)
                queue.append(other)
        groups.update(dict.fromkeys(group, sorted(group)))
    return groups


class _Knot:
    """Units that hand names on to one another, as a graph of their files."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._files: list[Transfer] = []
        self._leaders: dict[int, int] = {}
        for unit in units:
            start = len(self._files)
            self._files.extend(unit.transfers())
            if unit.media is not None:
                self._leaders.update(dict.fromkeys(range(start + 1, len(self._files)), start))
        holders = {fold(transfer.file.path): number for number, transfer in enumerate(self._files)}
        # File → the one that has to leave the name it goes to; and the other way round.
        self._before = {
            number: holder
            for number, transfer in enumerate(self._files)
            if (holder := holders.get(fold(transfer.destination))) is not None and holder != number
        }
        self._after = {holder: number for number, holder in self._before.items()}
        self._followers: defaultdict[int, list[int]] = defaultdict(list)
        for follower, leader in self._leaders.items():
            self._followers[leader].append(follower)
        self._left: set[int] = set()
        self._placed: dict[int, int] = {}
        self._acts: list[Act] = []

    def acts(self) -> Batch:
        """Order the files so that every name is free when it is taken."""
        ready = deque(number for number in range(len(self._files)) if self._waits_for(number) is None)
        oldest = 0
        while len(self._placed) < len(self._files):
            while ready:
                ready.extend(self._place(ready.popleft()))
            while oldest in self._placed:
                oldest += 1
            if oldest < len(self._files):
                ready.extend(self._set_aside(self._on_a_ring(oldest)))
        return tuple(self._acts)

    def _waits_for(self, number: int) -> int | None:
        """The file that has to go, or to leave its name, before this one can go."""
        leader, holder = self._leaders.get(number), self._before.get(number)
        if leader is not None and leader not in self._placed:
            return leader
        return holder if holder is not None and holder not in self._left else None

    def _place(self, number: int) -> list[int]:
        if number in self._placed:
            return []
        self._placed[number] = len(self._acts)
        leader = self._leaders.get(number)
        self._acts.append(Act(self._files[number], self._placed[leader] if leader is not None else None))
        freed = [*self._followers[number], *self._leave(number)]
        return [other for other in freed if self._waits_for(other) is None]

    def _set_aside(self, number: int) -> list[int]:
        self._acts.append(Act(self._files[number], aside=True))
        return [other for other in self._leave(number) if self._waits_for(other) is None]

    def _leave(self, number: int) -> list[int]:
        self._left.add(number)
        after = self._after.get(number)
        return [after] if after is not None and after not in self._placed else []

    def _on_a_ring(self, number: int) -> int:
        """Follow the waiting from one file until it comes round, and name one there whose name another waits for."""
        seen: set[int] = set()
        while number not in seen:
            seen.add(number)
            number = self._next(number)
        while self._waits_for(number) != self._before.get(number):
            number = self._next(number)
        return self._before[number]

    def _next(self, number: int) -> int:
        waits_for = self._waits_for(number)
        if waits_for is None:  # pragma: no cover — whoever waits for nobody has been placed
            raise AssertionError(number)
        return waits_for
