from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import JournalUnusableError, ProblemCode
from jforg_gui.domain.work import (
    Copied,
    Facts,
    Outcome,
    Progress,
    Report,
    Run,
    RunState,
    Step,
    StepDraft,
    StepKind,
    StepState,
)
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.workflow import organize as module
from jforg_gui.workflow.organize import organize
from tests.fakes.worlds import After, Fuse, MortalDisk, Never, Tree, plan_of, tree_of


@pytest.fixture
def base(tmp_path: object) -> str:
    for name in ("in", "lib"):
        os.mkdir(f"{tmp_path}/{name}")
    return str(tmp_path)


@pytest.fixture
def journal(base: str) -> Iterator[SqliteJournal]:
    with SqliteJournal(f"{base}/journal.db") as journal:
        yield journal


def write(path: str, content: bytes = b"content") -> str:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "xb") as file:
        file.write(content)
    return path


def move(base: str, journal: SqliteJournal, *moves: tuple[str, str], mode: Mode = Mode.MOVE) -> Report:
    plan = plan_of(moves, f"{base}/lib")
    return organize(plan, journal, LocalDisk(), mode=mode, cancellation=Never())


def names(tree: Tree) -> set[str]:
    return {name for name, facts in tree.items() if facts[0] == "file"}


def test_files_move_and_are_counted(base: str, journal: SqliteJournal) -> None:
    a, b = write(f"{base}/in/a.mkv", b"a"), write(f"{base}/in/b.mkv", b"b")
    report = move(base, journal, (a, f"{base}/lib/Movies/A/A.mkv"), (b, f"{base}/lib/Movies/B/B.mkv"))
    assert (report.done, report.failed, report.skipped, report.complete) == (2, (), (), True)
    assert names(tree_of(f"{base}/lib")) == {"Movies/A/A.mkv", "Movies/B/B.mkv"}
    assert tree_of(f"{base}/in") == {}
    (run,) = journal.runs()
    assert (run.state, run.files, run.size) == (RunState.ENDED, 2, 2)


def test_a_destination_that_appears_after_the_plan_is_kept(base: str, journal: SqliteJournal) -> None:
    source, target = write(f"{base}/in/a.mkv", b"mine"), f"{base}/lib/Movies/A/A.mkv"
    plan = plan_of([(source, target)], f"{base}/lib")
    write(target, b"somebody's")
    report = organize(plan, journal, LocalDisk(), mode=Mode.MOVE, cancellation=Never())
    assert [failure.problem.code for failure in report.failed] == [ProblemCode.DESTINATION_TAKEN]
    assert (report.done, report.complete) == (0, False)
    assert tree_of(f"{base}/lib")["Movies/A/A.mkv"][1] == b"somebody's"
    assert tree_of(f"{base}/in")["a.mkv"][1] == b"mine"


class LateIntruder(LocalDisk):
    """Somebody else makes the destination between the last look and the move."""

    def move(self, source: str, destination: str, *, before_placing: Callable[[], None]) -> None:
        write(destination, b"somebody's")
        super().move(source, destination, before_placing=before_placing)


@pytest.mark.parametrize("across", [False, True])
def test_a_destination_that_appears_at_the_last_moment_is_kept(
    base: str, journal: SqliteJournal, *, across: bool
) -> None:
    source, target = write(f"{base}/in/a.mkv", b"mine"), f"{base}/lib/Movies/A/A.mkv"
    plan = plan_of([(source, target)], f"{base}/lib")
    disk = LateIntruder() if not across else _intruder_across(base)
    report = organize(plan, journal, disk, mode=Mode.MOVE, cancellation=Never())
    assert [failure.problem.code for failure in report.failed] == [ProblemCode.DESTINATION_TAKEN]
    assert tree_of(f"{base}/lib")["Movies/A/A.mkv"][1] == b"somebody's"
    assert names(tree_of(f"{base}/lib")) == {"Movies/A/A.mkv"}, "a temporary was left behind"
    assert tree_of(f"{base}/in")["a.mkv"][1] == b"mine"


def _intruder_across(base: str) -> MortalDisk:
    disk = MortalDisk(Fuse(-1), (f"{base}/in", f"{base}/lib"))
    disk._disk = LateIntruder()
    return disk


