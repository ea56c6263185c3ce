"""The window: how long it does not answer while rows come, are read, filtered and sorted; memory; the first paint."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Final, Self

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtWidgets import QApplication, QTreeView

from benchmarks.report import Figure, Measured, Table
from benchmarks.window_parts import rows
from jforg_gui.domain.found import FoundFile, FoundFolder
from jforg_gui.domain.media import Identity, Library, MediaFile
from jforg_gui.domain.plan import Row
from jforg_gui.engine import Engine
from jforg_gui.storage.places import Places
from jforg_gui.storage.settings import Settings
from jforg_gui.ui.collector import pause_while_arriving
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.jobs import Job, Jobs
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase
from jforg_gui.ui.table.columns import Column
from jforg_gui.ui.table.paints import TableRole
from jforg_gui.ui.table.view import TableView
from jforg_gui.ui.theme import Theme
from jforg_gui.ui.work import getting_ready, recognising

MANY: Final = 100_000
NAMES: Final = 10_000
_SIZES: Final = (1_000, 10_000, MANY)
_TICK_MS: Final = 5
_BATCH: Final = 256
_ROWS_A_SECOND: Final = 20_000  # what a scan of a local disk brings at most
_IDLE_SECONDS: Final = 5.0
_STARTS: Final = 9
_ROUNDS: Final = 5
_PERCENTILES: Final = 100


class Gaps(QObject):
    """Notes how long the event loop leaves a timer of 5 ms waiting. Milliseconds."""

    def __init__(self) -> None:
        """Start the clock."""
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def stop(self) -> list[float]:
        """Stop the clock and return every gap."""
        self._timer.stop()
        self._tick()
        return self.gaps


class Stage:
    """A session and its table on show, without anything else."""

    def __enter__(self) -> Self:
        """Show an empty table."""
        application = QApplication.instance() or QApplication(sys.argv[:1])
        if not isinstance(application, QApplication):
            raise TypeError("Qt runs without widgets")
        self.application = application
        self._home = tempfile.TemporaryDirectory(prefix="jforg-bench-")
        home = self._home.name
        libraries = {f"library.{one.value.lower()}": os.path.join(home, "media", one.value) for one in Library}
        self.engine = Engine(Places(home, home), Settings(libraries), spare_cores=1)
        self.jobs = Jobs()
        self.session = Session(self.engine, self.jobs)
        self.view = TableView(self.session, Theme.of(application))
        self.view.resize(898, 640)
        self.view.show()
        self.settle()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take everything down."""
        self.view.close()
        self.jobs.close()
        self.engine.close()
        self._home.cleanup()

    def settle(self) -> None:
        """Let the event loop do everything that is due."""
        self.application.processEvents()

    def wait(self, until: Callable[[], bool], patience: float = 120.0) -> None:
        """Run the event loop until something holds."""
        loop, deadline = QEventLoop(), time.monotonic() + patience
        timer = QTimer()
        timer.timeout.connect(lambda: loop.quit() if until() or time.monotonic() > deadline else None)
        timer.start(20)
        loop.exec()

    def show_rows(self, shown: Sequence[Row]) -> None:
        """Give the session these rows, as recognition does."""
        self.session.rows = list(shown)
        self.session.phase = Phase.REVIEW
        self.session.rows_replaced.emit()
        self.wait(lambda: self.view.items.settled)
        self.settle()

    def gaps_until(self, until: Callable[[], bool]) -> list[float]:
        """The gaps of the event loop until something holds. Milliseconds."""
        gaps = Gaps()
        self.wait(until)
        return gaps.stop()

    def paint_ms(self, work: Callable[[], object]) -> float:
        """Time something until it is on the screen. Milliseconds."""
        started = time.perf_counter()
        work()
        self.settle()
        self.view.viewport().repaint()
        return (time.perf_counter() - started) * 1000


