"""Episodes read: which evidence counts, and what stands around it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from jforg_gui.domain.match import GUESSED_SPECIAL, Guess, PartWord
from jforg_gui.domain.media import ExtraType, Kind
from jforg_gui.identify import marks, numbers
from jforg_gui.identify.dates import FoundDate, find_year
from jforg_gui.identify.numbers import Numbers
from jforg_gui.identify.seasons import FoundSeasons
from jforg_gui.identify.show_names import Name, show_of_name
from jforg_gui.identify.tags import Tag
from jforg_gui.identify.titles import SPACE, clean, unhyphened
from jforg_gui.identify.tokens import Tokens

_CREDITLESS: Final = re.compile(
    r"(?:^|(?<=[ _.\-\]]))(?P<what>(?:NC|Creditless |Clean )?(?:OP|ED|Opening|Ending)"
    r"[ _]?\d{0,2}(?P<segment>[a-d])?(?:v\d)?)(?=$|[ _.\[(])"
)
_CLEARLY_CREDITLESS: Final = ("NC", "Creditless", "Clean")
# What else a group takes off a disc: menus, commercials, previews.
_OF_DISC: Final = re.compile(
    r"[ _]-[ _](?P<what>(?:Menu|CM|PV|Preview|Teaser|Trailer|Promo)s?[ _]?\d{0,2})(?=$|[ _]*[\[(])"
)
_TRAILERS: Final = ("PV", "Preview", "Teaser", "Trailer", "Promo")
_SPECIAL_LAST: Final = re.compile(r"[ _]-[ _](?P<what>OVA|OAD|ONA|Specials?)$", re.IGNORECASE)
_ROMAN: Final = ("I", "II", "III", "IV")
_GLUED_PART: Final = re.compile(r"-part-(?P<number>\d{1,2})$", re.IGNORECASE)
_ROMAN_SEASON: Final = re.compile(r"(?P<series>.*[^\W\d_].*?) (?P<number>I{2,3}|IV)")
_FEAST: Final = re.compile(
    r"(?<=[ ._-])(?:christmas|xmas|holiday|halloween|new[ ._]year'?s?(?:[ ._]eve)?|easter|reunion|anniversary)"
    r"[ ._]special(?![^\W_])",
    re.IGNORECASE,
)

_CERTAIN: Final = 0.55  # a number below this may as well be the title's


def read_episode(name: Name) -> Guess | None:
    """Read a name as an episode, a special, a day's broadcast or a pack of seasons; None if it is none of them."""
    found = _episode_evidence(name)
    if found is not None:
        return _episode(name, found)
    if (own := _special(name)) is not None:
        return own
    if name.date is not None and (name.date.start > name.open.begin or name.date.certain or _is_all(name, name.date)):
        return _daily(name, name.date)
    if name.seasons is not None and _is_pack(name, name.seasons):
        return _pack(name, name.seasons)
    weak = _weak_evidence(name)
    return _episode(name, weak) if weak is not None else None


def _is_all(name: Name, date: FoundDate) -> bool:
    """Tell whether a name is nothing but a day: `06.02.2021`."""
    return not name.text[date.end :].strip(SPACE)


def _weak_evidence(name: Name) -> Numbers | None:
    """What is an episode's number only where no year makes the name a film's."""
    begin = name.open.begin
    year = find_year(name.tokens, begin, len(name.text))
    part = numbers.broadcast_part(name.tokens, begin)
    if part is not None and (year is None or year.start < part.start):
        return part
    if year is not None:
        return None
    return (
        numbers.season_in_hundreds(name.tokens, begin)
        or _leading(name)
        or numbers.hashed(name.text, begin)
        or numbers.padded(name.text, begin)
    )


