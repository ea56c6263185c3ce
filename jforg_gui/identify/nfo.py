"""NFO files that lie beside media: Jellyfin's and Kodi's XML, and texts that hold nothing but a provider's address.

Source: MediaBrowser.XbmcMetadata/Parsers, kodi.wiki "NFO files".
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import date as Date  # noqa: N812 — as in the domain
from typing import TYPE_CHECKING, Final

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.found import NOTHING_INSIDE, Inside, Sidecar, SidecarKind
from jforg_gui.domain.media import MediaFile
from jforg_gui.domain.metadata import Collection, Metadata, Person, PersonKind, Rating, SeriesStatus
from jforg_gui.identify.bounded import (
    LARGEST_TEXT,
    LONGEST_PROSE,
    BoundedFile,
    UnreadableError,
    parse_xml,
    plain_text,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PROLOG: Final = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)([a-z]\w{1,30};)?", re.IGNORECASE)
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^<>\[]*>", re.IGNORECASE)
# XML 1.0, "2.2 Characters", as they are and as references.
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
    r"|&#0*(?:[0-8]|1[124-9]|2\d|3[01]);|&#x0*(?:[0-8bcef]|1[\da-f]);",
    re.IGNORECASE,
)
_BLANK: Final = "\ufeff \t\r\n"
_HEADER: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SNIFFED: Final = 64 * 1024  # bytes of a text; an address further down is no metadata
_MOST_ADDRESSES: Final = 2  # of different works; more of them are a list, not this work
_DIGITS: Final = 7  # no season, year or episode has so many
_MOST: Final = 100  # people, genres, episodes of one file
_FIRST_YEAR, _LAST_YEAR = 1850, 2200
# Addresses of works. Source: those that Jellyfin's parsers look for, and TVmaze's and MusicBrainz' own.
_ADDRESSES: Final = (
    ("imdb", re.compile(r"imdb\.com/(?:\w\w/)?title/(tt\d{7,9})", re.IGNORECASE), None),
    ("tmdb", re.compile(r"themoviedb\.org/movie/(\d{1,9})", re.IGNORECASE), SidecarKind.MOVIE),
    ("tmdb", re.compile(r"themoviedb\.org/tv/(\d{1,9})", re.IGNORECASE), SidecarKind.SHOW),
    (
        "tvdb",
        re.compile(r"thetvdb\.com/(?:\?tab=series&(?:amp;)?id=|series/)(\d{1,9})", re.IGNORECASE),
        SidecarKind.SHOW,
    ),
    ("tvmaze", re.compile(r"tvmaze\.com/shows/(\d{1,9})", re.IGNORECASE), SidecarKind.SHOW),
    ("musicbrainzalbum", re.compile(r"musicbrainz\.org/release/([0-9a-f-]{36})", re.IGNORECASE), SidecarKind.ALBUM),
    (
        "musicbrainzreleasegroup",
        re.compile(r"musicbrainz\.org/release-group/([0-9a-f-]{36})", re.IGNORECASE),
        SidecarKind.ALBUM,
    ),
)
_GUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER: Final = re.compile(r"[1-9]\d{0,8}")
_FORMS: Final = {
    "imdb": re.compile(r"tt\d{7,9}"),
    "tmdb": _NUMBER,
    "tvdb": _NUMBER,
    "tvmaze": _NUMBER,
    "tmdbcollection": _NUMBER,
    "musicbrainzalbum": _GUID,
    "musicbrainzreleasegroup": _GUID,
    "musicbrainzalbumartist": _GUID,
    "musicbrainzartist": _GUID,
}
_KINDS: Final = {kind.value: kind for kind in SidecarKind if kind is not SidecarKind.ADDRESS}
_STATUS: Final = {
    **dict.fromkeys(("continuing", "pilot", "returning series", "returning"), SeriesStatus.CONTINUING),
    **dict.fromkeys(("ended", "canceled", "cancelled"), SeriesStatus.ENDED),
    "unreleased": SeriesStatus.UNRELEASED,
}


def look_at_nfo(file: MediaFile) -> Inside:
    """Read an NFO file; what is neither XML nor names one work's address says nothing. Never raises for a bad file.

    Runs in scan workers (threads), reads no more than 1 MiB.
    """
    try:
        with BoundedFile(file.path, LARGEST_TEXT + 1) as stream:
            data = stream.read(LARGEST_TEXT)
        sidecar = read_nfo(data)
    except (UnreadableError, OSError, ValueError) as error:
        details = (("other", file.name), ("error", str(error)))
        return Inside(problem=Problem(ProblemCode.SIDECAR_UNREADABLE, file.path, details))
    if sidecar is None:
        return NOTHING_INSIDE
    if sidecar.kind is not SidecarKind.ADDRESS and not _is_sound(data):
        return Inside(problem=Problem(ProblemCode.SIDECAR_FAULTY, file.path, (("other", file.name),)), sidecar=sidecar)
    return Inside(sidecar=sidecar)


def read_nfo(data: bytes) -> Sidecar | None:
    """Read the content of an NFO, with the mistakes that people make. Raises UnreadableError for XML that is broken."""
    text = _decoded(data)
    if not text.lstrip(_BLANK).startswith("<"):
        return _addressed(text[:_SNIFFED])
    body, tail = _mended(text)
    root = parse_xml(f"<nfo>{body}</nfo>".encode("utf-8", "replace"))
    works = [child for child in root if child.tag in _KINDS][:_MOST]
    if not works:
        return None
    kind = _KINDS[works[0].tag]
    return Sidecar(kind, tuple(_work(one, kind, tail) for one in works if one.tag == works[0].tag))


def mended(data: bytes, root: str) -> bytes | None:
    """Return what an NFO says in XML that Jellyfin can read; None for what says nothing.

    A text that names a work's page becomes an element ``root`` with its ids; of XML only the mistakes go that people
    make by hand: characters and entities that XML does not have, another encoding, a document type.
    """
    text = _decoded(data)
    if text.lstrip(_BLANK).startswith("<"):
        body, tail = _mended(text)
        return f"{_HEADER}{body}{tail}".encode("utf-8", "replace")
    found = _addressed(text[:_SNIFFED])
    kinds = {SidecarKind.ADDRESS, *(kind for kind in SidecarKind if kind == root)}
    if found is None or found.about not in kinds or root == SidecarKind.EPISODE:
        return None  # the address of something else; beside an episode it is the show's
    ids = "".join(f'\n  <uniqueid type="{kind}">{value}</uniqueid>' for kind, value in found.works[0].ids)
    return f"{_HEADER}<{root}>{ids}\n</{root}>\n".encode()


def _mended(text: str) -> tuple[str, str]:
    """Return the XML of a text without what no parser would take, and what stands behind it."""
    xml, closed, tail = text.lstrip(_BLANK).rpartition(">")
    body = _DOCTYPE.sub("", _PROLOG.sub("", xml + closed), count=1)
    return _ENTITY.sub(_plain_entity, _FORBIDDEN.sub("", body)), tail


def _is_sound(data: bytes) -> bool:
    """Tell whether Jellyfin reads it to the end: UTF-8, from the first byte on, and nothing that had to be mended."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    xml, closed, tail = text.rpartition(">")
    return "\ufffd" not in text and _mended(text) == (_PROLOG.sub("", xml + closed), tail) and text[:1] == "<"


