"""What a person has said of one row: kept while it is read again, and from one start to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jforg_gui.domain.candidate import WORK_OF, Match, Query
from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.errors import Problem
from jforg_gui.domain.item import Item, Named
from jforg_gui.domain.match import Guess
from jforg_gui.domain.metadata import NOTHING_KNOWN, Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """``guess`` is the corrected one, None where nothing was corrected, with the ``problems`` that were left then.

    ``keeps_name``: no database shall say otherwise. ``match``, ``known`` and ``named`` are what a look-up has brought
    to such a row; the next start looks up again by the ids in the guess.
    """

    guess: Guess | None = None
    problems: tuple[Problem, ...] = ()
    wanted: bool = True
    conflict: ConflictPolicy | None = None
    keeps_name: bool = False
    match: Match | None = None
    known: Known = NOTHING_KNOWN
    named: Named | None = None

    @classmethod
    def of(cls, item: Item) -> Decision | None:
        """What was said of a row; None if nothing was."""
        if item.recognised is None and item.wanted and item.conflict is None:
            return None
        if item.recognised is None:
            return cls(wanted=item.wanted, conflict=item.conflict)
        return cls(
            guess=item.guess,
            problems=item.problems,
            wanted=item.wanted,
            conflict=item.conflict,
            keeps_name=item.match is not None and item.match.by_person and item.match.chosen is None,
            match=item.match,
            known=item.known,
            named=item.named,
        )

    def applied_to(self, item: Item) -> Item:
        """The row as read again, with this said of it; what is left alone on purpose is not corrected."""
        item = replace(item, wanted=self.wanted, conflict=self.conflict)
        if self.guess is None or item.ignored is not None:
            return item
        match, kind = self.match, WORK_OF.get(self.guess.kind)
        if match is None and self.keeps_name and kind is not None:
            match = Match(query=Query(kind=kind, titles=()), by_person=True)
        return replace(
            item,
            guess=self.guess,
            problems=self.problems,
            recognised=item.guess,
            known=self.known.filled_from(item.known),
            match=match,
            named=self.named,
        )
