"""Files that make room for others: replaced ones, rings, new spellings. Nothing is lost, and all of it comes back."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import NothingToUndoError, ProblemCode
from jforg_gui.domain.plan import Plan
from jforg_gui.domain.work import Report, RunState, StepKind
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.recover import recover
from jforg_gui.workflow.redo import find_undone, plan_redo, redo
from jforg_gui.workflow.undo import find_run, plan_undo, undo
from tests.fakes.worlds import Crash, Fuse, MortalDisk, MortalJournal, Never, contents_of, opened, plan_of, tree_of

MOST_MOMENTS = 400


@dataclass
class World:
    """One folder with a source and a library; ``moves`` are names below it, ``replaces`` what makes room for whom."""

    base: str
    moves: Sequence[tuple[str, str]]
    replaces: dict[str, str] = field(default_factory=dict)
    mode: Mode = Mode.MOVE

    def __post_init__(self) -> None:
        names = {*(here for here, _ in self.moves), *self.replaces.values(), "in/bystander", "lib/bystander"}
        for number, name in enumerate(sorted(names)):
            path = os.path.join(self.base, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "xb") as file:
                file.write(b"%d of %s" % (number, os.fsencode(name)))
            os.utime(path, ns=(10**18, 10**18 + number))
        self.before = tree_of(self.base)
        self.contents = contents_of(self.base)
        self.journal = self.base + ".db"

    def plan(self) -> Plan:
        moves = [(os.path.join(self.base, here), os.path.join(self.base, there)) for here, there in self.moves]
        found = plan_of(moves, os.path.join(self.base, "lib"))
        rows = [
            replace(row, replaces=os.path.join(self.base, self.replaces[here]) if here in self.replaces else None)
            for row, (here, _) in zip(found.rows, self.moves, strict=True)
        ]
        return replace(found, rows=tuple(rows))

    def organize(self, disk: LocalDisk | None = None) -> Report:
        with opened(self.journal) as journal:
            return organize(self.plan(), journal, disk or LocalDisk(), mode=self.mode, cancellation=Never())

    def undo(self, *only: str) -> Report:
        with opened(self.journal) as journal:
            paths = [os.path.join(self.base, name) for name in only]
            plan = plan_undo(find_run(journal, "last"), journal, LocalDisk(), only=paths)
            return undo(plan, journal, LocalDisk(), cancellation=Never())

    def redo(self) -> Report:
        with opened(self.journal) as journal:
            plan = plan_redo(find_undone(journal, "last"), journal, LocalDisk())
            return redo(plan, journal, LocalDisk(), cancellation=Never())

    def content(self, name: str) -> bytes:
        with open(os.path.join(self.base, name), "rb") as file:
            return file.read()


NewWorld = Callable[..., World]


@pytest.fixture
def new_world(tmp_path_factory: pytest.TempPathFactory) -> NewWorld:
    def build(
        moves: Sequence[tuple[str, str]], replaces: dict[str, str] | None = None, mode: Mode = Mode.MOVE
    ) -> World:
        base = os.path.join(str(tmp_path_factory.mktemp("room")), "world")
        os.mkdir(base)
        return World(base, moves, replaces or {}, mode)

    return build


CHAIN = [("lib/S/E1.mkv", "lib/S/E2.mkv"), ("lib/S/E2.mkv", "lib/S/E3.mkv"), ("lib/S/E3.mkv", "lib/S/E4.mkv")]
SWAP = [("lib/S/E1.mkv", "lib/S/E2.mkv"), ("lib/S/E2.mkv", "lib/S/E1.mkv")]
RING = [("lib/S/E1.mkv", "lib/S/E2.mkv"), ("lib/S/E2.mkv", "lib/T/E3.mkv"), ("lib/T/E3.mkv", "lib/S/E1.mkv")]
NEW = [("in/a.mkv", "lib/Movies/F/F.mkv"), ("in/b.mkv", "lib/Movies/G/G.mkv")]
OLD = {"in/a.mkv": "lib/Movies/F/F.mkv"}


@pytest.mark.parametrize("moves", [CHAIN, SWAP, RING], ids=["chain", "swap", "ring"])
def test_names_change_hands_and_back(new_world: NewWorld, moves: list[tuple[str, str]]) -> None:
    world = new_world(moves)
    contents = {there: world.content(here) for here, there in moves}
    report = world.organize()
    assert (report.done, report.complete) == (len(moves), True)
    assert {there: world.content(there) for there in contents} == contents
    assert len(contents_of(world.base)) == len(world.contents)
    report = world.undo()
    assert (report.done, report.complete) == (len(moves), True)
    assert tree_of(world.base) == world.before


def test_a_chain_longer_than_a_chunk_goes_and_comes_back(new_world: NewWorld) -> None:
    last = 300
    world = new_world([(f"lib/E{n:03}", f"lib/E{(n + 1) % last:03}") for n in range(last)])
    contents = [world.content(f"lib/E{n:03}") for n in range(last)]
    assert world.organize().done == last
    assert [world.content(f"lib/E{(n + 1) % last:03}") for n in range(last)] == contents
    assert world.undo().complete
    assert tree_of(world.base) == world.before


@pytest.mark.parametrize("mode", [Mode.MOVE, Mode.COPY, Mode.HARDLINK, Mode.SYMLINK])
def test_the_old_file_is_set_aside_hidden_and_comes_back(new_world: NewWorld, mode: Mode) -> None:
    world = new_world(NEW, OLD, mode)
    new, old = world.content("in/a.mkv"), world.content("lib/Movies/F/F.mkv")
    report = world.organize()
    assert (report.done, report.complete) == (2, True)
    assert world.content("lib/Movies/F/F.mkv") == new
    (kept,) = [name for name, facts in tree_of(world.base).items() if facts[1] == old]
    assert kept.startswith("lib/Movies/.jforg-trash/1-")
    assert kept.endswith("/F/F.mkv")
    assert world.undo().complete
    assert tree_of(world.base) == world.before


@pytest.mark.parametrize(
    ("moves", "replaces"), [(CHAIN, {}), (SWAP, {}), (RING, {}), (NEW, OLD)], ids=["chain", "swap", "ring", "replaced"]
)
def test_it_can_be_done_again_and_taken_back_again(
    new_world: NewWorld, moves: list[tuple[str, str]], replaces: dict[str, str]
) -> None:
    world = new_world(moves, replaces)
    world.organize()
    after = contents_of(world.base), sorted(tree_of(world.base))
    world.undo()
    report = world.redo()
    assert (report.done, report.complete) == (len(moves), True)
    assert (contents_of(world.base), sorted(tree_of(world.base))) == after
    assert world.undo().complete
    assert tree_of(world.base) == world.before


def test_taking_back_only_the_new_file_brings_the_old_one_back(new_world: NewWorld) -> None:
    world = new_world(NEW, OLD)
    old = world.content("lib/Movies/F/F.mkv")
    world.organize()
    report = world.undo("in/a.mkv")
    assert (report.done, report.complete) == (1, True)
    assert world.content("lib/Movies/F/F.mkv") == old
    assert not os.path.exists(os.path.join(world.base, "lib/Movies/.jforg-trash"))
    assert world.undo().complete
    assert tree_of(world.base) == world.before


def test_one_of_a_chain_waits_for_the_next_and_one_of_a_ring_takes_the_others_along(new_world: NewWorld) -> None:
    world = new_world(CHAIN)
    world.organize()
    report = world.undo("lib/S/E1.mkv")
    assert [one.problem.code for one in report.skipped] == [ProblemCode.DESTINATION_TAKEN] * len(report.skipped)
    assert contents_of(world.base) == world.contents
    assert world.undo().complete
    assert tree_of(world.base) == world.before
    world = new_world(SWAP)
    world.organize()
    assert world.undo("lib/S/E1.mkv").complete
    assert tree_of(world.base) == world.before


@pytest.mark.parametrize("victim", ["in/a.mkv"])
def test_what_made_room_for_nothing_goes_back(new_world: NewWorld, victim: str) -> None:
    world = new_world(NEW, OLD)

    class Vanishing(LocalDisk):
        """The new file goes away once the old one has been set aside."""

        def move(self, source: str, destination: str, *, before_placing: Callable[[], None]) -> None:
            super().move(source, destination, before_placing=before_placing)
            if ".jforg-trash" in destination:
                os.unlink(os.path.join(world.base, victim))

    old = world.content("lib/Movies/F/F.mkv")
    report = world.organize(Vanishing())
    assert (report.done, [one.problem.code for one in report.failed]) == (1, [ProblemCode.SOURCE_GONE])
    assert world.content("lib/Movies/F/F.mkv") == old
    assert not os.path.exists(os.path.join(world.base, "lib/Movies/.jforg-trash"))


def test_a_ring_that_an_intruder_breaks_loses_nothing(new_world: NewWorld) -> None:
    world = new_world(SWAP)

    class Intruder(LocalDisk):
        """Somebody takes the first name that is left."""

        taken = ""

        def move(self, source: str, destination: str, *, before_placing: Callable[[], None]) -> None:
            super().move(source, destination, before_placing=before_placing)
            if not self.taken:
                self.taken = source
                with open(source, "xb") as file:
                    file.write(b"of somebody else")

    intruder = Intruder()
    report = world.organize(intruder)
    assert report.failed
    assert sorted([*world.contents, b"of somebody else"]) == contents_of(world.base)
    os.unlink(intruder.taken)
    world.undo()
    assert tree_of(world.base) == world.before


def test_a_new_spelling_goes_by_way_of_another_name_where_the_disk_knows_no_difference(new_world: NewWorld) -> None:
    world = new_world([("lib/F/film.mkv", "lib/F/Film.mkv")])

    class Careless(LocalDisk):
        """A disk to which both spellings are one name; renaming from one to the other finds it taken."""

        def facts(self, path: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 — as the port has it
            folder, name = os.path.split(path)
            try:
                same = [there for there in os.listdir(folder) if there.lower() == name.lower()]
            except OSError:
                same = []
            return super().facts(os.path.join(folder, same[0]) if same else path)

        def move(self, source: str, destination: str, *, before_placing: Callable[[], None]) -> None:
            if self.facts(destination) is not None:
                raise FileExistsError(destination)
            super().move(source, destination, before_placing=before_placing)

    report = world.organize(Careless())
    assert (report.done, report.complete) == (1, True)
    assert sorted(os.listdir(os.path.join(world.base, "lib/F"))) == ["Film.mkv"]
    with opened(world.journal) as journal:
        assert [step.kind for step in journal.steps(1)] == [StepKind.SET_ASIDE, StepKind.MOVE]
    assert world.undo().complete
    assert tree_of(world.base) == world.before


SCENES = {
    "chain": (CHAIN, {}, Mode.MOVE),
    "ring": (RING, {}, Mode.MOVE),
    "replaced": (NEW, OLD, Mode.MOVE),
    "replaced by a copy": (NEW, OLD, Mode.COPY),
}


def _die(world: World, fuse: Fuse, sides: tuple[str, str] | None, *, work: str) -> bool:
    with MortalJournal(world.journal, fuse) as journal:
        disk = MortalDisk(fuse, sides)
        try:
            if work == "organize":
                organize(world.plan(), journal, disk, mode=world.mode, cancellation=Never())
            elif work == "undo":
                undo(plan_undo(find_run(journal, "last"), journal, disk), journal, disk, cancellation=Never())
            else:
                recover(journal, disk)
        except Crash:
            return True
    return False


def _settle_and_take_back(world: World, *, taking_back: bool = False) -> None:
    with opened(world.journal) as journal:
        recover(journal, LocalDisk())
        copies = 0 if world.mode is Mode.MOVE else 2
        assert set(contents_of(world.base)) == set(world.contents), "a file is lost or cut"
        assert len(contents_of(world.base)) <= len(world.contents) + copies
        # An undo that broke off in the middle of a ring is gone on with by the next one.
        assert taking_back or not [name for name in tree_of(world.base) if name.endswith(".part")]
        assert not journal.runs(state=RunState.OPEN)
        settled = tree_of(world.base)
        assert recover(journal, LocalDisk()).run is None
        assert tree_of(world.base) == settled
    with contextlib.suppress(NothingToUndoError):
        assert world.undo().complete
    assert tree_of(world.base) == world.before


@pytest.mark.parametrize(("scene", "across"), [*((scene, False) for scene in SCENES), ("replaced", True)])
def test_it_may_die_at_every_moment(new_world: NewWorld, scene: str, *, across: bool) -> None:
    for moment in range(1, MOST_MOMENTS):
        world = new_world(*SCENES[scene])
        sides = (f"{world.base}/in", f"{world.base}/lib") if across else None
        died = _die(world, Fuse(moment), sides, work="organize")
        _settle_and_take_back(world)
        if not died:
            assert moment > 10
            return
    pytest.fail("the run never came to its end")


@pytest.mark.parametrize("scene", SCENES)
def test_undo_may_die_at_every_moment(new_world: NewWorld, scene: str) -> None:
    for moment in range(1, MOST_MOMENTS):
        world = new_world(*SCENES[scene])
        assert not _die(world, Fuse(-1), None, work="organize")
        died = _die(world, Fuse(moment), None, work="undo")
        _settle_and_take_back(world, taking_back=True)
        if not died:
            return
    pytest.fail("the undo never came to its end")


@pytest.mark.parametrize("scene", ["ring", "replaced"])
def test_recovery_may_die_at_every_moment(new_world: NewWorld, scene: str) -> None:
    deaths = 0
    for crash in range(8, 40, 9):
        for moment in range(1, MOST_MOMENTS, 2):
            world = new_world(*SCENES[scene])
            if not _die(world, Fuse(crash), None, work="organize"):
                break
            died = _die(world, Fuse(moment), None, work="recover")
            _settle_and_take_back(world)
            if not died:
                break
            deaths += 1
    assert deaths > 5
