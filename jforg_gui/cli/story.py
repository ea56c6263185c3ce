"""The whole job once on a sample library, told in the terminal: what `make run` shows where no window can open.

It is loaded only when the story is told, so it may import rich.
"""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from jforg_gui.cli import story_pages as pages
from jforg_gui.cli.shown import shown
from jforg_gui.cli.stopping import Stopping, stopping_by_signals
from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import CancelledError, NothingToUndoError, WorldError
from jforg_gui.domain.plan import Plan, Roots
from jforg_gui.domain.words import counted, size_in_words
from jforg_gui.domain.work import Progress as Reached
from jforg_gui.domain.work import Report
from jforg_gui.engine import Engine, Request
from jforg_gui.storage.places import Places
from jforg_gui.storage.sample import SampleLibrary, write_sample
from jforg_gui.storage.scratch import scratch_folder
from jforg_gui.storage.settings import Settings
from jforg_gui.storage.writing import Writer
from jforg_gui.workflow.ports import NEVER
from jforg_gui.workflow.snapshot import Change, Difference, Snapshot, Thing, differences, take_snapshot

DONE, DIFFERENT, COULD_NOT_START, INTERRUPTED = 0, 1, 3, 130
NO_DISPLAY: Final = "There is no display here, so no window can open."
NO_WINDOW: Final = "This version of JFOrg has no window yet."

_WIDEST: Final = 100
_INDENT: Final = 2
_CHANGES: Final = {
    Change.GONE: "is missing",
    Change.NEW: "was not there before",
    Change.KIND: "is something else now",
    Change.CONTENT: "has another content",
    Change.TIME: "has another time",
    Change.MODE: "has other permissions",
}


def tell_story(console: Console, *, why: str = "") -> int:
    """Write a sample, organise it, undo it, compare, and leave nothing behind; ``why`` says why no window opens.

    Ctrl+C ends the job at hand and takes back what was done; a second one leaves at once. Either way the temporary
    folder goes, and the person's own journal and settings are never opened. Main thread only.

    Returns 0 if everything is as it was, 1 with a list of what is not, 3 if it could not start, 130 after Ctrl+C.
    """
    if isinstance(console.file, io.TextIOWrapper):
        console.file.reconfigure(errors="backslashreplace")  # a terminal without Unicode shows codes and goes on
    console.width = min(console.width, _WIDEST)
    try:
        with stopping_by_signals() as stopping, scratch_folder("sample") as folder:
            return _Story(console, folder, stopping).tell(why or _why_no_window(os.environ))
    except KeyboardInterrupt:
        console.print("\nLeft at once. The temporary folder is gone.")
        return INTERRUPTED
    except (WorldError, OSError) as error:
        console.print(Text(f"It cannot be told here: {shown(str(error))}", "red"))
        return COULD_NOT_START


def _why_no_window(environment: Mapping[str, str]) -> str:
    has_display = sys.platform in {"win32", "darwin"} or {"DISPLAY", "WAYLAND_DISPLAY"} & environment.keys()
    return NO_WINDOW if has_display else NO_DISPLAY


