"""What Jellyfin will see, in the person's language: a line for the work, one for each thing that goes with it."""

from __future__ import annotations

from jforg_gui.domain.seen import Sees
from jforg_gui.domain.seen_words import PHRASES, Phrase, phrases
from jforg_gui.ui.text import fill, language_word, plain, translate


def seen_lines(sees: Sees) -> list[str]:
    """Return what Jellyfin makes of a row, phrase by phrase: the work first; all of it plain text."""
    return [_said(phrase) for phrase in phrases(sees)]


def _said(phrase: Phrase) -> str:
    gaps = {name: language_word(value) if name == "language" else plain(value) for name, value in phrase.gaps}
    text = fill(translate("Seen", PHRASES[phrase.key]), **gaps)
    return text[:1].upper() + text[1:]
