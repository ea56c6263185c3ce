from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from jforg_gui.domain.item import Item
from jforg_gui.domain.work import Report, RunKind
from jforg_gui.engine import Engine
from jforg_gui.ui.hints import Hint, Hints
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.states import Phase
from jforg_gui.ui.theme import Theme
from tests.fakes.review import ReviewSession, episode, file_of, film


@pytest.fixture
def session(engine: Engine, jobs: Jobs) -> ReviewSession:
    return ReviewSession(engine, jobs)


@pytest.fixture
def hints(session: ReviewSession, theme: Theme, qtbot: QtBot) -> Hints:
    hints = Hints(session, theme)
    qtbot.addWidget(hints)
    return hints


def _got(hints: Hints) -> None:
    QTest.mouseClick(hints.button, Qt.MouseButton.LeftButton)


def _twins() -> list[Item]:
    return [film("Kites"), replace(film("Kites"), file=file_of("again.mkv"))]


def test_each_hint_comes_at_its_step_and_once(hints: Hints, session: ReviewSession) -> None:
    assert hints.isHidden()
    session.show_items([episode(1), episode(2), *_twins()])
    assert hints.current is Hint.BUTTON
    hints.show_selected([0])
    assert hints.current is Hint.BUTTON, "one at a time"
    _got(hints)
    assert hints.isHidden()
    given = []
    for rows in ([0], [0], [2], [2]):
        hints.show_selected(rows)
        given.append(hints.current)
        if hints.current is not None:
            _got(hints)
    assert given == [Hint.EDIT, Hint.ORDER, Hint.CONFLICT, None]
    session._set_phase(Phase.DONE)
    session.run_kind = RunKind.ORGANIZE
    session.run_ended.emit(Report(run=1, done=2))
    assert hints.text.text() == "Everything you moved is in History."


def test_a_hint_goes_with_its_step_and_comes_back_until_it_is_understood(hints: Hints, session: ReviewSession) -> None:
    session.show_items([film("Kites")])
    session._set_phase(Phase.RUNNING)
    assert hints.isHidden()
    session._set_phase(Phase.REVIEW)
    assert hints.current is Hint.BUTTON


def test_what_is_understood_is_remembered(hints: Hints, session: ReviewSession, theme: Theme, qtbot: QtBot) -> None:
    session.show_items([film("Kites")])
    _got(hints)
    later = Hints(session, theme)
    qtbot.addWidget(later)
    later.restore(hints.seen() + b",no-hint-of-ours,\xff")
    session.show_items([film("Swings")])
    assert later.current is None
    later.begin_again()
    assert later.current is Hint.BUTTON


def test_they_can_be_switched_off_and_on_again(hints: Hints, session: ReviewSession, engine: Engine) -> None:
    session.show_items([film("Kites")])
    engine.settings = engine.settings.with_value("start.hints", "off")
    session.settings_replaced.emit()
    assert hints.isHidden()
    hints.show_selected([0])
    assert hints.isHidden()
    engine.settings = engine.settings.with_value("start.hints", "on")
    session.settings_replaced.emit()
    assert hints.current is Hint.BUTTON
