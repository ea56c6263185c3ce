"""TMDB's answers as our own objects. Every field may be missing, empty, null or of another type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from jforg_gui.domain.candidate import Candidate, WorkKind
from jforg_gui.domain.metadata import (
    Artwork,
    ArtworkRole,
    Collection,
    Metadata,
    Person,
    PersonKind,
    Rating,
    SeriesStatus,
)
from jforg_gui.domain.provider import Provider
from jforg_gui.providers.reading import (
    day,
    identifier,
    line,
    lines,
    listed,
    number,
    pairs,
    picture,
    record,
    records,
    text,
    whole,
    year,
)

Json = Mapping[str, Any]

_SMALL: Final = "w185"
_MOST_PEOPLE: Final = 40
_JOBS: Final = {
    "Director": PersonKind.DIRECTOR,
    **dict.fromkeys(("Writer", "Screenplay", "Story", "Teleplay", "Novel"), PersonKind.WRITER),
    "Original Music Composer": PersonKind.COMPOSER,
    "Producer": PersonKind.PRODUCER,
}
_PICTURES: Final = (
    ("posters", ArtworkRole.POSTER),
    ("backdrops", ArtworkRole.BACKDROP),
    ("logos", ArtworkRole.LOGO),
)


def candidate(found: Json, kind: WorkKind, pictures: str) -> Candidate | None:
    """Read one search result, or the head of a whole work; None without an id or a title."""
    key = identifier(found.get("id"))
    names = lines((found.get("title"), found.get("name"), found.get("original_title"), found.get("original_name")))
    if key is None or not key.isdecimal() or not names:
        return None
    one = Candidate(
        provider=Provider.TMDB,
        key=key,
        kind=kind,
        title=names[0],
        titles=names[1:],
        year=year(found.get("release_date") or found.get("first_air_date")),
        overview=text(found.get("overview")),
        poster=address(found.get("poster_path"), pictures, _SMALL),
        ids=_ids(found, key),
        popularity=number(found.get("popularity")) or 0.0,
    )
    return completed(one, found) if "alternative_titles" in found or "translations" in found else one


def _ids(found: Json, key: str) -> tuple[tuple[str, str], ...]:
    external = record(found.get("external_ids"))
    imdb = identifier(found.get("imdb_id")) or identifier(external.get("imdb_id"))
    return pairs(tmdb=key, imdb=imdb, tvdb=identifier(external.get("tvdb_id")))


def season_counts(found: Json) -> dict[int, int]:
    """The number of episodes of every season, specials (0) included."""
    counts = {}
    for season in records(found.get("seasons")):
        which, count = whole(season.get("season_number")), whole(season.get("episode_count"))
        if which is not None and count is not None:
            counts[which] = count
    return dict(sorted(counts.items()))


def completed(one: Candidate, found: Json) -> Candidate:
    """Add the other forms of the title, the seasons and the length out of a whole work."""
    alternative = record(found.get("alternative_titles"))
    others = [entry.get("title") for key in ("titles", "results") for entry in records(alternative.get(key))]
    for entry in records(record(found.get("translations")).get("translations")):
        data = record(entry.get("data"))
        others += [data.get("title"), data.get("name")]
    forms = [found.get("original_title"), found.get("original_name"), *others]
    return replace(
        one,
        titles=lines((*one.titles, *forms)),
        ids=_ids(found, one.key),
        seasons=tuple(season_counts(found).items()),
        minutes=number(found.get("runtime")) or one.minutes,
        whole=True,
    )


def metadata(found: Json, english: Json, kind: WorkKind, pictures: str, language: str, region: str) -> Metadata:
    """Read a whole film or show; gaps of the person's language are filled in English."""
    names = [found.get("title"), found.get("name"), english.get("title"), english.get("name")]
    title = next(iter(lines(names)), None)
    original = line(found.get("original_title")) or line(found.get("original_name"))
    premiered = day(found.get("release_date")) or day(found.get("first_air_date"))
    region = region or language.partition("-")[2]
    credits_of = record(found.get("aggregate_credits")) or record(found.get("credits"))
    creators = [Person(name=name, kind=PersonKind.CREATOR) for name in _names(found.get("created_by"))]
    status = line(found.get("status"))
    is_show = kind is WorkKind.SERIES
    return Metadata(
        title=title,
        original_title=original if original != title else None,
        plot=text(found.get("overview")) or text(english.get("overview")),
        tagline=line(found.get("tagline")) or line(english.get("tagline")),
        year=year(found.get("release_date") or found.get("first_air_date")),
        premiered=premiered,
        ended=day(found.get("last_air_date")) if is_show and status in _OVER else None,
        runtime=whole(found.get("runtime"))
        or next((n for n in map(whole, listed(found.get("episode_run_time"))) if n), None),
        certification=_certification(found, region),
        genres=_names(found.get("genres")),
        tags=_keywords(found),
        studios=_names(found.get("networks" if is_show else "production_companies")),
        countries=_names(found.get("production_countries")),
        language=line(found.get("original_language")),
        ratings=ratings(found),
        people=(
            *creators,
            *crew(credits_of.get("crew"), pictures),
            *cast(credits_of.get("cast"), PersonKind.ACTOR, pictures),
        ),
        ids=_ids(found, identifier(found.get("id")) or ""),
        artwork=_artwork(found, pictures, language.partition("-")[0]),
        collection=_collection(found.get("belongs_to_collection")),
        trailer=_trailer(found),
        status=_STATUS.get(status or "") if is_show else None,
        season_names=tuple(
            (which, name)
            for season in records(found.get("seasons"))
            if (which := whole(season.get("season_number"))) is not None and (name := line(season.get("name")))
        ),
    )


