"""One spelling for each folder: the library's own where it has one, else the first that is planned."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Final

from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import Listing, fold
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind, Library
from jforg_gui.domain.plan import Roots
from jforg_gui.jellyfin import shows, standing
from jforg_gui.jellyfin.naming import RECOMMENDED, Naming
from jforg_gui.jellyfin.place import Place

_SEASON_LEVEL: Final = 1
_WITH_EXTRAS: Final = {Kind.MOVIE: Library.MOVIES, Kind.EPISODE: Library.SHOWS}


class Spelling:
    """Fits places to the folders a library has, so that no work gets a second folder. For one plan."""

    def __init__(self, listing: Listing, roots: Roots, naming: Naming = RECOMMENDED) -> None:
        """Prepare for one plan over what ``listing`` says is there."""
        self._listing = listing
        self._roots = roots
        self._naming = naming
        # Folded path of a folder → the name it is given.
        self._given: dict[str, str] = {}

    def fit(self, item: Item, guess: Guess, place: Place) -> Place:
        """Return the place as the library spells it; a file that lies there already keeps a name that reads right."""
        root = self._roots.get(place.library)
        if root is None:
            return place
        own = _below(root, item.file.folder)
        folders = self._spelled(root, place, own, edited=item.recognised is not None)
        place = place if folders == place.folders else replace(place, folders=folders)
        if own == place.folders and item.recognised is None:
            return standing.kept(guess, place, item.file.name, self._naming)
        return place

    def extra_in_place(self, item: Item) -> Place | None:
        """Return where an extra lies that belongs to nothing found, if that is a folder of extras in a library.

        An owner that only folders tell of may be a show or a film: the library that it lies in knows better.
        """
        if item.kind is not Kind.EXTRA or item.recognised is not None:
            return None
        for kind, library in _WITH_EXTRAS.items():
            if item.owner is not None and item.owner.kind is kind:
                continue
            root = self._roots.get(library)
            own = _below(root, item.file.folder) if root is not None else ()
            if standing.stays_an_extra((*own, item.file.name)):
                base, _, extension = item.file.name.rpartition(".")
                return Place(library, own, base=base, extension=extension, home=1)
        return None

    def _spelled(self, root: str, place: Place, own: tuple[str, ...], *, edited: bool) -> tuple[str, ...]:
        """Choose each folder's name: that of the file's own, else one that is there, else the one wished for.

        What the person has ``edited`` may change the spelling of its own folder.
        """
        names: list[str] = []
        above = root
        for level, wished in enumerate(place.folders):
            season = place.library is Library.SHOWS and level == _SEASON_LEVEL
            spellings = shows.season_spellings(wished) if season else (wished,)
            mine = own[level] if len(own) > level and list(own[:level]) == names else ""
            if fold(mine) == fold(wished):
                names.append(wished if edited else mine)
            else:
                names.append(self._name(above, spellings))
            above = os.path.join(above, names[-1])
        return tuple(names)

    def _name(self, above: str, spellings: tuple[str, ...]) -> str:
        wished = os.path.join(above, spellings[0])
        key = fold(wished)
        given = self._given.get(key)
        if given is None:
            found = (self._listing.find(os.path.join(above, name)) for name in spellings)
            entry = next((entry for entry in found if entry is not None and entry.is_folder), None)
            given = self._given[key] = os.path.basename(entry.path) if entry is not None else spellings[0]
        return given


def _below(root: str, folder: str) -> tuple[str, ...]:
    """Return the components of ``folder`` below ``root``; none if it lies elsewhere."""
    return tuple(folder[len(root) :].strip(os.sep).split(os.sep)) if folder.startswith(root + os.sep) else ()
