"""Databases of ours that hold nothing a person would miss: what is damaged goes, and is begun anew."""

from __future__ import annotations

import os


def remove_database(path: str) -> bool:
    """Remove a closed SQLite database with the files beside it; return whether all of it is gone. Never the journal."""
    gone = True
    for ending in ("", "-wal", "-shm"):
        try:
            os.unlink(path + ending)
        except FileNotFoundError:
            continue
        except OSError:
            gone = False
    return gone
