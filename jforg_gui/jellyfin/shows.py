"""Series: ``Series (Year) [id]/Season 01/Series (Year) - S01E01-E02 - Title.ext`` (jellyfin.org, "TV Shows")."""

from __future__ import annotations

import re

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess, PartWord
from jforg_gui.domain.media import Library
from jforg_gui.jellyfin import legal, rules
from jforg_gui.jellyfin.place import Company, Place, id_tag, is_cut, titled

_LAST_HYPHEN = re.compile(r"-(?=\w+$)")


def home(guess: Guess) -> str | None:
    """Return the show's folder; None without a series name or an id to name it by."""
    return _series(guess, id_tag(guess.ids, rules.SHOW_IDS))


def _series(guess: Guess, tag: str) -> str | None:
    tail = f" ({guess.year})" if guess.year else ""
    name = titled(guess.series, tail + tag, legal.HOME_BYTES) if guess.series else None
    if name is None and tag:
        name = titled(tag.strip(" []").replace("id-", "-"), tail + tag, legal.HOME_BYTES)
    return f"{name} (TV)" if name is not None and _hides_in_season(name) else name


def _hides_in_season(name: str) -> bool:
    """Tell whether Jellyfin would delete the show's name from its season folders' names.

    SeasonPathParser takes the parent's text out of the folder's name first: of ``24/Season 24`` nothing is left.
    """
    return name.isdecimal() or name.casefold() in f"{rules.SEASON_WORD} ".casefold()


def season_number(guess: Guess) -> int:
    """Return the season: the guess's own, the year of a daily show, else the first (absolute numbers)."""
    if guess.season is not None:
        return guess.season
    if guess.date is not None and not guess.episodes:
        return guess.date.year
    return 1


def season_folder(number: int) -> str:
    """Return a season folder's name."""
    return f"{rules.SEASON_WORD} {number:02d}"


def season_spellings(name: str) -> tuple[str, ...]:
    """Return the names under which a library may have the season folder ``name`` already, the best first.

    Source: Emby.Naming/TV/SeasonPathParser.cs. Two folders for one season are one too many.
    """
    digits = name.removeprefix(f"{rules.SEASON_WORD} ")
    if not digits.isdecimal():
        return (name,)
    number = int(digits)
    return (name, f"{rules.SEASON_WORD} {number}", *(() if number else ("Specials",)))


def numbered_head(guess: Guess) -> str | None:
    """Return what an episode's name begins with, up to its number or date; None without one."""
    series, marker = _series(guess, ""), _marker(guess)
    return f"{series} - {marker}" if series and marker else None


def numbers(guess: Guess) -> tuple[int, ...]:
    """Return the episodes of a file: those of the season, else absolute ones, which count as such; none with a date."""
    whole = tuple(int(number) for number in guess.absolute if number == int(number))
    return guess.episodes or (() if guess.date else whole)


def _marker(guess: Guess) -> str | None:
    """Return ``S01E01-E02``, or the date of a daily show; None if there is neither."""
    found = numbers(guess)
    if found:
        last = f"-E{found[-1]:02d}" if len(found) > 1 else ""
        return f"S{season_number(guess):02d}E{found[0]:02d}{last}"
    return guess.date.isoformat() if guess.date else None


def _safe_title(title: str) -> str:
    """Turn aside titles that Jellyfin would read as a range of episodes or as an extra."""
    title = rules.RANGE_LIKE_TITLE.sub(r"'\1'", title)
    if title.casefold() in {"trailer", "sample"}:
        return f"'{title}'"
    if rules.EXTRA_SUFFIX.search(title) or rules.TRAILER_SUFFIX.search(title):
        return _LAST_HYPHEN.sub(" ", title.replace(".", " ").replace("_", " "))
    return title


def part_tail(guess: Guess, company: Company) -> str:
    """Return ``-part-1``; Jellyfin's page on shows knows only this word for parts of an episode."""
    if guess.part is None or (guess.part_word in {None, PartWord.PART} and not company.stacked):
        return ""
    return f"-part-{guess.part}"


def place(guess: Guess, extension: str, company: Company) -> Place | Problem:
    """Lay out one episode, or one special that has a name instead of a number."""
    show = home(guess)
    series = _series(guess, "")
    if show is None:
        return Problem(ProblemCode.NO_TITLE)
    marker = _marker(guess)
    title = legal.piece(guess.title) if guess.title else None
    if marker is None:
        if guess.season != 0 or title is None:
            return Problem(ProblemCode.NO_EPISODE)
        # A special without a number: its name must not hold one (Jellyfin reads "Making of 2010" as episode 2010).
        title = rules.NUMBER_IN_SPECIAL.sub(r"(\1)", title)
    tail = part_tail(guess, company)
    head = f"{series or show} - {marker}" if marker else series or show
    base = _with_title(head, title, legal.STEM_BYTES - len(tail))
    return Place(
        Library.SHOWS,
        (show, season_folder(season_number(guess))),
        base=base,
        extension=extension,
        home=1,
        tail=tail,
        shortened=is_cut(guess.series, show) or is_cut(title, base),
    )


def _with_title(head: str, title: str | None, limit: int) -> str:
    left = limit - len(head.encode()) - len(" - ")
    title = legal.fit(_safe_title(title), left) if title else None
    return legal.component(f"{head} - {title}" if title else head) or head
