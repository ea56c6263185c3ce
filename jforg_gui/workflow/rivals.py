"""Two files that want one name, side by side: what the disk says of both, and whether they are the same inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from jforg_gui.domain.errors import CancelledError, Problem, ProblemCode
from jforg_gui.domain.listing import Listing
from jforg_gui.domain.media import MediaFile
from jforg_gui.domain.plan import Plan, Row
from jforg_gui.domain.streams import MediaFacts
from jforg_gui.workflow.names import SamePairs
from jforg_gui.workflow.ports import Cancellation, Disk
from jforg_gui.workflow.quality import Quality, quality_of, quality_of_path

_ABOUT_ANOTHER: Final = frozenset(
    (
        ProblemCode.DESTINATION_EXISTS,
        ProblemCode.SAME_DESTINATION,
        ProblemCode.NUMBERED,
        ProblemCode.REPLACES,
        ProblemCode.NOT_THE_BEST,
        ProblemCode.IDENTICAL,
    ),
)


@dataclass(frozen=True, slots=True)
class Contender:
    """One of two files that want a name: the picture's ``lines`` where anything says so, and what its streams say."""

    file: MediaFile
    lines: int | None
    media: MediaFacts | None = None

    @property
    def quality(self) -> Quality:
        """What it is judged by."""
        return Quality(self.lines, self.file.size, self.media)

    def looked_into(self, media: MediaFacts | None) -> Contender:
        """The same file, with what its streams say."""
        return replace(self, lines=(media.lines if media is not None else None) or self.lines, media=media)


def rivals_of(row: Row, disk: Disk) -> tuple[Contender, Contender] | None:
    """The file of a row and the one it meets; None if it meets none, or that one cannot be looked at.

    Looks at the disk: never call it on the GUI thread.
    """
    pair = next(pairs(row), None)
    if pair is None or pair[0] != row.item.file.path:
        return None
    try:
        facts = disk.facts(pair[1])
    except OSError:
        return None
    if facts is None or not facts.is_file:
        return None
    file = row.item.file
    other = MediaFile(pair[1], facts.size, facts.mtime_ns, facts.identity, facts.mode, facts.links)
    theirs = quality_of_path(other.path, other.size)
    return Contender(file, quality_of(row.item).lines), Contender(other, theirs.lines)


def same_contents(
    plan: Plan, listing: Listing, disk: Disk, cancellation: Cancellation, looked_at: SamePairs = frozenset()
) -> SamePairs:
    """Find among the files of a plan that meet another one those with the same content, by size and then by digest.

    A symbolic link to a file has its content. Pairs that were ``looked_at`` are passed over.
    Reads whole files, each once: never call it on the GUI thread. What cannot be read is the same as nothing.

    Raises:
        CancelledError: the person stopped it.

    """
    sizes = {row.item.file.path: row.item.file.size for row in plan.rows}
    sizes.update((move.companion.file.path, move.companion.file.size) for row in plan.rows for move in row.companions)
    digests: dict[str, str | None] = {}

    def digest(path: str) -> str | None:
        if path not in digests:
            if cancellation.cancelled():
                raise CancelledError
            try:
                digests[path] = disk.digest(path)
            except OSError:
                digests[path] = None
        return digests[path]

    same = set()
    for row in plan.rows:
        for path, other in set(pairs(row)) - looked_at:
            entry = listing.find(other)
            if path != other and entry is not None and _is_link_to(disk, other, path):
                same.add((path, other))
                continue
            size = sizes.get(other, entry.size if entry is not None and not entry.is_folder else None)
            alike = path != other and size is not None and size == sizes.get(path)
            if alike and digest(path) is not None and digest(path) == digest(other):
                same.add((path, other))
    return frozenset(same)


def _is_link_to(disk: Disk, path: str, source: str) -> bool:
    try:
        return disk.links_to(path, source)
    except OSError:
        return False


def pairs(row: Row) -> Iterator[tuple[str, str]]:
    """Return the files of a row that meet another one, with that one."""
    for problem in row.reasons:
        yield from _pair(problem)
    for move in row.companions:
        for problem in move.reasons:
            yield from _pair(problem)


def _pair(problem: Problem) -> Iterator[tuple[str, str]]:
    other = dict(problem.details).get("other")
    if problem.code in _ABOUT_ANOTHER and problem.path and other:
        yield problem.path, other
