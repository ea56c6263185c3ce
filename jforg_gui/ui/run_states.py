"""What a run has made of each row so far: waiting, moving, done, failed."""

from __future__ import annotations

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.plan import Plan
from jforg_gui.domain.work import Report
from jforg_gui.ui.states import State
from jforg_gui.ui.text import problem_sentence


class RunStates:
    """The rows of one run. A run settles its files in the order of the plan, so a count tells them all."""

    def __init__(self, plan: Plan) -> None:
        """Number the files of the plan."""
        self._settled = 0
        self._ended = False
        self._first: dict[int, int] = {}
        self._last: dict[int, int] = {}
        self._rows: list[int] = []
        self._places: dict[str, int] = {}
        self._failed: dict[str, str] = {}
        self._not_reached: frozenset[str] = frozenset()
        places = {id(row): index for index, row in enumerate(plan.rows)}
        for row in plan.rows:
            unit = plan.unit_of(row)
            if unit is None:
                continue
            index = places[id(row)]
            self._first[index] = len(self._rows)
            self._rows.extend([index] * len(unit.transfers()))
            self._places |= {transfer.file.path: index for transfer in unit.transfers()}
            self._last[index] = len(self._rows) - 1

    def settle(self, files: int) -> list[int]:
        """Take note that so many files are settled; return the rows whose state has changed."""
        before, self._settled = self._settled, min(files, len(self._rows))
        return list(dict.fromkeys(self._rows[before : self._settled + 1]))

    def end(self, report: Report) -> list[int]:
        """Take note of how the run ended; return all its rows."""
        self._ended = True
        stayed = (*report.failed, *report.skipped)  # skipped are also those that the disks did not allow
        self._failed = {failure.source: problem_sentence(failure.problem) for failure in stayed}
        self._not_reached = frozenset(
            failure.source for failure in report.failed if failure.problem.code is ProblemCode.CANCELLED
        )
        return sorted(self._first)

    def state(self, index: int, path: str) -> State | None:
        """The state of a row in this run; None for a row that was not in it."""
        if index not in self._first:
            return None
        if self._ended:
            if path in self._not_reached:
                return State.WAITING
            return State.FAILED if path in self._failed else State.DONE
        if self._last[index] < self._settled:
            return State.DONE
        return State.MOVING if self._first[index] <= self._settled else State.WAITING

    def row_of(self, path: str) -> int | None:
        """The row that a file of this run belongs to."""
        return self._places.get(path)

    def reason(self, path: str) -> str:
        """Why a file was not done, in words; '' if it was."""
        return self._failed.get(path, "")
