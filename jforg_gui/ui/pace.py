"""How fast a run goes and how long it will go on, from what it tells."""

from __future__ import annotations

from collections import deque
from typing import Final

_WINDOW_SECONDS: Final = 8.0
_QUIET_SECONDS: Final = 3.0  # no guess before that
_STEP_SECONDS: Final = 1.0  # and none more often than that


class Pace:
    """Rates over the last seconds. Times are in seconds of any clock that only goes forward."""

    def __init__(self, started: float) -> None:
        """Begin to measure."""
        self._started = started
        self._samples: deque[tuple[float, int]] = deque([(started, 0)])
        self._said: tuple[float, float | None] = (started, None)

    def note(self, now: float, done: int) -> None:
        """Take note that so much is done."""
        self._samples.append((now, done))
        while len(self._samples) > 2 and now - self._samples[1][0] > _WINDOW_SECONDS:  # noqa: PLR2004 — keep a span
            self._samples.popleft()

    def rate(self) -> float:
        """How much is done per second lately."""
        (then, before), (now, done) = self._samples[0], self._samples[-1]
        return (done - before) / (now - then) if now > then else 0.0

    def seconds_left(self, now: float, rest: int) -> float | None:
        """How long the rest may take: None at the beginning, and never a new guess twice in a second."""
        if now - self._started < _QUIET_SECONDS:
            return None
        said_at, said = self._said
        if said is None or now - said_at >= _STEP_SECONDS:
            rate = self.rate()
            said = rest / rate if rate > 0 else None
            self._said = (now, said)
        return said
