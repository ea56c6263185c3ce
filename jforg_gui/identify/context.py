"""What folders and siblings add to a video's name: the show, the season, the year, or the whole film."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from jforg_gui.domain.match import Guess, PartWord, Source, said
from jforg_gui.domain.media import ExtraType, Kind
from jforg_gui.identify.folders import PLAIN_EXTRAS, FolderName, FolderRole, read_folder
from jforg_gui.identify.marks import without_marks
from jforg_gui.identify.numbers import span
from jforg_gui.identify.runs import Place, in_run, running, wants_run
from jforg_gui.identify.seasons import find_seasons
from jforg_gui.identify.suffixes import bare_episode, looks_obfuscated
from jforg_gui.identify.titles import YEAR, clean, has_release_tags, key, plain_title, without_release_tags
from jforg_gui.identify.video import recognise

_GROUP_IN_FRONT: Final = re.compile(r"[a-z0-9]{2,8}-[a-z]")
_LEADING_INDEX: Final = re.compile(r"^\d{1,3}[ ._)-]+")
_ASSUMED, _FROM_FOLDER, _WEAK = 0.6, 0.75, 0.2
_DOUBTFUL: Final = 0.4  # below what is sure enough to move
_BY_HUNDREDS: Final = 0.7  # how sure `102` is to be season 1, episode 2, where much speaks for it


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
    """What all main videos of the folder say: how many there are, their names, and which running numbers those hold."""

    count: int = 1
    stems: frozenset[str] = frozenset()
    numbered: bool = False
    run: Mapping[str, Place] = field(default_factory=dict)


def around(folders: Sequence[str], *, rooted: bool = False) -> Around:
    """Read the names of the folders above a file, the nearest first.

    ``rooted`` says that the last of them is the input's own folder, which may be called anything.
    """
    found = Around()
    below: FolderRole | None = None
    for place, folder in enumerate(map(read_folder, folders)):
        weak = rooted and place == len(folders) - 1 and not _is_evident(folder.name)
        numbered = below is FolderRole.SEASON and folder.name.isdecimal()  # `24/Season 2`: a show that is called so
        below = folder.role
        match folder.role:
            case _ if folder.role is FolderRole.NAMED or numbered:
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
    return plain_title(name) is not None or has_release_tags(name) or find_seasons(name) is not None


def _is_extras(folder: FolderName, above: Sequence[str], *, rooted: bool) -> bool:
    """`Other` and `Shorts` may be anybody's folders: they hold extras only below something with a name."""
    if folder.extra in PLAIN_EXTRAS:
        return True
    if not above or (rooted and len(above) == 1 and not _is_evident(above[0])):
        return False
    return read_folder(above[0]).role in (FolderRole.NAMED, FolderRole.SEASON)


def siblings(stems: Iterable[str], guesses: Mapping[str, Guess]) -> Siblings:
    """Look at the names of all main videos of one folder; ``guesses`` are what they were read as."""
    names = list(stems)
    numbers = [bare.episodes[0] for name in names if (bare := bare_episode(name)) is not None]
    numbered = len(numbers) > 1 and len(set(numbers)) * 2 > len(names)
    asked = not numbered and any(wants_run(guesses[name]) for name in names if name in guesses)
    return Siblings(len(names), frozenset(names), numbered, running(names) if asked else {})


def folder_guess(name: str, readings: Mapping[str, Guess]) -> Guess:
    """Read a folder's name: a season pack, a film with its year, or just a title.

    A folder of many episodes is no episode: only the show, the season and a single episode are taken from it.
    """
    read = readings.get(name) or recognise(name)
    if read.kind is Kind.EPISODE and (read.series is not None or read.season is not None):
        several = len(read.episodes) > 1 or (read.season is None and read.date is None)
        return replace(
            read,
            title=None,
            episodes=() if several else read.episodes,
            absolute=(),
            source=Source.FOLDER,
        )
    return replace(
        read,
        kind=Kind.MOVIE,
        title=read.title or read.series or clean(without_marks(name)) or None,
        series=None,
        season=None,
        episodes=(),
        absolute=(),
        extra=None,
        part=None,
        part_word=None,
        source=Source.FOLDER,
    )


def video_guess(stem: str, guess: Guess, place: Around, folder: Guess | None, others: Siblings) -> Guess:
    """Merge a video's own name with what its folders and siblings say.

    ``guess`` is the reading of its stem, ``folder`` that of ``place.named``. What the file's own name says
    goes before its folders.
    """
    decided = _by_folder(stem, guess, place, folder, others)
    if decided is not None:
        return decided
    own = in_run(_repeating(stem, guess, place, folder), others.run.get(stem))
    if own.kind is Kind.EXTRA:
        return own
    numbered_somehow = own.episodes or own.date is not None or own.season is not None
    if own.kind is Kind.EPISODE and (numbered_somehow or season_of(place, folder) is not None):
        return _episode(own, place, folder)
    if season_of(place, folder) is not None:
        title = _without_show(clean(without_release_tags(stem)), folder) or None
        unnumbered = replace(own, kind=Kind.EPISODE, series=None, title=title, year=None, confidence=_WEAK)
        return _episode(unnumbered, place, folder)
    return _film(own, place, folder, others)


