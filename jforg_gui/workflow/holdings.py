"""What the library already holds tells which show is meant: the year and the ids of its folder."""

from __future__ import annotations

import os
from dataclasses import replace

from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import Listing
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Kind, Library
from jforg_gui.domain.plan import Roots
from jforg_gui.identify.marks import provider_ids, without_marks
from jforg_gui.identify.show_names import show_title
from jforg_gui.identify.titles import key

Known = tuple[int | None, tuple[tuple[str, str], ...]]


class Holdings:
    """The shows of a library by their titles. For one plan."""

    def __init__(self, listing: Listing, roots: Roots) -> None:
        """Read the names of the show folders."""
        self._root = roots.get(Library.SHOWS)
        self._shows: dict[str, set[Known]] = {}
        for entry in listing.inside(self._root) if self._root is not None else ():
            if entry.is_folder:
                name = os.path.basename(entry.path)
                title, year = show_title(without_marks(name).strip())
                self._shows.setdefault(key(title or name), set()).add((year, provider_ids(name)))

    def settle(self, item: Item) -> Item:
        """Give episodes that tell no year those of the one show of that title; what the person has said stays.

        A file that lies in the library already says by its folder which show it belongs to.
        """
        if not self._shows or item.recognised is not None:
            return item
        if self._root is not None and item.file.path.startswith(self._root + os.sep):
            return item
        guess = self._settled(item.guess)
        owner = self._settled(item.owner) if item.owner is not None else None
        return item if guess is item.guess and owner is item.owner else replace(item, guess=guess, owner=owner)

    def _settled(self, guess: Guess) -> Guess:
        if guess.kind is not Kind.EPISODE or guess.series is None or guess.ids or guess.source is Source.PERSON:
            return guess
        held = self._shows.get(key(guess.series), set())
        if guess.year is not None:
            held = {known for known in held if known[0] == guess.year}
        if len(held) != 1:
            return guess
        ((year, ids),) = held
        if (year or guess.year, ids) == (guess.year, guess.ids):
            return guess
        return replace(guess, year=year or guess.year, ids=ids)
