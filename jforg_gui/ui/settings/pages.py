"""The pages of the settings: each shows some keys, and turns what was typed into settings again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from jforg_gui.domain.media import Library
from jforg_gui.storage.settings import KEYS, Language, Settings, Theme, size_in_bytes
from jforg_gui.ui.assets import Look
from jforg_gui.ui.dialog_parts import plain
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.settings.folder_form import FolderForm
from jforg_gui.ui.text import translate

_MANY_WORKERS = 64
_LABEL_WIDTH = 160


def with_text(settings: Settings, key: str, text: str) -> Settings:
    """The settings with a key set, or without it where the text says its default."""
    changed = settings.with_value(key, text)
    return changed.without([key]) if changed.get(key) == KEYS[key].default else changed


class Fields(QGridLayout):
    """Fields below one another, each with its label before it and a hint under it; a form layout cuts long hints."""

    def __init__(self, page: QWidget) -> None:
        """Lay ``page`` out."""
        super().__init__(page)
        self._page = page
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(12)
        self.setVerticalSpacing(4)
        self.setColumnStretch(1, 1)

    def add(self, words: str, field: QWidget, hint: QLabel | None = None) -> None:
        """Add a field at the end."""
        row = self.rowCount()
        label = plain(words, self._page)
        label.setMinimumWidth(_LABEL_WIDTH)
        label.setBuddy(field)
        self.addWidget(label, row, 0)
        self.addWidget(field, row, 1, Qt.AlignmentFlag.AlignLeading)
        if hint is not None:
            hint.setContentsMargins(0, 0, 0, 8)
            self.addWidget(hint, row + 1, 1)

    def end(self) -> None:
        """Keep the fields at the top."""
        self.setRowStretch(self.rowCount(), 1)


class Page(QWidget):
    """One page: ``keys`` are the settings it shows, ``look`` its icon."""

    changed = Signal()
    keys: tuple[str, ...] = ()
    look = Look("cog-outline")

    def title(self) -> str:
        """The page's name."""
        raise NotImplementedError

    def show_settings(self, settings: Settings) -> None:
        """Fill the fields."""
        raise NotImplementedError

    def texts(self) -> dict[str, str]:
        """What the fields say, by key."""
        raise NotImplementedError

    def wrong_field(self) -> QWidget | None:
        """The first field that cannot be saved as it is; what is wrong stands beside it."""
        return None

    def finds(self, words: Sequence[str]) -> bool:
        """Whether the page's title, or what is said on it, holds all these words; they are case-folded."""
        said = " ".join([self.title(), *self.keys, *(_said(widget) for widget in self.findChildren(QWidget))])
        return all(word in said.casefold() for word in words)

    def place_of(self, words: Sequence[str]) -> QWidget | None:
        """The first widget that says these words by itself; None if only the page as a whole does."""
        return next((one for one in self.findChildren(QWidget) if all(w in _said(one).casefold() for w in words)), None)

    def apply(self, settings: Settings) -> Settings:
        """The settings with this page's fields in them. Raises SettingsError."""
        for key, text in self.texts().items():
            settings = with_text(settings, key, text)
        return settings


def _said(widget: QWidget) -> str:
    """What a widget says: its words, or the name it is read out by."""
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{words} {widget.accessibleName()}"


