from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.media import Kind
from jforg_gui.domain.work import Report
from jforg_gui.engine import Engine
from jforg_gui.storage.filesystems import LocalDisks
from jforg_gui.storage.places import Places
from jforg_gui.storage.settings import Settings
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase, State
from jforg_gui.workflow.editing import Field
from tests.conftest import MediaTree
from tests.fakes.worlds import tree_of

SEASON = [f"Harbor.Nine.S01E{n:02d}.1080p.WEB.mkv" for n in (1, 2, 3)]


@pytest.fixture
def library(tmp_path: os.PathLike[str]) -> str:
    return os.path.join(tmp_path, "library")


@pytest.fixture
def session(qapp: object, own_home: str, library: str) -> Iterator[Session]:  # noqa: ARG001 — Qt must be there
    settings = Settings({})
    for name in ("movies", "shows", "music", "books", "comics", "audiobooks"):
        settings = settings.with_value(f"library.{name}", os.path.join(library, name.title()))
    engine = Engine(Places(own_home, own_home), settings.with_value("scan.workers", "1"))
    jobs = Jobs(scan_workers=2)
    session = Session(engine, jobs)
    yield session
    assert jobs.close()
    engine.close()


@pytest.fixture
def review(session: Session, media_tree: MediaTree, qtbot: QtBot) -> Callable[[list[str]], str]:
    def add(files: list[str]) -> str:
        tree = media_tree(files)
        session.add([tree])
        wait_for(session, qtbot, Phase.REVIEW)
        return tree

    return add


Review = Callable[[list[str]], str]


def wait_for(session: Session, qtbot: QtBot, phase: Phase) -> None:
    qtbot.waitUntil(lambda: session.phase is phase, timeout=20_000)


def index_of(session: Session, name: str) -> int:
    return next(i for i, row in enumerate(session.rows) if row.item.file.name == name)


def destinations(session: Session, library: str) -> dict[str, str]:
    return {
        row.item.file.name: os.path.relpath(row.destination, library)
        for row in session.rows
        if row.destination is not None
    }


def test_rows_appear_while_scanning_and_are_then_recognised(
    session: Session, media_tree: MediaTree, qtbot: QtBot
) -> None:
    tree = media_tree([*SEASON, "Ember Quay (2001)/Ember Quay (2001).mkv", "RARBG.txt"])
    phases: list[Phase] = []
    waiting: list[set[State]] = []
    session.phase_changed.connect(phases.append)
    session.rows_appended.connect(
        lambda first, last: waiting.append({session.state(i) for i in range(first, last + 1)})
    )
    session.add([tree])
    wait_for(session, qtbot, Phase.REVIEW)
    assert phases == [Phase.SCANNING, Phase.RECOGNISING, Phase.REVIEW]
    assert waiting
    assert set.union(*waiting) == {State.WAITING}
    counts = session.counts()
    assert (counts.all, counts.by_state[State.READY], counts.by_state[State.IGNORED]) == (5, 4, 1)
    assert (counts.by_kind["shows"], counts.by_kind["films"]) == (3, 1)
    assert session.ready_files() == 4


def test_an_edit_for_a_whole_season_moves_all_its_places_at_once(
    session: Session, review: Review, library: str
) -> None:
    review(SEASON)
    changed: list[list[int]] = []
    session.rows_changed.connect(changed.append)
    assert session.edit([0, 1, 2], Field.SERIES, "Harbour 9") == ""
    assert destinations(session, library)[SEASON[0]] == "Shows/Harbour 9/Season 01/Harbour 9 - S01E01.mkv"
    assert changed == [[0, 1, 2]]
    session.undo_edit()
    assert destinations(session, library)[SEASON[2]] == "Shows/Harbor Nine/Season 01/Harbor Nine - S01E03.mkv"
    session.redo_edit()
    assert "Harbour 9" in destinations(session, library)[SEASON[1]]


