from __future__ import annotations

import asyncio
import gzip
import json
import logging
import socket
import zlib
from email.utils import formatdate
from typing import Final

import pytest

from jforg_gui.domain.errors import ProblemCode, ProviderError
from jforg_gui.domain.provider import Provider
from jforg_gui.providers.hosts import Site, hosts
from jforg_gui.providers.http import IMAGE_BYTES, Http
from jforg_gui.providers.manners import Budget, Patience, retry_after
from jforg_gui.workflow.ports import Lifetime
from tests.fakes.asking import HURRIED, MemoryCache, ask, make_http
from tests.fakes.web import Reply, Web, as_json

CANARY: Final = "c0ffee00c0ffee00c0ffee00c0ffee00"
HALF: Final = gzip.compress(b'{"results": 1}' * 9)[:-9]


async def _search(http: Http) -> object:
    return await http.json(Site.TMDB, "/search", {"query": "tide"}, lifetime=Lifetime.SEARCH)


def _answering(web: Web, value: object = None) -> None:
    web.sites["tmdb"] = lambda _asked: as_json({"results": [1]} if value is None else value)


def _fault(web: Web, **options: object) -> ProblemCode:
    with pytest.raises(ProviderError) as caught:
        ask(web, _search, **options)
    assert CANARY not in str(caught.value.problem)
    return caught.value.problem.code


def test_an_answer_comes_back_and_is_remembered(web: Web) -> None:
    _answering(web)
    cache = MemoryCache()

    assert ask(web, _search, cache=cache) == {"results": [1]}
    assert ask(web, _search, cache=cache) == {"results": [1]}
    assert len(web.asked) == 1
    assert web.asked[0].headers["user-agent"] == "test ( https://example.org )"


def test_what_was_found_and_what_was_not_live_differently_long(web: Web) -> None:
    web.sites["tmdb"] = lambda asked: as_json({"results": []}) if asked.path == "/search" else None
    cache = MemoryCache()

    async def both(http: Http) -> tuple[object, object]:
        empty = await http.json(
            Site.TMDB, "/search", lifetime=Lifetime.SEARCH, found=lambda answer: bool(answer["results"])
        )
        return empty, await http.json(Site.TMDB, "/movie/1")

    assert ask(web, both, cache=cache) == ({"results": []}, None)
    assert [*cache.lifetimes.values()] == [Lifetime.NOTHING, Lifetime.NOTHING]


def test_the_same_question_is_asked_once_however_many_ask(web: Web) -> None:
    _answering(web)
    web.latency = 0.05

    async def burst(http: Http) -> list[object]:
        return await asyncio.gather(*(_search(http) for _ in range(500)))

    assert ask(web, burst) == [{"results": [1]}] * 500
    assert len(web.asked) == 1


def test_who_gives_up_takes_nothing_from_the_others(web: Web) -> None:
    _answering(web)
    web.latency = 0.05

    async def two(http: Http) -> object:
        first, second = asyncio.ensure_future(_search(http)), asyncio.ensure_future(_search(http))
        await asyncio.sleep(0.01)
        first.cancel()
        return await second

    assert ask(web, two) == {"results": [1]}


def test_offline_answers_from_memory_alone(web: Web) -> None:
    _answering(web)
    cache = MemoryCache()
    assert _fault(web, offline=True) is ProblemCode.WORKING_OFFLINE
    ask(web, _search, cache=cache)

    assert ask(web, _search, cache=cache, offline=True) == {"results": [1]}
    assert len(web.asked) == 1


@pytest.mark.parametrize(("requests", "seconds"), [(5, 0.2), (1, 0.05)])
def test_no_window_ever_holds_more_than_the_budget(web: Web, requests: int, seconds: float) -> None:
    _answering(web)
    count = requests * 3 + 1

    async def many(http: Http) -> None:
        await asyncio.gather(*(http.json(Site.TMDB, f"/movie/{number}") for number in range(count)))

    patience = Patience(total=5.0)
    ask(web, many, budgets={Site.TMDB: Budget(requests, seconds)}, patience=patience)
    assert len(web.asked) == count
    assert web.most_in_any(seconds, "tmdb") == requests


def test_no_more_than_eight_at_once_over_all_hosts(web: Web) -> None:
    for site in ("tmdb", "tvmaze"):
        web.sites[site] = lambda asked: as_json({"results": [asked.path]})
    web.latency = 0.02

    async def many(http: Http) -> None:
        sites = (Site.TMDB, Site.TVMAZE)
        await asyncio.gather(*(http.json(sites[number % 2], f"/{number}") for number in range(40)))

    ask(web, many)
    assert 4 < web.most_at_once <= 8


