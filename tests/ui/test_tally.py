from __future__ import annotations

from dataclasses import replace

import pytest

from jforg_gui.domain.plan import CompanionMove, Plan, Roots, Row, Status
from jforg_gui.ui.rows import OF_STATUS, count, in_states
from jforg_gui.ui.run.summary import Staying, staying
from jforg_gui.ui.states import State
from jforg_gui.ui.tally import Tally
from tests.fakes.review import episode


def _row(status: Status, companion: Status, *, wanted: bool = True) -> Row:
    item = replace(episode(1), wanted=wanted)
    place = "/library/a" if status in {Status.READY, Status.UNCHANGED} else None
    moves = (CompanionMove(item.companions[0], "/library/a.srt" if companion is Status.READY else None, companion),)
    return Row(item, place, status, (), moves)


TABLE = [
    (Status.READY, Status.READY, {State.READY: 2}),
    (Status.READY, Status.CONFLICT, {State.READY: 1, State.CONFLICT: 1}),
    (Status.READY, Status.UNCHANGED, {State.READY: 1, State.UNCHANGED: 1}),
    (Status.UNCHANGED, Status.READY, {State.UNCHANGED: 1, State.READY: 1}),
    (Status.CONFLICT, Status.READY, {State.CONFLICT: 2}),
    (Status.ATTENTION, Status.CONFLICT, {State.ATTENTION: 2}),
]


@pytest.mark.parametrize(("status", "companion", "states"), TABLE)
def test_a_companion_that_does_not_share_its_rows_fate_counts_by_itself(
    status: Status, companion: Status, states: dict[State, int]
) -> None:
    row = _row(status, companion)
    tally = Tally([row])
    assert {state: files for state, files in tally.counts().by_state.items() if files} == states
    assert tally.counts() == count([(row, OF_STATUS[status])])
    assert tally.counts().by_state[State.READY] == tally.files


@pytest.mark.parametrize(("status", "companion", "states"), TABLE)
def test_every_filter_shows_what_it_counts(status: Status, companion: Status, states: dict[State, int]) -> None:
    row = _row(status, companion)
    shown = {state for state in State if in_states((state,), [row], [OF_STATUS[status]]) == [True]}
    assert shown == set(states)


def test_a_row_that_is_taken_away_again_leaves_nothing_behind() -> None:
    tally = Tally([row := _row(Status.READY, Status.CONFLICT)])
    tally.add(row, -1)
    assert tally.counts() == Tally().counts()


def test_after_a_run_what_stayed_is_not_called_done() -> None:
    row = _row(Status.READY, Status.CONFLICT)
    assert count([(row, State.DONE)]).by_state[State.DONE] == 1
    assert count([(row, State.DONE)]).by_state[State.CONFLICT] == 1


def test_the_sheet_lists_a_companion_that_stays() -> None:
    plan = Plan((_row(Status.READY, Status.CONFLICT), _row(Status.READY, Status.CONFLICT, wanted=False)), Roots({}))
    assert staying(plan) == Staying(conflict=1, left_out=2)
