"""Checking a library that exists: a walk that looks at one work after another and keeps none, and plans of repairs."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.finding import Effect, Finding, FindingCode, Tally
from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import fold
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import MEDIA, Category, Kind, Library, MediaFile, category_of
from jforg_gui.domain.plan import Plan, Roots, Row, Status
from jforg_gui.jellyfin.check.checks import check, same_work
from jforg_gui.jellyfin.check.tree import Branch, Parts, Work
from jforg_gui.workflow.ports import Cancellation
from jforg_gui.workflow.shelves import Shelf, shelves_of
from jforg_gui.workflow.walk import RawFolder, media_file, walk

_IGNORE_FILE: Final = ".ignore"
# Hidden folders that nobody means as media: the server's, the desktop's, our own.
_NOT_MEANT: Final = (
    ".trash",
    ".jforg",
    ".snapshot",
    ".zfs",
    ".grab",
    ".actors",
    ".@__thumb",
    ".wd_tv",
    ".recycle",
    ".git",
)
_KINDS: Final[dict[Library, Kind]] = {
    Library.MOVIES: Kind.MOVIE,
    Library.SHOWS: Kind.EPISODE,
    Library.MUSIC: Kind.TRACK,
    Library.BOOKS: Kind.BOOK,
    Library.COMICS: Kind.COMIC,
    Library.AUDIOBOOKS: Kind.AUDIOBOOK,
}
_COMPANIONS: Final = {Category.SUBTITLE: Kind.SUBTITLE, Category.IMAGE: Kind.ARTWORK}


@dataclass(slots=True)
class Checked:
    """How far a check has come. Counts grow while the findings are read."""

    files: int = 0
    folders: int = 0
    path: str = ""

    def tally(self, findings: Iterable[Finding]) -> Tally:
        """Return the final counts."""
        concerned = {path for finding in findings for path in finding.concerns}
        return Tally(self.files, self.folders, len(concerned))


def verify_folder(
    folder: str,
    roots: Roots,
    library: Library | None,
    cancellation: Cancellation,
    checked: Checked,
    report: Callable[[], None] = lambda: None,
) -> Iterator[Finding]:
    """Check a library, a folder of libraries or one work; see ``verify``. ``roots`` are the libraries of the settings.

    Raises WorldError when nothing says what the folder holds, CancelledError.
    """
    yield from verify(shelves_of(folder, roots, library, cancellation), cancellation, checked, report)


def verify(
    shelves: Sequence[Shelf], cancellation: Cancellation, checked: Checked, report: Callable[[], None] = lambda: None
) -> Iterator[Finding]:
    """Give the findings of libraries, or of single works in them, as they are met. Changes nothing.

    Time is linear in the files, memory in the largest work and the number of works. ``report`` is called after each.
    Raises CancelledError.
    """
    seen: dict[tuple[Library, str], str] = {}
    for shelf in shelves:
        failures: list[Finding] = []

        def failed(path: str, error: OSError, shelf: Shelf = shelf, failures: list[Finding] = failures) -> None:
            said = (("name", os.path.basename(path)), ("error", error.strerror or str(error)))
            failures.append(Finding(FindingCode.UNREADABLE, Effect.NOT_SHOWN, shelf.library, path, "", said, (path,)))

        for work in _works(shelf, cancellation, checked, failed):
            yield from check(work)
            yield from _duplicate(work, seen)
            yield from failures
            failures.clear()
            report()
        yield from failures


def _duplicate(work: Work, seen: dict[tuple[Library, str], str]) -> Iterator[Finding]:
    key = same_work(work)
    if key is None:
        return
    first = seen.setdefault((work.library, key), work.name)
    if first != work.name and fold(first) != fold(work.name):
        yield work.finding(FindingCode.DUPLICATE, Effect.SHOWN_WRONG, (work.name,), other=first)


def _works(
    shelf: Shelf, cancellation: Cancellation, checked: Checked, failed: Callable[[str, OSError], None]
) -> Iterator[Work]:
    """Give one work after another: what lies loosely in the library first, then each folder with all that is in it."""
    top = os.path.join(shelf.root, *shelf.only)
    branches: dict[Parts, Branch] = {}
    left_out: set[str] = set()
    for raw in walk(top, cancellation, on_error=failed):
        parts = (*shelf.only, *_below(top, raw.path))
        if os.path.dirname(raw.path) in left_out or _is_left_out(raw, parts):
            left_out.add(raw.path)
            continue
        checked.folders += 1
        checked.files += len(raw.files)
        checked.path = raw.path
        if len(parts) == 1 and branches:
            yield _work(shelf, branches)
            branches = {}
        branches[parts] = _branch(raw, parts)
        if not parts:
            yield _work(shelf, branches)
            branches = {}
    if branches:
        yield _work(shelf, branches)


def _below(top: str, path: str) -> Parts:
    rest = path[len(top) :].strip(os.sep)
    return tuple(rest.split(os.sep)) if rest else ()


def _is_left_out(raw: RawFolder, parts: Parts) -> bool:
    """Tell what the person or the system keeps out on purpose: an empty .ignore, hidden folders of no media."""
    name = parts[-1].casefold() if parts else ""
    if name.startswith(_NOT_MEANT) or (name.startswith(".") and len(parts) > 1):
        return True
    return any(name == _IGNORE_FILE and facts.st_size == 0 for name, facts in raw.files)


def _work(shelf: Shelf, branches: dict[Parts, Branch]) -> Work:
    first = next(iter(branches))
    return Work(shelf.library, shelf.root, first[0] if first else "", branches)


def _branch(raw: RawFolder, parts: Parts) -> Branch:
    inside = os.path.join(raw.path, "")
    files = {name: media_file(inside + name, facts) for name, facts in raw.files if not _is_housekeeping(name, facts)}
    return Branch(parts, files, tuple(raw.folders))


def _is_housekeeping(name: str, facts: os.stat_result) -> bool:
    """Tell files of the desktop and of JFOrg itself, which no check is about."""
    if name.startswith(".") and (name.startswith("._") or category_of(name) not in MEDIA):
        return True
    return not stat.S_ISREG(facts.st_mode) or name.casefold() in {"desktop.ini", "thumbs.db"}


# --- repairs --------------------------------------------------------------------------------------------------------


def repairs(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that can be repaired in one run: of two that would move one file the first."""
    sources: set[str] = set()
    places: set[str] = set()
    chosen = []
    for finding in findings:
        if finding.repair is None:
            continue
        mine = {file.path for file, _ in finding.repair.moves}
        there = {fold(path) for _, path in finding.repair.moves}
        if sources.isdisjoint(mine) and places.isdisjoint(there):
            sources |= mine
            places |= there
            chosen.append(finding)
    return chosen


def repair_plan(findings: Iterable[Finding], roots: Roots) -> Plan:
    """Return the ordinary plan that carries repairs out: shown, moved and undone like any other."""
    rows = [
        Row(_item(finding, file), path, Status.READY)
        for finding in repairs(findings)
        for file, path in (finding.repair.moves if finding.repair else ())
    ]
    return Plan(tuple(rows), roots)


def _item(finding: Finding, file: MediaFile) -> Item:
    kind = _COMPANIONS.get(file.category)
    if kind is None:
        kind = _KINDS[finding.library] if file.category is not Category.METADATA else Kind.UNKNOWN
    return Item(
        file=file, guess=Guess(kind=kind, title=file.stem, confidence=1.0), input_root=os.path.dirname(file.path)
    )
