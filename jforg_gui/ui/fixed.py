"""A plan that is shown as it is, such as repairs of a library, in the place of the rows that were under review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.plan import Plan
from jforg_gui.engine import Engine
from jforg_gui.storage.unfinished import Unfinished
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.review import Review
from jforg_gui.ui.states import Phase


class FixedReview(Review):
    """Shows a plan that somebody else has made. Its rows can be left out, not corrected: their places are its maker's.

    It moves, whatever the mode is for other plans. What was under review is kept, and comes back when the plan is left.
    ``outdated`` tells that files have moved since it was made, or that the person wants everything read again.
    """

    outdated = Signal()

    def __init__(self, engine: Engine, jobs: Jobs, parent: QObject | None = None) -> None:
        """Begin with rows of one's own."""
        super().__init__(engine, jobs, parent)
        self.fixed = False
        self._put_by = Unfinished()
        self._mode_before = self.mode

    @property
    def editable(self) -> bool:
        """Whether rows can be corrected now."""
        return super().editable and not self.fixed

    def set_checked(self, indexes: Iterable[int], wanted: bool) -> None:  # noqa: FBT001 — a check box has two states
        """Say whether rows shall move."""
        if not self.fixed:
            super().set_checked(indexes, wanted)
            return
        rows = list(self.rows)
        for index in indexes:
            rows[index] = replace(rows[index], item=replace(rows[index].item, wanted=wanted))
        if self.checkable:
            self._show(replace(self._plan, rows=tuple(rows)), replaced=False)

    def show_fixed(self, plan: Plan, inputs: Sequence[str]) -> None:
        """Show a plan as it is; ``inputs`` are the folders it is about. Nothing happens while something is under way.

        Another fixed plan takes the place of one that is shown.
        """
        if self.phase not in {Phase.EMPTY, Phase.REVIEW, Phase.DONE}:
            return
        if not self.fixed:
            self._put_by, self._mode_before = self.unfinished()(), self.mode
        self._forget()
        self.fixed, self.mode = True, Mode.MOVE
        self.inputs[:] = inputs
        self._set_phase(Phase.EMPTY)
        self._show(plan, replaced=True)
        self._set_phase(Phase.REVIEW)

    def leave_fixed(self) -> None:
        """Go back to what was under review before, read again with all that was said of it; to nothing if it was."""
        if not self.fixed or self.phase not in {Phase.REVIEW, Phase.DONE}:
            return
        self._forget()
        self.fixed, self.mode = False, self._mode_before
        self.inputs.clear()
        self._set_phase(Phase.EMPTY)
        put_by, self._put_by = self._put_by, Unfinished()
        self.resume(put_by)

    # --- what the session does with its rows ------------------------------------------------------------------------

    def unfinished(self) -> Callable[[], Unfinished]:
        """What is being worked on; the session knows."""
        raise NotImplementedError

    def resume(self, work: Unfinished) -> None:
        """Go on with what was put by; the session knows how."""
        raise NotImplementedError

    def _forget(self) -> None:
        raise NotImplementedError

    def _set_phase(self, phase: Phase) -> None:
        raise NotImplementedError
