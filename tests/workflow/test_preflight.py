"""What would stop a run is said before its first file: disks made up here, so that each can lack one thing."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.creation import Creation, Purpose
from jforg_gui.domain.disks import DiskFacts
from jforg_gui.domain.errors import CannotStartError, ProblemCode
from jforg_gui.domain.plan import Plan, Row, Status
from jforg_gui.domain.words import sentence
from jforg_gui.workflow.modes import Ways
from jforg_gui.workflow.preflight import Checked, lack_of_room, preflight
from tests.fakes.worlds import plan_of

HOME = DiskFacts(mount="/home", room="1", pool="a", system="ext4", free=1 << 40, hard_links=True, symbolic_links=True)
USB = replace(HOME, mount="/usb", room="2", pool="b", free=1 << 40)


class Disks:
    """Everything is on one disk, but what is below ``/usb`` or the library of a test."""

    def __init__(self, usb: DiskFacts, *, library: str = "/usb", source: DiskFacts = HOME) -> None:
        self.usb, self.library, self.source = usb, library, source
        self.locked: dict[str, str] = {}
        self.missing: dict[str, str] = {}

    def of(self, folder: str) -> DiskFacts:
        return self.usb if folder.startswith(self.library) else self.source

    def shares_content(self, folder: str) -> bool | None:
        return self.of(folder) is HOME

    def refusal(self, folder: str) -> str:
        return next((why for start, why in self.locked.items() if folder.startswith(start)), "")

    def absent(self, folder: str) -> str:
        return self.missing.get(folder, "")


Check = Callable[..., Checked]


@pytest.fixture
def world(tmp_path: object) -> str:
    os.makedirs(f"{tmp_path}/in")
    for name, size in (("a.mkv", 1000), ("a.en.srt", 10), ("poster.jpg", 20), ("b.mkv", 500)):
        with open(f"{tmp_path}/in/{name}", "xb") as file:
            file.write(b"x" * size)
    return f"{tmp_path}"


def plan_in(world: str, *, free_companion: bool = False) -> Plan:
    library = f"{world}/lib/Movies"
    follower = "poster.jpg" if free_companion else "a.en.srt"
    plan = plan_of(
        [
            (f"{world}/in/a.mkv", f"{library}/A/A.mkv", [(f"{world}/in/{follower}", f"{library}/A/{follower}")]),
            (f"{world}/in/b.mkv", f"{library}/B/B.mkv"),
        ],
        f"{world}/lib",
    )
    if not free_companion:
        return plan
    row = plan.rows[0]
    loose = replace(row.companions[0], companion=replace(row.companions[0].companion, bound=False))
    return replace(plan, rows=(replace(row, companions=(loose,)), *plan.rows[1:]))


def checked(world: str, usb: DiskFacts, mode: Mode = Mode.MOVE, **more: DiskFacts) -> Checked:
    return preflight(plan_in(world), mode, Disks(usb, library=f"{world}/lib", **more), "/home/jforg")


def codes(found: Checked) -> list[ProblemCode]:
    return [problem.code for problem in found.obstacles]


def states(plan: Plan) -> list[tuple[Status, list[ProblemCode]]]:
    return [(row.status, [reason.code for reason in row.reasons]) for row in plan.rows]


READY: tuple[Status, list[ProblemCode]] = (Status.READY, [])


def test_where_nothing_is_in_the_way_the_plan_is_the_plan(world: str) -> None:
    plan = plan_in(world)
    found = preflight(plan, Mode.MOVE, Disks(USB, library=f"{world}/lib"), "/home/jforg")
    assert found.plan is plan
    assert found.plan_to_carry_out() is plan


@pytest.mark.parametrize(
    ("mode", "free", "lacks"),
    [
        # two blocks a file, three files, and a fiftieth
        (Mode.MOVE, 3 * 8192 + 3 * 8192 // 50, False),
        (Mode.MOVE, 3 * 8192 + 3 * 8192 // 50 - 1, True),
        (Mode.COPY, 3 * 8192, True),
        (Mode.SYMLINK, 0, False),
        (Mode.MOVE, None, False),
    ],
)
def test_what_is_copied_to_another_disk_has_to_find_room_there(
    world: str, mode: Mode, free: int | None, *, lacks: bool
) -> None:
    found = checked(world, replace(USB, free=free), mode)
    assert codes(found) == ([ProblemCode.ROOM_LACKING] if lacks else [])
    if lacks:
        with pytest.raises(
            CannotStartError, match=r"The disk at /usb has too little room: 25\.1 kB are needed"
        ) as error:
            found.plan_to_carry_out()
        assert error.value.problems == found.obstacles


def test_what_is_renamed_needs_no_room(world: str) -> None:
    full = replace(HOME, free=10_000)
    assert codes(checked(world, full, source=full)) == []


def test_the_room_of_a_disk_is_one_for_all_that_is_mounted_of_it() -> None:
    part = replace(USB, mount="/usb/films", room="3", free=100_000)
    disks = Disks(replace(USB, free=100_000))
    disks.of = lambda folder: {"/usb/films": part, "/usb": disks.usb}.get(folder, HOME)  # type: ignore[method-assign]
    moves = [("/in/a", "/usb/a", 60_000), ("/in/b", "/usb/films/b", 60_000)]
    (problem,) = lack_of_room(moves, Ways(Mode.MOVE, disks), disks, "/home")
    assert problem.code is ProblemCode.ROOM_LACKING
    assert lack_of_room(moves[:1], Ways(Mode.MOVE, disks), disks, "/home") == []


@pytest.mark.parametrize("shares", [True, False])
def test_between_subvolumes_that_share_content_nothing_is_copied(*, shares: bool) -> None:
    full = replace(USB, mount="/usb/films", room="3", free=0)
    disks = Disks(USB)
    disks.of = lambda folder: {"/usb/films": full, "/usb": USB}.get(folder, HOME)  # type: ignore[method-assign]
    disks.shares_content = lambda folder: shares  # type: ignore[method-assign]  # noqa: ARG005
    lacking = lack_of_room([("/usb/a", "/usb/films/a", 60_000)], Ways(Mode.MOVE, disks), disks, "/home")
    assert bool(lacking) is not shares
    assert lack_of_room([("/usb/a", "/usb/films/a", 60_000)], Ways(Mode.COPY, disks), disks, "/home")


def test_the_record_needs_room_as_well(world: str) -> None:
    found = checked(world, USB, source=replace(HOME, free=5000))
    assert codes(found) == [ProblemCode.JOURNAL_ROOM_LACKING]
    assert "6.1 kB" in sentence(found.obstacles[0])


def test_a_library_whose_disk_is_not_there_stops_the_run_and_nothing_else_is_said_of_it(world: str) -> None:
    disks = Disks(replace(USB, free=0), library=f"{world}/lib")
    disks.missing[f"{world}/lib/Movies"] = "FILMS"
    disks.locked[world] = "Permission denied"
    found = preflight(plan_in(world), Mode.MOVE, disks, "/home/jforg")
    assert codes(found) == [ProblemCode.LIBRARY_DISK_ABSENT]
    assert sentence(found.obstacles[0]).startswith(
        f"The disk FILMS, on which {world}/lib/Movies lies, is not connected"
    )


def test_a_library_in_which_nothing_may_be_written_stops_the_run(world: str) -> None:
    disks = Disks(USB, library=f"{world}/lib")
    disks.locked[f"{world}/lib"] = "Read-only file system"
    found = preflight(plan_in(world), Mode.MOVE, disks, "/home/jforg")
    assert codes(found) == [ProblemCode.LIBRARY_LOCKED]
    assert "Read-only file system" in sentence(found.obstacles[0])
    # one folder of many is for its own files to say
    disks.locked = {f"{world}/lib/Movies/A": "Permission denied"}
    assert codes(preflight(plan_in(world), Mode.MOVE, disks, "/home/jforg")) == []


def test_libraries_of_one_locked_folder_are_said_once(world: str) -> None:
    pairs = [(f"{world}/in/{name}.mkv", f"{world}/lib/{name}/A/A.mkv") for name in ("Movies", "Shows")]
    for source, _ in pairs:
        with open(source, "wb") as file:
            file.write(b"x")
    disks = Disks(USB, library=f"{world}/lib")
    disks.locked[f"{world}/lib"] = "Read-only file system"
    found = preflight(plan_of(pairs, f"{world}/lib"), Mode.MOVE, disks, "/home/jforg")
    assert [dict(one.details)["folder"] for one in found.obstacles] == [f"{world}/lib"]
    disks.locked = {f"{world}/lib/{name}": "Permission denied" for name in ("Movies", "Shows")}
    found = preflight(plan_of(pairs, f"{world}/lib"), Mode.MOVE, disks, "/home/jforg")
    assert [dict(one.details)["folder"] for one in found.obstacles] == [f"{world}/lib/Movies", f"{world}/lib/Shows"]


def test_a_file_too_large_for_the_disk_stays_with_its_companions_and_the_rest_goes(world: str) -> None:
    fat = replace(USB, system="vfat", largest=999)
    found = checked(world, fat)
    assert found.obstacles == ()
    assert states(found.plan) == [(Status.ATTENTION, [ProblemCode.TOO_LARGE_THERE]), READY]
    assert sentence(found.plan.rows[0].reasons[0]) == (
        "At 1.0 kB it is too large for the disk at /usb (vfat), where a file can have 999 bytes at most."
        " Choose a library folder on another disk for it"
    )
    assert [unit.transfers()[0].file.name for unit in found.plan.units()] == ["b.mkv"]
    assert states(checked(world, fat, Mode.SYMLINK).plan) == [READY, READY]


def test_what_it_would_have_been_written_beside_is_not_written(world: str) -> None:
    plan = plan_in(world)
    notes = tuple(
        Creation(
            destination=f"{row.destination}.nfo", content=b"<m/>", purpose=Purpose.NFO, beside=row.destination or ""
        )
        for row in plan.rows
    )
    disks = Disks(replace(USB, largest=999), library=f"{world}/lib")
    found = preflight(replace(plan, creations=notes), Mode.MOVE, disks, "/home/jforg")
    assert found.plan.creations == notes[1:]


def test_a_bound_companion_that_cannot_go_keeps_its_film(world: str) -> None:
    short = replace(USB, mount=f"{world}/lib", longest=7)  # A.mkv fits, a.en.srt does not
    found = checked(world, short)
    assert states(found.plan) == [(Status.ATTENTION, [ProblemCode.NAME_TOO_LONG_THERE]), READY]
    assert f"a.en.srt is too long for the disk at {world}/lib, where one can have 7 bytes" in sentence(
        found.plan.rows[0].reasons[0]
    )


def test_a_loose_companion_that_cannot_go_stays_alone(world: str) -> None:
    disks = Disks(replace(USB, mount=f"{world}/lib", longest=7), library=f"{world}/lib")
    found = preflight(plan_in(world, free_companion=True), Mode.MOVE, disks, "/home/jforg")
    assert states(found.plan) == [READY, READY]
    (move,) = found.plan.rows[0].companions
    assert (move.status, move.reasons[0].code) == (Status.ATTENTION, ProblemCode.NAME_TOO_LONG_THERE)


@pytest.mark.parametrize(
    ("mode", "usb", "code"),
    [
        (Mode.HARDLINK, USB, ProblemCode.MODE_IMPOSSIBLE),
        (Mode.REFLINK, USB, ProblemCode.MODE_IMPOSSIBLE),
        (Mode.SYMLINK, replace(USB, symbolic_links=False), ProblemCode.MODE_IMPOSSIBLE),
        (Mode.SYMLINK, USB, None),
        (Mode.COPY, USB, None),
    ],
)
def test_what_the_mode_cannot_do_there_is_not_begun(
    world: str, mode: Mode, usb: DiskFacts, code: ProblemCode | None
) -> None:
    assert states(checked(world, usb, mode).plan) == ([(Status.ATTENTION, [code])] * 2 if code else [READY, READY])


def test_nothing_leaves_a_disk_that_can_only_be_read(world: str) -> None:
    disc = replace(HOME, mount="/disc", read_only=True)
    assert states(checked(world, USB, source=disc).plan) == [(Status.ATTENTION, [ProblemCode.SOURCE_READ_ONLY])] * 2
    assert states(checked(world, USB, Mode.COPY, source=disc).plan) == [READY, READY]


def test_rows_that_do_not_go_are_not_judged(world: str) -> None:
    plan = plan_in(world)

    def unwanted(row: Row) -> Row:
        return replace(row, item=replace(row.item, wanted=False))

    plan = replace(plan, rows=tuple(map(unwanted, plan.rows)))
    assert preflight(plan, Mode.MOVE, Disks(replace(USB, free=0, largest=1)), "/home").plan is plan
