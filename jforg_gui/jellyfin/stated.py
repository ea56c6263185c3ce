"""What the files beside a row say of it: its guess and what is known of it, brought together.

What the person has corrected comes first; otherwise a provider or a hand-made NFO knows better than a file's name.
"""

from __future__ import annotations

from dataclasses import replace

from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.metadata import DisplayOrder, Metadata, Person, PersonKind
from jforg_gui.jellyfin import music, rules, shows

_BETWEEN_TITLES = " + "


def _stated(item: Item, said: Metadata, known: Metadata | None) -> Metadata:
    if known is None:
        return said
    return said.filled_from(known) if item.recognised is not None else known.filled_from(said)


def film(item: Item) -> Metadata:
    """Return what is stated of a film."""
    guess = item.guess
    return _stated(item, Metadata(title=guess.title, year=guess.year, ids=guess.ids), item.known.work)


def show(item: Item) -> Metadata:
    """Return what is stated of the show an episode belongs to."""
    guess = item.guess
    order = DisplayOrder.ABSOLUTE if _counts_through(guess) else None
    if order is None and item.named is not None and _counts_through(item.named.guess):
        order = DisplayOrder.AIRED  # a database has found out the seasons
    said = Metadata(title=guess.series, year=guess.year, ids=guess.ids, display_order=order)
    return _stated(item, said, item.known.work)


def _counts_through(guess: Guess) -> bool:
    return guess.season is None and bool(guess.absolute) and guess.episodes in {(), guess.absolute}


def season(item: Item) -> Metadata:
    """Return what is stated of an episode's season."""
    number = shows.season_number(item.guess)
    found = item.known.season
    names = dict(item.known.work.season_names) if item.known.work is not None else {}
    said = Metadata(number=number, title=names.get(number))
    return said.filled_from(found) if found is not None and found.number in {None, number} else said


def episodes(item: Item) -> tuple[Metadata, ...]:
    """Return what is stated of every episode in one file, in ascending order; of a nameless special just one thing."""
    guess = item.guess
    known = {one.number: one for one in item.known.episodes if one.season in {None, shows.season_number(guess)}}
    numbers: tuple[int | None, ...] = shows.numbers(guess) or (None,)
    titles = _titles(guess, len(numbers))
    # Where a file lies decides its season and number, whatever a provider counts.
    return tuple(
        Metadata(season=shows.season_number(guess), number=number).filled_from(
            _stated(item, Metadata(title=title, premiered=guess.date), known.get(number)),
        )
        for number, title in zip(numbers, titles, strict=True)
    )


def _titles(guess: Guess, count: int) -> tuple[str | None, ...]:
    """Return a title for each of ``count`` episodes: one for all of them is the first one's, as Jellyfin joins them."""
    if guess.title is None:
        return (None,) * count
    several = guess.title.split(_BETWEEN_TITLES)
    return tuple(several) if len(several) == count else (guess.title, *(None,) * (count - 1))


def album(item: Item) -> Metadata:
    """Return what is stated of a track's album."""
    guess = item.guess
    return _stated(item, Metadata(title=guess.album, year=guess.year, ids=guess.ids), item.known.work)


def artist(item: Item) -> Metadata | None:
    """Return what is stated of an album's artist; None for a compilation, or one that nobody knows."""
    name = music.artist_name(item.guess)
    if name is None or name == rules.VARIOUS_ARTISTS:
        return None
    return _stated(item, Metadata(title=name), item.known.artist)


def book(item: Item) -> Metadata:
    """Return what is stated of a book, comic or issue."""
    guess = item.guess
    author = (Person(name=guess.author, kind=PersonKind.AUTHOR),) if guess.author else ()
    said = Metadata(
        title=guess.title,
        year=guess.year,
        people=author,
        ids=guess.ids,
        series=guess.series,
        series_number=guess.number,
        volume=guess.volume,
    )
    return _stated(item, said, item.known.work)


def comic(item: Item) -> Metadata:
    """Return what is stated of an issue; a number that is not whole, or a chapter, has to be told by its title."""
    found = book(item)
    guess = item.guess
    series = found.series or found.title
    title = found.title if found.series else None
    if title is None and series:
        if guess.number and not guess.number.isdecimal():
            title = f"{series} #{guess.number}"
        elif guess.chapter:
            title = f"{series} {guess.chapter}"
    return Metadata(title=title, series=series).filled_from(found) if title else _without_title(found, series)


def _without_title(found: Metadata, series: str | None) -> Metadata:
    return replace(found, title=None, series=series)
