"""Files that JFOrg writes itself: made once, never over anything, and taken back only while they are ours."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.creation import MOST_BYTES, Creation, Purpose
from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.work import Report, RunState, StepKind, StepState
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.ports import Cancellation
from jforg_gui.workflow.undo import find_run, plan_undo, undo
from tests.fakes.worlds import After, Never, media_file, plan_of, tree_of

NFO = b"<movie><title>Ember Quay</title></movie>"


@dataclass
class World:
    base: str
    journal: SqliteJournal

    @property
    def film(self) -> str:
        return os.path.join(self.base, "Movies/Ember Quay (2001)/Ember Quay (2001).mkv")

    @property
    def nfo(self) -> str:
        return os.path.join(os.path.dirname(self.film), "movie.nfo")

    def source(self) -> str:
        return os.path.join(self.base, "in/Ember Quay.mkv")

    def creation(self, content: bytes = NFO, name: str = "movie.nfo", purpose: Purpose = Purpose.NFO) -> Creation:
        destination = os.path.join(os.path.dirname(self.film), name)
        return Creation(destination=destination, content=content, purpose=purpose, beside=self.film)

    def organize(
        self,
        *creations: Creation,
        move: bool = True,
        later: Sequence[Sequence[Creation]] | Iterator[Sequence[Creation]] = (),
        cancellation: Cancellation | None = None,
    ) -> Report:
        plan = plan_of([(self.source(), self.film)] if move else [], self.base)
        return organize(
            replace(plan, creations=creations),
            self.journal,
            LocalDisk(),
            mode=Mode.MOVE,
            cancellation=cancellation or Never(),
            later=later,
        )

    def undo(self, which: str = "last", *only: str) -> Report:
        plan = plan_undo(find_run(self.journal, which), self.journal, LocalDisk(), only=only)
        return undo(plan, self.journal, LocalDisk(), cancellation=Never())


@pytest.fixture
def world(tmp_path: object) -> Iterator[World]:
    base = f"{tmp_path}/world"
    os.makedirs(f"{base}/in")
    with SqliteJournal(f"{tmp_path}/journal.db") as journal:
        world = World(base, journal)
        with open(world.source(), "xb") as file:
            file.write(b"the film")
        yield world


def read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def write(path: str, content: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def reasons(report: Report) -> list[ProblemCode]:
    return [failure.problem.code for failure in (*report.failed, *report.skipped)]


def test_a_file_of_ours_is_made_and_taken_back(world: World) -> None:
    before = tree_of(world.base)
    report = world.organize(world.creation())
    assert (report.done, report.created, report.complete) == (1, 1, True)
    assert read(world.nfo) == NFO
    (run,) = world.journal.runs()
    assert (run.files, run.created, run.state) == (1, 1, RunState.ENDED)
    report = world.undo()
    assert (report.done, report.created, report.complete) == (1, 1, True)
    assert tree_of(world.base) == before


def test_others_may_read_it_as_the_umask_says(world: World) -> None:
    old = os.umask(0o022)
    try:
        world.organize(world.creation())
    finally:
        os.umask(old)
    assert os.stat(world.nfo).st_mode & 0o777 == 0o644


def test_nothing_is_overwritten(world: World) -> None:
    write(world.nfo, b"somebody's")
    report = world.organize(world.creation())
    assert (report.done, report.created) == (1, 0)
    assert reasons(report) == [ProblemCode.DESTINATION_TAKEN]
    assert read(world.nfo) == b"somebody's"


def test_what_appears_at_the_last_moment_is_not_overwritten(world: World) -> None:
    def batches() -> Iterator[Sequence[Creation]]:
        yield [world.creation(name="a.nfo")]
        write(world.nfo, b"somebody's")
        yield [world.creation(), world.creation(name="b.nfo")]

    report = world.organize(later=batches())
    assert report.created == 2
    assert reasons(report) == [ProblemCode.DESTINATION_TAKEN]
    assert read(world.nfo) == b"somebody's"
    assert not [name for name in tree_of(world.base) if name.endswith(".part")]


def test_it_is_made_only_where_its_media_file_is(world: World) -> None:
    report = world.organize(world.creation(), move=False)
    assert report.created == 0
    assert reasons(report) == [ProblemCode.OWNER_MISSING]
    os.makedirs(os.path.dirname(world.film))
    assert reasons(world.organize(world.creation(), move=False)) == [ProblemCode.OWNER_MISSING]
    assert os.listdir(os.path.dirname(world.film)) == []


def test_an_edited_file_is_kept_and_told(world: World) -> None:
    world.organize(world.creation())
    times = os.stat(world.nfo).st_mtime_ns
    write(world.nfo, NFO.replace(b"Ember", b"Amber"))
    os.utime(world.nfo, ns=(times, times))  # size and time are as they were
    report = world.undo()
    assert reasons(report) == [ProblemCode.EDITED_SINCE]
    assert (report.done, report.created) == (1, 0)
    assert b"Amber" in read(world.nfo)
    write(world.nfo, NFO)
    assert world.undo("1").complete
    assert not os.path.exists(os.path.join(world.base, "Movies"))


def test_one_that_somebody_removed_is_no_reason_to_complain(world: World) -> None:
    world.organize(world.creation())
    os.unlink(world.nfo)
    assert world.undo().complete


def test_a_merged_file_sets_the_old_one_aside_and_undo_brings_it_back(world: World) -> None:
    write(world.nfo, b"the old one")
    before = tree_of(world.base)
    report = world.organize(replace(world.creation(), replaces=media_file(world.nfo)))
    assert (report.created, report.complete) == (1, True)
    assert read(world.nfo) == NFO
    (aside,) = [path for path in tree_of(world.base) if ".jforg-trash" in path and path.endswith("movie.nfo")]
    assert aside.startswith("Movies/.jforg-trash/1-")
    assert read(os.path.join(world.base, aside)) == b"the old one"
    assert world.undo().complete
    assert tree_of(world.base) == before


def test_one_that_came_along_in_the_same_run_can_be_merged(world: World) -> None:
    old = os.path.join(world.base, "in/Ember Quay.nfo")
    write(old, b"the old one")
    before = tree_of(world.base)
    plan = plan_of([(world.source(), world.film, [(old, world.nfo)])], world.base)
    plan = replace(plan, creations=(replace(world.creation(), replaces=media_file(old)),))
    report = organize(plan, world.journal, LocalDisk(), mode=Mode.MOVE, cancellation=Never())
    assert (report.done, report.created, report.complete) == (2, 1, True)
    assert read(world.nfo) == NFO
    assert world.undo().complete
    assert tree_of(world.base) == before


def test_an_old_one_that_was_edited_meanwhile_is_not_replaced(world: World) -> None:
    write(world.nfo, b"the old one")
    old = media_file(world.nfo)
    write(world.nfo, b"the old one, better")
    report = world.organize(replace(world.creation(), replaces=old))
    assert reasons(report) == [ProblemCode.CHANGED_SINCE]
    assert read(world.nfo) == b"the old one, better"


def test_an_old_one_is_put_back_when_the_new_one_cannot_be_made(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    write(world.nfo, b"the old one")

    def full(_disk: LocalDisk, _path: str, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(LocalDisk, "create", full)
    report = world.organize(replace(world.creation(), replaces=media_file(world.nfo)))
    assert reasons(report) == [ProblemCode.NO_ROOM]
    assert read(world.nfo) == b"the old one"
    assert not [path for path in tree_of(world.base) if "trash" in path]
    states = [step.state for step in world.journal.steps(1) if step.kind is StepKind.SET_ASIDE]
    assert states == [StepState.UNDONE, StepState.DONE]
    assert world.undo().complete
    assert read(world.nfo) == b"the old one"
    assert world.journal.newest_undoable() is None


def test_what_arrives_later_belongs_to_the_same_run(world: World) -> None:
    def arriving() -> Iterator[Sequence[Creation]]:
        assert read(world.film) == b"the film"
        assert world.journal.runs()[0].state is RunState.OPEN
        yield ()
        yield [world.creation(b"\xff\xd8", "poster.jpg", Purpose.ARTWORK)]

    report = world.organize(world.creation(), later=arriving())
    assert (report.run, report.created, report.complete) == (1, 2, True)
    assert world.journal.runs()[0].state is RunState.ENDED
    assert world.undo().created == 2


def test_a_stop_ends_the_waiting(world: World) -> None:
    def endless() -> Iterator[Sequence[Creation]]:
        while True:
            yield ()

    report = world.organize(later=endless(), cancellation=After(20))
    assert (report.done, report.stopped) == (1, True)
    assert world.journal.runs()[0].state is RunState.STOPPED


def test_files_of_ours_alone_make_a_run(world: World) -> None:
    world.organize()
    report = world.organize(move=False, later=[(), [world.creation()]])
    assert (report.run, report.done, report.created) == (2, 0, 1)
    assert world.undo().complete
    assert not os.path.exists(world.nfo)
    assert world.organize(move=False, later=[()]).run is None


def test_what_describes_a_file_goes_with_it(world: World) -> None:
    write(world.nfo, b"the old one")
    world.organize(replace(world.creation(), replaces=media_file(world.nfo)), world.creation(name="x.nfo"))
    report = world.undo("last", world.source())
    assert (report.done, report.created) == (1, 2)
    assert read(world.nfo) == b"the old one"


@pytest.mark.parametrize("size", [0, MOST_BYTES[Purpose.NFO] + 1])
def test_empty_and_huge_files_are_refused(size: int) -> None:
    with pytest.raises(ValueError, match="nfo"):
        Creation(destination="/l/movie.nfo", content=b"x" * size, purpose=Purpose.NFO)
