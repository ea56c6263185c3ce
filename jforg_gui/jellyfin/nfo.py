"""NFO files as Jellyfin 10.11, 12 and Kodi read them (jellyfin.org, "NFO metadata"; kodi.wiki, "NFO files").

Every function returns a whole file. Nothing here decides whether it is written: see ``sidecars``.
Addresses of pictures of the work itself are left out: Jellyfin would prefer them to the poster beside the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from jforg_gui.domain.metadata import Metadata, Person, PersonKind
from jforg_gui.domain.streams import MediaFacts
from jforg_gui.jellyfin import rules
from jforg_gui.jellyfin.stream_details import add_stream_details
from jforg_gui.jellyfin.xml_text import add, add_each, clean, document

_WRITERS: Final = frozenset((PersonKind.WRITER,))
_CREW: Final = _WRITERS | {PersonKind.DIRECTOR}
_CAST: Final = (PersonKind.ACTOR, PersonKind.GUEST_STAR)
_TRAILER: Final = "plugin://plugin.video.youtube/play/?video_id="
_BEST_RATING: Final = 10.0


def movie(work: Metadata, media: MediaFacts | None = None) -> bytes:
    """Return ``movie.nfo``; ``media`` is what the file's streams say."""
    root = ET.Element("movie")
    _names(root, work)
    _about(root, work)
    _ids(root, work, rules.MOVIE_IDS)
    if work.collection is not None and clean(work.collection.name):
        number = work.collection.tmdb
        of = ET.SubElement(root, "set", {"tmdbcolid": number} if number and number.isdecimal() else {})
        add(of, "name", work.collection.name)
        add(of, "overview", work.collection.overview)
    if work.trailer and rules.YOUTUBE_ID.fullmatch(work.trailer):
        add(root, "trailer", _TRAILER + work.trailer)
    _people(root, work)
    add_stream_details(root, media)
    return document(root)


def tvshow(work: Metadata) -> bytes:
    """Return ``tvshow.nfo``."""
    root = ET.Element("tvshow")
    _names(root, work)
    _about(root, work)
    add(root, "enddate", work.ended)
    add(root, "status", work.status)
    add(root, "displayorder", work.display_order)
    _ids(root, work, rules.SHOW_IDS)
    for number, name in work.season_names:
        add(root, "namedseason", name, {"number": str(number)})
    if work.trailer and rules.YOUTUBE_ID.fullmatch(work.trailer):
        add(root, "trailer", _TRAILER + work.trailer)
    _people(root, work)
    return document(root)


def season(work: Metadata) -> bytes:
    """Return ``season.nfo``; only Jellyfin reads it."""
    root = ET.Element("season")
    _names(root, work)
    add(root, "seasonnumber", work.number)
    add(root, "plot", work.plot)
    add(root, "year", work.year)
    add(root, "premiered", work.premiered)
    _ids(root, work, rules.SHOW_IDS)
    return document(root)


def episodes(found: Sequence[Metadata], show: str | None, media: MediaFacts | None = None) -> bytes:
    """Return the NFO of one file of an episode, or of several: a block for each, one after the other."""
    return document(*(_episode(one, show, media) for one in found))


def _episode(work: Metadata, show: str | None, media: MediaFacts | None) -> ET.Element:
    root = ET.Element("episodedetails")
    _names(root, work)
    add(root, "showtitle", show)
    add(root, "season", work.season)
    add(root, "episode", work.number)
    for name, value in (
        ("season", work.airs_before_season),
        ("episode", work.airs_before_episode),
    ):
        add(root, f"airsbefore_{name}", value)
        add(root, f"display{name}", value)  # Kodi's word for the same
    add(root, "airsafter_season", work.airs_after_season)
    add(root, "displayafterseason", work.airs_after_season)
    add(root, "aired", work.premiered)
    _about(root, work, dated=False)
    _ids(root, work, rules.SHOW_IDS)
    _people(root, work)
    add_stream_details(root, media)
    return root


def album(work: Metadata, artist: Metadata | None) -> bytes:
    """Return ``album.nfo``; the tracks speak for themselves, in their tags."""
    root = ET.Element("album")
    _names(root, work)
    add(root, "review", work.plot)
    add(root, "year", work.year)
    add(root, "releasedate", work.premiered)
    add_each(root, "genre", work.genres)
    add_each(root, "style", work.tags)
    add_each(root, "label", work.studios)
    _ratings(root, work)
    _music_ids(root, work)
    name = clean(artist.title or "") if artist is not None else ""
    if artist is not None and name:
        credit = ET.SubElement(root, "albumArtistCredits")
        add(credit, "artist", name)
        number = _well_formed(artist).get("musicbrainzartist")
        add(credit, "musicBrainzArtistID", number)
        add(root, "musicbrainzalbumartistid", number)
    return document(root)