def _episode_evidence(name: Name) -> Numbers | None:
    text, seasons = name.text, name.seasons
    begin, grouped = name.open.begin, name.open.grouped
    found = numbers.season_and_episode(text, begin)
    if found is not None and (name.date is None or not _within(found.start, name.date)):
        return None if _is_films_title(name, found) else found
    if found := numbers.worded(text, (seasons.start, seasons.end) if seasons is not None else (0, 0)):
        return found
    if name.date is not None and (name.date.certain or name.date.start > begin):
        before = None if name.date.certain else numbers.counted(name.tokens, begin, grouped=grouped)
        return before if before is not None and before.end <= name.date.start else None
    if seasons is not None and seasons.end < len(text):
        behind = numbers.counted(name.tokens, seasons.end - 1, grouped=True) or numbers.hashed(text, seasons.end)
        if behind is not None:
            return behind
    if seasons is None and not grouped and begin == 0 and (found := numbers.paired(text.rstrip())):
        return found
    found = numbers.counted(name.tokens, begin, grouped=grouped)
    return found if found is not None and (seasons is None or not seasons.start <= found.start < seasons.end) else None


def _is_films_title(name: Name, found: Numbers) -> bool:
    """`4x4 (2019)`, `3.15 to Pier (2007)`: nobody numbers episodes so with no show before and a year behind."""
    mark = name.text[found.start : found.end]
    if found.start > name.open.begin or not re.fullmatch(r"\dx\d|\d{1,2}\.\d{2}", mark, re.IGNORECASE):
        return False
    year = find_year(name.tokens, name.open.begin, len(name.text))
    return year is not None and ("." in mark or not name.text[found.end : year.start].strip(SPACE))


def _within(place: int, date: FoundDate) -> bool:
    return date.start <= place < date.end


def _is_pack(name: Name, seasons: FoundSeasons) -> bool:
    """A season with nothing behind it that is an episode's: a pack. `Season 2` alone is one as well."""
    return seasons.worded or seasons.start > name.open.begin or len(seasons.seasons) > 1


def _episode(name: Name, found: Numbers) -> Guess:
    seasons = name.seasons
    season = found.season
    if season is None and seasons is not None and len(seasons.seasons) == 1:
        season = seasons.seasons[0]
    begin, end = _title_span(name, found)
    series, own_season, year, certainty = show_of_name(name, begin, end)
    season = own_season if season is None else season
    if season is None and found.absolute and name.open.grouped and (roman := _ROMAN_SEASON.fullmatch(series or "")):
        # `[Group] Show II - 03`: fan groups count seasons so, and databases keep them in one show.
        series, season = roman["series"], _ROMAN.index(roman["number"]) + 1
    absolute: tuple[float, ...] = ()
    if found.decimal is not None:
        season, absolute = 0, (found.decimal,)
    elif season is None and found.absolute:
        absolute = found.episodes
    part = _part(name, found.end)
    title = _episode_title(name, found.end, part[2] if part is not None else None)
    if series is None and title and name.open.begin == found.start and numbers.has_checksum(name.tokens):
        series, _, behind = title.partition(" - ")  # `05 - Show - Title [Group][ABCD1234]`
        title = behind or None
    guess = Guess(
        kind=Kind.EPISODE,
        series=series,
        year=year,
        season=season,
        seasons=seasons.seasons if season is None and seasons is not None else (),
        episodes=() if found.decimal is not None else found.episodes,
        absolute=absolute,
        date=name.date.date if name.date is not None and _is_days(name, name.date, found) else None,
        title=title if found.decimal is None else title or f"Recap {found.decimal:g}",
        edition=marks.edition(name.full, name.text[found.end :]),
        confidence=min(found.certainty, certainty),
        certainty=(("episodes", 0.4),) if found.segment is not None or found.certainty < _CERTAIN else (),
    )
    return replace(guess, part=part[0], part_word=part[1]) if part is not None else guess


def _is_days(name: Name, date: FoundDate, found: Numbers) -> bool:
    """Tell whether a date is the day of the broadcast: it is written plainly, or follows the number at once."""
    return date.certain or (date.start >= found.end and not name.text[found.end : date.start].strip(SPACE))


