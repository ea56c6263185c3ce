"""A plan that follows corrections: only what they can touch is planned anew, and the outcome is that of a new plan.

Rows touch one another through names alone, and every name lies below one folder at the top of a library: a film's, a
show's, an artist's. Such a folder is a *shelf*; a row is tied to the shelves it comes from, asks for and is given.
Rows that share no shelf, not even through others, do not know of each other. Where streams are known, files of one
folder that say they are the same film or episode are tied as well: the short one may be a sample of the other.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import fold
from jforg_gui.domain.media import Kind, Library
from jforg_gui.domain.plan import Plan, Roots, Row
from jforg_gui.jellyfin import music
from jforg_gui.workflow.drafts import Draft
from jforg_gui.workflow.media import namesake_key
from jforg_gui.workflow.planning import Placed, Terms, place_rows
from jforg_gui.workflow.ports import NEVER, Cancellation

# What a second disc of one film gets at the end of its folder's name.
_NUMBERED: Final = re.compile(r"(?: \(\d+\))+$")
# The shelf of what lies in no folder of a library: everything in that library is read together with it.
_LOOSE: Final = ""

Ties = tuple[Hashable, ...]


class Shelves:
    """Tells the shelf of a path, folded; libraries that lie in one another are taken for one."""

    def __init__(self, roots: Roots) -> None:
        """Know the libraries' folders."""
        # The outermost first: it is the one that counts.
        self._roots = sorted({fold(root).rstrip(os.sep) + os.sep for root in roots.folders.values()}, key=len)
        self._known: dict[str, str | None] = {}
        self._names: dict[str, str] = {}  # one string for each shelf, however many rows are tied to it

    def of_folder(self, folder: str) -> str | None:
        """The shelf a folder is or lies in; '' for a library's own folder, None outside of all libraries."""
        if folder not in self._known:
            shelf = self._find(folder)
            self._known[folder] = shelf if shelf is None else self._names.setdefault(shelf, shelf)
        return self._known[folder]

    def _find(self, folder: str) -> str | None:
        folded = fold(folder) + os.sep
        root = next((root for root in self._roots if folded.startswith(root)), None)
        if root is None:
            return None
        name = folded[len(root) :].partition(os.sep)[0]
        return root + _NUMBERED.sub("", name) if name else _LOOSE

    def of_file(self, path: str) -> str | None:
        """The shelf a file lies in."""
        return self.of_folder(os.path.dirname(path))


@dataclass(frozen=True, slots=True)
class Replanned:
    """Rows as they are now planned, by index, with the shelves each is tied to; an equal row is the one that was."""

    rows: Mapping[int, Row]
    ties: Mapping[int, Ties]


