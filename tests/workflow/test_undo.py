from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.creation import Creation, Purpose
from jforg_gui.domain.errors import NothingToUndoError, ProblemCode
from jforg_gui.domain.work import Report
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.undo import find_run, plan_undo, undo
from tests.fakes.worlds import After, Fuse, MortalDisk, Never, plan_of, tree_of


class World:
    """A folder to take from, a library to fill, and the journal of what was done."""

    def __init__(self, base: str, journal: SqliteJournal) -> None:
        self.source, self.library, self.journal = f"{base}/in", f"{base}/lib", journal
        os.makedirs(f"{base}/in/empty")
        os.mkdir(self.library)

    def write(self, name: str, content: bytes = b"content") -> str:
        path = os.path.join(self.source, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "xb") as file:
            file.write(content)
        os.utime(path, ns=(10**18, 10**18 + 123_456_789))
        return path

    def organize(
        self,
        *moves: tuple[str, str],
        mode: Mode = Mode.MOVE,
        across: bool = False,
        creations: tuple[Creation, ...] = (),
    ) -> Report:
        plan = plan_of([(here, os.path.join(self.library, there)) for here, there in moves], self.library)
        plan = replace(plan, creations=creations)
        disk = MortalDisk(Fuse(-1), (self.source, self.library)) if across else LocalDisk()
        return organize(plan, self.journal, disk, mode=mode, cancellation=Never())

    def undo(self, which: str = "last", *only: str) -> Report:
        plan = plan_undo(find_run(self.journal, which), self.journal, LocalDisk(), only=only)
        return undo(plan, self.journal, LocalDisk(), cancellation=Never())

    def trees(self) -> tuple[object, object]:
        return tree_of(self.source), tree_of(self.library)


@pytest.fixture
def world(tmp_path: object) -> Iterator[World]:
    with SqliteJournal(f"{tmp_path}/journal.db") as journal:
        yield World(str(tmp_path), journal)


def codes(report: Report) -> list[ProblemCode]:
    return [failure.problem.code for failure in (*report.skipped, *report.failed)]


@pytest.mark.parametrize("across", [False, True], ids=["one volume", "two volumes"])
def test_undo_is_exact(world: World, *, across: bool) -> None:
    moves = [(world.write(f"d{n}/{n}.mkv", b"%d" % n), f"Movies/{n}/{n}.mkv") for n in range(4)]
    before = world.trees()
    world.organize(*moves, across=across)
    assert world.trees() != before
    report = world.undo()
    assert (report.done, report.complete) == (4, True)
    assert world.trees() == before


def test_a_source_folder_that_has_gone_comes_back(world: World) -> None:
    world.organize((world.write("deep/er/a.mkv"), "A/A.mkv"))
    os.rmdir(os.path.join(world.source, "deep/er"))
    os.rmdir(os.path.join(world.source, "deep"))
    assert world.undo().complete
    assert "deep/er/a.mkv" in tree_of(world.source)


def test_what_was_edited_stays_and_the_rest_comes_back(world: World) -> None:
    world.organize((world.write("a.mkv"), "A/A.mkv"), (world.write("b.mkv"), "B/B.mkv"))
    with open(os.path.join(world.library, "A/A.mkv"), "ab") as file:
        file.write(b" and more")
    report = world.undo()
    assert (report.done, codes(report)) == (1, [ProblemCode.CHANGED_SINCE])
    assert tree_of(world.library)["A/A.mkv"][1] == b"content and more"
    assert "B" not in tree_of(world.library)
    assert codes(world.undo()) == [ProblemCode.CHANGED_SINCE], "it can be tried again"


def test_what_is_gone_is_said_and_the_rest_comes_back(world: World) -> None:
    world.organize((world.write("a.mkv"), "A/A.mkv"), (world.write("b.mkv"), "B/B.mkv"))
    os.unlink(os.path.join(world.library, "A/A.mkv"))
    report = world.undo()
    assert (report.done, codes(report)) == (1, [ProblemCode.SOURCE_GONE])


