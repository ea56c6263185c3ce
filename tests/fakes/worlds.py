"""Small worlds for runs: real folders, plans made by hand, and a disk and a journal that crash where they are told."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile, Role
from jforg_gui.domain.plan import CompanionMove, Plan, Roots, Row, Status
from jforg_gui.domain.work import Copied, Facts, Kept, Outcome, Run, RunKind, RunState, Sharing, Step, StepDraft
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.journal import SqliteJournal

Tree = dict[str, tuple[object, ...]]


class Never:
    """A cancellation that never comes."""

    def cancelled(self) -> bool:
        return False


class After:
    """A cancellation that comes at the n-th time it is asked for."""

    def __init__(self, times: int) -> None:
        self._left = times

    def cancelled(self) -> bool:
        self._left -= 1
        return self._left < 0


def tree_of(root: str) -> Tree:
    """Everything below a folder: kind, bytes, mode and time of files; folders with their mode; links with their aim."""
    found: Tree = {}

    def fail(error: OSError) -> None:
        raise error

    for folder, names, files in os.walk(root, onerror=fail):
        for name in (*names, *files):
            path = os.path.join(folder, name)
            facts = os.lstat(path)
            key = os.path.relpath(path, root)
            if stat.S_ISLNK(facts.st_mode):
                found[key] = ("link", os.readlink(path))
            elif stat.S_ISDIR(facts.st_mode):
                found[key] = ("folder", stat.S_IMODE(facts.st_mode))
            else:
                with open(path, "rb") as file:
                    content = file.read()
                found[key] = ("file", content, stat.S_IMODE(facts.st_mode), facts.st_mtime_ns)
    return found


def contents_of(*roots: str) -> list[bytes]:
    """The contents of all files below some folders, sorted."""
    return sorted(
        bytes(str(v[1]), "latin1") if not isinstance(v[1], bytes) else v[1]
        for root in roots
        for v in tree_of(root).values()
        if v[0] == "file"
    )


def media_file(path: str) -> MediaFile:
    """The file at a path as a scan would bring it."""
    facts = os.lstat(path)
    return MediaFile(
        path=path,
        size=facts.st_size,
        mtime_ns=facts.st_mtime_ns,
        identity=Identity(facts.st_dev, facts.st_ino),
        mode=stat.S_IMODE(facts.st_mode),
        links=facts.st_nlink,
    )


def plan_of(moves: Iterable[tuple[str, str] | tuple[str, str, Sequence[tuple[str, str]]]], destination: str) -> Plan:
    """A plan of ready rows: (source, destination) with perhaps a list of (companion, destination)."""
    rows = []
    for move in moves:
        source, target, followers = (*move, ())[:3]
        item = Item(file=media_file(source), guess=Guess(kind=Kind.MOVIE, title="x"))
        companions = tuple(
            CompanionMove(Companion(file=media_file(here), role=Role.SUBTITLE), there, Status.READY)
            for here, there in followers
        )
        rows.append(Row(item, target, Status.READY, companions=companions))
    return Plan(tuple(rows), Roots.under(destination))


@contextmanager
def opened(path: str) -> Iterator[SqliteJournal]:
    """A journal that is closed at the end of the block."""
    with SqliteJournal(path) as journal:
        yield journal


class Crash(BaseException):
    """The process dies here."""


@dataclass
class Fuse:
    """Burns down with every moment that passes, and crashes at the last."""

    left: int
    passed: int = 0

    def moment(self) -> None:
        """One moment at which the process may die."""
        self.passed += 1
        if self.passed == self.left:
            raise Crash


class MortalDisk:
    """The real disk, with a moment to die before and after every change, and in the middle of a copy.

    With ``sides`` given, a move from one side to the other is refused as one between volumes.
    """

    def __init__(self, fuse: Fuse, sides: tuple[str, str] | None = None) -> None:
        self._disk = LocalDisk()
        self._fuse = fuse
        self._sides = sides

    @contextmanager
    def _mortal(self) -> Iterator[None]:
        self._fuse.moment()
        yield
        self._fuse.moment()

    def facts(self, path: str) -> Facts | None:
        return self._disk.facts(path)

    def make_folder(self, path: str) -> None:
        with self._mortal():
            self._disk.make_folder(path)

    def remove_folder(self, path: str) -> None:
        with self._mortal():
            self._disk.remove_folder(path)

    def dress_folder(self, path: str, like: Facts) -> None:
        with self._mortal():
            self._disk.dress_folder(path, like)

    def move(self, source: str, destination: str, *, before_placing: Callable[[], None]) -> None:
        if self._sides and self._side(source) != self._side(destination):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        with self._mortal():
            self._disk.move(source, destination, before_placing=before_placing)

    def _side(self, path: str) -> int:
        return [path.startswith(side + os.sep) for side in self._sides or ()].index(True)

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
        try:
            self._fuse.moment()
        except Crash:
            with open(temporary, "xb") as half:  # what a killed copy leaves behind
                half.write(b"half")
            raise
        copied = self._disk.copy(source, temporary, expected=expected, kept=kept, moved=moved, sharing=sharing)
        self._fuse.moment()
        return copied

    def hardlink(self, source: str, destination: str) -> None:
        if self._sides and self._side(source) != self._side(destination):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        with self._mortal():
            self._disk.hardlink(source, destination)

    def symlink(self, source: str, destination: str) -> None:
        with self._mortal():
            self._disk.symlink(source, destination)

    def links_to(self, path: str, source: str) -> bool:
        return self._disk.links_to(path, source)

    def remove_link(self, path: str, source: str) -> None:
        with self._mortal():
            self._disk.remove_link(path, source)

    def create(self, temporary: str, content: bytes) -> None:
        with self._mortal():
            self._disk.create(temporary, content)

    def remove_file(self, path: str, expected: Facts) -> None:
        with self._mortal():
            self._disk.remove_file(path, expected)

    def digest(self, path: str) -> str:
        return self._disk.digest(path)

    def read(self, path: str, most: int) -> bytes:
        return self._disk.read(path, most)

    def digest_of(self, content: bytes) -> str:
        return self._disk.digest_of(content)

    def flush_folders(self, paths: Iterable[str]) -> None:
        with self._mortal():
            self._disk.flush_folders(paths)


class Once(Fuse):
    """Fails once, at one moment, instead of ending the process."""

    def __init__(self, left: int, error: Exception) -> None:
        super().__init__(left)
        self._error = error

    def moment(self) -> None:
        try:
            super().moment()
        except Crash:
            raise self._error from None


class Failing(MortalDisk):
    """The real disk, that refuses one thing it is asked for, before it has done it."""

    @contextmanager
    def _mortal(self) -> Iterator[None]:
        self._fuse.moment()
        yield

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
        self._fuse.moment()  # a copy that fails leaves nothing behind
        return self._disk.copy(source, temporary, expected=expected, kept=kept, moved=moved, sharing=sharing)


class MortalJournal(SqliteJournal):
    """The real journal, with a moment to die before and after every transaction."""

    def __init__(self, path: str, fuse: Fuse) -> None:
        super().__init__(path)
        self._fuse = fuse

    def begin(
        self,
        kind: RunKind,
        mode: Mode,
        *,
        undoes: int | None = None,
        redoes: int | None = None,
        inputs: Sequence[str] = (),
    ) -> Run:
        self._fuse.moment()
        run = super().begin(kind, mode, undoes=undoes, redoes=redoes, inputs=inputs)
        self._fuse.moment()
        return run

    def intend(self, run: Run, drafts: Sequence[StepDraft]) -> list[Step]:
        self._fuse.moment()
        steps = super().intend(run, drafts)
        self._fuse.moment()
        return steps

    def copied(self, step: Step, copied: Copied) -> Step:
        self._fuse.moment()
        step = super().copied(step, copied)
        self._fuse.moment()
        return step

    def settle(self, outcomes: Sequence[Outcome]) -> None:
        self._fuse.moment()
        super().settle(outcomes)
        self._fuse.moment()

    def end(self, run: Run, state: RunState) -> None:
        self._fuse.moment()
        super().end(run, state)
        self._fuse.moment()