class LivePlan:
    """The rows of one list under one set of terms, and what ties them together.

    ``replanned`` only reads, on any thread; ``adopt`` is for whoever owns the plan, while nobody reads.
    """

    def __init__(
        self,
        items: Sequence[Item],
        terms: Terms,
        problems: Sequence[Problem] = (),
        cancellation: Cancellation = NEVER,
    ) -> None:
        """Plan everything; ``problems`` are handed on. Any thread. Raises CancelledError."""
        self.terms = terms
        self._problems = tuple(problems)
        self._shelves = Shelves(terms.roots)
        self._holdings = terms.holdings()
        placed = place_rows(items, terms, self._holdings, cancellation)
        self.rows: list[Row] = placed.rows
        self._ties: list[Ties] = [self._ties_of(placed, index) for index in range(len(items))]
        self._tied: dict[Hashable, set[int]] = {}
        self._note(enumerate(self._ties))
        # One file in two rows ties them wherever they go: that does not happen, but must not be got wrong.
        self._all_together = _any_twice(items)

    def plan(self) -> Plan:
        """The plan of all rows as they were last adopted."""
        return self.terms.plan_of(self.rows, self._problems)

    def replanned(
        self,
        begin: Collection[int],
        items: Mapping[int, Item],
        most: int | None = None,
        cancellation: Cancellation = NEVER,
    ) -> Replanned | None:
        """Plan rows anew, and every row that they touch, before or now.

        ``items`` are those that differ from the plan's, by index, ``begin`` the ones that must be planned now; the
        others are where they are touched. None if that would be more than ``most`` rows. Raises CancelledError.
        """
        affected = self._closure(begin)
        while most is None or len(affected) <= most:
            order = sorted(affected)
            wanted = [items.get(index) or self.rows[index].item for index in order]
            placed = place_rows(wanted, self.terms, self._holdings, cancellation)
            ties = {index: self._ties_of(placed, place) for place, index in enumerate(order)}
            grown = self._closure(affected, {shelf for one in ties.values() for shelf in one})
            if len(grown) == len(affected):
                pairs = zip(order, placed.rows, strict=True)
                return Replanned({index: self._same_or(index, row) for index, row in pairs}, ties)
            affected = grown
        return None

    def _same_or(self, index: int, row: Row) -> Row:
        """The row there is where nothing has changed, so that whoever shows it sees that at once."""
        return self.rows[index] if row == self.rows[index] else row

    def touched(self, begin: Collection[int]) -> set[int]:
        """The rows that these have to do with, themselves among them."""
        return self._closure(begin)

    def adopt(self, replanned: Replanned) -> None:
        """Take over what was planned anew."""
        for index, row in replanned.rows.items():
            self.rows[index] = row
            for shelf in self._ties[index]:
                self._tied[shelf].discard(index)
            self._ties[index] = replanned.ties[index]
        self._note(replanned.ties.items())

    def without(self, gone: Collection[int]) -> tuple[LivePlan, list[int]]:
        """Return a plan without some rows, and the indexes in it of those that have to be planned anew."""
        new = [index for index in range(len(self.rows)) if index not in gone]
        touched = self._closure(gone) - set(gone)
        other = object.__new__(LivePlan)
        other.terms, other._problems, other._shelves = self.terms, self._problems, self._shelves
        other._holdings, other._all_together = self._holdings, self._all_together
        other.rows = [self.rows[index] for index in new]
        other._ties = [self._ties[index] for index in new]
        other._tied = {}
        other._note(enumerate(other._ties))
        return other, [place for place, index in enumerate(new) if index in touched]

    # --- what is tied to what ---------------------------------------------------------------------------------------

    def _note(self, ties: Iterable[tuple[int, Ties]]) -> None:
        for index, shelves in ties:
            for shelf in shelves:
                self._tied.setdefault(shelf, set()).add(index)

    def _closure(self, begin: Iterable[int], shelves: Iterable[Hashable] = ()) -> set[int]:
        """Rows, what else is tied to their shelves or to these, and so on."""
        found, known = set(begin), set(shelves)
        if not found and not known:
            return found
        open_shelves = [*known, *(shelf for index in found for shelf in self._ties[index] if shelf not in known)]
        known.update(open_shelves)
        if self._all_together or _LOOSE in known or self._tied.get(_LOOSE):
            return set(range(len(self.rows)))
        while open_shelves:
            for index in self._tied.get(open_shelves.pop(), ()):
                if index not in found:
                    found.add(index)
                    fresh = [shelf for shelf in self._ties[index] if shelf not in known]
                    known.update(fresh)
                    open_shelves += fresh
        return found

    def _ties_of(self, placed: Placed, place: int) -> Ties:
        """The shelves a row has to do with."""
        item, draft = placed.rows[place].item, placed.drafts.get(place)
        sample = namesake_key(item) if self.terms.media and item.media is not None else None
        found: set[Hashable] = set() if sample is None else {sample}
        if draft is not None:
            found.update(self._asked(item, draft), self._left(item))
        return tuple(found)

    def _asked(self, item: Item, draft: Draft | Problem) -> Iterator[str]:
        if isinstance(draft, Draft):
            for path in (draft.destination, *(one.destination for one in draft.followers)):
                if path is not None and (shelf := self._shelves.of_file(path)) is not None:
                    yield shelf
        elif draft.code is ProblemCode.NAME_TOO_LONG:  # its folder may have been spelled for others: too rare to follow
            yield _LOOSE
        elif item.kind is Kind.TRACK and (root := self.terms.roots.get(Library.MUSIC)) is not None:
            # A track that cannot be named still counts among its album's discs.
            shelf = self._shelves.of_folder(os.path.join(root, music.artist_folder(item.guess)))
            if shelf is not None:
                yield shelf

    def _left(self, item: Item) -> Iterator[str]:
        """Where names get free; a file that lies in no folder of a library frees none that anything could want."""
        for file in (item.file, *(one.file for one in item.companions)):
            if shelf := self._shelves.of_file(file.path):
                yield shelf


def _any_twice(items: Sequence[Item]) -> bool:
    paths = [item.file.path for item in items]
    paths += [one.file.path for item in items for one in item.companions]
    return len(set(paths)) < len(paths)
