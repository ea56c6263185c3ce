"""Media facts from a worker process: a file that hangs, crashes or devours the library costs its own facts alone."""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import Final

from jforg_gui.domain.media import MediaFile
from jforg_gui.domain.streams import MediaFacts
from jforg_gui.identify.media_info import NoMediaInfoError, UnreadMediaError, read_media_facts
from jforg_gui.identify.pool import follow_parent

log = logging.getLogger(__name__)

Read = Callable[[str], MediaFacts | None]

_SECONDS: Final = 2.0  # one file may take
_STARTING_SECONDS: Final = 30.0  # a slow machine with an eager virus scanner
_MOST_MEMORY: Final = 1 << 30  # bytes of address space; the interpreter and the library take a quarter
_MOST_CRASHES: Final = 20  # in a row, with no file read between: then it is the library, not the files
_LARGEST_ANSWER: Final = 1 << 20
_ABSENT: Final = b"absent"
_UNREAD: Final = b"unread"  # no JSON: what is not sure


class MediaReader:
    """Reads files one at a time in a process of its own, started when it is first needed. Safe from any thread.

    Where the library is missing nothing has facts; the log says so once.
    """

    def __init__(self, read: Read = read_media_facts, seconds: float = _SECONDS) -> None:
        """Start nothing yet. ``read`` is what the process does, ``seconds`` how long it may take for one file."""
        self._read, self._seconds = read, seconds
        self._lock = Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._crashes = 0
        self._useless = self._stopping = False

    def read(self, file: MediaFile) -> tuple[MediaFacts | None, bool]:
        """See ``FactReader.read``: not sure is what took too long or too much, or cannot be read here."""
        facts, sure = self._read_path(file.path)
        return facts, sure and _is_still(file)

    def _read_path(self, path: str) -> tuple[MediaFacts | None, bool]:
        with self._lock:
            if self._useless:
                return None, False
            try:
                answer = self._ask(path)
            except (EOFError, OSError):  # the process died, or never came up
                answer = None
                if not self._stopping:
                    log.warning("reading %r ended the process that reads media files", path)
            if self._stopping:
                return None, False
            if answer is None:
                self._end()
                self._count_crash()
                return None, False
            if answer == _ABSENT:
                self._useless = True
                self._end()
                log.warning("MediaInfo is not there: resolution, length and languages of media files are not known")
                return None, False
            self._crashes = 0
            return _facts(answer)

    def close(self) -> None:
        """End the process, in the middle of a file as well. It may be used again afterwards."""
        self._stopping = True
        process = self._process  # not under the lock, which whoever waits for a file holds
        if process is not None:
            process.kill()
        with self._lock:
            self._end()
            self._stopping = False

    def _ask(self, path: str) -> bytes | None:
        """Return what the process answers; None if it took too long."""
        connection = self._connection or self._start()
        if connection is None:
            return None
        connection.send_bytes(path.encode("utf-8", "surrogatepass"))
        if not connection.poll(self._seconds):
            log.warning("reading %r took longer than %g seconds", path, self._seconds)
            return None
        return connection.recv_bytes(_LARGEST_ANSWER)

    def _start(self) -> Connection | None:
        spawn = multiprocessing.get_context("spawn")
        self._connection, theirs = spawn.Pipe()
        process = spawn.Process(target=_serve, args=(theirs, self._read), name="jforg-media", daemon=True)
        process.start()
        self._process = process  # not before: whoever closes from another thread would kill what is not there yet
        theirs.close()
        if self._stopping:
            return None
        if not self._connection.poll(_STARTING_SECONDS):
            return None
        self._connection.recv_bytes(_LARGEST_ANSWER)
        return self._connection

    def _end(self) -> None:
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.kill()
            self._process.join(timeout=1.0)  # what hangs in the kernel is not waited for
        self._connection = self._process = None

    def _count_crash(self) -> None:
        self._crashes += 1
        if self._crashes >= _MOST_CRASHES:
            self._useless = True
            log.warning("MediaInfo fails at every file: no more are read")


def _is_still(file: MediaFile) -> bool:
    try:
        facts = os.lstat(file.path)
    except OSError:
        return False
    return (facts.st_size, facts.st_mtime_ns) == (file.size, file.mtime_ns)


def _facts(answer: bytes) -> tuple[MediaFacts | None, bool]:
    try:
        said = json.loads(answer)
        return (MediaFacts.of_record(said) if said is not None else None), True
    except (ValueError, TypeError, AttributeError, KeyError):
        return None, False


def _serve(connection: Connection, read: Read) -> None:
    """Answer one path after the other until the other end is closed. Runs in the process."""
    follow_parent()
    _be_modest()
    connection.send_bytes(b"ready")
    while True:
        try:
            path = connection.recv_bytes().decode("utf-8", "surrogatepass")
        except (EOFError, OSError):
            return
        try:
            facts = read(path)
            answer = json.dumps(facts.record() if facts is not None else None).encode()
        except NoMediaInfoError:
            answer = _ABSENT
        except UnreadMediaError:
            answer = _UNREAD
        except MemoryError:
            return  # what is left of the process is not to be trusted
        connection.send_bytes(answer)


def _be_modest() -> None:
    """Give way to whoever else wants the processor, and never take all memory.

    Windows knows no such limit without a job object, and macOS refuses one: there a process has much address space and
    uses little of it.
    """
    if sys.platform != "win32":
        os.nice(5)
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 — exists on Unix only

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        with suppress(OSError, ValueError):  # whoever started us may have set a lower one
            resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY if hard < 0 else min(_MOST_MEMORY, hard), hard))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no gigabyte behind
