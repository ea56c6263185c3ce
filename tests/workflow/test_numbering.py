from __future__ import annotations

import pytest

from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.workflow.editing import NotReadableError
from jforg_gui.workflow.numbering import renumber, series_key, shift


def episode(*numbers: int, name: str = "a", season: int | None = 1) -> Item:
    guess = Guess(kind=Kind.EPISODE, series="Harbor Nine", season=season, episodes=numbers)
    return Item(file=MediaFile(f"/in/{name}.mkv", 1, 0, Identity(1, 1)), guess=guess)


def track(number: int | None, name: str = "a") -> Item:
    guess = Guess(kind=Kind.TRACK, album="Low Tide", artist="The Wharf", track=number)
    return Item(file=MediaFile(f"/in/{name}.flac", 1, 0, Identity(1, 1)), guess=guess)


def numbers(items: list[Item]) -> list[tuple[int, ...] | int | None]:
    return [item.guess.track if item.kind is Kind.TRACK else item.guess.episodes for item in items]


@pytest.mark.parametrize(
    ("item", "by", "expected"),
    [
        (episode(3), 10, (13,)),
        (episode(3, 4), -3, (0, 1)),
        (track(7), 1, 8),
        (episode(), 5, ()),
        (track(None), 5, None),
    ],
)
def test_shifting(item: Item, by: int, expected: object) -> None:
    assert numbers([shift(item, by)]) == [expected]


def test_a_shift_is_the_persons_word_and_stops_at_zero() -> None:
    moved = shift(episode(3), 1)
    assert moved.guess.source is Source.PERSON
    assert moved.recognised == episode(3).guess
    with pytest.raises(NotReadableError, match="below 0"):
        shift(episode(3, 4), -4)


@pytest.mark.parametrize(
    ("ordered", "expected"),
    [
        ([episode(2), episode(1), episode(3)], [(1,), (2,), (3,)]),
        ([episode(5), episode(1), episode(2)], [(1,), (2,), (5,)]),  # the gap stays where it was
        ([episode(3), episode(1, 2)], [(1,), (2, 3)]),
        ([episode(1), episode(), episode(2)], [(1,), (2,), (3,)]),
        ([episode(), episode()], [(1,), (2,)]),
        ([track(2), track(None), track(1)], [1, 2, 3]),
        ([], []),
    ],
)
def test_dealing_numbers_out_anew(ordered: list[Item], expected: list[object]) -> None:
    assert numbers(renumber(ordered)) == expected


def test_what_can_change_places() -> None:
    assert series_key(episode(1).guess) == series_key(episode(9, season=None).guess)
    assert series_key(episode(1).guess) != series_key(episode(1, season=2).guess)
    assert series_key(Guess(kind=Kind.MOVIE, title="Ember Quay")) is None
