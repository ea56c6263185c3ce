from __future__ import annotations

import os
import struct

import bundle
import render_icons
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication


def test_every_size_is_drawn_and_packed(qapp: QApplication) -> None:
    assert qapp is not None
    pictures = render_icons.draw(os.path.join(bundle.ROOT, "resources", "icons", "jforg.svg"))
    assert tuple(pictures) == render_icons.SIZES
    for size in (16, 48, 256):
        image = QImage.fromData(QByteArray(pictures[size]))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(0, 0).alpha() == 0, "the corners are transparent"
        assert image.pixelColor(size // 2, size // 2).alpha() == 255, "the middle is not"
    ico = QImage.fromData(QByteArray(render_icons.ico(pictures)))
    assert not ico.isNull()
    icns = render_icons.icns(pictures)
    assert struct.unpack(">4sI", icns[:8]) == (b"icns", len(icns))
