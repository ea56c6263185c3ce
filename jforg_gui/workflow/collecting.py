"""Python's garbage collector, kept out of the way while rows are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect no garbage meanwhile, unless it was paused already. Any thread.

    Rows hold no cycles: looking through them again and again as they grow in number takes a seventh of the time that
    recognising and planning take, and finds nothing.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
