from __future__ import annotations

import os
import subprocess
import sys

import pytest

from jforg_gui.domain.errors import InstanceRunningError, JournalUnusableError
from jforg_gui.storage.lock import WriterLock

HOLD = """
import sys
from jforg_gui.storage.lock import WriterLock
with WriterLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_told(tmp_path: object) -> None:
    path = f"{tmp_path}/journal.lock"
    with subprocess.Popen([sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(InstanceRunningError, match="at work"), WriterLock(path):
            pass
        holder.kill()
    with WriterLock(path):
        pass  # the kernel has taken a dead process's lock away


def test_it_is_free_again_after_use(tmp_path: object) -> None:
    path = f"{tmp_path}/journal.lock"
    for _ in range(2):
        with WriterLock(path), pytest.raises(InstanceRunningError), WriterLock(path):
            pass


def test_a_folder_that_is_missing_is_said(tmp_path: object) -> None:
    with pytest.raises(JournalUnusableError, match=r"journal\.lock"), WriterLock(f"{tmp_path}/no/journal.lock"):
        pass
    assert not os.path.exists(f"{tmp_path}/no")
