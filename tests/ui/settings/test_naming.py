"""The page of names: samples follow what is typed, what is wrong is said, and a style can be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.domain.naming import Style, Subject
from jforg_gui.jellyfin.naming import naming
from jforg_gui.storage.settings import Settings
from jforg_gui.ui.settings.naming import NamingPage
from jforg_gui.ui.theme import Theme

ROW = Item(
    file=MediaFile("/in/a.mp4", 1, 0, Identity(1, 1)), guess=Guess(kind=Kind.MOVIE, title="Ember Quay", year=2001)
)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> NamingPage:
    page = NamingPage(theme, [ROW])
    qtbot.addWidget(page)
    page.show_settings(Settings({}))
    return page


def typed(page: NamingPage, subject: Subject, text: str) -> None:
    field = page.fields[subject]
    field.selectAll()
    QTest.keyClicks(field, text)


def test_samples_come_from_the_persons_rows(page: NamingPage) -> None:
    assert page.samples[Subject.FILM].text() == "Movies/Ember Quay (2001)/Ember Quay (2001).mp4"
    assert page.samples[Subject.SHOW].text() == "Shows/Harbour Lights (2018)/Season 01/"
    assert page.apply(Settings({})).values == {}


def test_typing_makes_the_style_ones_own_and_the_version_follows_its_film(page: NamingPage) -> None:
    typed(page, Subject.FILM, "{title} [{year}]")
    assert page.chosen is Style.OWN
    assert page.samples[Subject.FILM].text() == "Movies/Ember Quay [2001]/Ember Quay [2001].mp4"
    assert page.fields[Subject.VERSION].text() == "{title} [{year}] - {version}"
    saved = page.apply(Settings({}))
    assert saved.get("naming.film") == "{title} [{year}]"
    assert saved.naming.templates[Subject.VERSION].text == "{title} [{year}] - {version}"
    page.style_box.setCurrentIndex(page.style_box.findData("plain"))
    assert page.samples[Subject.FILM].text().startswith("Movies/Ember Quay (2001)/")
    assert page.apply(saved).naming == naming(Style.PLAIN, ids=False)
    assert page.apply(saved).get("naming.film") == "{title} [{year}]", "one's own is kept for another day"


def test_what_is_wrong_is_said_and_cannot_be_saved(page: NamingPage) -> None:
    typed(page, Subject.TRACK, "{disc}{track} - {titel}")
    assert page.samples[Subject.TRACK].text() == "There is no field “titel”. Did you mean title?"
    assert page.wrong_field() is page.fields[Subject.TRACK]
    page.style_box.setCurrentIndex(page.style_box.findData("jellyfin"))
    assert page.wrong_field() is None
    assert page.apply(Settings({})).values == {}


def test_what_jellyfin_would_misread_is_said(page: NamingPage) -> None:
    typed(page, Subject.FILM, "{year} - {title}")
    assert page.samples[Subject.FILM].text().startswith("Jellyfin would not read this as it is meant:")
    assert page.wrong_field() is None, "it may be meant so"


def test_fields_can_be_put_in_from_a_menu(page: NamingPage, qtbot: QtBot) -> None:
    button = next(
        one for one in page.findChildren(QPushButton) if one.accessibleName() == "Insert a field into Audiobook"
    )
    menu = button.menu()
    assert isinstance(menu, QMenu)
    field = page.fields[Subject.AUDIOBOOK]
    field.setCursorPosition(len(field.text()))
    with qtbot.waitSignal(page.changed):
        next(action for action in menu.actions() if action.text() == "{narrator}").trigger()
    assert page.fields[Subject.AUDIOBOOK].text() == "{author}/{title} ({year}){narrator}"
    assert page.chosen is Style.OWN


def test_ids_are_left_out_of_ones_own_style(page: NamingPage) -> None:
    page.ids.click()
    assert (page.chosen, page.texts()["naming.ids"]) == (Style.OWN, "off")
    assert not page.apply(Settings({})).naming.ids


def test_a_sample_that_is_too_long_keeps_the_name_that_matters(page: NamingPage, theme: Theme, qtbot: QtBot) -> None:
    long = Item(
        file=ROW.file, guess=Guess(kind=Kind.EPISODE, series="Pier " * 20, season=1, episodes=(2,), title="Fog " * 20)
    )
    other = NamingPage(theme, [long])
    qtbot.addWidget(other)
    other.show_settings(Settings({}))
    assert other.minimumSizeHint().width() <= page.minimumSizeHint().width() + 60
    other.resize(420, 600)
    other.show()
    above, name, _ = other.samples[Subject.EPISODE].pieces
    assert name.width() >= 240 - 1
    assert above.width() >= 0


def test_a_template_that_would_be_misread_says_why(page: NamingPage) -> None:
    typed(page, Subject.FILM, "{title}")
    assert page.samples[Subject.FILM].text().endswith("Jellyfin would find no year in the name: the film is of 2001")
    typed(page, Subject.FILM, "{title} ({year})")
    assert page.samples[Subject.FILM].text() == "Movies/Ember Quay (2001)/Ember Quay (2001).mp4"


def test_a_sample_runs_from_left_to_right_in_every_language(theme: Theme, qtbot: QtBot) -> None:
    page = NamingPage(theme, [ROW])
    qtbot.addWidget(page)
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.show_settings(Settings({}))
    page.show()
    line = page.samples[Subject.FILM]
    above, name, below = (piece.mapTo(line, QPoint()).x() for piece in line.pieces)
    assert above < name < below
