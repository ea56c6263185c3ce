"""``jforg undo`` and ``jforg redo``: a run of old is taken back, or done again."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from jforg_gui.cli import show
from jforg_gui.cli.outcome import INCOMPLETE, OK, USAGE, engine_without_settings, print_report
from jforg_gui.cli.screen import Screen
from jforg_gui.cli.stopping import stopping_by_signals
from jforg_gui.domain.errors import NothingToUndoError
from jforg_gui.domain.words import counted
from jforg_gui.domain.work import Report
from jforg_gui.storage.places import Places
from jforg_gui.workflow.redo import RedoPlan
from jforg_gui.workflow.undo import UndoPlan

if TYPE_CHECKING:
    from jforg_gui.storage.writing import Writer

PlanT = TypeVar("PlanT", UndoPlan, RedoPlan)


@dataclass(frozen=True, slots=True)
class _Way(Generic[PlanT]):
    """One of the two ways: its verb and what it has done, how it is planned, shown, asked about, and carried out."""

    verb: str
    done: str
    plan: Callable[[Writer, Sequence[str]], PlanT]
    show: Callable[[Screen, PlanT], None]
    question: Callable[[PlanT], str]
    doing: Callable[[PlanT], str]
    carry_out: Callable[..., Report]
    reported: Callable[[PlanT], str]


def undo(args: argparse.Namespace, screen: Screen, places: Places) -> int:
    """``jforg undo``: take a run back, as far as its files are still as they were left."""

    def plan(writer: Writer, only: Sequence[str]) -> UndoPlan:
        found = writer.plan_undo(args.run, only)
        if only and not (found.ready or found.refused or found.settled):
            raise NothingToUndoError(f"Nothing of run {found.run.id} is left to undo at the paths given.")
        return found

    way = _Way(
        verb="undo",
        done="undone",
        plan=plan,
        show=show.show_undo,
        question=lambda plan: f"Take back {counted(len(plan.ready), 'file')}?",
        doing=lambda _plan: "Taking back",
        carry_out=lambda writer, *rest: writer.undo(*rest),
        reported=lambda _plan: "taken back",
    )
    return _go(way, args, screen, places)


def redo(args: argparse.Namespace, screen: Screen, places: Places) -> int:
    """``jforg redo``: do again what was taken back, as far as all is as the undo left it."""

    def plan(writer: Writer, only: Sequence[str]) -> RedoPlan:
        found = writer.plan_redo(args.run, only)
        if only and not (found.ready or found.refused):
            raise NothingToUndoError(f"Nothing of run {found.run.id} has been taken back at the paths given.")
        return found

    way = _Way(
        verb="redo",
        done="redone",
        plan=plan,
        show=show.show_redo,
        question=lambda plan: f"{show.DO[plan.run.mode].capitalize()} {counted(len(plan.ready), 'file')} again?",
        doing=lambda plan: show.DOING[plan.run.mode].capitalize(),
        carry_out=lambda writer, *rest: writer.redo(*rest),
        reported=lambda plan: f"{show.DONE[plan.run.mode]} again",
    )
    return _go(way, args, screen, places)


def _go(way: _Way[PlanT], args: argparse.Namespace, screen: Screen, places: Places) -> int:
    nothing = f"Nothing was {way.done}"
    if not args.yes and not screen.may_ask():
        screen.error(f"{nothing}: there is no terminal to ask on. Give --yes to {way.verb} without asking.")
        return USAGE
    only = tuple(os.path.abspath(path) for path in args.only)
    with (
        engine_without_settings(args, places) as engine,
        stopping_by_signals() as stopping,
        engine.writing() as writer,
    ):
        plan = way.plan(writer, only)
        if not args.yes:
            if not screen.as_json:
                way.show(screen, plan)
            if not screen.ask(way.question(plan)):
                screen.error(f"{nothing}.")
                return INCOMPLETE
        with screen.progress(way.doing(plan)) as report_progress:
            report = way.carry_out(writer, plan, stopping, report_progress)
    print_report(screen, report, way.reported(plan))
    return OK if report.complete else INCOMPLETE
