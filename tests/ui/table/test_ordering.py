from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jforg_gui.ui.table.view import TableView
from tests.fakes.review import ReviewSession, episode, film, track

ALT = Qt.KeyboardModifier.AltModifier


def _show(view: TableView, session: ReviewSession) -> None:
    session.show_items([episode(1), episode(2), episode(3), episode(1, season=2), film("Ember Quay"), track(1)])
    view.expandAll()


def _select(view: TableView, flats: Sequence[int]) -> None:
    view.select_row(flats[0])
    for flat in flats[1:]:
        flags = QItemSelectionModel.SelectionFlag
        view.selectionModel().select(view.grouping.index_of_row(flat), flags.Select | flags.Rows)


def test_keys_move_a_row_among_its_season_and_its_number_follows(view: TableView, session: ReviewSession) -> None:
    _show(view, session)
    first = session.rows[0].item.file.path
    _select(view, [0])
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    assert [row.item.guess.episodes for row in session.rows[:3]] == [(1,), (2,), (3,)]
    assert session.rows[1].item.file.path == first
    assert view.selected_rows() == [1], "the row that moves stays the selected one"
    assert (session.rows[1].destination or "").count("S01E02") == 1
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)  # it is the last already
    assert session.rows[2].item.file.path == first
    session.undo_edit()
    session.undo_edit()
    assert session.rows[0].item.file.path == first
    assert session.rows[0].item.guess.episodes == (1,)
    session.redo_edit()
    assert session.rows[1].item.file.path == first


def test_several_rows_move_together(view: TableView, session: ReviewSession) -> None:
    _show(view, session)
    paths = [row.item.file.path for row in session.rows[:3]]
    _select(view, [1, 2])
    QTest.keyClick(view, Qt.Key.Key_Up, ALT)
    assert [row.item.file.path for row in session.rows[:3]] == [paths[1], paths[2], paths[0]]


@pytest.mark.parametrize("flats", [[4], [0, 3], [5, 0]])
def test_rows_that_share_no_season_stay(view: TableView, session: ReviewSession, flats: list[int]) -> None:
    _show(view, session)
    before = list(session.rows)
    _select(view, flats)
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    assert session.rows == before


def _drag(view: TableView, onto: int, *, below: bool) -> tuple[bool, bool]:
    rect = view.visualRect(view.grouping.index_of_row(onto))
    at = QPointF(rect.center().x(), rect.bottom() - 2 if below else rect.top() + 2)
    data = QMimeData()
    data.setData("application/x-jforg-rows", b"")
    move, left, plain = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragMoveEvent(at.toPoint(), move, data, left, plain)
    view.dragMoveEvent(over)
    drop = QDropEvent(at, move, data, left, plain)
    view.dropEvent(drop)
    QApplication.processEvents()
    return over.isAccepted(), drop.isAccepted()


def test_a_row_is_dragged_to_its_place(view: TableView, session: ReviewSession) -> None:
    _show(view, session)
    last = session.rows[2].item.file.path
    _select(view, [2])
    assert _drag(view, 0, below=False) == (True, True)
    assert session.rows[0].item.file.path == last
    assert session.rows[0].item.guess.episodes == (1,)
    _select(view, [0])
    assert _drag(view, 1, below=True) == (True, True)
    assert session.rows[1].item.file.path == last


def test_another_season_takes_no_row(view: TableView, session: ReviewSession) -> None:
    _show(view, session)
    before = list(session.rows)
    _select(view, [0])
    assert _drag(view, 3, below=True) == (False, False)
    assert session.rows == before