def test_what_cannot_be_read_changes_nothing(session: Session, review: Review, library: str) -> None:
    review(SEASON)
    before = destinations(session, library)
    assert "1x3" in session.edit([0], Field.NUMBER, "five")
    assert "four digits" in session.edit([0], Field.YEAR, "20011")
    assert destinations(session, library) == before


def test_conflicts_are_decided_for_all_who_want_the_place(session: Session, review: Review, library: str) -> None:
    review(["a/Ember Quay (2001).mkv", "b/Ember Quay (2001).mkv"])
    assert [session.state(i) for i in (0, 1)] == [State.CONFLICT, State.CONFLICT]
    assert session.reason(0)
    session.decide([0], ConflictPolicy.KEEP_BOTH)
    assert [session.state(i) for i in (0, 1)] == [State.READY, State.READY]
    assert len({row.destination for row in session.rows}) == 2
    session.undo_edit()
    session.decide([1], ConflictPolicy.SKIP)
    assert session.state(0) is State.READY
    assert session.ready_files() == 1
    assert destinations(session, library)


def test_what_is_not_sure_is_asked_and_the_persons_yes_is_enough(
    session: Session, review: Review, qtbot: QtBot
) -> None:
    review(["Golden Pier (2010)/Golden.Pier.2012.1080p.mkv"])
    assert session.state(0) is State.ATTENTION
    assert session.rows[0].reasons[0].code is ProblemCode.YEAR_UNSURE
    session.confirm([0])
    qtbot.waitUntil(lambda: session.state(0) is State.READY)
    assert "Golden Pier (2012)" in (session.rows[0].destination or "")
    session.undo_edit()
    qtbot.waitUntil(lambda: session.state(0) is State.ATTENTION)


def test_what_is_not_checked_does_not_move(session: Session, review: Review) -> None:
    review(SEASON)
    session.set_checked([0], wanted=False)
    assert session.ready_files() == 2
    assert not session.rows[0].item.wanted


def test_move_and_take_back(session: Session, review: Review, library: str, qtbot: QtBot) -> None:
    tree = review([*SEASON, "sub/Ember Quay (2001).mkv"])
    before = tree_of(tree)
    reports: list[Report] = []
    session.run_ended.connect(reports.append)
    session.run()
    wait_for(session, qtbot, Phase.DONE)
    assert (reports[0].done, reports[0].complete) == (4, True)
    assert {session.state(i) for i in range(4)} == {State.DONE}
    assert sum(1 for facts in tree_of(library).values() if facts[0] == "file") == 4 + reports[0].created
    session.undo("last")
    wait_for(session, qtbot, Phase.REVIEW)
    assert (tree_of(tree), tree_of(library) if os.path.exists(library) else {}) == (before, {})
    assert reports[1].done == 4
    assert session.ready_files() == 4


def test_decisions_survive_reading_again(session: Session, review: Review, library: str, qtbot: QtBot) -> None:
    review(SEASON)
    session.edit([0, 1, 2], Field.SERIES, "Harbour 9")
    session.set_checked([1], wanted=False)
    session.rescan()
    wait_for(session, qtbot, Phase.REVIEW)
    assert "Harbour 9" in destinations(session, library)[SEASON[0]]
    assert session.ready_files() == 2


def test_more_can_be_added(session: Session, review: Review, media_tree: MediaTree, qtbot: QtBot) -> None:
    tree = review(SEASON)
    session.edit([0, 1, 2], Field.SERIES, "Harbour 9")
    session.add([media_tree(["Ember Quay (2001).mkv"]), tree])
    wait_for(session, qtbot, Phase.REVIEW)
    assert session.ready_files() == 4
    assert session.rows[index_of(session, SEASON[0])].item.guess.series == "Harbour 9"


def test_rows_leave_the_list_and_come_back(session: Session, review: Review, qtbot: QtBot) -> None:
    tree = review(SEASON)
    session.remove([0])
    assert len(session.rows) == 2
    assert len(tree_of(tree)) == 3
    session.bring_back()
    wait_for(session, qtbot, Phase.REVIEW)
    qtbot.waitUntil(lambda: len(session.rows) == 3)


