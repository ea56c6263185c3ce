"""A folder for each library: six fields, each with a button to choose and a line that says what the folder is."""

from __future__ import annotations

import os
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from jforg_gui.domain.media import Library
from jforg_gui.ui.dialog_parts import plain
from jforg_gui.ui.jobs import Ending, Job, Jobs
from jforg_gui.ui.settings.library_folders import Health, full_path, look_at
from jforg_gui.ui.text import fill, library_word, translate


def health_words(health: Health) -> str:
    """What the person is told of a folder."""
    return {
        Health.UNSET: translate("Settings", "Not set. Files for it stay where they are."),
        Health.GOOD: translate("Settings", "This folder is there."),
        Health.NEW: translate("Settings", "Not there yet. The first run makes it."),
        Health.RELATIVE: translate("Settings", "Give the whole path, from the root or from ~."),
        Health.NO_FOLDER: translate("Settings", "This is a file, not a folder."),
        Health.LOCKED: translate("Settings", "No permission to write here. Choose another folder."),
        Health.SHARED: translate("Settings", "Another library has this folder. Jellyfin wants one for each."),
    }[health]


class FolderForm(QWidget):
    """Six folders. What each is good for is found out off the GUI thread, one look at a time."""

    changed = Signal()
    checked = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        """Build the fields; ``jobs`` looks at the folders."""
        super().__init__(parent)
        self._jobs = jobs
        self._fields: dict[Library, QLineEdit] = {}
        self._words: dict[Library, QLabel] = {}
        self._healths: dict[Library, Health] = {}
        self._look: Job | None = None
        self._again = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for library in Library:
            self._add_row(grid, library)

    def _add_row(self, grid: QGridLayout, library: Library) -> None:
        name = library_word(library)
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(translate("Settings", "No folder"))
        label = plain(name, self, wrap=False)
        label.setBuddy(field)
        choose = QPushButton(translate("Settings", "Choose…"), self)
        choose.setAutoDefault(False)
        choose.setAccessibleName(fill(translate("Settings", "Choose the folder for {library}"), library=name))
        words = plain("", self, quiet=True)
        words.setContentsMargins(0, 0, 0, 6)
        row = 2 * len(self._fields)
        grid.addWidget(label, row, 0)
        grid.addWidget(field, row, 1)
        grid.addWidget(choose, row, 2)
        grid.addWidget(words, row + 1, 1, 1, 2)
        self._fields[library], self._words[library] = field, words
        field.textChanged.connect(self._on_typed)
        choose.clicked.connect(lambda: self._choose(library))

    def folders(self) -> dict[Library, str]:
        """The folders as they stand, '' where none is."""
        return {library: full_path(field.text()) for library, field in self._fields.items()}

    def set_folders(self, folders: Mapping[Library, str]) -> None:
        """Fill the fields; libraries that are not mentioned keep what they have."""
        for library, folder in folders.items():
            self._fields[library].setText(folder)

    def field(self, library: Library) -> QLineEdit:
        """The field of a library."""
        return self._fields[library]

    def words(self, library: Library) -> str:
        """What is said of a library's folder."""
        return self._words[library].text()

    def wrong_field(self) -> QLineEdit | None:
        """The first field that does not hold a whole path; it cannot be saved.

        A folder that cannot be written to now may be on a disk that comes back, and can be kept.
        """
        for library, folder in self.folders().items():
            if folder and not os.path.isabs(folder):
                return self._fields[library]
        return None

    def check(self) -> None:
        """Look at the folders again; ``checked`` tells when that is done."""
        if self._look is not None:
            self._again = True
            return
        folders = self.folders()
        self._look = self._jobs.start(lambda _job: look_at(folders))
        self._look.ended.connect(self._on_looked)

    @Slot()
    def _on_typed(self) -> None:
        self.changed.emit()
        self.check()

    @Slot(object)
    def _on_looked(self, ending: Ending) -> None:
        self._look = None
        if self._again:
            self._again = False
            self.check()
            return
        if not isinstance(ending.result, dict):
            return
        self._healths = ending.result
        for library, health in self._healths.items():
            self._words[library].setText(health_words(health))
        self.checked.emit()

    def _choose(self, library: Library) -> None:
        dialog = QFileDialog(self, fill(translate("Settings", "Folder for {library}"), library=library_word(library)))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if folder := self.folders()[library]:
            dialog.setDirectory(folder)
        dialog.fileSelected.connect(self._fields[library].setText)
        dialog.open()
