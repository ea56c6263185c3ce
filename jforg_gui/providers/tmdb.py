"""TMDB v3: films and shows, with the person's own key (developer.themoviedb.org)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from jforg_gui.domain.candidate import Candidate, Query, Work, WorkKind
from jforg_gui.domain.metadata import DisplayOrder
from jforg_gui.domain.provider import Provider
from jforg_gui.providers import tmdb_reading as read
from jforg_gui.providers import tmdb_shows as shows
from jforg_gui.providers.hosts import Site
from jforg_gui.providers.http import Http
from jforg_gui.providers.reading import identifier, listed, record, records, whole
from jforg_gui.workflow.ports import Lifetime

_V3_KEY: Final = re.compile(r"[0-9a-fA-F]{32}")
_WORDS: Final[Mapping[WorkKind, str]] = {WorkKind.MOVIE: "movie", WorkKind.SERIES: "tv"}
_MOVIE_MORE: Final = "credits,external_ids,images,release_dates,videos,keywords,alternative_titles,translations"
_TV_MORE: Final = (
    "aggregate_credits,external_ids,images,content_ratings,episode_groups,keywords,videos"
    ",alternative_titles,translations"
)
_EXTERNAL: Final = {"imdb": "imdb_id", "tvdb": "tvdb_id", "wikidata": "wikidata_id"}


class Tmdb:
    """Fills the port ``Database``. The key is sent as it has to be, and kept out of everything else."""

    provider = Provider.TMDB
    kinds = frozenset((WorkKind.MOVIE, WorkKind.SERIES))

    def __init__(self, http: Http, key: str, *, language: str = "en-US", region: str = "") -> None:
        """``key`` in either form; ``language`` an IETF tag, ``region`` an ISO 3166-1 code or ''."""
        self._http, self._language, self._region = http, language, region
        self._secret = f"api_key={key}" if _V3_KEY.fullmatch(key) else ""
        self._headers = {} if self._secret else {"Authorization": f"Bearer {key}"}
        self._pictures = http.base(Site.TMDB_IMAGES)

    async def search(self, query: Query) -> list[Candidate]:
        """Return what fits the title; with a year first, without one when that finds nothing."""
        word = _WORDS[query.kind]
        year_name = "primary_release_year" if query.kind is WorkKind.MOVIE else "first_air_date_year"
        tries: list[dict[str, str | int]] = [{year_name: query.year}, {}] if query.year else [{}]
        if query.kind is WorkKind.MOVIE and query.year:
            tries.insert(1, {"year": query.year})
        for extra in tries:
            found = await self._search(word, query, extra)
            if found:
                return found
        return []

    async def _search(self, word: str, query: Query, extra: Mapping[str, str | int]) -> list[Candidate]:
        params: dict[str, str | int] = {
            "query": query.title,
            "include_adult": "false",
            "language": self._language,
            **extra,
        }
        if self._region:
            params["region"] = self._region
        answer = await self._json(
            f"/search/{word}", params, Lifetime.SEARCH, found=lambda data: bool(record(data).get("results"))
        )
        found = (
            read.candidate(one, query.kind, self._pictures) for one in records(listed(record(answer).get("results")))
        )
        return [one for one in found if one is not None]

    async def by_ids(self, query: Query) -> Candidate | None:
        """Return the work that an id names: its own, or one of IMDb, TheTVDB, Wikidata."""
        ids = dict(query.ids)
        if (own := identifier(ids.get("tmdb"))) and own.isdecimal():
            answer = await self._details(query.kind, own)
            return read.candidate(record(answer), query.kind, self._pictures) if answer is not None else None
        for name, source in _EXTERNAL.items():
            value = identifier(ids.get(name))
            if value is None:
                continue
            params = {"external_source": source, "language": self._language}
            answer = await self._json(f"/find/{value}", params, Lifetime.DETAILS)
            results = record(answer).get(f"{_WORDS[query.kind]}_results")
            for one in records(results):
                if (found := read.candidate(one, query.kind, self._pictures)) is not None:
                    return found
        return None

    async def completed(self, candidate: Candidate) -> Candidate:
        """Return a candidate with all forms of its title, its seasons and its length."""
        answer = record(await self._details(candidate.kind, candidate.key))
        return read.completed(candidate, answer)

    async def work(self, candidate: Candidate, query: Query, order: DisplayOrder | None) -> Work:
        """Return all that is known; of a show only the seasons that the query needs, each by one request."""
        answer = record(await self._details(candidate.kind, candidate.key))
        english = await self._english(candidate, answer)
        metadata = read.metadata(answer, english, candidate.kind, self._pictures, self._language, self._region)
        if candidate.kind is WorkKind.MOVIE:
            return Work(metadata=metadata)
        group = shows.group_id(answer, order)
        if group is not None:
            found = record(await self._json(f"/tv/episode_group/{group}", {"language": self._language}))
            return replace(shows.grouped(metadata, found, order, self._pictures), orders=shows.orders(answer))
        counts = read.season_counts(answer)
        seasons = {}
        for season in shows.seasons_needed(query, counts, answer):
            found = await self._json(f"/tv/{candidate.key}/season/{season}", {"language": self._language})
            if found is not None:
                seasons[season] = record(found)
        work = shows.show(metadata, seasons, counts, query, self._pictures)
        return replace(work, orders=shows.orders(answer))

    async def _english(self, candidate: Candidate, answer: Mapping[str, Any]) -> Mapping[str, Any]:
        """The same in English where the person's language has no description."""
        if answer.get("overview") or self._language.startswith("en"):
            return {}
        path = f"/{_WORDS[candidate.kind]}/{candidate.key}"
        return record(await self._json(path, {"language": "en-US"}))

    async def _details(self, kind: WorkKind, key: str) -> Any:  # noqa: ANN401 — foreign JSON
        language = self._language.partition("-")[0]
        pictures = ",".join(dict.fromkeys((language, "en", "null")))
        more = _MOVIE_MORE if kind is WorkKind.MOVIE else _TV_MORE
        params = {"language": self._language, "append_to_response": more, "include_image_language": pictures}
        return await self._json(f"/{_WORDS[kind]}/{key}", params)

    async def check_key(self) -> bool:
        """Ask whether the key is accepted. Raises ProviderError when it is not, or nobody answers."""
        answer = record(await self._json("/authentication", {}, Lifetime.NOTHING))
        return bool(answer.get("success")) or whole(answer.get("status_code")) == 1

    async def _json(
        self,
        path: str,
        params: Mapping[str, str | int],
        lifetime: Lifetime = Lifetime.DETAILS,
        found: Callable[[Any], bool] = bool,
    ) -> Any:  # noqa: ANN401 — foreign JSON
        return await self._http.json(
            Site.TMDB, path, params, lifetime=lifetime, secret=self._secret, headers=self._headers, found=found
        )
