"""Manners towards one host: a budget in a sliding window, pauses it asked for, and a breaker for when it is down."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Final

from jforg_gui.domain.errors import Problem

_LONGEST_BACK_OFF: Final = 60.0
_FAILURES_UNTIL_OPEN: Final = 3
_FOREVER: Final = float("inf")


@dataclass(frozen=True, slots=True)
class Budget:
    """At most ``requests`` in any window of ``seconds``, and at most ``parallel`` at once."""

    requests: int
    seconds: float
    parallel: int = 8


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait: for a connection, a whole answer, between tries (doubling), and with the breaker open.

    A host that asks for a longer pause than ``longest_pause`` is not waited for. All in seconds.
    """

    connect: float = 10.0
    total: float = 30.0
    back_off: float = 1.0
    breaker: float = 60.0
    longest_pause: float = 60.0


class HostManners:
    """What is owed to one host. Not thread-safe: one event loop uses it."""

    def __init__(self, budget: Budget, patience: Patience, clock: Callable[[], float]) -> None:
        """Begin with a whole budget and a closed breaker; ``clock`` gives seconds that never run backwards."""
        self._budget, self._patience, self._clock = budget, patience, clock
        self._ended: deque[float] = deque()
        self._flying = 0
        self._answered = asyncio.Event()
        self._turn = asyncio.Lock()
        self._slots = asyncio.Semaphore(budget.parallel)
        self._quiet_until = 0.0
        self._open_until = 0.0
        self._failures = 0
        self.fault: Problem | None = None
        self.waiting = 0
        self.asked = 0

    @contextlib.asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Hold one of the host's parallel places for a whole look-up, redirects included."""
        self.waiting += 1
        try:
            async with self._slots:
                yield
        finally:
            self.waiting -= 1

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until one more request may be sent, and hold the turn until it is answered. In the order of asking.

        A request counts until its answer is a whole window old. It reached the host before it was answered, so no
        window at the host ever holds more than the budget, however unevenly requests travel. Every hop of a redirect
        is a request.
        """
        async with self._turn:
            while (wait := self._wait()) > 0:
                self._answered.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._answered.wait(), None if wait == _FOREVER else wait)
            self._flying += 1
            self.asked += 1
        try:
            yield
        finally:
            self._flying -= 1
            self._ended.append(self._clock())
            self._answered.set()

    def _wait(self) -> float:
        """The seconds until there may be room; infinite where only an answer can make some."""
        now = self._clock()
        self._forget(now)
        quiet = self._quiet_until - now
        if self._flying + len(self._ended) < self._budget.requests:
            return quiet
        return max(quiet, self._ended[0] + self._budget.seconds - now) if self._ended else _FOREVER

    def _forget(self, now: float) -> None:
        while self._ended and self._ended[0] + self._budget.seconds <= now:
            self._ended.popleft()

    def remaining(self) -> int:
        """How many requests may be sent now without waiting."""
        self._forget(self._clock())
        return 0 if self.pause() > 0 else self._budget.requests - self._flying - len(self._ended)

    def pause(self) -> float:
        """The seconds for which nothing is sent, because the host asked for it or the breaker is open."""
        return max(0.0, self._quiet_until - self._clock(), self._open_until - self._clock())

    def keep_quiet(self, seconds: float) -> None:
        """Send nothing for some time: the host has asked for it, so it holds for every request."""
        self._quiet_until = max(self._quiet_until, self._clock() + seconds)

    def back_off(self, tried: int, asked_for: float | None) -> float:
        """The pause before the next try, in seconds: what the host asked for, else 1, 2, 4, 8 … with jitter."""
        grown = min(_LONGEST_BACK_OFF, self._patience.back_off * 2.0 ** (tried - 1))
        return max(grown, asked_for) if asked_for is not None else grown * (1 + random.random() / 4)  # noqa: S311 — jitter

    def open_fault(self) -> Problem | None:
        """Why the host is not asked at all now; None when it is. Time over, one request may try again."""
        if self._open_until > self._clock():
            return self.fault
        return None

    def succeeded(self) -> None:
        """Note an answer: all is well."""
        self._failures = 0
        self._open_until = 0.0
        self.fault = None

    def failed(self, fault: Problem, *, at_once: float | None = None) -> None:
        """Note a look-up that failed; three in a row open the breaker, ``at_once`` (seconds) does so immediately."""
        self._failures += 1
        self.fault = fault
        if at_once is not None:
            self._open_until = self._clock() + at_once
        elif self._failures >= _FAILURES_UNTIL_OPEN:
            self._open_until = self._clock() + self._patience.breaker

    def refused(self, fault: Problem) -> None:
        """Note that the key was refused: asking again makes nothing better until there is another one."""
        self.failed(fault, at_once=_FOREVER)


def retry_after(value: str | None, now: float) -> float | None:
    """Read a ``Retry-After`` header as seconds from ``now`` (seconds since the epoch); None if it says nothing.

    Source: RFC 9110, section 10.2.3: whole seconds or a date.
    """
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdecimal() and len(text) < 10:  # noqa: PLR2004 — nobody means thirty years
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, TypeError, OverflowError, OSError):
        return None
