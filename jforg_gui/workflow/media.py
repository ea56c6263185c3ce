"""What is inside media files: remembered, read where it is not, and which files it would make a difference for."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from threading import Lock
from types import MappingProxyType
from typing import Final

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.errors import CancelledError
from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Category, Kind, MediaFile, category_of, extension_of
from jforg_gui.domain.plan import Row
from jforg_gui.domain.streams import FactsByFile, MediaFacts
from jforg_gui.workflow.ports import Cancellation, Disk, FactReader, FactStore
from jforg_gui.workflow.rivals import pairs

_WITH_STREAMS: Final = frozenset((Category.VIDEO, Category.AUDIO, Category.AUDIOBOOK))
# Images of whole discs, slices of files, and links to streams elsewhere: no streams of their own.
_WITHOUT: Final = frozenset(("001", "bin", "img", "iso", "nrg", "strm"))
_REMEMBERED_TOGETHER: Final = 32

# A file of this share of its namesake's size may be its sample.
_SMALL_SHARE: Final = 0.2
_SAMPLE_SECONDS: Final = 180.0
_SAMPLE_SHARE: Final = 0.1
_LONG_SECONDS: Final = 600.0  # beside nothing that runs shorter is anything a sample


class KnownMedia:
    """Facts of media files out of memory, out of the store, or read. Safe from any thread; never raises for a file.

    While ``reading`` is False no file is read: only what was read earlier is known.
    """

    def __init__(self, reader: FactReader, store: FactStore) -> None:
        """Know nothing yet."""
        self.reading = True
        self._reader, self._store = reader, store
        self._known: dict[str, tuple[MediaFile, MediaFacts | None]] = {}
        self._recalled: set[str] = set()
        self._facts: FactsByFile | None = None
        self._lock = Lock()

    def facts(self) -> FactsByFile:
        """All that is known now; what becomes known later is not in it."""
        with self._lock:
            if self._facts is None:
                found = {(path, file.size): facts for path, (file, facts) in self._known.items() if facts is not None}
                self._facts = MappingProxyType(found)
            return self._facts

    def of(self, file: MediaFile) -> MediaFacts | None:
        """What is known of one file; nothing is read."""
        found = self._known.get(file.path)
        return found[1] if found is not None and _same(found[0], file) else None

    def recall(self, files: Iterable[MediaFile]) -> bool:
        """Remember what the store knows of these files; return whether anything became known. Reads no media file.

        The store is asked once for each path: what becomes known later comes from here.
        """
        new = [file for file in files if file.path not in self._recalled]
        self._recalled.update(file.path for file in new)
        return any(facts is not None for facts in self._recall(self._unknown(new)).values())

    def read(self, files: Iterable[MediaFile], cancellation: Cancellation) -> bool:
        """Find out about files, out of the store or by reading them; return whether anything became known.

        Blocks, up to two seconds a file. Raises CancelledError; what was read before is kept.
        """
        unknown = self._unknown(files)
        stored = self._recall(unknown)
        new = any(facts is not None for facts in stored.values())
        missing = [file for file in unknown if file not in stored]
        for start in range(0, len(missing), _REMEMBERED_TOGETHER):
            new = self._read(missing[start : start + _REMEMBERED_TOGETHER], cancellation) or new
        return new

    def stop(self) -> None:
        """Read no further, in the middle of a file as well; the next question begins anew."""
        self._reader.close()

    def _unknown(self, files: Iterable[MediaFile]) -> list[MediaFile]:
        found = []
        for file in dict.fromkeys(filter(has_streams, files)):
            known = self._known.get(file.path)
            if known is None or not _same(known[0], file):
                found.append(file)
        return found

    def _recall(self, files: Sequence[MediaFile]) -> Mapping[MediaFile, MediaFacts | None]:
        stored = self._store.known(files) if files else {}
        self._keep(stored)
        return stored

    def _read(self, files: Sequence[MediaFile], cancellation: Cancellation) -> bool:
        if not self.reading:
            return False
        found: dict[MediaFile, MediaFacts | None] = {}
        unread: dict[MediaFile, MediaFacts | None] = {}
        try:
            for file in files:
                if cancellation.cancelled():
                    raise CancelledError
                facts, sure = self._reader.read(file)
                if sure:
                    found[file] = facts
                elif os.path.lexists(file.path):  # what has moved away may come back
                    unread[file] = None
        finally:
            self._store.remember(found)
            self._keep(found)
            self._keep(unread)  # not asked again in the life of the program
        return any(facts is not None for facts in found.values())

    def _keep(self, found: Mapping[MediaFile, MediaFacts | None]) -> None:
        with self._lock:
            self._facts = None
            self._known.update((file.path, (file, facts)) for file, facts in found.items())


def _same(one: MediaFile, other: MediaFile) -> bool:
    return (one.size, one.mtime_ns) == (other.size, other.mtime_ns)


def has_streams(file: MediaFile) -> bool:
    """Tell by its name whether a file has streams to read."""
    return category_of(file.path) in _WITH_STREAMS and extension_of(file.path) not in _WITHOUT and file.size > 0


def with_media(items: Sequence[Item], facts: FactsByFile) -> Sequence[Item]:
    """Return rows with what is known of their files' streams."""
    return [_with(item, facts.get((item.file.path, item.file.size))) for item in items] if facts else items


