"""The question before a run is taken back, or done again: what goes, what stays and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from jforg_gui.domain.work import FILE_STEPS
from jforg_gui.ui.assets import Look, Tint
from jforg_gui.ui.jobs import Ending, Job, Jobs
from jforg_gui.ui.language import trouble
from jforg_gui.ui.run.health import Health, going, sentence, tally
from jforg_gui.ui.run.sheet import Sheet
from jforg_gui.ui.session import Session
from jforg_gui.ui.text import problem_sentence, translate
from jforg_gui.ui.theme import Theme
from jforg_gui.workflow.redo import RedoPlan
from jforg_gui.workflow.undo import UndoPlan

_SIZE: Final = QSize(480, 176)
_UNDO: Final = Look("undo-variant", Tint.LINK)
_REDO: Final = Look("redo-variant", Tint.LINK)


class UndoSheet(Sheet):
    """Asks whether to take files of a run back; ``accepted`` means yes. Open it with ``open()``."""

    def __init__(
        self, counts: Mapping[Health, int], theme: Theme, parent: QWidget | None, *, whole: bool = True
    ) -> None:
        """Show the counts; ``whole`` unless only some files of the run are meant."""
        super().__init__(theme, parent, title=translate("Run", "Undo"), size=_SIZE)
        goes = going(counts)
        question = translate("Run", "Undo this run?")
        if not whole:
            question = translate("Run", "Undo %Ln {file|files} of this run?", None, goes)
        self.head(question, sentence(counts), look=_UNDO)
        self.body.addStretch()
        self.footer.addStretch(1)
        self.cancel = self.button(translate("Run", "Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.answer = self.button(
            translate("Run", "Undo %Ln", None, goes) if goes else translate("Run", "Undo run"), primary=True
        )
        self.answer.clicked.connect(self.accept)


def ask_undo(
    session: Session, jobs: Jobs, theme: Theme, parent: QWidget, run: str = "last", only: Sequence[str] = ()
) -> Job:
    """Look in the background at what can be taken back, ask, and take it back if the answer is yes.

    What cannot be looked at is told by ``session.failed``.
    """

    def ask(ending: Ending) -> None:
        if ending.error is not None:
            session.failed.emit(trouble(ending.error))
        plan: UndoPlan | None = ending.result
        if plan is None:
            return
        sheet = UndoSheet(tally(plan), theme, parent, whole=not only)
        sheet.accepted.connect(lambda: session.undo(str(plan.run.id), only))
        sheet.open()

    job = jobs.start(lambda _job: session.engine.preview_undo(run, only))
    job.ended.connect(ask)
    return job


class RedoSheet(Sheet):
    """Asks whether to do a run again that was taken back; ``accepted`` means yes. Open it with ``open()``."""

    def __init__(self, plan: RedoPlan, theme: Theme, parent: QWidget | None) -> None:
        """Show how much of it can be done again."""
        super().__init__(theme, parent, title=translate("Run", "Redo"), size=_SIZE)
        files = sum(step.kind in FILE_STEPS for step in plan.ready)
        said = translate("Run", "%Ln {file goes|files go} to {its|their} new {place|places} again.", None, files)
        if plan.refused:
            rest = translate("Run", "%Ln {stays|stay} as {it is.|they are.}", None, len(plan.refused))
            said = f"{said} {rest} {problem_sentence(plan.refused[0].problem)}."
        self.head(translate("Run", "Redo this run?"), said, look=_REDO)
        self.body.addStretch()
        self.footer.addStretch(1)
        self.cancel = self.button(translate("Run", "Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.answer = self.button(translate("Run", "Redo %Ln", None, files), primary=True)
        self.answer.setEnabled(files > 0)
        self.answer.clicked.connect(self.accept)


def ask_redo(
    session: Session, jobs: Jobs, theme: Theme, parent: QWidget, run: str = "last", only: Sequence[str] = ()
) -> Job:
    """Look in the background at what can be done again, ask, and do it if the answer is yes; see ``ask_undo``."""

    def ask(ending: Ending) -> None:
        if ending.error is not None:
            session.failed.emit(trouble(ending.error))
        plan: RedoPlan | None = ending.result
        if plan is None:
            return
        sheet = RedoSheet(plan, theme, parent)
        sheet.accepted.connect(lambda: session.redo(str(plan.run.id), only))
        sheet.open()

    job = jobs.start(lambda _job: session.engine.preview_redo(run, only))
    job.ended.connect(ask)
    return job
