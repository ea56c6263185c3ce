"""What a run would do, in numbers: files that go, files that stay and why, bytes between disks. No widget in sight."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.disks import Meaning, Way
from jforg_gui.domain.plan import Plan, Row, Status
from jforg_gui.ui.text import fill, plain_path, translate
from jforg_gui.workflow.preflight import Checked

# What a hard disk of today does, with each copy read again: a guess has to hold for the slower ones.
_COPIED_A_SECOND: Final = 60e6  # bytes
_NAMES_A_SECOND: Final = 1000.0
_WRITTEN_A_SECOND: Final = 300.0


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What the sheet says beside the plan: what was added, and how files get to their places.

    ``check`` tells what the disks allow of the plan; it looks at them, so it is not for the GUI thread.
    """

    inputs: tuple[str, ...]
    mode: Mode = Mode.MOVE
    check: Callable[[Plan], Checked] | None = None


@dataclass(frozen=True, slots=True)
class Staying:
    """Files that stay where they are, each with its companions: by what keeps them. ``left_out`` are unchecked."""

    attention: int = 0
    conflict: int = 0
    ignored: int = 0
    left_out: int = 0


def staying(plan: Plan) -> Staying:
    """Count what stays."""
    by_status = dict.fromkeys(Status, 0)
    left_out = 0
    for row in plan.rows:
        files = 1 + len(row.item.companions)
        by_status[row.status] += files
        if row.status is Status.READY and not row.item.wanted:
            left_out += files
        else:
            for move in row.companions if row.status is Status.READY else ():
                by_status[move.status] += 1
                by_status[row.status] -= 1
    return Staying(by_status[Status.ATTENTION], by_status[Status.CONFLICT], by_status[Status.IGNORED], left_out)


def companions(plan: Plan) -> int:
    """The number of files that travel with another one."""
    return sum(len(unit.followers) for unit in plan.units())


def moves(plan: Plan, facts: RunFacts) -> list[str]:
    """Every move as a line: the old path, an arrow, the new one, each from the folder on that the person knows."""
    transfers = [transfer for unit in plan.units() for transfer in unit.transfers()]
    before = Shortener(facts.inputs, [transfer.file.path for transfer in transfers])
    after = Shortener(plan.roots.folders.values(), [transfer.destination for transfer in transfers])
    return [f"{before.short(t.file.path)} → {after.short(t.destination)}" for t in transfers]


def estimate(meanings: Iterable[Meaning], written: int) -> float:
    """About how many seconds a run takes on disks as most people have them; ``written`` files are made besides."""
    seconds = written / _WRITTEN_A_SECOND
    for one in meanings:
        seconds += one.files / _NAMES_A_SECOND
        if one.way in {Way.COPY, Way.MOVE_BY_COPY}:
            seconds += one.size / _COPIED_A_SECOND
    return seconds


def listed(parts: Sequence[str]) -> str:
    """A list in words: "Movies, Shows and Books"."""
    if len(parts) < 2:  # noqa: PLR2004 — one thing is no list
        return "".join(parts)
    return fill(translate("Run", "{several} and {last}"), several=", ".join(parts[:-1]), last=parts[-1])


def name_of(path: str) -> str:
    """The last part of a path, or all of it where there is no other."""
    return plain_path(os.path.basename(path.rstrip(os.sep)) or path)


def route(plan: Plan, facts: RunFacts) -> str:
    """Say from where to where: "From Finished to Movies and Shows on /srv/media"."""
    sources = listed([name_of(path) for path in facts.inputs]) or listed(_folders(plan.rows))
    roots = _roots_in_use(plan)
    above = {os.path.dirname(root) for root in roots}
    if len(above) == 1:
        names = listed([name_of(root) for root in roots])
        said = translate("Run", "From {source} to {libraries} on {place}")
        return fill(said, source=sources, libraries=names, place=plain_path(above.pop()))
    libraries = listed([plain_path(root) for root in roots])
    return fill(translate("Run", "From {source} to {libraries}"), source=sources, libraries=libraries)


def _folders(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(name_of(row.item.file.folder) for row in rows))


def _roots_in_use(plan: Plan) -> list[str]:
    used = []
    destinations = [transfer.destination for unit in plan.units() for transfer in unit.transfers()]
    for root in plan.roots.folders.values():
        if root not in used and any(path.startswith(root.rstrip(os.sep) + os.sep) for path in destinations):
            used.append(root)
    return used


class Shortener:
    """Shows paths from the folder on that the person knows: a library, or what was added."""

    def __init__(self, known: Iterable[str], paths: Sequence[str]) -> None:
        """``known`` are folders; where a path is in none of them, what all ``paths`` share is left out."""
        self._known = sorted((path.rstrip(os.sep) for path in known), key=len, reverse=True)
        folders = [os.path.dirname(path) for path in paths]
        self._common = os.path.commonpath(folders) if folders else ""
        self._cut: dict[str, int] = {}

    def short(self, path: str) -> str:
        """The path without what goes without saying."""
        folder = os.path.dirname(path)
        cut = self._cut.get(folder)
        if cut is None:
            base = next((base for base in self._known if path == base or path.startswith(base + os.sep)), self._common)
            base = folder if path == base else base
            cut = self._cut[folder] = len(os.path.dirname(base).rstrip(os.sep)) + 1
        return plain_path(path[cut:])
