"""Which steps of a run a person means who names files or folders, old or new."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jforg_gui.domain.work import Step, StepKind
from jforg_gui.workflow.aside import is_momentary, own_names


def picked(steps: Sequence[Step], wanted: frozenset[str]) -> list[Step]:
    """The steps a person has picked, with the files of ours beside them, and what was set aside for either."""
    names = own_names(steps)
    before = {step.id: names.get(step.source, step.source) for step in steps}
    chosen = {step.id for step in steps if _among(replace(step, source=before[step.id]), wanted)}
    places = {step.destination for step in steps if step.id in chosen}
    described = {step.id for step in steps if step.made is not None and step.made.beside in places}
    places.update(step.destination for step in steps if step.id in described)
    passed = {step.source for step in steps if step.id in chosen}
    room = {
        step.id
        for step in steps
        if step.kind is StepKind.SET_ASIDE
        and (step.destination in passed if is_momentary(step.destination) else step.source in places)
    }
    return [step for step in steps if step.id in chosen | described | room]


def _among(step: Step, wanted: frozenset[str]) -> bool:
    """Tell whether a file or one of the folders it is in is wanted; a person may have picked thousands of them."""
    paths = (step.source, step.destination) if step.source else (step.destination,)
    return any(place in wanted for path in paths for place in _with_ancestors(path))


def add_ancestors(folders: set[str], path: str) -> None:
    """Add every folder above ``path`` to a set that holds, with a folder, those above it."""
    folder = os.path.dirname(path)
    while folder not in folders:
        folders.add(folder)
        folder = os.path.dirname(folder)


def _with_ancestors(path: str) -> Iterator[str]:
    above = ""
    while path != above:
        yield path
        above, path = path, os.path.dirname(path)
