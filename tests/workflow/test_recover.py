from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.work import Facts, Kept, RunKind, RunState, Step, StepDraft, StepKind, StepState
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.workflow.recover import recover
from tests.fakes.worlds import tree_of


@dataclass
class Interrupted:
    """A run that has promised one step and then died."""

    base: str
    journal: SqliteJournal
    source: str
    destination: str
    step: Step

    def settled(self) -> Step:
        recover(self.journal, LocalDisk())
        (step,) = self.journal.steps(self.step.run)
        return step


@pytest.fixture
def interrupted(tmp_path: object) -> Iterator[Interrupted]:
    source, destination = f"{tmp_path}/a.mkv", f"{tmp_path}/lib/A.mkv"
    os.mkdir(f"{tmp_path}/lib")
    write(source, b"content")
    facts = LocalDisk().facts(source)
    with SqliteJournal(f"{tmp_path}/journal.db") as journal:
        run = journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        draft = StepDraft(kind=StepKind.MOVE, source=source, destination=destination, facts=facts)
        (step,) = journal.intend(run, [draft])
        yield Interrupted(str(tmp_path), journal, source, destination, step)


def write(path: str, content: bytes) -> None:
    with open(path, "xb") as file:
        file.write(content)


def files(case: Interrupted) -> dict[str, object]:
    found = tree_of(case.base)
    return {name: facts[1] for name, facts in found.items() if facts[0] == "file" and not name.startswith("journal")}


def test_nothing_to_settle(tmp_path: object) -> None:
    with SqliteJournal(f"{tmp_path}/journal.db") as journal:
        report = recover(journal, LocalDisk())
        assert (report.run, report.done, report.complete) == (None, 0, True)


def test_a_file_that_never_left(interrupted: Interrupted) -> None:
    step = interrupted.settled()
    assert step.state is StepState.NOT_DONE
    assert step.reason is not None
    assert step.reason.code is ProblemCode.INTERRUPTED
    assert interrupted.journal.runs()[0].state is RunState.INTERRUPTED


def test_a_file_that_arrived(interrupted: Interrupted) -> None:
    os.rename(interrupted.source, interrupted.destination)
    assert interrupted.settled().state is StepState.DONE
    assert files(interrupted) == {"lib/A.mkv": b"content"}


def test_a_file_with_both_names(interrupted: Interrupted) -> None:
    os.link(interrupted.source, interrupted.destination)
    assert interrupted.settled().state is StepState.NOT_DONE
    assert files(interrupted) == {"a.mkv": b"content"}


def test_somebody_elses_file_at_the_destination(interrupted: Interrupted) -> None:
    write(interrupted.destination, b"")
    assert interrupted.settled().state is StepState.NOT_DONE
    assert files(interrupted) == {"a.mkv": b"content", "lib/A.mkv": b""}


def test_our_placeholder_at_the_destination(interrupted: Interrupted) -> None:
    interrupted.journal.placing(interrupted.step)
    write(interrupted.destination, b"")
    assert interrupted.settled().state is StepState.NOT_DONE
    assert files(interrupted) == {"a.mkv": b"content"}


def test_a_placeholder_that_somebody_has_filled(interrupted: Interrupted) -> None:
    interrupted.journal.placing(interrupted.step)
    write(interrupted.destination, b"somebody's")
    assert interrupted.settled().state is StepState.NOT_DONE
    assert files(interrupted) == {"a.mkv": b"content", "lib/A.mkv": b"somebody's"}


def test_a_file_that_somebody_took(interrupted: Interrupted) -> None:
    os.rename(interrupted.source, interrupted.base + "/elsewhere.mkv")
    step = interrupted.settled()
    assert step.state is StepState.NOT_DONE
    assert step.reason is not None
    assert step.reason.code is ProblemCode.SOURCE_GONE
    assert files(interrupted) == {"elsewhere.mkv": b"content"}


