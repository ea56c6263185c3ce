"""Disc structures (`VIDEO_TS`, `BDMV`): one row for the disc, and everything in it goes along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Category, Kind, MediaFile, Role
from jforg_gui.identify.context import around, folder_guess
from jforg_gui.identify.folders import FolderRole, certificate_home, read_folder
from jforg_gui.identify.tree import FolderView

_LOOSE: Final = re.compile(r"(?:video_ts|vts_\d\d_\d)\.(?:ifo|bup|vob)", re.IGNORECASE | re.ASCII)
_MAIN_NAMES: Final = ("video_ts.ifo", "index.bdmv")


def names_to_read(views: Iterable[FolderView]) -> list[str]:
    """Return the names of folders above disc structures that have to be read."""
    named = (_named(view) for view in views if view.disc_home is not None)
    return [name for name in dict.fromkeys(named) if name is not None]


def read_discs(views: Sequence[FolderView], guesses: Mapping[str, Guess]) -> list[Item]:
    """Return a row for every disc: its main file, with all the others as companions."""
    homes: dict[str, list[tuple[FolderView, MediaFile]]] = {}
    for view in views:
        if view.disc_home is not None:
            homes.setdefault(view.disc_home, []).extend((view, file) for file in _files_of(view))
    for view in views:
        above = certificate_home(view.path) if view.disc_home is None else None
        if above in homes:
            homes[above].extend((view, found.file) for found in view.files)
    return [_disc(home, files, guesses) for home, files in homes.items() if files]


def is_of_disc(view: FolderView, file: MediaFile) -> bool:
    """Tell whether a file is a disc's own: any of its folders', but only those of its names where they lie loose."""
    if view.disc_home is None:
        return False
    return view.path != view.disc_home or _LOOSE.fullmatch(file.name) is not None


def _files_of(view: FolderView) -> Iterator[MediaFile]:
    for found in view.files:
        if is_of_disc(view, found.file):
            yield found.file


def _disc(home: str, files: Sequence[tuple[FolderView, MediaFile]], guesses: Mapping[str, Guess]) -> Item:
    main_view, main = max(files, key=lambda one: _rank(one[1]))
    named = _named(main_view)
    guess = folder_guess(named, guesses) if named is not None else Guess(kind=Kind.MOVIE)
    # Jellyfin plays the disc of a film; a season on discs has to be taken apart by somebody who knows it.
    film = guess.kind is Kind.MOVIE and guess.season is None
    return Item(
        file=main,
        guess=guess,
        companions=tuple(Companion(file=file, role=Role.DISC) for _, file in files if file is not main),
        problems=() if film else (Problem(ProblemCode.DISC_STRUCTURE, main.path),),
        input_root=main_view.input_root,
        disc=home,
    )


def _named(view: FolderView) -> str | None:
    """Return the name of the folder that says which film the disc holds."""
    inner = [read_folder(name).role for name in view.names]
    above = len(inner) - inner[::-1].index(FolderRole.DISC_STRUCTURE) if FolderRole.DISC_STRUCTURE in inner else 0
    place = around(view.names[above:], rooted=True)
    return None if place.weak else place.named


def _rank(file: MediaFile) -> tuple[bool, bool, int]:
    return file.name.lower() in _MAIN_NAMES, file.category is Category.VIDEO, file.size
