"""Draws the icon in every size and form from the one SVG: PNGs for hicolor, ``ico`` for Windows, ``icns`` for macOS."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Mapping
from typing import Final

import bundle

SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512, 1024)
_ICO_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)
# type codes of Apple's icon container that hold a PNG, by side in pixels
_ICNS_TYPES: Final = ((b"icp4", 16), (b"icp5", 32), (b"ic11", 32), (b"ic12", 64), (b"ic07", 128), (b"ic13", 256))
_ICNS_LARGE: Final = ((b"ic08", 256), (b"ic14", 512), (b"ic09", 512), (b"ic10", 1024))


def draw(svg: str) -> dict[int, bytes]:
    """Return a PNG for each of ``SIZES``, by its side in pixels; needs Qt, but no display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt  # noqa: PLC0415 — the containers are made without it
    from PySide6.QtGui import QGuiApplication, QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    _application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    picture = QSvgRenderer(svg)
    if not picture.isValid():
        raise SystemExit(f"{svg} is no picture that can be drawn.")
    drawn = {}
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        picture.render(painter)
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub knows paths only
        drawn[size] = bytes(data.data())
    return drawn


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """Windows' icon file: a directory of pictures, each a PNG (allowed since Windows Vista)."""
    offset = 6 + 16 * len(_ICO_SIZES)
    entries, body = [], b""
    for size in _ICO_SIZES:
        side = size % 256  # 0 stands for 256
        entries.append(struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(pictures[size]), offset + len(body)))
        body += pictures[size]
    return struct.pack("<HHH", 0, 1, len(_ICO_SIZES)) + b"".join(entries) + body


def icns(pictures: Mapping[int, bytes]) -> bytes:
    """Apple's icon file: chunks of type, length and PNG."""
    chunks = [
        struct.pack(">4sI", kind, 8 + len(pictures[size])) + pictures[size]
        for kind, size in (*_ICNS_TYPES, *_ICNS_LARGE)
    ]
    body = b"".join(chunks)
    return struct.pack(">4sI", b"icns", 8 + len(body)) + body


def render(folder: str) -> None:
    """Write ``jforg-16.png`` … ``jforg-1024.png``, ``jforg.ico`` and ``jforg.icns`` into ``folder``."""
    os.makedirs(folder, exist_ok=True)
    pictures = draw(os.path.join(bundle.ROOT, "resources", "icons", f"{bundle.NAME}.svg"))
    files = {f"{bundle.NAME}-{size}.png": picture for size, picture in pictures.items()}
    files |= {f"{bundle.NAME}.ico": ico(pictures), f"{bundle.NAME}.icns": icns(pictures)}
    for name, content in files.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)


if __name__ == "__main__":
    render(sys.argv[1])
