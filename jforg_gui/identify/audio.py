"""Tags of music and audiobooks: tinytag reads most of them, APE tags are read here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.found import NOTHING_INSIDE, Inside
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Category, Kind, MediaFile
from jforg_gui.identify import ape
from jforg_gui.identify.bounded import BoundedFile, UnreadableError, plain_text

if TYPE_CHECKING:
    from tinytag import TinyTag

_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_SPOKEN: Final = frozenset(
    (
        "audiobook",
        "audiobooks",
        "audio book",
        "audio books",
        "hörbuch",
        "hörspiel",
        "spoken word",
        "spoken",
        "speech",
        "livre audio",
        "livres audio",
        "audiolibro",
        "audio theatre",
        "books & spoken",
        "spoken & audio",
    ),
)
_COMPILATION: Final = ("compilation", "tcmp", "cpil", "itunescompilation")  # Vorbis and APE, ID3, MP4, ID3's TXXX
# Picard's names of the ids, without what writes them differently in every format.
# Source: picard-docs.musicbrainz.org, "Tag Mapping".
_IDS: Final = {
    "musicbrainzalbumid": "musicbrainzalbum",
    "musicbrainzreleasegroupid": "musicbrainzreleasegroup",
    "musicbrainzartistid": "musicbrainzartist",
    "musicbrainzalbumartistid": "musicbrainzalbumartist",
    "musicbrainzreleasetrackid": "musicbrainztrack",
    "musicbrainztrackid": "musicbrainzrecording",
}
_MUSICBRAINZ: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ASIN: Final = re.compile(r"B0[0-9A-Z]{8}")
_MOST: Final = 9999  # tracks of an album, discs of a box
_TAGS_SAY, _PARTLY = 0.9, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tags:
    """What the tags of one file say, whatever format they are in; ``other`` has the keys in lower case."""

    title: str | None = None
    artist: str | None = None
    album_artist: str | None = None
    album: str | None = None
    composer: str | None = None
    genre: str | None = None
    year: str | None = None
    track: int | None = None
    disc: int | None = None
    discs: int | None = None
    other: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.title or self.artist or self.album or self.album_artist)

    def first(self, *names: str) -> str | None:
        """Return the first value of the first of these fields that there is."""
        values = (plain_text(value) for name in names for value in self.other.get(name, ()))
        return next(filter(None, values), None)


def look_at_tags(file: MediaFile) -> Inside:
    """Read the tags of an audio file. Never raises for a bad file; runs in scan workers (threads)."""
    if file.size == 0:
        return NOTHING_INSIDE
    try:
        tags = _read(file)
    except (UnreadableError, OSError, ValueError) as error:
        return Inside(problem=Problem(ProblemCode.TAGS_UNREADABLE, file.path, (("error", str(error)),)))
    if tags is None or tags.is_empty:
        return NOTHING_INSIDE
    genres = {part.strip().lower() for part in re.split(r"[;/,\0]", tags.genre or "")}
    spoken = file.category is Category.AUDIOBOOK or bool(genres & _SPOKEN) or (tags.genre or "").lower() in _SPOKEN
    return Inside(_book(tags) if spoken else _track(tags))


def _read(file: MediaFile) -> _Tags | None:
    from tinytag import TinyTag, TinyTagException  # noqa: PLC0415 — `jforg undo` must not pay for it

    with BoundedFile(file.path) as stream:
        if file.extension in ape.EXTENSIONS:
            return _from_ape(ape.read_ape(stream))
        if not TinyTag.is_supported(file.path):
            return None
        try:
            tags = _from_tinytag(TinyTag.get(file.path, file_obj=cast("BinaryIO", stream), duration=False))
        except TinyTagException as error:
            raise UnreadableError(str(error) or "broken") from error
        if tags.is_empty and file.extension == "mp3":
            return _from_ape(ape.read_ape(stream))
        return tags


def _from_tinytag(tags: TinyTag) -> _Tags:
    return _Tags(
        title=plain_text(tags.title),
        artist=plain_text(tags.artist),
        album_artist=plain_text(tags.albumartist),
        album=plain_text(tags.album),
        composer=plain_text(tags.composer),
        genre=plain_text(tags.genre),
        year=plain_text(tags.year),
        track=_number(tags.track),
        disc=_number(tags.disc),
        discs=_number(tags.disc_total),
        other={_plain_key(name): values for name, values in tags.other.items()},
    )


def _from_ape(items: Mapping[str, Sequence[str]]) -> _Tags:
    def text(*names: str) -> str | None:
        return next((plain_text(items[name][0]) for name in names if items.get(name)), None)

    track, _ = _number_of_total(text("track", "tracknumber"))
    disc, discs = _number_of_total(text("disc", "discnumber", "media"))
    return _Tags(
        title=text("title"),
        artist=text("artist"),
        album_artist=text("album artist", "albumartist", "album_artist", "band"),
        album=text("album"),
        composer=text("composer"),
        genre=text("genre"),
        year=text("year", "date"),
        track=track,
        disc=disc,
        discs=discs,
        other={_plain_key(name): values for name, values in items.items()},
    )


def _plain_key(name: str) -> str:
    """`MusicBrainz Album Id`, `musicbrainz_albumid` and `MusicBrainz/Album Id` are one name."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _number(number: int | None) -> int | None:
    return number if number and 0 < number <= _MOST else None


