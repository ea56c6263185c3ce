"""What the person chose for single rows: unchecked rows claim nothing, and a conflict is decided row by row."""

from __future__ import annotations

import pytest

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.listing import Entry, Listing
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile, Role
from jforg_gui.domain.plan import Plan, Roots, Status
from jforg_gui.workflow.planning import plan

PLACE = "/lib/Movies/Ember Quay (2001)/Ember Quay (2001).mkv"


def film(number: int, *, wanted: bool = True, conflict: ConflictPolicy | None = None) -> Item:
    file = MediaFile(f"/in/{number}/Ember Quay (2001).mkv", 10, 0, Identity(1, number))
    subtitle = MediaFile(f"/in/{number}/Ember Quay (2001).en.srt", 1, 0, Identity(1, 100 + number))
    return Item(
        file=file,
        guess=Guess(kind=Kind.MOVIE, title="Ember Quay", year=2001),
        companions=(Companion(file=subtitle, role=Role.SUBTITLE, language="en"),),
        wanted=wanted,
        conflict=conflict,
    )


def planned(*items: Item, listing: Listing | None = None, policy: ConflictPolicy = ConflictPolicy.SKIP) -> Plan:
    return plan(items, Roots.under("/lib"), listing or Listing(), policy=policy)


@pytest.mark.parametrize("policy", list(ConflictPolicy))
def test_an_unchecked_row_leaves_the_place_to_the_other(policy: ConflictPolicy) -> None:
    result = planned(film(1, wanted=False), film(2), policy=policy)
    assert [unit.transfers()[0].destination for unit in result.units()] == [PLACE]
    assert next(result.units()).transfers()[0].file.path == "/in/2/Ember Quay (2001).mkv"
    assert result.rows[1].status is Status.READY
    assert result.rows[0].status is Status.CONFLICT, "it is told what it would meet"


def test_an_unchecked_row_alone_shows_where_it_would_go() -> None:
    result = planned(film(1, wanted=False))
    assert (result.rows[0].status, result.rows[0].destination, result.count()) == (Status.READY, PLACE, 0)


def test_keeping_both_is_decided_row_by_row() -> None:
    held = planned(film(1), film(2), film(3))
    assert {row.status for row in held.rows} == {Status.CONFLICT}
    kept = planned(*(film(number, conflict=ConflictPolicy.KEEP_BOTH) for number in (1, 2, 3)))
    assert {row.status for row in kept.rows} == {Status.READY}
    destinations = [transfer.destination for unit in kept.units() for transfer in unit.transfers()]
    assert len(destinations) == len(set(destinations)) == 6


def test_one_row_is_kept_beside_what_the_library_has() -> None:
    listing = Listing.of([Entry(PLACE, 5, Identity(9, 9))])
    assert planned(film(1), listing=listing).rows[0].status is Status.CONFLICT
    beside = planned(film(1, conflict=ConflictPolicy.KEEP_BOTH), listing=listing).rows[0]
    assert beside.status is Status.READY
    assert beside.destination == PLACE.replace(".mkv", " - 2.mkv")


def test_a_row_may_stay_although_the_run_keeps_both() -> None:
    listing = Listing.of([Entry(PLACE, 5, Identity(9, 9))])
    result = planned(film(1, conflict=ConflictPolicy.SKIP), listing=listing, policy=ConflictPolicy.KEEP_BOTH)
    assert result.rows[0].status is Status.CONFLICT
