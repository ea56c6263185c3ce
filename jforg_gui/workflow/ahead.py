"""The disk as it will be once some steps have been taken: what a chain of moves looks like before it is carried out."""

from __future__ import annotations

from jforg_gui.domain.work import Facts
from jforg_gui.workflow.ports import Disk


class Ahead:
    """Answers what will lie at a path; nothing is touched. A cycle of moves can so be judged step by step.

    Each path is looked at once: for a chunk that is about to be carried out, make a new one.
    """

    def __init__(self, disk: Disk) -> None:
        """Begin with the disk as it is."""
        self._disk = disk
        self._known: dict[str, Facts | None] = {}
        self._from: dict[str, str] = {}

    def facts(self, path: str) -> Facts | None:
        """Tell what will lie there; OSError as from the disk."""
        if path not in self._known:
            self._known[path] = self._disk.facts(path)
        return self._known[path]

    def now_at(self, path: str) -> str:
        """Tell where what will lie at ``path`` lies now, to look into it."""
        return self._from.get(path, path)

    def gone(self, path: str) -> None:
        """What lies there will have gone."""
        self._known[path] = None
        self._from.pop(path, None)

    def arrived(self, path: str, facts: Facts) -> None:
        """A file of these facts will lie there."""
        self._known[path] = facts
        self._from.pop(path, None)

    def moved(self, source: str, destination: str) -> None:
        """What lies at ``source`` will lie at ``destination``."""
        self._known[destination] = self.facts(source)
        self._known[source] = None
        self._from[destination] = self._from.pop(source, source)
