"""Where subtitles, lyrics, NFO and artwork go beside their media, and what they are then called."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import Final

from jforg_gui.domain.item import Companion
from jforg_gui.domain.listing import fold
from jforg_gui.domain.media import Kind, Library, MediaFile, Role
from jforg_gui.jellyfin import artwork, discs, legal, music, rules
from jforg_gui.jellyfin.place import Place

_STREAMS: Final = frozenset((Role.SUBTITLE, Role.AUDIO))
_VOBSUB: Final = frozenset(("idx", "sub"))
_DIGITS: Final = re.compile(r"\d+")


def places(
    companions: Sequence[Companion],
    media: MediaFile,
    place: Place,
    kind: Kind,
    *,
    settled: bool = False,
) -> list[tuple[str, ...] | None]:
    """Return the components below the library's folder for every companion of one file, in their order.

    None is for one whose name is too long however it is written. Subtitles that would share a name are told apart by
    a numbered title; the two files of a VobSub pair keep one stem. ``settled`` says that the media file lies in its
    place already.
    """
    numbers = _track_numbers(companions)
    pictures = artwork.names(companions, media, place, kind, settled=settled)
    return [
        _named(pictures[one], one, place) if one in pictures else _place(one, media, place, kind, number)
        for one, number in zip(companions, numbers, strict=True)
    ]


def _track_numbers(companions: Sequence[Companion]) -> list[int]:
    """Return 1 for what may be named plainly, 2 for the next stream of the same name and extension, and so on."""
    names: set[tuple[str, str]] = set()
    pairs: dict[tuple[str, str], int] = {}
    last: dict[tuple[str, str], int] = {}
    numbers = []
    for one in companions:
        if one.role not in _STREAMS:
            numbers.append(1)
            continue
        # A pair of .idx and .sub has one stem, and so one number.
        paired = one.file.extension in _VOBSUB
        extension = "idx" if paired else one.file.extension
        plain = (extension, fold(_stream_suffix(one, 1)))
        pair = (os.path.splitext(one.file.path)[0], plain[1])
        number = pairs.get(pair) if paired else None
        if number is None:
            number = last.get(plain, 0) + 1
            while (extension, fold(_stream_suffix(one, number))) in names:
                number += 1
            last[plain] = number
            names.add((extension, fold(_stream_suffix(one, number))))
            if paired:
                pairs[pair] = number
        numbers.append(number)
    return numbers


def _place(one: Companion, media: MediaFile, place: Place, kind: Kind, number: int) -> tuple[str, ...] | None:
    if one.role is Role.DISC:
        return discs.beside(one.file, media, place)
    if one.role in _STREAMS:
        return _stream(one, place, number)
    return _named(_stem_and_level(one, media, place, kind), one, place)


def _named(found: artwork.Name, one: Companion, place: Place) -> tuple[str, ...] | None:
    stem, level = found
    name = legal.file_name(stem, one.file.extension)
    return (*place.folders[:level], name) if name else None


def _stream(one: Companion, place: Place, number: int) -> tuple[str, ...] | None:
    extension = legal.extension(one.file.extension)
    for suffix in (_stream_suffix(one, number), _stream_suffix(one, number, titled=False)):
        name = f"{place.stem}{suffix}.{extension}"
        if len(name.encode()) <= legal.MAX_BYTES:
            return (*place.folders, name)
    return None


def _stream_suffix(one: Companion, number: int, *, titled: bool = True) -> str:
    """Return ``.Commentary.en.forced``: title, language, flags, each after a dot.

    Source: jellyfin.org, "External subtitles and audio"; ExternalPathParser.cs reads from the right.
    """
    title = _stream_title(one.label) if titled and one.label else None
    if number > 1:
        title = f"{title} {number}" if title else f"Track {number}"
    language = one.language if one.language and rules.LANGUAGE_TAG.fullmatch(one.language) else None
    words = [title, language, *(flag for flag in one.flags if flag in rules.STREAM_FLAGS)]
    return "".join(f".{word}" for word in words if word)


def _stream_title(label: str) -> str | None:
    """Return a title in which Jellyfin finds neither a dot nor, by mistake, a flag."""
    clean = legal.piece(label.replace(".", " "))
    if clean is None or any(word in clean.casefold() for word in rules.FLAG_WORDS):
        return None
    return clean


def _stem_and_level(one: Companion, media: MediaFile, place: Place, kind: Kind) -> tuple[str, int]:
    """Return a companion's new stem, and how many of the media's folders it lies below."""
    stem, here = one.file.stem, len(place.folders)
    shared = artwork.shared_suffix(stem, media.stem)
    if one.role is Role.METADATA:
        return _metadata(one, stem, place)
    if one.role is Role.SHEET and shared is None:
        disc = _disc_of(media.folder) if kind is Kind.TRACK else ""
        return f"{disc}{stem}", place.home
    return f"{place.stem}{shared or ''}", here


def _metadata(one: Companion, stem: str, place: Place) -> tuple[str, int]:
    known, here = stem.casefold(), len(place.folders)
    if one.file.extension == "opf":
        return (known, place.home) if known in rules.FOLDER_OPF and here == place.home else (place.stem, here)
    level = rules.NFO_LEVELS.get(known)
    if level is None or (level == "season" and place.library is not Library.SHOWS):
        return place.stem, here
    if level == "above":
        return known, 1
    return known, place.home if level == "work" else here


def _disc_of(folder: str) -> str:
    """Return ``2-`` for the files of a folder ``CD2``, so that the sheets of several discs do not meet."""
    name = os.path.basename(folder)
    digits = _DIGITS.search(name)
    return f"{int(digits[0])}-" if digits and music.is_disc_like(name) else ""
