"""What the workflows need of the world: ports that storage, the pools and the tests' fakes fill."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Protocol, TypeVar

from jforg_gui.domain.match import Guess

T = TypeVar("T")


class Executor(Protocol):
    """Runs a function elsewhere. ``concurrent.futures.Executor`` fits, and so does a ``QThreadPool`` adapter."""

    def submit(self, fn: Callable[..., T], /, *args: object) -> Future[T]:
        """Start ``fn(*args)`` and return its future."""
        ...


class NameGuesser(Protocol):
    """Reads names with guessit, wherever that runs: worker processes, or this one for ``--workers 1``."""

    def guess(self, names: Sequence[str]) -> Sequence[Guess]:
        """Return a guess for every name, in the order of the names. Blocks; never call it on the GUI thread."""
        ...


class Cancellation(Protocol):
    """Asked between items whether the person has stopped the job. Safe from any thread."""

    def cancelled(self) -> bool:
        """Return True once the job should end."""
        ...
