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


def difference(
    before: str, after: str, *, input_folder: str = "", library: str = ""
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Split two paths, folder by folder; a name counts without its extension, which mostly stays the same.

    What was added and the library are where the person knows them to be: the one is shown by its name, the other
    whole, and neither counts as changed.
    """
    known, first = _beneath(before, input_folder)
    place, second = _beneath(after, library)
    above = os.path.basename(known.rstrip(os.sep))
    return (
        (*_given(above), *_marked(first, set(second))),
        (*_given(place.rstrip(os.sep)), *_marked(second, set(first))),
    )


def _beneath(path: str, folder: str) -> tuple[str, list[str]]:
    """The folder, and the parts of the path below it; no folder and all parts where the path lies elsewhere."""
    inside = folder.rstrip(os.sep) + os.sep
    if folder and path.startswith(inside):
        return folder, _split(path[len(inside) :])
    return "", _split(path)


def _given(folder: str) -> tuple[Part, ...]:
    return (Part(folder + os.sep, changed=False),) if folder else ()


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
