"""Wikidata: films without a key, with the ids that TMDB and IMDb know them by (wikidata.org; CC0)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from jforg_gui.domain.candidate import Candidate, Query, Work, WorkKind
from jforg_gui.domain.metadata import DisplayOrder, Metadata
from jforg_gui.domain.provider import Provider
from jforg_gui.providers.hosts import Site
from jforg_gui.providers.http import Http
from jforg_gui.providers.reading import identifier, line, lines, listed, number, pairs, record, records, year
from jforg_gui.workflow.ports import Lifetime

Json = Mapping[str, Any]

_ENTITY: Final = re.compile(r"Q[1-9]\d{0,11}")
_FILM_WORDS: Final = re.compile(r"\b(?:film|movie|anime|documentary|spielfilm|película|pel·lícula)\b", re.IGNORECASE)
_OTHER_WORDS: Final = re.compile(
    r"\b(?:soundtrack|album|song|score|video game|novel|book|episode|actor|actress|director|festival|company|series of"
    r"|character|poster|studio|website|award|franchise)\b",
    re.IGNORECASE,
)
_MOST_LOOKED_AT: Final = 3
_TURNED: Final = re.compile(r"^(.+), (the|a|an|der|die|das|le|la|les|el|il)$", re.IGNORECASE)
_BEFORE_NUMBER: Final = re.compile(
    r"^(\D\S*(?: \S+)??)(?: part| teil| vol\.?)?[ :,-]+(?:\d+|[IVX]+|one|two|three)\b", re.IGNORECASE
)
_IMDB, _TMDB_MOVIE, _RELEASED, _MINUTES, _TITLE = "P345", "P4947", "P577", "P2047", "P1476"
_TIME: Final = re.compile(r"\+?(\d{4})-(\d{2})-(\d{2})T.*")
_MINUTE: Final = "Q7727"


class Wikidata:
    """Fills the port ``Database``."""

    provider = Provider.WIKIDATA
    kinds = frozenset((WorkKind.MOVIE,))

    def __init__(self, http: Http, *, language: str = "en-US") -> None:
        """Ask through this client, for names in this language and English."""
        self._http = http
        self._language = language.partition("-")[0].lower() or "en"

    async def search(self, query: Query) -> list[Candidate]:
        """Return films of this name; the few that the short descriptions speak for are looked at in full."""
        films: list[Json] = []
        for words in _forms(query.title):
            films += [hit for hit in await self._hits(words) if _is_film(hit) and hit not in films]
            if any(_year_distance(hit, query.year) <= 1 for hit in films) or (films and query.year is None):
                break
        films.sort(key=lambda hit: _year_distance(hit, query.year))
        found = [await self._entity(str(hit["id"])) for hit in films[:_MOST_LOOKED_AT]]
        return [one for one in found if one is not None]

    async def _hits(self, title: str) -> list[Json]:
        answer = await self._http.json(
            Site.WIKIDATA,
            "/w/api.php",
            {
                "action": "wbsearchentities",
                "search": title,
                "language": self._language,
                "uselang": "en",
                "type": "item",
                "limit": 20,
                "format": "json",
            },
            lifetime=Lifetime.SEARCH,
            found=lambda data: bool(record(data).get("search")),
        )
        return [one for one in records(record(answer).get("search")) if _ENTITY.fullmatch(str(one.get("id")))]

    async def by_ids(self, query: Query) -> Candidate | None:
        """Return the film of a Wikidata id; others cannot be looked up here."""
        own = dict(query.ids).get("wikidata", "")
        return await self._entity(own) if _ENTITY.fullmatch(own) else None

    async def completed(self, candidate: Candidate) -> Candidate:
        """Return the candidate: everything is known from the start."""
        return candidate

    async def work(self, candidate: Candidate, query: Query, order: DisplayOrder | None) -> Work:  # noqa: ARG002 — the port's
        """Return title, year, length and ids; Wikidata has neither plots nor posters."""
        entity = await self._get(candidate.key)
        premiered = min(_days(entity, _RELEASED), default=None)
        return Work(
            metadata=Metadata(
                title=candidate.title,
                original_title=next((name for name in _titles(entity) if name != candidate.title), None),
                year=candidate.year,
                premiered=premiered,
                runtime=round(candidate.minutes) if candidate.minutes else None,
                ids=candidate.ids,
            )
        )

    async def _entity(self, key: str) -> Candidate | None:
        entity = await self._get(key)
        labels = record(entity.get("labels"))
        first = [_label(labels, language) for language in (self._language, "mul", "en")]
        others = (record(one).get("value") for one in [*labels.values()][:100])
        aliases = (
            one.get("value") for names in [*record(entity.get("aliases")).values()][:100] for one in records(names)
        )
        titles = lines((*first, *_titles(entity), *others, *aliases))
        if not titles:
            return None
        days = list(_days(entity, _RELEASED))
        return Candidate(
            provider=Provider.WIKIDATA,
            key=key,
            kind=WorkKind.MOVIE,
            title=titles[0],
            titles=titles[1:],
            year=min((one.year for one in days), default=None) or _first_year(entity),
            overview=_label(record(entity.get("descriptions")), self._language),
            ids=pairs(
                wikidata=key,
                imdb=_string(entity, _IMDB, r"tt\d{7,9}"),
                tmdb=_string(entity, _TMDB_MOVIE, r"[1-9]\d{0,9}"),
            ),
            popularity=float(len(record(entity.get("sitelinks")))),
            minutes=_minutes(entity),
            whole=True,
        )

    async def _get(self, key: str) -> Json:
        answer = await self._http.json(Site.WIKIDATA, f"/wiki/Special:EntityData/{key}.json")
        entities = record(record(answer).get("entities"))
        # one that was merged into another comes under the other's name
        return record(entities.get(key)) or next((record(one) for one in entities.values()), {})


def _forms(title: str) -> list[str]:
    """The ways to ask for a title: Wikidata finds what begins with the very words, so fewer of them find more."""
    turned = _TURNED.sub(r"\2 \1", title)
    other = turned.replace(" & ", " and ") if " & " in turned else turned.replace(" and ", " & ")
    begins = _BEFORE_NUMBER.match(turned)
    short = begins[1].strip(" :-,") if begins else " ".join(turned.split()[:2])
    return list(dict.fromkeys(one for one in (turned, other, short) if one))


def _is_film(hit: Json) -> bool:
    said = line(hit.get("description")) or ""
    return bool(_FILM_WORDS.search(said)) and not _OTHER_WORDS.search(re.sub(r"\b(?:directed|film) by\b.*", "", said))


def _year_distance(hit: Json, wanted: int | None) -> int:
    said = year(hit.get("description"))
    return abs(said - wanted) if said is not None and wanted is not None else 2


def _label(values: Json, language: str) -> str | None:
    return line(record(values.get(language)).get("value"))


def _values(entity: Json, claim: str) -> Iterator[Any]:
    for one in listed(record(entity.get("claims")).get(claim)):
        if record(one).get("rank") != "deprecated":
            yield record(record(record(one).get("mainsnak")).get("datavalue")).get("value")


def _string(entity: Json, claim: str, form: str) -> str | None:
    found = (identifier(value) for value in _values(entity, claim))
    return next((one for one in found if one and re.fullmatch(form, one)), None)


def _titles(entity: Json) -> Iterator[str]:
    for value in _values(entity, _TITLE):
        if name := line(record(value).get("text")):
            yield name


def _days(entity: Json, claim: str) -> Iterator[date]:
    for value in _values(entity, claim):
        match = _TIME.fullmatch(str(record(value).get("time"))[:40])
        if match and match[2] != "00" and match[3] != "00":
            try:
                yield date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue


def _first_year(entity: Json) -> int | None:
    years = (year(str(record(value).get("time"))) for value in _values(entity, _RELEASED))
    return min((one for one in years if one is not None), default=None)


def _minutes(entity: Json) -> float | None:
    for value in _values(entity, _MINUTES):
        amount = str(record(value).get("amount"))[:20].lstrip("+")
        if str(record(value).get("unit")).endswith(_MINUTE) and amount.replace(".", "", 1).isdecimal():
            return number(float(amount))
    return None