def _by_folder(stem: str, guess: Guess, place: Around, folder: Guess | None, others: Siblings) -> Guess | None:
    """Read a name that says nothing, or something else, without its folder."""
    if folder is not None and _folder_wins(stem, folder, place, others):
        return replace(folder, confidence=_FROM_FOLDER, resolution=guess.resolution or folder.resolution)
    if folder is not None and place.season is None and _is_version(stem, guess, folder, others):
        return _film(replace(guess, title=folder.title, series=None, certainty=()), place, folder, others)
    return _bare(stem, guess, place, folder, others)


def _is_version(stem: str, guess: Guess, folder: Guess, others: Siblings) -> bool:
    """`Salt (2004)/Salt (2004) - 2`: behind a film's name Jellyfin reads the label of a version, and no count."""
    if folder.kind is not Kind.MOVIE or folder.title is None:
        return False
    beside = _NUMBERED_BESIDE.fullmatch(stem)
    if beside is not None and beside["film"] in others.stems and key(beside["film"]) == key(folder.title):
        return True  # `Salt/Salt.mkv` and `Salt/Salt - 2.mkv`
    if folder.year is None or guess.kind is not Kind.EPISODE:
        return False
    match = _VERSION.fullmatch(stem)
    if match is None or int(match["year"]) != folder.year or key(match["title"]) != key(folder.title):
        return False
    return len(match["number"]) == 1 or match["film"] in others.stems


_NUMBERED_BESIDE: Final = re.compile(r"(?P<film>.+) - [1-9]\d{0,3}", re.DOTALL)
_VERSION: Final = re.compile(
    r"(?P<film>(?P<title>.+) \((?P<year>\d{4})\)(?: [\[{][^\]}]*[\]}])?) - (?P<number>[1-9]\d{0,3})", re.DOTALL
)
_REPEATED: Final = re.compile(
    r"[ ._-]*(?P<first>\d{1,4})(?:[ ._]?-[ ._]?(?P<last>\d{1,4}))?(?:v\d)?(?:[ ._-]+(?P<title>[^\d\s].*))?"
)


def _repeating(stem: str, guess: Guess, place: Around, folder: Guess | None) -> Guess:
    """`Show/Show 112.avi`: a name that repeats its folder's and counts. `Saga (2010)/Saga 2.mkv` is a film."""
    named = (folder.series or folder.title) if folder is not None else None
    own = guess.title or ""
    weak = guess.confidence <= _BY_HUNDREDS
    counted = guess.kind is Kind.EPISODE and guess.season == 1 and len(guess.episodes) == 1 and weak
    if not named or guess.year is not None or not (guess.kind is Kind.MOVIE or counted):
        return _trailing(stem, guess, place)
    if guess.kind is Kind.MOVIE and not key(own).startswith(key(named)):
        return _trailing(stem, guess, place)
    rest = _behind(clean(without_release_tags(stem)), named)
    match = _REPEATED.fullmatch(rest) if rest is not None else None
    film = folder is not None and folder.year is not None and place.season is None
    if match is None or (len(match["first"]) == 1 and place.season is None) or film or YEAR.fullmatch(match["first"]):
        return guess
    return _as_count(guess, match["first"], match["last"], match["title"], place)


def _trailing(stem: str, guess: Guess, place: Around) -> Guess:
    """`Season 21/Show 1001.mkv`: in a season's folder a number at the end counts."""
    if place.season is None or guess.kind is not Kind.MOVIE or guess.year is not None:
        return guess
    match = re.fullmatch(r"(?P<show>.*[^\W\d_].*?)[ ._-]+(?P<first>\d{1,4})", without_release_tags(stem).strip(" ._-"))
    if match is None:
        return guess
    return replace(_as_count(guess, match["first"], None, None, place), series=clean(match["show"]) or None)


def _as_count(guess: Guess, first: str, last: str | None, title: str | None, place: Around) -> Guess:
    episodes = span(int(first), int(last) if last else None)
    if place.season is not None and len(first) == 3 and int(first[0]) == place.season:  # noqa: PLR2004 — `Season 1/Show 112`
        episodes = (int(first[1:]),)
    return replace(
        guess,
        kind=Kind.EPISODE,
        series=None,
        title=clean(title) if title else None,
        season=None,
        episodes=episodes,
        absolute=episodes if place.season is None else (),
        part=None,
        part_word=None,
        confidence=_ASSUMED,
    )


def _behind(text: str, title: str) -> str | None:
    """Return what follows a title in a text that begins with it, whatever the spelling."""
    wanted = key(title)
    for end in range(len(text), 0, -1):
        if key(text[:end]) == wanted:
            return text[end:]
    return None


