"""What the workflows need of the world: ports that storage, the pools and the tests' fakes fill."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from jforg_gui.domain.candidate import Candidate, Query, Work, WorkKind
from jforg_gui.domain.choice import Mode
from jforg_gui.domain.disks import DiskFacts
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import MediaFile
from jforg_gui.domain.metadata import DisplayOrder
from jforg_gui.domain.provider import Provider
from jforg_gui.domain.streams import MediaFacts
from jforg_gui.domain.work import (
    Copied,
    Facts,
    Kept,
    Outcome,
    Run,
    RunKind,
    RunState,
    Sharing,
    Step,
    StepDraft,
    StepKind,
    StepState,
)

T = TypeVar("T")


class Executor(Protocol):
    """Runs a function elsewhere. ``concurrent.futures.Executor`` fits, and so does a ``QThreadPool`` adapter."""

    def submit(self, fn: Callable[..., T], /, *args: object) -> Future[T]:
        """Start ``fn(*args)`` and return its future."""
        ...


class NameGuesser(Protocol):
    """Reads names with guessit, wherever that runs: worker processes, or this one for ``--workers 1``."""

    def guess(self, names: Sequence[str]) -> Sequence[Guess]:
        """Return a guess for every name, in the order of the names. Blocks; never call it on the GUI thread."""
        ...


class GuessStore(Protocol):
    """Remembers beyond the life of the program what names were read as. Safe from any thread; never raises."""

    def known(self, names: Sequence[str]) -> Mapping[str, Guess]:
        """Return what these names were read as; those that were not are left out."""
        ...

    def remember(self, readings: Mapping[str, Guess]) -> None:
        """Keep readings for the next time."""
        ...


class FactReader(Protocol):
    """Reads what is inside media files, in a process of its own. Safe from any thread; never raises."""

    def read(self, file: MediaFile) -> tuple[MediaFacts | None, bool]:
        """Return the facts of a file, None if it has none, and whether that is sure: another try may tell more.

        Sure is only what was read of the very file that was found, by size and time.

        Blocks, some seconds at most; never call it on the GUI thread.
        """
        ...

    def close(self) -> None:
        """Stop in the middle of a file as well, and end what was started for it. May be used again afterwards."""
        ...


class FactStore(Protocol):
    """Remembers beyond the life of the program what is inside media files. Safe from any thread; never raises."""

    def known(self, files: Sequence[MediaFile]) -> Mapping[MediaFile, MediaFacts | None]:
        """Return what these files hold, None for one without facts; those that were never read are left out."""
        ...

    def remember(self, found: Mapping[MediaFile, MediaFacts | None]) -> None:
        """Keep facts for the next time."""
        ...


class Cancellation(Protocol):
    """Asked between items whether the person has stopped the job. Safe from any thread."""

    def cancelled(self) -> bool:
        """Return True once the job should end."""
        ...


class Never:
    """A ``Cancellation`` that never comes, for work that is short or has to be finished."""

    def cancelled(self) -> bool:
        """Return False."""
        return False


NEVER: Final = Never()


class Disk(Protocol):
    """Everything a run does to files. Every call may raise OSError; none ever replaces what is there."""

    def facts(self, path: str) -> Facts | None:
        """Look at a path without following links; None if nothing is there."""
        ...

    def make_folder(self, path: str) -> None:
        """Make one folder; FileExistsError if anything is there."""
        ...

    def remove_folder(self, path: str) -> None:
        """Remove a folder that is empty; OSError ENOTEMPTY if it is not."""
        ...

    def dress_folder(self, path: str, like: Facts) -> None:
        """Give a folder the mode and time it had once."""
        ...

    def move(self, source: str, destination: str, *, before_placing: Callable[[], None]) -> None:
        """Give a file a new path on its own volume; FileExistsError if that is taken, OSError EXDEV across volumes.

        ``before_placing`` is called first where the file system knows no rename that refuses to replace, and an empty
        placeholder of ours must hold the name for a moment.
        """
        ...

    def copy(
        self,
        source: str,
        temporary: str,
        *,
        expected: Facts,
        kept: Kept,
        moved: Callable[[int], None],
        sharing: Sharing = Sharing.NEVER,
    ) -> Copied:
        """Copy to a new file, durably, and read it back; ``moved`` is told how far each block has brought it.

        In bytes that add up to those of the file, half for the writing and half for the reading; it may raise to stop.

        Where the copy ``MUST`` share its content with the source, OSError ENOTSUP or EXDEV says that the file system
        cannot. ``kept`` is what the source had before it came where it could not be kept.
        """
        ...

    def hardlink(self, source: str, destination: str) -> None:
        """Give a file a second name; FileExistsError if that is taken, OSError EXDEV or EPERM where it cannot be."""
        ...

    def symlink(self, source: str, destination: str) -> None:
        """Make a link at ``destination`` that points at ``source``; FileExistsError if the name is taken."""
        ...

    def links_to(self, path: str, source: str) -> bool:
        """Whether ``path`` is another name of the file at ``source``, or a symbolic link that points there."""
        ...

    def remove_link(self, path: str, source: str) -> None:
        """Remove a name of which ``links_to`` is true, and nothing else; OSError ESTALE if it is not."""
        ...

    def create(self, temporary: str, content: bytes) -> None:
        """Make a new file with this content, durably; FileExistsError if anything is there."""
        ...

    def remove_file(self, path: str, expected: Facts) -> None:
        """Remove one name of a file of which another copy is known; OSError ESTALE if it is not the one expected."""
        ...

    def digest(self, path: str) -> str:
        """Return the XXH3-128 of a file's content as hex."""
        ...

    def read(self, path: str, most: int) -> bytes:
        """Return a file's content, at most so many bytes; links are not followed."""
        ...

    def digest_of(self, content: bytes) -> str:
        """Return the XXH3-128 of some content as hex."""
        ...

    def flush_folders(self, paths: Iterable[str]) -> None:
        """Make the names in these folders durable."""
        ...


