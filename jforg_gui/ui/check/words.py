"""Findings and repairs in the person's language; what comes from names on the disk is shown plainly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from jforg_gui.domain.finding import Effect, Finding, Repair
from jforg_gui.domain.finding_words import FINDINGS, REPAIRS, RULES, YOU_DECIDE
from jforg_gui.domain.media import Library
from jforg_gui.ui.assets import FILTER_LOOKS, Look
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.text import fill, filter_word, number, plain_path, translate

_NUMBERS: Final = frozenset(("count",))
KIND_FILTER_OF: Final[Mapping[Library, FilterKey]] = {
    Library.MOVIES: FilterKey.FILMS,
    Library.SHOWS: FilterKey.SHOWS,
    Library.MUSIC: FilterKey.MUSIC,
    Library.BOOKS: FilterKey.BOOKS,
    Library.COMICS: FilterKey.BOOKS,
    Library.AUDIOBOOKS: FilterKey.BOOKS,
}
# What Jellyfin's own documentation says of each kind of library.
GUIDES: Final[Mapping[Library, str]] = {
    Library.MOVIES: "https://jellyfin.org/docs/general/server/media/movies",
    Library.SHOWS: "https://jellyfin.org/docs/general/server/media/shows",
    Library.MUSIC: "https://jellyfin.org/docs/general/server/media/music",
    Library.BOOKS: "https://jellyfin.org/docs/general/server/media/books",
    Library.COMICS: "https://jellyfin.org/docs/general/server/media/books",
    Library.AUDIOBOOKS: "https://jellyfin.org/docs/general/server/media/books",
}


def finding_words(finding: Finding) -> str:
    """A finding in one sentence."""
    gaps = {name: _gap(name, value) for name, value in finding.details}
    return fill(translate("Finding", FINDINGS[finding.code]), **{"work": plain_path(finding.work), **gaps})


def _gap(name: str, value: str) -> str:
    if name in _NUMBERS:
        return number(int(value))
    return translate("System", value) if name == "error" else plain_path(value)


def rule_words(finding: Finding) -> str:
    """The rule of Jellyfin's behind a finding."""
    return translate("Rule", RULES[finding.code])


def repair_words(repair: Repair | None) -> str:
    """What a repair does; that the person has to decide where there is none."""
    if repair is None:
        return translate("Repair", YOU_DECIDE)
    return fill(translate("Repair", REPAIRS[repair.word]), to=plain_path(repair.to))


def effect_word(effect: Effect) -> str:
    """What a finding does to what Jellyfin shows: ``Shown wrong``."""
    return filter_word(FilterKey(effect.value))


def effect_look(effect: Effect) -> Look:
    """The icon of an effect."""
    return FILTER_LOOKS[FilterKey(effect.value)]


def findings_spoken(key: FilterKey, count: int) -> str:
    """How a filter of findings is read out: ``Not shown, 3 findings``."""
    return f"{filter_word(key)}, {translate('Check', '%Ln {finding|findings}', None, count)}"
