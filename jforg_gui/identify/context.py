"""What folders and siblings add to a video's name: the show, the season, the year, or the whole film."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from jforg_gui.domain.match import Guess, PartWord, Source
from jforg_gui.domain.media import ExtraType, Kind
from jforg_gui.identify.folders import PLAIN_EXTRAS, FolderName, FolderRole, read_folder
from jforg_gui.identify.guessed import provider_ids
from jforg_gui.identify.titles import YEAR, clean, has_release_tags, key, plain_title, without_release_tags
from jforg_gui.identify.video import bare_episode, looks_obfuscated, refine, show_title

_SEASON_PACK: Final = re.compile(
    r"^(?P<title>.*?)[ ._\-\[(]*(?<![a-z0-9])(?:s(?P<season>\d{1,4})|season[ ._]?(?P<long>\d{1,2}))"
    r"(?:[ ._]?-[ ._]?s?(?P<last>\d{1,2}))?(?![a-z0-9])",
    re.IGNORECASE | re.DOTALL,
)
_LEADING_INDEX: Final = re.compile(r"^\d{1,3}[ ._)-]+")
_ASSUMED, _FROM_FOLDER, _WEAK = 0.6, 0.75, 0.2


@dataclass(frozen=True, slots=True)
class Around:
    """What the folders above a video say.

    ``named`` is the nearest folder whose name means something; ``weak`` that it is the input's own and may mean
    anything. ``season`` comes from a season folder, ``extra`` from an extras folder, ``part`` from `CD1`.
    """

    named: str | None = None
    season: int | None = None
    extra: ExtraType | None = None
    part: int | None = None
    sample: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Siblings:
    """What the other videos of the folder say: how many there are, and whether running numbers lead their names."""

    count: int = 1
    numbered: bool = False


def around(folders: Sequence[str], *, rooted: bool = False) -> Around:
    """Read the names of the folders above a file, the nearest first.

    ``rooted`` says that the last of them is the input's own folder, which may be called anything.
    """
    found = Around()
    for place, folder in enumerate(map(read_folder, folders)):
        weak = rooted and place == len(folders) - 1 and not _is_evident(folder.name)
        match folder.role:
            case FolderRole.NAMED:
                return replace(found, named=folder.name, weak=weak)
            case FolderRole.SEASON if found.season is None:
                found = replace(found, season=folder.season)
            case FolderRole.EXTRAS if place == 0 and _is_extras(folder, folders[1:], rooted=rooted):
                found = replace(found, extra=folder.extra)
            case FolderRole.PART if found.part is None:
                found = replace(found, part=folder.part)
            case FolderRole.SAMPLE if place == 0:
                found = replace(found, sample=True)
            case _:
                pass
    return found


def _is_evident(name: str) -> bool:
    """Tell whether a folder's name is that of a film, a show's season or a release, and not just any."""
    return plain_title(name) is not None or has_release_tags(name) or _pack(name) is not None


def _is_extras(folder: FolderName, above: Sequence[str], *, rooted: bool) -> bool:
    """`Other` and `Shorts` may be anybody's folders: they hold extras only below something with a name."""
    if folder.extra in PLAIN_EXTRAS:
        return True
    if not above or (rooted and len(above) == 1 and not _is_evident(above[0])):
        return False
    return read_folder(above[0]).role in (FolderRole.NAMED, FolderRole.SEASON)


def siblings(stems: Iterable[str]) -> Siblings:
    """Look at the names of all main videos of one folder."""
    names = list(stems)
    numbers = [bare.episodes[0] for name in names if (bare := bare_episode(name)) is not None]
    numbered = len(numbers) > 1 and len(set(numbers)) * 2 > len(names)
    return Siblings(len(names), numbered)


def folder_needs_guessit(name: str) -> bool:
    """Tell whether a folder's name is a release name that our own rules do not read."""
    return has_release_tags(name) and plain_title(name) is None and _pack(name) is None


def folder_guess(name: str, guesses: Mapping[str, Guess]) -> Guess:
    """Read a folder's name: a season pack, a film with its year, or just a title."""
    pack = _pack(name)
    if pack is not None:
        return pack
    if name in guesses:
        return replace(refine(name, guesses[name]), source=Source.FOLDER)
    shown = without_release_tags(re.sub(r"^\[[^\]]*\]\s*(?=\S)", "", name)).strip() or name
    title, year = show_title(name if plain_title(name) else shown)
    title = re.sub(r" - \d{1,3} ?- ?\d{1,3}$| \(\s*\)?$", "", title) if title else title
    return Guess(kind=Kind.MOVIE, title=title, year=year, ids=provider_ids(name), source=Source.FOLDER)


def _pack(name: str) -> Guess | None:
    match = _SEASON_PACK.match(name)
    if match is None:
        return None
    series, year = show_title(re.sub(r"^\[[^\]]*\]\s*", "", match["title"]).strip(" ._-"))
    if series is None:
        return None
    season = None if match["last"] else int(match["season"] or match["long"])
    ids = provider_ids(name)
    return Guess(kind=Kind.EPISODE, series=series, year=year, season=season, ids=ids, source=Source.FOLDER)


