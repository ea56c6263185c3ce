"""Who has, wants and leaves which name of a library, while one plan is made."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.listing import Entry, Listing, fold
from jforg_gui.domain.media import MediaFile
from jforg_gui.workflow.drafts import Draft


def problem_with(code: ProblemCode, path: str, other: str) -> Problem:
    """A problem of ``path`` that names another file."""
    return Problem(code, path, (("other", other),))


# Pairs of paths, the file's own first, whose contents were found to be the same.
SamePairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Claim:
    """One name that a draft asks for. ``bound``: the whole row hangs on it."""

    path: str
    key: str
    file: MediaFile
    bound: bool

    @property
    def in_place(self) -> bool:
        """Whether the file has this name already."""
        return self.path == self.file.path


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a name cannot be had. ``entry`` is the library's file that has it, where that one could make room."""

    problem: Problem
    entry: Entry | None = None


def claims(draft: Draft) -> Iterator[Claim]:
    """Give every name a draft asks for, its media file's first."""
    yield Claim(draft.destination, draft.key, draft.item.file, bound=True)
    for one in draft.followers:
        if one.destination is not None and one.twin is None:
            yield Claim(one.destination, one.key, one.companion.file, one.companion.bound)


class Names:
    """The names of one plan: what a listing says is there, what drafts ask for, and what has been given to whom.

    ``leaving``: files go from where they are, so that a name may be had which another file of the plan gives up.
    """

    def __init__(self, listing: Listing, *, leaving: bool) -> None:
        """Prepare for one plan over what ``listing`` says is there."""
        self._listing = listing
        self._leaving = leaving
        # Folded destination → the path of the file that has it, or of the first two that want it.
        self._settled: dict[str, str] = {}
        self._wanted: dict[str, tuple[str, str | None]] = {}
        # Folded names that a file of the plan has already and keeps.
        self._kept: set[str] = set()
        # Folded path → the source that lies there now; and those of them that are going somewhere else.
        self._sources: dict[str, str] = {}
        self._leavers: set[str] = set()
        # Folded folder → the source that needs it; and folder → the file that lies where it, or one above, should.
        self._folders: dict[str, str] = {}
        self._blocked: dict[str, Entry | None] = {}

    # --- looking around -------------------------------------------------------------------------------------------

    def survey(self, draft: Draft) -> None:
        """Note what one draft has, wants, leaves and needs."""
        for claim in claims(draft):
            path = claim.file.path
            self._need_folders(claim.path, draft.root, path)
            if path.startswith(draft.root):
                self._sources.setdefault(fold(path), path)
            if claim.in_place:
                self._settled[claim.key] = path
                self._kept.add(claim.key)
                continue
            if self._leaving:
                self._leavers.add(path)
            if claim.bound and not draft.in_place:
                first, second = self._wanted.get(claim.key, (None, None))
                if first is None:
                    self._wanted[claim.key] = (path, None)
                elif second is None and first != path:
                    self._wanted[claim.key] = (first, path)

    def rival(self, claim: Claim) -> str | None:
        """The path of another file that wants the same name."""
        first, second = self._wanted.get(claim.key, (None, None))
        return second if first == claim.file.path else first

    def contested(self, claim: Claim) -> str | None:
        """The path of another file that wants the name of a claim that is itself among the wishes."""
        first, second = self._wanted.get(claim.key, (None, None))
        if first is None or second is None:
            return None
        return second if first == claim.file.path else first

    def find(self, key: str) -> Entry | None:
        """What the library has under a folded path."""
        return self._listing.entries.get(key)

    def _need_folders(self, path: str, root: str, source: str) -> None:
        folder = os.path.dirname(path)
        while len(folder) > len(root) and folder not in self._folders:
            self._folders[folder] = source
            self._folders.setdefault(fold(folder), source)
            folder = os.path.dirname(folder)

    def file_in_the_way(self, folder: str, root: str) -> Entry | None:
        """Return the file that lies where ``folder`` or one above it should be."""
        if not self._listing.entries:
            return None
        if folder not in self._blocked:
            entry = self._listing.find(folder)
            if entry is not None and not entry.is_folder:
                self._blocked[folder] = entry
            elif len(folder) > len(root):
                self._blocked[folder] = self.file_in_the_way(os.path.dirname(folder), root)
            else:
                self._blocked[folder] = None
        return self._blocked[folder]

    # --- asking ---------------------------------------------------------------------------------------------------

    def obstacle(self, claim: Claim, root: str, needs: set[str] | None = None) -> Obstacle | None:
        """Say what has the name, or is in its way, that is not the file itself.

        A name that another file of the plan leaves is free if ``needs`` is given, which then is told that file's path.
        """
        path, file = claim.path, claim.file
        settled = self._settled.get(claim.key)
        entry = self.find(claim.key)
        if settled is not None:
            problem = problem_with(ProblemCode.DESTINATION_EXISTS, file.path, settled)
            return Obstacle(problem, entry if claim.key in self._kept and _is_file(entry) else None)
        if entry is not None:
            return self._meets(entry, claim, needs)
        blocking = self.file_in_the_way(os.path.dirname(path), root)
        if blocking is not None:
            return Obstacle(problem_with(ProblemCode.DESTINATION_EXISTS, file.path, blocking.path))
        leaving = self._sources.get(claim.key)
        if leaving is not None and leaving != file.path and not self._gives_up(leaving, needs):
            return Obstacle(problem_with(ProblemCode.DESTINATION_EXISTS, file.path, leaving))
        if claim.key in self._folders:
            return Obstacle(problem_with(ProblemCode.SAME_DESTINATION, file.path, self._folders[claim.key]))
        return None

    def _meets(self, entry: Entry, claim: Claim, needs: set[str] | None) -> Obstacle | None:
        """Tell a file's own other spelling (nothing in the way) from another name of it, and from another file."""
        file = claim.file
        if entry.is_folder or entry.identity != file.identity:
            if not entry.is_folder and self._gives_up(entry.path, needs):
                return None
            problem = problem_with(ProblemCode.DESTINATION_EXISTS, file.path, entry.path)
            return Obstacle(problem, None if entry.is_folder else entry)
        if entry.path == file.path or (file.links == 1 and claim.key == fold(file.path)):
            return None
        return Obstacle(problem_with(ProblemCode.SAME_FILE, file.path, entry.path))

    def _gives_up(self, path: str, needs: set[str] | None) -> bool:
        if needs is None or path not in self._leavers:
            return False
        needs.add(path)
        return True

    # --- giving ---------------------------------------------------------------------------------------------------

    def give(self, claim: Claim) -> None:
        """Settle a name."""
        self._settled[claim.key] = claim.file.path
        self._kept.discard(claim.key)

    def take_back(self, destination: str, path: str) -> None:
        """Unsettle a name that was given to the file at ``path``, if it was."""
        key = fold(destination)
        if self._settled.get(key) == path and destination != path:
            del self._settled[key]

    def stays(self, path: str) -> None:
        """Note that a file which was to leave does not."""
        self._leavers.discard(path)


def _is_file(entry: Entry | None) -> bool:
    return entry is not None and not entry.is_folder