def _number_of_total(text: str | None) -> tuple[int | None, int | None]:
    """Read `3` or `3/12`."""
    match = re.fullmatch(r"(\d{1,4})(?: ?/ ?(\d{1,4}))?", text or "")
    return (_number(int(match[1])), _number(int(match[2] or 0))) if match else (None, None)


def _year(tags: _Tags) -> int | None:
    match = _YEAR.search(tags.year or "") or _YEAR.search(tags.first("originalyear", "originaldate") or "")
    return int(match[0]) if match else None


def _track(tags: _Tags) -> Guess:
    return Guess(
        kind=Kind.TRACK,
        title=tags.title,
        artist=tags.artist,
        album_artist=tags.album_artist,
        album=tags.album,
        disc=tags.disc,
        discs=tags.discs,
        track=tags.track,
        year=_year(tags),
        compilation=any((tags.first(name) or "").lower() in ("1", "true", "yes") for name in _COMPILATION),
        ids=_ids(tags),
        confidence=_TAGS_SAY if tags.title and tags.artist and tags.album else _PARTLY,
        source=Source.TAGS,
    )


def _book(tags: _Tags) -> Guess:
    """Read a file of an audiobook: its album is the book, its artist the author, the composer reads.

    Source: the field names Jellyfin takes for audiobooks, and those audiobook shelves write (`SERIES`, `MVNM`).
    """
    title, author = tags.album or tags.title, tags.album_artist or tags.artist
    narrator = tags.first("narrator", "narratedby", "nrt") or tags.composer
    series = tags.first("series", "movementname", "mvnm")
    number = tags.first("seriespart", "seriesposition", "movement", "mvin") if series else None
    return Guess(
        kind=Kind.AUDIOBOOK,
        title=title,
        author=author,
        narrator=narrator if narrator != author else None,
        series=series,
        number=number if number and re.fullmatch(r"\d{1,4}(?:\.\d{1,2})?", number) else None,
        year=_year(tags),
        track=tags.track,
        disc=tags.disc,
        ids=_ids(tags),
        confidence=_TAGS_SAY if title and author else _PARTLY,
        source=Source.TAGS,
    )


def _ids(tags: _Tags) -> tuple[tuple[str, str], ...]:
    found = {
        ours: value.lower()
        for theirs, ours in _IDS.items()
        if (value := tags.first(theirs)) is not None and _MUSICBRAINZ.fullmatch(value.lower())
    }
    asin = (tags.first("asin", "audibleasin", "cdek") or "").upper()
    if _ASIN.fullmatch(asin):
        found["asin"] = asin
    return tuple(sorted(found.items()))