def test_a_source_that_changed_after_the_plan_stays(base: str, journal: SqliteJournal) -> None:
    changed, gone, fine = (write(f"{base}/in/{name}.mkv") for name in ("changed", "gone", "fine"))
    plan = plan_of([(path, f"{base}/lib/{os.path.basename(path)}") for path in (changed, gone, fine)], f"{base}/lib")
    with open(changed, "ab") as file:
        file.write(b" more")
    os.unlink(gone)
    report = organize(plan, journal, LocalDisk(), mode=Mode.MOVE, cancellation=Never())
    assert {os.path.basename(f.source): f.problem.code for f in report.failed} == {
        "changed.mkv": ProblemCode.CHANGED_SINCE,
        "gone.mkv": ProblemCode.SOURCE_GONE,
    }
    assert names(tree_of(f"{base}/lib")) == {"fine.mkv"}


def test_a_source_replaced_by_a_link_is_not_moved(base: str, journal: SqliteJournal) -> None:
    source, secret = write(f"{base}/in/a.mkv"), write(f"{base}/secret")
    plan = plan_of([(source, f"{base}/lib/a.mkv")], f"{base}/lib")
    os.unlink(source)
    os.symlink(secret, source)
    report = organize(plan, journal, LocalDisk(), mode=Mode.MOVE, cancellation=Never())
    assert [failure.problem.code for failure in report.failed] == [ProblemCode.CHANGED_SINCE]
    assert os.readlink(source) == secret


def test_companions_stay_with_a_film_that_stays(base: str, journal: SqliteJournal) -> None:
    film, subtitle = write(f"{base}/in/a.mkv"), write(f"{base}/in/a.srt")
    target = f"{base}/lib/Movies/A/A.mkv"
    plan = plan_of([(film, target, [(subtitle, f"{base}/lib/Movies/A/A.en.srt")])], f"{base}/lib")
    write(target, b"somebody's")
    report = organize(plan, journal, LocalDisk(), mode=Mode.MOVE, cancellation=Never())
    assert [failure.problem.code for failure in report.failed] == [
        ProblemCode.DESTINATION_TAKEN,
        ProblemCode.OWNER_STAYED,
    ]
    assert names(tree_of(f"{base}/in")) == {"a.mkv", "a.srt"}


def test_companions_stay_with_a_film_whose_move_fails(base: str, journal: SqliteJournal) -> None:
    film, subtitle = write(f"{base}/in/a.mkv"), write(f"{base}/in/a.srt")
    plan = plan_of([(film, f"{base}/lib/A.mkv", [(subtitle, f"{base}/lib/A.en.srt")])], f"{base}/lib")
    report = organize(plan, journal, LateIntruder(), mode=Mode.MOVE, cancellation=Never())
    assert [failure.problem.code for failure in report.failed] == [
        ProblemCode.DESTINATION_TAKEN,
        ProblemCode.OWNER_STAYED,
    ]
    assert names(tree_of(f"{base}/in")) == {"a.mkv", "a.srt"}


def test_folders_into_which_nothing_came_go_again(base: str, journal: SqliteJournal) -> None:
    source = write(f"{base}/in/a.mkv")
    plan = plan_of([(source, f"{base}/lib/Movies/A/A.mkv")], f"{base}/lib")

    class Refusing(LocalDisk):
        def move(self, source: str, destination: str, *, before_placing: Callable[[], None]) -> None:  # noqa: ARG002
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), source, None, destination)

    report = organize(plan, journal, Refusing(), mode=Mode.MOVE, cancellation=Never())
    assert [failure.problem.code for failure in report.failed] == [ProblemCode.NOT_PERMITTED]
    assert tree_of(f"{base}/lib") == {}
    assert journal.newest_undoable() is None


def test_a_folder_that_cannot_be_made_is_the_reason_given(base: str, journal: SqliteJournal) -> None:
    source = write(f"{base}/in/a.mkv")
    plan = plan_of([(source, f"{base}/lib/Movies/A/A.mkv")], f"{base}/lib")

    class Full(LocalDisk):
        def make_folder(self, path: str) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

    report = organize(plan, journal, Full(), mode=Mode.MOVE, cancellation=Never())
    assert [failure.problem.code for failure in report.failed] == [ProblemCode.NO_ROOM]
    assert names(tree_of(f"{base}/in")) == {"a.mkv"}


