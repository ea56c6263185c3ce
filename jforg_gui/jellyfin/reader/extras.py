"""What Jellyfin takes for an extra: by the folder it lies in, by its name, by the end of its name."""

from __future__ import annotations

import re
from typing import Final

from jforg_gui.domain.media import Category, ExtraType
from jforg_gui.jellyfin import rules

# Source: Emby.Naming/Video/ExtraRuleResolver.cs and NamingOptions.VideoExtraRules; jellyfin.org, "External extras".
FOLDERS: Final[dict[str, str]] = {
    **{extra.value: extra.name.lower().replace("_", " ") for extra in ExtraType},
    "samples": "sample",
    "other": "extra",
    "extras": "extra",
    "extra": "extra",
}
_SUFFIXES: Final[dict[str, str]] = {
    "scene": "scene",
    "clip": "clip",
    "interview": "interview",
    "behindthescenes": "behind the scenes",
    "deleted": "deleted scene",
    "deletedscene": "deleted scene",
    "featurette": "featurette",
    "short": "short",
    "extra": "extra",
    "other": "extra",
    "trailer": "trailer",
    "sample": "sample",
}
# The ends of names that can be one at all: asked first, as most are none.
_LAST: Final = frozenset("0123456789adeprstwADEPRSTW")
_NAMES: Final = frozenset(("trailer", "sample"))
_SOUND: Final = frozenset((Category.AUDIO, Category.AUDIOBOOK))


def by_name(stem: str, category: Category) -> str | None:
    """Return the kind of extra that a file's own name makes it; None for what is none."""
    if category in _SOUND:
        return "theme song" if stem.casefold() == "theme" else None
    if category is not Category.VIDEO or stem[-1:] not in _LAST:
        return None
    if stem.casefold() in _NAMES:
        return stem.casefold()
    match = rules.EXTRA_SUFFIX.search(stem) or rules.TRAILER_SUFFIX.search(stem)
    return _SUFFIXES[match[1].casefold()] if match else None


def by_folder(name: str) -> str | None:
    """Return the kind of extras that a folder of this name holds; None for an ordinary one."""
    return FOLDERS.get(name.casefold())


_DIGITS: Final = re.compile(r"\d+$")


def owner_stem(stem: str) -> str:
    """Return what an extra's name says of its owner: the name without the suffix."""
    for pattern in (rules.EXTRA_SUFFIX, rules.TRAILER_SUFFIX):
        match = pattern.search(_DIGITS.sub("", stem))
        if match:
            return stem[: match.start()].rstrip(" -._")
    return stem
