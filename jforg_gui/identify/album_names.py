"""Albums from names: what a release or a folder of music says of artist, album, year, edition and discs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from jforg_gui.identify.titles import clean, key

_KEPT: Final = 4096  # names; the same folder is asked about for each of its files
VARIOUS_ARTISTS: Final = "Various Artists"
DISCOGRAPHY: Final = "Discography"
_VARIOUS: Final = frozenset(("va", "various", "variousartists", "diverse", "diverseartisten", "artistesvaries"))

_YEAR: Final = r"(?:19|20)\d\d"
# Words that only recordings of music have: codecs, bit rates, sampling. Weak ones are words of a language as well and
# count in brackets or beside another such word only.
_SOUND: Final = (
    r"flac\d*|e?mp3|m4a|aac(?:\+|-?lc)?|alac|itunes|vorbis|wavpack|dsd(?:64|128|256)?|dsf|sacd|lossless|lossy|kbps|kbit"
    r"|v[0-2]|vbr|cbr|\d{2,4}k(?:bps|bit)?|\d{2,4}kbit/s|\d{2,3}(?:[.,]\d)?khz|(?:16|24|32)-?bits?|eac|xld|cdda|cd-?rip"
    r"|vinyl-?rip|vinyl|\d{1,2}x?(?:cd|lp)s?|webflac|web-flac|mqa|shm-?cd|hi-?res"
)
_WEAK: Final = r"ogg|opus|wav|wv|ape|lp|cd[srm]?|cdep|ep|web|tape|mc|digital|dvd-?a|320|256|224|192|160|128"
_BESIDE: Final = (
    r"tracks?|image|cue|log|scans?|covers?|artwork|retail|promo|advance|proper|repack|rip|cd|kbps|kbit|khz|bits?|stereo"
    r"|mono|@|~|\+|\d{2,4}|\d{2,3}[.,]\d|100%|full|complete|with|lossless"
)
_SOUND_WORD: Final = re.compile(rf"(?:{_SOUND})", re.IGNORECASE)
_WEAK_WORD: Final = re.compile(rf"(?:{_WEAK})", re.IGNORECASE)
_TAG_WORD: Final = re.compile(rf"(?:{_SOUND}|{_WEAK}|{_BESIDE})", re.IGNORECASE)
_WORDS: Final = re.compile(r"[^\s,;/_|\[\](){}.]+(?:[.,]\d+\w*)?")
_BRACKET: Final = re.compile(r"\[[^\]]*(?:\]|$)|\{[^}]*(?:\}|$)|\((?:[^()]|\([^()]*\))*(?:\)|$)")
_EDITION: Final = re.compile(
    r"\b(?:edition|edici[oó]n|édition|ausgabe|deluxe|expanded|extended|remaster(?:ed|izado)?|remix(?:es|ed)?|reissue"
    r"|anniversary|bonus|limited|special|collector'?s?|legacy|explicit|clean|version|mono|stereo|instrumentals?)\b",
    re.IGNORECASE,
)
# What kind of release it is, or a remark on it: no part of its title.
_REMARK: Final = re.compile(
    r"(?:(?:the )?(?:full )?(?:album|single|e\.?p\.?|l\.?p\.?|maxi[- ]?single|mixtape|anthology|promo(?: cd)?|bootleg)"
    rf"(?:[ -]+(?:{_YEAR}|\d+))*)",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(r"\d+ ?x? ?(?:cds?|lps?|albums?|releases?|discs?|vinyls?)\b.*", re.IGNORECASE | re.DOTALL)
_DISCOGRAPHY: Final = re.compile(
    r"\b(?:(?:complete|studio|full|the|official|selected)\s+)*(?:discograph(?:y|ie|ia)|discografia|discografía"
    r"|diskograf(?:ie|i|ia|ija)|diskographie|дискография)\b",
    re.IGNORECASE,
)
_ANY_YEAR: Final = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_SPAN: Final = re.compile(rf"(?<!\d)({_YEAR})\s*(?:-|–|to|_-_)\s*({_YEAR})(?!\d)")  # noqa: RUF001 — people type both
_DISC_AT_END: Final = re.compile(
    r"[ ._\-\[(]+(?:cd|dis[ck])[ ._-]?(?P<disc>\d{1,2})(?: ?of ?\d+)?[\])]?(?=\s*$|\s*[\[({])", re.IGNORECASE
)
_TRACKER: Final = re.compile(rf"^(?:\([^()]*\)\s*)?(?P<name>.*),\s*(?:{_SOUND}|ape|wv)\b", re.IGNORECASE | re.DOTALL)
_REQUEST: Final = re.compile(r"^(?:\[[^\]]*\]\s*)+(?=\S.* - )")
_CATALOGUE: Final = re.compile(r"[A-Z]{2,}[A-Z\d]*[ -]?\d{2,}[A-Z\d]*")
_DASH: Final = re.compile(r"\s+[-–—~]\s+|_-_")  # noqa: RUF001 — people type them all


@dataclass(frozen=True, slots=True)
class AlbumName:
    """A release or folder of music, read. ``is_music`` says that the name alone proves it is one.

    ``edition`` is what stands in brackets behind the title (`Deluxe Edition`), ``last_year`` ends a discography's span,
    ``disc`` is set where the name is that of one disc.
    """

    artist: str | None = None
    album: str | None = None
    year: int | None = None
    last_year: int | None = None
    edition: str | None = None
    disc: int | None = None
    is_music: bool = False

    @property
    def full_album(self) -> str | None:
        """The album with its edition: what tells it from its plain sister."""
        return f"{self.album} ({self.edition})" if self.album and self.edition else self.album


@dataclass(frozen=True, slots=True)
class _Bracket:
    text: str
    start: int
    is_quality: bool
    is_catalogue: bool
    year: int | None
    edition: str | None
    is_remark: bool

    @property
    def ends_title(self) -> bool:
        said = self.is_quality or self.is_remark or self.is_catalogue
        return said or self.year is not None or self.edition is not None


@lru_cache(maxsize=_KEPT)
def read_album_name(name: str) -> AlbumName:
    """Read the name of a release or of a folder that is known, or thought, to hold music."""
    text, disc = name.strip(), None
    if match := _DISC_AT_END.search(text):
        text, disc = f"{text[: match.start()]} {text[match.end() :]}".strip(), int(match["disc"])
    if " " not in text and text.count(".") > 1 and not _SCENE_HYPHEN.search(text.rpartition("-")[0]):
        text = text.replace(".", " ")
    found = _discography(text) or _scene(text) or _written(text)
    return found if disc is None else replace(found, disc=disc)


def is_various(text: str) -> bool:
    """Tell whether an artist's name stands for many."""
    return key(text) in _VARIOUS


