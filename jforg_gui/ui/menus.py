"""The menu bar: the window's actions under five headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QMenuBar

from jforg_gui.ui.actions import Actions
from jforg_gui.ui.text import plain_path, translate


def fill_menus(bar: QMenuBar, actions: Actions) -> QMenu:
    """Put the actions into the menu bar, which loses what it held; return the menu for ``fill_recent``."""
    bar.clear()
    for menu in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        menu.deleteLater()
    recent = _file(bar.addMenu(translate("Menus", "&File")), actions)
    _edit(bar.addMenu(translate("Menus", "&Edit")), actions)
    _view(bar.addMenu(translate("Menus", "&View")), actions)
    _organize(bar.addMenu(translate("Menus", "&Organize")), actions)
    about = bar.addMenu(translate("Menus", "&Help"))
    about.addAction(actions.tour)
    about.addAction(actions.shortcuts)
    about.addAction(actions.hints)
    about.addSeparator()
    about.addAction(actions.logs)
    about.addAction(actions.updates)
    about.addAction(actions.about)
    return recent


def fill_recent(menu: QMenu, folders: Sequence[str], add: Callable[[Sequence[str]], object]) -> None:
    """List the folders that were added last."""
    menu.clear()
    menu.setEnabled(bool(folders))
    for folder in folders:
        menu.addAction(plain_path(folder).replace("&", "&&")).triggered.connect(partial(_add, add, folder))


def _add(add: Callable[[Sequence[str]], object], folder: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 — what the signal carries
    add([folder])


def _file(menu: QMenu, actions: Actions) -> QMenu:
    menu.addAction(actions.add_folder)
    menu.addAction(actions.add_files)
    recent = menu.addMenu(translate("Menus", "Recent folders"))
    recent.setEnabled(False)
    menu.addAction(actions.sample)
    menu.addAction(actions.clear)
    menu.addSeparator()
    menu.addAction(actions.settings)
    menu.addSeparator()
    menu.addAction(actions.quit)
    return recent


def _edit(menu: QMenu, actions: Actions) -> None:
    menu.addAction(actions.undo_edit)
    menu.addAction(actions.redo_edit)
    menu.addSeparator()
    menu.addAction(actions.select_all)
    menu.addAction(actions.remove)
    menu.addSeparator()
    menu.addAction(actions.find)


def _view(menu: QMenu, actions: Actions) -> None:
    menu.addAction(actions.filter_list)
    menu.addAction(actions.details)
    menu.addAction(actions.preview)
    filters = menu.addMenu(translate("Menus", "Show only"))
    for action in actions.filters.values():
        filters.addAction(action)
    menu.addSeparator()
    menu.addAction(actions.next_attention)
    menu.addAction(actions.previous_attention)
    menu.addAction(actions.next_pane)
    menu.addAction(actions.previous_pane)
    menu.addSeparator()
    menu.addAction(actions.rescan)
    menu.addAction(actions.look_up)


def _organize(menu: QMenu, actions: Actions) -> None:
    menu.addAction(actions.run)
    menu.addAction(actions.pause)
    names = menu.addMenu(translate("Menus", "Names"))
    for action in actions.styles.values():
        names.addAction(action)
    menu.addSeparator()
    menu.addAction(actions.undo_run)
    menu.addAction(actions.redo_run)
    menu.addAction(actions.history)
    menu.addSeparator()
    menu.addAction(actions.check_library)
