from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.work import Report, RunState, StepState
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.storage.volumes import Volume, mounted_volumes
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.recover import recover
from jforg_gui.workflow.undo import find_run, plan_undo, undo
from tests.fakes.worlds import Crash, Fuse, MortalDisk, MortalJournal, Never, plan_of, tree_of

MOUNTS = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/root rw
40 27 8:17 / /media/kim/My\040Films rw shared:1 - exfat DISKS/sdb1 rw
41 27 8:18 /@library /srv/library rw - btrfs DISKS/sdb2 rw
42 27 0:44 / /mnt/nas rw - nfs4 nas.local:/films rw
43 27 0:45 / /mnt/scratch rw - tmpfs tmpfs rw
44 27 8:33 / /mnt/unnamed rw - ext4 DISKS/sdc1 rw
"""


@pytest.mark.skipif(os.name == "nt", reason="mount tables are those of Linux")
def test_volumes_are_known_by_what_stays_with_them(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    disks = f"{tmp_path}/disks"
    for folder, name, device in (("uuid", "12-AB", "sdb1"), ("uuid", "cd-34", "sdb2"), ("label", "FILMS", "sdb1")):
        os.makedirs(f"{disks}/by-{folder}", exist_ok=True)
        os.symlink(f"../{device}", f"{disks}/by-{folder}/{name}")
    with open(f"{tmp_path}/mountinfo", "x", encoding="utf-8") as file:
        file.write(MOUNTS.strip().replace("DISKS", os.path.realpath(disks)))
    assert list(mounted_volumes(f"{tmp_path}/mountinfo", disks)) == [
        Volume("uuid:12-AB:/", "FILMS", "/media/kim/My Films"),
        Volume("uuid:cd-34:/@library", "library", "/srv/library"),
        Volume("nfs4:nas.local:/films:/", "nas", "/mnt/nas"),
    ]
    assert mounted_volumes(f"{tmp_path}/nothing", disks) == []


class Disks:
    """Two disks that a person plugs in and out; each is a folder that is renamed."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.places = {"in": f"{base}/in", "out": f"{base}/out"}
        for place in self.places.values():
            os.makedirs(place)

    def mounted(self) -> Sequence[Volume]:
        return [Volume(f"uuid:{name}", name.upper(), place) for name, place in self.places.items()]

    def move(self, name: str, place: str) -> None:
        os.rename(self.places[name], place)
        self.places[name] = place

    def unplug(self, name: str) -> None:
        os.rename(self.places.pop(name), f"{self.base}/drawer")
        os.makedirs(f"{self.base}/{name}")

    def plug_in(self, name: str, place: str) -> None:
        if os.path.isdir(place):
            os.rmdir(place)
        os.rename(f"{self.base}/drawer", place)
        self.places[name] = place


@pytest.fixture
def disks(tmp_path: object) -> Disks:
    disks = Disks(f"{tmp_path}/disks")
    with open(f"{disks.places['in']}/a.mkv", "xb") as file:
        file.write(b"the film")
    return disks


def journal_of(disks: Disks) -> SqliteJournal:
    return SqliteJournal(f"{disks.base}/journal.db", mounted=disks.mounted)


def run(disks: Disks, mode: Mode = Mode.MOVE) -> None:
    plan = plan_of([(f"{disks.base}/in/a.mkv", f"{disks.base}/out/Movies/A/A.mkv")], f"{disks.base}/out")
    with journal_of(disks) as journal:
        assert organize(plan, journal, LocalDisk(), mode=mode, cancellation=Never()).complete


def taken_back(journal: SqliteJournal) -> Report:
    plan = plan_undo(find_run(journal, "1"), journal, LocalDisk())
    return undo(plan, journal, LocalDisk(), cancellation=Never())


def test_a_run_is_found_again_where_its_disk_is_mounted_now(disks: Disks) -> None:
    run(disks)
    disks.move("out", f"{disks.base}/elsewhere")
    with journal_of(disks) as journal:
        plan = plan_undo(find_run(journal, "last"), journal, LocalDisk(), only=[f"{disks.base}/elsewhere/Movies"])
        assert [step.destination for step in plan.ready] == [f"{disks.base}/elsewhere/Movies/A/A.mkv"]
        assert undo(plan, journal, LocalDisk(), cancellation=Never()).complete
    assert os.listdir(f"{disks.base}/in") == ["a.mkv"]
    assert os.listdir(f"{disks.base}/elsewhere") == []


@pytest.mark.parametrize("mode", [Mode.MOVE, Mode.COPY])
@pytest.mark.parametrize("name", ["in", "out"])
def test_a_disk_that_is_missing_is_named_and_nothing_is_concluded(disks: Disks, name: str, mode: Mode) -> None:
    run(disks, mode)
    disks.unplug(name)
    with journal_of(disks) as journal:
        report = undo(
            plan_undo(find_run(journal, "last"), journal, LocalDisk()), journal, LocalDisk(), cancellation=Never()
        )
        (left,) = report.skipped
        assert (left.problem.code, dict(left.problem.details)) == (ProblemCode.DISK_ABSENT, {"disk": name.upper()})
    disks.plug_in(name, f"{disks.base}/{name}")
    with journal_of(disks) as journal:
        assert taken_back(journal).complete
    assert list(tree_of(f"{disks.base}/in")) == ["a.mkv"]
    assert tree_of(f"{disks.base}/out") == {}


def test_another_disk_in_its_place_is_not_taken_for_it(disks: Disks) -> None:
    run(disks, Mode.COPY)
    disks.unplug("out")
    disks.places["stranger"] = f"{disks.base}/out"
    with journal_of(disks) as journal:
        plan = plan_undo(find_run(journal, "last"), journal, LocalDisk())
        assert [failure.problem.code for failure in plan.refused] == [ProblemCode.DISK_ABSENT]
        assert plan.settled == ()


def test_recovery_waits_for_a_disk_that_was_pulled_out(disks: Disks) -> None:
    plan = plan_of([(f"{disks.base}/in/a.mkv", f"{disks.base}/out/Movies/A/A.mkv")], f"{disks.base}/out")
    fuse = Fuse(-1)
    with MortalJournal(f"{disks.base}/journal.db", fuse) as journal:
        journal._mounted = disks.mounted
        fuse.left = 12  # the file has been moved, and nothing is settled
        with pytest.raises(Crash):
            organize(plan, journal, MortalDisk(fuse), mode=Mode.MOVE, cancellation=Never())
    assert os.path.exists(f"{disks.base}/out/Movies/A/A.mkv")
    disks.unplug("out")
    with journal_of(disks) as journal:
        report = recover(journal, LocalDisk())
        assert {failure.problem.code for failure in report.failed} == {ProblemCode.DISK_ABSENT}
        assert [found.state for found in journal.runs()] == [RunState.OPEN]
        disks.plug_in("out", f"{disks.base}/later")
        assert recover(journal, LocalDisk()).complete
        assert {step.state for step in journal.steps(1)} == {StepState.DONE}
        assert undo(
            plan_undo(find_run(journal, "1"), journal, LocalDisk()), journal, LocalDisk(), cancellation=Never()
        ).complete
    assert list(tree_of(f"{disks.base}/in")) == ["a.mkv"]
