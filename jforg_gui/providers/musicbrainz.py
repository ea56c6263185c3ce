"""MusicBrainz: albums, their tracks and artists (musicbrainz.org/doc/MusicBrainz_API)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from jforg_gui.domain.candidate import Candidate, Query, TrackFacts, Work, WorkKind
from jforg_gui.domain.metadata import Artwork, ArtworkRole, DisplayOrder, Metadata
from jforg_gui.domain.provider import Provider
from jforg_gui.providers.hosts import Site
from jforg_gui.providers.http import Http
from jforg_gui.providers.reading import day, line, lines, mbid, number, pairs, record, records, whole, year
from jforg_gui.workflow.ports import Lifetime

Json = Mapping[str, Any]

_SPECIAL: Final = re.compile(r'([+\-&|!(){}\[\]^"~*?:\\/])')
_OPERATOR: Final = re.compile(r"\b(AND|OR|NOT)\b")
_MORE: Final = "recordings artist-credits release-groups labels genres"
_MOST: Final = 25
_BEST_SCORE: Final = 100.0


class MusicBrainz:
    """Fills the port ``Database``."""

    provider = Provider.MUSICBRAINZ
    kinds = frozenset((WorkKind.ALBUM,))

    def __init__(self, http: Http) -> None:
        """Ask through this client; covers are the Cover Art Archive's."""
        self._http = http
        self._covers = http.base(Site.COVERART)

    async def search(self, query: Query) -> list[Candidate]:
        """Return releases of this name and artist: any number of tracks, any year."""
        terms = [f'release:"{_escaped(query.title)}"']
        if query.creator:
            terms.append(f'artist:"{_escaped(query.creator)}"')
        found = await self._search(" AND ".join(terms))
        if not found and query.creator:
            found = await self._search(f"release:({_escaped(query.title)}) AND artist:({_escaped(query.creator)})")
        return found

    async def _search(self, lucene: str) -> list[Candidate]:
        answer = await self._json(
            "/release",
            {"query": lucene, "limit": _MOST},
            Lifetime.SEARCH,
        )
        found = (_candidate(one, self._covers) for one in records(record(answer).get("releases")))
        return [one for one in found if one is not None]

    async def by_ids(self, query: Query) -> Candidate | None:
        """Return the release an id names; of a release group the release that fits the tracks best."""
        ids = dict(query.ids)
        if release := mbid(ids.get("musicbrainzalbum")):
            return _candidate(record(await self._release(release)), self._covers)
        if group := mbid(ids.get("musicbrainzreleasegroup")):
            answer = await self._json("/release", {"release-group": group, "inc": "media artist-credits", "limit": 100})
            found = [_candidate(one, self._covers) for one in records(record(answer).get("releases"))]
            count = len(query.tracks)
            fitting = [one for one in found if one is not None]
            return min(fitting, key=lambda one: abs((one.tracks or 0) - count), default=None)
        return None

    async def completed(self, candidate: Candidate) -> Candidate:
        """Return the candidate: a search tells all that is needed."""
        return replace(candidate, whole=True)

    async def work(self, candidate: Candidate, query: Query, order: DisplayOrder | None) -> Work:  # noqa: ARG002 — the port's
        """Return the release with its tracks, its artist and the address of its cover."""
        release = record(await self._release(candidate.key))
        group = record(release.get("release-group"))
        key = mbid(release.get("id")) or candidate.key
        released = line(release.get("date"))
        first = line(group.get("first-release-date"))
        credit = [record(one.get("artist")) for one in records(release.get("artist-credit"))]
        about = Metadata(
            title=line(release.get("title")),
            year=year(first) or year(released),
            premiered=day(first) or day(released),
            genres=lines(one.get("name") for one in (*records(release.get("genres")), *records(group.get("genres")))),
            studios=lines(record(one.get("label")).get("name") for one in records(release.get("label-info"))),
            countries=lines((release.get("country"),)),
            ids=pairs(musicbrainzalbum=key, musicbrainzreleasegroup=mbid(group.get("id"))),
            artwork=(Artwork(role=ArtworkRole.POSTER, url=url),) if (url := self._cover(release, group, key)) else (),
        )
        return Work(metadata=about, tracks=tuple(_tracks(release)), artist=_artist(credit))

    def _cover(self, release: Json, group: Json, key: str) -> str | None:
        """The cover's address; of a release without one its group's."""
        archive = record(release.get("cover-art-archive"))
        if archive.get("front") is False:
            other = mbid(group.get("id"))
            return f"{self._covers}/release-group/{other}/front" if other else None
        return f"{self._covers}/release/{key}/front"

    async def _release(self, key: str) -> Any:  # noqa: ANN401 — foreign JSON
        return await self._json(f"/release/{key}", {"inc": _MORE})

    async def _json(self, path: str, params: Mapping[str, str | int], lifetime: Lifetime = Lifetime.DETAILS) -> Any:  # noqa: ANN401 — foreign JSON
        return await self._http.json(
            Site.MUSICBRAINZ,
            path,
            {**params, "fmt": "json"},
            lifetime=lifetime,
            found=lambda data: bool(record(data).get("releases", True)),
        )


