"""The bar of a run in the terminal: files and bytes so far, how fast it goes and how long it will take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.progress import Progress as Bars

from jforg_gui.domain.work import Progress

_WINDOW_SECONDS = 8.0  # of the rate, as in the window


@contextmanager
def run_bar(title: str, console: Console) -> Iterator[Callable[[Progress], None]]:
    """Show a bar that goes by bytes, so that it moves within a large file."""
    columns = (
        TextColumn("{task.description} {task.fields[files]:,} of {task.fields[files_total]:,}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=console, transient=True, speed_estimate_period=_WINDOW_SECONDS) as bars:
        task = bars.add_task(title, total=None, files=0, files_total=0)

        def report(at: Progress) -> None:
            total = at.size_total or None
            bars.update(task, completed=at.size, total=total, files=at.files, files_total=at.files_total)

        yield report
