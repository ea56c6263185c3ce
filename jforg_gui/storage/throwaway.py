"""Databases of ours that hold nothing a person would miss: what is damaged goes, and is begun anew."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import sys
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")

# What damage, or a file that somebody else wrote, looks like to whoever reads it.
_DAMAGE: Final = (sqlite3.Error, zlib.error, ValueError, KeyError, TypeError, AttributeError)


_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_PATIENCE: Final = 5.0  # seconds for whoever else writes


@dataclass(frozen=True, slots=True)
class Table:
    """The one table of such a database: its name, what makes it, and what the log calls it.

    With more than ``most`` rows it is begun anew at the next start; ``opened`` is told of every connection.
    """

    name: str
    schema: str
    called: str
    most: int = sys.maxsize
    opened: Callable[[sqlite3.Connection], object] | None = None


class ThrowawayDatabase:
    """A file that can be lost without harm: whatever is wrong with it, it is begun anew, or nothing is remembered.

    ``version`` is that of whatever its content depends on; content of another version is forgotten. Calls may come
    from any thread, one after the other, and never raise.
    """

    def __init__(self, path: str, version: int, table: Table) -> None:
        """Open nothing yet."""
        self._path, self._version, self._table = path, version, table
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()
        self._broken = False

    def use(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Return what ``work`` makes of the database; ``otherwise`` where there is none, or it is damaged."""
        with self._lock:
            try:
                if self._connection is None and not self._broken:
                    self._connection = self._open_or_begin_anew()
                if self._connection is not None:
                    return work(self._connection)
            except _DAMAGE as error:
                self._give_up_on(error)
            return otherwise

    def close(self) -> None:
        """Close the file for good: whoever still works on something finds and leaves nothing."""
        with self._lock:
            self._broken = True
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open_or_begin_anew(self) -> sqlite3.Connection | None:
        try:
            return self._open()
        except _DAMAGE as error:
            if not self._give_up_on(error):
                return None
        return None if self._broken else self._open()

    def _give_up_on(self, error: Exception) -> bool:
        """Put a damaged file away, and return whether it was one; where another JFOrg just writes nothing is wrong."""
        if isinstance(error, sqlite3.OperationalError) and getattr(error, "sqlite_errorcode", None) in _BUSY:
            log.info("%s is in use elsewhere: %s", self._table.called, error)
            return False
        log.warning("%s is damaged and is begun anew: %s", self._table.called, error)
        self._begin_anew()
        return True

    def _open(self) -> sqlite3.Connection | None:
        try:
            os.makedirs(os.path.dirname(self._path), mode=0o700, exist_ok=True)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
        except OSError as error:
            log.warning("%s is not remembered: %s", self._table.called, error.strerror)
            self._broken = True
            return None
        connection = sqlite3.connect(self._path, check_same_thread=False, timeout=_PATIENCE)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")  # after a power cut it is begun anew
            self._prepare(connection)
            if self._table.opened is not None:
                self._table.opened(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        table = self._table
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == self._version:
            (count,) = connection.execute(f"SELECT COUNT(*) FROM {table.name}").fetchone()  # noqa: S608 — a name of ours
            if count <= table.most:
                return
        connection.executescript(
            f"BEGIN; DROP TABLE IF EXISTS {table.name}; {table.schema}; PRAGMA user_version = {self._version}; COMMIT;"
        )

    def _begin_anew(self) -> None:
        """Put a damaged file of ours away; what cannot be removed is not used."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
        if not remove_database(self._path):
            self._broken = True


def remove_database(path: str) -> bool:
    """Remove a closed SQLite database with the files beside it; return whether all of it is gone. Never the journal."""
    gone = True
    for ending in ("", "-wal", "-shm"):
        try:
            os.unlink(path + ending)
        except FileNotFoundError:
            continue
        except OSError:
            gone = False
    return gone
