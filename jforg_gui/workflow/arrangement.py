"""The library folders as they will be once a plan is carried out, read as Jellyfin reads them, each folder once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.listing import Listing
from jforg_gui.domain.media import Kind, Library
from jforg_gui.domain.plan import Roots, Row, Status
from jforg_gui.domain.seen import CURRENT, Seen, Server, Sight
from jforg_gui.jellyfin.reader.folder import Findings, Folder
from jforg_gui.jellyfin.reader.reading import read_folder, reads_alike

LIES: Final = frozenset((Status.READY, Status.UNCHANGED))
_KINDS: Final[dict[Library, Kind]] = {
    Library.MOVIES: Kind.MOVIE,
    Library.SHOWS: Kind.EPISODE,
    Library.MUSIC: Kind.TRACK,
    Library.BOOKS: Kind.BOOK,
    Library.COMICS: Kind.COMIC,
    Library.AUDIOBOOKS: Kind.AUDIOBOOK,
}


@dataclass(frozen=True, slots=True)
class Home:
    """Where a folder stands: its library, the names below the library's folder, and that folder's own name."""

    library: Library
    parts: tuple[str, ...]
    root: str


class Arrangement:
    """What will lie where. Pure; for one plan."""

    def __init__(self, rows: Sequence[Row], roots: Roots, listing: Listing, *, leaving: bool, nfo: bool) -> None:
        """Note where everything of the plan will lie.

        ``leaving`` tells that files leave the places they have, ``nfo`` that the run describes what it moves.
        """
        self.nfo = nfo
        self._listing = listing
        self._roots = sorted(roots.folders.items(), key=lambda one: -len(one[1]))
        self._leaving = set(_replaced(rows)) if listing.entries else set()
        if leaving and listing.entries:
            self._leaving.update(_leaving(rows))
        self._names: dict[str, dict[str, None]] = {}
        self._folders: dict[str, dict[str, None]] = {}
        self._homes: dict[tuple[str, Kind], Home | None] = {}
        self._findings: dict[tuple[str, Server], Findings] = {}
        self._folded: dict[str, frozenset[str]] = {}
        self._films: dict[str, int] = {}
        for path in _arriving(rows):
            self._add(path)

    def _add(self, path: str) -> None:
        folder, _, name = path.rpartition(os.sep)
        names = self._names.get(folder)
        if names is None:
            names = self._names[folder] = {}
            while (above := os.path.dirname(folder)) != folder:
                known = above in self._folders
                self._folders.setdefault(above, {})[os.path.basename(folder)] = None
                if known:
                    break
                folder = above
        names[name] = None

    def home(self, folder: str, kind: Kind) -> Home | None:
        """Return where a folder stands; of libraries that share a folder that of the ``kind``."""
        key = (folder, kind)
        if key not in self._homes:
            self._homes[key] = self._find_home(folder, kind)
        return self._homes[key]

    def _find_home(self, folder: str, kind: Kind) -> Home | None:
        fits = [(one, root.rstrip(os.sep)) for one, root in self._roots]
        fits = [(one, root) for one, root in fits if folder == root or folder.startswith(root + os.sep)]
        fits = [one for one in fits if len(one[1]) == len(fits[0][1])]
        for library, root in [one for one in fits if _KINDS[one[0]] is kind] or fits:
            below = folder[len(root) :].strip(os.sep)
            return Home(library, tuple(below.split(os.sep)) if below else (), os.path.basename(root))
        return None

    def read(self, folder: str, home: Home, server: Server) -> Findings:
        """Return what Jellyfin makes of everything in a folder."""
        found = self._findings.get((folder, server))
        if found is None:
            asked = self._asked(folder, home)
            if server is not CURRENT and reads_alike(asked):
                found = self.read(folder, home, CURRENT)
            else:
                found = read_folder(asked, server)
            self._findings[folder, server] = found
        return found

    def _asked(self, folder: str, home: Home) -> Folder:
        files, folders = self._inside(folder)
        if home.library is Library.MUSIC:
            # What else lies there may hold pictures: only what brings music counts.
            folders = tuple(self._folders.get(folder, ()))
        return Folder(home.library, home.parts, files, folders, home.root)

    def read_alone(self, home: Home, name: str, server: Server) -> Seen:
        """Return what Jellyfin would make of a file that will not lie there."""
        return read_folder(Folder(home.library, home.parts, (name,), (), home.root), server)[name]

    def folded(self, folder: str) -> frozenset[str]:
        """Return the names in a folder, folded."""
        if folder not in self._folded:
            self._folded[folder] = frozenset(name.casefold() for name in self._inside(folder)[0])
        return self._folded[folder]

    def films(self, folder: str, home: Home, server: Server) -> int:
        """Return how many films or versions lie in a folder, a film in parts counted once."""
        if folder not in self._films:
            films = (one for one in self.read(folder, home, server).values() if one.kind is Sight.MOVIE)
            self._films[folder] = sum(one.part in {None, 1} for one in films)
        return self._films[folder]

    def _inside(self, folder: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        files = self._names.get(folder, {})
        folders = self._folders.get(folder, {})
        there = self._listing.inside(folder)
        if there:
            files, folders = dict(files), dict(folders)
            for entry in there:
                if entry.is_folder:
                    folders[os.path.basename(entry.path)] = None
                elif entry.path not in self._leaving:
                    files[os.path.basename(entry.path)] = None
        return tuple(files), tuple(folders)


def _arriving(rows: Iterable[Row]) -> Iterator[str]:
    """Give the paths at which something will lie."""
    for row in rows:
        if not row.item.wanted:
            continue
        if row.status in LIES and row.destination is not None:
            yield row.destination
        for move in row.companions:
            if move.status in LIES and move.destination is not None:
                yield move.destination


def _leaving(rows: Iterable[Row]) -> Iterator[str]:
    """Give the paths at which nothing will lie any more."""
    for row in rows:
        if not row.item.wanted:
            continue
        if row.status is Status.READY and row.destination != row.item.file.path:
            yield row.item.file.path
        for move in row.companions:
            if move.status is Status.READY and move.destination != move.companion.file.path:
                yield move.companion.file.path


def _replaced(rows: Iterable[Row]) -> Iterator[str]:
    """Give the paths of what is set aside for a better one."""
    for row in rows:
        if row.item.wanted and row.status is Status.READY:
            replaced = (row.replaces, *(move.replaces for move in row.companions))
            yield from (path for path in replaced if path is not None)
