"""TVmaze: shows without a key (tvmaze.com/api; CC BY-SA 4.0)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from jforg_gui.domain.candidate import Candidate, Query, Work, WorkKind
from jforg_gui.domain.metadata import (
    Artwork,
    ArtworkRole,
    DisplayOrder,
    Metadata,
    Person,
    PersonKind,
    Rating,
    SeriesStatus,
)
from jforg_gui.domain.provider import Provider
from jforg_gui.providers.hosts import Site
from jforg_gui.providers.http import Http
from jforg_gui.providers.reading import (
    day,
    identifier,
    line,
    lines,
    listed,
    number,
    pairs,
    record,
    records,
    text,
    whole,
    year,
)
from jforg_gui.workflow.ports import Lifetime

Json = Mapping[str, Any]

_STATUS: Final = {
    "Ended": SeriesStatus.ENDED,
    "Running": SeriesStatus.CONTINUING,
    "To Be Determined": SeriesStatus.CONTINUING,
    "In Development": SeriesStatus.UNRELEASED,
}
_LOOKUPS: Final = (("imdb", "imdb"), ("tvdb", "thetvdb"))
_MOST_PEOPLE: Final = 40


class TvMaze:
    """Fills the port ``Database``."""

    provider = Provider.TVMAZE
    kinds = frozenset((WorkKind.SERIES,))

    def __init__(self, http: Http) -> None:
        """Ask through this client."""
        self._http = http

    async def search(self, query: Query) -> list[Candidate]:
        """Return what fits the title, spelling mistakes forgiven; at most ten."""
        answer = await self._http.json(
            Site.TVMAZE, "/search/shows", {"q": query.title}, lifetime=Lifetime.SEARCH, found=bool
        )
        found = (_candidate(record(one.get("show"))) for one in records(answer))
        return [one for one in found if one is not None]

    async def by_ids(self, query: Query) -> Candidate | None:
        """Return the show that an id names: its own, or one of IMDb or TheTVDB."""
        ids = dict(query.ids)
        own = identifier(ids.get("tvmaze"))
        if own and own.isdecimal():
            return _candidate(record(await self._show(own)))
        for name, parameter in _LOOKUPS:
            if value := identifier(ids.get(name)):
                found = await self._http.json(Site.TVMAZE, "/lookup/shows", {parameter: value})
                if (one := _candidate(record(found))) is not None:
                    return one
        return None

    async def completed(self, candidate: Candidate) -> Candidate:
        """Return a candidate with all forms of its title and its seasons."""
        show = record(await self._show(candidate.key))
        inside = record(show.get("_embedded"))
        seasons: dict[int, int] = {}
        for _key, season, _one in _regular(inside.get("episodes")):
            seasons[season] = seasons.get(season, 0) + 1
        names = (line(one.get("name")) for one in records(inside.get("akas")))
        return replace(
            candidate, titles=lines((*candidate.titles, *names)), seasons=tuple(sorted(seasons.items())), whole=True
        )

    async def work(self, candidate: Candidate, query: Query, order: DisplayOrder | None) -> Work:  # noqa: ARG002 — the port's
        """Return all that is known: one request holds every season."""
        show = record(await self._show(candidate.key))
        inside = record(show.get("_embedded"))
        episodes: dict[tuple[int, int], Metadata] = {}
        absolute: dict[int, tuple[int, int]] = {}
        dates: dict[date, tuple[int, int]] = {}
        for key, season, one in _regular(inside.get("episodes")):
            episodes[key] = _episode(one, season, key[1])
            absolute[len(absolute) + 1] = key
            if (aired := day(one.get("airdate"))) is not None:
                dates.setdefault(aired, key)
        seasons = {
            which: _season(one, which) for one in records(inside.get("seasons")) if (which := whole(one.get("number")))
        }
        posters = tuple(
            Artwork(role=ArtworkRole.POSTER, url=url, season=which)
            for one in records(inside.get("seasons"))
            if (which := whole(one.get("number"))) and (url := _image(one, "original"))
        )
        about = _metadata(show, inside)
        return Work(
            metadata=replace(about, artwork=(*about.artwork, *posters)),
            seasons=seasons,
            episodes=episodes,
            absolute=absolute,
            dates=dates,
        )

    async def _show(self, key: str) -> Any:  # noqa: ANN401 — foreign JSON
        path = f"/shows/{key}?embed[]=episodes&embed[]=seasons&embed[]=cast&embed[]=akas&embed[]=images"
        return await self._http.json(Site.TVMAZE, path)


def _regular(value: Any) -> Iterator[tuple[tuple[int, int], int, Json]]:  # noqa: ANN401 — foreign JSON
    """The numbered episodes in the order they aired; TVmaze's specials have no numbers that others use."""
    found = []
    for one in records(value):
        season, which = whole(one.get("season")), whole(one.get("number"))
        if season and which:
            found.append(((season, which), season, one))
    return iter(sorted(found, key=lambda entry: entry[0]))


