"""The history on a real journal: by mouse and by keyboard, half of a run and then the rest."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTableView
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from jforg_gui.domain.media import Library
from jforg_gui.domain.work import Report, Run
from jforg_gui.ui.history.models import FilesModel, RunsModel
from jforg_gui.ui.history.window import HistoryWindow
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.run.health import Health
from jforg_gui.ui.run.undo_sheet import RedoSheet, UndoSheet
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase
from jforg_gui.ui.theme import Theme
from tests.conftest import MediaTree
from tests.fakes.runs import TREE, moved, wait_idle
from tests.fakes.worlds import Tree, tree_of

LEFT = Qt.MouseButton.LeftButton


class Moved:
    """A tree that has been moved, and how it was before."""

    def __init__(self, tree: str, before: Tree, run: Run) -> None:
        self.tree = tree
        self.before = before
        self.run = run


@pytest.fixture(autouse=True)
def without_nfo(session: Session) -> None:
    """Let the run hold the person's files only, so that they can be counted."""
    session.engine.settings = session.engine.settings.with_value("organize.nfo", "off")


@pytest.fixture
def done(session: Session, media_tree: MediaTree, qtbot: QtBot) -> Moved:
    tree = media_tree(TREE)
    before = tree_of(tree)
    return Moved(tree, before, moved(session, os.path.join(tree, "Finished"), qtbot))


@pytest.fixture
def window(session: Session, jobs: Jobs, theme: Theme, qtbot: QtBot) -> Iterator[HistoryWindow]:
    window = HistoryWindow(session, jobs, theme)
    qtbot.addWidget(window)
    yield window
    wait_idle(jobs, qtbot)
    if isValid(window):
        window.close()


def shown(window: HistoryWindow, jobs: Jobs, qtbot: QtBot) -> HistoryWindow:
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    wait_idle(jobs, qtbot)
    return window


def sheet_of(qtbot: QtBot) -> UndoSheet:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), UndoSheet))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, UndoSheet)
    return sheet


def cell(table: QTableView, row: int, column: int) -> str:
    return str(table.model().index(row, column).data())


def answer(sheet: UndoSheet, session: Session, jobs: Jobs, qtbot: QtBot) -> Report:
    with qtbot.waitSignal(session.run_ended, timeout=10_000) as ended:
        QTest.mouseClick(sheet.answer, LEFT)
    wait_idle(jobs, qtbot)
    report = ended.args[0]
    assert isinstance(report, Report)
    return report


def test_without_runs_it_says_so(window: HistoryWindow, jobs: Jobs, qtbot: QtBot) -> None:
    shown(window, jobs, qtbot)
    assert window.empty.isVisible()
    assert window.empty.text() == "No runs yet. Each run you make appears here and can be undone."
    assert not window.undo_run.isEnabled()
    assert not window.undo_selected.isEnabled()


def test_a_run_and_its_files_are_shown(window: HistoryWindow, done: Moved, jobs: Jobs, qtbot: QtBot) -> None:
    shown(window, jobs, qtbot)
    runs, files = window.runs, window.files
    assert [cell(runs, 0, column) for column in (RunsModel.WHAT, RunsModel.FILES, RunsModel.STATE)] == [
        "Move from Finished",
        "6",
        "Done",
    ]
    assert cell(runs, 0, RunsModel.WHEN).startswith("Today, ")
    assert window.status.text() == "1 run, 6 files."
    rows = {cell(files.table, row, FilesModel.NOW): row for row in range(6)}
    row = rows["Shows/Harbor Nine/Season 01/Harbor Nine - S01E02.mkv"]
    assert cell(files.table, row, FilesModel.BEFORE) == "Finished/Harbor.Nine.S01E02.1080p.WEB.mkv"
    assert cell(files.table, row, FilesModel.HEALTH) == "Will go back"
    assert files.hint.text() == "Checked against the disk a moment ago. Nothing has happened yet."
    assert window.undo_run.text() == "Undo 6 of 6…"
    assert window.undo_run.isEnabled()
    assert done.run.files == 6