def _escaped(text: str) -> str:
    """Take Lucene's signs and words for letters."""
    return _OPERATOR.sub(lambda word: word[0].lower(), _SPECIAL.sub(r"\\\1", text))


def credited(found: Json) -> str | None:
    """The artists as they are written on the release: names with what joins them."""
    parts = []
    for one in records(found.get("artist-credit")):
        name = line(one.get("name")) or line(record(one.get("artist")).get("name"))
        if name:
            join = one.get("joinphrase")
            parts.append(name + (join[:20] if isinstance(join, str) else ""))
    return line("".join(parts)) if parts else None


def _candidate(found: Json, covers: str) -> Candidate | None:
    key, title = mbid(found.get("id")), line(found.get("title"))
    if key is None or title is None:
        return None
    group = record(found.get("release-group"))
    media = list(records(found.get("media")))
    counts = [whole(medium.get("track-count")) or 0 for medium in media]
    return Candidate(
        provider=Provider.MUSICBRAINZ,
        key=key,
        kind=WorkKind.ALBUM,
        title=title,
        titles=lines((group.get("title"),)),
        year=year(group.get("first-release-date")) or year(found.get("date")),
        creator=credited(found),
        overview=_edition(found, media),
        poster=f"{covers}/release/{key}/front-250",
        ids=pairs(musicbrainzalbum=key, musicbrainzreleasegroup=mbid(group.get("id"))),
        popularity=_standing(found, group),
        tracks=whole(found.get("track-count")) or sum(counts) or None,
    )


def _edition(found: Json, media: list[Json]) -> str | None:
    """What tells one release of an album from another: date, country, medium."""
    formats = lines(medium.get("format") for medium in media)
    words = lines((found.get("date"), found.get("country"), " + ".join(formats), found.get("disambiguation")))
    return ", ".join(words) or None


def _standing(found: Json, group: Json) -> float:
    """Official albums before bootlegs and the rest; within these what the search thought."""
    score = number(found.get("score")) or 0.0
    official = found.get("status") in (None, "Official")
    secondary = bool(group.get("secondary-types"))
    return score + (_BEST_SCORE if official else 0.0) + (0.0 if secondary else _BEST_SCORE / 2)


def _tracks(release: Json) -> Iterator[TrackFacts]:
    for place, medium in enumerate(records(release.get("media")), 1):
        disc = whole(medium.get("position")) or place
        for index, track in enumerate(records(medium.get("tracks")), 1):
            recording = record(track.get("recording"))
            length = number(track.get("length")) or number(recording.get("length"))
            yield TrackFacts(
                disc=disc,
                number=whole(track.get("position")) or index,
                title=line(track.get("title")) or line(recording.get("title")),
                seconds=length / 1000 if length else None,
                artist=credited(track) or credited(recording),
                ids=pairs(musicbrainztrack=mbid(track.get("id")), musicbrainzrecording=mbid(recording.get("id"))),
            )


def _artist(credit: list[Json]) -> Metadata | None:
    """The album's first artist; a list of guests has no page of its own."""
    for artist in credit:
        if name := line(artist.get("name")):
            sort_name = line(artist.get("sort-name"))
            return Metadata(title=name, sort_title=sort_name, ids=pairs(musicbrainzartist=mbid(artist.get("id"))))
    return None
