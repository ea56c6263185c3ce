"""What we believe a file to be: a guess, with the confidence and the evidence it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date as Date  # noqa: N812 — a field of Guess is called `date`
from enum import StrEnum
from typing import Any, Final

from jforg_gui.domain.errors import Problem
from jforg_gui.domain.media import ExtraType, Kind


class Source(StrEnum):
    """Where a guess comes from; the values appear in JSON."""

    NAME = "name"
    FOLDER = "folder"
    GUESSIT = "guessit"
    TAGS = "tags"
    EPUB = "epub"
    OPF = "opf"
    COMICINFO = "comicinfo"
    MOBI = "mobi"
    PDF = "pdf"
    NFO = "nfo"
    ONLINE = "online"
    PERSON = "person"


class PartWord(StrEnum):
    """The word a file of several parts is numbered with; Jellyfin stacks only equal words."""

    CD = "cd"
    DVD = "dvd"
    PART = "part"
    DISC = "disc"


# How sure the number of `OVA 1` or `SP2` is: hardly any database counts its specials the same way.
GUESSED_SPECIAL: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What one file is. Fields that are not known, or make no sense for the kind, are None or empty.

    ``title`` is the work's own title (film, episode, track, book), ``series`` the show's or the book series'.
    ``number`` is a book's or issue's place in its series as text, because "2.5" is one; ``count`` how many there are.
    ``episodes`` are in ascending order without gaps; ``season`` 0 holds the specials.
    ``seasons`` are those of a pack that holds several; ``season`` is then None. An ``absolute`` number may lie between
    two episodes (12.5): a recap, which belongs to the specials.
    ``ids`` are (provider, value) pairs such as ("tmdb", "603"), sorted by provider.
    ``confidence`` runs from 0 (nothing known) to 1 (said by the person or by an id); ``certainty`` says the same of
    single fields, as (field, confidence) pairs, where a field stands less sure than the row.
    """

    kind: Kind
    title: str | None = None
    year: int | None = None
    series: str | None = None
    season: int | None = None
    seasons: tuple[int, ...] = ()
    episodes: tuple[int, ...] = ()
    absolute: tuple[float, ...] = ()
    date: Date | None = None
    part: int | None = None
    part_word: PartWord | None = None
    edition: str | None = None
    resolution: str | None = None
    stereo: str | None = None
    artist: str | None = None
    album_artist: str | None = None
    album: str | None = None
    compilation: bool = False
    disc: int | None = None
    discs: int | None = None
    track: int | None = None
    author: str | None = None
    narrator: str | None = None
    number: str | None = None
    count: int | None = None
    volume: int | None = None
    chapter: str | None = None
    extra: ExtraType | None = None
    multidisc: bool = False
    ids: tuple[tuple[str, str], ...] = ()
    confidence: float = 0.0
    certainty: tuple[tuple[str, float], ...] = ()
    source: Source = Source.NAME
    notes: tuple[Problem, ...] = field(default=())


def said(guess: Guess, **fields: Any) -> Guess:  # noqa: ANN401 — whatever a field holds
    """Return a guess that says these fields; itself where it does already, for copying so many takes its time."""
    if all(getattr(guess, name) == value for name, value in fields.items()):
        return guess
    return replace(guess, **fields)
