"""Before a run: what would stop it on the disks at hand is said before the first file is touched."""

from __future__ import annotations

import errno
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.disks import IMPOSSIBLE, DiskFacts, Way
from jforg_gui.domain.errors import CannotStartError, Problem, ProblemCode
from jforg_gui.domain.plan import CompanionMove, Plan, Row, Status, Transfer
from jforg_gui.domain.words import MODE_WORDS, sentence
from jforg_gui.workflow.modes import COPYING, Ways
from jforg_gui.workflow.ports import Disks, Grounds

_MARGIN: Final = 50  # one part in so many more than what is copied: a file system needs room for itself
_RECORD: Final = 2048  # bytes of the journal that one file may take, its log included


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan after a look at the disks: rows that cannot go there need the person now, and say why.

    ``obstacles`` are what the whole run would fail on; while there are any it may not start.
    """

    plan: Plan
    obstacles: tuple[Problem, ...] = ()

    def plan_to_carry_out(self) -> Plan:
        """The plan; raises CannotStartError when there are obstacles."""
        require(self.obstacles)
        return self.plan


def preflight(plan: Plan, mode: Mode, disks: Grounds, journal: str) -> Checked:
    """Look at the disks a plan would use. ``journal`` is the folder of the record, which needs room as well.

    Never call it on the GUI thread; writes nothing.
    """
    ways = Ways(mode, disks)
    checked = _hold_back(plan, ways, disks)
    transfers = [transfer for unit in checked.units() for transfer in unit.transfers()]
    obstacles = _obstacles_of_roots(checked, transfers, disks)
    if not obstacles:
        moves = [(t.file.path, t.destination, t.file.size) for t in transfers]
        obstacles = lack_of_room(moves, ways, disks, journal)
    return Checked(checked, tuple(obstacles))


def require(obstacles: Sequence[Problem]) -> None:
    """Raise CannotStartError when there is an obstacle."""
    if obstacles:
        raise CannotStartError(" ".join(f"{sentence(problem)}." for problem in obstacles), tuple(obstacles))


def lack_of_room(moves: Iterable[tuple[str, str, int]], ways: Ways, disks: Disks, journal: str) -> list[Problem]:
    """The disks with too little room for (source, destination, bytes), for what has to be copied there.

    Whole blocks and a margin are reckoned with; a disk that does not say how much is free is taken at its word.
    """
    needed: defaultdict[str, int] = defaultdict(int)
    there: dict[str, DiskFacts] = {}
    files = 0
    for source, destination, size in moves:
        files += 1
        if ways.takes_room(source, destination):
            disk = disks.of(os.path.dirname(destination))
            there[disk.pool] = disk
            needed[disk.pool] += (-(-size // disk.block) + 1) * disk.block
    lacking = []
    for pool, disk in there.items():
        wanted = needed[pool] + needed[pool] // _MARGIN
        if disk.free is not None and wanted > disk.free:
            gaps = {"needed": str(wanted), "free": str(disk.free), "disk": disk.mount}
            lacking.append(_problem(ProblemCode.ROOM_LACKING, disk.mount, **gaps))
    home = disks.of(journal)
    if home.free is not None and files * _RECORD > home.free:
        gaps = {"needed": str(files * _RECORD), "free": str(home.free), "disk": home.mount}
        lacking.append(_problem(ProblemCode.JOURNAL_ROOM_LACKING, journal, **gaps))
    return lacking


def _obstacles_of_roots(plan: Plan, transfers: Iterable[Transfer], disks: Grounds) -> list[Problem]:
    """Library folders whose disk is not there, or in which nothing of the plan may be written."""
    above = [(root.rstrip(os.sep) + os.sep, root) for root in dict.fromkeys(plan.roots.folders.values())]
    refusals: dict[str, str] = {}  # by root; '' once a place has been found that takes files
    for transfer in transfers:
        root = next((root for start, root in above if transfer.destination.startswith(start)), None)
        if root is not None and refusals.get(root, "unknown"):
            refusals[root] = disks.refusal(os.path.dirname(transfer.destination))
    obstacles = []
    locked: dict[tuple[str, str], list[str]] = {}
    for root, refusal in refusals.items():
        absent = disks.absent(root)
        if absent:
            obstacles.append(_problem(ProblemCode.LIBRARY_DISK_ABSENT, root, disk=absent, folder=root))
        elif refusal:
            locked.setdefault((os.path.dirname(root), refusal), []).append(root)
    for (parent, refusal), roots in locked.items():
        # Six libraries of one folder that can only be read are one thing to put right.
        one = len(roots) > 1 and disks.refusal(parent) == refusal
        folders = [parent] if one else roots
        obstacles += [_problem(ProblemCode.LIBRARY_LOCKED, each, folder=each, error=refusal) for each in folders]
    return obstacles


def held_back(plan: Plan, checked: Plan) -> list[Problem]:
    """Why rows and companions of a plan stay, by the same plan after the look at the disks: a problem for each."""
    found = []
    for before, after in zip(plan.rows, checked.rows, strict=True):
        if after is not before and after.status is not before.status:
            found.append(after.reasons[0])
        elif after is not before:
            pairs = zip(before.companions, after.companions, strict=True)
            found += [move.reasons[0] for then, move in pairs if move.status is not then.status]
    return found


def _hold_back(plan: Plan, ways: Ways, disks: Disks) -> Plan:
    """Take back what a disk cannot take: a file's companions stay with it, and it with those that are bound to it."""
    rows = [_checked(row, plan, ways, disks) for row in plan.rows]
    held = {row.destination for row, before in zip(rows, plan.rows, strict=True) if row.status is not before.status}
    if not held and all(row is before for row, before in zip(rows, plan.rows, strict=True)):
        return plan
    return replace(
        plan,
        rows=tuple(rows),
        creations=tuple(creation for creation in plan.creations if creation.beside not in held),
        pictures=tuple(picture for picture in plan.pictures if not picture.beside or picture.beside not in held),
    )


