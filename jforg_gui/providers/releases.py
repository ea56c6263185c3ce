"""Whether there is a newer JFOrg: asked only when the person wishes, answered with a number and a link."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from jforg_gui import __version__
from jforg_gui.domain.errors import ProblemCode, ProviderError
from jforg_gui.domain.provider import Provider
from jforg_gui.providers.answers import problem
from jforg_gui.providers.hosts import Site, hosts
from jforg_gui.providers.http import Http
from jforg_gui.providers.manners import Patience
from jforg_gui.providers.online import HOME, Wishes
from jforg_gui.workflow.ports import Lifetime, Remembered

_PATH: Final = "/repos/jforg/jforg/releases/latest"  # neither drafts nor trial versions
_TAG: Final = re.compile(r"v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Release:
    """A version that is to be had: its number, and the page that tells of it."""

    version: str

    @property
    def page(self) -> str:
        """The address of its page. It is made here: no answer can send the person elsewhere."""
        return f"{HOME}/releases/tag/v{self.version}"


def newer_release(
    environment: Mapping[str, str], *, own: str = __version__, patience: Patience | None = None
) -> Release | None:
    """Ask once, with nothing remembered; None if this is the newest. Blocks: not for the GUI thread.

    Raises:
        ProviderError: there is no answer, or none that can be read.

    """

    async def ask() -> Any:  # noqa: ANN401 — whatever JSON can hold
        async with Http(hosts(environment), _Forgetful(), agent=Wishes().agent, patience=patience) as http:
            return await http.json(Site.RELEASES, _PATH)

    found = asyncio.run(ask())
    if found is None:  # nothing was ever released
        return None
    tag = found.get("tag_name") if isinstance(found, dict) else None
    match = _TAG.fullmatch(tag) if isinstance(tag, str) else None
    if match is None:
        raise ProviderError(problem(ProblemCode.PROVIDER_ANSWER, Provider.GITHUB, error="no version in it"))
    version = ".".join(str(int(number)) for number in match.groups())
    return Release(version) if _numbers(version) > _numbers(own) else None


def _numbers(version: str) -> tuple[int, ...]:
    match = _TAG.match(version)
    return tuple(map(int, match.groups())) if match else ()


class _Forgetful:
    """The port ``AnswerCache`` with no memory: who asks for a newer version wants to know of today."""

    def get(self, key: str, stale: bool = False) -> Remembered | None:  # noqa: FBT001, FBT002, ARG002 — the port's own
        """Remember nothing."""
        return None

    def put(self, key: str, body: bytes | None, lifetime: Lifetime) -> None:
        """Remember nothing."""
