"""Source folders that a run has emptied: removed where the person wishes it, and made again by undo as they were."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.plan import Roots
from jforg_gui.domain.words import problem_from_oserror
from jforg_gui.domain.work import Facts, Failure, Outcome, Run, Step, StepDraft, StepKind, StepState
from jforg_gui.workflow.ports import Disk
from jforg_gui.workflow.steps import Tools, carry_out, missing_folders

CHUNK: Final = 256


class Emptied:
    """Follows the files of one run out of their folders. What the person has added, and libraries, always stay."""

    def __init__(self, disk: Disk, inputs: Iterable[str], roots: Roots) -> None:
        """``inputs`` are the folders and files the person has added; only folders below them are ever removed."""
        self._disk = disk
        self._ends = {self._folder_of(path) for path in inputs}
        self._libraries = frozenset(roots.folders.values())
        self._chains: dict[str, tuple[str, ...]] = {}
        self._before: dict[str, Facts] = {}
        self._left: defaultdict[int, set[str]] = defaultdict(set)  # by depth

    def _folder_of(self, path: str) -> str:
        with suppress(OSError):
            facts = self._disk.facts(path)
            if facts is not None and facts.is_folder:
                return path
        return os.path.dirname(path)

    def look(self, path: str) -> None:
        """Remember what the folders above a file are like, before it leaves them."""
        for folder in self._above(path):
            if folder in self._before:
                return
            with suppress(OSError):
                facts = self._disk.facts(folder)
                if facts is not None and facts.is_folder:
                    self._before[folder] = facts

    def left(self, path: str) -> None:
        """Take note that a file has left."""
        for folder in self._above(path)[:1]:
            self._left[folder.count(os.sep)].add(folder)

    def _above(self, path: str) -> tuple[str, ...]:
        """The folders above a path that may go, the innermost first."""
        folder = os.path.dirname(path)
        if folder not in self._chains:
            chain, at = [], folder
            while at not in self._ends and os.path.dirname(at) != at:
                chain += [] if at in self._libraries else [at]
                at = os.path.dirname(at)
            self._chains[folder] = tuple(chain) if at in self._ends else ()
        return self._chains[folder]

    def remove(self, run: Run, tools: Tools) -> tuple[int, list[Failure]]:
        """Remove what is empty now, the innermost first; return how many folders went, and what could not.

        A folder that holds anything stays and is no failure.

        Raises:
            JournalUnusableError: see ``carry_out``.

        """
        removed, failures = 0, []
        for depth in range(max(self._left, default=0), 0, -1):
            drafts = [
                _removal(folder, self._before[folder]) for folder in sorted(self._left[depth] & self._before.keys())
            ]
            for outcome in _in_chunks(run, drafts, tools):
                path = outcome.step.destination
                if outcome.state is StepState.DONE:
                    removed += 1
                    self.left(path)
                elif outcome.reason is not None and outcome.reason.code is not ProblemCode.FOLDER_NOT_EMPTY:
                    failures.append(Failure(path, "", outcome.reason))
        return removed, failures


def _in_chunks(run: Run, drafts: Sequence[StepDraft], tools: Tools) -> Iterator[Outcome]:
    for start in range(0, len(drafts), CHUNK):
        yield from carry_out(run, drafts[start : start + CHUNK], tools).outcomes


def _removal(folder: str, facts: Facts, redoes: int | None = None) -> StepDraft:
    return StepDraft(kind=StepKind.REMOVE_EMPTIED, destination=folder, facts=facts, redoes=redoes)


class Comeback:
    """Makes folders again that a run had removed, before files go back into them, and finishes them afterwards."""

    def __init__(self, run: Run, tools: Tools, known: set[str]) -> None:
        """Within the undo ``run``; ``known`` are folders that are there, and grows."""
        self._run = run
        self._tools = tools
        self._known = known
        self._made: list[Step] = []

    def make(self, folders: Sequence[Step]) -> None:
        """Make them, the outermost first."""
        drafts: list[StepDraft] = []
        for step in folders:
            drafts += missing_folders(os.path.dirname(step.destination), self._known, self._tools.disk)
            self._known.add(step.destination)
            again = StepDraft(kind=StepKind.FOLDER, destination=step.destination, facts=step.facts, undoes=step.id)
            drafts.append(again)
        outcomes = list(_in_chunks(self._run, drafts, self._tools))
        self._known.difference_update(one.step.destination for one in outcomes if one.state is not StepState.DONE)
        self._made = [one.step for one in outcomes if one.state is StepState.DONE and one.step.undoes is not None]

    def finish(self) -> None:
        """Give them mode and time, now that everything is back in them."""
        finish_folders(self._made, self._tools.disk)

    def __len__(self) -> int:
        """How many have come back."""
        return len(self._made)


def finish_folders(steps: Iterable[Step], disk: Disk) -> None:
    """Give folders that were made again the mode and time they had; a disk that keeps neither is no failure."""
    made = [step for step in steps if step.kind is StepKind.FOLDER and step.undoes is not None]
    for step in sorted(made, key=lambda step: step.destination.count(os.sep), reverse=True):
        if step.facts is not None:
            with suppress(OSError):
                disk.dress_folder(step.destination, step.facts)


def removed_folders(steps: Sequence[Step], ready: Sequence[Step], only: frozenset[str]) -> list[Step]:
    """Of a run's steps the folders it had emptied, the innermost first; with ``only`` those of the files ``ready``."""
    emptied = [step for step in steps if step.kind is StepKind.REMOVE_EMPTIED]
    if not emptied or not only:
        return emptied
    wanted = set(only)
    for step in ready:
        folder = os.path.dirname(step.source)
        while folder not in wanted:
            wanted.add(folder)
            folder = os.path.dirname(folder)
    return [step for step in emptied if step.destination in wanted]


