"""What the person has set: a small JSON file of known keys, checked on the way in and out."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from jforg_gui.domain.choice import ArtworkSize, ConflictPolicy, Mode
from jforg_gui.domain.errors import SettingsError, TemplateError
from jforg_gui.domain.media import Library
from jforg_gui.domain.naming import FORMS, Colon, Style, Subject
from jforg_gui.domain.roots import Roots
from jforg_gui.storage.json_file import write_json

if TYPE_CHECKING:
    from jforg_gui.jellyfin.naming import Naming

Value = str | int

MOST_WORKERS: Final = 61  # Windows cannot wait for more processes at once (WaitForMultipleObjects)

_SIZE: Final = re.compile(r"(?P<number>\d{1,15}(?:\.\d{1,15})?)\s*(?:B|(?P<unit>[KMGT])(?:I?B)?)?")
_UNITS: Final = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}


class Theme(StrEnum):
    """The window's colours."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Language(StrEnum):
    """The window's language, and how it writes numbers and dates; the values are IETF tags."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"


@dataclass(frozen=True, slots=True)
class _Key:
    """One key: its value when nothing is set, what it is for, and how words become its value."""

    default: Value
    meaning: str
    read: Callable[[str], Value]


def _folder(text: str) -> str:
    if text and not os.path.isabs(os.path.expanduser(text)):
        raise ValueError("a whole path, from the root or from ~")
    return os.path.abspath(os.path.expanduser(text)) if text else ""


class OneOf:
    """Reads one of a few words; whoever offers them asks for ``allowed``."""

    def __init__(self, *allowed: str) -> None:
        """Allow these."""
        self.allowed = allowed

    def __call__(self, text: str) -> str:
        """Return the text, or raise ValueError, which says what it can be."""
        if text not in self.allowed:
            raise ValueError("one of " + ", ".join(self.allowed))
        return text


_one_of = OneOf


def _workers(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_WORKERS:
        raise ValueError(f"a whole number, 0 to {MOST_WORKERS}")
    return int(text)


def size_in_bytes(text: str) -> int:
    """Read a size such as ``700``, ``50MB`` or ``1.5 GiB`` (steps of 1,024) as bytes.

    Raises:
        ValueError: it is not a size; the message says what one looks like.

    """
    match = _SIZE.fullmatch(text.strip().upper())
    if match is None:
        raise ValueError("a size such as 700, 50MB or 1.5GB")
    return int(float(match["number"]) * _UNITS[match["unit"] or ""])


def _template(subject: Subject) -> Callable[[str], str]:
    def read(text: str) -> str:
        from jforg_gui.jellyfin.naming import template  # noqa: PLC0415 — taking a run back names nothing, and starts at once

        return template(subject, text).text

    return read


def _size(text: str) -> str:
    size_in_bytes(text)
    return text.strip()


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and least <= int(text[:9]) <= most):
            raise ValueError(f"a whole number, {least} to {most}")
        return int(text)

    return read


def _language_tag(text: str) -> str:
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?", text.strip())
    if match is None:
        raise ValueError("a language such as en-US, de-DE or fr")
    return match[1].lower() + (f"-{match[2].upper()}" if match[2] else "")


def _region(text: str) -> str:
    if not re.fullmatch(r"(?:[A-Za-z]{2})?", text.strip()):
        raise ValueError("a country of two letters, such as GB, or nothing")
    return text.strip().upper()


def _contact(text: str) -> str:
    if not re.fullmatch(r"(?:[^@\s()<>;\x00-\x1f\x7f-\uffff]{1,64}@[A-Za-z0-9.-]{1,190})?", text.strip()):
        raise ValueError("a mail address, or nothing")
    return text.strip()


_ON_OFF: Final = OneOf("on", "off")
# every kind of picture that has a size of its own
_PICTURES: Final = {
    "poster": "posters",
    "backdrop": "backdrops",
    "logo": "logos",
    "season": "season posters",
    "episode": "pictures of episodes",
    "cover": "covers of albums and books",
}

KEYS: Final[Mapping[str, _Key]] = {
    **{
        f"library.{library.value.lower()}": _Key("", f"the folder that Jellyfin reads {library.value} from", _folder)
        for library in Library
    },
    "organize.mode": _Key("move", "how files get to their place: " + ", ".join(Mode), _one_of(*Mode)),
    "organize.conflict": _Key(
        "skip",
        "what to do when a name is taken: " + ", ".join(ConflictPolicy),
        _one_of(*ConflictPolicy),
    ),
    "organize.nfo": _Key("on", "whether NFO files are written beside media: on or off", _one_of("on", "off")),
    "organize.existing_nfo": _Key(
        "merge",
        "an NFO that is there already: merge adds what it lacks, keep leaves it as it is",
        _one_of("merge", "keep"),
    ),
    "organize.remove_emptied": _Key(
        "off", "whether source folders that a run has emptied are removed: on or off", _ON_OFF
    ),
    "naming.style": _Key("jellyfin", "how names are made: " + ", ".join(Style), _one_of(*Style)),
    **{
        f"naming.{subject.value}": _Key(
            form.recommended, f"own style: the template of {subject.value} names", _template(subject)
        )
        for subject, form in FORMS.items()
    },
    "naming.ids": _Key("on", "own style: the database's id in folders' names, on or off", _one_of("on", "off")),
    "naming.colon": _Key("spaced", "what stands for a colon: " + ", ".join(Colon), _one_of(*Colon)),
    "scan.min_size": _Key("0", "media smaller than this is left alone", _size),
    "scan.workers": _Key(0, "how many at once; 0 finds out, 1 uses one process and one thread", _workers),
    "scan.media_facts": _Key(
        "on", "whether media files are looked into for resolution, length and languages: on or off", _ON_OFF
    ),
    "online.lookups": _Key("off", "whether titles are looked up online: on or off", _ON_OFF),
    "online.language": _Key("en-US", "the language of titles and plots, such as en-US or de-DE", _language_tag),
    "online.region": _Key("", "the country for dates and age ratings, such as GB; empty goes by the language", _region),
    "online.contact": _Key("", "a mail address the databases may write to if JFOrg asks too much", _contact),
    "online.search_hours": _Key(24, "how many hours the answer to a search is believed", _whole(0, 24 * 30)),
    "online.details_days": _Key(30, "how many days all else is believed", _whole(0, 180)),
    "online.nothing_hours": _Key(1, "how many hours it is believed that nothing was found", _whole(0, 24 * 30)),
    "online.cache_size": _Key("200MB", "how much is remembered of what databases answered", _size),
    "artwork.download": _Key("on", "whether pictures are written beside the media when online: on or off", _ON_OFF),
    **{
        f"artwork.{kind}": _Key("large", f"how large {what} are: {', '.join(ArtworkSize)}", _one_of(*ArtworkSize))
        for kind, what in _PICTURES.items()
    },
    "start.resume": _Key("on", "go on at a start where the window was closed: on or off", _ON_OFF),
    "start.hints": _Key("on", "give a hint at each new step, once: on or off", _ON_OFF),
    "organize.notify": _Key("on", "tell through the system when a long run ends out of sight: on or off", _ON_OFF),
    "updates.check": _Key("off", "ask at a start whether there is a newer version: on or off", _ON_OFF),
    "appearance.theme": _Key("system", "the window's colours: system, light or dark", _one_of(*Theme)),
    "appearance.language": _Key("system", "the window's language: system, en or de", _one_of(*Language)),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one person; keys that were never set have their defaults."""

    values: Mapping[str, Value]

    def get(self, key: str) -> Value:
        """The value of a key.

        Raises:
            SettingsError: there is no such key.

        """
        if key not in KEYS:
            raise SettingsError(f"There is no setting {key!r}. `jforg config show` lists them.")
        return self.values.get(key, KEYS[key].default)

    def with_value(self, key: str, text: str) -> Settings:
        """These settings with one key set from words.

        Raises:
            SettingsError: there is no such key, or it cannot take this value.

        """
        self.get(key)
        try:
            value = KEYS[key].read(text)
        except TemplateError as error:
            raise SettingsError(f"{key} cannot be {text!r}. {error}") from error
        except ValueError as error:
            raise SettingsError(f"{key} cannot be {text!r}: it is {error}.") from error
        return Settings({**self.values, key: value})

    def without(self, keys: Collection[str]) -> Settings:
        """These settings with some keys as if they had never been set."""
        return Settings({key: value for key, value in self.values.items() if key not in keys})

    def roots(self) -> Roots:
        """The library folders that are set."""
        from jforg_gui.domain.plan import Roots  # noqa: PLC0415 — the window's first paint knows no plan

        folders = {library: str(self.get(f"library.{library.value.lower()}")) for library in Library}
        return Roots({library: folder for library, folder in folders.items() if folder})

    @property
    def notify(self) -> bool:
        """Whether the end of a run is told through the system."""
        return self.get("organize.notify") == "on"

    @property
    def resume(self) -> bool:
        """Whether the window goes on at a start where it was closed."""
        return self.get("start.resume") == "on"

    @property
    def check_updates(self) -> bool:
        """Whether a start asks for a newer version."""
        return self.get("updates.check") == "on"

    @property
    def mode(self) -> Mode:
        """How files get to their place."""
        return Mode(str(self.get("organize.mode")))

    @property
    def conflict(self) -> ConflictPolicy:
        """What to do when a name is taken."""
        return ConflictPolicy(str(self.get("organize.conflict")))

    @property
    def nfo(self) -> bool:
        """Whether metadata files are written."""
        return self.get("organize.nfo") == "on"

    @property
    def fills_nfo(self) -> bool:
        """Whether an NFO that is there already gets what it lacks."""
        return self.get("organize.existing_nfo") == "merge"

    @property
    def remove_emptied(self) -> bool:
        """Whether source folders that a run has emptied are removed."""
        return self.get("organize.remove_emptied") == "on"

    @property
    def online(self) -> bool:
        """Whether titles are looked up."""
        return self.get("online.lookups") == "on"

    @property
    def artwork(self) -> bool:
        """Whether pictures are written when online."""
        return self.get("artwork.download") == "on"

    def artwork_sizes(self) -> dict[str, ArtworkSize]:
        """How large each kind of picture is."""
        return {kind: ArtworkSize(str(self.get(f"artwork.{kind}"))) for kind in _PICTURES}

    @property
    def min_size(self) -> int:
        """The least size of media, in bytes."""
        return size_in_bytes(str(self.get("scan.min_size")))

    @property
    def workers(self) -> int:
        """How many workers; 0 means that the program finds out."""
        return int(self.get("scan.workers"))

    @property
    def naming(self) -> Naming:
        """How names are made; a version's template that does not fit the film's gives way to the usual one."""
        from jforg_gui.jellyfin.naming import naming  # noqa: PLC0415 — see above

        own = {
            subject: str(self.values[key]) for subject in Subject if (key := f"naming.{subject.value}") in self.values
        }
        style, colon = Style(str(self.get("naming.style"))), Colon(str(self.get("naming.colon")))
        ids = self.get("naming.ids") == "on"
        try:
            return naming(style, tuple(own.items()), ids=ids, colon=colon)
        except TemplateError:
            own.pop(Subject.VERSION, None)
            return naming(style, tuple(own.items()), ids=ids, colon=colon)

    @property
    def theme(self) -> Theme:
        """The window's colours."""
        return Theme(str(self.get("appearance.theme")))

    @property
    def language(self) -> Language:
        """The window's language."""
        return Language(str(self.get("appearance.language")))


def load(path: str) -> Settings:
    """Read the settings file; a file that is not there means defaults.

    Raises:
        SettingsError: it cannot be read, or holds what no setting can be.

    """
    try:
        with open(path, encoding="utf-8") as file:
            found: Any = json.load(file)
    except FileNotFoundError:
        return Settings({})
    except (OSError, ValueError) as error:
        raise SettingsError(f"The settings file {path} cannot be read: {error}.") from error
    if not isinstance(found, dict):
        raise SettingsError(f"The settings file {path} does not hold settings.")
    settings = Settings({})
    for key, value in found.items():
        if key in KEYS:  # keys of a newer version are left alone, and kept when saving
            settings = settings.with_value(key, str(value))
    return Settings({**found, **settings.values})


def save(settings: Settings, path: str) -> None:
    """Write the settings file, readable by its owner only; a power cut leaves the old one or the new one.

    Raises:
        SettingsError: it cannot be written.

    """
    try:
        write_json(path, dict(settings.values))
    except OSError as error:
        raise SettingsError(f"The settings file {path} cannot be written: {error.strerror}.") from error