_OVER: Final = ("Ended", "Canceled")
_STATUS: Final = {
    "Ended": SeriesStatus.ENDED,
    "Canceled": SeriesStatus.ENDED,
    "Returning Series": SeriesStatus.CONTINUING,
    "In Production": SeriesStatus.UNRELEASED,
    "Planned": SeriesStatus.UNRELEASED,
    "Pilot": SeriesStatus.UNRELEASED,
}


def _names(value: Any) -> tuple[str, ...]:  # noqa: ANN401 — foreign JSON
    return lines(one.get("name") for one in records(value))


def _keywords(found: Json) -> tuple[str, ...]:
    keywords = record(found.get("keywords"))
    return _names(keywords.get("keywords") or keywords.get("results"))


def ratings(found: Json) -> tuple[Rating, ...]:
    """The audience's rating; none where nobody has voted."""
    value, votes = number(found.get("vote_average")), whole(found.get("vote_count"))
    return (Rating(source="themoviedb", value=value, votes=votes),) if value and votes and value <= 10 else ()  # noqa: PLR2004 — out of ten


def crew(value: Any, pictures: str) -> Iterator[Person]:  # noqa: ANN401 — foreign JSON
    """Those of the crew whose work Jellyfin has a word for."""
    seen: set[tuple[str, PersonKind]] = set()
    for one in records(value):
        jobs = [line(one.get("job")), *(line(job.get("job")) for job in records(one.get("jobs")))]
        kinds = [_JOBS[job] for job in jobs if job in _JOBS]
        name = line(one.get("name"))
        if name and kinds and (name, kinds[0]) not in seen and len(seen) < _MOST_PEOPLE:
            seen.add((name, kinds[0]))
            yield Person(name=name, kind=kinds[0], image=address(one.get("profile_path"), pictures, _SMALL))


def cast(value: Any, kind: PersonKind, pictures: str) -> list[Person]:  # noqa: ANN401 — foreign JSON
    """The first of the cast, in TMDB's order."""
    people = []
    for one in records(value):
        roles = [line(one.get("character")), *(line(role.get("character")) for role in records(one.get("roles")))]
        if name := line(one.get("name")):
            image = address(one.get("profile_path"), pictures, _SMALL)
            people.append(Person(name=name, kind=kind, role=next(filter(None, roles), None), image=image))
    return people[:_MOST_PEOPLE]


def _certification(found: Json, region: str) -> str | None:
    """The age rating of the person's country, else that of the United States."""
    by_country: dict[str, str] = {}
    for key in ("release_dates", "content_ratings"):
        for one in records(record(found.get(key)).get("results")):
            country = line(one.get("iso_3166_1")) or ""
            said = [one.get("rating"), *(entry.get("certification") for entry in records(one.get("release_dates")))]
            if word := next(iter(lines(said)), None):
                by_country.setdefault(country, word)
    return by_country.get(region) or by_country.get("US")


def _collection(value: Any) -> Collection | None:  # noqa: ANN401 — foreign JSON
    found = record(value)
    name = line(found.get("name"))
    return (
        Collection(name=name, tmdb=identifier(found.get("id")), overview=text(found.get("overview"))) if name else None
    )


def _trailer(found: Json) -> str | None:
    videos = [
        one
        for one in records(record(found.get("videos")).get("results"))
        if one.get("site") == "YouTube" and one.get("type") == "Trailer" and identifier(one.get("key"))
    ]
    best = max(videos, key=lambda one: one.get("official") is True, default=None)
    return identifier(best.get("key")) if best is not None else None


def _artwork(found: Json, pictures: str, language: str) -> tuple[Artwork, ...]:
    """The best picture of each role: those chosen by TMDB, then those with the person's language, then by votes."""
    images = record(found.get("images"))
    art = []
    for (key, role), chosen in zip(
        _PICTURES, (found.get("poster_path"), found.get("backdrop_path"), None), strict=True
    ):
        ranked = sorted(records(images.get(key)), key=lambda one: _rank(one, language, role))
        urls = [
            address(chosen, pictures, "original"),
            *(address(one.get("file_path"), pictures, "original") for one in ranked),
        ]
        url = next(filter(None, urls), None)
        if url is not None:
            size = next((one for one in ranked if address(one.get("file_path"), pictures, "original") == url), {})
            art.append(
                Artwork(
                    role=role,
                    url=url,
                    language=line(size.get("iso_639_1")),
                    width=whole(size.get("width")),
                    height=whole(size.get("height")),
                )
            )
    return tuple(art)


def _rank(one: Json, language: str, role: ArtworkRole) -> tuple[bool, bool, float]:
    spoken = one.get("iso_639_1")
    wanted = (None,) if role is ArtworkRole.BACKDROP else (language,)
    return spoken not in wanted, spoken not in (None, "en"), -(number(one.get("vote_average")) or 0.0)


def address(path: Any, pictures: str, size: str) -> str | None:  # noqa: ANN401 — foreign JSON
    """The address of a picture; a drawing (SVG) is asked for as PNG, which TMDB makes of it."""
    name = picture(path)
    if name is None:
        return None
    if name.endswith(".svg"):
        name, size = f"{name[:-4]}.png", "w500" if size == "original" else size
    return f"{pictures}/{size}{name}"