def artist(work: Metadata) -> bytes:
    """Return ``artist.nfo``."""
    root = ET.Element("artist")
    add(root, "name", work.title)
    add(root, "sortname", work.sort_title)
    add(root, "biography", work.plot)
    add(root, "formed", work.premiered)
    add(root, "disbanded", work.ended)
    add_each(root, "genre", work.genres)
    add_each(root, "style", work.tags)
    _music_ids(root, work)
    return document(root)


# --- what several of them share -----------------------------------------------------------------------------------


def _names(root: ET.Element, work: Metadata) -> None:
    add(root, "title", work.title)
    add(root, "originaltitle", work.original_title)
    add(root, "sorttitle", work.sort_title)


def _about(root: ET.Element, work: Metadata, *, dated: bool = True) -> None:
    """Append what films, shows and episodes have in common."""
    if dated:
        add(root, "year", work.year if work.year and work.year > rules.FIRST_YEAR else None)
        add(root, "premiered", work.premiered)
    add(root, "runtime", work.runtime or None)
    add(root, "plot", work.plot)
    add(root, "tagline", work.tagline)
    add(root, "mpaa", work.certification)
    _ratings(root, work)
    add_each(root, "genre", work.genres)
    add_each(root, "studio", work.studios)
    add_each(root, "tag", work.tags)
    # The last country wins in Jellyfin, so all stand in one element.
    add(root, "country", " / ".join(filter(None, (clean(one.replace("/", " ")) for one in work.countries))))


def _ratings(root: ET.Element, work: Metadata) -> None:
    """Append the ratings, the best last: Jellyfin takes the last one, Kodi the one that says ``default``."""
    good = [one for one in work.ratings if 0 < one.value <= _BEST_RATING and clean(one.source)]
    if not good:
        return
    first, *others = good
    above = ET.SubElement(root, "ratings")
    for one in (*others, first):
        attributes = {"name": clean(one.source), "max": "10"}
        rating = ET.SubElement(above, "rating", attributes | ({"default": "true"} if one is first else {}))
        add(rating, "value", float(one.value))
        add(rating, "votes", one.votes)
    add(root, "rating", float(first.value))


def _well_formed(work: Metadata) -> dict[str, str]:
    """Return the ids that have the form their provider gives them; Jellyfin 12 drops the others in silence."""
    return {key: value for key, value in work.ids if (form := rules.ID_FORMS.get(key)) and form.fullmatch(value)}


def _ids(root: ET.Element, work: Metadata, order: Iterable[str]) -> None:
    found = _well_formed(work)
    known = [key for key in order if key in found]
    for key in known:
        add(root, "uniqueid", found[key], {"type": key} | ({"default": "true"} if key == known[0] else {}))


def _music_ids(root: ET.Element, work: Metadata) -> None:
    for key, value in sorted(_well_formed(work).items()):
        if key in rules.MUSIC_IDS:
            add(root, f"{key}id", value)


def _people(root: ET.Element, work: Metadata) -> None:
    people = [one for one in work.people if clean(one.name)]
    add_each(root, "director", (_whole(one.name) for one in people if one.kind is PersonKind.DIRECTOR))
    writers = [one.name for one in people if one.kind in _WRITERS]
    add_each(root, "credits", (name for name in writers if "/" not in name))
    add_each(root, "writer", map(_whole, writers))
    cast = [one for one in people if one.kind in _CAST]
    others = [one for one in people if one.kind not in _CREW and one.kind not in _CAST]
    for place, one in enumerate((*cast, *others)):
        _person(root, one, place)


def _whole(name: str) -> str:
    """Keep ``Sammy Example, Jr.`` one person: Jellyfin splits at a comma where there is no bar."""
    name = clean(name).replace("|", " ").replace(";", " ")
    return f"{name}|" if "," in name else name


def _person(root: ET.Element, one: Person, place: int) -> None:
    actor = ET.SubElement(root, "actor")
    add(actor, "name", one.name)
    add(actor, "role", one.role)
    add(actor, "type", one.kind)
    add(actor, "order", place)
    add(actor, "sortorder", place)
    if one.image and one.image.startswith("https://"):
        add(actor, "thumb", one.image)
