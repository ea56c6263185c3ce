"""A real HTTP server on loopback that answers, throttles, stalls, lies, redirects, breaks off, and remembers."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Asked:
    """One request as it arrived; ``when`` in seconds of the monotonic clock, ``site`` the first part of the path."""

    when: float
    site: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]

    @property
    def line(self) -> str:
        return f"/{self.site}{self.path}?" + "&".join(f"{name}={value}" for name, value in sorted(self.query.items()))


@dataclass(frozen=True)
class Reply:
    """What is sent back. ``cut`` sends only so many bytes of the body promised; ``stall`` waits first (seconds)."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    stall: float = 0.0
    drip: float = 0.0
    endless: bool = False


def as_json(value: object, status: int = 200, **headers: str) -> Reply:
    return Reply(status, json.dumps(value).encode(), {"Content-Type": "application/json", **headers})


Answerer = Callable[[Asked], Reply | None]


class Web:
    """The server. ``sites`` answer by the first part of the path; ``faults`` come before them, once or for good."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.sites: dict[str, Answerer] = {}
        self.faults: dict[str, list[Reply]] = {}
        self.always: dict[str, Reply] = {}
        self.latency = 0.0
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.web = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), name="fake-web", daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._server.shutdown()
        self._server.end_connections()
        self._server.server_close()
        self._thread.join()

    def lines(self, site: str = "") -> list[str]:
        return [one.line for one in self.asked if not site or one.site == site]

    def most_in_any(self, seconds: float, site: str) -> int:
        """The most requests of a site in any window of so many seconds."""
        times = sorted(one.when for one in self.asked if one.site == site)
        return max((sum(start <= when < start + seconds for when in times) for start in times), default=0)

    def answer(self, path: str, headers: Mapping[str, str]) -> Reply:
        when = time.monotonic()
        parts = urlsplit(path)
        site, _, rest = parts.path.lstrip("/").partition("/")
        query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        asked = Asked(when, site, f"/{rest}", query, {name.lower(): value for name, value in headers.items()})
        with self._lock:
            self.asked.append(asked)
            fault = self.faults[site].pop(0) if self.faults.get(site) else self.always.get(site)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            if self.latency:
                self._stop.wait(self.latency)
            if fault is not None:
                return fault
            answerer = self.sites.get(site)
            return (answerer(asked) if answerer else None) or as_json({"error": "not here"}, 404)
        finally:
            with self._lock:
                self._at_once -= 1

    def wait(self, seconds: float) -> None:
        self._stop.wait(seconds)

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()


class _Server(ThreadingHTTPServer):
    web: Web
    daemon_threads = False
    block_on_close = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self.connections: set[Any] = set()
        super().__init__(address, handler)

    def process_request(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket | tuple[bytes, socket]) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def end_connections(self) -> None:
        for one in [*self.connections]:
            try:
                one.shutdown(2)
            except OSError:
                continue

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        """Say nothing: clients that break off are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # headers and body in one packet
    server: _Server

    def do_GET(self) -> None:
        web = self.server.web
        reply = web.answer(self.path, dict(self.headers.items()))
        if reply.stall:
            web.wait(reply.stall)
        self.send_response_only(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.endless:
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            while not web.stopping:
                self.wfile.write(reply.body)
            return
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if reply.drip:
            for byte in reply.body:
                self.wfile.write(bytes((byte,)))
                self.wfile.flush()
                web.wait(reply.drip)
            return
        self.wfile.write(reply.body if reply.cut is None else reply.body[: reply.cut])
        self.close_connection = self.close_connection or reply.cut is not None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — the base class's name
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Web]:
    web = Web()
    web.start()
    try:
        yield web
    finally:
        web.stop()
