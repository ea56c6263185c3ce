from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fakes.web import Web, serving


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as one:
        yield one