def words_of(text: str) -> str:
    """Blanks for underscores, and for dots where nothing else separates; everything else is the artist's spelling."""
    text = text.strip()
    if " " in text:
        return " ".join(text.split())
    return clean(text) if "_" in text or text.count(".") > 1 else text


def _discography(text: str) -> AlbumName | None:
    """`Artist - Complete Discography (1998 - 2001)`: everything of one artist is an album called just that."""
    match = _DISCOGRAPHY.search(text.replace("_", " "))
    if match is None:
        return None
    artist = _without_prefix(text[: match.start()]).strip(" -_.([")
    rest = text[match.end() :].replace("_", " ")
    span = _SPAN.search(rest)
    year = int(span[1]) if span else None
    last = span[2] if span else next((found[0] for found in _ANY_YEAR.finditer(rest)), None)
    return AlbumName(words_of(artist) or None, DISCOGRAPHY, year, int(last) if last else None, is_music=bool(artist))


def _without_prefix(text: str) -> str:
    """Take genres, formats and request numbers off the front: `(Zeuhl) [WEB] Artist - Album`, `[12345] Artist`."""
    if match := re.match(r"^\([^()]*\)\s*(?:\[[^\]]*\]\s*)*(?=\S)", text):
        text = text[match.end() :]
    return _REQUEST.sub("", text)


