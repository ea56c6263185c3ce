"""Own recognisers of video names: what guessit misreads, or what only makes sense in its folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import ExtraType, Kind
from jforg_gui.identify.titles import YEAR, clean, has_release_tags, plain_title, without_release_tags

_SURE, _FAIR = 0.85, 0.6

_SEASON_EPISODE: Final = re.compile(
    r"^(?P<before>.*?)(?<![a-z0-9])s(?P<season>\d{1,4})[ ._\-\]\[]*(?:e|ep)[ ._]?(?P<episode>\d{1,4})(?P<after>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_GROUP_FIRST: Final = re.compile(
    r"^\[(?P<group>[^\]]+)\][ _.]*(?P<title>[^\[\]]+?)[ _]+-[ _]+(?P<what>[^\[(]+?)[ _]*(?:[\[(].*)?$",
    re.DOTALL,
)
_ALL_BRACKETS: Final = re.compile(
    r"^\[(?P<group>[^\]]+)\]\[(?P<title>[^\]]+)\]\[(?P<what>\d{1,4}(?:v\d)?)\]", re.DOTALL
)
_NUMBER_LAST: Final = re.compile(
    r"^(?P<title>[^\[\]]+?)[ _]-[ _](?P<what>\d{2,4}(?:v\d)?)[ _]*(?:[\[(].*)?$",
    re.DOTALL,
)
_ABSOLUTE: Final = re.compile(
    r"^(?:e|ep|episode)?[ _.]?(?P<first>\d{1,4})(?:[ _]?[-~][ _]?(?P<last>\d{1,4}))?(?:v\d)?(?:[ _](?:END|FINAL))?"
    r"(?:[ _]+-[ _]+(?P<title>.+))?$",
)
_SPECIAL: Final = re.compile(
    r"(?:^|[ _]-[ _])(?:SP|OVA|OAD|ONA|Special)[ _.]?(?P<number>\d{1,2})?(?=$|[ _])", re.IGNORECASE
)
_CREDITLESS: Final = re.compile(r"(?:^|[ _])(?:NCOP|NCED|Creditless (?:Opening|Ending))[ _]?\d*", re.IGNORECASE)
_RECAP: Final = re.compile(r"^\d{1,4}\.5$")
_SEASON_IN_TITLE: Final = re.compile(
    r"^(?P<title>.+?)[ _](?:S(?P<short>\d{1,2})|(?P<nth>\d)(?:st|nd|rd|th) Season|Season (?P<season>\d{1,2}))$",
    re.IGNORECASE,
)
_COUNTRY: Final = re.compile(r"^(?P<title>.+) (?P<country>US|UK|AU|NZ)$")
_LEADING_GROUP: Final = re.compile(r"^\[[^\]]*\][ _.-]*(?=[^\s\[({._-])")

_EPISODE_WORDS: Final = (
    "episode|ep|e|folge|épisode|episodio|episódio|capitulo|capítulo|aflevering|afsnit|avsnitt|odcinek|серия|part|teil"
)
_BARE: Final = re.compile(
    rf"^(?:(?P<word>{_EPISODE_WORDS})[ ._-]*|第)?(?P<first>\d{{1,4}})(?:話|话|回|集)?"
    rf"(?:[ ._]*[-+&][ ._]*(?:e|ep)?(?P<last>\d{{1,3}})(?![\dpi]))?(?:v\d)?(?:[ ._-]+(?P<title>.*))?$",
    re.IGNORECASE | re.DOTALL,
)

# Source: Emby.Naming ExtraRules; the glued form is what Jellyfin itself reads.
_EXTRA_SUFFIX: Final = re.compile(
    r"(?:[-._]| - )(?P<word>trailer|behindthescenes|deleted|deletedscene|featurette|interview|scene|short|clip"
    r"|extra|other)[ ._-]?\d*$",
    re.IGNORECASE,
)
_EXTRA_WORDS: Final[dict[str, ExtraType]] = {
    "trailer": ExtraType.TRAILER,
    "behindthescenes": ExtraType.BEHIND_THE_SCENES,
    "deleted": ExtraType.DELETED_SCENE,
    "deletedscene": ExtraType.DELETED_SCENE,
    "featurette": ExtraType.FEATURETTE,
    "interview": ExtraType.INTERVIEW,
    "scene": ExtraType.SCENE,
    "short": ExtraType.SHORT,
    "clip": ExtraType.CLIP,
    "extra": ExtraType.EXTRA,
    "other": ExtraType.OTHER,
}
SAMPLE_WORD: Final = re.compile(r"(?<![a-z0-9])sample(?![a-z0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BareEpisode:
    """A name that is little more than an episode's number; ``worded`` says that a word such as "Episode" says so."""

    episodes: tuple[int, ...]
    title: str | None
    worded: bool


