"""What stands in a name beside title and numbers: provider ids, edition, part, resolution, 3D."""

from __future__ import annotations

import re
from typing import Final

from jforg_gui.domain.match import PartWord
from jforg_gui.identify.tokens import Tokens

_ID_TAG: Final = re.compile(
    r"[\[({](?P<provider>tmdb|imdb|tvdb|tvmaze|anidb|anilist)(?:id)?[-= ](?P<value>[\w-]+)[\])}]",
    re.IGNORECASE,
)
_BARE_IMDB: Final = re.compile(r"(?<![a-z0-9])(?:imdb-)?(tt\d{7,8})(?!\d)", re.IGNORECASE)
_DIGITS_ONLY: Final = frozenset(("tmdb", "tvdb", "tvmaze", "anidb", "anilist"))
_EDITION_TAG: Final = re.compile(r"\{edition-(?P<edition>[^}]+)\}", re.IGNORECASE)

# The label an edition gets, and how it is written. The longer ones come first: one word counts once.
_EDITIONS: Final = tuple(
    (label, re.compile(rf"(?<![^\W_]){pattern}(?![^\W_])", re.IGNORECASE))
    for label, pattern in (
        ("Director's Cut", r"(?:director'?s|dir)[ ._]?cut"),
        ("Final Cut", r"final[ ._]cut"),
        ("Rogue Cut", r"rogue[ ._]cut"),
        ("International Cut", r"international[ ._]cut"),
        ("Extended", r"extended(?:[ ._](?:cut|edition|version))?"),
        ("Theatrical", r"theatrical(?:[ ._](?:cut|edition|version|release))?"),
        ("Ultimate Edition", r"ultimate(?:[ ._](?:cut|edition))"),
        ("Special Edition", r"special[ ._]edition"),
        ("Collector's Edition", r"collector'?s[ ._]edition"),
        ("Anniversary Edition", r"(?:\d{1,3}(?:th|st|nd|rd)[ ._])?anniversary(?:[ ._]edition)?"),
        ("Unrated", r"unrated"),
        ("Uncut", r"uncut"),
        ("Uncensored", r"uncensored"),
        ("Remastered", r"(?:4k[ ._])?remaster(?:ed)?"),
        ("Criterion", r"criterion(?:[ ._]collection)?"),
        ("Open Matte", r"open[ ._]matte"),
        ("Despecialized", r"despeciali[sz]ed"),
        ("Redux", r"redux"),
        ("IMAX", r"imax"),
        ("Fan Edit", r"fan[ ._]?edit"),
    )
)
_EDITION_HINT: Final = re.compile(
    r"cut|exten|theat|editi|anniv|unrat|uncen|remast|criter|matte|despec|redux|imax", re.IGNORECASE
)

_PART: Final = re.compile(
    r"(?<![^\W_])(?!dvd[59])(?P<word>cd|dvd|dis[ck]|part|pt)[ ._-]?(?P<number>\d{1,2})(?![^\W_]|[ ._]?of\b)",
    re.IGNORECASE,
)
_PART_WORDS: Final = {"cd": PartWord.CD, "dvd": PartWord.DVD, "disc": PartWord.DISC, "disk": PartWord.DISC}

_RESOLUTION: Final = re.compile(
    r"(?<!\d)(?:\d{3,4}[x×])?(?P<lines>4320|2160|1440|1080|720|576|540|480|400|360)(?P<scan>[pi]?)(?!\d)", re.IGNORECASE
)
_ULTRA: Final = frozenset(("4k", "uhd"))

# Jellyfin's words for 3D: half by default, over-under is top-and-bottom. Source: Emby.Naming Format3DParser.
_STEREO: Final = re.compile(
    r"(?<![^\W_])(?:(?P<word>hsbs|fsbs|htab|ftab|mvc)|(?P<half>half|full|h|f)[ ._-]?(?P<way>sbs|ou|tab))(?![^\W_])"
    r"|(?<![^\W_])3d[ ._-]?(?P<bare>sbs|ou|tab)(?![^\W_])",
    re.IGNORECASE,
)
_WAYS: Final = {"sbs": "SBS", "ou": "TAB", "tab": "TAB"}


def provider_ids(name: str) -> tuple[tuple[str, str], ...]:
    """Read provider ids out of a name: `[tmdbid-1]`, `{tmdb-1}`, `(imdbid=tt…)`, or a bare `tt…`.

    Source: jellyfin.org, "Metadata provider identifiers". What cannot be an id of its provider is no id.
    """
    found: dict[str, str] = {}
    for match in _ID_TAG.finditer(name):
        provider, value = match["provider"].lower(), match["value"]
        if value.isdecimal() if provider in _DIGITS_ONLY else _BARE_IMDB.fullmatch(value) is not None:
            found.setdefault(provider, value.lower())
    if bare := _BARE_IMDB.search(name):
        found.setdefault("imdb", bare[1].lower())
    return tuple(sorted(found.items()))


def without_marks(name: str) -> str:
    """Return a name without provider ids and `{edition-…}`."""
    if "[" in name or "{" in name or "(" in name:
        name = _EDITION_TAG.sub(" ", _ID_TAG.sub(" ", name))
    return _BARE_IMDB.sub(" ", name) if "tt" in name.lower() else name


def edition(name: str, behind: str) -> str | None:
    """Return the edition that `{edition-…}` in the name or the words behind its title say, in Jellyfin's spelling."""
    if tag := _EDITION_TAG.search(name):
        return tag["edition"].strip()
    if not _EDITION_HINT.search(behind):
        return None
    labels = []
    for label, pattern in _EDITIONS:
        behind, found = pattern.subn(" ", behind)
        if found:
            labels.append(label)
    return " ".join(labels) or None


def part(tokens: Tokens, begin: int) -> tuple[int, PartWord, int] | None:
    """Return the number, the word and the place of `cd1`, `part 2` from ``begin`` on."""
    match = _PART.search(tokens.text, begin)
    if match is None:
        return None
    word = match["word"].lower()
    return int(match["number"]), _PART_WORDS.get(word, PartWord.PART), match.start()


def part_at_end(tokens: Tokens, begin: int) -> tuple[int, PartWord, int] | None:
    """Return the part that a name without a year ends with."""
    found = part(tokens, begin)
    match = _PART.search(tokens.text, begin)
    return found if match is not None and not tokens.text[match.end() :].strip(" ._-)]") else None


def resolution(tokens: Tokens) -> str | None:
    """Return the lines of the picture, such as `1080p`."""
    for word in tokens.words:
        match = _RESOLUTION.fullmatch(word.text) or (_RESOLUTION.search(word.text) if word.tag else None)
        if match is not None and (match["scan"] or "x" in word.text or "×" in word.text):
            return f"{match['lines']}{match['scan'] or 'p'}"
    return "2160p" if any(word.text in _ULTRA for word in tokens.words) else None


def stereo(text: str) -> str | None:
    """Return Jellyfin's word for the kind of 3D."""
    match = _STEREO.search(text)
    if match is None:
        return None
    if match["word"]:
        return f"3D.{match['word'].upper()}"
    way = _WAYS[(match["way"] or match["bare"]).lower()]
    return f"3D.{'F' if (match['half'] or 'h').lower().startswith('f') else 'H'}{way}"
