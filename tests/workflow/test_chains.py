"""Names that change hands within one plan: chains, swaps and rings go, and whoever counts on one that stays waits."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.listing import Entry, Listing
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile, Role
from jforg_gui.domain.plan import Plan, Roots, Status
from jforg_gui.workflow.planning import plan

SEASON = "/lib/Shows/Tide Pool/Season 01"


def path(number: int, extension: str = "mkv") -> str:
    return f"{SEASON}/Tide Pool - S01E{number:02d}.{extension}"


def file(where: str) -> MediaFile:
    return MediaFile(where, 100, 0, Identity(1, hash(where)))


def episode(here: int, becomes: int, *companions: Companion, wanted: bool = True) -> Item:
    guess = Guess(kind=Kind.EPISODE, series="Tide Pool", season=1, episodes=(becomes,))
    return Item(
        file=file(path(here)), guess=guess, companions=companions, wanted=wanted, recognised=Guess(kind=Kind.EPISODE)
    )


def subtitle(number: int) -> Companion:
    return Companion(file=file(path(number, "en.srt")), role=Role.SUBTITLE, language="en")


def made(
    *items: Item, also: tuple[str, ...] = (), policy: ConflictPolicy = ConflictPolicy.SKIP, mode: Mode = Mode.MOVE
) -> Plan:
    files = [item.file for item in items] + [one.file for item in items for one in item.companions]
    entries = [Entry(one.path, one.size, one.identity) for one in (*files, *map(file, also))]
    return plan(items, Roots.under("/lib"), Listing.of(entries), policy=policy, mode=mode)


def states(found: Plan) -> str:
    letters = {Status.READY: "r", Status.CONFLICT: "c", Status.UNCHANGED: "=", Status.IGNORED: "-"}
    return "".join(letters[row.status] for row in found.rows)


def test_a_chain_goes() -> None:
    found = made(episode(1, 2), episode(2, 3), episode(3, 4))
    assert states(found) == "rrr"
    assert [row.destination for row in found.rows] == [path(2), path(3), path(4)]


@pytest.mark.parametrize("ring", [(2, 1), (2, 3, 1), (3, 1, 4, 2)])
def test_swaps_and_rings_go(ring: tuple[int, ...]) -> None:
    found = made(*(episode(here, becomes) for here, becomes in enumerate(ring, 1)))
    assert states(found) == "r" * len(ring)


def test_subtitles_swap_with_their_episodes() -> None:
    found = made(episode(1, 2, subtitle(1)), episode(2, 1, subtitle(2)))
    assert states(found) == "rr"
    assert [row.companions[0].destination for row in found.rows] == [path(2, "en.srt"), path(1, "en.srt")]


def test_where_the_last_one_cannot_go_all_wait() -> None:
    found = made(episode(1, 2), episode(2, 3), episode(3, 4), also=(path(4),))
    assert states(found) == "ccc"
    assert [dict(row.reasons[0].details)["other"] for row in found.rows] == [path(2), path(3), path(4)]


def test_one_that_is_not_wanted_keeps_its_name() -> None:
    assert states(made(episode(1, 2), episode(2, 3, wanted=False))) == "cr"
    assert states(made(episode(1, 2), replace(episode(2, 3), conflict=ConflictPolicy.SKIP))) == "rr"


def test_two_that_want_the_name_one_leaves_are_rivals() -> None:
    assert states(made(episode(1, 3), episode(2, 3), episode(3, 4))) == "ccr"


def test_a_copy_leaves_no_name() -> None:
    assert states(made(episode(1, 2), episode(2, 1), mode=Mode.COPY)) == "cc"


def test_a_companion_that_stays_holds_up_who_wants_its_name() -> None:
    # The subtitle of episode 2 has a twin and so keeps its name, which that of episode 1 would need.
    found = made(episode(1, 2, subtitle(1)), episode(2, 3), also=(path(2, "en.srt"),))
    assert states(found) == "cr"


def test_who_cannot_have_the_name_left_is_numbered_under_keep_both() -> None:
    found = made(episode(1, 2), episode(2, 3), also=(path(3),), policy=ConflictPolicy.KEEP_BOTH)
    assert states(found) == "rr"
    assert [row.destination for row in found.rows] == [path(2), path(3).replace(".mkv", " (2).mkv")]


def test_a_chain_of_thousands_takes_a_moment_also_where_it_breaks() -> None:
    items = [episode(number, number + 1) for number in range(1, 5001)]
    start = time.process_time()
    assert states(made(*items)) == "r" * 5000
    assert states(made(*items, also=(path(5001),))) == "c" * 5000
    assert time.process_time() - start < 20  # starting over at every break would take an hour
