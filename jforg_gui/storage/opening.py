"""What a start needs to know before there is a window: the settings, and how the window lay when it was closed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from jforg_gui.domain.errors import SettingsError
from jforg_gui.storage.places import Places
from jforg_gui.storage.settings import Settings, load
from jforg_gui.storage.window import load_window


@dataclass(frozen=True, slots=True)
class Opening:
    """Everything that is read at a start; ``first`` if there never was one, ``trouble`` says what cannot be used."""

    places: Places
    settings: Settings
    first: bool = False
    trouble: str = ""
    window: Mapping[str, bytes] = field(default_factory=dict)


def read_opening(places: Places) -> Opening:
    """Read it; where the settings cannot be used the window opens with defaults and says so. Before the first paint."""
    first = not os.path.exists(places.settings_file)
    window = load_window(places.window_file)
    try:
        return Opening(places, load(places.settings_file), first, window=window)
    except SettingsError as error:
        return Opening(places, Settings({}), first, str(error), window)