def _candidate(show: Json) -> Candidate | None:
    key, name = identifier(show.get("id")), line(show.get("name"))
    if key is None or not key.isdecimal() or name is None:
        return None
    externals = record(show.get("externals"))
    return Candidate(
        provider=Provider.TVMAZE,
        key=key,
        kind=WorkKind.SERIES,
        title=name,
        year=year(show.get("premiered")),
        overview=text(show.get("summary")),
        poster=_image(show, "medium"),
        ids=_ids(key, externals),
        popularity=number(show.get("weight")) or 0.0,
    )


def _ids(key: str, externals: Json) -> tuple[tuple[str, str], ...]:
    return pairs(tvmaze=key, imdb=identifier(externals.get("imdb")), tvdb=identifier(externals.get("thetvdb")))


def _image(found: Json, size: str) -> str | None:
    address = record(found.get("image")).get(size)
    return address if isinstance(address, str) and len(address) < 500 and address.isprintable() else None  # noqa: PLR2004 — an address


def _metadata(show: Json, inside: Json) -> Metadata:
    channel = record(show.get("network")) or record(show.get("webChannel"))
    country = record(channel.get("country"))
    average = number(record(show.get("rating")).get("average"))
    status = _STATUS.get(line(show.get("status")) or "")
    key = identifier(show.get("id")) or ""
    return Metadata(
        title=line(show.get("name")),
        plot=text(show.get("summary")),
        year=year(show.get("premiered")),
        premiered=day(show.get("premiered")),
        ended=day(show.get("ended")) if status is SeriesStatus.ENDED else None,
        runtime=whole(show.get("averageRuntime")) or whole(show.get("runtime")) or None,
        genres=lines(listed(show.get("genres"))),
        studios=lines((channel.get("name"),)),
        countries=lines((country.get("name"),)),
        ratings=(Rating(source="tvmaze", value=average),) if average and average <= 10 else (),  # noqa: PLR2004 — out of ten
        people=tuple(_cast(inside.get("cast"))),
        ids=_ids(key, record(show.get("externals"))),
        artwork=tuple(_artwork(show, inside)),
        status=status,
        season_names=tuple(
            (which, name)
            for one in records(inside.get("seasons"))
            if (which := whole(one.get("number"))) and (name := line(one.get("name")))
        ),
    )


def _cast(value: Any) -> Iterator[Person]:  # noqa: ANN401 — foreign JSON
    for one in list(records(value))[:_MOST_PEOPLE]:
        name = line(record(one.get("person")).get("name"))
        if name:
            role = line(record(one.get("character")).get("name"))
            image = _image(record(one.get("person")), "medium")
            yield Person(name=name, kind=PersonKind.ACTOR, role=role, image=image)


def _artwork(show: Json, inside: Json) -> Iterator[Artwork]:
    if poster := _image(show, "original"):
        yield Artwork(role=ArtworkRole.POSTER, url=poster)
    for one in records(inside.get("images")):
        address = record(record(record(one.get("resolutions")).get("original"))).get("url")
        if one.get("type") == "background" and isinstance(address, str):
            yield Artwork(role=ArtworkRole.BACKDROP, url=address)
            return


def _season(one: Json, which: int) -> Metadata:
    return Metadata(
        title=line(one.get("name")) or f"Season {which}",
        plot=text(one.get("summary")),
        premiered=day(one.get("premiereDate")),
        year=year(one.get("premiereDate")),
        number=which,
    )


def _episode(one: Json, season: int, which: int) -> Metadata:
    average = number(record(one.get("rating")).get("average"))
    still = _image(one, "original")
    return Metadata(
        title=line(one.get("name")),
        plot=text(one.get("summary")),
        premiered=day(one.get("airdate")),
        year=year(one.get("airdate")),
        runtime=whole(one.get("runtime")) or None,
        ratings=(Rating(source="tvmaze", value=average),) if average and average <= 10 else (),  # noqa: PLR2004 — out of ten
        artwork=(Artwork(role=ArtworkRole.THUMB, url=still),) if still else (),
        ids=pairs(tvmaze=identifier(one.get("id"))),
        season=season,
        number=which,
    )
