"""The right to change things: an open journal, held by one process alone, with nothing left unsettled."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.creation import Creation
from jforg_gui.domain.plan import Plan
from jforg_gui.domain.work import LEAVING_STEPS, Progress, Report
from jforg_gui.storage.filesystems import LocalDisks
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.storage.lock import WriterLock
from jforg_gui.storage.long_disk import local_disk
from jforg_gui.storage.places import Places
from jforg_gui.storage.rootlock import RootLocks
from jforg_gui.workflow.modes import Ways
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.ports import Cancellation
from jforg_gui.workflow.preflight import Checked, lack_of_room, preflight, require
from jforg_gui.workflow.recover import recover
from jforg_gui.workflow.redo import RedoPlan, find_undone, plan_redo, redo
from jforg_gui.workflow.undo import UndoPlan, find_run, plan_undo, undo

log = logging.getLogger(__name__)

ReportProgress = Callable[[Progress], None]


class Writer:
    """The right to change things: an open journal, held by this process alone, with nothing left unsettled."""

    def __init__(self, journal: SqliteJournal, locks: RootLocks, recovered: Report) -> None:
        """Wrap an open journal; ``recovered`` is what recovery settled before."""
        self._journal = journal
        self._locks = locks
        self._disk = local_disk()
        self.recovered = recovered

    def organize(
        self,
        plan: Plan,
        mode: Mode,
        cancellation: Cancellation,
        report: ReportProgress | None = None,
        later: Iterable[Sequence[Creation]] = (),
        *,
        tidy: bool = False,
    ) -> Report:
        """Carry a plan out; ``later`` brings files of ours that are still on their way; see ``workflow.organize``.

        ``tidy``: source folders that are emptied by it are removed.

        Raises CannotStartError where the disks do not allow it (see ``workflow.preflight``), InstanceRunningError
        when another machine is at work in one of the library folders.
        """
        plan = self.preflight(plan, mode).plan_to_carry_out()
        with self._locks.held(plan.roots_used()):
            return organize(
                plan,
                self._journal,
                self._disk,
                mode=mode,
                cancellation=cancellation,
                report=report,
                later=later,
                tidy=tidy,
            )

    def preflight(self, plan: Plan, mode: Mode) -> Checked:
        """Tell what the disks allow of a plan."""
        return preflight(plan, mode, self._disks(), self._journal.folder)

    def _disks(self) -> LocalDisks:
        return LocalDisks(earlier=self._journal.volumes())

    def plan_undo(self, which: str, only: Collection[str] = ()) -> UndoPlan:
        """Tell what can be taken back of the run that ``last`` or a number means; raises NothingToUndoError."""
        return plan_undo(find_run(self._journal, which), self._journal, self._disk, only=only)

    def undo(self, plan: UndoPlan, cancellation: Cancellation, report: ReportProgress | None = None) -> Report:
        """Take a run back; see ``workflow.undo.undo``. Raises CannotStartError where there is no room for it."""
        moves = [(step.destination, step.source, step.size) for step in plan.ready if step.kind in LEAVING_STEPS]
        self._require_room(moves, Mode.MOVE)
        return undo(plan, self._journal, self._disk, cancellation=cancellation, report=report)

    def plan_redo(self, which: str, only: Collection[str] = ()) -> RedoPlan:
        """Tell what can be done again of the run that ``last`` or a number means; raises NothingToUndoError."""
        return plan_redo(find_undone(self._journal, which), self._journal, self._disk, only=only)

    def redo(self, plan: RedoPlan, cancellation: Cancellation, report: ReportProgress | None = None) -> Report:
        """Do a run again that was taken back; see ``workflow.redo.redo``. Raises CannotStartError for lack of room."""
        moves = [(step.source, step.destination, step.size) for step in plan.ready if step.source]
        self._require_room(moves, plan.run.mode)
        return redo(plan, self._journal, self._disk, cancellation=cancellation, report=report)

    def _require_room(self, moves: Sequence[tuple[str, str, int]], mode: Mode) -> None:
        disks = self._disks()
        require(lack_of_room(moves, Ways(mode, disks), disks, self._journal.folder))


@contextmanager
def writing(places: Places) -> Iterator[Writer]:
    """Take the right to change things, and settle interrupted runs before anything else.

    Raises:
        InstanceRunningError: another JFOrg has it.
        JournalUnusableError: the journal cannot be used.

    """
    places.make_data_folder()
    with WriterLock(places.lock_file), SqliteJournal(places.journal_file) as journal:
        recovered = recover(journal, local_disk())
        locks = RootLocks(journal)
        locks.clear()
        if recovered.run is not None:
            log.info("settled %d steps of interrupted runs", recovered.done)
        yield Writer(journal, locks, recovered)
