"""Who may have a name: every destination is given once, and one that is taken only as the person wants it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.listing import Listing, fold
from jforg_gui.domain.media import Library
from jforg_gui.domain.plan import CompanionMove, Row, Status
from jforg_gui.domain.streams import NOTHING_READ, FactsByFile
from jforg_gui.jellyfin import movies
from jforg_gui.jellyfin.place import Company, Place
from jforg_gui.workflow.chains import Chains, Decision
from jforg_gui.workflow.drafts import Draft, Follower, draft_of, notes_of
from jforg_gui.workflow.media import with_resolution
from jforg_gui.workflow.names import Claim, Names, Obstacle, SamePairs, claims, problem_with
from jforg_gui.workflow.quality import quality_of, quality_of_path

# Beyond this many files of one name it is better to say so than to number on.
_MOST_COPIES: Final = 10_000


class Resolver:
    """Gives names to drafts, one plan long.

    What already lies in its place keeps it. Under SKIP (and ASK, until there is an answer) nobody gets a name that
    another has or wants; under KEEP_BOTH the first in order gets it and the others become versions or are numbered;
    under REPLACE the library's file makes room; under KEEP_BEST the best one gets the name and the others stay.
    """

    def __init__(
        self,
        listing: Listing,
        policy: ConflictPolicy,
        *,
        leaving: bool = True,
        same: SamePairs = frozenset(),
        media: FactsByFile = NOTHING_READ,
    ) -> None:
        """Prepare for one plan over what ``listing`` says is there.

        ``leaving`` says that files go from where they are; ``same`` are pairs of files with the same content; ``media``
        is what is known of the streams of the library's files.
        """
        self._names = Names(listing, leaving=leaving)
        self._leaving = leaving
        self._policy = policy
        self._same = same
        self._media = media
        self._numbers: dict[str, Iterator[int]] = {}
        # Sources that have been given a place: nothing is planned twice, even if it was handed over twice.
        self._given: set[str] = set()
        # Folded destination → the draft that is the best of those that shall be compared.
        self._best: dict[str, Draft] = {}

    def resolve(self, drafts: Sequence[Draft]) -> list[Row]:
        """Return the row of every draft, in order."""
        drafts = [self._where_it_was_kept(draft) for draft in drafts]
        for draft in drafts:
            if draft.item.wanted:
                self._names.survey(draft)
                self._compare(draft)
        # What is not wanted claims no name: it is decided last, and told what it would meet. What the person has
        # decided row by row comes before what is left to the policy.
        order = sorted(range(len(drafts)), key=lambda index: _turn(drafts[index]))
        decisions = {index: self._once(drafts[index]) or self._decide(drafts[index]) for index in order}
        rows = {index: self._row(decisions[index]) for index in order}
        Chains(decisions, rows, self._names, lambda index: self._again(drafts[index], rows[index])).settle()
        return [rows[index] for index in range(len(drafts))]

    def _again(self, draft: Draft, earlier: Row) -> tuple[Decision, Row]:
        """Decide a row once more, after a name it had counted on is not given up."""
        if earlier.destination is not None:
            self._names.take_back(earlier.destination, earlier.item.file.path)
        for move in earlier.companions:
            if move.status is Status.READY and move.destination is not None:
                self._names.take_back(move.destination, move.companion.file.path)
                self._given.discard(move.companion.file.path)
        decision = self._decide(draft)
        return decision, self._row(decision)

    def _decide(self, draft: Draft) -> Decision:
        """Decide one draft: it lies there already, or else by the person's word for it, or by the run's policy."""
        if not draft.item.wanted:
            return self._unwanted(draft)
        there = self._there(next(claims(draft)), draft.root)
        if draft.in_place or there is not None:
            return Decision(draft, note=there, there=there is not None)
        match draft.item.conflict or self._policy:
            case ConflictPolicy.KEEP_BOTH:
                return self._keep_both(draft)
            case ConflictPolicy.REPLACE:
                return self._replace(draft, first=draft.item.conflict is not None)
            case ConflictPolicy.KEEP_BEST:
                return self._keep_best(draft)
            case ConflictPolicy.SKIP | ConflictPolicy.ASK:
                return self._skip(draft)

    def _unwanted(self, draft: Draft) -> Decision:
        """Say what a row would meet if it were wanted; it settles nothing."""
        if draft.in_place:
            return Decision(draft)
        obstacle = self._occupied(draft)
        problem = obstacle.problem if obstacle is not None else None
        for claim in claims(draft):
            rival = self._names.rival(claim)
            if problem is None and claim.bound and rival is not None:
                problem = problem_with(ProblemCode.SAME_DESTINATION, claim.file.path, rival)
        return Decision(draft, problem)

    def _there(self, claim: Claim, root: str) -> Problem | None:
        """What says that the library holds a file already under its new name; only where files stay as they are."""
        obstacle = None if self._leaving else self._names.obstacle(claim, root, set())
        said = self._said(obstacle.problem) if obstacle is not None else None
        if said is None or said.code not in {ProblemCode.SAME_FILE, ProblemCode.IDENTICAL}:
            return None
        return said if fold(dict(said.details)["other"]) == claim.key else None

    # --- looking around -------------------------------------------------------------------------------------------

    def _where_it_was_kept(self, draft: Draft) -> Draft:
        """Leave alone what an earlier run kept beside its namesake: ``Dawn (2).mp3`` next to ``Dawn.mp3``."""
        source, entry = draft.item.file, self._names.find(draft.key)
        if entry is None or entry.identity == source.identity:
            return draft
        if draft.in_place or source.folder != os.path.dirname(draft.destination):
            return draft
        digits = "".join(filter(str.isdecimal, source.stem.removeprefix(draft.place.base)))
        if not digits.isascii() or not digits or len(digits) > len(str(_MOST_COPIES)):
            return draft
        numbered = draft.place.numbered(int(digits))
        return (numbered.name == source.name and draft_of(draft.item, numbered, draft.root)) or draft

    def _compare(self, draft: Draft) -> None:
        """Remember the best of the drafts that want one name; of equals the first."""
        if draft.in_place or (draft.item.conflict or self._policy) is not ConflictPolicy.KEEP_BEST:
            return
        best = self._best.setdefault(draft.key, draft)
        if quality_of(draft.item).better_than(quality_of(best.item)):
            self._best[draft.key] = draft

    # --- deciding -------------------------------------------------------------------------------------------------

    def _once(self, draft: Draft) -> Decision | None:
        """Refuse a row whose file has been planned already."""
        source = draft.item.file.path
        if source in self._given:
            return Decision(draft, problem_with(ProblemCode.SAME_DESTINATION, source, source))
        self._given.add(source)
        return None

    def _skip(self, draft: Draft) -> Decision:
        """Let a row go only if nobody else has or wants any of its names."""
        needs: set[str] = set()
        for claim in _bound(draft):
            obstacle = self._names.obstacle(claim, draft.root, needs)
            if obstacle is None:
                rival = self._names.contested(claim)
                obstacle = Obstacle(_rivalry(claim, rival)) if rival is not None else None
            if obstacle is not None:
                return Decision(draft, self._said(obstacle.problem))
        return Decision(draft, needs=frozenset(needs))

    def _keep_both(self, draft: Draft) -> Decision:
        """Give the first its name; the others become versions where Jellyfin shows versions, or get a number."""
        needs: set[str] = set()
        obstacle = self._occupied(draft, needs)
        if obstacle is None:
            return self._go(Decision(draft, needs=frozenset(needs)))
        problem = self._said(obstacle.problem)
        if problem.code is ProblemCode.SAME_FILE:
            return Decision(draft, problem)
        if problem.code is ProblemCode.IDENTICAL and draft.item.conflict is None:
            return Decision(draft, problem, settled=True)
        needs.clear()
        beside = self._beside(draft, needs)
        if beside is None:
            return Decision(draft, problem)
        return self._go(Decision(beside, note=replace(problem, code=ProblemCode.NUMBERED), needs=frozenset(needs)))

    def _replace(self, draft: Draft, *, first: bool) -> Decision:
        """Let the library's file make room; what two rows want goes to the one that is ``first``."""
        needs: set[str] = set()
        replaces: dict[str, str] = {}
        note: Problem | None = None
        for claim in _bound(draft):
            obstacle = self._names.obstacle(claim, draft.root, needs)
            rival = None if first else self._names.contested(claim)
            if rival is not None:
                obstacle = Obstacle(_rivalry(claim, rival))
            if obstacle is None:
                continue
            said = self._said(obstacle.problem)
            if obstacle.entry is None:
                return Decision(draft, said)
            if said.code is ProblemCode.IDENTICAL and claim.path == draft.destination and draft.item.conflict is None:
                return Decision(draft, said, settled=True)
            replaces[claim.file.path] = obstacle.entry.path
            note = note or replace(obstacle.problem, code=ProblemCode.REPLACES)
        return self._go(Decision(draft, note=note, replaces=replaces, needs=frozenset(needs)))

    def _keep_best(self, draft: Draft) -> Decision:
        """Let the best one have the name; a file of the library that is as good stays."""
        path = draft.item.file.path
        best = self._best.get(draft.key, draft)
        if best.item.file.path != path:
            other = best.item.file.path
            return Decision(draft, self._said(problem_with(ProblemCode.NOT_THE_BEST, path, other)), settled=True)
        claim = next(claims(draft))
        obstacle = self._names.obstacle(claim, draft.root, set())
        if obstacle is not None and obstacle.entry is not None:
            entry = obstacle.entry
            said = self._said(obstacle.problem)
            if said.code is ProblemCode.IDENTICAL:
                return Decision(draft, said, settled=True)
            if not quality_of(draft.item).better_than(
                quality_of_path(entry.path, entry.size, self._media.get((entry.path, entry.size)))
            ):
                return Decision(draft, problem_with(ProblemCode.NOT_THE_BEST, path, entry.path), settled=True)
        return self._replace(draft, first=True)

    def _said(self, problem: Problem) -> Problem:
        """Say of two files with the same content that they have."""
        other = dict(problem.details).get("other", "")
        return replace(problem, code=ProblemCode.IDENTICAL) if (problem.path, other) in self._same else problem

    def _beside(self, draft: Draft, needs: set[str]) -> Draft | None:
        """Find a free name beside the one that is taken."""
        if self._names.file_in_the_way(os.path.dirname(draft.destination), draft.root):
            return None
        version = _as_version(draft)
        numbers = self._numbers.setdefault(draft.key, iter(range(2, _MOST_COPIES)))  # what was taken once stays taken
        for place in chain([version] if version else [], map(draft.place.numbered, numbers)):
            candidate = draft_of(draft.item, place, draft.root)
            if candidate is None:
                return None
            found: set[str] = set()
            if candidate.in_place or self._occupied(candidate, found) is None:
                needs |= found
                return candidate
        return None

    def _occupied(self, draft: Draft, needs: set[str] | None = None) -> Obstacle | None:
        for claim in _bound(draft):
            obstacle = self._names.obstacle(claim, draft.root, needs)
            if obstacle is not None:
                return obstacle
        return None

    def _go(self, decision: Decision) -> Decision:
        for claim in claims(decision.draft):
            if claim.bound:
                self._names.give(claim)
        return decision

    # --- writing down ---------------------------------------------------------------------------------------------

    def _row(self, decision: Decision) -> Row:
        draft, item, notes = decision.draft, decision.draft.item, notes_of(decision.draft)
        if decision.problem is not None:
            status = Status.IGNORED if decision.settled else Status.CONFLICT
            stays = (problem_with(ProblemCode.OWNER_STAYED, "", item.file.path),)
            followers = tuple(CompanionMove(one.companion, one.destination, status, stays) for one in draft.followers)
            return Row(item, draft.destination, status, (decision.problem, *notes), followers)
        status = Status.UNCHANGED if draft.in_place or decision.there else Status.READY
        reasons = (decision.note, *notes) if decision.note is not None and not draft.in_place else notes
        followers = tuple(self._follow(one, decision) for one in draft.followers)
        return Row(item, draft.destination, status, reasons, followers, decision.replaces.get(item.file.path))

    def _follow(self, one: Follower, decision: Decision) -> CompanionMove:
        """Place one companion of a row that is ready or in place. What collides alone stays alone."""
        draft, file = decision.draft, one.companion.file
        if one.destination is None:
            return CompanionMove(
                one.companion, None, Status.ATTENTION, (Problem(ProblemCode.NAME_TOO_LONG, file.path),)
            )
        if one.in_place:
            return CompanionMove(one.companion, one.destination, Status.UNCHANGED)
        claim = Claim(one.destination, one.key, file, one.companion.bound)
        problem = None
        if file.path in self._given:
            problem = problem_with(ProblemCode.SAME_DESTINATION, file.path, file.path)
        elif one.twin is not None:
            problem = problem_with(ProblemCode.SAME_DESTINATION, file.path, one.twin)
        elif draft.in_place or decision.there or not one.companion.bound:
            there = self._there(claim, draft.root)
            if there is not None:
                return CompanionMove(one.companion, one.destination, Status.UNCHANGED, (there,))
            problem = self._alone(claim, draft.root)
        if problem is not None:
            return CompanionMove(one.companion, one.destination, Status.CONFLICT, (problem,))
        self._names.give(claim)
        self._given.add(file.path)
        return CompanionMove(one.companion, one.destination, Status.READY, replaces=decision.replaces.get(file.path))

    def _alone(self, claim: Claim, root: str) -> Problem | None:
        """What a companion meets on which its row does not hang."""
        obstacle = self._names.obstacle(claim, root)
        if obstacle is not None:
            return self._said(obstacle.problem)
        rival = self._names.rival(claim)
        return self._said(_rivalry(claim, rival)) if rival is not None else None


def _turn(draft: Draft) -> int:
    return 2 if not draft.item.wanted else 0 if draft.item.conflict is ConflictPolicy.REPLACE else 1


def _bound(draft: Draft) -> Iterable[Claim]:
    """The names a row hangs on that its files do not have yet."""
    return (claim for claim in claims(draft) if claim.bound and not claim.in_place)


def _rivalry(claim: Claim, rival: str) -> Problem:
    return problem_with(ProblemCode.SAME_DESTINATION, claim.file.path, rival)


def _as_version(draft: Draft) -> Place | None:
    """The place of a film as another version, named by what tells it apart (jellyfin.org, "Multiple versions")."""
    place = draft.place
    if place.library is not Library.MOVIES or len(place.folders) != place.home or place.tail:
        return None
    label = movies.label(with_resolution(draft.item), Company(versions=True, alike=True))
    return replace(place, label=label) if label and label != place.label else None
