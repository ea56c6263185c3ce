from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from jforg_gui.ui.filter_list import FilterBox, FilterList, spoken
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.states import Phase
from jforg_gui.ui.theme import Theme

COUNTS = {
    FilterKey.ALL: 447,
    FilterKey.READY: 412,
    FilterKey.CONFLICT: 4,
    FilterKey.FILMS: 58,
    FilterKey.CHANGES: 416,
    FilterKey.PROBLEMS: 4,
}


def _made(theme: Theme, qtbot: QtBot) -> FilterList:
    made = FilterList(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def _texts(made: FilterList) -> list[tuple[str, str, bool]]:
    lines = [made.topLevelItem(number) for number in range(made.topLevelItemCount())]
    return [(line.text(1), line.text(2), not line.isDisabled()) for line in lines if line is not None]


def test_filters_without_files_are_listed_but_disabled(theme: Theme, qtbot: QtBot) -> None:
    made = _made(theme, qtbot)
    made.show_phase(Phase.REVIEW)
    made.show_counts(COUNTS)
    assert _texts(made) == [
        ("All", "447", True),
        ("Ready", "412", True),
        ("Needs you", "0", False),
        ("Conflicts", "4", True),
        ("Ignored", "0", False),
        ("Unchanged", "0", False),
        ("Done", "0", False),
        ("Only changes", "416", True),
        ("Only problems", "4", True),
        ("Kind", "", True),
        ("Films", "58", True),
        ("Shows", "0", False),
        ("Music", "0", False),
        ("Books", "0", False),
    ]
    assert not made.choose(FilterKey.ATTENTION)
    assert made.current is FilterKey.ALL


def test_the_keys_step_over_what_cannot_be_chosen(theme: Theme, qtbot: QtBot) -> None:
    made = _made(theme, qtbot)
    made.show_phase(Phase.REVIEW)
    made.show_counts(COUNTS)
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Down)
    with qtbot.waitSignal(made.chosen) as told:
        QTest.keyClick(made, Qt.Key.Key_Down)
    assert told.args == [FilterKey.CONFLICT]


def test_the_choice_survives_a_change_of_phase_where_it_can(theme: Theme, qtbot: QtBot) -> None:
    made = _made(theme, qtbot)
    made.show_phase(Phase.REVIEW)
    made.show_counts(COUNTS)
    made.choose(FilterKey.CONFLICT)
    made.show_phase(Phase.RUNNING)
    assert made.current is FilterKey.CONFLICT
    made.show_phase(Phase.REVIEW)
    made.choose(FilterKey.READY)
    made.show_phase(Phase.RUNNING)
    assert made.current.value == "this-run"


def test_it_is_read_out_with_its_number(theme: Theme, qtbot: QtBot) -> None:
    made = _made(theme, qtbot)
    made.show_counts(COUNTS)
    line = made.topLevelItem(3)
    assert line is not None
    assert line.data(1, Qt.ItemDataRole.AccessibleTextRole) == "Conflicts, 4 files"
    assert spoken(FilterKey.ATTENTION, 1) == "Needs you, 1 file"


def test_the_box_tells_the_same(theme: Theme, qtbot: QtBot) -> None:
    box = FilterBox(theme)
    qtbot.addWidget(box)
    box.show_counts(Phase.REVIEW, COUNTS, FilterKey.READY)
    assert box.currentText() == "Ready · 412"
    with qtbot.waitSignal(box.chosen) as told:
        box.activated.emit(0)
    assert told.args == [FilterKey.ALL]
