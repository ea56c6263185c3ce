"""Who is asked online: names, what each wants said of it, and how it is doing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jforg_gui.domain.errors import Problem


class Provider(StrEnum):
    """A database that can be asked, or the home of our releases. The values appear in JSON."""

    TMDB = "tmdb"
    TVMAZE = "tvmaze"
    WIKIDATA = "wikidata"
    MUSICBRAINZ = "musicbrainz"
    COVERART = "coverart"
    OPENLIBRARY = "openlibrary"
    GITHUB = "github"


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a database asks to be said of it in the About window: plain text, and the address it belongs to."""

    name: str
    text: str
    url: str


# Sources: each provider's own terms, at the address given.
ATTRIBUTIONS: Final[dict[Provider, Attribution]] = {
    Provider.TMDB: Attribution(
        "TMDB",
        "This product uses the TMDB API but is not endorsed or certified by TMDB.",
        "https://www.themoviedb.org",
    ),
    Provider.TVMAZE: Attribution(
        "TVmaze", "Data on shows comes from TVmaze and is licensed CC BY-SA 4.0.", "https://www.tvmaze.com"
    ),
    Provider.WIKIDATA: Attribution(
        "Wikidata", "Data on films comes from Wikidata and is in the public domain (CC0).", "https://www.wikidata.org"
    ),
    Provider.MUSICBRAINZ: Attribution(
        "MusicBrainz",
        "Data on music comes from MusicBrainz: core data CC0, the rest CC BY-NC-SA 3.0.",
        "https://musicbrainz.org",
    ),
    Provider.COVERART: Attribution(
        "Cover Art Archive",
        "Album covers come from the Cover Art Archive; they belong to their owners.",
        "https://coverartarchive.org",
    ),
    Provider.OPENLIBRARY: Attribution(
        "Open Library",
        "Data on books and book covers come from Open Library, a project of the Internet Archive.",
        "https://openlibrary.org",
    ),
    Provider.GITHUB: Attribution(
        "GitHub", "Whether there is a newer JFOrg is asked at GitHub, and only if you wish.", "https://github.com"
    ),
}


def provider_name(provider: Provider) -> str:
    """The name a person knows the database by."""
    return ATTRIBUTIONS[provider].name


@dataclass(frozen=True, slots=True)
class ProviderState:
    """How one database is doing now.

    ``remaining`` requests may be made at once before the next has to wait; ``waiting`` are queued or under way;
    ``asked`` went out since the start. ``fault`` is what is the matter, None when all is well; ``pause`` the seconds
    until it is asked again, 0 when nothing holds it back.
    """

    provider: Provider
    remaining: int
    waiting: int
    asked: int
    fault: Problem | None = None
    pause: float = 0.0
