"""The real program, killed or failed by the kernel at chosen system calls: nothing is lost, and everything comes back.

Needs Linux, root and strace. The suite strikes at a few calls; ``JFORG_KILLS=1`` strikes at every one, for an hour.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import pytest

from tests.fakes.worlds import Tree, contents_of, tree_of

EVERYWHERE: Final = bool(os.environ.get("JFORG_KILLS"))
FILMS: Final = ("Ember.Quay.2001.1080p.mkv", "Tin.Sparrow.1999.mkv", "Kelp.2011.mkv")
CALLS: Final = ("renameat2", "mkdir", "rmdir", "unlink", "write", "pwrite64", "fsync", "fdatasync", "ftruncate")
DIED: Final = -9
MEMORY: Final = "/dev/shm"  # noqa: S108 — another disk on every Linux

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or shutil.which("strace") is None,
    reason="striking at a system call needs Linux, root and strace",
)


@dataclass(frozen=True)
class Strike:
    """What happens to a command at the n-th of its calls of one name."""

    call: str
    when: int
    what: str = "signal=KILL"

    def __str__(self) -> str:
        return f"{self.call}-{self.when}-{self.what.partition('=')[2].lower()}"

    def options(self) -> tuple[str, ...]:
        return ("-e", f"trace={self.call}", "-e", f"inject={self.call}:{self.what}:when={self.when}")


@dataclass(frozen=True)
class World:
    base: str
    library: str

    def __post_init__(self) -> None:
        for folder in (f"{self.base}/in", f"{self.library}/Movies"):  # a library that is there is locked for others
            os.makedirs(folder)
        for name in FILMS:
            with open(f"{self.base}/in/{name}", "xb") as file:
                file.write(b"film " + name.encode())

    @property
    def log(self) -> str:
        return f"{self.base}/log"

    def jforg(self, command: str, strike: Strike | None = None) -> int:
        return self._run(command, strike.options() if strike else ())

    def count(self, command: str, call: str) -> int:
        """Carry a command out and tell how many calls of one name it makes."""
        assert self._run(command, ("-e", f"trace={call}")) in {0, 1}
        return len(re.findall(rf"^\d+ +{call}\(", self._logged(), re.MULTILINE))

    def was_struck(self) -> bool:
        return "(INJECTED)" in self._logged() or "killed by SIGKILL" in self._logged()

    def _logged(self) -> str:
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()

    def _run(self, command: str, options: tuple[str, ...]) -> int:
        strace = ("strace", "-f", "-qq", "-o", self.log, *options) if options else ()
        arguments = {
            "organize": (f"{self.base}/in", "--dest", self.library, "--yes", "--offline", "--no-nfo", "--workers", "1"),
            "recover": (),
            "undo": ("last", "--yes"),
        }[command]
        environment = os.environ | {"JFORG_HOME": f"{self.base}/home", "PYTHONDONTWRITEBYTECODE": "1"}
        program = (*strace, sys.executable, "-m", "jforg_gui.cli", command, *arguments)
        return subprocess.run(program, env=environment, capture_output=True, check=False, timeout=120).returncode

    def trees(self) -> tuple[Tree, Tree]:
        return tree_of(f"{self.base}/in"), tree_of(self.library)

    def contents(self) -> list[bytes]:
        return [what for what in contents_of(f"{self.base}/in", self.library) if what.startswith(b"film")]


NewWorld = Callable[[], World]


@pytest.fixture(params=["same disk", "other disk"])
def new_world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewWorld]:
    others: list[str] = []

    def build() -> World:
        base = str(tmp_path_factory.mktemp("struck"))
        if request.param == "same disk":
            return World(base, f"{base}/out")
        if not os.path.isdir(MEMORY) or os.stat(MEMORY).st_dev == os.stat(base).st_dev:
            pytest.skip(f"{MEMORY} is no other disk")
        others.append(tempfile.mkdtemp(prefix="jforg-struck-", dir=MEMORY))
        return World(base, f"{others[-1]}/out")

    yield build
    for folder in others:
        shutil.rmtree(folder)


def points(new_world: NewWorld, command: str, *before: tuple[str, Strike | None]) -> list[Strike]:
    """Every call of a command that can be struck at, in a world where others ran before."""
    found = []
    for call in CALLS:
        world = new_world()
        for earlier, strike in before:
            world.jforg(earlier, strike)
        found += [Strike(call, when) for when in range(1, world.count(command, call) + 1)]
    return found


def check(world: World, before: tuple[Tree, Tree], contents: list[bytes]) -> None:
    """Let the program settle what was struck, twice, and take it all back."""
    assert world.contents() == contents
    assert world.jforg("recover") == 0
    settled = world.trees()
    assert world.contents() == contents
    assert world.jforg("undo") in {0, 1}  # 1: nothing had been moved
    assert world.trees() == before, settled


def test_killed_three_times_in_a_row(new_world: NewWorld) -> None:
    """In the middle of a run, of its recovery and of its undo."""
    world = new_world()
    before, contents = world.trees(), world.contents()
    across = os.stat(world.base).st_dev != os.stat(world.library).st_dev
    strikes = {
        "organize": Strike("unlink", 2) if across else Strike("renameat2", 2),
        "recover": Strike("fdatasync", 1),
        "undo": Strike("unlink", 1) if across else Strike("renameat2", 1),
    }
    for command, strike in strikes.items():
        assert world.jforg(command, strike) == DIED, f"{command}: {strike} was never reached"
        assert world.contents() == contents
    check(world, before, contents)


FAILING: Final = (
    Strike("fsync", 2, "error=EIO"),
    Strike("renameat2", 2, "error=EIO"),
    Strike("pwrite64", 40, "error=ENOSPC"),
)


@pytest.mark.parametrize("strike", FAILING, ids=str)
def test_a_call_that_fails_is_told(new_world: NewWorld, strike: Strike) -> None:
    world = new_world()
    before, contents = world.trees(), world.contents()
    told = world.jforg("organize", strike)
    assert world.was_struck()
    assert told or not os.listdir(f"{world.base}/in"), "all is well, it said"
    check(world, before, contents)


@pytest.mark.skipif(not EVERYWHERE, reason="striking everywhere takes an hour (JFORG_KILLS=1)")
@pytest.mark.parametrize("command", ["organize", "recover", "undo"])
def test_killed_anywhere(new_world: NewWorld, command: str) -> None:
    earlier: dict[str, tuple[tuple[str, Strike | None], ...]] = {
        "organize": (),
        "recover": (("organize", Strike("renameat2", 2)),),
        "undo": (("organize", None),),
    }
    for strike in points(new_world, command, *earlier[command]):
        world = new_world()
        before, contents = world.trees(), world.contents()
        for done, first in earlier[command]:
            world.jforg(done, first)
        assert world.jforg(command, strike) == DIED, f"{strike} was never reached"
        check(world, before, contents)
