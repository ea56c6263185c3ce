"""The journal's tables, and how those of an older version become ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Final

from jforg_gui.storage.rows import HOLDING, TALLY

VERSION: Final = 5

COUNT: Final = (
    "UPDATE run SET (files, undone, failed, bytes, created)"  # noqa: S608 — constants
    f" = (SELECT {TALLY} FROM step WHERE step.run = run.id)"
)

_TABLES_OF_2: Final = (
    # what files of ours held that were taken away, by digest and compressed, so that they can be made again
    "CREATE TABLE content (digest TEXT PRIMARY KEY, bytes BLOB NOT NULL)",
    # the volumes that were mounted when a run began
    """
    CREATE TABLE volume (
        run INTEGER NOT NULL REFERENCES run (id),
        identifier TEXT NOT NULL, label TEXT NOT NULL, mount BLOB NOT NULL
    )
    """,
)
# lock files of ours in library folders that may be there
_LOCKS: Final = "CREATE TABLE lock (path BLOB PRIMARY KEY, token TEXT NOT NULL)"
_INDEXES_OF_2: Final = (
    "CREATE INDEX volume_by_run ON volume (run)",
    # what keeps a folder in use, and the folders that wait for it; the conditions are those of the queries
    f"CREATE INDEX step_standing ON step (destination) WHERE state = 'done' AND kind IN ({HOLDING})",
    "CREATE INDEX step_kept ON step (kind) WHERE state = 'kept'",
)

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
        inputs TEXT NOT NULL DEFAULT '[]',
        files INTEGER, undone INTEGER, failed INTEGER, bytes INTEGER, created INTEGER
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
        reason TEXT, reason_path BLOB, reason_details TEXT,
        checksum INTEGER
    )
    """,
    *_TABLES_OF_2,
    "CREATE INDEX step_by_run ON step (run, state)",
    "CREATE INDEX step_by_source ON step (source)",
    *_INDEXES_OF_2,
    _LOCKS,
)

# What brings a journal of an older version to the next one; the key is the version it brings it to.
UPGRADES: Final[Mapping[int, tuple[str, ...]]] = {
    2: (
        "ALTER TABLE step ADD COLUMN purpose TEXT",
        "ALTER TABLE step ADD COLUMN beside BLOB",
        "ALTER TABLE step ADD COLUMN redoes INTEGER REFERENCES step (id)",
        "ALTER TABLE run ADD COLUMN redoes INTEGER REFERENCES run (id)",
        *_TABLES_OF_2,
        *(f"ALTER TABLE run ADD COLUMN {name} INTEGER" for name in ("files", "undone", "failed", "bytes", "created")),
        f"{COUNT} WHERE state != 'open'",
        *_INDEXES_OF_2,
    ),
    3: (_LOCKS,),
    4: ("ALTER TABLE step ADD COLUMN checksum INTEGER",),
    5: (),  # steps may be of kind remove-emptied, which an older JFOrg does not know
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
