"""The real program, killed by the kernel at chosen system calls: nothing is lost, and everything comes back.

Needs root and strace. ``JFORG_KILLS=1`` kills at every call of every kind, the suite at two.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pytest

from tests.fakes.worlds import Tree, contents_of, tree_of

EVERYWHERE: Final = bool(os.environ.get("JFORG_KILLS"))
SOME: Final = {"renameat2": 2, "fdatasync": 10}  # between two moves, and as the journal is flushed
CALLS: Final = (*SOME, "fsync", "mkdir", "unlink", "pwrite64") if EVERYWHERE else tuple(SOME)
FILMS: Final = ("Ember.Quay.2001.1080p.mkv", "Tin.Sparrow.1999.mkv", "Kelp.2011.mkv")
DIED: Final = -9

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or shutil.which("strace") is None,
    reason="killing at a system call needs Linux, root and strace",
)


@dataclass
class World:
    base: str

    def __post_init__(self) -> None:
        for folder in ("in", "out/Movies"):  # a library that is there is locked for others
            os.makedirs(f"{self.base}/{folder}")
        for name in FILMS:
            with open(f"{self.base}/in/{name}", "xb") as file:
                file.write(b"film " + name.encode())

    def jforg(self, *arguments: str, strace: tuple[str, ...] = ()) -> int:
        command = (sys.executable, "-m", "jforg_gui.cli", *arguments)
        environment = os.environ | {"JFORG_HOME": f"{self.base}/home", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run((*strace, *command), env=environment, capture_output=True, check=False, timeout=60)
        return done.returncode

    def organize(self, *strace: str) -> int:
        where = (f"{self.base}/in", "--dest", f"{self.base}/out")
        return self.jforg("organize", *where, "--yes", "--offline", "--no-nfo", "--workers", "1", strace=strace)

    def trees(self) -> tuple[Tree, Tree]:
        return tree_of(f"{self.base}/in"), tree_of(f"{self.base}/out")

    def contents(self) -> list[bytes]:
        return [
            content for content in contents_of(f"{self.base}/in", f"{self.base}/out") if content.startswith(b"film")
        ]


@pytest.fixture
def new_world(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], World]:
    return lambda: World(str(tmp_path_factory.mktemp("killed")))


def killing(call: str, when: int) -> tuple[str, ...]:
    return (
        "strace",
        "-f",
        "-qq",
        "-o",
        os.devnull,
        "-e",
        f"trace={call}",
        "-e",
        f"inject={call}:signal=KILL:when={when}",
    )


def number_of_calls(new_world: Callable[[], World], call: str) -> int:
    world = new_world()
    log = f"{world.base}/log"
    assert world.organize("strace", "-f", "-qq", "-o", log, "-e", f"trace={call}") == 0
    with open(log, encoding="utf-8", errors="replace") as file:
        return len(re.findall(rf"^\d+ +{call}\(", file.read(), re.MULTILINE))


@pytest.mark.parametrize("call", CALLS)
def test_killed_at_a_system_call(new_world: Callable[[], World], call: str) -> None:
    points = range(1, number_of_calls(new_world, call) + 1) if EVERYWHERE else (SOME[call],)
    for when in points:
        world = new_world()
        before, contents = world.trees(), world.contents()
        assert world.organize(*killing(call, when)) == DIED, f"{call} {when} was never reached"
        assert world.contents() == contents
        assert world.jforg("recover") == 0
        settled = world.trees()
        assert world.jforg("recover") == 0
        assert world.trees() == settled
        assert world.contents() == contents
        assert world.jforg("undo", "last", "--yes") in {0, 1}  # 1: nothing had been moved
        assert world.trees() == before, f"{call} {when}"
