from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import fields

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from jforg_gui.domain.media import Kind, Role
from jforg_gui.storage.settings import Theme as Appearance
from jforg_gui.ui import assets
from jforg_gui.ui.assets import DARK, FILTER_LOOKS, KIND_LOOKS, LIGHT, ROLE_LOOKS, STATE_LOOKS, Look, Roles, Tint
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.states import State
from jforg_gui.ui.theme import Theme


@pytest.fixture(autouse=True)
def back_to_light(theme: Theme) -> Iterator[None]:
    theme.set_appearance(Appearance.LIGHT)
    yield
    theme.set_appearance(Appearance.SYSTEM)


def _luminance(color: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one: QColor, other: QColor) -> float:
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("roles", [LIGHT, DARK])
@pytest.mark.parametrize("tint", ["text", "secondary", "link", "good", "ask", "stop", "calm"])
def test_words_can_be_read_wherever_they_stand(roles: Roles, tint: str) -> None:
    for ground in (roles.base, roles.window, roles.group, roles.alternate, roles.selection):
        assert _contrast(getattr(roles, tint), ground) >= 4.5, ground.name()


@pytest.mark.parametrize("roles", [LIGHT, DARK])
def test_edges_and_filled_places_have_contrast(roles: Roles) -> None:
    assert _contrast(roles.edge, roles.base) >= 3
    assert _contrast(roles.edge, roles.window) >= 3
    assert _contrast(roles.on_accent, roles.accent) >= 4.5
    assert _contrast(roles.progress, roles.track) >= 4.5
    assert _contrast(roles.removed, roles.removed_fill) >= 4.5
    assert _contrast(roles.added, roles.added_fill) >= 4.5
    assert _contrast(roles.ask, roles.notice) >= 4.5
    assert _contrast(roles.selected_text, roles.selection) >= 4.5


def test_everything_has_a_look() -> None:
    assert set(STATE_LOOKS) == set(State)
    assert set(KIND_LOOKS) == set(Kind)
    assert set(ROLE_LOOKS) == set(Role)
    assert set(FILTER_LOOKS) == set(FilterKey)


def _looks() -> list[Look]:
    tables = (STATE_LOOKS, KIND_LOOKS, ROLE_LOOKS, FILTER_LOOKS)
    in_tables = [look for table in tables for look in table.values()]
    return in_tables + [thing for thing in vars(assets).values() if isinstance(thing, Look)]


def test_every_icon_can_be_drawn(theme: Theme) -> None:
    for look in _looks():
        image = theme.icon(look).pixmap(16, 16).toImage()
        drawn = sum(image.pixelColor(x, y).alpha() > 0 for x in range(16) for y in range(16))
        assert 4 < drawn < 256, look.name


def test_an_icon_is_made_once_for_each_theme(theme: Theme) -> None:
    look = STATE_LOOKS[State.READY]
    light = theme.icon(look)
    assert theme.icon(look) is light
    theme.set_appearance(Appearance.DARK)
    assert theme.icon(look) is not light


def test_an_icon_has_the_colour_of_its_role_and_is_sharp_at_200_percent(theme: Theme) -> None:
    icon = theme.icon(Look("check-circle", Tint.STOP), 16)
    colors = {
        image.pixelColor(x, y).rgb()
        for image in [icon.pixmap(16, 16).toImage()]
        for x in range(16)
        for y in range(16)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colors == {LIGHT.stop.rgb()}
    sides = {size.width() for size in icon.availableSizes(QIcon.Mode.Selected)}
    assert {16, 32} <= sides


class _Watcher(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QEvent.Type] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        self.seen.append(event.type())
        return False


def test_changing_to_dark_reaches_widgets_and_those_who_listen(theme: Theme, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    watcher = _Watcher()
    field.show()
    field.installEventFilter(watcher)
    with qtbot.waitSignal(theme.changed):
        theme.set_appearance(Appearance.DARK)
    assert QEvent.Type.PaletteChange in watcher.seen
    assert theme.roles is DARK
    assert field.palette().color(QPalette.ColorRole.Base) == DARK.base
    assert QApplication.palette().color(QPalette.ColorRole.Accent) == DARK.accent


def test_the_primary_button_is_filled_with_the_accent(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton("Move 412 files")
    qtbot.addWidget(button)
    theme.make_primary(button)
    button.resize(140, 28)
    assert button.isDefault()
    assert button.grab().toImage().pixelColor(8, 14) == LIGHT.accent


def test_a_bar_is_drawn_in_the_colour_of_progress(theme: Theme, qtbot: QtBot) -> None:
    bar = QProgressBar()
    qtbot.addWidget(bar)
    theme.make_progress(bar)
    assert bar.palette().color(QPalette.ColorRole.Highlight) == LIGHT.progress


def test_the_edge_of_a_field_can_be_seen_and_shows_the_focus(theme: Theme, qtbot: QtBot) -> None:
    assert theme.roles is LIGHT
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(120, 28)
    image = field.grab().toImage()
    assert _contrast(image.pixelColor(60, 0), LIGHT.base) >= 3
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert field.grab().toImage().pixelColor(60, 1) == LIGHT.link


def test_no_other_module_writes_a_colour_of_its_own() -> None:
    for name, module in list(sys.modules.items()):
        if not name.startswith("jforg_gui.ui.") or name == "jforg_gui.ui.assets" or not module.__file__:
            continue
        with open(module.__file__, encoding="utf-8") as source:
            assert not re.search(r"#[0-9a-fA-F]{6}\b", source.read()), name


def test_roles_of_a_foreign_palette_keep_its_colours() -> None:
    palette = QPalette(QColor("black"))
    palette.setColor(QPalette.ColorRole.Base, QColor(10, 20, 30))
    beside = assets.roles_beside(palette)
    assert beside.base == QColor(10, 20, 30)
    assert beside.good == DARK.good
    loud = assets.high_contrast(palette)
    assert {getattr(loud, name).name() for name in ("good", "ask", "stop", "calm")} == {palette.text().color().name()}
    assert all(isinstance(getattr(loud, field.name), QColor) for field in fields(Roles))
