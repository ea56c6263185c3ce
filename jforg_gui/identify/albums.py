"""An album is one unit: its tracks say one album, one artist, one year, however their tags are spelled."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Protocol, TypeVar

from jforg_gui.domain.match import Guess, said
from jforg_gui.domain.media import Kind
from jforg_gui.identify.album_names import VARIOUS_ARTISTS, is_various, read_album_name
from jforg_gui.identify.disc_folders import disc_of
from jforg_gui.identify.folders import FolderRole, read_folder
from jforg_gui.identify.titles import key
from jforg_gui.identify.tree import Pause, go_on

_T = TypeVar("_T")

_GUEST: Final = re.compile(r"\s*[\[(]?\b(?:feat(?:uring)?|ft|with|vs)\b\.? .*$|\s*[;/] .*$", re.IGNORECASE)
_ALIKE: Final = 0.85  # of two spellings of one title; `Low Tide` and `Low Tyde` are
_MOST_COMPARED: Final = 12  # albums of one folder whose titles are compared letter by letter
_FEW: Final = 2  # tracks by two artists are no compilation yet


@dataclass(frozen=True, slots=True)
class Sound:
    """One track or file of an audiobook: where it lies, what its folder's name says of the year, and what it is."""

    path: str
    guess: Guess
    folder_year: int | None = None


def unify(sounds: Sequence[Sound], pause: Pause = go_on) -> dict[str, Guess]:
    """Return the guess of every file, those of one album or one audiobook with one identity."""
    found = {one.path: one.guess for one in sounds}
    for group in _groups([one for one in sounds if one.guess.kind is Kind.TRACK and one.guess.album], _album_key):
        pause()
        found.update(_one_album(group))
    for group in _groups([one for one in sounds if one.guess.kind is Kind.AUDIOBOOK and one.guess.title], _book_key):
        pause()
        found.update(_one_book(group))
    return found


class _KeyOf(Protocol):
    """Returns what two spellings of one title share; ``heap`` says that the folder is no album's."""

    def __call__(self, one: Sound, *, heap: bool) -> str: ...


def _groups(sounds: Iterable[Sound], key_of: _KeyOf) -> Iterator[list[Sound]]:
    """Put together what lies in one home (a folder with its discs) and is of one title; singles are left out."""
    homes: dict[str, dict[str, list[Sound]]] = {}
    for folder, here in groupby(sounds, lambda one: os.path.dirname(one.path)):
        titles = homes.setdefault(_home(folder), {})
        heap = read_folder(os.path.basename(folder)).role is FolderRole.GENERIC
        for one in here:
            titles.setdefault(key_of(one, heap=heap), []).append(one)
    for titles in homes.values():
        for group in _merged(titles):
            if len(group) > 1:
                yield group


def _home(folder: str) -> str:
    """Return the folder of the whole album: the one above `CD1`, and above `Low Tide (Disc 1)`."""
    above = os.path.dirname(folder)
    while above != folder and disc_of(os.path.basename(folder), os.path.basename(above)) is not None:
        folder, above = above, os.path.dirname(above)
    return above if read_album_name(os.path.basename(folder)).disc is not None else folder


def _album_key(one: Sound, *, heap: bool) -> str:
    """Return what two spellings of the album share; in a heap of files the artist has a say as well."""
    album = read_album_name(one.guess.album or "").album or one.guess.album or ""
    by = key(_plain_artist(one.guess.album_artist or one.guess.artist or "")) if heap else ""
    return f"{key(album)}/{by}"


def _book_key(one: Sound, *, heap: bool) -> str:  # noqa: ARG001 — a book's title says enough anywhere
    return f"{key(one.guess.title or '')}/"


def _merged(titles: Mapping[str, list[Sound]]) -> list[list[Sound]]:
    """Merge groups of one home whose titles are one but for a slip, if no two tracks claim one number."""
    groups = sorted(titles.items(), key=lambda pair: -len(pair[1]))
    if not 1 < len(groups) <= _MOST_COMPARED:
        return [group for _, group in groups]
    merged: list[tuple[str, list[Sound]]] = []
    for title, group in groups:
        home = next((one for known, one in merged if _is_slip(known, title) and not _collide(one, group)), None)
        if home is None:
            merged.append((title, [*group]))
        else:
            home.extend(group)
    return [group for _, group in merged]


def _is_slip(one: str, other: str) -> bool:
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False  # `Vol. 1` and `Vol. 2` differ by one letter and are two albums
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _collide(one: Iterable[Sound], other: Iterable[Sound]) -> bool:
    taken = {_number(sound) for sound in one} - {None}
    return any(_number(sound) in taken for sound in other)


