"""The ways a file gets to its place, and back: each is what it says, and none turns into another."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.work import Report
from jforg_gui.storage import sharing
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.undo import find_run, plan_undo, undo
from tests.fakes.worlds import Fuse, MortalDisk, Never, plan_of, tree_of


class World:
    def __init__(self, base: str, journal: SqliteJournal) -> None:
        self.base, self.journal = base, journal
        self.source, self.library = f"{base}/in/film.mkv", f"{base}/lib/Film/Film.mkv"
        for folder in ("in", "lib"):
            os.mkdir(f"{base}/{folder}")
        with open(self.source, "xb") as file:
            file.write(b"all of the film")
        os.utime(self.source, ns=(10**18, 10**18 + 123_456_789))
        self.before = tree_of(base)

    def organize(self, mode: Mode, *, across: bool = False) -> Report:
        plan = plan_of([(self.source, self.library)], f"{self.base}/lib")
        disk = MortalDisk(Fuse(-1), (f"{self.base}/in", f"{self.base}/lib")) if across else LocalDisk()
        return organize(plan, self.journal, disk, mode=mode, cancellation=Never())

    def undo(self) -> Report:
        plan = plan_undo(find_run(self.journal, "last"), self.journal, LocalDisk())
        return undo(plan, self.journal, LocalDisk(), cancellation=Never())

    def tree(self) -> dict[str, tuple[object, ...]]:
        return {name: facts for name, facts in tree_of(self.base).items() if not name.startswith("journal")}


@pytest.fixture
def world(tmp_path: object) -> Iterator[World]:
    base = f"{tmp_path}/world"
    os.mkdir(base)
    with SqliteJournal(f"{tmp_path}/journal.db") as journal:
        yield World(base, journal)


def codes(report: Report) -> list[ProblemCode]:
    return [failure.problem.code for failure in (*report.failed, *report.skipped)]


def is_second_name(world: World) -> bool:
    return os.path.samefile(world.source, world.library) and not os.path.islink(world.library)


def is_link(world: World) -> bool:
    return os.readlink(world.library) == world.source


def is_copy(world: World) -> bool:
    with open(world.library, "rb") as file:
        return file.read() == b"all of the film" and not os.path.samefile(world.source, world.library)


@pytest.mark.parametrize(
    ("mode", "is_right"), [(Mode.HARDLINK, is_second_name), (Mode.SYMLINK, is_link), (Mode.COPY, is_copy)]
)
def test_the_file_stays_and_undo_is_exact(world: World, mode: Mode, is_right: Callable[[World], bool]) -> None:
    report = world.organize(mode)
    assert (report.done, report.complete) == (1, True)
    assert is_right(world)
    (run,) = world.journal.runs()
    assert (run.mode, run.files, run.size) == (mode, 1, 15)
    report = world.undo()
    assert (report.done, report.complete) == (1, True)
    assert world.tree() == world.before


@pytest.mark.parametrize("mode", [Mode.HARDLINK, Mode.SYMLINK, Mode.COPY, Mode.MOVE])
def test_a_name_that_is_taken_stays_as_it_is(world: World, mode: Mode) -> None:
    class Late(LocalDisk):
        """Somebody takes the name between the look and the act."""

        def make_folder(self, path: str) -> None:
            super().make_folder(path)
            with open(world.library, "xb") as file:
                file.write(b"of somebody else")

    plan = plan_of([(world.source, world.library)], f"{world.base}/lib")
    report = organize(plan, world.journal, Late(), mode=mode, cancellation=Never())
    assert codes(report) == [ProblemCode.DESTINATION_TAKEN]
    with open(world.library, "rb") as file:
        assert file.read() == b"of somebody else"
    assert os.path.exists(world.source)


def test_a_hard_link_to_another_disk_is_refused_in_words(world: World) -> None:
    report = world.organize(Mode.HARDLINK, across=True)
    assert codes(report) == [ProblemCode.MODE_IMPOSSIBLE]
    assert dict(report.failed[0].problem.details)["mode"] == "hard link"
    assert world.tree() == world.before


def test_a_disk_that_cannot_share_content_is_not_copied_to(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_reading: int, _writing: int) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr("jforg_gui.storage.copying.share_content", refuse)
    assert codes(world.organize(Mode.REFLINK)) == [ProblemCode.MODE_IMPOSSIBLE]
    assert world.tree() == world.before


@pytest.mark.parametrize("code", [errno.EOPNOTSUPP, errno.ENOTTY, errno.EINVAL, errno.EXDEV])
def test_every_answer_of_a_disk_that_cannot_share_is_understood(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(code, "no")

    monkeypatch.setattr("fcntl.ioctl", refuse)
    with open(f"{tmp_path}/a", "xb") as file, pytest.raises(OSError, match=r".") as caught:
        sharing.share_content(file.fileno(), file.fileno())
    assert caught.value.errno == (errno.EXDEV if code == errno.EXDEV else errno.ENOTSUP)


def test_a_second_name_that_became_the_only_one_is_kept(world: World) -> None:
    world.organize(Mode.HARDLINK)
    os.unlink(world.source)
    assert codes(world.undo()) == [ProblemCode.ORIGINAL_GONE]
    assert os.path.exists(world.library)


def test_a_second_name_that_is_another_file_now_is_kept(world: World) -> None:
    world.organize(Mode.HARDLINK)
    os.unlink(world.library)
    with open(world.library, "xb") as file:
        file.write(b"all of the film")
    assert codes(world.undo()) == [ProblemCode.CHANGED_SINCE]
    assert os.path.exists(world.library)


def test_a_second_name_goes_although_the_file_was_edited(world: World) -> None:
    world.organize(Mode.HARDLINK)
    with open(world.library, "ab") as file:
        file.write(b", and more")
    assert world.undo().complete
    assert not os.path.exists(world.library)
    with open(world.source, "rb") as file:
        assert file.read() == b"all of the film, and more"


def test_a_link_that_points_elsewhere_now_is_kept(world: World) -> None:
    world.organize(Mode.SYMLINK)
    os.unlink(world.library)
    os.symlink("/somewhere/else", world.library)
    assert codes(world.undo()) == [ProblemCode.CHANGED_SINCE]
    assert os.readlink(world.library) == "/somewhere/else"


def test_a_link_whose_aim_is_gone_goes_all_the_same(world: World) -> None:
    world.organize(Mode.SYMLINK)
    os.unlink(world.source)
    assert world.undo().complete
    assert not os.path.lexists(world.library)


def test_one_name_reached_on_two_ways_is_no_second_name(world: World) -> None:
    os.symlink(f"{world.base}/in", f"{world.base}/way")
    disk = LocalDisk()
    assert not disk.links_to(f"{world.base}/way/film.mkv", world.source)
    with pytest.raises(OSError, match="Stale"):
        disk.remove_link(f"{world.base}/way/film.mkv", world.source)
    assert os.path.exists(world.source)