def bare_episode(stem: str) -> BareEpisode | None:
    """Read `05`, `05 - Pilot`, `E02`, `Episode 03 - Storm`, `第07話`; the folder has to say which show it is."""
    match = _BARE.match(stem)
    if match is None or _SEASON_EPISODE.match(stem) or re.match(r"^\d{1,2}x\d", stem):
        return None
    title = match["title"]
    if title is not None:
        title = clean(without_release_tags(title)) or None
    numbers = span(int(match["first"]), int(match["last"]) if match["last"] else None)
    return BareEpisode(numbers, title, worded=match["word"] is not None or stem.startswith("第"))


def span(first: int, last: int | None) -> tuple[int, ...]:
    """Return the numbers from ``first`` to ``last``; just the first if the range makes no sense."""
    if last is None or not first < last <= first + 50:
        return (first,)
    return tuple(range(first, last + 1))


def extra_suffix(stem: str) -> tuple[str, ExtraType] | None:
    """Split `Title (2010)-trailer` into the owner's stem and the extra's type; a bare `trailer` has no owner."""
    if stem.lower() == "trailer":
        return "", ExtraType.TRAILER
    match = _EXTRA_SUFFIX.search(stem)
    if match is None or match.start() == 0:
        return None
    return stem[: match.start()].rstrip(" ._-"), _EXTRA_WORDS[match["word"].lower()]


def refine(stem: str, guess: Guess) -> Guess:
    """Correct guessit where it is known to be wrong. ``stem`` is a name without its extension."""
    for recogniser in _RECOGNISERS:
        better = recogniser(stem, guess)
        if better is not None:
            return better
    return guess


def _group_release(stem: str, guess: Guess) -> Guess | None:
    """`[Group] Title - 12 [1080p]`: an absolute number after a dash, as anime groups write it."""
    match = _GROUP_FIRST.match(stem) or _ALL_BRACKETS.match(stem)
    if match is None:
        match = _NUMBER_LAST.match(stem)
        if match is None or YEAR.fullmatch(match["what"]):
            return None
    if _SEASON_EPISODE.match(stem):
        return None
    return _numbered(match["title"], match["what"].strip(), guess)


def _numbered(title: str, what: str, guess: Guess) -> Guess | None:
    series, season, year = _series_of(title)
    base = replace(guess, kind=Kind.EPISODE, series=series, season=season, year=year, title=None, episodes=())
    if match := _ABSOLUTE.match(what):
        numbers = span(int(match["first"]), int(match["last"]) if match["last"] else None)
        absolute = numbers if season is None else ()
        own = clean(without_release_tags(match["title"])) or None if match["title"] else None
        return replace(base, episodes=numbers, absolute=absolute, title=own, confidence=_SURE)
    if _CREDITLESS.search(what):
        return replace(base, kind=Kind.EXTRA, extra=ExtraType.EXTRA, title=clean(what), confidence=_FAIR)
    if match := _SPECIAL.search(what):
        numbers = (int(match["number"]),) if match["number"] else ()
        return replace(base, season=0, episodes=numbers, title=clean(what), confidence=_FAIR)
    if _RECAP.match(what):
        return replace(base, season=0, title=f"Recap {what}", confidence=_FAIR)
    return None


