"""The page of names: a style or own templates, each with what it makes of a row, or with what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jforg_gui.domain.errors import Problem, TemplateError
from jforg_gui.domain.item import Item
from jforg_gui.domain.media import Kind
from jforg_gui.domain.naming import FORMS, Colon, Style, Subject
from jforg_gui.jellyfin import sampling
from jforg_gui.jellyfin.naming import Naming, label_of, naming, template
from jforg_gui.jellyfin.sampling import Example, Sample
from jforg_gui.jellyfin.templates import Template
from jforg_gui.storage.settings import Settings
from jforg_gui.ui.assets import Look, Tint
from jforg_gui.ui.dialog_parts import plain
from jforg_gui.ui.labels import Elided
from jforg_gui.ui.language import trouble
from jforg_gui.ui.settings.pages import Page
from jforg_gui.ui.text import QT_TRANSLATE_NOOP, STYLES, fill, plain_path, problem_sentence, translate
from jforg_gui.ui.theme import SMALL, Theme

_WRONG: Final = Look("alert-circle-outline", Tint.STOP)
_KEPT: Final = 240  # logical pixels
_WORDS: Final[Mapping[Subject, str]] = {
    Subject.FILM: QT_TRANSLATE_NOOP("Naming", "Film"),
    Subject.VERSION: QT_TRANSLATE_NOOP("Naming", "Film version"),
    Subject.SHOW: QT_TRANSLATE_NOOP("Naming", "Show"),
    Subject.EPISODE: QT_TRANSLATE_NOOP("Naming", "Episode"),
    Subject.ALBUM: QT_TRANSLATE_NOOP("Naming", "Album"),
    Subject.TRACK: QT_TRANSLATE_NOOP("Naming", "Track"),
    Subject.BOOK: QT_TRANSLATE_NOOP("Naming", "Book"),
    Subject.COMIC: QT_TRANSLATE_NOOP("Naming", "Comic"),
    Subject.AUDIOBOOK: QT_TRANSLATE_NOOP("Naming", "Audiobook"),
}
_COLONS: Final[Mapping[Colon, str]] = {
    Colon.SPACED: QT_TRANSLATE_NOOP("Naming", "A dash between blanks"),
    Colon.DASH: QT_TRANSLATE_NOOP("Naming", "A dash"),
    Colon.NOTHING: QT_TRANSLATE_NOOP("Naming", "Nothing"),
    Colon.LOOKALIKE: QT_TRANSLATE_NOOP("Naming", "A sign that looks like one"),
}


class SampleLine(QWidget):
    """A path with the name that matters in bold, or what is wrong."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Build an empty line."""
        super().__init__(parent)
        self._theme = theme
        self.pieces = [Elided(theme, tint=Tint.SECONDARY, scale=SMALL, strong=number == 1) for number in range(3)]
        self._sign = QLabel(self)
        self._wrong = plain("", self)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 6)
        row.setSpacing(0)
        path = QWidget(self)  # a path runs from left to right in every language
        path.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        parts = QHBoxLayout(path)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        for piece in self.pieces:
            parts.addWidget(piece)
        row.addWidget(path)
        self._sign.setContentsMargins(0, 0, 4, 0)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._wrong, 1)
        row.addStretch(1)
        self.restyle()

    def restyle(self) -> None:
        """Take the theme's font and colours."""
        self._wrong.setFont(self._theme.font(SMALL))
        palette = self._wrong.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.color(Tint.STOP))
        self._wrong.setPalette(palette)
        self._sign.setPixmap(self._theme.icon(_WRONG).pixmap(16))

    def show_sample(self, sample: Sample) -> None:
        """Show what comes out."""
        for piece, text in zip(self.pieces, (sample.above, sample.name, sample.below), strict=True):
            piece.setText(plain_path(text))
        name = self.pieces[1]  # gives way last, and never makes the page wider
        name.setMinimumWidth(min(name.sizeHint().width(), _KEPT))
        self.setToolTip(plain_path(sample.path))
        self._show(wrong="")

    def show_wrong(self, words: str) -> None:
        """Show why nothing does."""
        self._show(wrong=words)

    def text(self) -> str:
        """What the line says."""
        return self._wrong.text() or "".join(piece.text() for piece in self.pieces)

    def _show(self, *, wrong: str) -> None:
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        self._sign.setVisible(bool(wrong))
        self._row.setStretch(self._row.count() - 1, 0 if wrong else 1)
        for piece in self.pieces:
            piece.setVisible(not wrong)