def _part(name: Name, begin: int) -> tuple[int, PartWord, int] | None:
    """`S01E10.CD1`, and `S01E10-part-2` as Jellyfin wants it; `S01E10.Part.2` is an episode's title, no file of two."""
    if (glued := _GLUED_PART.search(name.text, begin)) is not None:
        return int(glued["number"]), PartWord.CD, glued.start()
    part = marks.part(name.tokens, begin)
    return None if part is None or part[1] is PartWord.PART else part


def _title_span(name: Name, found: Numbers) -> tuple[int, int]:
    """Return where the show's title stands: before the first evidence; behind it where a name opens with the number."""
    begin = name.open.begin
    starts = [found.start]
    if name.seasons is not None:
        starts.append(name.seasons.start)
    if name.date is not None and name.date.certain:
        starts.append(name.date.start)
    end = min(starts)
    if end <= begin and name.seasons is not None and name.seasons.start > found.end:
        return found.end, name.seasons.start
    return begin, max(begin, end)


def _episode_title(name: Name, start: int, part: int | None = None) -> str | None:
    """Return what stands between the number and the tags, or ``part``; a group behind a hyphen is no title."""
    tokens, text = name.tokens, name.text
    if name.seasons is not None and start <= name.seasons.start:
        between = text[start : name.seasons.start].strip(SPACE + "([{")
        if not between:
            start = name.seasons.end
    if name.date is not None and name.date.certain and start <= name.date.start:
        start = name.date.end
    if name.date is not None and not name.date.certain and not text[start : name.date.start].strip(SPACE):
        start = max(start, name.date.end)
    rest_words = tokens.words_in(start, len(text))
    if not rest_words or all(word.tag is not Tag.NONE for word in rest_words):
        return None
    end = _first_tag(tokens, start)
    end = end if part is None else min(end, max(part, start))
    rest = text[start:end]
    if re.match(r"[ ._]*[\[)]", rest) and not re.match(r"[ ._]*\)[ ._-]+\w", rest):
        return None
    if rest.startswith("-") and re.fullmatch(r"-[A-Za-z0-9]+", rest) and "." in text:
        return None
    rest = re.sub(r"\[[^\]]*\]?", " ", rest)
    if re.match(r"[ ._]*\(", rest) and (name.open.grouped or re.match(r"[ ._]*\(\d+\)", rest)):
        rest = re.sub(r"^[ ._]*\([^)]*\)?", "", rest)
    rest = unhyphened(rest.strip("-"), text)
    title = clean(rest.strip(SPACE + "):(]") + (")" if rest.rstrip().endswith(")") and "(" in rest else ""))
    return title if any(letter.isalnum() for letter in title) else None


def _first_tag(tokens: Tokens, start: int) -> int:
    words = tokens.words_in(start, len(tokens.text))
    if words and words[0].tag is Tag.STRONG:
        return words[0].start
    end = tokens.title_end(start, len(tokens.text))
    leading = []
    for word in words:  # tags at once behind the number: `S01E02.German.720p`
        if word.tag is Tag.NONE:
            break
        leading.append(word)
        if word.tag is Tag.STRONG:
            return leading[0].start
    return end


def _daily(name: Name, date: FoundDate) -> Guess:
    """A show that is broadcast day by day."""
    series, season, year, certainty = show_of_name(name, name.open.begin, max(date.start, name.open.begin))
    return Guess(
        kind=Kind.EPISODE,
        series=series,
        year=year,
        season=season,
        date=date.date,
        title=_episode_title(replace(name, date=None), date.end),
        confidence=min(0.85 if date.certain else 0.6, certainty),
        certainty=(("date", 0.4),) if date.swapped else (),
    )


def _pack(name: Name, seasons: FoundSeasons) -> Guess:
    """`Show.S01.1080p`, `Show - Seasons 1 to 5`: a folder of seasons."""
    begin = name.open.begin
    end = max(begin, seasons.start)
    if seasons.start <= begin:  # `3ª Temporada Show`
        begin, end = seasons.end, len(name.text)
    series, _, year, certainty = show_of_name(name, begin, end)
    if year is None and seasons.worded and (bare := find_year(name.tokens, seasons.end, len(name.text))) is not None:
        year = bare.year
    one = seasons.seasons[0] if len(seasons.seasons) == 1 else None
    part = marks.part(name.tokens, seasons.end)
    episodes = (
        (part[0],) if part is not None and part[1] is PartWord.PART and one is not None and seasons.worded else ()
    )
    return Guess(
        kind=Kind.EPISODE,
        series=series,
        year=year,
        season=one,
        seasons=seasons.seasons if one is None else (),
        episodes=episodes,
        confidence=min(0.8 if not episodes else 0.5, certainty),
    )


