"""Undo, closing and the interrupted run: what the sheets say, and what their answers do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.work import Report, Run, RunKind, RunState
from jforg_gui.engine import Engine
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.run.closing import ClosingSheet
from jforg_gui.ui.run.health import Health
from jforg_gui.ui.run.interrupted import InterruptedSheet, ask_about_interrupted, settle_interrupted
from jforg_gui.ui.run.undo_sheet import UndoSheet, ask_undo
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase
from jforg_gui.ui.theme import Theme
from jforg_gui.workflow.organize import organize
from tests.conftest import MediaTree
from tests.fakes.runs import TREE, moved, review, wait_idle
from tests.fakes.worlds import Crash, Fuse, MortalDisk, MortalJournal, Never, tree_of


@pytest.fixture
def parent(qtbot: QtBot) -> Iterator[QWidget]:
    parent = QWidget()
    qtbot.addWidget(parent)
    yield parent
    parent.close()


def open_sheet(qtbot: QtBot, kind: type[QWidget]) -> QWidget:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    sheet = QApplication.activeModalWidget()
    assert sheet is not None
    return sheet


def test_the_undo_sheet_says_what_goes_back_and_its_button_how_many(theme: Theme, qtbot: QtBot) -> None:
    sheet = UndoSheet({Health.BACK: 463, Health.MISSING: 4}, theme, None)
    qtbot.addWidget(sheet)
    assert sheet.heading.text() == "Undo this run?"
    assert sheet.subtitle.text() == "463 of 467 go back. 4 stay as they are: 4 missing."
    assert (sheet.answer.text(), sheet.answer.isDefault()) == ("Undo 463", True)
    some = UndoSheet({Health.BACK: 12}, theme, None, whole=False)
    qtbot.addWidget(some)
    assert some.heading.text() == "Undo 12 files of this run?"


def test_undo_last_is_asked_and_done(
    session: Session, jobs: Jobs, theme: Theme, parent: QWidget, media_tree: MediaTree, qtbot: QtBot
) -> None:
    tree = media_tree(TREE)
    before = tree_of(tree)
    moved(session, tree, qtbot)
    assert tree_of(tree) != before
    ask_undo(session, jobs, theme, parent)
    sheet = open_sheet(qtbot, UndoSheet)
    assert isinstance(sheet, UndoSheet)
    went = "6 files go back to where they were. 7 files made by the run are taken away."
    assert sheet.subtitle.text() == went
    reports: list[Report] = []
    session.run_ended.connect(reports.append)
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(reports), timeout=10_000)
    wait_idle(jobs, qtbot)
    assert reports[0].done == 6
    assert tree_of(tree) == before


def test_escape_takes_nothing_back(
    session: Session, jobs: Jobs, theme: Theme, parent: QWidget, media_tree: MediaTree, qtbot: QtBot
) -> None:
    tree = media_tree(TREE)
    moved(session, tree, qtbot)
    after = tree_of(tree)
    ask_undo(session, jobs, theme, parent)
    QTest.keyClick(open_sheet(qtbot, UndoSheet), Qt.Key.Key_Escape)
    wait_idle(jobs, qtbot)
    assert session.phase is Phase.DONE
    assert tree_of(tree) == after


def test_nothing_to_undo_is_said_not_asked(
    session: Session, jobs: Jobs, theme: Theme, parent: QWidget, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.failed) as said:
        ask_undo(session, jobs, theme, parent)
    wait_idle(jobs, qtbot)
    assert said.args == ["There is nothing to undo."]
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (RunKind.ORGANIZE, "231 of 412 have moved and can be undone. The rest stays where it is."),
        (
            RunKind.UNDO,
            "231 of 412 are back where they were. The rest stays where it is; you can undo it later.",
        ),
    ],
)
def test_closing_says_how_far_the_run_is(kind: RunKind, said: str, theme: Theme, qtbot: QtBot) -> None:
    sheet = ClosingSheet(100, 412, theme, None, kind)
    sheet.update_progress(231, 412)
    assert sheet.heading.text() == "Stop after this file and close?"
    assert sheet.subtitle.text() == said
    sheet.open()
    with qtbot.waitSignal(sheet.accepted):
        QTest.mouseClick(sheet.stop, Qt.MouseButton.LeftButton)


def test_keep_going_keeps_going(theme: Theme, qtbot: QtBot) -> None:
    sheet = ClosingSheet(1, 2, theme, None)
    sheet.open()
    with qtbot.waitSignal(sheet.rejected):
        QTest.mouseClick(sheet.keep_going, Qt.MouseButton.LeftButton)


# --- after a crash ----------------------------------------------------------------------------------------------------


@pytest.fixture
def crashed(session: Session, engine: Engine, media_tree: MediaTree, qtbot: QtBot) -> str:
    """A tree whose run was killed half-way, by a program that has gone; the session is as after a start."""
    tree = media_tree(TREE)
    review(session, tree, qtbot)
    plan = session.plan()
    session.clear()
    engine.places.make_data_folder()
    fuse = Fuse(left=26)
    with MortalJournal(engine.places.journal_file, fuse) as journal, pytest.raises(Crash):
        organize(plan, journal, MortalDisk(fuse), mode=Mode.MOVE, cancellation=Never())
    return tree


def test_a_crash_is_settled_before_it_is_told(crashed: str, engine: Engine) -> None:
    assert [run.files for run in engine.interrupted()] == [0]  # what the journal knows before it looks at the disk
    run = settle_interrupted(engine)
    assert run is not None
    assert (run.state, run.inputs) == (RunState.INTERRUPTED, (crashed,))
    left = sum(facts[0] == "file" for facts in tree_of(crashed).values())
    assert 0 < run.files == len(TREE) - left < len(TREE)
    assert settle_interrupted(engine) is None


def test_finish_it_reads_the_folders_again(
    crashed: str, session: Session, jobs: Jobs, theme: Theme, parent: QWidget, qtbot: QtBot
) -> None:
    ask_about_interrupted(session, jobs, theme, parent)
    sheet = open_sheet(qtbot, InterruptedSheet)
    assert isinstance(sheet, InterruptedSheet)
    assert sheet.heading.text() == "The last run was interrupted."
    assert "No file is lost." in sheet.subtitle.text()
    assert sheet.finish_it is not None
    assert sheet.finish_it.isDefault()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW, timeout=20_000)
    assert session.inputs == [crashed]
    left = sum(facts[0] == "file" for facts in tree_of(crashed).values())
    assert session.ready_files() == left > 0


def test_undo_it_brings_back_what_had_moved(
    crashed: str, session: Session, jobs: Jobs, theme: Theme, parent: QWidget, qtbot: QtBot
) -> None:
    ask_about_interrupted(session, jobs, theme, parent)
    sheet = open_sheet(qtbot, InterruptedSheet)
    assert isinstance(sheet, InterruptedSheet)
    assert sheet.undo_it is not None
    with qtbot.waitSignal(session.run_ended, timeout=10_000):
        QTest.mouseClick(sheet.undo_it, Qt.MouseButton.LeftButton)
    wait_idle(jobs, qtbot)
    assert [facts[0] for facts in tree_of(crashed).values()].count("file") == len(TREE)


def test_decide_later_does_nothing_and_the_run_stays_in_the_history(
    crashed: str, session: Session, jobs: Jobs, theme: Theme, parent: QWidget, qtbot: QtBot
) -> None:
    ask_about_interrupted(session, jobs, theme, parent)
    sheet = open_sheet(qtbot, InterruptedSheet)
    after = tree_of(crashed)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    wait_idle(jobs, qtbot)
    assert (session.phase, tree_of(crashed)) == (Phase.EMPTY, after)
    assert [run.state for run in session.engine.history()] == [RunState.INTERRUPTED]


def test_no_crash_no_question(
    session: Session, jobs: Jobs, theme: Theme, parent: QWidget, media_tree: MediaTree, qtbot: QtBot
) -> None:
    moved(session, media_tree(TREE), qtbot)
    ask_about_interrupted(session, jobs, theme, parent)
    wait_idle(jobs, qtbot)
    assert QApplication.activeModalWidget() is None


def test_an_interrupted_undo_can_only_be_finished(theme: Theme, engine: Engine, qtbot: QtBot) -> None:
    engine.places.make_data_folder()
    with engine.writing() as writer:
        run: Run = writer._journal.begin(RunKind.UNDO, Mode.MOVE, undoes=7)
    sheet = InterruptedSheet(run, theme, None)
    qtbot.addWidget(sheet)
    assert sheet.heading.text() == "The last undo was interrupted."
    assert sheet.undo_it is None
    assert sheet.finish_it is not None
