"""What Jellyfin makes of the files a finding is about: as they lie, and as they would lie after its repair."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from jforg_gui.domain.finding import Finding
from jforg_gui.domain.media import MEDIA, MediaFile
from jforg_gui.domain.seen import CURRENT, Seen, Sees, Sight
from jforg_gui.jellyfin.check.tree import Branch, Parts, Work
from jforg_gui.workflow.ports import Cancellation
from jforg_gui.workflow.shelves import Shelf
from jforg_gui.workflow.verify import Checked, works_of

_MOST: Final = 4  # of a show that gets its year each episode would say the same
_COMPANIONS: Final = frozenset((Sight.SUBTITLE, Sight.AUDIO, Sight.LYRICS))


@dataclass(frozen=True, slots=True)
class Foresight:
    """What is seen of some files of a finding, now and after its repair; nothing after where there is none."""

    now: tuple[Sees, ...] = ()
    after: tuple[Sees, ...] = ()


def foresee(finding: Finding, cancellation: Cancellation) -> Foresight:
    """Read the folder of a finding's work again, and say what the server makes of a few of its files.

    Looks at the disk; raises CancelledError.
    """
    only = (finding.work,) if finding.work else ()
    shelf = Shelf(finding.library, finding.root, only)
    work = next(works_of(shelf, cancellation, Checked(), lambda _path, _error: None), None)
    if work is None:
        return Foresight()
    moves = {file.path: path for file, path in (finding.repair.moves if finding.repair is not None else ())}
    later = _moved(work, moves) if moves else None
    files = _looked_at(finding, work, later, moves)
    now = tuple(_sees(work, path) for path in files)
    after = tuple(_sees(later, moves.get(path, path)) for path in files) if later is not None else ()
    return Foresight(tuple(dict.fromkeys(now)), tuple(dict.fromkeys(after)))


def _moved(work: Work, moves: Mapping[str, str]) -> Work:
    """Return a work as it lies after some moves; folders that they empty are gone."""
    files: dict[Parts, dict[str, MediaFile]] = {}
    for parts, branch in work.branches.items():
        for name, file in branch.files.items():
            path = moves.get(file.path, work.path((*parts, name)))
            to = tuple(os.path.relpath(path, work.root).split(os.sep))
            files.setdefault(to[:-1], {})[to[-1]] = replace(file, path=path)
    folders = {parts[:length] for parts in files for length in range(len(parts) + 1)}
    branches = {
        parts: Branch(
            parts, files.get(parts, {}), tuple(one[-1] for one in sorted(folders) if one and one[:-1] == parts)
        )
        for parts in sorted(folders)
    }
    return Work(work.library, work.root, work.name, branches)


def _looked_at(finding: Finding, work: Work, later: Work | None, moves: Mapping[str, str]) -> list[str]:
    """Choose media files by their paths now: those that move or are concerned, and those that get what moves."""
    media = [file.path for branch in work.branches.values() for file in branch.files.values() if file.category in MEDIA]
    wanted = {*moves, *finding.concerns}
    found = [path for path in media if path in wanted]
    if later is not None and not found:
        came = {path: old for old, path in moves.items()}
        joined = {os.path.join(os.path.dirname(path), _seen(later, path).joined or "") for path in came}
        found = [path for path in media if moves.get(path, path) in joined]
    return found[:_MOST]


def _sees(work: Work, path: str) -> Sees:
    seen = _seen(work, path)
    parts, name = _place(work, path)
    beside = work.read(work.branches[parts], CURRENT).values() if parts in work.branches else ()
    return Sees(seen, tuple(one for one in beside if one.kind in _COMPANIONS and one.joined == name))


def _seen(work: Work, path: str) -> Seen:
    parts, name = _place(work, path)
    if parts not in work.branches:
        return Seen(kind=Sight.NOTHING)
    return work.read(work.branches[parts], CURRENT).get(name, Seen(kind=Sight.NOTHING))


def _place(work: Work, path: str) -> tuple[Parts, str]:
    *parts, name = os.path.relpath(path, work.root).split(os.sep)
    return tuple(parts), name
