"""How Jellyfin takes a film's name apart: year, title, ids, 3D. Every cost is linear in the name's length."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from jforg_gui.domain.seen import Server
from jforg_gui.jellyfin.reader import servers

# A year counts after a separator that itself follows something else. The first form wants the separator to be no
# blank, the second takes any run of them; a date's first four digits are no year. Source: CleanDateTimeParser.cs.
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?!\d|\W\d\d\W\d\d)")
_TIGHT: Final = frozenset("_.()[]-")
_LOOSE: Final = frozenset(" _.()[]-")
_NOT_BEFORE: Final = frozenset("_,.()[]-")

# Words of releases: the name ends before the first of them that stands alone. Source: NamingOptions.CleanStrings.
RELEASE_WORDS: Final = frozenset(
    servers.words(
        "3d sbs tab hsbs htab mvc hdr hdc uhd ultrahd 4k ac3 dts custom dc divx divx5 dsr dsrip dutch dvd dvdrip"
        " dvdscr dvdscreener screener dvdivx cam fragment fs hdtv hdrip hdtvrip internal limited multi subs ntsc ogg"
        " ogm pal pdtv proper repack rerip retail cd1 cd2 cd3 cd4 cd5 cd6 cd7 cd8 cd9 r5 bd5 bd se svcd swedish german"
        " nfofix unrated ws telesync ts telecine tc brrip bdrip 480p 480i 576p 576i 720p 720i 1080p 1080i 2160p hrhd"
        " hrhdtv hddvd bluray x264 x265 h264 h265 xvid xvidvd xxx aac",
    ),
)
_TWO_WORDS: Final = (("blu", "ray"), ("read", "nfo"), ("www", "www"))  # the hyphen or dot between them separates
_RELEASE_WORDS_OF_12: Final = (("web", "dl"),)
_WORD: Final = re.compile(r"(?<=[ _,.()\[\]-])[^ _,.()\[\]-]+")
_RANGE: Final = re.compile(r"\WE\d+[-~]E?\d+(?=\W|$)", re.IGNORECASE)
_GROUP_AT_START: Final = re.compile(r"\s*\[[^\]]+\](?!\.\w+$)\s*(?=\S)")
_DIGITS: Final = "0123456789"
_EXTRA_END: Final = re.compile(
    r"(?:[-._ ](?:trailer|sample)|-(?:scene|clip|behindthescenes|deleted|deletedscene|featurette|short|interview|other"
    r"|extra))$",
    re.IGNORECASE,
)


def year_in(name: str) -> tuple[str, int | None]:
    """Return what stands before the year, and the year; the whole name and None without one.

    Source: Emby.Naming/Video/CleanDateTimeParser.cs: the last year in the first form that has any.
    """
    found = [match.start() for match in _YEAR.finditer(name)] if "19" in name or "20" in name else []
    for separators, many in ((_TIGHT, False), (_LOOSE, True)):
        for start in reversed(found):
            end = _before(name, start, separators, many=many)
            if end is not None:
                return name[:end].rstrip(), int(name[start : start + 4])
    return name, None


def _before(name: str, start: int, separators: frozenset[str], *, many: bool) -> int | None:
    """Return where the title ends whose year begins at ``start``; None if no title stands before it."""
    end = start - 1
    if end < 0 or name[end] not in separators:
        return None
    while many and end > 0 and name[end - 1] in _NOT_BEFORE and name[end - 1] in separators:
        end -= 1
    return end if end > 1 and name[end - 1] not in _NOT_BEFORE else None


def cleaned(name: str, server: Server) -> str:
    """Return a name without release words, groups, ranges, a trailing number or an extra's suffix.

    Source: Emby.Naming/Video/CleanStringParser.cs; each cut works on what the one before it left.
    """
    name = _without_release_words(name, server).strip()
    name = _without_brackets(name, server)
    match = _RANGE.search(name, 1)
    name = name[: match.start()] if match else name
    match = _GROUP_AT_START.match(name)
    name = name[match.end() :] if match else name
    name = _without_trailing_number(name)
    match = _EXTRA_END.search(name)
    return name[: match.start()] if match and match.start() else name


def _without_release_words(name: str, server: Server) -> str:
    two = _TWO_WORDS + (_RELEASE_WORDS_OF_12 if server is Server.V12 else ())
    lead = len(name) - len(name.lstrip())
    before: tuple[str, int] = ("", -1)
    for match in _WORD.finditer(name, lead + 1):
        word = match[0].casefold()
        at = match.start() - 1
        if word in RELEASE_WORDS and at > lead:
            return name[:at]
        if (before[0], word) in two and before[1] > lead:
            return name[: before[1]]
        before = (word, at)
    return name


def _without_brackets(name: str, server: Server) -> str:
    if "[" not in name:
        return name
    if servers.OF[server].trailing_brackets:
        while name.endswith("]") and (start := name.rfind("[")) > 0:
            name = name[:start].rstrip(" _.-")
        return name
    first, last = name.find("[", 1), name.rfind("]")
    return name[:first] if 0 < first < last else name


def _without_trailing_number(name: str) -> str:
    """Cut `` - 2`` off."""
    end = name.rstrip()
    rest = end.rstrip(_DIGITS)
    if rest == end or not rest.endswith(" ") or not rest.rstrip().endswith(" -"):
        return name
    return rest.rstrip()[:-1].rstrip() or name


@lru_cache(maxsize=8192)
def looked_up(name: str, server: Server) -> tuple[str, int | None]:
    """Return the title and year under which Jellyfin looks a film or folder of this name up."""
    title, year = year_in(name)
    return cleaned(title, server).strip(), year


# --- ids ----------------------------------------------------------------------------------------------------------

# Source: jellyfin.org, "Metadata provider identifiers"; PathExtensions.cs: at least one character stands before it.
_SQUARE_ID: Final = re.compile(r"(?<!^)\[\s*([a-z]{2,12})id\s*[-=]\s*([^\]\s]{1,64})\s*\]", re.IGNORECASE)
_ANY_ID: Final = re.compile(r"(?<!^)[\[({]\s*([a-z]{2,12})\s*[-=]\s*([^\])}\s]{1,64})\s*[\])}]", re.IGNORECASE)
_BARE_IMDB: Final = re.compile(r"(?<![a-z0-9])tt\d{7,8}(?!\d)", re.IGNORECASE)
_FORMS: Final[dict[str, re.Pattern[str]]] = {
    "imdb": re.compile(r"tt\d{7,8}", re.IGNORECASE),
    "tmdb": re.compile(r"[1-9]\d{0,9}"),
    "tvdb": re.compile(r"[1-9]\d{0,9}"),
}


@lru_cache(maxsize=8192)
def ids_in(name: str, keys: tuple[str, ...], server: Server) -> tuple[tuple[str, str], ...]:
    """Return the (provider, id) pairs that a name carries, of the ``keys`` asked for, sorted."""
    found: dict[str, str] = {}
    if "[" in name or "{" in name or "(" in name:
        pattern = _ANY_ID if servers.OF[server].any_brackets else _SQUARE_ID
        for match in pattern.finditer(name):
            key = match[1].casefold().removesuffix("id")
            form = _FORMS.get(key)
            if key in keys and (form is None or server is Server.V10_11 or form.fullmatch(match[2])):
                found.setdefault(key, match[2])
    if "imdb" in keys and "imdb" not in found and "tt" in name.casefold():
        bare = _BARE_IMDB.search(name)
        if bare:
            found["imdb"] = bare[0]
    return tuple(sorted(found.items()))


# --- 3D -----------------------------------------------------------------------------------------------------------

# Source: Emby.Naming/Video/Format3DParser.cs: alone, or after the word 3D.
_STEREO_ALONE: Final = frozenset(("fsbs", "hsbs", "sbs", "ftab", "htab", "tab", "sbs3d", "mvc"))
_STEREO_SPLIT: Final = re.compile(r"[ \-._()\[\]]+")


@lru_cache(maxsize=8192)
def stereo_in(name: str) -> str | None:
    """Return the word by which Jellyfin takes a film for 3D."""
    words = _STEREO_SPLIT.split(name.casefold())
    return next((word for word in words if word in _STEREO_ALONE), None)
