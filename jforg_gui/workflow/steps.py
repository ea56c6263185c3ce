"""One chunk of steps under the journal's protocol: promise, act without replacing, flush, settle."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.creation import Creation
from jforg_gui.domain.errors import CancelledError, Problem, ProblemCode
from jforg_gui.domain.words import MODE_WORDS, problem_from_oserror
from jforg_gui.domain.work import (
    FILE_STEPS,
    LEAVING_STEPS,
    OPEN_STATES,
    Kept,
    Outcome,
    Run,
    Sharing,
    Step,
    StepDraft,
    StepKind,
    StepState,
)
from jforg_gui.workflow.ports import Cancellation, Disk, Journal
from jforg_gui.workflow.tally import Tally

# What systems answer where links or shared content do not exist, or not between these two places.
_CANNOT_LINK = frozenset((errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK))

# So much of what belongs to a file that has arrived still goes after it when the run is stopped: subtitles, pictures.
_FINISHED_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Tools:
    """What a run works with."""

    journal: Journal
    disk: Disk
    tally: Tally
    cancellation: Cancellation


@dataclass(frozen=True, slots=True)
class ChunkResult:
    """What became of a chunk; ``broken`` is set when the disk could not make it durable and the run must stop.

    ``left_behind`` names, by the ids of steps, the file for whose sake what they had moved was to go back.
    """

    outcomes: tuple[Outcome, ...]
    broken: Problem | None = None
    left_behind: Mapping[int, str] = field(default_factory=dict)

    @property
    def open(self) -> bool:
        """Whether a step could not be settled, so that the run has to stay open for recovery."""
        return any(outcome.state in OPEN_STATES for outcome in self.outcomes)


@dataclass(slots=True)
class _Chunk:
    """A chunk at work: its tools, what it makes, the folders it has touched or could not make, the outcomes so far.

    ``creations``, ``kept`` and ``outcomes`` go by the step's id; ``left`` are names that files of the chunk have left,
    ``finishing`` the steps that a stop no longer holds up.
    """

    tools: Tools
    run: Run
    creations: Mapping[int, Creation]
    kept: Mapping[int, Kept]
    touched: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    missing: dict[str, Problem] = field(default_factory=dict)
    finishing: set[int] = field(default_factory=set)
    outcomes: dict[int, Outcome] = field(default_factory=dict)


def carry_out(
    run: Run, drafts: Sequence[StepDraft], tools: Tools, *, leaders: Mapping[int, int] | None = None
) -> ChunkResult:
    """Carry out a chunk of steps.

    ``leaders`` maps the index of a draft to that of the draft it follows: when the leader is not done, neither is the
    follower. Once the person cancels, the remaining file steps are settled as not done.

    Raises:
        JournalUnusableError: before anything was touched, or after, when outcomes could not be written; recovery
            then settles the steps from what lies on the disk.

    """
    steps = tools.journal.intend(run, drafts)
    creations = {s.id: draft.creation for s, draft in zip(steps, drafts, strict=True) if draft.creation is not None}
    kept = {step.id: draft.kept for step, draft in zip(steps, drafts, strict=True)}
    chunk = _Chunk(tools, run, creations, kept)
    leading = {steps[follower].id: steps[leader].id for follower, leader in (leaders or {}).items()}
    broken = _make_folders(chunk, steps)
    for step in steps:
        if step.id not in chunk.outcomes:
            chunk.outcomes[step.id] = _settle_one(chunk, step, leading, broken)
    broken = _flush(chunk) or broken
    outcomes = tuple(chunk.outcomes[step.id] for step in steps)
    tools.journal.settle(outcomes)
    return ChunkResult(outcomes, broken)


def _make_folders(chunk: _Chunk, steps: Sequence[Step]) -> Problem | None:
    """Make a chunk's folders and flush them, so that no file can outlive the folder it was put into."""
    parents: dict[str, None] = {}
    for step in steps:
        if step.kind is StepKind.FOLDER:
            chunk.outcomes[step.id] = _make_folder(chunk, step)
            if step.destination not in chunk.missing:
                parents[os.path.dirname(step.destination)] = None
    try:
        chunk.tools.disk.flush_folders(parents)
    except OSError as error:
        return problem_from_oserror(error, error.filename or next(iter(parents), ""))
    return None


