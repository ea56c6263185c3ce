"""Looks into media files for the window: those that make a difference for the plan, and the one on show."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from jforg_gui.domain.media import MediaFile
from jforg_gui.domain.streams import MediaFacts
from jforg_gui.ui.jobs import Ending, Job, Jobs
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase

_SOON_MS: Final = 400  # several corrections in a row are one
_ROWS_A_MS: Final = 50  # the longer the list, the longer the pause before it is gone through


class MediaLook(QObject):
    """Finds out what is inside files, in the background. ``known`` tells that something new is. GUI thread only."""

    known = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Wait for rows."""
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._job: Job | None = None
        self._asked: MediaFile | None = None
        self._asking: Job | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._look_at_plan)
        session.phase_changed.connect(self._phase_changed)
        session.counts_changed.connect(self._planned)

    def facts_of(self, file: MediaFile) -> MediaFacts | None:
        """What is known of a file by now."""
        media = self._session.engine.media()
        return media.of(file) if media is not None else None

    def look(self, file: MediaFile) -> None:
        """Find out about one file; of several that are asked for meanwhile only the last."""
        self._asked = file
        if self._asking is None:
            self._ask()

    def close(self) -> None:
        """Look at nothing any more, at once."""
        self._soon.stop()
        self._asked = None
        for job in (self._job, self._asking):
            if job is not None:
                job.cancel()
        media = self._session.engine.media()
        if media is not None:
            media.stop()

    # --- the file on show -------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        file, self._asked, media = self._asked, None, self._session.engine.media()
        if file is None or media is None:
            return
        self._asking = self._jobs.start(lambda job: media.read([file], job))
        self._asking.ended.connect(self._answered)

    def _answered(self, ending: Ending) -> None:
        self._asking = None
        if ending.result:
            self.known.emit()
        self._ask()

    # --- the plan ---------------------------------------------------------------------------------------------------

    def _phase_changed(self, phase: Phase) -> None:
        if phase is Phase.REVIEW:
            self._look_at_plan()
        else:
            self._soon.stop()
            if self._job is not None:
                self._job.cancel()

    def _planned(self) -> None:
        if self._session.phase is Phase.REVIEW:
            self._soon.start(_SOON_MS + len(self._session.rows) // _ROWS_A_MS)

    def _look_at_plan(self) -> None:
        session, engine = self._session, self._session.engine
        if not session.editable or engine.media() is None:
            return
        if self._job is not None:
            self._soon.start(_SOON_MS + len(self._session.rows) // _ROWS_A_MS)
            return
        plan, policy = session.plan(), engine.settings.conflict

        def work(job: Job) -> bool:
            recalled = engine.recall_media([row.item for row in plan.rows])
            return engine.read_media(plan, policy, job) or recalled

        self._job = self._jobs.start(work)
        self._job.ended.connect(self._looked)

    def _looked(self, ending: Ending) -> None:
        self._job = None
        if ending.result:
            self._session.plan_again()
            self.known.emit()
