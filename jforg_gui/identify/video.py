"""The recogniser of video names: evidence for an episode first, then the year, and what is left is the title."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.identify import marks
from jforg_gui.identify.dates import FIRST_FILM, FoundYear, find_date, find_year, first_of_range, next_year
from jforg_gui.identify.episodes import read_episode
from jforg_gui.identify.numbers import season_and_episode, span
from jforg_gui.identify.opening import boxed, opening
from jforg_gui.identify.scripts import in_latin
from jforg_gui.identify.seasons import find_seasons
from jforg_gui.identify.show_names import TELEVISION_MARK, Name, series_of
from jforg_gui.identify.tags import Tag
from jforg_gui.identify.titles import SPACE, clean, strip_noise, trimmed, unhyphened
from jforg_gui.identify.tokens import Tokens, plain, tokenise

# Below this a second opinion is asked for, and with none better the row needs the person.
UNSURE: Final = 0.45
_LONGEST_NAME: Final = 1024  # characters; longer ones are no file names
# What a machine has made up: hexadecimal digits, or letters and digits in a long row.
_MADE_UP: Final = re.compile(
    r"(?=.*\d)[0-9a-f]{16,}|(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9]{20,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
# What a camera or telephone calls its films: `IMG_0001`, `VID_20190305_101112`, `GX010042`, `DSC00012`.
_CAMERA: Final = re.compile(
    r"(?:img|vid|mov|mvi|dsc[nf]?|pxl|dji|pict|video|rec|cimg|p)[_-]?\d{4,8}(?:[_-]\d{3,9})*(?:[_-]?(?:hdr|[a-z]\d?))?"
    r"|\d{8}[_-]\d{6}|g[xhop]\w{0,2}\d{6}|gopr\d{4}|whatsapp video .*|screen[ _-]?record(?:ing)?[ _-].*",
    re.IGNORECASE,
)
_COLLECTION: Final = re.compile(
    r"[ ._-]+(?:the )?(?:complete|all|full)[ ._](?:\d+[ ._])?(?:movies?[ ._]?)?(?:collection|series|saga|version)?.*$",
    re.IGNORECASE,
)
_VOLUME: Final = re.compile(
    r"[ ._-]+vol(?:ume)?[ ._]{0,2}(?P<number>\d{1,2})(?:v\d)?(?:[ ._]*&.*|[ ._]+-[ ._].*)?$", re.IGNORECASE
)
_GENRE_BEFORE_YEAR: Final = re.compile(
    r"[ ._]-[ ._](?:drama|comedy|action|thriller|horror|western|romance|documentary|animation)$", re.IGNORECASE
)
_YEAR_IN_FRONT: Final = re.compile(r"\s*(?:\[(?P<boxed>\d{4})\][ ._-]*|(?P<plain>\d{4}) - )(?=\S)")
_NUMBER_BEFORE_TV: Final = re.compile(r"^(?P<title>.*\w)[ _.]+(?P<season>[2-9])[ _.]*\(TV\)$")


def recognise(name: str) -> Guess:
    """Read a video's name (or a release's) without its extension. Pure; a few hundred microseconds.

    ``confidence`` says how sure the row is; below ``UNSURE`` a second opinion is worth its time.
    """
    shown = plain(strip_noise(marks.without_marks(name[:_LONGEST_NAME])))
    tokens = tokenise(shown)
    if not tokens.words or _MADE_UP.fullmatch(shown) or _CAMERA.fullmatch(shown):
        return Guess(kind=Kind.MOVIE, ids=marks.provider_ids(name))
    box = boxed(tokens)
    guess = _boxed(box.title, box.count, tokens, shown) if box is not None else _open(name, tokens)
    return replace(
        guess,
        ids=marks.provider_ids(name),
        resolution=marks.resolution(tokens),
        stereo=marks.stereo(shown),
    )


def _boxed(title: str, count: str | None, tokens: Tokens, shown: str) -> Guess:
    """A name of brackets only."""
    year = find_year(tokens, 0, len(shown))
    inner = recognise(title) if title != shown else Guess(kind=Kind.MOVIE, title=clean(title))
    inside = tokenise(title)
    title = title[: inside.title_end(0, len(title))].strip(SPACE) or title
    named = in_latin(title)
    series, season, own_year = series_of(named if named != title else title)
    if count is None:
        if inner.kind is Kind.EPISODE:
            return replace(inner, confidence=min(inner.confidence, 0.7))
        return replace(
            inner, title=series or inner.title, year=inner.year or (year.year if year else None), confidence=0.7
        )
    mark = season_and_episode(count)
    found = [int(number) for number in re.findall(r"(?<![v.\d])\d+", count)]
    episodes = mark.episodes if mark is not None else span(found[0], found[1] if len(found) > 1 else None, 500)
    season = mark.season if mark is not None else season
    return Guess(
        kind=Kind.EPISODE,
        series=series,
        year=own_year or (year.year if year else None),
        season=season,
        episodes=episodes,
        absolute=episodes if season is None else (),
        confidence=0.8,
    )


def _open(full: str, tokens: Tokens) -> Guess:
    text = tokens.text
    opened = opening(tokens)
    name = Name(full, tokens, opened, find_seasons(text, grouped=opened.grouped), find_date(text))
    return read_episode(name) or _film(name)


def _film(name: Name) -> Guess:
    tokens, text, begin = name.tokens, name.text, name.open.begin
    year = find_year(tokens, begin, len(text)) or _leading_year(name)
    if year is not None and not text[begin : year.start].strip(SPACE + "(["):
        return _year_first(name, year)
    stop = year.start if year is not None else len(text)
    end = tokens.title_end(begin, stop)
    words = tokens.words_in(begin, end)
    if words and words[0].tag is Tag.STRONG and all(word.tag is not Tag.NONE for word in words):
        return Guess(kind=Kind.MOVIE, year=year.year if year is not None else None, confidence=0.1)
    if year is None and (ranged := first_of_range(text)) is not None and ranged.start > begin:
        end = min(end, ranged.start)
    part = (
        marks.part(tokens, min(end, stop)) if year is not None or end < len(text) else marks.part_at_end(tokens, begin)
    )
    if part is not None and begin < part[2] < end:
        end = part[2]
    raw, volume = _film_title(name, begin, end, dated=year is not None)
    if year is None and (show := _NUMBER_BEFORE_TV.match(name.text[begin:end].strip(SPACE))):
        return Guess(kind=Kind.EPISODE, series=clean(show["title"]), season=int(show["season"]), confidence=0.5)
    title = clean(unhyphened(in_latin(raw), text)) or None
    return Guess(
        kind=Kind.MOVIE,
        title=title,
        year=year.year if year is not None else None,
        volume=volume,
        part=part[0] if part is not None else None,
        part_word=part[1] if part is not None else None,
        edition=marks.edition(name.full, text[end:]),
        confidence=_film_confidence(title, year, tagged=end < len(text)),
    )


def _leading_year(name: Name) -> FoundYear | None:
    """`[2018] Title` and `2018 - Title`: how people keep films in order."""
    match = _YEAR_IN_FRONT.match(name.text)
    year = int(match["boxed"] or match["plain"]) if match is not None else 0
    if match is None or not FIRST_FILM <= year <= next_year():
        return None
    return FoundYear(year, name.open.begin, match.end(), bracketed=True)


def _film_title(name: Name, begin: int, end: int, *, dated: bool) -> tuple[str, int | None]:
    raw = trimmed(name.text[begin:end], "([{")
    if name.full.startswith("【") and raw.startswith("[") and raw.endswith("]"):
        raw = raw.strip("[]")
    if dated:
        # A film's place in a collection: no title begins with a zero, or with `1. `.
        raw = re.sub(r"^(?:0\d[ ._-]+(?=\w)|\d{1,2}\. (?=[^\W\d]))", "", raw)
    raw = _GENRE_BEFORE_YEAR.sub("", raw) if dated else raw
    if dated and raw.islower() and not re.search(r"[ ._]", name.text):
        raw = raw.replace("-", " ")  # `movie-title-2005-part2`: hyphens are all that separates
    volume = None
    if not dated:
        raw = re.sub(r"(?<=\S)(?:[ _]*\[[^\]]*\])+$", "", raw) if not raw.startswith("[") else raw
        raw = TELEVISION_MARK.sub("", raw)
        if name.open.grouped and (match := _VOLUME.search(raw)) and match.start() > 0:
            raw, volume = raw[: match.start()], int(match["number"])
        cut = _COLLECTION.sub("", raw) if re.search(r"collection|version|saga", raw, re.IGNORECASE) else raw
        raw = cut or raw
    return raw, volume


def _film_confidence(title: str | None, year: FoundYear | None, *, tagged: bool) -> float:
    if title is None:
        return 0.1
    if year is not None:
        return 0.95 if year.bracketed else 0.9
    return 0.7 if tagged else 0.55


def _year_first(name: Name, year: FoundYear) -> Guess:
    """`(2000) Title`, or a year that is the title: `2012.1080p`."""
    tokens, text = name.tokens, name.text
    end = tokens.title_end(year.end, len(text))
    words = [word for word in tokens.words_in(year.end, end) if word.tag is Tag.NONE]
    if year.bracketed and words:
        title = clean(in_latin(text[year.end : end].strip(SPACE)))
        return Guess(
            kind=Kind.MOVIE,
            title=title or None,
            year=year.year,
            edition=marks.edition(name.full, text[end:]),
            confidence=0.8,
        )
    whole = clean(text[name.open.begin : tokens.title_end(name.open.begin, len(text))].strip(SPACE)) or None
    return Guess(kind=Kind.MOVIE, title=whole, edition=marks.edition(name.full, text[end:]), confidence=0.55)
