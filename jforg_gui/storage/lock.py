"""One writer at a time: a lock the kernel holds, so that it can never be stale."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import Self

from jforg_gui.domain.errors import InstanceRunningError, JournalUnusableError


class WriterLock:
    """The right to write the journal, held from ``__enter__`` to ``__exit__``.

    Raises:
        InstanceRunningError: another JFOrg of this person is at work.
        JournalUnusableError: the lock file cannot be made.

    """

    def __init__(self, path: str) -> None:
        """Remember the lock file's path; nothing is opened yet."""
        self._path = path
        self._descriptor = -1

    def __enter__(self) -> Self:
        """Take the lock or raise; never waits."""
        try:
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as error:
            raise JournalUnusableError(f"The lock file {self._path} cannot be opened: {error.strerror}.") from error
        try:
            _lock(self._descriptor)
        except OSError as error:
            self._close()
            if isinstance(error, (BlockingIOError, PermissionError)):
                raise InstanceRunningError(
                    "Another JFOrg is at work. Wait until it has finished, then try again.",
                ) from error
            raise JournalUnusableError(f"{self._path} cannot be locked: {error.strerror}.") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the lock back."""
        self._close()

    def _close(self) -> None:
        os.close(self._descriptor)
        self._descriptor = -1


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 — exists on Windows only

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        return
    import fcntl  # noqa: PLC0415 — does not exist on Windows

    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
