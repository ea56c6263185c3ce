"""The process dies at every moment there is, one after the other: nothing is lost, and everything comes back."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.creation import Creation, Purpose
from jforg_gui.domain.errors import NothingToUndoError
from jforg_gui.domain.plan import Plan
from jforg_gui.domain.work import RunState
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.recover import recover
from jforg_gui.workflow.undo import find_run, plan_undo, undo
from tests.fakes.worlds import (
    Crash,
    Fuse,
    MortalDisk,
    MortalJournal,
    Never,
    contents_of,
    media_file,
    opened,
    plan_of,
    tree_of,
)

MOST_MOMENTS = 600
MADE = [b"<movie>Tin Sparrow</movie>"]


@dataclass
class World:
    source: str
    library: str
    journal: str

    def plan(self) -> Plan:
        def here(name: str) -> str:
            return os.path.join(self.source, name)

        def there(name: str) -> str:
            return os.path.join(self.library, "Movies", name)

        plan = plan_of(
            [
                (
                    here("a/Ember Quay.mkv"),
                    there("Ember Quay (2001)/Ember Quay (2001).mkv"),
                    [(here("a/Ember Quay.srt"), there("Ember Quay (2001)/Ember Quay (2001).en.srt"))],
                ),
                (here("b/Tin Sparrow.mkv"), there("Tin Sparrow (1999)/Tin Sparrow (1999).mkv")),
            ],
            self.library,
        )
        new = Creation(
            destination=there("Tin Sparrow (1999)/movie.nfo"),
            content=b"<movie>Tin Sparrow</movie>",
            purpose=Purpose.NFO,
            beside=there("Tin Sparrow (1999)/Tin Sparrow (1999).mkv"),
        )
        merged = replace(new, destination=there("standing.nfo"), beside="", replaces=media_file(there("standing.nfo")))
        return replace(plan, creations=(new, merged))


@pytest.fixture
def new_world(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], World]:
    def build() -> World:
        base = str(tmp_path_factory.mktemp("world"))
        world = World(*(os.path.join(base, name) for name in ("source", "library", "journal.db")))
        for folder in ("source/a", "source/b", "source/empty", "library/Movies"):
            os.makedirs(os.path.join(base, folder))
        for number, name in enumerate(("a/Ember Quay.mkv", "a/Ember Quay.srt", "b/Tin Sparrow.mkv", "b/notes.txt")):
            path = os.path.join(world.source, name)
            with open(path, "xb") as file:
                file.write(b"content %d of %s" % (number, os.fsencode(name)))
            os.chmod(path, (0o644, 0o600, 0o755, 0o444)[number])
            os.utime(path, ns=(10**18, 10**18 + number * 10**9 + 123_456_789))
        for name in ("standing.txt", "Movies/standing.nfo"):
            with open(os.path.join(world.library, name), "xb") as file:
                file.write(b"was here before: " + os.fsencode(name))
        return world

    return build


def run_to_the_end_or_die(
    world: World, work: Callable[[MortalJournal, MortalDisk], object], fuse: Fuse, sides: tuple[str, str] | None
) -> bool:
    """Do the work; return True if it died on the way."""
    with MortalJournal(world.journal, fuse) as journal:
        try:
            work(journal, MortalDisk(fuse, sides))
        except Crash:
            return True
    return False


def settle_and_take_back(world: World, before: tuple[object, object], contents: list[bytes]) -> None:
    """Recover twice and undo; every claim of the promise is checked on the way."""
    disk = LocalDisk()
    with opened(world.journal) as journal:
        recover(journal, disk)
        left = [content for content in contents_of(world.source, world.library) if content not in MADE]
        assert left == contents, "a file is lost, doubled or cut"
        assert not journal.runs(state=RunState.OPEN)
        settled = tree_of(world.source), tree_of(world.library)
        assert recover(journal, disk).run is None
        assert (tree_of(world.source), tree_of(world.library)) == settled, "the second recovery changed something"
        try:
            report = undo(plan_undo(find_run(journal, "last"), journal, disk), journal, disk, cancellation=Never())
        except NothingToUndoError:
            pass
        else:
            assert report.complete
        assert (tree_of(world.source), tree_of(world.library)) == before, "undo is not exact"


def organize_all(world: World, mode: Mode) -> Callable[[MortalJournal, MortalDisk], object]:
    plan = world.plan()
    return lambda journal, disk: organize(plan, journal, disk, mode=mode, cancellation=Never())


@pytest.mark.parametrize("across", [False, True], ids=["one volume", "two volumes"])
def test_organize_may_die_at_every_moment(new_world: Callable[[], World], *, across: bool) -> None:
    for moment in range(1, MOST_MOMENTS):
        world = new_world()
        before = tree_of(world.source), tree_of(world.library)
        contents = contents_of(world.source, world.library)
        sides = (world.source, world.library) if across else None
        died = run_to_the_end_or_die(world, organize_all(world, Mode.MOVE), Fuse(moment), sides)
        settle_and_take_back(world, before, contents)
        if not died:
            assert moment > 20
            return
    pytest.fail("the run never came to its end")


@pytest.mark.parametrize("across", [False, True], ids=["one volume", "two volumes"])
def test_undo_may_die_at_every_moment(new_world: Callable[[], World], *, across: bool) -> None:
    for moment in range(1, MOST_MOMENTS):
        world = new_world()
        before = tree_of(world.source), tree_of(world.library)
        contents = contents_of(world.source, world.library)
        sides = (world.source, world.library) if across else None
        assert not run_to_the_end_or_die(world, organize_all(world, Mode.MOVE), Fuse(-1), sides)

        def take_back(journal: MortalJournal, disk: MortalDisk) -> None:
            undo(plan_undo(find_run(journal, "last"), journal, disk), journal, disk, cancellation=Never())

        died = run_to_the_end_or_die(world, take_back, Fuse(moment), sides)
        settle_and_take_back(world, before, contents)
        if not died:
            assert moment > 20
            return
    pytest.fail("the undo never came to its end")


@pytest.mark.parametrize("across", [False, True], ids=["one volume", "two volumes"])
def test_recovery_may_die_at_every_moment(new_world: Callable[[], World], *, across: bool) -> None:
    deaths = 0
    for crash in range(8, 100, 13):
        for moment in range(1, MOST_MOMENTS):
            world = new_world()
            before = tree_of(world.source), tree_of(world.library)
            contents = contents_of(world.source, world.library)
            sides = (world.source, world.library) if across else None
            if not run_to_the_end_or_die(world, organize_all(world, Mode.MOVE), Fuse(crash), sides):
                break
            died = run_to_the_end_or_die(world, recover, Fuse(moment), sides)
            settle_and_take_back(world, before, contents)
            if not died:
                break
            deaths += 1
    assert deaths > 20


@pytest.mark.parametrize("mode", [Mode.COPY, Mode.HARDLINK, Mode.SYMLINK])
def test_copying_and_linking_may_die_at_every_moment(new_world: Callable[[], World], mode: Mode) -> None:
    for moment in range(1, MOST_MOMENTS):
        world = new_world()
        before = tree_of(world.source), tree_of(world.library)
        died = run_to_the_end_or_die(world, organize_all(world, mode), Fuse(moment), None)
        disk = LocalDisk()
        with opened(world.journal) as journal:
            recover(journal, disk)
            assert tree_of(world.source) == before[0]
            assert not [name for name in tree_of(world.library) if name.endswith(".part")]
            try:
                plan = plan_undo(find_run(journal, "last"), journal, disk)
            except NothingToUndoError:
                pass
            else:
                assert undo(plan, journal, disk, cancellation=Never()).complete
        assert (tree_of(world.source), tree_of(world.library)) == before
        if not died:
            return
    pytest.fail("the run never came to its end")
