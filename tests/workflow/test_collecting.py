from __future__ import annotations

import gc
import weakref

import pytest

from jforg_gui.workflow.collecting import uncollected, uncollected_so_far


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


def test_what_is_there_is_passed_over_and_what_comes_is_not() -> None:
    class Ring:
        def __init__(self) -> None:
            self.me = self

    gc.unfreeze()  # whatever other tests have left there
    with uncollected_so_far():
        assert gc.get_freeze_count()
        came = weakref.ref(Ring())
        gc.collect()
        assert came() is None
    assert not gc.get_freeze_count()


def test_what_was_taken_out_before_stays_out() -> None:
    gc.freeze()
    try:
        with uncollected_so_far():
            pass
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()
