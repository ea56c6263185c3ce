"""Corrections in the window: one edit of a whole show, and one of ten thousand rows, until the table shows it."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from typing import Final

from benchmarks.window import MANY, Stage
from benchmarks.window_parts import rows
from jforg_gui.domain.media import Kind
from jforg_gui.ui.collector import pause_while_arriving
from jforg_gui.ui.states import Phase
from jforg_gui.ui.table.in_sight import rows_in_sight
from jforg_gui.workflow.bulk import Bulk
from jforg_gui.workflow.editing import Field

_ROUNDS: Final = 5
_BULK: Final = 10_000


def edit_show_ms() -> float:
    """One title for all episodes of a show among 100,000 rows: typed word → destinations on the screen. Median."""
    with Stage() as stage:
        _planned(stage, MANY)
        shows = Counter(row.item.guess.series for row in stage.session.rows if row.item.kind is Kind.EPISODE)
        name = next(name for name, episodes in shows.items() if episodes == 24)  # noqa: PLR2004 — as the bar says
        episodes = [n for n, row in enumerate(stage.session.rows) if row.item.guess.series == name]
        times = []
        for round_ in range(_ROUNDS):
            title = f"Show {round_}"
            times.append(stage.paint_ms(lambda title=title: stage.session.edit(episodes, Field.SERIES, title)))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
            _check(all(f"/{title}" in (stage.session.rows[n].destination or "") for n in episodes))
        return statistics.median(times)


def bulk_edit_ms() -> tuple[float, float, float]:
    """One year for 10,000 rows at once, among 100,000. Medians of three figures.

    Until every row says it, and those in sight where they go; until all are planned; the longest gap meanwhile.
    """
    with Stage() as stage:
        _planned(stage, MANY)
        shown, planned, gaps = zip(*(_bulk(stage, 1990 + round_) for round_ in range(_ROUNDS)), strict=True)
        return statistics.median(shown), statistics.median(planned), statistics.median(gaps)


def _bulk(stage: Stage, year: int) -> tuple[float, float, float]:
    session = stage.session
    started = time.perf_counter()
    shown = stage.paint_ms(lambda: session.edit_in_bulk(range(_BULK), Bulk(year=str(year))))
    _check(all(row.item.guess.year == year for row in session.rows[:_BULK]))
    seen = [session.rows[n].destination or "" for n in rows_in_sight(stage.view) if n < _BULK]
    _check(bool(seen) and all(f"({year})" in goes for goes in seen))
    gaps = stage.gaps_until(lambda: not session.planning)
    planned = (time.perf_counter() - started) * 1000
    _check(all(f"({year})" in (row.destination or "") for row in session.rows[:_BULK]))
    return shown, planned, max(gaps)


def _planned(stage: Stage, count: int) -> None:
    """Let the session plan rows itself, so that their plan can follow corrections."""
    ready: list[bool] = []
    pause_while_arriving(Phase.RECOGNISING)  # as the application does
    stage.session._plan_all([row.item for row in rows(count)], replaced=True, then=lambda: ready.append(True))  # noqa: SLF001 — as after recognition
    stage.wait(lambda: bool(ready) and stage.view.items.settled)
    stage.session.phase = Phase.REVIEW
    pause_while_arriving(Phase.REVIEW)
    stage.settle()


def _check(shown: bool) -> None:  # noqa: FBT001 — what was measured has to have happened
    if not shown:
        raise RuntimeError("the correction is not on the screen")
