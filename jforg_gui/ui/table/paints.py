"""The icons, brushes and fonts of the table, made once for each theme so that painting makes none."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QFont

from jforg_gui.ui.assets import EDITED, KIND_LOOKS, ROLE_LOOKS, SEASON, STATE_LOOKS, Tint
from jforg_gui.ui.theme import Theme

PENCIL_SIZE: Final = 13


class TableRole(IntEnum):
    """What the table's own delegate asks for beside Qt's roles."""

    SHORT = Qt.ItemDataRole.UserRole + 1
    EDITED = Qt.ItemDataRole.UserRole + 2
    MOVING = Qt.ItemDataRole.UserRole + 3
    SORT = Qt.ItemDataRole.UserRole + 4


class Paints:
    """What cells are painted with in the theme of this moment."""

    def __init__(self, theme: Theme) -> None:
        """Make everything from the theme."""
        roles = theme.roles
        self.states = {state: theme.icon(look) for state, look in STATE_LOOKS.items()}
        self.state_words = {state: QBrush(roles.of(look.tint)) for state, look in STATE_LOOKS.items()}
        self.kinds = {kind: theme.icon(look) for kind, look in KIND_LOOKS.items()}
        self.roles = {role: theme.icon(look) for role, look in ROLE_LOOKS.items()}
        self.season = theme.icon(SEASON)
        self.pencil = theme.icon(EDITED, PENCIL_SIZE)
        self.secondary = QBrush(roles.of(Tint.SECONDARY))
        self.stop = QBrush(roles.of(Tint.STOP))
        self.matches = {None: None, Tint.ASK: QBrush(roles.of(Tint.ASK))}
        self.group_fill = QBrush(roles.group)
        self.season_fill = QBrush(roles.alternate)
        self.track = QBrush(roles.track)
        self.progress = QBrush(roles.progress)
        self.group_font = theme.font(weight=QFont.Weight.DemiBold)
