from __future__ import annotations

import io
import re
import time

from rich.console import Console

from jforg_gui.cli.bars import run_bar
from jforg_gui.domain.work import Progress


def test_the_bar_moves_within_a_file_and_tells_how_fast() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=120, color_system=None)
    with run_bar("Moving", console) as report:
        report(Progress(1, 4, 10_000_000, 80_000_000))
        time.sleep(0.05)
        report(Progress(1, 4, 40_000_000, 80_000_000))
        time.sleep(0.15)  # it is painted ten times a second
    shown = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", console.file.getvalue())  # type: ignore[attr-defined]
    assert "Moving 1 of 4" in shown
    assert "40.0/80.0 MB" in shown
    assert re.search(r"\d MB/s", shown)


def test_files_without_bytes_are_counted_all_the_same() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=120, color_system=None)
    with run_bar("Moving", console) as report:
        report(Progress(2, 4, 0, 0))
    assert "Moving 2 of 4" in console.file.getvalue()  # type: ignore[attr-defined]
