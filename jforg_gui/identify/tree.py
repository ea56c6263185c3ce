"""The found folders as identification needs them: names of the folders above, media by category, disc structures."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.found import FoundFile, FoundFolder
from jforg_gui.domain.media import Category
from jforg_gui.identify.folders import FolderRole, read_folder

# Folders that say what they are only together with the one above them.
_DEPENDENT: Final = frozenset(
    (FolderRole.SEASON, FolderRole.PART, FolderRole.EXTRAS, FolderRole.SUBTITLES, FolderRole.SAMPLE)
)

# Called between folders by whatever reads many: it may wait, and raises CancelledError when the person stops it.
Pause = Callable[[], None]


def go_on() -> None:
    """Do not pause."""


@dataclass(frozen=True, slots=True)
class FolderView:
    """One folder with the names of itself and those above it, nearest first, up to the input's own.

    ``disc_home`` is the path of the folder that holds the disc structure this one is part of.
    """

    path: str
    input_root: str
    names: tuple[str, ...]
    files: tuple[FoundFile, ...]
    disc_home: str | None = None

    def of(self, *categories: Category) -> list[FoundFile]:
        """Return the files of these categories, in order."""
        return [found for found in self.files if found.file.category in categories]


def view(folder: FoundFolder) -> FolderView:
    """Read one found folder's path."""
    names = folder_names(folder.path, folder.input_root)
    return FolderView(
        folder.path,
        folder.input_root,
        names,
        folder.files,
        _disc_home(folder.path, names, (found.file.name for found in folder.files)),
    )


def folder_names(path: str, input_root: str) -> tuple[str, ...]:
    """Return the names of ``path`` and the folders above it, nearest first, ending with the input's own name.

    Where the input is a season, a `CD1` and the like, or a single file, the folder above it is named as well.
    """
    root = input_root.rstrip(os.sep)
    if path == root or path.startswith(root + os.sep):
        inner = path[len(root) :].strip(os.sep)
        names = [*reversed(inner.split(os.sep))] if inner else []
    else:
        root, names = path, []
    own = os.path.basename(root)
    if own:
        names.append(own)
        above = os.path.basename(os.path.dirname(root))
        if above and read_folder(own).role in _DEPENDENT:
            names.append(above)
    return tuple(names)


def _disc_home(path: str, names: Sequence[str], files: Iterable[str]) -> str | None:
    home = None
    for depth, name in enumerate(names):
        if read_folder(name).role is FolderRole.DISC_STRUCTURE:
            home = depth
    if home is not None:
        for _ in range(home + 1):
            path = os.path.dirname(path)
        return path
    return path if any(name.upper() == "VIDEO_TS.IFO" for name in files) else None