def _decoded(data: bytes) -> str:
    """Decode the way Jellyfin does, as UTF-8; what is no UTF-8 is what it says it is, or Windows' own."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        said = re.search(
            rb"""<\?xml[^>]{0,100}encoding=["'](iso-8859-\d{1,2}|windows-\d{4}|cp\d{3,4})["']""",
            data[:200],
            re.IGNORECASE,
        )
        try:
            return data.decode(said[1].decode("ascii") if said else "cp1252", "replace")
        except LookupError:
            return data.decode("cp1252", "replace")


def _plain_entity(match: re.Match[str]) -> str:
    """`&eacute;` is HTML's, and a bare `&` nobody's."""
    plain = html.unescape(match[0])
    return plain if match[1] and plain != match[0] else f"&amp;{match[1] or ''}"


def _addressed(text: str) -> Sidecar | None:
    """Find the address of one work in a text; several different ones are a list."""
    found: dict[str, set[str]] = {}
    kind = SidecarKind.ADDRESS
    for provider, pattern, of in _ADDRESSES:
        for match in pattern.finditer(text):
            found.setdefault(provider, set()).add(match[1].lower())
            kind = of or kind
    if not found or any(len(values) >= _MOST_ADDRESSES for values in found.values()):
        return None
    ids = tuple(sorted((provider, next(iter(values))) for provider, values in found.items()))
    return Sidecar(SidecarKind.ADDRESS, (Metadata(ids=ids),), about=kind)


def _work(root: Element, kind: SidecarKind, tail: str) -> Metadata:
    premiered = _date(root, "premiered", "releasedate", "aired", "formed")
    year = _whole(root, "year")
    beside = _addressed(tail)
    return Metadata(
        title=_text(root, "title", "name", "localtitle"),
        original_title=_text(root, "originaltitle"),
        sort_title=_text(root, "sorttitle", "sortname"),
        plot=_text(root, "plot", "biography", "review", longest=LONGEST_PROSE),
        tagline=_text(root, "tagline"),
        year=year if year and _FIRST_YEAR < year < _LAST_YEAR else premiered.year if premiered else None,
        premiered=premiered,
        ended=_date(root, "enddate", "disbanded"),
        runtime=_runtime(root),
        certification=_text(root, "mpaa"),
        genres=_values(root, "genre", "/"),
        tags=_values(root, "tag") or _values(root, "style"),
        studios=_values(root, "studio") or _values(root, "label"),
        countries=_values(root, "country", "/"),
        ratings=tuple(_ratings(root)),
        people=tuple(_people(root)),
        ids=tuple(sorted({**(dict(beside.works[0].ids) if beside else {}), **_ids(root)}.items())),
        collection=_collection(root),
        status=_STATUS.get((_text(root, "status") or "").lower()),
        season_names=tuple(_season_names(root)),
        season=_whole(root, "season") if kind is SidecarKind.EPISODE else None,
        number=_whole(root, "episode") if kind is SidecarKind.EPISODE else _whole(root, "seasonnumber"),
        airs_before_season=_whole(root, "airsbefore_season", "displayseason"),
        airs_before_episode=_whole(root, "airsbefore_episode", "displayepisode"),
        airs_after_season=_whole(root, "airsafter_season", "displayafterseason"),
        series=_text(root, "showtitle"),
    )


