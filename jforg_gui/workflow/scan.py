"""Scanning: a director walks, workers list folders and look into files, a collector keeps the order of the input.

The calling thread is director and collector in one; everything that waits for a disk is a job on the executor. Work
that comes first in the order is started first, and only so much of it at a time that the queue stays short.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from heapq import heappop, heappush
from typing import Final

from jforg_gui.domain.errors import CancelledError, Problem, ProblemCode
from jforg_gui.domain.found import NOTHING_INSIDE, FoundFile, FoundFolder, Inside, LeftAlone
from jforg_gui.domain.media import Category, Identity, MediaFile
from jforg_gui.workflow.crew import Crew
from jforg_gui.workflow.entries import Entries, judge, unreadable_folder
from jforg_gui.workflow.ignorefile import IgnoreRules
from jforg_gui.workflow.inputs import Input, resolve
from jforg_gui.workflow.ports import Cancellation, Executor
from jforg_gui.workflow.walk import ListFolder, identity_of, list_folder

Look = Callable[[MediaFile], Inside]
Batch = tuple[FoundFolder, ...]

BATCH_FILES: Final = 256
BATCH_SECONDS: Final = 0.05
_POLL_SECONDS: Final = 0.05
_LOOKS_PER_JOB: Final = 4
_LOOKED_INTO: Final = frozenset((Category.AUDIO, Category.AUDIOBOOK, Category.BOOK, Category.COMIC, Category.METADATA))
_MOST_WORKERS: Final = 8


def automatic_workers() -> int:
    """Return how many workers to take when nobody says: disks and shares answer several questions at a time."""
    return min(_MOST_WORKERS, max(4, os.cpu_count() or 1))


def scan(
    inputs: Sequence[str],
    look: Look,
    executor: Executor | None,
    *,
    workers: int,
    cancellation: Cancellation,
    list_folder: ListFolder = list_folder,
) -> Iterator[Batch]:
    """Find everything under ``inputs``, each entry in exactly one place, in batches.

    Order: the inputs as given, parents before children, names by code point, whatever the number of workers. A batch
    is handed out once it holds 256 files or is 50 ms old; a folder is never split, so one with more makes a batch of
    its own. ``look`` runs on the workers, for files in which a guess may be written (audio, books, comics); ``workers``
    says how many there are, 0 as many as ``automatic_workers``. Without an executor everything happens on the calling
    thread. Raises CancelledError within half a second of the cancellation; no job is left running then, nor when the
    iterator is closed early, unless the system itself hangs in one.
    """
    crew = Crew(executor, workers or automatic_workers())
    try:
        yield from _Collector(look, crew, cancellation, list_folder).batches(resolve(inputs))
    finally:
        crew.stop()


class _Node:
    """A folder on its way from known by name to handed out; ``place`` is where it stands in the order."""

    __slots__ = (
        "children",
        "entries",
        "given_by_name",
        "identity",
        "insides",
        "looks",
        "parent",
        "path",
        "place",
        "root",
    )

    def __init__(self, path: str, root: str, place: tuple[int, ...], parent: _Node | None = None) -> None:
        self.path = path
        self.root = root
        self.place = place
        self.parent = parent
        self.identity: Identity | None = None
        self.entries: Entries | None = None
        self.insides: list[Inside] = []
        self.looks = 0
        self.children: list[_Node] = []
        self.given_by_name = False

    def ancestors(self) -> Iterator[_Node]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


class _Collector:
    """Director and collector of one scan; everything here runs on the thread that iterates."""

    def __init__(self, look: Look, crew: Crew, cancellation: Cancellation, list_folder: ListFolder) -> None:
        self._look = look
        self._crew = crew
        self._cancellation = cancellation
        self._list_folder = list_folder
        self._order: list[_Node] = []  # a stack: the next folder to hand out is the last
        self._todo: list[tuple[tuple[int, ...], int, Callable[[], None]]] = []  # a heap: first in order first
        self._counted = 0
        self._seen: dict[Identity, str] = {}
        self._named: dict[Identity, frozenset[str]] = {}

    def batches(self, inputs: Sequence[Input]) -> Iterator[Batch]:
        self._plant(inputs)
        batch: list[FoundFolder] = []
        files = 0
        started = 0.0
        while self._order:
            if self._cancellation.cancelled():
                raise CancelledError
            self._start_jobs()
            for folder in self._ready():
                if batch and files + len(folder.files) > BATCH_FILES:
                    yield tuple(batch)
                    batch, files = [], 0
                if not batch:
                    started = time.monotonic()
                batch.append(folder)
                files += len(folder.files)
            age = time.monotonic() - started
            if batch and (age >= BATCH_SECONDS or files >= BATCH_FILES):
                yield tuple(batch)
                batch, files = [], 0
            self._crew.take_answers(BATCH_SECONDS - age if batch else _POLL_SECONDS)
        if batch:
            yield tuple(batch)

    def _plant(self, inputs: Sequence[Input]) -> None:
        for number, given in enumerate(inputs):
            node = _Node(given.folder, given.root, (number,))
            self._order.append(node)
            if given.problem is not None:
                node.path = given.root
                node.entries = Entries(given.root, problems=(given.problem,))
            elif given.named is not None:
                node.given_by_name = True
                node.identity = _identity(given.folder)
                self._take_entries(node, judge(given.named, None))
            else:
                self._plan_listing(node, None)
        self._order.reverse()

    def _plan(self, node: _Node, start: Callable[[], None]) -> None:
        self._counted += 1
        heappush(self._todo, (node.place, self._counted, start))

    def _start_jobs(self) -> None:
        while self._todo and self._crew.has_room:
            heappop(self._todo)[-1]()

    def _plan_listing(self, node: _Node, rules: IgnoreRules | None) -> None:
        job = partial(_list, node.path, rules, self._list_folder)
        self._plan(node, partial(self._crew.start, job, partial(self._take_listing, node)))

    def _take_listing(self, node: _Node, listed: tuple[Identity | None, Entries]) -> None:
        node.identity, entries = listed
        if node.identity is not None and (
            node.identity in self._seen or any(each.identity == node.identity for each in node.ancestors())
        ):
            entries = Entries(node.path)  # seen before, or inside itself: which of them is told when its turn comes
        self._take_entries(node, entries)
        for number, path in enumerate(entries.folders):
            child = _Node(path, node.root, (*node.place, number), node)
            node.children.append(child)
            self._plan_listing(child, entries.rules)

    def _take_entries(self, node: _Node, entries: Entries) -> None:
        node.entries = entries
        node.insides = [NOTHING_INSIDE] * len(entries.files)
        wanted = [(at, file) for at, file in enumerate(entries.files) if file.size and file.category in _LOOKED_INTO]
        for first in range(0, len(wanted), _LOOKS_PER_JOB):
            node.looks += 1
            job = partial(_look_into, wanted[first : first + _LOOKS_PER_JOB], self._look, self._crew)
            self._plan(node, partial(self._crew.start, job, partial(self._take_insides, node)))

    def _take_insides(self, node: _Node, insides: list[tuple[int, Inside]]) -> None:
        node.looks -= 1
        for at, inside in insides:
            node.insides[at] = inside

    def _ready(self) -> Iterator[FoundFolder]:
        while self._order:
            node = self._order[-1]
            if node.entries is None or node.looks:
                return
            self._order.pop()
            folder = self._hand_out(node, node.entries)
            if folder is not None:
                yield folder
            self._order.extend(reversed(node.children))
            node.children, node.insides, node.entries = [], [], None

    def _hand_out(self, node: _Node, entries: Entries) -> FoundFolder | None:
        """Make the finished folder, or nothing when all of it was handed out before under the same path."""
        left_alone = entries.left_alone
        files = tuple(map(FoundFile, entries.files, node.insides))
        if node.identity is None:
            return FoundFolder(node.path, node.root, files, left_alone, entries.problems)
        if node.given_by_name:
            if node.identity in self._seen:
                return None
            self._named[node.identity] = frozenset(each.file.name for each in files).union(
                os.path.basename(each.path) for each in left_alone
            )
        elif node.identity in self._seen:
            return self._seen_before(node, self._seen[node.identity])
        else:
            self._seen[node.identity] = node.path
            named = self._named.get(node.identity, frozenset())
            if named:
                files = tuple(each for each in files if each.file.name not in named)
                left_alone = tuple(each for each in left_alone if os.path.basename(each.path) not in named)
        return FoundFolder(node.path, node.root, files, left_alone, entries.problems)

    def _seen_before(self, node: _Node, seen: str) -> FoundFolder | None:
        """Give up a folder that was handed out before: in silence where inputs overlap, else with a word."""
        node.children = []
        if node.parent is None or os.path.realpath(seen) == os.path.realpath(node.path):
            return None
        return FoundFolder(node.path, node.root, problems=(Problem(ProblemCode.LOOP, node.path),))


def _identity(folder: str) -> Identity | None:
    try:
        facts = os.stat(folder)
    except OSError:
        return None
    return identity_of(facts) if facts.st_ino else None


def _list(path: str, rules: IgnoreRules | None, list_folder: ListFolder) -> tuple[Identity | None, Entries]:
    """List and judge one folder; runs on a worker."""
    try:
        facts = os.lstat(path)
        if not stat.S_ISDIR(facts.st_mode):  # swapped since the folder above was listed
            return None, Entries(path, left_alone=(LeftAlone(path, Problem(ProblemCode.SYMLINK, path)),))
        raw = list_folder(path)
    except OSError as error:
        return None, Entries(path, problems=(unreadable_folder(path, error),))
    return identity_of(facts) if facts.st_ino else None, judge(raw, rules)


def _look_into(files: Sequence[tuple[int, MediaFile]], look: Look, crew: Crew) -> list[tuple[int, Inside]]:
    """Look into a few files of one folder; runs on a worker."""
    insides = []
    for at, file in files:
        if crew.stopping:
            break
        try:
            inside = look(file)
        except OSError as error:
            words = error.strerror or str(error)
            inside = Inside(problem=Problem(ProblemCode.TAGS_UNREADABLE, file.path, (("error", words),)))
        insides.append((at, inside))
    return insides
