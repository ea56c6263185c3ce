"""A frozen snapshot of what the library folders hold: plans are pure functions over it."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from jforg_gui.domain.media import Identity


def fold(path: str) -> str:
    """Return the key under which two paths are the same name on a careless disk.

    NFC and case-folded: macOS and SMB shares treat such names as one, and so must we everywhere.
    """
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that lies under a library folder: its path as the disk spells it, size in bytes, identity."""

    path: str
    size: int
    identity: Identity
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What lay under the library folders when it was taken."""

    entries: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))
    _inside: dict[str, list[Entry]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Listing:
        """Build a listing; of two entries whose names fold alike the first is kept."""
        by_key: dict[str, Entry] = {}
        for entry in entries:
            by_key.setdefault(fold(entry.path), entry)
        return cls(MappingProxyType(by_key))

    def find(self, path: str) -> Entry | None:
        """Return what lies at ``path`` under any spelling that a disk may take for the same."""
        return self.entries.get(fold(path))

    def inside(self, folder: str) -> Sequence[Entry]:
        """Return what lies directly in ``folder``, spelled as the disk does; the first question sorts all entries."""
        if not self._inside and self.entries:
            found: defaultdict[str, list[Entry]] = defaultdict(list)
            for entry in self.entries.values():
                found[os.path.dirname(entry.path)].append(entry)
            self._inside.update(found)
        return self._inside.get(folder, ())
