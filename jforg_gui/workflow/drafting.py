"""Looks at a chunk's files once more and drafts their steps, with the folders they need and the room that is made."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.media import Identity
from jforg_gui.domain.plan import Roots, Transfer
from jforg_gui.domain.words import problem_from_oserror
from jforg_gui.domain.work import Facts, Run, StepDraft, StepKind
from jforg_gui.workflow.ahead import Ahead
from jforg_gui.workflow.aside import momentary_path
from jforg_gui.workflow.ordering import Act, Batch
from jforg_gui.workflow.ports import Disk
from jforg_gui.workflow.room import Drafts
from jforg_gui.workflow.steps import missing_folders
from jforg_gui.workflow.trash import trash_path

_STEP_OF_MODE: Final = {
    Mode.MOVE: StepKind.MOVE,
    Mode.COPY: StepKind.COPY,
    Mode.HARDLINK: StepKind.HARDLINK,
    Mode.SYMLINK: StepKind.SYMLINK,
    Mode.REFLINK: StepKind.COPY,
}


class Drafting:
    """Drafts the steps of one run, a chunk at a time; what lies on the disk decides, as it will be by then."""

    def __init__(self, run: Run, disk: Disk, roots: Roots, folders: set[str]) -> None:
        """Set out for one run; ``roots`` tell where its trash is, ``folders`` are known to be there."""
        self._run = run
        self._disk = disk
        self._roots = roots
        self._folders = folders
        self._asides = 0
        self._kind = _STEP_OF_MODE[run.mode]

    def chunk(self, batches: Iterable[Batch]) -> Drafts:
        """Draft some batches; nothing is touched."""
        drafted = Drafts()
        ahead = Ahead(self._disk)
        leaving: set[Identity] = set()
        for batch in batches:
            _BatchDraft(self, drafted, ahead, leaving).add(batch)
        return drafted

    def aside(self, path: str) -> str:
        """A new momentary name for a file."""
        self._asides += 1
        return momentary_path(path, self._run, self._asides)

    def trash(self, path: str) -> str:
        """Where a file goes that makes room for good."""
        return trash_path(path, self._run, self._roots)

    def folders_of(self, path: str) -> list[StepDraft]:
        """The folders that are missing above a path."""
        return missing_folders(os.path.dirname(path), self._folders, self._disk)

    def step(self, source: str, destination: str, facts: Facts) -> StepDraft:
        """The step by which a file gets to its place."""
        return StepDraft(kind=self._kind, source=source, destination=destination, facts=facts)

    @property
    def moves(self) -> bool:
        """Whether files go from where they are."""
        return self._kind is StepKind.MOVE


class _BatchDraft:
    """The steps of one batch, added to a chunk."""

    def __init__(self, drafting: Drafting, drafted: Drafts, ahead: Ahead, leaving: set[Identity]) -> None:
        self._drafting, self._drafted, self._ahead, self._leaving = drafting, drafted, ahead, leaving
        self._at: dict[int, int] = {}  # act → its step
        self._asides: dict[str, tuple[str, int]] = {}  # path → its momentary name and the step that gives it

    def add(self, batch: Batch) -> None:
        stays = self._bound_that_stays(batch)
        if stays is not None:
            other = (("other", stays[0].transfer.file.name),)
            for act in batch:
                reason = Problem(ProblemCode.OWNER_STAYED, act.transfer.file.path, other)
                self._refuse(act.transfer, stays[1] if act is stays[0] else reason)
            return
        for position, act in enumerate(batch):
            if act.aside:
                self._set_aside(act.transfer)
            elif act.leader is not None and act.leader not in self._at:
                other = (("other", batch[act.leader].transfer.file.name),)
                self._refuse(act.transfer, Problem(ProblemCode.OWNER_STAYED, act.transfer.file.path, other))
            else:
                self._place(position, act)

    def _bound_that_stays(self, batch: Batch) -> tuple[Act, Problem] | None:
        """A file that cannot follow what is not to go without it, and why; None for files that make room for others.

        What has gone wrong already with the one that leads is said of that one.
        """
        if len(batch) == 1 or any(act.aside or act.transfer.replaces is not None for act in batch):
            return None
        if self._problem(batch[0]) is not None:
            return None
        for act in batch:
            problem = self._problem(act) if act.leader == 0 and act.transfer.bound else None
            if problem is not None and problem.code is not ProblemCode.SOURCE_GONE:
                return act, problem
        return None

    def _problem(self, act: Act) -> Problem | None:
        """Why a file could not go, as far as a look can tell."""
        transfer = act.transfer
        try:
            facts = self._ahead.facts(transfer.file.path)
            problem = _no_longer(transfer, facts)
            if problem is not None or facts is None:
                return problem
            there = self._ahead.facts(transfer.destination)
        except OSError as error:
            return problem_from_oserror(error, transfer.file.path, other=transfer.destination)
        respelled = there is not None and there.identity == facts.identity
        return None if respelled else self._taken(transfer, facts)

    def _refuse(self, transfer: Transfer, problem: Problem) -> None:
        self._drafted.refused.append((transfer, problem))

    def _set_aside(self, transfer: Transfer) -> None:
        """Let a file leave its name for a momentary one; where it cannot, its own act will say why."""
        path = transfer.file.path
        try:
            facts = self._ahead.facts(path)
        except OSError:
            return
        if facts is not None and _no_longer(transfer, facts) is None:
            self._asides[path] = self._aside_step(path, facts, None)

    def _aside_step(self, path: str, facts: Facts, leader: int | None) -> tuple[str, int]:
        name = self._drafting.aside(path)
        return name, self._move_aside(path, name, facts, leader)

    def _move_aside(self, path: str, name: str, facts: Facts, leader: int | None) -> int:
        self._drafted.files.append(StepDraft(kind=StepKind.SET_ASIDE, source=path, destination=name, facts=facts))
        self._ahead.moved(path, name)
        self._leaving.add(facts.identity)
        position = len(self._drafted.files) - 1
        if leader is not None:
            self._drafted.leaders[position] = leader
        return position

    def _place(self, position: int, act: Act) -> None:
        transfer = act.transfer
        source, after = self._asides.get(transfer.file.path, (transfer.file.path, None))
        after = self._at[act.leader] if act.leader is not None else after
        try:
            facts = self._ahead.facts(source)
            problem = _no_longer(transfer, facts)
            if problem is None and facts is not None:
                there = self._ahead.facts(transfer.destination)
                if there is not None or transfer.replaces is not None:
                    source, after = self._make_room(transfer, source, facts, after)
                    problem = self._taken(transfer, facts)
            if problem is None:
                self._drafted.folders.extend(self._drafting.folders_of(transfer.destination))
        except OSError as error:
            problem = problem_from_oserror(error, transfer.file.path, other=transfer.destination)
        if problem is not None or facts is None:
            self._refuse(transfer, problem or Problem(ProblemCode.SOURCE_GONE, transfer.file.path))
            return
        self._drafted.files.append(self._drafting.step(source, transfer.destination, facts))
        self._at[position] = len(self._drafted.files) - 1
        if after is not None:
            self._drafted.leaders[self._at[position]] = after
        if transfer.bound:
            self._drafted.bound.add(self._at[position])
        if self._drafting.moves:
            self._ahead.moved(source, transfer.destination)
            self._leaving.add(facts.identity)

    def _make_room(self, transfer: Transfer, source: str, facts: Facts, after: int | None) -> tuple[str, int | None]:
        """Set aside the file that is to be replaced, or this one itself where only its spelling changes."""
        if transfer.replaces is not None:
            standing = self._ahead.facts(transfer.replaces)
            if standing is not None and standing.is_file and standing.identity != facts.identity:
                trash = self._drafting.trash(transfer.replaces)
                self._drafted.folders.extend(self._drafting.folders_of(trash))
                return source, self._move_aside(transfer.replaces, trash, standing, after)
        elif self._drafting.moves and source == transfer.file.path and facts.links == 1:
            # A disk that knows two spellings as one name answers with the file itself.
            there = self._ahead.facts(transfer.destination)
            if there is not None and there.identity == facts.identity:
                return self._aside_step(source, facts, after)
        return source, after

    def _taken(self, transfer: Transfer, facts: Facts) -> Problem | None:
        there = self._ahead.facts(transfer.destination)
        if there is None or (
            there.identity in self._leaving and (there.identity != facts.identity or facts.links == 1)
        ):
            return None
        return Problem(ProblemCode.DESTINATION_TAKEN, transfer.file.path, (("other", transfer.destination),))


def _no_longer(transfer: Transfer, facts: Facts | None) -> Problem | None:
    """Tell whether the file is still the one the plan was made for."""
    planned = transfer.file
    if facts is None:
        return Problem(ProblemCode.SOURCE_GONE, planned.path)
    same = facts.is_file and (facts.size, facts.mtime_ns, facts.identity) == (
        planned.size,
        planned.mtime_ns,
        planned.identity,
    )
    return None if same else Problem(ProblemCode.CHANGED_SINCE, planned.path)
