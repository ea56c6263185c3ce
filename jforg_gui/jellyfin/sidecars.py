"""Which metadata files a plan's rows get beside them, under which names; their content is made when it is asked for.

Nothing is written over what lies there already, or travels along. An NFO that has been looked at gets what it lacks;
any other is kept as it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final, overload

from jforg_gui.domain.creation import Creation
from jforg_gui.domain.listing import Listing, fold
from jforg_gui.domain.metadata import NOTHING_KNOWN
from jforg_gui.domain.plan import Row, Status
from jforg_gui.jellyfin.present import Present, lacks
from jforg_gui.jellyfin.wishes import Subject, Wish, wishes_of


class Sidecars(Sequence[Creation]):
    """The metadata files of a plan, in the order of its rows. Which they are is found out when it is first asked.

    Safe from any thread; a film of 100,000 rows costs nothing until somebody wants to know.
    """

    def __init__(self, rows: Sequence[Row], listing: Listing, *, by_stem: bool = False, filling: bool = False) -> None:
        """Prepare for the rows of one plan over what ``listing`` says is there.

        ``by_stem``: a film's file has the film's name, which Kodi finds wherever it looks, instead of ``movie.nfo``.
        ``filling``: an NFO that is there already gets what it lacks.
        """
        self._by_stem = by_stem
        self._filling = filling
        self._rows = rows
        self._listing = listing

    @cached_property
    def wishes(self) -> tuple[Wish, ...]:
        """What shall be written."""
        taken = _Taken(self._rows, self._listing)
        present = Present(self._rows if self._filling else ())
        found: list[Wish] = []
        for row in self._rows:
            new = row.status is Status.READY or (row.status is Status.UNCHANGED and row.item.known != NOTHING_KNOWN)
            if not new and not (present.any_faulty and row.status is Status.UNCHANGED):
                continue
            for wish in wishes_of(row, by_stem=self._by_stem):
                there = present.of(wish)
                if there is not None:
                    if lacks(there, wish) and taken.fill(there.path):
                        found.append(replace(wish, destination=there.path, fills=there.file))
                elif new and taken.claim(wish):
                    found.append(wish)
        return tuple(found)

    def __len__(self) -> int:
        """How many files."""
        return len(self.wishes)

    @overload
    def __getitem__(self, index: int) -> Creation: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Creation, ...]: ...
    def __getitem__(self, index: int | slice) -> Creation | tuple[Creation, ...]:
        """Write one, or some."""
        if isinstance(index, slice):
            return tuple(wish.creation() for wish in self.wishes[index])
        return self.wishes[index].creation()

    def __iter__(self) -> Iterator[Creation]:
        """Write one after the other."""
        return (wish.creation() for wish in self.wishes)


# What a metadata file of any name in the folder makes needless, because it would be read instead or as well.
_ENDINGS: Final = {Subject.FILM: ".nfo", Subject.BOOK: ".opf"}


class _Taken:
    """The names that are taken: by what lies there, by what travels along, by what has been wished for already."""

    def __init__(self, rows: Iterable[Row], listing: Listing) -> None:
        self._listing = listing
        self._names: set[str] = set()
        self._described: set[tuple[str, str]] = set()
        self._filled: set[str] = set()
        for key in listing.entries:
            self._describe(key)
        for row in rows:
            for move in row.companions:
                if move.destination is not None:
                    key = fold(move.destination)
                    self._names.add(key)
                    self._describe(key)

    def _describe(self, key: str) -> None:
        ending = key[-4:]
        if ending in _ENDINGS.values():
            self._described.add((os.path.dirname(key), ending))

    def fill(self, path: str) -> bool:
        """Give a wish an NFO that is there; False if another has it."""
        key = fold(path)
        if key in self._filled:
            return False
        self._filled.add(key)
        return True

    def claim(self, wish: Wish) -> bool:
        """Give a wish its name; False if it has to go without."""
        key = fold(wish.destination)
        if key in self._names or key in self._listing.entries:
            return False
        ending = _ENDINGS.get(wish.subject)
        if ending is not None and (os.path.dirname(key), ending) in self._described:
            return False
        if wish.subject is Subject.COMIC and any(one.file.extension == "xml" for one in wish.item.companions):
            return False
        self._names.add(key)
        return True
