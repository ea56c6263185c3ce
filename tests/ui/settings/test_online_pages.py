from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from jforg_gui.domain.choice import ArtworkSize
from jforg_gui.engine import Engine
from jforg_gui.storage.secrets import TMDB_KEY, Secrets
from jforg_gui.ui.jobs import Jobs
from jforg_gui.ui.settings.online_pages import ArtworkPage, OnlinePage
from jforg_gui.workflow.ports import Lifetime

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def page(qtbot: QtBot, engine: Engine, jobs: Jobs) -> OnlinePage:
    page = OnlinePage(engine, jobs)
    qtbot.addWidget(page)
    page.show_settings(engine.settings)
    qtbot.waitUntil(lambda: bool(page.key_words.text()))
    return page


def test_a_key_is_kept_and_removed_and_never_shown(qtbot: QtBot, page: OnlinePage, engine: Engine) -> None:
    page.key_field.setText(KEY)
    page.key_button.click()
    qtbot.waitUntil(lambda: page.key_field.placeholderText() == "A key is kept")
    assert Secrets(engine.places).get(TMDB_KEY) == KEY
    assert page.key_field.text() == ""
    assert KEY not in str(page.texts())

    page.key_button.click()
    qtbot.waitUntil(lambda: page.key_field.placeholderText() == "")
    assert Secrets(engine.places).get(TMDB_KEY) == ""


def test_what_is_no_key_is_said(qtbot: QtBot, page: OnlinePage) -> None:
    page.key_field.setText("two words")
    page.key_button.click()
    qtbot.waitUntil(lambda: "a key is one word" in page.key_words.text())


def test_the_cache_is_cleared(qtbot: QtBot, page: OnlinePage, engine: Engine) -> None:
    engine.answers().put("a", b"x" * 100, Lifetime.SEARCH)
    page.clear_button.click()
    qtbot.waitUntil(lambda: page.cache_words.text().endswith("forgotten."))
    assert engine.answers().size() == 0


@pytest.mark.parametrize(
    ("key", "text", "wrong"),
    [
        ("online.language", "de-DE", False),
        ("online.language", "german", True),
        ("online.region", "GB", False),
        ("online.region", "Britain", True),
        ("online.contact", "me@example.org", False),
        ("online.contact", "me (at) example", True),
        ("online.cache_size", "1 parsec", True),
    ],
)
def test_what_cannot_be_is_shown(page: OnlinePage, key: str, text: str, *, wrong: bool) -> None:
    page.fields[key].setText(text)
    assert (page.wrong_field() is page.fields[key]) is wrong


def test_every_kind_of_picture_has_its_size(qtbot: QtBot, engine: Engine) -> None:
    page = ArtworkPage()
    qtbot.addWidget(page)
    page.show_settings(engine.settings)
    box = page.sizes["artwork.backdrop"]
    box.setCurrentIndex(box.findData("small"))
    page.download.setChecked(False)
    settings = page.apply(engine.settings)
    assert settings.artwork_sizes()["backdrop"] is ArtworkSize.SMALL
    assert settings.artwork_sizes()["poster"] is ArtworkSize.LARGE
    assert not settings.artwork