class LibrariesPage(Page):
    """A folder for each library."""

    keys = tuple(f"library.{library.value.lower()}" for library in Library)
    look = Look("bookshelf")

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        """Build the page; ``jobs`` looks at the folders."""
        super().__init__(parent)
        self.form = FolderForm(jobs, self)
        self.form.changed.connect(self.changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(
            plain(translate("Settings", "The folders that Jellyfin reads. Nothing is moved anywhere else."), self)
        )
        layout.addWidget(self.form)
        layout.addStretch(1)

    def title(self) -> str:
        """The page's name."""
        return translate("Settings", "Libraries")

    def show_settings(self, settings: Settings) -> None:
        """Fill the fields."""
        folders = settings.roots().folders
        self.form.set_folders({library: folders.get(library, "") for library in Library})
        self.form.check()

    def texts(self) -> dict[str, str]:
        """What the fields say, by key."""
        return {f"library.{library.value.lower()}": folder for library, folder in self.form.folders().items()}

    def wrong_field(self) -> QWidget | None:
        """A field without a whole path."""
        return self.form.wrong_field()


class Choice(QWidget):
    """Radio buttons, each with a line that says what it means."""

    changed = Signal()

    def __init__(self, title: str, choices: Sequence[tuple[str, str, str]], parent: QWidget) -> None:
        """Build the buttons from (value, words, meaning)."""
        super().__init__(parent)
        self._buttons: dict[str, QRadioButton] = {}
        group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        head = plain(title, self)
        font = head.font()
        font.setWeight(font.Weight.DemiBold)
        head.setFont(font)
        layout.addWidget(head)
        head.setVisible(bool(title))
        for value, words, meaning in choices:
            button = QRadioButton(words, self)
            button.setAccessibleDescription(meaning)
            group.addButton(button)
            hint = plain(meaning, self, quiet=True)
            hint.setContentsMargins(24, 0, 0, 4)
            layout.addWidget(button)
            layout.addWidget(hint)
            self._buttons[value] = button
        group.buttonToggled.connect(lambda _button, on: self.changed.emit() if on else None)

    def value(self) -> str:
        """What is chosen."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, value: str) -> None:
        """Choose a value."""
        self._buttons[value].setChecked(True)

    def button(self, value: str) -> QRadioButton:
        """The button of a value."""
        return self._buttons[value]


class ScanningPage(Page):
    """What a scan leaves alone, and how hard it works."""

    keys = ("scan.min_size", "scan.workers", "scan.media_facts")
    look = Look("folder-search-outline")

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(parent)
        self.size_field = QLineEdit(self)
        self.size_field.setAccessibleName(translate("Settings", "Smallest size"))
        self.size_field.setMaximumWidth(12 * self.fontMetrics().averageCharWidth() + 24)
        self.size_words = plain("", self, quiet=True)
        self.workers_field = QSpinBox(self)
        self.workers_field.setAccessibleName(translate("Settings", "Workers"))
        self.workers_field.setRange(0, _MANY_WORKERS)
        self.workers_field.setSpecialValueText(translate("Settings", "Automatic"))
        form = Fields(self)
        form.add(translate("Settings", "Smallest size"), self.size_field, self.size_words)
        hint = translate("Settings", "How many files are looked into at once. 1 is the gentlest.")
        form.add(translate("Settings", "Workers"), self.workers_field, plain(hint, self, quiet=True))
        self.media_box = QCheckBox(translate("Settings", "Look into media files"), self)
        hint = translate(
            "Settings",
            "For resolution, HDR, length and languages: to show them, and to tell the better one of two files.",
        )
        form.add(translate("Settings", "Media"), self.media_box, plain(hint, self, quiet=True))
        form.end()
        self.media_box.toggled.connect(lambda _on: self.changed.emit())
        self.size_field.textChanged.connect(self._on_size)
        self.workers_field.valueChanged.connect(lambda _value: self.changed.emit())

    def title(self) -> str:
        """The page's name."""
        return translate("Settings", "Scanning")

    def show_settings(self, settings: Settings) -> None:
        """Fill the fields."""
        self.size_field.setText(str(settings.get("scan.min_size")))
        self.workers_field.setValue(settings.workers)
        self.media_box.setChecked(settings.get("scan.media_facts") == "on")
        self._on_size()

    def texts(self) -> dict[str, str]:
        """What the fields say, by key."""
        return {
            "scan.min_size": self.size_field.text(),
            "scan.workers": str(self.workers_field.value()),
            "scan.media_facts": "on" if self.media_box.isChecked() else "off",
        }

    def wrong_field(self) -> QWidget | None:
        """The size, if it is none."""
        try:
            size_in_bytes(self.size_field.text())
        except ValueError:
            return self.size_field
        return None

    def _on_size(self) -> None:
        self.size_words.setText(
            translate("Settings", "Give a size such as 700, 50MB or 1.5GB.")
            if self.wrong_field()
            else translate("Settings", "Media smaller than this is left alone. 0 takes everything.")
        )
        self.changed.emit()


class AppearancePage(Page):
    """The window's colours and language."""

    keys = ("appearance.theme", "appearance.language")
    look = Look("palette-outline")

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(parent)
        self.theme_box = self._box(
            translate("Settings", "Colours"),
            (
                (Theme.SYSTEM, translate("Settings", "System")),
                (Theme.LIGHT, translate("Settings", "Light")),
                (Theme.DARK, translate("Settings", "Dark")),
            ),
        )
        self.language_box = self._box(
            translate("Settings", "Language"),
            (
                (Language.SYSTEM, translate("Settings", "System")),
                (Language.ENGLISH, "English"),
                (Language.GERMAN, "Deutsch"),
            ),
        )
        form = Fields(self)
        form.add(translate("Settings", "Colours"), self.theme_box)
        hint = translate("Settings", "Numbers and dates follow the language.")
        form.add(translate("Settings", "Language"), self.language_box, plain(hint, self, quiet=True))
        form.end()

    def _box(self, name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        for value, words in choices:
            box.addItem(words, str(value))
        box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        return box

    def title(self) -> str:
        """The page's name."""
        return translate("Settings", "Appearance")

    def show_settings(self, settings: Settings) -> None:
        """Fill the fields."""
        self.theme_box.setCurrentIndex(self.theme_box.findData(str(settings.theme)))
        self.language_box.setCurrentIndex(self.language_box.findData(str(settings.language)))

    def texts(self) -> dict[str, str]:
        """What the fields say, by key."""
        return {
            "appearance.theme": self.theme_box.currentData(),
            "appearance.language": self.language_box.currentData(),
        }