def video_guess(stem: str, guess: Guess, place: Around, folder: Guess | None, others: Siblings) -> Guess:
    """Merge a video's own name with what its folders and siblings say.

    ``guess`` is guessit's, ``folder`` that of ``place.named``. What the file's own name says goes before its folders.
    """
    if folder is not None and _folder_wins(stem, folder, place, others):
        return replace(folder, confidence=_FROM_FOLDER, resolution=guess.resolution)
    numbered = _bare(stem, guess, place, folder, others)
    if numbered is not None:
        return numbered
    own = refine(stem, guess)
    if own.kind is Kind.EXTRA:
        return own
    numbered_somehow = own.episodes or own.date is not None or own.season is not None
    if own.kind is Kind.EPISODE and (numbered_somehow or _season_of(place, folder) is not None):
        return _episode(own, place, folder)
    if _season_of(place, folder) is not None:
        title = _without_show(clean(without_release_tags(stem)), folder) or None
        unnumbered = replace(own, kind=Kind.EPISODE, series=None, title=title, year=None, confidence=_WEAK)
        return _episode(unnumbered, place, folder)
    return _film(own, place, folder, others)


def _without_show(title: str, folder: Guess | None) -> str:
    """Take `Show - ` off the front of an episode's title."""
    show, dash, rest = title.partition(" - ")
    known = (folder.series or folder.title or "") if folder is not None else ""
    return rest if dash and key(show) == key(known) else title


def _season_of(place: Around, folder: Guess | None) -> int | None:
    if place.season is not None:
        return place.season
    return folder.season if folder is not None and folder.kind is Kind.EPISODE else None


def _folder_wins(stem: str, folder: Guess, place: Around, others: Siblings) -> bool:
    """An obfuscated file alone in the folder of its release is what the folder says."""
    return (
        folder.kind is Kind.MOVIE
        and folder.title is not None
        and folder.year is not None
        and others.count == 1
        and place.season is None
        and looks_obfuscated(stem)
        and key(folder.title) not in key(stem)
        and key(stem) not in key(folder.title)
    )


def _bare(stem: str, guess: Guess, place: Around, folder: Guess | None, others: Siblings) -> Guess | None:
    """`05 - Pilot` in a season folder, `Episode 3` below a show, `01 … 12` in a folder with a name."""
    bare = bare_episode(stem)
    if bare is None:
        return None
    season = _season_of(place, folder)
    running = others.numbered and folder is not None and not (bare.title and YEAR.search(stem))
    if season is None and not (bare.worded and folder is not None) and not running:
        return None
    own = replace(
        guess,
        kind=Kind.EPISODE,
        series=None,
        title=bare.title,
        year=None,
        season=None,
        episodes=bare.episodes,
        absolute=(),
        date=None,
        part=None,
        part_word=None,
        confidence=_FROM_FOLDER,
    )
    return _episode(own, place, folder)


def _episode(own: Guess, place: Around, folder: Guess | None) -> Guess:
    show = (folder.series or folder.title) if folder is not None else None
    series, year, ids = own.series, own.year, own.ids
    if series is None and show is not None and folder is not None:
        series, year, ids = show, folder.year, ids or folder.ids
    elif series is not None and show is not None and folder is not None and key(series) == key(show):
        year, ids = year or folder.year, ids or folder.ids
    season = own.season if own.season is not None else _season_of(place, folder)
    absolute = () if season is not None and own.season is None else own.absolute
    confidence = own.confidence if season is not None or own.date is not None else min(own.confidence, _ASSUMED)
    return replace(
        own,
        series=series,
        year=year,
        ids=ids,
        season=season,
        absolute=absolute,
        confidence=confidence if series else _WEAK,
    )


def _film(own: Guess, place: Around, folder: Guess | None, others: Siblings) -> Guess:
    title, year = own.title or own.series, own.year
    if others.numbered and title is not None and year is not None:
        title = _LEADING_INDEX.sub("", title) or title
    film = replace(own, kind=Kind.MOVIE, title=title, year=year, series=None, season=None, episodes=(), absolute=())
    if place.part is not None and film.part is None:
        film = replace(film, part=place.part, part_word=PartWord.CD)
    if folder is None or folder.kind is not Kind.MOVIE or folder.title is None:
        unread = title is None or not any(letter.isalnum() for letter in title)
        return replace(film, title=None, confidence=_WEAK) if unread else film
    if title is None or not any(letter.isalnum() for letter in title) or has_release_tags(title):
        if place.weak:
            return replace(film, title=None, confidence=_WEAK)
        return replace(film, title=folder.title, year=folder.year, ids=film.ids or folder.ids, confidence=_FROM_FOLDER)
    if key(title) == key(folder.title) and (year is None or folder.year in (None, year)):
        known = year or folder.year
        return replace(film, year=known, ids=film.ids or folder.ids, confidence=max(film.confidence, _FROM_FOLDER))
    return film


def settle_parts(guesses: Sequence[Guess]) -> list[Guess]:
    """Keep part numbers only where a folder holds another part of the same film.

    A lone `Title part 2` is a title, a lone first part a whole film. Source: Emby.Naming StackResolver.
    """
    groups: dict[tuple[str, int | None], set[int | None]] = {}
    for guess in guesses:
        groups.setdefault(_film_key(guess), set()).add(guess.part)
    return [guess if guess.part is None else _settle(guess, groups[_film_key(guess)]) for guess in guesses]


def _film_key(guess: Guess) -> tuple[str, int | None]:
    return key(f"{guess.series or ''}{guess.season}{guess.episodes}{guess.title or ''}"), guess.year


def _settle(guess: Guess, parts: set[int | None]) -> Guess:
    if len(parts) > 1:
        return guess
    if guess.part_word is PartWord.PART and guess.year is None and guess.title and guess.kind is Kind.MOVIE:
        return replace(guess, title=f"{guess.title} Part {guess.part}", part=None, part_word=None)
    return replace(guess, part=None, part_word=None) if guess.part == 1 else guess
