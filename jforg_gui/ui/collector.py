"""Python's garbage collector, kept out of the way while rows arrive."""

from __future__ import annotations

import gc
from typing import Final

from jforg_gui.ui.states import Phase

_ARRIVING: Final = frozenset((Phase.SCANNING, Phase.RECOGNISING))


def pause_while_arriving(phase: Phase) -> None:
    """Follow the session's phases: no collection while rows arrive, and none over those rows afterwards.

    A full collection over a hundred thousand rows stops the window for a tenth of a second and more, and finds
    nothing: rows hold no cycles. What is there when they have arrived is taken out of later collections.
    """
    if phase in _ARRIVING:
        gc.disable()
    elif not gc.isenabled():
        gc.freeze()
        gc.enable()
