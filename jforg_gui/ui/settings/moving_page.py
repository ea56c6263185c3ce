"""The page of moving: how files get to their place, what happens when a name is taken, what is written beside them."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.storage.settings import Settings
from jforg_gui.ui.assets import Look
from jforg_gui.ui.dialog_parts import plain
from jforg_gui.ui.settings.pages import Choice, Page
from jforg_gui.ui.text import translate


def modes() -> tuple[tuple[str, str, str], ...]:
    """The modes, each with its words and what it means."""
    return (
        (
            Mode.MOVE,
            translate("Settings", "Move"),
            translate("Settings", "The file goes to its new place and leaves the old one."),
        ),
        (
            Mode.COPY,
            translate("Settings", "Copy"),
            translate("Settings", "The old file stays. You need the same space once more."),
        ),
        (
            Mode.HARDLINK,
            translate("Settings", "Hard link"),
            translate("Settings", "One file, two names, no extra space; keeps seeding. Works on one disk only."),
        ),
        (
            Mode.SYMLINK,
            translate("Settings", "Symbolic link"),
            translate("Settings", "The library holds a link that points at the file. It breaks if the file moves."),
        ),
        (
            Mode.REFLINK,
            translate("Settings", "Copy that shares its content"),
            translate("Settings", "A copy that takes no space until one of the two changes, where the disk can."),
        ),
    )


def policies() -> tuple[tuple[str, str, str], ...]:
    """The policies, each with its words and what it means."""
    return (
        (
            ConflictPolicy.SKIP,
            translate("Settings", "Skip"),
            translate("Settings", "The file you added stays where it is. Nothing is overwritten."),
        ),
        (
            ConflictPolicy.ASK,
            translate("Settings", "Ask me"),
            translate("Settings", "The file waits in the table until you have decided."),
        ),
        (
            ConflictPolicy.KEEP_BOTH,
            translate("Settings", "Keep both"),
            translate("Settings", "The second file gets a name of its own beside the first."),
        ),
        (
            ConflictPolicy.REPLACE,
            translate("Settings", "Replace"),
            translate("Settings", "The file in the library is set aside, from where Undo brings it back."),
        ),
        (
            ConflictPolicy.KEEP_BEST,
            translate("Settings", "Keep the best"),
            translate("Settings", "The one of better quality stays, else the larger one; the other is set aside."),
        ),
    )


class MovingPage(Page):
    """How files get to their place, what happens when a name is taken, and what is written beside them."""

    keys = ("organize.mode", "organize.conflict", "organize.nfo", "organize.existing_nfo", "organize.remove_emptied")
    look = Look("folder-arrow-right-outline")

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(parent)
        self.mode = Choice(translate("Settings", "How should files get into your libraries?"), modes(), self)
        self.conflict = Choice(translate("Settings", "When two files want the same place"), policies(), self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        for choice in (self.mode, self.conflict):
            choice.changed.connect(self.changed)
            layout.addWidget(choice)
        self.nfo = self._box(
            layout,
            translate("Settings", "Write NFO files beside the media"),
            translate("Settings", "Jellyfin and Kodi then show the titles, years and numbers you see here."),
        )
        self.fills_nfo = self._box(
            layout,
            translate("Settings", "Add to NFO files that are there what they lack"),
            translate("Settings", "What stands in them stays. Undo brings back the file as it was."),
        )
        self.remove_emptied = self._box(
            layout,
            translate("Settings", "Remove folders that a run has emptied"),
            translate("Settings", "Never one that holds anything, nor a folder you added. Undo makes them again."),
        )
        layout.addStretch(1)

    def _box(self, layout: QVBoxLayout, text: str, hint: str) -> QCheckBox:
        """A box to check, with what it means below it."""
        box = QCheckBox(text, self)
        box.setAccessibleDescription(hint)
        box.toggled.connect(lambda _on: self.changed.emit())
        layout.addWidget(box)
        words = plain(hint, self, quiet=True)
        words.setContentsMargins(24, 0, 0, 0)
        layout.addWidget(words)
        return box

    def title(self) -> str:
        """The page's name."""
        return translate("Settings", "Moving")

    def show_settings(self, settings: Settings) -> None:
        """Fill the fields."""
        self.mode.choose(settings.mode)
        self.conflict.choose(settings.conflict)
        self.nfo.setChecked(settings.nfo)
        self.fills_nfo.setChecked(settings.fills_nfo)
        self.remove_emptied.setChecked(settings.remove_emptied)

    def texts(self) -> dict[str, str]:
        """What the fields say, by key."""
        return {
            "organize.mode": self.mode.value(),
            "organize.conflict": self.conflict.value(),
            "organize.nfo": "on" if self.nfo.isChecked() else "off",
            "organize.existing_nfo": "merge" if self.fills_nfo.isChecked() else "keep",
            "organize.remove_emptied": "on" if self.remove_emptied.isChecked() else "off",
        }
