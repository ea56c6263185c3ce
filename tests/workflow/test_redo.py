"""What was taken back can be done again, and that be taken back, as often as one likes and never over anything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.creation import Creation, Purpose
from jforg_gui.domain.errors import NothingToUndoError, ProblemCode
from jforg_gui.domain.work import Report, RunKind, StepDraft, StepKind, StepState
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.workflow import replay, undo
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.ports import NEVER
from jforg_gui.workflow.recover import recover
from jforg_gui.workflow.redo import find_undone, plan_redo, redo
from jforg_gui.workflow.steps import Tools, carry_out
from jforg_gui.workflow.tally import Tally
from jforg_gui.workflow.undo import find_run, plan_undo
from tests.fakes.worlds import Crash, Fuse, MortalDisk, MortalJournal, Never, Tree, media_file, plan_of, tree_of

NAMES = ("a", "b", "c")


@dataclass
class World:
    base: str
    journal: SqliteJournal

    def here(self, name: str) -> str:
        return os.path.join(self.base, "in", name)

    def there(self, name: str) -> str:
        return os.path.join(self.base, "out", "Movies", name, f"{name}.mkv")

    def nfo(self, name: str) -> Creation:
        place = os.path.join(os.path.dirname(self.there(name)), "movie.nfo")
        return Creation(destination=place, content=b"<movie/>", purpose=Purpose.NFO, beside=self.there(name))

    def organize(self, mode: Mode = Mode.MOVE, creations: tuple[Creation, ...] = ()) -> Report:
        plan = plan_of([(self.here(name), self.there(name)) for name in NAMES], os.path.join(self.base, "out"))
        plan = replace(plan, creations=creations)
        return organize(plan, self.journal, LocalDisk(), mode=mode, cancellation=Never())

    def undo(self, which: str = "last", *only: str) -> Report:
        plan = plan_undo(find_run(self.journal, which), self.journal, LocalDisk(), only=only)
        return undo.undo(plan, self.journal, LocalDisk(), cancellation=Never())

    def redo(self, which: str = "last", *only: str) -> Report:
        plan = plan_redo(find_undone(self.journal, which), self.journal, LocalDisk(), only=only)
        return redo(plan, self.journal, LocalDisk(), cancellation=Never())

    def tree(self) -> Tree:
        return {name: what[:3] for name, what in tree_of(self.base).items()}


@pytest.fixture
def world(tmp_path: object) -> Iterator[World]:
    with SqliteJournal(f"{tmp_path}/journal.db") as journal:
        world = World(f"{tmp_path}/world", journal)
        for name in NAMES:
            write(world.here(name), b"film " + name.encode())
        yield world


def write(path: str, content: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def reasons(report: Report) -> list[ProblemCode]:
    return [failure.problem.code for failure in (*report.failed, *report.skipped)]


@pytest.mark.parametrize("mode", [Mode.MOVE, Mode.COPY, Mode.HARDLINK, Mode.SYMLINK])
def test_done_undone_done_again_and_again(world: World, mode: Mode) -> None:
    before = world.tree()
    assert world.organize(mode, (world.nfo("a"),)).complete
    after = world.tree()
    for _ in range(2):
        assert world.undo().complete
        assert world.tree() == before
        report = world.redo()
        assert (report.done, report.created, report.complete) == (3, 1, True)
        assert world.tree() == after
    kinds = [(run.id, run.kind, run.redoes) for run in reversed(world.journal.runs()) if run.kind is RunKind.REDO]
    assert kinds == [(3, RunKind.REDO, 1), (5, RunKind.REDO, 3)]
    with pytest.raises(NothingToUndoError):
        world.redo()


def test_what_describes_a_show_is_written_again_above_its_episodes(world: World) -> None:
    show = os.path.join(world.base, "out", "Shows", "Tide")
    nfo = Creation(destination=os.path.join(show, "tvshow.nfo"), content=b"<tvshow/>", purpose=Purpose.NFO)
    episode = (world.here("a"), os.path.join(show, "Season 01", "Tide - S01E01.mkv"))
    plan = replace(plan_of([episode], os.path.join(world.base, "out")), creations=(nfo,))
    assert organize(plan, world.journal, LocalDisk(), mode=Mode.MOVE, cancellation=Never()).complete
    after = world.tree()
    assert world.undo().complete
    report = world.redo()
    assert (report.done, report.created, reasons(report)) == (1, 1, [])
    assert world.tree() == after


def test_what_was_done_again_is_not_done_a_third_time(world: World) -> None:
    world.organize()
    world.undo()
    world.redo("1")
    with pytest.raises(NothingToUndoError, match="1"):
        world.redo("1")
    first = [step.state for step in world.journal.steps(1) if step.kind is StepKind.MOVE]
    assert first == [StepState.REDONE] * 3
    assert (world.journal.runs()[-1].files, world.journal.runs()[-1].undone) == (3, 3)


def test_the_number_of_an_undo_stands_for_its_run(world: World) -> None:
    world.organize()
    world.undo()
    assert world.redo("2").done == 3


def test_after_a_partial_undo_only_that_part_is_done_again(world: World) -> None:
    world.organize()
    after = world.tree()
    assert world.undo("last", world.there("b")).done == 1
    assert world.redo().done == 1
    assert world.tree() == after
    assert world.undo("1").done == 2
    assert world.undo("3").done == 1
    assert not os.path.exists(os.path.join(world.base, "out"))


def test_only_what_is_picked_is_done_again(world: World) -> None:
    world.organize()
    world.undo()
    assert world.redo("last", world.here("c")).done == 1
    assert os.path.exists(world.there("c"))
    assert world.redo().done == 2


def test_what_changed_vanished_or_is_taken_is_left_alone_and_can_be_tried_again(world: World) -> None:
    world.organize()
    world.undo()
    write(world.here("a"), b"edited since")
    os.rename(world.here("b"), world.here("b") + ".elsewhere")
    write(world.there("c"), b"somebody's")
    before = world.tree()
    report = world.redo()
    assert reasons(report) == [ProblemCode.CHANGED_SINCE, ProblemCode.SOURCE_GONE, ProblemCode.DESTINATION_TAKEN]
    assert world.tree() == before
    os.rename(world.here("b") + ".elsewhere", world.here("b"))
    os.unlink(world.there("c"))
    assert world.redo().done == 2
    assert os.path.exists(world.here("a"))


def test_the_run_taken_back_last_comes_first(world: World) -> None:
    world.organize()
    second = plan_of([(world.there("a"), world.there("z"))], os.path.join(world.base, "out"))
    organize(second, world.journal, LocalDisk(), mode=Mode.MOVE, cancellation=Never())
    after = world.tree()
    assert world.undo().run == 3
    assert world.undo().complete
    assert find_undone(world.journal, "last").id == 1
    assert world.redo().complete
    assert find_undone(world.journal, "last").id == 2
    assert world.redo().complete
    assert world.tree() == after


def test_swaps_are_taken_back_and_done_again(world: World) -> None:
    """A cycle goes through a name of its own; each step is judged by what those before it will have done."""
    between = world.here("between")
    moves = ((world.here("a"), between), (world.here("b"), world.here("a")), (between, world.here("b")))
    before = world.tree()
    run = world.journal.begin(RunKind.ORGANIZE, Mode.MOVE)
    drafts = [
        StepDraft(kind=StepKind.MOVE, source=source, destination=aim, facts=LocalDisk().facts(held))
        for (source, aim), held in zip(moves, (world.here("a"), world.here("b"), world.here("a")), strict=True)
    ]
    carry_out(run, drafts, Tools(world.journal, LocalDisk(), Tally(None), NEVER))
    swapped = world.tree()
    assert swapped != before
    assert world.undo().complete
    assert world.tree() == before
    assert world.redo().complete
    assert world.tree() == swapped


def test_a_merged_file_is_merged_again(world: World) -> None:
    nfo = world.nfo("a")
    write(nfo.destination, b"the old one")
    before = world.tree()
    assert world.organize(creations=(replace(nfo, replaces=media_file(nfo.destination)),)).complete
    after = world.tree()
    assert world.undo().complete
    assert world.tree() == before
    assert world.redo().complete
    assert world.tree() == after
    assert world.undo().complete
    assert world.tree() == before


def test_what_had_to_make_room_stays_when_nothing_takes_its_place(world: World) -> None:
    nfo = world.nfo("a")
    write(nfo.destination, b"the old one")
    world.organize(creations=(replace(nfo, replaces=media_file(nfo.destination)),))
    world.undo()
    os.unlink(world.here("a"))
    assert ProblemCode.OWNER_MISSING in reasons(world.redo())
    with open(nfo.destination, "rb") as file:
        assert file.read() == b"the old one"


def test_content_that_was_not_kept_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo, "_MOST_KEPT", 4)
    world.organize(creations=(world.nfo("a"),))
    world.undo()
    report = world.redo()
    assert (report.done, reasons(report)) == (3, [ProblemCode.CONTENT_NOT_KEPT])


def test_a_pair_is_not_torn_by_the_end_of_a_chunk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "CHUNK", 1)
    nfo = world.nfo("a")
    write(nfo.destination, b"the old one")
    world.organize(creations=(replace(nfo, replaces=media_file(nfo.destination)),))
    after = world.tree()
    assert world.undo().complete
    assert world.redo().complete
    assert world.tree() == after


def test_redo_may_die_at_every_moment(tmp_path: object) -> None:
    for moment in range(1, 400, 4):
        base = f"{tmp_path}/{moment}"
        os.makedirs(base)
        with SqliteJournal(f"{base}/journal.db") as journal:
            world = World(f"{base}/world", journal)
            for name in NAMES:
                write(world.here(name), b"film " + name.encode())
            nfo = world.nfo("b")
            write(nfo.destination, b"the old one")
            before = world.tree()
            world.organize(creations=(replace(nfo, replaces=media_file(nfo.destination)),))
            world.undo()
        fuse = Fuse(moment)
        died = False
        with MortalJournal(f"{base}/journal.db", fuse) as journal:
            plan = plan_redo(find_undone(journal, "last"), journal, LocalDisk())
            try:
                redo(plan, journal, MortalDisk(fuse), cancellation=Never())
            except Crash:
                died = True
        with SqliteJournal(f"{base}/journal.db") as journal:
            world.journal = journal
            recover(journal, LocalDisk())
            try:
                assert world.undo().complete
            except NothingToUndoError:
                assert died
        assert world.tree() == before
        if not died:
            assert moment > 20
            return
    pytest.fail("the redo never came to its end")
