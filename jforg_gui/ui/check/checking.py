"""What the check does off the GUI thread: it reads libraries and hands out what it finds, a batch at a time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.finding import Finding
from jforg_gui.domain.media import Library
from jforg_gui.domain.plan import Plan, Roots
from jforg_gui.engine import Engine
from jforg_gui.ui.jobs import Job
from jforg_gui.workflow.shelves import configured_shelves, shelves_of
from jforg_gui.workflow.verify import Checked, repair_plan, verify

_BATCH: Final = 256
_BATCH_SECONDS: Final = 0.05
_TOLD_SECONDS: Final = 0.1


@dataclass(frozen=True, slots=True)
class Where:
    """What to check: a folder, or all libraries of the settings; ``library`` what the folder holds, if it was said."""

    folder: str | None = None
    library: Library | None = None


@dataclass(frozen=True, slots=True)
class CheckProgress:
    """How far a check is: files read, and the folder read last."""

    files: int
    folder: str


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """A check that came to its end: files and folders read, seconds taken, the libraries, and roots for repairs."""

    files: int
    folders: int
    seconds: float
    checked: tuple[str, ...]
    roots: Roots


def checking(engine: Engine, where: Where) -> Callable[[Job], CheckOutcome]:
    """Check; findings are produced in batches, progress is told ten times a second. Raises WorldError in the job."""

    def work(job: Job) -> CheckOutcome:
        start, checked, roots = time.monotonic(), Checked(), engine.settings.roots()
        if where.folder is None:
            shelves = configured_shelves(roots)
        else:
            shelves = shelves_of(where.folder, roots, where.library, job)
        batches = _Batches(job, checked)
        for finding in verify(shelves, job, checked, batches.tell):
            batches.add(finding)
        batches.hand_out()
        folders = {**roots.folders, **{shelf.library: shelf.root for shelf in shelves}}
        paths = tuple(os.path.join(shelf.root, *shelf.only) for shelf in shelves)
        return CheckOutcome(checked.files, checked.folders, time.monotonic() - start, paths, Roots(folders))

    return work


class _Batches:
    """Findings on their way to the window: few signals, and none later than a moment after it was found."""

    def __init__(self, job: Job, checked: Checked) -> None:
        self._job, self._checked = job, checked
        self._found: list[Finding] = []
        self._handed = self._told = time.monotonic()

    def add(self, finding: Finding) -> None:
        self._found.append(finding)
        if len(self._found) >= _BATCH:
            self.hand_out()

    def tell(self) -> None:
        now = time.monotonic()
        if self._found and now - self._handed >= _BATCH_SECONDS:
            self.hand_out()
        if now - self._told >= _TOLD_SECONDS:
            self._told = now
            self._job.progress(CheckProgress(self._checked.files, self._checked.path))

    def hand_out(self) -> None:
        self._handed = time.monotonic()
        if self._found:
            self._job.produce(tuple(self._found))
            self._found.clear()


def repairing(findings: Sequence[Finding], roots: Roots) -> Callable[[Job], Plan]:
    """Make the plan of some repairs; for thousands of files that takes longer than a window may stand still."""
    return lambda _job: repair_plan(findings, roots)
