"""The pages of the story that `make run` tells without a display: trees, plan, history, made of rich's parts.

Every name is put in as ``Text``, never as markup. It is loaded only when the story is told, so it may import rich.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from jforg_gui.cli.shown import shown
from jforg_gui.domain.errors import Problem
from jforg_gui.domain.media import Library
from jforg_gui.domain.plan import Plan, Row, Status
from jforg_gui.domain.words import counted, sentence, size_in_words
from jforg_gui.domain.work import Failure, Run, RunKind, RunState

_STATE_WIDTH: Final = 11
_ALONG_WIDTH: Final = 3
_GAP: Final = 2  # between two columns
_LINES: Final = 2  # that a new name may take
_TAIL: Final = 8  # of a file's old name, as much of the end as its extension needs


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is told: an icon, its word and a colour, so that none of them carries the meaning alone."""

    icon: str
    word: str
    style: str

    def text(self) -> Text:
        """The state as one cell."""
        return Text(f"{self.icon} {self.word}", style=self.style, no_wrap=True)


LOOKS: Final[Mapping[Status, Look]] = {
    Status.READY: Look("✓", "Ready", "green"),
    Status.UNCHANGED: Look("=", "Unchanged", "dim"),
    Status.CONFLICT: Look("≠", "Conflict", "red"),
    Status.ATTENTION: Look("?", "Needs you", "yellow"),
    Status.IGNORED: Look("-", "Ignored", "dim"),
}
_COULD_NOT_LOOK: Final = Look("!", "Not read", "red")
_NOTE: Final = Look("·", "Note", "cyan")


def elided(text: str, width: int, tail: int = 0) -> str:
    """Shorten text to so many terminal cells by an ellipsis, in its middle or before its last ``tail`` cells."""
    if cell_len(text) <= width:
        return text
    end = _fitting(text[::-1], tail or (width - 1) // 2)[::-1]
    return f"{_fitting(text, width - 1 - cell_len(end))}…{end}"


def _fitting(text: str, width: int) -> str:
    """As much from the beginning of a text as fits so many cells."""
    return next(text[:count] for count in range(min(len(text), width), -1, -1) if cell_len(text[:count]) <= width)


def _place(path: str, width: int) -> str:
    """A relative path in so many cells: whole, else its last folder and name, else its name, else that shortened."""
    parts = path.split(os.sep)
    for keep in (len(parts), 2):
        short = "/".join(parts[-keep:])
        if keep < len(parts):
            short = f"…/{short}"
        if cell_len(short) <= width:
            return short
    return elided(parts[-1], width, _TAIL)


def tree_of(root: str, folders: Iterable[str], files: Iterable[str], ignored: Collection[str] = ()) -> Tree:
    """Draw a tree from relative paths; what is among ``ignored`` is dimmed, and says so for those without colour."""
    top = Tree(Text(f"{shown(root)}/", style="bold"), guide_style="dim")
    branches: dict[str, Tree] = {"": top}
    kinds = {path: True for path in folders if path not in {"", "."}} | dict.fromkeys(files, False)
    dimmed: set[str] = set()
    for path in sorted(kinds, key=lambda path: path.casefold().split(os.sep)):
        folder, name = os.path.split(path)
        label = Text(shown(name) + ("/" if kinds[path] else ""), no_wrap=True, overflow="ellipsis")
        if path in ignored or folder in dimmed:
            dimmed.add(path)
            label.stylize("dim")
        if path in ignored:
            label.append("  · left alone", "dim italic")
        branches[path] = branches[folder].add(label)
    return top


def ignored_in(plan: Plan, root: str) -> frozenset[str]:
    """The relative paths of what the plan leaves alone on purpose."""
    return frozenset(os.path.relpath(row.item.file.path, root) for row in plan.rows if row.status is Status.IGNORED)


def plan_page(plan: Plan, source: str, width: int) -> RenderableType:
    """The plan as tables, one for each library, then what stays and why, then the counts."""
    parts: list[RenderableType] = []
    for library in Library:
        folder = plan.roots.get(library)
        rows = [row for row in plan.rows if folder is not None and _goes_into(row, folder)]
        if rows and folder is not None:
            parts += [Text(library.value, style="bold"), *_moves(rows, folder, width), Text()]
    stays = list(_stays(plan, source))
    if stays:
        parts += [Text("Stays where it is", style="bold"), _reasons(stays, width), Text()]
    notes = list(_notes(plan, source))
    if notes:
        parts += [Text("Worth knowing", style="bold"), _reasons(notes, width), Text()]
    return Group(*parts, counts(plan))


def _goes_into(row: Row, folder: str) -> bool:
    moving = row.status in {Status.READY, Status.UNCHANGED}
    return moving and row.destination is not None and row.destination.startswith(folder + os.sep)


def _moves(rows: Sequence[Row], library: str, width: int) -> Iterator[RenderableType]:
    """The rows of one library: each of its folders, and below it what comes into it."""
    by_folder: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row.destination or "").casefold()):
        by_folder.setdefault(os.path.dirname(row.destination or ""), []).append(row)
    state_width = max(cell_len(LOOKS[row.status].text().plain) for row in rows)
    room = width - state_width - _ALONG_WIDTH - 4 * _GAP
    file_width = room * 44 // 100
    for folder, inside in by_folder.items():
        name = shown(os.path.relpath(folder, library)).replace(os.sep, "/")
        yield Text(f"  → {elided(name, width - 5)}/", style="cyan", no_wrap=True)
        table = _table(state_width + _GAP, file_width)
        table.add_column("New name", width=room - file_width)
        table.add_column("With it", width=_ALONG_WIDTH, justify="right")
        for row in inside:
            along = sum(1 for move in row.companions if move.status is Status.READY)
            table.add_row(
                Padding(LOOKS[row.status].text(), (0, 0, 0, _GAP)),
                Text(elided(shown(row.item.file.name), file_width, _TAIL)),
                Text(elided(shown(os.path.basename(row.destination or "")), _LINES * (room - file_width - 1))),
                Text(f"+{along}" if along else "", style="cyan"),
            )
        yield table


