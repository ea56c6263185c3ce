"""The check within the window: how the page comes and goes, and how its repairs become a run that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from jforg_gui.domain.plan import Plan
from jforg_gui.ui.check.checking import Where
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.language import retold
from jforg_gui.ui.session import Session
from jforg_gui.ui.states import Phase
from jforg_gui.ui.text import translate
from jforg_gui.ui.theme import Theme

if TYPE_CHECKING:
    from jforg_gui.ui.check.page import CheckPage
    from jforg_gui.ui.main_window import MainWindow

_BUSY: Final = frozenset((Phase.SCANNING, Phase.RECOGNISING, Phase.RUNNING))


class LibraryCheck(QObject):
    """Shows the page in the place of the window's rows; while repairs are reviewed it offers the way back to it."""

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, window: MainWindow) -> None:
        """Answer the window's action; the page is made when it is first asked for."""
        super().__init__(window)
        self._session, self._jobs, self._theme, self._window = session, jobs, theme, window
        self._page: CheckPage | None = None
        self.open = False
        window.actions_.check_library.triggered.connect(self.show)
        session.outdated.connect(self.check_again)
        session.inputs_changed.connect(self.close)
        session.phase_changed.connect(self._phase_changed)
        session.counts_changed.connect(self._offer_findings)
        retold(self, self._drop_page)

    def _drop_page(self) -> None:
        """The next one speaks another language; where one is open, it reads again."""
        if self._page is None:
            return
        page, opened = self._page, self.open
        self.close()
        page.cancel()
        self._page = None
        self._window.pages.removeWidget(page)
        page.deleteLater()
        if opened:
            self.show()

    @property
    def page(self) -> CheckPage:
        """The page, made at the first call."""
        from jforg_gui.ui.check.page import CheckPage  # noqa: PLC0415 — not needed for the first paint

        if self._page is None:
            self._page = CheckPage(self._session.engine, self._jobs, self._theme)
            self._page.left.connect(self.leave)
            self._page.repairs_made.connect(self._review)
            self._page.folder_asked.connect(self._window.gestures.shower.show)
            self._page.parts.shown.connect(self._window.follow_parts)
            self._window.pages.addWidget(self._page)
        return self._page

    def page_or(self, other: QWidget) -> QWidget:
        """The page while it is open, else another one."""
        return self.page if self.open else other

    # --- coming and going -------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Open the page; it begins to check at once, unless it has findings already."""
        if self._session.phase in _BUSY:
            return
        first = self._page is None
        self._turn(open_=True)
        if first or (self.page.outcome is None and not self.page.checking and not self.page.model.findings.all):
            self.page.check(Where())

    def check_again(self) -> None:
        """Open the page and read everything once more: files have moved."""
        self._turn(open_=True)
        self.page.check_again()

    def close(self) -> None:
        """Show the rows again, whatever they are."""
        if self.open:
            self.page.cancel()
            self._turn(open_=False)

    def leave(self) -> None:
        """Go back to what was under review before."""
        self.close()
        self._session.leave_fixed()

    def _turn(self, *, open_: bool) -> None:
        window = self._window
        self.open = open_
        for part in window.of_rows:
            part.setVisible(not open_)
        window.follow_page()

    # --- repairs ----------------------------------------------------------------------------------------------------

    def _review(self, plan: Plan, folders: Sequence[str]) -> None:
        """Show the repairs as the plan they are."""
        self._turn(open_=False)
        self._session.show_fixed(plan, folders)

    def _phase_changed(self, phase: Phase) -> None:
        if phase is Phase.RUNNING:
            self.close()
        self._offer_findings()

    def _offer_findings(self) -> None:
        """While repairs are reviewed, and after they are made, the findings are one click away."""
        session, status = self._session, self._window.status
        if not session.fixed or self.open:
            return
        if session.phase is Phase.REVIEW:
            status.offer(translate("Check", "Back to the findings"), self.show)
        elif session.phase is Phase.DONE:
            status.offer(translate("Check", "Check again"), self.check_again)
