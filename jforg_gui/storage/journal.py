"""The record of every run, in SQLite: what it has promised is on the disk before a call returns."""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Final, Self

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import JournalUnusableError
from jforg_gui.domain.work import Copied, Outcome, Run, RunKind, RunState, Step, StepDraft, StepKind, StepState
from jforg_gui.storage import rows, schema
from jforg_gui.storage.disk import LocalDisk

_BUSY_SECONDS: Final = 5.0
_TIME = "%Y-%m-%dT%H:%M:%S.%f"


class SqliteJournal:
    """The journal file; fills the port ``workflow.ports.Journal``.

    Write-ahead log with ``synchronous=FULL``: every transaction is flushed when it commits, so a promise survives a
    power cut. One thread, and by ``WriterLock`` one process, writes; others may read at any time.

    Raises:
        JournalUnusableError: from every method, when the file is damaged, newer than this program, read-only, or
            its disk is full. Nothing may be moved then.

    """

    def __init__(self, path: str, *, readonly: bool = False) -> None:
        """Open the journal at ``path``, making it (0600) if need be; ``readonly`` needs no lock and makes nothing."""
        self._path = path
        with self._translated():
            if readonly and not os.path.exists(path):
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
    def _translated(self) -> Iterator[None]:
        """Turn what SQLite and the system say into a sentence for the person."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise JournalUnusableError(
                f"The journal {self._path} cannot be used: {error}. Nothing more is moved.",
            ) from error

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
        steps: list[Step] = []
        with self._transaction() as cursor:
            for draft in drafts:
                cursor.execute(rows.INSERT_STEP, rows.draft_columns(run, draft))
                steps.append(rows.promised(run, draft, cursor.lastrowid or 0))
                if draft.kind is StepKind.REMOVE_CREATED and draft.creation is not None:
                    cursor.execute(rows.KEEP_CONTENT, rows.content_columns(draft.creation.content))
        return steps

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
        return replace(step, state=StepState.COPIED, copied=copied)

    def settle(self, outcomes: Sequence[Outcome]) -> None:
        """Write down a chunk of outcomes in one durable transaction.

        The steps they take back become ``undone``, those they do again ``redone``.
        """
        with self._transaction() as cursor:
            cursor.executemany(
                "UPDATE step SET state = ?, reason = ?, reason_path = ?, reason_details = ? WHERE id = ?",
                [(o.state.value, *rows.reason_to_columns(o.reason), o.step.id) for o in outcomes],
            )
            cursor.executemany(
                "UPDATE step SET state = ? WHERE id = ?",
                [
                    (StepState.UNDONE.value if o.state is StepState.DONE else o.state.value, o.step.undoes)
                    for o in outcomes
                    if o.step.undoes is not None and o.state in {StepState.DONE, StepState.KEPT}
                ],
            )
            cursor.executemany(
                "UPDATE step SET state = ? WHERE id = ?",
                [
                    (StepState.REDONE.value, o.step.redoes)
                    for o in outcomes
                    if o.step.redoes is not None and o.state is StepState.DONE
                ],
            )

    def end(self, run: Run, state: RunState) -> None:
        """Close a run."""
        with self._transaction() as cursor:
            cursor.execute(
                "UPDATE run SET state = ?, ended = ? WHERE id = ?",
                (state.value, datetime.now(UTC).strftime(_TIME), run.id),
            )

    def runs(self, *, state: RunState | None = None) -> list[Run]:
        """The runs, newest first, all or only those in one state."""
        where, values = ("WHERE run.state = ?", (state.value,)) if state else ("", ())
        return [
            rows.run_from_row(row)
            for row in self._rows(
                f"SELECT {rows.RUN_COLUMNS} FROM run LEFT JOIN step ON step.run = run.id {where}"  # noqa: S608 — constants
                " GROUP BY run.id ORDER BY run.id DESC",
                values,
            )
        ]

    def run(self, number: int) -> Run | None:
        """One run, or None if there is none of that number."""
        found = self._rows(
            f"SELECT {rows.RUN_COLUMNS} FROM run LEFT JOIN step ON step.run = run.id"  # noqa: S608 — constants
            " WHERE run.id = ? GROUP BY run.id",
            (number,),
        )
        return rows.run_from_row(found[0]) if found else None

    def steps(self, run: int, states: Iterable[StepState] = ()) -> list[Step]:
        """The steps of one run in the order of their making, all or only those in the given states."""
        wanted = tuple(state.value for state in states)
        marks = f"AND step.state IN ({', '.join('?' * len(wanted))})" if wanted else ""
        return [
            rows.step_from_row(row)
            for row in self._rows(
                f"SELECT {rows.STEP_COLUMNS} FROM step JOIN run ON run.id = step.run"  # noqa: S608 — constants
                f" WHERE step.run = ? {marks} ORDER BY step.id",
                (run, *wanted),
            )
        ]

    def newest_undoable(self) -> Run | None:
        """The newest run, undo runs aside, with a step that is done and not taken back."""
        return self._first_run(
            "SELECT id FROM run WHERE kind != ? AND EXISTS"  # noqa: S608 — constants
            f" (SELECT 1 FROM step WHERE run = run.id AND state = ? AND kind IN ({rows.UNDOABLE}))"
            " ORDER BY id DESC LIMIT 1",
            (RunKind.UNDO.value, StepState.DONE.value),
        )

    def last_undone(self) -> Run | None:
        """The run that was taken back most recently and holds a file that was not done again since."""
        return self._first_run(
            "SELECT undoes FROM run WHERE kind = ? AND EXISTS"  # noqa: S608 — constants
            f" (SELECT 1 FROM step WHERE step.run = run.undoes AND step.state = ? AND step.kind IN ({rows.HOLDING}))"
            " ORDER BY id DESC LIMIT 1",
            (RunKind.UNDO.value, StepState.UNDONE.value),
        )

    def _first_run(self, query: str, values: Sequence[object]) -> Run | None:
        found = self._rows(query, values)
        return self.run(found[0][0]) if found else None

    def has_steps(self, run: int, states: Iterable[StepState], kinds: Iterable[StepKind]) -> bool:
        """Whether a run has a step in one of these states and of one of these kinds."""
        return bool(
            self._rows(
                f"SELECT 1 FROM step WHERE run = ? AND state IN ({rows.listed(states)})"  # noqa: S608 — constants
                f" AND kind IN ({rows.listed(kinds)}) LIMIT 1",
                (run,),
            ),
        )

    def content(self, digest: str) -> bytes | None:
        """What a file of ours held that was taken away; None where that was not kept."""
        found = self._rows("SELECT bytes FROM content WHERE digest = ?", (digest,))
        return zlib.decompress(found[0][0]) if found else None

    def moved_on_by(self, path: str, after: int) -> int | None:
        """The number of a later run that took the file at ``path`` elsewhere and still stands, or None."""
        found = self._rows(
            "SELECT MAX(step.run) FROM step JOIN run ON run.id = step.run"
            " WHERE step.source = ? AND step.run > ? AND step.state = ? AND step.kind = 'move' AND run.kind != ?",
            (os.fsencode(path), after, StepState.DONE.value, RunKind.UNDO.value),
        )
        return None if not found or found[0][0] is None else int(found[0][0])

    def kept_folders(self) -> list[Step]:
        """Folders of any run that could not be removed when it was taken back, because they were in use."""
        return [
            rows.step_from_row(row)
            for row in self._rows(
                f"SELECT {rows.STEP_COLUMNS} FROM step JOIN run ON run.id = step.run"  # noqa: S608 — constants
                " WHERE step.kind = ? AND step.state = ? ORDER BY step.id",
                (StepKind.FOLDER.value, StepState.KEPT.value),
            )
        ]

    def holds_files_of_ours(self, folder: str) -> bool:
        """Whether a file that an organise run put below ``folder`` has not been taken back."""
        below = os.fsencode(folder + os.sep)
        found = self._rows(
            "SELECT 1 FROM step JOIN run ON run.id = step.run"  # noqa: S608 — constants
            f" WHERE run.kind != ? AND step.kind IN ({rows.HOLDING})"
            " AND step.state = ? AND step.destination >= ? AND substr(step.destination, 1, ?) = ? LIMIT 1",
            (
                RunKind.UNDO.value,
                StepState.DONE.value,
                below,
                len(below),
                below,
            ),
        )
        return bool(found)

    def _rows(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        if self._empty:
            return []
        with self._translated():
            return self._connection.execute(query, tuple(values)).fetchall()


def _make_private(path: str) -> None:
    """Make the file with mode 0600 before SQLite would make it with the umask's."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _quoted(path: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 — only reading needs it

    return quote(os.fsencode(os.path.abspath(path)))
