"""What the chosen mode means on the disks at hand: which files are renamed, copied or linked, and which cannot be."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.disks import DiskFacts, Meaning, Way
from jforg_gui.domain.plan import Plan
from jforg_gui.workflow.ports import Disks

COPYING: Final = frozenset((Way.COPY, Way.MOVE_BY_COPY))


def what_mode_means(plan: Plan, mode: Mode, disks: Disks) -> tuple[Meaning, ...]:
    """Tell for every pair of disks what the mode does with the files that go from one to the other.

    In the order in which the plan comes to them; the words are in ``domain/mode_words.py``. Looks at the disks, so
    never call it on the GUI thread; writes nothing.
    """
    transfers = (transfer for unit in plan.units() for transfer in unit.transfers())
    return meanings(((t.file.path, t.destination, t.file.size) for t in transfers), mode, disks)


def meanings(moves: Iterable[tuple[str, str, int]], mode: Mode, disks: Disks) -> tuple[Meaning, ...]:
    """As ``what_mode_means``, for (source, destination, bytes)."""
    sums: dict[tuple[Way, str, str], tuple[int, int, DiskFacts, DiskFacts]] = {}
    chooser = Ways(mode, disks)
    for source, destination, size in moves:
        here, there = disks.of(os.path.dirname(source)), disks.of(os.path.dirname(destination))
        way = chooser.way(source, destination)
        key = (way, here.mount, there.mount)
        files, total, *_ = sums.get(key, (0, 0))
        sums[key] = (files + 1, total + size, here, there)
    return tuple(
        Meaning(
            way=way,
            files=files,
            size=total,
            source=here.mount,
            destination=there.mount,
            system=there.system,
            free=there.free,
        )
        for (way, *_), (files, total, here, there) in sums.items()
    )


class Ways:
    """Tells the way of one file after the other, in one mode; every disk is asked once."""

    def __init__(self, mode: Mode, disks: Disks) -> None:
        """Begin with the disks as they are."""
        self.mode = mode
        self._disks = disks
        self._sharing: dict[str, bool | None] = {}

    def way(self, source: str, destination: str) -> Way:
        """How the file at ``source`` gets to ``destination``, or why it cannot."""
        here, there = self._disks.of(os.path.dirname(source)), self._disks.of(os.path.dirname(destination))
        if not (here.room and there.room):
            return Way.UNSURE
        match self.mode:
            case Mode.MOVE:
                return Way.RENAME if here.room == there.room else self._way_across(here, there, destination)
            case Mode.COPY:
                return Way.COPY
            case Mode.SYMLINK:
                return _if(there.symbolic_links, Way.SYMLINK, Way.NO_SYMLINKS)
            case _:
                return self._sharing_way(here, there, destination)

    def takes_room(self, source: str, destination: str) -> bool:
        """Whether a file is copied."""
        return self.way(source, destination) in COPYING

    def _way_across(self, here: DiskFacts, there: DiskFacts, destination: str) -> Way:
        """Subvolumes of one disk share content where it can; of what is not sure the room is reckoned for a copy."""
        shared = here.pool == there.pool and self._shares(there, destination)
        return Way.MOVE_BY_SHARING if shared else Way.MOVE_BY_COPY

    def _sharing_way(self, here: DiskFacts, there: DiskFacts, destination: str) -> Way:
        """Hard links share a file, reflinks its content: both within one disk only."""
        if self.mode is Mode.HARDLINK:
            if here.room != there.room:
                return Way.HARDLINK_ACROSS
            return _if(there.hard_links, Way.HARDLINK, Way.NO_HARDLINKS)
        if here.pool != there.pool:
            return Way.REFLINK_ACROSS
        return _if(self._shares(there, destination), Way.REFLINK, Way.NO_REFLINKS)

    def _shares(self, disk: DiskFacts, destination: str) -> bool | None:
        if disk.room not in self._sharing:
            self._sharing[disk.room] = self._disks.shares_content(os.path.dirname(destination))
        return self._sharing[disk.room]


def _if(able: bool | None, way: Way, unable: Way) -> Way:  # noqa: FBT001 — an ability has three states
    return Way.UNSURE if able is None else way if able else unable
