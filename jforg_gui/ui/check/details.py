"""One finding in full: what is wrong, why, where, and what its repair would do to which files."""

from __future__ import annotations

import os
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from jforg_gui.domain.finding import Effect, Finding
from jforg_gui.ui.assets import Tint
from jforg_gui.ui.check.words import (
    GUIDES,
    effect_look,
    effect_word,
    finding_words,
    repair_words,
    rule_words,
)
from jforg_gui.ui.details.change_view import ChangeView
from jforg_gui.ui.details.facts import breakable
from jforg_gui.ui.details.outcome_page import empty
from jforg_gui.ui.details.seen_part import SeenPart
from jforg_gui.ui.flow import FlowLayout
from jforg_gui.ui.labels import Picture, Words
from jforg_gui.ui.seen import seen_lines
from jforg_gui.ui.text import fill, library_word, plain_path, translate
from jforg_gui.ui.theme import SECTION, SMALL, Theme
from jforg_gui.workflow.foresight import Foresight

_PADDING: Final = 12
_MOST_MOVES: Final = 12  # a show that gets its year has hundreds


class FindingDetails(QScrollArea):
    """Shows the current finding. ``remedied`` asks for its repair alone, ``show_asked`` to see it in its folder."""

    remedied = Signal()
    show_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start with none."""
        super().__init__()
        self._theme = theme
        self._finding: Finding | None = None
        self.setAccessibleName(translate("Check", "The finding in full"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        self._column.setSpacing(8)
        self._build()
        self.setWidget(page)
        self.show_finding(None)

    def _build(self) -> None:
        theme, column = self._theme, self._column
        self.title = Words(theme, scale=SECTION, strong=True, wrap=True)
        self._icon = Picture(theme, effect_look(Effect.NICER))
        self.effect = Words(theme)
        state = QHBoxLayout()
        state.setSpacing(4)
        state.addWidget(self._icon)
        state.addWidget(self.effect, 1)
        self.rule = Words(theme, wrap=True)
        self.path = Words(theme, tint=Tint.SECONDARY, scale=SMALL, wrap=True)
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._now_caption = self._caption(translate("Check", "Jellyfin sees now"))
        self.now = SeenPart(theme)
        self._after_caption = self._caption(translate("Check", "After the repair"))
        self.after = SeenPart(theme)
        self._repair_caption = self._caption(translate("Check", "Repair"))
        self.repair = Words(theme, wrap=True)
        self._change_caption = self._caption(translate("Details", "Before → after"))
        self._changes = QVBoxLayout()
        self._changes.setSpacing(8)
        self.buttons = QWidget()
        flow = FlowLayout()
        self.buttons.setLayout(flow)
        self.remedy = self._button(translate("Check", "Repair only this…"), self.remedied.emit)
        self.show_in_folder = self._button(translate("Showing", "Show in folder"), self.show_asked.emit)
        self.guide = self._button("", self._open_guide)
        for button in (self.remedy, self.show_in_folder, self.guide):
            flow.addWidget(button)
        column.addWidget(self.title)
        column.addLayout(state)
        for widget in (self.rule, self.path, self._now_caption, self.now, self._after_caption, self.after):
            column.addWidget(widget)
        for widget in (self._repair_caption, self.repair, self._change_caption):
            column.addWidget(widget)
        column.addLayout(self._changes)
        column.addWidget(self.buttons)
        column.addStretch()

    def _caption(self, text: str) -> Words:
        caption = Words(self._theme, text, tint=Tint.SECONDARY, scale=SMALL, strong=True)
        caption.setContentsMargins(0, 4, 0, 0)
        return caption

    def _button(self, text: str, do: object) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text)
        button.clicked.connect(do)
        return button

    @property
    def finding(self) -> Finding | None:
        """The finding shown."""
        return self._finding

    def show_finding(self, finding: Finding | None) -> None:
        """Show a finding, or how to see one."""
        self._finding = finding
        there = finding is not None
        for widget in (self._icon, self.effect, self.rule, self.path, self.buttons):
            widget.setVisible(there)
        self.show_foresight(Foresight())
        empty(self._changes)
        repair = finding.repair if finding is not None else None
        for widget in (self._repair_caption, self.repair):
            widget.setVisible(there)
        self._change_caption.setVisible(repair is not None)
        if finding is None:
            self.title.setText(translate("Check", "Select a finding to see what is wrong and what can be done."))
            return
        self.title.setText(breakable(finding_words(finding)))
        look = effect_look(finding.effect)
        self._icon.set_look(look)
        self.effect.setText(effect_word(finding.effect))
        self.effect.set_tint(look.tint)
        self.rule.setText(rule_words(finding))
        self.path.setText(breakable(plain_path(finding.path)))
        self.repair.setText(breakable(repair_words(repair)))
        self.remedy.setEnabled(repair is not None)
        self.guide.setText(_guide_words(finding))
        self.guide.setAccessibleName(self.guide.text())
        self._show_moves(finding)

    def show_foresight(self, seen: Foresight) -> None:
        """Show what Jellyfin makes of the finding's files now, and after its repair; each is a line or none."""
        for caption, part, works in (
            (self._now_caption, self.now, seen.now),
            (self._after_caption, self.after, seen.after),
        ):
            part.show_lines([", ".join(seen_lines(sees)) for sees in works])
            caption.setVisible(bool(works))

    def _show_moves(self, finding: Finding) -> None:
        moves = finding.repair.moves if finding.repair is not None else ()
        for file, path in moves[:_MOST_MOVES]:
            view = ChangeView(self._theme)
            above = os.path.commonpath((file.folder, os.path.dirname(path)))
            known = os.path.dirname(above)
            view.show_change(os.path.relpath(file.path, known), os.path.relpath(path, known))
            self._changes.addWidget(view)
        more = len(moves) - _MOST_MOVES
        if more > 0:
            self._changes.addWidget(Words(self._theme, translate("Details", "and %Ln more", None, more), scale=SMALL))

    def _open_guide(self) -> None:
        if self._finding is not None:
            QDesktopServices.openUrl(QUrl(GUIDES[self._finding.library]))


def _guide_words(finding: Finding) -> str:
    return fill(translate("Check", "Jellyfin's guide: {library}"), library=library_word(finding.library))
