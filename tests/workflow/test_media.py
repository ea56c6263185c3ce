"""What is inside media files: remembered, asked only where it matters, and what it changes in a plan."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

import pytest

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.errors import CancelledError, ProblemCode
from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import Entry, Listing
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.domain.plan import Plan, Roots, Status
from jforg_gui.domain.streams import Hdr, MediaFacts
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.workflow.media import KnownMedia, wanted
from jforg_gui.workflow.planning import plan
from jforg_gui.workflow.ports import NEVER
from jforg_gui.workflow.quality import Quality
from tests.fakes.streams import FakeReader, FakeStore

HOME = "/lib/Movies/Glass Harbour (1999)/Glass Harbour (1999)"
SKIP, KEEP_BOTH, BEST = ConflictPolicy.SKIP, ConflictPolicy.KEEP_BOTH, ConflictPolicy.KEEP_BEST
HD = MediaFacts(width=1920, height=800, duration=6000.0, bit_rate=5_000_000)
SD = MediaFacts(width=720, height=576, duration=6000.0, bit_rate=9_000_000)


class Stop:
    def cancelled(self) -> bool:
        return True


def file(path: str, size: int = 1000) -> MediaFile:
    return MediaFile(path, size, 0, Identity(1, hash(path)))


def film(path: str, *, size: int = 1000, **fields: Any) -> Item:  # noqa: ANN401 — a guess's fields
    guess = Guess(**{"kind": Kind.MOVIE, "title": "Glass Harbour", "year": 1999, **fields})
    return Item(file=file(path, size), guess=guess)


def episode(path: str, *, size: int = 1000, episodes: tuple[int, ...] = (2,)) -> Item:
    return film(path, size=size, kind=Kind.EPISODE, series="Harbour Ten", season=1, episodes=episodes)


def made(*items: Item, policy: ConflictPolicy = SKIP, library: str = "", **facts: MediaFacts) -> Plan:
    sizes = {item.file.path: item.file.size for item in items} | ({library: 1000} if library else {})
    named = {os.path.splitext(os.path.basename(path))[0]: (path, size) for path, size in sizes.items()}
    media = {named[name.replace("_", " ")]: said for name, said in facts.items()}
    listing = Listing.of([Entry(library, 1000, Identity(1, 5))] if library else [])
    return plan(items, Roots.under("/lib"), listing, policy=policy, media=media)


def statuses(found: Plan) -> list[Status]:
    return [row.status for row in found.rows]


# --- remembering ----------------------------------------------------------------------------------------------------


def test_what_is_known_is_not_read_again() -> None:
    one, two, dull = file("/in/one.mkv"), file("/in/two.mkv"), file("/in/dull.mkv")
    store, reader = FakeStore((one, HD)), FakeReader(two=SD, dull=None)
    media = KnownMedia(reader, store)
    assert media.of(one) is None
    assert media.read([one, two, dull, two], NEVER)
    assert reader.asked == ["two", "dull"]
    assert (media.of(one), media.of(two), media.of(dull)) == (HD, SD, None)
    assert store.holds == {one: HD, two: SD, dull: None}
    assert not media.read([one, two, dull], NEVER), "nothing new"
    assert media.facts() == {("/in/one.mkv", 1000): HD, ("/in/two.mkv", 1000): SD}


def test_a_file_that_was_replaced_is_read_anew() -> None:
    one = file("/in/one.mkv")
    reader = FakeReader(one=HD)
    media = KnownMedia(reader, FakeStore())
    media.read([one], NEVER)
    other = replace(one, mtime_ns=1)
    assert media.of(other) is None
    reader.facts = {"one": SD}
    assert media.read([other], NEVER)
    assert media.of(other) == SD


def test_what_could_not_be_read_is_not_kept_and_asked_again_only_if_it_was_not_there(tmp_path: object) -> None:
    store, reader = FakeStore(), FakeReader()
    media = KnownMedia(reader, store)
    with open(f"{tmp_path}/hangs.mkv", "xb"):
        pass
    for _ in range(2):
        assert not media.read([file(f"{tmp_path}/hangs.mkv"), file(f"{tmp_path}/gone.mkv")], NEVER)
    assert (reader.asked, store.holds) == (["hangs", "gone", "gone"], {})


def test_what_has_no_streams_is_not_opened() -> None:
    reader = FakeReader()
    names = ("book.epub", "disc.iso", "far.strm", "slice.001", "empty.mkv", "words.srt")
    KnownMedia(reader, FakeStore()).read([file(f"/in/{name}", size=int(name != "empty.mkv")) for name in names], NEVER)
    assert reader.asked == []


def test_while_nothing_may_be_read_only_what_was_read_earlier_is_known() -> None:
    one, two = file("/in/one.mkv"), file("/in/two.mkv")
    media = KnownMedia(FakeReader(two=SD), FakeStore((one, HD)))
    media.reading = False
    assert media.read([one, two], NEVER)
    assert (media.of(one), media.of(two)) == (HD, None)
    media.reading = True
    assert media.read([one, two], NEVER)
    assert media.of(two) == SD


def test_it_can_be_stopped() -> None:
    media = KnownMedia(FakeReader(one=HD), FakeStore())
    with pytest.raises(CancelledError):
        media.read([file("/in/one.mkv")], Stop())


# --- asking only where it matters -----------------------------------------------------------------------------------


def asked(*items: Item, policy: ConflictPolicy = SKIP, library: str = "") -> list[str]:
    rows = made(*items, policy=policy, library=library).rows
    return [os.path.basename(one.path) for one in wanted(rows, policy, LocalDisk())]


def test_files_that_meet_nobody_are_not_looked_into() -> None:
    assert asked(film("/in/a.mkv"), film("/in/b.mkv", title="Other")) == []
    assert asked(film("/in/a.mkv", resolution="720p"), film("/in/b.mkv", resolution="1080p"), policy=BEST) == []


def test_only_the_two_in_conflict_are(tmp_path: object) -> None:
    library = f"{tmp_path}/Glass Harbour (1999).mkv"
    with open(library, "xb") as there:
        there.write(b"film")
    rows = made(film("/in/a.mkv"), film("/in/z.mkv", title="Other"), policy=BEST, library=f"{HOME}.mkv").rows
    problem = replace(rows[0].reasons[0], details=(("other", library),))
    rows = (replace(rows[0], reasons=(problem,)), rows[1])
    found = wanted(rows, BEST, LocalDisk())
    assert [(one.path, one.size) for one in found] == [("/in/a.mkv", 1000), (library, 4)]
    assert wanted(rows, SKIP, LocalDisk()) == []


def test_what_shall_be_kept_beside_a_film_of_the_library_is() -> None:
    assert asked(film("/in/a.mkv"), policy=KEEP_BOTH, library=f"{HOME}.mkv") == ["a.mkv"]
    assert asked(film("/in/a.mkv", resolution="720p"), policy=KEEP_BOTH, library=f"{HOME}.mkv") == []
    assert asked(film("/in/a.mkv"), policy=SKIP, library=f"{HOME}.mkv") == []


def test_films_of_one_folder_whose_names_keep_silent_are() -> None:
    assert asked(film("/in/a.mkv"), film("/in/b.mkv", resolution="720p")) == ["a.mkv", "b.mkv"]
    assert asked(film("/in/a.mkv", part=1), film("/in/b.mkv", part=2)) == []


def test_so_are_small_ones_beside_a_large_one_of_the_same_name() -> None:
    assert asked(episode("/in/a.mkv"), episode("/in/b.mkv", size=100)) == ["a.mkv", "b.mkv"]
    assert asked(episode("/in/a.mkv"), episode("/in/b.mkv", size=900)) == []
    assert asked(episode("/in/a.mkv"), episode("/other/b.mkv", size=100)) == []
    assert asked(episode("/in/a.mkv"), episode("/in/b.mkv", size=100, episodes=(3,))) == []


# --- what it changes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "better"),
    [
        (Quality(None, 1, HD), Quality(None, 9, SD), False),  # no lines given: bits
        (Quality(1080, 1, HD), Quality(576, 9, SD), True),
        (Quality(1080, 9, replace(HD, duration=60.0)), Quality(576, 1, SD), False),  # a fragment
        (Quality(1080, 9, replace(HD, duration=None)), Quality(576, 1, SD), False),
        (Quality(1080, 1, replace(HD, hdr=(Hdr.HLG,))), Quality(1080, 9, HD), True),
        (Quality(1080, 1, replace(HD, bit_rate=6_000_000)), Quality(1080, 9, HD), True),
        (Quality(1080, 9, replace(HD, bit_rate=None)), Quality(1080, 1, HD), True),
        (Quality(1080, 1, HD), Quality(1080, 1, HD), False),
        (Quality(1080, 1, HD), Quality(720, 9), True),
    ],
)
def test_which_is_better(one: Quality, other: Quality, *, better: bool) -> None:
    assert one.better_than(other) is better
    if one != other:
        assert other.better_than(one) is not better


def test_the_best_is_told_by_what_is_inside_not_by_its_name_or_size() -> None:
    loud, small = episode("/in/loud.mkv", size=9000), episode("/in/small.mkv")
    found = made(loud, small, policy=BEST, loud=SD, small=HD)
    assert statuses(found) == [Status.IGNORED, Status.READY]
    assert found.rows[0].reasons[0].code is ProblemCode.NOT_THE_BEST
    assert statuses(made(loud, small, policy=BEST)) == [Status.READY, Status.IGNORED]


def test_the_librarys_file_is_judged_by_its_streams_as_well() -> None:
    library = f"{HOME}.mkv"
    assert statuses(made(film("/in/a.mkv", size=500), policy=BEST, library=library, a=HD)) == [Status.IGNORED]
    found = made(film("/in/a.mkv", size=500), policy=BEST, library=library, a=HD, **{"Glass Harbour (1999)": SD})
    assert statuses(found) == [Status.READY]
    assert found.rows[0].replaces == library


def test_versions_are_labelled_by_what_is_inside() -> None:
    found = made(film("/in/a.mkv"), film("/in/b.mkv"), a=HD, b=SD)
    assert [row.destination for row in found.rows] == [f"{HOME} - 1080p.mkv", f"{HOME} - 576p.mkv"]
    assert statuses(found) == [Status.READY, Status.READY]
    assert statuses(made(film("/in/a.mkv"), film("/in/b.mkv"))) == [Status.CONFLICT, Status.CONFLICT]
    named = made(film("/in/a.mkv", resolution="720p"), film("/in/b.mkv"), a=HD, b=SD)
    assert [row.destination for row in named.rows] == [f"{HOME} - 720p.mkv", f"{HOME} - 576p.mkv"], "names go first"
    assert all(row.item.guess.resolution is None for row in found.rows), "what was recognised stays as it was"


def test_beside_a_library_film_the_version_is_labelled_too() -> None:
    found = made(film("/in/a.mkv"), policy=KEEP_BOTH, library=f"{HOME}.mkv", a=HD)
    assert [row.destination for row in found.rows] == [f"{HOME} - 1080p.mkv"]


def test_what_lies_right_in_the_library_keeps_its_name() -> None:
    there, other = film(f"{HOME}.mkv"), film(f"{HOME} - 2160p.mkv", resolution="2160p")
    media = {(there.file.path, 1000): HD, (other.file.path, 1000): HD}
    found = plan([there, other], Roots.under("/lib"), Listing(), policy=SKIP, media=media)
    assert statuses(found) == [Status.UNCHANGED, Status.UNCHANGED]
    new = film("/in/a.mkv")
    found = plan([there, new], Roots.under("/lib"), Listing(), policy=SKIP, media={**media, ("/in/a.mkv", 1000): SD})
    assert [row.destination for row in found.rows] == [f"{HOME}.mkv", f"{HOME} - 576p.mkv"]


def test_what_runs_for_a_moment_beside_the_film_is_a_sample() -> None:
    short = replace(HD, duration=30.0)
    found = made(film("/in/a.mkv"), film("/in/b.mkv", size=50), a=HD, b=short)
    assert statuses(found) == [Status.READY, Status.IGNORED]
    assert found.rows[1].reasons[0].code is ProblemCode.SAMPLE
    assert found.rows[0].destination == f"{HOME}.mkv", "a sample is no version"
    corrected = replace(film("/in/b.mkv", size=50), recognised=Guess(kind=Kind.MOVIE))
    assert Status.IGNORED not in statuses(made(film("/in/a.mkv"), corrected, a=HD, b=short)), "the person knows better"
    assert Status.IGNORED not in statuses(made(film("/in/a.mkv"), film("/in/b.mkv", title="Other"), a=HD, b=short))
    long = replace(HD, duration=599.0)
    assert Status.IGNORED not in statuses(made(film("/in/a.mkv"), film("/in/b.mkv"), a=long, b=short))


def test_a_plan_without_facts_is_as_it_was() -> None:
    items = [film("/in/a.mkv"), film("/in/b.mkv", title="Other")]
    assert made(*items) == plan(items, Roots.under("/lib"), Listing(), policy=SKIP)
