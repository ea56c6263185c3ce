"""What a person types to find a work: words with or without a year, an id, or an address out of a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from jforg_gui.domain.candidate import Query, WorkKind

_UUID: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
# Each way to write an id, and the provider it belongs to; looked for in this order.
_IDS: Final = tuple(
    (provider, re.compile(pattern, re.IGNORECASE))
    for provider, pattern in (
        ("imdb", r"(?:https?://(?:www\.|m\.)?imdb\.com/title/|imdb(?:id)?[:=\s-]*)?(tt\d{7,9})(?:[/?#].*)?"),
        ("tmdb", r"https?://(?:www\.)?themoviedb\.org/(?:movie|tv)/(\d{1,10})\b.*"),
        ("tmdb", r"tmdb(?:id)?[:=\s-]*(\d{1,10})"),
        ("tvdb", r"(?:tvdb|thetvdb)(?:id)?[:=\s-]*(\d{1,10})"),
        ("tvmaze", r"https?://(?:www\.)?tvmaze\.com/shows/(\d{1,10})\b.*"),
        ("tvmaze", r"tvmaze(?:id)?[:=\s-]*(\d{1,10})"),
        ("wikidata", r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d{0,11})"),
        ("musicbrainzalbum", rf"https?://(?:beta\.)?musicbrainz\.org/release/({_UUID})\b.*"),
        ("musicbrainzreleasegroup", rf"https?://(?:beta\.)?musicbrainz\.org/release-group/({_UUID})\b.*"),
        ("musicbrainzalbum", rf"({_UUID})"),
        ("openlibrary", r"(?:https?://(?:www\.)?openlibrary\.org/works/)?(OL\d{1,12}W)\b.*"),
        ("isbn", r"(?:isbn[:=\s-]*)?((?:97[89][ -]?)?(?:\d[ -]?){9}[\dX])"),
    )
)
_YEAR: Final = re.compile(r"^(?P<title>.*\S)\s+\(?(?P<year>(?:18|19|20)\d\d)\)?$")
_BY: Final = re.compile(r"^(?P<title>.*\S)\s+(?:by|von|de|di|–|-)\s+(?P<creator>\S.*)$", re.IGNORECASE)  # noqa: RUF001 — people type both
_CASELESS: Final = frozenset(("imdb", "musicbrainzalbum", "musicbrainzreleasegroup"))


def query_for(text: str, known: Query) -> Query:
    """Return the question that typed words ask about a row's work; what is known of its parts stays.

    An id or address asks for that very work. A year at the end is the year; of an album or a book what follows ``by``
    is who made it.
    """
    text = " ".join(text.split())
    for provider, pattern in _IDS:
        match = pattern.fullmatch(text)
        if match and (provider != "isbn" or known.kind is WorkKind.BOOK):
            value = match[1].lower() if provider in _CASELESS else match[1].upper().replace(" ", "").replace("-", "")
            return replace(known, ids=((provider, value),))
    year, creator = None, known.creator if known.kind is WorkKind.ALBUM else None
    if match := _YEAR.match(text):
        text, year = match["title"], int(match["year"])
    if known.kind in {WorkKind.ALBUM, WorkKind.BOOK} and (match := _BY.match(text)):
        text, creator = match["title"], match["creator"]
    return replace(known, titles=(text,) if text else (), year=year, creator=creator, ids=())


def words_of(query: Query) -> str:
    """Return the words that ask a question again, to be changed by the person."""
    by = f" by {query.creator}" if query.creator and query.kind in {WorkKind.ALBUM, WorkKind.BOOK} else ""
    return f"{query.title}{by}{f' {query.year}' if query.year else ''}"