def _series_of(text: str) -> tuple[str | None, int | None, int | None]:
    """Take a season (`S2`, `2nd Season`) and a year off the end of a show's name."""
    text = text.strip(" ._-")
    season = None
    if match := _SEASON_IN_TITLE.match(text):
        text, season = match["title"], int(match["short"] or match["nth"] or match["season"])
    year = None
    if plain := plain_title(text):
        text, year = plain
    return clean(text) or None, season, year


def _season_episode(stem: str, guess: Guess) -> Guess | None:
    """`Title.S01E02.Rest`: the show is all that stands before, whatever else it looks like."""
    match = _SEASON_EPISODE.match(stem)
    if match is None:
        return None
    before = _LEADING_GROUP.sub("", match["before"]).strip(" ._-([")
    series, year = show_title(before)
    episodes = guess.episodes if int(match["episode"]) in guess.episodes else (int(match["episode"]),)
    title = guess.title
    if title is None and re.match(r"[ ._-]+part", match["after"], re.IGNORECASE):
        title = clean(without_release_tags(match["after"])) or None
    return replace(
        guess,
        kind=Kind.EPISODE,
        series=series,
        year=year,
        season=int(match["season"]),
        episodes=episodes,
        title=title if guess.kind is Kind.EPISODE else None,
        confidence=_SURE if series else _FAIR,
    )


def show_title(text: str) -> tuple[str | None, int | None]:
    """Read a show's title and year off a folder's name or the part of a file's name before the numbers."""
    year = None
    if plain := plain_title(text):
        text, year = plain
    else:
        years = list(YEAR.finditer(text))
        if years and years[-1].end() == len(text) and years[-1].start() > 0 and int(years[-1][0]) <= _next_year():
            year, text = int(years[-1][0]), text[: years[-1].start()].rstrip(" ._-([")
    title = clean(text)
    if match := _COUNTRY.match(title):
        title = f"{match['title']} ({match['country']})"
    return title or None, year


def _next_year() -> int:
    return datetime.now(UTC).year + 1


def _special(stem: str, guess: Guess) -> Guess | None:
    """`Title - SP01 - Making Of`."""
    match = _SPECIAL.search(stem)
    if match is None or guess.episodes or not match["number"]:
        return None
    before, after = stem[: match.start()], stem[match.end() :]
    series, year = show_title(_LEADING_GROUP.sub("", before).strip(" ._-"))
    return replace(
        guess,
        kind=Kind.EPISODE,
        series=series,
        year=year,
        season=0,
        episodes=(int(match["number"]),),
        title=clean(without_release_tags(after)) or None,
        confidence=_FAIR,
    )


def _film(stem: str, guess: Guess) -> Guess | None:
    """`2012`, `[Group] Title (2018)`, `Title (1982) The Final Cut`: a film all the same."""
    if guess.episodes or guess.date is not None or guess.season is not None:
        return None
    if plain := plain_title(_LEADING_GROUP.sub("", stem)):
        title, year = plain
        edition = guess.edition
        return replace(guess, kind=Kind.MOVIE, title=title, year=year, edition=edition, series=None)
    if guess.kind is Kind.MOVIE and guess.title is None and guess.year is not None and stem.startswith(str(guess.year)):
        return replace(guess, title=str(guess.year), year=None, confidence=_FAIR)
    return None


_RECOGNISERS: Final[tuple[Callable[[str, Guess], Guess | None], ...]] = (
    _season_episode,
    _group_release,
    _special,
    _film,
)


def looks_obfuscated(stem: str) -> bool:
    """Tell whether a name was made by a machine: a hash, or a release group's short lower-case code."""
    if re.fullmatch(r"[0-9a-f]{16,}|[A-Za-z0-9]{24,}|[0-9a-f-]{32,}", stem):
        return True
    return " " not in stem and stem == stem.lower() and len(stem) <= 24 and not has_release_year(stem)  # noqa: PLR2004 — longest code seen


def has_release_year(stem: str) -> bool:
    """Tell whether a name carries a year or a release word, as names made by people and groups do."""
    return has_release_tags(stem) or (YEAR.search(stem) is not None and re.search(r"\d{4}-", stem) is None)
