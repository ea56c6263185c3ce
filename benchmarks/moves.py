"""Moving and taking back: the journal beside a bare rename, a verified copy beside ``cp``."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
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
ROUNDS: Final = {1_000: 15, 10_000: 9, 50_000: 3}
FOLDER_ROUNDS: Final = 3
COPY_BYTES: Final = 1 << 30
COPY_ROUNDS: Final = 3
_BLOCK: Final = 1 << 20


def measure() -> Measured:
    """Measure everything about moving; about two minutes."""
    renamed: dict[int, float] = {}
    moved: dict[int, float] = {}
    undone: dict[int, float] = {}
    for files in SIZES:
        renamed[files], moved[files], undone[files] = _medians(_rounds(files))
    by_hand, with_folders = _medians(_with_new_folders(10_000) for _ in range(FOLDER_ROUNDS))
    copy, cp = _copies()
    figures = (
        *(Figure(f"moves_vs_rename_{files // 1000}k", moved[files] / renamed[files], "ratio", 8) for files in SIZES),
        Figure("moves_50k_vs_1k", moved[SIZES[-1]] / SIZES[-1] * SIZES[0] / moved[SIZES[0]], "ratio per file", 1.3),
        Figure("moves_with_folders_vs_mkdir_rename_10k", with_folders / by_hand, "ratio", 8),
        Figure("undo_vs_run_10k", undone[10_000] / moved[10_000], "ratio", 1.15),
        Figure("copy_vs_cp_1gib", copy / cp, "ratio", 2.5),
    )
    return Measured(figures, (_table(renamed, moved, undone), _copy_table(copy, cp)))


def _medians(rounds: Iterable[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(statistics.median(column) for column in zip(*rounds, strict=True))


def _rounds(files: int) -> Iterator[tuple[float, float, float]]:
    """Time a bare rename of every file, then a run that moves them all, then its undo; each over the same tree.

    The library has the folders: what it costs to make one says more about the file system than about whoever asks
    (ext4 looks at every inode that was freed in the last minutes before it gives one out).
    """
    with _tree(files) as (top, plan):
        _make_folders(plan)
        with SqliteJournal(os.path.join(top, "journal.db")) as journal:
            for _ in range(ROUNDS[files]):
                os.sync()
                bare = _seconds(lambda: _rename(plan)) + _seconds(lambda: _rename(plan, back=True))
                os.sync()
                yield (bare / 2, *_run_and_undo(plan, journal))
                _check_all_back(top, files)


def _with_new_folders(files: int) -> tuple[float, float]:
    """Time making folders and a bare rename of every file into them, then a run that does the same."""
    with _tree(files) as (_, plan):
        os.sync()

        def by_hand() -> None:
            _make_folders(plan)
            _rename(plan)

        bare = _seconds(by_hand)
    with _tree(files) as (top, plan), SqliteJournal(os.path.join(top, "journal.db")) as journal:
        os.sync()
        run, _ = _run_and_undo(plan, journal)
        _check_all_back(top, files)
    return bare, run


def _run_and_undo(plan: Plan, journal: SqliteJournal) -> tuple[float, float]:
    disk = LocalDisk()
    run = _seconds(lambda: organize(plan, journal, disk, mode=Mode.MOVE, cancellation=NEVER))
    way_back = plan_undo(find_run(journal, "last"), journal, disk)  # as the run's plan was made before it
    return run, _seconds(lambda: undo(way_back, journal, disk, cancellation=NEVER))


def _make_folders(plan: Plan) -> None:
    for folder in dict.fromkeys(os.path.dirname(row.destination or "") for row in plan.rows):
        os.makedirs(folder)


def _rename(plan: Plan, *, back: bool = False) -> None:
    pairs = [(row.item.file.path, row.destination or "") for row in plan.rows]
    for here, there in [(there, here) for here, there in pairs] if back else pairs:
        os.rename(here, there)


def _check_all_back(top: str, files: int) -> None:
    left = sum(len(names) for _, _, names in os.walk(os.path.join(top, "incoming"), onerror=_refuse))
    if left != files:
        raise AssertionError(f"{left} of {files} files came back")


def _refuse(error: OSError) -> None:
    raise error


@contextmanager
def _tree(files: int) -> Iterator[tuple[str, Plan]]:
    """Yield a folder with the episodes and the plan that puts them into ``library``, a season to a folder."""
    with episodes(files) as top:
        library = os.path.join(top, "library")
        rows = []
        for folder, _, names in os.walk(os.path.join(top, "incoming"), onerror=_refuse):
            season = os.path.join(library, "Shows", os.path.basename(folder), "Season 01")
            for name in names:
                here, there = os.path.join(folder, name), os.path.join(season, f"{os.path.basename(folder)} - {name}")
                facts = os.lstat(here)
                file = MediaFile(here, facts.st_size, facts.st_mtime_ns, Identity(facts.st_dev, facts.st_ino))
                rows.append(Row(Item(file=file, guess=Guess(kind=Kind.EPISODE), input_root=top), there, Status.READY))
        yield top, Plan(tuple(rows), Roots.under(library))


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
