"""From rows to a plan: what is placed, what stays and why, whatever the titles are."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.listing import Entry, Listing, fold
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, Library, MediaFile, Role
from jforg_gui.domain.plan import Plan, Roots, Row, Status
from jforg_gui.workflow.planning import plan

ROOTS = Roots.under("/lib")


def file(path: str, size: int = 100) -> MediaFile:
    return MediaFile(path, size, 0, Identity(1, hash(path)))


def item(path: str, **fields: Any) -> Item:  # noqa: ANN401 — the fields of an item and its guess
    own = {name: fields.pop(name) for name in ("companions", "owner", "problems", "ignored") if name in fields}
    size = fields.pop("size", 100)
    return Item(file=file(path, size), guess=Guess(**{"kind": Kind.MOVIE, **fields}), **own)


def made(*items: Item, roots: Roots = ROOTS, **options: Any) -> Plan:  # noqa: ANN401 — the options of plan
    return plan(items, roots, Listing(), **{"policy": ConflictPolicy.SKIP, **options})


def row(*items: Item, roots: Roots = ROOTS, **options: Any) -> Row:  # noqa: ANN401 — see made
    (found,) = made(*items, roots=roots, **options).rows
    return found


def test_a_film_goes_to_its_folder() -> None:
    found = row(item("/in/gh.MKV", title="Glass Harbour", year=1999))
    assert (found.status, found.reasons) == (Status.READY, ())
    assert found.destination == "/lib/Movies/Glass Harbour (1999)/Glass Harbour (1999).mkv"


def test_what_lies_in_its_place_is_unchanged() -> None:
    path = "/lib/Movies/Glass Harbour (1999)/Glass Harbour (1999).mkv"
    found = made(item(path, title="Glass Harbour", year=1999))
    assert found.rows[0].status is Status.UNCHANGED
    assert found.count() == 0


SAMPLE = Problem(ProblemCode.SAMPLE, "/in/s.mkv")


@pytest.mark.parametrize(
    ("one", "options", "status", "code"),
    [
        (item("/in/s.mkv", kind=Kind.IGNORED, ignored=SAMPLE), {}, Status.IGNORED, ProblemCode.SAMPLE),
        (item("/in/a.mkv"), {}, Status.ATTENTION, ProblemCode.NO_TITLE),
        (item("/in/a.mkv", kind=Kind.EPISODE, series="Pier Nine"), {}, Status.ATTENTION, ProblemCode.NO_EPISODE),
        (item("/in/a.mkv", kind=Kind.UNKNOWN, title="What"), {}, Status.ATTENTION, ProblemCode.NO_TITLE),
        (
            item("/in/a.mkv", title="A", problems=(Problem(ProblemCode.EMPTY_FILE),)),
            {},
            Status.ATTENTION,
            ProblemCode.EMPTY_FILE,
        ),
        (
            item("/in/a.mkv", title="A", problems=(Problem(ProblemCode.DISC_STRUCTURE),)),
            {},
            Status.ATTENTION,
            ProblemCode.DISC_STRUCTURE,
        ),
        (item("/in/a.mkv", title="A"), {"kinds": frozenset({Kind.TRACK})}, Status.IGNORED, ProblemCode.KIND_NOT_WANTED),
        (item("/in/a.mkv", title="A"), {"min_size": 101}, Status.IGNORED, ProblemCode.TOO_SMALL),
        (item("/in/a.mkv", title="A"), {"roots": Roots({})}, Status.ATTENTION, ProblemCode.NO_LIBRARY),
        (
            item("/in/a.mkv", title="A"),
            {"roots": Roots({Library.MOVIES: "/r" * 2046})},
            Status.ATTENTION,
            ProblemCode.NAME_TOO_LONG,
        ),
    ],
)
def test_what_does_not_move_says_why(one: Item, options: dict[str, Any], status: Status, code: ProblemCode) -> None:
    found = row(one, **options)
    assert found.status is status
    assert found.reasons[0].code is code
    assert found.reasons[0].path in {one.file.path, ""}
    assert found.destination is None


def test_wanted_kinds_and_sizes_pass() -> None:
    assert row(item("/in/a.mkv", title="A"), kinds=frozenset({Kind.MOVIE}), min_size=100).status is Status.READY


@pytest.mark.parametrize(
    ("there", "name"),
    [
        (("Glass Harbour (1999) - 2160p.mkv",), "Glass Harbour (1999) - 1080p.mkv"),
        (("Glass Harbour (1999) - 2160p.en.srt", "Glass Harbour (1999).nfo"), "Glass Harbour (1999).mkv"),
        (("Glass Harbour (1999) - 2160p.mkv", "Glass Harbour (1999).avi"), "Glass Harbour (1999).mkv"),
        ((), "Glass Harbour (1999).mkv"),
    ],
)
def test_a_film_that_comes_to_versions_says_which_it_is(there: tuple[str, ...], name: str) -> None:
    home = "/lib/Movies/Glass Harbour (1999)"
    listing = Listing.of([Entry(f"{home}/{one}", 1, Identity(2, place)) for place, one in enumerate(there)])
    film = item("/in/gh.mkv", title="Glass Harbour", year=1999, resolution="1080p")
    (found,) = plan([film], ROOTS, listing, policy=ConflictPolicy.SKIP).rows
    assert (found.status, found.destination) == (Status.READY, f"{home}/{name}")


@pytest.mark.parametrize(("folder", "main"), [("VIDEO_TS", "VIDEO_TS.IFO"), ("BDMV", "index.bdmv")])
def test_a_disc_is_as_large_as_all_its_files(folder: str, main: str) -> None:
    home = "/in/Glass Harbour (1999)"
    rest = Companion(file=file(f"{home}/{folder}/rest.bin", 900), role=Role.DISC)
    film = item(f"{home}/{folder}/{main}", title="Glass Harbour", year=1999, companions=(rest,))
    disc = replace(film, disc=home)
    assert row(disc, min_size=1000).status is Status.READY
    assert row(disc, min_size=1001).reasons[0].code is ProblemCode.TOO_SMALL


def test_an_extra_comes_along_with_its_films_kind() -> None:
    extra = item("/in/t.mkv", kind=Kind.EXTRA, owner=Guess(kind=Kind.MOVIE, title="A"))
    assert row(extra, kinds=frozenset({Kind.MOVIE})).status is Status.READY
    assert row(extra, kinds=frozenset({Kind.EPISODE})).status is Status.IGNORED


def test_companions_of_a_row_that_stays_stay_with_it() -> None:
    srt = Companion(file=file("/in/a.srt"), role=Role.SUBTITLE)
    found = row(item("/in/a.mkv", companions=(srt,)))
    assert found.companions[0].destination is None
    assert found.companions[0].reasons[0].code is ProblemCode.OWNER_STAYED


def test_what_is_worth_knowing_moves_all_the_same() -> None:
    tags = Problem(ProblemCode.TAGS_UNREADABLE, "/in/caf\udce9.mkv")
    found = row(item("/in/caf\udce9.mkv", title="Long " * 80, problems=(tags,), notes=(tags,)))
    assert found.status is Status.READY
    assert [one.code for one in found.reasons] == [
        ProblemCode.TAGS_UNREADABLE,
        ProblemCode.NAME_NOT_UNICODE,
        ProblemCode.NAME_SHORTENED,
    ]


def test_rows_keep_the_order_and_problems_are_handed_on() -> None:
    trouble = Problem(ProblemCode.UNREADABLE_FOLDER, "/in/x")
    found = made(item("/in/1.mkv", title="B"), item("/in/2.mkv"), item("/in/3.mkv", title="A"), problems=[trouble])
    assert [one.item.file.path for one in found.rows] == ["/in/1.mkv", "/in/2.mkv", "/in/3.mkv"]
    assert found.problems == (trouble,)


def test_a_new_subtitle_of_a_film_in_place_moves_alone() -> None:
    home = "/lib/Movies/A/"
    old = Companion(file=file(f"{home}A.en.srt"), role=Role.SUBTITLE, language="en")
    new = Companion(file=file("/in/a.de.srt"), role=Role.SUBTITLE, language="de")
    found = made(item(f"{home}A.mkv", title="A", companions=(old, new)))
    assert [one.status for one in found.rows[0].companions] == [Status.UNCHANGED, Status.READY]
    assert [[one.destination for one in unit.transfers()] for unit in found.units()] == [[f"{home}A.de.srt"]]


HOSTILE = st.sampled_from(
    ["../../x", "..\\..\\x", "/etc/passwd", "C:\\x", "\0", "a\0b", "{title.__class__}", "..", ".", "", "....//", "~"]
)
TEXT = st.one_of(st.none(), HOSTILE, st.text(st.characters(), max_size=30))


@given(
    rows=st.lists(st.tuples(st.sampled_from(list(Kind)), TEXT, TEXT, TEXT, TEXT), max_size=12),
    policy=st.sampled_from(list(ConflictPolicy)),
)
def test_nothing_ever_leads_out_of_its_root_nor_twice_to_one_place(
    rows: list[tuple[Kind, str | None, str | None, str | None, str | None]], policy: ConflictPolicy
) -> None:
    def one(number: int) -> Item:
        kind, title, series, artist, label = rows[number]
        sub = Companion(file=file(f"/in/{number}.srt"), role=Role.SUBTITLE, label=label, language=label)
        art = Companion(file=file(f"/in/{label}.jpg"), role=Role.ARTWORK, label=label, bound=False)
        guess = Guess(
            kind=kind, title=title, series=series, artist=artist, album=series, author=artist, edition=label,
            season=1, episodes=(1,), number=label,
        )  # fmt: skip
        return Item(file=file(f"/in/{number}.mkv"), guess=guess, companions=(sub, art), owner=guess)

    items = [one(number) for number in range(len(rows))]
    found = plan(items, ROOTS, Listing(), policy=policy)
    assert found == plan(items, ROOTS, Listing(), policy=policy)
    assert len(found.rows) == len(items)
    moves = [transfer for unit in found.units() for transfer in unit.transfers()]
    for move in moves:
        library, _, below = move.destination.removeprefix("/lib/").partition("/")
        assert library in set(Library)
        assert below
        assert os.path.normpath(move.destination) == move.destination
        assert "\0" not in move.destination
        assert "\\" not in move.destination
    assert len({fold(move.destination) for move in moves}) == len(moves)
    assert all(found.reasons for found in found.rows if found.status not in {Status.READY, Status.UNCHANGED})
