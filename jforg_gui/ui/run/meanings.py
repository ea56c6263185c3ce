"""What a mode means on the disks at hand, in the person's language."""

from __future__ import annotations

from jforg_gui.domain.disks import Meaning, Way
from jforg_gui.domain.mode_words import MEANINGS
from jforg_gui.ui.text import fill, plain_path, size, translate


def meaning_words(meaning: Meaning) -> str:
    """Say what a mode means for some files: ``12 files (40.2 GB): renamed on the same disk, at once``."""
    return fill(
        translate("Meaning", MEANINGS[meaning.way]),
        files=translate("Count", "%Ln {file|files}", None, meaning.files),
        size=size(meaning.size),
        source=plain_path(meaning.source),
        destination=plain_path(meaning.destination),
        system=plain_path(meaning.system),
    )


def why_not(way: Way) -> str:
    """Why a way cannot be gone, in a few words; '' for one that can."""
    words = {
        Way.HARDLINK_ACROSS: translate("Meaning", "a hard link cannot lead to another disk"),
        Way.REFLINK_ACROSS: translate("Meaning", "two disks cannot share content"),
        Way.NO_HARDLINKS: translate("Meaning", "this disk knows no hard links"),
        Way.NO_SYMLINKS: translate("Meaning", "this disk knows no symbolic links"),
        Way.NO_REFLINKS: translate("Meaning", "this disk has no copies that share their content"),
    }
    return words.get(way, "")
