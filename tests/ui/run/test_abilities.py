from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.disks import DiskFacts, Way
from jforg_gui.engine import Engine
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.mode_box import Ability, ModeBox
from jforg_gui.ui.run.abilities import Abilities, ability, ways_of_modes
from tests.fakes.review import ReviewSession, film


class TwoDisks:
    """What was dropped lies on one disk, the libraries on another that knows no links."""

    def of(self, folder: str) -> DiskFacts:
        name = "in" if folder.startswith("/drop") else "media"
        return DiskFacts(mount=f"/{name}", room=name, pool=name, hard_links=True, symbolic_links=False)

    def shares_content(self, folder: str) -> bool | None:
        return folder == ""


@pytest.fixture
def session(engine: Engine, jobs: Jobs) -> ReviewSession:
    session = ReviewSession(engine, jobs)
    session.show_items([film("Kites"), film("Swings")])
    return session


def test_every_mode_is_asked_about_the_disks_at_hand(session: ReviewSession) -> None:
    assert ways_of_modes(session.plan(), TwoDisks()) == {
        Mode.MOVE: Counter({Way.MOVE_BY_COPY: 2}),
        Mode.COPY: Counter({Way.COPY: 2}),
        Mode.HARDLINK: Counter({Way.HARDLINK_ACROSS: 2}),
        Mode.SYMLINK: Counter({Way.NO_SYMLINKS: 2}),
        Mode.REFLINK: Counter({Way.REFLINK_ACROSS: 2}),
    }


@pytest.mark.parametrize(
    ("mode", "ways", "possible", "note"),
    [
        (Mode.MOVE, {Way.RENAME: 2}, True, ""),
        (Mode.COPY, {Way.COPY: 2}, True, "needs 2.0 GB"),
        (Mode.HARDLINK, {Way.HARDLINK: 2}, True, "same disk only; keeps seeding"),
        (Mode.HARDLINK, {Way.HARDLINK_ACROSS: 2}, False, "a hard link cannot lead to another disk"),
        (
            *(Mode.HARDLINK, {Way.HARDLINK_ACROSS: 1, Way.HARDLINK: 1}, True),
            "1 file stays: a hard link cannot lead to another disk",
        ),
        (Mode.REFLINK, {}, True, "where the disk can"),
        (Mode.SYMLINK, {Way.UNSURE: 4}, True, ""),
    ],
)
def test_what_a_mode_comes_to_in_words(mode: Mode, ways: dict[Way, int], *, possible: bool, note: str) -> None:
    found = ability(mode, Counter(ways), 2_000_000_000)
    assert (found.possible, found.note) == (possible, note)


def test_a_mode_that_cannot_work_is_greyed_with_its_reason(qtbot: QtBot) -> None:
    box = ModeBox()
    qtbot.addWidget(box)
    box.show_abilities({Mode.HARDLINK: Ability(possible=False, note="no links here", tip="no links here")})
    row = box.findData(Mode.HARDLINK)
    model = box.model()
    assert isinstance(model, QStandardItemModel)
    assert not model.item(row).isEnabled()
    assert box.itemText(row) == "Hard link (no links here)"
    assert box.itemData(row, Qt.ItemDataRole.ToolTipRole) == "no links here"
    box.setCurrentIndex(row)
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    assert option.currentText == "Hard link", "shut, it says the mode alone"
    box.show_abilities({})
    assert model.item(row).isEnabled()


def test_the_box_asks_once_for_each_plan(session: ReviewSession, jobs: Jobs, qtbot: QtBot) -> None:
    box = ModeBox()
    qtbot.addWidget(box)
    abilities = Abilities(box, session, jobs)
    box.showPopup()
    qtbot.waitUntil(lambda: "(needs " in box.itemText(box.findData(Mode.COPY)))
    box.hidePopup()
    box.showPopup()
    assert [jobs.busy] == [False]
    box.hidePopup()
    session.set_checked([0], wanted=False)
    box.showPopup()
    assert [jobs.busy] == [True]
    qtbot.waitUntil(lambda: not jobs.busy)
    box.hidePopup()
    assert abilities.parent() is box


def test_the_open_list_has_room_for_what_is_said_later(qtbot: QtBot) -> None:
    box = ModeBox()
    qtbot.addWidget(box)
    box.show()
    box.showPopup()
    note = "only on the same disk; goes on to be shared with others for as long as you wish"
    box.show_abilities({Mode.HARDLINK: Ability(possible=True, note=note)})
    QApplication.processEvents()
    longest = box.view().fontMetrics().horizontalAdvance(box.itemText(box.findData(Mode.HARDLINK)))
    assert box.view().viewport().width() > longest
    box.hidePopup()
