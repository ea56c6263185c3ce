"""A plan that follows corrections is, after each of them, the plan that is made from nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.errors import CancelledError
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.listing import Entry, Listing
from jforg_gui.domain.match import Guess, PartWord
from jforg_gui.domain.media import Identity, Kind, Library, MediaFile, Role
from jforg_gui.domain.plan import Roots, Row, Status
from jforg_gui.domain.streams import MediaFacts
from jforg_gui.workflow.planning import Terms, place_rows
from jforg_gui.workflow.replanning import LivePlan

ROOTS: Final = Roots.under("/lib")
NESTED: Final = Roots({**ROOTS.folders, Library.MOVIES: "/lib", Library.COMICS: "/lib/Books"})
# Few of each, and such as meet: other cases, numbers at the end, names of folders, nothing that could be a name.
TITLES: Final = (
    "Weir",
    "weir",
    "Weir (2)",
    "Ember Quay",
    "Season 01",
    "Caf\u00e9",
    "Cafe\u0301",
    "???",
    "x" * 300,
    None,
)
FOLDERS: Final = (
    "/in/a",
    "/in/b",
    "/lib/Movies/Weir (1999)",
    "/lib/Movies/Weir",
    "/lib/Movies",
    "/lib/Shows/weir/Season 01",
    "/lib/Music/Weir/Ember Quay",
    "/lib/Books/Ember Quay",
)
_KINDS: Final = (
    *(Kind.MOVIE, Kind.EPISODE, Kind.TRACK, Kind.BOOK, Kind.COMIC, Kind.AUDIOBOOK),
    Kind.EXTRA,
    Kind.UNKNOWN,
)
_NAMES: Final = ("Weir (1999).mkv", "Weir.mkv", "weir (1999) (2).mkv", "weir S01E01.mkv", "1-01 Weir.flac", "theme.mp3")


def _file(path: str, number: int) -> MediaFile:
    return MediaFile(path, 100 + number % 3, 0, Identity(1, number))


titles = st.sampled_from(TITLES)
guesses = st.builds(
    Guess,
    kind=st.sampled_from(_KINDS),
    title=titles,
    series=titles,
    year=st.sampled_from((None, 1999, 2011)),
    season=st.sampled_from((None, 0, 1)),
    episodes=st.sampled_from(((), (1,), (1, 2))),
    part=st.sampled_from((None, None, 1, 2)),
    part_word=st.sampled_from((None, PartWord.CD)),
    edition=st.sampled_from((None, "Extended")),
    resolution=st.sampled_from((None, "1080p")),
    artist=titles,
    album=titles,
    track=st.sampled_from((None, 1)),
    disc=st.sampled_from((None, 1, 2)),
    author=titles,
    number=st.sampled_from((None, "1")),
)
policies = st.sampled_from(ConflictPolicy)


@st.composite
def items_of(draw: st.DrawFn) -> list[Item]:
    """Rows whose files all have names of their own, some with a subtitle and a poster."""
    places = draw(
        st.lists(st.tuples(st.sampled_from(FOLDERS), st.sampled_from(_NAMES)), min_size=2, max_size=9, unique=True)
    )
    found = []
    for number, (folder, name) in enumerate(places):
        beside = [
            Companion(file=_file(f"{folder}/{name[:-4]}.en.srt", 100 + number), role=Role.SUBTITLE, language="en"),
            Companion(
                file=_file(f"{folder}/{number}.jpg", 200 + number), role=Role.ARTWORK, label="poster", bound=False
            ),
        ]
        found.append(
            Item(
                file=_file(f"{folder}/{name}", number),
                guess=draw(guesses),
                owner=draw(st.none() | guesses),
                companions=tuple(beside[: draw(st.integers(0, 2))]),
                wanted=draw(st.booleans() | st.just(value=True)),
                conflict=draw(st.none() | policies),
            )
        )
    return found


@st.composite
def terms_of(draw: st.DrawFn, items: Sequence[Item]) -> Terms:
    """Terms whose library holds what lies in it, and a few files of its own."""
    paths = [item.file.path for item in items] + [one.file.path for item in items for one in item.companions]
    files = [item.file for item in items] + [one.file for item in items for one in item.companions]
    entries = [Entry(file.path, file.size, file.identity) for file in files if file.path.startswith("/lib/")]
    more = draw(st.lists(st.tuples(st.sampled_from(FOLDERS[2:]), st.sampled_from(_NAMES)), max_size=3))
    strangers = (f"{folder}/{name}" for folder, name in more)
    entries += [Entry(path, 100, Identity(2, hash(path))) for path in strangers if path not in paths]
    folders = {entry.path.rpartition("/")[0] for entry in entries}
    folders |= {folder.rpartition("/")[0] for folder in folders}
    entries += [Entry(path, 0, Identity(3, hash(path)), is_folder=True) for path in sorted(folders)]
    return Terms(
        roots=draw(st.sampled_from((ROOTS, ROOTS, NESTED))),
        listing=Listing.of(entries),
        policy=draw(policies),
        nfo=draw(st.booleans()),
        mode=draw(st.sampled_from((Mode.MOVE, Mode.COPY))),
    )


def _from_nothing(items: Sequence[Item], terms: Terms) -> list[Row]:
    return place_rows(items, terms, terms.holdings()).rows


def _corrected(data: st.DataObject, items: Sequence[Item]) -> dict[int, Item]:
    """One or two rows with another guess and check box, or two that change places, as when rows are dragged."""
    some = data.draw(st.lists(st.integers(0, len(items) - 1), min_size=1, max_size=2, unique=True))
    if len(some) == 2 and data.draw(st.booleans()):
        return {some[0]: items[some[1]], some[1]: items[some[0]]}
    return {n: replace(items[n], guess=data.draw(guesses), wanted=data.draw(st.booleans())) for n in some}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_after_each_correction_it_is_the_plan_made_from_nothing(data: st.DataObject) -> None:
    items = data.draw(items_of())
    terms = data.draw(terms_of(items))
    live = LivePlan(items, terms)
    assert live.rows == _from_nothing(items, terms)
    for _step in range(data.draw(st.integers(1, 4))):
        now = [row.item for row in live.rows]
        if len(now) > 1 and data.draw(st.sampled_from((False, False, True))):
            gone = data.draw(st.integers(0, len(now) - 1))
            live, touched = live.without({gone})
            del now[gone]
            _plan_again(live, {}, touched)
        else:
            changed = _corrected(data, now)
            now = [changed.get(index, item) for index, item in enumerate(now)]
            _plan_again(live, changed, changed)
        assert live.rows == _from_nothing(now, terms)


def _plan_again(live: LivePlan, changed: Mapping[int, Item], begin: Collection[int]) -> set[int]:
    found = live.replanned(begin, changed)
    assert found is not None
    live.adopt(found)
    return set(found.rows)


# --- what is tied to what ---------------------------------------------------------------------------------------------


def _terms(*entries: Entry, policy: ConflictPolicy = ConflictPolicy.SKIP) -> Terms:
    return Terms(roots=ROOTS, listing=Listing.of(entries), policy=policy)


def _film(path: str, title: str, year: int | None = 1999, **more: Any) -> Item:  # noqa: ANN401 — the fields of an item
    return Item(file=_file(path, len(path)), guess=Guess(kind=Kind.MOVIE, title=title, year=year), **more)


def test_only_what_a_correction_can_touch_is_planned_anew() -> None:
    items = [_film(f"/in/{n}.mkv", f"Weir {n // 2}", 2000 + n % 2) for n in range(40)]
    live = LivePlan(items, _terms())
    assert _plan_again(live, {6: replace(items[6], wanted=False)}, [6]) == {6, 7}  # remakes lie on one shelf
    both = _plan_again(live, {6: _film("/in/6.mkv", "Weir 9", 2000)}, [6])
    assert both == {6, 7, 18, 19}
    assert [live.rows[n].status for n in (6, 18)] == [Status.CONFLICT] * 2
    assert live.plan().rows == tuple(live.rows)


def test_too_many_rows_are_left_to_another_thread() -> None:
    items = [_film(f"/in/{n}.mkv", "Weir") for n in range(4)]
    live = LivePlan(items, _terms())
    assert live.replanned([0], {}, most=3) is None
    assert live.replanned([0], {}, most=4) is not None


def test_who_wants_the_place_of_a_file_hears_that_it_stays() -> None:
    there = "/lib/Movies/Weir (1999)/Weir (1999).mkv"
    items = [_film(there, "Ember Quay"), _film("/in/a.mkv", "Weir")]
    live = LivePlan(items, _terms(Entry(there, 100, items[0].file.identity)))
    assert [row.status for row in live.rows] == [Status.READY] * 2
    assert _plan_again(live, {0: replace(items[0], wanted=False)}, [0]) == {0, 1}
    assert [row.status for row in live.rows] == [Status.READY, Status.CONFLICT]


def test_a_disc_that_was_numbered_hears_that_its_number_is_free() -> None:
    def disc(number: int) -> Item:
        main = f"/in/{number}/VIDEO_TS/VIDEO_TS.IFO"
        return _film(main, "Weir", disc=f"/in/{number}", conflict=ConflictPolicy.KEEP_BOTH)

    items = [disc(1), disc(2), _film("/in/c.mkv", "Weir (1999) (2)", None)]
    live = LivePlan(items, _terms())
    before = live.rows[1].destination
    again = _plan_again(live, {2: _film("/in/c.mkv", "Ember Quay")}, [2])
    assert again == {0, 1, 2}
    assert live.rows == _from_nothing([row.item for row in live.rows], live.terms)
    assert before is not None


def test_what_is_a_sample_no_more_hears_of_it() -> None:
    short, long = MediaFacts(duration=60.0), MediaFacts(duration=6000.0)
    items = [_film("/in/a.mkv", "Weir"), _film("/in/b.mkv", "Weir")]
    media = {("/in/a.mkv", items[0].file.size): short, ("/in/b.mkv", items[1].file.size): long}
    live = LivePlan(items, replace(_terms(), media=media))
    assert [row.status for row in live.rows] == [Status.IGNORED, Status.READY]
    other = replace(live.rows[1].item, guess=Guess(kind=Kind.MOVIE, title="Ember Quay", year=1999))
    assert _plan_again(live, {1: other}, [1]) == {0, 1}
    assert [row.status for row in live.rows] == [Status.READY, Status.READY]


def test_rows_that_share_a_file_are_never_planned_apart() -> None:
    items = [_film("/in/a.mkv", "Weir"), _film("/in/a.mkv", "Ember Quay"), _film("/in/b.mkv", "Harbour")]
    live = LivePlan(items, _terms())
    assert _plan_again(live, {2: replace(items[2], wanted=False)}, [2]) == {0, 1, 2}


def test_libraries_that_lie_in_one_another_are_taken_for_one() -> None:
    folder = "/lib/Books"
    items = [_film("/in/a.mkv", "Weir"), _film("/in/b.mkv", "Ember Quay")]
    live = LivePlan(
        items, replace(_terms(), roots=Roots({Library.MOVIES: f"{folder}/Weir (1999)", Library.BOOKS: folder}))
    )
    assert live.rows == _from_nothing(items, live.terms)
    assert _plan_again(live, {0: replace(items[0], wanted=False)}, [0]) == {0, 1}  # both below the shelf "Weir"


class _Soon:
    """Stops when it is asked for the second time."""

    def __init__(self) -> None:
        self.asked = 0

    def cancelled(self) -> bool:
        self.asked += 1
        return self.asked > 1


def test_a_long_plan_can_be_stopped() -> None:
    items = [_film(f"/in/{n}.mkv", f"Weir {n}") for n in range(600)]
    with pytest.raises(CancelledError):
        LivePlan(items, _terms(), cancellation=_Soon())
    live = LivePlan(items, _terms())
    with pytest.raises(CancelledError):
        live.replanned(range(600), {}, cancellation=_Soon())
