"""Looking up online: how near it comes to the ideal with eight at once, what at-once gains, and the loop's gaps."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import statistics
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Final

from benchmarks.report import Better, Figure, Measured
from jforg_gui.domain.candidate import Candidate, Query, WorkKind
from jforg_gui.providers.hosts import Host, Site, hosts
from jforg_gui.providers.http import Http
from jforg_gui.providers.manners import Budget, Patience
from jforg_gui.workflow.ports import Lifetime, Remembered

LOOK_UPS: Final = 400
LATENCY: Final = 0.05
_ROUNDS: Final = 3
_TICK: Final = 0.005
_FREE: Final = Budget(100_000, 1.0, 64)  # the budgets of the hosts are not what is measured here


class _Forgetful:
    """A cache that remembers nothing; fills the port ``AnswerCache``."""

    def get(self, _key: str, _stale: bool = False) -> Remembered | None:  # noqa: FBT001, FBT002 — as the port has it
        """Know nothing."""
        return None

    def put(self, _key: str, _body: bytes | None, _lifetime: Lifetime) -> None:
        """Forget it."""


def measure() -> Measured:
    """Ask a server of our own 400 times, one at a time, four and eight at a time; the best of three rounds each."""
    with _serving() as port:
        walls: dict[int, list[float]] = {1: [], 4: [], 8: []}
        gaps = []
        for round_ in range(_ROUNDS):
            for at_once, found in walls.items():
                if at_once == 1 and round_:
                    continue  # it waits and does little else: it takes as long every time
                wall, gap = asyncio.run(_look_up(port, at_once))
                found.append(wall)
                if at_once == 8:  # noqa: PLR2004 — the number the product uses
                    gaps.append(gap)
    one, four, eight = (min(found) for found in walls.values())
    return Measured(
        (
            Figure("online_wall_vs_ideal_c8", eight / (LATENCY * LOOK_UPS / 8), "x", 1.3),
            Figure("online_speedup_c4", one / four, "x", 3.4, Better.HIGHER),
            Figure("online_speedup_c8", one / eight, "x", 6.0, Better.HIGHER),
            Figure("online_gap_ms", statistics.median(gaps), "ms", 50.0),
        )
    )


async def _look_up(port: int, at_once: int) -> tuple[float, float]:
    """Search for many works with so many requests at once; return the seconds and the longest gap of the loop in ms."""
    host = hosts({"JFORG_PROVIDER_URL_TVMAZE": f"http://127.0.0.1:{port}"})[Site.TVMAZE]
    site = {Site.TVMAZE: Host(host.site, host.provider, host.base, host.allowed, _FREE, host.origin)}
    async with Http(site, _Forgetful(), agent="benchmark", patience=Patience(), at_once=at_once) as http:
        from jforg_gui.providers.tvmaze import TvMaze  # noqa: PLC0415 — with what it imports, before the clock runs

        database = TvMaze(http)
        await database.search(Query(kind=WorkKind.SERIES, titles=("warm up",)))
        gaps: list[float] = []
        watching = asyncio.ensure_future(_watch(gaps))
        start = time.perf_counter()
        found = await asyncio.gather(
            *(database.search(Query(kind=WorkKind.SERIES, titles=(f"work {number}",))) for number in range(LOOK_UPS))
        )
        wall = time.perf_counter() - start
        watching.cancel()
    _check(found)
    return wall, max(gaps) * 1000


def _check(found: list[list[Candidate]]) -> None:
    """The answers come in the order of the questions; anything else would be a figure of something broken."""
    titles = [one[0].title for one in found]
    if titles != [f"work {number}" for number in range(LOOK_UPS)]:
        raise RuntimeError("the answers do not belong to the questions")


async def _watch(gaps: list[float]) -> None:
    before = time.perf_counter()
    while True:
        await asyncio.sleep(_TICK)
        now = time.perf_counter()
        gaps.append(now - before - _TICK)
        before = now


@contextlib.contextmanager
def _serving() -> Iterator[int]:
    """Run the server in a process of its own: what it computes is not the client's."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def _serve(parent: Connection) -> None:
    asyncio.run(_answer_all(parent))


async def _answer_all(parent: Connection) -> None:
    server = await asyncio.start_server(_answer, "127.0.0.1", 0)
    parent.send(server.sockets[0].getsockname()[1])
    async with server:
        await server.serve_forever()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer every request of a connection after the latency: one show that is called as was asked."""
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            title = head.split(b" ", 2)[1].partition(b"?q=")[2].replace(b"+", b" ")
            await asyncio.sleep(LATENCY)
            body = b'[{"score": 1, "show": {"id": 1, "name": "%s", "premiered": "2011-04-17", "weight": 5}}]' % title
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body))
            writer.write(body)
            await writer.drain()
