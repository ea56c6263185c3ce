"""The pages of the settings that are about the online databases: whom to ask, and which pictures to fetch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from jforg_gui.domain.choice import ArtworkSize
from jforg_gui.engine import Engine
from jforg_gui.storage.secrets import TMDB_KEY, Secrets
from jforg_gui.storage.settings import KEYS, Settings
from jforg_gui.ui.assets import Look
from jforg_gui.ui.dialog_parts import plain
from jforg_gui.ui.jobs import Ending, Jobs
from jforg_gui.ui.language import trouble
from jforg_gui.ui.online_words import size_word
from jforg_gui.ui.settings.pages import Fields, Page
from jforg_gui.ui.text import QT_TRANSLATE_NOOP, fill, size, translate

_FIELD_WIDTH: Final = 240
_TEXT_KEYS: Final = ("online.language", "online.region", "online.contact", "online.cache_size")
_NUMBER_KEYS: Final = {"online.search_hours": 720, "online.details_days": 180, "online.nothing_hours": 720}
_LABELS: Final[Mapping[str, str]] = {
    "online.language": QT_TRANSLATE_NOOP("Settings", "Language"),
    "online.region": QT_TRANSLATE_NOOP("Settings", "Country"),
    "online.contact": QT_TRANSLATE_NOOP("Settings", "Your mail address"),
    "online.search_hours": QT_TRANSLATE_NOOP("Settings", "Hours a search is believed"),
    "online.details_days": QT_TRANSLATE_NOOP("Settings", "Days details are believed"),
    "online.nothing_hours": QT_TRANSLATE_NOOP("Settings", "Hours nothing found is believed"),
    "online.cache_size": QT_TRANSLATE_NOOP("Settings", "Most that is remembered"),
}
_HINTS: Final[Mapping[str, str]] = {
    "online.language": QT_TRANSLATE_NOOP("Settings", "Of titles and plots, such as en-US or de-DE."),
    "online.region": QT_TRANSLATE_NOOP("Settings", "For age ratings, such as GB. Empty goes by the language."),
    "online.contact": QT_TRANSLATE_NOOP(
        "Settings", "The databases may write to it if JFOrg asks too much. It may stay empty."
    ),
}
_KINDS: Final[Mapping[str, str]] = {
    "artwork.poster": QT_TRANSLATE_NOOP("Settings", "Posters"),
    "artwork.backdrop": QT_TRANSLATE_NOOP("Settings", "Backdrops"),
    "artwork.logo": QT_TRANSLATE_NOOP("Settings", "Logos"),
    "artwork.season": QT_TRANSLATE_NOOP("Settings", "Season posters"),
    "artwork.episode": QT_TRANSLATE_NOOP("Settings", "Pictures of episodes"),
    "artwork.cover": QT_TRANSLATE_NOOP("Settings", "Covers of albums and books"),
}


class OnlinePage(Page):
    """Whether and how titles are looked up, the key for TMDB, and what is remembered of the answers.

    The key is kept at once when it is set or removed: it is no setting and stands in no settings file.
    """

    keys = ("online.lookups", *_LABELS)
    look = Look("cloud-search-outline")

    def __init__(self, engine: Engine, jobs: Jobs, parent: QWidget | None = None) -> None:
        """Build the page; whether there is a key is found out in the background."""
        super().__init__(parent)
        self._engine, self._jobs = engine, jobs
        self.lookups = QCheckBox(translate("Settings", "Look titles up online"), self)
        self.key_field = QLineEdit(self)
        self.key_button = QPushButton(translate("Settings", "Keep key"), self)
        self.key_words = plain("", self, quiet=True)
        self.clear_button = QPushButton(translate("Settings", "Clear cache"), self)
        self.cache_words = plain("", self, quiet=True)
        self.fields: dict[str, QLineEdit] = {key: self._field(key) for key in _TEXT_KEYS}
        self.numbers: dict[str, QSpinBox] = {key: self._number(key, most) for key, most in _NUMBER_KEYS.items()}
        self._lay_out()
        self.lookups.toggled.connect(lambda _on: self.changed.emit())
        self.key_button.clicked.connect(self._keep_key)
        self.clear_button.clicked.connect(self._clear)
        self._look_for_key()

    def _field(self, key: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setMaximumWidth(_FIELD_WIDTH)
        field.setAccessibleName(translate("Settings", _LABELS[key]))
        field.textChanged.connect(lambda _text: self.changed.emit())
        return field

    def _number(self, key: str, most: int) -> QSpinBox:
        field = QSpinBox(self)
        field.setRange(0, most)
        field.setAccessibleName(translate("Settings", _LABELS[key]))
        field.valueChanged.connect(lambda _value: self.changed.emit())
        return field

    def _lay_out(self) -> None:
        self.key_field.setEchoMode(QLineEdit.EchoMode.Password)
        self.key_field.setMaximumWidth(_FIELD_WIDTH)
        self.key_field.setAccessibleName(translate("Settings", "Your TMDB key"))
        for button in (self.key_button, self.clear_button):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.lookups)
        hint = translate(
            "Settings",
            "Films at Wikidata, shows at TVmaze, albums at MusicBrainz, books at Open Library. Titles leave this"
            " computer, files never do. With a key of your own, films and shows are looked up at TMDB.",
        )
        column.addWidget(plain(hint, self, quiet=True))
        inside = QWidget(self)
        form = Fields(inside)
        form.add(translate("Settings", "Your TMDB key"), self._beside(self.key_field, self.key_button), self.key_words)
        for key, field in {**self.fields, **self.numbers}.items():
            words = plain(translate("Settings", _HINTS[key]), inside, quiet=True) if key in _HINTS else None
            form.add(translate("Settings", _LABELS[key]), field, words)
        form.add("", self._beside(self.clear_button), self.cache_words)
        form.end()
        column.addWidget(inside)
        column.addStretch(1)

    def _beside(self, *widgets: QWidget) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in widgets:
            row.addWidget(widget)
        return line

    def title(self) -> str:
        """The page's name."""
        return translate("Settings", "Online")

    def show_settings(self, settings: Settings) -> None:
        """Fill the fields."""
        self.lookups.setChecked(settings.online)
        for key, field in self.fields.items():
            field.setText(str(settings.get(key)))
        for key, number in self.numbers.items():
            number.setValue(int(settings.get(key)))

    def texts(self) -> dict[str, str]:
        """What the fields say, by key."""
        said = {
            "online.lookups": "on" if self.lookups.isChecked() else "off",
            **{key: field.text().strip() for key, field in self.fields.items()},
            **{key: str(number.value()) for key, number in self.numbers.items()},
        }
        return {key: said[key] for key in self.keys}

    def wrong_field(self) -> QWidget | None:
        """The first field that cannot be what it says."""
        for key, field in self.fields.items():
            try:
                KEYS[key].read(field.text())
            except ValueError:
                return field
        return None

    # --- the key and the cache --------------------------------------------------------------------------------------

    def _look_for_key(self) -> None:
        self._jobs.start(lambda _job: bool(self._engine.tmdb_key())).ended.connect(self._tell_key)

    def _tell_key(self, ending: Ending) -> None:
        kept = ending.result is True
        self.key_field.clear()
        self.key_field.setPlaceholderText(translate("Settings", "A key is kept") if kept else "")
        if ending.error is not None:
            self.key_words.setText(trouble(ending.error))
        elif kept:
            self.key_words.setText(
                translate("Settings", "Leave the field empty and press the button to remove the key.")
            )
        else:
            said = translate("Settings", "Free of charge at themoviedb.org; the key and the token both work.")
            self.key_words.setText(said)

    def _keep_key(self) -> None:
        text, places = self.key_field.text(), self._engine.places

        def work(_job: object) -> bool:
            Secrets(places).set(TMDB_KEY, text)
            return bool(text.strip())

        self._jobs.start(work).ended.connect(self._tell_key)

    def _clear(self) -> None:
        self._jobs.start(lambda _job: self._engine.answers().clear()).ended.connect(self._cleared)

    def _cleared(self, ending: Ending) -> None:
        said = translate("Settings", "{size} forgotten.")
        self.cache_words.setText(fill(said, size=size(int(ending.result or 0))))


