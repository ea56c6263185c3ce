"""Moving and taking back: the journal beside a bare rename, a verified copy beside ``cp``."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from benchmarks.report import Figure, Measured, Table
from benchmarks.trees import episodes
from jforg_gui.domain.choice import Mode
from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.domain.plan import Plan, Roots, Row, Status
from jforg_gui.domain.work import Kept
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.ports import NEVER
from jforg_gui.workflow.undo import find_run, plan_undo, undo

SIZES: Final = (1_000, 10_000, 50_000)
ROUNDS: Final = {1_000: 7, 10_000: 3, 50_000: 1}
COPY_BYTES: Final = 1 << 30
COPY_ROUNDS: Final = 3
_BLOCK: Final = 1 << 20


def measure() -> Measured:
    """Measure everything about moving; about two minutes."""
    renamed: dict[int, float] = {}
    moved: dict[int, float] = {}
    undone: dict[int, float] = {}
    for files in SIZES:
        rounds = [_round(files) for _ in range(ROUNDS[files])]
        renamed[files], moved[files], undone[files] = (
            statistics.median(column) for column in zip(*rounds, strict=True)
        )
    copy, cp = _copies()
    figures = (
        *(Figure(f"moves_vs_rename_{files // 1000}k", moved[files] / renamed[files], "ratio", 8) for files in SIZES),
        Figure("moves_50k_vs_1k", moved[SIZES[-1]] / SIZES[-1] * SIZES[0] / moved[SIZES[0]], "ratio per file", 1.3),
        Figure("undo_vs_run_10k", undone[10_000] / moved[10_000], "ratio", 1.15),
        Figure("copy_vs_cp_1gib", copy / cp, "ratio", 2.5),
    )
    return Measured(figures, (_table(renamed, moved, undone), _copy_table(copy, cp)))


def _round(files: int) -> tuple[float, float, float]:
    """Time a bare rename of every file, then a run that moves them all, then its undo; each over the same tree."""
    with episodes(files) as top:
        moves = list(_moves(top, os.path.join(top, "bare")))
        for folder in dict.fromkeys(os.path.dirname(there) for _, there in moves):
            os.makedirs(folder)
        os.sync()

        def rename(pairs: list[tuple[str, str]]) -> None:
            for here, there in pairs:
                os.rename(here, there)

        bare = _seconds(lambda: rename(moves))
        rename([(there, here) for here, there in moves])
        plan = _plan(top, os.path.join(top, "library"))
        os.sync()
        with SqliteJournal(os.path.join(top, "journal.db")) as journal:
            disk = LocalDisk()
            run = _seconds(lambda: organize(plan, journal, disk, mode=Mode.MOVE, cancellation=NEVER))
            way_back = plan_undo(find_run(journal, "last"), journal, disk)  # as the run's plan was made before it
            back = _seconds(lambda: undo(way_back, journal, disk, cancellation=NEVER))
        left = sum(len(names) for _, _, names in os.walk(os.path.join(top, "incoming"), onerror=_refuse))
        if left != files:
            raise AssertionError(f"{left} of {files} files came back")
    return bare, run, back


def _refuse(error: OSError) -> None:
    raise error


def _moves(top: str, library: str) -> Iterator[tuple[str, str]]:
    """Every file below ``incoming`` with its place in the library: a season's episodes in one folder."""
    for folder, _, names in os.walk(os.path.join(top, "incoming"), onerror=_refuse):
        show = os.path.basename(folder)
        for name in names:
            yield os.path.join(folder, name), os.path.join(library, "Shows", show, "Season 01", f"{show} - {name}")


def _plan(top: str, library: str) -> Plan:
    rows = []
    for here, there in _moves(top, library):
        facts = os.lstat(here)
        file = MediaFile(here, facts.st_size, facts.st_mtime_ns, Identity(facts.st_dev, facts.st_ino))
        rows.append(Row(Item(file=file, guess=Guess(kind=Kind.EPISODE), input_root=top), there, Status.READY))
    return Plan(tuple(rows), Roots.under(library))


def _copies() -> tuple[float, float]:
    """Time our verified copy and ``cp`` with ``sync`` in turn, the source read from the disk each time."""
    with _source_of_copies() as (source, folder):
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(COPY_ROUNDS):
            for copy, taken in ((_cp, theirs), (_copy, ours)):
                there = os.path.join(folder, "copy.mkv")
                started = time.perf_counter()
                copy(source, there)
                taken.append(time.perf_counter() - started)
                _forget(source)
                os.unlink(there)
    return statistics.median(ours), statistics.median(theirs)


@contextmanager
def _source_of_copies() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory(prefix="jforg-bench-") as folder:
        source = os.path.join(folder, "film.mkv")
        block = os.urandom(_BLOCK)
        with open(source, "xb") as file:
            file.writelines(number.to_bytes(8) + block[8:] for number in range(COPY_BYTES // _BLOCK))
            os.fsync(file.fileno())
        _forget(source)
        yield source, folder


def _copy(source: str, there: str) -> None:
    disk = LocalDisk()
    facts = disk.facts(source)
    if facts is None:
        raise FileNotFoundError(source)
    disk.copy(source, there, expected=facts, kept=Kept(), moved=lambda _size: None)


def _cp(source: str, there: str) -> None:
    subprocess.run(["cp", source, there], check=True)  # noqa: S607 — the system's own
    subprocess.run(["sync", there], check=True)  # noqa: S607 — the system's own


def _forget(path: str) -> None:
    """Let the next reading of a file be from the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _table(renamed: dict[int, float], moved: dict[int, float], undone: dict[int, float]) -> Table:
    rows = tuple(
        (f"{files:,}", *(f"{taken[files] / files * 1e6:.1f} µs" for taken in (renamed, moved, undone)))
        for files in SIZES
    )
    return Table("moves, per file, by number of files", ("files", "bare rename", "run", "undo"), rows)


def _copy_table(copy: float, cp: float) -> Table:
    rows = (
        ("cp and sync", f"{cp:.2f} s", f"{COPY_BYTES / cp / 1e6:,.0f} MB/s"),
        ("ours, read back and compared", f"{copy:.2f} s", f"{COPY_BYTES / copy / 1e6:,.0f} MB/s"),
    )
    return Table("copy of 1 GiB", ("by", "time", "rate"), rows)
