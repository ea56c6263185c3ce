"""What Jellyfin sees, in words: phrases that the terminal joins in English and the window translates one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.languages import language_name
from jforg_gui.domain.seen import Seen, Sees, Sight

# The English source texts; the values of the gaps come from names on the disk.
PHRASES: Final[dict[str, str]] = {
    "film": "Film {title}",
    "film-year": "Film {title} ({year})",
    "episode": "{series}, season {season} episode {episode}",
    "episodes": "{series}, season {season} episodes {episode}–{last}",  # noqa: RUF001 — a span, as typeset
    "dated": "{series}, the episode of {date}",
    "special": "{series}, a special without a number",
    "unnumbered": "{series}, season {season}, an episode without a number",
    "track": "Track of the album {album}",
    "track-by": "Track of the album {album} by {artist}",
    "loose-track": "Track without an album",
    "disc": "disc {disc}",
    "book": "Book {title}",
    "book-year": "Book {title} ({year})",
    "issue": "{series}, number {number}",
    "book-of": "Book {title}, number {number} of {series}",
    "audiobook": "Audiobook {title}",
    "audiobook-year": "Audiobook {title} ({year})",
    "audiobook-part": "Audiobook of its own, {title}",
    "extra": "Extra: {extra}",
    "version": "version {version}",
    "part": "part {part}",
    "3d": "3D",
    "nothing": "Nothing",
    "subtitle": "subtitle",
    "subtitle-in": "{language} subtitle",
    "forced": "{language} forced subtitle",
    "impaired": "{language} subtitle for the hearing impaired",
    "audio": "sound track",
    "audio-in": "{language} sound track",
    "lyrics": "lyrics",
    "poster": "poster",
    "artwork": "{role}",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: a key of ``PHRASES`` and what fills its gaps. ``language`` gaps hold a code, not a name."""

    key: str
    gaps: tuple[tuple[str, str], ...] = ()


def phrases(sees: Sees) -> tuple[Phrase, ...]:
    """Return what Jellyfin makes of a row: the work first, then what tells it apart, then what goes along with it."""
    found = [*_media(sees.media)]
    for one in sees.companions:
        found.extend(_companion(one))
    return tuple(dict.fromkeys(found))


def sentence_of(sees: Sees) -> str:
    """Say in English what Jellyfin makes of a row: ``Film X (1999), version 2160p, English forced subtitle``."""
    return ", ".join(phrase_in_english(phrase) for phrase in phrases(sees))


def phrase_in_english(phrase: Phrase) -> str:
    """Say one phrase in English."""
    gaps = {name: language_name(value) if name == "language" else value for name, value in phrase.gaps}
    return PHRASES[phrase.key].format_map(gaps)


def _phrase(key: str, **gaps: object) -> Phrase:
    return Phrase(key, tuple((name, str(value)) for name, value in gaps.items()))


def _media(seen: Seen) -> list[Phrase]:
    found = [_work(seen)]
    if seen.version:
        found.append(_phrase("version", version=seen.version))
    if seen.part is not None:
        found.append(_phrase("part", part=seen.part))
    if seen.stereo:
        found.append(_phrase("3d"))
    if seen.disc is not None:
        found.append(_phrase("disc", disc=seen.disc))
    return found


def _work(seen: Seen) -> Phrase:
    say = _WORKS.get(seen.kind)
    return say(seen) if say else _phrase("nothing")


def _titled(key: str, seen: Seen) -> Phrase:
    if seen.year is not None:
        return _phrase(f"{key}-year", title=seen.title, year=seen.year)
    return _phrase(key, title=seen.title)


def _film(seen: Seen) -> Phrase:
    return _titled("film", seen)


def _track(seen: Seen) -> Phrase:
    if seen.album is None:
        return _phrase("loose-track")
    if seen.artist is None:
        return _phrase("track", album=seen.album)
    return _phrase("track-by", album=seen.album, artist=seen.artist)


def _book(seen: Seen) -> Phrase:
    if seen.number is None or seen.series is None:
        return _titled("book", seen)
    if seen.title in {seen.series, None}:
        return _phrase("issue", series=seen.series, number=seen.number)
    return _phrase("book-of", title=seen.title, number=seen.number, series=seen.series)


def _audiobook(seen: Seen) -> Phrase:
    return _phrase("audiobook-part", title=seen.title) if seen.mixed else _titled("audiobook", seen)


def _extra(seen: Seen) -> Phrase:
    return _phrase("extra", extra=seen.extra)


def _episode(seen: Seen) -> Phrase:
    series = seen.series or "…"
    if seen.date is not None:
        return _phrase("dated", series=series, date=seen.date.isoformat())
    if not seen.episodes and seen.season == 0:
        return _phrase("special", series=series)
    if not seen.episodes:
        return _phrase("unnumbered", series=series, season="…" if seen.season is None else seen.season)
    first, last = seen.episodes
    if first == last:
        return _phrase("episode", series=series, season=seen.season, episode=first)
    return _phrase("episodes", series=series, season=seen.season, episode=first, last=last)


_WORKS: Final[dict[Sight, Callable[[Seen], Phrase]]] = {
    Sight.MOVIE: _film,
    Sight.EPISODE: _episode,
    Sight.TRACK: _track,
    Sight.BOOK: _book,
    Sight.AUDIOBOOK: _audiobook,
    Sight.EXTRA: _extra,
}


def _companion(seen: Seen) -> list[Phrase]:
    if seen.kind is Sight.SUBTITLE:
        if seen.language is None:
            return [_phrase("subtitle")]
        key = "forced" if "forced" in seen.flags else "impaired" if "sdh" in seen.flags else "subtitle-in"
        return [_phrase(key, language=seen.language)]
    if seen.kind is Sight.AUDIO:
        return [_phrase("audio-in", language=seen.language) if seen.language else _phrase("audio")]
    if seen.kind is Sight.LYRICS:
        return [_phrase("lyrics")]
    if seen.kind is Sight.ARTWORK:
        return [_phrase("poster") if seen.role == "poster" else _phrase("artwork", role=seen.role)]
    return []
