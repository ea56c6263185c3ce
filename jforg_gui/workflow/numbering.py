"""Numbers of many rows at once: shifted by some, or dealt out anew after rows have changed places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.workflow.editing import NotReadableError, as_said

NUMBERED = frozenset((Kind.EPISODE, Kind.TRACK))
_MOST = 9999


def shift(item: Item, by: int) -> Item:
    """Return an episode or track with ``by`` added to its number; one without a number stays as it is.

    Raises:
        NotReadableError: the number would fall below 0, or be larger than any.

    """
    guess = item.guess
    if guess.kind is Kind.EPISODE and guess.episodes:
        return as_said(item, replace(guess, episodes=tuple(_in_range(number + by) for number in guess.episodes)))
    if guess.kind is Kind.TRACK and guess.track is not None:
        return as_said(item, replace(guess, track=_in_range(guess.track + by)))
    return item


def _in_range(number: int) -> int:
    if not 0 <= number <= _MOST:
        raise NotReadableError("A number cannot be below 0.")
    return number


def series_key(guess: Guess) -> tuple[object, ...] | None:
    """What rows have in common that can change places: the season of a show, or a disc of an album; None for none."""
    if guess.kind is Kind.EPISODE:
        return (guess.kind, guess.series, guess.year, 1 if guess.season is None else guess.season)
    if guess.kind is Kind.TRACK:
        return (guess.kind, guess.album_artist or guess.artist, guess.album, guess.disc or 1)
    return None


def renumber(ordered: Sequence[Item]) -> list[Item]:
    """Deal the numbers of a season or disc out anew, in the order in which its rows stand now.

    The numbers that are in use stay in use, gaps included; an episode of two parts takes two of them. Rows that had no
    number take those that follow the last.
    """
    if not ordered or ordered[0].guess.kind not in NUMBERED:
        return list(ordered)
    if ordered[0].guess.kind is Kind.TRACK:
        numbers = _numbers([(item.guess.track,) if item.guess.track is not None else () for item in ordered])
        return [as_said(item, replace(item.guess, track=next(numbers))) for item in ordered]
    numbers = _numbers([item.guess.episodes for item in ordered])
    return [as_said(item, _with_episodes(item.guess, numbers.__next__)) for item in ordered]


def _numbers(in_use: Sequence[tuple[int, ...]]) -> Iterator[int]:
    known = sorted({number for numbers in in_use for number in numbers})
    yield from known
    following = known[-1] if known else 0
    while True:
        following += 1
        yield following


def _with_episodes(guess: Guess, following: Callable[[], int]) -> Guess:
    first = following()
    width = max(1, len(guess.episodes))
    for _more in range(width - 1):
        following()
    season = 1 if guess.season is None else guess.season
    return replace(guess, season=season, episodes=tuple(range(first, first + width)))
