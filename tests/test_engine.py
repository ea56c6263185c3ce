from __future__ import annotations

import os
from dataclasses import replace

import pytest

from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.errors import NothingToUndoError
from jforg_gui.domain.plan import Plan, Roots, Status
from jforg_gui.domain.work import RunKind, RunState
from jforg_gui.engine import Engine, Request
from jforg_gui.storage.lock import WriterLock
from jforg_gui.storage.places import Places
from jforg_gui.storage.settings import Settings
from tests.conftest import MediaTree
from tests.fakes.streams import matroska
from tests.fakes.worlds import Never, tree_of

FILES = ["Ember Quay (2001).mkv", "Tin.Sparrow.S01E02.mkv", "The Wharf - Low Tide (1999)/01 - Buoy.flac"]


def engine(home: str, workers: int = 1) -> Engine:
    return Engine(Places(home, home), Settings({}), workers=workers)


def request(tree: str, library: str) -> Request:
    return Request(inputs=(tree,), roots=Roots.under(library))


def rows(plan: Plan) -> list[tuple[str, str | None]]:
    return [(row.item.file.name, row.destination) for row in plan.rows]


def test_workers_change_nothing_but_speed(own_home: str, media_tree: MediaTree, tmp_path: os.PathLike[str]) -> None:
    tree, library = media_tree(FILES), os.path.join(tmp_path, "library")
    plans = []
    for workers in (1, 3):
        with engine(own_home, workers) as one:
            plans.append(rows(one.plan(request(tree, library), Never())))
    assert plans[0] == plans[1]
    assert len(plans[0]) == 3


def test_a_run_its_history_its_preview_and_the_way_back(
    own_home: str, media_tree: MediaTree, tmp_path: os.PathLike[str]
) -> None:
    tree, library = media_tree(FILES), os.path.join(tmp_path, "library")
    before = tree_of(tree)
    with engine(own_home) as one:
        plan = one.plan(request(tree, library), Never())
        with one.writing() as writer:
            assert writer.organize(plan, Mode.MOVE, Never()).done == 3
        (run,) = one.history()
        assert (run.kind, run.inputs, run.files) == (RunKind.ORGANIZE, (tree,), 3)
        preview = one.preview_undo("last")
        assert (len(preview.ready), preview.refused) == (3 + len(plan.creations), ())
        assert len(one.history()) == 1, "a preview is no run"
        with one.writing() as writer:
            assert writer.undo(writer.plan_undo("last"), Never()).done == 3
        with pytest.raises(NothingToUndoError):
            one.preview_undo("last")
    assert tree_of(tree) == before


def test_a_run_is_interrupted_only_when_nobody_is_at_it(own_home: str) -> None:
    with engine(own_home) as one:
        assert one.interrupted() == []
        with one.writing() as writer:
            writer._journal.begin(RunKind.ORGANIZE, Mode.MOVE, inputs=["/in"])
            assert one.interrupted() == []
        assert [run.inputs for run in one.interrupted()] == [("/in",)]
        with WriterLock(one.places.lock_file):
            assert one.interrupted() == []
        with one.writing() as writer:
            assert writer.recovered.complete
        assert one.interrupted() == []
        assert one.history()[0].state is RunState.INTERRUPTED


def test_a_closed_engine_can_be_used_again(own_home: str) -> None:
    one = engine(own_home, 2)
    for _ in range(2):
        assert one.identify_names(["Ember.Quay.2001.mkv"])[0].title == "Ember Quay"
        one.close()


def best_of_two(own_home: str, tmp_path: os.PathLike[str], workers: int, **settings: str) -> str | None:
    """The file that wins a name: a small one that is sharp, and a large one that is not."""
    tree, library = os.path.join(tmp_path, "in"), os.path.join(tmp_path, "library")
    values = {f"scan.{key}": value for key, value in settings.items()}
    wanted = replace(request(tree, library), policy=ConflictPolicy.KEEP_BEST)
    with Engine(Places(own_home, own_home), Settings(values), workers=workers) as one:
        plan = one.plan(wanted, Never())
    (best,) = [row for row in plan.rows if row.status is Status.READY]
    return best.item.file.name


def test_the_sharper_file_is_the_best_unless_files_may_not_be_looked_into(
    own_home: str, tmp_path: os.PathLike[str]
) -> None:
    pytest.importorskip("pymediainfo", reason="MediaInfo has no wheel for this system")
    sharp, large = "Tin.Sparrow.S01E02.mkv", "Tin Sparrow 1x02.mkv"
    os.mkdir(os.path.join(tmp_path, "in"))
    for name, content in ((sharp, matroska(1920, 1080)), (large, matroska(720, 576, filler=5_000))):
        with open(os.path.join(tmp_path, "in", name), "xb") as file:
            file.write(content)
    assert best_of_two(own_home, tmp_path, 2, media_facts="off") == large
    assert not os.path.exists(Places(own_home, own_home).media_file)
    assert best_of_two(own_home, tmp_path, 1) == large, "one worker starts no process"
    assert best_of_two(own_home, tmp_path, 2) == sharp
    assert best_of_two(own_home, tmp_path, 1) == sharp, "it is known by now"
    assert best_of_two(own_home, tmp_path, 1, media_facts="off") == large