def test_half_and_then_the_rest_and_the_tree_is_as_it_was(
    window: HistoryWindow, done: Moved, session: Session, jobs: Jobs, qtbot: QtBot
) -> None:
    shown(window, jobs, qtbot)
    table = window.files.table
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert window.undo_selected.text() == "Undo 3 selected…"
    QTest.mouseClick(window.undo_selected, LEFT)
    sheet = sheet_of(qtbot)
    assert sheet.heading.text() == "Undo 3 files of this run?"
    assert answer(sheet, session, jobs, qtbot).done == 3
    assert cell(window.runs, 0, RunsModel.STATE) == "Done"
    assert window.runs_model.index(0, RunsModel.STATE).data(Qt.ItemDataRole.UserRole + 1) == "3 of 6 undone"
    assert [cell(table, row, FilesModel.HEALTH) for row in range(6)].count("Undone") == 3
    assert window.word.text() == "3 files are back where they were."
    assert window.undo_run.text() == "Undo 3 of 3…"
    QTest.mouseClick(window.undo_run, LEFT)
    sheet = sheet_of(qtbot)
    assert sheet.heading.text() == "Undo this run?"
    assert answer(sheet, session, jobs, qtbot).done == 3
    assert tree_of(done.tree) == done.before
    assert cell(window.runs, 0, RunsModel.STATE) == "Undone"
    assert window.files.hint.text() == "Nothing of this run is left to undo."
    assert not window.undo_run.isEnabled()


