"""Long loops that can be stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from jforg_gui.domain.errors import CancelledError
from jforg_gui.workflow.ports import Cancellation

T = TypeVar("T")
_BETWEEN: Final = 256


def going_on(things: Iterable[T], cancellation: Cancellation) -> Iterator[T]:
    """Give things one after the other, and ask now and then whether to go on. Raises CancelledError."""
    for number, thing in enumerate(things):
        if not number % _BETWEEN and cancellation.cancelled():
            raise CancelledError
        yield thing
