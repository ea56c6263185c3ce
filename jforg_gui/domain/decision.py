"""What a person has said of one row: kept while it is read again, and from one start to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.errors import Problem
from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """``guess`` is the corrected one, None where nothing was corrected, with the ``problems`` that were left then."""

    guess: Guess | None = None
    problems: tuple[Problem, ...] = ()
    wanted: bool = True
    conflict: ConflictPolicy | None = None

    @classmethod
    def of(cls, item: Item) -> Decision | None:
        """What was said of a row; None if nothing was."""
        if item.recognised is None and item.wanted and item.conflict is None:
            return None
        if item.recognised is None:
            return cls(wanted=item.wanted, conflict=item.conflict)
        return cls(guess=item.guess, problems=item.problems, wanted=item.wanted, conflict=item.conflict)

    def applied_to(self, item: Item) -> Item:
        """The row as read again, with this said of it; what is left alone on purpose is not corrected."""
        item = replace(item, wanted=self.wanted, conflict=self.conflict)
        if self.guess is None or item.ignored is not None:
            return item
        return replace(item, guess=self.guess, problems=self.problems, recognised=item.guess)
