"""The NFO files that will lie beside what a plan moves, which of them Jellyfin reads, and what they lack."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import fold
from jforg_gui.domain.media import MediaFile, Role
from jforg_gui.domain.metadata import Known, Metadata
from jforg_gui.domain.plan import Row, Status
from jforg_gui.jellyfin import rules, stated
from jforg_gui.jellyfin.wishes import Subject, Wish

_FAULTY: Final = frozenset((ProblemCode.SIDECAR_FAULTY, ProblemCode.SIDECAR_UNREADABLE))
# What an NFO of ours can hold, beside dates and ids.
_FIELDS: Final = (
    "title",
    "original_title",
    "sort_title",
    "plot",
    "tagline",
    "ended",
    "runtime",
    "certification",
    "genres",
    "tags",
    "studios",
    "countries",
    "ratings",
    "people",
    "collection",
    "trailer",
    "status",
    "display_order",
    "season_names",
    "season",
    "number",
    "airs_before_season",
    "airs_after_season",
)


@dataclass(frozen=True, slots=True)
class Nfo:
    """An NFO that has been looked at: ``path`` is where it will lie, ``faulty`` says that Jellyfin cannot read it."""

    file: MediaFile
    path: str
    moves: bool
    faulty: bool


class Present:
    """The NFO files of one plan's rows."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Note where they will lie."""
        self._found: dict[str, Nfo] = {}
        for row in rows:
            for one in _of_row(row):
                self._found[fold(one.path)] = one
        self.any_faulty = any(one.faulty for one in self._found.values())

    def of(self, wish: Wish) -> Nfo | None:
        """Return the one that Jellyfin would read for what a wish is about."""
        if not self._found:
            return None
        return next(filter(None, (self._found.get(fold(path)) for path in _read_for(wish))), None)


def lacks(one: Nfo, wish: Wish) -> bool:
    """Tell whether an NFO lacks something that is known; one that stays is asked only after a look-up."""
    item = wish.item
    if one.faulty or wish.rewritten():
        return True
    if not one.moves and (item.match is None or item.match.chosen is None):
        return False
    pairs = _PAIRS.get(wish.subject)
    said = item.named.known if item.named is not None else item.known
    return pairs is not None and any(_is_richer(known, its) for known, its in pairs(item, said))


def _of_episodes(item: Item, said: Known) -> list[tuple[Metadata, Metadata | None]]:
    by_number = {one.number: one for one in said.episodes}
    return [(one, by_number.get(one.number)) for one in stated.episodes(item)]


# What is known of each, and what an NFO beside it said.
_PAIRS: Final[dict[Subject, Callable[[Item, Known], list[tuple[Metadata, Metadata | None]]]]] = {
    Subject.FILM: lambda item, said: [(stated.film(item), said.work)],
    Subject.SHOW: lambda item, said: [(stated.show(item), said.work)],
    Subject.SEASON: lambda item, said: [(stated.season(item), said.season)],
    Subject.EPISODE: _of_episodes,
    Subject.ALBUM: lambda item, said: [(stated.album(item), said.work)],
    Subject.ARTIST: lambda item, said: [(stated.artist(item) or Metadata(), said.artist)],
}


def _is_richer(known: Metadata, said: Metadata | None) -> bool:
    """Tell whether ``known`` holds a field, or a provider's id, that ``said`` does not, or is numbered otherwise."""
    if said is None:
        return True
    if known.number is not None and (known.season, known.number) != (said.season, said.number):
        return True
    if (known.year or known.premiered) and not (said.year or said.premiered):
        return True
    if (dict(known.ids).keys() - dict(said.ids).keys()) & rules.ID_FORMS.keys():
        return True
    return any(getattr(known, name) not in (None, ()) and getattr(said, name) in (None, ()) for name in _FIELDS)


def _of_row(row: Row) -> Iterator[Nfo]:
    item = row.item
    if item.ignored is not None:
        if item.ignored.code is ProblemCode.SCENE_NFO:
            yield Nfo(item.file, item.file.path, moves=False, faulty=True)
        return
    faulty = {problem.path for problem in item.problems if problem.code in _FAULTY}
    for move in row.companions:
        file = move.companion.file
        if (
            item.wanted
            and move.companion.role is Role.METADATA
            and file.extension == "nfo"
            and move.destination is not None
            and move.status in {Status.READY, Status.UNCHANGED}
        ):
            yield Nfo(file, move.destination, moves=move.status is Status.READY, faulty=file.path in faulty)


def _read_for(wish: Wish) -> Iterator[str]:
    """Give the paths at which Jellyfin looks for the NFO of a film, in its order; of all else there is just one.

    Source: MovieNfoSaver.GetMovieSavePaths.
    """
    if wish.subject is Subject.FILM:
        folder = os.path.dirname(wish.beside)
        if os.path.basename(folder).casefold() in rules.DISC_FOLDERS:
            yield os.path.join(folder, f"{os.path.basename(folder)}.nfo")
            folder = os.path.dirname(folder)
            yield os.path.join(folder, "movie.nfo")
            yield os.path.join(folder, f"{os.path.basename(folder)}.nfo")
            return
        yield os.path.join(folder, "movie.nfo")
        yield f"{os.path.splitext(wish.beside)[0]}.nfo"
    else:
        yield wish.destination