def test_a_folder_that_somebody_makes_first_is_used_and_not_ours(base: str, journal: SqliteJournal) -> None:
    source = write(f"{base}/in/a.mkv")
    plan = plan_of([(source, f"{base}/lib/Movies/A.mkv")], f"{base}/lib")

    class Slow(LocalDisk):
        def make_folder(self, path: str) -> None:
            os.mkdir(path)
            super().make_folder(path)

    assert organize(plan, journal, Slow(), mode=Mode.MOVE, cancellation=Never()).complete
    folders = [step for step in journal.steps(1) if step.kind is StepKind.FOLDER]
    assert [step.state for step in folders] == [StepState.NOT_DONE]


def test_a_file_with_two_names_does_not_leave_its_volume(base: str, journal: SqliteJournal) -> None:
    source = write(f"{base}/in/a.mkv")
    os.link(source, f"{base}/in/seeding.mkv")
    plan = plan_of([(source, f"{base}/lib/a.mkv")], f"{base}/lib")
    disk = MortalDisk(Fuse(-1), (f"{base}/in", f"{base}/lib"))
    report = organize(plan, journal, disk, mode=Mode.MOVE, cancellation=Never())
    assert [failure.problem.code for failure in report.failed] == [ProblemCode.HARD_LINKED]
    assert os.stat(source).st_nlink == 2


def test_copying_leaves_the_source(base: str, journal: SqliteJournal) -> None:
    source = write(f"{base}/in/a.mkv")
    before = tree_of(f"{base}/in")
    assert move(base, journal, (source, f"{base}/lib/A.mkv"), mode=Mode.COPY).done == 1
    assert tree_of(f"{base}/in") == before
    assert tree_of(f"{base}/lib")["A.mkv"] == before["a.mkv"]


@pytest.mark.parametrize("asked", [0, 1, 3, 7])
def test_a_cancelled_run_is_a_shorter_run(base: str, journal: SqliteJournal, asked: int) -> None:
    moves = [(write(f"{base}/in/{n}.mkv", b"%d" % n), f"{base}/lib/{n}/{n}.mkv") for n in range(10)]
    plan = plan_of(moves, f"{base}/lib")
    report = organize(plan, journal, LocalDisk(), mode=Mode.MOVE, cancellation=After(asked))
    assert report.stopped
    assert not report.complete
    assert report.done + len(report.failed) == 10
    assert {failure.problem.code for failure in report.failed} == {ProblemCode.CANCELLED}
    assert len(names(tree_of(f"{base}/lib"))) == report.done == max(0, asked - 1)
    assert journal.runs()[0].state is RunState.STOPPED


def test_a_copy_across_volumes_stops_in_the_middle(base: str, journal: SqliteJournal) -> None:
    source = write(f"{base}/in/a.mkv", b"x" * (5 << 20))
    plan = plan_of([(source, f"{base}/lib/a.mkv")], f"{base}/lib")
    disk = MortalDisk(Fuse(-1), (f"{base}/in", f"{base}/lib"))
    report = organize(plan, journal, disk, mode=Mode.MOVE, cancellation=After(3))
    assert [failure.problem.code for failure in report.failed] == [ProblemCode.CANCELLED]
    assert (names(tree_of(f"{base}/in")), tree_of(f"{base}/lib")) == ({"a.mkv"}, {})


class FullJournal(SqliteJournal):
    """A journal whose disk is full from the n-th promise on."""

    promises = 1

    def intend(self, run: Run, drafts: Sequence[StepDraft]) -> list[Step]:
        self.promises -= 1
        if self.promises < 0:
            raise JournalUnusableError("The disk of the journal is full.")
        return super().intend(run, drafts)


def test_a_full_journal_stops_before_the_next_file(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 2)
    moves = [(write(f"{base}/in/{n}.mkv", b"%d" % n), f"{base}/lib/{n}.mkv") for n in range(5)]
    plan = plan_of(moves, f"{base}/lib")
    with FullJournal(f"{base}/journal.db") as journal:
        report = organize(plan, journal, LocalDisk(), mode=Mode.MOVE, cancellation=Never())
    assert (report.done, len(report.failed), report.stopped) == (2, 3, True)
    assert {failure.problem.code for failure in report.failed} == {ProblemCode.JOURNAL_FAILED}
    assert names(tree_of(f"{base}/in")) == {"2.mkv", "3.mkv", "4.mkv"}


