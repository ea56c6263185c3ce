"""What the library already holds tells which show or film is meant: the year and the ids of its folder."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Final

from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import Listing
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Kind, Library
from jforg_gui.domain.plan import Roots
from jforg_gui.identify.marks import provider_ids, without_marks
from jforg_gui.identify.show_names import show_title
from jforg_gui.identify.titles import key, plain_title

_ENDS_OF_IDS: Final = ("]", "}")

Ids = tuple[tuple[str, str], ...]
Known = tuple[int | None, Ids]


class Holdings:
    """The shows of a library by their titles, its films by title and year. For one plan."""

    def __init__(self, listing: Listing, roots: Roots) -> None:
        """Read the names of the shows' and films' folders."""
        self._roots = tuple(root for kind in (Library.SHOWS, Library.MOVIES) if (root := roots.get(kind)) is not None)
        self._shows = _shows(listing, roots.get(Library.SHOWS))
        self._films = _films(listing, roots.get(Library.MOVIES))

    def settle(self, item: Item) -> Item:
        """Give episodes that tell no year those of the one show of that title, and films the ids of their folder.

        What the person has said stays. A file that lies in the library already says by its folder what it belongs to.
        """
        if not (self._shows or self._films) or item.recognised is not None:
            return item
        if any(item.file.path.startswith(root + os.sep) for root in self._roots):
            return item
        guess = self._settled(item.guess)
        owner = self._settled(item.owner) if item.owner is not None else None
        return item if guess is item.guess and owner is item.owner else replace(item, guess=guess, owner=owner)

    def _settled(self, guess: Guess) -> Guess:
        if guess.ids or guess.source is Source.PERSON:
            return guess
        if guess.kind is Kind.MOVIE and guess.title is not None and guess.year is not None:
            found = self._films.get((key(guess.title), guess.year), set())
            return replace(guess, ids=next(iter(found))) if len(found) == 1 else guess
        return self._of_show(guess)

    def _of_show(self, guess: Guess) -> Guess:
        if guess.kind is not Kind.EPISODE or guess.series is None:
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


def _shows(listing: Listing, root: str | None) -> dict[str, set[Known]]:
    found: dict[str, set[Known]] = {}
    for entry in listing.inside(root) if root is not None else ():
        if entry.is_folder:
            name = os.path.basename(entry.path)
            title, year = show_title(without_marks(name).strip())
            found.setdefault(key(title or name), set()).add((year, provider_ids(name)))
    return found


def _films(listing: Listing, root: str | None) -> dict[tuple[str, int], set[Ids]]:
    """Films whose folder has ids behind title and year; not those that have a folder without ids as well."""
    found: dict[tuple[str, int], set[Ids]] = {}
    for entry in listing.inside(root) if root is not None else ():
        if not (entry.is_folder and entry.path.endswith(_ENDS_OF_IDS)):
            continue
        name = os.path.basename(entry.path)
        plain, ids = without_marks(name).strip(), provider_ids(name)
        title = plain_title(plain) if ids and listing.find(os.path.join(root or "", plain)) is None else None
        if title is not None:
            found.setdefault((key(title[0]), title[1]), set()).add(ids)
    return found
