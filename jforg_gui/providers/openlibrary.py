"""Open Library: books by title and author or by ISBN (openlibrary.org/developers/api)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from jforg_gui.domain.candidate import Candidate, Query, Work, WorkKind
from jforg_gui.domain.metadata import Artwork, ArtworkRole, DisplayOrder, Metadata, Person, PersonKind
from jforg_gui.domain.provider import Provider
from jforg_gui.providers.hosts import Site
from jforg_gui.providers.http import Http
from jforg_gui.providers.reading import line, lines, listed, pairs, record, records, text, whole, year
from jforg_gui.workflow.ports import Lifetime

Json = Mapping[str, Any]

_WORK: Final = re.compile(r"/works/(OL\d{1,12}W)")
_AUTHOR: Final = re.compile(r"/authors/(OL\d{1,12}A)")
_ISBN: Final = re.compile(r"\d{9}[\dX]|\d{13}")
_SERIES: Final = re.compile(
    r"(?P<name>.*\S)\s*[;,#(]\s*(?:no\.?|vol\.?|book|bd\.?|#)?\s*(?P<number>\d{1,4}(?:\.\d)?)\)?", re.IGNORECASE
)
_FIELDS: Final = "key,title,subtitle,author_name,author_key,first_publish_year,cover_i,edition_count,language"
_MOST_SUBJECTS: Final = 12
_MOST_AUTHORS: Final = 4
_OLDEST_SURE: Final = 1450  # Open Library has years such as 1000 for what nobody dated


class OpenLibrary:
    """Fills the port ``Database``."""

    provider = Provider.OPENLIBRARY
    kinds = frozenset((WorkKind.BOOK,))

    def __init__(self, http: Http) -> None:
        """Ask through this client."""
        self._http = http
        self._covers = http.base(Site.OPENLIBRARY_COVERS)

    async def search(self, query: Query) -> list[Candidate]:
        """Return works of this title and author; of the title alone where the author is written otherwise there."""
        found = await self._search(query.title, query.creator)
        return found or (await self._search(query.title, None) if query.creator else [])

    async def _search(self, title: str, author: str | None) -> list[Candidate]:
        params: dict[str, str | int] = {"title": title, "fields": _FIELDS, "limit": 20}
        if author:
            params["author"] = author
        answer = await self._http.json(
            Site.OPENLIBRARY,
            "/search.json",
            params,
            lifetime=Lifetime.SEARCH,
            found=lambda data: bool(record(data).get("docs")),
        )
        found = (self._candidate(one) for one in records(record(answer).get("docs")))
        return [one for one in found if one is not None]

    def _candidate(self, found: Json) -> Candidate | None:
        match = _WORK.fullmatch(str(found.get("key"))[:40])
        title = line(found.get("title"))
        if match is None or title is None:
            return None
        subtitle = line(found.get("subtitle"))
        published = year(found.get("first_publish_year"))
        return Candidate(
            provider=Provider.OPENLIBRARY,
            key=match[1],
            kind=WorkKind.BOOK,
            title=title,
            titles=(f"{title}: {subtitle}",) if subtitle else (),
            year=published if published and published >= _OLDEST_SURE else None,
            creator=next(iter(lines(listed(found.get("author_name")))), None),
            poster=self._cover(found.get("cover_i"), "M"),
            ids=pairs(openlibrary=match[1]),
            popularity=float(whole(found.get("edition_count")) or 0),
        )

    async def by_ids(self, query: Query) -> Candidate | None:
        """Return the work that an ISBN or an Open Library id names."""
        ids = dict(query.ids)
        own = f"/works/{ids.get('openlibrary', '')}"
        if _WORK.fullmatch(own):
            return await self._of_work(own, {})
        isbn = ids.get("isbn", "").replace("-", "").upper()
        if not _ISBN.fullmatch(isbn):
            return None
        edition = record(await self._http.json(Site.OPENLIBRARY, f"/isbn/{isbn}.json"))
        for one in records(edition.get("works")):
            if _WORK.fullmatch(str(one.get("key"))[:40]):
                return await self._of_work(str(one["key"]), edition)
        return None

    async def _of_work(self, key: str, edition: Json) -> Candidate | None:
        key, work = await self._get(key)
        match = _WORK.fullmatch(key)
        title = line(work.get("title")) or line(edition.get("title"))
        if match is None or title is None:
            return None
        authors = await self._authors(work)
        return Candidate(
            provider=Provider.OPENLIBRARY,
            key=match[1],
            kind=WorkKind.BOOK,
            title=title,
            titles=lines((edition.get("title"), f"{title}: {work.get('subtitle')}" if work.get("subtitle") else None)),
            year=year(work.get("first_publish_date")) or year(edition.get("publish_date")),
            creator=authors[0] if authors else None,
            poster=self._cover(next(iter(_covers(work, edition)), None), "M"),
            ids=pairs(openlibrary=match[1], isbn=_isbn(edition)),
        )

    async def completed(self, candidate: Candidate) -> Candidate:
        """Return the candidate: a search tells all that is needed."""
        return candidate

    async def work(self, candidate: Candidate, query: Query, order: DisplayOrder | None) -> Work:  # noqa: ARG002 — the port's
        """Return the work, with what an edition adds where the query names one by ISBN."""
        key, work = await self._get(f"/works/{candidate.key}")
        isbn = dict(query.ids).get("isbn", "").replace("-", "").upper()
        edition: Json = {}
        if _ISBN.fullmatch(isbn):
            edition = record(await self._http.json(Site.OPENLIBRARY, f"/isbn/{isbn}.json"))
        authors = await self._authors(work) or ([candidate.creator] if candidate.creator else [])
        series, place = _series(edition)
        cover = self._cover(next(iter(_covers(edition, work)), None), "L") or _larger(candidate.poster)
        return Work(
            metadata=Metadata(
                title=line(work.get("title")) or candidate.title,
                plot=_described(work.get("description")) or _described(edition.get("description")),
                year=candidate.year or year(work.get("first_publish_date")),
                genres=lines(listed(work.get("subjects"))[:_MOST_SUBJECTS]),
                studios=lines(listed(edition.get("publishers"))[:1]),
                people=tuple(Person(name=name, kind=PersonKind.AUTHOR) for name in authors),
                ids=pairs(openlibrary=key.rpartition("/")[2], isbn=_isbn(edition)),
                artwork=(Artwork(role=ArtworkRole.POSTER, url=cover),) if cover else (),
                series=series,
                series_number=place,
                publisher=next(iter(lines(listed(edition.get("publishers")))), None),
                page_count=whole(edition.get("number_of_pages")),
            )
        )

    async def _get(self, key: str) -> tuple[str, Json]:
        """Return a work and its key; one that was merged into another leads there, once."""
        found = record(await self._http.json(Site.OPENLIBRARY, f"{key}.json"))
        other = str(found.get("location"))[:40]
        if record(found.get("type")).get("key") == "/type/redirect" and _WORK.fullmatch(other):
            return other, record(await self._http.json(Site.OPENLIBRARY, f"{other}.json"))
        return key, found

    async def _authors(self, work: Json) -> list[str]:
        names = []
        for one in list(records(work.get("authors")))[:_MOST_AUTHORS]:
            key = str(record(one.get("author")).get("key") or one.get("key"))[:40]
            if _AUTHOR.fullmatch(key):
                author = record(await self._http.json(Site.OPENLIBRARY, f"{key}.json"))
                if name := line(author.get("name")):
                    names.append(name)
        return names

    def _cover(self, number: Any, size: str) -> str | None:  # noqa: ANN401 — foreign JSON
        found = whole(number)
        return f"{self._covers}/b/id/{found}-{size}.jpg?default=false" if found else None


def _covers(*found: Json) -> list[int]:
    return [number for one in found for value in listed(one.get("covers")) if (number := whole(value))]


def _larger(poster: str | None) -> str | None:
    return poster.replace("-M.jpg", "-L.jpg") if poster else None


def _isbn(edition: Json) -> str | None:
    for name in ("isbn_13", "isbn_10"):
        for value in lines(listed(edition.get(name))):
            if _ISBN.fullmatch(value.replace("-", "")):
                return value.replace("-", "")
    return None


def _described(value: Any) -> str | None:  # noqa: ANN401 — foreign JSON
    """A description, which is a text or an object with one."""
    return text(value) or text(record(value).get("value"))


def _series(edition: Json) -> tuple[str | None, str | None]:
    """Read ``Road ; 2``: the series and the place in it."""
    for value in lines(listed(edition.get("series"))):
        match = _SERIES.fullmatch(value)
        if match:
            return match["name"].strip(" -,;(#"), match["number"]
        return value, None
    return None, None
