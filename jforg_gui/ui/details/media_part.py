"""What is inside the selected file: a table of two columns, there once the file was looked into."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from jforg_gui.domain.media import MediaFile
from jforg_gui.ui.assets import Tint
from jforg_gui.ui.details.outcome_page import empty
from jforg_gui.ui.labels import Words
from jforg_gui.ui.media_look import MediaLook
from jforg_gui.ui.media_words import media_lines
from jforg_gui.ui.text import translate
from jforg_gui.ui.theme import SMALL, Theme


class MediaPart(QWidget):
    """Asks for the facts of one file, and shows them when they come. It hides itself while there are none."""

    def __init__(self, look: MediaLook, theme: Theme) -> None:
        """Begin hidden."""
        super().__init__()
        self._look, self._theme = look, theme
        self._file: MediaFile | None = None
        self.said: list[tuple[str, str]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        caption = Words(theme, lambda: translate("Details", "Media"), tint=Tint.SECONDARY, scale=SMALL, strong=True)
        caption.setContentsMargins(0, 4, 0, 0)
        column.addWidget(caption)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        self.hide()
        look.known.connect(self._fill)

    def show_file(self, file: MediaFile) -> None:
        """Show what is known of a file, and find out if nothing is."""
        self._file = file
        self._fill()
        if not self.said:
            self._look.look(file)

    def _fill(self) -> None:
        facts = self._look.facts_of(self._file) if self._file is not None else None
        said = list(media_lines(facts)) if facts is not None else []
        if said != self.said:
            self.said = said
            empty(self._grid)
            for row, (name, words) in enumerate(said):
                top = Qt.AlignmentFlag.AlignTop
                self._grid.addWidget(Words(self._theme, name, tint=Tint.SECONDARY, scale=SMALL), row, 0, top)
                self._grid.addWidget(Words(self._theme, words, scale=SMALL, wrap=True), row, 1, top)
            self.setAccessibleName(". ".join(f"{name}: {words}" for name, words in said))
        self.setVisible(bool(said))
