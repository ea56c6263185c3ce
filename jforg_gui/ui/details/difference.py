"""What changes between two paths: the folders and words of either that the other has not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a path, and whether the other path lacks it."""

    text: str
    changed: bool


def difference(before: str, after: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Split two paths, folder by folder; a name counts without its extension, which mostly stays the same."""
    first, second = _split(before), _split(after)
    return tuple(_marked(first, set(second))), tuple(_marked(second, set(first)))


def _split(path: str) -> list[str]:
    folder, name = os.path.split(path)
    stem, extension = os.path.splitext(name)
    folders = [part for part in folder.split(os.sep) if part]
    return [*folders, stem, extension] if extension else [*folders, stem]


def _marked(parts: list[str], known: set[str]) -> Iterator[Part]:
    last = len(parts) - 1
    for index, text in enumerate(parts):
        is_extension = index == last and text.startswith(".") and index > 0
        if index and not is_extension:
            yield Part(os.sep, changed=False)
        yield Part(text, changed=text not in known)
