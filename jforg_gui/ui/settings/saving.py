"""Saving the settings: written in the background, then taken over by the engine."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from jforg_gui.engine import Engine
from jforg_gui.storage.settings import Settings, save
from jforg_gui.ui.jobs import Ending, Jobs
from jforg_gui.ui.language import trouble


class SettingsSaver(QObject):
    """Writes settings for a dialog, whose child it is: nothing comes back to a dialog that has gone."""

    done = Signal(str)
    """'' once the engine has the new settings, or the sentence why they cannot be written."""

    def __init__(self, engine: Engine, jobs: Jobs, parent: QObject) -> None:
        """Remember whom to write for."""
        super().__init__(parent)
        self._engine, self._jobs = engine, jobs
        self._settings = engine.settings

    def save(self, settings: Settings) -> None:
        """Begin writing; ``done`` comes later, on the GUI thread."""
        self._settings = settings
        path = self._engine.places.settings_file
        self._jobs.start(lambda _job: save(settings, path)).ended.connect(self._on_ended)

    @Slot(object)
    def _on_ended(self, ending: Ending) -> None:
        if ending.error is not None:
            self.done.emit(trouble(ending.error))
        elif not ending.cancelled:
            self._engine.settings = self._settings
            self.done.emit("")
