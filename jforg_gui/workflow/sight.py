"""What Jellyfin will make of a plan: every row is read at its destination, among all that will lie there then."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.listing import Listing
from jforg_gui.domain.media import Kind, Library, Role
from jforg_gui.domain.plan import CompanionMove, Roots, Row, Status
from jforg_gui.domain.seen import CURRENT, Seen, Sees, Server, Sight
from jforg_gui.domain.words import sentence
from jforg_gui.jellyfin.reader import streams
from jforg_gui.jellyfin.reader.intent import STOPPING, Meant, differences, stream_difference
from jforg_gui.workflow.arrangement import LIES, Arrangement, Home
from jforg_gui.workflow.going_on import going_on
from jforg_gui.workflow.ports import NEVER, Cancellation

_NOT_SEEN: Final = Seen(kind=Sight.NOTHING)
# What says title and year before any name does (jellyfin.org, "NFO"; the readers of OPF and ComicInfo).
_TELLS: Final[dict[Library, frozenset[str]]] = {
    Library.MOVIES: frozenset(("movie.nfo",)),
    Library.SHOWS: frozenset(("tvshow.nfo",)),
    Library.MUSIC: frozenset(("album.nfo",)),
    Library.BOOKS: frozenset(("content.opf", "metadata.opf")),
    Library.COMICS: frozenset(("content.opf", "metadata.opf", "comicinfo.xml")),
    Library.AUDIOBOOKS: frozenset(("content.opf", "metadata.opf")),
}


def with_sight(
    rows: Sequence[Row],
    roots: Roots,
    listing: Listing,
    *,
    leaving: bool = True,
    nfo: bool = False,
    cancellation: Cancellation = NEVER,
) -> list[Row]:
    """Return the rows with what Jellyfin makes of them; where that is not what is meant, a ready row needs the person.

    ``leaving`` tells that files leave the places they have, ``nfo`` that the run will describe what it moves. Pure and
    linear in the rows; any thread. Raises CancelledError.
    """
    arrangement = Arrangement(rows, roots, listing, leaving=leaving, nfo=nfo)
    told = going_on(rows, cancellation)
    return [row if row.destination is None else _seen(row, row.destination, arrangement) for row in told]


def _seen(row: Row, path: str, arrangement: Arrangement) -> Row:
    folder, _, name = path.rpartition(os.sep)
    home = arrangement.home(folder, row.item.kind)
    if home is None:
        return row
    lies = row.status in LIES and row.item.wanted
    media = arrangement.read(folder, home, CURRENT).get(name)
    if media is None:
        media = arrangement.read_alone(home, name, CURRENT)
    companions = [(move, _companion(move, row.item.kind, arrangement)) for move in row.companions if move.destination]
    told = (one for move, one in companions if move.companion.file.extension != streams.INDEX)  # its .sub tells it
    sees = Sees(media, tuple(one for one in told if one.kind is not Sight.NOTHING))
    row = Row(row.item, row.destination, row.status, row.reasons, row.companions, row.replaces, sees)
    if not lies:
        return row
    misread = [_stream(move, one, folder, name) for move, one in companions]
    row = _judged(row, sees.media, list(filter(None, misread)), _Spot(arrangement, home, folder, name))
    return _as_written(row, sees) if arrangement.nfo and row.status is Status.READY else row


def _as_written(row: Row, sees: Sees) -> Row:
    """Return a row whose NFO the run writes: its title and year are then the server's, whatever the names say.

    An NFO that travels along is kept as it is, and says what it says.
    """
    seen, guess = sees.media, row.item.guess
    if any(move.companion.role is Role.METADATA for move in row.companions):
        return row
    if (
        seen.kind is Sight.MOVIE
        and not seen.mixed
        and guess.title
        and (seen.title, seen.year) != (guess.title, guess.year)
    ):
        return replace(row, sees=replace(sees, media=replace(seen, title=guess.title, year=guess.year)))
    if seen.kind is Sight.EPISODE and guess.series and seen.series != guess.series:
        return replace(row, sees=replace(sees, media=replace(seen, series=guess.series)))
    if seen.kind is Sight.BOOK and (guess.title or guess.series):
        number = guess.number if guess.number is not None else guess.chapter
        written = replace(seen, title=guess.title or guess.series, series=guess.series or seen.series)
        return replace(row, sees=replace(sees, media=replace(written, number=number or seen.number)))
    return row


def _companion(move: CompanionMove, kind: Kind, arrangement: Arrangement) -> Seen:
    folder, _, name = (move.destination or "").rpartition(os.sep)
    home = arrangement.home(folder, kind)
    return _NOT_SEEN if home is None else arrangement.read(folder, home, CURRENT).get(name, _NOT_SEEN)


def _stream(move: CompanionMove, seen: Seen, folder: str, media: str) -> Problem | None:
    """Tell what would not be read as meant of a subtitle or sound track that will lie beside its media."""
    where, _, name = (move.destination or "").rpartition(os.sep)
    if move.status not in LIES or where != folder:
        return None
    return stream_difference(move.companion, name, seen, media)


class _Spot:
    """One row's place in the arrangement."""

    __slots__ = ("arrangement", "folder", "home", "name")

    def __init__(self, arrangement: Arrangement, home: Home, folder: str, name: str) -> None:
        self.arrangement, self.home, self.folder, self.name = arrangement, home, folder, name

    def older(self) -> Seen:
        """What 10.11 makes of it."""
        return self.arrangement.read(self.folder, self.home, Server.V10_11).get(self.name, _NOT_SEEN)

    def is_described(self, *, mixed: bool) -> bool:
        """Tell whether an NFO, OPF or ComicInfo says what the work is; a show's lies in the show's folder."""
        library, folder = self.home.library, self.folder
        if self.arrangement.nfo and not mixed:
            return True
        names: tuple[str, ...] = ()
        if library is Library.SHOWS:
            folder = os.sep.join(folder.split(os.sep)[: 1 - len(self.home.parts) or None])
        else:
            stem = os.path.splitext(self.name)[0].casefold()
            names = (f"{stem}.nfo", f"{stem}.opf", f"{stem}.xml")
        there = self.arrangement.folded(folder)
        return any(name in there for name in names) or not (mixed or there.isdisjoint(_TELLS[library]))


