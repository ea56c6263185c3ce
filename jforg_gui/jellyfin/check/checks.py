"""All checks of one work, by the kind of its library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from jforg_gui.domain.finding import Effect, Finding, FindingCode, RepairWord
from jforg_gui.domain.media import Library
from jforg_gui.domain.seen import CURRENT
from jforg_gui.jellyfin.check.anywhere import check_anything
from jforg_gui.jellyfin.check.films import check_film
from jforg_gui.jellyfin.check.shelves import check_books, check_music
from jforg_gui.jellyfin.check.shows import check_show
from jforg_gui.jellyfin.check.tree import Work, renamed_work
from jforg_gui.jellyfin.reader import ignored, seasons, titles
from jforg_gui.jellyfin.reader.intent import bare

_CHECKS: Final[dict[Library, Callable[[Work], Iterator[Finding]]]] = {
    Library.MOVIES: check_film,
    Library.SHOWS: check_show,
    Library.MUSIC: check_music,
    Library.BOOKS: check_books,
    Library.COMICS: check_books,
    Library.AUDIOBOOKS: check_books,
}


def check(work: Work) -> Iterator[Finding]:
    """Give everything that is wrong with one work, its own kind's findings first. Linear in its files."""
    if not any(branch.files for branch in work.branches.values()):
        yield from check_anything(work)
        return
    if not work.name or ignored.why_folder(work.name, CURRENT) is None:
        yield from _CHECKS[work.library](work)
    yield from check_anything(work)


def check_twins(first: Work, second: Work) -> Finding | None:
    """Tell two works of one library whose names differ in case or accents' form alone; the second may join the first.

    An empty one is told as such, and as nothing else.
    """
    if not (first.holds_files((first.name,)) and second.holds_files((second.name,))):
        return None
    both = Work(second.library, second.root, second.name, {**first.branches, **second.branches})
    moves = ((file, parts) for file, parts in renamed_work(second, first.name))
    repair = both.repair(RepairWord.MERGE, moves, first.name)
    return second.finding(
        FindingCode.SPELLED_TWICE, Effect.SHOWN_WRONG, (second.name,), repair=repair, other=first.name
    )


def same_work(work: Work) -> str | None:
    """Return what two folders of one film or show have in common; None where a name alone does not say it.

    An empty folder is no film's or show's double: it is told as what it is.
    """
    if not any(branch.files for branch in work.branches.values()):
        return None
    if work.library is Library.MOVIES and work.name:
        title, year = titles.looked_up(work.name, CURRENT)
        return f"{bare(title)} {year}" if year is not None else None
    if work.library is Library.SHOWS and work.name:
        year = titles.year_in(work.name)[1]
        return f"{bare(seasons.series_name(work.name, '', CURRENT))} {year}" if year is not None else None
    return None
