"""The library as it will look, drawn up from 100,000 rows: how long the window does not answer meanwhile."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex

from benchmarks.window import MANY, Gaps, Stage
from benchmarks.window_parts import rows
from jforg_gui.domain.media import Library
from jforg_gui.domain.plan import Plan, Roots
from jforg_gui.ui.collector import pause_while_arriving
from jforg_gui.ui.preview.page import PreviewPage
from jforg_gui.ui.states import Phase
from jforg_gui.ui.theme import Theme

_SCROLLS: Final = 10


def preview_gap_ms() -> float:
    """The longest gap while the tree grows, is opened, scrolled ten times to its end, and filtered. Milliseconds."""
    with Stage() as stage:
        session = stage.session
        pause_while_arriving(Phase.SCANNING)  # as the application does
        session.rows = list(rows(MANY))
        pause_while_arriving(Phase.REVIEW)
        session._plan = Plan(tuple(session.rows), Roots({Library.MOVIES: "/srv/media/Library"}))  # noqa: SLF001 — as planned
        page = PreviewPage(session, stage.jobs, Theme.of(stage.application))
        page.resize(stage.view.size())
        clock = Gaps()
        page.show()
        stage.wait(lambda: page.model.tree.root.files >= MANY)
        page.view.expand(page.model.index(0, 0, QModelIndex()))
        for _scroll in range(_SCROLLS):
            page.view.scrollToBottom()
            stage.settle()
        page.only_changes.click()
        stage.settle()
        gaps = clock.stop()
        page.close()
    return max(gaps)


if __name__ == "__main__":
    print(f"{preview_gap_ms():.1f}")
