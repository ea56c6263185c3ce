"""Names that are hardly names: an extra's suffix, a bare episode number, what a machine made up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.media import ExtraType
from jforg_gui.identify.numbers import season_and_episode, span
from jforg_gui.identify.titles import YEAR, clean, has_release_tags, without_release_tags

_EPISODE_WORDS: Final = (
    "episode|ep|e|folge|épisode|episodio|episódio|capitulo|capítulo|aflevering|afsnit|avsnitt|odcinek|серия|part|teil"
)
_BARE: Final = re.compile(
    rf"^(?:(?P<word>{_EPISODE_WORDS})[ ._-]*|第)?(?P<first>\d{{1,4}})(?:話|话|回|集)?"
    rf"(?:(?:[-+&]|[ ._]*[-+&][ ._]*(?:e|ep|(?=\d+(?:v\d)?(?:$|[ ._]-))))(?P<last>\d{{1,3}})(?![\dpi]))?(?:v\d)?"
    r"(?:[ ._-]+(?P<title>.*))?$",
    re.IGNORECASE | re.DOTALL,
)

# `02 - 2x4`: an episode that is called so.
_BY_TITLE: Final = re.compile(r"\dx\d(?!\w)")

# Source: Emby.Naming ExtraRules; the glued form is what Jellyfin itself reads.
_EXTRA_SUFFIX: Final = re.compile(
    r"(?:[-._]| - )(?P<word>trailer|behindthescenes|deleted|deletedscene|featurette|interview|scene|short|clip"
    r"|extra|other)[ ._-]?\d*$",
    re.IGNORECASE,
)
_EXTRA_WORDS: Final[dict[str, ExtraType]] = {
    "trailer": ExtraType.TRAILER,
    "behindthescenes": ExtraType.BEHIND_THE_SCENES,
    "deleted": ExtraType.DELETED_SCENE,
    "deletedscene": ExtraType.DELETED_SCENE,
    "featurette": ExtraType.FEATURETTE,
    "interview": ExtraType.INTERVIEW,
    "scene": ExtraType.SCENE,
    "short": ExtraType.SHORT,
    "clip": ExtraType.CLIP,
    "extra": ExtraType.EXTRA,
    "other": ExtraType.OTHER,
}
SAMPLE_WORD: Final = re.compile(r"(?<![a-z0-9])sample(?![a-z0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BareEpisode:
    """A name that is little more than an episode's number; ``worded`` says that a word such as "Episode" says so."""

    episodes: tuple[int, ...]
    title: str | None
    worded: bool


def bare_episode(stem: str) -> BareEpisode | None:
    """Read `05`, `05 - Pilot`, `E02`, `Episode 03 - Storm`, `第07話`; the folder has to say which show it is."""
    match = _BARE.match(stem)
    if match is None:
        return None
    title = match["title"]
    if season_and_episode(stem) is not None and not (title is not None and _BY_TITLE.match(title)):
        return None
    if title is not None:
        title = clean(without_release_tags(title)) or None
    numbers = span(int(match["first"]), int(match["last"]) if match["last"] else None)
    return BareEpisode(numbers, title, worded=match["word"] is not None or stem.startswith("第"))


def extra_suffix(stem: str) -> tuple[str, ExtraType] | None:
    """Split `Title (2010)-trailer` into the owner's stem and the extra's type; a bare `trailer` has no owner."""
    if stem.lower() == "trailer":
        return "", ExtraType.TRAILER
    match = _EXTRA_SUFFIX.search(stem)
    if match is None or match.start() == 0:
        return None
    return stem[: match.start()].rstrip(" ._-"), _EXTRA_WORDS[match["word"].lower()]


def looks_obfuscated(stem: str) -> bool:
    """Tell whether a name was made by a machine: a hash, or a release group's short lower-case code."""
    if re.fullmatch(r"[0-9a-f]{16,}|[A-Za-z0-9]{24,}|[0-9a-f-]{32,}", stem):
        return True
    return " " not in stem and stem == stem.lower() and len(stem) <= 24 and not has_release_year(stem)  # noqa: PLR2004 — longest code seen


def has_release_year(stem: str) -> bool:
    """Tell whether a name carries a year or a release word, as names made by people and groups do."""
    return has_release_tags(stem) or (YEAR.search(stem) is not None and re.search(r"\d{4}-", stem) is None)