def test_a_scan_that_is_stopped_keeps_what_it_found(session: Session, media_tree: MediaTree, qtbot: QtBot) -> None:
    tree = media_tree([f"f{n:04d}/Film {n} (2001).mkv" for n in range(3000)])
    session.rows_appended.connect(lambda *_: session.cancel())
    session.add([tree])
    wait_for(session, qtbot, Phase.REVIEW)
    assert session.stopped_early
    assert 0 < len(session.rows) < 3000


def test_failures_stay_and_say_why(session: Session, review: Review, library: str, qtbot: QtBot) -> None:
    review(SEASON)
    target = session.rows[1].destination
    assert target is not None
    os.makedirs(os.path.dirname(target))
    with open(target, "xb") as file:
        file.write(b"somebody's")
    session.run()
    wait_for(session, qtbot, Phase.DONE)
    assert [session.state(i) for i in range(3)] == [State.DONE, State.FAILED, State.DONE]
    assert "overwritten" in session.reason(1)
    assert library


def test_copying_is_a_mode(session: Session, review: Review, library: str, qtbot: QtBot) -> None:
    tree = review(SEASON)
    before = tree_of(tree)
    session.mode = Mode.COPY
    session.run()
    wait_for(session, qtbot, Phase.DONE)
    assert tree_of(tree) == before
    assert len([name for name in tree_of(library) if name.endswith(".mkv")]) == 3


def test_another_instance_is_said(session: Session, review: Review, own_home: str, qtbot: QtBot) -> None:
    from jforg_gui.storage.lock import WriterLock  # noqa: PLC0415 — only here

    review(SEASON)
    os.makedirs(own_home, exist_ok=True)
    with WriterLock(os.path.join(own_home, "journal.lock")), qtbot.waitSignal(session.failed) as said:
        session.run()
    assert "at work" in said.args[0]
    wait_for(session, qtbot, Phase.REVIEW)
    assert session.ready_files() == 3


def test_what_the_disks_do_not_allow_is_said_and_nothing_moves(
    session: Session, review: Review, library: str, qtbot: QtBot
) -> None:
    tree = review(SEASON)
    os.makedirs(library)
    with open(os.path.join(library, "Shows"), "xb"):
        pass  # where the library's folder should be
    with qtbot.waitSignal(session.failed) as said:
        session.run()
    assert said.args[0].startswith(f"Nothing can be written to {library}/Shows: Not a directory.")
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW)
    assert sorted(os.listdir(tree)) == SEASON
    assert session.engine.history() == []