def test_by_keyboard_alone(window: HistoryWindow, done: Moved, session: Session, jobs: Jobs, qtbot: QtBot) -> None:
    shown(window, jobs, qtbot)
    assert window.runs.hasFocus()
    QTest.keyClick(window.runs, Qt.Key.Key_F6)
    table = window.files.table
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert window.undo_run.text() == "Undo 5 of 6…"
    QTest.keyClick(window.runs, Qt.Key.Key_Return)
    sheet = sheet_of(qtbot)
    with qtbot.waitSignal(session.run_ended, timeout=10_000):
        QTest.keyClick(sheet, Qt.Key.Key_Return)
    wait_idle(jobs, qtbot)
    assert window.undo_run.text() == "Undo 1 of 1…"
    QTest.keyClick(window.runs, Qt.Key.Key_Return)
    with qtbot.waitSignal(session.run_ended, timeout=10_000):
        QTest.keyClick(sheet_of(qtbot), Qt.Key.Key_Return)
    wait_idle(jobs, qtbot)
    assert tree_of(done.tree) == done.before
    QTest.keyClick(window.runs, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_what_cannot_go_back_says_why_and_stays(
    window: HistoryWindow, done: Moved, session: Session, jobs: Jobs, qtbot: QtBot
) -> None:
    shows = os.path.join(session.engine.settings.roots().folders[Library.SHOWS], "Harbor Nine", "Season 01")
    with open(os.path.join(shows, "Harbor Nine - S01E01.mkv"), "ab") as file:
        file.write(b"more" * 1000)
    os.remove(os.path.join(shows, "Harbor Nine - S01E02.mkv"))
    with open(os.path.join(done.tree, "Finished", "Harbor.Nine.S01E03.1080p.WEB.mkv"), "xb") as file:
        file.write(b"somebody else's")
    shown(window, jobs, qtbot)
    files = window.files
    verdicts = {
        cell(files.table, row, FilesModel.NOW)[-10:-4]: [
            cell(files.table, row, column) for column in (FilesModel.HEALTH, FilesModel.WHY)
        ]
        for row in range(6)
    }
    assert verdicts["S01E01"][0] == "Changed since"
    assert verdicts["S01E01"][1].startswith("Edited today at ")
    assert verdicts["S01E01"][1].endswith(" → 4 kB")
    assert verdicts["S01E02"] == ["Missing", "Not in the library any more"]
    assert verdicts["S01E03"] == ["Place taken", "Another file has this name now"]
    assert verdicts["S01E04"] == ["Will go back", ""]
    assert window.undo_run.text() == "Undo 3 of 6…"
    assert files.notice_text.text().startswith("3 files cannot simply go back, so they stay as they are.")
    assert {health: b.text() for health, b in files.counts.items() if b.isVisible()} == {
        None: "6 All",
        Health.BACK: "3 go back",
        Health.CHANGED: "1 changed since",
        Health.MISSING: "1 missing",
        Health.PLACE_TAKEN: "1 place taken",
    }
    QTest.mouseClick(window.undo_run, LEFT)
    sheet = sheet_of(qtbot)
    said = "3 of 6 go back. 3 stay as they are: 1 changed since, 1 missing, 1 place taken."
    assert sheet.subtitle.text() == said
    assert answer(sheet, session, jobs, qtbot).done == 3
    with open(os.path.join(shows, "Harbor Nine - S01E01.mkv"), "rb") as file:
        assert file.read().endswith(b"more")


def test_the_counts_are_filters(window: HistoryWindow, done: Moved, session: Session, jobs: Jobs, qtbot: QtBot) -> None:
    shown(window, jobs, qtbot)
    gone = next(path for path in _files_below(session) if path.endswith(".srt"))
    os.remove(gone)
    QTest.keyClick(window, Qt.Key.Key_F5)
    wait_idle(jobs, qtbot)
    QTest.mouseClick(window.files.counts[Health.MISSING], LEFT)
    assert window.files.model.rowCount() == 1
    assert cell(window.files.table, 0, FilesModel.NOW).endswith(".en.srt")
    assert window.undo_run.text() == "Undo 5 of 6…"
    QTest.mouseClick(window.files.counts[None], LEFT)
    assert window.files.model.rowCount() == done.run.files


def _files_below(session: Session) -> list[str]:
    return [
        os.path.join(folder, name)
        for root in session.engine.settings.roots().folders.values()
        for folder, _, names in os.walk(root, onerror=lambda _error: None)
        for name in names
    ]


def test_a_check_box_that_cannot_be_used_is_none(
    window: HistoryWindow, done: Moved, session: Session, jobs: Jobs, qtbot: QtBot
) -> None:
    assert done.run.files == 6
    os.remove(next(path for path in _files_below(session) if path.endswith(".srt")))
    shown(window, jobs, qtbot)
    model, table = window.files.model, window.files.table
    row = next(row for row in range(6) if not model.can_go(row))
    assert not model.index(row, 0).flags() & Qt.ItemFlag.ItemIsUserCheckable
    table.setFocus()
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert model.checked_count() == 0
    assert not window.undo_run.isEnabled()
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert model.checked_count() == 5
    table.selectRow(row)
    assert (window.undo_selected.text(), window.undo_selected.isEnabled()) == ("Undo 1 selected…", False)
    rect = table.visualRect(model.index(row, 0))
    QTest.mouseClick(table.viewport(), LEFT, pos=QPoint(rect.left() + 9, rect.center().y()))
    assert model.checked_count() == 5


def test_a_click_on_a_check_box_leaves_a_file_out(window: HistoryWindow, done: Moved, jobs: Jobs, qtbot: QtBot) -> None:
    shown(window, jobs, qtbot)
    table = window.files.table
    rect = table.visualRect(window.files.model.index(2, 0))
    QTest.mouseClick(table.viewport(), LEFT, pos=QPoint(rect.left() + 9, rect.center().y()))
    assert window.undo_run.text() == f"Undo 5 of {done.run.files}…"


def test_the_find_field_finds_runs_by_their_files(
    window: HistoryWindow, done: Moved, session: Session, media_tree: MediaTree, jobs: Jobs, qtbot: QtBot
) -> None:
    session.clear()
    moved(session, os.path.join(media_tree(["Films/Grey Ferry (2004).mkv"]), "Films"), qtbot)
    shown(window, jobs, qtbot)
    assert window.runs_model.rowCount() == 2
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.search.hasFocus()
    QTest.keyClicks(window.search, "S01E03")
    qtbot.waitUntil(lambda: window.runs_model.rowCount() == 1)
    wait_idle(jobs, qtbot)
    assert cell(window.runs, 0, RunsModel.WHAT) == "Move from Finished"
    assert window.files.model.rowCount() == 1
    assert window.undo_run.text() == f"Undo 6 of {done.run.files}…"
    window.search.setText("films")
    qtbot.waitUntil(lambda: cell(window.runs, 0, RunsModel.WHAT) == "Move from Films")
    wait_idle(jobs, qtbot)
    assert window.files.model.rowCount() == 1
    window.search.setText("no such thing")
    qtbot.waitUntil(lambda: window.runs_model.rowCount() == 0)
    assert window.status.text() == "Nothing here matches “no such thing”."
    QTest.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.isVisible()
    qtbot.waitUntil(lambda: window.runs_model.rowCount() == 2)


def test_nothing_can_be_undone_while_something_else_is_under_way(
    window: HistoryWindow, done: Moved, session: Session, jobs: Jobs, qtbot: QtBot
) -> None:
    shown(window, jobs, qtbot)
    assert window.undo_run.isEnabled()
    session.rescan()
    assert not window.undo_run.isEnabled()
    qtbot.waitUntil(lambda: session.phase in {Phase.REVIEW, Phase.EMPTY}, timeout=10_000)
    assert window.undo_run.isEnabled()
    assert done.run.files == 6


def test_the_last_selected_run_wins(
    window: HistoryWindow, done: Moved, session: Session, media_tree: MediaTree, jobs: Jobs, qtbot: QtBot
) -> None:
    session.clear()
    moved(session, media_tree(["Grey Ferry (2004).mkv"]), qtbot)
    shown(window, jobs, qtbot)
    for row in (0, 1, 0, 1):
        window.runs.setCurrentIndex(window.runs_model.index(row, 0))
    wait_idle(jobs, qtbot)
    assert window.files.preview is not None
    assert window.files.preview.run.id == done.run.id
    assert window.files.model.rowCount() == 6


def test_everything_has_a_name(window: HistoryWindow, done: Moved, jobs: Jobs, qtbot: QtBot) -> None:
    shown(window, jobs, qtbot)
    assert (window.runs.accessibleName(), window.files.table.accessibleName()) == ("Runs", "Files of this run")
    assert window.undo_run.accessibleName() == window.undo_run.text()
    spoken = window.runs_model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Move from Finished. 6 files." in spoken
    assert spoken.endswith("Done.")
    spoken = window.files.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Will go back. Checked. Goes back to. Finished/" in spoken
    assert done.run.files == 6


def test_what_was_taken_back_is_done_again_and_taken_back_again(
    window: HistoryWindow, done: Moved, session: Session, jobs: Jobs, qtbot: QtBot
) -> None:
    shown(window, jobs, qtbot)
    assert not window.redo_run.isEnabled()
    after = tree_of(done.tree)
    QTest.mouseClick(window.undo_run, LEFT)
    assert answer(sheet_of(qtbot), session, jobs, qtbot).done == 6
    assert window.redo_run.isEnabled()
    QTest.mouseClick(window.redo_run, LEFT)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RedoSheet))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, RedoSheet)
    assert sheet.subtitle.text() == "6 files go to their new places again."
    with qtbot.waitSignal(session.run_ended, timeout=10_000):
        QTest.mouseClick(sheet.answer, LEFT)
    wait_idle(jobs, qtbot)
    assert tree_of(done.tree) == after
    assert window.runs_model.rowCount() == 2, "the redo is a run of its own"
    window.runs.setCurrentIndex(window.runs_model.index(0, 0))
    wait_idle(jobs, qtbot)
    QTest.mouseClick(window.undo_run, LEFT)
    assert answer(sheet_of(qtbot), session, jobs, qtbot).done == 6
    assert tree_of(done.tree) == done.before


def test_a_run_is_written_as_a_list(
    window: HistoryWindow, done: Moved, jobs: Jobs, qtbot: QtBot, tmp_path: object
) -> None:
    shown(window, jobs, qtbot)
    window.ask_export()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(f"{tmp_path}/run.html")
    dialog.reject()
    wait_idle(jobs, qtbot)
    assert window.word.text() == f"Written: {tmp_path}/run.html"
    with open(f"{tmp_path}/run.html", encoding="utf-8") as file:
        assert done.tree in file.read()


@pytest.mark.usefixtures("german")
def test_it_fits_half_of_a_small_screen_in_german(session: Session, jobs: Jobs, theme: Theme, qtbot: QtBot) -> None:
    window = HistoryWindow(session, jobs, theme)
    qtbot.addWidget(window)
    assert window.minimumSizeHint().width() <= 683
    window.resize(683, 384)
    window.show()
    for button in (window.export, window.redo_run, window.undo_selected, window.undo_run):
        assert button.width() >= button.sizeHint().width()
        assert window.rect().contains(button.rect().translated(button.mapTo(window, QPoint())))
