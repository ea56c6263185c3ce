"""Every name is free when it is taken, whatever hands names on to whom."""

from __future__ import annotations

import random
import time

import pytest

from jforg_gui.domain.media import Identity, MediaFile
from jforg_gui.domain.plan import Transfer, Unit
from jforg_gui.workflow.ordering import Batch, in_order


def transfer(here: str, there: str) -> Transfer:
    return Transfer(MediaFile(here, 1, 0, Identity(1, hash(here))), there)


def carried_out(batches: list[Batch], names: dict[str, str]) -> dict[str, str]:
    """Play the batches over names and contents; an act onto a name that is taken, or before its leader, fails."""
    for batch in batches:
        aside: dict[str, str] = {}
        for position, act in enumerate(batch):
            here = act.transfer.file.path
            if act.aside:
                aside[here] = names.pop(here)
                continue
            assert act.leader is None or act.leader < position
            assert act.transfer.destination not in names
            names[act.transfer.destination] = aside.pop(here) if here in aside else names.pop(here)
        assert not aside
    return names


def orders(*moves: tuple[str, str]) -> list[Batch]:
    return list(in_order([Unit(transfer(*move)) for move in moves], leaving=True))


def sets_aside(batches: list[Batch]) -> int:
    return sum(act.aside for batch in batches for act in batch)


@pytest.mark.parametrize(
    ("moves", "asides"),
    [
        ([("a", "x"), ("b", "y")], 0),
        ([("1", "2"), ("2", "3"), ("3", "4")], 0),
        ([("a", "b"), ("b", "a")], 1),
        ([("1", "2"), ("2", "3"), ("3", "1")], 1),
        ([("1", "2"), ("2", "1"), ("3", "4"), ("4", "3")], 2),
        ([("0", "1"), ("1", "2"), ("2", "3"), ("3", "2x"), ("x", "0")], 0),
    ],
)
def test_every_name_is_free_when_it_is_taken(moves: list[tuple[str, str]], asides: int) -> None:
    batches = orders(*moves)
    after = carried_out(batches, {here: here for here, _ in moves})
    assert after == {there: here for here, there in moves}
    assert sets_aside(batches) == asides


def test_what_hands_nothing_on_keeps_its_order_and_is_alone() -> None:
    assert [len(batch) for batch in orders(("a", "x"), ("b", "c"), ("c", "d"), ("e", "y"))] == [1, 2, 1]


def test_where_files_stay_no_name_is_handed_on() -> None:
    units = [Unit(transfer("a", "b")), Unit(transfer("b", "a"))]
    assert [len(batch) for batch in in_order(units, leaving=False)] == [1, 1]


def test_a_subtitle_follows_its_film_also_in_a_ring() -> None:
    units = [
        Unit(transfer("a.mkv", "b.mkv"), (transfer("a.srt", "b.srt"),)),
        Unit(transfer("b.mkv", "a.mkv"), (transfer("b.srt", "a.srt"),)),
    ]
    batches = list(in_order(units, leaving=True))
    names = ["a.mkv", "a.srt", "b.mkv", "b.srt"]
    after = carried_out(batches, {name: name for name in names})
    assert after == {"b.mkv": "a.mkv", "b.srt": "a.srt", "a.mkv": "b.mkv", "a.srt": "b.srt"}


def test_a_file_may_take_the_name_of_its_own_companion() -> None:
    units = [Unit(transfer("a", "b"), (transfer("b", "a"),))]
    assert carried_out(list(in_order(units, leaving=True)), {"a": "1", "b": "2"}) == {"b": "1", "a": "2"}


@pytest.mark.parametrize("seed", range(40))
def test_any_permutation_comes_about(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 — a table of its own making
    here = [f"{n}.{kind}" for n in range(chance.randint(2, 30)) for kind in ("mkv", "srt")]
    numbers = list(range(len(here) // 2))
    chance.shuffle(numbers)
    there = [f"{n}.{kind}" for n in numbers for kind in ("mkv", "srt")]
    units = [
        Unit(transfer(here[n], there[n]), (transfer(here[n + 1], there[n + 1]),))
        for n in range(0, len(here), 2)
        if here[n] != there[n]  # what is in its place is no unit
    ]
    chance.shuffle(units)
    after = carried_out(list(in_order(units, leaving=True)), {name: name for name in here})
    assert after == dict(zip(there, here, strict=True))


def test_a_long_chain_and_a_long_ring_take_a_moment() -> None:
    start = time.process_time()
    for last in (20_000, 0):
        moves = [(str(n), str(n + 1)) for n in range(19_999)] + [("19999", str(last))]
        assert len(carried_out(orders(*moves), {here: here for here, _ in moves})) == 20_000
    assert time.process_time() - start < 10  # looking at every file for every file would take minutes
