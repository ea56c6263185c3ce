"""Corrections in the window: one edit of a whole show, and one of ten thousand rows, until the table shows it."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable
from typing import Final

from benchmarks.window import Stage
from benchmarks.window_parts import rows
from jforg_gui.domain.media import Kind
from jforg_gui.ui.table.model import ItemsModel
from jforg_gui.workflow.bulk import Bulk
from jforg_gui.workflow.editing import Field

_ROUNDS: Final = 5
_BESIDE: Final = 3000  # rows in the table whose show is edited
_MANY: Final = 10_000


def edit_show_ms() -> float:
    """One title for all episodes of a show among 3,000 rows: typed word → destinations on the screen. Median."""
    with Stage() as stage:
        stage.show_rows(list(rows(_BESIDE)))
        shows = Counter(row.item.guess.series for row in stage.session.rows if row.item.kind is Kind.EPISODE)
        name = shows.most_common(1)[0][0]
        episodes = [n for n, row in enumerate(stage.session.rows) if row.item.guess.series == name]
        times = [
            _until_shown(stage, lambda round_=round_: stage.session.edit(episodes, Field.SERIES, f"Show {round_}"))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
            for round_ in range(_ROUNDS)
        ]
        return statistics.median(times)


def bulk_edit_ms() -> float:
    """One year for 10,000 rows at once. Median."""
    with Stage() as stage:
        stage.show_rows(list(rows(_MANY)))
        every = range(_MANY)
        times = [
            _until_shown(
                stage,
                lambda round_=round_: stage.session.edit_in_bulk(every, Bulk(year=str(1990 + round_))),  # type: ignore[misc]  # as above
            )
            for round_ in range(_ROUNDS)
        ]
        return statistics.median(times)


def _until_shown(stage: Stage, edit: Callable[[], object]) -> float:
    items: ItemsModel = stage.view.items

    def work() -> None:
        edit()
        while stage.session.planning or not items.settled:
            stage.settle()

    return stage.paint_ms(work)