def measure() -> Measured:
    """Measure the window; two to three minutes."""
    start = _start_vs_bare()
    filters, sorts = {}, {}
    for count in _SIZES:
        filters[count], sorts[count] = _filter_and_sort(count)
    load = _load_gaps()
    swap = _swap_gap()
    shown, planned, gap = map(float, _part("bulk-edit").split())
    figures = (
        Figure("table_load_gap_ms_100k", max(load), "ms", 50),
        Figure("table_load_gap_p99_ms_100k", _p99(load), "ms", 20),
        Figure("table_swap_gap_ms_100k", swap, "ms"),
        Figure("table_filter_ms_100k", filters[MANY], "ms", 50),
        Figure("table_sort_ms_100k", sorts[MANY], "ms", 150),
        Figure("table_sort_vs_proxy_100k", _sort_vs_proxy(), "ratio", 0.02),
        Figure("edit_show_ms", float(_part("edit-show")), "ms", 50),
        Figure("bulk_edit_ms_10k", shown, "ms", 300),
        Figure("bulk_edit_planned_ms_10k", planned, "ms"),
        Figure("bulk_edit_gap_ms_10k", gap, "ms"),
        Figure("preview_gap_ms_100k", float(_part(module="window_preview")), "ms"),
        Figure("row_bytes", float(_part("row-bytes", str(MANY))), "B", 3072),
        Figure("start_vs_bare", start, "ratio", 1.5),
    )
    linear = tuple((f"{count:,}", f"{filters[count]:.1f} ms", f"{sorts[count]:.1f} ms") for count in _SIZES)
    return Measured(figures, (Table("the table, by number of rows", ("rows", "filter", "sort"), linear),))


def _p99(gaps: Sequence[float]) -> float:
    return statistics.quantiles(gaps, n=_PERCENTILES)[-1]


# --- rows that arrive, and are looked through -------------------------------------------------------------------------


def _folders(count: int) -> Iterator[FoundFolder]:
    """Folders with ``count`` media files in all, as a scan finds them: some well named, some not."""
    shapes = (
        "Lantern.Harbour.{n}.2011.1080p.BluRay.x264-GRP.mkv",
        "Paper.Orchard.S01E{e:02d}.720p.WEB-DL.mkv",
        "[Grp] Glass Garden - {e:02d} [1080p][A1B2C3D4].mkv",
        "a quiet flood {n} dvdrip.avi",
        "ep {e} - the salt road final.mkv",
        "Northern Tides - {e:02d} - Signal {n}.mp3",
        "orchard 1x{e:02d} hdtv.mkv",
        "The Weir (19{y}) Directors Cut.mp4",
    )
    for start in range(0, count, 8):
        path = f"/media/usb-blue/incoming {start % 12}/Release {start}"
        files = []
        for number in range(start, min(start + 8, count)):
            name = shapes[number % len(shapes)].format(n=number, e=number % 24 + 1, y=50 + number % 50)
            file = MediaFile(path=f"{path}/{name}", size=1_000_000, mtime_ns=0, identity=Identity(1, number))
            files.append(FoundFile(file))
        yield FoundFolder(path, "/media/usb-blue", tuple(files))


def _load_gaps() -> list[float]:
    """Let 100,000 rows arrive as from a scan, from another thread, in batches of 256, and note the gaps."""
    folders = list(_folders(MANY))
    in_batch = _BATCH // 8
    batches = [tuple(folders[start : start + in_batch]) for start in range(0, len(folders), in_batch)]
    with Stage() as stage:
        stage.session.phase = Phase.SCANNING
        job = stage.jobs.start(lambda job: _paced(batches, job.produce))
        job.produced.connect(stage.session._found)  # noqa: SLF001 — as the session's own scan does
        gaps = Gaps()
        pause_while_arriving(Phase.SCANNING)  # as the application does
        stage.wait(lambda: len(stage.view.items.rows) >= MANY)
        measured = gaps.stop()
        pause_while_arriving(Phase.REVIEW)
        return measured


def _paced(batches: Sequence[object], produce: Callable[[object], None]) -> None:
    pause, started = threading.Event(), time.perf_counter()
    for number, batch in enumerate(batches):
        due = started + number * _BATCH / _ROWS_A_SECOND
        pause.wait(max(0.0, due - time.perf_counter()))
        produce(batch)


def _swap_gap() -> float:
    """The longest gap while 100,000 recognised rows take the place of others."""
    shown = list(rows(MANY))
    with Stage() as stage:
        stage.settle()
        pause_while_arriving(Phase.RECOGNISING)  # as the application does
        gaps = Gaps()
        stage.show_rows(shown)
        longest = max(gaps.stop())
        pause_while_arriving(Phase.REVIEW)
        return longest


