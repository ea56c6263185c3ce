"""Other people's work in this program: name, version, licence and texts of each part, for About and the build."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import Any, Final

_NAME: Final = "jforg"
_TEXT_NAMES: Final = ("licen", "copying", "notice", "authors")
_MOST_TEXT: Final = 1 << 20  # bytes; the longest licence there is has 35 KB

# distributions that name no licence in SPDX's words; read in their licence files
_NAMED_OTHERWISE: Final[Mapping[str, str]] = {
    "httpcore": "BSD-3-Clause",
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
}
# classifiers that stand for one licence only ("BSD License" stands for several)
_CLASSIFIED: Final[Mapping[str, str]] = {
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_SPELLED_OTHERWISE: Final[Mapping[str, str]] = {"BSD 2-Clause License": "BSD-2-Clause", "Apache 2.0": "Apache-2.0"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the program; ``texts`` are paths of its licence texts, ``note`` what a person should know."""

    name: str
    version: str
    license: str
    texts: tuple[str, ...] = ()
    homepage: str = ""
    note: str = ""


def all_parts() -> tuple[Part, ...]:
    """Every part of the running program; reads the disk, not for the GUI thread.

    The frozen program carries a list beside its licence texts; from source the installed distributions tell.
    """
    folder = os.path.join(getattr(sys, "_MEIPASS", ""), "licenses")
    listed = _listed(folder) if hasattr(sys, "_MEIPASS") else ()
    return listed or tuple(sorted(_installed(_NAME, {_NAME}), key=lambda part: part.name.lower()))


def _listed(folder: str) -> tuple[Part, ...]:
    try:
        with open(os.path.join(folder, "index.json"), encoding="utf-8") as file:
            found: list[dict[str, Any]] = json.load(file)
    except (OSError, ValueError):
        return ()
    return tuple(
        Part(
            name=str(entry.get("name", "")),
            version=str(entry.get("version", "")),
            license=str(entry.get("license", "")),
            texts=tuple(os.path.join(folder, *str(text).split("/")) for text in entry.get("texts", ())),
            homepage=str(entry.get("homepage", "")),
            note=str(entry.get("note", "")),
        )
        for entry in found
    )


def _installed(name: str, seen: set[str]) -> Iterator[Part]:
    """The distribution of that name and what it needs, as far as it is installed here."""
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return
    yield part_of(found)
    for line in found.requires or ():
        needed = distribution_key(re.split(r"[^\w.-]", line, maxsplit=1)[0])
        if needed not in seen and "extra ==" not in line:
            seen.add(needed)
            yield from _installed(needed, seen)


def distribution_key(name: str) -> str:
    """A distribution's name as it is compared (PEP 503, but dots stay)."""
    return name.lower().replace("_", "-")


def part_of(found: metadata.Distribution) -> Part:
    """An installed distribution as a part, with the licence it names."""
    classifiers = [line.rpartition(" :: ")[2] for line in found.metadata.get_all("Classifier") or ()]
    named = next((_CLASSIFIED[line] for line in classifiers if line in _CLASSIFIED), "")
    said = _said(found, "License-Expression") or named or _said(found, "License")
    pages = [line.partition(",")[2].strip() for line in found.metadata.get_all("Project-URL") or ()]
    return Part(
        name=found.name,
        version=found.version,
        license=_NAMED_OTHERWISE.get(distribution_key(found.name)) or _SPELLED_OTHERWISE.get(said, said),
        texts=licence_texts(found),
        homepage=_said(found, "Home-page") or (pages[0] if pages else ""),
    )


def licence_texts(found: metadata.Distribution) -> tuple[str, ...]:
    """The paths of the licence texts that a distribution was installed with."""
    named = [file for file in found.files or () if ".dist-info" in str(file.parent)]
    texts = [
        file for file in named if file.name.lower().startswith(_TEXT_NAMES) and file.suffix not in {".py", ".json"}
    ]
    return tuple(sorted(str(found.locate_file(file)) for file in texts))


def _said(found: metadata.Distribution, field: str) -> str:
    """A field of the metadata that may be absent."""
    return next(iter(found.metadata.get_all(field) or ()), "")


def licence_text(part: Part) -> str:
    """The texts of a part, one after another; '' where none can be read. Reads the disk, not for the GUI thread."""
    texts = []
    for path in part.texts:
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                texts.append(file.read(_MOST_TEXT).strip())
        except OSError:
            continue
    return "\n\n\n".join(texts)
