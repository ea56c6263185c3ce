from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable

import pytest
from rich.cells import cell_len
from rich.console import Console

from jforg_gui.cli import story
from jforg_gui.cli.stopping import Stopping
from jforg_gui.cli.story import COULD_NOT_START, DIFFERENT, DONE, INTERRUPTED, tell_story
from jforg_gui.domain.choice import Mode
from jforg_gui.domain.plan import Plan
from jforg_gui.domain.work import Progress, Report
from jforg_gui.storage.writing import ReportProgress, Writer
from jforg_gui.workflow.ports import Cancellation


@pytest.fixture
def temporary(tmp_path: os.PathLike[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """A temporary folder of the test's own, so that it can be seen to be empty again."""
    folder = os.path.join(tmp_path, "temporary")
    os.mkdir(folder)
    monkeypatch.setattr(tempfile, "tempdir", folder)
    return folder


def told(width: int = 90, why: str = "") -> tuple[int, str]:
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, legacy_windows=False)
    return tell_story(console, why=why), out.getvalue()


def test_the_story_is_told_and_leaves_nothing_behind(temporary: str, own_home: str) -> None:
    status, text = told()
    assert status == DONE, text
    for heading in ("1  A messy folder", "2  The plan", "3  Move", "4  The library", "5  History", "6  Undo"):
        assert heading in text
    assert "✓ Restored exactly: yes" in text
    assert "Restored exactly: no" not in text
    assert os.listdir(temporary) == []
    assert not os.path.exists(own_home)
    assert max(map(cell_len, text.split("\n"))) <= 90


def test_the_plan_and_the_library_show_what_the_sample_is_there_for(temporary: str) -> None:
    _, text = told(width=100)
    assert os.listdir(temporary) == []
    for promised in (
        "RARBG.txt  · left alone",
        "→ Paper Comet (2016)/",
        "Paper Comet (2016).en.srt",
        "Harbour Lights - S01E03-E04",
        "Night Train 🚂 to Nowhere (2018)",
        "01 - First Frost.flac",
        "≠ Conflict",
        "The name was shortened to fit a disk",
        "Undo of run 1",
        "↶ Undone",
    ):
        assert promised in text, promised


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there is always a display")
@pytest.mark.parametrize(
    ("display", "why", "said"),
    [
        (None, "", story.NO_DISPLAY),
        ("DISPLAY", "", story.NO_WINDOW),
        ("WAYLAND_DISPLAY", "", story.NO_WINDOW),
        (None, "It is Sunday.", "It is Sunday."),
    ],
)
def test_why_there_is_no_window_is_said(
    monkeypatch: pytest.MonkeyPatch, display: str | None, why: str, said: str
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    if display is not None:
        monkeypatch.setenv(display, ":0")
    _stop_with(monkeypatch, _StopsAt(0))
    assert said in told(why=why)[1]


def test_it_fits_eighty_columns() -> None:
    status, text = told(width=80)
    assert status == DONE
    assert max(map(cell_len, text.split("\n"))) <= 80


def _tampering(monkeypatch: pytest.MonkeyPatch, tamper: Callable[[Plan], None]) -> None:
    """Let somebody change the library between the move and the undo."""
    organize = Writer.organize

    def and_tamper(
        self: Writer, plan: Plan, mode: Mode, cancellation: Cancellation, report: ReportProgress | None = None
    ) -> Report:
        result = organize(self, plan, mode, cancellation, report)
        tamper(plan)
        return result

    monkeypatch.setattr(Writer, "organize", and_tamper)


def _change_a_file(plan: Plan) -> None:
    (destination,) = [
        row.destination for row in plan.rows if (row.destination or "").endswith("Paper Comet (2016).mkv")
    ]
    assert destination
    with open(destination, "ab") as file:
        file.write(b"!")


def _add_a_file(plan: Plan) -> None:
    with open(os.path.join(plan.rows[0].item.input_root, "new.txt"), "xb"):
        pass


def test_what_could_not_be_restored_is_said(monkeypatch: pytest.MonkeyPatch, temporary: str) -> None:
    _tampering(monkeypatch, _change_a_file)
    status, text = told()
    assert status == DIFFERENT
    assert "✗ Restored exactly: no" in text
    assert "Paper Comet (2016).mkv was not there before" in " ".join(text.split())
    assert "Changed since it was looked at" in text
    assert os.listdir(temporary) == []


def test_a_difference_that_is_not_ours_is_said_too(monkeypatch: pytest.MonkeyPatch) -> None:
    _tampering(monkeypatch, _add_a_file)
    status, text = told()
    assert status == DIFFERENT
    assert "new.txt was not there before" in text


class _StopsAt(Stopping):
    """A person who presses Ctrl+C when a job has asked so many times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self._left = times

    def cancelled(self) -> bool:
        self._left -= 1
        if self._left < 0:
            self.stop()
        return super().cancelled()


@pytest.mark.parametrize("times", [0, 1_000_000])
def test_stopped_while_planning_or_never(monkeypatch: pytest.MonkeyPatch, temporary: str, times: int) -> None:
    _stop_with(monkeypatch, _StopsAt(times))
    status, text = told()
    assert status == (DONE if times else INTERRUPTED)
    assert ("Nothing had been moved" in text) is not bool(times)
    assert os.listdir(temporary) == []


@pytest.mark.parametrize("at_once", [True, False])
def test_stopped_while_moving_it_takes_back_what_was_done(
    monkeypatch: pytest.MonkeyPatch, temporary: str, *, at_once: bool
) -> None:
    stopping = Stopping()
    _stop_with(monkeypatch, stopping)
    organize = Writer.organize

    def stopped_on_the_way(
        self: Writer, plan: Plan, mode: Mode, cancellation: Cancellation, report: ReportProgress | None = None
    ) -> Report:
        def stop(progress: Progress) -> None:
            stopping.stop()
            if report is not None:
                report(progress)

        if at_once:
            stopping.stop()
        return organize(self, plan, mode, cancellation, stop)

    monkeypatch.setattr(Writer, "organize", stopped_on_the_way)
    status, text = told()
    assert status == INTERRUPTED
    assert "Stopped. What was done is taken back now." in text
    assert ("there is nothing to take back" in text) is at_once
    assert "✓ Restored exactly: yes" in text
    assert os.listdir(temporary) == []


def _stop_with(monkeypatch: pytest.MonkeyPatch, stopping: Stopping) -> None:
    class Signals:
        def __enter__(self) -> Stopping:
            return stopping

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(story, "stopping_by_signals", Signals)


def test_a_second_ctrl_c_leaves_at_once_and_clean(monkeypatch: pytest.MonkeyPatch, temporary: str) -> None:
    def interrupt(_plan: Plan) -> None:
        raise KeyboardInterrupt

    _tampering(monkeypatch, interrupt)
    status, text = told()
    assert status == INTERRUPTED
    assert "Left at once" in text
    assert os.listdir(temporary) == []


def test_no_room_for_the_sample_is_said_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: os.PathLike[str]) -> None:
    monkeypatch.setattr(tempfile, "tempdir", os.path.join(tmp_path, "nowhere"))
    status, text = told()
    assert status == COULD_NOT_START
    assert "It cannot be told here: " in text


def test_a_terminal_without_unicode_gets_the_story_all_the_same(temporary: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "TMPDIR": temporary, "TEMP": temporary, "COLUMNS": "90"}
    for display in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):  # with one it would open the window
        environment.pop(display, None)
    told = subprocess.run(
        [sys.executable, "-m", "jforg_gui"], env=environment, capture_output=True, check=False, timeout=60
    )
    assert told.returncode == 0, told.stderr.decode()
    assert b"Restored exactly: yes" in told.stdout
    assert told.stderr == b""
    assert os.listdir(temporary) == []
