from __future__ import annotations

import pytest

from jforg_gui.identify.languages import language_of


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("en", "en"),
        ("ENG", "en"),
        ("English", "en"),
        ("deutsch", "de"),
        ("ger", "de"),
        ("pt-BR", "pt-BR"),
        ("pt_br", "pt-BR"),
        ("Brazilian", "pt-BR"),
        ("en-US", "en"),
        ("Русский", "ru"),
        ("xx", None),
        ("the", None),
        ("", None),
        ("xx-yy", None),
    ],
)
def test_language_of(word: str, code: str | None) -> None:
    assert language_of(word) == code
