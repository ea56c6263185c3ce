"""How the window lay when it was last closed: a small file beside the settings, of no worth to anybody else."""

from __future__ import annotations

import base64
import binascii
import json
import logging
from collections.abc import Mapping
from typing import Any

from jforg_gui.storage.json_file import write_json

log = logging.getLogger(__name__)


def load_window(path: str) -> dict[str, bytes]:
    """Return what Qt wrote of each part (geometry, splitter, header), by name; a file of no use means none."""
    try:
        with open(path, encoding="utf-8") as file:
            found: Any = json.load(file)
        if not isinstance(found, dict):
            return {}
        return {
            name: base64.b64decode(text, validate=True)
            for name, text in found.items()
            if isinstance(name, str) and isinstance(text, str)
        }
    except (FileNotFoundError, binascii.Error):
        return {}
    except (OSError, ValueError) as error:
        log.info("the window's file is of no use: %s", error)
        return {}


def save_window(parts: Mapping[str, bytes], path: str) -> None:
    """Remember the parts; where that is not possible the window opens as it did the first time."""
    try:
        write_json(path, {name: base64.b64encode(part).decode("ascii") for name, part in parts.items()})
    except OSError as error:
        log.info("the window's file cannot be written: %s", error)
