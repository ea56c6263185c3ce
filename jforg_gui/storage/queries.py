"""What the journal is asked: runs, their steps, and how the runs hang together."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from jforg_gui.domain.errors import JournalUnusableError
from jforg_gui.domain.work import Run, RunKind, RunState, Step, StepKind, StepState
from jforg_gui.storage import rows
from jforg_gui.storage.volumes import Places, Volume


class JournalQueries:
    """The reading half of the journal; every method raises JournalUnusableError when the file cannot be read.

    Paths are told as they are today: a volume that is mounted elsewhere than it was is found by its identity, and one
    that is not there is named in ``Step.absent``.
    """

    _connection: sqlite3.Connection
    _path: str
    _empty: bool
    _mounted: Callable[[], Sequence[Volume]]

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn what SQLite and the system say into a sentence for the person."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise JournalUnusableError(
                f"The journal {self._path} cannot be used: {error}. Nothing more is moved.",
            ) from error
        except (ValueError, TypeError, OverflowError, zlib.error) as error:
            raise JournalUnusableError(
                f"The journal {self._path} is damaged: {error}. It is left as it is, and nothing more is moved.",
            ) from error

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        if self._empty:
            return []
        with self._translated():
            return self._connection.execute(query, tuple(values)).fetchall()

    def runs(self, *, state: RunState | None = None) -> list[Run]:
        """The runs, newest first, all or only those in one state."""
        where, values = ("WHERE state = ?", (state.value,)) if state else ("", ())
        query = f"SELECT {rows.RUN_COLUMNS} FROM run {where} ORDER BY id DESC"  # noqa: S608 — constants
        found = self._rows(query, values)
        with self._translated():
            return [self._run(row) for row in found]

    def run(self, number: int) -> Run | None:
        """One run, or None if there is none of that number."""
        found = self._rows(f"SELECT {rows.RUN_COLUMNS} FROM run WHERE id = ?", (number,))  # noqa: S608 — constants
        with self._translated():
            return self._run(found[0]) if found else None

    def _run(self, row: tuple[Any, ...]) -> Run:
        """Build a run; one that is at work, or is being taken back, has to be counted first."""
        *columns, files, undone, failed, size, created = row
        if files is None:
            query = f"SELECT {rows.TALLY} FROM step WHERE run = ?"  # noqa: S608 — constants
            files, undone, failed, size, created = self._rows(query, (row[0],))[0]
        return rows.run_from_row((*columns, files, undone, failed, size, created))

    def steps(self, run: int, states: Iterable[StepState] = ()) -> list[Step]:
        """The steps of one run in the order of their making, all or only those in the given states."""
        wanted = f"AND step.state IN ({rows.listed(states)})" if states else ""
        return self._steps(f"step.run = ? {wanted}", (run,))

    def _steps(self, where: str, values: Sequence[object]) -> list[Step]:
        found = self._rows(
            f"SELECT {rows.STEP_COLUMNS} FROM step JOIN run ON run.id = step.run"  # noqa: S608 — constants
            f" WHERE {where} ORDER BY step.id",
            values,
        )
        places: dict[int, Places] = {}
        with self._translated():
            steps = [rows.step_from_row(row) for row in found]
            for run in {step.run for step in steps}:
                places[run] = self._places(run)
        return [places[step.run].today(step) for step in steps]

    def _places(self, run: int) -> Places:
        """Where the volumes of one run are today."""
        found = self._rows("SELECT identifier, label, mount FROM volume WHERE run = ?", (run,))
        then = [Volume(identifier, label, os.fsdecode(mount)) for identifier, label, mount in found]
        return Places.of(then, self._mounted() if then else ())

    def volumes(self) -> list[Volume]:
        """Every volume that was mounted when a run began."""
        found = self._rows("SELECT DISTINCT identifier, label, mount FROM volume")
        return [Volume(identifier, label, os.fsdecode(mount)) for identifier, label, mount in found]

    def matching(self, needle: str, run: int) -> bool:
        """Whether the old or new path of a file of one run holds ``needle``, whatever the case of its letters."""
        if needle.isascii():
            pattern = "%" + "".join("\\" + letter if letter in "%_\\" else letter for letter in needle) + "%"
            test = "(CAST(source AS TEXT) LIKE ? ESCAPE '\\' OR CAST(destination AS TEXT) LIKE ? ESCAPE '\\')"
            return bool(self._rows(_MATCHING + test + " LIMIT 1", (run, pattern, pattern)))
        wanted = needle.casefold()
        paths = self._rows(f"SELECT source, destination FROM step WHERE run = ?{_SHOWN}", (run,))  # noqa: S608 — constants
        return any(wanted in f"{os.fsdecode(old)}\n{os.fsdecode(new)}".casefold() for old, new in paths)

    def newest_undoable(self) -> Run | None:
        """The newest run, undo runs aside, with a step that is done and not taken back, in the run itself or after."""
        return self._first_run(
            "SELECT id FROM run WHERE kind != ? AND EXISTS"  # noqa: S608 — constants
            f" (SELECT 1 FROM step WHERE run = run.id AND state = ? AND undoes IS NULL AND kind IN ({rows.UNDOABLE}))"
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
                f" AND undoes IS NULL AND kind IN ({rows.listed(kinds)}) LIMIT 1",
                (run,),
            ),
        )

    def content(self, digest: str) -> bytes | None:
        """What a file of ours held that was taken away; None where that was not kept."""
        found = self._rows("SELECT bytes FROM content WHERE digest = ?", (digest,))
        with self._translated():
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
        return self._steps("step.state = 'kept' AND step.kind = ?", (StepKind.FOLDER.value,))

    def holds_files_of_ours(self, folder: str) -> bool:
        """Whether a file that an organise run put below ``folder`` has not been taken back."""
        below = os.fsencode(folder + os.sep)
        found = self._rows(
            "SELECT 1 FROM step JOIN run ON run.id = step.run"  # noqa: S608 — constants
            f" WHERE step.state = 'done' AND step.kind IN ({rows.HOLDING})"
            " AND step.destination >= ? AND step.destination < ? AND run.kind != ? LIMIT 1",
            (below, below[:-1] + bytes((below[-1] + 1,)), RunKind.UNDO.value),
        )
        return bool(found)


_SHOWN = " AND state IN ('done', 'undone', 'redone')"
_MATCHING = f"SELECT 1 FROM step WHERE run = ?{_SHOWN} AND "  # noqa: S608 — constants
