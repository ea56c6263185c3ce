"""One path component that is legal on every system, and cannot be read as anything but a name.

Jellyfin's documentation forbids the characters that Windows reserves; a library may lie on ext4, NTFS, exFAT, APFS
or an SMB share, so the strictest rule of all of them holds everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from jforg_gui.jellyfin import rules

# ext4 and btrfs count bytes, NTFS, exFAT and APFS UTF-16 units. A character never has fewer bytes in UTF-8 than
# units in UTF-16, so counting bytes holds both.
MAX_BYTES: Final = 255
# Left free in a media file's stem: ".pt-BR.default.forced.sdh.srt", "-landscape.jpeg" and a number must still fit.
COMPANION_ROOM: Final = 48
STEM_BYTES: Final = MAX_BYTES - COMPANION_ROOM
# What a work's own folder may take of a stem; the rest is for season and episode, version label or part.
HOME_BYTES: Final = 168

_EXTENSION_BYTES: Final = 16
_SURROGATES: Final = range(0xD800, 0xE000)
_MODIFIERS: Final = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
_WORD: Final = 24  # characters; a longer word is rather cut than lost
_NOT_WORDS: Final = " _-.'"
_CUT_ENDS: Final = " .-_,;&'([{"
# What most names look like; possessive, so that no name can make it slow.
_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9(),.'!&+#\[\]_]*+(?:(?: - |[ -])[A-Za-z0-9(),.'!&+#\[\]_]++)*+")
_SOME_BLANKS: Final = re.compile(r" {2,}")


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    for first, last in rules.STRIPPED_RANGES:
        table.update(dict.fromkeys(range(first, last + 1)))
    table.update(dict.fromkeys(plane << 16 | low for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)))
    table.update((ord(blank), " ") for blank in rules.BLANKS + rules.BLANKS_WIDE)
    # Bytes that are not UTF-8 (PEP 383) stay visible as a mark. Names that differ only in such bytes then ask for
    # the same place, which the plan reports as a conflict.
    table.update(dict.fromkeys(_SURROGATES, "_"))
    table.update((ord(character), text) for character, text in rules.REPLACED.items())
    return table


_TABLE: Final = _table()


@lru_cache(maxsize=16384)
def piece(text: str) -> str | None:
    """Return text that may be built into a component: a title, an artist, a label. None if nothing to read is left.

    NFC, without control, direction and zero-width characters and without reserved ones. It may still be too long,
    begin with a dot or be a device's name: that is what ``component`` sees to once the whole name is put together.
    """
    if _PLAIN.fullmatch(text):
        return text
    clean = unicodedata.normalize("NFC", text).translate(_TABLE).strip()
    for pattern, substitute in rules.SUBSTITUTIONS:
        clean = pattern.sub(substitute, clean)
    clean = unicodedata.normalize("NFC", _SOME_BLANKS.sub(" ", clean).strip())
    return clean if clean.strip(_NOT_WORDS) else None


def fit(text: str, limit: int) -> str:
    """Shorten text to at most ``limit`` bytes of UTF-8, between words where one is near, never within a character."""
    if len(text) * 4 <= limit or len(text.encode("utf-8", "surrogatepass")) <= limit:
        return text
    cut = text.encode("utf-8", "surrogatepass")[: max(limit, 0)].decode("utf-8", "ignore")
    while cut and _continues(text[len(cut)]):
        cut = cut[:-1]
    whole_words = cut.rfind(" ", len(cut) - _WORD)
    if whole_words > 0 and text[len(cut)] != " ":
        cut = cut[:whole_words]
    return cut.rstrip(_CUT_ENDS)


def _continues(character: str) -> bool:
    return unicodedata.combining(character) != 0 or _MODIFIERS.match(character) is not None


def _unreserved(name: str) -> str:
    head, dot, rest = name.partition(".")
    if head.rstrip(" ").upper() in rules.DEVICE_NAMES:
        return f"{head.rstrip(' ')}_{dot}{rest}"
    return name


@lru_cache(maxsize=16384)
def component(text: str, limit: int = MAX_BYTES) -> str | None:
    """Return the legal component nearest to ``text``, of at most ``limit`` bytes; None if nothing to read is left.

    Never ``.`` or ``..``, never with a separator, a leading dot, a trailing dot or blank, never a device's name.
    """
    name = piece(text)
    before = None
    while name is not None and name != before:
        before = name
        name = _unreserved(name.lstrip(" .").rstrip(" ."))
        name = piece(fit(name, limit))
    return name


def extension(text: str) -> str:
    """Return a file's extension in a form that every disk takes, without its dot; '' if nothing is left."""
    return re.sub(r"[^a-z0-9+\-]", "", text.lower())[:_EXTENSION_BYTES]


def file_name(stem: str, suffix: str) -> str | None:
    """Join a stem and an extension (no dot) to a legal file name that keeps the extension whole."""
    suffix = extension(suffix)
    legal = component(stem, MAX_BYTES - len(suffix) - 1)
    if legal is None or not suffix:
        return legal
    return _unreserved(f"{legal}.{suffix}")


def is_component(name: str) -> bool:
    """Tell whether a name can only be one component: the last gate before paths are joined."""
    return (
        name not in {"", ".", ".."}
        and "/" not in name
        and "\\" not in name
        and "\0" not in name
        and ":" not in name
        and len(name.encode("utf-8", "surrogatepass")) <= MAX_BYTES
    )
