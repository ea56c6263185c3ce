"""In a process of its own: there can be one application object only, and the other tests have theirs."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

SCRIPT: Final = """
import sys
from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from jforg_gui.app import application

qt = application()
opened = []
qt.opened.connect(opened.append)
qt.sendEvent(qt, QFileOpenEvent(sys.argv[1]))
qt.sendEvent(qt, QFileOpenEvent(QUrl("https://example.org/a")))
qt.sendEvent(qt, QEvent(QEvent.Type.User))
print(opened)
"""


def test_what_is_dropped_on_the_dock_is_told(tmp_path: object) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, f"{tmp_path}"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str([f"{tmp_path}"])
