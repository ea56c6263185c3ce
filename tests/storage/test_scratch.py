from __future__ import annotations

import os

import pytest

from jforg_gui.storage.scratch import scratch_folder


def test_it_is_there_and_then_gone_with_all_that_is_in_it() -> None:
    with scratch_folder("test") as folder:
        assert os.path.basename(folder).startswith("jforg-test-")
        assert os.path.realpath(folder) == folder
        assert os.listdir(folder) == []
        os.makedirs(os.path.join(folder, "a", "b"))
        path = os.path.join(folder, "a", "read-only")
        with open(path, "xb"):
            os.chmod(path, 0o400)
    assert not os.path.lexists(folder)


def test_it_is_gone_after_an_interruption() -> None:
    folder = ""

    def interrupted() -> None:
        nonlocal folder
        with scratch_folder("test") as folder:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert folder
    assert not os.path.lexists(folder)
