"""What was done: runs and their steps, as the journal keeps them, and the progress of a job."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Final

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.creation import Creation, Made
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.media import Identity


class RunKind(StrEnum):
    """What a run was for."""

    ORGANIZE = "organize"
    UNDO = "undo"
    REDO = "redo"


class RunState(StrEnum):
    """How far a run came. Only an ``open`` run can hold steps whose outcome is unknown."""

    OPEN = "open"
    ENDED = "ended"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"


class StepKind(StrEnum):
    """What a step does to the disk.

    ``remove-folder`` takes away a folder of ours, ``remove-emptied`` one that a run has emptied. ``create`` makes a
    file of ours; ``set-aside`` moves a file into the trash of the run, or out of it again.
    """

    FOLDER = "folder"
    MOVE = "move"
    COPY = "copy"
    HARDLINK = "hardlink"
    SYMLINK = "symlink"
    CREATE = "create"
    SET_ASIDE = "set-aside"
    REMOVE_FOLDER = "remove-folder"
    REMOVE_EMPTIED = "remove-emptied"
    REMOVE_COPY = "remove-copy"
    REMOVE_LINK = "remove-link"
    REMOVE_CREATED = "remove-created"


# steps that bring a file of the person's to a place, and with those that take one away again
LEAVING_STEPS = frozenset((StepKind.MOVE, StepKind.SET_ASIDE))  # steps that take a file from its place
ARRIVING_STEPS = frozenset((StepKind.MOVE, StepKind.COPY, StepKind.HARDLINK, StepKind.SYMLINK))
MEDIA_STEPS = ARRIVING_STEPS | {StepKind.REMOVE_COPY, StepKind.REMOVE_LINK}
FILE_STEPS = MEDIA_STEPS | {StepKind.CREATE, StepKind.SET_ASIDE, StepKind.REMOVE_CREATED}
UNDOABLE_STEPS = ARRIVING_STEPS | {StepKind.FOLDER, StepKind.CREATE, StepKind.SET_ASIDE, StepKind.REMOVE_EMPTIED}


class StepState(StrEnum):
    """What is known of a step.

    ``intent``: it may or may not have happened; ``placing``: a placeholder of ours may lie at the destination;
    ``copied``: a verified copy lies under its temporary name or at the destination; ``done`` / ``not-done``: settled;
    ``undone``: it was done and has been taken back; ``redone``: and a later run did it again; ``kept``: a folder of
    ours that stays because it is in use.
    """

    INTENT = "intent"
    PLACING = "placing"
    COPIED = "copied"
    DONE = "done"
    NOT_DONE = "not-done"
    UNDONE = "undone"
    REDONE = "redone"
    KEPT = "kept"


OPEN_STATES = frozenset((StepState.INTENT, StepState.PLACING, StepState.COPIED))


@dataclass(frozen=True, slots=True)
class Facts:
    """What the disk says of one path, links not followed.

    ``size`` in bytes, ``mtime_ns`` in nanoseconds since the epoch, ``mode`` the permission bits, ``links`` the number
    of names.
    """

    identity: Identity
    size: int
    mtime_ns: int
    mode: int
    links: int
    is_file: bool
    is_folder: bool

    def unchanged_since(self, earlier: Facts) -> bool:
        """Tell whether the file still has the content it had, as far as size and time can say.

        Device and inode numbers are left out: many file systems hand out new ones at every mount.
        """
        return self.is_file and earlier.is_file and (self.size, self.mtime_ns) == (earlier.size, earlier.mtime_ns)


class Sharing(Enum):
    """Whether a copy shares its content with the original, until one of the two is changed.

    A copy that stays beside its original ``NEVER`` does, unless it was asked to, and then it ``MUST``. Where the
    original goes afterwards it ``MAY``: that saves the copying between the subvolumes of one disk.
    """

    NEVER = "never"
    MAY = "may"
    MUST = "must"


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that read back the same: its digest (XXH3-128, hex), its facts, its extended attributes."""

    digest: str
    facts: Facts
    attributes: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file had before it went to a file system that may not keep it: extended attributes, mode and time."""

    attributes: Mapping[str, bytes] = field(default_factory=dict)
    facts: Facts | None = None


NOTHING_KEPT: Final = Kept(MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDraft:
    """A step that is about to be promised to the journal.

    ``facts`` are the source's at that moment; ``undoes`` is the id of the step it takes back, ``redoes`` of the one it
    does again; ``kept`` is what the file had before it went where that could not be kept; ``creation`` is what a
    ``create`` step makes, or the content that the step taking it away shall keep, ``made`` what is written down of it.
    """

    kind: StepKind
    destination: str
    source: str = ""
    facts: Facts | None = None
    undoes: int | None = None
    redoes: int | None = None
    kept: Kept = NOTHING_KEPT
    creation: Creation | None = None
    made: Made | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a run as the journal knows it.

    ``token`` is that of the run; ``made`` is set where the file is one of ours; ``absent`` names a disk that its
    paths are on and that is not connected; ``damaged`` records are never acted on.
    """

    id: int
    run: int
    kind: StepKind
    source: str
    destination: str
    token: str
    facts: Facts | None
    copied: Copied | None
    attributes: Mapping[str, bytes]
    state: StepState
    undoes: int | None
    reason: Problem | None
    made: Made | None = None
    redoes: int | None = None
    absent: str = ""
    damaged: bool = False

    @property
    def temporary(self) -> str:
        """Where a copy or a file of ours grows before it is published: hidden, beside its destination, named for it."""
        return os.path.join(os.path.dirname(self.destination), f".jforg-{self.token}-{self.id}.part")

    @property
    def obstacle(self) -> Problem | None:
        """Why nothing may be concluded about the step or done with it, whatever lies at its paths."""
        path = self.source or self.destination
        if self.damaged:
            return Problem(ProblemCode.RECORD_DAMAGED, path)
        return Problem(ProblemCode.DISK_ABSENT, path, (("disk", self.absent),)) if self.absent else None

    @property
    def size(self) -> int:
        """The bytes of the file; 0 for a folder."""
        return self.made.size if self.made else self.facts.size if self.facts else 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a step: its new state, and why it was not done or kept."""

    step: Step
    state: StepState
    reason: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run and its tally. ``files`` counts the person's files that are done (or were, before they were taken back).

    ``created`` counts the files of ours that lie there now; ``inputs`` are the folders and files the person had added.
    """

    id: int
    kind: RunKind
    mode: Mode
    state: RunState
    token: str
    started: datetime
    ended: datetime | None
    undoes: int | None
    inputs: tuple[str, ...] = ()
    files: int = 0
    undone: int = 0
    failed: int = 0
    size: int = 0
    created: int = 0
    redoes: int | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """One file that was not done, and why; a file of ours that could not be made has no ``source``."""

    source: str
    destination: str
    problem: Problem

    @property
    def path(self) -> str:
        """The file that is meant: where it lies, or where it would have come to lie."""
        return self.source or self.destination


@dataclass(frozen=True, slots=True)
class Report:
    """The true account of a run: ``done`` counts the person's files; ``run`` is None when there was nothing to do.

    ``created`` counts the files of ours that were made, or taken away by an undo; ``folders`` those that were emptied
    and removed, or made again by an undo. ``failed`` were tried and could not be done, ``skipped`` were left alone on
    purpose.
    """

    run: int | None
    done: int = 0
    failed: tuple[Failure, ...] = ()
    skipped: tuple[Failure, ...] = ()
    stopped: bool = False
    created: int = 0
    folders: int = 0

    @property
    def complete(self) -> bool:
        """Whether everything that was asked for was done."""
        return not (self.failed or self.skipped or self.stopped)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: files and bytes so far and in all, and the file it is at."""

    files: int
    files_total: int
    size: int
    size_total: int
    path: str = ""
