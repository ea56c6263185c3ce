"""Media facts that have been read, on disk: a file is not opened twice for them, wherever it is moved."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from jforg_gui.domain.media import MediaFile
from jforg_gui.domain.streams import MediaFacts
from jforg_gui.identify.media_info import RULES
from jforg_gui.identify.media_reader import MediaReader
from jforg_gui.storage.throwaway import Table, ThrowawayDatabase
from jforg_gui.workflow.media import KnownMedia

_TABLE: Final = Table(
    "facts",
    "CREATE TABLE facts (file TEXT PRIMARY KEY, said TEXT NOT NULL) WITHOUT ROWID",
    "what is inside media files",
    300_000,  # files, about 100 MB
)
_AT_ONCE: Final = 500


class SqliteMediaFacts:
    """Facts by the file they were read from: its volume, its number there, its size and its time of change.

    ``rules`` is the version of what reads them. Fills the port ``FactStore``. Calls may come from any thread.
    """

    def __init__(self, path: str, rules: int) -> None:
        """Open nothing yet."""
        self._database = ThrowawayDatabase(path, rules, _TABLE)
        self.close = self._database.close

    def known(self, files: Sequence[MediaFile]) -> dict[MediaFile, MediaFacts | None]:
        """Return what is known of these files; None for one that has no facts. Those never read are left out."""
        return self._database.use(lambda connection: dict(_read(connection, files)), {})

    def remember(self, found: Mapping[MediaFile, MediaFacts | None]) -> None:
        """Keep what was read."""
        rows = [(_key(file), json.dumps(facts.record() if facts else None)) for file, facts in found.items()]

        def keep(connection: sqlite3.Connection) -> None:
            with connection:
                connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", rows)

        self._database.use(keep, None)


def known_media(path: str) -> tuple[KnownMedia, Callable[[], None]]:
    """Return what knows media facts, kept in the file at ``path``, and what ends it.

    No process is started, and no file opened, before it is needed.
    """
    store = SqliteMediaFacts(path, RULES)
    reader = MediaReader()

    def end() -> None:
        reader.close()
        store.close()

    return KnownMedia(reader, store), end


def _read(connection: sqlite3.Connection, files: Sequence[MediaFile]) -> Iterator[tuple[MediaFile, MediaFacts | None]]:
    for start in range(0, len(files), _AT_ONCE):
        by_key = {_key(file): file for file in files[start : start + _AT_ONCE]}
        gaps = ",".join("?" * len(by_key))
        rows = connection.execute(f"SELECT file, said FROM facts WHERE file IN ({gaps})", [*by_key])  # noqa: S608 — gaps only
        for key, text in rows:
            said = json.loads(text)
            yield by_key[key], MediaFacts.of_record(said) if said is not None else None


def _key(file: MediaFile) -> str:
    identity = file.identity
    return f"{identity.device:x}:{identity.inode:x}:{file.size:x}:{file.mtime_ns:x}"
