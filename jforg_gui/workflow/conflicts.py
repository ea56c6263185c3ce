"""Who may have a name: every destination is given once, and never one that is taken."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.listing import Entry, Listing, fold
from jforg_gui.domain.media import MediaFile
from jforg_gui.domain.plan import CompanionMove, Row, Status
from jforg_gui.workflow.drafts import Draft, Follower, draft_of, notes_of

# Beyond this many files of one name it is better to say so than to number on.
_MOST_COPIES: Final = 10_000
# A draft as it may go, the problem that keeps it back, and what is worth knowing if it goes.
Decision = tuple[Draft, Problem | None, Problem | None]


def _problem(code: ProblemCode, path: str, other: str) -> Problem:
    return Problem(code, path, (("other", other),))


class Resolver:
    """Gives names to drafts, one plan long.

    What already lies in its place keeps it. Under SKIP nobody else gets a name that two want; under KEEP_BOTH the
    first in order gets it and the others are numbered.
    """

    def __init__(self, listing: Listing, policy: ConflictPolicy) -> None:
        """Prepare for one plan over what ``listing`` says is there."""
        self._listing = listing
        self._policy = policy
        # Folded destination → the path of the file that has it, or of the first two that want it.
        self._settled: dict[str, str] = {}
        self._wanted: dict[str, tuple[str, str | None]] = {}
        # Folded path → the source that lies there now, though it may be about to move.
        self._sources: dict[str, str] = {}
        # Folded folder → the source that needs it; and folder → the file that lies where it, or one above, should.
        self._folders: dict[str, str] = {}
        self._blocked: dict[str, Entry | None] = {}
        self._next_number: dict[str, int] = {}
        # Sources that have been given a place: nothing is planned twice, even if it was handed over twice.
        self._given: set[str] = set()

    def resolve(self, drafts: Sequence[Draft]) -> list[Row]:
        """Return the row of every draft, in order."""
        drafts = [self._where_it_was_kept(draft) for draft in drafts]
        for draft in drafts:
            if draft.item.wanted:
                self._survey(draft)
        # What is not wanted claims no name: it is decided last, and told what it would meet.
        order = sorted(range(len(drafts)), key=lambda index: not drafts[index].item.wanted)
        decisions = {index: self._once(drafts[index]) or self._decide(drafts[index]) for index in order}
        rows = {index: self._row(*decisions[index]) for index in order}
        return [rows[index] for index in range(len(drafts))]

    def _decide(self, draft: Draft) -> Decision:
        """Decide one draft by the person's word for it, or by the run's policy."""
        if not draft.item.wanted:
            return self._unwanted(draft)
        policy = draft.item.conflict or self._policy
        return self._skip(draft) if policy is ConflictPolicy.SKIP else self._keep_both(draft)

    def _unwanted(self, draft: Draft) -> Decision:
        """Say what a row would meet if it were wanted; it settles nothing."""
        if draft.in_place:
            return draft, None, None
        problem = self._occupied(draft)
        for _, key, file, bound in _claims(draft):
            rival, _ = self._wanted.get(key, (None, None))
            if problem is None and bound and rival is not None:
                problem = _problem(ProblemCode.SAME_DESTINATION, file.path, rival)
        return draft, problem, None

    # --- looking around -------------------------------------------------------------------------------------------

    def _where_it_was_kept(self, draft: Draft) -> Draft:
        """Leave alone what an earlier run kept beside its namesake: ``Dawn (2).mp3`` next to ``Dawn.mp3``."""
        source = draft.item.file
        if draft.in_place or source.folder != os.path.dirname(draft.destination):
            return draft
        entry = self._listing.entries.get(draft.key)
        if entry is None or entry.identity == source.identity:
            return draft
        digits = "".join(filter(str.isdecimal, source.stem.removeprefix(draft.place.base)))
        if not digits.isascii() or not digits or len(digits) > len(str(_MOST_COPIES)):
            return draft
        numbered = draft.place.numbered(int(digits))
        return (numbered.name == source.name and draft_of(draft.item, numbered, draft.root)) or draft

    def _survey(self, draft: Draft) -> None:
        """Note what one draft has, wants, and needs."""
        for path, key, file, bound in _claims(draft):
            self._need_folders(path, draft.root, file.path)
            if file.path.startswith(draft.root):
                self._sources.setdefault(fold(file.path), file.path)
            if path == file.path:
                self._settled[key] = path
            elif bound and not draft.in_place:
                first, second = self._wanted.get(key, (None, None))
                if first is None:
                    self._wanted[key] = (file.path, None)
                elif second is None and first != file.path:
                    self._wanted[key] = (first, file.path)

    def _need_folders(self, path: str, root: str, source: str) -> None:
        folder = os.path.dirname(path)
        while len(folder) > len(root) and folder not in self._folders:
            self._folders[folder] = source
            self._folders.setdefault(fold(folder), source)
            folder = os.path.dirname(folder)

    def _file_in_the_way(self, folder: str, root: str) -> Entry | None:
        """Return the file that lies where ``folder`` or one above it should be."""
        if folder not in self._blocked:
            entry = self._listing.find(folder)
            if entry is not None and not entry.is_folder:
                self._blocked[folder] = entry
            elif len(folder) > len(root):
                self._blocked[folder] = self._file_in_the_way(os.path.dirname(folder), root)
            else:
                self._blocked[folder] = None
        return self._blocked[folder]

    def _taken(self, path: str, key: str, file: MediaFile, root: str) -> Problem | None:
        """Say what lies at ``path``, or in its way, that is not ``file`` itself."""
        settled = self._settled.get(key)
        if settled is not None:
            return _problem(ProblemCode.DESTINATION_EXISTS, file.path, settled)
        entry = self._listing.entries.get(key)
        if entry is not None:
            return self._meets(entry, key, file)
        if self._listing.entries:
            blocking = self._file_in_the_way(os.path.dirname(path), root)
            if blocking is not None:
                return _problem(ProblemCode.DESTINATION_EXISTS, file.path, blocking.path)
        leaving = self._sources.get(key)
        if leaving is not None and leaving != file.path:
            return _problem(ProblemCode.DESTINATION_EXISTS, file.path, leaving)
        if key in self._folders:
            return _problem(ProblemCode.SAME_DESTINATION, file.path, self._folders[key])
        return None

    def _meets(self, entry: Entry, key: str, file: MediaFile) -> Problem | None:
        """Tell a file's own other spelling (nothing in the way) from another name of it, and from another file."""
        if entry.is_folder or entry.identity != file.identity:
            return _problem(ProblemCode.DESTINATION_EXISTS, file.path, entry.path)
        if entry.path == file.path or (file.links == 1 and key == fold(file.path)):
            return None
        return _problem(ProblemCode.SAME_FILE, file.path, entry.path)

    # --- deciding -------------------------------------------------------------------------------------------------

    def _once(self, draft: Draft) -> Decision | None:
        """Refuse a row whose file has been planned already."""
        source = draft.item.file.path
        if source in self._given:
            return draft, _problem(ProblemCode.SAME_DESTINATION, source, source), None
        self._given.add(source)
        return None

    def _skip(self, draft: Draft) -> Decision:
        """Let a row go only if nobody else wants any of its names."""
        return draft, None if draft.in_place else self._obstacle(draft), None

    def _obstacle(self, draft: Draft) -> Problem | None:
        for path, key, file, bound in _claims(draft):
            if not bound or path == file.path:
                continue
            problem = self._taken(path, key, file, draft.root)
            first, second = self._wanted.get(key, (None, None))
            if problem is None and first is not None and second is not None:
                problem = _problem(ProblemCode.SAME_DESTINATION, file.path, second if first == file.path else first)
            if problem is not None:
                return problem
        return None

    def _keep_both(self, draft: Draft) -> Decision:
        """Give the first its name and the others a number."""
        if draft.in_place:
            return draft, None, None
        problem = self._occupied(draft)
        if problem is None:
            self._settle(draft)
            return draft, None, None
        if problem.code is ProblemCode.SAME_FILE:
            return draft, problem, None
        numbered = self._numbered(draft)
        if numbered is None:
            return draft, problem, None
        self._settle(numbered)
        return numbered, None, replace(problem, code=ProblemCode.NUMBERED)

    def _numbered(self, draft: Draft) -> Draft | None:
        if self._listing.entries and self._file_in_the_way(os.path.dirname(draft.destination), draft.root):
            return None
        start = self._next_number.get(draft.key, 2)
        for number in range(start, _MOST_COPIES):
            candidate = draft_of(draft.item, draft.place.numbered(number), draft.root)
            if candidate is None:
                return None
            if candidate.in_place or self._occupied(candidate) is None:
                self._next_number[draft.key] = number + 1
                return candidate
        return None

    def _occupied(self, draft: Draft) -> Problem | None:
        for path, key, file, bound in _claims(draft):
            if bound and path != file.path:
                problem = self._taken(path, key, file, draft.root)
                if problem is not None:
                    return problem
        return None

    def _settle(self, draft: Draft) -> None:
        for _, key, file, bound in _claims(draft):
            if bound:
                self._settled[key] = file.path

    # --- writing down ---------------------------------------------------------------------------------------------

    def _row(self, draft: Draft, problem: Problem | None, note: Problem | None) -> Row:
        item, notes = draft.item, notes_of(draft)
        if problem is not None:
            stays = (_problem(ProblemCode.OWNER_STAYED, "", item.file.path),)
            followers = tuple(
                CompanionMove(one.companion, one.destination, Status.CONFLICT, stays) for one in draft.followers
            )
            return Row(item, draft.destination, Status.CONFLICT, (problem, *notes), followers)
        status = Status.UNCHANGED if draft.in_place else Status.READY
        reasons = (note, *notes) if note is not None and status is Status.READY else notes
        followers = tuple(self._follow(one, draft) for one in draft.followers)
        return Row(item, draft.destination, status, reasons, followers)

    def _follow(self, one: Follower, draft: Draft) -> CompanionMove:
        """Place one companion of a row that is ready or in place. What collides alone stays alone."""
        file = one.companion.file
        if one.destination is None:
            return CompanionMove(
                one.companion, None, Status.ATTENTION, (Problem(ProblemCode.NAME_TOO_LONG, file.path),)
            )
        if one.in_place:
            return CompanionMove(one.companion, one.destination, Status.UNCHANGED)
        problem = None
        if file.path in self._given:
            problem = _problem(ProblemCode.SAME_DESTINATION, file.path, file.path)
        elif one.twin is not None:
            problem = _problem(ProblemCode.SAME_DESTINATION, file.path, one.twin)
        elif draft.in_place or not one.companion.bound:
            problem = self._taken(one.destination, one.key, file, draft.root) or self._wanted_by_another(one)
        if problem is not None:
            return CompanionMove(one.companion, one.destination, Status.CONFLICT, (problem,))
        self._settled[one.key] = file.path
        self._given.add(file.path)
        return CompanionMove(one.companion, one.destination, Status.READY)

    def _wanted_by_another(self, one: Follower) -> Problem | None:
        first, second = self._wanted.get(one.key, (None, None))
        path = one.companion.file.path
        other = second if first == path else first
        return _problem(ProblemCode.SAME_DESTINATION, path, other) if other is not None else None


def _claims(draft: Draft) -> Iterator[tuple[str, str, MediaFile, bool]]:
    """Give every path a draft asks for: path, key, file, and whether the whole row hangs on it."""
    yield draft.destination, draft.key, draft.item.file, True
    for one in draft.followers:
        if one.destination is not None and one.twin is None:
            yield one.destination, one.key, one.companion.file, one.companion.bound