class NamingPage(Page):
    """How names are made. Typing into a field makes the style one's own; a style fills the fields."""

    keys = ("naming.style", *(f"naming.{subject.value}" for subject in FORMS), "naming.ids", "naming.colon")
    look = Look("form-textbox")

    def __init__(self, theme: Theme, items: Sequence[Item] = (), parent: QWidget | None = None) -> None:
        """Build the page; samples come from ``items``, as far as there are any."""
        super().__init__(parent)
        self._examples: Mapping[Kind, Example] = sampling.examples(items)
        self._own = self._saved = {subject: form.recommended for subject, form in FORMS.items()}
        self._own_ids = True
        self._film = ""
        self.fields: dict[Subject, QLineEdit] = {}
        self.samples = {subject: SampleLine(theme, self) for subject in FORMS}
        self.style_box = self._box(translate("Naming", "Style"), STYLES)
        self.colon_box = self._box(translate("Naming", "For a colon"), _COLONS)
        self.ids = QCheckBox(translate("Naming", "Add the database id to folder names"), self)
        self._lay_out(rows=bool(items))
        self.style_box.currentIndexChanged.connect(self._fill)
        self.colon_box.currentIndexChanged.connect(self._update)
        self.ids.clicked.connect(lambda _on: self._take_over())
        theme.changed.connect(self._restyle)

    def title(self) -> str:
        """The page's name."""
        return translate("Naming", "Naming")

    # --- settings -------------------------------------------------------------------------------------------------

    def show_settings(self, settings: Settings) -> None:
        """Fill the fields."""
        self._own = self._saved = {subject: str(settings.get(f"naming.{subject.value}")) for subject in FORMS}
        self._own_ids = settings.get("naming.ids") == "on"
        self.colon_box.setCurrentIndex(self.colon_box.findData(str(settings.get("naming.colon"))))
        self._choose(Style(str(settings.get("naming.style"))))
        self._fill()

    def texts(self) -> dict[str, str]:
        """What the fields say, by key; of another style than one's own the templates are kept as they were."""
        wrong = self._errors() if self.chosen is Style.OWN else _wrong_in(self._own)
        own = {
            f"naming.{subject.value}": self._saved[subject] if subject in wrong else text.strip()
            for subject, text in self._own.items()
        }
        ids = "on" if self._own_ids else "off"
        return {
            "naming.style": self.chosen,
            **own,
            "naming.ids": ids,
            "naming.colon": str(self.colon_box.currentData()),
        }

    def wrong_field(self) -> QWidget | None:
        """The first template that cannot be used, if the style is one's own."""
        wrong = self._errors() if self.chosen is Style.OWN else {}
        return next((self.fields[subject] for subject in FORMS if subject in wrong), None)

    @property
    def chosen(self) -> Style:
        """The style that is chosen."""
        return Style(str(self.style_box.currentData()))

    # --- building -------------------------------------------------------------------------------------------------

    def _box(self, name: str, choices: Mapping[Style, str] | Mapping[Colon, str]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        for value, words in choices.items():
            box.addItem(translate("Naming", words), str(value))
        return box

    def _beside(self, words: str, field: QWidget) -> QHBoxLayout:
        label = plain(words, self)
        label.setBuddy(field)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label)
        row.addWidget(field)
        row.addStretch(1)
        return row

    def _lay_out(self, *, rows: bool) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(self._beside(translate("Naming", "Style"), self.style_box))
        whole.addLayout(self._rows())
        whole.addWidget(self.ids)
        hint = plain(translate("Naming", "Such as [tmdbid-48213], so that works are never mixed up."), self, quiet=True)
        hint.setContentsMargins(24, 0, 0, 0)
        whole.addWidget(hint)
        whole.addLayout(self._beside(translate("Naming", "For a colon"), self.colon_box))
        source = translate("Naming", "Samples come from the rows in your table. They follow when you save.")
        if not rows:
            source = translate("Naming", "Samples are invented until you add files of your own.")
        whole.addWidget(plain(source, self, quiet=True))
        whole.addStretch(1)

    def _rows(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for number, subject in enumerate(FORMS):
            name = translate("Naming", _WORDS[subject])
            field = self.fields[subject] = QLineEdit(self)
            field.setAccessibleName(name)
            field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            label = plain(name, self)
            label.setBuddy(field)
            grid.addWidget(label, 2 * number, 0)
            grid.addWidget(field, 2 * number, 1)
            grid.addWidget(self._inserter(subject, name), 2 * number, 2)
            grid.addWidget(self.samples[subject], 2 * number + 1, 1, 1, 2)
            field.textEdited.connect(lambda _text, subject=subject: self._typed(subject))
        return grid

    def _inserter(self, subject: Subject, name: str) -> QPushButton:
        """A button with the fields there are."""
        button = QPushButton(translate("Naming", "Insert"), self)
        button.setAutoDefault(False)
        button.setAccessibleName(fill(translate("Naming", "Insert a field into {name}"), name=name))
        menu = QMenu(button)
        for field in FORMS[subject].fields:
            menu.addAction(f"{{{field}}}").triggered.connect(partial(self._insert, subject, field))
        button.setMenu(menu)
        return button

    # --- what happens ---------------------------------------------------------------------------------------------

    def _insert(self, subject: Subject, field: str, _on: bool = False) -> None:  # noqa: FBT001, FBT002 — Qt's signal
        self.fields[subject].insert(f"{{{field}}}")
        self._typed(subject)

    def _typed(self, subject: Subject) -> None:
        """What is typed is the person's own. A version begins like its film, and follows as long as it did."""
        film, version = self.fields[Subject.FILM].text(), self.fields[Subject.VERSION].text()
        if subject is Subject.FILM and self._film and version.startswith(self._film):
            self.fields[Subject.VERSION].setText(film + version.removeprefix(self._film))
        self._take_over()

    def _take_over(self) -> None:
        """Make what the fields say one's own style."""
        self._own = {subject: field.text() for subject, field in self.fields.items()}
        self._own_ids = self.ids.isChecked()
        self._choose(Style.OWN)
        self._update()

    def _choose(self, style: Style) -> None:
        with QSignalBlocker(self.style_box):
            self.style_box.setCurrentIndex(self.style_box.findData(str(style)))

    def _fill(self) -> None:
        """Show the templates of the style that is chosen."""
        own = self.chosen is Style.OWN
        for subject, form in FORMS.items():
            self.fields[subject].setText(self._own[subject] if own else form.recommended)
        self.ids.setChecked(self._own_ids if own else self.chosen is Style.JELLYFIN)
        self._update()

    def _errors(self) -> dict[Subject, TemplateError]:
        return _wrong_in({subject: field.text() for subject, field in self.fields.items()})

    def _update(self) -> None:
        """Show under every field what it makes of a row; what cannot be used is left out of the others' samples."""
        wrong = self._errors()
        usable = {subject: field.text() for subject, field in self.fields.items() if subject not in wrong}
        if Subject.FILM in wrong:
            usable.pop(Subject.VERSION, None)
        colon = Colon(str(self.colon_box.currentData()))
        found = naming(Style.OWN, tuple(usable.items()), ids=self.ids.isChecked(), colon=colon)
        for subject, line in self.samples.items():
            if subject in wrong:
                line.show_wrong(trouble(wrong[subject]))
            else:
                self._show_sample(subject, found, line)
        self._film = self.fields[Subject.FILM].text()
        self.changed.emit()

    def _show_sample(self, subject: Subject, found: Naming, line: SampleLine) -> None:
        shown = sampling.sample(subject, found, self._examples[sampling.KINDS[subject]])
        problem = shown if isinstance(shown, Problem) else shown.misread
        if problem is not None:
            said = translate("Naming", "Jellyfin would not read this as it is meant: {why}")
            line.show_wrong(fill(said, why=problem_sentence(problem)))
        elif isinstance(shown, Sample):
            line.show_sample(shown)

    def _restyle(self) -> None:
        for line in self.samples.values():
            line.restyle()


def _wrong_in(texts: Mapping[Subject, str]) -> dict[Subject, TemplateError]:
    """What is wrong with the templates that cannot be used."""
    found: dict[Subject, TemplateError] = {}
    read: dict[Subject, Template] = {}
    for subject in FORMS:
        try:
            read[subject] = template(subject, texts[subject])
            if subject is Subject.VERSION and Subject.FILM in read:
                label_of(read[Subject.FILM], read[subject])
        except TemplateError as error:
            found[subject] = error
    return found
