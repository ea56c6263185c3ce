"""The question when the window is closed while files move."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from jforg_gui.domain.work import RunKind
from jforg_gui.ui.assets import Look, Tint
from jforg_gui.ui.run.sheet import Sheet
from jforg_gui.ui.text import fill, number, translate
from jforg_gui.ui.theme import Theme

_SIZE: Final = QSize(480, 176)
_STOP: Final = Look("stop-circle-outline", Tint.ASK)


class ClosingSheet(Sheet):
    """Asks whether to stop the run and close; ``accepted`` means yes. Open it with ``open()``."""

    def __init__(
        self, done: int, total: int, theme: Theme, parent: QWidget | None, kind: RunKind = RunKind.ORGANIZE
    ) -> None:
        """Say how many of the run's files are done."""
        super().__init__(theme, parent, title=translate("Run", "Close"), size=_SIZE)
        self._kind = kind
        self.head(translate("Run", "Stop after this file and close?"), self._account(done, total), look=_STOP)
        self.body.addStretch()
        self.footer.addStretch(1)
        self.keep_going = self.button(translate("Run", "Keep going"))
        self.keep_going.clicked.connect(self.reject)
        self.stop = self.button(translate("Run", "Stop and close"), primary=True)
        self.stop.clicked.connect(self.accept)

    def update_progress(self, done: int, total: int) -> None:
        """The run goes on while the question stands: say how far it is now."""
        self.subtitle.setText(self._account(done, total))

    def _account(self, done: int, total: int) -> str:
        if self._kind is RunKind.UNDO:
            said = translate(
                "Run",
                "{done} of {total} are back where they were. The rest stays where it is; you can undo it later.",
            )
        else:
            said = translate("Run", "{done} of {total} have moved and can be undone. The rest stays where it is.")
        return fill(said, done=number(done), total=number(total))
