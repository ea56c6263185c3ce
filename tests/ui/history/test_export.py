from __future__ import annotations

import csv
from datetime import UTC, datetime

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.work import Run, RunKind, RunState
from jforg_gui.ui.assets import Look
from jforg_gui.ui.history.export import as_csv, as_html
from jforg_gui.ui.history.preview import FileRow, Preview
from jforg_gui.ui.run.health import Health

WHEN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
RUN = Run(
    id=1,
    kind=RunKind.ORGANIZE,
    mode=Mode.MOVE,
    state=RunState.ENDED,
    token="t",  # noqa: S106 — the run's own, no secret
    started=WHEN,
    ended=WHEN,
    undoes=None,
    inputs=("/in/Finished",),
    files=2,
)


def _row(name: str, why: str = "") -> FileRow:
    return FileRow(f"/m/{name}", name, name, name, Health.BACK, why, Look("history"), 7)


PREVIEW = Preview(RUN, (_row('Low, "Tide"\n.mkv'), _row("=cmd()|x.mkv", "<b>why</b>")))


def test_a_table_can_be_read_again_and_holds_no_formula() -> None:
    lines = list(csv.reader(as_csv(PREVIEW).splitlines(keepends=True)))
    assert lines[0] == ["Old path", "New path", "Bytes", "State", "Why"]
    assert lines[1][0] == 'Low, "Tide"\n.mkv'
    assert lines[2][0] == "'=cmd()|x.mkv"
    assert lines[2][2:4] == ["7", "Will go back"]


def test_a_page_shows_names_as_they_are() -> None:
    page = as_html(PREVIEW)
    assert "<b>why" not in page
    assert "&lt;b&gt;why&lt;/b&gt;" in page
    assert "Move from Finished" in page
    assert "<script" not in page
