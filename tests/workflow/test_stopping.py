"""Stopped at every question there is, also within a large copy: files are whole, at one place, and counted right."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.plan import Plan
from jforg_gui.domain.work import Progress, Report, RunState
from jforg_gui.storage.copying import BLOCK
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.undo import find_run, plan_undo, undo
from tests.fakes.worlds import After, Fuse, MortalDisk, Never, contents_of, plan_of, tree_of

SIZE = 2 * BLOCK + 5


class World:
    def __init__(self, base: str) -> None:
        self.base = base
        for folder in ("in", "lib"):
            os.makedirs(f"{base}/{folder}")
        for name, content in (("a.mkv", os.urandom(SIZE)), ("a.srt", b"words"), ("b.mkv", b"b")):
            with open(f"{base}/in/{name}", "xb") as file:
                file.write(content)
        self.before = tree_of(base)
        self.disk = MortalDisk(Fuse(-1), (f"{base}/in", f"{base}/lib"))

    def plan(self) -> Plan:
        here, there = f"{self.base}/in", f"{self.base}/lib"
        first = (f"{here}/a.mkv", f"{there}/A/A.mkv", [(f"{here}/a.srt", f"{there}/A/A.srt")])
        return plan_of([first, (f"{here}/b.mkv", f"{there}/B/B.mkv")], there)

    def names(self, folder: str) -> set[str]:
        tree = tree_of(f"{self.base}/{folder}")
        return {os.path.basename(name) for name, what in tree.items() if what[0] == "file"}


@pytest.fixture
def journal(tmp_path: object) -> Iterator[SqliteJournal]:
    with SqliteJournal(f"{tmp_path}/journal.db") as journal:
        yield journal


@pytest.mark.parametrize("mode", [Mode.MOVE, Mode.COPY])
def test_a_run_is_true_wherever_it_is_stopped(tmp_path: object, journal: SqliteJournal, mode: Mode) -> None:
    stopped, questions = True, 0
    while stopped:
        world = World(f"{tmp_path}/{questions}")
        contents = contents_of(world.base)
        report = organize(world.plan(), journal, world.disk, mode=mode, cancellation=After(questions))
        stopped = report.stopped
        arrived = world.names("lib")
        assert arrived in (set(), {"A.mkv", "A.srt"}, {"A.mkv", "A.srt", "B.mkv"}), "a film without its subtitle"
        assert report.done == len(arrived)
        assert report.done + len(report.failed) == 3
        assert {one.problem.code for one in report.failed} <= {ProblemCode.CANCELLED, ProblemCode.OWNER_STAYED}
        run = journal.runs()[0]
        assert (run.state, run.files) == (RunState.STOPPED if stopped else RunState.ENDED, report.done)
        if mode is Mode.MOVE:
            assert contents_of(world.base) == contents
        if report.done:
            assert undo(
                plan_undo(find_run(journal, "last"), journal, world.disk), journal, world.disk, cancellation=Never()
            ).complete
        assert tree_of(world.base) == world.before
        questions += 1
    assert questions > 2 * (SIZE // BLOCK + 1)  # two for each block of the large one: written, and read again


def test_an_undo_is_true_wherever_it_is_stopped(tmp_path: object, journal: SqliteJournal) -> None:
    stopped, questions = True, 0
    while stopped:
        world = World(f"{tmp_path}/{questions}")
        assert organize(world.plan(), journal, world.disk, mode=Mode.MOVE, cancellation=Never()).complete
        number = str(journal.runs()[0].id)

        def take_back(cancellation: After | Never, world: World = world, number: str = number) -> Report:
            plan = plan_undo(find_run(journal, number), journal, world.disk)
            return undo(plan, journal, world.disk, cancellation=cancellation)

        report = take_back(After(questions))
        stopped = report.stopped
        assert report.done == len(world.names("in"))
        assert report.done + len(report.failed) == 3
        if stopped:
            assert take_back(Never()).complete
        assert tree_of(world.base) == world.before
        questions += 1
    assert questions > 6


def test_what_is_told_on_the_way_adds_up(tmp_path: object, journal: SqliteJournal) -> None:
    world = World(f"{tmp_path}/world")
    told: list[Progress] = []
    whole = SIZE + 6
    organize(world.plan(), journal, world.disk, mode=Mode.MOVE, cancellation=Never(), report=told.append)
    assert [one.size for one in told] == sorted(one.size for one in told)
    assert all(one.size <= one.size_total == whole and one.files <= one.files_total == 3 for one in told)
    assert (told[-1].size, told[-1].files) == (whole, 3)
