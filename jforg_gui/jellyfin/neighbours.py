"""What files that are placed together change about each other's names: versions, parts, discs, running numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final

from jforg_gui.domain.match import Guess, PartWord
from jforg_gui.domain.media import Kind
from jforg_gui.jellyfin import books, movies, music, shows
from jforg_gui.jellyfin.naming import RECOMMENDED, Naming
from jforg_gui.jellyfin.place import ALONE, Company


def company(guesses: Sequence[Guess], naming: Naming = RECOMMENDED) -> list[Company]:
    """Return what the others change about each one's name, in the order of the guesses. Linear in their number."""
    groups: defaultdict[tuple[Kind, Hashable], list[int]] = defaultdict(list)
    for index, guess in enumerate(guesses):
        key_of = _KEYS.get(guess.kind)
        key = key_of(guess, naming) if key_of else None
        if key is not None:
            groups[guess.kind, key].append(index)
    result = [ALONE] * len(guesses)
    for (kind, _), members in groups.items():
        found = _JUDGES[kind]([guesses[index] for index in members])
        for index, one in zip(members, found, strict=True):
            result[index] = one
    return result


def _folded(*names: str | None) -> Hashable | None:
    return None if None in names else tuple(name.casefold() for name in names if name is not None)


def _film(guess: Guess, naming: Naming) -> Hashable | None:
    return _folded(movies.home(guess, naming))


def _episode(guess: Guess, naming: Naming) -> Hashable | None:
    """Only parts of an episode change anything."""
    if guess.part is None:
        return None
    return _folded(shows.home(guess, naming)), guess.season, guess.episodes, guess.absolute, guess.date


def _album(guess: Guess, naming: Naming) -> Hashable | None:
    return _folded(music.artist_folder(guess), music.album_folder(guess, naming))


def _audiobook(guess: Guess, naming: Naming) -> Hashable | None:
    return _folded(*(books.audiobook_folders(guess, naming) or (None,)))


def _stacked_words(guesses: Iterable[Guess]) -> frozenset[PartWord]:
    """Return the part words of which at least two different numbers exist."""
    numbers: defaultdict[PartWord, set[int]] = defaultdict(set)
    for guess in guesses:
        if guess.part is not None:
            numbers[guess.part_word or PartWord.PART].add(guess.part)
    return frozenset(word for word, found in numbers.items() if len(found) > 1)


def _judge_parts(guesses: list[Guess]) -> list[Company]:
    words = _stacked_words(guesses)
    stacked = Company(stacked=True)
    return [
        stacked if guess.part is not None and (guess.part_word or PartWord.PART) in words else ALONE
        for guess in guesses
    ]


def _judge_films(guesses: list[Guess]) -> list[Company]:
    """Films of one folder are parts of each other, versions of each other, or one too many.

    Labels are written only where they tell at least two of them apart; what is left alike stays a conflict.
    """
    if len(guesses) == 1:
        return [ALONE]
    parts = _judge_parts(guesses)
    whole = [index for index, guess in enumerate(guesses) if not movies.part_tail(guess, parts[index])]
    versions = Company(versions=True)
    labels = {index: movies.label(guesses[index], versions) for index in whole}
    if len(set(labels.values())) < len(whole):
        # Some are of one edition: let the resolution tell them apart.
        versions = Company(versions=True, alike=True)
        labels = {index: movies.label(guesses[index], versions) for index in whole}
    told_apart = len(set(labels.values())) > 1
    return [versions if index in labels and told_apart else one for index, one in enumerate(parts)]


def _judge_tracks(guesses: list[Guess]) -> list[Company]:
    discs = {guess.disc for guess in guesses if guess.disc is not None}
    one = Company(discs=True) if len(discs) > 1 else ALONE
    return [one] * len(guesses)


def _judge_audiobooks(guesses: list[Guess]) -> list[Company]:
    """Files that say disc and track are counted through over all discs: Jellyfin does not merge parts by disc."""
    counted = sorted(
        (guess.disc, guess.track, index)
        for index, guess in enumerate(guesses)
        if guess.disc is not None and guess.track is not None
    )
    running: dict[int, int] = {}
    number, before = 0, None
    for disc, track, index in counted:
        # Two files that claim one place keep one number: that is a conflict, not another part.
        number += (disc, track) != before
        before = (disc, track)
        running[index] = number
    return [Company(files=len(guesses), running=running.get(index)) for index in range(len(guesses))]


_KEYS: Final[dict[Kind, Callable[[Guess, Naming], Hashable | None]]] = {
    Kind.MOVIE: _film,
    Kind.EPISODE: _episode,
    Kind.TRACK: _album,
    Kind.AUDIOBOOK: _audiobook,
}
_JUDGES: Final[dict[Kind, Callable[[list[Guess]], list[Company]]]] = {
    Kind.MOVIE: _judge_films,
    Kind.EPISODE: _judge_parts,
    Kind.TRACK: _judge_tracks,
    Kind.AUDIOBOOK: _judge_audiobooks,
}
