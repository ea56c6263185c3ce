from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.disks import Meaning, Way
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.plan import Plan, Status
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.run.confirm import ConfirmSheet
from jforg_gui.ui.run.summary import RunFacts, companions, estimate, moves, staying
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase
from jforg_gui.ui.theme import Theme
from jforg_gui.workflow.preflight import Checked
from tests.conftest import MediaTree
from tests.fakes.runs import TREE, review, wait_idle

MESS = [*TREE, "Finished/again/Ember Quay (2001).mkv", "Finished/setup.exe", "Finished/Marrow Street.mkv"]


@pytest.fixture
def plan(session: Session, media_tree: MediaTree, qtbot: QtBot) -> Plan:
    review(session, os.path.join(media_tree(MESS), "Finished"), qtbot)
    left_out = next(i for i, row in enumerate(session.rows) if row.item.file.name == "Marrow Street.mkv")
    session.set_checked([left_out], wanted=False)
    return session.plan()


@pytest.fixture
def parent(qtbot: QtBot) -> Iterator[QWidget]:
    parent = QWidget()
    qtbot.addWidget(parent)
    yield parent
    parent.close()


@pytest.fixture
def sheet(plan: Plan, session: Session, theme: Theme, jobs: Jobs, parent: QWidget, qtbot: QtBot) -> ConfirmSheet:
    sheet = ConfirmSheet(plan, RunFacts(tuple(session.inputs)), theme, parent, jobs)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    sheet.open()
    qtbot.waitExposed(sheet)
    wait_idle(jobs, qtbot)
    return sheet


def words_on(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget) and label.text()]


def test_it_says_how_much_moves_and_what_stays(sheet: ConfirmSheet, engine: object) -> None:  # noqa: ARG001
    said = words_on(sheet)
    assert "Move 5 files into your libraries?" in said
    assert said[said.index("5") : said.index("5") + 2] == ["5", "files will move"]
    assert said[said.index("of them is a companion") - 1] == "1"
    assert said[said.index("files in conflicts you have not decided") - 1] == "2"
    assert said[said.index("file you left out") - 1] == "1"
    assert said[said.index("ignored file") - 1] == "1"
    assert any(text.startswith("From Finished to Shows on ") for text in said)
    assert "Nothing is deleted." in said
    assert (sheet.answer.text(), sheet.answer.accessibleName()) == ("Move 5 files", "Move 5 files")


def test_its_numbers_are_the_sessions(plan: Plan, session: Session) -> None:
    assert plan.count() == session.ready_files() == 5
    assert companions(plan) == 1
    stays = staying(plan)
    counts = {state.value: n for state, n in session.counts().by_state.items()}
    assert (stays.conflict, stays.ignored, stays.attention) == (counts["conflict"], counts["ignored"], 0)
    assert stays.left_out == 1


def test_enter_runs_and_escape_does_not(sheet: ConfirmSheet, qtbot: QtBot) -> None:
    assert sheet.answer.isDefault()
    with qtbot.waitSignal(sheet.rejected):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
    sheet.open()
    with qtbot.waitSignal(sheet.accepted):
        QTest.keyClick(sheet, Qt.Key.Key_Return)


def test_all_moves_can_be_listed_and_put_away_again(sheet: ConfirmSheet) -> None:
    assert sheet.show_moves.text() == "Show all 5 moves"
    assert not sheet.moves.isVisible()
    QTest.mouseClick(sheet.show_moves, Qt.MouseButton.LeftButton)
    model = sheet.moves.model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == 5
    lines = [model.index(row, 0).data() for row in range(5)]
    assert "Finished/Harbor.Nine.S01E02.1080p.WEB.mkv → Shows/Harbor Nine/Season 01/Harbor Nine - S01E02.mkv" in lines
    assert sheet.moves.isVisible()
    assert "5 files will move" not in " ".join(words_on(sheet))
    QTest.mouseClick(sheet.show_moves, Qt.MouseButton.LeftButton)
    assert not sheet.moves.isVisible()
    assert "files will move" in words_on(sheet)


def test_names_that_would_turn_the_line_around_are_shown_as_boxes(plan: Plan) -> None:
    row = next(row for row in plan.rows if row.destination and row.status.value == "ready")
    evil = replace(row, item=replace(row.item, file=replace(row.item.file, path="/in/a\u202egnp\udcff.mkv")))
    line = moves(replace(plan, rows=(evil,)), RunFacts(("/in",)))[0]
    assert line.startswith("in/a□gnp□.mkv → ")


def _meaning(way: Way, files: int = 2, size: int = 0) -> Meaning:
    return Meaning(way=way, files=files, size=size, source="/in", destination="/media", system="vfat")


def test_what_has_to_be_copied_and_how_long_it_takes_is_said_once_it_is_known(
    sheet: ConfirmSheet, qtbot: QtBot
) -> None:
    assert "is about how long it takes" in words_on(sheet), "the disks of this machine have been looked at"
    assert "to copy between disks" not in words_on(sheet)
    sheet.show_meanings([_meaning(Way.RENAME), _meaning(Way.MOVE_BY_COPY, size=12_400_000_000)])
    qtbot.waitUntil(lambda: "to copy between disks" in words_on(sheet))
    said = words_on(sheet)
    assert said[said.index("to copy between disks") - 1] == "12.4 GB"
    assert "4 min" in said
    assert sheet.answer.isEnabled()


