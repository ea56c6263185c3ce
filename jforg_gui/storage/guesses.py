"""Names that have been read, on disk: a second scan reads none of them again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date as Date  # noqa: N812 — as in domain/match.py
from typing import Any, Final

from jforg_gui.domain.match import Guess, PartWord, Source
from jforg_gui.domain.media import ExtraType, Kind
from jforg_gui.storage.throwaway import Table, ThrowawayDatabase

_TABLE: Final = Table(
    "reading",
    "CREATE TABLE reading (name BLOB PRIMARY KEY, guess TEXT NOT NULL) WITHOUT ROWID",
    "what names were read as",
    500_000,  # readings, about 100 MB
)
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
    """Readings in a file that can be lost without harm.

    ``rules`` is the version of the rules that names are read by: readings made by others are forgotten. Fills the port
    ``GuessStore``. Calls may come from any thread.
    """

    def __init__(self, path: str, rules: int) -> None:
        """Open nothing yet."""
        self._database = ThrowawayDatabase(path, rules, _TABLE)
        self.close = self._database.close

    def known(self, names: Sequence[str]) -> dict[str, Guess]:
        """Return what these names were read as; those that were not are left out."""
        return self._database.use(lambda connection: dict(_read(connection, names)), {})

    def remember(self, readings: Mapping[str, Guess]) -> None:
        """Keep readings for the next time, but for those that say that reading failed."""
        rows = [(_key(name), _to_json(guess)) for name, guess in readings.items() if not guess.notes]

        def keep(connection: sqlite3.Connection) -> None:
            with connection:
                connection.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?)", rows)

        self._database.use(keep, None)


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
