"""The log: a few small files in the data folder, the oldest of which goes when the newest is full."""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from typing import Final

_BYTES: Final = 1 << 20  # of one file
_OLDER: Final = 3  # files beside the one being written


def log_to(folder: str) -> logging.Handler | None:
    """Write what is logged to ``folder/jforg.log`` as well; return the handler, None where the disk refuses."""
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        handler = RotatingFileHandler(
            os.path.join(folder, "jforg.log"),
            maxBytes=_BYTES,
            backupCount=_OLDER,
            encoding="utf-8",
            delay=False,
            errors="backslashreplace",
        )
    except OSError as error:
        logging.getLogger(__name__).info("nothing is logged to %s: %s", folder, error)
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    return handler


def stop_logging(handler: logging.Handler | None) -> None:
    """Close what ``log_to`` opened."""
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.close()
