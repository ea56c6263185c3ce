"""An HTTP client of ours that asks a fake, hurried: the same budgets and pauses in a fraction of the time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from jforg_gui.providers.hosts import VARIABLE, Host, Site, hosts
from jforg_gui.providers.http import Http
from jforg_gui.providers.manners import Budget, Patience
from jforg_gui.workflow.ports import AnswerCache, Lifetime, Remembered
from tests.fakes.web import Web

T = TypeVar("T")

HURRIED = Patience(connect=0.4, total=0.4, back_off=0.01, breaker=0.3, longest_pause=1.5)
PLENTY = Budget(1000, 0.05, 8)
SITES = [site for site in Site if site is not Site.TVMAZE_IMAGES]


class MemoryCache:
    """Remembers in memory, for good; fills the port ``AnswerCache``."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes | None] = {}
        self.lifetimes: dict[str, Lifetime] = {}

    def get(self, key: str, stale: bool = False) -> Remembered | None:  # noqa: ARG002, FBT001, FBT002 — the port's
        return Remembered(self.kept[key]) if key in self.kept else None

    def put(self, key: str, body: bytes | None, lifetime: Lifetime) -> None:
        self.kept[key] = body
        self.lifetimes[key] = lifetime


def variables(web: Web) -> dict[str, str]:
    """The environment that sends every question to the fake; each site below a path of its own."""
    return {VARIABLE + site.value: f"{web.url}/{site.value.lower()}" for site in SITES}


def hurried_hosts(web: Web, budgets: Mapping[Site, Budget] | None = None) -> dict[Site, Host]:
    own = budgets or {}
    return {site: replace(host, budget=own.get(site, PLENTY)) for site, host in hosts(variables(web)).items()}


def make_http(
    web: Web,
    *,
    budgets: Mapping[Site, Budget] | None = None,
    cache: AnswerCache | None = None,
    offline: bool = False,
    patience: Patience = HURRIED,
) -> Http:
    kept = cache if cache is not None else MemoryCache()
    return Http(
        hurried_hosts(web, budgets), kept, agent="test ( https://example.org )", offline=offline, patience=patience
    )


def ask(web: Web, work: Callable[[Http], Awaitable[T]], **options: object) -> T:
    """Run some work with a client on a loop of its own, and close it."""

    async def run() -> T:
        async with make_http(web, **options) as http:  # type: ignore[arg-type]  # as make_http takes them
            return await work(http)

    return asyncio.run(run())