# The hyphens of `Artist_Name-Album_Title-(CAT001)-WEB-FLAC-2019-GRP`; a blank on both sides makes a dash of it.
_SCENE_HYPHEN: Final = re.compile(r"(?<![\s_])-(?![\s_])|_-_")
_SCENE_SOURCE: Final = re.compile(
    rf"(?:{_SOUND}|{_WEAK}|cd|web|vinyl|advance|promo|bootleg|sat|cable|dab|fm|line|stream|dvda?|dvbs|retail|read ?nfo"
    r"|limited(?: edition)?|reissue|remastered)",
    re.IGNORECASE,
)
_FEWEST_PARTS: Final = 4  # artist, album, year, group


def _scene(text: str) -> AlbumName | None:
    """Read the names that release groups give: parts between hyphens, a year among the last, the group at the end."""
    parts = [part.strip(" _") for part in _SCENE_HYPHEN.split(text)]
    if len(parts) < _FEWEST_PARTS or " - " in text or any(not part for part in parts):
        return None
    years = [place for place, part in enumerate(parts) if re.fullmatch(_YEAR, part) and 0 < place < len(parts) - 1]
    if not years:
        return None
    year, group = years[-1], parts[-1]
    before, after = parts[:year], parts[year + 1 : -1]
    named = _joined(before)
    sourced = [part for part in (*named[2:], *after) if _SOUND_WORD.fullmatch(part) or _WEAK_WORD.fullmatch(part)]
    if len(before) == 1 and after:  # `Artist-2004-Album-GRP`
        named, after = [before[0], "-".join(after)], []
    if len(named) < 2 or not (sourced or any(letter.isalpha() for letter in named[1])):  # noqa: PLR2004 — artist, album
        return None
    album, edition = _scene_album(named[1:], group)
    return AlbumName(
        _artist(clean(named[0])),
        album,
        int(parts[year]),
        edition=edition,
        is_music=bool(sourced) or ("." not in text and not after),
    )


def _joined(parts: list[str]) -> list[str]:
    """Keep a hyphen inside a name: a single letter is no part of its own (`Jay-Z`, `A-ha`)."""
    joined: list[str] = []
    for part in parts:
        if joined and (len(part) == 1 or len(joined[-1]) == 1) and part.isalpha():
            joined[-1] = f"{joined[-1]}-{part}"
        else:
            joined.append(part)
    return joined


def _scene_album(parts: list[str], group: str) -> tuple[str, str | None]:
    """The title is the first part, with those that follow it until sources, catalogue numbers and editions begin."""
    title, edition = [parts[0]], None
    for part in parts[1:]:
        words = part.strip("()").replace("_", " ")
        if _EDITION.search(words) is not None:
            edition = words
        elif part.startswith("(") or _SCENE_SOURCE.fullmatch(words) or part.upper() == part or part == group:
            break
        elif edition is None:
            title.append(part)
    shown, bracketed = " - ".join(clean(part) for part in title), None
    if match := re.search(r"[ _]\((?P<edition>[^()]*)\)$", shown):
        bracketed = match["edition"]
        if _EDITION.search(bracketed):
            return shown[: match.start()].strip(), bracketed
    return shown, edition


