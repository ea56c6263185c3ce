"""Names that change hands within one plan: E01 becomes E02 while E02 becomes E03, or two files swap theirs."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from jforg_gui.domain.errors import Problem
from jforg_gui.domain.plan import Row, Status
from jforg_gui.workflow.drafts import Draft
from jforg_gui.workflow.names import Names, claims


@dataclass(frozen=True, slots=True)
class Decision:
    """A draft as it may go, the ``problem`` that keeps it back, the ``note`` worth knowing if it goes.

    ``replaces`` maps the path of a file to that of the library's file whose place it takes; ``needs`` are files that
    have to leave first. ``settled`` says that the person's word is fulfilled by leaving the file where it is, ``there``
    that the library holds it already under this name, as a link or a copy of it.
    """

    draft: Draft
    problem: Problem | None = None
    note: Problem | None = None
    replaces: Mapping[str, str] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    settled: bool = False
    there: bool = False


class Chains:
    """Rows that count on names which other rows give up: where one of those stays, whoever waited decides anew.

    Every row is looked at once for each name it waited for, so the work is linear in the names.
    """

    def __init__(
        self,
        decisions: dict[int, Decision],
        rows: dict[int, Row],
        names: Names,
        again: Callable[[int], tuple[Decision, Row]],
    ) -> None:
        """Work on the ``decisions`` and ``rows`` of one plan, in place; ``again`` decides a row anew."""
        self._decisions, self._rows, self._names, self._again = decisions, rows, names, again
        self._waiting: defaultdict[str, list[int]] = defaultdict(list)
        self._owners: dict[str, int] = {}

    def settle(self) -> None:
        """Decide anew until every row that is ready will find its names free."""
        for index, decision in self._decisions.items():
            for path in decision.needs:
                self._waiting[path].append(index)
        if not self._waiting:
            return
        for index, decision in self._decisions.items():
            for claim in claims(decision.draft):
                self._owners.setdefault(claim.file.path, index)
        queue = deque(self._staying(self._waiting))
        seen: set[str] = set()
        while queue:
            path = queue.popleft()
            if path in seen:
                continue
            seen.add(path)
            self._names.stays(path)
            for index in self._waiting.pop(path, []):
                if path in self._decisions[index].needs:
                    queue.extend(self._decide_anew(index))

    def _decide_anew(self, index: int) -> Iterable[str]:
        """Decide one row again; return the files that others count on and that now stay."""
        self._decisions[index], self._rows[index] = self._again(index)
        for path in self._decisions[index].needs:
            self._waiting[path].append(index)
        own = (claim.file.path for claim in claims(self._decisions[index].draft))
        return self._staying({*(path for path in own if path in self._waiting), *self._decisions[index].needs})

    def _staying(self, paths: Iterable[str]) -> list[str]:
        return [path for path in sorted(paths) if not self._leaves(path)]

    def _leaves(self, path: str) -> bool:
        index = self._owners.get(path)
        row = self._rows[index] if index is not None else None
        if row is None or not row.item.wanted:
            return False
        if row.item.file.path == path:
            return row.status is Status.READY
        return any(one.companion.file.path == path and one.status is Status.READY for one in row.companions)
