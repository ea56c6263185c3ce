"""Which modes can carry a plan out on the disks at hand, and what each comes to, for the box of modes."""

from __future__ import annotations

import os
from collections import Counter

from PySide6.QtCore import QObject

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.disks import IMPOSSIBLE, Way
from jforg_gui.domain.plan import Plan
from jforg_gui.storage.filesystems import LocalDisks
from jforg_gui.ui.jobs import Ending, Jobs
from jforg_gui.ui.mode_box import Ability, ModeBox
from jforg_gui.ui.run.meanings import why_not
from jforg_gui.ui.session import Session
from jforg_gui.ui.text import fill, size, translate
from jforg_gui.workflow.modes import Ways
from jforg_gui.workflow.ports import Disks

Found = dict[Mode, Counter[Way]]


def ways_of_modes(plan: Plan, disks: Disks) -> Found:
    """Count for each mode the files that would go each way. Looks at the disks: not for the GUI thread."""
    pairs: Counter[tuple[str, str]] = Counter()
    for unit in plan.units():
        for transfer in unit.transfers():
            pairs[transfer.file.folder, os.path.dirname(transfer.destination)] += 1
    found: Found = {}
    for mode in Mode:
        ways, chooser = Counter[Way](), Ways(mode, disks)
        for (here, there), files in pairs.items():
            ways[chooser.way(os.path.join(here, "x"), os.path.join(there, "x"))] += files
        found[mode] = ways
    return found


def ability(mode: Mode, ways: Counter[Way], bytes_: int) -> Ability:
    """What a mode comes to: greyed with the reason where no file can go that way."""
    cannot = [way for way in ways if way in IMPOSSIBLE]
    left = sum(ways[way] for way in cannot)
    if cannot and left == ways.total():
        reason = why_not(cannot[0])
        return Ability(possible=False, note=reason, tip=reason)
    if cannot:
        said = translate("TopBar", "%Ln {file stays|files stay}: {reason}", None, left)
        note = fill(said, reason=why_not(cannot[0]))
        return Ability(possible=True, note=note, tip=note)
    if mode is Mode.COPY and bytes_:
        return Ability(possible=True, note=fill(translate("TopBar", "needs {size}"), size=size(bytes_)))
    return Ability(possible=True, note=_note(mode))


def _note(mode: Mode) -> str:
    if mode is Mode.HARDLINK:
        return translate("TopBar", "same disk only; keeps seeding")
    return translate("TopBar", "where the disk can") if mode is Mode.REFLINK else ""


class Abilities(QObject):
    """Answers the box of modes for one session, in the background and once for each plan."""

    def __init__(self, box: ModeBox, session: Session, jobs: Jobs) -> None:
        """Answer from now on."""
        super().__init__(box)
        self._box, self._session, self._jobs = box, session, jobs
        self._plan: Plan | None = None
        box.opened.connect(self._ask)

    def _ask(self) -> None:
        plan = self._session.plan()
        if plan is self._plan:
            return
        self._plan = plan
        self._jobs.start(lambda _job: (ways_of_modes(plan, LocalDisks()), plan.size())).ended.connect(self._answer)

    def _answer(self, ending: Ending) -> None:
        if ending.result is not None:
            found, bytes_ = ending.result
            self._box.show_abilities({mode: ability(mode, ways, bytes_) for mode, ways in found.items()})
