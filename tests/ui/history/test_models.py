from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.work import Run, RunKind, RunState
from jforg_gui.ui.assets import Look
from jforg_gui.ui.history.models import FilesModel, RunsModel
from jforg_gui.ui.history.preview import FileRow, Preview
from jforg_gui.ui.history.run_words import standing, what, when
from jforg_gui.ui.run.health import Health
from jforg_gui.ui.theme import Theme

NOON: Final = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)
RUN: Final = Run(
    id=1,
    kind=RunKind.ORGANIZE,
    mode=Mode.MOVE,
    state=RunState.ENDED,
    token="",
    started=NOON,
    ended=NOON,
    undoes=None,
    inputs=("/srv/Finished",),
    files=10,
    size=59_100_000_000,
)


def rows(*healths: Health) -> tuple[FileRow, ...]:
    return tuple(
        FileRow(f"/lib/{n}.mkv", f"/in/{n}.mkv", f"lib/{n}.mkv", f"in/{n}.mkv", health, "", Look("album"), 1)
        for n, health in enumerate(healths)
    )


@pytest.mark.parametrize(
    ("change", "word", "note"),
    [
        ({}, "Done", ""),
        ({"failed": 3}, "Done", "3 failed"),
        ({"undone": 4}, "Done", "4 of 10 undone"),
        ({"undone": 10}, "Undone", ""),
        ({"state": RunState.INTERRUPTED}, "Interrupted", ""),
        ({"state": RunState.OPEN}, "Interrupted", ""),
        ({"state": RunState.STOPPED, "failed": 5}, "Stopped", ""),
        ({"files": 0, "failed": 2}, "Failed", ""),
    ],
)
def test_how_a_run_stands(change: dict[str, object], word: str, note: str) -> None:
    stands = standing(replace(RUN, **change), running=False)  # type: ignore[arg-type]  # a table of changes
    assert (stands.word, stands.note) == (word, note)


def test_a_run_of_this_very_moment_is_moving() -> None:
    assert standing(replace(RUN, state=RunState.OPEN), running=True).word == "Moving"


@pytest.mark.parametrize(
    ("inputs", "mode", "said"),
    [
        (("/srv/Finished",), Mode.MOVE, "Move from Finished"),
        (("/srv/Films/", "/b", "/c"), Mode.COPY, "Copy from Films and 2 more"),
        ((), Mode.MOVE, "Move"),
    ],
)
def test_what_a_run_did(inputs: tuple[str, ...], mode: Mode, said: str) -> None:
    assert what(replace(RUN, inputs=inputs, mode=mode)) == said


def test_when_a_run_was() -> None:
    day = NOON.astimezone().date()
    assert when(RUN, day).startswith("Today, ")
    assert when(RUN, day + timedelta(days=1)).startswith("Yesterday, ")
    assert when(RUN, day + timedelta(days=2)).startswith("14 May, ")
    assert when(RUN, day + timedelta(days=365)).startswith("14 May 2026, ")


def test_the_runs_model_keeps_qts_rules(theme: Theme) -> None:
    model = RunsModel(theme)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_runs([RUN, replace(RUN, id=2)], running=False)
    assert (model.rowCount(), model.columnCount()) == (2, 5)
    model.set_runs([RUN, replace(RUN, id=2)], running=False, only=frozenset((2,)))
    assert model.run(0) == replace(RUN, id=2)
    assert (model.row_of(2), model.row_of(1)) == (0, -1)
    assert len(model.all) == 2
    assert model.run(5) is None


def test_numbers_stand_at_the_end(theme: Theme) -> None:
    model = RunsModel(theme)
    model.set_runs([RUN], running=False)
    assert model.index(0, RunsModel.SIZE).data() == "59.1 GB"
    assert model.index(0, RunsModel.FILES).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_the_files_model_keeps_qts_rules(theme: Theme) -> None:
    model = FilesModel(theme)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_preview(Preview(RUN, rows(Health.BACK, Health.MISSING, Health.TAKEN_BACK, Health.UNDONE)))
    assert (model.rowCount(), model.checked_count()) == (4, 2)
    model.set_filter(Health.MISSING, "")
    assert (model.rowCount(), model.checked_count()) == (1, 2)
    model.set_filter(None, "2.MKV")
    assert [model.file(row).source for row in range(model.rowCount())] == ["/in/2.mkv"]
    model.set_filter(None, "the run's own name")
    assert model.rowCount() == 4
    model.set_preview(None)
    assert (model.rowCount(), model.checked()) == (0, [])


def test_only_what_can_go_is_checked(theme: Theme) -> None:
    model = FilesModel(theme)
    model.set_preview(Preview(RUN, rows(Health.BACK, Health.MISSING, Health.BACK)))
    assert not model.setData(model.index(1, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert model.setData(model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert [row.source for row in model.checked()] == ["/in/2.mkv"]
    model.toggle([0, 1, 2])
    assert model.checked_count() == 2
    model.toggle([0, 1, 2])
    assert model.checked_count() == 0


def test_what_is_back_is_shown_where_it_is(theme: Theme) -> None:
    model = FilesModel(theme)
    model.set_preview(Preview(RUN, rows(Health.UNDONE)))
    assert [model.index(0, column).data() for column in range(3)] == ["in/0.mkv", "", "Undone"]


def test_what_the_run_made_itself_goes_back_nowhere(theme: Theme) -> None:
    model = FilesModel(theme)
    model.set_preview(Preview(RUN, rows(Health.TAKEN_BACK)))
    assert model.index(0, FilesModel.BEFORE).data() == "made by this run"
    assert model.index(0, FilesModel.HEALTH).data() == "Will be taken back"
