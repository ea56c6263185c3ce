"""What the session's jobs do on their threads: find, recognise, move, take back. No widget is touched here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import CancelledError
from jforg_gui.domain.found import FoundFolder
from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import Listing
from jforg_gui.domain.plan import Plan
from jforg_gui.domain.work import Report
from jforg_gui.engine import Engine
from jforg_gui.ui.jobs import Job
from jforg_gui.workflow.fetching import Fetching
from jforg_gui.workflow.ports import NEVER, Executor


@dataclass(frozen=True, slots=True)
class Recognised:
    """What recognition brings back; ``stopped`` when the person did not wait for all names."""

    items: list[Item]
    listing: Listing
    stopped: bool


def getting_ready(_job: Job) -> None:
    """Import what the first scan needs, while nothing is shown that would have to wait for it."""
    from jforg_gui.workflow import identify, listing, planning, scan  # noqa: F401, PLC0415 — on this thread, and early


def finding(engine: Engine, paths: Sequence[str], scanners: Executor) -> Callable[[Job], None]:
    """Scan; every batch of folders is produced."""

    def work(job: Job) -> None:
        for batch in engine.scan(paths, job, scanners):
            job.produce(batch)

    return work


def recognising(engine: Engine, folders: Sequence[FoundFolder]) -> Callable[[Job], Recognised]:
    """Recognise everything; stopped, say what is known so far. Progress is (names read, names in all)."""

    def work(job: Job) -> Recognised:
        stopped = False
        try:
            items = engine.identify(folders, job, lambda read, of: job.progress((read, of)))
        except CancelledError:
            stopped = True
            items = engine.identify_from_memory(folders, NEVER)
        return Recognised(items, engine.listing(engine.settings.roots(), NEVER), stopped)

    return work


def moving(engine: Engine, plan: Plan, mode: Mode, pictures: Fetching, *, tidy: bool) -> Callable[[Job], Report]:
    """Carry a plan out, with the pictures that are fetched meanwhile; for the pool that writes the journal.

    ``tidy``: source folders that are emptied by it are removed.
    """

    def work(job: Job) -> Report:
        with engine.writing() as writer:
            try:
                report = writer.organize(plan, mode, job, job.progress, pictures.batches(), tidy=tidy)
            finally:
                pictures.stop()
            return pictures.account(report)

    return work


def doing_again(engine: Engine, run: str, only: Sequence[str]) -> Callable[[Job], Report]:
    """Do a run again that was taken back; for the pool that writes the journal."""

    def work(job: Job) -> Report:
        with engine.writing() as writer:
            return writer.redo(writer.plan_redo(run, only), job, job.progress)

    return work


def taking_back(engine: Engine, run: str, only: Sequence[str]) -> Callable[[Job], Report]:
    """Take a run back; for the pool that writes the journal."""

    def work(job: Job) -> Report:
        with engine.writing() as writer:
            return writer.undo(writer.plan_undo(run, only), job, job.progress)

    return work
