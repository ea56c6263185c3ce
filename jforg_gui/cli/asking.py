"""Conflicts decided in the terminal: both files side by side, one question each, or one answer for all the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from jforg_gui.cli.screen import Screen
from jforg_gui.cli.shown import shown
from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.plan import Plan, Row, Status
from jforg_gui.domain.words import sentence, size_in_words
from jforg_gui.engine import Engine, Prepared, Request
from jforg_gui.workflow.editing import decide
from jforg_gui.workflow.ports import Cancellation
from jforg_gui.workflow.rivals import Contender

_ANSWERS: Final = {
    "s": ("skip", ConflictPolicy.SKIP),
    "k": ("keep both", ConflictPolicy.KEEP_BOTH),
    "r": ("replace", ConflictPolicy.REPLACE),
    "b": ("keep the best", ConflictPolicy.KEEP_BEST),
}


def ask_about_conflicts(
    engine: Engine, prepared: Prepared, request: Request, screen: Screen, cancellation: Cancellation
) -> Plan:
    """Plan, ask about every conflict once, and plan again with the answers until none is left to be asked about.

    A capital letter is the answer for this row and all that follow. Raises CancelledError.
    """
    plan = engine.plan_prepared(prepared, request, cancellation)
    answers: dict[str, ConflictPolicy] = {}
    for_all: ConflictPolicy | None = None
    while asked := [row for row in plan.rows if _is_asked(row) and row.item.file.path not in answers]:
        for row in asked:
            if cancellation.cancelled():
                return plan
            answer = for_all
            if answer is None:
                answer, whole = _ask(row, engine.rivals(row), screen)
                for_all = answer if whole else None
            answers[row.item.file.path] = answer
        items = tuple(
            decide(item, answers[item.file.path]) if item.file.path in answers else item for item in prepared.items
        )
        prepared = replace(prepared, items=items)
        plan = engine.plan_prepared(prepared, request, cancellation)
    return plan


def _is_asked(row: Row) -> bool:
    return row.status is Status.CONFLICT and row.item.wanted


def _ask(row: Row, rivals: tuple[Contender, Contender] | None, screen: Screen) -> tuple[ConflictPolicy, bool]:
    screen.line(f"x {shown(row.item.file.path)}", "red")
    for reason in row.reasons:
        screen.line(f"  {shown(sentence(reason))}")
    for name, contender in zip(("new", "old"), rivals or (), strict=False):
        screen.line(f"  {name}  {facts_of(contender)}  {shown(contender.file.path)}")
    meanings = {key: meaning for key, (meaning, _) in _ANSWERS.items()}
    said = screen.choose("What now?", {**meanings, **{key.upper(): f"{said}, all" for key, said in meanings.items()}})
    return _ANSWERS[said.lower()][1], said.isupper()


def facts_of(contender: Contender) -> str:
    """Size, picture, length and time of one file, in columns."""
    when = datetime.fromtimestamp(contender.file.mtime_ns / 1e9).astimezone().strftime("%Y-%m-%d %H:%M")
    lines, length, hdr = f"{contender.lines}p" if contender.lines else "", "", ""
    if contender.media is not None:
        seconds = round(contender.media.duration or 0)
        length = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}" if seconds else ""
        hdr = f"  {', '.join(contender.media.hdr)}" if contender.media.hdr else ""
    return f"{size_in_words(contender.file.size):>10}  {lines:>5}  {length:>8}  {when}{hdr}"
