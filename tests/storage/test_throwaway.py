from __future__ import annotations

import os
import sqlite3

import pytest

from jforg_gui.storage import throwaway
from jforg_gui.storage.throwaway import Table, ThrowawayDatabase, remove_database


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


def test_what_another_writes_just_now_is_not_damaged(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throwaway, "_PATIENCE", 0.01)
    table = Table("kept", "CREATE TABLE kept (number INTEGER)", "what is kept")
    path = f"{tmp_path}/kept.db"
    first, second = ThrowawayDatabase(path, 1, table), ThrowawayDatabase(path, 1, table)

    def insert(connection: sqlite3.Connection) -> bool:
        with connection:
            connection.execute("INSERT INTO kept VALUES (1)")
        return True

    def count(connection: sqlite3.Connection) -> int:
        (found,) = connection.execute("SELECT COUNT(*) FROM kept").fetchone()
        return int(found)

    def held(connection: sqlite3.Connection) -> bool:
        connection.execute("BEGIN IMMEDIATE")
        refused = second.use(insert, otherwise=False)
        connection.execute("COMMIT")
        return refused

    assert first.use(insert, otherwise=False)
    assert second.use(count, -1) == 1
    assert not first.use(held, otherwise=True)
    assert second.use(insert, otherwise=False)
    assert (first.use(count, -1), second.use(count, -1)) == (2, 2)
    first.close()
    second.close()