def test_every_hop_of_a_redirect_counts_against_the_budget(web: Web) -> None:
    def answer(asked: object) -> Reply:
        number = int(getattr(asked, "path").rsplit("/", 1)[1])  # noqa: B009 — the fake's own record
        return Reply(302, headers={"Location": f"/tmdb/hop/{number + 1}"}) if number % 3 else as_json([1])

    web.sites["tmdb"] = answer

    async def two(http: Http) -> None:
        await asyncio.gather(http.json(Site.TMDB, "/hop/1"), http.json(Site.TMDB, "/hop/4"))

    ask(web, two, budgets={Site.TMDB: Budget(2, 0.2)}, patience=Patience(total=5.0))
    assert len(web.asked) == 6
    assert web.most_in_any(0.2, "tmdb") == 2


# --- pauses and faults ------------------------------------------------------------------------------------------------


def test_a_pause_that_is_asked_for_is_kept_by_all(web: Web) -> None:
    _answering(web)
    web.faults["tmdb"] = [Reply(429, b"{}", {"Retry-After": "1"})]

    async def many(http: Http) -> None:
        first = asyncio.ensure_future(http.json(Site.TMDB, "/1"))
        await asyncio.sleep(0.1)
        await asyncio.gather(first, http.json(Site.TMDB, "/2"))

    ask(web, many)
    assert len(web.asked) == 3
    assert web.asked[1].when - web.asked[0].when >= 0.99


def test_without_a_word_on_the_pause_it_doubles(web: Web) -> None:
    _answering(web)
    web.faults["tmdb"] = [Reply(429), Reply(429), Reply(429)]

    ask(web, _search, patience=Patience(back_off=0.04))
    gaps = [later.when - earlier.when for earlier, later in zip(web.asked, web.asked[1:], strict=False)]
    assert [gap >= least for gap, least in zip(gaps, (0.04, 0.08, 0.16), strict=True)] == [True] * 3


def test_a_pause_beyond_all_patience_is_a_limit_reached(web: Web) -> None:
    web.always["tmdb"] = Reply(429, b"{}", {"Retry-After": "3600"})

    async def twice(http: Http) -> tuple[float, int]:
        for _ in range(2):
            with pytest.raises(ProviderError) as caught:
                await _search(http)
            assert caught.value.problem.code is ProblemCode.PROVIDER_LIMIT
        state = http.state(Provider.TMDB)
        return state.pause, state.remaining

    pause, remaining = ask(web, twice)
    assert (round(pause, -2), remaining) == (3600, 0)
    assert len(web.asked) == 1


