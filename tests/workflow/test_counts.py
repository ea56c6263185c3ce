"""Whatever fails, and when: what a run says it has done is what lies on the disk, and every file is accounted for."""

from __future__ import annotations

import errno
import os
from collections import Counter

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import JournalUnusableError
from jforg_gui.domain.work import Report, RunState
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.recover import recover
from jforg_gui.workflow.undo import find_run, plan_undo, undo
from tests.fakes.worlds import Failing, MortalJournal, Never, Once, opened
from tests.workflow.test_whole import FILES, World

NOTE = "a.nfo"


def is_true(world: World, report: Report, mode: Mode) -> None:
    """Compare the account with the disk."""
    arrived = world.arrived()
    files = [name for name in arrived if name != NOTE]
    assert (report.done, report.created) == (len(files), arrived.count(NOTE))
    told = Counter(os.path.basename(one.source) for one in (*report.failed, *report.skipped) if one.source)
    assert told == Counter(set(FILES) - set(files)), "a file is not accounted for, or more than once"
    notes = [one for one in (*report.failed, *report.skipped) if not one.source and one.destination.endswith(NOTE)]
    assert len(notes) == 1 - report.created
    if mode is Mode.MOVE:
        assert sorted([*files, *world.left()]) == sorted(FILES)
    whole = len(files) == len(FILES) and report.created == 1
    assert report.complete is (whole and not report.stopped)
    assert report.complete or report.failed or report.skipped, "nobody says what is the matter"


@pytest.mark.parametrize("mode", [Mode.MOVE, Mode.COPY, Mode.HARDLINK])
@pytest.mark.parametrize("across", [False, True], ids=["one disk", "two disks"])
def test_where_the_disk_fails_once(tmp_path: object, mode: Mode, *, across: bool) -> None:
    moment = 0
    while True:
        moment += 1
        world = World(f"{tmp_path}/{moment}")
        sides = (f"{world.base}/in", f"{world.base}/lib") if across and mode is not Mode.HARDLINK else None
        fuse = Once(moment, OSError(errno.EIO, os.strerror(errno.EIO)))
        with SqliteJournal(f"{world.base}.db") as journal:
            report = organize(world.plan(), journal, Failing(fuse, sides), mode=mode, cancellation=Never())
            (run,) = journal.runs()
        if run.state is not RunState.OPEN:
            is_true(world, report, mode)
            assert (run.files - run.undone, run.created) == (report.done, report.created)
        if fuse.passed < moment:
            assert report.complete
            break
    assert moment > 8


@pytest.mark.parametrize("across", [False, True], ids=["one disk", "two disks"])
def test_where_the_disk_fails_once_on_the_way_back(tmp_path: object, *, across: bool) -> None:
    moment = 0
    while True:
        moment += 1
        world = World(f"{tmp_path}/{moment}")
        sides = (f"{world.base}/in", f"{world.base}/lib") if across else None
        fuse = Once(-1, OSError(errno.EIO, os.strerror(errno.EIO)))
        disk = Failing(fuse, sides)
        with SqliteJournal(f"{world.base}.db") as journal:
            assert organize(world.plan(), journal, disk, mode=Mode.MOVE, cancellation=Never()).complete
            fuse.left = fuse.passed + moment
            report = undo(plan_undo(find_run(journal, "1"), journal, disk), journal, disk, cancellation=Never())
            run = journal.runs()[0]
            if run.state is not RunState.OPEN:
                assert report.done == len(world.left())
                assert report.done + len({one.source for one in report.failed if one.source} - {world.there(NOTE)}) >= 4
                assert (run.files, report.created) == (report.done, 1 - world.arrived().count(NOTE))
                assert report.complete or report.failed or report.skipped, "nobody says what is the matter"
        if fuse.passed < fuse.left:
            assert report.complete
            break
    assert moment > 8


def test_where_the_journal_fails_once(tmp_path: object) -> None:
    moment = 0
    while True:
        moment += 1
        world = World(f"{tmp_path}/{moment}")
        fuse = Once(moment, JournalUnusableError("its disk is full"))
        with MortalJournal(f"{world.base}.db", fuse) as journal:
            try:
                report = organize(world.plan(), journal, LocalDisk(), mode=Mode.MOVE, cancellation=Never())
            except JournalUnusableError:
                assert world.left() == sorted(FILES)  # it did not begin
                continue
        if fuse.passed < moment:
            assert report.complete
            break
        is_true(world, report, Mode.MOVE)
        with opened(f"{world.base}.db") as settled:
            recover(settled, LocalDisk())
            (run,) = settled.runs()
        assert (run.files - run.undone, run.created) == (report.done, report.created)
    assert moment > 6