def _text(root: Element, *names: str, longest: int = 512) -> str | None:
    """Return the text of the first of these elements that has one."""
    return next(filter(None, (plain_text(root.findtext(name), longest) for name in names)), None)


def _whole(root: Element, *names: str) -> int | None:
    text = _text(root, *names) or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _DIGITS else None


def _runtime(root: Element) -> int | None:
    match = re.match(r"\d{1,4}(?!\d)", _text(root, "runtime") or "")
    return int(match[0]) or None if match else None


def _date(root: Element, *names: str) -> Date | None:
    for name in names:
        try:
            return Date.fromisoformat((_text(root, name) or "")[:10])
        except ValueError:
            continue
    return None


def _values(root: Element, name: str, separator: str | None = None) -> tuple[str, ...]:
    texts = [plain_text(element.text) or "" for element in root.findall(name)[:_MOST]]
    parts = [part.strip() for text in texts for part in (text.split(separator) if separator else [text])]
    return tuple(dict.fromkeys(filter(None, parts)))


def _ratings(root: Element) -> Iterable[Rating]:
    for element in root.findall("ratings/rating")[:_MOST]:
        value, votes = _decimal(element.findtext("value")), _whole(element, "votes")
        if value is not None:
            yield Rating(source=plain_text(element.get("name")) or "default", value=value, votes=votes)


def _decimal(text: str | None) -> float | None:
    match = re.fullmatch(r"(\d{1,2})(?:[.,](\d{1,4}))?\d*", (text or "").strip())
    value = float(f"{match[1]}.{match[2] or 0}") if match else 0.0
    return value if 0 < value <= 10 else None  # noqa: PLR2004 — ratings end at ten


def _people(root: Element) -> Iterable[Person]:
    for tag, kind in (("director", PersonKind.DIRECTOR), ("credits", PersonKind.WRITER), ("writer", PersonKind.WRITER)):
        if tag == "writer" and root.find("credits") is not None:
            continue
        for element in root.findall(tag)[:_MOST]:
            for name in re.split(r"[|;/]", plain_text(element.text) or ""):
                if name.strip():
                    yield Person(name=name.strip(), kind=kind)
    for element in root.findall("actor")[:_MOST]:
        if (name := _text(element, "name")) is not None:
            word, image = _text(element, "type"), _text(element, "thumb")
            kind = PersonKind(word) if word in {one.value for one in PersonKind} else PersonKind.ACTOR
            https = image is not None and image.startswith("https://")
            yield Person(name=name, kind=kind, role=_text(element, "role"), image=image if https else None)


def _ids(root: Element) -> dict[str, str]:
    """Take `<uniqueid type=…>`, `<tmdbid>` and the like, and the old `<id>`; what lacks the form of one is none."""
    found: dict[str, str] = {}
    for element in root:
        value, tag = plain_text(element.text) or "", str(element.tag).lower()
        if tag == "uniqueid":
            _take(found, (element.get("type") or "").lower(), value)
        elif tag == "id":
            _take(found, "imdb", value)
            for provider, inner in element.attrib.items():
                _take(found, provider.lower(), inner)
        else:
            _take(found, {"imdb_id": "imdbid"}.get(tag, tag).removesuffix("id"), value)
    return found


def _take(found: dict[str, str], provider: str, value: str) -> None:
    form = _FORMS.get(provider)
    if form is not None and form.fullmatch(value.lower()):
        found.setdefault(provider, value.lower())


def _collection(root: Element) -> Collection | None:
    element = root.find("set")
    if element is None:
        return None
    name = _text(element, "name") or plain_text(element.text)
    number = element.get("tmdbcolid") or ""
    if name is None:
        return None
    return Collection(
        name=name, tmdb=number if _NUMBER.fullmatch(number) else None, overview=_text(element, "overview")
    )


def _season_names(root: Element) -> Iterable[tuple[int, str]]:
    for element in root.findall("namedseason")[:_MOST]:
        number, name = element.get("number") or "", plain_text(element.text)
        if number.isascii() and number.isdecimal() and len(number) < 5 and name:  # noqa: PLR2004 — a year at most
            yield int(number), name