def _without_show(title: str, folder: Guess | None) -> str:
    """Take `Show - ` off the front of an episode's title."""
    show, dash, rest = title.partition(" - ")
    known = (folder.series or folder.title or "") if folder is not None else ""
    return rest if dash and key(show) == key(known) else title


def season_of(place: Around, folder: Guess | None) -> int | None:
    """Return the season that the folders above a video say."""
    if place.season is not None:
        return place.season
    return folder.season if folder is not None and folder.kind is Kind.EPISODE else None


def _folder_wins(stem: str, folder: Guess, place: Around, others: Siblings) -> bool:
    """An obfuscated file alone in the folder of its release is what the folder says."""
    title = folder.title or folder.series
    named = folder.year is not None if folder.kind is Kind.MOVIE else bool(folder.episodes)
    if title is None or not named or others.count > 1 or place.season is not None:
        return False
    if looks_obfuscated(stem) and key(title) not in key(stem) and key(stem) not in key(title):
        return True
    return folder.kind is Kind.MOVIE and not place.weak and _is_short_for(stem, title)


def _is_short_for(stem: str, title: str) -> bool:
    """`grp-saltpier.720p` and `salt` alone in the release of `Salt Pier`: with its group in front, or cut short."""
    bare = without_release_tags(stem)
    behind = key(bare.partition("-")[2]) if _GROUP_IN_FRONT.match(bare) else ""
    return behind == key(title) or (YEAR.search(stem) is None and bool(key(bare)) and key(title).startswith(key(bare)))


def _bare(stem: str, guess: Guess, place: Around, folder: Guess | None, others: Siblings) -> Guess | None:
    """`05 - Pilot` in a season folder, `Episode 3` below a show, `01 … 12` in a folder with a name."""
    bare = bare_episode(stem)
    if bare is None or guess.date is not None or _opens_with_show(stem, folder):
        return None
    season = season_of(place, folder)
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
        certainty=(),
    )
    return _episode(own, place, folder)


def _opens_with_show(stem: str, folder: Guess | None) -> bool:
    """`60 Minutes - 2019-03-14` below `60 Minutes`: the number that leads is the show's."""
    show = key((folder.series or folder.title or "") if folder is not None else "")
    if show.isdecimal():  # `24 - 05`, and no `24 - Title`
        return re.match(rf"{show}[ ._-]+\d", stem) is not None
    return show[:1].isdecimal() and key(stem).startswith(show)


def _episode(own: Guess, place: Around, folder: Guess | None) -> Guess:
    show = (folder.series or folder.title) if folder is not None else None
    series, year, ids = own.series, own.year, own.ids
    if series is None and show is not None and folder is not None:
        series, year, ids = show, folder.year, ids or folder.ids
    elif series is not None and show is not None and folder is not None and key(series) == key(show):
        year, ids = year or folder.year, ids or folder.ids
    elif folder is not None and show is not None and _is_title(show, folder, series, year):
        series, year, ids = show, folder.year, ids or folder.ids
    elif series is None and own.date is not None and own.title is not None:
        series, _, title = own.title.partition(" - ")  # `2019-11-05 - Show - Title`, with no folder to say the show
        own = replace(own, title=title or None, confidence=_ASSUMED)
    season = own.season if own.season is not None else season_of(place, folder)
    absolute = () if season is not None and own.season is None else own.absolute
    if absolute != own.absolute and len(own.episodes) == 1 and own.episodes[0] // 100 == season:
        own = replace(own, episodes=(own.episodes[0] % 100,))  # `Season 4/Show [401]`
    known = season is not None or own.date is not None
    above = season_of(place, folder)
    doubts = own.certainty if not season or above in (None, 0, season) else (*own.certainty, ("season", _DOUBTFUL))
    confidence = own.confidence if known else min(own.confidence, _ASSUMED)
    return said(
        own,
        series=series,
        year=year,
        ids=ids,
        season=season,
        absolute=absolute,
        confidence=confidence if series else _WEAK,
        certainty=doubts,
    )


def _is_title(named: str, folder: Guess, title: str | None, year: int | None) -> bool:
    """`Space 1999 (1975)/Space 1999`: what was read as the year belongs to the title, as the folder has it."""
    return None not in (title, year, folder.year) and year != folder.year and key(named) == key(f"{title} {year}")


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
        if place.weak or (others.count > 1 and folder.year is None):
            return replace(film, title=None, confidence=_WEAK)
        return replace(film, title=folder.title, year=folder.year, ids=film.ids or folder.ids, confidence=_FROM_FOLDER)
    if _is_title(folder.title, folder, title, year):
        title, year, film = folder.title, folder.year, replace(film, title=folder.title)
    if key(title) == key(folder.title) and (year is None or folder.year in (None, year)):
        known = year or folder.year
        return replace(film, year=known, ids=film.ids or folder.ids, confidence=max(film.confidence, _FROM_FOLDER))
    if key(title) == key(folder.title) and not place.weak:
        return replace(film, certainty=(*film.certainty, ("year", _DOUBTFUL)))
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
