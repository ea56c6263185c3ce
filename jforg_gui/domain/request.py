"""What is asked for, and what a plan is then made of."""

from __future__ import annotations

from dataclasses import dataclass

from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.errors import Problem
from jforg_gui.domain.item import Item
from jforg_gui.domain.listing import Listing
from jforg_gui.domain.media import Kind
from jforg_gui.domain.plan import Roots


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What shall be planned, and how. ``kinds`` None means all; ``min_size`` is in bytes.

    ``nfo``: metadata is written as well; ``online``: titles are looked up; ``artwork``: pictures are fetched.
    """

    inputs: tuple[str, ...]
    roots: Roots
    policy: ConflictPolicy = ConflictPolicy.SKIP
    kinds: frozenset[Kind] | None = None
    min_size: int = 0
    nfo: bool = True
    mode: Mode = Mode.MOVE
    online: bool = False
    artwork: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a plan is made of: rows, what the libraries hold, and what could not be looked at."""

    items: tuple[Item, ...]
    listing: Listing
    problems: tuple[Problem, ...] = ()
