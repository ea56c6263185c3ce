"""A film moves with what belongs to it or stays with it, whatever goes wrong with one of them, and when."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.creation import Creation, Purpose
from jforg_gui.domain.errors import NothingToUndoError, ProblemCode
from jforg_gui.domain.plan import Plan
from jforg_gui.domain.work import Report, RunState
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.recover import recover
from jforg_gui.workflow.undo import find_run, plan_undo, undo
from tests.fakes.worlds import Crash, Fuse, MortalDisk, MortalJournal, Never, contents_of, opened, plan_of, tree_of

FILES = ("a.mkv", "a.de.srt", "a.en.srt", "b.mkv")


class World:
    def __init__(self, base: str) -> None:
        self.base = base
        for folder in ("in", "lib"):
            os.makedirs(f"{base}/{folder}")
        for name in FILES:
            with open(self.here(name), "xb") as file:
                file.write(os.fsencode(name) * 3)
        self.before = tree_of(base)

    def here(self, name: str) -> str:
        return f"{self.base}/in/{name}"

    def there(self, name: str) -> str:
        return f"{self.base}/lib/{name[0].upper()}/{name}"

    def plan(self, *, bound: bool = True) -> Plan:
        subtitles = [(self.here(name), self.there(name)) for name in FILES[1:3]]
        plan = plan_of(
            [(self.here("a.mkv"), self.there("a.mkv"), subtitles), (self.here("b.mkv"), self.there("b.mkv"))], ""
        )
        film = plan.rows[0]
        moves = tuple(replace(one, companion=replace(one.companion, bound=bound)) for one in film.companions)
        note = Creation(
            destination=self.there("a.nfo"), content=b"<movie/>", purpose=Purpose.NFO, beside=self.there("a.mkv")
        )
        return replace(plan, rows=(replace(film, companions=moves), *plan.rows[1:]), creations=(note,))

    def arrived(self) -> list[str]:
        return sorted(os.path.basename(name) for name, what in tree_of(f"{self.base}/lib").items() if what[0] == "file")

    def left(self) -> list[str]:
        return sorted(os.listdir(f"{self.base}/in"))


class Refusing(MortalDisk):
    """Refuses one file at the moment it is to go; with ``sides`` the library is on another disk."""

    def __init__(self, name: str, code: int = errno.EACCES, fuse: Fuse | None = None, **more: tuple[str, str]) -> None:
        super().__init__(fuse or Fuse(-1), more.get("sides"))
        self.name, self.code = name, code

    def _check(self, source: str) -> None:
        if os.path.basename(source) == self.name:
            raise OSError(self.code, os.strerror(self.code))

    def move(self, source: str, destination: str, *, before_placing: Callable[[], None]) -> None:
        self._check(source)
        super().move(source, destination, before_placing=before_placing)

    def hardlink(self, source: str, destination: str) -> None:
        self._check(source)
        super().hardlink(source, destination)


@pytest.fixture
def world(tmp_path: object) -> World:
    return World(f"{tmp_path}/world")


@pytest.fixture
def journal(tmp_path: object) -> Iterator[SqliteJournal]:
    with SqliteJournal(f"{tmp_path}/journal.db") as journal:
        yield journal


def run(
    world: World, journal: SqliteJournal, disk: MortalDisk | LocalDisk, mode: Mode = Mode.MOVE, **more: bool
) -> Report:
    return organize(world.plan(**more), journal, disk, mode=mode, cancellation=Never())


def told(report: Report) -> dict[str, ProblemCode]:
    return {os.path.basename(one.path): one.problem.code for one in (*report.failed, *report.skipped)}


STAYS = {"a.mkv": ProblemCode.OWNER_STAYED, "a.nfo": ProblemCode.OWNER_MISSING}
OTHER = {name: ({"a.de.srt", "a.en.srt"} - {name}).pop() for name in ("a.de.srt", "a.en.srt")}


def is_whole(world: World, journal: SqliteJournal, report: Report) -> None:
    """Only the other film has gone, and the account says so."""
    assert world.arrived() == ["b.mkv"]
    assert world.left() == ["a.de.srt", "a.en.srt", "a.mkv"]
    assert os.listdir(f"{world.base}/lib") == ["B"]
    assert (report.done, report.created, report.complete) == (1, 0, False)
    (entry,) = journal.runs()
    assert (entry.state, entry.files - entry.undone) == (RunState.ENDED, 1)
    plan = plan_undo(find_run(journal, "last"), journal, LocalDisk())
    assert undo(plan, journal, LocalDisk(), cancellation=Never()).done == 1
    assert tree_of(world.base) == world.before
    with pytest.raises(NothingToUndoError):
        find_run(journal, "last")


@pytest.mark.parametrize("name", OTHER)
@pytest.mark.parametrize("code", [errno.EACCES, errno.EBUSY, errno.ENOSPC, errno.EIO])
def test_a_subtitle_that_is_refused_brings_its_film_back(
    world: World, journal: SqliteJournal, name: str, code: int
) -> None:
    report = run(world, journal, Refusing(name, code))
    assert told(report).keys() == {"a.mkv", "a.de.srt", "a.en.srt", "a.nfo"}
    assert STAYS.items() <= told(report).items()
    film = next(one for one in report.failed if one.source == world.here("a.mkv"))
    assert dict(film.problem.details)["other"] == name
    assert told(report)[OTHER[name]] is ProblemCode.OWNER_STAYED
    is_whole(world, journal, report)


@pytest.mark.parametrize("name", OTHER)
def test_a_subtitle_that_was_changed_meanwhile_keeps_its_film(world: World, journal: SqliteJournal, name: str) -> None:
    plan = world.plan()
    with open(world.here(name), "ab") as file:
        file.write(b"more")
    world.before = tree_of(world.base)
    report = organize(plan, journal, LocalDisk(), mode=Mode.MOVE, cancellation=Never())
    assert told(report) == {**STAYS, name: ProblemCode.CHANGED_SINCE, OTHER[name]: ProblemCode.OWNER_STAYED}
    is_whole(world, journal, report)


@pytest.mark.parametrize("mode", [Mode.MOVE, Mode.COPY, Mode.HARDLINK])
def test_a_subtitle_whose_place_was_taken_meanwhile_keeps_its_film(
    world: World, journal: SqliteJournal, mode: Mode
) -> None:
    plan = world.plan()
    os.mkdir(f"{world.base}/lib/A")
    with open(world.there("a.en.srt"), "xb") as file:
        file.write(b"of somebody else")
    report = organize(plan, journal, LocalDisk(), mode=mode, cancellation=Never())
    assert told(report)["a.en.srt"] is ProblemCode.DESTINATION_TAKEN
    assert world.arrived() == ["a.en.srt", "b.mkv"]
    assert {"a.de.srt", "a.en.srt", "a.mkv"} <= set(world.left())
    assert report.done == 1


def test_a_place_that_is_taken_between_the_look_and_the_act_brings_the_film_back(
    world: World, journal: SqliteJournal
) -> None:
    class Late(LocalDisk):
        def make_folder(self, path: str) -> None:
            super().make_folder(path)
            if path.endswith("/A"):
                with open(world.there("a.en.srt"), "xb") as file:
                    file.write(b"of somebody else")

    report = run(world, journal, Late())
    assert told(report)["a.en.srt"] is ProblemCode.DESTINATION_TAKEN
    assert world.left() == ["a.de.srt", "a.en.srt", "a.mkv"]
    with open(world.there("a.en.srt"), "rb") as file:
        assert file.read() == b"of somebody else"


def test_a_subtitle_that_is_gone_keeps_nobody_back(world: World, journal: SqliteJournal) -> None:
    plan = world.plan()
    os.unlink(world.here("a.en.srt"))
    report = organize(plan, journal, LocalDisk(), mode=Mode.MOVE, cancellation=Never())
    assert (report.done, told(report)) == (3, {"a.en.srt": ProblemCode.SOURCE_GONE})


def test_what_belongs_to_the_folder_keeps_no_film_back(world: World, journal: SqliteJournal) -> None:
    report = run(world, journal, Refusing("a.en.srt"), bound=False)
    assert (report.done, report.created, told(report)) == (3, 1, {"a.en.srt": ProblemCode.NOT_PERMITTED})
    assert world.left() == ["a.en.srt"]


def test_of_links_the_originals_are_together_as_they_were(world: World, journal: SqliteJournal) -> None:
    report = run(world, journal, Refusing("a.en.srt"), Mode.HARDLINK)
    assert (report.done, world.left()) == (3, sorted(FILES))
    assert told(report).keys() == {"a.en.srt"}


def test_a_film_that_was_copied_to_another_disk_comes_back_too(world: World, journal: SqliteJournal) -> None:
    class Locked(Refusing):
        def remove_file(self, path: str, expected: object) -> None:
            self._check(path)
            super().remove_file(path, expected)  # type: ignore[arg-type]

    report = run(world, journal, Locked("a.en.srt", sides=(f"{world.base}/in", f"{world.base}/lib")))
    assert told(report)["a.mkv"] is ProblemCode.OWNER_STAYED
    is_whole(world, journal, report)


def test_it_may_die_at_every_moment_on_the_way_back(tmp_path: object) -> None:
    died, moment = True, 0
    while died:
        moment += 1
        world, died, fuse = World(f"{tmp_path}/{moment}"), False, Fuse(moment)
        contents = contents_of(f"{world.base}/in")
        with MortalJournal(f"{world.base}.db", fuse) as journal:
            try:
                run(world, journal, Refusing("a.en.srt", fuse=fuse))
            except Crash:
                died = True
        with opened(f"{world.base}.db") as journal:
            recover(journal, LocalDisk())
            assert not journal.runs(state=RunState.OPEN)
            assert [one for one in contents_of(world.base) if one != b"<movie/>"] == contents
            while journal.newest_undoable() is not None:
                plan = plan_undo(find_run(journal, "last"), journal, LocalDisk())
                assert undo(plan, journal, LocalDisk(), cancellation=Never()).complete
        assert tree_of(world.base) == world.before, moment
    assert moment > 20
