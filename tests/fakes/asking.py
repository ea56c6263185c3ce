"""An HTTP client of ours that asks a fake, hurried: the same budgets and pauses in a fraction of the time."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast
from urllib.parse import parse_qs, urlencode

from jforg_gui.providers.hosts import VARIABLE, Host, Site, hosts
from jforg_gui.providers.http import Http
from jforg_gui.providers.manners import Budget, Patience
from jforg_gui.workflow.ports import AnswerCache, Lifetime, Remembered
from tests.fakes.databases import install
from tests.fakes.web import Answerer, Asked, Web

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


class DirectHttp:
    """Asks the fake databases without a network in between: for many questions in a short time."""

    def __init__(self) -> None:
        self._web = _Offstage()
        install(cast("Web", self._web))
        self.asked: list[Asked] = []
        self.keys: list[str] = []

    def base(self, site: Site) -> str:
        return f"https://fake/{site.value.lower()}"

    async def json(  # noqa: PLR0913 — as Http has it
        self,
        site: Site,
        path: str,
        params: Mapping[str, str | int] | None = None,
        *,
        lifetime: object = None,  # noqa: ARG002 — as Http has it
        secret: str = "",
        headers: Mapping[str, str] | None = None,
        found: object = None,  # noqa: ARG002 — as Http has it
    ) -> Any:  # noqa: ANN401 — whatever JSON can hold
        url = f"{path}{'&' if '?' in path else '?'}{urlencode(params or {})}"
        self.keys.append(url)
        path, _, query = url.partition("?")
        values = {name: values[-1] for name, values in parse_qs(f"{query}&{secret}").items()}
        sent = {name.lower(): value for name, value in (headers or {}).items()}
        asked = Asked(0.0, site.value.lower(), path, values, sent)
        self.asked.append(asked)
        reply = self._web.sites[asked.site](asked)
        if reply is not None and "Location" in reply.headers:
            return await self.json(site, "/" + reply.headers["Location"].split("/", 2)[2])
        return json.loads(reply.body) if reply is not None and reply.status == 200 else None


class _Offstage:
    """A server that serves nobody."""

    url = "https://fake"

    def __init__(self) -> None:
        self.sites: dict[str, Answerer] = {}
