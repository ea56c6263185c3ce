"""Puts into an NFO what it lacks. What a person has written stays as it is, byte for byte: order, comments, all of it.

Sources: MediaBrowser.XbmcMetadata/Parsers for what Jellyfin takes for the same thing, kodi.wiki "NFO files" for Kodi.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

_MARK: Final = b"\xef\xbb\xbf"
_PROLOG: Final = re.compile(rb"<\?xml[^>]*\?>")
_LAST_TAG: Final = re.compile(rb".*</(?:movie|tvshow|season|episodedetails|album|artist)\s*>", re.DOTALL)
_WRAP: Final = b"<nfo>"
_WORK, _FIELD = 1, 2  # how deep the elements of a work and of its fields lie below the wrapping
_DEEPEST: Final = 20
# Elements that say the same thing; what says one of them is asked for none of the others.
_ALIKE: Final = (
    frozenset(("title", "name", "localtitle")),
    frozenset(("plot", "biography", "review")),
    frozenset(("sorttitle", "sortname")),
    frozenset(("rating", "ratings", "communityrating")),
    frozenset(("credits", "writer")),
    frozenset(("mpaa", "customrating")),
    frozenset(("set", "collectionnumber", "tmdbcolid", "tmdbcol", "tmdbcollectionid")),
    frozenset(("year", "premiered", "releasedate", "aired", "formed")),
    frozenset(
        (
            "airsbefore_season",
            "airsbefore_episode",
            "airsafter_season",
            "displayseason",
            "displayepisode",
            "displayafterseason",
        )
    ),
)
# Where a file lies decides these, and Jellyfin believes an NFO before the name: they have to agree.
_PLACED: Final = frozenset(("season", "episode", "seasonnumber"))
_DATES: Final = frozenset(("premiered", "releasedate", "aired", "formed"))
_IMDB_WORDS: Final = {"imdb_id": "imdb", "imdbid": "imdb"}
_DEFAULT: Final = b' default="true"'


class NotSoundError(ValueError):
    """What was to be filled is no NFO that Jellyfin would read to its end."""


@dataclass(slots=True)
class _Element:
    """An element, where it lies in the bytes it was read from, and what is directly in it."""

    tag: str
    attributes: dict[str, str]
    start: int
    end: int = 0
    inner_end: int = 0
    text: str = ""
    children: list[_Element] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether it says nothing."""
        return not self.children and not self.text.strip()

    def said(self, tag: str) -> str:
        """The text of the first of its fields of this name."""
        return next((one.text.strip() for one in self.children if one.tag == tag), "")


def filled(existing: bytes, ours: bytes, rewritten: frozenset[str] = frozenset()) -> bytes | None:
    """Return an NFO with what it lacks and ``ours`` knows; None if it lacks nothing, or is about something else.

    Of the elements ``rewritten`` ours is the last word. Pure.

    Raises NotSoundError for what is not well-formed, not in UTF-8, or has a document type.
    """
    begin, works = _works(existing)
    _, own = _works(ours)
    if any(one.tag != own[0].tag for one in works):
        return None
    edits: list[tuple[int, int, bytes]] = []
    paired: set[int] = set()
    more = b""
    for mine in own:
        place = _same_work(mine, works, paired, len(own))
        if place is not None:
            paired.add(place)
            edits += _edits(existing, works[place], _Ours(ours, mine, _PLACED | rewritten))
        elif len(works) < len(own) and works[0].tag == "episodedetails" and not works[0].said("episodenumberend"):
            more += b"\n" + ours[mine.start : mine.end]
    if more:
        edits.append((works[-1].end, works[-1].end, more))
    if not paired or not edits:
        return None
    if b"\r\n" in existing[begin:]:
        edits = [(start, end, text.replace(b"\n", b"\r\n")) for start, end, text in edits]
    for start, end, text in sorted(edits, reverse=True):
        existing = existing[:start] + text + existing[end:]
    _works(existing)  # never write what could not be read
    return existing


def root_of(ours: bytes) -> str:
    """Return the name of the element that an NFO of ours consists of."""
    return _works(ours)[1][0].tag


def _works(data: bytes) -> tuple[int, list[_Element]]:
    """Return where the elements of an NFO begin, and the works it describes; text behind the last one is let be."""
    begin = len(_MARK) if data.startswith(_MARK) else 0
    prolog = _PROLOG.match(data, begin)
    begin = prolog.end() if prolog else begin
    last = _LAST_TAG.match(data, begin)
    body = data[begin : last.end() if last else data.rfind(b">") + 1]
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotSoundError("not in UTF-8") from error
    return begin, _parsed(body, begin - len(_WRAP))