def _settle_one(chunk: _Chunk, step: Step, leading: Mapping[int, int], broken: Problem | None) -> Outcome:
    """Act on one step, unless there is a reason not to begin."""
    tools = chunk.tools
    if broken is not None:
        return Outcome(step, StepState.NOT_DONE, broken)
    leader = chunk.outcomes.get(leading.get(step.id, 0))
    if leader is not None and leader.state is not StepState.DONE:
        return Outcome(step, StepState.NOT_DONE, _left_behind(step, leader))
    if chunk.missing and step.kind in FILE_STEPS and os.path.dirname(step.destination) in chunk.missing:
        return Outcome(step, StepState.NOT_DONE, chunk.missing[os.path.dirname(step.destination)])
    if leader is not None and step.size <= _FINISHED_BYTES:
        chunk.finishing.add(step.id)
    if step.kind in FILE_STEPS and _is_stopped(chunk, step):
        return Outcome(step, StepState.NOT_DONE, Problem(ProblemCode.CANCELLED, step.source))
    if step.destination in chunk.left:
        # The one that left must be on the disk under its new name before another may take the old one.
        broken = _flush(chunk)
        if broken is not None:
            return Outcome(step, StepState.NOT_DONE, broken)
    tools.tally.at(step.source or step.destination)
    outcome = _ACTS[step.kind](chunk, step)
    if step.kind in FILE_STEPS and step.kind is not StepKind.SET_ASIDE:
        tools.tally.finished(step.size)
    return outcome


def _is_stopped(chunk: _Chunk, step: Step) -> bool:
    """Whether the person has stopped the run; what follows a file that is there already is finished all the same."""
    return step.id not in chunk.finishing and chunk.tools.cancellation.cancelled()


def _left_behind(step: Step, leader: Outcome) -> Problem:
    """Why a step is not begun whose leader was not done; what makes room for a file of ours says so itself."""
    if leader.step.kind is StepKind.SET_ASIDE and leader.reason is not None:
        return leader.reason
    return Problem(ProblemCode.OWNER_STAYED, step.source, (("other", os.path.basename(leader.step.source)),))


def _flush(chunk: _Chunk) -> Problem | None:
    """Make the chunk's names durable; failing that, the run must not go on as if they were."""
    try:
        chunk.tools.disk.flush_folders(sorted(chunk.touched))
    except OSError as error:
        return problem_from_oserror(error, error.filename or "")
    chunk.touched.clear()
    return None


def missing_folders(folder: str, known: set[str], disk: Disk) -> list[StepDraft]:
    """Draft the folders that are missing from ``folder`` upwards, outermost first; ``known`` are there, or drafted."""
    missing: list[str] = []
    while folder not in known:
        if disk.facts(folder) is not None:
            known.add(folder)
            break
        missing.append(folder)
        folder = os.path.dirname(folder)
    known.update(missing)
    return [StepDraft(kind=StepKind.FOLDER, destination=path) for path in reversed(missing)]


def _make_folder(chunk: _Chunk, step: Step) -> Outcome:
    try:
        chunk.tools.disk.make_folder(step.destination)
    except OSError as error:
        reason = problem_from_oserror(error, step.destination, other=step.destination)
        if not isinstance(error, FileExistsError) or not _is_folder(chunk, step.destination):
            above = chunk.missing.get(os.path.dirname(step.destination))
            chunk.missing[step.destination] = above or reason
        return Outcome(step, StepState.NOT_DONE, reason)
    return Outcome(step, StepState.DONE)


def _is_folder(chunk: _Chunk, path: str) -> bool:
    return (facts := chunk.tools.disk.facts(path)) is not None and facts.is_folder


