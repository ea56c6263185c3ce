"""Series: ``Series (Year) [id]/Season 01/Series (Year) - S01E01-E02 - Title.ext`` (jellyfin.org, "TV Shows")."""

from __future__ import annotations

import re

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import GUESSED_SPECIAL, Guess, PartWord
from jforg_gui.domain.media import Library
from jforg_gui.domain.naming import Subject
from jforg_gui.jellyfin import legal, rules
from jforg_gui.jellyfin.naming import RECOMMENDED, Naming
from jforg_gui.jellyfin.place import Company, Place, id_tag, is_cut, is_special, named

_LAST_HYPHEN = re.compile(r"-(?=\w+$)")


def home(guess: Guess, naming: Naming = RECOMMENDED) -> str | None:
    """Return the show's folder; None without a series name or an id to name it by."""
    tag = id_tag(guess.ids, rules.SHOW_IDS)
    values = _values(guess, naming, tag)
    if values is None:
        return None
    return named(naming.name(Subject.SHOW), values, legal.HOME_BYTES, ("series",), tag if naming.ids else "")


def _values(guess: Guess, naming: Naming, tag: str) -> dict[str, str | None] | None:
    """Return what a show's names are made of; None without a name or an id to call it by."""
    series = legal.piece(guess.series) if guess.series else None
    series = series or tag.strip(" []").replace("id-", "-") or None
    if series is None:
        return None
    year = str(guess.year) if guess.year else None
    room = legal.HOME_BYTES - (len(f" ({year})") if year else 0)
    values = {"series": legal.fit(series.lstrip(" ."), room), "year": year}
    name = f"{naming.name(Subject.SHOW).fill(values, legal.HOME_BYTES, ())}{tag if naming.ids else ''}"
    if _hides_in_season(name):
        values["series"] = f"{values['series']} (TV)"
    elif is_special(name):
        values["series"] = f"{values['series']}_"
    return values


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


def numbered_head(guess: Guess, naming: Naming = RECOMMENDED) -> str | None:
    """Return what an episode's name begins with, up to its number or date; None without one."""
    values, marker = _values(guess, naming, id_tag(guess.ids, rules.SHOW_IDS)), _marker(guess)
    if values is None or marker is None:
        return None
    title = legal.piece(guess.title) if guess.title else None
    head = naming.name(Subject.EPISODE).up_to("number")
    return head.fill({**values, "number": marker, "title": title}, legal.STEM_BYTES, ("title",))


def numbers(guess: Guess) -> tuple[int, ...]:
    """Return the episodes of a file: those of the season, else absolute ones, which count as such; none with a date.

    A special whose number is its own and nobody else's (`OVA 1`) has none.
    """
    if guess.season == 0 and guess.title and ("episodes", GUESSED_SPECIAL) in guess.certainty:
        return ()
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


def place(guess: Guess, extension: str, company: Company, naming: Naming = RECOMMENDED) -> Place | Problem:
    """Lay out one episode, or one special that has a name instead of a number."""
    show = home(guess, naming)
    values = _values(guess, naming, id_tag(guess.ids, rules.SHOW_IDS))
    if show is None or values is None:
        return Problem(ProblemCode.NO_TITLE)
    marker = _marker(guess)
    title = legal.piece(guess.title) if guess.title else None
    if marker is None:
        if guess.season != 0 or title is None:
            return Problem(ProblemCode.NO_EPISODE)
        # A special without a number: its name must not hold one (Jellyfin reads "Making of 2010" as episode 2010).
        marker, title = _safe_title(rules.NUMBER_IN_SPECIAL.sub(r"(\1)", title)), None
    tail = part_tail(guess, company)
    values |= {"number": marker, "title": _safe_title(title) if title else None}
    text = naming.name(Subject.EPISODE).fill(values, legal.STEM_BYTES - len(tail), ("title", "series", "number"))
    base = legal.component(text) or show
    return Place(
        Library.SHOWS,
        (show, season_folder(season_number(guess))),
        base=base,
        extension=extension,
        home=1,
        tail=tail,
        shortened=is_cut(guess.series, show) or is_cut(title, base),
    )