def test_a_place_that_is_taken_is_never_overwritten(world: World) -> None:
    world.organize((world.write("a.mkv", b"mine"), "A/A.mkv"))
    world.write("a.mkv", b"somebody's")
    report = world.undo()
    assert (report.done, codes(report), report.failed) == (0, [ProblemCode.DESTINATION_TAKEN], ())
    assert tree_of(world.source)["a.mkv"][1] == b"somebody's"
    assert tree_of(world.library)["A/A.mkv"][1] == b"mine"
    os.unlink(os.path.join(world.source, "a.mkv"))
    assert world.undo().complete


def test_what_somebody_has_put_back_by_hand_is_settled(world: World) -> None:
    source = world.write("a.mkv")
    before = world.trees()
    world.organize((source, "A/A.mkv"))
    os.rename(os.path.join(world.library, "A/A.mkv"), source)  # by hand
    assert world.undo().complete
    assert world.trees() == before
    with pytest.raises(NothingToUndoError):
        world.undo()


def test_a_folder_that_holds_something_of_the_persons_stays(world: World) -> None:
    world.organize((world.write("a.mkv"), "Movies/A/A.mkv"))
    with open(os.path.join(world.library, "Movies/A/my notes.txt"), "xb"):
        pass
    report = world.undo()
    assert report.done == 1
    assert [failure.source for failure in report.skipped] == [os.path.join(world.library, "Movies/A")]
    assert set(tree_of(world.library)) == {"Movies", "Movies/A", "Movies/A/my notes.txt"}
    with pytest.raises(NothingToUndoError):
        world.undo()


@pytest.mark.parametrize("order", [("1", "2"), ("2", "1")])
def test_two_runs_come_back_in_any_order(world: World, order: tuple[str, str]) -> None:
    a, b = world.write("a.mkv"), world.write("b.mkv")
    before = world.trees()
    world.organize((a, "Shows/S/Season 01/E1.mkv"))
    world.organize((b, "Shows/S/Season 01/E2.mkv"))
    for number in order:
        assert world.undo(number).complete
    assert world.trees() == before


def test_a_file_that_a_later_run_moved_on_waits_for_it(world: World) -> None:
    source = world.write("a.mkv")
    before = world.trees()
    world.organize((source, "A/A.mkv"))
    world.organize((os.path.join(world.library, "A/A.mkv"), "B/B.mkv"))
    report = world.undo("1")
    assert codes(report) == [ProblemCode.UNDO_LATER_RUN_FIRST]
    assert dict(report.skipped[0].problem.details)["run"] == "2"
    assert world.undo("2").complete
    assert world.undo("1").complete
    assert world.trees() == before


def test_a_file_of_ours_that_a_later_run_moved_on_waits_for_it(world: World) -> None:
    source = world.write("a.mkv")
    before = world.trees()
    film, nfo = (os.path.join(world.library, name) for name in ("A/A.mkv", "A/movie.nfo"))
    creation = Creation(destination=nfo, content=b"<movie/>", purpose=Purpose.NFO, beside=film)
    world.organize((source, "A/A.mkv"), creations=(creation,))
    world.organize((film, "B/B.mkv"), (nfo, "B/movie.nfo"))
    assert codes(world.undo("1")) == [ProblemCode.UNDO_LATER_RUN_FIRST] * 2
    assert world.undo("2").complete
    assert world.undo("1").complete
    assert world.trees() == before


def test_only_some_files_come_back(world: World) -> None:
    sources = [world.write(f"{n}/x.mkv", b"%d" % n) for n in range(3)]
    before = world.trees()
    world.organize(*((path, f"M/{n}/{n}.mkv") for n, path in enumerate(sources)))
    assert world.undo("last", sources[0]).done == 1
    assert world.undo("last", os.path.join(world.library, "M/1")).done == 1
    left = tree_of(world.library)
    assert "M/2/2.mkv" in left
    assert "M/0" not in left
    assert world.undo().done == 1
    assert world.trees() == before


