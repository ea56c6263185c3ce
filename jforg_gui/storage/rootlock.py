"""A file in every library folder while a run works there: what other machines see of a lock that is only known here."""

from __future__ import annotations

import errno
import getpass
import json
import logging
import os
import platform
import secrets
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from jforg_gui.domain.errors import InstanceRunningError, JournalUnusableError
from jforg_gui.storage.disk import LocalDisk
from jforg_gui.storage.journal import SqliteJournal

LOCK_NAME: Final = ".jforg-lock"
_LONGEST: Final = 4096  # bytes of a lock file that are read: it is a line

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who holds a folder, as its lock file says; empty where it says nothing."""

    host: str = ""
    user: str = ""
    process: int = 0
    since: str = ""
    token: str = ""

    @property
    def has_gone(self) -> bool:
        """Whether the holder was a process of this machine that is no more; of another machine nothing is known."""
        if self.host != platform.node() or not self.process or sys.platform == "win32":
            return False
        try:
            os.kill(self.process, 0)
        except ProcessLookupError:
            return True
        except OSError:
            return False
        return False


class RootLocks:
    """Lock files of ours; the journal knows of each before it is made, so that none outlives a crash for long.

    They are for other machines and other people: on this machine the kernel's lock decides (``storage/lock.py``).
    Where a folder cannot hold one, the run goes on without: nothing is ever replaced anyway.
    """

    def __init__(self, journal: SqliteJournal) -> None:
        """Keep the account in this journal."""
        self._journal = journal

    @contextmanager
    def held(self, folders: Iterable[str]) -> Iterator[None]:
        """Hold the folders that are there for the length of the block.

        Raises:
            InstanceRunningError: another machine, or another person here, is at work in one of them.
            JournalUnusableError: the journal did not take the account; nothing was touched.

        """
        there = [folder for folder in dict.fromkeys(folders) if os.path.isdir(folder)]
        for folder in there:
            _refuse_if_held(folder)
        token = secrets.token_hex(8)
        paths = [os.path.join(folder, LOCK_NAME) for folder in there]
        if paths:
            self._journal.note_locks(paths, token)
        try:
            for path in paths:
                _take(path, token)
            yield
        finally:
            self._release([(path, token) for path in paths])

    def clear(self) -> None:
        """Remove the lock files that a broken run of this journal has left."""
        self._release(self._journal.noted_locks())

    def _release(self, locks: list[tuple[str, str]]) -> None:
        gone = [path for path, token in locks if _remove(path, token)]
        if gone:
            with suppress(JournalUnusableError):  # the next run forgets them
                self._journal.forget_locks(gone)


def _refuse_if_held(folder: str) -> None:
    path = os.path.join(folder, LOCK_NAME)
    holder = _read(path)
    if holder is None:
        return
    if holder.has_gone:
        log.warning("a lock file of a process that has gone was removed: %s", path)
        _remove(path, holder.token)
        return
    raise InstanceRunningError(
        f"JFOrg on {holder.host or 'another computer'} has been at work in {folder} since {holder.since or 'long'}. "
        f"Wait until it has finished. If it broke off there, start it there once more, or delete {path}.",
    )


def _take(path: str, token: str) -> None:
    holder = {
        "host": platform.node(),
        "user": _user(),
        "process": os.getpid(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
        "token": token,
    }
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o644)
    except FileExistsError:
        _refuse_if_held(os.path.dirname(path))  # it came into being this very moment
        return
    except OSError:
        return
    try:
        os.write(descriptor, json.dumps(holder).encode())
    except OSError:
        log.debug("the lock file %s stays empty", path)
    finally:
        os.close(descriptor)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _read(path: str) -> _Holder | None:
    """Tell who holds a folder; None if nobody does."""
    try:
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as file:
            told = json.loads(file.read(_LONGEST))
        return _Holder(
            str(told["host"]), str(told["user"]), int(told["process"]), str(told["since"]), str(told["token"])
        )
    except FileNotFoundError:
        return None
    except OSError as error:
        return None if error.errno == errno.ENOTDIR else _Holder()
    except (ValueError, KeyError, TypeError):
        return _Holder()


def _remove(path: str, token: str) -> bool:
    """Remove a lock file of ours, durably; True once nothing of ours is there."""
    holder = _read(path)
    if holder is None or holder.token not in {token, ""}:
        return True
    for _ in range(2):  # a disk that failed once may not fail twice, and a lock that stays is a nuisance
        try:
            os.unlink(path)
            LocalDisk().flush_folders((os.path.dirname(path),))
        except FileNotFoundError:
            return True
        except OSError:
            continue
        return True
    return False
