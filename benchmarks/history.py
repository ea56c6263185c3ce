"""The history at the size of years: how long the journal takes to list its runs, show one and search all paths."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Final

from benchmarks.report import Figure, Measured
from jforg_gui.domain.choice import Mode
from jforg_gui.domain.media import Identity
from jforg_gui.domain.work import Facts, Outcome, RunKind, RunState, StepDraft, StepKind, StepState
from jforg_gui.storage.journal import SqliteJournal

RUNS: Final = 1_000
STEPS: Final = 500
ROUNDS: Final = 5
_FACTS: Final = Facts(
    identity=Identity(1, 2), size=1 << 30, mtime_ns=10**18, mode=0o644, links=1, is_file=True, is_folder=False
)


def measure() -> Measured:
    """Measure 1,000 runs of 500 files; about half a minute, most of it to write them."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "journal.db")
        _write(path)
        with SqliteJournal(path, readonly=True) as journal:
            numbers = [run.id for run in journal.runs()]
            figures = (
                Figure("history_list_ms_1000_runs", _milliseconds(journal.runs), "ms", 50),
                Figure("history_run_ms_500_files", _milliseconds(lambda: journal.steps(RUNS // 2)), "ms", 50),
                Figure("history_last_ms", _milliseconds(journal.newest_undoable), "ms", 5),
                Figure(
                    "history_search_ms_500k_files",
                    _milliseconds(lambda: [n for n in numbers if journal.matching("nowhere", n)]),
                    "ms",
                    1_000,
                ),
            )
    return Measured(figures)


def _write(path: str) -> None:
    with SqliteJournal(path) as journal:
        for number in range(RUNS):
            run = journal.begin(RunKind.ORGANIZE, Mode.MOVE, inputs=["/srv/downloads"])
            steps = journal.intend(run, [_draft(number, step) for step in range(STEPS)])
            journal.settle([Outcome(step, StepState.DONE) for step in steps])
            journal.end(run, RunState.ENDED)


def _draft(run: int, step: int) -> StepDraft:
    name = f"Harbor.Nine.S{run % 30:02d}E{step:03d}.1080p.WEB-GRP"
    place = f"/srv/library/Shows/Harbor Nine ({run})/Season {run % 30:02d}"
    return StepDraft(
        kind=StepKind.MOVE,
        source=f"/srv/downloads/{name}/{name}.mkv",
        destination=f"{place}/Harbor Nine - S{run % 30:02d}E{step:03d}.mkv",
        facts=_FACTS,
    )


def _milliseconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000