class _Story:
    """The story at work: everything happens below one temporary folder."""

    def __init__(self, console: Console, folder: str, stopping: Stopping) -> None:
        self._console = console
        self._stopping = stopping
        self._stage = os.path.join(folder, "stage")
        self._messy = os.path.join(self._stage, "Messy folder")
        self._library = os.path.join(self._stage, "Library")
        state = os.path.join(folder, "state")
        # The sample is small: one worker, this thread, is quicker than starting processes for it.
        self._engine = Engine(Places(settings=state, data=state), Settings({}), workers=1)

    def tell(self, why: str) -> int:
        """Tell it from beginning to end."""
        self._introduce(why)
        sample = write_sample(self._messy)
        before = take_snapshot(self._stage, NEVER)
        with self._engine:
            try:
                plan = self._plan(sample, before)
            except CancelledError:
                self._say("Stopped. Nothing had been moved.")
                return INTERRUPTED
            with self._engine.writing() as writer:
                self._organize(writer, plan)
                self._show_history()
                complete = self._undo(writer)
        same = self._compare(before)
        if self._stopping.cancelled():
            return INTERRUPTED if same else DIFFERENT
        return DONE if same and complete else DIFFERENT

    def _introduce(self, why: str) -> None:
        self._say(Text("JFOrg", "bold"))
        self._say(
            f"{why} Here is the whole job in the terminal instead: a messy folder becomes a Jellyfin library, and comes"
            " back. It is done for real, on sample files in a temporary folder that is removed at the end.",
        )

    def _plan(self, sample: SampleLibrary, before: Snapshot) -> Plan:
        request = Request(inputs=(self._messy,), roots=Roots.under(self._library))
        started = time.perf_counter()
        plan = self._engine.plan(request, self._stopping)
        took = time.perf_counter() - started
        self._chapter(1, "A messy folder")
        how_much = f"{counted(sample.files, 'file')}, {size_in_words(sample.size)}"
        self._say(f"{how_much}: downloads, an old disk, music, books, and what was left lying about.")
        inside = {
            os.path.relpath(os.path.join(self._stage, path), self._messy): trace.thing is Thing.FOLDER
            for path, trace in before.items()
        }
        files = (path for path, is_folder in inside.items() if not is_folder)
        folders = (path for path, is_folder in inside.items() if is_folder)
        ignored = pages.ignored_in(plan, self._messy)
        self._show(pages.tree_of("Messy folder", folders, files, ignored))
        self._chapter(2, "The plan")
        self._say(f"Found and planned in {took:.1f} s; nothing has been touched. +2: two files beside it go along.")
        self._show(pages.plan_page(plan, self._messy, self._console.width - _INDENT))
        return plan

    def _organize(self, writer: Writer, plan: Plan) -> None:
        self._chapter(3, "Move")
        started = time.perf_counter()
        with self._progress("Moving", plan.count()) as report:
            result = writer.organize(plan, Mode.MOVE, self._stopping, report)
        self._account(result, "moved", time.perf_counter() - started)
        if result.failed and not result.stopped:
            self._show(pages.failures_page(result.failed, self._stage))
        self._chapter(4, "The library")
        self._show(pages.tree_of("Library", *self._listed(self._library)))

    def _show_history(self) -> None:
        self._chapter(5, "History")
        self._say("Every run is written down before it acts, and can be taken back, today or next week.")
        self._show(pages.history_page(self._engine.history()))

    def _undo(self, writer: Writer) -> bool:
        """Take everything back, stopped or not; a second Ctrl+C is there for those who cannot wait."""
        self._chapter(6, "Undo")
        try:
            plan = writer.plan_undo("last")
        except NothingToUndoError:
            self._say("Nothing was moved, so there is nothing to take back.")
            return True
        started = time.perf_counter()
        with self._progress("Taking back", len(plan.ready)) as report:
            result = writer.undo(plan, NEVER, report)
        self._account(result, "back where they were", time.perf_counter() - started)
        left = (*result.failed, *result.skipped)
        if left:
            self._show(pages.failures_page(left, self._stage))
        self._show(pages.history_page(self._engine.history()))
        return not left

    def _compare(self, before: Snapshot) -> bool:
        """Hold the folder against what it was; the library has to be gone."""
        after = take_snapshot(self._stage, NEVER)
        found = differences(before, after)
        if found:
            self._say(Text("✗ Restored exactly: no", "bold red"))
            for difference in found:
                self._say(_in_words(difference))
            return False
        files = sum(trace.thing is Thing.FILE for trace in after.values())
        folders = sum(trace.thing is Thing.FOLDER for trace in after.values()) - 1  # the sample's own
        self._say(Text("✓ Restored exactly: yes", "bold green"))
        self._say(
            f"{counted(files, 'file')} and {counted(folders, 'folder')}, the empty one too, compared byte for byte:"
            " names, contents, times and permissions are what they were. The library is gone again.",
        )
        return True

    def _listed(self, root: str) -> tuple[list[str], list[str]]:
        """The folders and files below ``root``; none if a run that was stopped at once never made it."""
        if not os.path.isdir(root):
            return [], []
        traces = take_snapshot(root, NEVER)
        folders = [path for path, trace in traces.items() if trace.thing is Thing.FOLDER]
        return folders, [path for path in traces if path not in set(folders)]

    def _account(self, result: Report, done: str, seconds: float) -> None:
        """Say what a run did, and whether it was stopped."""
        if result.stopped:
            self._say(Text("Stopped. What was done is taken back now.", "yellow"))
        self._say(Text(f"✓ {counted(result.done, 'file')} {done}, in {seconds:.2f} s.", "green"))

    @contextmanager
    def _progress(self, what: str, total: int) -> Iterator[Callable[[Reached], None]]:
        columns = (
            TextColumn(" " * (_INDENT - 1)),
            TextColumn(what),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("files"),
        )
        with Progress(*columns, console=self._console) as progress:
            task = progress.add_task(what, total=total)
            yield lambda reached: progress.update(task, completed=reached.files)

    def _chapter(self, number: int, title: str) -> None:
        self._console.rule(Text(f"{number}  {title}", "bold"), align="left", style="dim")
        self._console.print()

    def _say(self, words: str | Text) -> None:
        """Print one paragraph as it stands: markup in a name is only text."""
        self._show(Text(words) if isinstance(words, str) else words)

    def _show(self, page: RenderableType) -> None:
        self._console.print(Padding(page, (0, 0, 0, _INDENT)))
        self._console.print()


def _in_words(difference: Difference) -> Text:
    return Text(f"! {shown(difference.path)} {_CHANGES[difference.change]}", "red")
