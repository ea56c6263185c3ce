"""Plans, runs and guesses as lines for a person."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from jforg_gui.cli.records import Record
from jforg_gui.cli.screen import Screen
from jforg_gui.cli.shown import shown
from jforg_gui.domain.choice import Mode
from jforg_gui.domain.disks import Meaning
from jforg_gui.domain.errors import Problem
from jforg_gui.domain.match import Guess
from jforg_gui.domain.mode_words import meaning_sentence
from jforg_gui.domain.plan import Plan, Row, Status
from jforg_gui.domain.seen_words import sentence_of
from jforg_gui.domain.words import counted, sentence, size_in_words
from jforg_gui.domain.work import Report, Run, RunKind, RunState, Step, StepKind, StepState
from jforg_gui.workflow.redo import RedoPlan
from jforg_gui.workflow.undo import UndoPlan

_MARKS: Final = {
    Status.READY: ("+", "green"),
    Status.UNCHANGED: ("=", "dim"),
    Status.CONFLICT: ("x", "red"),
    Status.ATTENTION: ("?", "yellow"),
    Status.IGNORED: ("-", "dim"),
}
_WORDS: Final = {
    Status.READY: "ready",
    Status.UNCHANGED: "in place",
    Status.CONFLICT: "conflict",
    Status.ATTENTION: "needs you",
    Status.IGNORED: "ignored",
}
# A mode as something to do, being done, and done.
DO: Final = {
    Mode.MOVE: "move",
    Mode.COPY: "copy",
    Mode.HARDLINK: "make hard links of",
    Mode.SYMLINK: "make symbolic links to",
    Mode.REFLINK: "make copies that share the content of",
}
DOING: Final = {
    Mode.MOVE: "moving",
    Mode.COPY: "copying",
    Mode.HARDLINK: "linking",
    Mode.SYMLINK: "linking",
    Mode.REFLINK: "copying",
}
DONE: Final = {
    Mode.MOVE: "moved",
    Mode.COPY: "copied",
    Mode.HARDLINK: "linked",
    Mode.SYMLINK: "linked",
    Mode.REFLINK: "copied",
}
_TO: Final = DO | {Mode.HARDLINK: "link", Mode.SYMLINK: "link", Mode.REFLINK: "copy"}
_WHAT: Final = {
    RunKind.ORGANIZE: "organise ({mode})",
    RunKind.UNDO: "undo of run {undoes}",
    RunKind.REDO: "redo of run {redoes}",
}
_STATES: Final = {
    RunState.OPEN: "interrupted",
    RunState.ENDED: "",
    RunState.STOPPED: "stopped",
    RunState.INTERRUPTED: "interrupted",
}


def show_plan(screen: Screen, plan: Plan, *, mode: Mode = Mode.MOVE, verbose: bool = False) -> None:
    """Show what would happen; what is ignored or in place is only counted unless ``verbose``."""
    quiet_ones = {Status.IGNORED, Status.UNCHANGED}
    for row in plan.rows:
        if verbose or row.status not in quiet_ones or any(move.status is Status.READY for move in row.companions):
            _show_row(screen, row, plan)
    for problem in plan.problems:
        screen.problem(f"! {shown(problem.path)}: {sentence(problem)}")
    counts = Counter(row.status for row in plan.rows)
    told = ", ".join(f"{counts[status]:,} {_WORDS[status]}" for status in Status if counts[status])
    written = f", {counted(len(plan.creations), 'file')} to write" if plan.creations else ""
    written += f", {counted(len(plan.pictures), 'picture')} to fetch" if plan.pictures else ""
    screen.line(
        f"{counted(plan.count(), 'file')} to {_TO[mode]}, {size_in_words(plan.size())}{written}  ({told or 'nothing'})"
    )


def show_there_already(screen: Screen, plan: Plan) -> None:
    """Say how many files the library holds already, as links to them or copies of them."""
    count = sum(row.status is Status.UNCHANGED and row.destination != row.item.file.path for row in plan.rows)
    count += sum(
        move.status is Status.UNCHANGED and move.destination != move.companion.file.path
        for row in plan.rows
        for move in row.companions
    )
    if count:
        screen.line(f"{counted(count, 'file is', 'files are')} there already")


def show_meanings(screen: Screen, meanings: Iterable[Meaning]) -> None:
    """Show what the mode of a run means on the disks at hand."""
    for meaning in meanings:
        say = screen.line if meaning.possible else screen.problem
        say(shown(meaning_sentence(meaning)))


def show_obstacles(screen: Screen, obstacles: Iterable[Problem]) -> None:
    """Show why a run could not start."""
    for problem in obstacles:
        screen.problem(f"! {shown(sentence(problem))}")


def _show_row(screen: Screen, row: Row, plan: Plan) -> None:
    mark, style = _MARKS[row.status]
    screen.line(f"{mark} {_WORDS[row.status]:9}  {shown(row.item.file.path)}", style)
    if row.destination is not None and row.status in {Status.READY, Status.CONFLICT}:
        screen.line(f"             to {shown(_below_root(row.destination, plan))}")
    if row.sees is not None and row.status is Status.READY:
        screen.line(f"             seen as {shown(sentence_of(row.sees))}", "dim")
    for reason in row.reasons:
        screen.line(f"             {shown(sentence(reason))}", "dim")
    for move in row.companions:
        if move.destination is not None and move.status is Status.READY:
            screen.line(f"             with {shown(os.path.basename(move.destination))}", "dim")
        elif move.reasons:
            told = shown(sentence(move.reasons[0]))
            screen.line(f"             without {shown(move.companion.file.name)}: {told}", "dim")


def _below_root(path: str, plan: Plan) -> str:
    """The destination with its library's own folder name in front, which is what tells libraries apart."""
    for root in plan.roots.folders.values():
        if path.startswith(root + os.sep):
            return os.path.relpath(path, os.path.dirname(root))
    return path


