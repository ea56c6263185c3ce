"""What undo would do to each file of a run: looked up on a background thread, as rows that can be shown."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from jforg_gui.domain.errors import NothingToUndoError, Problem, ProblemCode
from jforg_gui.domain.media import Category, Library, category_of
from jforg_gui.domain.work import FILE_STEPS, Run, Step, StepKind, StepState
from jforg_gui.engine import Engine
from jforg_gui.ui.assets import Look
from jforg_gui.ui.run.health import Health, health_of, health_of_ready
from jforg_gui.ui.run.summary import Shortener
from jforg_gui.ui.text import clock, fill, moment, problem_sentence, size, translate
from jforg_gui.workflow.undo import UndoPlan


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of a run. ``now`` and ``before`` are what is shown, ``destination`` and ``source`` the whole paths."""

    destination: str
    source: str
    now: str
    before: str
    health: Health
    why: str
    look: Look
    size: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A run looked at: its files, and how many there are of each health. ``undoable`` if undo has anything to do."""

    run: Run
    rows: tuple[FileRow, ...] = ()
    counts: Mapping[Health, int] = field(default_factory=dict)
    undoable: bool = False


def look_at(engine: Engine, run: Run) -> Preview:
    """Look at every file of a run. Reads the journal and the disk: not for the GUI thread.

    Raises:
        JournalUnusableError: the journal cannot be read.

    """
    try:
        plan = engine.preview_undo(str(run.id))
    except NothingToUndoError:
        plan = UndoPlan(run, (), ())
        undoable = False
    else:
        undoable = bool(plan.ready or plan.settled or not plan.refused)
    rows = tuple(_rows(_steps(engine, plan), plan, engine))
    counts = dict.fromkeys(Health, 0)
    for row in rows:
        counts[row.health] += 1
    return Preview(run, rows, counts, undoable)


def matching_runs(engine: Engine, runs: Sequence[Run], needle: str, stop: Callable[[], bool]) -> frozenset[int]:
    """The runs that hold a file with ``needle`` in its old or new path. Reads the journal: not for the GUI thread."""
    found = set()
    with engine.reading() as journal:
        for run in runs:
            if stop():
                break
            if journal.matching(needle, run.id):
                found.add(run.id)
    return frozenset(found)


def _steps(engine: Engine, plan: UndoPlan) -> list[Step]:
    """The steps of a run that are to be shown, in their order; the journal is asked only for what the plan lacks."""
    with engine.reading() as journal:
        others = journal.steps(plan.run.id, _SHOWN if plan.refused else (StepState.UNDONE,))
    known = {step.id: step for step in (*plan.ready, *plan.settled, *others) if step.kind in FILE_STEPS}
    return [known[number] for number in sorted(known)]


_SHOWN: Final = (StepState.DONE, StepState.UNDONE)
_ICONS: Final[Mapping[Category, Look]] = {
    Category.VIDEO: Look("movie-open-outline"),
    Category.AUDIO: Look("music-note"),
    Category.AUDIOBOOK: Look("headphones"),
    Category.BOOK: Look("book-open-variant"),
    Category.COMIC: Look("book-outline"),
    Category.SUBTITLE: Look("subtitles-outline"),
    Category.LYRICS: Look("microphone-variant"),
    Category.IMAGE: Look("image-outline"),
    Category.METADATA: Look("file-code-outline"),
}
_EPISODE: Final = Look("television-classic")
_OTHER: Final = Look("file-document-outline")


def _rows(steps: Sequence[Step], plan: UndoPlan, engine: Engine) -> Iterable[FileRow]:
    ready = {step.id for step in plan.ready}
    settled = {step.id for step in plan.settled}
    refused = {(failure.source, failure.destination): failure.problem for failure in plan.refused}
    roots = engine.settings.roots()
    shows = (roots.get(Library.SHOWS) or "\0") + os.sep
    now = Shortener(roots.folders.values(), [step.destination for step in steps])
    before = Shortener(plan.run.inputs, [step.source for step in steps if step.source])
    for step in steps:
        problem = refused.get((step.destination, step.source))
        health, why = _verdict(step, problem, ready=step.id in ready, settled=step.id in settled)
        category = category_of(step.destination)
        episode = category is Category.VIDEO and step.destination.startswith(shows)
        yield FileRow(
            destination=step.destination,
            source=step.source,
            now=now.short(step.destination),
            before=before.short(step.source) if step.source else "",
            health=health,
            why=why,
            look=_EPISODE if episode else _ICONS.get(category, _OTHER),
            size=step.size,
        )


def _verdict(step: Step, problem: Problem | None, *, ready: bool, settled: bool) -> tuple[Health, str]:
    if problem is not None:
        return health_of(problem.code), _why(step, problem)
    if settled:
        return Health.UNDONE, translate("History", "Somebody has put it back already")
    if not ready:
        return Health.UNDONE, ""
    if step.kind is StepKind.COPY:
        return Health.TAKEN_BACK, translate("History", "Removed again; the original is unchanged")
    if step.kind is StepKind.CREATE:
        return Health.TAKEN_BACK, translate("History", "Written by JFOrg and unchanged; it is removed")
    return health_of_ready(step), ""


def _why(step: Step, problem: Problem) -> str:
    match problem.code:
        case ProblemCode.CHANGED_SINCE:
            return _what_changed(step)
        case ProblemCode.SOURCE_GONE:
            return translate("History", "Not in the library any more")
        case ProblemCode.DESTINATION_TAKEN:
            return translate("History", "Another file has this name now")
        case ProblemCode.UNDO_LATER_RUN_FIRST:
            return translate("History", "Moved on by a later run; undo that one first")
        case _:
            return problem_sentence(problem)


def _what_changed(step: Step) -> str:
    """Say when a file was changed, and how its size did."""
    expected = step.copied.facts if step.copied is not None else step.facts
    try:
        facts = os.lstat(step.destination)
    except OSError:
        return translate("History", "Changed since the run")
    edited = datetime.fromtimestamp(facts.st_mtime).astimezone()
    if edited.date() == datetime.now().astimezone().date():
        said = fill(translate("History", "Edited today at {time}"), time=clock(edited))
    else:
        said = fill(translate("History", "Edited {time}"), time=moment(edited))
    if expected is None or facts.st_size == expected.size:
        return said
    return f"{said}; {size(expected.size)} → {size(facts.st_size)}"
