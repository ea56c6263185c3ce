"""What the databases answered, on disk: how long each answer is believed, and how much is kept at most."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from jforg_gui.storage.settings import Settings, size_in_bytes
from jforg_gui.storage.throwaway import Table, ThrowawayDatabase
from jforg_gui.workflow.ports import Lifetime, Remembered

_VERSION: Final = 1
_SCHEMA: Final = """
CREATE TABLE answer (
    key TEXT PRIMARY KEY, body BLOB, size INTEGER NOT NULL, expires REAL NOT NULL, used REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX answer_used ON answer (used)
"""
_HOUR: Final = 3600.0
_ROOM_LEFT: Final = 0.8  # what is full is emptied to this share, the least used first
_OVERHEAD: Final = 200  # bytes a row costs beside its body
_PACKED_FROM: Final = 512


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long answers are believed, in seconds, and how many bytes are kept in all.

    TMDB's terms allow no more than six months.
    """

    seconds: Mapping[Lifetime, float]
    most_bytes: int


def keeping(settings: Settings) -> Keeping:
    """How the person wants answers to be kept."""
    hours, days = int(settings.get("online.search_hours")), int(settings.get("online.details_days"))
    seconds = {
        Lifetime.SEARCH: hours * _HOUR,
        Lifetime.DETAILS: days * 24 * _HOUR,
        Lifetime.PICTURE: days * 24 * _HOUR,
        Lifetime.NOTHING: int(settings.get("online.nothing_hours")) * _HOUR,
    }
    return Keeping(seconds, size_in_bytes(str(settings.get("online.cache_size"))))


class SqliteCache:
    """A throwaway database. Fills the port ``AnswerCache``; calls may come from any thread, one after the other."""

    def __init__(self, path: str, keeping: Keeping, clock: Callable[[], float] = time.time) -> None:
        """Open nothing yet."""
        self._keeping, self._clock = keeping, clock
        self._size = 0
        table = Table("answer", _SCHEMA, "the cache of online answers", opened=self._measure)
        self._database = ThrowawayDatabase(path, _VERSION, table)

    def keep(self, keeping: Keeping) -> None:
        """Keep answers in another way from now on; those that are kept already stay as long as they were to."""
        self._keeping = keeping

    def get(self, key: str, stale: bool = False) -> Remembered | None:  # noqa: FBT001, FBT002 — as the port has it
        """See ``AnswerCache.get``."""
        now = self._clock()

        def look(connection: sqlite3.Connection) -> Remembered | None:
            row = connection.execute("SELECT body, expires FROM answer WHERE key = ?", (key,)).fetchone()
            if row is None or (row[1] <= now and not stale):
                return None
            with connection:
                connection.execute("UPDATE answer SET used = ? WHERE key = ?", (now, key))
            return Remembered(None if row[0] is None else _unpacked(row[0]))

        return self._database.use(look, None)

    def put(self, key: str, body: bytes | None, lifetime: Lifetime) -> None:
        """See ``AnswerCache.put``."""
        now = self._clock()
        packed = None if body is None else _packed(body)
        size = len(key) + len(packed or b"") + _OVERHEAD
        if size > self._keeping.most_bytes:
            return

        def keep(connection: sqlite3.Connection) -> None:
            before = connection.execute("SELECT size FROM answer WHERE key = ?", (key,)).fetchone()
            expires = now + self._keeping.seconds[lifetime]
            with connection:
                connection.execute(
                    "INSERT OR REPLACE INTO answer (key, body, size, expires, used) VALUES (?, ?, ?, ?, ?)",
                    (key, packed, size, expires, now),
                )
                self._size += size - (before[0] if before else 0)
                if self._size > self._keeping.most_bytes:
                    self._make_room(connection)

        self._database.use(keep, None)

    def clear(self) -> int:
        """Forget everything; return the bytes that were kept."""

        def forget(connection: sqlite3.Connection) -> int:
            size, self._size = self._size, 0
            with connection:
                connection.execute("DELETE FROM answer")
            connection.execute("VACUUM")
            return size

        return self._database.use(forget, 0)

    def size(self) -> int:
        """The bytes that are kept."""
        return self._database.use(lambda _connection: self._size, 0)

    def close(self) -> None:
        """Close the file for good: what still comes finds and leaves nothing."""
        self._database.close()

    def _measure(self, connection: sqlite3.Connection) -> None:
        (size,) = connection.execute("SELECT COALESCE(SUM(size), 0) FROM answer").fetchone()
        self._size = int(size)

    def _make_room(self, connection: sqlite3.Connection) -> None:
        """Let go of what has been used least until a fifth is free."""
        goal = int(self._keeping.most_bytes * _ROOM_LEFT)
        gone = []
        for key, size in connection.execute("SELECT key, size FROM answer ORDER BY used"):
            if self._size <= goal:
                break
            gone.append((key,))
            self._size -= size
        connection.executemany("DELETE FROM answer WHERE key = ?", gone)


def _packed(body: bytes) -> bytes:
    return b"z" + zlib.compress(body, 1) if len(body) >= _PACKED_FROM else b"p" + body


def _unpacked(kept: bytes) -> bytes:
    return zlib.decompress(kept[1:]) if kept[:1] == b"z" else bytes(kept[1:])
