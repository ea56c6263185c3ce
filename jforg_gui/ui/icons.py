"""Icons: glyphs of Material Design Icons, drawn once for each role, theme and size.

QtAwesome carries the font and the list of its names. Its code is not imported: that takes 0.11 s, two thirds of what
a whole empty window takes to start, loads OpenGL, and draws every icon anew at every paint.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPainterPath, QPixmap, QRawFont

_FONT: Final = "materialdesignicons6-webfont"
_EM: Final = 96.0  # pixels; any size that is drawn without hints
_SCALES: Final = (1.0, 2.0)  # of the screens we meet; Qt scales for others


class MissingIconsError(RuntimeError):
    """QtAwesome is not installed as it should be."""


def _files() -> tuple[str, str]:
    """The paths of the font and of its names."""
    spec = find_spec("qtawesome")
    for package in (spec.submodule_search_locations or ()) if spec else ():
        folder = os.path.join(package, "fonts")
        names = [name for name in sorted(os.listdir(folder)) if name.startswith(_FONT)]
        fonts = [name for name in names if name.endswith(".ttf")]
        charmaps = [name for name in names if name.endswith(".json")]
        if fonts and charmaps:
            return os.path.join(folder, fonts[0]), os.path.join(folder, charmaps[0])
    raise MissingIconsError("QtAwesome with Material Design Icons 6 is not installed.")


_CODE: Final = 16  # characters within which a code ends


@cache
def _names() -> str:
    with open(_files()[1], encoding="ascii") as file:
        return file.read()


def _character(name: str) -> str:
    """Look one name up in the text: making 7,000 objects of it, or a pattern for each, takes longer than drawing."""
    names = _names()
    place = names.find(f'"{name}":')
    if place < 0:
        raise KeyError(name)
    after = place + len(name) + 3
    return chr(int(names[after : after + _CODE].split('"')[1], 16))  # "0xf0004"


@cache
def _font() -> QRawFont:
    with open(_files()[0], "rb") as file:
        return QRawFont(file.read(), _EM, QFont.HintingPreference.PreferNoHinting)


@cache
def _outline(name: str) -> QPainterPath:
    """The glyph in a square of one em, which is the icon's own grid of 24 by 24."""
    glyph = _font().glyphIndexesForString(_character(name))[0]
    path = _font().pathForGlyph(glyph)
    path.setFillRule(Qt.FillRule.WindingFill)
    path.translate(0, _font().ascent())
    return path


def _pixmap(name: str, color: QColor, pixels: int) -> QPixmap:
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(pixels / _EM, pixels / _EM)
    painter.fillPath(_outline(name), color)
    painter.end()
    return pixmap


def draw_icon(name: str, size: int, *, normal: QColor, disabled: QColor, selected: QColor) -> QIcon:
    """Make the icon of that name for a side of ``size`` logical pixels, sharp on every usual screen.

    Raises:
        KeyError: there is no such icon.
        MissingIconsError: there are none at all.

    """
    icon = QIcon()
    for scale in _SCALES:
        drawn: dict[str, QPixmap] = {}
        for mode, color in (
            (QIcon.Mode.Normal, normal),  # and Active, which Qt takes for the same
            (QIcon.Mode.Selected, selected),
            (QIcon.Mode.Disabled, disabled),
        ):
            pixmap = drawn.get(color.name())
            if pixmap is None:
                pixmap = _pixmap(name, color, round(size * scale))
                pixmap.setDevicePixelRatio(scale)
                drawn[color.name()] = pixmap
            icon.addPixmap(pixmap, mode)
    return icon
