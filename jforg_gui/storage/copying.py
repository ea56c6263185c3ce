"""A copy that can be trusted: exclusive, with times, mode and attributes, durable, and read back."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from jforg_gui.domain.media import Identity
from jforg_gui.domain.work import Copied, Facts, Kept, Sharing
from jforg_gui.storage.flushing import flush_file
from jforg_gui.storage.server_copy import copied_by_server
from jforg_gui.storage.sharing import CANNOT_SHARE, share_content

BLOCK = 1 << 20
_O_BINARY = getattr(os, "O_BINARY", 0)
_O_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BY_DESCRIPTOR = os.utime in os.supports_fd  # not on Windows


def facts_of(status: os.stat_result) -> Facts:
    """Turn a stat result into facts."""
    return Facts(
        identity=Identity(status.st_dev, status.st_ino),
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
        mode=stat.S_IMODE(status.st_mode),
        links=status.st_nlink,
        is_file=stat.S_ISREG(status.st_mode),
        is_folder=stat.S_ISDIR(status.st_mode),
    )


def copy_verified(
    source: str,
    temporary: str,
    *,
    expected: Facts,
    kept: Kept,
    moved: Callable[[int], None],
    sharing: Sharing = Sharing.NEVER,
) -> Copied:
    """Copy ``source`` to the new file ``temporary`` and prove that it arrived.

    ``expected`` is what the source has to be, before and after; ``kept`` is what the source had before it came to
    a file system that may not keep it; ``moved`` is told how far each block has brought the copy, in bytes that add up
    to those of the file: half as it is written, half as it is read again; it may raise to stop. Whatever way the
    content takes, the source is read by us, and so is what arrived.

    Raises:
        FileExistsError: something lies at ``temporary`` already.
        OSError: ESTALE if the source is not, or no longer, the file expected; EIO if the copy reads back differently;
            ENOTSUP or EXDEV if it must share its content and cannot; whatever else the system says. The source is
            untouched and nothing is left at ``temporary``.

    """
    reading = os.open(source, os.O_RDONLY | _O_BINARY | _O_NOFOLLOW)
    try:
        _require_unchanged(reading, expected, source)
        writing = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR | _O_BINARY | _O_NOFOLLOW, 0o600)
        try:
            try:
                copied = _fill(reading, writing, expected, kept, moved, sharing=sharing)
                _require_unchanged(reading, expected, source)
            finally:
                os.close(writing)
            if not _BY_DESCRIPTOR:
                copied = replace(copied, facts=_make_like_by_path(temporary, os.fstat(reading), kept.facts))
        except BaseException:
            os.unlink(temporary)  # made by the exclusive open above, so it is ours
            raise
    finally:
        os.close(reading)
    return copied


def digest_of(path: str) -> str:
    """Return the XXH3-128 of a file's content as hex."""
    reading = os.open(path, os.O_RDONLY | _O_BINARY | _O_NOFOLLOW)
    try:
        return _digest(reading)
    finally:
        os.close(reading)


def read_file(path: str, most: int) -> bytes:
    """Return a file's content, at most so many bytes; links are not followed."""
    with open(os.open(path, os.O_RDONLY | _O_BINARY | _O_NOFOLLOW), "rb") as file:
        return file.read(most)


def create_file(temporary: str, content: bytes) -> None:
    """Make a new file with this content, durably, under the person's own umask.

    Raises:
        FileExistsError: something lies at ``temporary`` already.
        OSError: whatever the system says; nothing is left at ``temporary``.

    """
    writing = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _O_BINARY | _O_NOFOLLOW, 0o666)
    try:
        try:
            _write(writing, content)
            flush_file(writing)
        finally:
            os.close(writing)
    except BaseException:
        os.unlink(temporary)  # made by the exclusive open above, so it is ours
        raise


def digest_of_bytes(content: bytes) -> str:
    """Return the XXH3-128 of some content as hex."""
    import xxhash  # noqa: PLC0415 — only copies and files of ours need it

    return str(xxhash.xxh3_128_hexdigest(content))


def _write(writing: int, content: bytes | memoryview) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(writing, view) :]


def _fill(
    reading: int,
    writing: int,
    expected: Facts,
    kept: Kept,
    moved: Callable[[int], None],
    *,
    sharing: Sharing,
) -> Copied:
    moved, again = _halves(moved)
    digest = _transfer(reading, writing, expected.size, moved, sharing)
    attributes = _carry_attributes(reading, writing, kept.attributes)
    _make_like(writing, os.fstat(reading), kept.facts)
    flush_file(writing)
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(writing, 0, 0, os.POSIX_FADV_DONTNEED)  # so that the second reading is of the disk
    os.lseek(writing, 0, os.SEEK_SET)
    if _digest(writing, again) != digest:
        raise OSError(errno.EIO, "the copy does not read back the same")
    return Copied(digest, facts_of(os.fstat(writing)), attributes)


