"""What the online databases are asked for and answer: queries, candidates with their scores, and what was chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 — `date` is what the field is about
from enum import StrEnum
from typing import Final

from jforg_gui.domain.errors import Problem
from jforg_gui.domain.media import Kind
from jforg_gui.domain.metadata import DisplayOrder, Metadata
from jforg_gui.domain.provider import Provider


class WorkKind(StrEnum):
    """What a database knows as one work. An episode belongs to its series, a track to its album."""

    MOVIE = "movie"
    SERIES = "series"
    ALBUM = "album"
    BOOK = "book"


# The work that a file of each kind is, or is a part of; other kinds are in none of the databases.
WORK_OF: Final = {
    Kind.MOVIE: WorkKind.MOVIE,
    Kind.EPISODE: WorkKind.SERIES,
    Kind.TRACK: WorkKind.ALBUM,
    Kind.BOOK: WorkKind.BOOK,
    Kind.AUDIOBOOK: WorkKind.BOOK,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackFacts:
    """One track as files or a database have it: its place, title, length in seconds, and ids."""

    disc: int = 1
    number: int | None = None
    title: str | None = None
    seconds: float | None = None
    artist: str | None = None
    ids: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What names, folders and tags say of one work; all rows of a show or album ask once.

    ``titles`` are all forms seen, the best first; ``creator`` is an album's artist or a book's author; ``ids`` are as
    in a Guess. ``episodes`` are (season, number) pairs that must exist, ``absolute`` numbers counted through all
    seasons, ``dates`` the days of a daily show. ``tracks`` are the album's; ``minutes`` a film's length.
    """

    kind: WorkKind
    titles: tuple[str, ...]
    year: int | None = None
    creator: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    episodes: tuple[tuple[int, int], ...] = ()
    absolute: tuple[int, ...] = ()
    dates: tuple[Date, ...] = ()
    tracks: tuple[TrackFacts, ...] = ()
    minutes: float | None = None

    @property
    def title(self) -> str:
        """The best form of the title; '' when only ids are known."""
        return self.titles[0] if self.titles else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One work a database offers. ``key`` is the database's own id for it.

    ``titles`` are other forms of its name (original, other languages); ``poster`` the address of a small picture.
    ``popularity`` orders candidates of one database and means nothing beyond that. ``seasons`` are (number, episodes)
    pairs, ``tracks`` a number; ``whole`` says that all forms of the title are known already. ``minutes`` is the length
    of a film.
    """

    provider: Provider
    key: str
    kind: WorkKind
    title: str
    titles: tuple[str, ...] = ()
    year: int | None = None
    creator: str | None = None
    overview: str | None = None
    poster: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    popularity: float = 0.0
    seasons: tuple[tuple[int, int], ...] = ()
    tracks: int | None = None
    minutes: float | None = None
    whole: bool = False


class Reason(StrEnum):
    """Why a candidate has its score: the words stand in ``domain/words.py``."""

    SAME_ID = "same-id"
    SAME_TITLE = "same-title"
    OTHER_FORM = "other-form"
    LIKE_TITLE = "like-title"
    UNLIKE_TITLE = "unlike-title"
    SAME_YEAR = "same-year"
    NEAR_YEAR = "near-year"
    OTHER_YEAR = "other-year"
    SAME_CREATOR = "same-creator"
    OTHER_CREATOR = "other-creator"
    PARTS_FIT = "parts-fit"
    PARTS_MISSING = "parts-missing"
    LENGTH_FITS = "length-fits"
    LENGTH_DIFFERS = "length-differs"
    BEST_KNOWN = "best-known"


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate, how well it fits (0 to 1), and why."""

    candidate: Candidate
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What the databases offered for a row, and what was taken.

    ``chosen`` is None while the row needs the person, or when nothing fits. ``by_person`` is final: no later look-up
    changes it; with ``chosen`` None it means that the file's own name is to be kept. ``order`` is how the show's
    episodes are counted, ``orders`` how else they can be.
    """

    query: Query
    candidates: tuple[Scored, ...] = ()
    chosen: Candidate | None = None
    by_person: bool = False
    order: DisplayOrder | None = None
    orders: tuple[DisplayOrder, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """All that a database tells of one work: for a show with the seasons and episodes that were asked for.

    ``episodes`` are keyed by season and number; ``absolute`` and ``dates`` lead to the same keys.
    """

    metadata: Metadata
    seasons: dict[int, Metadata] = field(default_factory=dict)
    episodes: dict[tuple[int, int], Metadata] = field(default_factory=dict)
    absolute: dict[int, tuple[int, int]] = field(default_factory=dict)
    dates: dict[Date, tuple[int, int]] = field(default_factory=dict)
    tracks: tuple[TrackFacts, ...] = ()
    artist: Metadata | None = None
    orders: tuple[DisplayOrder, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of one query: the match, what is known of the work taken, and what is worth saying on its rows."""

    match: Match
    work: Work | None = None
    problem: Problem | None = None