def _written(text: str) -> AlbumName:
    """Read what people write: `Artist - Album (2004) [FLAC]`, `2004 - Album`, `Artist - 2004 - Album`."""
    tracker = _TRACKER.match(text)
    first_year, text = _leading_year(_without_prefix(text) if tracker else text)
    sound = any(one.is_quality for one in _brackets(text))
    text = _REQUEST.sub("", text)
    brackets = _brackets(text)
    head, tail = _title_of(text, brackets)
    parts, sound_words, plain_year = _plain_parts(head)
    year = first_year or next((one.year for one in brackets if one.year), None) or plain_year or _year_behind(tail)
    various = len(parts) > 1 and is_various(parts[0])
    found = AlbumName(
        year=year,
        edition=next((one.edition for one in brackets if one.edition), None),
        is_music=sound or sound_words or various or _has_sound(_BRACKET.sub(" ", tail)) or _rate_behind(tail, parts),
    )
    if len(parts) == 1:
        rest = _BRACKET.sub(" ", tail).strip(" -_,.")
        if year and brackets and brackets[0].year and rest and not _has_tags(rest):
            return replace(found, artist=_artist(parts[0]), album=words_of(rest))  # `Artist (2004) Album`
        return replace(found, album=words_of(parts[0]) or None)
    return replace(found, artist=_artist(parts[0]), album=words_of(" - ".join(parts[1:])))


def _artist(text: str) -> str:
    """`Kelps, The` are The Kelps."""
    words = words_of(text)
    last, comma, article = words.rpartition(", ")
    return f"{article} {last}" if comma and article.lower() in ("the", "die", "los", "les") else words


def _brackets(text: str) -> list[_Bracket]:
    return [_bracket(match) for match in _BRACKET.finditer(text)]


def _bracket(match: re.Match[str]) -> _Bracket:
    inner = match[0].strip("[](){} ")
    plain = inner.replace("_", " ")
    words = _WORDS.findall(plain)
    catalogue = _CATALOGUE.fullmatch(plain) is not None
    pieces = [piece for word in words for piece in re.split(r"[-~@+]", word) if piece]
    strong = any(_SOUND_WORD.fullmatch(word) for word in (*words, *pieces))
    weak = [word for word in pieces if _WEAK_WORD.fullmatch(word)]
    quality = bool(pieces) and (
        (strong and not _EDITION.search(plain))
        or (bool(weak) and all(_TAG_WORD.fullmatch(word) for word in pieces))
        or _COUNT.fullmatch(plain) is not None
        or re.fullmatch(r"(?:16|24)[-/ ](?:44|48|88|96|176|192)(?:[.,]\d)?", plain) is not None
    )
    year = _ANY_YEAR.search(plain)
    dated = re.fullmatch(rf"[\d .,/-]*{_YEAR}(?:[\d .,/-]*|,.*)", plain) is not None
    remark = _REMARK.fullmatch(plain) is not None or _SPAN.fullmatch(plain) is not None
    said = year is not None and _SPAN.search(plain) is None and (dated or quality or remark)
    edition = None
    if not quality and not remark and _EDITION.search(plain):
        edition = next(part for part in re.split(r"\s*[,;|]\s*", plain) if _EDITION.search(part)) if said else plain
    number = int(year[0]) if year and said else None
    return _Bracket(inner, match.start(), quality, catalogue, number, edition, remark)


def _leading_year(text: str) -> tuple[int | None, str]:
    """Take a year off the front: `2004 - Album`, `(2004) Album`, `[2004-05-01] Artist - Album`, `2004. Album`."""
    date = rf"(?P<in>{_YEAR})(?:[-.]\d\d(?:[-.]\d\d)?)?"
    match = re.match(rf"^[\[(]{date}[\])]\s*(?:[-–] )?(?=\S)", text) or re.match(  # noqa: RUF001 — people type both
        rf"^{date}(?: [-–] |\. ?(?!\d)|- |_-_)(?=\S)",  # noqa: RUF001 — as above
        text,
    )
    return (None, text) if match is None else (int(match["in"]), text[match.end() :])


