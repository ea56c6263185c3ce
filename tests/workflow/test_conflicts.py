"""Two for one name, a name that is taken, a folder that is a file: found before anything moves."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.listing import Entry, Listing
from jforg_gui.domain.match import Guess, PartWord
from jforg_gui.domain.media import Identity, Kind, MediaFile, Role
from jforg_gui.domain.plan import Plan, Roots, Status
from jforg_gui.workflow.planning import plan

HOME = "/lib/Movies/Glass Harbour (1999)/Glass Harbour (1999)"
SKIP, KEEP_BOTH = ConflictPolicy.SKIP, ConflictPolicy.KEEP_BOTH


def file(path: str, inode: int | None = None, links: int = 1) -> MediaFile:
    return MediaFile(path, 100, 0, Identity(1, hash(path) if inode is None else inode), links=links)


def film(path: str, *companions: Companion, inode: int | None = None, links: int = 1, **fields: Any) -> Item:  # noqa: ANN401 — a guess's fields
    guess = Guess(**{"kind": Kind.MOVIE, "title": "Glass Harbour", "year": 1999, **fields})
    return Item(file=file(path, inode, links), guess=guess, companions=companions)


def edited(item: Item) -> Item:
    """The person has said so: what lies there already is renamed all the same."""
    return replace(item, recognised=Guess(kind=Kind.MOVIE))


def track(path: str, *companions: Companion, title: str = "Dawn") -> Item:
    guess = Guess(kind=Kind.TRACK, artist="The Finches", album="Grey Morning", track=1, title=title)
    return Item(file=file(path), guess=guess, companions=companions)


def subtitle(path: str, language: str | None = "en") -> Companion:
    return Companion(file=file(path), role=Role.SUBTITLE, language=language)


def picture(path: str) -> Companion:
    return Companion(file=file(path), role=Role.ARTWORK, label="poster", bound=False)


def holds(*paths: str, folders: tuple[str, ...] = (), inodes: dict[str, int] | None = None) -> Listing:
    files = [Entry(path, 100, Identity(1, hash(path))) for path in paths]
    known = [Entry(path, 100, Identity(1, inode)) for path, inode in (inodes or {}).items()]
    return Listing.of([*files, *known, *(Entry(path, 0, Identity(1, hash(path)), is_folder=True) for path in folders)])


def made(*items: Item, listing: Listing | None = None, policy: ConflictPolicy = SKIP) -> Plan:
    return plan(items, Roots.under("/lib"), listing or Listing(), policy=policy)


def told(found: Plan) -> list[tuple[str, str | None, str | None]]:
    """Status, first reason and whom it names, for every row."""
    return [
        (row.status.value, row.reasons[0].code.value, dict(row.reasons[0].details).get("other"))
        if row.reasons
        else (row.status.value, None, None)
        for row in found.rows
    ]


def goes(found: Plan) -> list[str | None]:
    return [row.destination if row.status is Status.READY else None for row in found.rows]


READY = ("ready", None, None)


@pytest.mark.parametrize("title", ["Glass Harbour", "GLASS HARBOUR"])
def test_two_for_one_place_both_stay_and_name_each_other(title: str) -> None:
    found = made(film("/in/a.mkv"), film("/in/b.mkv", title=title), film("/in/c.mkv", title="Other"))
    assert told(found) == [
        ("conflict", "same-destination", "/in/b.mkv"),
        ("conflict", "same-destination", "/in/a.mkv"),
        READY,
    ]
    assert found.rows[0].destination == f"{HOME}.mkv"


def test_names_that_differ_in_their_code_points_alone_meet() -> None:
    found = made(track("/in/a.mp3", title="Zu\u0308rich"), track("/in/b.mp3", title="ZÜRICH"))
    assert [row.status for row in found.rows] == [Status.CONFLICT] * 2


def test_versions_are_no_conflict() -> None:
    found = made(film("/in/a.mkv", resolution="720p"), film("/in/b.mkv", resolution="1080p"))
    assert goes(found) == [f"{HOME} - 720p.mkv", f"{HOME} - 1080p.mkv"]


def test_parts_are_no_conflict() -> None:
    found = made(film("/in/a.avi", part=1, part_word=PartWord.PART), film("/in/b.avi", part=2, part_word=PartWord.PART))
    assert goes(found) == [f"{HOME}-part1.avi", f"{HOME}-part2.avi"]


def test_both_are_kept_if_asked_for() -> None:
    found = made(film("/in/a.mkv"), film("/in/b.mkv"), film("/in/c.mkv"), policy=KEEP_BOTH)
    assert goes(found) == [f"{HOME}.mkv", f"{HOME} - 2.mkv", f"{HOME} - 3.mkv"]
    assert told(found)[1:] == [("ready", "numbered", "/in/a.mkv")] * 2


def test_a_numbered_name_is_checked_again() -> None:
    listing = holds("/lib/Music/The Finches/Grey Morning/01 - Dawn (2).mp3")
    found = made(track("/in/a.mp3"), track("/in/b.mp3"), track("/in/c.mp3", title="Dawn (3)"), track("/in/d.mp3"),
                 listing=listing, policy=KEEP_BOTH)  # fmt: skip
    names = [path.rpartition("/")[2] for path in goes(found) if path]
    assert names == ["01 - Dawn.mp3", "01 - Dawn (3).mp3", "01 - Dawn (3) (2).mp3", "01 - Dawn (4).mp3"]


def test_what_the_library_has_is_never_touched() -> None:
    listing = holds(f"{HOME.upper()}.MKV".replace("/LIB/MOVIES", "/lib/Movies"))
    found = made(film("/in/a.mkv"), listing=listing)
    assert told(found)[0][:2] == ("conflict", "destination-exists")
    assert goes(made(film("/in/a.mkv"), listing=listing, policy=KEEP_BOTH)) == [f"{HOME} - 2.mkv"]


def test_a_folder_of_that_name_is_in_the_way() -> None:
    found = made(film("/in/a.mkv"), listing=holds(folders=(f"{HOME}.mkv",)))
    assert told(found) == [("conflict", "destination-exists", f"{HOME}.mkv")]


@pytest.mark.parametrize("policy", list(ConflictPolicy))
def test_a_file_where_a_folder_is_needed_is_in_the_way(policy: ConflictPolicy) -> None:
    blocking = "/lib/Movies/Glass Harbour (1999)"
    found = made(film("/in/a.mkv"), film("/in/b.mkv", title="Other"), listing=holds(blocking), policy=policy)
    assert told(found) == [("conflict", "destination-exists", blocking), READY]


def test_a_file_that_is_to_lie_where_another_row_needs_a_folder_waits() -> None:
    album = Guess(kind=Kind.TRACK, artist="The Finches", album="folder.jpg", track=1, title="Dawn")
    cover = Companion(file=file("/in/F/folder.jpg"), role=Role.ARTWORK, bound=False)
    found = made(track("/in/F/M/a.mp3", cover), Item(file=file("/in/b.mp3"), guess=album))
    assert [row.status for row in found.rows] == [Status.READY] * 2
    assert found.rows[0].companions[0].status is Status.CONFLICT


def test_what_lies_in_its_place_keeps_it() -> None:
    found = made(film("/in/a.mkv"), film(f"{HOME}.mkv"))
    assert told(found) == [("conflict", "destination-exists", f"{HOME}.mkv"), ("unchanged", None, None)]
    found = made(film("/in/a.mkv"), film(f"{HOME}.mkv"), policy=KEEP_BOTH)
    assert goes(found) == [f"{HOME} - 2.mkv", None]


def test_a_place_that_is_about_to_be_left_is_still_taken_where_files_stay() -> None:
    items = [film("/in/a.mkv"), film(f"{HOME}.mkv", title="Misnamed")]
    found = plan(items, Roots.under("/lib"), Listing(), policy=SKIP, mode=Mode.COPY)
    assert told(found) == [("conflict", "destination-exists", f"{HOME}.mkv"), READY]


def test_a_person_may_change_the_spelling_of_a_name() -> None:
    source = HOME.lower().replace("/lib/movies", "/lib/Movies") + ".mkv"
    found = made(edited(film(source, inode=7)), listing=holds(inodes={source: 7}))
    assert goes(found) == [f"{HOME}.mkv"]


def test_another_spelling_that_is_another_file_is_in_the_way() -> None:
    source = HOME.lower().replace("/lib/movies", "/lib/Movies") + ".mkv"
    found = made(edited(film(source, inode=7)), listing=holds(inodes={f"{HOME}.mkv": 8}))
    assert told(found) == [("conflict", "destination-exists", f"{HOME}.mkv")]


@pytest.mark.parametrize("policy", list(ConflictPolicy))
def test_another_name_of_the_same_file_is_said_to_be_one(policy: ConflictPolicy) -> None:
    found = made(film("/in/a.mkv", inode=7, links=2), listing=holds(inodes={f"{HOME}.mkv": 7}), policy=policy)
    assert told(found) == [("conflict", "same-file", f"{HOME}.mkv")]
    spelled = HOME.lower().replace("/lib/movies", "/lib/Movies") + ".mkv"
    found = made(edited(film(spelled, inode=7, links=2)), listing=holds(inodes={f"{HOME}.mkv": 7}), policy=policy)
    assert told(found) == [("conflict", "same-file", f"{HOME}.mkv")]


def test_what_was_kept_beside_its_namesake_stays_so() -> None:
    listing = holds(f"{HOME}.mkv", f"{HOME} - 2.mkv")
    for policy in ConflictPolicy:
        found = made(film(f"{HOME}.mkv"), film(f"{HOME} - 2.mkv"), listing=listing, policy=policy)
        assert [row.status for row in found.rows] == [Status.UNCHANGED] * 2


def test_a_namesake_that_is_gone_gives_its_name_free() -> None:
    found = made(film(f"{HOME} - 2.mkv"), listing=holds(f"{HOME} - 2.mkv"))
    assert goes(found) == [f"{HOME}.mkv"]


def test_a_subtitle_that_collides_holds_its_film_back() -> None:
    listing = holds(f"{HOME}.en.srt")
    row = made(film("/in/a.mkv", subtitle("/in/a.srt")), listing=listing).rows[0]
    assert (row.status, row.reasons[0].path) == (Status.CONFLICT, "/in/a.srt")
    assert row.companions[0].status is Status.CONFLICT
    row = made(film("/in/a.mkv", subtitle("/in/a.srt")), listing=listing, policy=KEEP_BOTH).rows[0]
    assert (row.destination, row.companions[0].destination) == (f"{HOME} - 2.mkv", f"{HOME} - 2.en.srt")


def test_subtitles_of_two_films_in_two_formats_meet() -> None:
    items = [film("/in/a.mkv", subtitle("/in/a.srt")), film("/in/a.mp4", subtitle("/in/b.srt"))]
    assert [row.status for row in made(*items).rows] == [Status.CONFLICT] * 2
    found = made(*items, policy=KEEP_BOTH)
    assert [row.companions[0].destination for row in found.rows] == [f"{HOME}.en.srt", f"{HOME} - 2.en.srt"]


@pytest.mark.parametrize("policy", list(ConflictPolicy))
def test_a_poster_that_collides_stays_alone(policy: ConflictPolicy) -> None:
    poster = f"{HOME.rpartition('/')[0]}/poster.jpg"
    row = made(film("/in/a.mkv", picture("/in/poster.jpg")), listing=holds(poster), policy=policy).rows[0]
    assert row.status is Status.READY
    assert (row.companions[0].status, row.companions[0].destination) == (Status.CONFLICT, poster)
    assert row.companions[0].reasons[0].code is ProblemCode.DESTINATION_EXISTS


@pytest.mark.parametrize("policy", list(ConflictPolicy))
def test_of_two_posters_one_goes(policy: ConflictPolicy) -> None:
    found = made(
        film("/in/a.mkv", picture("/in/1/poster.jpg"), resolution="720p"),
        film("/in/b.mkv", picture("/in/2/poster.jpg"), resolution="1080p"),
        policy=policy,
    )
    assert [row.companions[0].status for row in found.rows] == [Status.READY, Status.CONFLICT]


def test_two_companions_of_one_row_never_share_a_name() -> None:
    row = made(
        film("/in/a.mkv", subtitle("/in/1.srt"), subtitle("/in/2.srt"), picture("/in/1.jpg"), picture("/in/2.jpg"))
    ).rows[0]
    assert [one.status for one in row.companions] == [Status.READY, Status.READY, Status.READY, Status.CONFLICT]
    assert [one.destination for one in row.companions[:2]] == [f"{HOME}.en.srt", f"{HOME}.Track 2.en.srt"]


def test_companions_of_a_conflict_stay() -> None:
    found = made(film("/in/a.mkv", picture("/in/poster.jpg")), film("/in/b.mkv"))
    assert [one.reasons[0].code for one in found.rows[0].companions] == [ProblemCode.OWNER_STAYED]
    assert found.count() == 0


@pytest.mark.parametrize("policy", list(ConflictPolicy))
def test_nothing_is_planned_twice_though_it_be_given_twice(policy: ConflictPolicy) -> None:
    twice = film("/in/a.mkv", picture("/in/poster.jpg"))
    other = film("/in/b.mkv", picture("/in/poster.jpg"), title="Other")
    found = made(twice, twice, other, policy=policy)
    moved = [transfer.file.path for unit in found.units() for transfer in unit.transfers()]
    assert len(moved) == len(set(moved))
    assert [row.status for row in found.rows] == [Status.READY, Status.CONFLICT, Status.READY]


def test_thousands_of_one_name_are_numbered_in_a_moment() -> None:
    items = [film(f"/in/{number}.mkv") for number in range(3000)]
    start = time.process_time()
    found = made(*items, policy=KEEP_BOTH)
    assert len(set(goes(found))) == 3000
    assert time.process_time() - start < 20  # trying every number anew would take minutes
