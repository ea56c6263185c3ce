from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from jforg_gui.engine import Engine
from jforg_gui.ui.body import Body
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.preview.model import STATE
from jforg_gui.ui.preview.page import PreviewPage
from jforg_gui.ui.theme import Theme
from tests.fakes.review import ReviewSession, episode, film

NOWHERE = QModelIndex()


@pytest.fixture
def session(engine: Engine, jobs: Jobs) -> ReviewSession:
    return ReviewSession(engine, jobs)


@pytest.fixture
def body(session: ReviewSession, jobs: Jobs, theme: Theme, qtbot: QtBot) -> Iterator[Body]:
    body = Body(session, jobs, theme)
    qtbot.addWidget(body)
    body.resize(1366, 700)
    body.show()
    yield body
    body.hide()
    qtbot.waitUntil(lambda: not jobs.busy)


def _page(body: Body, qtbot: QtBot, *, guarded: bool = True) -> PreviewPage:
    body.show_preview(True)  # noqa: FBT003 — as a check mark would
    page = body.preview
    assert page is not None
    if guarded:
        QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page.model)
    qtbot.waitUntil(lambda: bool(page.model.tree.root.files))
    return page


def _named(page: PreviewPage, name: str) -> QModelIndex:
    branch = next(branch for branch in page.model.tree.branches if name in branch.name)
    return page.model.index_of(branch)


def _click(page: PreviewPage, index: QModelIndex) -> None:
    page.view.scrollTo(index)
    at = page.view.visualRect(index).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_click_selects_the_row_and_return_goes_to_it(body: Body, session: ReviewSession, qtbot: QtBot) -> None:
    session.show_items([film("Kites", 1999), episode(1), episode(2)])
    page = _page(body, qtbot)
    assert not body.table.isVisible()
    assert page.summary.text().startswith("5 files come")
    _click(page, _named(page, "Part 2.mkv"))
    assert body.table.selected_rows() == [2]
    assert body.details.rows == [2] or page.isVisible()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert body.table.isVisible()
    assert not page.isVisible()
    assert body.table.selected_rows() == [2]


def test_a_row_that_a_filter_hides_is_shown_all_the_same(body: Body, session: ReviewSession, qtbot: QtBot) -> None:
    session.show_items([film("Kites", 1999)])
    body.filters.chosen.connect(body.table.set_filter)
    body.filters.show_counts({FilterKey.ALL: 1, FilterKey.CONFLICT: 1})
    body.filters.choose(FilterKey.CONFLICT)
    page = _page(body, qtbot)
    page.view.setCurrentIndex(_named(page, "Kites (1999).mkv"))
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert body.filters.current is FilterKey.ALL
    assert body.table.selected_rows() == [0]


def test_it_follows_corrections_and_keeps_open_what_is_open(body: Body, session: ReviewSession, qtbot: QtBot) -> None:
    session.show_items([film("Kites", 1999), film("Ash", 1990)])
    page = _page(body, qtbot)
    page.view.collapse(_named(page, "Ash (1990)"))
    session.edit([0], body.table.grouping.field_of(body.table.grouping.index_of_row(0, 2)), "Swings")
    qtbot.waitUntil(lambda: any(branch.name == "Swings (1999)" for branch in page.model.tree.branches))
    movies = next(branch for branch in page.model.tree.branches if branch.name.endswith("Movies"))
    assert page.view.isExpanded(page.model.index_of(movies))
    assert not page.view.isExpanded(_named(page, "Ash (1990)"))


def test_a_large_folder_is_shown_piece_by_piece(
    body: Body, session: ReviewSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jforg_gui.ui.preview.model.AT_ONCE", 20)
    session.show_items([film(f"Kite {number:04d}", 1999) for number in range(200)])
    page = _page(body, qtbot, guarded=False)  # the tester fetches more in the middle of a reset, and refuses it then
    movies = page.model.index_of(next(one for one in page.model.tree.branches if one.name.endswith("Movies")))
    page.view.expand(movies)
    assert page.model.rowCount(movies) < 200

    def scrolled_to_the_end() -> bool:
        page.view.scrollToBottom()
        return page.model.rowCount(movies) == 200

    qtbot.waitUntil(scrolled_to_the_end)
    last = page.model.index(199, STATE, movies)
    assert last.data() == "New folder · 1"


def test_only_what_is_new(body: Body, session: ReviewSession, qtbot: QtBot) -> None:
    session.show_items([film("Kites", 1999)])
    page = _page(body, qtbot)
    everything = page.model.rowCount(NOWHERE)
    page.only_changes.click()
    assert (everything, page.model.rowCount(NOWHERE)) == (6, 1)
    page.only_changes.click()
    assert page.model.rowCount(NOWHERE) == 6