def _title_of(text: str, brackets: list[_Bracket]) -> tuple[str, str]:
    """Cut a name before the first bracket that is no part of its title."""
    for one in brackets:
        before = text[: one.start]
        if one.ends_title and before.strip(" -_"):
            return before, text[one.start :]
    return text, ""


def _plain_parts(head: str) -> tuple[list[str], bool, int | None]:
    """Split at the dashes; drop words of quality from the end, and a year that stands alone or before them."""
    pieces = _DASH.split(head.strip(" -_"))
    parts, sound, year = [], False, None
    for place, piece in enumerate(pieces):
        if place and len(pieces) > 2 and (match := _LONE_YEAR.match(piece)) and _is_tail(match["rest"]):  # noqa: PLR2004
            year, sound = year or int(match["year"]), sound or _has_sound(match["rest"])
            if place > 1:
                break
        elif place > 1 and _has_tags(piece):
            sound = sound or _has_sound(piece)
            break
        else:
            whole = 0 < place < len(pieces) - 1
            kept = _Piece(piece) if whole or (place == 0 and len(pieces) > 1) else _without_tags(piece)
            parts.append(kept.text)
            sound, year = sound or kept.sound, year or kept.year
    return parts or [head.strip()], sound, year


_LONE_YEAR: Final = re.compile(rf"[\[(]?(?P<year>{_YEAR})[\])]?(?P<rest>.*)", re.DOTALL)


def _is_tail(rest: str) -> bool:
    return not rest.strip(" ,") or _has_tags(rest)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two dashes, without its tags; ``sound`` says that one of them was a recording's."""

    text: str
    sound: bool = False
    year: int | None = None


def _without_tags(piece: str) -> _Piece:
    """`The Love Movement 1998 2CD 192kbps RIP`: the first word stays whatever it is, the tags at the end go."""
    words = [*re.finditer(r"\S+", piece)]
    bare = [word[0].strip(",.@~-") for word in words]
    first = next((place for place, word in enumerate(bare) if place and _is_sound(word)), None)
    if first is None:
        match = re.fullmatch(rf"(.+), ({_YEAR})", piece)
        return _Piece(match[1], year=int(match[2])) if match else _Piece(piece.strip())
    later = _ANY_YEAR.search(piece, words[first].start())
    while first > 1 and _TAG_WORD.fullmatch(bare[first - 1]) and not _ANY_YEAR.fullmatch(bare[first - 1]):
        first -= 1
    year = int(later[0]) if later else None
    if first > 1 and _ANY_YEAR.fullmatch(bare[first - 1]):
        first -= 1
        year = int(bare[first])
    return _Piece(piece[: words[first].start()].strip(" ,-"), sound=True, year=year)


def _is_sound(word: str) -> bool:
    """Tell whether a word, or what stands before a group's hyphen (`FLAC-GRP`), is a recording's."""
    return bool(_SOUND_WORD.fullmatch(word) or _SOUND_WORD.fullmatch(word.partition("-")[0]))


def _has_sound(text: str) -> bool:
    return any(_SOUND_WORD.fullmatch(word) for word in _WORDS.findall(text))


def _has_tags(text: str) -> bool:
    """Tell whether a text begins with a word of quality, or is nothing else."""
    words = _WORDS.findall(text)
    return bool(words) and (_SOUND_WORD.fullmatch(words[0]) is not None or all(map(_TAG_WORD.fullmatch, words)))


def _year_behind(tail: str) -> int | None:
    """`(Deluxe) - lossless FLAC - 2017 - CDrip`: a year that stands alone behind the title."""
    match = re.search(rf"(?:^|[\s,-])({_YEAR})(?=$|[\s,-])", _BRACKET.sub(" ", tail))
    return int(match[1]) if match else None


def _rate_behind(tail: str, parts: list[str]) -> bool:
    """`Artist - Album (2017) 320`: a bit rate alone at the end."""
    return len(parts) > 1 and re.search(r"[\])]\s*(?:320|256|192|128)$", tail) is not None
