from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.ui.states import State
from jforg_gui.ui.table.columns import Column
from jforg_gui.ui.table.grouping import GroupingModel
from jforg_gui.ui.table.model import ItemsModel, ranges
from jforg_gui.ui.table.paints import TableRole
from jforg_gui.workflow.editing import Field
from tests.fakes.review import ReviewSession, episode, file_of, film, provisional, track

ROLE = Qt.ItemDataRole


def shown(items: ItemsModel, row: int, column: Column, role: ROLE | TableRole = ROLE.DisplayRole) -> object:
    return items.data(items.index(row, column), role)


def test_rows_come_in_batches_and_never_by_a_reset(grouping: GroupingModel, session: ReviewSession) -> None:
    items = grouping.items
    resets: list[object] = []
    items.modelReset.connect(lambda: resets.append(1))
    grouping.modelReset.connect(lambda: resets.append(1))
    inserts: list[tuple[int, int]] = []
    items.rowsInserted.connect(lambda _parent, first, last: inserts.append((first, last)))
    session.arrive(provisional(f"{n}.mkv") for n in range(3))
    session.arrive(provisional(f"{n}.mkv") for n in range(3, 5))
    assert inserts == [(0, 2), (3, 4)]
    session.show_items([film("Ember Quay"), film("Slack Water")])
    assert (items.rowCount(), resets) == (2, [])


def test_what_the_cells_say(grouping: GroupingModel, session: ReviewSession, engine_movies: str) -> None:
    session.show_items([film("Ember Quay", 2019)])
    items = grouping.items
    said = [shown(items, 0, column) for column in Column if column <= Column.KIND]
    assert said == [
        "Ember.Quay.2019.mkv",
        "Ready",
        "Ember Quay",
        "2019",
        "",
        "Movies/Ember Quay (2019)",
        "1.0 GB",
        "Film",
    ]
    tip = str(shown(items, 0, Column.FILE, ROLE.ToolTipRole))
    assert tip == f"/drop/Ember.Quay.2019.mkv → {engine_movies}/Ember Quay (2019)/Ember Quay (2019).mkv"
    assert shown(items, 0, Column.FILE, ROLE.CheckStateRole) is Qt.CheckState.Checked
    assert shown(items, 0, Column.TITLE, ROLE.CheckStateRole) is None


def test_a_name_is_never_read_as_markup(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([film("Ember Quay", name="<b>bold\u202egnp.mkv")])
    tip = str(shown(grouping.items, 0, Column.FILE, ROLE.ToolTipRole))
    assert "&lt;b&gt;bold" in tip
    assert "\u202e" not in tip
    assert shown(grouping.items, 0, Column.FILE) == "<b>bold□gnp.mkv"


def test_a_row_is_read_as_a_sentence(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([episode(2), film("Ember Quay"), replace(film("Ember Quay"), file=file_of("again.mkv"))])
    read = shown(grouping.items, 0, Column.FILE, ROLE.AccessibleTextRole)
    assert read == (
        "Part 2, episode, Harbor Nine season 1 episode 2. Ready. Checked. "
        "Goes to Shows, Harbor Nine (2018), Season 01. 1.0 GB. 1 companion."
    )
    conflict = str(shown(grouping.items, 1, Column.FILE, ROLE.AccessibleTextRole))
    assert conflict.startswith("Ember Quay, film, 2019. Conflict: ")
    assert "Not checked. Press Return to compare." in conflict


def test_what_needs_the_person_asks_its_question(grouping: GroupingModel, session: ReviewSession) -> None:
    guess = Guess(kind=Kind.EPISODE, series="Harbor Nine", season=1)
    asks = Item(file=file_of("five.mkv"), guess=guess, problems=(Problem(ProblemCode.NO_EPISODE),))
    junk = Item(file=file_of("x.exe"), guess=Guess(kind=Kind.IGNORED), ignored=Problem(ProblemCode.NOT_MEDIA))
    session.show_items([asks, junk])
    items = grouping.items
    assert shown(items, 0, Column.GOES) == "Which episode is it?"
    assert shown(items, 0, Column.NUMBER) == "S01E?"
    assert shown(items, 0, Column.FILE, ROLE.CheckStateRole) is Qt.CheckState.Unchecked
    assert shown(items, 1, Column.TITLE) == "Not a kind of file that belongs in a library"
    assert not items.flags(items.index(1, Column.FILE)) & Qt.ItemFlag.ItemIsUserCheckable
    assert not items.flags(items.index(1, Column.TITLE)) & Qt.ItemFlag.ItemIsEditable


def test_an_edit_goes_to_the_session_and_comes_back(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([film("Ember Qay")])
    items = grouping.items
    assert items.setData(items.index(0, Column.TITLE), "Ember Quay")
    assert session.rows[0].item.guess.title == "Ember Quay"
    assert shown(items, 0, Column.GOES) == "Movies/Ember Quay (2019)"
    assert shown(items, 0, Column.TITLE, TableRole.EDITED) is True
    assert shown(items, 0, Column.TITLE, ROLE.ToolTipRole) == "You changed this. Was: Ember Qay"
    assert shown(items, 0, Column.YEAR, TableRole.EDITED) is False


def test_a_refused_edit_says_why_and_changes_nothing(
    grouping: GroupingModel, session: ReviewSession, qtbot: QtBot
) -> None:
    session.show_items([film("Ember Quay")])
    items = grouping.items
    with qtbot.waitSignal(items.refused) as refused:
        assert not items.setData(items.index(0, Column.YEAR), "next year")
    assert refused.args == ["A year has four digits, such as 2019."]
    assert shown(items, 0, Column.YEAR) == "2019"


def test_a_row_that_is_unchecked_does_not_move(grouping: GroupingModel, session: ReviewSession) -> None:
    session.show_items([film("Ember Quay")])
    items = grouping.items
    assert items.setData(items.index(0, 0), Qt.CheckState.Unchecked, ROLE.CheckStateRole)
    assert session.ready_files() == 0
    assert shown(items, 0, Column.FILE, ROLE.CheckStateRole) is Qt.CheckState.Unchecked


def test_many_rows_are_taken_over_in_slices_and_meanwhile_left_alone(
    grouping: GroupingModel, session: ReviewSession, qtbot: QtBot
) -> None:
    items = grouping.items
    session.show_items([film("Before")])
    session.rows = list(session.rows) * 1 + [provisional(f"{n}.mkv") for n in range(4000)]
    session.rows_replaced.emit()
    assert not items.settled
    assert items.rowCount() == 1
    assert not items.edit([0], Field.TITLE, "Now")
    session.rows_changed.emit([3])
    qtbot.waitUntil(lambda: items.settled)
    assert items.rowCount() == 4001


def test_the_states_of_a_run_are_shown_when_it_begins(
    grouping: GroupingModel, session: ReviewSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.show_items([film("Ember Quay"), track(1)])
    monkeypatch.setattr(session, "state", lambda _index: State.WAITING)
    session.phase_changed.emit(session.phase)
    assert [shown(grouping.items, row, Column.STATE) for row in range(2)] == ["Waiting", "Waiting"]


def test_neighbours_are_told_together() -> None:
    assert list(ranges([5, 1, 2, 3, 7, 8])) == [(1, 3), (5, 5), (7, 8)]
    assert list(ranges([])) == []