def _special(name: Name) -> Guess | None:
    """`Show - SP01 - Making Of`, `Show - OVA 1`, `Show Christmas Special`; `NCOP1` is an extra."""
    text, begin = name.text, name.open.begin
    if (feast := _FEAST.search(text, begin)) is not None and feast.start() > begin:
        series, _, _, _ = show_of_name(name, begin, feast.start())
        found = find_year(name.tokens, begin, feast.start())  # one behind is the special's
        year = found.year if found is not None else None
        title = clean(text[feast.start() : name.tokens.title_end(begin, len(text))].strip(SPACE))
        return Guess(kind=Kind.EPISODE, series=series, year=year, season=0, title=title, confidence=0.5)
    for match in _CREDITLESS.finditer(text, begin):
        if match.start() > begin and (
            match["what"].startswith(_CLEARLY_CREDITLESS) or (name.open.grouped and match["what"][:2].isupper())
        ):
            return _extra(name, match, ExtraType.EXTRA)
    taken = _OF_DISC.search(text, begin) if name.open.grouped else None
    if taken is not None and taken.start() > begin:
        trailer = taken["what"].startswith(_TRAILERS)
        return _extra(name, taken, ExtraType.TRAILER if trailer else ExtraType.EXTRA)
    marked = numbers.special(text, begin)
    if marked is None or find_year(name.tokens, begin, len(text)) is not None:
        return _unnumbered_special(name)
    return _numbered_special(name, marked)


def _extra(name: Name, match: re.Match[str], extra: ExtraType) -> Guess:
    series, _, year, _ = show_of_name(name, name.open.begin, match.start())
    return Guess(kind=Kind.EXTRA, extra=extra, title=clean(match["what"]), series=series, year=year, confidence=0.6)


def _numbered_special(name: Name, match: re.Match[str]) -> Guess:
    end = min(match.start(), name.seasons.start if name.seasons is not None else match.start())
    series, _, year, _ = show_of_name(name, name.open.begin, max(end, name.open.begin))
    title = _episode_title(name, match.end())
    decimal = match["decimal"]
    number = f"{match['number']}.{decimal}" if decimal else match["number"]
    return Guess(
        kind=Kind.EPISODE,
        series=series,
        year=year,
        season=0,
        episodes=() if decimal else (int(match["number"]),),
        absolute=(float(number),) if decimal else (),
        title=title or clean(f"{match['word']} {number}" if " " in match[0] else match[0]),
        confidence=0.6,
        certainty=(("episodes", GUESSED_SPECIAL),),
    )


def _unnumbered_special(name: Name) -> Guess | None:
    end = name.tokens.title_end(name.open.begin, len(name.text))
    match = _SPECIAL_LAST.search(name.text[:end].rstrip(SPACE))
    if match is None:
        return None
    series, _, year, _ = show_of_name(name, name.open.begin, match.start())
    return Guess(kind=Kind.EPISODE, series=series, year=year, season=0, title=clean(match["what"]), confidence=0.6)


def _leading(name: Name) -> Numbers | None:
    """`05 - Title`: an episode's number if it is written as one and no year makes the name a film's."""
    found = numbers.leading(name.text[name.open.begin :])
    if found is None or found.certainty < 0.5 or not _leaves_no_film(name, found):  # noqa: PLR2004 — a number written as a count
        return None
    return replace(found, start=name.open.begin, end=name.open.begin + found.end)


def _leaves_no_film(name: Name, found: Numbers) -> bool:
    first = name.text[name.open.begin + found.end :].lower().split(" ")[0]
    return first not in {"movie", "film", "sample", "trailer"}
