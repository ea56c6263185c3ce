"""Settles interrupted runs from what lies on the disk: nothing new is moved, and doing it twice changes nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.words import problem_from_oserror
from jforg_gui.domain.work import (
    OPEN_STATES,
    Facts,
    Failure,
    Outcome,
    Report,
    Run,
    RunKind,
    RunState,
    Step,
    StepKind,
    StepState,
)
from jforg_gui.workflow.aside import ways_back
from jforg_gui.workflow.emptied import finish_folders
from jforg_gui.workflow.ports import NEVER, Disk, Journal
from jforg_gui.workflow.rewound import Rewound
from jforg_gui.workflow.steps import Tools, carry_out
from jforg_gui.workflow.tally import Tally


def recover(journal: Journal, disk: Disk) -> Report:
    """Settle every open step of every open run; temporaries of ours go, files stay where they are.

    ``done`` of the report counts the steps settled. A step that cannot be settled (its disk does not answer) stays
    open, is listed as failed, and is tried again the next time. Runs on the thread that writes the journal.

    Raises:
        JournalUnusableError: the journal cannot be read or written.

    """
    settled = 0
    unsettled: list[Outcome] = []
    newest: int | None = None
    for run in reversed(journal.runs(state=RunState.OPEN)):
        newest = run.id
        outcomes = _settle_all(journal.steps(run.id, OPEN_STATES), disk)
        closed = [outcome for outcome in outcomes if outcome.state not in OPEN_STATES]
        left = [outcome for outcome in outcomes if outcome.state in OPEN_STATES]
        _flush(closed, disk)
        journal.settle(closed)
        settled += len(closed)
        left += [] if left else _put_back(run, journal, disk)
        unsettled.extend(left)
        if not left:
            if run.kind is RunKind.UNDO:
                finish_folders(journal.steps(run.id, (StepState.DONE,)), disk)
            journal.end(run, RunState.INTERRUPTED)
    return Report(newest, settled, tuple(_failures(unsettled)))


def _put_back(run: Run, journal: Journal, disk: Disk) -> list[Outcome]:
    """Give back their names to files that had made room when the run broke off; return what cannot be settled."""
    steps = journal.steps(run.id)
    drafts = list(ways_back((Outcome(step, step.state) for step in steps), disk))
    if not drafts:
        return []
    result = carry_out(run, drafts, Tools(journal, disk, Tally(None), NEVER))
    return [outcome for outcome in result.outcomes if outcome.state in OPEN_STATES]


def _failures(outcomes: list[Outcome]) -> list[Failure]:
    return [
        Failure(o.step.source, o.step.destination, o.reason or Problem(ProblemCode.DISK_ERROR, o.step.source))
        for o in outcomes
    ]


def _flush(outcomes: list[Outcome], disk: Disk) -> None:
    """What recovery is about to call done must survive a power cut; where it cannot be flushed, the disk decides."""
    folders = {os.path.dirname(path) for o in outcomes for path in (o.step.source, o.step.destination) if path}
    for folder in sorted(folders):
        try:
            disk.flush_folders((folder,))
        except OSError:
            continue  # the next look at the disk tells the same; there is nothing to take back here


def _settle_all(steps: list[Step], disk: Disk) -> list[Outcome]:
    """Decide open steps, the last one first: only so can be told who had a name that has changed hands."""
    rewound = Rewound(disk)
    outcomes: list[Outcome] = []
    for step in reversed(steps):
        outcome = _settle(step, rewound)
        rewound.back_before(outcome)
        outcomes.append(outcome)
    return outcomes[::-1]


def _settle(step: Step, disk: Rewound) -> Outcome:
    """Decide one open step from what lies on the disk; one whose disk is not there stays open."""
    if step.obstacle is not None:
        return Outcome(step, StepState.NOT_DONE if step.damaged else step.state, step.obstacle)
    try:
        return _RULES[step.kind](step, disk)
    except OSError as error:
        return Outcome(step, step.state, problem_from_oserror(error, step.source or step.destination))


def _settle_folder(step: Step, disk: Rewound) -> Outcome:
    facts = disk.facts(step.destination)
    made = facts is not None and facts.is_folder
    return Outcome(step, StepState.DONE if made else StepState.NOT_DONE, None if made else _interrupted(step))


def _settle_removed_folder(step: Step, disk: Rewound) -> Outcome:
    gone = disk.facts(step.destination) is None
    return Outcome(step, StepState.DONE if gone else StepState.NOT_DONE, None if gone else _interrupted(step))


def _settle_removed_copy(step: Step, disk: Rewound) -> Outcome:
    now = disk.facts(step.source)
    # what had made room may have come back to the same path in the same chunk; links have nothing to be known by
    returned = now is not None and now.is_file and step.facts is not None and not now.unchanged_since(step.facts)
    gone = now is None or (returned and step.kind is not StepKind.REMOVE_LINK)
    return Outcome(step, StepState.DONE if gone else StepState.NOT_DONE, None if gone else _interrupted(step))


def _settle_move(step: Step, disk: Rewound) -> Outcome:
    source, destination = disk.facts(step.source), disk.facts(step.destination)
    if source is None or step.facts is None or _is_the_next(step, disk, source, destination):
        return _settle_without_source(step, disk, destination)
    _drop_temporary(step, disk)
    if destination is not None:
        _drop_second_name(step, disk, source, destination)
    return Outcome(step, StepState.NOT_DONE, _interrupted(step))


def _is_the_next(step: Step, disk: Rewound, source: Facts, destination: Facts | None) -> bool:
    """Tell whether what lies at the source came there after the step was done: chains hand a place on."""
    promised = step.facts
    if promised is None or destination is None or source.identity == promised.identity:
        return False
    if step.copied is None:
        return destination.identity == promised.identity or not source.unchanged_since(promised)
    # a file system may number its files anew at every mount: only the content tells the original from another
    return not (source.unchanged_since(promised) and disk.digest(step.source) == step.copied.digest)


def _settle_without_source(step: Step, disk: Rewound, destination: Facts | None) -> Outcome:
    """The source has gone: either it has arrived, or somebody else has taken it."""
    expected = step.copied.facts if step.copied is not None else step.facts
    if destination is not None and expected is not None and destination.unchanged_since(expected):
        _drop_temporary(step, disk)
        return Outcome(step, StepState.DONE)
    # A temporary, if there is one, may now be the only copy: it stays.
    return Outcome(step, StepState.NOT_DONE, Problem(ProblemCode.SOURCE_GONE, step.source))


def _drop_second_name(step: Step, disk: Rewound, source: Facts, destination: Facts) -> None:
    """The source is there, so whatever of ours lies at the destination goes, and only that."""
    promised = step.facts
    if promised is None or not destination.is_file:
        return
    second_link = source.identity == destination.identity and source.links == promised.links + 1
    placeholder = step.state is StepState.PLACING and destination.size == 0 and destination.identity != source.identity
    if second_link or placeholder or (source.unchanged_since(promised) and _is_our_copy(step, disk, destination)):
        disk.remove_file(step.destination, destination)


def _is_our_copy(step: Step, disk: Rewound, destination: Facts) -> bool:
    return (
        step.copied is not None
        and destination.unchanged_since(step.copied.facts)
        and disk.digest(step.destination) == step.copied.digest
    )


def _settle_copy(step: Step, disk: Rewound) -> Outcome:
    destination = disk.facts(step.destination)
    if destination is not None and step.copied is not None and destination.unchanged_since(step.copied.facts):
        _drop_temporary(step, disk)
        return Outcome(step, StepState.DONE)
    source = disk.facts(step.source)
    if source is not None:
        _drop_temporary(step, disk)
        if destination is not None and step.state is StepState.PLACING:
            _drop_second_name(step, disk, source, destination)
    return Outcome(step, StepState.NOT_DONE, _interrupted(step))


def _settle_link(step: Step, disk: Rewound) -> Outcome:
    made = disk.links_to(step.destination, step.source)
    return Outcome(step, StepState.DONE if made else StepState.NOT_DONE, None if made else _interrupted(step))


def _settle_created(step: Step, disk: Rewound) -> Outcome:
    """A file of ours is there once its temporary has gone and its content lies under its name.

    While the temporary is there, it has not been given its name, or that only as a second one.
    """
    temporary, destination = disk.facts(step.temporary), disk.facts(step.destination)
    arrived = destination is not None and destination.is_file
    if temporary is not None:
        arrived = destination is not None and destination.identity == temporary.identity
        _drop_temporary(step, disk)
    elif destination is not None and step.made is not None:
        arrived = arrived and destination.size == step.made.size and disk.digest(step.destination) == step.made.digest
    placeholder = destination is not None and destination.is_file and destination.size == 0
    if destination is not None and placeholder and step.state is StepState.PLACING:
        disk.remove_file(step.destination, destination)
    return Outcome(step, StepState.DONE) if arrived else Outcome(step, StepState.NOT_DONE, _interrupted(step))


def _drop_temporary(step: Step, disk: Rewound) -> None:
    """Remove the step's own temporary: its name holds the run's token, so nobody else's can be meant."""
    facts = disk.facts(step.temporary)
    if facts is not None and facts.is_file:
        disk.remove_file(step.temporary, facts)


def _interrupted(step: Step) -> Problem:
    return Problem(ProblemCode.INTERRUPTED, step.source or step.destination)


_RULES: Final[Mapping[StepKind, Callable[[Step, Rewound], Outcome]]] = {
    StepKind.FOLDER: _settle_folder,
    StepKind.MOVE: _settle_move,
    StepKind.COPY: _settle_copy,
    StepKind.HARDLINK: _settle_link,
    StepKind.SYMLINK: _settle_link,
    StepKind.CREATE: _settle_created,
    StepKind.SET_ASIDE: _settle_move,
    StepKind.REMOVE_FOLDER: _settle_removed_folder,
    StepKind.REMOVE_EMPTIED: _settle_removed_folder,
    StepKind.REMOVE_COPY: _settle_removed_copy,
    StepKind.REMOVE_LINK: _settle_removed_copy,
    StepKind.REMOVE_CREATED: _settle_removed_copy,
}
