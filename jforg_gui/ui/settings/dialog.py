"""The settings: a list of pages, one of them shown, nothing kept before Save."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jforg_gui.domain.item import Item
from jforg_gui.engine import Engine
from jforg_gui.storage.settings import KEYS, Settings
from jforg_gui.ui.assets import Look
from jforg_gui.ui.dialog_parts import Footer, fit_to_screen, scrolled
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.settings.keys_page import KeysPage
from jforg_gui.ui.settings.moving_page import MovingPage
from jforg_gui.ui.settings.naming import NamingPage
from jforg_gui.ui.settings.online_pages import ArtworkPage, OnlinePage
from jforg_gui.ui.settings.pages import AppearancePage, LibrariesPage, Page, ScanningPage
from jforg_gui.ui.settings.saving import SettingsSaver
from jforg_gui.ui.text import fill, translate
from jforg_gui.ui.theme import SECTION, Theme

_SIZE: Final = QSize(880, 600)
_ONLINE: Final = frozenset(("online", "artwork"))
_LIST_WIDTH: Final = 196
_ROW_HEIGHT: Final = 28
_MARGIN: Final = 20


class SettingsDialog(QDialog):
    """Shows and changes the engine's settings; ``saved`` tells that the engine has new ones.

    Show it with ``open()``; it deletes itself when it is closed.
    """

    saved = Signal()

    def __init__(
        self, engine: Engine, jobs: Jobs, theme: Theme, parent: QWidget | None = None, *, items: Sequence[Item] = ()
    ) -> None:
        """Build the dialog with the engine's settings in its fields; ``items`` are rows to show names by."""
        super().__init__(parent)
        self._engine, self._theme = engine, theme
        self._saver = SettingsSaver(engine, jobs, self)
        self._saver.done.connect(self._on_saved)
        self.setWindowTitle(translate("Settings", "Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        own: tuple[Page, ...] = (
            LibrariesPage(jobs),
            MovingPage(),
            NamingPage(theme, items),
            ScanningPage(),
            OnlinePage(engine, jobs),
            ArtworkPage(),
            AppearancePage(),
        )
        self.pages: tuple[Page, ...] = (*own, *_pages_of_keys([key for page in own for key in page.keys]))
        self.page_list = QListWidget(self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(translate("Settings", "Search settings"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(_LIST_WIDTH - 8)
        self.search.textChanged.connect(self._seek)
        self.heading = QLabel(self)
        self.restore_button = QPushButton(self)
        self.cancel_button = QPushButton(translate("Settings", "Cancel"), self)
        self.save_button = QPushButton(translate("Settings", "Save"), self)
        self._stack = QStackedWidget(self)
        self._trouble = QLabel(self)
        self._fill_pages()
        self._lay_out()
        self._restyle()
        theme.changed.connect(self._restyle)
        self.page_list.currentRowChanged.connect(self._show_page)
        self.page_list.setCurrentRow(0)
        self.restore_button.clicked.connect(self._restore)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.accept)
        fit_to_screen(self, _SIZE)

    def page(self) -> Page:
        """The page that is shown."""
        return self.pages[max(self.page_list.currentRow(), 0)]

    def is_changed(self) -> bool:
        """Whether any field says something else than the engine's settings."""
        return any(
            text != str(self._engine.settings.get(key)) for page in self.pages for key, text in page.texts().items()
        )

    def accept(self) -> None:
        """Save, then close; a field that cannot be saved is shown instead."""
        for number, page in enumerate(self.pages):
            if (field := page.wrong_field()) is not None:
                self.page_list.setCurrentRow(number)
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        settings: Settings = self._engine.settings
        for page in self.pages:
            settings = page.apply(settings)
        self.save_button.setEnabled(False)
        self._saver.save(settings)

    def reject(self) -> None:
        """Close without saving; what was typed is not lost unasked."""
        if not self.is_changed():
            super().reject()
            return
        question = QMessageBox(self)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setWindowTitle(translate("Settings", "Settings"))
        question.setText(translate("Settings", "Save what you changed?"))
        keep = question.addButton(translate("Settings", "Save"), QMessageBox.ButtonRole.AcceptRole)
        drop = question.addButton(translate("Settings", "Don't save"), QMessageBox.ButtonRole.DestructiveRole)
        question.addButton(translate("Settings", "Cancel"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(keep)
        keep.clicked.connect(self.accept)
        drop.clicked.connect(lambda: self.done(QDialog.DialogCode.Rejected))
        question.open()

    # --- building ---------------------------------------------------------------------------------------------------

    def _fill_pages(self) -> None:
        self.page_list.setAccessibleName(translate("Settings", "Pages"))
        self.page_list.setFixedWidth(_LIST_WIDTH)
        self.page_list.setViewportMargins(0, 8, 0, 0)
        self.page_list.setFrameShape(QFrame.Shape.NoFrame)
        self.page_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in self.pages:
            item = QListWidgetItem(page.title(), self.page_list)
            item.setSizeHint(QSize(_LIST_WIDTH, max(_ROW_HEIGHT, self.fontMetrics().height() + 9)))
            page.setContentsMargins(_MARGIN, 0, _MARGIN, 12)
            page.show_settings(self._engine.settings)
            self._stack.addWidget(scrolled(page, self._stack))

    def _lay_out(self) -> None:
        self.heading.setFont(self._theme.font(SECTION, QFont.Weight.DemiBold))
        self.heading.setContentsMargins(_MARGIN, 16, _MARGIN, 12)
        for label in (self.heading, self._trouble):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._trouble.setWordWrap(True)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.heading)
        right.addWidget(self._stack, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(8, 8, 0, 0)
        left.addWidget(self.search)
        left.addWidget(self.page_list, 1)
        body.addLayout(left)
        body.addLayout(right, 1)
        parts = (self.restore_button, self._trouble, self.cancel_button, self.save_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(body, 1)
        whole.addWidget(Footer(self._theme, *parts, wide=self._trouble))
        self.restore_button.setAutoDefault(False)
        self.cancel_button.setAutoDefault(False)

    # --- what happens -----------------------------------------------------------------------------------------------

    @Slot()
    def _restyle(self) -> None:
        for number, page in enumerate(self.pages):
            self.page_list.item(number).setIcon(self._theme.icon(page.look))
        self._theme.make_primary(self.save_button)

    @Slot(int)
    def _show_page(self, number: int) -> None:
        if number < 0:
            return
        self._stack.setCurrentIndex(number)
        self.heading.setText(self.pages[number].title())
        said = translate("Settings", "Restore defaults for {page}")
        self.restore_button.setText(fill(said, page=self.pages[number].title()))

    @Slot(str)
    def _seek(self, text: str) -> None:
        """List the pages that hold all the words; show the first, with what was found in sight."""
        words = text.casefold().split()
        fitting = [number for number, page in enumerate(self.pages) if page.finds(words)]
        for number in range(len(self.pages)):
            self.page_list.item(number).setHidden(number not in fitting)
        if words and fitting:
            if self.page_list.currentRow() not in fitting:
                self.page_list.setCurrentRow(fitting[0])
            found = self.page().place_of(words)
            area = self._stack.currentWidget()
            if found is not None and isinstance(area, QScrollArea):
                area.ensureWidgetVisible(found)

    @Slot()
    def _restore(self) -> None:
        self.page().show_settings(self._engine.settings.without(self.page().keys))

    @Slot(str)
    def _on_saved(self, trouble: str) -> None:
        self.save_button.setEnabled(True)
        self._trouble.setText(trouble)
        if not trouble:
            self._theme.set_appearance(self._engine.settings.theme)
            self.saved.emit()
            super().accept()


def _pages_of_keys(covered: Collection[str]) -> Iterator[Page]:
    """The pages of all keys that have no page of their own: those about online databases, and the others."""
    others = [key for key in KEYS if key not in covered]
    online = [key for key in others if key.partition(".")[0] in _ONLINE]
    if online:
        yield KeysPage(translate("Settings", "Online"), Look("cloud-search-outline"), online)
    yield KeysPage(translate("Settings", "Advanced"), Look("tune"), [key for key in others if key not in online])
