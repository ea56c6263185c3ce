"""Which library a folder belongs to: by the settings, by what the person says, by names, by what lies in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.errors import UnknownContentsError, WorldError
from jforg_gui.domain.media import Category, Library, category_of
from jforg_gui.domain.plan import Roots
from jforg_gui.domain.seen import CURRENT
from jforg_gui.jellyfin import rules
from jforg_gui.jellyfin.reader import episodes, seasons
from jforg_gui.workflow.ports import Cancellation
from jforg_gui.workflow.walk import RawFolder, list_folder, walk

_BY_NAME: Final = {library.value.casefold(): library for library in Library}
_SOUND: Final = frozenset((Category.AUDIO, Category.AUDIOBOOK))
_LOOK: Final = 400  # folders that are looked at to tell what a folder holds
_WORKS: Final = {"movie.nfo": Library.MOVIES, "tvshow.nfo": Library.SHOWS, "artist.nfo": Library.MUSIC}


@dataclass(frozen=True, slots=True)
class Shelf:
    """One library to check: its kind, the path of its folder, and the names of the one work in it, none for all."""

    library: Library
    root: str
    only: tuple[str, ...] = ()


def configured_shelves(roots: Roots) -> list[Shelf]:
    """Return the libraries of the settings that are there, a folder that several share once. Looks at the disk."""
    places: dict[str, Library] = {}
    for library, root in roots.folders.items():
        places.setdefault(os.path.abspath(root), library)
    return [Shelf(library, root) for root, library in places.items() if os.path.isdir(root)]


def shelves_of(path: str, roots: Roots, library: Library | None, cancellation: Cancellation) -> list[Shelf]:
    """Return what of a folder is to be checked: libraries, one library, or one work of one. Reads a few folders.

    Raises:
        WorldError: it is no folder.
        UnknownContentsError: nothing says what it holds.

    """
    path = os.path.abspath(path)
    if not os.path.isdir(path):
        raise WorldError(f"{path} is no folder that could be checked.")
    known = _configured(path, roots)
    if known is not None and library in {None, known.library}:
        return [known]
    if library is None and (inside := _libraries_in(path)):
        return inside
    named = _named(path)
    if named is not None and library in {None, named.library}:
        return [named]
    found = library or _guessed(path, cancellation)
    if found is None:
        raise UnknownContentsError(f"Nothing says what {path} holds: films, shows, music, books, comics or audiobooks.")
    return [_as_work(path, found) or Shelf(found, path)]


def _configured(path: str, roots: Roots) -> Shelf | None:
    for library, root in roots.folders.items():
        if path == root or path.startswith(root.rstrip(os.sep) + os.sep):
            return Shelf(library, root, _first(path[len(root) :]))
    return None


def _first(rest: str) -> tuple[str, ...]:
    """A folder within a work stands for the whole of it: what is right in it depends on the rest."""
    return tuple(rest.strip(os.sep).split(os.sep)[:1]) if rest.strip(os.sep) else ()


def _libraries_in(path: str) -> list[Shelf]:
    try:
        names = list_folder(path).folders
    except OSError:
        return []
    found = [(_BY_NAME[name.casefold()], name) for name in names if name.casefold() in _BY_NAME]
    return [Shelf(library, os.path.join(path, name)) for library, name in found]


def _named(path: str) -> Shelf | None:
    """A folder called Movies, or one in it: the nearest above counts."""
    root = path
    while os.path.basename(root):
        library = _BY_NAME.get(os.path.basename(root).casefold())
        if library is not None:
            return Shelf(library, root, _first(path[len(root) :]))
        root = os.path.dirname(root)
    return None


def _as_work(path: str, library: Library) -> Shelf | None:
    """Return the shelf of one work where the folder is one itself."""
    try:
        raw = list_folder(path)
    except OSError:
        return None
    return Shelf(library, os.path.dirname(path), (os.path.basename(path),)) if _is_work(raw, library) else None


def _is_work(raw: RawFolder, library: Library) -> bool:
    names = [name for name, _ in raw.files]
    own = os.path.basename(raw.path)
    if any(_WORKS.get(name.casefold()) is library for name in names):
        return True
    if library is Library.SHOWS:
        return any(seasons.season_of(name, own, CURRENT) is not None for name in raw.folders)
    if library is Library.MOVIES:
        disc = any(name.casefold() in rules.DISC_FOLDERS for name in raw.folders)
        return disc or any(name.startswith(own) and category_of(name) is Category.VIDEO for name in names)
    return any(category_of(name) in {*_SOUND, Category.BOOK, Category.COMIC} for name in names)


def _guessed(path: str, cancellation: Cancellation) -> Library | None:
    """Tell what most files of the first folders are."""
    votes = dict.fromkeys(Library, 0)
    for count, raw in enumerate(walk(path, cancellation, on_error=lambda _path, _error: None)):
        if count >= _LOOK:
            break
        for name, _ in raw.files:
            library = _vote(name, raw.path)
            if library is not None:
                votes[library] += 1
    best = max(votes, key=lambda library: votes[library])
    return best if votes[best] else None


def _vote(name: str, folder: str) -> Library | None:
    category = category_of(name)
    if category is Category.VIDEO:
        in_season = seasons.season_of(os.path.basename(folder), "", CURRENT) is not None
        return Library.SHOWS if in_season or episodes.is_plain(name) else Library.MOVIES
    by_category = {
        Category.AUDIO: Library.MUSIC,
        Category.AUDIOBOOK: Library.AUDIOBOOKS,
        Category.BOOK: Library.BOOKS,
        Category.COMIC: Library.COMICS,
    }
    return by_category.get(category)
