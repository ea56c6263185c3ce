from __future__ import annotations

import os

from jforg_gui.storage.throwaway import remove_database


def test_a_database_goes_with_the_files_beside_it(tmp_path: object) -> None:
    for name in ("names.db", "names.db-wal", "names.db-shm", "other.db"):
        with open(f"{tmp_path}/{name}", "xb"):
            pass
    assert remove_database(f"{tmp_path}/names.db")
    assert os.listdir(f"{tmp_path}") == ["other.db"]
    assert remove_database(f"{tmp_path}/names.db"), "what is not there is gone"


def test_what_cannot_be_removed_is_told(tmp_path: object) -> None:
    os.makedirs(f"{tmp_path}/names.db/inside")
    assert not remove_database(f"{tmp_path}/names.db")