def _halves(moved: Callable[[int], None]) -> tuple[Callable[[int], None], Callable[[int], None]]:
    """What is told of the bytes of each block as they are written, and as they are read again: half of them each."""
    return lambda size: moved(size // 2), lambda size: moved(size - size // 2)


def _transfer(reading: int, writing: int, size: int, moved: Callable[[int], None], sharing: Sharing) -> str:
    """Bring the content over by the shortest way there is; return the digest of what the source reads."""
    if sharing is not Sharing.NEVER:
        try:
            share_content(reading, writing)
        except OSError as error:
            if sharing is Sharing.MUST or error.errno not in CANNOT_SHARE:
                raise
        else:
            return _digest(reading, moved)
    if copied_by_server(reading, writing, size, moved):
        return _digest(reading, lambda _size: moved(0))
    return _write_all(reading, writing, size, moved)


def _write_all(reading: int, writing: int, size: int, moved: Callable[[int], None]) -> str:
    """Copy block by block; return the digest of what was read.

    To let the kernel copy (copy_file_range) and to read the source once more for its digest takes longer on a disk of
    one's own: 1.2 times the processor's time, the same time where the source has to be fetched from the disk.
    """
    import xxhash  # noqa: PLC0415 — only runs across volumes need it

    digest = xxhash.xxh3_128()
    left = size  # a file that is still growing would be copied for ever
    for block in _blocks(reading):
        left -= len(block)
        digest.update(block)
        _write(writing, block)
        moved(len(block))
        if left < 0:
            break
    return str(digest.hexdigest())


def _blocks(reading: int) -> Iterator[memoryview]:
    """Read on to the end; each block is overwritten by the next one."""
    buffer = memoryview(bytearray(BLOCK))
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(reading, 0, 0, os.POSIX_FADV_SEQUENTIAL)  # the system then reads twice as far ahead
    with open(reading, "rb", buffering=0, closefd=False) as file:
        while size := file.readinto(buffer):
            yield buffer[:size]


def _make_like(writing: int, status: os.stat_result, like: Facts | None) -> None:
    """Give the copy mode and times, the source's own or those remembered."""
    known = like or facts_of(status)
    if hasattr(os, "fchmod"):
        os.fchmod(writing, known.mode)
    if _BY_DESCRIPTOR:
        os.utime(writing, ns=(status.st_atime_ns, known.mtime_ns))


def _make_like_by_path(temporary: str, status: os.stat_result, like: Facts | None) -> Facts:
    """Give the closed copy its times and then its mode: Windows would set the time once more when it is closed."""
    known = like or facts_of(status)
    os.utime(temporary, ns=(status.st_atime_ns, known.mtime_ns))
    os.chmod(temporary, known.mode)
    return facts_of(os.lstat(temporary))


def _digest(reading: int, moved: Callable[[int], None] | None = None) -> str:
    import xxhash  # noqa: PLC0415 — only runs across volumes need it

    digest = xxhash.xxh3_128()
    for block in _blocks(reading):
        digest.update(block)
        if moved is not None:
            moved(len(block))
    return str(digest.hexdigest())


def _require_unchanged(reading: int, expected: Facts, path: str) -> None:
    if not facts_of(os.fstat(reading)).unchanged_since(expected):
        raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), path)


def _carry_attributes(reading: int, writing: int, remembered: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the copy the source's extended attributes and the remembered ones; return them all.

    A file system that cannot hold one is no reason to refuse the copy: the journal remembers it for the way back.
    """
    if sys.platform == "darwin":
        from jforg_gui.storage.systems.macos import carry_attributes  # noqa: PLC0415 — exists on macOS only

        carry_attributes(reading, writing)
    if not hasattr(os, "listxattr"):
        return dict(remembered)
    try:
        own = {name: os.getxattr(reading, name) for name in os.listxattr(reading)}
    except OSError:
        own = {}
    wanted = {**remembered, **own}
    for name, value in wanted.items():
        try:
            os.setxattr(writing, name, value)
        except OSError as error:
            if error.errno not in {errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM, errno.EACCES, errno.ENOSPC}:
                raise
    return wanted
