from __future__ import annotations

import gc
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.ui import precedence
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.states import Phase
from jforg_gui.ui.table.actions import row_menu
from jforg_gui.ui.table.columns import Column
from jforg_gui.ui.table.delegate import LEAST_HEIGHT
from jforg_gui.ui.table.view import TableView
from jforg_gui.ui.theme import Theme
from tests.fakes.review import ReviewSession, episode, file_of, film, provisional, track

KEY = Qt.Key
_EMITS = 180_000
_INSERTS = 20_000
_NOISE = 1000


def press(view: TableView, *keys: Qt.Key, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(view, key, held)


def editor(view: TableView) -> QLineEdit:
    found = [one for one in view.viewport().findChildren(QLineEdit) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def asking(name: str) -> Item:
    guess = Guess(kind=Kind.EPISODE, series="Harbor Nine", year=2018, season=1)
    return Item(file=file_of(name), guess=guess, problems=(Problem(ProblemCode.NO_EPISODE),))


@pytest.fixture
def season(view: TableView, session: ReviewSession) -> TableView:
    session.show_items([episode(1), episode(2), episode(3), film("Ember Quay")])
    view.expandAll()
    view.setFocus()
    return view


def test_it_says_what_it_is(view: TableView) -> None:
    assert view.accessibleName() == "Files to organise"
    assert view.uniformRowHeights()
    assert not view.styleSheet()


def test_every_row_is_high_enough(season: TableView) -> None:
    heights = {season.rowHeight(season.grouping.index_of_row(flat)) for flat in range(4)}
    assert heights == {max(LEAST_HEIGHT, season.fontMetrics().height() + 9)}


def test_f2_edits_the_title_and_enter_moves_down(season: TableView, session: ReviewSession) -> None:
    season.select_row(0)
    press(season, KEY.Key_F2)
    field = editor(season)
    assert (field.text(), field.selectedText()) == ("Part 1", "Part 1")
    QTest.keyClicks(field, "The Long Tide")
    QTest.keyClick(field, KEY.Key_Return)
    assert session.rows[0].item.guess.title == "The Long Tide"
    assert season.grouping.data(season.currentIndex().siblingAtColumn(Column.TITLE)) == "English"


def test_tab_goes_to_the_next_cell_and_escape_restores(season: TableView, session: ReviewSession, qtbot: QtBot) -> None:
    season.select_row(1)
    press(season, KEY.Key_F2)
    QTest.keyClicks(editor(season), "Slack Water")
    QTest.keyClick(editor(season), KEY.Key_Tab)
    qtbot.waitUntil(lambda: season.currentIndex().column() == Column.NUMBER)
    assert session.rows[1].item.guess.title == "Slack Water"
    field = next(one for one in season.viewport().findChildren(QLineEdit) if one.isVisible() and one.text() == "S01E02")
    QTest.keyClicks(field, "9")
    QTest.keyClick(field, KEY.Key_Escape)
    assert session.rows[1].item.guess.episodes == (2,)


def test_f2_on_a_show_edits_all_its_episodes(season: TableView, session: ReviewSession) -> None:
    press(season, KEY.Key_Home)
    press(season, KEY.Key_F2)
    assert editor(season).text() == "Harbor Nine"
    QTest.keyClicks(editor(season), "Harbour Nine")
    QTest.keyClick(editor(season), KEY.Key_Return)
    assert {row.item.guess.series for row in session.rows[:3]} == {"Harbour Nine"}
    assert season.isExpanded(season.grouping.index(0, 0))


def test_many_selected_rows_are_edited_in_one_step(view: TableView, session: ReviewSession) -> None:
    session.show_items([film("One", 2001), film("Two", 2002), film("Three", 2003)])
    view.select_row(0)
    press(view, KEY.Key_Down, KEY.Key_Down, shift=True)
    assert view.selected_rows() == [0, 1, 2]
    assert view.edit_column(Column.YEAR)
    assert (editor(view).placeholderText(), editor(view).text()) == ("Set for 3 rows", "")
    QTest.keyClicks(editor(view), "1999")
    QTest.keyClick(editor(view), KEY.Key_Return)
    assert [row.item.guess.year for row in session.rows] == [1999, 1999, 1999]
    session.undo_edit()
    assert [row.item.guess.year for row in session.rows] == [2001, 2002, 2003]


def test_many_rows_left_as_they_are_stay_as_they_are(view: TableView, session: ReviewSession) -> None:
    session.show_items([film("One", 2001), film("Two", 2002)])
    view.selectAll()
    view.setCurrentIndexOnly(view.grouping.index(0, 0))
    view.edit_column(Column.YEAR)
    QTest.keyClick(editor(view), KEY.Key_Return)
    assert [row.item.guess.year for row in session.rows] == [2001, 2002]


def test_the_kind_is_chosen_from_a_list(view: TableView, session: ReviewSession) -> None:
    session.show_items([film("Night Ferry")])
    view.select_row(0)
    assert view.edit_column(Column.KIND)
    box = next(one for one in view.viewport().findChildren(QComboBox) if one.isVisible())
    assert box.currentText() == "Film"
    box.setCurrentIndex(box.findText("Audiobook"))
    QTest.keyClick(box, KEY.Key_Return)
    assert session.rows[0].item.kind is Kind.AUDIOBOOK


def test_what_is_refused_is_said(view: TableView, session: ReviewSession, qtbot: QtBot) -> None:
    session.show_items([film("One")])
    view.select_row(0)
    view.edit_column(Column.YEAR)
    QTest.keyClicks(editor(view), "soon")
    with qtbot.waitSignal(view.refused) as refused:
        QTest.keyClick(editor(view), KEY.Key_Return)
    assert refused.args == ["A year has four digits, such as 2019."]


def test_space_checks_all_that_are_selected(season: TableView, session: ReviewSession) -> None:
    season.selectAll()
    press(season, KEY.Key_Space)
    assert not any(row.item.wanted for row in session.rows)
    press(season, KEY.Key_Space)
    assert all(row.item.wanted for row in session.rows)


def test_del_takes_rows_off_the_list(season: TableView, session: ReviewSession, qtbot: QtBot) -> None:
    season.select_row(3)
    with qtbot.waitSignal(season.removed) as removed:
        press(season, KEY.Key_Delete)
    assert removed.args == [1]
    assert [row.item.kind for row in session.rows] == [Kind.EPISODE] * 3


def test_return_asks_the_question_of_a_row_and_opens_a_group(
    season: TableView, session: ReviewSession, qtbot: QtBot
) -> None:
    session.show_items([asking("a.mkv"), film("Ember Quay")])
    season.select_row(1)
    with qtbot.waitSignal(season.question) as asked:
        press(season, KEY.Key_Return)
    assert asked.args == [1]
    show = season.grouping.index(0, 0)
    season.setCurrentIndex(show)
    opened = season.isExpanded(show)
    press(season, KEY.Key_Return)
    assert season.isExpanded(show) is not opened


def test_f8_goes_round_what_needs_the_person(view: TableView, session: ReviewSession) -> None:
    session.show_items([film("One"), asking("a.mkv"), episode(2), film("Two"), film("Two", name="two again.mkv")])
    visited = []
    for _press in range(4):
        press(view, KEY.Key_F8)
        visited += view.selected_rows()
    assert visited == [1, 3, 4, 1]
    press(view, KEY.Key_F8, shift=True)
    assert view.selected_rows() == [4]


def test_what_is_selected_is_told(season: TableView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(season.current_changed) as told:
        season.setCurrentIndex(season.grouping.index(0, 0))
    assert told.args == [[0, 1, 2]]
    with qtbot.waitSignal(season.current_changed) as told:
        season.select_row(3)
    assert told.args == [[3]]


def test_selection_survives_filter_and_sort(season: TableView) -> None:
    season.select_row(2)
    season.set_filter(FilterKey.SHOWS)
    season.sortByColumn(Column.SIZE, Qt.SortOrder.DescendingOrder)
    assert season.selected_rows() == [2]
    season.set_filter(FilterKey.FILMS)
    assert season.selected_rows() == []


def test_scrolling_down_shows_more(view: TableView, session: ReviewSession) -> None:
    session.arrive(provisional(f"{n}.mkv") for n in range(1250))
    QApplication.processEvents()
    assert view.grouping.more == 250
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.grouping.more == 0


def test_select_all_means_all(view: TableView, session: ReviewSession) -> None:
    session.arrive(provisional(f"{n}.mkv") for n in range(1100))
    view.selectAll()
    assert len(view.selected_rows()) == 1100


def test_columns_fit_and_come_back(season: TableView) -> None:
    header = season.header()
    assert header.length() == season.viewport().width()
    assert season.save_columns() == b""
    header.resizeSection(Column.TITLE, 200)
    header.moveSection(header.visualIndex(Column.SIZE), 1)
    saved = season.save_columns()
    season.columns.reset()
    assert header.visualIndex(Column.SIZE) == 7
    season.restore_columns(saved)
    assert (header.visualIndex(Column.SIZE), header.sectionSize(Column.TITLE)) == (1, 200)
    season.restore_columns(b"no such thing")
    assert header.visualIndex(Column.SIZE) == 1
    season.restore_columns(saved[1:])
    assert not season.isColumnHidden(Column.TITLE), "what another number of columns wrote is passed over"


def test_a_run_has_columns_of_its_own_and_gives_the_others_back(season: TableView, session: ReviewSession) -> None:
    shown = [column for column in Column if not season.isColumnHidden(column)]
    session._set_phase(Phase.RUNNING)
    assert [column for column in Column if not season.isColumnHidden(column)] == [
        *(Column.FILE, Column.STATE, Column.GOES, Column.SIZE)
    ]
    assert season.grouping.index_of_row(3).data(Qt.ItemDataRole.CheckStateRole) is None
    session._set_phase(Phase.REVIEW)
    assert [column for column in Column if not season.isColumnHidden(column)] == shown


@pytest.mark.parametrize("phase", [Phase.REVIEW, Phase.RUNNING])
def test_a_size_is_never_cut(season: TableView, session: ReviewSession, phase: Phase) -> None:
    session._set_phase(phase)
    metrics = season.fontMetrics()
    assert season.columnWidth(Column.SIZE) >= metrics.horizontalAdvance("888 bytes") + 16


def test_the_header_menu_lists_the_columns(season: TableView) -> None:
    actions = {action.text(): action for action in season.columns.menu().actions()}
    assert list(actions) == [
        *("State", "Title", "Year", "Number", "Goes to", "Match", "Size", "Kind"),
        *("Season", "Episode", "Artist", "Author", "Modified", "Folder", "", "Reset columns"),
    ]
    actions["Kind"].trigger()
    assert not season.isColumnHidden(Column.KIND)
    actions["Reset columns"].trigger()
    assert season.isColumnHidden(Column.KIND)


def test_the_context_menu_holds_every_action(season: TableView, session: ReviewSession) -> None:
    session.show_items([film("Two"), replace(film("Two"), file=file_of("two again.mkv"))])
    season.selectAll()
    actions = {action.text(): action for action in row_menu(season).actions()}
    assert {"Open the question", "Edit title", "It is a …", "Check", "Keep both", "Remove from the list"} <= set(
        actions
    )
    actions["Keep both"].trigger()
    assert session.ready_files() == 2
    actions["Copy path"].trigger()
    assert QApplication.clipboard().text() == "/drop/Two.2019.mkv\n/drop/two again.mkv"


def test_nothing_can_be_edited_during_a_run(season: TableView, session: ReviewSession) -> None:
    session._set_phase(Phase.RUNNING)
    season.select_row(0)
    press(season, KEY.Key_F2, KEY.Key_Space, KEY.Key_Delete)
    assert not season.viewport().findChildren(QLineEdit)
    assert all(row.item.wanted for row in session.rows)
    assert len(session.rows) == 4


def test_a_click_on_a_box_unchecks_its_row(season: TableView, session: ReviewSession) -> None:
    rect = season.visualRect(season.grouping.index_of_row(3))
    QTest.mouseClick(season.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(8, rect.height() // 2))
    assert not session.rows[3].item.wanted


def test_painting_every_state_warns_of_nothing(season: TableView, session: ReviewSession) -> None:
    session.edit([0], season.grouping.field_of(season.grouping.index_of_row(0, Column.TITLE)), "Changed")
    assert not season.grab().isNull()
    session.show_items([asking("a.mkv"), track(1), film("Two"), film("Two", name="b.mkv")])
    season.expandAll()
    season.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert not season.grab().isNull()


class Emitter(QObject):
    told = Signal(bool)


def test_references_to_true_and_none_do_not_drift(session: ReviewSession, theme: Theme, qtbot: QtBot) -> None:
    """PySide6 6.12 with Python 3.11 loses one at every emit and two at every insert, and aborts after a while."""
    view = TableView(session, theme)  # not watched by Qt's tester, which would look at every row of every insert
    qtbot.addWidget(view)
    emitter = Emitter()
    heard = [0]
    emitter.told.connect(lambda told: heard.__setitem__(0, heard[0] + int(told)))
    row = provisional("a.mkv")
    session.arrive([row])
    gc.collect()
    before = sys.getrefcount(True), sys.getrefcount(None)  # noqa: FBT003 — the object itself is what is counted
    for _emit in range(_EMITS):
        emitter.told.emit(True)  # noqa: FBT003 — what the signal carries
    for _insert in range(_INSERTS):
        session.arrive([row])
    gc.collect()
    after = sys.getrefcount(True), sys.getrefcount(None)  # noqa: FBT003 — as above
    assert heard == [_EMITS]
    assert view.grouping.rowCount() + view.grouping.more == _INSERTS + 1
    if sys.version_info >= (3, 12):
        return  # True and None are immortal there, and their counts mean nothing: that it has come so far is the test
    assert abs(after[0] - before[0]) < _NOISE
    # Every node of a row holds a few references to None of its own, which are no loss.
    assert after[1] > before[1] - _NOISE


def test_nothing_else_computes_while_the_table_paints(
    view: TableView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[bool] = []
    entered = precedence.Precedence.__enter__

    def enter(self: precedence.Precedence) -> precedence.Precedence:
        taken.append(True)
        return entered(self)

    monkeypatch.setattr(precedence.Precedence, "__enter__", enter)
    view.viewport().update()
    qtbot.waitUntil(lambda: bool(taken))
    precedence.PAINTING.give_way()


def test_no_word_lies_under_the_pencil(view: TableView, session: ReviewSession) -> None:
    class Pencil(QIcon):
        at = QRect()

        def paint(self, _painter: QPainter, rect: QRect) -> None:  # type: ignore[override]
            Pencil.at = rect

    session.show_items([film("Ember Quay")])
    index = view.grouping.index(0, Column.TITLE)
    assert view.grouping.setData(index, "W" * 40)
    view.items.cells.paints.pencil = Pencil()
    picture = view.viewport().grab().toImage()
    at = Pencil.at
    assert view.visualRect(index).contains(at)
    assert len({picture.pixel(x, y) for x in range(at.left(), at.right()) for y in range(at.top(), at.bottom())}) == 1
