from __future__ import annotations

import gc

import pytest

from jforg_gui.workflow.collecting import uncollected


def test_the_collector_works_again_afterwards_whatever_happens() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        len([]) / (1 if gc.isenabled() else 0)
    assert gc.isenabled()


def test_a_collector_that_was_paused_stays_so() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
