from __future__ import annotations

import pytest

from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.ui.filters import FINDING_FILTERS, KIND_FILTERS, STATES, FilterKey, filters_of, lets_through
from jforg_gui.ui.states import Phase, State


def _item(kind: Kind, owner: Kind | None = None) -> Item:
    file = MediaFile("/in/a.mkv", 1, 1, Identity(1, 1))
    return Item(file=file, guess=Guess(kind=kind), owner=None if owner is None else Guess(kind=owner))


def test_every_filter_is_by_state_or_by_kind_and_listed_somewhere() -> None:
    assert set(STATES) | set(KIND_FILTERS) | set(FINDING_FILTERS) == set(FilterKey)
    assert {key for phase in Phase for key in filters_of(phase)} == set(STATES)


@pytest.mark.parametrize(
    ("key", "item", "state", "shown"),
    [
        (FilterKey.ALL, _item(Kind.UNKNOWN), State.IGNORED, True),
        (FilterKey.STAYED, _item(Kind.MOVIE), State.CONFLICT, True),
        (FilterKey.STAYED, _item(Kind.MOVIE), State.IGNORED, False),
        (FilterKey.READY, _item(Kind.MOVIE), State.READY, True),
        (FilterKey.READY, _item(Kind.MOVIE), State.DONE, False),
        (FilterKey.FILMS, _item(Kind.MOVIE), State.DONE, True),
        (FilterKey.SHOWS, _item(Kind.EXTRA, Kind.EPISODE), State.READY, True),
        (FilterKey.FILMS, _item(Kind.EXTRA, Kind.EPISODE), State.READY, False),
        (FilterKey.BOOKS, _item(Kind.AUDIOBOOK), State.READY, True),
        (FilterKey.BOOKS, _item(Kind.UNKNOWN), State.READY, False),
    ],
)
def test_what_a_filter_lets_through(key: FilterKey, item: Item, state: State, *, shown: bool) -> None:
    assert lets_through(key, item, state) is shown
