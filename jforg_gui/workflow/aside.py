"""Files that left their name to make room, for a moment or for good, and their way back where nothing came of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from jforg_gui.domain.listing import fold
from jforg_gui.domain.work import ARRIVING_STEPS, Kept, Outcome, Run, Step, StepDraft, StepKind, StepState
from jforg_gui.workflow.ports import Disk

# Never what a copy's temporary is called: that one may be removed, this one is a person's file.
_ROOM: Final = "-room-"  # looked for first: nearly no path has it
_MOMENTARY: Final = re.compile(r"\.jforg-[0-9a-f]+-room-\d+\.part")
_CAME_ABOUT: Final = frozenset((StepState.DONE, StepState.UNDONE))


def momentary_path(path: str, run: Run, number: int) -> str:
    """Return the name, beside its own, that a file has while another one takes its place; one per run and number."""
    return os.path.join(os.path.dirname(path), f".jforg-{run.token}-room-{number}.part")


def is_momentary(path: str) -> bool:
    """Tell whether a path is such a name."""
    return _ROOM in path and _MOMENTARY.fullmatch(os.path.basename(path)) is not None


def own_names(steps: Iterable[Step]) -> dict[str, str]:
    """Map the momentary names of a run's files to the names they had before."""
    return {
        step.destination: step.source
        for step in steps
        if step.kind is StepKind.SET_ASIDE and is_momentary(step.destination)
    }


def ways_back(outcomes: Iterable[Outcome], disk: Disk) -> Iterator[StepDraft]:
    """Draft the way back of every file that made room for nothing: what should have followed was not done.

    A file in the trash of the run goes back if nothing came to its place. One under a momentary name that went no
    further goes on after all if its new name is free; else it goes back, and before it whoever has its old name now.
    """
    known = list(outcomes)
    onward = {o.step.source: o for o in known if o.step.kind is StepKind.MOVE and is_momentary(o.step.source)}
    moved = {o.step.destination: o.step for o in known if o.step.kind is StepKind.MOVE and o.state is StepState.DONE}
    came = {
        fold(o.step.destination)
        for o in known
        if o.state in _CAME_ABOUT and (o.step.kind in ARRIVING_STEPS or o.step.kind is StepKind.CREATE)
    }
    for outcome in reversed(known):
        step = outcome.step
        if step.kind is not StepKind.SET_ASIDE or outcome.state is not StepState.DONE or step.undoes is not None:
            continue
        if is_momentary(step.destination):
            yield from _out(step, onward.get(step.destination), moved, disk)
        elif fold(step.source) not in came:
            yield way_back(step)


def _out(step: Step, onward: Outcome | None, moved: Mapping[str, Step], disk: Disk) -> list[StepDraft]:
    """The way of a file out of its momentary name; none if it has taken one."""
    if onward is not None and onward.state in _CAME_ABOUT:
        return []
    drafts = [way_back(step)]
    place, there = step.source, onward.step.destination if onward is not None else ""
    while not _is_free(place, disk):
        if there and _is_free(there, disk):
            return [StepDraft(kind=StepKind.MOVE, source=step.destination, destination=there, facts=step.facts)]
        holder = moved.get(place)
        if holder is None or len(drafts) > len(moved):
            return [way_back(step)]  # somebody else has it: the move will say so
        drafts.append(way_back(holder))
        place = holder.source
    return drafts[::-1]


def way_back(step: Step) -> StepDraft:
    """Draft the way of a file back, within the run, to where it was."""
    return StepDraft(
        kind=StepKind.SET_ASIDE,  # also of a file that had arrived: it is none that the run has moved
        source=step.destination,
        destination=step.source,
        facts=step.copied.facts if step.copied is not None else step.facts,
        undoes=step.id,
        kept=Kept(step.attributes, step.facts),
    )


def _is_free(path: str, disk: Disk) -> bool:
    try:
        return disk.facts(path) is None
    except OSError:
        return True  # the move itself will say what is the matter
