from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from jforg_gui.engine import Engine
from jforg_gui.ui.details.pane import DetailsPane
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.theme import Theme
from tests.fakes.review import ReviewSession, episode, film


def _pane(engine: Engine, jobs: Jobs, theme: Theme, qtbot: QtBot) -> tuple[DetailsPane, ReviewSession]:
    session = ReviewSession(engine, jobs)
    pane = DetailsPane(session, theme)
    qtbot.addWidget(pane)
    pane.show()
    session.show_items([episode(1), episode(2), film("Ember Quay")])
    pane.show_rows([0, 1])
    return pane, session


def test_many_rows_are_corrected_in_one_step(engine: Engine, jobs: Jobs, theme: Theme, qtbot: QtBot) -> None:
    pane, session = _pane(engine, jobs, theme, qtbot)
    form = pane.bulk
    assert pane.pages.current() is form
    assert form.title.placeholderText() == "Harbor Nine"
    assert not form.button.isEnabled()
    QTest.keyClicks(form.title, "Low Tide")
    form.shift.setValue(4)
    assert form.button.text() == "Change 2 rows"
    QTest.mouseClick(form.button, Qt.MouseButton.LeftButton)
    assert [row.item.guess.series for row in session.rows[:2]] == ["Low Tide", "Low Tide"]
    assert [row.item.guess.episodes for row in session.rows[:2]] == [(5,), (6,)]
    session.undo_edit()
    assert session.rows[0].item.guess.series == "Harbor Nine"


def test_what_cannot_be_is_said_and_nothing_changes(engine: Engine, jobs: Jobs, theme: Theme, qtbot: QtBot) -> None:
    pane, session = _pane(engine, jobs, theme, qtbot)
    before = list(session.rows)
    QTest.keyClicks(pane.bulk.year, "soon")
    QTest.keyClick(pane.bulk.year, Qt.Key.Key_Return)
    assert "four digits" in pane.bulk.trouble.text()
    assert pane.bulk.year.text() == "soon"
    assert session.rows == before


def test_films_have_no_season(engine: Engine, jobs: Jobs, theme: Theme, qtbot: QtBot) -> None:
    pane, _session = _pane(engine, jobs, theme, qtbot)
    assert pane.bulk.season.isVisible()
    pane.show_rows([2])
    pane.bulk.show_items([film("Ember Quay"), film("The Weir")], editable=True)
    assert pane.bulk.season.isHidden() or not pane.bulk.season.isVisible()
    assert pane.bulk.title.placeholderText() == "several"
