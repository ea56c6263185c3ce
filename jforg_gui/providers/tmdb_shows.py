"""TMDB's shows: seasons, episodes, and the other orders in which they can be counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from jforg_gui.domain.candidate import Query, Work
from jforg_gui.domain.metadata import Artwork, ArtworkRole, DisplayOrder, Metadata, PersonKind
from jforg_gui.providers.reading import day, identifier, line, pairs, record, records, text, whole, year
from jforg_gui.providers.tmdb_reading import address, cast, crew, ratings

Json = Mapping[str, Any]

# The numbers TMDB gives its episode groups (developer.themoviedb.org, "Episode groups").
_GROUPS: Final = {
    DisplayOrder.ABSOLUTE: 2,
    DisplayOrder.DVD: 3,
    DisplayOrder.DIGITAL: 4,
    DisplayOrder.STORY_ARC: 5,
    DisplayOrder.PRODUCTION: 6,
    DisplayOrder.TV: 7,
}


def seasons_needed(query: Query, counts: Mapping[int, int], found: Json) -> list[int]:
    """The seasons in which the query's episodes lie, by number, by absolute number, and by day."""
    wanted = {season for season, _ in query.episodes}
    first = 1
    for season, count in counts.items():
        if season > 0:
            wanted |= {season for absolute in query.absolute if first <= absolute < first + count}
            first += count
    starts = [
        (begun, which)
        for season in records(found.get("seasons"))
        if (begun := day(season.get("air_date"))) is not None and (which := whole(season.get("season_number")))
    ]
    for aired in query.dates:
        before = [pair for pair in starts if pair[0] <= aired]
        if before:
            wanted.add(max(before)[1])
    return sorted(season for season in wanted if not counts or season in counts)


def group_id(found: Json, order: DisplayOrder | None) -> str | None:
    """The id of the episode group that counts in this order; None for the order they aired in."""
    kind = _GROUPS.get(order) if order is not None else None
    if kind is None:
        return None
    for group in records(record(found.get("episode_groups")).get("results")):
        if whole(group.get("type")) == kind and (key := identifier(group.get("id"))):
            return key
    return None


def orders(found: Json) -> tuple[DisplayOrder, ...]:
    """The orders other than the aired one in which the show's episodes can be counted."""
    kinds = {whole(group.get("type")) for group in records(record(found.get("episode_groups")).get("results"))}
    return tuple(order for order, kind in _GROUPS.items() if kind in kinds)


def show(
    metadata: Metadata, seasons: Mapping[int, Json], counts: Mapping[int, int], query: Query, pictures: str
) -> Work:
    """Put a show together from its own answer and those of its seasons."""
    known: dict[int, Metadata] = {}
    episodes: dict[tuple[int, int], Metadata] = {}
    art = list(metadata.artwork)
    for which, found in seasons.items():
        known[which] = _season(found, which)
        if (poster := address(found.get("poster_path"), pictures, "original")) is not None:
            art.append(Artwork(role=ArtworkRole.POSTER, url=poster, season=which))
        for one in records(found.get("episodes")):
            episode = _episode(one, which, pictures)
            if episode is not None and episode.number is not None:
                episodes[which, episode.number] = episode
    absolute: dict[int, tuple[int, int]] = {}
    first = 1
    for which, count in counts.items():
        if which > 0:
            absolute |= {n: (which, n - first + 1) for n in query.absolute if first <= n < first + count}
            first += count
    dates = {one.premiered: key for key, one in reversed(episodes.items()) if one.premiered is not None}
    return Work(
        metadata=replace(metadata, artwork=tuple(art)),
        seasons=known,
        episodes=episodes,
        absolute=absolute,
        dates=dates,
    )


def grouped(metadata: Metadata, found: Json, order: DisplayOrder | None, pictures: str) -> Work:
    """Put a show together whose episodes are counted in another order: each group is a season of its own."""
    episodes: dict[tuple[int, int], Metadata] = {}
    absolute: dict[int, tuple[int, int]] = {}
    for place, group in enumerate(records(found.get("groups"))):
        season = whole(group.get("order"))
        season = place if season is None else season
        if order is DisplayOrder.ABSOLUTE:
            season = 1
        for index, one in enumerate(records(group.get("episodes"))):
            which = (whole(one.get("order")) or index) + 1
            which = len(episodes) + 1 if order is DisplayOrder.ABSOLUTE else which
            episode = _episode({**one, "episode_number": which}, season, pictures)
            if episode is not None:
                episodes[season, which] = episode
                absolute[len(episodes)] = (season, which)
    dates = {one.premiered: key for key, one in reversed(episodes.items()) if one.premiered is not None}
    return Work(metadata=replace(metadata, display_order=order), episodes=episodes, absolute=absolute, dates=dates)


def _season(found: Json, which: int) -> Metadata:
    return Metadata(
        title=line(found.get("name")),
        plot=text(found.get("overview")),
        premiered=day(found.get("air_date")),
        year=year(found.get("air_date")),
        number=which,
    )


def _episode(found: Json, season: int, pictures: str) -> Metadata | None:
    which = whole(found.get("episode_number"))
    if which is None:
        return None
    still = address(found.get("still_path"), pictures, "original")
    return Metadata(
        title=line(found.get("name")),
        plot=text(found.get("overview")),
        premiered=day(found.get("air_date")),
        year=year(found.get("air_date")),
        runtime=whole(found.get("runtime")) or None,
        ratings=ratings(found),
        people=(*crew(found.get("crew"), pictures), *cast(found.get("guest_stars"), PersonKind.GUEST_STAR, pictures)),
        artwork=(Artwork(role=ArtworkRole.THUMB, url=still),) if still else (),
        ids=pairs(tmdb=identifier(found.get("id"))),
        season=season,
        number=which,
    )