def _table(*widths: int) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), show_header=False)
    for width in widths:
        table.add_column(width=width, no_wrap=True)
    return table


Reasoned = tuple[Look, str, str]


def _stays(plan: Plan, source: str) -> Iterator[Reasoned]:
    """What does not move: its look, its path, and why, the rows that need a person first."""
    order = (Status.CONFLICT, Status.ATTENTION, Status.IGNORED)
    for status in order:
        for row in plan.rows:
            if row.status is status:
                path = os.path.relpath(row.item.file.path, source)
                reasons = row.reasons or ((row.item.ignored,) if row.item.ignored else ())
                yield LOOKS[status], path, _in_words(reasons, source)
            for move in row.companions:
                if move.status is status:
                    path = os.path.relpath(move.companion.file.path, source)
                    yield LOOKS[status], path, _in_words(move.reasons, source)
    for problem in plan.problems:
        yield _COULD_NOT_LOOK, os.path.relpath(problem.path, source), _in_words((problem,), source)


def _notes(plan: Plan, source: str) -> Iterator[Reasoned]:
    """What is worth knowing about files that move all the same."""
    for row in plan.rows:
        if row.status is Status.READY and row.reasons:
            yield _NOTE, os.path.relpath(row.item.file.path, source), _in_words(row.reasons, source)


def _in_words(reasons: Sequence[Problem], source: str) -> str:
    """The reasons as sentences, with paths inside the sample told from its folder on."""
    return ". ".join(dict.fromkeys(sentence(reason) for reason in reasons)).replace(source + os.sep, "")


def _reasons(rows: Iterable[Reasoned], width: int) -> Table:
    file_width = (width - _STATE_WIDTH - 2 * _GAP) * 36 // 100
    table = _table(_STATE_WIDTH, file_width)
    table.add_column("Why", ratio=1)
    for look, path, why in rows:
        table.add_row(look.text(), Text(_place(shown(path), file_width)), Text(shown(why), style=look.style))
    return table


_COUNTED: Final = (
    (Status.CONFLICT, "conflict", "conflicts"),
    (Status.ATTENTION, "needs you", "need you"),
    (Status.IGNORED, "ignored", "ignored"),
    (Status.UNCHANGED, "unchanged", "unchanged"),
)


def counts(plan: Plan) -> Text:
    """How many files move, and how many rows do not, each by its word."""
    by_status = Counter(row.status for row in plan.rows)
    text = Text(f"{counted(plan.count(), 'file')} would move ({size_in_words(plan.size())})", style="bold")
    for status, one, many in _COUNTED:
        if by_status[status]:
            look = LOOKS[status]
            text.append(f" · {look.icon} {counted(by_status[status], one, many)}", style=look.style)
    return text


_KINDS: Final = {RunKind.ORGANIZE: "Organised", RunKind.UNDO: "Undo", RunKind.REDO: "Redo"}
_STATES: Final = {
    RunState.OPEN: "! Not finished",
    RunState.ENDED: "✓ Done",
    RunState.STOPPED: "■ Stopped",
    RunState.INTERRUPTED: "! Interrupted",
}


def history_page(runs: Sequence[Run]) -> Table:
    """The runs, newest first."""
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="dim")
    table.add_column("Run", justify="right")
    table.add_column("When")
    table.add_column("What")
    table.add_column("Files", justify="right")
    table.add_column("Size", justify="right")
    table.add_column("State")
    for run in runs:
        what = _KINDS[run.kind] if run.undoes is None else f"{_KINDS[run.kind]} of run {run.undoes}"
        state = "↶ Undone" if run.files and run.undone >= run.files else _STATES[run.state]
        when = run.started.astimezone().strftime("%H:%M:%S")
        table.add_row(str(run.id), when, what, f"{run.files:,}", size_in_words(run.size), state)
    return table


def failures_page(failures: Sequence[Failure], root: str) -> Table:
    """Files that were to move and did not, each with its reason."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for failure in failures:
        why = sentence(failure.problem).replace(root + os.sep, "")
        table.add_row(Text("! Not done", "red"), Text(shown(os.path.relpath(failure.source, root))), Text(shown(why)))
    return table
