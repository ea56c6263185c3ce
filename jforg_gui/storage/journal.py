"""The record of every run, in SQLite: what it has promised is on the disk before a call returns."""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Final, Self

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import JournalUnusableError
from jforg_gui.domain.work import Copied, Outcome, Run, RunKind, RunState, Step, StepDraft, StepKind, StepState
from jforg_gui.storage import rows, schema
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.queries import JournalQueries
from jforg_gui.storage.volumes import Volume, mounted_volumes

_BUSY_SECONDS: Final = 5.0
# what an outcome makes of the step that it takes back
_TAKES_BACK: Final = {StepState.DONE: StepState.UNDONE, StepState.KEPT: StepState.KEPT}
_TIME = "%Y-%m-%dT%H:%M:%S.%f"


class SqliteJournal(JournalQueries):
    """The journal file; fills the port ``workflow.ports.Journal``.

    Write-ahead log with ``synchronous=FULL``: every transaction is flushed when it commits, so a promise survives a
    power cut. One thread, and by ``WriterLock`` one process, writes; others may read at any time.

    Raises:
        JournalUnusableError: from every method, when the file is damaged, newer than this program, read-only, or
            its disk is full. Nothing may be moved then.

    """

    def __init__(
        self, path: str, *, readonly: bool = False, mounted: Callable[[], Sequence[Volume]] = mounted_volumes
    ) -> None:
        """Open the journal at ``path``, making it (0600) if need be; ``readonly`` needs no lock and makes nothing.

        ``mounted`` tells which volumes are there.
        """
        self._path = path
        self._mounted = mounted
        with self._translated():
            if readonly and _is_missing(path):
                self._connection = sqlite3.connect(":memory:", isolation_level=None)
            elif readonly:
                uri = f"file:{_quoted(path)}?mode=ro"
                self._connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_BUSY_SECONDS)
            else:
                _make_private(path)
                self._connection = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_SECONDS)
            try:
                self._prepare(readonly=readonly)
            except BaseException:
                self._connection.close()
                raise

    @property
    def folder(self) -> str:
        """Where the file lies."""
        return os.path.dirname(os.path.abspath(self._path))

    def _prepare(self, *, readonly: bool) -> None:
        execute = self._connection.execute
        if not readonly:
            execute("PRAGMA journal_mode = WAL")
            execute("PRAGMA synchronous = FULL")
            if sys.platform == "darwin":
                execute("PRAGMA fullfsync = ON")
                execute("PRAGMA checkpoint_fullfsync = ON")
        version = execute("PRAGMA user_version").fetchone()[0]
        self._empty = version == 0 and readonly
        if version > schema.VERSION:
            raise JournalUnusableError(
                f"The journal {self._path} was written by a newer JFOrg (version {version}). "
                "Update JFOrg; the journal is left as it is.",
            )
        if version == 0 and not readonly:
            schema.create(self._connection)
            LocalDisk().flush_folders((os.path.dirname(self._path),))
        elif 0 < version < schema.VERSION:
            if readonly:
                self._read_a_copy()
            schema.upgrade(self._connection, version)

    def _read_a_copy(self) -> None:
        """Read an older journal from memory, where it can be brought up to date without the right to write."""
        copy = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.backup(copy)
        self._connection.close()
        self._connection = copy

    def __enter__(self) -> Self:
        """Return the journal."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Cursor]:
        """All or nothing, and durable at the end."""
        with self._translated():
            cursor = self._connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    cursor.execute("ROLLBACK")
                raise

    def begin(
        self,
        kind: RunKind,
        mode: Mode,
        *,
        undoes: int | None = None,
        redoes: int | None = None,
        inputs: Sequence[str] = (),
    ) -> Run:
        """Open a run; ``inputs`` are the folders and files the person had added."""
        token = secrets.token_hex(4)
        started = datetime.now(UTC)
        with self._transaction() as cursor:
            cursor.execute(
                "INSERT INTO run (kind, mode, state, token, started, undoes, redoes, inputs)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    kind.value,
                    mode.value,
                    RunState.OPEN.value,
                    token,
                    started.strftime(_TIME),
                    undoes,
                    redoes,
                    json.dumps(list(inputs)),
                ),
            )
            number = cursor.lastrowid
            # until this run has ended, the other's count is taken anew whenever it is asked for
            cursor.execute("UPDATE run SET files = NULL WHERE id IN (?, ?)", (undoes, redoes))
            cursor.executemany(
                "INSERT INTO volume (run, identifier, label, mount) VALUES (?, ?, ?, ?)",
                [(number, volume.identifier, volume.label, os.fsencode(volume.mount)) for volume in self._mounted()],
            )
        if number is None:  # pragma: no cover — SQLite always names the row it inserted
            raise JournalUnusableError(f"The journal {self._path} did not take the run.")
        return Run(
            id=number,
            kind=kind,
            mode=mode,
            state=RunState.OPEN,
            token=token,
            started=started,
            ended=None,
            undoes=undoes,
            redoes=redoes,
            inputs=tuple(inputs),
        )

    def intend(self, run: Run, drafts: Sequence[StepDraft]) -> list[Step]:
        """Write down a chunk of steps, in one durable transaction, before any of them is carried out."""
        with self._transaction() as cursor:
            first = cursor.execute(rows.LAST_STEP).fetchone()[0] + 1
            cursor.executemany(
                rows.INSERT_STEP, (rows.draft_columns(run, draft, number) for number, draft in enumerate(drafts, first))
            )
            cursor.executemany(
                rows.KEEP_CONTENT,
                (
                    rows.content_columns(draft.creation.content)
                    for draft in drafts
                    if draft.kind is StepKind.REMOVE_CREATED and draft.creation is not None
                ),
            )
        return [rows.promised(run, draft, number) for number, draft in enumerate(drafts, first)]

    def placing(self, step: Step) -> Step:
        """Write down that a placeholder of ours is about to hold the step's destination."""
        with self._transaction() as cursor:
            cursor.execute("UPDATE step SET state = ? WHERE id = ?", (StepState.PLACING.value, step.id))
        return replace(step, state=StepState.PLACING)

    def copied(self, step: Step, copied: Copied) -> Step:
        """Write down that a step's verified copy exists, and how to know it again."""
        identity = copied.facts.identity
        with self._transaction() as cursor:
            cursor.execute(
                "UPDATE step SET state = ?, digest = ?, copy_device = ?, copy_inode = ?, copy_mtime_ns = ?,"
                " attributes = ? WHERE id = ?",
                (
                    StepState.COPIED.value,
                    copied.digest,
                    rows.signed(identity.device),
                    rows.signed(identity.inode),
                    copied.facts.mtime_ns,
                    rows.attributes_to_text(copied.attributes),
                    step.id,
                ),
            )
            written = cursor.execute(f"SELECT {rows.CHECKED} FROM step WHERE id = ?", (step.id,)).fetchone()  # noqa: S608 — constants
            cursor.execute("UPDATE step SET checksum = ? WHERE id = ?", (rows.checksum(written), step.id))
        return replace(step, state=StepState.COPIED, copied=copied)

    def settle(self, outcomes: Sequence[Outcome]) -> None:
        """Write down a chunk of outcomes in one durable transaction.

        The steps they take back become ``undone``, those they do again ``redone``.
        """
        plain: list[tuple[StepState, int]] = []
        earlier: list[tuple[StepState, int]] = []
        reasons = []
        for outcome in outcomes:
            step, state = outcome.step, outcome.state
            if outcome.reason is None:
                plain.append((state, step.id))
            else:
                reasons.append((state.value, *rows.reason_to_columns(outcome.reason), step.id))
            if step.undoes is not None and state in _TAKES_BACK:
                earlier.append((_TAKES_BACK[state], step.undoes))
            if step.redoes is not None and state is StepState.DONE:
                earlier.append((StepState.REDONE, step.redoes))
        with self._transaction() as cursor:
            cursor.executemany(
                "UPDATE step SET state = ?, reason = ?, reason_path = ?, reason_details = ? WHERE id = ?", reasons
            )
            cursor.executemany(
                "UPDATE step SET state = ?, reason = NULL, reason_path = NULL, reason_details = NULL"
                " WHERE id BETWEEN ? AND ?",
                rows.spans(plain),
            )
            cursor.executemany("UPDATE step SET state = ? WHERE id BETWEEN ? AND ?", rows.spans(earlier))

    def note_locks(self, paths: Sequence[str], token: str) -> None:
        """Write down lock files that are about to be made."""
        with self._transaction() as cursor:
            locks = [(os.fsencode(path), token) for path in paths]
            cursor.executemany("INSERT OR REPLACE INTO lock (path, token) VALUES (?, ?)", locks)

    def forget_locks(self, paths: Sequence[str]) -> None:
        """Strike off lock files that are gone."""
        with self._transaction() as cursor:
            cursor.executemany("DELETE FROM lock WHERE path = ?", [(os.fsencode(path),) for path in paths])

    def noted_locks(self) -> list[tuple[str, str]]:
        """Lock files that may be there, with what tells them from others."""
        return [(os.fsdecode(path), token) for path, token in self._rows("SELECT path, token FROM lock")]

    def end(self, run: Run, state: RunState) -> None:
        """Close a run, and count what has become of it and of the run it takes back or does again."""
        with self._transaction() as cursor:
            cursor.execute(
                "UPDATE run SET state = ?, ended = ? WHERE id = ?",
                (state.value, datetime.now(UTC).strftime(_TIME), run.id),
            )
            cursor.execute(f"{schema.COUNT} WHERE id IN (?, ?, ?)", (run.id, run.undoes, run.redoes))


def _is_missing(path: str) -> bool:
    """Tell whether there is none yet; one that cannot be looked at is none that is missing: OSError."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    return False


def _make_private(path: str) -> None:
    """Make the file with mode 0600 before SQLite would make it with the umask's."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _quoted(path: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 — only reading needs it

    return quote(os.fsencode(os.path.abspath(path)))
