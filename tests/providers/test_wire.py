from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from jforg_gui.domain.errors import ProblemCode, ProviderError
from jforg_gui.providers.hosts import Site, hosts
from jforg_gui.providers.manners import Budget, HostManners, Patience
from jforg_gui.providers.wire import Question, Wire


class Peer:
    """Stands for a connection: says where it leads to."""

    def __init__(self, address: str) -> None:
        self._address = address

    def get_extra_info(self, name: str) -> Any:  # noqa: ANN401 — as httpcore has it
        return (self._address, 443) if name == "server_addr" else None


def _ask(site: Site, url: str, respond: Any) -> tuple[bytes | None, list[str]]:  # noqa: ANN401 — a handler
    asked: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        response: httpx.Response = respond(request)
        return response

    async def run() -> bytes | None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as client:
            patience = Patience(total=1.0)
            manners = HostManners(Budget(100, 1.0), patience, asyncio.get_running_loop().time)
            wire = Wire(client, patience, asyncio.Semaphore(8))
            return await wire.ask(Question(hosts({})[site], url, 1 << 20), manners)

    return asyncio.run(run()), asked


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "::1", "fe80::1%eth0", "fd00::1"]
)
def test_a_name_of_ours_that_leads_into_a_private_network_is_not_believed(address: str) -> None:
    def respond(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=httpx.ByteStream(b"{}"), extensions={"network_stream": Peer(address)})

    with pytest.raises(ProviderError) as caught:
        _ask(Site.TMDB_IMAGES, "https://image.tmdb.org/t/p/w500/a.jpg", respond)
    assert caught.value.problem.code is ProblemCode.PROVIDER_ELSEWHERE


def test_an_address_of_the_world_is_believed() -> None:
    def respond(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=httpx.ByteStream(b"{}"), extensions={"network_stream": Peer("151.101.1.1")})

    assert _ask(Site.TMDB, "https://api.themoviedb.org/3/a", respond)[0] == b"{}"


def test_plain_http_of_a_host_on_the_list_is_asked_by_https() -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.host == "coverartarchive.org":
            return httpx.Response(307, headers={"Location": "http://archive.org/download/x/y.jpg"})
        return httpx.Response(200, stream=httpx.ByteStream(b"picture"))

    body, asked = _ask(Site.COVERART, "https://coverartarchive.org/release/x/front", respond)
    assert body == b"picture"
    assert asked == ["https://coverartarchive.org/release/x/front", "https://archive.org/download/x/y.jpg"]