@pytest.mark.parametrize(
    ("reply", "code", "requests"),
    [
        (Reply(429), ProblemCode.PROVIDER_LIMIT, 5),
        (Reply(503, b"<html>busy</html>"), ProblemCode.PROVIDER_DOWN, 5),
        (Reply(500), ProblemCode.PROVIDER_DOWN, 5),
        (Reply(401, b'{"status_code":7}'), ProblemCode.PROVIDER_KEY, 1),
        (Reply(403), ProblemCode.PROVIDER_FORBIDDEN, 1),
        (Reply(400), ProblemCode.PROVIDER_QUESTION, 1),
        (Reply(422), ProblemCode.PROVIDER_QUESTION, 1),
        (Reply(418), ProblemCode.PROVIDER_ANSWER, 1),
        (Reply(200, b'{"results": [1]}', cut=5), ProblemCode.PROVIDER_BROKE_OFF, 3),
        (Reply(200, b"{}", stall=1.0), ProblemCode.PROVIDER_SLOW, 2),
        (Reply(200, b'{"results": ["abcdefgh"]}', drip=0.1), ProblemCode.PROVIDER_SLOW, 2),
        (Reply(200, b"<!DOCTYPE html><html>log in</html>"), ProblemCode.PROVIDER_ANSWER, 1),
        (Reply(200, b""), ProblemCode.PROVIDER_ANSWER, 1),
        (Reply(200, b'{"a": NaN}'), ProblemCode.PROVIDER_ANSWER, 1),
        (Reply(200, b"[" * 100_000), ProblemCode.PROVIDER_ANSWER, 1),
        (Reply(200, b"9" * 100_000), ProblemCode.PROVIDER_ANSWER, 1),
        (Reply(200, b"\xff\xfe\xfa"), ProblemCode.PROVIDER_ANSWER, 1),
        (Reply(200, b"not gzip", {"Content-Encoding": "gzip"}), ProblemCode.PROVIDER_ANSWER, 1),
        (Reply(200, b"br", {"Content-Encoding": "br"}), ProblemCode.PROVIDER_ANSWER, 1),
        (
            Reply(200, gzip.compress(b'{"results": 1}' * 9)[:-9], {"Content-Encoding": "gzip"}),
            ProblemCode.PROVIDER_BROKE_OFF,
            3,
        ),
        (Reply(200, b'"' + b"x" * 100_000, endless=True), ProblemCode.PROVIDER_TOO_BIG, 1),
        (Reply(302, headers={"Location": "http://example.org/"}), ProblemCode.PROVIDER_ELSEWHERE, 1),
        (Reply(302, headers={"Location": "file:///etc/passwd"}), ProblemCode.PROVIDER_ELSEWHERE, 1),
        (Reply(302, headers={"Location": "http://127.0.0.1:1/"}), ProblemCode.PROVIDER_ELSEWHERE, 1),
        (Reply(302, headers={"Location": "http://[::1"}), ProblemCode.PROVIDER_ELSEWHERE, 1),
        (Reply(302), ProblemCode.PROVIDER_ELSEWHERE, 1),
        (Reply(302, headers={"Location": "/tmdb/round"}), ProblemCode.PROVIDER_ELSEWHERE, 6),
    ],
)
def test_each_fault_is_called_by_its_name(web: Web, reply: Reply, code: ProblemCode, requests: int) -> None:
    web.always["tmdb"] = reply

    async def keyed(http: Http) -> object:
        return await http.json(Site.TMDB, "/search", {"query": "tide"}, secret=f"api_key={CANARY}")

    with pytest.raises(ProviderError) as caught:
        ask(web, keyed)
    assert caught.value.problem.code is code
    assert caught.value.__cause__ is None or CANARY not in repr(caught.value.__cause__)
    assert CANARY not in str(caught.value.problem)
    assert len(web.asked) == requests
    assert web.asked[0].query["api_key"] == CANARY


def test_a_bomb_is_refused_before_it_is_unpacked(web: Web) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(60)) + packer.flush()
    web.always["tmdb"] = Reply(200, bomb, {"Content-Encoding": "gzip"})

    assert len(bomb) < 1 << 20
    assert _fault(web) is ProblemCode.PROVIDER_TOO_BIG


def test_a_packed_answer_is_unpacked(web: Web) -> None:
    web.always["tmdb"] = Reply(200, gzip.compress(json.dumps({"results": [1]}).encode()), {"Content-Encoding": "gzip"})

    assert ask(web, _search) == {"results": [1]}


def test_a_key_never_travels_along_a_redirect(web: Web) -> None:
    web.faults["tmdb"] = [Reply(302, headers={"Location": "/tmdb/moved"})]
    _answering(web)

    async def keyed(http: Http) -> object:
        return await http.json(
            Site.TMDB, "/a", secret=f"api_key={CANARY}", headers={"Authorization": f"Bearer {CANARY}"}
        )

    ask(web, keyed)
    assert [CANARY in str(one) for one in web.asked] == [True, False]


def test_no_log_ever_tells_an_address_or_a_key(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    _answering(web)
    caplog.set_level(logging.DEBUG)

    async def keyed(http: Http) -> object:
        return await http.json(Site.TMDB, "/a", secret=f"api_key={CANARY}", headers={"Authorization": CANARY})

    cache = MemoryCache()
    ask(web, keyed, cache=cache)
    assert CANARY not in caplog.text
    assert not [name for name in cache.kept if CANARY in name]


def test_nobody_there_and_no_name_are_two_things() -> None:
    async def elsewhere(address: str) -> ProblemCode:
        http = Http(hosts({"JFORG_PROVIDER_URL_TMDB": address}), MemoryCache(), agent="test", patience=HURRIED)
        async with http:
            with pytest.raises(ProviderError) as caught:
                await _search(http)
            return caught.value.problem.code

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        free = taken.getsockname()[1]
    assert asyncio.run(elsewhere(f"http://127.0.0.1:{free}")) is ProblemCode.PROVIDER_UNREACHABLE
    assert asyncio.run(elsewhere("http://no-such-name.invalid")) is ProblemCode.NO_NETWORK


def test_a_host_that_is_down_is_left_alone_for_a_while(web: Web) -> None:
    web.always["tmdb"] = Reply(400)

    async def many(http: Http) -> int:
        for number in range(6):
            with pytest.raises(ProviderError):
                await http.json(Site.TMDB, f"/{number}")
        while_open = len(web.asked)
        web.always.clear()
        _answering(web)
        await asyncio.sleep(HURRIED.breaker)
        assert await http.json(Site.TMDB, "/7") == {"results": [1]}
        assert http.state(Provider.TMDB).fault is None
        return while_open

    assert ask(web, many) == 3


def test_a_key_that_was_refused_is_not_tried_again(web: Web) -> None:
    web.always["tmdb"] = Reply(401)

    async def twice(http: Http) -> object:
        for number in range(2):
            with pytest.raises(ProviderError):
                await http.json(Site.TMDB, f"/{number}", secret=f"api_key={CANARY}")
        return http.state(Provider.TMDB).fault

    assert getattr(ask(web, twice), "code", None) is ProblemCode.PROVIDER_KEY
    assert len(web.asked) == 1


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("12", 12.0), (" 7 ", 7.0), ("-1", None), ("soon", None), ("", None), (None, None), ("9" * 30, None)],
)
def test_a_pause_is_read(text: str | None, seconds: float | None) -> None:
    assert retry_after(text, 1000.0) == seconds


