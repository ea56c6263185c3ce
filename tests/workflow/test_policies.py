"""What becomes of two files that want one name, as the person wants it: replace, the best, versions, the same."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

import pytest

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.listing import Entry, Listing
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile, Role
from jforg_gui.domain.plan import Plan, Roots, Row, Status
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.workflow.planning import plan
from jforg_gui.workflow.ports import NEVER
from jforg_gui.workflow.quality import Quality, lines_of
from jforg_gui.workflow.rivals import rivals_of, same_contents
from tests.conftest import MediaTree
from tests.fakes.worlds import media_file

HOME = "/lib/Movies/Glass Harbour (1999)/Glass Harbour (1999)"
SKIP, KEEP_BOTH, REPLACE, BEST = (
    ConflictPolicy.SKIP, ConflictPolicy.KEEP_BOTH, ConflictPolicy.REPLACE, ConflictPolicy.KEEP_BEST
)  # fmt: skip


def film(path: str, *companions: Companion, size: int = 100, **fields: Any) -> Item:  # noqa: ANN401 — a guess's fields
    guess = Guess(**{"kind": Kind.MOVIE, "title": "Glass Harbour", "year": 1999, **fields})
    return Item(file=MediaFile(path, size, 0, Identity(1, hash(path))), guess=guess, companions=companions)


def subtitle(path: str) -> Companion:
    return Companion(file=MediaFile(path, 5, 0, Identity(1, hash(path))), role=Role.SUBTITLE, language="en")


def holds(*paths: str, size: int = 100, folder: bool = False) -> Listing:
    return Listing.of(Entry(path, size, Identity(1, hash(path)), is_folder=folder) for path in paths)


def made(*items: Item, listing: Listing | None = None, policy: ConflictPolicy, same: Any = frozenset()) -> Plan:  # noqa: ANN401 — pairs
    return plan(items, Roots.under("/lib"), listing or Listing(), policy=policy, same=same)


def told(found: Plan) -> list[tuple[Status, ProblemCode | None, str | None]]:
    return [
        (row.status, row.reasons[0].code, dict(row.reasons[0].details).get("other"))
        if row.reasons
        else (row.status, None, None)
        for row in found.rows
    ]


def test_a_file_of_the_library_makes_room() -> None:
    found = made(film("/in/a.mkv"), listing=holds(f"{HOME}.mkv"), policy=REPLACE)
    assert told(found) == [(Status.READY, ProblemCode.REPLACES, f"{HOME}.mkv")]
    assert (found.rows[0].destination, found.rows[0].replaces) == (f"{HOME}.mkv", f"{HOME}.mkv")
    (transfer,) = next(found.units()).transfers()
    assert transfer.replaces == f"{HOME}.mkv"


def test_it_may_be_spelled_otherwise_and_be_a_row_of_its_own() -> None:
    there = f"{HOME}.MKV"
    assert made(film("/in/a.mkv"), listing=holds(there), policy=REPLACE).rows[0].replaces == there
    found = made(film("/in/a.mkv"), film(f"{HOME}.mkv"), listing=holds(f"{HOME}.mkv"), policy=REPLACE)
    assert [row.status for row in found.rows] == [Status.READY, Status.UNCHANGED]


def test_the_subtitle_that_belongs_to_it_makes_room_too() -> None:
    listing = holds(f"{HOME}.mkv", f"{HOME}.en.srt")
    row = made(film("/in/a.mkv", subtitle("/in/a.srt")), listing=listing, policy=REPLACE).rows[0]
    assert (row.replaces, row.companions[0].replaces) == (f"{HOME}.mkv", f"{HOME}.en.srt")


def test_a_folder_never_makes_room() -> None:
    found = made(film("/in/a.mkv"), listing=holds(f"{HOME}.mkv", folder=True), policy=REPLACE)
    assert told(found) == [(Status.CONFLICT, ProblemCode.DESTINATION_EXISTS, f"{HOME}.mkv")]


def test_two_new_files_do_not_replace_one_another() -> None:
    found = made(film("/in/a.mkv"), film("/in/b.mkv"), listing=holds(f"{HOME}.mkv"), policy=REPLACE)
    assert [row.status for row in found.rows] == [Status.CONFLICT] * 2
    chosen = replace(film("/in/b.mkv"), conflict=REPLACE)
    found = made(film("/in/a.mkv"), chosen, listing=holds(f"{HOME}.mkv"), policy=SKIP)
    assert [row.status for row in found.rows] == [Status.CONFLICT, Status.READY]


def test_two_that_both_shall_replace_do_not_both() -> None:
    items = [replace(film(f"/in/{name}.mkv"), conflict=REPLACE) for name in "ab"]
    found = made(*items, listing=holds(f"{HOME}.mkv"), policy=SKIP)
    assert [row.status for row in found.rows] == [Status.READY, Status.CONFLICT]


@pytest.mark.parametrize(
    ("size", "resolution", "there", "there_size", "goes"),
    [
        (200, None, f"{HOME}.mkv", 100, True),
        (100, None, f"{HOME}.mkv", 100, False),
        (50, None, f"{HOME}.mkv", 100, False),
        (50, "2160p", f"{HOME}.mkv", 100, False),  # nobody says what the other one has
    ],
)
def test_the_better_one_has_the_name(
    size: int, resolution: str | None, there: str, there_size: int, *, goes: bool
) -> None:
    one = film("/in/a.mkv", size=size, resolution=resolution)
    (found,) = told(made(one, listing=holds(there, size=there_size), policy=BEST))
    expected = (Status.READY, ProblemCode.REPLACES) if goes else (Status.IGNORED, ProblemCode.NOT_THE_BEST)
    assert found == (*expected, there)


def test_of_many_the_best_goes_and_the_others_are_told_which() -> None:
    items = [film(f"/in/{name}.mkv", size=size) for name, size in (("a", 5), ("b", 9), ("c", 9), ("d", 7))]
    found = told(made(*items, policy=BEST))
    assert [status for status, _, _ in found] == [Status.IGNORED, Status.READY, Status.IGNORED, Status.IGNORED]
    assert {other for status, _, other in found if status is Status.IGNORED} == {"/in/b.mkv"}


def test_asking_waits_for_the_answer() -> None:
    listing = holds(f"{HOME}.mkv")
    assert told(made(film("/in/a.mkv"), listing=listing, policy=ConflictPolicy.ASK))[0][0] is Status.CONFLICT
    answered = replace(film("/in/a.mkv"), conflict=REPLACE)
    assert told(made(answered, listing=listing, policy=ConflictPolicy.ASK))[0][0] is Status.READY


def test_another_version_says_what_it_is() -> None:
    one = film("/in/a.mkv", resolution="1080p")
    assert made(one, listing=holds(f"{HOME}.mkv"), policy=KEEP_BOTH).rows[0].destination == f"{HOME} - 1080p.mkv"
    taken = holds(f"{HOME}.mkv", f"{HOME} - 1080p.mkv")
    assert made(one, listing=taken, policy=KEEP_BOTH).rows[0].destination == f"{HOME} - 2.mkv"


@pytest.mark.parametrize("policy", list(ConflictPolicy))
def test_the_same_content_is_not_taken_twice(policy: ConflictPolicy) -> None:
    pair = frozenset((("/in/a.mkv", f"{HOME}.mkv"),))
    found = made(film("/in/a.mkv", size=500), listing=holds(f"{HOME}.mkv"), policy=policy, same=pair)
    waits = policy in {SKIP, ConflictPolicy.ASK}
    assert told(found) == [
        (Status.CONFLICT if waits else Status.IGNORED, ProblemCode.IDENTICAL, f"{HOME}.mkv"),
    ]


@pytest.mark.parametrize("policy", [KEEP_BOTH, REPLACE])
def test_the_persons_own_word_goes_before_that(policy: ConflictPolicy) -> None:
    pair = frozenset((("/in/a.mkv", f"{HOME}.mkv"),))
    one = replace(film("/in/a.mkv"), conflict=policy)
    assert made(one, listing=holds(f"{HOME}.mkv"), policy=SKIP, same=pair).rows[0].status is Status.READY


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Glass Harbour (1999) - 1080p.mkv", 1080),
        ("Glass.Harbour.2160p.WEB.mkv", 2160),
        ("Glass Harbour 4K.mkv", 2160),
        ("film 1920x1080.mkv", 1080),
        ("Glass Harbour (1999).mkv", None),
        ("1080 Snowboarding.mkv", None),
        ("x1080px.mkv", None),
        ("Glass Harbour 12160p.mkv", None),
    ],
)
def test_what_a_name_says_of_the_picture(text: str, lines: int | None) -> None:
    assert lines_of(text) == lines


def test_lines_go_before_bytes_and_nothing_is_better_than_itself() -> None:
    assert Quality(1080, 1).better_than(Quality(720, 9))
    assert Quality(None, 9).better_than(Quality(720, 1))
    assert not Quality(720, 5).better_than(Quality(720, 5))


@pytest.fixture
def tree(media_tree: MediaTree) -> str:
    return media_tree(
        {"in/a.mkv": b"the same", "lib/b.mkv": b"the same", "lib/c.mkv": b"another!", "lib/d.mkv": b"short"}
    )


@pytest.mark.parametrize(("other", "same"), [("b", True), ("c", False), ("d", False), ("missing", False)])
def test_the_same_content_is_known_by_its_digest(tree: str, other: str, *, same: bool) -> None:
    path, there = f"{tree}/in/a.mkv", f"{tree}/lib/{other}.mkv"
    entries = [Entry(each, os.path.getsize(each), Identity(0, 0)) for each in (path, there) if os.path.exists(each)]
    item = replace(film(path), file=media_file(path))
    reason = Problem(ProblemCode.DESTINATION_EXISTS, path, (("other", there),))
    found = Plan((Row(item, there, Status.CONFLICT, (reason,)),), Roots.under(tree))
    expected = frozenset(((path, there),)) if same else frozenset()
    assert same_contents(found, Listing.of(entries), LocalDisk(), NEVER) == expected


def test_both_files_are_told_side_by_side(tree: str) -> None:
    path, there = f"{tree}/in/a.mkv", f"{tree}/lib/c.mkv"
    item = replace(film(path, resolution="720p"), file=media_file(path))
    reason = Problem(ProblemCode.DESTINATION_EXISTS, path, (("other", there),))
    found = rivals_of(Row(item, there, Status.CONFLICT, (reason,)), LocalDisk())
    assert found is not None
    ours, theirs = found
    assert (ours.file.path, ours.file.size, ours.lines) == (path, 8, 720)
    assert (theirs.file.path, theirs.file.size, theirs.lines) == (there, 8, None)
    assert theirs.file.mtime_ns == os.stat(there).st_mtime_ns


def test_a_row_that_meets_nobody_has_no_rival(tree: str) -> None:
    path = f"{tree}/in/a.mkv"
    item = replace(film(path), file=media_file(path))
    assert rivals_of(Row(item, path, Status.READY), LocalDisk()) is None
    gone = Problem(ProblemCode.DESTINATION_EXISTS, path, (("other", f"{tree}/gone"),))
    assert rivals_of(Row(item, path, Status.CONFLICT, (gone,)), LocalDisk()) is None