def test_a_flush_that_fails_stops_the_run(base: str, journal: SqliteJournal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 2)
    moves = [(write(f"{base}/in/{n}.mkv", b"%d" % n), f"{base}/lib/{n}.mkv") for n in range(5)]
    plan = plan_of(moves, f"{base}/lib")

    class Dying(LocalDisk):
        def flush_folders(self, paths: Iterable[str]) -> None:
            if list(paths):
                raise OSError(errno.EIO, os.strerror(errno.EIO))

    report = organize(plan, journal, Dying(), mode=Mode.MOVE, cancellation=Never())
    assert (report.done, len(report.failed), report.stopped) == (2, 3, True)
    assert names(tree_of(f"{base}/in")) == {"2.mkv", "3.mkv", "4.mkv"}


def test_every_promise_is_kept_before_the_disk_is_touched(base: str) -> None:
    order: list[str] = []

    class Noting(SqliteJournal):
        def intend(self, run: Run, drafts: Sequence[StepDraft]) -> list[Step]:
            order.extend(f"promise {os.path.basename(draft.destination)}" for draft in drafts)
            return super().intend(run, drafts)

        def settle(self, outcomes: Sequence[Outcome]) -> None:
            order.append("settle")
            super().settle(outcomes)

    class Moving(LocalDisk):
        def make_folder(self, path: str) -> None:
            order.append(f"make {os.path.basename(path)}")
            super().make_folder(path)

        def move(self, source: str, destination: str, *, before_placing: Callable[[], None]) -> None:
            order.append(f"move {os.path.basename(destination)}")
            super().move(source, destination, before_placing=before_placing)

        def flush_folders(self, paths: Iterable[str]) -> None:
            order.append("flush")
            super().flush_folders(paths)

    source = write(f"{base}/in/a.mkv")
    plan = plan_of([(source, f"{base}/lib/M/A.mkv")], f"{base}/lib")
    with Noting(f"{base}/journal.db") as journal:
        organize(plan, journal, Moving(), mode=Mode.MOVE, cancellation=Never())
    assert order == ["promise M", "promise A.mkv", "make M", "flush", "move A.mkv", "flush", "settle"]


def test_progress_ends_with_all_files_and_bytes(base: str, journal: SqliteJournal) -> None:
    moves = [(write(f"{base}/in/{n}.mkv", b"%d" % n), f"{base}/lib/{n}.mkv") for n in range(5)]
    told: list[Progress] = []
    plan = plan_of(moves, f"{base}/lib")
    organize(plan, journal, LocalDisk(), mode=Mode.MOVE, cancellation=Never(), report=told.append)
    last = told[-1]
    assert (last.files, last.files_total, last.size, last.size_total) == (5, 5, 5, 5)


def test_units_are_never_torn_between_chunks(
    base: str, journal: SqliteJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK", 2)
    moves = [
        (
            write(f"{base}/in/{n}.mkv", b"%d" % n),
            f"{base}/lib/{n}/{n}.mkv",
            [(write(f"{base}/in/{n}.{k}.srt"), f"{base}/lib/{n}/{n}.{k}.srt") for k in "abc"],
        )
        for n in range(3)
    ]
    report = organize(plan_of(moves, f"{base}/lib"), journal, LocalDisk(), mode=Mode.MOVE, cancellation=Never())
    assert report.done == 12
    assert report.complete


def test_a_copy_is_published_and_durable_before_its_source_goes(base: str, journal: SqliteJournal) -> None:
    order: list[str] = []

    class Noting(MortalDisk):
        def copy(self, source: str, temporary: str, **named: Any) -> Copied:  # noqa: ANN401 — handed on
            order.append("copy")
            return super().copy(source, temporary, **named)

        def move(self, source: str, destination: str, *, before_placing: Callable[[], None]) -> None:
            super().move(source, destination, before_placing=before_placing)
            order.append("publish")

        def flush_folders(self, paths: Iterable[str]) -> None:
            folders = list(paths)
            order.extend(f"flush {os.path.basename(folder)}" for folder in folders)
            super().flush_folders(folders)

        def remove_file(self, path: str, expected: Facts) -> None:
            order.append("remove source")
            super().remove_file(path, expected)

    source = write(f"{base}/in/a.mkv")
    disk = Noting(Fuse(-1), (f"{base}/in", f"{base}/lib"))
    organize(
        plan_of([(source, f"{base}/lib/a.mkv")], f"{base}/lib"),
        journal,
        disk,
        mode=Mode.MOVE,
        cancellation=Never(),
    )
    assert order == ["copy", "publish", "flush lib", "remove source", "flush in", "flush lib"]
