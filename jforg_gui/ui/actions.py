"""What a person can do: every action of the window once, with its words, keys and icon."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from jforg_gui.domain.naming import Style
from jforg_gui.ui import assets
from jforg_gui.ui.assets import Look
from jforg_gui.ui.filters import SHORTCUT_FILTERS, FilterKey
from jforg_gui.ui.language import retold
from jforg_gui.ui.text import filter_word, style_word, translate
from jforg_gui.ui.theme import Theme

_TOOL_ICON: Final = 20
_SEEN_AT_ONCE: Final = frozenset((assets.ADD_FOLDER, assets.ADD_FILES, assets.LOOK_UP, assets.HISTORY, assets.CHECK))


class Actions(QObject):
    """All actions of one window. Who can do them connects them; the window says when they can be done."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make them; keys work wherever the focus is in the window."""
        super().__init__(parent)
        self._theme = theme
        self._looks: dict[QAction, Look] = {}
        self._make_file()
        self._make_edit()
        self._make_view()
        self._make_organize()
        theme.changed.connect(self.draw_icons)

    def _make_file(self) -> None:
        self.add_folder = self._make(lambda: translate("Actions", "Add folder…"), "Ctrl+O", assets.ADD_FOLDER)
        retold(self, lambda: self.add_folder.setIconText(translate("Actions", "Add folder")))
        self.add_files = self._make(lambda: translate("Actions", "Add files…"), "Ctrl+Shift+O", assets.ADD_FILES)
        retold(self, lambda: self.add_files.setIconText(translate("Actions", "Add files")))
        self.sample = self._make(lambda: translate("Actions", "Try it on a sample folder"), "", assets.SAMPLE)
        self.clear = self._make(lambda: translate("Actions", "Clear the list"), "")
        self.settings = self._make(lambda: translate("Actions", "Settings…"), "Ctrl+,", assets.SETTINGS)
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.quit = self._make(lambda: translate("Actions", "Quit"), "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _make_edit(self) -> None:
        self.undo_edit = self._make(lambda: translate("Actions", "Undo edit"), "Ctrl+Z", assets.UNDO)
        self.redo_edit = self._make(lambda: translate("Actions", "Redo edit"), "Ctrl+Shift+Z", assets.REDO)
        self.select_all = self._make(lambda: translate("Actions", "Select all"), "Ctrl+A")
        self.remove = self._make(lambda: translate("Actions", "Remove from the list"), "Del")
        self.find = self._make(lambda: translate("Actions", "Filter…"), "Ctrl+F", assets.FIND)

    def _make_view(self) -> None:
        self.filter_list = self._make(lambda: translate("Actions", "Filter list"), "F9")
        self.details = self._make(lambda: translate("Actions", "Details"), "Alt+Return")
        for action in (self.filter_list, self.details):
            action.setCheckable(True)
            action.setChecked(True)
        self.preview = self._make(lambda: translate("Actions", "How the library will look"), "Ctrl+T", assets.LIBRARY)
        self.preview.setCheckable(True)
        self.look_up = self._make(lambda: translate("Actions", "Look up again"), "Ctrl+L", assets.LOOK_UP)
        self.rescan = self._make(lambda: translate("Actions", "Read the folders again"), "F5")
        self.next_attention = self._make(lambda: translate("Actions", "Next row that needs you"), "F8")
        self.previous_attention = self._make(lambda: translate("Actions", "Previous row that needs you"), "Shift+F8")
        self.next_pane = self._make(lambda: translate("Actions", "Next part of the window"), "F6")
        self.previous_pane = self._make(lambda: translate("Actions", "Previous part of the window"), "Shift+F6")
        self.filters: dict[FilterKey, QAction] = {
            key: self._make(partial(filter_word, key), f"Ctrl+{number}")
            for number, key in enumerate(SHORTCUT_FILTERS, 1)
        }
        for key in (FilterKey.CHANGES, FilterKey.PROBLEMS):
            self.filters[key] = self._make(partial(filter_word, key), "")

    def _make_organize(self) -> None:
        self.run = self._make(lambda: translate("Actions", "Move files"), "Ctrl+Return")
        self.styles: dict[Style, QAction] = {
            style: self._make(partial(style_word, style), f"Alt+{number}") for number, style in enumerate(Style, 1)
        }
        one_of_them = QActionGroup(self)
        for action in self.styles.values():
            action.setCheckable(True)
            one_of_them.addAction(action)
        self.pause = self._make(lambda: translate("Actions", "Pause"), "Ctrl+P", assets.PAUSE)
        self.undo_run = self._make(lambda: translate("Actions", "Undo last run…"), "", assets.UNDO)
        self.redo_run = self._make(lambda: translate("Actions", "Redo last run…"), "", assets.REDO)
        self.history = self._make(lambda: translate("Actions", "History"), "Ctrl+H", assets.HISTORY)
        self.check_library = self._make(lambda: translate("Actions", "Check my library"), "Ctrl+K", assets.CHECK)
        retold(self, lambda: self.check_library.setIconText(translate("Actions", "Check library")))
        self.shortcuts = self._make(lambda: translate("Actions", "Keyboard shortcuts"), "Ctrl+/", more=("F1", "Ctrl+?"))
        self.hints = self._make(lambda: translate("Actions", "Give the hints again"), "")
        self.tour = self._make(lambda: translate("Actions", "Take the tour…"), "")
        self.logs = self._make(lambda: translate("Actions", "Open log folder"), "")
        self.updates = self._make(lambda: translate("Actions", "Look for a newer version…"), "")
        self.about = self._make(lambda: translate("Actions", "About JFOrg"), "")
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def _make(
        self, say: Callable[[], str], keys: str, look: Look | None = None, *, more: Sequence[str] = ()
    ) -> QAction:
        action = QAction(self)
        retold(self, lambda: action.setText(say()))
        if keys:
            action.setShortcuts([QKeySequence(each) for each in (keys, *more)])
        if look is not None:
            self._looks[action] = look
            if look in _SEEN_AT_ONCE:
                action.setIcon(self._theme.icon(look, _TOOL_ICON))
        parent = self.parent()
        if isinstance(parent, QWidget):
            parent.addAction(action)
        return action

    def show_paused(self, paused: bool) -> None:  # noqa: FBT001 — what the signal carries
        """Let the action say what it does next: pause, or go on. A run's own language does not change."""
        self.pause.setText(translate("Actions", "Continue") if paused else translate("Actions", "Pause"))
        look = assets.GO_ON if paused else assets.PAUSE
        self._looks[self.pause] = look
        self.pause.setIcon(self._theme.icon(look, _TOOL_ICON))

    def draw_icons(self) -> None:
        """Draw also those that stand in menus only: at the first paint nobody sees them."""
        for action, look in self._looks.items():
            action.setIcon(self._theme.icon(look, _TOOL_ICON))

    def groups(self) -> list[tuple[str, tuple[QAction, ...]]]:
        """Every action once, under the heading of the menu it stands in; actions of the window's parts are theirs."""
        return [
            (
                translate("Menus", "&File").replace("&", ""),
                (self.add_folder, self.add_files, self.sample, self.clear, self.settings, self.quit),
            ),
            (
                translate("Menus", "&Edit").replace("&", ""),
                (self.undo_edit, self.redo_edit, self.select_all, self.remove, self.find),
            ),
            (
                translate("Menus", "&View").replace("&", ""),
                (
                    *(self.preview, self.filter_list, self.details, *self.filters.values()),
                    *(self.next_attention, self.previous_attention, self.next_pane, self.previous_pane),
                    *(self.rescan, self.look_up),
                ),
            ),
            (
                translate("Menus", "&Organize").replace("&", ""),
                (
                    *(self.run, self.pause, self.undo_run, self.redo_run, self.history, self.check_library),
                    *self.styles.values(),
                ),
            ),
            (
                translate("Menus", "&Help").replace("&", ""),
                (self.tour, self.hints, self.shortcuts, self.logs, self.updates, self.about),
            ),
        ]
