"""Source folders that a run has emptied: removed if wished, never one that holds anything, and back as they were."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.plan import Plan
from jforg_gui.domain.work import Facts, Report, RunState, StepKind, StepState
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.recover import recover
from jforg_gui.workflow.redo import find_undone, plan_redo, redo
from jforg_gui.workflow.undo import find_run, plan_undo, undo
from tests.fakes.worlds import After, Crash, Fuse, MortalDisk, MortalJournal, Never, opened, plan_of, tree_of

FILES = ("Show/S1/a.mkv", "Show/S1/Subs/a.srt", "Show/S2/b.mkv", "Junk/c.mkv", "d.mkv")
GOES = {"Show", "Show/S1", "Show/S1/Subs", "Show/S2"}


def times_of(root: str) -> dict[str, tuple[int, int]]:
    """Mode and time of every folder below one."""
    found = {}
    for folder, _names, _files in os.walk(root):
        facts = os.lstat(folder)
        found[os.path.relpath(folder, root)] = (stat.S_IMODE(facts.st_mode), facts.st_mtime_ns)
    return found


@dataclass
class World:
    base: str

    def __post_init__(self) -> None:
        for folder in ("in/Show/S1/Subs", "in/Show/S2", "in/Junk", "in/empty", "lib/Movies"):
            os.makedirs(self.path(folder))
        for name in (*FILES, "Junk/notes.txt"):
            with open(self.path(f"in/{name}"), "xb") as file:
                file.write(os.fsencode(name))
        os.chmod(self.path("in/Show/S1"), 0o700)
        os.chmod(self.path("in/Show/S2"), 0o500)
        for number, name in enumerate(("Show/S1/Subs", "Show/S1", "Show/S2", "Show", "Junk")):
            os.utime(self.path(f"in/{name}"), ns=(10**18, 10**18 + number * 10**9 + 123_456_789))
        self.before = tree_of(self.base)
        self.times = {name: what for name, what in times_of(self.path("in")).items() if name in GOES}

    def path(self, name: str) -> str:
        return os.path.join(self.base, name)

    def plan(self, given: str = "in") -> Plan:
        plan = plan_of(
            [(self.path(f"in/{name}"), self.path(f"lib/Movies/{os.path.basename(name)}")) for name in FILES], ""
        )
        rows = tuple(replace(row, item=replace(row.item, input_root=self.path(given))) for row in plan.rows)
        return replace(plan, rows=rows)

    def folders(self) -> set[str]:
        return set(times_of(self.path("in"))) - {"."}

    def is_as_before(self, *, times: bool = True) -> bool:
        now = times_of(self.path("in"))
        same = not times or {name: now[name] for name in self.times} == self.times
        return same and tree_of(self.base) == self.before


@pytest.fixture
def world(tmp_path: object) -> World:
    return World(f"{tmp_path}/world")


@pytest.fixture
def journal(tmp_path: object) -> Iterator[SqliteJournal]:
    with SqliteJournal(f"{tmp_path}/journal.db") as journal:
        yield journal


def run(
    world: World, journal: SqliteJournal, *, mode: Mode = Mode.MOVE, tidy: bool = True, given: str = "in"
) -> Report:
    return organize(world.plan(given), journal, LocalDisk(), mode=mode, cancellation=Never(), tidy=tidy)


def take_back(journal: SqliteJournal, *only: str) -> Report:
    plan = plan_undo(find_run(journal, "last"), journal, LocalDisk(), only=only)
    return undo(plan, journal, LocalDisk(), cancellation=Never())


def do_again(journal: SqliteJournal) -> Report:
    return redo(
        plan_redo(find_undone(journal, "last"), journal, LocalDisk()), journal, LocalDisk(), cancellation=Never()
    )


def test_what_is_empty_goes_and_comes_back_as_it_was_again_and_again(world: World, journal: SqliteJournal) -> None:
    report = run(world, journal)
    assert (report.done, report.folders, report.complete) == (5, 4, True)
    assert world.folders() == {"Junk", "empty"}
    for _ in range(2):
        report = take_back(journal)
        assert (report.done, report.folders, report.complete) == (5, 4, True)
        assert world.is_as_before()
        report = do_again(journal)
        assert (report.done, report.folders, report.complete) == (5, 4, True)
        assert world.folders() == {"Junk", "empty"}
    assert take_back(journal).complete
    assert world.is_as_before()


@pytest.mark.parametrize(("mode", "tidy"), [(Mode.MOVE, False), (Mode.COPY, True), (Mode.SYMLINK, True)])
def test_nothing_goes_unless_it_is_wished_and_files_have_left(
    world: World, journal: SqliteJournal, mode: Mode, *, tidy: bool
) -> None:
    before = world.folders()
    assert run(world, journal, mode=mode, tidy=tidy).folders == 0
    assert world.folders() == before


def test_what_the_person_has_added_stays(world: World, journal: SqliteJournal) -> None:
    assert run(world, journal, given="in/Show/S1").folders == 1
    assert world.folders() == {"Junk", "empty", "Show", "Show/S1", "Show/S2"}


def test_of_a_file_that_was_added_alone_no_folder_goes(world: World, journal: SqliteJournal) -> None:
    assert run(world, journal, given="in/Show/S1/a.mkv").folders == 1  # Subs, below the folder the file was in
    assert "Show/S1" in world.folders()


def test_a_library_stays(world: World, journal: SqliteJournal) -> None:
    plan = world.plan()
    roots = replace(plan.roots, folders=dict.fromkeys(plan.roots.folders, world.path("in/Show/S1")))
    organize(replace(plan, roots=roots), journal, LocalDisk(), mode=Mode.MOVE, cancellation=Never(), tidy=True)
    assert world.folders() == {"Junk", "empty", "Show", "Show/S1"}


def test_a_stopped_run_removes_nothing(world: World, journal: SqliteJournal) -> None:
    before = world.folders()
    report = organize(world.plan(), journal, LocalDisk(), mode=Mode.MOVE, cancellation=After(4), tidy=True)
    assert report.stopped
    assert world.folders() == before


def test_a_folder_that_cannot_go_is_told(world: World, journal: SqliteJournal) -> None:
    class Stubborn(LocalDisk):
        def remove_folder(self, path: str) -> None:
            if path.endswith("S2"):
                raise OSError(errno.EACCES, os.strerror(errno.EACCES))
            super().remove_folder(path)

    report = organize(world.plan(), journal, Stubborn(), mode=Mode.MOVE, cancellation=Never(), tidy=True)
    assert (report.done, report.folders, report.complete) == (5, 2, False)
    assert [(one.source, one.problem.code) for one in report.failed] == [
        (world.path("in/Show/S2"), ProblemCode.NOT_PERMITTED)
    ]
    assert world.folders() == {"Junk", "empty", "Show", "Show/S2"}


def test_with_one_file_come_back_its_folders_alone(world: World, journal: SqliteJournal) -> None:
    run(world, journal)
    report = take_back(journal, world.path("in/Show/S1/a.mkv"))
    assert (report.done, report.folders) == (1, 2)
    assert world.folders() == {"Junk", "empty", "Show", "Show/S1"}
    assert stat.S_IMODE(os.stat(world.path("in/Show/S1")).st_mode) == 0o700
    report = take_back(journal)
    assert (report.done, report.folders, report.complete) == (4, 2, True)
    assert set(tree_of(world.base)) == set(world.before)


def test_a_folder_that_somebody_has_made_again_is_left_as_it_is(world: World, journal: SqliteJournal) -> None:
    run(world, journal)
    os.mkdir(world.path("in/Show"), 0o711)
    report = take_back(journal)
    assert (report.done, report.folders, report.complete) == (5, 3, True)
    assert stat.S_IMODE(os.stat(world.path("in/Show")).st_mode) == 0o711
    assert not journal.has_steps(1, (StepState.DONE,), (StepKind.REMOVE_EMPTIED,))


def test_a_place_that_is_taken_by_a_file_is_told_and_can_be_tried_again(world: World, journal: SqliteJournal) -> None:
    run(world, journal)
    with open(world.path("in/Show"), "xb"):
        pass
    report = take_back(journal)
    assert report.done == 2
    assert ProblemCode.DESTINATION_TAKEN in {one.problem.code for one in (*report.failed, *report.skipped)}
    os.unlink(world.path("in/Show"))
    assert take_back(journal).complete
    assert world.is_as_before()


def test_it_may_die_at_every_moment_of_the_run_and_of_the_undo(tmp_path_factory: pytest.TempPathFactory) -> None:
    for undone in (False, True):
        died, moment = True, 0
        while died:
            moment += 2  # every other one: what lies between is an act or its record
            world = World(f"{tmp_path_factory.mktemp('moment')}/world")
            died = _dies(world, moment, undone=undone)
            with opened(f"{world.base}.db") as journal:
                recover(journal, LocalDisk())
                assert not journal.runs(state=RunState.OPEN)
                while journal.newest_undoable() is not None:
                    assert take_back(journal).complete, (undone, moment)
            # a folder that was not removed, or came back before the last of its files, has a time of its own
            assert world.is_as_before(times=not died), (undone, moment)
        assert moment > 30


def _dies(world: World, moment: int, *, undone: bool) -> bool:
    """Organise, or also take back, and die at a moment of the last of the two; tell whether it came to that."""
    fuse = Fuse(-1 if undone else moment)
    try:
        with MortalJournal(f"{world.base}.db", fuse) as journal:
            organize(world.plan(), journal, MortalDisk(fuse), mode=Mode.MOVE, cancellation=Never(), tidy=True)
        if undone:
            fuse = Fuse(moment)
            with MortalJournal(f"{world.base}.db", fuse) as journal:
                disk = MortalDisk(fuse)
                undo(plan_undo(find_run(journal, "1"), journal, disk), journal, disk, cancellation=Never())
    except Crash:
        return True
    return False


def test_recovery_finishes_folders_that_were_made_again(world: World, tmp_path: object) -> None:
    with SqliteJournal(f"{tmp_path}/journal.db") as journal:
        run(world, journal)

    class Dies(LocalDisk):
        def dress_folder(self, path: str, like: Facts) -> None:  # noqa: ARG002 — as the port has it
            raise Crash

    with SqliteJournal(f"{tmp_path}/journal.db") as journal:
        plan = plan_undo(find_run(journal, "last"), journal, LocalDisk())
        with pytest.raises(Crash):
            undo(plan, journal, Dies(), cancellation=Never())
    assert not world.is_as_before()
    with SqliteJournal(f"{tmp_path}/journal.db") as journal:
        recover(journal, LocalDisk())
    assert world.is_as_before()
