"""The welcome at the first start: four pages, none of which has to be filled in."""

from __future__ import annotations

import os
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from jforg_gui.domain.media import Library
from jforg_gui.engine import Engine
from jforg_gui.storage.settings import Settings
from jforg_gui.ui.dialog_parts import Footer, fit_to_screen, scrolled
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.settings.pages import with_text
from jforg_gui.ui.settings.saving import SettingsSaver
from jforg_gui.ui.text import fill, translate
from jforg_gui.ui.theme import Theme
from jforg_gui.ui.welcome.pages import FoldersPage, ModePage, ReadyPage, what_it_does

_SIZE: Final = QSize(720, 486)


class Welcome(QDialog):
    """Asks for the library folders; ``saved`` tells that the engine has new settings.

    However it is left, the settings file is written, so that it comes by itself once only. Show it with ``open()``.
    """

    saved = Signal()

    def __init__(self, engine: Engine, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the pages with the engine's settings in the fields."""
        super().__init__(parent)
        self._engine, self._theme = engine, theme
        self._leaving: QDialog.DialogCode | None = None
        self._saver = SettingsSaver(engine, jobs, self)
        self._saver.done.connect(self._on_saved)
        self.setWindowTitle(translate("Welcome", "Welcome to JFOrg"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.folders_page = FoldersPage(jobs, theme, engine.settings)
        self.mode_page = ModePage(theme, engine.settings)
        self.ready_page = ReadyPage(theme)
        self.stack = QStackedWidget(self)
        self._folders_area = scrolled(self.folders_page, self.stack)
        self._mode_area = scrolled(self.mode_page, self.stack)
        for area in (
            scrolled(what_it_does(theme), self.stack),
            self._folders_area,
            self._mode_area,
            scrolled(self.ready_page, self.stack),
        ):
            self.stack.addWidget(area)
        self.skip_button = QPushButton(translate("Welcome", "Skip the tour"), self)
        self.back_button = QPushButton(translate("Welcome", "Back"), self)
        self.next_button = QPushButton(translate("Welcome", "Next"), self)
        self._place = QLabel(self)
        self._lay_out()
        self._restyle()
        theme.changed.connect(self._restyle)
        self.skip_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(lambda: self._go(self.stack.currentIndex() - 1))
        self.next_button.clicked.connect(self.accept)
        self._go(0)
        fit_to_screen(self, _SIZE)

    def settings(self) -> Settings:
        """The settings with what was chosen; what cannot be a folder is left out."""
        settings: Settings = self._engine.settings
        for library, folder in self.folders_page.form.folders().items():
            if not folder or os.path.isabs(folder):
                settings = with_text(settings, _key(library), folder)
        settings = with_text(settings, "organize.mode", self.mode_page.choice.value())
        return with_text(settings, "online.lookups", "on" if self.mode_page.goes_online() else "off")

    def accept(self) -> None:
        """Go on to the next page, or finish on the last one; a folder that is none is shown instead."""
        number = self.stack.currentIndex()
        if number == self.stack.indexOf(self._folders_area) and (field := self.folders_page.wrong_field()) is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif number < self.stack.count() - 1:
            self.mode_page.answered |= self.stack.currentWidget() is self._mode_area
            self._go(number + 1)
        else:
            self._leave(QDialog.DialogCode.Accepted)

    def reject(self) -> None:
        """Leave the tour; folders that were filled in are kept."""
        self._leave(QDialog.DialogCode.Rejected)

    # --- building ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.skip_button.setFlat(True)
        for button in (self.skip_button, self.back_button):
            button.setAutoDefault(False)
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        self._place.setWordWrap(True)
        self._place.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._place.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stack, 1)
        parts = (self.skip_button, self._place, self.back_button, self.next_button)
        whole.addWidget(Footer(self._theme, *parts, wide=self._place))

    # --- what happens -----------------------------------------------------------------------------------------------

    @Slot()
    def _restyle(self) -> None:
        palette = self.skip_button.palette()
        palette.setColor(QPalette.ColorRole.ButtonText, self._theme.roles.link)
        self.skip_button.setPalette(palette)
        self._theme.make_primary(self.next_button)

    def _go(self, number: int) -> None:
        last = self.stack.count() - 1
        if number == last:
            self.ready_page.tell(self.settings())
        self.stack.setCurrentIndex(number)
        self._place.setText(fill(translate("Welcome", "{number} of {all}"), number=str(number + 1), all=str(last + 1)))
        self.back_button.setEnabled(number > 0)
        self.skip_button.setVisible(number < last)
        self.next_button.setText(translate("Welcome", "Done") if number == last else translate("Welcome", "Next"))
        folders = self.stack.currentWidget() is self._folders_area
        first = self.folders_page.parent_field if folders else self.next_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self, code: QDialog.DialogCode) -> None:
        if self._leaving is not None:  # the person has read why it cannot be saved, or does not want to wait
            self.done(code)
            return
        self._leaving = code
        self._saver.save(self.settings())

    @Slot(str)
    def _on_saved(self, trouble: str) -> None:
        if trouble:
            self._place.setText(trouble)
            return
        self.saved.emit()
        self.done(self._leaving or QDialog.DialogCode.Rejected)


def _key(library: Library) -> str:
    return f"library.{library.value.lower()}"
