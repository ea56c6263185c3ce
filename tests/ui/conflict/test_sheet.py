from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.streams import MediaFacts
from jforg_gui.ui.conflict.facts import lines
from jforg_gui.ui.conflict.sheet import ConflictSheet, conflicts, rival_of
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase, State
from jforg_gui.ui.theme import Theme
from jforg_gui.workflow.comparing import Comparison, Side

FILES = ("Copper.Kiln.1999.1080p.mkv", "again/Copper.Kiln.1999.1080p.mkv", "Ember.Quay.1988.mkv")
TIMES = "\N{MULTIPLICATION SIGN}"
Open = Callable[[], ConflictSheet]


@pytest.fixture
def sheet(
    session: Session, jobs: Jobs, theme: Theme, qtbot: QtBot, media_tree: Callable[[Sequence[str]], str]
) -> Iterator[ConflictSheet]:
    session.add([media_tree(FILES)])
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW, timeout=10_000)
    states = [session.state(index) for index in range(len(session.rows))]
    rows = conflicts(session.rows, states)
    assert len(rows) == states.count(State.CONFLICT) == 2
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    sheet = ConflictSheet(session.rows[rows[0]], (1, 2), session.engine, jobs, theme, window)
    sheet.open()
    qtbot.waitUntil(lambda: "not identical" in _words(sheet) or "exactly" in _words(sheet), timeout=3000)
    yield sheet
    window.close()


def _words(sheet: ConflictSheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


def test_both_files_are_described(sheet: ConflictSheet, session: Session) -> None:
    words = _words(sheet)
    assert "Film · Copper Kiln · conflict 1 of 2" in words
    assert "The other one you added" in words
    for name in ("Picture", "Size", "Changed", "Content"):
        assert name in words
    assert words.count("1080p\n") == 2
    assert "larger" in words
    assert os.path.basename(rival_of(session.rows[0])).replace(".", "") in words.replace("\u200b", "").replace(".", "")


def test_what_is_inside_both_is_told_side_by_side(session: Session, sheet: ConflictSheet) -> None:
    mine = Side("/in/a.mkv", 9, 1.0, None, MediaFacts(width=1920, height=800, duration=7265.0, subtitles=("en",)))
    theirs = Side("/lib/a.mkv", 9, 1.0, None, MediaFacts(width=720, height=576, duration=60.0, video="AVC"))
    said = {
        line.name: (line.mine, line.theirs, line.mine_better, line.theirs_better)
        for line in lines(Comparison(mine, theirs))
    }
    assert said["Picture"] == (
        f"1080p · 1920 {TIMES} 800",
        f"576p · 720 {TIMES} 576 · H.264",
        "sharper",
        "",
    )
    assert said["Length"] == ("2 h 1 min", "1 min 0 s", "longer", "")
    assert said["Subtitles"] == ("English", "", "", "")
    assert "Sound" not in said
    assert "Length" not in _words(sheet), "nothing is said of files that were not looked into"
    del session


def test_a_key_chooses_and_enter_decides(sheet: ConflictSheet, qtbot: QtBot) -> None:
    assert sheet.policy() is ConflictPolicy.KEEP_BOTH
    QTest.keyClick(sheet, Qt.Key.Key_S)
    assert sheet.answer.text() == "Skip"
    with qtbot.waitSignal(sheet.decided) as decided:
        QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert decided.args == [ConflictPolicy.SKIP, False]


def test_later_decides_nothing(sheet: ConflictSheet, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(sheet.decided):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)


def test_the_answer_can_be_for_all(sheet: ConflictSheet, qtbot: QtBot) -> None:
    assert sheet.for_all.text() == "Do the same for the 1 other conflict"
    sheet.for_all.setChecked(True)
    with qtbot.waitSignal(sheet.decided) as decided:
        QTest.mouseClick(sheet.answer, Qt.MouseButton.LeftButton)
    assert decided.args == [ConflictPolicy.KEEP_BOTH, True]


def test_the_next_conflict_is_a_key_away(sheet: ConflictSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.skipped):
        QTest.keyClick(sheet, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
