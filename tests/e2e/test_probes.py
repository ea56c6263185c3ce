"""Accidents that organisers of media are known to have, through the command line: each one ends well here.

Every case ends with an undo that gives the folders back as they were, but for what the person has done meanwhile.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pytest

from jforg_gui.cli import main
from jforg_gui.storage.lock import WriterLock
from jforg_gui.storage.rename import rename_without_replacing
from tests.conftest import MediaTree
from tests.fakes.mounts import memory
from tests.fakes.worlds import Tree, contents_of, tree_of

FILM: Final = "Ember.Quay.2001.1080p.mkv"
PLACED: Final = "Movies/Ember Quay (2001)/Ember Quay (2001).mkv"
NFO: Final = "Movies/Ember Quay (2001)/movie.nfo"
Report = dict[str, Any]


@dataclass
class World:
    """Downloads and a library that holds something already."""

    tree: str
    library: str
    capfd: pytest.CaptureFixture[str]
    before: tuple[Tree, Tree] = field(init=False)

    def __post_init__(self) -> None:
        self.before = self.trees()

    def trees(self) -> tuple[Tree, Tree]:
        return tree_of(self.tree), tree_of(self.library)

    def contents(self) -> list[bytes]:
        return contents_of(self.tree, self.library)

    def jforg(self, *arguments: str) -> tuple[int, Report]:
        self.capfd.readouterr()
        status = main([*arguments, "--json"])
        out, _ = self.capfd.readouterr()
        return status, json.loads(out)  # nothing but JSON on standard output

    def organize(self, *more: str) -> tuple[int, Report]:
        return self.jforg("organize", self.tree, "--dest", self.library, "--offline", "--yes", "--workers", "1", *more)

    def undo(self) -> tuple[int, Report]:
        return self.jforg("undo", "last", "--yes")

    def goes_back(self) -> None:
        status, report = self.undo()
        assert status == 0, report
        assert self.trees() == self.before

    def there(self, name: str = PLACED) -> str:
        return os.path.join(self.library, name)


New = Callable[..., World]


def everything_left(report: Report) -> list[dict[str, str]]:
    """What stayed, with the reason; what the person asked to leave is ignored, the rest skipped or failed."""
    return [left for kind in ("skipped", "failed", "ignored") for left in report[kind]]


@pytest.fixture
def new(media_tree: MediaTree, capfd: pytest.CaptureFixture[str]) -> New:
    def build(files: Sequence[str] | Mapping[str, bytes], library: Mapping[str, bytes] | None = None) -> World:
        return World(media_tree(files), media_tree(library or {}), capfd)

    return build


def placed(world: World) -> set[str]:
    return {name for name, what in tree_of(world.library).items() if what[0] == "file" and not name.endswith(".nfo")}


# Two files, one name -------------------------------------------------------------------------------------------------

TWO_FOR_ONE: Final = {
    "two pictures of one film": ("Ember.Quay.2001.720p.mkv", "Ember.Quay.2001.2160p.mkv"),
    "two discs of one film": ("Ember.Quay.2001.CD1.avi", "Ember.Quay.2001.CD2.avi"),
    "an episode twice": ("Kelp.S01E01.mkv", "Kelp.S01E01.720p.mkv"),
    "spelled in another case": ("a/Ember.Quay.2001.mkv", "b/EMBER.QUAY.2001.mkv"),
    "composed and decomposed": ("a/Caf\u00e9.2001.mkv", "b/Cafe\u0301.2001.mkv"),
    "two that are no UTF-8": ("a/Caf\udce9.2001.mkv", "b/Caf\udce8.2001.mkv"),
    "episode one of two shows": ("Kelp/Season 1/Episode 01.mkv", "Tin Sparrow/Season 1/Episode 01.mkv"),
}


@pytest.mark.parametrize("conflict", ["skip", "keep-both", "keep-best"])
@pytest.mark.parametrize("files", TWO_FOR_ONE.values(), ids=TWO_FOR_ONE)
def test_two_for_one_name_both_survive(new: New, files: tuple[str, ...], conflict: str) -> None:
    world = new(files)
    contents = world.contents()
    status, report = world.organize("--conflict", conflict, "--no-nfo")
    assert world.contents() == contents
    stayed = [name for name, what in tree_of(world.tree).items() if what[0] == "file"]
    told = {os.path.relpath(left["source"], world.tree): left["reason"] for left in everything_left(report)}
    assert sorted(told) == sorted(stayed)
    assert all(told.values())
    assert status == (1 if report["skipped"] else 0)
    if report["run"] is not None:
        world.goes_back()


def test_a_sample_takes_no_film_s_place(new: New) -> None:
    world = new({FILM: b"film" * 9999, "Sample/ember.quay.2001-sample.mkv": b"taste"})
    status, report = world.organize("--no-nfo")
    assert (status, placed(world)) == (0, {PLACED})
    assert [left["reason"] for left in report["ignored"]] != []
    world.goes_back()


def test_a_name_that_is_taken_is_kept_or_numbered(new: New) -> None:
    for conflict, done in (("skip", 0), ("keep-both", 1)):
        world = new({FILM: b"new"}, {PLACED: b"theirs"})
        status, report = world.organize("--conflict", conflict, "--no-nfo")
        assert (status, report["done"]) == (1 - done, done)
        with open(world.there(), "rb") as file:
            assert file.read() == b"theirs"
        if done:
            world.goes_back()


# What lies beside ----------------------------------------------------------------------------------------------------


def test_companions_travel_and_come_back(new: New) -> None:
    names = [FILM, *(FILM.replace(".mkv", end) for end in (".srt", ".en.srt", ".nfo")), "poster.jpg"]
    world = new({f"Ember Quay/{name}": b"<movie><title>%s</title></movie>" % name.encode() for name in names})
    status, report = world.organize("--no-nfo")
    assert (status, report["done"]) == (0, len(names))
    assert (len(contents_of(world.library)), contents_of(world.tree)) == (len(names), [])
    world.goes_back()


def test_an_nfo_made_by_hand_is_never_lost(new: New) -> None:
    mine = b"<movie><title>My Quay</title></movie>"
    world = new([FILM], {NFO: mine})
    assert world.organize("--nfo")[0] in {0, 1}
    assert mine in world.contents()
    world.goes_back()


def test_an_nfo_of_ours_that_was_edited_stays(new: New) -> None:
    world = new([FILM])
    world.organize("--nfo")
    with open(world.there(NFO), "ab") as file:
        file.write(b"<!-- mine -->")
    status, report = world.undo()
    assert (status, tree_of(world.tree)) == (1, world.before[0])
    assert [os.path.basename(left["source"]) for left in report["skipped"]] == ["movie.nfo"] or report["failed"]
    assert os.listdir(os.path.dirname(world.there(NFO))) == ["movie.nfo"]


# Folders -------------------------------------------------------------------------------------------------------------


def test_folders_that_were_there_stay_with_their_mode(new: New) -> None:
    world = new([f"deep/er/{FILM}"])
    os.mkdir(world.there("Movies"))
    for folder in (world.there("Movies"), f"{world.tree}/deep/er"):
        os.chmod(folder, 0o750)  # noqa: S103
    world.before = world.trees()
    world.organize()
    world.goes_back()


def test_emptied_folders_go_if_wished_and_come_back_with_their_mode(new: New) -> None:
    world = new([f"deep/er/{FILM}", "other/notes.txt"])
    for folder, mode in (("deep", 0o700), ("deep/er", 0o750)):
        os.chmod(f"{world.tree}/{folder}", mode)
    world.before = world.trees()
    for more, left in (("--no-remove-emptied", {"deep", "deep/er", "other"}), ("--remove-emptied", {"other"})):
        assert world.organize("--no-nfo", more)[0] == 0
        assert {name for name, what in tree_of(world.tree).items() if what[0] == "folder"} == left
        world.goes_back()


def test_a_destination_inside_the_source_is_not_organised_again(new: New) -> None:
    world = new([FILM, "Tin.Sparrow.1999.mkv"])
    world.library = os.path.join(world.tree, "library")
    for done in (2, 0, 0):
        status, report = world.organize("--conflict", "keep-both")
        assert (status, report["done"]) == (0, done)
    world.library = world.tree
    assert world.undo()[0] == 0
    assert tree_of(world.tree) == world.before[0]


def test_a_relative_destination_is_found_from_elsewhere(new: New, monkeypatch: pytest.MonkeyPatch) -> None:
    world = new([FILM])
    monkeypatch.chdir(os.path.dirname(world.library))
    library, world.library = world.library, os.path.basename(world.library)
    assert world.organize()[0] == 0
    world.library = library
    monkeypatch.chdir("/")
    world.goes_back()


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs Linux and root to give up its rights")
def test_a_folder_that_cannot_be_read_is_told(new: New) -> None:
    world = new([FILM, "closed/Tin.Sparrow.1999.mkv"])
    os.chmod(f"{world.tree}/closed", 0)
    code = (
        "import ctypes, os, sys\n"
        "for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH\n"
        "    ctypes.CDLL(None).prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'jforg_gui.cli', *sys.argv[1:]])\n"
    )
    where = (world.tree, "--dest", world.library, "--offline", "--yes", "--json", "--workers", "1")
    done = subprocess.run([sys.executable, "-c", code, "organize", *where], capture_output=True, check=False)
    report = json.loads(done.stdout)
    assert (done.returncode, report["done"]) == (1, 1)
    assert [left["source"] for left in report["skipped"]] == [f"{world.tree}/closed"]
    os.chmod(f"{world.tree}/closed", 0o755)  # noqa: S103
    world.before = tree_of(world.tree) | {FILM: world.before[0][FILM]}, {}
    world.goes_back()


# Names ---------------------------------------------------------------------------------------------------------------

ODD_NAMES: Final = {
    "a new line": "Ember\nQuay.2001.mkv",
    "a device of DOS": "CON/CON.2001.mkv",
    "a device with an extension": "nul.mp4",
    "dots and a year": "...2004.mkv",
    "two dots and a year": ".. 2009.mkv",
    "no UTF-8": "Caf\udce9.2001.mkv",
    "what Windows forbids": 'Ember: "Quay"? 2001 <x>|*.mkv',
    "control characters": "Ember\x1b[31mQuay\x07.2001.mkv",
    "as long as a name can be": f"{'é' * 120} 2001.mkv",
    "an option": "-rf.2001.mkv",
    "a trailing dot": "Ember Quay (2001)./Ember Quay (2001)..mkv",
}
FORBIDDEN: Final = set('<>:"|?*\\') | {chr(number) for number in range(32)}
DEVICES: Final = {"CON", "NUL"}


@pytest.mark.parametrize("name", ODD_NAMES.values(), ids=ODD_NAMES)
def test_odd_names_become_legal_ones_and_come_back_byte_for_byte(new: New, name: str) -> None:
    world = new([name])
    status, report = world.organize()
    assert status == (1 if report["skipped"] else 0)
    assert report["done"] + len(everything_left(report)) == 1
    for path in tree_of(world.library):
        for part in path.split("/"):
            assert not FORBIDDEN & set(part), part
            assert part == part.strip(". ")
            assert part.split(".")[0].upper() not in DEVICES
            assert len(os.fsencode(part)) <= 255
    if report["run"] is not None:
        world.goes_back()


def test_hidden_things_and_links_are_left_alone(new: New) -> None:
    world = new([".trash/Tin.Sparrow.1999.mkv", ".Kelp.2011.mkv", f"real/{FILM}"])
    os.symlink(f"{world.tree}/real/{FILM}", f"{world.tree}/Link.2001.mkv")
    os.symlink(world.tree, f"{world.tree}/loop")
    os.symlink("nowhere", f"{world.tree}/Dangling.1999.mkv")
    world.before = world.trees()
    status, report = world.organize("--no-nfo")
    assert (status, report["done"], placed(world)) == (0, 1, {PLACED})
    world.goes_back()


# Undo ----------------------------------------------------------------------------------------------------------------


def test_what_changed_meanwhile_stays_the_rest_comes_back_and_it_can_be_tried_again(new: New) -> None:
    names = ["Ember.Quay.2001.mkv", "Tin.Sparrow.1999.mkv", "Kelp.2011.mkv", "Salt.Road.2014.mkv"]
    world = new(names)
    world.organize("--no-nfo")
    edited, moved = world.there("Movies/Tin Sparrow (1999)/Tin Sparrow (1999).mkv"), world.there("elsewhere.mkv")
    kelp = world.there("Movies/Kelp (2011)/Kelp (2011).mkv")
    with open(edited, "ab") as file:
        file.write(b" and more")
    os.rename(kelp, moved)
    with open(f"{world.tree}/Salt.Road.2014.mkv", "xb") as file:
        file.write(b"a newer one")
    status, report = world.undo()
    assert (status, report["done"]) == (1, 1)
    left = report["skipped"] + report["failed"]
    assert len([one for one in left if one["source"].endswith(".mkv")]) == len(names) - 1
    assert all(one["reason"] for one in left)
    with open(f"{world.tree}/Salt.Road.2014.mkv", "rb") as file:
        assert file.read() == b"a newer one"
    os.rename(moved, kelp)  # the person makes room, and what is still as it was comes back after all
    os.unlink(f"{world.tree}/Salt.Road.2014.mkv")
    status, report = world.undo()
    assert (status, report["done"]) == (1, 2)
    assert {name for name, what in tree_of(world.library).items() if what[0] == "file"} == {
        os.path.relpath(edited, world.library)
    }


def test_taken_back_done_again_and_taken_back(new: New) -> None:
    world = new([FILM, FILM.replace(".mkv", ".srt")])
    world.organize()
    after = world.trees()
    world.goes_back()
    assert world.jforg("redo", "last", "--yes")[0] == 0
    assert {name: what[:3] for name, what in world.trees()[1].items()} == {n: w[:3] for n, w in after[1].items()}
    world.goes_back()


def test_times_of_files_stay_to_the_nanosecond(new: New) -> None:
    world = new([FILM])
    os.utime(f"{world.tree}/{FILM}", ns=(10**18, 10**18 + 123_456_789))
    world.before = world.trees()
    world.organize()
    assert os.lstat(world.there()).st_mtime_ns == 10**18 + 123_456_789
    world.goes_back()


# Disks ---------------------------------------------------------------------------------------------------------------

MEMORY: Final = "/dev/shm"  # noqa: S108 — another disk on every Linux


def test_another_disk_is_no_obstacle(new: New) -> None:
    world = new([FILM, "Kelp.S01E01.mkv"])
    if not os.path.isdir(MEMORY) or os.stat(MEMORY).st_dev == os.stat(world.tree).st_dev:
        pytest.skip(f"{MEMORY} is no other disk")
    with tempfile.TemporaryDirectory(dir=MEMORY) as library:
        world = World(world.tree, library, world.capfd)
        status, report = world.organize("--no-nfo")
        assert (status, report["done"], contents_of(world.tree)) == (0, 2, [])
        world.goes_back()


def test_a_disk_that_is_too_small_gets_nothing(new: New, tmp_path: os.PathLike[str]) -> None:
    world = new({FILM: b"x" * 400_000, "Kelp.S01E01.mkv": b"small"})
    with memory(str(tmp_path), 200_000) as library:
        world = World(world.tree, library, world.capfd)
        contents = world.contents()
        status, report = world.organize("--no-nfo")
        assert status in {1, 3}
        assert world.contents() == contents
        assert "room" in json.dumps(report)
        assert FILM in os.listdir(world.tree)
        if report.get("run") is not None:
            world.goes_back()
        assert world.trees() == world.before


@pytest.mark.skipif(sys.platform == "win32", reason="files cannot be kept small there")
def test_a_journal_that_cannot_grow_stops_the_run_and_says_so(new: New) -> None:
    world = new([f"Kelp.S{number // 40 + 1:02d}E{number % 40 + 1:02d}.mkv" for number in range(400)])
    code = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))\n"
        "from jforg_gui.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    where = (world.tree, "--dest", world.library, "--offline", "--yes", "--json", "--no-nfo", "--workers", "1")
    contents = world.contents()
    done = subprocess.run([sys.executable, "-c", code, "organize", *where], capture_output=True, check=False)
    assert done.returncode in {1, 3}
    assert b"journal" in done.stdout + done.stderr
    assert world.contents() == contents
    assert world.jforg("recover")[0] == 0
    assert world.undo()[0] in {0, 1}  # 1: nothing had been moved
    assert world.trees() == world.before


# Runs that go wrong --------------------------------------------------------------------------------------------------


def test_one_of_a_hundred_that_cannot_be_moved(new: New, monkeypatch: pytest.MonkeyPatch) -> None:
    world = new([f"Kelp.S01E{number:02d}.mkv" for number in range(1, 101)])

    def refuse(source: str, destination: str, **more: Callable[[], None]) -> None:
        if source.endswith("E50.mkv"):
            raise OSError(errno.EPERM, os.strerror(errno.EPERM), source)
        rename_without_replacing(source, destination, **more)

    monkeypatch.setattr("jforg_gui.storage.disk.rename_without_replacing", refuse)
    status, report = world.organize("--no-nfo")
    monkeypatch.undo()
    assert (status, report["done"], len(report["failed"])) == (1, 99, 1)
    assert report["failed"][0]["source"].endswith("E50.mkv")
    assert report["failed"][0]["reason"]


def test_two_at_once_do_not_mix(new: New, own_home: str) -> None:
    world = new([FILM])
    os.makedirs(own_home, exist_ok=True)
    with WriterLock(os.path.join(own_home, "journal.lock")):
        status = main(["organize", world.tree, "--dest", world.library, "--offline", "--yes"])
    assert (status, world.trees()) == (3, world.before)
