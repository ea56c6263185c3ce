"""One question over the wire: hops of redirects each checked and counted, tries with pauses, bytes with a limit."""

from __future__ import annotations

import asyncio
import functools
import ipaddress
import os
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

import httpx

from jforg_gui.domain.errors import ProblemCode, ProviderError
from jforg_gui.providers.answers import Body, problem, status_problem, transport_problem
from jforg_gui.providers.hosts import Host
from jforg_gui.providers.manners import HostManners, Patience, retry_after

_MOST_HOPS: Final = 5
_TRIES: Final[Mapping[ProblemCode, int]] = {
    ProblemCode.PROVIDER_LIMIT: 5,
    ProblemCode.PROVIDER_DOWN: 5,
    ProblemCode.PROVIDER_SLOW: 2,
    ProblemCode.PROVIDER_BROKE_OFF: 3,
}
_REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_NOT_FOUND: Final = frozenset((404, 410))
_GOOD: Final = 200
_PROXIES: Final = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: an address, what goes with it in secret, and how much may come back (bytes)."""

    host: Host
    url: str
    limit: int
    accept: str = "application/json"
    secret: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def keyed(self) -> bool:
        """Whether a key goes along."""
        return bool(self.secret) or bool(self.headers)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A status with what is needed of it."""

    status: int
    body: bytes = b""
    location: str = ""
    pause: float | None = None


@functools.cache
def _certificates() -> ssl.SSLContext:
    """The certificates a host may show, read once: it takes 20 ms."""
    return httpx.create_ssl_context(trust_env=False)


def make_client(agent: str, patience: Patience) -> httpx.AsyncClient:
    """Make the client: certificates checked, no cookies kept, no passwords from files; a proxy if one is set."""
    proxy = next((os.environ[name] for name in _PROXIES if os.environ.get(name)), None)
    return httpx.AsyncClient(
        headers={"User-Agent": agent, "Accept-Encoding": "gzip"},
        timeout=httpx.Timeout(patience.total, connect=patience.connect),
        follow_redirects=False,
        trust_env=False,
        proxy=proxy,
        verify=_certificates(),
        limits=httpx.Limits(max_connections=16, max_keepalive_connections=16),
    )


class Wire:
    """Sends questions; knows nothing of caches. One event loop."""

    def __init__(self, client: httpx.AsyncClient, patience: Patience, places: asyncio.Semaphore) -> None:
        """Use this client; ``patience`` says how long to wait for what, ``places`` how many requests run at once."""
        self._client, self._patience, self._places = client, patience, places
        self._direct = not any(os.environ.get(name) for name in _PROXIES)

    async def ask(self, question: Question, manners: HostManners) -> bytes | None:
        """Return the answer's bytes, None for "not found". Raises ProviderError when tries and patience are over."""
        tried = 0
        while True:
            if (closed := manners.open_fault()) is not None:
                raise ProviderError(closed)
            tried += 1
            try:
                answer = await self._follow(question, manners)
            except ProviderError as error:
                await self._failed(error, tried, manners, None)
                continue
            if answer.status == _GOOD:
                manners.succeeded()
                return answer.body
            if answer.status in _NOT_FOUND:
                manners.succeeded()
                return None
            said = status_problem(answer.status, question.host.provider, keyed=question.keyed)
            await self._failed(ProviderError(said), tried, manners, answer.pause)

    async def _failed(self, error: ProviderError, tried: int, manners: HostManners, asked: float | None) -> None:
        """Wait for the next try, or raise when there is none."""
        code = error.problem.code
        pause = manners.back_off(tried, asked)
        if code is ProblemCode.PROVIDER_KEY:
            manners.refused(error.problem)
            raise error
        if code is ProblemCode.PROVIDER_LIMIT and pause > self._patience.longest_pause:
            manners.failed(error.problem, at_once=pause)
            raise error
        if tried >= _TRIES.get(code, 1):
            manners.failed(error.problem)
            raise error
        if code is ProblemCode.PROVIDER_LIMIT:
            manners.keep_quiet(pause)  # a host that asks for a pause asks everybody
        else:
            await asyncio.sleep(pause)

    async def _follow(self, question: Question, manners: HostManners) -> _Answer:
        """Ask, and go where the host points as long as that is one of its own addresses."""
        url, host = question.url, question.host
        for _ in range(_MOST_HOPS + 1):
            if not host.allows(url):
                raise ProviderError(problem(ProblemCode.PROVIDER_ELSEWHERE, host.provider))
            async with manners.turn(), self._places:
                answer = await self._hop(question, url)
            if answer.status not in _REDIRECTS:
                return answer
            url = _target(host, url, answer.location)
        raise ProviderError(problem(ProblemCode.PROVIDER_ELSEWHERE, host.provider))

    async def _hop(self, question: Question, url: str) -> _Answer:
        provider = question.host.provider
        headers = {"Accept": question.accept}
        first = url == question.url
        if first:
            headers |= question.headers  # a key goes to the address it is meant for, never along a redirect
        try:
            async with asyncio.timeout(self._patience.total):
                target = url + question.secret if first else url
                async with self._client.stream("GET", target, headers=headers) as response:
                    return await self._read(response, question)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            raise ProviderError(transport_problem(error, provider)) from None  # the cause holds the whole address

    async def _read(self, response: httpx.Response, question: Question) -> _Answer:
        status = response.status_code
        self._check_peer(response, question)
        if status in _REDIRECTS:
            return _Answer(status, location=response.headers.get("location", ""))
        if status != _GOOD:
            return _Answer(status, pause=retry_after(response.headers.get("retry-after"), time.time()))
        body = Body(response.headers.get("content-encoding", "").lower(), question.limit, question.host.provider)
        async for chunk in response.aiter_raw():
            body.add(chunk)
        return _Answer(status, body.whole())

    def _check_peer(self, response: httpx.Response, question: Question) -> None:
        """Refuse an answer from a private address: a name on our list must not lead into the person's own network."""
        stream = response.extensions.get("network_stream")
        if stream is None or question.host.origin is not None or not self._direct:
            return
        peer = stream.get_extra_info("server_addr")
        if peer and not ipaddress.ip_address(str(peer[0]).partition("%")[0]).is_global:
            raise ProviderError(problem(ProblemCode.PROVIDER_ELSEWHERE, question.host.provider))


def _target(host: Host, url: str, location: str) -> str:
    """The address a redirect points to, by https where plain http names a host that is on the list.

    The Cover Art Archive and archive.org still write their own addresses with http.
    """
    try:
        target = urljoin(url, location) if location else ""
    except ValueError:
        return ""
    safe = f"https://{target.removeprefix('http://')}"
    return safe if target.startswith("http://") and host.origin is None and host.allows(safe) else target
