from __future__ import annotations

from PySide6.QtWidgets import QApplication

from jforg_gui.domain.disks import Meaning, Way
from jforg_gui.storage.settings import Language
from jforg_gui.ui.language import Speaker
from jforg_gui.ui.run.meanings import meaning_words

MEANING = Meaning(way=Way.RENAME, files=12, size=40_200_000_000, source="/in", destination="/media/a\u202eb")


def test_a_mode_is_explained_in_the_persons_language(qapp: QApplication) -> None:
    assert meaning_words(MEANING).startswith("12 files (40.2 GB): renamed")
    speaker = Speaker.of(qapp)
    speaker.speak(Language.GERMAN)
    try:
        assert meaning_words(MEANING) == "12 Dateien (40,2 GB): auf demselben Datenträger umbenannt, sofort"
    finally:
        speaker.speak(Language.ENGLISH)
