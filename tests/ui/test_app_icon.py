from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from jforg_gui.ui import app_icon
from jforg_gui.ui.app_icon import draw_app_icon, icon_of


def test_the_icon_is_sharp_in_every_usual_size(qapp: QApplication) -> None:
    assert qapp is not None
    images = draw_app_icon()
    assert [image.width() for image in images] == [16, 24, 32, 48, 64, 128, 256]
    assert all(image.pixelColor(image.width() // 2, image.height() // 2).alpha() == 255 for image in images)
    icon = icon_of(images)
    assert sorted(size.width() for size in icon.availableSizes()) == [16, 24, 32, 48, 64, 128, 256]


def test_without_its_file_there_is_no_icon(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_icon, "resource", lambda *_parts: f"{tmp_path}/none.svg")
    assert draw_app_icon() == []
