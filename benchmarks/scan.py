"""The scan: its walk beside ``find``, its workers beside one, its cost per file beside the number of files."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from benchmarks.report import Better, Figure, Measured, Table
from benchmarks.trees import albums, tree_of
from jforg_gui.domain.found import NOTHING_INSIDE, Inside
from jforg_gui.domain.media import MediaFile
from jforg_gui.workflow.ports import NEVER
from jforg_gui.workflow.scan import Look, scan
from jforg_gui.workflow.walk import ListFolder, RawFolder, list_folder, walk

LATENCY_SECONDS: Final = 0.005
SIZES: Final = (1_000, 10_000, 50_000)
WORKERS: Final = (1, 2, 4, 8)
ALONE: Final = 0  # no executor at all: everything on the calling thread
PAIRS: Final = 15
ROUNDS: Final = 3


def measure() -> Measured:
    """Measure everything about the scan; about a minute."""
    walked: list[Figure] = []
    per_file: dict[int, float] = {}
    for files in SIZES:
        with tree_of(files) as top:
            per_file[files] = statistics.median(_scan_seconds(top, ALONE) for _ in range(ROUNDS)) / files
            if files == SIZES[-1]:
                walked = _walk_beside_find(top)
                local = {workers: _scan_seconds(top, workers) for workers in (ALONE, *WORKERS)}
    latent = _with_latency()
    figures = (
        *walked,
        Figure("scan_speedup_w2", latent[1] / latent[2], "x", 1.8, Better.HIGHER),
        Figure("scan_speedup_w4", latent[1] / latent[4], "x", 3.3, Better.HIGHER),
        Figure("scan_50k_vs_1k", per_file[SIZES[-1]] / per_file[SIZES[0]], "ratio per file"),
    )
    return Measured(
        figures,
        (
            _parallel_table(f"5 ms of latency per folder and file, {_ALBUMS} folders", latent),
            _parallel_table(f"warm local disk, {SIZES[-1]:,} files", local),
            _linearity_table(per_file),
        ),
    )


def _walk_beside_find(top: str) -> list[Figure]:
    """Time our walk and ``find`` in turn; the figure is the median of the pairs' ratios.

    The floor is what a program pays that wants names and sizes from ``find``: its output is read through a pipe. That
    of ``find`` writing into nowhere is shown beside it, without a bar.
    """
    _walk_seconds(top)
    pairs = [(_walk_seconds(top), _find_seconds(top, subprocess.PIPE)) for _ in range(PAIRS)]
    unread = [(_walk_seconds(top), _find_seconds(top, subprocess.DEVNULL)) for _ in range(PAIRS)]
    return [
        Figure("walk_vs_find", statistics.median(ours / theirs for ours, theirs in pairs), "ratio", 1.3),
        Figure("walk_vs_find_unread", statistics.median(ours / theirs for ours, theirs in unread), "ratio"),
    ]


def _walk_seconds(top: str) -> float:
    def work() -> None:
        size = 0
        for folder in walk(top, NEVER, on_error=_refuse):
            for _, facts in folder.files:
                size += facts.st_size

    return _seconds(work)


def _refuse(_path: str, error: OSError) -> None:
    raise error


def _find_seconds(top: str, output: int) -> float:
    command = ["find", top, "-printf", "%s %p\\n"]
    return _seconds(lambda: subprocess.run(command, stdout=output, check=True))


_ALBUMS: Final = 120


def _with_latency() -> dict[int, float]:
    """Time the scan of a tree whose disk takes 5 ms for every folder listed and every file looked into."""

    def slow_list_folder(path: str) -> RawFolder:
        time.sleep(LATENCY_SECONDS)
        return list_folder(path)

    def slow_look(_file: MediaFile) -> Inside:
        time.sleep(LATENCY_SECONDS)
        return NOTHING_INSIDE

    seconds: dict[int, list[float]] = {workers: [] for workers in (ALONE, *WORKERS)}
    with albums(_ALBUMS, tracks=3) as top:
        for _ in range(ROUNDS):
            for workers, measured in seconds.items():
                measured.append(_scan_seconds(top, workers, slow_look, slow_list_folder))
    return {workers: statistics.median(measured) for workers, measured in seconds.items()}


def _look_nowhere(_file: MediaFile) -> Inside:
    return NOTHING_INSIDE


def _scan_seconds(top: str, workers: int, look: Look = _look_nowhere, list_folder: ListFolder = list_folder) -> float:
    def run(executor: ThreadPoolExecutor | None) -> None:
        found = scan([top], look, executor, workers=workers or 1, cancellation=NEVER, list_folder=list_folder)
        for _ in found:
            pass

    if workers == ALONE:
        return _seconds(lambda: run(None))
    with ThreadPoolExecutor(workers) as executor:
        return _seconds(lambda: run(executor))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _parallel_table(title: str, seconds: dict[int, float]) -> Table:
    rows = tuple(
        (
            "none (--workers 1)" if workers == ALONE else f"{workers} in a pool",
            f"{taken * 1000:,.0f} ms",
            f"{seconds[ALONE] / taken:.2f}",
        )
        for workers, taken in seconds.items()
    )
    return Table(f"scan, serial and parallel: {title}", ("workers", "time", "speed-up"), rows)


def _linearity_table(per_file: dict[int, float]) -> Table:
    rows = tuple(
        (f"{files:,}", f"{each * files * 1000:,.0f} ms", f"{each * 1e6:.1f} µs") for files, each in per_file.items()
    )
    return Table("scan, by number of files, one thread", ("files", "time", "per file"), rows)
