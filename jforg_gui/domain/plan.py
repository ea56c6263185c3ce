"""What would happen: the plan that is shown is the plan that is carried out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jforg_gui.domain.creation import Creation, WantedPicture
from jforg_gui.domain.errors import Problem
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.media import MediaFile
from jforg_gui.domain.roots import Roots
from jforg_gui.domain.seen import Sees

__all__ = ["CompanionMove", "Plan", "Roots", "Row", "Status", "Transfer", "Unit"]


class Status(StrEnum):
    """What becomes of a row. The values appear in JSON."""

    READY = "ready"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    ATTENTION = "attention"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class CompanionMove:
    """Where one companion goes; without a destination it stays, for the reason given.

    ``replaces`` is the path of a file that is set aside for it.
    """

    companion: Companion
    destination: str | None
    status: Status
    reasons: tuple[Problem, ...] = ()
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One item and where it goes.

    ``destination`` is None for what cannot be placed (ignored, attention). Ready rows move, and their ready
    companions with them. ``reasons`` say why a row is not ready, or what is worth knowing about one that is.
    ``replaces`` is the path of a file that is set aside for it.
    ``sees`` is what Jellyfin makes of the destination; where that is not what is meant, the row needs the person
    although it has a destination.
    """

    item: Item
    destination: str | None
    status: Status
    reasons: tuple[Problem, ...] = ()
    companions: tuple[CompanionMove, ...] = ()
    replaces: str | None = None
    sees: Sees | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """One file and its new path, and the file that has to be set aside for it.

    ``bound``: what it follows is not to go without it.
    """

    file: MediaFile
    destination: str
    replaces: str | None = None
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """What moves together: a media file and its followers, or followers alone where the media file is in place."""

    media: Transfer | None
    followers: tuple[Transfer, ...] = ()

    def transfers(self) -> tuple[Transfer, ...]:
        """All files of the unit, the media file first."""
        return self.followers if self.media is None else (self.media, *self.followers)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that was found, in input order, and what becomes of it.

    ``problems`` are folders and files that could not be looked at: the run is then not complete. ``creations`` are
    the files JFOrg writes itself, once what they describe has arrived; a sequence may make them when it is asked.
    ``pictures`` are fetched after that, while the run is open.
    """

    rows: tuple[Row, ...]
    roots: Roots
    problems: tuple[Problem, ...] = ()
    creations: Sequence[Creation] = ()
    pictures: Sequence[WantedPicture] = ()

    def units(self) -> Iterator[Unit]:
        """What moves, in input order; rows that the person does not want stay."""
        for row in self.rows:
            unit = self.unit_of(row)
            if unit is not None:
                yield unit

    @staticmethod
    def unit_of(row: Row) -> Unit | None:
        """What moves of one row; None if nothing does."""
        if not row.item.wanted or row.status not in {Status.READY, Status.UNCHANGED}:
            return None
        media = None
        if row.status is Status.READY and row.destination is not None:
            media = Transfer(row.item.file, row.destination, row.replaces)
        followers = tuple(
            Transfer(move.companion.file, move.destination, move.replaces, bound=move.companion.bound)
            for move in row.companions
            if move.status is Status.READY and move.destination is not None
        )
        return Unit(media, followers) if media is not None or followers else None

    def roots_used(self) -> list[str]:
        """The library folders into which something would come."""
        places = {os.path.dirname(transfer.destination) for unit in self.units() for transfer in unit.transfers()}
        places.update(os.path.dirname(creation.destination) for creation in self.creations)
        above = [root.rstrip(os.sep) + os.sep for root in self.roots.folders.values()]
        return [root for root in above if any((place + os.sep).startswith(root) for place in places)]

    def count(self) -> int:
        """The number of files that would move, companions included."""
        return sum(len(unit.transfers()) for unit in self.units())

    def size(self) -> int:
        """The bytes that would move."""
        return sum(transfer.file.size for unit in self.units() for transfer in unit.transfers())
