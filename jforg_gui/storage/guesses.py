"""Names that have been read, on disk: a second scan reads none of them again."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date as Date  # noqa: N812 — as in domain/match.py
from typing import Any, Final, TypeVar

from jforg_gui.domain.match import Guess, PartWord, Source
from jforg_gui.domain.media import ExtraType, Kind
from jforg_gui.storage.throwaway import remove_database

log = logging.getLogger(__name__)

T = TypeVar("T")

_SCHEMA: Final = "CREATE TABLE reading (name BLOB PRIMARY KEY, guess TEXT NOT NULL) WITHOUT ROWID"
_MOST: Final = 500_000  # readings, about 100 MB; a fuller file is begun anew
_AT_ONCE: Final = 500  # names to a question: SQLite allows 999 gaps in the oldest builds that are about

_DEFAULTS: Final = {
    field.name: field.default_factory() if field.default_factory is not MISSING else field.default
    for field in fields(Guess)
    if field.name not in {"kind", "notes"}
}
_FROM_JSON: Final[Mapping[str, Callable[[Any], Any]]] = {
    "source": Source,
    "extra": ExtraType,
    "part_word": PartWord,
    "date": Date.fromisoformat,
    "ids": lambda pairs: tuple((provider, value) for provider, value in pairs),
    "certainty": lambda pairs: tuple((field, sure) for field, sure in pairs),
    "episodes": tuple,
    "seasons": tuple,
    "absolute": tuple,
}


class SqliteGuesses:
    """A file that can be lost without harm: whatever is wrong with it, it is begun anew, or nothing is remembered.

    ``rules`` is the version of the rules that names are read by: readings made by others are forgotten. Fills the port
    ``GuessStore``. Calls may come from any thread.
    """

    def __init__(self, path: str, rules: int) -> None:
        """Open nothing yet."""
        self._path, self._rules = path, rules
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()
        self._broken = False

    def known(self, names: Sequence[str]) -> dict[str, Guess]:
        """Return what these names were read as; those that were not are left out."""
        return self._with(lambda connection: dict(_read(connection, names)), {})

    def remember(self, readings: Mapping[str, Guess]) -> None:
        """Keep readings for the next time, but for those that say that reading failed."""
        rows = [(_key(name), _to_json(guess)) for name, guess in readings.items() if not guess.notes]

        def keep(connection: sqlite3.Connection) -> None:
            with connection:
                connection.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?)", rows)

        self._with(keep, None)

    def close(self) -> None:
        """Close the file for good: a name that is still being read finds and leaves nothing."""
        with self._lock:
            self._broken = True
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _with(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        with self._lock:
            try:
                if self._connection is None and not self._broken:
                    self._connection = self._open()
                if self._connection is not None:
                    return work(self._connection)
            except (
                sqlite3.Error,
                ValueError,
                KeyError,
                TypeError,
                AttributeError,
            ) as error:  # damaged, or written by somebody else
                log.warning("what names were read as is damaged and is begun anew: %s", error)
                self._begin_anew()
            return otherwise

    def _open(self) -> sqlite3.Connection | None:
        try:
            os.makedirs(os.path.dirname(self._path), mode=0o700, exist_ok=True)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
        except OSError as error:
            log.warning("what names are read as is not remembered: %s", error.strerror)
            self._broken = True
            return None
        connection = sqlite3.connect(self._path, check_same_thread=False, timeout=5.0)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")  # after a power cut it is begun anew
            self._prepare(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == self._rules:
            (count,) = connection.execute("SELECT COUNT(*) FROM reading").fetchone()
            if count <= _MOST:
                return
        with connection:
            connection.execute("DROP TABLE IF EXISTS reading")
            connection.execute(_SCHEMA)
            connection.execute(f"PRAGMA user_version = {self._rules}")

    def _begin_anew(self) -> None:
        """Put a damaged file of ours away; what cannot be removed is not used."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
        if not remove_database(self._path):
            self._broken = True


def _read(connection: sqlite3.Connection, names: Sequence[str]) -> Iterator[tuple[str, Guess]]:
    for start in range(0, len(names), _AT_ONCE):
        keys = {_key(name): name for name in names[start : start + _AT_ONCE]}
        gaps = ",".join("?" * len(keys))
        rows = connection.execute(f"SELECT name, guess FROM reading WHERE name IN ({gaps})", [*keys])  # noqa: S608 — gaps only
        for key, text in rows:
            yield keys[key], _from_json(text)


def _key(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def _to_json(guess: Guess) -> str:
    said = {name: getattr(guess, name) for name in _DEFAULTS if getattr(guess, name) != _DEFAULTS[name]}
    return json.dumps({"kind": guess.kind, **said}, default=str, ensure_ascii=True, separators=(",", ":"))


def _from_json(text: str) -> Guess:
    said = json.loads(text)
    for name in said.keys() & _FROM_JSON.keys():
        said[name] = _FROM_JSON[name](said[name])
    return Guess(**{**said, "kind": Kind(said["kind"])})