def test_last_means_the_newest_run_with_something_left(world: World) -> None:
    world.organize((world.write("a.mkv"), "A.mkv"))
    world.organize((world.write("b.mkv"), "B.mkv"))
    for number in (2, 1):
        assert find_run(world.journal, "last").id == number
        world.undo()
    with pytest.raises(NothingToUndoError, match="nothing to undo"):
        world.undo()


@pytest.mark.parametrize("which", ["7", "0", "2"])
def test_runs_that_cannot_be_undone_are_told_apart(world: World, which: str) -> None:
    world.organize((world.write("a.mkv"), "A.mkv"))
    world.undo()
    with pytest.raises(NothingToUndoError, match=which):
        world.undo(which)


def test_copies_go_only_while_the_original_is_there(world: World) -> None:
    a, b = world.write("a.mkv", b"a"), world.write("b.mkv", b"b")
    world.organize((a, "A.mkv"), (b, "B.mkv"), mode=Mode.COPY)
    os.unlink(a)
    report = world.undo()
    assert (report.done, codes(report)) == (1, [ProblemCode.ORIGINAL_GONE])
    assert set(tree_of(world.library)) == {"A.mkv"}
    assert tree_of(world.source)["b.mkv"][1] == b"b"


def test_a_copy_with_other_content_under_the_same_facts_stays(world: World) -> None:
    world.organize((world.write("a.mkv", b"mine"), "A.mkv"), mode=Mode.COPY)
    path = os.path.join(world.library, "A.mkv")
    facts = os.stat(path)
    with open(path, "wb") as file:
        file.write(b"ours")
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert codes(world.undo()) == [ProblemCode.CHANGED_SINCE]
    assert tree_of(world.library)["A.mkv"][1] == b"ours"


def test_a_cancelled_undo_goes_on_later(world: World) -> None:
    moves = [(world.write(f"{n}.mkv", b"%d" % n), f"M/{n}.mkv") for n in range(6)]
    before = world.trees()
    world.organize(*moves)
    plan = plan_undo(find_run(world.journal, "last"), world.journal, LocalDisk())
    report = undo(plan, world.journal, LocalDisk(), cancellation=After(4))
    assert report.stopped
    assert report.done + len(report.failed) == 6
    assert 0 < report.done < 6
    assert world.undo().complete
    assert world.trees() == before


def test_attributes_that_the_library_could_not_hold_come_back(world: World) -> None:
    source = world.write("a.mkv")
    try:
        os.setxattr(source, "user.note", b"mine")
    except (AttributeError, OSError):
        pytest.skip("no extended attributes here")
    world.organize((source, "A.mkv"), across=True)
    os.removexattr(os.path.join(world.library, "A.mkv"), "user.note")  # as exFAT would
    plan = plan_undo(find_run(world.journal, "last"), world.journal, LocalDisk())
    across = MortalDisk(Fuse(-1), (world.source, world.library))
    assert undo(plan, world.journal, across, cancellation=Never()).complete
    assert os.getxattr(source, "user.note") == b"mine"


def test_a_folder_that_was_in_use_goes_with_a_later_try(world: World) -> None:
    taken, free = world.write("a.mkv"), world.write("b.mkv")
    world.organize((taken, "Movies/a/a.mkv"), (free, "Movies/b/b.mkv"))
    mine = os.path.join(world.library, "Movies/b/mine.txt")
    for path in (taken, mine):
        with open(path, "xb"):
            pass
    assert codes(world.undo()) == [ProblemCode.DESTINATION_TAKEN, ProblemCode.FOLDER_NOT_EMPTY]
    for path in (taken, mine):
        os.unlink(path)
    assert world.undo().complete
    assert os.listdir(world.library) == []