def _with(item: Item, found: MediaFacts | None) -> Item:
    return item if found is None or found is item.media else replace(item, media=found)


def with_resolution(item: Item) -> Guess:
    """Return the guess of a row, with the resolution that its streams have where its name says none."""
    guess, media = item.guess, item.media
    if media is None or guess.resolution is not None or guess.kind is not Kind.MOVIE or media.resolution is None:
        return guess
    return replace(guess, resolution=media.resolution)


# --- which files it makes a difference for --------------------------------------------------------------------------


def wanted(rows: Sequence[Row], policy: ConflictPolicy, disk: Disk) -> list[MediaFile]:
    """The files whose streams would change the plan of these rows: those that meet another one, or may be samples.

    Files of the library are looked at on the disk: never call it on the GUI thread.
    """
    files = {row.item.file.path: row.item.file for row in rows}
    found: dict[str, None] = {}
    for row in rows:
        decided = row.item.conflict or policy
        if decided is ConflictPolicy.KEEP_BEST:
            found.update(dict.fromkeys(path for pair in pairs(row) for path in pair))
        elif decided is ConflictPolicy.KEEP_BOTH and row.item.kind is Kind.MOVIE and row.item.guess.resolution is None:
            found.update((path, None) for path, _ in pairs(row) if path == row.item.file.path)
    short = filter(_maybe_sample, namesakes([row.item for row in rows if row.item.ignored is None]))
    for group in chain(_versions(rows), short):
        found.update(dict.fromkeys(item.file.path for item in group))
    return [file for path in found if (file := files.get(path) or _look(path, disk)) is not None and has_streams(file)]


def _look(path: str, disk: Disk) -> MediaFile | None:
    try:
        facts = disk.facts(path)
    except OSError:
        return None
    if facts is None or not facts.is_file:
        return None
    return MediaFile(path, facts.size, facts.mtime_ns, facts.identity, facts.mode, facts.links)


def _versions(rows: Sequence[Row]) -> Iterator[list[Item]]:
    """Films of one folder of which a name keeps silent about its resolution."""
    folders: defaultdict[str, list[Item]] = defaultdict(list)
    for row in rows:
        if row.item.kind is Kind.MOVIE and row.destination is not None and row.item.guess.part is None:
            folders[os.path.dirname(row.destination)].append(row.item)
    for group in folders.values():
        if len(group) > 1 and any(item.guess.resolution is None for item in group):
            yield group


def namesake_key(item: Item) -> tuple[object, ...] | None:
    """What films or episodes of one folder have in common that say they are the same one; None for anything else."""
    guess = item.guess
    if guess.kind not in {Kind.MOVIE, Kind.EPISODE} or guess.part is not None or not has_streams(item.file):
        return None
    name = (guess.title if guess.kind is Kind.MOVIE else guess.series) or ""
    key = (guess.season, guess.episodes, guess.absolute, guess.date)
    return (item.file.folder, guess.kind, name.casefold(), guess.year, *key)


def namesakes(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Films or episodes of one folder that say they are the same one."""
    groups: defaultdict[tuple[object, ...], list[Item]] = defaultdict(list)
    for item in items:
        key = namesake_key(item)
        if key is not None:
            groups[key].append(item)
    return (group for group in groups.values() if len(group) > 1)


def _maybe_sample(group: Sequence[Item]) -> bool:
    sizes = [item.file.size for item in group]
    return min(sizes) < _SMALL_SHARE * max(sizes)


def samples(items: Iterable[Item]) -> frozenset[str]:
    """The paths of files that run for a moment beside one that says it is the same film or episode, and runs long.

    What the person has corrected is what they say.
    """
    found: set[str] = set()
    for group in namesakes([item for item in items if item.media is not None and item.media.duration is not None]):
        longest = max(map(_seconds, group))
        if longest >= _LONG_SECONDS:
            limit = min(_SAMPLE_SECONDS, _SAMPLE_SHARE * longest)
            short = (item for item in group if _seconds(item) < limit and item.recognised is None)
            found.update(item.file.path for item in short)
    return frozenset(found)


def _seconds(item: Item) -> float:
    return (item.media.duration or 0.0) if item.media is not None else 0.0
