"""Corrections that can be taken back: a stack of rows as they were, by path."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jforg_gui.domain.item import Item

# The rows of some paths as they are now, by path, in the order they have; those that have gone are left out.
Now = Callable[[Iterable[str]], dict[str, Item]]


class EditStack:
    """Undo and redo of corrections.

    A step is what some rows were before it, in the order they had; rows that have gone are passed over.
    """

    def __init__(self) -> None:
        """Begin with nothing to take back."""
        self._undo: list[dict[str, Item]] = []
        self._redo: list[dict[str, Item]] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a correction to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is one to make again."""
        return bool(self._redo)

    def remember(self, before: Iterable[Item]) -> None:
        """Note the rows as they are before a correction; what was taken back can then not be made again."""
        self._undo.append({item.file.path: item for item in before})
        self._redo.clear()

    def undo(self, now: Now) -> dict[str, Item]:
        """Return the rows of the last step as they were; empty if there is none."""
        return self._swap(self._undo, self._redo, now)

    def redo(self, now: Now) -> dict[str, Item]:
        """Return the rows of the step taken back last as it had made them; empty if there is none."""
        return self._swap(self._redo, self._undo, now)

    def clear(self) -> None:
        """Forget everything."""
        self._undo.clear()
        self._redo.clear()

    @staticmethod
    def _swap(source: list[dict[str, Item]], target: list[dict[str, Item]], now: Now) -> dict[str, Item]:
        if not source:
            return {}
        step = source.pop()
        target.append(now(step))
        return step
