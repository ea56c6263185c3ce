"""The libraries as they will lie: folders and files, each known to be there, to come, or to be written. No Qt."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from jforg_gui.domain.errors import CancelledError
from jforg_gui.domain.listing import Listing
from jforg_gui.domain.media import Kind, Role
from jforg_gui.domain.plan import Plan, Row
from jforg_gui.ui.table.facts import natural
from jforg_gui.workflow.collecting import uncollected
from jforg_gui.workflow.ports import Cancellation

ROOT: Final = 0
_ASKED_EVERY: Final = 1000  # files between two questions whether to stop


class Mark(Enum):
    """What becomes of one name in a library."""

    THERE = "there"
    NEW = "new"
    WRITTEN = "written"


@dataclass(slots=True, eq=False)
class Branch:
    """One folder or file of a library.

    ``new``, ``written`` and ``files`` count the files in and below a folder that come, that JFOrg writes, and all of
    them; of a file they are 0 or 1.
    ``size`` is in bytes, of a folder the sum. ``row`` is the row of the plan it comes from or lies by, -1 for none, and
    ``source`` the path it comes from, '' where it comes from nowhere.
    """

    name: str
    parent: Branch | None
    mark: Mark
    is_folder: bool
    number: int
    children: list[Branch] = field(default_factory=list)
    new: int = 0
    written: int = 0
    files: int = 0
    size: int = 0
    row: int = -1
    source: str = ""
    thing: Kind | Role | None = None

    @property
    def changes(self) -> bool:
        """Whether it comes, or anything in it."""
        return bool(self.new or self.written)

    @property
    def path(self) -> str:
        """The whole path."""
        above = self.parent
        return self.name if above is None or above.number == ROOT else os.path.join(above.path, self.name)


class Tree:
    """All libraries under one nameless root, which is ``branches[0]``; every branch stands at its number."""

    def __init__(self) -> None:
        """Begin with no library."""
        self.branches: list[Branch] = [Branch("", None, Mark.THERE, is_folder=True, number=ROOT)]

    @property
    def root(self) -> Branch:
        """What holds the libraries."""
        return self.branches[ROOT]

    def add(self, name: str, parent: Branch, mark: Mark, *, is_folder: bool) -> Branch:
        """Put a name into a folder."""
        branch = Branch(name, parent, mark, is_folder, len(self.branches))
        self.branches.append(branch)
        parent.children.append(branch)
        return branch


class _Builder:
    """Puts paths into one tree; a folder that only comes by what it will hold is a new one."""

    def __init__(self, plan: Plan, cancellation: Cancellation) -> None:
        self.tree = Tree()
        self._cancellation = cancellation
        self._folders: dict[str, Branch] = {}
        self._taken: set[str] = set()
        self._seen = 0
        roots = dict.fromkeys(root.rstrip(os.sep) or root for root in plan.roots.folders.values())
        for root in roots:
            self._folders[root] = self.tree.add(root, self.tree.root, Mark.NEW, is_folder=True)

    def folder(self, path: str, mark: Mark) -> Branch | None:
        """The branch of a folder, made with those above it; None outside of all libraries."""
        known = self._folders.get(path)
        if known is not None:
            if mark is Mark.THERE:
                known.mark = mark
            return known
        above, _, name = path.rpartition(os.sep)
        parent = self.folder(above, mark) if above and above != path else None
        if parent is None:
            return None
        made = self._folders[path] = self.tree.add(name, parent, mark, is_folder=True)
        return made

    def file(self, path: str, mark: Mark, size: int) -> Branch | None:
        """The branch of a file; None for a path that is taken already or lies outside."""
        self._seen += 1
        if not self._seen % _ASKED_EVERY and self._cancellation.cancelled():
            raise CancelledError
        above, _, name = path.rpartition(os.sep)
        parent = None if path in self._taken else self.folder(above, mark)
        if parent is None:
            return None
        self._taken.add(path)
        made = self.tree.add(name, parent, mark, is_folder=False)
        made.size, made.files = size, 1
        made.new, made.written = int(mark is Mark.NEW), int(mark is Mark.WRITTEN)
        return made

    def take(self, place: int, row: Row, plan: Plan) -> None:
        """What moves of a row."""
        unit = plan.unit_of(row)
        if unit is None:
            return
        things = {move.companion.file.path: move.companion.role for move in row.companions}
        for transfer in unit.transfers():
            branch = self.file(transfer.destination, Mark.NEW, transfer.file.size)
            if branch is not None:
                branch.row, branch.source = place, transfer.file.path
                branch.thing = things.get(transfer.file.path, row.item.guess.kind)

    def finish(self) -> Tree:
        """Sum up and sort: the folder that holds others before its files, both as a person counts."""
        for branch in reversed(self.tree.branches):  # what is in a folder was made after it
            above = branch.parent
            if above is not None:
                above.files += branch.files
                above.new += branch.new
                above.written += branch.written
                above.size += branch.size
                if above.row < 0 or 0 <= branch.row < above.row:
                    above.row = branch.row
            if branch.children:
                if self._cancellation.cancelled():
                    raise CancelledError
                branch.children.sort(key=_order)
        return self.tree


def _order(branch: Branch) -> tuple[bool, str]:
    return not branch.is_folder, natural(branch.name)


def grow(plan: Plan, listing: Listing, cancellation: Cancellation, *, keeps: bool = False) -> Tree:
    """Make the tree of what the libraries hold and of what the plan brings. Takes a while: not for the GUI thread.

    What leaves a library by this plan is not shown at its old place, unless the run ``keeps`` what it takes from, as a
    copy does; nor is what is set aside.

    Raises:
        CancelledError: it is not wanted any more.

    """
    with uncollected():
        return _grown(plan, listing, cancellation, keeps=keeps)


def _grown(plan: Plan, listing: Listing, cancellation: Cancellation, *, keeps: bool) -> Tree:
    builder = _Builder(plan, cancellation)
    for place, row in enumerate(plan.rows):
        builder.take(place, row, plan)
    for creation in plan.creations:
        builder.file(creation.destination, Mark.WRITTEN, len(creation.content))
    for picture in plan.pictures:
        builder.file(picture.stem, Mark.WRITTEN, 0)  # what is sent tells which extension it gets
    _add_what_is_there(builder, plan, listing, set(_leaving(plan, keeps=keeps)))
    return builder.finish()


def _add_what_is_there(builder: _Builder, plan: Plan, listing: Listing, gone: set[str]) -> None:
    rows = {row.item.file.path: place for place, row in enumerate(plan.rows)}
    for entry in listing.entries.values():
        if entry.is_folder:
            builder.folder(entry.path, Mark.THERE)
        elif entry.path not in gone:
            branch = builder.file(entry.path, Mark.THERE, entry.size)
            if branch is not None:
                branch.row = rows.get(entry.path, -1)


def _leaving(plan: Plan, *, keeps: bool) -> Iterator[str]:
    for unit in plan.units():
        for transfer in unit.transfers():
            if not keeps:
                yield transfer.file.path
            if transfer.replaces:
                yield transfer.replaces
