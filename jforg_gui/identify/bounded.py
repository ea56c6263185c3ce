"""Other people's files, read with a limit: so many bytes, so much work, and never anything but a regular file."""

from __future__ import annotations

import io
import os
import stat
import time
from typing import TYPE_CHECKING, Final

from jforg_gui.domain.long_paths import native

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from _typeshed import WriteableBuffer

LARGEST_TEXT: Final = 1024 * 1024  # bytes of XML, whoever wrote it
LONGEST_VALUE: Final = 512  # characters of one field; a title longer than that is no title
LONGEST_PROSE: Final = 20_000  # characters of a description
_DEEPEST: Final = 200  # elements inside one another
_MOST_ELEMENTS: Final = 50_000
_MOST_BYTES: Final = 32 * 1024 * 1024  # pictures in tags are large; a whole film is not read
_MOST_READS: Final = 200_000
_MOST_SECONDS: Final = 1.5  # of this thread's own work; a slow disk is nobody's bomb


# No link that was put there since the walk, and no waiting for the other end of a pipe; binary on Windows.
_FLAGS: Final = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC")
)


# Files of which only the name is here: reading one would fetch it, which may take long or cost money.
# Sources: learn.microsoft.com, "File Attribute Constants" (OFFLINE, RECALL_ON_OPEN, RECALL_ON_DATA_ACCESS); macOS,
# sys/stat.h (SF_DATALESS).
_RECALLED: Final = 0x1000 | 0x40000 | 0x400000
_DATALESS: Final = 0x40000000


def lies_elsewhere(facts: os.stat_result) -> bool:
    """Whether the content of a file lies in a cloud and is fetched by whoever reads it (OneDrive, iCloud)."""
    return bool(getattr(facts, "st_file_attributes", 0) & _RECALLED or getattr(facts, "st_flags", 0) & _DATALESS)


class UnreadableError(Exception):
    """What lies inside is broken, too large or not what it says it is; the message says which."""


class TooMuchError(UnreadableError, OSError):
    """Reading on would cost more than a file of that kind may."""


class BoundedFile(io.RawIOBase):
    """A regular file opened for reading that refuses to give more than ``most`` bytes altogether.

    Raises TooMuchError from ``read`` when the bytes, the reads or the thread's own time are used up. For one thread.
    """

    def __init__(self, path: str, most: int = _MOST_BYTES) -> None:
        """Open ``path``, never a link, a pipe or a device; OSError if it cannot be opened."""
        super().__init__()
        descriptor = os.open(native(path), _FLAGS)
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode) or lies_elsewhere(facts):
            os.close(descriptor)
            raise UnreadableError("it lies in the cloud only" if lies_elsewhere(facts) else "not a regular file")
        self.size = facts.st_size
        self._raw = open(descriptor, "rb")  # noqa: SIM115 — closed by close()
        self._bytes_left = most
        self._reads_left = _MOST_READS
        self._until = time.thread_time() + _MOST_SECONDS

    def read(self, size: int = -1, /) -> bytes:
        """Read up to ``size`` bytes; all that is left when it is negative, if the limit allows."""
        self._reads_left -= 1
        if self._reads_left < 0 or time.thread_time() > self._until:
            raise TooMuchError("reading it takes too long")
        data = self._raw.read(min(size, self._bytes_left + 1) if size >= 0 else self._bytes_left + 1)
        self._bytes_left -= len(data)
        if self._bytes_left < 0:
            raise TooMuchError("it holds too much")
        return data

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill a buffer."""
        view = memoryview(buffer).cast("B")
        data = self.read(len(view))
        view[: len(data)] = data
        return len(data)

    def readall(self) -> bytes:
        """Read what is left."""
        return self.read()

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go elsewhere in the file; OSError in front of its beginning."""
        return self._raw.seek(offset, whence)

    def tell(self) -> int:
        """Return where the next byte comes from."""
        return self._raw.tell()

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def close(self) -> None:
        """Close the file."""
        if not self.closed:
            self._raw.close()
        super().close()


def read_text_file(path: str, most: int = LARGEST_TEXT) -> bytes:
    """Return the content of a small regular file; TooMuchError if it is larger, OSError if it cannot be read."""
    with BoundedFile(path, most) as stream:
        return stream.read()


def parse_xml(data: bytes) -> Element:
    """Parse other people's XML: no entities of its own, nothing from elsewhere, no nesting and no elements without end.

    Raises UnreadableError for everything that is not well-formed, or too large.
    """
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415 — only with books and NFO

    from defusedxml import DefusedXmlException  # noqa: PLC0415 — as above
    from defusedxml.ElementTree import DefusedXMLParser  # noqa: PLC0415 — as above

    if len(data) > LARGEST_TEXT:
        raise UnreadableError("too large to be metadata")
    parser = DefusedXMLParser(target=_CountingBuilder(), forbid_dtd=False)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (ParseError, DefusedXmlException, LookupError, ValueError, TypeError) as error:
        raise UnreadableError(f"not well-formed: {error}") from error
    return root


class _CountingBuilder:
    """Builds the tree of one document, as long as it stays small and flat enough to be metadata."""

    def __init__(self) -> None:
        from xml.etree.ElementTree import TreeBuilder  # noqa: PLC0415 — only with books and NFO

        self._builder = TreeBuilder()
        self._depth = self._count = 0
        self.data, self.close = self._builder.data, self._builder.close

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST or self._count > _MOST_ELEMENTS:
            raise UnreadableError("too many elements to be metadata")
        return self._builder.start(tag, attributes)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return self._builder.end(tag)


def plain_text(text: str | None, longest: int = LONGEST_VALUE) -> str | None:
    """Return a text in one line without what no name may hold; None if nothing is left."""
    if text is None:
        return None
    words = "".join(letter if letter.isprintable() else " " for letter in text[:longest])
    return " ".join(words.split()) or None