def test_half_a_copy(interrupted: Interrupted) -> None:
    write(interrupted.step.temporary, b"con")
    assert interrupted.settled().state is StepState.NOT_DONE
    assert files(interrupted) == {"a.mkv": b"content"}


def test_half_a_copy_whose_source_has_gone_is_kept(interrupted: Interrupted) -> None:
    write(interrupted.step.temporary, b"con")
    os.unlink(interrupted.source)
    assert interrupted.settled().state is StepState.NOT_DONE
    assert list(files(interrupted).values()) == [b"con"]


def copied(case: Interrupted, *, published: bool) -> None:
    """Bring the case to where a verified copy exists."""
    expected = case.step.facts
    assert expected is not None

    def count_nothing(_size: int) -> None:
        pass

    made = LocalDisk().copy(case.source, case.step.temporary, expected=expected, kept=Kept(), moved=count_nothing)
    case.journal.copied(case.step, made)
    if published:
        os.rename(case.step.temporary, case.destination)


def test_a_whole_copy_under_its_temporary_name(interrupted: Interrupted) -> None:
    copied(interrupted, published=False)
    assert interrupted.settled().state is StepState.NOT_DONE
    assert files(interrupted) == {"a.mkv": b"content"}


def test_a_published_copy_beside_its_source(interrupted: Interrupted) -> None:
    copied(interrupted, published=True)
    assert interrupted.settled().state is StepState.NOT_DONE
    assert files(interrupted) == {"a.mkv": b"content"}


def test_a_published_copy_whose_source_has_gone(interrupted: Interrupted) -> None:
    copied(interrupted, published=True)
    os.unlink(interrupted.source)
    assert interrupted.settled().state is StepState.DONE
    assert files(interrupted) == {"lib/A.mkv": b"content"}


def test_a_published_copy_that_was_edited_stays_beside_its_source(interrupted: Interrupted) -> None:
    copied(interrupted, published=True)
    with open(interrupted.destination, "ab") as file:
        file.write(b" edited")
    assert interrupted.settled().state is StepState.NOT_DONE
    assert files(interrupted) == {"a.mkv": b"content", "lib/A.mkv": b"content edited"}


def test_a_source_that_was_edited_keeps_the_copy_too(interrupted: Interrupted) -> None:
    copied(interrupted, published=True)
    with open(interrupted.source, "ab") as file:
        file.write(b" edited")
    assert interrupted.settled().state is StepState.NOT_DONE
    assert files(interrupted) == {"a.mkv": b"content edited", "lib/A.mkv": b"content"}


@pytest.mark.parametrize(
    ("kind", "there", "state"),
    [
        (StepKind.FOLDER, True, StepState.DONE),
        (StepKind.FOLDER, False, StepState.NOT_DONE),
        (StepKind.REMOVE_FOLDER, True, StepState.NOT_DONE),
        (StepKind.REMOVE_FOLDER, False, StepState.DONE),
    ],
)
def test_folders(tmp_path: object, kind: StepKind, there: bool, state: StepState) -> None:  # noqa: FBT001 — a table
    with SqliteJournal(f"{tmp_path}/journal.db") as journal:
        run = journal.begin(RunKind.ORGANIZE, Mode.MOVE)
        journal.intend(run, [StepDraft(kind=kind, destination=f"{tmp_path}/Movies")])
        if there:
            os.mkdir(f"{tmp_path}/Movies")
        recover(journal, LocalDisk())
        assert [step.state for step in journal.steps(run.id)] == [state]


def test_a_disk_that_does_not_answer_leaves_the_step_open(interrupted: Interrupted) -> None:
    class Gone(LocalDisk):
        def facts(self, path: str) -> Facts | None:
            raise OSError(errno.EIO, os.strerror(errno.EIO), path)

    report = recover(interrupted.journal, Gone())
    assert [failure.problem.code for failure in report.failed] == [ProblemCode.DISK_ERROR]
    assert interrupted.journal.runs()[0].state is RunState.OPEN
    assert interrupted.settled().state is StepState.NOT_DONE
