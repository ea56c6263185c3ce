"""What the filter list can show: which filters there are in each phase, and which rows each lets through."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from jforg_gui.domain.media import Kind
from jforg_gui.ui.states import Phase, State

if TYPE_CHECKING:
    from jforg_gui.domain.item import Item


class FilterKey(Enum):
    """One line of a filter list. The values of the kinds are the keys of the session's counts by kind."""

    ALL = "all"
    THIS_RUN = "this-run"
    STAYED = "stayed"
    READY = "ready"
    WAITING = "waiting"
    MOVING = "moving"
    DONE = "done"
    FAILED = "failed"
    ATTENTION = "attention"
    CONFLICT = "conflict"
    IGNORED = "ignored"
    UNCHANGED = "unchanged"
    CHANGES = "changes"
    PROBLEMS = "problems"
    FILMS = "films"
    SHOWS = "shows"
    MUSIC = "music"
    BOOKS = "books"
    NOT_SHOWN = "not-shown"
    SHOWN_WRONG = "shown-wrong"
    NICER = "could-be-nicer"


# Of a library that is checked: what findings do to what Jellyfin shows, by the values of ``Effect``.
FINDING_FILTERS: Final = (FilterKey.NOT_SHOWN, FilterKey.SHOWN_WRONG, FilterKey.NICER)
KIND_FILTERS: Final = (FilterKey.FILMS, FilterKey.SHOWS, FilterKey.MUSIC, FilterKey.BOOKS)
# Ctrl+1 … Ctrl+7 choose these wherever they are in the list.
SHORTCUT_FILTERS: Final = (
    *(FilterKey.ALL, FilterKey.READY, FilterKey.ATTENTION, FilterKey.CONFLICT),
    *(FilterKey.IGNORED, FilterKey.UNCHANGED, FilterKey.DONE),
)
_REVIEW: Final = (*SHORTCUT_FILTERS, FilterKey.CHANGES, FilterKey.PROBLEMS)
_RUNNING: Final = (
    *(FilterKey.THIS_RUN, FilterKey.WAITING, FilterKey.MOVING, FilterKey.DONE),
    *(FilterKey.FAILED, FilterKey.ATTENTION, FilterKey.CONFLICT),
)
_AFTERWARDS: Final = (
    *(FilterKey.ALL, FilterKey.DONE, FilterKey.STAYED, FilterKey.FAILED),
    *(FilterKey.ATTENTION, FilterKey.CONFLICT, FilterKey.IGNORED),
)

STATES: Final[Mapping[FilterKey, frozenset[State]]] = MappingProxyType(
    {
        FilterKey.ALL: frozenset(State),
        FilterKey.THIS_RUN: frozenset((State.WAITING, State.MOVING, State.DONE, State.FAILED, State.UNDONE)),
        FilterKey.STAYED: frozenset((State.FAILED, State.WAITING, State.ATTENTION, State.CONFLICT)),
        FilterKey.READY: frozenset((State.READY,)),
        FilterKey.WAITING: frozenset((State.WAITING,)),
        FilterKey.MOVING: frozenset((State.MOVING,)),
        FilterKey.DONE: frozenset((State.DONE,)),
        FilterKey.FAILED: frozenset((State.FAILED,)),
        FilterKey.ATTENTION: frozenset((State.ATTENTION,)),
        FilterKey.CONFLICT: frozenset((State.CONFLICT,)),
        FilterKey.IGNORED: frozenset((State.IGNORED,)),
        FilterKey.UNCHANGED: frozenset((State.UNCHANGED,)),
        FilterKey.CHANGES: frozenset(State) - {State.UNCHANGED, State.IGNORED, State.COMPANION},
        FilterKey.PROBLEMS: frozenset((State.ATTENTION, State.CONFLICT, State.FAILED)),
    }
)
SHELVES: Final[Mapping[Kind, FilterKey]] = MappingProxyType(
    {
        Kind.MOVIE: FilterKey.FILMS,
        Kind.EPISODE: FilterKey.SHOWS,
        Kind.TRACK: FilterKey.MUSIC,
        Kind.BOOK: FilterKey.BOOKS,
        Kind.COMIC: FilterKey.BOOKS,
        Kind.AUDIOBOOK: FilterKey.BOOKS,
    }
)


def filters_of(phase: Phase) -> tuple[FilterKey, ...]:
    """The filters by state that are listed in a phase, in their order; the kinds follow them in every phase."""
    if phase is Phase.RUNNING:
        return _RUNNING
    return _AFTERWARDS if phase is Phase.DONE else _REVIEW


def shelf_of(item: Item) -> FilterKey | None:
    """The kind filter that a row belongs to; an extra belongs to its film or show."""
    if item.kind is Kind.EXTRA and item.owner is not None:
        return SHELVES.get(item.owner.kind)
    return SHELVES.get(item.kind)


def lets_through(key: FilterKey, item: Item, state: State) -> bool:
    """Whether a filter shows this row."""
    if key in STATES:
        return state in STATES[key]
    return shelf_of(item) is key
