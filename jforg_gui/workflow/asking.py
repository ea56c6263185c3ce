"""From rows to questions: all rows of one film, show, album or book ask once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from jforg_gui.domain.candidate import WORK_OF, Query, TrackFacts, WorkKind
from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.workflow.titles import plain

_DISC: Final = re.compile(r"(?:cd|dis[ck]|disque)[ ._-]*\d{1,2}\b.*", re.IGNORECASE)
_VARIOUS: Final = frozenset(("various artists", "various", "va", "v a", "unknown artist", "diverse", "verschiedene"))
_MOST_ASKED: Final = 400  # episodes, tracks or days of one work: more tell nothing more

Key = tuple[str, ...]


@dataclass(slots=True)
class Group:
    """Rows that are one work, by their places in the list, and the question they ask together."""

    query: Query
    rows: list[int] = field(default_factory=list)


def groups(items: Sequence[Item]) -> list[Group]:
    """Return the works that the rows belong to, in the order of the rows; what no database knows is in none.

    Rows the person has decided about are in none either: their word is final.
    """
    members: dict[Key, list[int]] = {}
    for index, item in enumerate(items):
        key = key_of(item)
        if key is not None and not (item.match is not None and item.match.by_person):
            members.setdefault(key, []).append(index)
    return [Group(query_of([items[index] for index in rows]), rows) for rows in members.values()]


def key_of(item: Item) -> Key | None:
    """What all rows of one work have in common; None for a row that is no work of a kind the databases know.

    An extra has the key of the film or show it belongs to.
    """
    guess = item.owner if item.kind is Kind.EXTRA and item.owner is not None else item.guess
    if item.ignored is not None or guess.kind not in WORK_OF:
        return None
    kind = WORK_OF[guess.kind]
    title = _title(guess)
    ids = [f"{name}={value}" for name, value in guess.ids if not name.startswith("musicbrainz")]
    if kind is WorkKind.ALBUM:
        return _album_key(item, guess) if title else None
    if not title and not ids:
        return None
    creator = plain(guess.author or "") if kind is WorkKind.BOOK else ""
    year = str(guess.year or "") if kind is not WorkKind.BOOK else ""
    place = guess.number or "" if kind is WorkKind.BOOK else ""
    return (kind.value, plain(title or ""), year, creator, place, *ids)


def _album_key(item: Item, guess: Guess) -> Key:
    """An album lies in one folder; discs of it in folders beside one another."""
    folder = item.file.folder
    if _DISC.fullmatch(os.path.basename(folder)):
        folder = os.path.dirname(folder)
    return (WorkKind.ALBUM.value, plain(guess.album or ""), _creator(guess) or "", folder)


def _title(guess: Guess) -> str | None:
    if guess.kind is Kind.EPISODE:
        return guess.series
    return guess.album if guess.kind is Kind.TRACK else guess.title


def _creator(guess: Guess) -> str | None:
    """An album's artist, a book's author; None for what many artists made."""
    if guess.kind is not Kind.TRACK:
        return guess.author
    name = guess.album_artist or (None if guess.compilation else guess.artist)
    return None if name is None or plain(name) in _VARIOUS else re.split(r"\s+(?:feat\.?|ft\.?)\s+", name)[0]


def query_of(items: Sequence[Item]) -> Query:
    """The question that the rows of one work ask together."""
    guesses = [item.owner if item.kind is Kind.EXTRA and item.owner is not None else item.guess for item in items]
    first = guesses[0]
    kind = WORK_OF[first.kind]
    own = [item.guess for item in items if item.kind is not Kind.EXTRA]
    ids: dict[str, str] = {}
    for guess in guesses:
        ids = {**dict(guess.ids), **ids}
    written = [item.known.work for item in items if item.known.work is not None]  # in an NFO or OPF beside the media
    for work in written:
        ids = {**dict(work.ids), **ids}
    if kind is WorkKind.ALBUM:
        ids = {name: value for name, value in ids.items() if name in {"musicbrainzalbum", "musicbrainzreleasegroup"}}
    query = Query(
        kind=kind,
        titles=_unique(_title(guess) for guess in guesses),
        year=next((guess.year for guess in guesses if guess.year), None),
        creator=next(filter(None, map(_creator, guesses)), None),
        ids=tuple(sorted(ids.items())),
    )
    if kind is WorkKind.MOVIE:
        return replace(query, minutes=next((float(work.runtime) for work in written if work.runtime), None))
    if kind is WorkKind.SERIES:
        return _with_episodes(query, own)
    return replace(query, tracks=tuple(_tracks(own))[:_MOST_ASKED]) if kind is WorkKind.ALBUM else query


def _unique(names: Iterable[str | None]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(plain(name), name)
    return tuple(found.values())[:3]


def _with_episodes(query: Query, guesses: Sequence[Guess]) -> Query:
    numbered = [guess for guess in guesses if not counts_through(guess)]
    episodes = dict.fromkeys(
        (1 if guess.season is None else guess.season, number) for guess in numbered for number in guess.episodes
    )
    absolute = dict.fromkeys(  # half numbers are specials between two episodes; nobody counts them
        int(number) for guess in guesses if counts_through(guess) for number in guess.absolute if number == int(number)
    )
    dates = dict.fromkeys(guess.date for guess in guesses if guess.date is not None and not guess.episodes)
    return replace(
        query,
        episodes=tuple(episodes)[:_MOST_ASKED],
        absolute=tuple(absolute)[:_MOST_ASKED],
        dates=tuple(dates)[:_MOST_ASKED],
    )


def counts_through(guess: Guess) -> bool:
    """Whether the episode is counted through all seasons, and not within one."""
    return bool(guess.absolute) and guess.season is None


def _tracks(guesses: Sequence[Guess]) -> Iterator[TrackFacts]:
    for guess in guesses:
        yield TrackFacts(disc=guess.disc or 1, number=guess.track, title=guess.title, artist=guess.artist)