def _judged(row: Row, seen: Seen, streams: Sequence[Problem], spot: _Spot) -> Row:
    meant = Meant(
        row.item.guess,
        (*spot.home.parts, spot.name),
        described=spot.is_described(mixed=seen.mixed),
        shortened=any(problem.code is ProblemCode.NAME_SHORTENED for problem in row.reasons),
        company=spot.arrangement.films(spot.folder, spot.home, CURRENT) if seen.kind is Sight.MOVIE else 1,
    )
    problems = differences(meant, seen, CURRENT)
    if not problems and (older := spot.older()) is not seen:
        problems = list(_on_older(differences(meant, older, Server.V10_11)))
    problems += streams
    if not problems:
        return row
    reasons = tuple(dict.fromkeys((*problems, *row.reasons)))
    if row.status is Status.READY and any(problem.code in STOPPING for problem in problems):
        return _stopped(row, reasons)
    return replace(row, reasons=reasons)


def _on_older(problems: Iterable[Problem]) -> Iterator[Problem]:
    for problem in problems:
        yield Problem(ProblemCode.SEEN_ON_OLDER, problem.path, (("what", sentence(problem)),))


def _stopped(row: Row, reasons: tuple[Problem, ...]) -> Row:
    """Return a row that waits for the person, and its companions with it."""
    stays = (Problem(ProblemCode.OWNER_STAYED, details=(("other", row.item.file.path),)),)
    followers = tuple(replace(move, status=Status.ATTENTION, reasons=stays) for move in row.companions)
    return replace(row, status=Status.ATTENTION, reasons=reasons, companions=followers)
