"""Names: our recogniser beside guessit, identifying and planning beside a bare walk, the gaps of the window."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import Final

from benchmarks.names_corpus import corpus
from benchmarks.report import Figure, Measured, Table
from benchmarks.trees import tree_of
from benchmarks.window import gap_recognising
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Library
from jforg_gui.domain.plan import Roots
from jforg_gui.engine import Engine, Request
from jforg_gui.identify.guessed import guess_names
from jforg_gui.identify.reading import NameReader
from jforg_gui.storage.places import Places
from jforg_gui.storage.settings import Settings
from jforg_gui.workflow.ports import NEVER

SIZES: Final = (1_000, 10_000, 50_000)
FILES: Final = 10_000
ROUNDS: Final = 3
_BY_GUESSIT: Final = 300  # of the corpus: guessit takes eight milliseconds a name


def measure() -> Measured:
    """Measure everything about names; about two minutes."""
    ours, theirs, asked = _cpu_beside_guessit()
    cold, warm, walked = _plan_beside_walk(FILES)
    gap, gaps = gap_recognising()
    figures = (
        Figure("names_cpu_vs_guessit", ours / theirs, "ratio", 0.067),
        Figure("names_needing_guessit", asked, "share", 0.02),
        Figure("name_us", ours * 1e6, "µs"),
        Figure("plan_vs_walk_10k", cold / walked, "ratio", 80),
        Figure("plan_vs_walk_10k_warm", warm / walked, "ratio", 25),
        Figure("gap_recognising_vs_idle", gap, "ratio", 2),
    )
    return Measured(figures, (_linearity(), gaps))


def _cpu_beside_guessit() -> tuple[float, float, float]:
    """Return the CPU seconds a name costs us, fallback included, and guessit, and the share that guessit is asked."""
    names = corpus()
    asked: list[str] = []

    def ask(doubtful: Sequence[str]) -> Sequence[Guess]:
        asked.extend(doubtful)
        return guess_names(doubtful)

    guess_names(names[:1])  # its import and first call are no name's cost
    ours = _cpu(lambda: NameReader(ask).guess(names)) / len(names)
    sample = names[:: max(1, len(names) // _BY_GUESSIT)]
    theirs = _cpu(lambda: guess_names(sample)) / len(sample)
    return ours, theirs, len(asked) / len(names)


def _plan_beside_walk(files: int) -> tuple[float, float, float]:
    """Return the seconds of identifying and planning, with nothing remembered and with all names, and of a walk."""
    with tree_of(files) as top:
        walked = statistics.median(_seconds(lambda: _bare_walk(top)) for _ in range(ROUNDS * 3))
        rounds = [_cold_and_warm(top) for _ in range(ROUNDS)]
    return statistics.median(cold for cold, _ in rounds), statistics.median(warm for _, warm in rounds), walked


def _cold_and_warm(top: str) -> tuple[float, float]:
    with tempfile.TemporaryDirectory(prefix="jforg-bench-home-") as home:
        return _plan_seconds(top, home), _plan_seconds(top, home)


def _plan_seconds(top: str, home: str) -> float:
    """Time identifying and planning what a scan has found; the scan itself is measured in its own group."""
    roots = Roots({library: os.path.join(home, library.value) for library in Library})
    with Engine(Places(settings=home, data=home, cache=home), Settings({}), workers=1) as engine:
        folders = [folder for batch in engine.scan([top], NEVER) for folder in batch]

        def work() -> None:
            items = engine.identify(folders, NEVER)
            engine.plan_items(items, Request(inputs=(top,), roots=roots), engine.listing(roots, NEVER))

        return _seconds(work)


def _bare_walk(top: str) -> int:
    size, left = 0, [top]
    while left:
        with os.scandir(left.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    left.append(entry.path)
                else:
                    size += entry.stat(follow_symlinks=False).st_size
    return size


def _linearity() -> Table:
    rows = []
    for files in SIZES:
        with tree_of(files) as top:
            cold, warm = _cold_and_warm(top)
        rows.append((f"{files:,}", f"{cold / files * 1e6:.0f} µs", f"{warm / files * 1e6:.0f} µs"))
    return Table("identify and plan, one thread", ("files", "per file", "per file, names known"), tuple(rows))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
