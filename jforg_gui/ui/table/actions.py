"""Every action on rows: what its menu entry says, when it can be used, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.ui.states import State
from jforg_gui.ui.table.columns import Column
from jforg_gui.ui.text import kind_word, translate
from jforg_gui.workflow.editing import EDITABLE_KINDS, Field

if TYPE_CHECKING:
    from jforg_gui.ui.table.view import TableView


def row_menu(view: TableView) -> QMenu:
    """The context menu of the selected rows."""
    menu = QMenu(view)
    flats = view.selected_rows()
    items = view.items
    states = {items.states[flat] for flat in flats}
    editable, checkable = items.editable and bool(flats), items.checkable and bool(flats)
    if states & {State.ATTENTION, State.CONFLICT}:
        _add(menu, translate("Table", "Open the question"), "Return", view.open_question)
    _add(menu, translate("Table", "Edit title"), "F2", lambda: view.edit_column(Column.TITLE)).setEnabled(editable)
    _add(menu, translate("Table", "Edit year"), "", lambda: view.edit_column(Column.YEAR)).setEnabled(editable)
    _add(menu, translate("Table", "Edit number"), "", lambda: view.edit_column(Column.NUMBER)).setEnabled(editable)
    kinds = menu.addMenu(translate("Table", "It is a …"))
    kinds.setEnabled(editable)
    for kind in EDITABLE_KINDS:
        _add(kinds, kind_word(kind), "", partial(items.edit, flats, Field.KIND, kind.value))
    menu.addSeparator()
    _add(menu, translate("Table", "Check"), "Space", lambda: items.check(flats, wanted=True)).setEnabled(checkable)
    _add(menu, translate("Table", "Leave it where it is"), "", lambda: items.check(flats, wanted=False)).setEnabled(
        checkable
    )
    if State.CONFLICT in states:
        _add(menu, translate("Table", "Keep both"), "", lambda: _keep_both(view, flats)).setEnabled(editable)
    menu.addSeparator()
    _add(menu, translate("Showing", "Show in folder"), "", lambda: show_in_folder(view)).setEnabled(bool(flats))
    _add(menu, translate("Table", "Copy path"), "Ctrl+C", lambda: copy_paths(view)).setEnabled(bool(flats))
    _add(menu, translate("Table", "Remove from the list"), "Del", view.remove_selected).setEnabled(editable)
    return menu


def _add(menu: QMenu, words: str, keys: str, does: Callable[[], object]) -> QAction:
    action = menu.addAction(words)
    if keys:  # shown only: the view listens to the keys itself
        action.setShortcut(QKeySequence(keys))
        action.setShortcutVisibleInContextMenu(True)
    action.triggered.connect(lambda _checked: does())
    return action


def _keep_both(view: TableView, flats: Sequence[int]) -> None:
    items = view.items
    view.session.decide([flat for flat in flats if items.states[flat] is State.CONFLICT], ConflictPolicy.KEEP_BOTH)


def copy_paths(view: TableView) -> None:
    """Put the paths of the selected rows on the clipboard, one a line."""
    rows = view.items.rows
    paths = [rows[flat].item.file.path for flat in view.selected_rows()]
    if paths:  # bytes that are not UTF-8 cannot be on a clipboard of text
        QApplication.clipboard().setText("\n".join(paths).encode("utf-8", "replace").decode("utf-8"))


def show_in_folder(view: TableView) -> None:
    """Ask for the folder of the first selected row: after its move that of its new place."""
    flats = view.selected_rows()
    if flats:
        row, state = view.items.rows[flats[0]], view.items.states[flats[0]]
        places = (row.item.file.path, row.destination or "")
        view.folder_asked.emit(*(reversed(places) if state is State.DONE else places))
