"""Every word of the window in German, whoever added it; ``python -m tests.ui.texts`` lists what is missing."""

from __future__ import annotations

import re

from jforg_gui.ui.language import catalogue
from tests.ui.texts import texts, unused, without

GAPS = re.compile(r"\{\w*\}|%Ln")


def test_every_text_is_said_in_german() -> None:
    assert len(texts()) > 500, "the search has gone blind"
    assert without("de") == [], "add them to resources/translations/de.json"


def test_the_german_words_are_all_in_use() -> None:
    assert unused("de") == []


def test_german_has_the_same_gaps() -> None:
    for context, words in (catalogue("de") or {}).items():
        for source, said in words.items():
            assert sorted(GAPS.findall(source)) == sorted(GAPS.findall(said)), (context, source, said)
            assert "|" not in said or "|" in source or "%Ln" in source, (context, source, said)
