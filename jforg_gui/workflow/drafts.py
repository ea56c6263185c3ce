"""One row as it would like to go: its destination and those of its companions, before anyone looks at the others."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.listing import fold
from jforg_gui.jellyfin import companions, legal
from jforg_gui.jellyfin.place import Place

# Linux refuses a longer path outright (PATH_MAX, with the final NUL).
_PATH_BYTES: Final = 4095


@dataclass(frozen=True, slots=True)
class Follower:
    """A companion's wish. ``key`` is the destination folded; ``twin`` the row's own file that has the name already."""

    companion: Companion
    destination: str | None
    key: str = ""
    twin: str | None = None

    @property
    def in_place(self) -> bool:
        """Whether it lies there already."""
        return self.destination == self.companion.file.path


@dataclass(frozen=True, slots=True)
class Draft:
    """A row's wish: the place, the same as a path below ``root``, and its key folded."""

    item: Item
    place: Place
    root: str
    destination: str
    key: str
    followers: tuple[Follower, ...] = ()

    @property
    def in_place(self) -> bool:
        """Whether the media file lies there already."""
        return self.destination == self.item.file.path


def below(root: str, parts: tuple[str, ...]) -> str | None:
    """Join components to a path below ``root``; None rather than one that might lead out of it or is too long."""
    if not all(map(legal.is_component, parts)):
        return None
    path = os.path.join(root, *parts)
    return None if len(path) * 4 > _PATH_BYTES < len(os.fsencode(path)) else path


def draft_of(item: Item, place: Place, root: str) -> Draft | None:
    """Return the wish of an item that belongs at ``place``; None if that is no path below ``root``."""
    destination = below(root, place.parts)
    if destination is None:
        return None
    key = fold(destination)
    followers = _followers(item, place, root, key, settled=destination == item.file.path)
    return Draft(item, place, root, destination, key, followers)


def _followers(item: Item, place: Place, root: str, key: str, *, settled: bool) -> tuple[Follower, ...]:
    if not item.companions:
        return ()
    seen = {key: item.file.path}
    found = []
    wishes = companions.places(item.companions, item.file, place, item.kind, settled=settled)
    for companion, parts in zip(item.companions, wishes, strict=True):
        destination = below(root, parts) if parts else None
        if destination is None:
            found.append(Follower(companion, None))
            continue
        folded = fold(destination)
        twin = seen.setdefault(folded, companion.file.path)
        found.append(Follower(companion, destination, folded, twin if twin != companion.file.path else None))
    return tuple(found)


def notes_of(draft: Draft) -> tuple[Problem, ...]:
    """Return what is worth knowing of a row that moves all the same."""
    path, found = draft.item.file.path, [*draft.item.problems, *draft.item.guess.notes]
    if not draft.item.file.name.isascii() and not _is_unicode(draft.item.file.name):
        found.append(Problem(ProblemCode.NAME_NOT_UNICODE, path))
    if draft.place.shortened:
        found.append(Problem(ProblemCode.NAME_SHORTENED, path))
    return tuple({problem.code: problem for problem in reversed(found)}.values())[::-1]


def _is_unicode(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
