"""Where the libraries lie."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from jforg_gui.domain.media import Library


@dataclass(frozen=True, slots=True)
class Roots:
    """Where each library lies: absolute paths. A library that is missing takes nothing."""

    folders: Mapping[Library, str]

    @classmethod
    def under(cls, destination: str) -> Roots:
        """The libraries as folders of one destination (``--dest``)."""
        return cls({library: os.path.join(destination, library.value) for library in Library})

    def get(self, library: Library) -> str | None:
        """The folder of one library."""
        return self.folders.get(library)
