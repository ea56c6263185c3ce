"""Files that travel with a media file: subtitles, audio, lyrics, metadata, artwork, sheets; whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from jforg_gui.domain.item import Companion
from jforg_gui.domain.media import Kind, MediaFile, Role
from jforg_gui.identify.languages import language_of
from jforg_gui.identify.shelf import Owner, Shelf, is_sound, is_video
from jforg_gui.identify.titles import has_release_tags, key

_FLAG_ORDER: Final = ("default", "forced", "sdh")
_FLAGS: Final[dict[str, str]] = {
    "default": "default",
    "forced": "forced",
    "foreign": "forced",
    "sdh": "sdh",
    "cc": "sdh",
    "hoh": "sdh",
}
_TOKENS: Final = re.compile(r"[ ._,\[\](){}+]+|(?<![a-z]{2})-|-(?![A-Za-z]{2}(?:$|[ ._\])]))")
_LOCALE: Final = re.compile(r"(?<![A-Za-z])([A-Za-z]{2})_([A-Za-z]{2})(?![A-Za-z])")
_LAST_TOKEN: Final = re.compile(r"(?P<mark>[.\-_ ])(?P<word>[^\W\d_]{2,12}(?:[-_][A-Za-z]{2})?)$")

# Names that Jellyfin reads as a folder's artwork. Source: MediaBrowser.LocalMetadata/Images.
_ARTWORK_WORDS: Final = (
    "poster|folder|cover|default|movie|show|jacket|fanart|backdrop|background|art|banner|logo|clearlogo|clearart|disc"
    "|cdart|discart|landscape|thumb|characterart|artist"
)
_ARTWORK: Final = re.compile(rf"^(?P<word>{_ARTWORK_WORDS})(?P<number>-?\d{{1,2}})?$", re.IGNORECASE)
_FRONT: Final = frozenset(("front", "frontcover", "albumcover", "coverfront"))
_SEASON_ART: Final = re.compile(r"^season(?:\d{2,4}|-specials|-all)-(?:poster|fanart|banner|landscape)$", re.IGNORECASE)
_ARTWORK_SUFFIX: Final = re.compile(rf"^[-.](?P<word>(?:{_ARTWORK_WORDS})(?:-?\d{{1,2}})?)$", re.IGNORECASE)

_FOLDER_NFO: Final[dict[str, tuple[Kind, ...]]] = {
    "movie": (Kind.MOVIE,),
    "tvshow": (Kind.EPISODE,),
    "season": (Kind.EPISODE,),
    "album": (Kind.TRACK,),
    "artist": (Kind.TRACK,),
}
_FOLDER_OPF: Final = frozenset(("metadata", "content"))
_STREAMS: Final = (Role.SUBTITLE, Role.AUDIO)
_BOOK_KINDS: Final = (Kind.BOOK, Kind.COMIC, Kind.AUDIOBOOK)
_MAIN_KINDS: Final = (Kind.MOVIE, Kind.EPISODE, Kind.TRACK, Kind.BOOK, Kind.COMIC, Kind.AUDIOBOOK)
_SOUND_TRACKS: Final = frozenset(("mka", "ac3", "eac3", "dts"))


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the end of a subtitle's name says."""

    language: str | None = None
    flags: tuple[str, ...] = ()
    label: str | None = None
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """A companion and the row it goes with; ``index`` is the track number its name begins with."""

    place: int
    companion: Companion
    index: int | None = None


def read_tokens(text: str, *, whole: bool) -> Tokens:
    """Read language, flags and label off the end of a subtitle's name.

    ``whole`` says that ``text`` is what follows the video's own stem: words that are neither are then a label.
    Otherwise only the words at the very end count, and what stands before them is the name of something.
    """
    words = [word for word in _TOKENS.split(_LOCALE.sub(r"\1-\2", text)) if word]
    language, index, kept = None, None, []
    flags: set[str] = set()
    while words:
        word = words.pop()
        low = word.lower()
        if low in _FLAGS:
            flags.add(_FLAGS[low])
        elif low == "hi" and words and language_of(words[-1]) is not None:
            flags.add("sdh")
        elif language is None and (found := language_of(word)) is not None:
            language = found
        elif word.isdecimal() and len(word) < 4 and not words:  # noqa: PLR2004 — a track's number, no year
            index = int(word)
        elif not whole:
            break
        else:
            kept.append(word)
    label = " ".join(reversed(kept))
    return Tokens(
        language,
        tuple(flag for flag in _FLAG_ORDER if flag in flags),
        label if label and not has_release_tags(label) else None,
        index,
    )


