"""The one way to the network: one client for all databases, with a cache before it and every question asked once."""

from __future__ import annotations

import asyncio
import functools
import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, Self, TypeVar
from urllib.parse import urlencode

from jforg_gui.domain.errors import Problem, ProblemCode, ProviderError
from jforg_gui.domain.provider import Provider, ProviderState
from jforg_gui.providers.answers import parse_json
from jforg_gui.providers.hosts import Host, Site
from jforg_gui.providers.manners import HostManners, Patience
from jforg_gui.providers.wire import Question, Wire, make_client
from jforg_gui.workflow.ports import AnswerCache, Lifetime

T = TypeVar("T")
Params = Mapping[str, str | int]

MOST_AT_ONCE: Final = 8  # beyond it httpx gets slower, not faster
JSON_BYTES: Final = 10 << 20
IMAGE_BYTES: Final = 25 << 20
# httpx and httpcore tell every address and header they send: none of that may reach a log.
_TALKATIVE: Final = ("httpx", "httpcore")


class Http:
    """Asks the databases. Made and used on one event loop; close it when done.

    ``offline`` answers from the cache alone, however old. A question that is under way already is not asked twice.
    """

    def __init__(
        self,
        hosts: Mapping[Site, Host],
        cache: AnswerCache,
        *,
        agent: str,
        offline: bool = False,
        patience: Patience | None = None,
        at_once: int = MOST_AT_ONCE,
    ) -> None:
        """Keep still until the first question; ``agent`` is the User-Agent, with a contact in it."""
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)
        self._hosts, self._cache, self._agent = hosts, cache, agent
        self.offline = offline
        self._patience = patience or Patience()
        self._places = asyncio.Semaphore(at_once)
        self._manners = {site: HostManners(host.budget, self._patience, time.monotonic) for site, host in hosts.items()}
        self._under_way: dict[str, asyncio.Task[Any]] = {}
        self._wire: Wire | None = None
        self._connecting = asyncio.Lock()
        self._close_client: Callable[[], Any] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="jforg-cache")

    async def __aenter__(self) -> Self:
        """Return the client."""
        return self

    async def __aexit__(self, *_error: object) -> None:
        """Close it."""
        await self.aclose()

    async def aclose(self) -> None:
        """End what is under way, close the connections and the cache's thread."""
        tasks = [*self._under_way.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._close_client is not None:
            await self._close_client()
        self._thread.shutdown(wait=True)

    def state(self, provider: Provider) -> ProviderState:
        """How one provider is doing; costs nothing."""
        sites = [self._manners[site] for site, host in self._hosts.items() if host.provider is provider]
        return ProviderState(
            provider,
            remaining=sites[0].remaining(),
            waiting=sum(one.waiting for one in sites),
            asked=sum(one.asked for one in sites),
            fault=sites[0].fault,
            pause=sites[0].pause(),
        )

    def base(self, site: Site) -> str:
        """The address of a site, without a slash at its end."""
        return self._hosts[site].base

    def provider(self, site: Site) -> Provider:
        """The database that a site belongs to."""
        return self._hosts[site].provider

    def allows(self, site: Site, url: str) -> bool:
        """Whether an address is the site's own."""
        return self._hosts[site].allows(url)

    # --- asking ---------------------------------------------------------------------------------------------------

    async def json(  # noqa: PLR0913 — a question has an address, parameters, a secret and a shelf life
        self,
        site: Site,
        path: str,
        params: Params | None = None,
        *,
        lifetime: Lifetime = Lifetime.DETAILS,
        secret: str = "",
        headers: Mapping[str, str] | None = None,
        found: Callable[[Any], bool] = bool,
    ) -> Any:  # noqa: ANN401 — whatever JSON can hold; each provider's reader checks it
        """Return the answer as plain objects; None where the provider knows no such thing.

        ``secret`` (more of the query) and ``headers`` are sent, but never part of the cache's key, a log or a problem.
        ``found`` tells an answer that found something; one that did not is remembered for a shorter time.
        Raises ProviderError.
        """
        host = self._hosts[site]
        url = f"{host.base}{path}" + (f"?{urlencode(params)}" if params else "")
        if secret:
            secret = ("&" if params else "?") + secret
        question = Question(host, url, JSON_BYTES, secret=secret, headers=headers or {})
        return await self._once(question, lifetime, lambda body: parse_json(body, host.provider), found)

    async def image(self, site: Site, url: str, *, limit: int = IMAGE_BYTES, keep: bool = False) -> bytes | None:
        """Return a picture's bytes, at most ``limit``; None where there is none. ``keep`` puts it into the cache.

        Raises ProviderError.
        """
        question = Question(self._hosts[site], url, limit, accept="image/*")
        if keep:
            body: bytes | None = await self._once(question, Lifetime.PICTURE, bytes, bool)
            return body
        if self.offline:
            raise ProviderError(Problem(ProblemCode.WORKING_OFFLINE))
        return await self._ask(question)

    async def _once(
        self, question: Question, lifetime: Lifetime, read: Callable[[bytes], Any], found: Callable[[Any], bool]
    ) -> Any:  # noqa: ANN401 — what ``read`` returns
        """Ask once, however many ask at the same time; who gives up takes nothing from the others."""
        task = self._under_way.get(question.url)
        if task is None:
            task = asyncio.ensure_future(self._remembered(question, lifetime, read, found))
            self._under_way[question.url] = task
            task.add_done_callback(functools.partial(self._done, question.url))
        return await asyncio.shield(task)

    def _done(self, url: str, task: asyncio.Task[Any]) -> None:
        self._under_way.pop(url, None)
        if not task.cancelled():
            task.exception()  # whoever asked has heard it; those who gave up need not

    async def _remembered(
        self, question: Question, lifetime: Lifetime, read: Callable[[bytes], Any], found: Callable[[Any], bool]
    ) -> Any:  # noqa: ANN401 — what ``read`` returns
        known = await self._in_thread(self._cache.get, question.url, self.offline)
        if known is not None and known.body is None:
            return None
        if known is not None and known.body is not None:
            try:
                return read(known.body)
            except ProviderError:
                logging.getLogger(__name__).info("an answer in the cache is damaged and is asked for again")
        if self.offline:
            raise ProviderError(Problem(ProblemCode.WORKING_OFFLINE))
        body = await self._ask(question)
        try:
            answer = None if body is None else read(body)
        except ProviderError as error:
            self._manners[question.host.site].fault = error.problem
            raise
        lasting = lifetime if body is not None and found(answer) else Lifetime.NOTHING
        await self._in_thread(self._cache.put, question.url, body, lasting)
        return answer

    async def _ask(self, question: Question) -> bytes | None:
        manners = self._manners[question.host.site]
        async with manners.slot():
            return await (await self._connected()).ask(question, manners)

    async def _connected(self) -> Wire:
        async with self._connecting:
            if self._wire is None:
                # 20 ms of reading certificates: not on the loop that draws the window
                client = await self._in_thread(make_client, self._agent, self._patience)
                self._wire, self._close_client = Wire(client, self._patience, self._places), client.aclose
            return self._wire

    async def _in_thread(self, work: Callable[..., T], *args: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, functools.partial(work, *args))
