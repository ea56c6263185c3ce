"""What Jellyfin makes of a path: the work, its numbers, its version, its subtitles, or why it shows nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 — a field of Seen is called `date`, as in a Guess
from enum import StrEnum

from jforg_gui.domain.errors import Problem


class Server(StrEnum):
    """The lines of Jellyfin whose rules differ; the values are what people call them."""

    V10_11 = "10.11"
    V12 = "12"


CURRENT: Server = Server.V12


class Sight(StrEnum):
    """What a path is shown as. The values appear in JSON."""

    MOVIE = "movie"
    EPISODE = "episode"
    TRACK = "track"
    BOOK = "book"
    AUDIOBOOK = "audiobook"
    EXTRA = "extra"
    SUBTITLE = "subtitle"
    AUDIO = "audio"
    LYRICS = "lyrics"
    ARTWORK = "artwork"
    METADATA = "metadata"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What Jellyfin makes of one file. What it does not know, or makes no sense for the kind, is None or empty.

    ``title`` is what a film, show-less video, track or book is looked up as, ``series`` the show's (or the book
    series') name; ``episodes`` are the first and the last number of a file, alike for one; ``part`` is the file's
    place in a stack, ``version`` the label by which a film's versions are told apart ('' for the plain one);
    ``extra`` Jellyfin's word for an extra; ``number`` a book's place in its series; ``role`` an image's.
    ``joined`` is the name of the file beside it with which it makes one entry; ``mixed`` tells a film whose folder
    is not its own, so that no ``movie.nfo`` and no plain ``poster.jpg`` count. ``why`` says why nothing is shown.
    """

    kind: Sight
    title: str | None = None
    year: int | None = None
    ids: tuple[tuple[str, str], ...] = ()
    series: str | None = None
    season: int | None = None
    episodes: tuple[int, ...] = ()
    date: Date | None = None
    version: str | None = None
    part: int | None = None
    stereo: bool = False
    extra: str | None = None
    artist: str | None = None
    album: str | None = None
    disc: int | None = None
    number: str | None = None
    language: str | None = None
    flags: tuple[str, ...] = ()
    role: str | None = None
    joined: str | None = None
    mixed: bool = False
    why: Problem | None = None


@dataclass(frozen=True, slots=True)
class Sees:
    """What Jellyfin makes of a row's destination: the media file, and what goes along with it."""

    media: Seen
    companions: tuple[Seen, ...] = ()
