"""How one run reads in the list of runs: when, what, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from PySide6.QtCore import QDate, QLocale

from jforg_gui.domain.work import Run, RunState
from jforg_gui.ui import assets, verbs
from jforg_gui.ui.assets import STATE_LOOKS, Look, Tint
from jforg_gui.ui.run.summary import name_of
from jforg_gui.ui.states import State
from jforg_gui.ui.text import clock, fill, number, state_word, translate
from jforg_gui.ui.verbs import verb_of

_STOPPED: Final = Look("stop-circle-outline", Tint.CALM)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a run stands: an icon in the colour of its role, a word, and a quieter note behind it."""

    look: Look
    word: str
    note: str = ""


def when(run: Run, today: date) -> str:
    """When a run was started: "Today, 14:02", "14 November, 09:20"."""
    started = run.started.astimezone()
    return fill(translate("History", "{day}, {time}"), day=_day(started, today), time=clock(started))


def _day(started: datetime, today: date) -> str:
    day = started.date()
    if day == today:
        return translate("History", "Today")
    if day == today - timedelta(days=1):
        return translate("History", "Yesterday")
    shape = translate("History", "d MMMM") if day.year == today.year else translate("History", "d MMMM yyyy")
    return QLocale().toString(QDate(day.year, day.month, day.day), shape)


def what(run: Run) -> str:
    """What a run did: "Move from Finished", "Copy from Films and 2 more"."""
    verb = verbs.name(verb_of(run.mode))
    if not run.inputs:
        return verb
    said = fill(translate("History", "{verb} from {folder}"), verb=verb, folder=name_of(run.inputs[0]))
    more = len(run.inputs) - 1
    return f"{said} {translate('History', 'and %Ln more', None, more)}" if more else said


def standing(run: Run, *, running: bool) -> Standing:
    """How a run stands; ``running`` if this program is at a run right now."""
    if run.state is RunState.OPEN and running:
        return Standing(STATE_LOOKS[State.MOVING], state_word(State.MOVING, run.mode))
    if run.files and run.undone == run.files:
        return _as(State.UNDONE)
    if run.state in {RunState.OPEN, RunState.INTERRUPTED}:
        return Standing(assets.INTERRUPTED, translate("History", "Interrupted"), _undone_of(run))
    if run.state is RunState.STOPPED:
        return Standing(_STOPPED, translate("History", "Stopped"), _undone_of(run))
    failed = translate("History", "%Ln failed", None, run.failed) if run.failed else ""
    if not run.files and run.failed:
        return _as(State.FAILED)
    return _as(State.DONE, ", ".join(filter(None, (failed, _undone_of(run)))))


def _as(state: State, note: str = "") -> Standing:
    return Standing(STATE_LOOKS[state], state_word(state), note)


def _undone_of(run: Run) -> str:
    if not run.undone:
        return ""
    return fill(translate("History", "{n} of {all} undone"), n=number(run.undone), all=number(run.files))
