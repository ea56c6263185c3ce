"""The disk as it will be once some steps have been taken: what a chain of moves looks like before it is carried out."""

from __future__ import annotations

from jforg_gui.domain.work import Facts
from jforg_gui.workflow.ports import Disk


class Ahead:
    """Answers what will lie at a path; nothing is touched. A cycle of moves can so be judged step by step."""

    def __init__(self, disk: Disk) -> None:
        """Begin with the disk as it is."""
        self._disk = disk
        self._changed: dict[str, Facts | None] = {}

    def facts(self, path: str) -> Facts | None:
        """Tell what will lie there; OSError as from the disk."""
        if path in self._changed:
            return self._changed[path]
        return self._disk.facts(path)

    def gone(self, path: str) -> None:
        """What lies there will have gone."""
        self._changed[path] = None

    def arrived(self, path: str, facts: Facts) -> None:
        """A file of these facts will lie there."""
        self._changed[path] = facts

    def moved(self, source: str, destination: str) -> None:
        """What lies at ``source`` will lie at ``destination``."""
        self._changed[destination] = self.facts(source)
        self._changed[source] = None
