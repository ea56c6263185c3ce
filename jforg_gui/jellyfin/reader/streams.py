"""How Jellyfin attaches subtitles, sound tracks and lyrics that lie beside their media."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.languages import language_of

# Source: jellyfin.org, "External subtitles and audio"; Emby.Naming/ExternalFiles/ExternalPathParser.cs. The server
# accepts these; an .idx is no stream itself and lies beside its .sub.
SUBTITLES: Final = frozenset(("ass", "mks", "sami", "smi", "srt", "ssa", "sub", "sup", "vtt"))
INDEX: Final = "idx"
LYRICS: Final = frozenset(("elrc", "lrc", "txt"))
_FORCED: Final = ("forced", "foreign")
_IMPAIRED: Final = frozenset(("cc", "hi", "sdh"))


@dataclass(frozen=True, slots=True)
class Stream:
    """What the words between a video's stem and a stream's extension say."""

    title: str | None = None
    language: str | None = None
    flags: tuple[str, ...] = ()


def belongs(stem: str, media_stem: str) -> bool:
    """Tell whether a stream's stem begins with the whole of a video's, and then ends or goes on after a dot."""
    length = len(media_stem)
    return stem[:length].casefold() == media_stem.casefold() and stem[length : length + 1] in {"", "."}


def read_stream(stem: str, media_stem: str) -> Stream:
    """Read title, language and flags off the end of a stem that ``belongs`` to a video; from the right, by dots."""
    words = stem[len(media_stem) :].split(".")
    title: list[str] = []
    language: str | None = None
    flags: set[str] = set()
    for word in reversed(words[1:]):
        if not word:
            continue
        key = word.casefold()
        if "default" in key:
            flags.add("default")
        elif any(flag in key for flag in _FORCED):
            flags.add("forced")
        elif key in _IMPAIRED and (key != "hi" or _has_language(words)):
            flags.add("sdh")
        elif language is None and (found := language_of(word)):
            language = found
        else:
            title.append(word)
    ordered = tuple(flag for flag in ("default", "forced", "sdh") if flag in flags)
    return Stream(".".join(reversed(title)) or None, language, ordered)


def _has_language(words: list[str]) -> bool:
    """``hi`` alone is Hindi; beside another language it says hearing impaired."""
    return any(word.casefold() != "hi" and language_of(word) for word in words[1:])