class ArtworkPage(Page):
    """Whether pictures are fetched, and how large each kind shall be."""

    keys = ("artwork.download", *_KINDS)
    look = Look("image-outline")

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(parent)
        self.download = QCheckBox(translate("Settings", "Fetch pictures that are missing"), self)
        self.sizes: dict[str, QComboBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.download)
        hint = translate(
            "Settings", "Only when titles are looked up online. Pictures you have are kept; undo takes ours away again."
        )
        column.addWidget(plain(hint, self, quiet=True))
        inside = QWidget(self)
        form = Fields(inside)
        for key, label in _KINDS.items():
            box = QComboBox(inside)
            box.setAccessibleName(translate("Settings", label))
            for one in ArtworkSize:
                box.addItem(size_word(one), one.value)
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())
            self.sizes[key] = box
            form.add(translate("Settings", label), box)
        form.end()
        column.addWidget(inside, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        self.download.toggled.connect(lambda _on: self.changed.emit())

    def title(self) -> str:
        """The page's name."""
        return translate("Settings", "Artwork")

    def show_settings(self, settings: Settings) -> None:
        """Fill the fields."""
        self.download.setChecked(settings.artwork)
        for key, box in self.sizes.items():
            box.setCurrentIndex(box.findData(str(settings.get(key))))

    def texts(self) -> dict[str, str]:
        """What the fields say, by key."""
        return {
            "artwork.download": "on" if self.download.isChecked() else "off",
            **{key: str(box.currentData()) for key, box in self.sizes.items()},
        }