def _remove_folder(chunk: _Chunk, step: Step) -> Outcome:
    try:
        chunk.tools.disk.remove_folder(step.destination)
    except FileNotFoundError:
        return Outcome(step, StepState.DONE)
    except OSError as error:
        if error.errno in {errno.ENOTEMPTY, errno.EEXIST, errno.EBUSY}:  # or a disk is mounted there
            return Outcome(step, StepState.NOT_DONE, Problem(ProblemCode.FOLDER_NOT_EMPTY, step.destination))
        return Outcome(step, StepState.NOT_DONE, problem_from_oserror(error, step.destination))
    chunk.touched.add(os.path.dirname(step.destination))
    return Outcome(step, StepState.DONE)


def _move(chunk: _Chunk, step: Step) -> Outcome:
    tools = chunk.tools

    def before_placing() -> None:
        tools.journal.placing(step)

    try:
        tools.disk.move(step.source, step.destination, before_placing=before_placing)
    except OSError as error:
        if error.errno == errno.EXDEV:
            return _move_across(chunk, step)
        return _refused(step, error)
    _touch(chunk, step)
    return Outcome(step, StepState.DONE)


def _move_across(chunk: _Chunk, step: Step) -> Outcome:
    """Move to another volume: a verified copy is published and durable before the source goes."""
    if step.facts is None or step.facts.links > 1:
        return Outcome(step, StepState.NOT_DONE, Problem(ProblemCode.HARD_LINKED, step.source))
    published = _publish_copy(chunk, step)
    if published.state is not StepState.DONE or published.step.copied is None:
        return published
    disk = chunk.tools.disk
    try:
        disk.flush_folders((os.path.dirname(step.destination),))
        disk.remove_file(step.source, step.facts)
    except OSError as error:
        # The source could not go, so the copy has to: one file, one place.
        return _retract(chunk, published.step, step.destination, error)
    return Outcome(published.step, StepState.DONE)


def _publish_copy(chunk: _Chunk, step: Step) -> Outcome:
    """Grow a copy under its temporary name, write down that it exists, and give it its own name."""
    tools = chunk.tools
    if step.facts is None:
        return Outcome(step, StepState.NOT_DONE, Problem(ProblemCode.SOURCE_GONE, step.source))

    def moved(size: int) -> None:
        tools.tally.moved(size)
        if _is_stopped(chunk, step):
            raise CancelledError

    def before_placing() -> None:
        tools.journal.placing(step)

    try:
        copied = tools.disk.copy(
            step.source,
            step.temporary,
            expected=step.facts,
            kept=chunk.kept[step.id],
            moved=moved,
            sharing=_sharing(chunk.run.mode, step.kind),
        )
    except CancelledError:
        return Outcome(step, StepState.NOT_DONE, Problem(ProblemCode.CANCELLED, step.source))
    except OSError as error:
        return _impossible(step, error, Mode.REFLINK) if chunk.run.mode is Mode.REFLINK else _refused(step, error)
    step = tools.journal.copied(step, copied)
    _touch(chunk, step)
    try:
        tools.disk.move(step.temporary, step.destination, before_placing=before_placing)
    except OSError as error:
        return _retract(chunk, step, step.temporary, error)
    return Outcome(step, StepState.DONE)


def _sharing(mode: Mode, kind: StepKind) -> Sharing:
    if kind is not StepKind.COPY:
        return Sharing.MAY
    return Sharing.MUST if mode is Mode.REFLINK else Sharing.NEVER


def _create(chunk: _Chunk, step: Step) -> Outcome:
    """Write a file of ours under its temporary name, durably, and give it its own name."""
    tools = chunk.tools

    def before_placing() -> None:
        tools.journal.placing(step)

    try:
        tools.disk.create(step.temporary, chunk.creations[step.id].content)
        chunk.touched.add(os.path.dirname(step.destination))
        tools.disk.move(step.temporary, step.destination, before_placing=before_placing)
    except OSError as error:
        return _drop_unpublished(chunk, step, error)
    return Outcome(step, StepState.DONE)


