from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from jforg_gui.domain.errors import InstanceRunningError
from jforg_gui.storage.journal import SqliteJournal
from jforg_gui.storage.rootlock import LOCK_NAME, RootLocks


@dataclass
class Case:
    locks: RootLocks
    journal: SqliteJournal
    root: str

    @property
    def path(self) -> str:
        return os.path.join(self.root, LOCK_NAME)

    def left_by(self, host: str, process: int) -> None:
        told = {"host": host, "user": "kim", "process": process, "since": "2026-01-02T03:04:05+00:00", "token": "t"}
        with open(self.path, "x", encoding="utf-8") as file:
            json.dump(told, file)


@pytest.fixture
def case(tmp_path: object) -> Iterator[Case]:
    root = f"{tmp_path}/Movies"
    os.mkdir(root)
    with SqliteJournal(f"{tmp_path}/journal.db") as journal:
        yield Case(RootLocks(journal), journal, root)


def test_a_folder_is_held_for_as_long_as_the_run_lasts(case: Case) -> None:
    with case.locks.held([case.root, case.root + "/missing", case.root]):
        with open(case.path, encoding="utf-8") as file:
            told = json.load(file)
        assert (told["host"], told["process"]) == (platform.node(), os.getpid())
        with pytest.raises(InstanceRunningError), case.locks.held([case.root]):
            pytest.fail("held twice")
    assert os.listdir(case.root) == []
    assert case.journal.noted_locks() == []


def test_another_machine_is_named_and_nothing_of_its_is_removed(case: Case) -> None:
    case.left_by("nas.example", 1)
    with (
        pytest.raises(InstanceRunningError, match=r"nas\.example.*2026-01-02.*delete") as told,
        case.locks.held([case.root]),
    ):
        pytest.fail("held twice")
    assert case.path in str(told.value)
    case.locks.clear()
    assert os.path.exists(case.path)


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for a process by its number")
def test_what_a_process_left_that_has_gone_is_no_obstacle(case: Case) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    case.left_by(platform.node(), gone.pid)
    with case.locks.held([case.root]):
        pass
    assert os.listdir(case.root) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"host": 1}', b"\xff" * 9000])
def test_a_lock_that_says_nothing_is_a_lock(case: Case, content: bytes) -> None:
    with open(case.path, "xb") as file:
        file.write(content)
    with pytest.raises(InstanceRunningError, match="another computer"), case.locks.held([case.root]):
        pytest.fail("held twice")


def test_what_a_crash_left_is_cleared(case: Case) -> None:
    held = case.locks.held([case.root])
    held.__enter__()
    RootLocks(case.journal).clear()
    assert os.listdir(case.root) == []
    assert case.journal.noted_locks() == []


def test_a_folder_that_cannot_be_written_is_no_obstacle(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "no")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        patch.setattr("jforg_gui.storage.rootlock._read", lambda _: None)
        with case.locks.held([case.root]):
            assert os.listdir(case.root) == []
    assert case.journal.noted_locks() == []
