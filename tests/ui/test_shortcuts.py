from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jforg_gui.ui.actions import Actions
from jforg_gui.ui.shortcuts import ShortcutsDialog, groups
from jforg_gui.ui.theme import Theme


@pytest.fixture
def actions(theme: Theme, qtbot: QtBot) -> Iterator[Actions]:
    parent = QWidget()
    qtbot.addWidget(parent)
    yield Actions(theme, parent)
    parent.close()


@pytest.fixture
def dialog(actions: Actions, theme: Theme, qtbot: QtBot) -> ShortcutsDialog:
    dialog = ShortcutsDialog(actions, theme)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def _seen(dialog: ShortcutsDialog) -> list[str]:
    return [line.text(0) for _group, lines in dialog._lines for line in lines if not line.isHidden()]


def test_every_action_stands_in_one_group(actions: Actions) -> None:
    listed = Counter(id(action) for _heading, members in actions.groups() for action in members)
    assert set(listed) == {id(action) for action in actions.findChildren(QAction)}
    assert set(listed.values()) == {1}


def test_no_key_is_given_twice(actions: Actions) -> None:
    keys = Counter(key.toString() for action in actions.findChildren(QAction) for key in action.shortcuts())
    assert [key for key, times in keys.items() if times > 1] == []


def test_it_lists_everything_with_its_keys(dialog: ShortcutsDialog, actions: Actions) -> None:
    lines = dict(line for _heading, lines in groups(actions) for line in lines)
    native = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
    assert lines["Move files"] == native
    assert lines["Keyboard shortcuts"] == "Ctrl+/, F1, Ctrl+?"
    assert lines["Edit the cell, for all selected rows"] == "F2"
    assert lines["Kodi and Jellyfin"] == "Alt+3"
    assert len(_seen(dialog)) == sum(len(members) for _heading, members in groups(actions))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("f1", ["Keyboard shortcuts"]),
        ("HISTORY", ["History"]),
        ("place season", ["One place earlier in its season", "One place later in its season"]),
        ("no such thing", []),
    ],
)
def test_it_can_be_searched_by_words_and_keys(dialog: ShortcutsDialog, words: str, found: list[str]) -> None:
    dialog.search.setText(words)
    assert [line for line in _seen(dialog) if line in found] == found
    assert not set(_seen(dialog)) - {*found, "Menu of the row"}
    shown = [group for group, lines in dialog._lines if not group.isHidden()]
    assert bool(shown) is bool(_seen(dialog))
