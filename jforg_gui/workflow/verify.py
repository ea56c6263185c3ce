"""Checking a library that exists: a walk that looks at one work after another and keeps none, and plans of repairs."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.finding import Effect, Finding, FindingCode, Tally
from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import fold
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import MEDIA, Category, Kind, Library, MediaFile, category_of
from jforg_gui.domain.plan import Plan, Roots, Row, Status
from jforg_gui.jellyfin.check.checks import check, check_twins, same_work
from jforg_gui.jellyfin.check.tree import Branch, Parts, Work
from jforg_gui.workflow.left_out import LeftOut
from jforg_gui.workflow.ports import Cancellation
from jforg_gui.workflow.shelves import Shelf, shelves_of
from jforg_gui.workflow.walk import RawFolder, media_file, walk

_COUNTED_THROUGH: Final = re.compile(rb"<displayorder>\s*absolute\s*</displayorder>", re.IGNORECASE)
_MOST_NFO: Final = 1 << 20
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
            failures.append(Finding(FindingCode.UNREADABLE, Effect.NOT_SHOWN, shelf.library, path, "", said))

        twins: dict[str, Work] = {}
        for work in works_of(shelf, cancellation, checked, failed):
            yield from (finding for finding in check(work) if not _is_answered(finding))
            yield from _duplicate(work, seen)
            yield from _twins(work, twins)
            yield from failures
            failures.clear()
            report()
        yield from failures


def _is_answered(finding: Finding) -> bool:
    """Tell whether a show's NFO answers what its names leave open. Reads it where one is asked for."""
    if finding.code is not FindingCode.COUNTED_THROUGH:
        return False
    try:
        with open(os.path.join(finding.path, "tvshow.nfo"), "rb") as file:
            return _COUNTED_THROUGH.search(file.read(_MOST_NFO)) is not None
    except OSError:
        return False


def _duplicate(work: Work, seen: dict[tuple[Library, str], str]) -> Iterator[Finding]:
    key = same_work(work)
    if key is None:
        return
    first = seen.setdefault((work.library, key), work.name)
    if first != work.name and fold(first) != fold(work.name):
        yield work.finding(FindingCode.DUPLICATE, Effect.SHOWN_WRONG, (work.name,), other=first)


def _twins(work: Work, twins: dict[str, Work]) -> Iterator[Finding]:
    """Tell works whose names differ in spelling alone; the first of such is kept until the others have come.

    Folders come in the order of code points, not of their names folded: ``twins`` has a place for each name that the
    library's folder has more than once.
    """
    if not work.name:
        names = Counter(map(fold, work.branches[()].folders))
        twins.update((name, work) for name, count in names.items() if count > 1)
        return
    first = twins.get(fold(work.name))
    if first is None:
        return
    if not first.name:
        twins[fold(work.name)] = work
    elif (finding := check_twins(first, work)) is not None:
        yield finding


def works_of(
    shelf: Shelf, cancellation: Cancellation, checked: Checked, failed: Callable[[str, OSError], None]
) -> Iterator[Work]:
    """Give one work after another: what lies loosely in the library first, then each folder with all that is in it."""
    top = os.path.join(shelf.root, *shelf.only)
    branches: dict[Parts, Branch] = {}
    left_out = LeftOut(shelf.root, top)
    for raw in walk(top, cancellation, on_error=failed):
        parts = (*shelf.only, *_below(top, raw.path))
        if _is_not_meant(parts) or left_out.takes(raw):
            raw.folders.clear()  # nothing in it is walked
            continue
        empty = not (raw.files or raw.folders or raw.links or raw.specials)
        left_out.clear(raw)
        checked.folders += 1
        checked.files += len(raw.files)
        checked.path = raw.path
        if len(parts) == 1 and branches:
            yield _work(shelf, branches)
            branches = {}
        branches[parts] = _branch(raw, parts, empty=empty)
        if not parts:
            yield _work(shelf, branches)
            branches = {}
    if branches:
        yield _work(shelf, branches)


def _below(top: str, path: str) -> Parts:
    rest = path[len(top) :].strip(os.sep)
    return tuple(rest.split(os.sep)) if rest else ()


def _is_not_meant(parts: Parts) -> bool:
    """Tell hidden folders of no media."""
    name = parts[-1].casefold() if parts else ""
    return name.startswith(_NOT_MEANT) or (name.startswith(".") and len(parts) > 1)


def _work(shelf: Shelf, branches: dict[Parts, Branch]) -> Work:
    first = next(iter(branches))
    return Work(shelf.library, shelf.root, first[0] if first else "", branches)


def _branch(raw: RawFolder, parts: Parts, *, empty: bool) -> Branch:
    inside = os.path.join(raw.path, "")
    linked = [(name, facts) for name, _ in raw.links if (facts := _target(inside + name)) is not None]
    entries = [*raw.files, *linked]
    files = {name: media_file(inside + name, facts) for name, facts in entries if not _is_housekeeping(name, facts)}
    return Branch(parts, files, tuple(raw.folders), frozenset(name for name, _ in linked), empty)


def _target(link: str) -> os.stat_result | None:
    """Return what a symbolic link leads to, which the server follows; None where that is no file."""
    try:
        facts = os.stat(link)
    except OSError:
        return None
    return facts if stat.S_ISREG(facts.st_mode) else None


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
    """Return the ordinary plan that carries repairs out: shown, moved and undone like any other.

    Run it so that folders that it empties go: an empty one of another name would be shown, or part a film from its own.
    """
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
    guess = Guess(kind=kind, title=file.stem, confidence=1.0)
    return Item(file=file, guess=guess, input_root=finding.root or file.folder)
