"""What is known of a work beyond its name: plot, people, ids, ratings, dates, artwork addresses."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date as Date  # noqa: N812 — a field of a work is best called by its own word
from enum import StrEnum


class PersonKind(StrEnum):
    """What somebody did; the values are Jellyfin's own words (Jellyfin.Data/Enums/PersonKind.cs)."""

    ACTOR = "Actor"
    GUEST_STAR = "GuestStar"
    DIRECTOR = "Director"
    WRITER = "Writer"
    PRODUCER = "Producer"
    CREATOR = "Creator"
    COMPOSER = "Composer"
    CONDUCTOR = "Conductor"
    LYRICIST = "Lyricist"
    ARRANGER = "Arranger"
    ARTIST = "Artist"
    ALBUM_ARTIST = "AlbumArtist"
    AUTHOR = "Author"
    EDITOR = "Editor"
    TRANSLATOR = "Translator"
    NARRATOR = "Narrator"
    ILLUSTRATOR = "Illustrator"
    PENCILLER = "Penciller"
    INKER = "Inker"
    COLORIST = "Colorist"
    LETTERER = "Letterer"
    COVER_ARTIST = "CoverArtist"


class ArtworkRole(StrEnum):
    """What a picture is for; the values are the file names Jellyfin reads beside the media.

    Source: MediaBrowser.LocalMetadata/Images/LocalImageProvider.cs. ``THUMB`` is an episode's still.
    """

    POSTER = "poster"
    BACKDROP = "backdrop"
    LOGO = "logo"
    BANNER = "banner"
    LANDSCAPE = "landscape"
    CLEARART = "clearart"
    DISC = "disc"
    THUMB = "thumb"


class SeriesStatus(StrEnum):
    """Whether a show still runs; the values are those Jellyfin reads."""

    CONTINUING = "Continuing"
    ENDED = "Ended"
    UNRELEASED = "Unreleased"


class DisplayOrder(StrEnum):
    """How a show's episodes are counted; the values are those Jellyfin reads in ``displayorder``."""

    AIRED = "originalAirDate"
    ABSOLUTE = "absolute"
    DVD = "dvd"
    DIGITAL = "digital"
    STORY_ARC = "storyArc"
    PRODUCTION = "production"
    TV = "tv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who had a part in a work. ``role`` is the character's name; ``image`` an https address."""

    name: str
    kind: PersonKind = PersonKind.ACTOR
    role: str | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What one source's audience thinks: ``value`` runs from 0 to 10; ``source`` is its word (``themoviedb``)."""

    source: str
    value: float
    votes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Artwork:
    """The address of one picture. ``season`` is set where it belongs to one season of a show; 0 holds the specials.

    ``language`` is the ISO 639-1 code of the words in the picture, None for one without; sizes are in pixels.
    """

    role: ArtworkRole
    url: str
    season: int | None = None
    language: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A series of films that a film belongs to; ``tmdb`` is its id there."""

    name: str
    tmdb: str | None = None
    overview: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of one work: a film, show, season, episode, album, artist, book or comic.

    Fields that are not known, or make no sense for the work, are None or empty; texts are plain text.
    ``runtime`` is in minutes. ``ids`` are (provider, value) pairs as in a ``Guess``: ``tmdb``, ``imdb``, ``tvdb``,
    ``tvmaze``, ``musicbrainzalbum``, ``musicbrainzreleasegroup``, ``musicbrainzartist``, ``isbn``, ``openlibrary`` …
    ``premiered`` is the first showing, release or publication; ``certification`` the age rating (``PG-13``);
    ``language`` an ISO 639-1 code or IETF tag; ``trailer`` the id of a YouTube video.
    ``number`` is a season's or an episode's number, ``season`` the season of an episode.
    ``airs_before_season``, ``airs_before_episode`` and ``airs_after_season`` place a special among the seasons.
    ``series`` and ``series_number`` are a book's or comic's place ("2.5" is a number), ``volume`` is a comic's;
    ``season_names`` are (number, name) pairs of a show.
    """

    title: str | None = None
    original_title: str | None = None
    sort_title: str | None = None
    plot: str | None = None
    tagline: str | None = None
    year: int | None = None
    premiered: Date | None = None
    ended: Date | None = None
    runtime: int | None = None
    certification: str | None = None
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    studios: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    language: str | None = None
    ratings: tuple[Rating, ...] = ()
    people: tuple[Person, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    artwork: tuple[Artwork, ...] = ()
    collection: Collection | None = None
    trailer: str | None = None
    status: SeriesStatus | None = None
    display_order: DisplayOrder | None = None
    season_names: tuple[tuple[int, str], ...] = ()
    season: int | None = None
    number: int | None = None
    airs_before_season: int | None = None
    airs_before_episode: int | None = None
    airs_after_season: int | None = None
    series: str | None = None
    series_number: str | None = None
    volume: int | None = None
    publisher: str | None = None
    page_count: int | None = None

    def filled_from(self, other: Metadata) -> Metadata:
        """Return what both know: this one's word wherever it has one, the other's in the gaps, the ids of both."""
        gaps = {
            one.name: getattr(other, one.name)
            for one in fields(self)
            if getattr(self, one.name) in (None, ()) and one.name != "ids"
        }
        ids = {**dict(other.ids), **dict(self.ids)}
        return replace(self, **gaps, ids=tuple(sorted(ids.items())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a row beyond its guess, from a provider or from an NFO, OPF or ComicInfo beside it.

    ``work`` is what the row's home folder holds: the film, show, album, book or comic issue (one object shared by all
    rows of a show or album). ``season`` and ``episodes`` are of an episode's row, an entry for each number in the
    file; ``artist`` is the album's artist. What the person corrected in the guess beats all of this.
    """

    work: Metadata | None = None
    season: Metadata | None = None
    episodes: tuple[Metadata, ...] = ()
    artist: Metadata | None = None

    def filled_from(self, other: Known) -> Known:
        """Return what both know, this one's word before the other's; episodes are matched by their number."""
        theirs = {one.number: one for one in other.episodes}
        mine = tuple(_both(one, theirs.pop(one.number, None)) or one for one in self.episodes)
        return Known(
            work=_both(self.work, other.work),
            season=_both(self.season, other.season),
            episodes=(*mine, *theirs.values()),
            artist=_both(self.artist, other.artist),
        )


def _both(mine: Metadata | None, theirs: Metadata | None) -> Metadata | None:
    return mine.filled_from(theirs) if mine is not None and theirs is not None else mine or theirs


NOTHING_KNOWN = Known()