def show_report(screen: Screen, report: Report, verb: str, *, counting: str = "file") -> None:
    """Show the account of a run: every file that was not done, with the reason, then the count of what was."""
    for failure in report.failed:
        screen.problem(
            f"not {verb if failure.source else 'written'}: {shown(failure.path)}: {shown(sentence(failure.problem))}"
        )
    for failure in report.skipped:
        screen.problem(f"left alone: {shown(failure.path)}: {shown(sentence(failure.problem))}")
    told = f"{counted(report.done, counting)} {verb}"
    if report.created:
        told += f", {counted(report.created, 'file')} of its own {'removed' if verb == 'taken back' else 'written'}"
    if report.folders:
        told += f", {counted(report.folders, 'folder')} {'made again' if verb == 'taken back' else 'removed'}"
    if report.run is not None:
        told += f" (run {report.run})"
    if report.failed or report.skipped:
        told += f", {len(report.failed):,} failed, {len(report.skipped):,} left alone"
    screen.line(told)


def show_runs(screen: Screen, runs: Sequence[Run]) -> None:
    """Show the history, newest first."""
    if not runs:
        screen.line("No runs yet.")
    for run in runs:
        when = run.started.astimezone().strftime("%Y-%m-%d %H:%M")
        what = _WHAT[run.kind].format(mode=run.mode.value, undoes=run.undoes, redoes=run.redoes)
        notes = [counted(run.files, "file"), size_in_words(run.size)]
        if run.undone:
            notes.append("taken back" if run.undone == run.files else f"{run.undone:,} taken back")
        if run.failed:
            notes.append(f"{run.failed:,} not done")
        if _STATES[run.state]:
            notes.append(_STATES[run.state])
        screen.line(f"{run.id:5}  {when}  {what:20}  {', '.join(notes)}")


def show_steps(screen: Screen, steps: Iterable[Step]) -> None:
    """Show the steps of one run."""
    for step in steps:
        arrow = f"{shown(step.source)} -> " if step.source else ""
        screen.line(f"{step.state.value:9} {step.kind.value:13} {arrow}{shown(step.destination)}")
        if step.reason is not None and step.state is not StepState.DONE:
            screen.line(f"          {shown(sentence(step.reason))}", "dim")


def show_undo(screen: Screen, plan: UndoPlan) -> None:
    """Show what taking a run back would do."""
    for step in plan.ready:
        screen.line(f"+ {shown(step.destination)}", "green")
        if step.kind in {StepKind.MOVE, StepKind.SET_ASIDE}:
            screen.line(f"  back to {shown(step.source)}")
    for failure in plan.refused:
        screen.problem(f"x {shown(failure.source)}: {shown(sentence(failure.problem))}")


def show_redo(screen: Screen, plan: RedoPlan) -> None:
    """Show what doing a run again would do."""
    for step in plan.ready:
        screen.line(f"+ {shown(step.source or step.destination)}", "green")
        if step.source:
            screen.line(f"  to {shown(step.destination)}")
    for failure in plan.refused:
        screen.problem(f"x {shown(failure.path)}: {shown(sentence(failure.problem))}")


def show_guess(screen: Screen, name: str, guess: Guess) -> None:
    """Show what a name says, in one line."""
    number = ""
    if guess.season is not None and guess.episodes:
        number = f"S{guess.season:02d}" + "-".join(f"E{episode:02d}" for episode in guess.episodes)
    parts = [
        guess.series,
        number,
        guess.artist,
        guess.album,
        guess.author,
        guess.title,
        f"({guess.year})" if guess.year else None,
        f"#{guess.number}" if guess.number else None,
    ]
    told = " - ".join(part for part in parts if part)
    screen.line(f"{guess.kind.value:10} {shown(told)}  <- {shown(name)}")


def show_scan(screen: Screen, record: Record) -> None:
    """Show what a scan found, by kind, and how much is left alone and why."""
    for kind, count in record["kinds"].items():
        screen.line(f"{count['files']:8,}  {kind:10}  {size_in_words(count['bytes'])}")
    reasons = Counter(left["reason"] for left in record["ignored"])
    for reason, number in reasons.most_common():
        screen.line(f"{number:8,}  left alone: {reason}", "dim")
    for problem in record["problems"]:
        screen.problem(f"! {shown(problem['path'])}: {problem['reason']}")
    files, folders = counted(record["files"], "file"), counted(record["folders"], "folder")
    screen.line(f"{files} in {folders}, {size_in_words(record['bytes'])}, {record['seconds']:.2f} s")
