from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.work import Failure, Report
from jforg_gui.ui.details.outcome_page import OutcomePage
from jforg_gui.ui.details.remedies import Remedy
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.theme import Theme


def test_what_failed_is_listed_with_its_reason_and_a_button(theme: Theme, qtbot: QtBot) -> None:
    page = OutcomePage(theme)
    qtbot.addWidget(page)
    page.show()
    failed = tuple(
        Failure(f"/in/{number}.mkv", f"/out/{number}.mkv", Problem(ProblemCode.NO_ROOM, f"/in/{number}.mkv"))
        for number in range(2)
    )
    page.begin()
    boxes = page.tell(Report(7, done=1, failed=failed), Mode.MOVE, {FilterKey.FILMS: 1}, 2_100_000)
    assert page.heading.text() == "1 of 3 files moved"
    assert page.below.text().endswith("s · 2.1 MB")
    assert page.failed.text() == "2 files did not move"
    assert len(boxes) == 2
    with qtbot.waitSignal(boxes[0].chosen) as told:
        QTest.mouseClick(boxes[0].buttons[Remedy.TRY_AGAIN], Qt.MouseButton.LeftButton)
    assert told.args == [Remedy.TRY_AGAIN]


def test_all_is_well_without_failures(theme: Theme, qtbot: QtBot) -> None:
    page = OutcomePage(theme)
    qtbot.addWidget(page)
    assert page.tell(Report(7, done=1), Mode.COPY, {}, 0) == []
    assert page.heading.text() == "1 file copied"
    assert page.failed.isHidden()
