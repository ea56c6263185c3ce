from __future__ import annotations

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile, Role
from jforg_gui.domain.plan import CompanionMove, Plan, Roots, Row, Status
from jforg_gui.domain.work import Failure, Report
from jforg_gui.ui.run_states import RunStates
from jforg_gui.ui.states import State


def row(name: str, status: Status = Status.READY, companions: int = 0) -> Row:
    def file(path: str) -> MediaFile:
        return MediaFile(path, 1, 0, Identity(1, 1))

    followers = tuple(
        CompanionMove(
            Companion(file=file(f"/in/{name}.{n}.srt"), role=Role.SUBTITLE), f"/lib/{name}.{n}.srt", Status.READY
        )
        for n in range(companions)
    )
    item = Item(file=file(f"/in/{name}.mkv"), guess=Guess(kind=Kind.MOVIE))
    return Row(item, f"/lib/{name}.mkv", status, (), followers)


def states(run: RunStates, plan: Plan) -> list[State | None]:
    return [run.state(index, one.item.file.path) for index, one in enumerate(plan.rows)]


def test_rows_wait_move_and_are_done_in_the_order_of_the_plan() -> None:
    plan = Plan((row("a", companions=2), row("x", Status.CONFLICT), row("b")), Roots.under("/lib"))
    run = RunStates(plan)
    assert states(run, plan) == [State.MOVING, None, State.WAITING]
    assert run.settle(2) == [0]
    assert states(run, plan) == [State.MOVING, None, State.WAITING]
    assert run.settle(3) == [0, 2]
    assert states(run, plan) == [State.DONE, None, State.MOVING]
    assert run.settle(4) == [2]
    assert states(run, plan) == [State.DONE, None, State.DONE]


def test_what_failed_says_why_in_the_end() -> None:
    plan = Plan((row("a"), row("b")), Roots.under("/lib"))
    run = RunStates(plan)
    run.settle(2)
    problem = Problem(ProblemCode.NO_ROOM, "/in/b.mkv")
    assert run.end(Report(1, 1, (Failure("/in/b.mkv", "/lib/b.mkv", problem),))) == [0, 1]
    assert states(run, plan) == [State.DONE, State.FAILED]
    assert run.reason("/in/b.mkv") == "No room left on the disk"
    assert run.reason("/in/a.mkv") == ""


def test_what_a_stopped_run_did_not_reach_has_not_failed() -> None:
    plan = Plan((row("a"), row("b"), row("c")), Roots.under("/lib"))
    run = RunStates(plan)
    run.settle(1)
    left = (
        Failure("/in/b.mkv", "/lib/b.mkv", Problem(ProblemCode.CANCELLED, "/in/b.mkv")),
        Failure("/in/c.mkv", "/lib/c.mkv", Problem(ProblemCode.NO_ROOM, "/in/c.mkv")),
    )
    run.end(Report(1, 1, left, stopped=True))
    assert states(run, plan) == [State.DONE, State.WAITING, State.FAILED]
    assert "stopped" in run.reason("/in/b.mkv")
