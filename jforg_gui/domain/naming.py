"""What a person can choose of how names are made: styles, what templates are for, and what they may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Style(StrEnum):
    """The ways to choose from. ``kodi``: metadata under each film's own name, where Kodi always looks, and no ids."""

    JELLYFIN = "jellyfin"
    PLAIN = "plain"
    KODI = "kodi"
    OWN = "own"


class Subject(StrEnum):
    """What a template is for."""

    FILM = "film"
    VERSION = "version"
    SHOW = "show"
    EPISODE = "episode"
    ALBUM = "album"
    TRACK = "track"
    BOOK = "book"
    COMIC = "comic"
    AUDIOBOOK = "audiobook"


@dataclass(frozen=True, slots=True)
class Form:
    """What a template may hold: its fields, those it needs, how many folders above its name; the recommended one."""

    fields: tuple[str, ...]
    needed: tuple[str, ...]
    recommended: str
    folders: int = 0


# Source of the recommended ones: jellyfin.org, "Movies", "TV Shows", "Music", "Books".
FORMS: Final[Mapping[Subject, Form]] = MappingProxyType(
    {
        Subject.FILM: Form(("title", "year"), ("title",), "{title} ({year})"),
        Subject.VERSION: Form(("title", "year", "version"), ("title", "version"), "{title} ({year}) - {version}"),
        Subject.SHOW: Form(("series", "year"), ("series",), "{series} ({year})"),
        Subject.EPISODE: Form(
            ("series", "year", "number", "title"), ("number",), "{series} ({year}) - {number} - {title}"
        ),
        Subject.ALBUM: Form(("artist", "album", "year"), ("album",), "{album} ({year})"),
        Subject.TRACK: Form(("disc", "track", "artist", "title"), ("title",), "{disc}{track} - {artist} - {title}"),
        Subject.BOOK: Form(
            ("author", "title", "series", "number", "year"),
            ("title",),
            "{author}/{title} ({series}, #{number}) ({year})",
            folders=2,
        ),
        Subject.COMIC: Form(
            ("series", "number", "title", "year"), ("series", "number"), "{series} {number} - {title} ({year})"
        ),
        Subject.AUDIOBOOK: Form(("author", "title", "narrator", "year"), ("title",), "{author}/{title} ({year})", 2),
    }
)


class Colon(StrEnum):
    """What stands for a colon, which no name may hold; the values are those of the settings."""

    SPACED = "spaced"
    DASH = "dash"
    NOTHING = "nothing"
    LOOKALIKE = "lookalike"