class Disks(Protocol):
    """What the disks are and can do, before anything is written to them. Not for the GUI thread; never raises."""

    def of(self, folder: str) -> DiskFacts:
        """The disk a folder is on, or will be once it is made."""
        ...

    def shares_content(self, folder: str) -> bool | None:
        """Whether files on the disk of a folder can share content; None where only a file with a name would tell."""
        ...


class Grounds(Disks, Protocol):
    """Whether folders are there and may be written to as well; not for the GUI thread, never raises."""

    def refusal(self, folder: str) -> str:
        """Why nothing may be made in a folder, or above it where it is not there yet, as the system says; else ''."""
        ...

    def absent(self, folder: str) -> str:
        """The name of the disk that a folder lies on and that is not connected; '' if there is none such."""
        ...


class Journal(Protocol):
    """The record of every run: what it promises is durable before the call returns. One thread writes."""

    def begin(
        self,
        kind: RunKind,
        mode: Mode,
        *,
        undoes: int | None = None,
        redoes: int | None = None,
        inputs: Sequence[str] = (),
    ) -> Run:
        """Open a run; ``inputs`` are the folders and files the person had added."""
        ...

    def intend(self, run: Run, drafts: Sequence[StepDraft]) -> list[Step]:
        """Write down a chunk of steps before any of them is carried out."""
        ...

    def placing(self, step: Step) -> Step:
        """Write down that a placeholder of ours is about to hold the step's destination."""
        ...

    def copied(self, step: Step, copied: Copied) -> Step:
        """Write down that a step's verified copy exists."""
        ...

    def settle(self, outcomes: Sequence[Outcome]) -> None:
        """Write down a chunk of outcomes; what they take back becomes ``undone``, what they do again ``redone``."""
        ...

    def end(self, run: Run, state: RunState) -> None:
        """Close a run."""
        ...

    def runs(self, *, state: RunState | None = None) -> list[Run]:
        """The runs, newest first."""
        ...

    def run(self, number: int) -> Run | None:
        """One run."""
        ...

    def steps(self, run: int, states: Iterable[StepState] = ()) -> list[Step]:
        """The steps of one run in the order of their making, all or only those in the given states."""
        ...

    def newest_undoable(self) -> Run | None:
        """The newest run, undo runs aside, with a step that is done and not taken back."""
        ...

    def last_undone(self) -> Run | None:
        """The run that was taken back most recently and holds a file that was not done again since."""
        ...

    def has_steps(self, run: int, states: Iterable[StepState], kinds: Iterable[StepKind]) -> bool:
        """Whether a run has a step in one of these states and of one of these kinds."""
        ...

    def content(self, digest: str) -> bytes | None:
        """What a file of ours held that was taken away; None where that was not kept."""
        ...

    def moved_on_by(self, path: str, after: int) -> int | None:
        """The number of a later run that took the file at ``path`` elsewhere and still stands, or None."""
        ...

    def kept_folders(self) -> list[Step]:
        """Folders of any run that could not be removed when it was taken back, because they were in use."""
        ...

    def holds_files_of_ours(self, folder: str) -> bool:
        """Whether a file that an organise run put below ``folder`` has not been taken back."""
        ...


class Lifetime(StrEnum):
    """How long an answer of a database is believed; the settings say what each means in seconds."""

    SEARCH = "search"
    DETAILS = "details"
    PICTURE = "picture"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer out of the cache; ``body`` is None where the database knew no such thing."""

    body: bytes | None


class AnswerCache(Protocol):
    """Remembers what databases answered. Blocks, so it is called on a thread of its own; never raises."""

    def get(self, key: str, stale: bool = False) -> Remembered | None:  # noqa: FBT001, FBT002 — crosses threads as it is
        """Return what was answered and is still believed, ``stale`` also what no longer is; None if nothing."""
        ...

    def put(self, key: str, body: bytes | None, lifetime: Lifetime) -> None:
        """Remember an answer."""
        ...


class Database(Protocol):
    """One online database, asked on an event loop. Every call may raise ProviderError; none trusts what comes back."""

    @property
    def provider(self) -> Provider:
        """Which one it is."""
        ...

    @property
    def kinds(self) -> frozenset[WorkKind]:
        """What it knows."""
        ...

    async def search(self, query: Query) -> Sequence[Candidate]:
        """Return what goes by the query's title, in the database's own order."""
        ...

    async def by_ids(self, query: Query) -> Candidate | None:
        """Return the work that an id of the query names; None without such an id, or where it names nothing."""
        ...

    async def completed(self, candidate: Candidate) -> Candidate:
        """Return a candidate with all forms of its title and how many parts it has."""
        ...

    async def work(self, candidate: Candidate, query: Query, order: DisplayOrder | None) -> Work:
        """Return all that is known of a work; of a show the seasons the query needs, counted in ``order``."""
        ...