def _checked(row: Row, plan: Plan, ways: Ways, disks: Disks) -> Row:
    unit = plan.unit_of(row)
    if unit is None:
        return row
    problems = {
        transfer.file.path: problem
        for transfer in unit.transfers()
        if (problem := _unfit(transfer, ways, disks)) is not None
    }
    if not problems:
        return row
    path = row.item.file.path
    bound = [move.companion.file.path for move in row.companions if move.companion.bound]
    reason = next((problems[one] for one in (path, *bound) if one in problems), None)
    if reason is None or unit.media is None:
        return replace(row, companions=tuple(_held(move, problems) for move in row.companions))
    return replace(row, status=Status.ATTENTION, reasons=(reason, *row.reasons))


def _held(move: CompanionMove, problems: dict[str, Problem]) -> CompanionMove:
    problem = problems.get(move.companion.file.path)
    return move if problem is None else replace(move, status=Status.ATTENTION, reasons=(problem, *move.reasons))


def _unfit(transfer: Transfer, ways: Ways, disks: Disks) -> Problem | None:
    """Why a file cannot get to its place, as far as the disks say so."""
    path, destination = transfer.file.path, transfer.destination
    here, there = disks.of(os.path.dirname(path)), disks.of(os.path.dirname(destination))
    way = ways.way(path, destination)
    if way in IMPOSSIBLE:
        code = errno.EXDEV if way in {Way.HARDLINK_ACROSS, Way.REFLINK_ACROSS} else errno.ENOTSUP
        return _problem(ProblemCode.MODE_IMPOSSIBLE, path, mode=MODE_WORDS[ways.mode], error=os.strerror(code))
    if ways.mode is Mode.MOVE and here.read_only:
        return _problem(ProblemCode.SOURCE_READ_ONLY, path, disk=here.mount)
    if there.largest is not None and way in COPYING and transfer.file.size > there.largest:
        size, most = str(transfer.file.size), str(there.largest)
        return _problem(ProblemCode.TOO_LARGE_THERE, path, bytes=size, most=most, disk=there.mount, system=there.system)
    return _too_long(path, destination, there)


def _too_long(path: str, destination: str, there: DiskFacts) -> Problem | None:
    most = there.longest
    if most is None or len(destination) * 4 <= most:
        return None
    names = destination.removeprefix(there.mount).split(os.sep)
    name = next((name for name in names if len(os.fsencode(name)) > most), None)
    if name is None:
        return None
    return _problem(ProblemCode.NAME_TOO_LONG_THERE, path, name=name, most=str(most), disk=there.mount)


def _problem(code: ProblemCode, path: str, **gaps: str) -> Problem:
    return Problem(code, path, tuple(gaps.items()))
