"""A tree as it is at one moment, and what is different at another: the proof that an undo left nothing changed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jforg_gui.domain.errors import CancelledError
from jforg_gui.workflow.ports import Cancellation

_BLOCK: Final = 1 << 20  # bytes read at once


class Thing(StrEnum):
    """What lies at a path."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    SPECIAL = "special"


class Change(StrEnum):
    """In what way a path is no longer what it was."""

    GONE = "gone"
    NEW = "new"
    KIND = "kind"
    CONTENT = "content"
    TIME = "time"
    MODE = "mode"


@dataclass(frozen=True, slots=True)
class Trace:
    """What is remembered of one path.

    ``mtime_ns`` counts for files and links only: a folder's time is that of the last name that came or went.
    ``content`` is a file's BLAKE2b digest or a link's target, as bytes.
    """

    thing: Thing
    mode: int
    mtime_ns: int = 0
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which one path, relative to the tree, differs."""

    path: str
    change: Change


Snapshot = Mapping[str, Trace]


def take_snapshot(root: str, cancellation: Cancellation) -> Snapshot:
    """Read a whole tree below ``root``, links not followed, empty folders included; the keys are relative paths.

    Raises:
        OSError: a part of the tree could not be read, so that nothing could be said of the whole.
        CancelledError: the person stopped it.

    """
    traces: dict[str, Trace] = {}
    for folder, folders, files in os.walk(root, onerror=_refuse):
        if cancellation.cancelled():
            raise CancelledError
        for name in (*folders, *files):
            path = os.path.join(folder, name)
            traces[os.path.relpath(path, root)] = _trace(path)
    return traces


def differences(before: Snapshot, after: Snapshot) -> list[Difference]:
    """Everything that is not as it was, by path."""
    return [
        Difference(path, change)
        for path in sorted({*before, *after})
        for change in _changes(before.get(path), after.get(path))
    ]


def _refuse(error: OSError) -> None:
    raise error


def _trace(path: str) -> Trace:
    facts = os.lstat(path)
    mode = stat.S_IMODE(facts.st_mode)
    if stat.S_ISDIR(facts.st_mode):
        return Trace(Thing.FOLDER, mode)
    if stat.S_ISREG(facts.st_mode):
        return Trace(Thing.FILE, mode, facts.st_mtime_ns, _digest(path))
    if stat.S_ISLNK(facts.st_mode):
        return Trace(Thing.LINK, mode, facts.st_mtime_ns, os.fsencode(os.readlink(path)))
    return Trace(Thing.SPECIAL, mode, facts.st_mtime_ns)


def _digest(path: str) -> bytes:
    digest = hashlib.blake2b()
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.digest()


def _changes(before: Trace | None, after: Trace | None) -> Iterator[Change]:
    if after is None:
        yield Change.GONE
    elif before is None:
        yield Change.NEW
    elif before.thing is not after.thing:
        yield Change.KIND
    else:
        if before.content != after.content:
            yield Change.CONTENT
        if before.mtime_ns != after.mtime_ns:
            yield Change.TIME
        if before.mode != after.mode:
            yield Change.MODE
