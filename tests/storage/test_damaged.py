"""A damaged journal, cut or flipped at any byte, is refused in words or read, and never moves a file wrongly.

``JFORG_DAMAGE=1`` tries every byte of the journal and of its log; the suite tries some, spread over both.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Final

import pytest

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import JournalUnusableError, NothingToUndoError
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.workflow.organize import organize
from jforg_gui.workflow.recover import recover
from jforg_gui.workflow.redo import find_undone, plan_redo
from jforg_gui.workflow.undo import find_run, plan_undo, undo
from tests.fakes.worlds import Crash, Fuse, MortalDisk, MortalJournal, Never, contents_of, plan_of, tree_of

STRIDE: Final = int(os.environ.get("JFORG_DAMAGE", "809"))
DATABASE, LOG = "journal.db", "journal.db-wal"
NAMES: Final = ("a", "b")


@dataclass
class World:
    base: str

    @property
    def journal(self) -> str:
        return f"{self.base}/state/journal.db"

    def plant(self) -> None:
        """Two films moved, and a third of which nothing was settled when the process died."""
        for folder in ("in", "out", "state"):
            os.makedirs(f"{self.base}/{folder}")
        for name in (*NAMES, "c"):
            with open(f"{self.base}/in/{name}.mkv", "xb") as file:
                file.write(b"film " + name.encode())
        with SqliteJournal(self.journal) as journal:
            self._organize(journal, LocalDisk(), NAMES)
        fuse = Fuse(-1)
        with closing(sqlite3.connect(self.journal)) as reader:  # while somebody reads, the log stays
            reader.execute("SELECT COUNT(*) FROM run").fetchone()
            with suppress(Crash), MortalJournal(self.journal, fuse) as mortal:
                fuse.left = 10
                self._organize(mortal, MortalDisk(fuse), ("c",))
            for name in (DATABASE, LOG):
                shutil.copy(f"{self.base}/state/{name}", f"{self.base}/{name}")
        shutil.rmtree(f"{self.base}/state")
        os.mkdir(f"{self.base}/state")
        for name in (DATABASE, LOG):
            os.rename(f"{self.base}/{name}", f"{self.base}/state/{name}")

    def _organize(self, journal: SqliteJournal, disk: LocalDisk | MortalDisk, names: tuple[str, ...]) -> None:
        moves = [(f"{self.base}/in/{name}.mkv", f"{self.base}/out/Movies/{name}/{name}.mkv") for name in names]
        plan = plan_of(moves, f"{self.base}/out")
        organize(plan, journal, disk, mode=Mode.MOVE, cancellation=Never())

    def use(self) -> None:
        """Do what a person would: look, settle, take back, look at what could be done again."""
        disk = LocalDisk()
        with suppress(JournalUnusableError, NothingToUndoError), SqliteJournal(self.journal, readonly=True) as journal:
            for run in journal.runs():
                journal.steps(run.id)
                journal.matching("film", run.id)
            plan_redo(find_undone(journal, "last"), journal, disk)
        with suppress(JournalUnusableError, NothingToUndoError), SqliteJournal(self.journal) as journal:
            recover(journal, disk)
            for run in journal.runs():
                with suppress(NothingToUndoError):
                    plan = plan_undo(find_run(journal, str(run.id)), journal, disk)
                    undo(plan, journal, disk, cancellation=Never())


def cut(content: bytes, at: int) -> bytes:
    return content[:at]


def flip(content: bytes, at: int) -> bytes:
    return content[:at] + bytes((content[at] ^ (1 << at % 8),)) + content[at + 1 :]


@pytest.fixture(scope="module", params=[DATABASE, LOG])
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Plant a world; return the file of its journal that is to be damaged: all is in it, or what came last."""
    world = World(str(tmp_path_factory.mktemp("damaged") / "world"))
    world.plant()
    if request.param == DATABASE:
        with closing(sqlite3.connect(world.journal)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode = DELETE")
    return f"{world.base}/state/{request.param}"


@pytest.fixture
def worlds(planted: str) -> Iterator[Callable[[bytes], World]]:
    """Make the planted world anew, at the same paths, with other content of the file to be damaged."""
    base = os.path.dirname(os.path.dirname(planted))
    kept = f"{base}-kept"
    shutil.copytree(base, kept, dirs_exist_ok=True)

    def anew(content: bytes) -> World:
        shutil.rmtree(base)
        shutil.copytree(kept, base)
        with open(planted, "wb") as file:
            file.write(content)
        return World(base)

    yield anew
    shutil.rmtree(base)
    shutil.copytree(kept, base)


@pytest.mark.parametrize("damage", [cut, flip])
def test_no_damage_moves_a_file_wrongly(
    planted: str, worlds: Callable[[bytes], World], damage: Callable[[bytes, int], bytes]
) -> None:
    with open(planted, "rb") as file:
        sound = file.read()
    base = worlds(sound).base
    tops = (f"{base}/in", f"{base}/out")
    contents = contents_of(*tops)
    there = {name for top in tops for name, what in tree_of(top).items() if what[0] == "file"}
    allowed = (
        there | {f"{name}.mkv" for name in (*NAMES, "c")} | {f"Movies/{name}/{name}.mkv" for name in (*NAMES, "c")}
    )
    for at in range(0, len(sound), STRIDE):
        world = worlds(damage(sound, at))
        world.use()
        assert contents_of(*tops) == contents, f"byte {at}"
        names = {name for top in tops for name, what in tree_of(top).items() if what[0] == "file"}
        assert names <= allowed, f"byte {at}"
        assert os.path.exists(world.journal), f"byte {at}"


def test_an_unharmed_journal_takes_everything_back(planted: str, worlds: Callable[[bytes], World]) -> None:
    with open(planted, "rb") as file:
        world = worlds(file.read())
    world.use()
    assert sorted(tree_of(f"{world.base}/in")) == ["a.mkv", "b.mkv", "c.mkv"]
    assert tree_of(f"{world.base}/out") == {}
