"""Keeps unfinished work on the disk while it is done, and takes it up again at the next start."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from jforg_gui.storage.unfinished import Unfinished, load_unfinished, save_unfinished
from jforg_gui.ui.jobs import Ending, Job, Jobs
from jforg_gui.ui.session import Session

_PAUSE_MS: Final = 1500  # a crash loses no more than that of what was said
_MOST_RECENT: Final = 6


class Keeper(QObject):
    """Follows one session. ``recent_changed`` brings the folders that were added last, the newest first."""

    recent_changed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject) -> None:
        """Follow it from now on; nothing is written before something is said."""
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._path = session.engine.places.unfinished_file
        self._recent: tuple[str, ...] = ()
        self._restored = False
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._save)
        session.edits_changed.connect(lambda _undo, _redo: self._timer.start())
        session.rows_replaced.connect(self._timer.start)
        session.inputs_changed.connect(self._inputs_changed)

    @property
    def recent(self) -> tuple[str, ...]:
        """The folders that were added last, the newest first."""
        return self._recent

    def restore(self) -> Job:
        """Read what was kept, in the background, and go on with it unless something was added meanwhile."""
        job = self._jobs.start(lambda _job: load_unfinished(self._path))
        job.ended.connect(self._take_up)
        return job

    def saving(self) -> Callable[[], None]:
        """What writes everything down as it is now; for another thread, at the end."""
        self._timer.stop()
        return partial(_write, self._session.unfinished(), self._recent, self._path)

    def _save(self) -> None:
        write = self.saving()
        self._jobs.start(lambda _job: write())

    def _take_up(self, ending: Ending) -> None:
        kept: Unfinished | None = ending.result
        if kept is None:
            return
        self._set_recent((*self._recent, *kept.recent))
        if self._session.engine.settings.resume:
            self._session.resume(kept)

    def _inputs_changed(self) -> None:
        self._timer.start()
        self._set_recent((*reversed(self._session.inputs), *self._recent))

    def _set_recent(self, folders: tuple[str, ...]) -> None:
        data = self._session.engine.places.data
        ours = [folder for folder in dict.fromkeys(folders) if os.path.dirname(folder) != data]  # no samples
        self._recent = tuple(ours[:_MOST_RECENT])
        self.recent_changed.emit(self._recent)


def _write(work: Callable[[], Unfinished], recent: tuple[str, ...], path: str) -> None:
    kept = work()
    save_unfinished(Unfinished(kept.inputs, kept.decisions, kept.removed, recent), path)
