"""What the databases answered, on disk: how long each answer is believed, and how much is kept at most."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from jforg_gui.storage.settings import Settings, size_in_bytes
from jforg_gui.storage.throwaway import remove_database
from jforg_gui.workflow.ports import Lifetime, Remembered

log = logging.getLogger(__name__)

T = TypeVar("T")

_VERSION: Final = 1
_SCHEMA: Final = """
CREATE TABLE answer (
    key TEXT PRIMARY KEY, body BLOB, size INTEGER NOT NULL, expires REAL NOT NULL, used REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX answer_used ON answer (used);
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
    """A file that can be lost without harm: whatever is wrong with it, it is begun anew, or nothing is remembered.

    Fills the port ``AnswerCache``. Calls may come from any thread, one after the other.
    """

    def __init__(self, path: str, keeping: Keeping, clock: Callable[[], float] = time.time) -> None:
        """Open nothing yet."""
        self._path, self._keeping, self._clock = path, keeping, clock
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()
        self._broken = False
        self._size = 0

    def get(self, key: str, stale: bool = False) -> Remembered | None:  # noqa: FBT001, FBT002 — as the port has it
        """See ``AnswerCache.get``."""
        now = self._clock()

        def look(connection: sqlite3.Connection) -> Remembered | None:
            row = connection.execute("SELECT body, expires FROM answer WHERE key = ?", (key,)).fetchone()
            if row is None or (row[1] <= now and not stale):
                return None
            connection.execute("UPDATE answer SET used = ? WHERE key = ?", (now, key))
            return Remembered(None if row[0] is None else _unpacked(row[0]))

        return self._with(look, None)

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
            connection.execute(
                "INSERT OR REPLACE INTO answer (key, body, size, expires, used) VALUES (?, ?, ?, ?, ?)",
                (key, packed, size, expires, now),
            )
            self._size += size - (before[0] if before else 0)
            if self._size > self._keeping.most_bytes:
                self._make_room(connection)

        self._with(keep, None)

    def clear(self) -> int:
        """Forget everything; return the bytes that were kept."""

        def forget(connection: sqlite3.Connection) -> int:
            size, self._size = self._size, 0
            connection.execute("DELETE FROM answer")
            connection.execute("VACUUM")
            return size

        return self._with(forget, 0)

    def size(self) -> int:
        """The bytes that are kept."""
        return self._with(lambda _connection: self._size, 0)

    def close(self) -> None:
        """Close the file for good: what still comes finds and leaves nothing."""
        with self._lock:
            self._broken = True
            if self._connection is not None:
                self._connection.close()
                self._connection = None

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

    def _with(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Do something with the open file, or nothing where there is none to be had; a damaged one is begun anew."""
        with self._lock:
            try:
                if self._connection is None and not self._broken:
                    self._connection = self._open()
                if self._connection is not None:
                    return work(self._connection)
            except (sqlite3.Error, zlib.error) as error:
                log.warning("the cache of online answers is damaged and is begun anew: %s", error)
                self._begin_anew()
            return otherwise

    def _open(self) -> sqlite3.Connection | None:
        try:
            return self._open_file()
        except sqlite3.DatabaseError:
            self._begin_anew()
        try:
            return None if self._broken else self._open_file()
        except sqlite3.Error as error:
            log.warning("online answers are not remembered: %s", error)
            self._broken = True
        return None

    def _open_file(self) -> sqlite3.Connection | None:
        folder = os.path.dirname(self._path)
        try:
            os.makedirs(folder, mode=0o700, exist_ok=True)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
        except OSError as error:
            log.warning("online answers are not remembered: %s", error.strerror)
            self._broken = True
            return None
        connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, timeout=5.0)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")  # after a power cut it is begun anew
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version != _VERSION:
                self._make_schema(connection)
            (size,) = connection.execute("SELECT COALESCE(SUM(size), 0) FROM answer").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        self._size = int(size)
        return connection

    @staticmethod
    def _make_schema(connection: sqlite3.Connection) -> None:
        connection.executescript(f"DROP TABLE IF EXISTS answer;{_SCHEMA}PRAGMA user_version = {_VERSION};")

    def _begin_anew(self) -> None:
        """Put a damaged file of ours away; what cannot be removed is not used."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
        if not remove_database(self._path):
            self._broken = True


def _packed(body: bytes) -> bytes:
    return b"z" + zlib.compress(body, 1) if len(body) >= _PACKED_FROM else b"p" + body


def _unpacked(kept: bytes) -> bytes:
    return zlib.decompress(kept[1:]) if kept[:1] == b"z" else bytes(kept[1:])
