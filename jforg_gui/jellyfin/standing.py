"""What lies in its own folder under a name that Jellyfin reads right keeps that name: other tools have their habits."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind, Library
from jforg_gui.domain.naming import Subject
from jforg_gui.jellyfin import legal, rules, shows
from jforg_gui.jellyfin.naming import RECOMMENDED, Naming
from jforg_gui.jellyfin.place import Place

# A film's version is told by what follows the folder's name (jellyfin.org, "Multiple versions"), an episode's title
# is free (jellyfin.org, "TV Shows").
_LABEL: Final = re.compile(r" - (?P<label>\S.*)")
_TITLE: Final = re.compile(r"[ .](?!- ?[EeXx]?\d)\S.*")
# What was kept beside a namesake has a number, which it loses when the namesake has gone.
_NUMBERED: Final = re.compile(r" - \d+|.* \(\d+\)")


def kept(guess: Guess, place: Place, name: str, naming: Naming = RECOMMENDED) -> Place:
    """Return the place under the file's own ``name``, if that is right in the place's folder; else the place itself."""
    stem, dot, extension = name.rpartition(".")
    if not dot or place.fixed or place.tail or legal.component(name) != name or _is_extra(stem):
        return place
    head = _head(guess, place, naming)
    if head is None or stem[: len(head)].casefold() != head.casefold():
        return place
    own, rest = stem[: len(head)], stem[len(head) :]
    if not rest and place.label is None:
        return replace(place, base=own, extension=extension)
    if _NUMBERED.fullmatch(rest):
        return place
    if guess.kind is Kind.EPISODE:
        return replace(place, base=stem, extension=extension) if not rest or _TITLE.fullmatch(rest) else place
    label = _LABEL.fullmatch(rest)
    return replace(place, base=own, label=label["label"], extension=extension) if label else place


def _head(guess: Guess, place: Place, naming: Naming) -> str | None:
    """Return what the name has to begin with; None if it has to be the place's own, as with a template of one's own."""
    if guess.kind is Kind.MOVIE and place.library is Library.MOVIES:
        return place.base
    usual = naming.name(Subject.EPISODE) == RECOMMENDED.name(Subject.EPISODE)
    if guess.kind is Kind.EPISODE and place.library is Library.SHOWS and usual:
        return shows.numbered_head(guess, naming)
    return None


def _is_extra(stem: str) -> bool:
    return any(word.search(stem) for word in (rules.EXTRA_SUFFIX, rules.TRAILER_SUFFIX, rules.SAMPLE_WORD))


def stays_an_extra(parts: tuple[str, ...]) -> bool:
    """Tell whether a file with these components below its library is an extra of what its folder belongs to."""
    work = 1  # directly in the library such a folder is an ordinary one (CoreResolutionIgnoreRule.cs)
    return len(parts) > work + 1 and parts[-2].casefold() in rules.EXTRAS_FOLDERS
