"""The disk as it was before the last steps of a broken run: names that changed hands are followed backwards."""

from __future__ import annotations

import errno
import os

from jforg_gui.domain.work import Facts, Outcome, StepKind, StepState
from jforg_gui.workflow.ports import Disk


class Rewound:
    """Answers what lay at a path before the steps ``back_before`` was told of; changes only what lies there yet."""

    def __init__(self, disk: Disk) -> None:
        """Begin with the disk as it is."""
        self._disk = disk
        self._now: dict[str, str] = {}  # path then → path now; '' where nothing lay

    def back_before(self, outcome: Outcome) -> None:
        """Go back before a step that came about, if it took a file from one name to another."""
        step = outcome.step
        if outcome.state is StepState.DONE and step.kind in {StepKind.MOVE, StepKind.SET_ASIDE}:
            self._now[step.source] = self._now.get(step.destination, step.destination)
            self._now[step.destination] = ""

    def facts(self, path: str) -> Facts | None:
        """Look at what lay at a path; OSError as from the disk."""
        now = self._now.get(path, path)
        return self._disk.facts(now) if now else None

    def digest(self, path: str) -> str:
        """Return the digest of what lay at a path; OSError as from the disk."""
        return self._disk.digest(self._now.get(path, path))

    def links_to(self, path: str, source: str) -> bool:
        """Whether ``path`` is a link to ``source``, as they are now: links are not handed on."""
        return self._disk.links_to(path, source)

    def remove_file(self, path: str, expected: Facts) -> None:
        """Remove a file that lies where it lay; OSError ESTALE for a name that has changed hands since."""
        if path in self._now:
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), path)
        self._disk.remove_file(path, expected)
