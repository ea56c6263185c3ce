"""The application's icon, drawn from its SVG after the first paint."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap

from jforg_gui.ui.resources import resource

_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)


def draw_app_icon() -> list[QImage]:
    """The icon in every usual size; none where its file is missing. Reads the disk: not for the GUI thread."""
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 — not needed before the first paint

    try:
        with open(resource("icons", "jforg.svg"), "rb") as file:
            picture = QSvgRenderer(QByteArray(file.read()))
    except OSError:
        return []
    images = []
    for size in _SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        picture.render(painter)
        painter.end()
        images.append(image)
    return images


def icon_of(images: list[QImage]) -> QIcon:
    """Those pictures as one icon. GUI thread only."""
    icon = QIcon()
    for image in images:
        icon.addPixmap(QPixmap.fromImage(image))
    return icon
