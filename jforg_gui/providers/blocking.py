"""The databases for callers without an event loop: each call has a loop of its own and waits for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from jforg_gui.domain.creation import WantedPicture
from jforg_gui.domain.errors import CancelledError
from jforg_gui.domain.item import Item
from jforg_gui.domain.media import Kind
from jforg_gui.providers.online import Online
from jforg_gui.workflow.answering import sure_only
from jforg_gui.workflow.fetching import NOTHING_TO_FETCH, Fetching
from jforg_gui.workflow.ports import Cancellation

_LOOK_UP_SECONDS: Final = 0.05  # how soon a stop comes through


def look_up(
    connect: Callable[[], Online], items: Sequence[Item], kinds: frozenset[Kind] | None, cancellation: Cancellation
) -> list[Item]:
    """Return the rows with what the databases say of those of these ``kinds`` (None for all), in the same order.

    Raises:
        CancelledError: the person stopped it.

    """

    async def work() -> list[Item]:
        async with connect() as online:
            task = asyncio.ensure_future(online.enrich(asked))
            while not task.done():
                await asyncio.wait((task,), timeout=_LOOK_UP_SECONDS)
                if cancellation.cancelled():
                    task.cancel()
                    raise CancelledError
            found = await task
            return [*map(sure_only, found)] if online.http.offline else found

    wanted = [index for index, item in enumerate(items) if kinds is None or _kind(item) in kinds]
    asked = [items[index] for index in wanted]
    answers = dict(zip(wanted, asyncio.run(work()), strict=True)) if asked else {}
    return [answers.get(index, item) for index, item in enumerate(items)]


def _kind(item: Item) -> Kind:
    return item.owner.kind if item.kind is Kind.EXTRA and item.owner is not None else item.kind


@contextmanager
def fetching(connect: Callable[[], Online], wanted: Sequence[WantedPicture]) -> Iterator[Fetching]:
    """Fetch pictures on a thread of their own; leaving ends it."""
    if not wanted:
        yield NOTHING_TO_FETCH
        return
    made: list[Fetching] = []
    ready = threading.Event()

    async def work() -> None:
        async with connect() as online:
            made.append(Fetching(online.obtainable(wanted), online.picture))
            ready.set()
            await made[0].run()

    def run() -> None:
        try:
            asyncio.run(work())
        finally:
            ready.set()

    thread = threading.Thread(target=run, name="jforg-pictures")
    thread.start()
    ready.wait()
    pictures = made[0] if made else NOTHING_TO_FETCH
    try:
        yield pictures
    finally:
        pictures.stop()
        thread.join()
