"""What comes back over the wire, taken with caution: sizes, encodings, JSON, and what each failure means."""

from __future__ import annotations

import json
import os
import socket
import zlib
from typing import Any, Final

import httpx

from jforg_gui.domain.errors import Problem, ProblemCode, ProviderError
from jforg_gui.domain.provider import Provider, provider_name

_GZIP_OR_ZLIB: Final = 47  # zlib's own number for "either header, the widest window"
_STATUS: Final = {
    400: ProblemCode.PROVIDER_QUESTION,
    401: ProblemCode.PROVIDER_KEY,
    403: ProblemCode.PROVIDER_FORBIDDEN,
    422: ProblemCode.PROVIDER_QUESTION,
    429: ProblemCode.PROVIDER_LIMIT,
}
_SERVER_ERRORS: Final = 500


def problem(code: ProblemCode, provider: Provider, **details: object) -> Problem:
    """A problem with a provider; details never hold an address."""
    named = tuple((name, str(value)) for name, value in details.items())
    return Problem(code, details=(("provider", provider_name(provider)), *named))


def status_problem(status: int, provider: Provider, *, keyed: bool) -> Problem:
    """What a status other than success or "not found" means; ``keyed`` when a key was sent along."""
    code = _STATUS.get(status)
    if code is None:
        code = ProblemCode.PROVIDER_DOWN if status >= _SERVER_ERRORS else ProblemCode.PROVIDER_ANSWER
    if provider is Provider.MUSICBRAINZ and status == 503:  # noqa: PLR2004 — its way to say 429
        code = ProblemCode.PROVIDER_LIMIT
    if provider is Provider.OPENLIBRARY and status == 403:  # noqa: PLR2004 — its way to say 429
        code = ProblemCode.PROVIDER_LIMIT
    if code is ProblemCode.PROVIDER_KEY and not keyed:
        code = ProblemCode.PROVIDER_FORBIDDEN
    return problem(code, provider, status=status, error=f"status {status}")


def transport_problem(error: Exception, provider: Provider) -> Problem:
    """What a failure below HTTP means: no name, nobody there, too slow, broken off, a certificate that is wrong."""
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return problem(ProblemCode.PROVIDER_SLOW, provider)
    if isinstance(error, httpx.ConnectError):
        if any(isinstance(one, socket.gaierror) for one in _chain(error)):
            return problem(ProblemCode.NO_NETWORK, provider)
        return problem(ProblemCode.PROVIDER_UNREACHABLE, provider, error=_reason(error))
    if isinstance(error, httpx.RemoteProtocolError) and "location" in str(error):
        return problem(ProblemCode.PROVIDER_ELSEWHERE, provider)  # httpx reads even what it is told not to follow
    if isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError):
        return problem(ProblemCode.PROVIDER_BROKE_OFF, provider)
    return problem(ProblemCode.PROVIDER_UNREACHABLE, provider, error=_reason(error))


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _reason(error: BaseException) -> str:
    """The system's own words, never an address: the innermost error with a number, or the certificate's fault."""
    for one in reversed(_chain(error)):
        verify = getattr(one, "verify_message", "")
        if verify:
            return f"its certificate is not valid ({verify})"
        if isinstance(one, OSError) and one.errno:
            return os.strerror(one.errno)
    return "the connection failed"


class Body:
    """Bytes as they arrive: unpacked within ``limit``, or refused; a bomb is noticed before it is unpacked."""

    def __init__(self, encoding: str, limit: int, provider: Provider) -> None:
        """Take the answer's Content-Encoding; ProviderError for one we did not ask for."""
        self._limit, self._provider = limit, provider
        self._unpack = None
        self._parts: list[bytes] = []
        self._size = 0
        if encoding in {"gzip", "x-gzip", "deflate"}:
            self._unpack = zlib.decompressobj(_GZIP_OR_ZLIB)
        elif encoding not in {"", "identity"}:
            raise ProviderError(problem(ProblemCode.PROVIDER_ANSWER, provider, error="packed in an unknown way"))

    def add(self, chunk: bytes) -> None:
        """Take one chunk from the wire; ProviderError when it gets too big or cannot be unpacked."""
        if self._unpack is not None:
            try:
                chunk = self._unpack.decompress(chunk, self._limit + 1 - self._size)
            except zlib.error as error:
                raise ProviderError(
                    problem(ProblemCode.PROVIDER_ANSWER, self._provider, error="it cannot be unpacked")
                ) from error
        self._size += len(chunk)
        if self._size > self._limit:
            raise ProviderError(problem(ProblemCode.PROVIDER_TOO_BIG, self._provider))
        self._parts.append(chunk)

    def whole(self) -> bytes:
        """All of it; ProviderError when the packed stream ended too early."""
        if self._unpack is not None and not self._unpack.eof and self._size:
            raise ProviderError(problem(ProblemCode.PROVIDER_BROKE_OFF, self._provider))
        return b"".join(self._parts)


def parse_json(body: bytes, provider: Provider) -> Any:  # noqa: ANN401 — whatever JSON can hold
    """Read JSON; ProviderError for HTML, an empty body, NaN, numbers without end, or nesting without end."""
    head = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] == b"<":
        raise ProviderError(problem(ProblemCode.PROVIDER_ANSWER, provider, error="a web page instead of data"))
    try:
        found = json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ProviderError(problem(ProblemCode.PROVIDER_ANSWER, provider, error="it is no JSON")) from error
    return found


def _refuse(name: str) -> None:
    raise ValueError(name)
