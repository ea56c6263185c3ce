"""The window first: work on other threads stands still, at its next chance, while a table paints itself."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Final, Self

_LONGEST: Final = 0.1  # seconds; a paint that takes longer is not waited for to its end


class Precedence:
    """Held by the GUI thread while it paints; others give way.

    Painting a table asks Python for every cell, and takes the interpreter back for each of these questions: against a
    thread that computes it waits half a millisecond every time. Hence the others wait, once, until it is done.
    """

    def __init__(self) -> None:
        """Nobody paints yet."""
        self._free = threading.Event()
        self._free.set()

    def __enter__(self) -> Self:
        """Begin to paint."""
        self._free.clear()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Have painted."""
        self._free.set()

    def give_way(self) -> None:
        """Wait while the GUI thread paints; never call it there."""
        self._free.wait(_LONGEST)


PAINTING: Final = Precedence()
