"""Disc structures (`VIDEO_TS`, `BDMV`): one row for the disc, and nothing in it torn apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Category, Kind, MediaFile
from jforg_gui.identify.context import around, folder_guess, folder_needs_guessit
from jforg_gui.identify.folders import FolderRole, read_folder
from jforg_gui.identify.tree import FolderView

_MAIN_NAMES: Final = ("video_ts.ifo", "index.bdmv")


def names_for_guessit(views: Iterable[FolderView]) -> list[str]:
    """Return the names of folders above disc structures that guessit has to read."""
    named = (_named(view) for view in views if view.disc_home is not None)
    return [name for name in dict.fromkeys(named) if name is not None and folder_needs_guessit(name)]


def read_discs(views: Sequence[FolderView], guesses: Mapping[str, Guess]) -> list[Item]:
    """Return a row for the main file of every disc, and one for each other file that says it stays with the disc."""
    homes: dict[str, list[tuple[FolderView, MediaFile]]] = {}
    for view in views:
        if view.disc_home is not None:
            homes.setdefault(view.disc_home, []).extend((view, found.file) for found in view.files)
    return [item for files in homes.values() if files for item in _disc(files, guesses)]


def _disc(files: Sequence[tuple[FolderView, MediaFile]], guesses: Mapping[str, Guess]) -> list[Item]:
    main_view, main = max(files, key=lambda one: _rank(one[1]))
    named = _named(main_view)
    guess = folder_guess(named, guesses) if named is not None else Guess(kind=Kind.MOVIE)
    first = Item(
        file=main,
        guess=guess,
        problems=(Problem(ProblemCode.DISC_STRUCTURE, main.path),),
        input_root=main_view.input_root,
    )
    rest = [
        Item(
            file=file,
            guess=Guess(kind=Kind.IGNORED),
            ignored=Problem(ProblemCode.DISC_STRUCTURE, file.path),
            input_root=view.input_root,
        )
        for view, file in files
        if file is not main
    ]
    return [first, *rest]


def _named(view: FolderView) -> str | None:
    """Return the name of the folder that says which film the disc holds."""
    inner = [read_folder(name).role for name in view.names]
    above = len(inner) - inner[::-1].index(FolderRole.DISC_STRUCTURE) if FolderRole.DISC_STRUCTURE in inner else 0
    place = around(view.names[above:], rooted=True)
    return None if place.weak else place.named


def _rank(file: MediaFile) -> tuple[bool, bool, int]:
    return file.name.lower() in _MAIN_NAMES, file.category is Category.VIDEO, file.size