def strip_tokens(stem: str) -> str:
    """Take language and flags off the end of a subtitle's stem; what is left is the video's."""
    kept = stem
    while (match := _LAST_TOKEN.search(kept)) is not None:
        word = match["word"]
        if word.lower() not in _FLAGS and (match["mark"] != "." or language_of(word) is None):
            break
        kept = kept[: match.start()]
    return kept or stem


def attach_subtitle(file: MediaFile, here: Shelf) -> Attached | None:
    """Find a subtitle's video among those of its folder (or of the folder above `Subs`)."""
    found = here.of_stem(file.stem, is_video)
    if found is not None:
        return _stream(file, found[0], read_tokens(found[1], whole=True), Role.SUBTITLE)
    owner = here.of_number(file.stem) or here.only_video
    return _stream(file, owner, read_tokens(file.stem, whole=False), Role.SUBTITLE) if owner is not None else None


def attach_audio(file: MediaFile, here: Shelf) -> Attached | None:
    """Take an audio file for a video's second sound track if it has the video's stem.

    MP3 and the like need a language as well: `Song.mp3` beside `Song.mp4` is a song.
    """
    found = here.of_stem(file.stem, is_video)
    if found is None:
        return None
    tokens = read_tokens(found[1], whole=True)
    if file.extension not in _SOUND_TRACKS and tokens.language is None:
        return None
    return _stream(file, found[0], tokens, Role.AUDIO)


def _stream(file: MediaFile, owner: Owner, tokens: Tokens, role: Role) -> Attached:
    companion = Companion(file=file, role=role, language=tokens.language, flags=tokens.flags, label=tokens.label)
    return Attached(owner.place, companion, tokens.index)


def attach_lyrics(file: MediaFile, here: Shelf) -> Attached | None:
    """Lyrics belong to the track of the same stem."""
    found = here.of_stem(file.stem, is_sound)
    if found is None or found[1]:
        return None
    return Attached(found[0].place, Companion(file=file, role=Role.LYRICS))


def attach_metadata(file: MediaFile, here: Shelf, below: Shelf) -> Attached | None:
    """Find whose NFO, OPF or ComicInfo this is: by its stem, by its fixed name, or the only one of the folder."""
    if file.extension == "xml":
        return _attach_comic_info(file, here)
    found = here.of_stem(file.stem, lambda _: True)
    if found is not None and not found[1]:
        return Attached(found[0].place, Companion(file=file, role=Role.METADATA))
    word = file.stem.lower()
    if file.extension == "opf":
        owner = here.only_work(_BOOK_KINDS) if word in _FOLDER_OPF else None
    elif word in _FOLDER_NFO:
        kinds = _FOLDER_NFO[word]
        owner = here.only_work(kinds) or below.only_work(kinds)
        if owner is None and word == "artist":
            owner = here.only_artist() or below.only_artist()
    else:
        owner = here.only_video
        return Attached(owner.place, Companion(file=file, role=Role.METADATA)) if owner is not None else None
    unbound = Companion(file=file, role=Role.METADATA, label=word, bound=False)
    return Attached(owner.place, unbound) if owner is not None else None


def _attach_comic_info(file: MediaFile, here: Shelf) -> Attached | None:
    """XML of any other kind belongs to nobody we know."""
    found = here.of_stem(file.stem, lambda owner: owner.guess.kind is Kind.COMIC)
    owner = found[0] if found is not None and not found[1] else None
    if owner is None and file.stem.lower() == "comicinfo":
        owner = here.only_file
    if owner is None or owner.guess.kind is not Kind.COMIC:
        return None
    return Attached(owner.place, Companion(file=file, role=Role.METADATA))