def _parsed(body: bytes, shift: int) -> list[_Element]:
    data = _WRAP + body + b"</nfo>"
    root = _Element("", {}, 0)
    open_ones = [root]
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(open_ones) > _DEEPEST:
            raise NotSoundError("nested too deep")
        one = _Element(tag, attributes, parser.CurrentByteIndex + shift)
        open_ones[-1].children.append(one)
        open_ones.append(one)

    def end(_tag: str) -> None:
        one, index = open_ones.pop(), parser.CurrentByteIndex
        closed = data.startswith(b"</", index) and not (
            not one.children and not one.text and data[index - 2 : index] == b"/>"
        )
        one.inner_end = index + shift if closed else 0
        one.end = (data.index(b">", index) + 1 if closed else index) + shift

    def text(words: str) -> None:
        open_ones[-1].text += words

    def refuse(*_: object) -> None:
        raise NotSoundError("it has a document type")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = refuse  # so there are no entities that could be expanded
    try:
        parser.Parse(data, True)  # noqa: FBT003 — expat takes it by place only
    except expat.ExpatError as error:
        raise NotSoundError(str(error)) from error
    wrapping = root.children[0]
    if wrapping.text.strip() or not wrapping.children:
        raise NotSoundError("not XML alone")
    return wrapping.children


def _same_work(mine: _Element, works: Sequence[_Element], taken: set[int], count: int) -> int | None:
    """Return which of the works is the one we know: of several episodes in one file that of the same number.

    As many as we know of, and none of these numbers: they have been counted otherwise, in the same order.
    """
    if mine.tag != "episodedetails":
        return 0 if not taken else None
    number, season = mine.said("episode"), mine.said("season")
    for place, one in enumerate(works):
        if place not in taken and one.said("episode") == number and one.said("season") in {season, ""}:
            return place
    return len(taken) if len(works) == count and taken == set(range(len(taken))) else None


@dataclass(frozen=True, slots=True)
class _Ours:
    """What we know of a work: its element in the bytes ``data``, and the fields of which ours is the last word."""

    data: bytes
    work: _Element
    last_word: frozenset[str]

    def text(self, one: _Element) -> bytes:
        """How an element is written."""
        return self.data[one.start : one.end]

    def corrects(self, tag: str, said: str) -> bool:
        """Whether a field says something else than it has to."""
        counted = tag == "displayorder" and said == "absolute"  # and now by seasons
        return (counted or tag in self.last_word) and said != self.work.said(tag)


def _edits(existing: bytes, work: _Element, ours: _Ours) -> list[tuple[int, int, bytes]]:
    """Return what has to be put where so that ``work`` lacks nothing of ours."""
    if work.said("lockdata").lower() == "true":
        return []  # the person has said that it is finished
    if not work.inner_end:
        return [(work.start, work.end, ours.text(ours.work))]
    edits: list[tuple[int, int, bytes]] = []
    added = b""
    gaps = {one.tag: one for one in reversed(work.children) if one.empty and not one.attributes}
    gaps |= {one.tag: one for one in work.children if ours.corrects(one.tag, one.text.strip())}
    for one, text in _missing(work, ours):
        gap = gaps.pop(one.tag, None)
        if gap is not None:
            edits.append((gap.start, gap.end, text))
        else:
            added += b"\n  " + text
    if added:
        end = len(existing[: work.inner_end].rstrip())
        edits.append((end, end, added if existing[end : work.inner_end].strip(b" \t") else added + b"\n"))
    return edits


def _missing(work: _Element, ours: _Ours) -> Iterator[tuple[_Element, bytes]]:
    """Give the fields of ours that ``work`` says nothing of, or something else than it has to, as they are written."""
    said = {one.tag for one in work.children if not one.empty}
    ids, own = dict(_ids(work)), dict(_ids(ours.work))
    agree = all(ids[key] == own[key] for key in ids.keys() & own.keys())
    named = {one.attributes.get("number") for one in work.children if one.tag == "namedseason"}
    has_default = any(one.attributes.get("default") == "true" for one in work.children if one.tag == "uniqueid")
    for one in ours.work.children:
        text = ours.text(one)
        key = _id_of(one)
        if key is not None:
            if agree and key not in ids:
                yield one, text.replace(_DEFAULT, b"", 1) if has_default else text
        elif one.tag == "namedseason":
            if one.attributes.get("number") not in named:
                yield one, text
        elif one.tag in _DATES and "year" in said and said.isdisjoint(_DATES):
            if one.text.startswith(work.said("year")):
                yield one, text
        elif said.isdisjoint(_alike(one.tag)) or ours.corrects(one.tag, work.said(one.tag)):
            yield one, text


def _alike(tag: str) -> frozenset[str]:
    return next((group for group in _ALIKE if tag in group), frozenset((tag,)))


def _ids(work: _Element) -> Iterable[tuple[str, str]]:
    for one in work.children:
        key = _id_of(one)
        if key is not None and one.text.strip():
            yield key, one.text.strip().lower()
        if one.tag == "id":
            yield from ((name.lower(), value.strip().lower()) for name, value in one.attributes.items())


def _id_of(one: _Element) -> str | None:
    """Return whose id an element holds."""
    tag = one.tag.lower()
    if tag == "uniqueid":
        return one.attributes.get("type", "").lower().removesuffix("id") or "unknown"
    if tag == "id":
        return "imdb" if one.text.strip().lower().startswith("tt") else "unknown"
    if tag in _IMDB_WORDS:
        return _IMDB_WORDS[tag]
    return tag.removesuffix("id") if tag.endswith("id") and len(tag) > len("id") else None
