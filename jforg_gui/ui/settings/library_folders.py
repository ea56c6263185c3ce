"""What a folder is good for as a library, and which folders a parent holds or would hold. Reads the disk: no GUI."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import Enum
from typing import Final

from jforg_gui.domain.media import Library

# What people call the folders of their libraries; the first spelling found below a parent is taken. The first of each
# row is Jellyfin's own name of the kind (jellyfin.org, "Libraries").
_SPELLINGS: Final[Mapping[Library, tuple[str, ...]]] = {
    Library.MOVIES: ("movies", "films", "movie", "film", "filme", "peliculas"),
    Library.SHOWS: ("shows", "tv shows", "tv", "series", "tv series", "tvshows", "serien", "anime"),
    Library.MUSIC: ("music", "musik", "musique", "musica"),
    Library.BOOKS: ("books", "ebooks", "e-books", "bücher", "livres", "libros"),
    Library.COMICS: ("comics", "manga", "comic books"),
    Library.AUDIOBOOKS: ("audiobooks", "audio books", "hörbücher", "audiobook"),
}


class Health(Enum):
    """Whether a folder can be a library."""

    UNSET = "unset"
    GOOD = "good"
    NEW = "new"  # the first run makes it
    RELATIVE = "relative"
    NO_FOLDER = "no-folder"
    LOCKED = "locked"
    SHARED = "shared"  # another library has it already


def full_path(text: str) -> str:
    """The folder that a person's words mean, '' for none; '~' is home."""
    text = text.strip()
    return os.path.normpath(os.path.expanduser(text)) if text else ""


def look_at(folders: Mapping[Library, str]) -> dict[Library, Health]:
    """Tell what each folder is good for. May take as long as a disk takes: never on the GUI thread."""
    taken: set[str] = set()
    healths = {}
    for library, folder in folders.items():
        health = _health(folder)
        if health in (Health.GOOD, Health.NEW):
            real = os.path.realpath(folder)
            health = Health.SHARED if real in taken else health
            taken.add(real)
        healths[library] = health
    return healths


def _health(folder: str) -> Health:
    if not folder:
        return Health.UNSET
    if not os.path.isabs(folder) or "\0" in folder:
        return Health.RELATIVE
    if os.path.isdir(folder):
        return Health.GOOD if os.access(folder, os.W_OK | os.X_OK) else Health.LOCKED
    if os.path.lexists(folder):
        return Health.NO_FOLDER
    return _health_of_new(folder)


def _health_of_new(folder: str) -> Health:
    parent = os.path.dirname(folder)
    while not os.path.lexists(parent) and parent != os.path.dirname(parent):
        parent = os.path.dirname(parent)
    if not os.path.isdir(parent):
        return Health.NO_FOLDER
    return Health.NEW if os.access(parent, os.W_OK | os.X_OK) else Health.LOCKED


def propose(parent: str) -> dict[Library, str]:
    """A folder per library below ``parent``: the one that is there under a usual name, else a new one.

    Reads the disk: never on the GUI thread. A parent that cannot be read is taken for an empty one.
    """
    found: dict[str, str] = {}
    try:
        with os.scandir(parent) as entries:
            for entry in entries:
                if entry.is_dir():
                    found.setdefault(entry.name.casefold(), entry.path)
    except OSError:
        found = {}
    return {
        library: next((found[name] for name in names if name in found), os.path.join(parent, library.value))
        for library, names in _SPELLINGS.items()
    }
