"""The pages of the welcome: what JFOrg does, where the libraries are, what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.media import Library
from jforg_gui.storage.settings import Settings
from jforg_gui.ui.assets import Look, Tint
from jforg_gui.ui.dialog_parts import plain
from jforg_gui.ui.jobs import Ending, Job, Jobs
from jforg_gui.ui.settings.folder_form import FolderForm
from jforg_gui.ui.settings.library_folders import full_path, propose
from jforg_gui.ui.settings.moving_page import modes
from jforg_gui.ui.settings.pages import Choice
from jforg_gui.ui.text import fill, library_word, translate
from jforg_gui.ui.theme import PAGE, Theme

_ICON = 24


class WelcomePage(QWidget):
    """A heading, a quiet line below it, and what the page is about."""

    def __init__(self, heading: str, hint: str, theme: Theme) -> None:
        """Build the head; a page adds to ``body``."""
        super().__init__()
        self._theme = theme
        self.heading = plain(heading, self)
        self.heading.setFont(theme.font(PAGE, QFont.Weight.DemiBold))
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 16, 20, 12)
        self.body.setSpacing(4)
        self.body.addWidget(self.heading)
        self.body.addWidget(plain(hint, self, quiet=True))
        self.body.addSpacing(8)

    def add_points(self, points: Sequence[tuple[Look, str, str]]) -> None:
        """Add lines of an icon, some bold words, and what they mean."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for number, (look, words, meaning) in enumerate(points):
            picture = QLabel(self)
            picture.setPixmap(self._theme.icon(look, _ICON).pixmap(_ICON, _ICON))
            head = plain(words, self)
            head.setFont(self._theme.font(1.0, QFont.Weight.DemiBold))
            text = plain(meaning, self, quiet=True)
            text.setContentsMargins(0, 0, 0, 12)
            grid.addWidget(picture, 2 * number, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(head, 2 * number, 1)
            grid.addWidget(text, 2 * number + 1, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)


def what_it_does(theme: Theme) -> WelcomePage:
    """The first page."""
    page = WelcomePage(
        translate("Welcome", "Welcome to JFOrg"),
        translate("Welcome", "It turns messy folders into libraries that Jellyfin reads right."),
        theme,
    )
    page.add_points(
        (
            (
                Look("tray-arrow-down", Tint.LINK),
                translate("Welcome", "Drop your folders"),
                translate(
                    "Welcome",
                    "Films, series, music and books, with their subtitles and artwork. Everything else is left alone.",
                ),
            ),
            (
                Look("table-eye", Tint.LINK),
                translate("Welcome", "Look before anything moves"),
                translate(
                    "Welcome",
                    "You see where each file would go. Correct what is wrong in the table; a show is corrected once.",
                ),
            ),
            (
                Look("undo-variant", Tint.LINK),
                translate("Welcome", "Take it back at any time"),
                translate(
                    "Welcome", "Nothing is ever deleted or overwritten. Each run can be undone, whole or file by file."
                ),
            ),
        )
    )
    return page


class FoldersPage(WelcomePage):
    """The library folders: one parent proposes all of them, each can be changed."""

    changed = Signal()

    def __init__(self, jobs: Jobs, theme: Theme, settings: Settings) -> None:
        """Build the page with the folders that are set already."""
        super().__init__(
            translate("Welcome", "Where are your libraries?"),
            translate(
                "Welcome", "Choose the folder that holds them, or shall. Jellyfin wants one library for each kind."
            ),
            theme,
        )
        self._jobs = jobs
        self._looking: Job | None = None
        self._asked = ""
        self._proposed: dict[Library, str] = dict.fromkeys(Library, "")
        self.parent_field = QLineEdit(self)
        self.parent_field.setAccessibleName(translate("Welcome", "All in"))
        self.parent_field.setPlaceholderText(translate("Welcome", "The folder of all libraries"))
        label = plain(translate("Welcome", "All in"), self, wrap=False)
        label.setBuddy(self.parent_field)
        self.choose_button = QPushButton(translate("Welcome", "Choose…"), self)
        self.choose_button.setAccessibleName(translate("Welcome", "Choose the folder of all libraries"))
        self.choose_button.setAutoDefault(False)
        self.form = FolderForm(jobs, self)
        self.form.changed.connect(self.changed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.parent_field, 1)
        row.addWidget(self.choose_button)
        self.body.addLayout(row)
        self.body.addSpacing(8)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.form.set_folders(settings.roots().folders)
        self.form.check()
        self.parent_field.textChanged.connect(self._on_parent)
        self.choose_button.clicked.connect(self._choose)

    def wrong_field(self) -> QLineEdit | None:
        """The first field that cannot be saved as it is."""
        return self.form.wrong_field()

    @Slot()
    def _on_parent(self) -> None:
        """Propose folders below the parent; the latest text wins."""
        if self._looking is None:
            parent = self._asked = full_path(self.parent_field.text())
            self._looking = self._jobs.start(lambda _job: propose(parent) if parent else dict.fromkeys(Library, ""))
            self._looking.ended.connect(self._on_looked)

    @Slot(object)
    def _on_looked(self, ending: Ending) -> None:
        self._looking = None
        if full_path(self.parent_field.text()) != self._asked:
            self._on_parent()
        elif isinstance(ending.result, dict):
            self._take(ending.result)

    def _take(self, proposed: dict[Library, str]) -> None:
        """Fill in what is proposed, save where the person wrote something else."""
        now = self.form.folders()
        free = {
            library: folder for library, folder in proposed.items() if now[library] in ("", self._proposed[library])
        }
        self._proposed = {**self._proposed, **{library: full_path(folder) for library, folder in free.items()}}
        self.form.set_folders(free)

    def _choose(self) -> None:
        dialog = QFileDialog(self, translate("Welcome", "Folder of all libraries"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.parent_field.setText)
        dialog.open()


class ModePage(WelcomePage):
    """How files get into the libraries: the three ways that most people want; and whether titles may be looked up.

    Who leaves the tour before this page is answered stays offline.
    """

    def __init__(self, theme: Theme, settings: Settings) -> None:
        """Build the page with what is set."""
        super().__init__(
            translate("Welcome", "How should files get into your libraries?"),
            translate("Welcome", "You can change this for every run, next to the Move button."),
            theme,
        )
        offered = [one for one in modes() if one[0] in {Mode.MOVE, Mode.COPY, Mode.HARDLINK, settings.mode}]
        self.choice = Choice("", offered, self)
        self.choice.choose(settings.mode)
        self.body.addWidget(self.choice)
        self.answered = False
        self._before = settings.online
        self.online = QCheckBox(translate("Welcome", "Look titles up online"), self)
        self.online.setFont(theme.font(1.0, QFont.Weight.DemiBold))
        self.online.setChecked(True)
        meaning = translate(
            "Welcome",
            "You get the right titles and years, and where they have them plots and posters, from Wikidata, TVmaze,"
            " MusicBrainz and Open Library. No account is needed. Titles are sent there, your files never. JFOrg works"
            " offline as well.",
        )
        self.online.setAccessibleDescription(meaning)
        hint = plain(meaning, self, quiet=True)
        hint.setContentsMargins(24, 0, 0, 0)
        self.body.addSpacing(8)
        self.body.addWidget(self.online, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(hint)
        self.body.addStretch(1)

    def goes_online(self) -> bool:
        """Whether the person allows it; what was set before where they have not answered."""
        return self.online.isChecked() if self.answered else self._before


class ReadyPage(WelcomePage):
    """The last page: what was chosen, and what comes next."""

    def __init__(self, theme: Theme) -> None:
        """Build the page."""
        super().__init__(
            translate("Welcome", "Ready"), translate("Welcome", "You can change all of this later in Settings."), theme
        )
        self._libraries = plain("", self)
        self.body.addWidget(self._libraries)
        self.body.addSpacing(12)
        self.add_points(
            (
                (
                    Look("folder-plus-outline", Tint.LINK),
                    translate("Welcome", "Drop a folder on the window, or press Add folder"),
                    translate(
                        "Welcome",
                        "No folder at hand? Try it on a sample folder; it is made for you; nothing in it is yours.",
                    ),
                ),
                (
                    Look("history", Tint.LINK),
                    translate("Welcome", "History holds every run"),
                    translate("Welcome", "Undo is there, in the Organize menu, and in the message after each run."),
                ),
            )
        )

    def tell(self, settings: Settings) -> None:
        """Say which libraries are set."""
        names = [library_word(library) for library in settings.roots().folders]
        self._libraries.setText(
            fill(translate("Welcome", "Your libraries: {names}."), names=", ".join(names))
            if names
            else translate("Welcome", "No library folder is set yet. Files stay where they are until one is.")
        )