def test_files_that_the_disk_does_not_take_have_not_moved_for_the_table(
    session: Session, review: Review, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = review(SEASON)
    read_only = replace(LocalDisks().of(tree), read_only=True)
    monkeypatch.setattr(LocalDisks, "of", lambda _self, _folder: read_only)
    monkeypatch.setattr(LocalDisks, "refusal", lambda _self, _folder: "")
    with qtbot.waitSignal(session.run_ended):
        session.run()
    assert {session.state(index) for index in range(len(session.rows))} == {State.FAILED}
    assert "copy it instead" in session.reason(0)


def test_corrections_made_while_the_plan_is_made_are_all_kept(
    session: Session, review: Review, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    review(SEASON)
    monkeypatch.setattr("jforg_gui.ui.planned_rows.INLINE_ROWS", 0)

    session.set_checked([0], wanted=False)
    session.set_checked([1], wanted=False)
    assert session.planning
    session.run()
    assert session.phase is Phase.REVIEW  # nothing moves by a plan without them

    qtbot.waitUntil(lambda: not session.planning, timeout=10_000)
    assert [row.item.wanted for row in session.rows] == [False, False, True]
    session.undo_edit()
    session.undo_edit()
    qtbot.waitUntil(lambda: not session.planning, timeout=10_000)
    assert all(row.item.wanted for row in session.rows)


def test_a_plan_that_comes_late_shows_nothing_in_an_empty_window(
    session: Session, review: Review, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    review(SEASON)
    monkeypatch.setattr("jforg_gui.ui.planned_rows.INLINE_ROWS", 0)

    session.set_checked([0], wanted=False)
    session.clear()

    qtbot.wait(200)
    assert session.rows == []
    assert not session.planning


def test_a_correction_survives_reading_again_before_it_is_planned(
    session: Session, review: Review, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    review(SEASON)
    monkeypatch.setattr("jforg_gui.ui.planned_rows.INLINE_ROWS", 0)

    session.set_checked([0], wanted=False)
    session.rescan()

    wait_for(session, qtbot, Phase.REVIEW)
    assert [row.item.wanted for row in session.rows] == [False, True, True]


# --- from one start to the next ---------------------------------------------------------------------------------------


def test_work_goes_on_where_it_was_left(session: Session, review: Review, qtbot: QtBot) -> None:
    tree = review([*SEASON, "Ember.Quay.1988.mkv", "The.Weir.1974.mkv"])
    assert session.edit([index_of(session, SEASON[0])], Field.SERIES, "Harbour Ten") == ""
    session.edit([index_of(session, SEASON[1])], Field.TITLE, "Not so")
    session.undo_edit()
    session.set_checked([index_of(session, "Ember.Quay.1988.mkv")], wanted=False)
    session.remove([index_of(session, "The.Weir.1974.mkv")])
    kept, rows = session.unfinished()(), list(session.rows)
    assert kept.inputs == (tree,)
    assert len(kept.decisions) == 2

    jobs = Jobs(scan_workers=2)
    again = Session(session.engine, jobs)
    again.resume(kept)
    wait_for(again, qtbot, Phase.REVIEW)
    assert again.rows == rows
    assert again.unfinished()() == kept
    again.bring_back()
    wait_for(again, qtbot, Phase.REVIEW)
    qtbot.waitUntil(lambda: len(again.rows) == len(rows) + 1)
    assert jobs.close()


def test_choices_of_every_sort_are_there_at_the_next_start(session: Session, review: Review, qtbot: QtBot) -> None:
    review(["a/Ember Quay (2001).mkv", "b/Ember Quay (2001).mkv", "Low.Tide.1988.mkv", *SEASON])
    quays = [n for n, row in enumerate(session.rows) if "Quay" in row.item.file.name]
    session.decide(quays[:1], ConflictPolicy.KEEP_BOTH)
    assert session.edit([index_of(session, "Low.Tide.1988.mkv")], Field.KIND, Kind.EPISODE.value) == ""
    assert session.edit([index_of(session, "Low.Tide.1988.mkv")], Field.NUMBER, "2x7") == ""
    season = [index_of(session, name) for name in SEASON]
    session.reorder([season[1], season[0], season[2]])
    said = {row.item.file.path: row for row in session.rows}

    jobs = Jobs(scan_workers=2)
    again = Session(session.engine, jobs)
    again.resume(session.unfinished()())
    wait_for(again, qtbot, Phase.REVIEW)
    for row in again.rows:
        before = said[row.item.file.path]
        assert (row.destination, row.status, row.item.guess) == (before.destination, before.status, before.item.guess)
        assert (row.item.conflict, row.item.wanted) == (before.item.conflict, before.item.wanted)
    assert jobs.close()


def test_what_was_said_is_kept_while_it_is_read_again(session: Session, review: Review, qtbot: QtBot) -> None:
    review(SEASON)
    session.edit([0], Field.SERIES, "Harbour Ten")
    kept = session.unfinished()()
    session.rescan()
    assert session.phase is Phase.SCANNING
    assert session.unfinished()() == kept
    wait_for(session, qtbot, Phase.REVIEW)
    assert session.unfinished()() == kept
    session.undo_edit()


def test_nothing_is_taken_up_over_what_is_there(session: Session, review: Review) -> None:
    tree = review(SEASON)
    kept = session.unfinished()()
    session.resume(kept)
    assert session.inputs == [tree]
    assert session.phase is Phase.REVIEW
