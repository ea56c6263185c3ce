"""Disc structures: ``Title (Year)/VIDEO_TS/VIDEO_TS.IFO``, the disc's own names untouched (jellyfin.org, "Movies")."""

from __future__ import annotations

import os
from collections.abc import Sequence

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind, Library, MediaFile
from jforg_gui.jellyfin import legal, movies
from jforg_gui.jellyfin.naming import RECOMMENDED, Naming
from jforg_gui.jellyfin.place import Company, Place, is_cut


def place(guess: Guess, inner: Sequence[str], company: Company, naming: Naming = RECOMMENDED) -> Place | Problem:
    """Lay out the main file of a disc; ``inner`` are its components below the folder that holds the disc structure.

    Several discs of a film lie in folders of one name and a number each; a folder called just ``Disc 1`` is not read.
    """
    if guess.kind is not Kind.MOVIE:
        return Problem(ProblemCode.DISC_STRUCTURE)
    name = movies.home(guess, naming)
    if name is None:
        return Problem(ProblemCode.NO_TITLE)
    own = (f"{name} - Disc {guess.part}",) if guess.part is not None and company.stacked else ()
    base, dot, extension = inner[-1].rpartition(".")
    return Place(
        Library.MOVIES,
        (name, *own, *inner[:-1]),
        base=base or extension,
        extension=extension if dot else "",
        home=1,
        fixed=True,
        shortened=is_cut(guess.title, name),
    )


def beside(file: MediaFile, main: MediaFile, place: Place) -> tuple[str, ...] | None:
    """Return the components of another file of the disc whose main file belongs at ``place``."""
    folders = list(place.folders)
    *steps, name = os.path.relpath(file.path, main.folder).split(os.sep)
    for step in steps:
        if step != os.pardir:
            folders.append(step)
        elif len(folders) > place.home:
            folders.pop()
        else:
            return None
    return (*folders, name) if legal.is_component(name) else None
