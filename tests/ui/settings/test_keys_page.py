"""The page of keys that have none of their own speaks of what they are for."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from jforg_gui.storage.settings import KEYS
from jforg_gui.ui.assets import Look
from jforg_gui.ui.settings.keys_page import KeysPage
from tests.ui.conftest import english

__all__ = ["english"]


@pytest.mark.usefixtures("qapp", "english")
def test_no_key_is_shown_by_the_name_it_has_in_the_file(qapp: QApplication) -> None:
    page = KeysPage("Advanced", Look("cog-outline"), KEYS)
    words = {label.text() for label in page.findChildren(QLabel)}
    assert words.isdisjoint(KEYS)
    assert {field.accessibleName() for field in page.fields.values()} <= words
    page.deleteLater()
    qapp.processEvents()
