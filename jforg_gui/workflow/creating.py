"""Makes the files JFOrg writes itself, once what they describe has arrived: a chunk at a time, under the journal."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from jforg_gui.domain.creation import Creation, Made
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.media import MediaFile
from jforg_gui.domain.plan import Roots
from jforg_gui.domain.words import problem_from_oserror
from jforg_gui.domain.work import Facts, Failure, Run, StepDraft, StepKind
from jforg_gui.workflow.filling import MOST, to_write
from jforg_gui.workflow.room import Drafts, carry_out_with_room
from jforg_gui.workflow.steps import ChunkResult, Tools, missing_folders
from jforg_gui.workflow.trash import trash_path

_COARSEST_TIME_NS: Final = 2_000_000_000  # FAT and exFAT: a file that has just been moved there may be off by this


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
        drafts = Drafts()
        for creation in creations:
            self._draft(drafts, creation)
        return carry_out_with_room(self._run, drafts, self._tools) if drafts.files else ()

    def _draft(self, drafts: Drafts, creation: Creation) -> None:
        try:
            standing = self._tools.disk.facts(creation.destination)
            problem = self._reason_not_to(creation, standing)
            if problem is None and standing is not None:
                content = self._filled(creation, standing)
                problem = self._reason_not_to(creation, self._tools.disk.facts(creation.destination))
                if problem is None and content is None:
                    self._tools.tally.finished(len(creation.content))
                    return
                creation = replace(creation, content=content or creation.content)
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
        drafts.add(step, into_room=standing is not None)

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

    def _filled(self, creation: Creation, standing: Facts) -> bytes | None:
        """Return what shall take the place of the file that stands there; None if it lacks nothing."""
        if standing.size > MOST:
            return None
        return to_write(self._tools.disk.read(creation.destination, MOST), creation.content, creation.rewritten)

    def _draft_room(self, drafts: Drafts, path: str, standing: Facts) -> None:
        aside = trash_path(path, self._run, self._roots)
        drafts.folders.extend(missing_folders(os.path.dirname(aside), self._folders, self._tools.disk))
        drafts.add(StepDraft(kind=StepKind.SET_ASIDE, source=path, destination=aside, facts=standing))


def _is_still(standing: Facts, read: MediaFile) -> bool:
    """Tell whether what lies there is the file whose content was merged, wherever it lay when it was read."""
    return (
        standing.is_file and standing.size == read.size and abs(standing.mtime_ns - read.mtime_ns) < _COARSEST_TIME_NS
    )
