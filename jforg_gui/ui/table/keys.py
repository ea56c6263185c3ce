"""The keys that the table itself listens to, for the overview; its actions by menu say theirs themselves."""

from __future__ import annotations

from jforg_gui.ui.text import translate


def table_keys() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What each does, and the keys."""
    return (
        (translate("Table", "Edit the cell, for all selected rows"), ("F2",)),
        (translate("Table", "Check or uncheck the selected rows"), ("Space",)),
        (translate("Table", "Open the row's question, or its details"), ("Return",)),
        (translate("Table", "One place earlier in its season"), ("Alt+Up",)),
        (translate("Table", "One place later in its season"), ("Alt+Down",)),
        (translate("Table", "Open a group"), ("Right",)),
        (translate("Table", "Close a group"), ("Left",)),
        (translate("Table", "Open all below"), ("*",)),
        (translate("Table", "Copy the paths"), ("Ctrl+C",)),
        (translate("Table", "Menu of the row"), ("Menu", "Shift+F10")),
        (translate("Table", "Next cell while editing"), ("Tab",)),
    )
