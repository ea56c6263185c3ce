"""The journal's tables, and how those of an older version become ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Final

VERSION: Final = 2

# Paths are BLOBs: file names are bytes, and a journal must find exactly the name it wrote down.
TABLES: Final = (
    """
    CREATE TABLE run (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        mode TEXT NOT NULL,
        state TEXT NOT NULL,
        token TEXT NOT NULL,
        started TEXT NOT NULL,
        ended TEXT,
        undoes INTEGER REFERENCES run (id),
        redoes INTEGER REFERENCES run (id),
        inputs TEXT NOT NULL DEFAULT '[]'
    )
    """,
    """
    CREATE TABLE step (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        run INTEGER NOT NULL REFERENCES run (id),
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        source BLOB NOT NULL,
        destination BLOB NOT NULL,
        undoes INTEGER REFERENCES step (id),
        device INTEGER, inode INTEGER, size INTEGER, mtime_ns INTEGER, mode INTEGER, links INTEGER,
        digest TEXT,
        copy_device INTEGER, copy_inode INTEGER, copy_mtime_ns INTEGER,
        attributes TEXT,
        purpose TEXT, beside BLOB,
        redoes INTEGER REFERENCES step (id),
        reason TEXT, reason_path BLOB, reason_details TEXT
    )
    """,
    # what files of ours held that were taken away, by digest and compressed, so that they can be made again
    "CREATE TABLE content (digest TEXT PRIMARY KEY, bytes BLOB NOT NULL)",
    "CREATE INDEX step_by_run ON step (run, state)",
    "CREATE INDEX step_by_source ON step (source)",
)

# What brings a journal of an older version to the next one; the key is the version it brings it to.
UPGRADES: Final[Mapping[int, tuple[str, ...]]] = {
    2: (
        "ALTER TABLE step ADD COLUMN purpose TEXT",
        "ALTER TABLE step ADD COLUMN beside BLOB",
        "ALTER TABLE step ADD COLUMN redoes INTEGER REFERENCES step (id)",
        "ALTER TABLE run ADD COLUMN redoes INTEGER REFERENCES run (id)",
        "CREATE TABLE content (digest TEXT PRIMARY KEY, bytes BLOB NOT NULL)",
    ),
}


def create(connection: sqlite3.Connection) -> None:
    """Make the tables, all or none."""
    _change(connection, TABLES)


def upgrade(connection: sqlite3.Connection, version: int) -> None:
    """Bring a journal of an older version to ours, all the way or not at all."""
    _change(connection, [statement for step in range(version, VERSION) for statement in UPGRADES[step + 1]])


def _change(connection: sqlite3.Connection, statements: Iterable[str]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
