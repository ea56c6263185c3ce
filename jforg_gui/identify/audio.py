"""Tags of music and audiobooks, read with tinytag."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.found import NOTHING_INSIDE, Inside
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Category, Kind, MediaFile

if TYPE_CHECKING:
    from tinytag import TinyTag

_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_SPOKEN: Final = frozenset(("audiobook", "audio book", "hörbuch", "hörspiel", "spoken word", "speech", "livre audio"))
_COMPILATION: Final = ("compilation", "tcmp", "cpil")  # Vorbis comments, ID3, MP4
_LONGEST: Final = 512  # characters of one tag; a title longer than that is no title
_TAGS_SAY, _PARTLY = 0.9, 0.6


def look_at_tags(file: MediaFile) -> Inside:
    """Read the tags of an audio file. Never raises for a bad file; runs in scan workers (threads)."""
    from tinytag import TinyTag, TinyTagException  # noqa: PLC0415 — `jforg undo` must not pay for it

    if file.size == 0:
        return NOTHING_INSIDE
    try:
        tags = TinyTag.get(file.path, duration=False)
    except (TinyTagException, OSError, ValueError) as error:
        return Inside(problem=Problem(ProblemCode.TAGS_UNREADABLE, file.path, (("error", str(error)),)))
    guess = _guess(tags, spoken=file.category is Category.AUDIOBOOK)
    return Inside(guess) if guess is not None else NOTHING_INSIDE


def _guess(tags: TinyTag, *, spoken: bool) -> Guess | None:
    title, artist, album = _text(tags.title), _text(tags.artist), _text(tags.album)
    album_artist = _text(tags.albumartist)
    if title is None and artist is None and album is None and album_artist is None:
        return None
    year = _YEAR.search(tags.year or "")
    if spoken or (tags.genre or "").strip().lower() in _SPOKEN:
        return Guess(
            kind=Kind.AUDIOBOOK,
            title=album or title,
            author=album_artist or artist,
            year=int(year[0]) if year else None,
            track=_positive(tags.track),
            disc=_positive(tags.disc),
            confidence=_TAGS_SAY if (album or title) and (album_artist or artist) else _PARTLY,
            source=Source.TAGS,
        )
    return Guess(
        kind=Kind.TRACK,
        title=title,
        artist=artist,
        album_artist=album_artist,
        album=album,
        disc=_positive(tags.disc),
        discs=_positive(tags.disc_total),
        track=_positive(tags.track),
        year=int(year[0]) if year else None,
        compilation=_is_compilation(tags),
        confidence=_TAGS_SAY if title and artist and album else _PARTLY,
        source=Source.TAGS,
    )


def _text(value: str | None) -> str | None:
    """Return a tag's text without what no name may hold; None if nothing is left."""
    if value is None:
        return None
    words = "".join(letter if letter.isprintable() else " " for letter in value[:_LONGEST])
    return " ".join(words.split()) or None


def _positive(number: int | None) -> int | None:
    return number or None


def _is_compilation(tags: TinyTag) -> bool:
    return any(value.strip() == "1" for name in _COMPILATION for value in tags.other.get(name, []))
