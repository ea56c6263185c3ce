"""What a mode means on the disks at hand, in the person's language."""

from __future__ import annotations

from jforg_gui.domain.disks import Meaning
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