@dataclass(frozen=True, slots=True)
class ComebackPlan:
    """Removed folders that can be made again, the outermost first, those that are there again, and what cannot be."""

    folders: tuple[Step, ...]
    standing: tuple[Step, ...]
    refused: tuple[Failure, ...]


def plan_comeback(removed: Sequence[Step], disk: Disk) -> ComebackPlan:
    """Judge removed folders by what lies in their places."""
    folders: list[Step] = []
    standing: list[Step] = []
    refused: list[Failure] = []
    blocked: dict[str, Problem] = {}
    for step in reversed(removed):
        path = step.destination
        problem = step.obstacle or blocked.get(os.path.dirname(path))
        try:
            facts = disk.facts(path)
        except OSError as error:
            facts, problem = None, problem_from_oserror(error, path)
        if problem is None and facts is not None and not facts.is_folder:
            problem = Problem(ProblemCode.DESTINATION_TAKEN, path, (("other", path),))
        if problem is not None:
            blocked[path] = problem
            refused.append(Failure(path, "", problem))
        else:
            (folders if facts is None else standing).append(step)
    return ComebackPlan(tuple(folders), tuple(standing), tuple(refused))


class EmptiedAgain:
    """Removes once more, when a run is done again, the folders that it had emptied; those that hold anything stay."""

    def __init__(self, run: Run, tools: Tools, folders: Sequence[Step]) -> None:
        """Remember what the folders are like before files leave them."""
        self._run = run
        self._tools = tools
        self._drafts = []
        for step in folders:
            with suppress(OSError):
                facts = tools.disk.facts(step.destination)
                if facts is not None and facts.is_folder:
                    self._drafts.append(_removal(step.destination, facts, step.id))

    def remove(self) -> int:
        """Remove them, in the order of the first time; return how many went."""
        outcomes = list(_in_chunks(self._run, self._drafts, self._tools))
        return sum(outcome.state is StepState.DONE for outcome in outcomes)
