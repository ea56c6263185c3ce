"""Rows whose plan follows corrections: at once where the person looks, from a thread elsewhere, and never wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.item import Item
from jforg_gui.domain.plan import Status
from jforg_gui.engine import Engine
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.states import Phase, State
from jforg_gui.workflow.editing import Field
from tests.fakes.review import ReviewSession, episode, film

SHOWS = [f"Harbor {n}" for n in range(4)]


def _items() -> list[Item]:
    return [episode(number, series=show) for show in SHOWS for number in range(1, 6)]


Show = Callable[[list[Item]], ReviewSession]


@pytest.fixture
def show(engine: Engine, jobs: Jobs, qtbot: QtBot) -> Show:
    """A session that shows items, once they are planned."""

    def begin(items: list[Item]) -> ReviewSession:
        session = ReviewSession(engine, jobs)
        session.show_items(items)
        qtbot.waitUntil(lambda: session.phase is Phase.REVIEW)
        return session

    return begin


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than a show is planned at once, and few rows are shown in one go."""
    monkeypatch.setattr("jforg_gui.ui.planned_rows.INLINE_ROWS", 5)
    monkeypatch.setattr("jforg_gui.ui.planned_rows._SLICE", 3)


def _is_planned_right(session: ReviewSession) -> None:
    """The rows, the plan and the sums are those that are made from nothing."""
    made = session.engine.plan_items(session.items(), session._request(), session._listing)
    assert tuple(session.rows) == made.rows == session.plan().rows
    assert (session.ready_files(), session.ready_size()) == (made.count(), made.size())
    ready = sum(1 + len(row.companions) for row in made.rows if row.status is Status.READY)
    assert session.counts().by_state[State.READY] == ready


@pytest.mark.usefixtures("few_at_once")
def test_what_is_in_sight_is_planned_at_once_and_the_rest_follows(show: Show, qtbot: QtBot) -> None:
    session = show(_items())
    session.in_sight = lambda: {0}
    assert session.edit(range(20), Field.YEAR, "2001") == ""
    assert {row.item.guess.year for row in session.rows} == {2001}, "what was typed does not stand there at once"
    goes = [(row.destination or "").split("/")[-3] for row in session.rows]
    assert goes[:5] == ["Harbor 0 (2001)"] * 5
    assert goes[5:] == [f"{name} (2018)" for name in SHOWS[1:] for _ in range(5)]
    assert session.planning
    qtbot.waitUntil(lambda: not session.planning)
    assert all("(2001)" in (row.destination or "") for row in session.rows)
    _is_planned_right(session)


@pytest.mark.usefixtures("few_at_once")
def test_corrections_while_the_rest_is_planned_are_kept_and_planned(show: Show, qtbot: QtBot) -> None:
    session = show(_items())
    session.edit(range(20), Field.YEAR, "2001")
    session.edit([7], Field.SERIES, "Harbor 0")
    session.set_checked([8], wanted=False)
    session.reorder([3, 0, 1, 2, 4])
    qtbot.waitUntil(lambda: not session.planning)
    assert [row.item.guess.series for row in session.rows].count("Harbor 0") == 6
    assert not session.rows[8].item.wanted
    assert session.rows[0].item.file.name == "harbor.0.s01e04.1080p.web.mkv"
    assert session.rows[0].item.guess.episodes == (1,)
    _is_planned_right(session)
    for _ in range(4):
        session.undo_edit()
    qtbot.waitUntil(lambda: not session.planning)
    assert session.items() == _items()
    _is_planned_right(session)


@pytest.mark.usefixtures("few_at_once")
@pytest.mark.parametrize("at_work", [True, False])
def test_rows_that_go_make_room_at_once(show: Show, qtbot: QtBot, at_work: bool) -> None:  # noqa: FBT001 — a case
    session = show([*_items(), film("Weir", name="a.mkv"), film("Weir", name="b.mkv")])
    assert [session.state(n) for n in (20, 21)] == [State.CONFLICT] * 2
    if at_work:
        session.edit(range(20), Field.YEAR, "2001")
    shown: list[int] = []
    session.rows_replaced.connect(lambda: shown.append(len(session.rows)))
    session.remove([20, 3])
    assert shown == [20], "whoever shows the rows is not told, and takes each for another"
    session.edit([19], Field.TITLE, "Pier")
    qtbot.waitUntil(lambda: not session.planning)
    assert session.state(19) is State.READY
    assert session.rows[19].item.guess.title == "Pier", "what was said meanwhile is lost"
    _is_planned_right(session)


@pytest.mark.usefixtures("few_at_once")
def test_a_mode_that_makes_no_room_is_planned_anew_with_what_is_said_meanwhile(show: Show, qtbot: QtBot) -> None:
    session = show(_items())
    session.set_mode(Mode.COPY)
    assert session.planning
    session.edit([0], Field.SERIES, "Pier")
    qtbot.waitUntil(lambda: not session.planning)
    assert "Pier" in (session.rows[0].destination or "")
    _is_planned_right(session)
    session.set_mode(Mode.HARDLINK)
    assert not session.planning


def test_both_of_a_conflict_are_kept_wherever_they_stand(show: Show) -> None:
    session = show([film("Weir", name="a.mkv"), *_items(), film("Weir", name="b.mkv")])
    session.decide([21], ConflictPolicy.KEEP_BOTH)
    assert [session.state(n) for n in (0, 21)] == [State.READY] * 2
    _is_planned_right(session)
