"""Runs for tests of the window: messy trees of invented titles, moved by the real session."""

from __future__ import annotations

from typing import Final

from pytestqt.qtbot import QtBot

from jforg_gui.domain.work import Run
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase

TREE: Final = [
    *(f"Finished/Harbor.Nine.S01E{n:02d}.1080p.WEB.mkv" for n in (1, 2, 3, 4)),
    "Finished/Harbor.Nine.S01E01.1080p.WEB.en.srt",
    "Finished/Ember Quay (2001)/Ember Quay (2001).mkv",
]

_QUIET_LOOKS = 12  # of 10 ms each


def wait_idle(jobs: Jobs, qtbot: QtBot) -> None:
    """Wait until nothing is under way and nothing follows: one job's end may be the next one's beginning."""
    quiet = 0

    def settled() -> bool:
        nonlocal quiet
        quiet = 0 if jobs.busy else quiet + 1
        return quiet > _QUIET_LOOKS

    qtbot.waitUntil(settled, timeout=20_000)


def review(session: Session, tree: str, qtbot: QtBot) -> None:
    """Add a tree and wait for its rows."""
    session.add([tree])
    qtbot.waitUntil(lambda: session.phase is Phase.REVIEW, timeout=20_000)


def moved(session: Session, tree: str, qtbot: QtBot) -> Run:
    """Move everything that is ready in a tree; return the run."""
    review(session, tree, qtbot)
    session.run()
    qtbot.waitUntil(lambda: session.phase is Phase.DONE, timeout=20_000)
    return session.engine.history()[0]
