"""All databases together, built from what the person has set: asked, looked at and closed as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Self

from jforg_gui import __version__
from jforg_gui.domain.candidate import Answer, Candidate, Query, Scored, WorkKind
from jforg_gui.domain.choice import ArtworkSize
from jforg_gui.domain.creation import WantedPicture
from jforg_gui.domain.errors import Problem, ProblemCode, ProviderError
from jforg_gui.domain.item import Item
from jforg_gui.domain.metadata import DisplayOrder
from jforg_gui.domain.provider import ProviderState
from jforg_gui.providers.hosts import Site, hosts
from jforg_gui.providers.http import Http
from jforg_gui.providers.musicbrainz import MusicBrainz
from jforg_gui.providers.openlibrary import OpenLibrary
from jforg_gui.providers.picture import checked
from jforg_gui.providers.sizes import sized
from jforg_gui.providers.tmdb import Tmdb
from jforg_gui.providers.tvmaze import TvMaze
from jforg_gui.providers.wikidata import Wikidata
from jforg_gui.workflow import enrich
from jforg_gui.workflow.asking import Group
from jforg_gui.workflow.ports import AnswerCache, Database

_PICTURE_SITES: Final = (*(Site.TMDB_IMAGES, Site.TVMAZE_IMAGES, Site.COVERART, Site.OPENLIBRARY_COVERS),)
_SMALL_PICTURE: Final = 2 << 20
HOME: Final = "https://github.com/jforg/jforg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How the person wants to be answered: language and region, and by what address they can be reached.

    ``key`` is their TMDB key, '' if they have none; ``sizes`` are how large each kind of picture shall be.
    """

    language: str = "en-US"
    region: str = ""
    contact: str = ""
    key: str = ""
    sizes: Mapping[str, ArtworkSize] = field(default_factory=dict)

    @property
    def agent(self) -> str:
        """The User-Agent every provider wants: program, version, and whom to write to."""
        contact = f" ; mailto:{self.contact}" if "@" in self.contact else ""
        return f"jforg_gui/{__version__} ( {HOME}{contact} )"


class Online:
    """The databases, one client for all of them. Made and used on one event loop; close it when done."""

    def __init__(
        self, wishes: Wishes, cache: AnswerCache, environment: Mapping[str, str], *, offline: bool = False
    ) -> None:
        """Ask nothing yet. ``offline`` answers from the cache alone."""
        self._wishes = wishes
        self.http = Http(hosts(environment), cache, agent=wishes.agent, offline=offline)
        tmdb = (Tmdb(self.http, wishes.key, language=wishes.language, region=wishes.region),) if wishes.key else ()
        self.databases: tuple[Database, ...] = (
            *tmdb,
            TvMaze(self.http),
            Wikidata(self.http, language=wishes.language),
            MusicBrainz(self.http),
            OpenLibrary(self.http),
        )

    async def __aenter__(self) -> Self:
        """Return the databases."""
        return self

    async def __aexit__(self, *_error: object) -> None:
        """Close the client."""
        await self.aclose()

    async def aclose(self) -> None:
        """End what is under way and close the client."""
        await self.http.aclose()

    def states(self) -> list[ProviderState]:
        """How each database is doing; costs nothing."""
        return [self.http.state(one) for one in dict.fromkeys(database.provider for database in self.databases)]

    async def enrich(
        self, items: Sequence[Item], answered: Callable[[Group, Answer], None] | None = None
    ) -> list[Item]:
        """Return the rows with what the databases say of them; see ``workflow.enrich``."""
        return await enrich.enrich(items, self.databases, answered)

    async def ask_all(self, works: Sequence[Group], answered: Callable[[Group, Answer], None]) -> None:
        """Look works up, many at a time; see ``workflow.enrich``."""
        await enrich.ask_all(works, self.databases, answered)

    async def search(self, query: Query) -> list[Scored]:
        """Return what the databases offer for words, an id or an address; raises ProviderError if none answers."""
        return await enrich.search(query, self.databases)

    async def choose(
        self, query: Query, candidate: Candidate, shown: Sequence[Scored], order: DisplayOrder | None = None
    ) -> Answer:
        """Return the answer for a work the person has chosen. Raises ProviderError."""
        return await enrich.choose(query, candidate, self.databases, shown, order)

    def knows(self, kind: WorkKind) -> bool:
        """Whether any database knows works of this kind."""
        return any(kind in database.kinds for database in self.databases)

    async def small_picture(self, url: str) -> bytes | None:
        """Return a small picture to be shown, out of the cache if it was shown before. Raises ProviderError."""
        site = self._site(url)
        body = await self.http.image(site, url, limit=_SMALL_PICTURE, keep=True)
        return checked(body, self.http.provider(site)).content if body else None

    def obtainable(self, wanted: Sequence[WantedPicture]) -> list[WantedPicture]:
        """Those of the pictures that lie with one of the databases; an address out of a file is not asked for."""
        return [one for one in wanted if any(self.http.allows(site, one.url) for site in _PICTURE_SITES)]

    async def picture(self, wanted: WantedPicture) -> tuple[bytes, str] | None:
        """Return a picture for the library in its size, fit to be opened, and its extension; None without one.

        Raises ProviderError.
        """
        site = self._site(wanted.url)
        size = self._wishes.sizes.get(wanted.kind, ArtworkSize.LARGE)
        body = await self.http.image(site, sized(site, wanted.url, wanted.kind, size))
        if not body:
            return None
        found = checked(body, self.http.provider(site))
        return found.content, found.extension

    def _site(self, url: str) -> Site:
        """The site that this address belongs to; ProviderError for any other address."""
        for site in _PICTURE_SITES:
            if self.http.allows(site, url):
                return site
        raise ProviderError(Problem(ProblemCode.PROVIDER_ELSEWHERE, details=(("provider", "…"),)))