def _filter_and_sort(count: int) -> tuple[float, float]:
    """Median time of keystrokes in the filter field, and of clicks on a header, until the table is painted."""
    words = ["o", "or", "orc", "orch", "orchard 1", "signal", "nothing such", ""]
    with Stage() as stage:
        stage.show_rows(list(rows(count)))
        view = stage.view
        keystrokes = [stage.paint_ms(lambda word=word: view.set_filter(FilterKey.ALL, word)) for word in words * 2]  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        clicks = []
        for _round in range(2):
            for column in (Column.TITLE, Column.FILE, Column.SIZE, Column.YEAR):
                order = Qt.SortOrder.DescendingOrder if _round else Qt.SortOrder.AscendingOrder
                clicks.append(stage.paint_ms(lambda column=column, order=order: view.sortByColumn(column, order)))  # type: ignore[misc]  # as above
        return statistics.median(keystrokes), statistics.median(clicks)


def _sort_vs_proxy() -> float:
    """A click on the header that sorts by title ÷ the same by the stock proxy over the same flat rows, unsorted."""
    with Stage() as stage:
        stage.show_rows(list(rows(MANY)))
        view = stage.view
        ours = []
        for _round in range(_ROUNDS):
            stage.paint_ms(lambda: view.sortByColumn(-1, Qt.SortOrder.AscendingOrder))
            ours.append(stage.paint_ms(lambda: view.sortByColumn(Column.TITLE, Qt.SortOrder.AscendingOrder)))
        proxy = QSortFilterProxyModel()
        proxy.setSortRole(TableRole.SORT)
        proxy.setSourceModel(view.items)
        flat = QTreeView()
        flat.setUniformRowHeights(True)
        flat.setModel(proxy)
        flat.show()
        stage.settle()
        stock = stage.paint_ms(lambda: proxy.sort(Column.TITLE))
        flat.close()
        return statistics.median(ours) / stock


# --- names that are read while the table is in use --------------------------------------------------------------------


def gap_recognising() -> tuple[float, Table]:
    """The longest gap while 10,000 names are recognised, the table filled and painted ten times a second ÷ idle."""
    with Stage() as stage:
        stage.show_rows(list(rows(NAMES)))
        painting = QTimer()
        painting.timeout.connect(stage.view.viewport().update)
        painting.start(100)
        folders = list(_folders(NAMES))
        getting_ready(Job(lambda _job: None))  # as the application is when it has started
        stage.wait(_after(0.5))
        clock = Gaps()
        stage.wait(_after(_IDLE_SECONDS))
        idle = clock.stop()
        ended: list[object] = []
        started = time.perf_counter()
        pause_while_arriving(Phase.RECOGNISING)  # as the application does
        clock = Gaps()
        job = stage.jobs.start(recognising(stage.engine, folders))
        job.ended.connect(ended.append)
        stage.wait(lambda: bool(ended))
        busy = clock.stop()
        pause_while_arriving(Phase.REVIEW)
        seconds = time.perf_counter() - started
        painting.stop()
    lines = tuple(
        (what, f"{max(gaps):.1f} ms", f"{_p99(gaps):.1f} ms", taken)
        for what, gaps, taken in (("idle", idle, ""), (f"reading {NAMES:,} names", busy, f"{seconds:.1f} s"))
    )
    table = Table(
        "the event loop, table of 10,000 rows painted 10 times a second", ("", "longest", "p99", "took"), lines
    )
    return max(busy) / max(idle), table


def _after(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


# --- processes of their own -------------------------------------------------------------------------------------------


def _part(*arguments: str, module: str = "window_parts") -> str:
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _start_vs_bare() -> float:
    """The first paint of our window ÷ that of a bare one with a tree in it; medians of processes taken in turn."""

    def seconds(what: str) -> float:
        started = time.perf_counter()
        _part(what, module="window_starts")
        return time.perf_counter() - started

    pairs = [(seconds("ours"), seconds("bare")) for _round in range(_STARTS)]
    return statistics.median(ours for ours, _bare in pairs) / statistics.median(bare for _ours, bare in pairs)
