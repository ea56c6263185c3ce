"""The question at the next start after a crash: finish the run, undo it, or decide later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from jforg_gui.domain.work import Run, RunKind
from jforg_gui.engine import Engine
from jforg_gui.ui import assets, verbs
from jforg_gui.ui.jobs import Ending, Job, Jobs
from jforg_gui.ui.language import trouble
from jforg_gui.ui.run.sheet import Sheet
from jforg_gui.ui.session import Session
from jforg_gui.ui.text import translate
from jforg_gui.ui.theme import Theme
from jforg_gui.ui.verbs import verb_of

_SIZE: Final = QSize(480, 176)


def settle_interrupted(engine: Engine) -> Run | None:
    """Settle what a crash left open, and return the newest run it had interrupted; None if there is none.

    Only once that is done is it known which files have moved. For the pool that writes the journal.

    Raises:
        WorldError: the journal cannot be used, or another JFOrg is at work.

    """
    runs = engine.interrupted()
    if not runs:
        return None
    with engine.writing():
        pass
    known = {run.id: run for run in engine.history()}
    return known.get(runs[0].id)


class InterruptedSheet(Sheet):
    """Says how far the run had come and asks what to do; closing it decides later. Open it with ``open()``."""

    finish = Signal()
    undo = Signal()

    def __init__(self, run: Run, theme: Theme, parent: QWidget | None) -> None:
        """Show one settled run. What cannot be done with it is not offered."""
        super().__init__(theme, parent, title=translate("Run", "Interrupted run"), size=_SIZE)
        undoing = run.kind is RunKind.UNDO
        heading = (
            translate("Run", "The last undo was interrupted.")
            if undoing
            else translate("Run", "The last run was interrupted.")
        )
        self.head(heading, _account(run), look=assets.INTERRUPTED)
        self.body.addStretch()
        self.footer.addStretch(1)
        can_finish = undoing or bool(run.inputs)
        self.later = self.button(translate("Run", "Decide later"), primary=False)
        self.later.clicked.connect(self.reject)
        self.undo_it: QPushButton | None = None
        if not undoing and run.files > run.undone:
            self.undo_it = self.button(translate("Run", "Undo it"), primary=not can_finish)
            self.undo_it.clicked.connect(lambda: self._answer(self.undo.emit))
        self.finish_it: QPushButton | None = None
        if can_finish:
            self.finish_it = self.button(translate("Run", "Finish it"), primary=True)
            self.finish_it.clicked.connect(lambda: self._answer(self.finish.emit))

    def _answer(self, tell: Callable[[], None]) -> None:
        self.accept()
        tell()


def _account(run: Run) -> str:
    """The journal promises files a chunk at a time, so how many there were in all was lost with the program."""
    first = verbs.had(verb_of(run.mode, run.kind), run.files)
    return f"{first} {translate('Run', 'The rest is where it was. No file is lost.')}"


def ask_about_interrupted(session: Session, jobs: Jobs, theme: Theme, parent: QWidget) -> Job:
    """Look for a run that a crash interrupted, settle it, and ask what to do with it; nothing if there is none."""

    def finish(run: Run) -> None:
        if run.kind is RunKind.UNDO:
            session.undo(str(run.undoes))
        else:
            session.add(run.inputs)

    def ask(ending: Ending) -> None:
        if ending.error is not None:
            session.failed.emit(trouble(ending.error))
        run: Run | None = ending.result
        if run is None:
            return
        sheet = InterruptedSheet(run, theme, parent)
        sheet.finish.connect(lambda: finish(run))
        sheet.undo.connect(lambda: session.undo(str(run.id)))
        sheet.open()

    job = jobs.start(lambda _job: settle_interrupted(session.engine), on=jobs.runs)
    job.ended.connect(ask)
    return job