def _drop_unpublished(chunk: _Chunk, step: Step, error: OSError) -> Outcome:
    """Take away a file of ours that got no name of its own; where even that fails, recovery will."""
    refused = _refused(step, error)
    disk = chunk.tools.disk
    try:
        left = disk.facts(step.temporary)
        if left is not None:
            disk.remove_file(step.temporary, left)
    except OSError:
        return Outcome(step, StepState.INTENT, refused.reason)
    return refused


def _retract(chunk: _Chunk, step: Step, path: str, error: OSError) -> Outcome:
    """Take away a copy that may not stay; where even that fails the step stays open, for recovery to settle."""
    refused = _refused(step, error)
    if step.copied is None:
        return refused
    try:
        chunk.tools.disk.remove_file(path, step.copied.facts)
    except OSError:
        return Outcome(step, StepState.COPIED, refused.reason)
    return refused


def _remove_copy(chunk: _Chunk, step: Step) -> Outcome:
    """Take back a copy or a file of ours: its drafting has made sure that it is one, and that the original is there."""
    if step.facts is None:
        return Outcome(step, StepState.NOT_DONE, Problem(ProblemCode.SOURCE_GONE, step.source))
    try:
        chunk.tools.disk.remove_file(step.source, step.facts)
    except OSError as error:
        return _refused(step, error)
    chunk.touched.add(os.path.dirname(step.source))
    return Outcome(step, StepState.DONE)


def _link(chunk: _Chunk, step: Step) -> Outcome:
    """Make a second name or a symbolic link; the file itself stays as it is."""
    disk, hard = chunk.tools.disk, step.kind is StepKind.HARDLINK
    try:
        (disk.hardlink if hard else disk.symlink)(step.source, step.destination)
    except OSError as error:
        return _impossible(step, error, Mode.HARDLINK if hard else Mode.SYMLINK)
    chunk.touched.add(os.path.dirname(step.destination))
    return Outcome(step, StepState.DONE)


def _remove_link(chunk: _Chunk, step: Step) -> Outcome:
    """Take back a link: only a name that still leads to the file it was made for."""
    try:
        chunk.tools.disk.remove_link(step.source, step.destination)
    except OSError as error:
        return _refused(step, error)
    chunk.touched.add(os.path.dirname(step.source))
    return Outcome(step, StepState.DONE)


def _impossible(step: Step, error: OSError, mode: Mode) -> Outcome:
    """Tell a disk that cannot do what the mode asks from one that will not do it now."""
    if error.errno not in _CANNOT_LINK:
        return _refused(step, error)
    details = (("mode", MODE_WORDS[mode]), ("error", os.strerror(error.errno)))
    return Outcome(step, StepState.NOT_DONE, Problem(ProblemCode.MODE_IMPOSSIBLE, step.source, details))


def _touch(chunk: _Chunk, step: Step) -> None:
    if step.kind in LEAVING_STEPS:
        chunk.left.add(step.source)
    chunk.touched.add(os.path.dirname(step.source))
    chunk.touched.add(os.path.dirname(step.destination))


def _refused(step: Step, error: OSError) -> Outcome:
    """The system said no; the file is where it was."""
    if error.errno == errno.ESTALE:
        return Outcome(step, StepState.NOT_DONE, Problem(ProblemCode.CHANGED_SINCE, step.source))
    reason = problem_from_oserror(error, step.source or step.destination, other=step.destination)
    return Outcome(step, StepState.NOT_DONE, reason)


_ACTS: Mapping[StepKind, Callable[[_Chunk, Step], Outcome]] = {
    StepKind.MOVE: _move,
    StepKind.COPY: _publish_copy,
    StepKind.HARDLINK: _link,
    StepKind.SYMLINK: _link,
    StepKind.CREATE: _create,
    StepKind.SET_ASIDE: _move,
    StepKind.REMOVE_CREATED: _remove_copy,
    StepKind.REMOVE_COPY: _remove_copy,
    StepKind.REMOVE_LINK: _remove_link,
    StepKind.REMOVE_FOLDER: _remove_folder,
    StepKind.REMOVE_EMPTIED: _remove_folder,
}