def attach_artwork(file: MediaFile, here: Shelf, below: Shelf) -> Attached | None:
    """Find whose picture this is: a file's own by its stem, or a folder's by its name."""
    found = here.of_stem(file.stem, lambda _: True)
    if found is not None and (not found[1] or _ARTWORK_SUFFIX.match(found[1])):
        word = found[1][1:].lower() or None
        return Attached(found[0].place, Companion(file=file, role=Role.ARTWORK, label=word))
    word = artwork_word(file.stem)
    if word is None:
        return None
    owner = here.only_work(_MAIN_KINDS) or below.only_work(_MAIN_KINDS) or below.only_artist()
    if owner is None:
        return None
    return Attached(owner.place, Companion(file=file, role=Role.ARTWORK, label=word, bound=False))


def artwork_word(stem: str) -> str | None:
    """Return the role that a picture's name gives it in its folder: `poster`, `fanart2`, `season01-poster`."""
    low = stem.lower()
    if _SEASON_ART.match(low) or _ARTWORK.match(low):
        return low
    return "cover" if key(low) in _FRONT else None


def attach_sheet(file: MediaFile, here: Shelf) -> Attached | None:
    """A cue sheet or a ripping log belongs to the track of its stem, or to the only album of the folder."""
    found = here.of_stem(file.stem, is_sound)
    if found is not None and not found[1]:
        return Attached(found[0].place, Companion(file=file, role=Role.SHEET))
    owner = here.only_work((Kind.TRACK, Kind.AUDIOBOOK))
    if owner is None:
        return None
    return Attached(owner.place, Companion(file=file, role=Role.SHEET, label=file.stem, bound=False))


def tell_apart(attached: Sequence[Attached]) -> list[Attached]:
    """Give those that would get one name a label: `Track 3` from the number in front of their own names.

    Files of one stem (`.idx` and `.sub`) are one subtitle and keep one label.
    """
    taken: set[tuple[object, ...]] = set()
    labels: dict[tuple[str, str], str | None] = {}
    result = []
    for found in attached:
        one = found
        unit = (one.companion.file.folder, one.companion.file.stem)
        if unit in labels:
            one = _labelled(found, labels[unit])
        elif one.companion.role in _STREAMS and _name_of(one) in taken:
            one = _labelled(found, _free_label(found, taken))
        labels[unit] = one.companion.label
        taken.add(_name_of(one))
        result.append(one)
    return result


def _labelled(one: Attached, label: str | None) -> Attached:
    return replace(one, companion=replace(one.companion, label=label))


def _name_of(one: Attached) -> tuple[object, ...]:
    companion = one.companion
    label = (companion.label or "").lower()
    return one.place, companion.role, companion.language, companion.flags, label, companion.file.extension


def _free_label(one: Attached, taken: set[tuple[object, ...]]) -> str:
    number = one.index if one.index is not None else 2
    base = f"{one.companion.label} " if one.companion.label else "Track "
    while _name_of(_labelled(one, f"{base}{number}")) in taken:
        number += 1
    return f"{base}{number}"


_PROVIDER_URL: Final = re.compile(
    rb"imdb\.com/title/tt\d|themoviedb\.org/(?:movie|tv)/\d|thetvdb\.com/|tvmaze\.com/shows/\d|musicbrainz\.org/",
    re.IGNORECASE,
)
_SNIFFED: Final = 64 * 1024  # bytes; an address further down is no metadata


def is_scene_nfo(file: MediaFile) -> bool:
    """Tell whether an NFO is a release group's text: neither XML nor naming a page of a provider.

    Source: Jellyfin reads XML, or an address in plain text. An unreadable file counts as the group's.
    """
    try:
        with open(file.path, "rb") as stream:
            head = stream.read(_SNIFFED)
    except OSError:
        return True
    return not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _PROVIDER_URL.search(head) is None
