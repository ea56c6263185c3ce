"""Makes the files JFOrg writes itself, once what they describe has arrived: a chunk at a time, under the journal."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from jforg_gui.domain.creation import Creation, Made
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.media import MediaFile
from jforg_gui.domain.plan import Roots
from jforg_gui.domain.words import problem_from_oserror
from jforg_gui.domain.work import Facts, Failure, Outcome, Run, StepDraft, StepKind, StepState
from jforg_gui.workflow.ports import NEVER
from jforg_gui.workflow.steps import ChunkResult, Tools, carry_out, missing_folders
from jforg_gui.workflow.trash import trash_path

_COARSEST_TIME_NS: Final = 2_000_000_000  # FAT and exFAT: a file that has just been moved there may be off by this


@dataclass(slots=True)
class _Drafts:
    folders: list[StepDraft] = field(default_factory=list)
    files: list[StepDraft] = field(default_factory=list)
    leaders: dict[int, int] = field(default_factory=dict)  # a file that needs room, and what makes it, within files


class Creating:
    """Makes files of ours within one run, on the thread that writes the journal."""

    def __init__(self, run: Run, tools: Tools, roots: Roots, folders: set[str]) -> None:
        """Set out for one run; ``roots`` tell where its trash is, ``folders`` are known to be there."""
        self._run = run
        self._tools = tools
        self._roots = roots
        self._folders = folders
        self.left_alone: list[Failure] = []

    def make(self, creations: Iterable[Creation]) -> tuple[ChunkResult, ...]:
        """Make one chunk; what has a reason not to be made is added to ``left_alone``.

        A file that made room for one that could not be made is put back.

        Raises:
            JournalUnusableError: see ``carry_out``.

        """
        drafts = _Drafts()
        for creation in creations:
            self._draft(drafts, creation)
        if not drafts.files:
            return ()
        start = len(drafts.folders)
        leaders = {start + follower: start + leader for follower, leader in drafts.leaders.items()}
        result = carry_out(self._run, drafts.folders + drafts.files, self._tools, leaders=leaders)
        return (result, *self._put_back(result))

    def _draft(self, drafts: _Drafts, creation: Creation) -> None:
        try:
            standing = self._tools.disk.facts(creation.destination)
            problem = self._reason_not_to(creation, standing)
            if problem is None and standing is not None:
                self._draft_room(drafts, creation.destination, standing)
        except OSError as error:
            problem = problem_from_oserror(error, creation.destination, other=creation.destination)
        if problem is not None:
            self.left_alone.append(Failure("", creation.destination, problem))
            self._tools.tally.finished(len(creation.content))
            return
        digest = self._tools.disk.digest_of(creation.content)
        made = Made(digest, len(creation.content), creation.purpose, creation.beside)
        step = StepDraft(kind=StepKind.CREATE, destination=creation.destination, creation=creation, made=made)
        drafts.files.append(step)

    def _reason_not_to(self, creation: Creation, standing: Facts | None) -> Problem | None:
        path = creation.destination
        for needed in (os.path.dirname(path), creation.beside):
            if needed and self._tools.disk.facts(needed) is None:
                return Problem(ProblemCode.OWNER_MISSING, path)
        if creation.replaces is None:
            return None if standing is None else Problem(ProblemCode.DESTINATION_TAKEN, path, (("other", path),))
        if standing is None or not _is_still(standing, creation.replaces):
            return Problem(ProblemCode.CHANGED_SINCE, path)
        return None

    def _draft_room(self, drafts: _Drafts, path: str, standing: Facts) -> None:
        aside = trash_path(path, self._run, self._roots)
        drafts.folders.extend(missing_folders(os.path.dirname(aside), self._folders, self._tools.disk))
        drafts.files.append(StepDraft(kind=StepKind.SET_ASIDE, source=path, destination=aside, facts=standing))
        drafts.leaders[len(drafts.files)] = len(drafts.files) - 1

    def _put_back(self, result: ChunkResult) -> tuple[ChunkResult, ...]:
        drafts = [] if result.broken else list(ways_back(result.outcomes))
        return (carry_out(self._run, drafts, replace(self._tools, cancellation=NEVER)),) if drafts else ()


def ways_back(outcomes: Sequence[Outcome]) -> Iterable[StepDraft]:
    """Draft the way back of every file that made room for nothing: the step after it was not done."""
    for aside, follower in itertools.pairwise(outcomes):
        made_room = aside.step.kind is StepKind.SET_ASIDE and aside.state is StepState.DONE
        if made_room and follower.state is StepState.NOT_DONE:
            yield StepDraft(
                kind=StepKind.SET_ASIDE,
                source=aside.step.destination,
                destination=aside.step.source,
                facts=aside.step.facts,
                undoes=aside.step.id,
            )


def _is_still(standing: Facts, read: MediaFile) -> bool:
    """Tell whether what lies there is the file whose content was merged, wherever it lay when it was read."""
    return (
        standing.is_file and standing.size == read.size and abs(standing.mtime_ns - read.mtime_ns) < _COARSEST_TIME_NS
    )