def test_files_that_cannot_go_this_way_are_counted_with_the_reason(sheet: ConfirmSheet, qtbot: QtBot) -> None:
    sheet.show_meanings([_meaning(Way.HARDLINK, 3), _meaning(Way.HARDLINK_ACROSS)])
    qtbot.waitUntil(lambda: "files that cannot go this way" in words_on(sheet))
    said = words_on(sheet)
    at = said.index("files that cannot go this way")
    assert (said[at - 1], said[at + 1]) == ("2", "a hard link cannot lead to another disk")
    assert sheet.answer.isEnabled()


def test_a_run_in_which_no_file_could_go_is_not_begun(sheet: ConfirmSheet, qtbot: QtBot) -> None:
    sheet.show_meanings([_meaning(Way.NO_HARDLINKS, 5)])
    assert not sheet.answer.isEnabled()
    qtbot.waitUntil(lambda: "this disk knows no hard links" in words_on(sheet))


@pytest.mark.parametrize(
    ("meanings", "written", "seconds"),
    [
        ([], 0, 0),
        ([_meaning(Way.RENAME, 2000)], 300, 3),
        ([_meaning(Way.COPY, 1000, 6_000_000_000)], 0, 101),
        ([_meaning(Way.HARDLINK, 1000, 6_000_000_000)], 0, 1),
    ],
)
def test_the_time_is_that_of_what_has_to_be_copied(meanings: list[Meaning], written: int, seconds: float) -> None:
    assert estimate(meanings, written) == pytest.approx(seconds)


def test_copying_says_copy_and_how_much(plan: Plan, theme: Theme, qtbot: QtBot) -> None:
    sheet = ConfirmSheet(plan, RunFacts((), Mode.COPY), theme, None)
    qtbot.addWidget(sheet)
    said = words_on(sheet)
    assert "Copy 5 files into your libraries?" in said
    assert "files will be copied" in said
    assert "to copy" in said
    assert sheet.answer.text() == "Copy 5 files"


def test_a_sheet_that_is_closed_while_disks_are_looked_up_does_no_harm(
    plan: Plan, session: Session, theme: Theme, jobs: Jobs, parent: QWidget, qtbot: QtBot
) -> None:
    sheet = ConfirmSheet(plan, RunFacts(tuple(session.inputs)), theme, parent, jobs)
    sheet.open()
    with qtbot.waitSignal(sheet.destroyed):
        sheet.reject()
    wait_idle(jobs, qtbot)
    assert session.phase is Phase.REVIEW


def checked(plan: Plan, *, held: int = 0, obstacle: bool = False) -> Checked:
    """What a look at the disks may have found."""
    too_large = Problem(
        ProblemCode.TOO_LARGE_THERE,
        details=(("bytes", "5000000000"), ("most", "4294967295"), ("disk", "/media/usb"), ("system", "vfat")),
    )
    rows = list(plan.rows)
    for index in [index for index, row in enumerate(rows) if plan.unit_of(row) is not None][:held]:
        rows[index] = replace(rows[index], status=Status.ATTENTION, reasons=(too_large, *rows[index].reasons))
    gaps = (("needed", "40000000000"), ("free", "12000000000"), ("disk", "/media/usb"))
    lacking = (Problem(ProblemCode.ROOM_LACKING, "/media/usb", gaps),)
    return Checked(replace(plan, rows=tuple(rows)), lacking if obstacle else ())


def sheet_of(plan: Plan, found: Checked, theme: Theme, parent: QWidget, jobs: Jobs, qtbot: QtBot) -> ConfirmSheet:
    sheet = ConfirmSheet(plan, RunFacts((), Mode.MOVE, lambda _plan: found), theme, parent, jobs)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    sheet.open()
    qtbot.waitExposed(sheet)
    wait_idle(jobs, qtbot)
    return sheet


def test_what_stands_in_the_way_is_said_and_nothing_can_be_started(
    plan: Plan, theme: Theme, jobs: Jobs, parent: QWidget, qtbot: QtBot
) -> None:
    sheet = sheet_of(plan, checked(plan, obstacle=True), theme, parent, jobs, qtbot)
    said = " ".join(words_on(sheet))
    assert "The disk at /media/usb has too little room: 40.0 GB are needed there and 12.0 GB are free." in said
    assert not sheet.answer.isEnabled()


def test_what_a_disk_does_not_allow_stays_and_the_rest_can_go(
    plan: Plan, theme: Theme, jobs: Jobs, parent: QWidget, qtbot: QtBot
) -> None:
    sheet = sheet_of(plan, checked(plan, held=2), theme, parent, jobs, qtbot)
    said = words_on(sheet)
    assert said[said.index("files the disk does not allow") - 1] == "2"
    assert any(text.startswith("At 5.0 GB it is too large for the disk at /media/usb (vfat)") for text in said)
    assert sheet.answer.isEnabled()
    sheet = sheet_of(plan, checked(plan, held=len(plan.rows)), theme, parent, jobs, qtbot)
    assert not sheet.answer.isEnabled()


def test_where_nothing_is_in_the_way_nothing_is_said(
    plan: Plan, theme: Theme, jobs: Jobs, parent: QWidget, qtbot: QtBot
) -> None:
    sheet = sheet_of(plan, checked(plan), theme, parent, jobs, qtbot)
    assert sheet.answer.isEnabled()
    assert not [text for text in words_on(sheet) if "disk" in text and "does not allow" in text]