def _number(one: Sound) -> tuple[int, int] | None:
    return (one.guess.disc or 1, one.guess.track) if one.guess.track is not None else None


def _one_album(group: Sequence[Sound]) -> dict[str, Guess]:
    guesses = [one.guess for one in group]
    album = _spelling(read_album_name(guess.album or "").full_album or guess.album for guess in guesses)
    artist = _album_artist(guesses)
    year = _most(guess.year for guess in guesses) or next((one.folder_year for one in group if one.folder_year), None)
    discs = max((max(guess.discs or 1, guess.disc or 1) for guess in guesses), default=1)
    shared = _shared_ids(guesses)
    return {
        one.path: said(
            one.guess,
            album=album,
            album_artist=artist,
            year=year,
            compilation=artist == VARIOUS_ARTISTS,
            disc=one.guess.disc or _disc_of(one),
            discs=discs if discs > 1 else one.guess.discs,
            ids=tuple(sorted({**dict(one.guess.ids), **shared}.items())),
        )
        for one in group
    }


def _disc_of(one: Sound) -> int | None:
    return read_album_name(one.guess.album or "").disc


def _album_artist(guesses: Sequence[Guess]) -> str | None:
    """Return whose album it is: what most tags say, else whoever plays on most tracks, else various artists."""
    said = [guess.album_artist for guess in guesses if guess.album_artist]
    if any(is_various(artist) for artist in said) or sum(guess.compilation for guess in guesses) * 2 > len(guesses):
        return VARIOUS_ARTISTS
    if said:
        return _majority(said) or (_spelling(said) if len(said) < len(guesses) else VARIOUS_ARTISTS)
    artists = [_plain_artist(guess.artist) for guess in guesses if guess.artist]
    if not artists:
        return None
    majority = _majority(artists)
    return majority or (VARIOUS_ARTISTS if len({key(artist) for artist in artists}) > _FEW else _spelling(artists))


def _plain_artist(artist: str) -> str:
    """Take the guests off: `The Kelps feat. Ana Reed` are The Kelps."""
    return _GUEST.sub("", artist).strip() or artist


def _majority(values: Sequence[str]) -> str | None:
    """Return the spelling of what more than half of them say."""
    counts = Counter(map(key, values))
    best, count = counts.most_common(1)[0]
    return _spelling(value for value in values if key(value) == best) if count * 2 > len(values) else None


def _spelling(values: Iterable[str | None]) -> str | None:
    """Return the spelling most use; among equals the one with capitals, then the first."""
    counts = Counter(value for value in values if value)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].islower() or pair[0].isupper()))
    return ranked[0][0] if ranked else None


def _most(values: Iterable[_T | None]) -> _T | None:
    counts = Counter(value for value in values if value)
    if not counts:
        return None
    ranked = counts.most_common(2)
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else None


def _shared_ids(guesses: Sequence[Guess]) -> dict[str, str]:
    """Return the ids that are the album's, and that no two tracks disagree about."""
    found: dict[str, set[str]] = {}
    for guess in guesses:
        for name, value in guess.ids:
            if name in {"musicbrainzalbum", "musicbrainzreleasegroup", "musicbrainzalbumartist"}:
                found.setdefault(name, set()).add(value)
    return {name: next(iter(values)) for name, values in found.items() if len(values) == 1}


def _one_book(group: Sequence[Sound]) -> dict[str, Guess]:
    """Give the files of one audiobook one title, author and reader; chapters count where every file has its own."""
    guesses = [one.guess for one in group]
    chapters = {(guess.disc, guess.chapter, guess.part) for guess in guesses}
    numbered = len(chapters) == len(group) and all(guess.chapter or guess.part is not None for guess in guesses)
    title, author = _spelling(guess.title for guess in guesses), _spelling(guess.author for guess in guesses)
    return {
        one.path: replace(
            one.guess,
            title=title,
            author=author,
            narrator=_spelling(guess.narrator for guess in guesses),
            series=_spelling(guess.series for guess in guesses),
            number=_spelling(guess.number for guess in guesses),
            year=_most(guess.year for guess in guesses) or next((guess.year for guess in guesses if guess.year), None),
            chapter=one.guess.chapter if numbered else None,
            part=one.guess.part if numbered else None,
            track=one.guess.track or _own_number(one.guess),
        )
        for one in group
    }


def _own_number(guess: Guess) -> int | None:
    if guess.part is not None:
        return guess.part
    return int(guess.chapter) if guess.chapter and guess.chapter.isdecimal() else None
