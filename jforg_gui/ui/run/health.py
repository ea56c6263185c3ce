"""What undo can do with one file of a run, and how the counts of a whole run read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.work import Step, StepKind
from jforg_gui.ui import assets
from jforg_gui.ui.assets import Look, Tint
from jforg_gui.ui.text import QT_TRANSLATE_NOOP, fill, number, translate
from jforg_gui.workflow.undo import UndoPlan


class Health(Enum):
    """What becomes of one file when its run is undone, in the order in which the window lists them."""

    BACK = "back"
    TAKEN_BACK = "taken-back"
    CHANGED = "changed"
    MISSING = "missing"
    PLACE_TAKEN = "place-taken"
    REFUSED = "refused"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Sign:
    """How a health is shown: its icon, its word in a cell, and the word beside its count."""

    look: Look
    _word: str
    _beside: str

    @property
    def word(self) -> str:
        """The word in a cell: "Will go back"."""
        return translate("Health", self._word)

    @property
    def beside(self) -> str:
        """The word beside a count: "go back"."""
        return translate("Health", self._beside)


SIGNS: Final[Mapping[Health, Sign]] = {
    Health.BACK: Sign(
        assets.WILL_GO_BACK, QT_TRANSLATE_NOOP("Health", "Will go back"), QT_TRANSLATE_NOOP("Health", "go back")
    ),
    Health.TAKEN_BACK: Sign(
        assets.WILL_BE_TAKEN_BACK,
        QT_TRANSLATE_NOOP("Health", "Will be taken back"),
        QT_TRANSLATE_NOOP("Health", "taken back"),
    ),
    Health.CHANGED: Sign(
        assets.CHANGED_SINCE, QT_TRANSLATE_NOOP("Health", "Changed since"), QT_TRANSLATE_NOOP("Health", "changed since")
    ),
    Health.MISSING: Sign(
        assets.MISSING, QT_TRANSLATE_NOOP("Health", "Missing"), QT_TRANSLATE_NOOP("Health", "missing")
    ),
    Health.PLACE_TAKEN: Sign(
        assets.PLACE_TAKEN, QT_TRANSLATE_NOOP("Health", "Place taken"), QT_TRANSLATE_NOOP("Health", "place taken")
    ),
    Health.REFUSED: Sign(
        Look("file-alert-outline", Tint.STOP),
        QT_TRANSLATE_NOOP("Health", "Not possible now"),
        QT_TRANSLATE_NOOP("Health", "not possible now"),
    ),
    Health.UNDONE: Sign(
        Look("undo-variant", Tint.CALM), QT_TRANSLATE_NOOP("Health", "Undone"), QT_TRANSLATE_NOOP("Health", "undone")
    ),
}

GOES: Final = frozenset((Health.BACK, Health.TAKEN_BACK))
STAYS: Final = (Health.CHANGED, Health.MISSING, Health.PLACE_TAKEN, Health.REFUSED)

_OF_PROBLEM: Final[Mapping[ProblemCode, Health]] = {
    ProblemCode.CHANGED_SINCE: Health.CHANGED,
    ProblemCode.EDITED_SINCE: Health.CHANGED,
    ProblemCode.ORIGINAL_GONE: Health.REFUSED,
    ProblemCode.SOURCE_GONE: Health.MISSING,
    ProblemCode.DISK_ABSENT: Health.MISSING,
    ProblemCode.UNDO_LATER_RUN_FIRST: Health.MISSING,
    ProblemCode.DESTINATION_TAKEN: Health.PLACE_TAKEN,
}


def health_of(code: ProblemCode) -> Health:
    """The health of a file that undo refuses for this reason."""
    return _OF_PROBLEM.get(code, Health.REFUSED)


def health_of_ready(step: Step) -> Health:
    """The health of a file that undo would bring back: what was not moved is taken away."""
    return Health.BACK if step.kind in {StepKind.MOVE, StepKind.SET_ASIDE} else Health.TAKEN_BACK


def tally(plan: UndoPlan) -> dict[Health, int]:
    """Count the files of a plan by health; those that somebody has put back by hand are in no need of undo."""
    counts = dict.fromkeys(Health, 0)
    for step in plan.ready:
        counts[health_of_ready(step)] += 1
    for failure in plan.refused:
        counts[health_of(failure.problem.code)] += 1
    counts[Health.UNDONE] = len(plan.settled)
    return counts


def going(counts: Mapping[Health, int]) -> int:
    """The number of files that would go back or be taken back."""
    return sum(counts.get(health, 0) for health in GOES)


def staying(counts: Mapping[Health, int]) -> int:
    """The number of files that would stay as they are."""
    return sum(counts.get(health, 0) for health in STAYS)


def _reason(health: Health, n: int) -> str:
    match health:
        case Health.CHANGED:
            return translate("Run", "%Ln changed since", None, n)
        case Health.MISSING:
            return translate("Run", "%Ln missing", None, n)
        case Health.PLACE_TAKEN:
            return translate("Run", "%Ln {place|places} taken", None, n)
        case _:
            return translate("Run", "%Ln not possible now", None, n)


def sentence(counts: Mapping[Health, int]) -> str:
    """Say what goes back and what stays, and why."""
    goes, stays = going(counts), staying(counts)
    if not goes + stays:
        return translate("Run", "All its files are back already. The folders it made go if they are empty.")
    if not stays:
        return _all_of_them(counts.get(Health.BACK, 0), counts.get(Health.TAKEN_BACK, 0))
    reasons = listed_reasons(counts)
    first = fill(translate("Run", "{n} of {all} go back."), n=number(goes), all=number(goes + stays))
    rest = translate("Run", "%Ln {stays|stay} as {it is:|they are:} {reasons}.", None, stays)
    return f"{first} {fill(rest, reasons=reasons)}"


def _all_of_them(back: int, taken: int) -> str:
    if not taken:
        return translate("Run", "{|All }%Ln {file goes|files go} back to where {it was.|they were.}", None, back)
    removed = translate("Run", "%Ln {file|files} made by the run {is|are} taken away.", None, taken)
    if not back:
        return removed
    return f"{translate('Run', '%Ln {file goes|files go} back to where {it was.|they were.}', None, back)} {removed}"


def listed_reasons(counts: Mapping[Health, int]) -> str:
    """The reasons why files stay, each with its number."""
    return ", ".join(_reason(health, counts[health]) for health in STAYS if counts.get(health))
