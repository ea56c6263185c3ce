"""Where each database lives, which hosts may answer for it, and how often it may be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from urllib.parse import SplitResult, urlsplit

from jforg_gui.domain.provider import Provider
from jforg_gui.providers.manners import Budget

VARIABLE: Final = "JFORG_PROVIDER_URL_"


class Site(StrEnum):
    """An address we ask: most databases have one, some a second for pictures. Values name the variables."""

    TMDB = "TMDB"
    TMDB_IMAGES = "TMDB_IMAGES"
    TVMAZE = "TVMAZE"
    TVMAZE_IMAGES = "TVMAZE_IMAGES"
    WIKIDATA = "WIKIDATA"
    MUSICBRAINZ = "MUSICBRAINZ"
    COVERART = "COVERART"
    OPENLIBRARY = "OPENLIBRARY"
    OPENLIBRARY_COVERS = "OPENLIBRARY_COVERS"
    RELEASES = "RELEASES"


@dataclass(frozen=True, slots=True)
class Host:
    """One site. ``allowed`` are hosts that may answer for it; a dot at the start takes what lies below in as well.

    ``origin`` is set where the person gave another address: then that scheme, host and port alone may answer.
    """

    site: Site
    provider: Provider
    base: str
    allowed: tuple[str, ...]
    budget: Budget
    origin: tuple[str, str, int | None] | None = None

    def allows(self, url: str) -> bool:
        """Whether this address may be asked: https and one of our hosts, with no name or port of its own."""
        parts = _split(url)
        if parts is None or parts.username or parts.password or not parts.hostname:
            return False
        if self.origin is not None and _origin(parts) == self.origin:
            return True
        if self.origin is not None or parts.scheme != "https" or _origin(parts)[2] != _HTTPS:
            return False
        host = parts.hostname.rstrip(".")
        return any(host == one.lstrip(".") or (one.startswith(".") and host.endswith(one)) for one in self.allowed)


_HTTPS: Final = 443
_PORTS: Final = {"https": _HTTPS, "http": 80}


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for one that is no number
    except ValueError:
        return None
    return parts


def _origin(parts: SplitResult) -> tuple[str, str, int | None]:
    return parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme)


_ARCHIVE: Final = ("archive.org", ".archive.org")
# Budgets: each provider's own words, or what is polite where there are none.
# MusicBrainz: wiki, "Rate limiting". TVmaze: tvmaze.com/api, "Rate limiting". Open Library: 3 a second with a contact.
# TMDB: "Rate limiting" speaks of about 40 a second; half of that. Wikidata: one after the other.
_HOSTS: Final = (
    Host(Site.TMDB, Provider.TMDB, "https://api.themoviedb.org/3", ("api.themoviedb.org",), Budget(20, 1.0)),
    Host(Site.TMDB_IMAGES, Provider.TMDB, "https://image.tmdb.org/t/p", ("image.tmdb.org",), Budget(20, 1.0, 4)),
    Host(Site.TVMAZE, Provider.TVMAZE, "https://api.tvmaze.com", ("api.tvmaze.com",), Budget(20, 10.0, 4)),
    Host(Site.TVMAZE_IMAGES, Provider.TVMAZE, "https://static.tvmaze.com", ("static.tvmaze.com",), Budget(20, 10.0, 2)),
    Host(Site.WIKIDATA, Provider.WIKIDATA, "https://www.wikidata.org", ("www.wikidata.org",), Budget(3, 1.0, 1)),
    Host(
        Site.MUSICBRAINZ,
        Provider.MUSICBRAINZ,
        "https://musicbrainz.org/ws/2",
        ("musicbrainz.org",),
        Budget(1, 1.0, 1),
    ),
    Host(
        Site.COVERART,
        Provider.COVERART,
        "https://coverartarchive.org",
        ("coverartarchive.org", *_ARCHIVE),
        Budget(4, 1.0, 2),
    ),
    Host(Site.OPENLIBRARY, Provider.OPENLIBRARY, "https://openlibrary.org", ("openlibrary.org",), Budget(3, 1.0, 2)),
    Host(
        Site.OPENLIBRARY_COVERS,
        Provider.OPENLIBRARY,
        "https://covers.openlibrary.org",
        ("covers.openlibrary.org", *_ARCHIVE),
        Budget(3, 1.0, 2),
    ),
    # docs.github.com, "Rate limits for the REST API": 60 an hour without a key; we ask once at a start.
    Host(Site.RELEASES, Provider.GITHUB, "https://api.github.com", ("api.github.com",), Budget(1, 1.0, 1)),
)
# A person who replaces a database's address replaces that of its pictures too, where it has no variable of its own.
_FOLLOWS: Final = {Site.TVMAZE_IMAGES: Site.TVMAZE}


def hosts(environment: Mapping[str, str]) -> dict[Site, Host]:
    """Return all sites; ``JFORG_PROVIDER_URL_…`` variables put others in their place (tests, mirrors)."""
    return {host.site: _replaced(host, environment) for host in _HOSTS}


def _replaced(host: Host, environment: Mapping[str, str]) -> Host:
    given = environment.get(VARIABLE + _FOLLOWS.get(host.site, host.site).value, "").strip().rstrip("/")
    parts = _split(given) if given else None
    if parts is None or parts.scheme not in _PORTS or not parts.hostname:
        return host
    return replace(host, base=given, origin=_origin(parts))