def test_a_pause_may_be_a_date() -> None:
    assert retry_after(formatdate(1_700_000_030, usegmt=True), 1_700_000_000.0) == 30.0
    assert retry_after(formatdate(1_600_000_000, usegmt=True), 1_700_000_000.0) == 0.0


@pytest.mark.parametrize(
    ("site", "url", "allowed"),
    [
        (Site.TMDB_IMAGES, "https://image.tmdb.org/t/p/w500/a.jpg", True),
        (Site.TMDB_IMAGES, "http://image.tmdb.org/t/p/w500/a.jpg", False),
        (Site.TMDB_IMAGES, "https://image.tmdb.org:8443/a.jpg", False),
        (Site.TMDB_IMAGES, "https://image.tmdb.org@evil.example/a.jpg", False),
        (Site.TMDB_IMAGES, "https://user@image.tmdb.org/a.jpg", False),
        (Site.TMDB_IMAGES, "https://image.tmdb.org.evil.example/a.jpg", False),
        (Site.TMDB_IMAGES, "https://evilimage.tmdb.org/a.jpg", False),
        (Site.TMDB_IMAGES, "https://169.254.169.254/", False),
        (Site.TMDB_IMAGES, "https://[::1]/", False),
        (Site.TMDB_IMAGES, "https://0x7f000001/", False),
        (Site.TMDB_IMAGES, "file:///etc/passwd", False),
        (Site.TMDB_IMAGES, "https://image.tmdb.org:x/", False),
        (Site.COVERART, "https://ia800.us.archive.org/a.jpg", True),
        (Site.COVERART, "https://notarchive.org/a.jpg", False),
    ],
)
def test_who_may_answer(site: Site, url: str, allowed: bool) -> None:  # noqa: FBT001 — a table
    assert hosts({})[site].allows(url) is allowed


def test_another_address_answers_alone() -> None:
    host = hosts({"JFORG_PROVIDER_URL_TMDB": "http://127.0.0.1:8000/x/"})[Site.TMDB]

    assert host.base == "http://127.0.0.1:8000/x"
    assert host.allows("http://127.0.0.1:8000/other")
    assert not host.allows("https://api.themoviedb.org/3")
    assert not host.allows("http://127.0.0.1:8001/x")


def test_a_picture_is_capped(web: Web) -> None:
    web.always["tmdb_images"] = Reply(200, b"x" * 100_000, endless=True)

    async def picture(http: Http) -> object:
        return await http.image(Site.TMDB_IMAGES, f"{http.base(Site.TMDB_IMAGES)}/w500/a.jpg", limit=1 << 20)

    assert IMAGE_BYTES == 25 << 20
    with pytest.raises(ProviderError) as caught:
        ask(web, picture)
    assert caught.value.problem.code is ProblemCode.PROVIDER_TOO_BIG


def test_closing_ends_what_is_under_way(web: Web) -> None:
    web.always["tmdb"] = Reply(200, b"{}", stall=5.0)

    async def leave() -> bool:
        http = make_http(web, patience=Patience())
        task = asyncio.ensure_future(_search(http))
        await asyncio.sleep(0.05)
        await http.aclose()
        return task.cancelled() or isinstance((await asyncio.gather(task, return_exceptions=True))[0], BaseException)

    assert asyncio.run(leave())
