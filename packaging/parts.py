"""What other people's work is in the frozen program: name, version, licence and licence texts of each part."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import Final

import bundle

TEXTS: Final = os.path.join(bundle.ROOT, "packaging", "texts")
_TEXT_NAMES: Final = ("licen", "copying", "notice", "authors")
_BOOTLOADER: Final = "GPL-2.0-or-later WITH Bootloader-exception"

# Licences a part may have inside an installer that is MIT-licensed as a whole (SPDX). LGPL parts stay replaceable:
# Qt as separate libraries, guessit as plain .py files.
COMPATIBLE: Final = frozenset(
    (
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "LGPL-3.0-only",
        "LGPL-3.0-or-later",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "MPL-2.0",
        "PSF-2.0",
        "Python-2.0",
        "Unicode-3.0",
        "Unlicense",
        "Zlib",
        "blessing",
        "bzip2-1.0.6",
        _BOOTLOADER,
    )
)
# distributions that name no licence in SPDX's words; read in their licence files
_NAMED_OTHERWISE: Final[Mapping[str, str]] = {
    "certifi": "MPL-2.0",
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
_QT: Final = frozenset(("pyside6-essentials", "shiboken6"))


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the bundle; ``files`` are paths of its licence texts, ``note`` what a person should know."""

    name: str
    version: str
    license: str
    files: tuple[str, ...]
    homepage: str = ""
    note: str = ""
    purl: str = ""


def compatible(expression: str) -> bool:
    """Tell whether a licence (an SPDX expression of ``OR`` and ``AND`` without brackets in brackets) may be bundled."""
    choices = expression.replace("(", "").replace(")", "").split(" OR ")
    return any(all(term.strip() in COMPATIBLE for term in choice.split(" AND ")) for choice in choices)


def distributions(modules: Iterable[str]) -> list[Part]:
    """The installed distributions that the modules of these names come from, ours left out."""
    owners = metadata.packages_distributions()
    names = {owner for module in modules for owner in owners.get(module.partition(".")[0], ())}
    return sorted((_part(name) for name in names if name.lower() != bundle.NAME), key=lambda part: part.name.lower())


def _part(name: str) -> Part:
    found = metadata.distribution(name)
    key = found.name.lower().replace("_", "-")
    texts = (
        [os.path.join(TEXTS, text) for text in ("LGPL-3.0.txt", "GPL-3.0.txt")]
        if key in _QT or key == "guessit"
        else []
    )
    note = {
        "guessit": "Plain .py files: put your own version of the folder guessit in place of ours.",
        **dict.fromkeys(
            _QT, "Separate libraries: put your own build of Qt 6.11 in place of ours. Source: https://code.qt.io"
        ),
    }.get(key, "")
    return Part(
        name=found.name,
        version=found.version,
        license=_NAMED_OTHERWISE.get(key) or _licence_of(found),
        files=(*_texts_of(found), *texts),
        homepage=_homepage(found),
        note=note,
        purl=f"pkg:pypi/{key}@{found.version}",
    )


def _licence_of(found: metadata.Distribution) -> str:
    """The licence a distribution names: as an expression, else by classifier, else in the old field."""
    classifiers = [line.rpartition(" :: ")[2] for line in found.metadata.get_all("Classifier") or ()]
    named = next((_CLASSIFIED[line] for line in classifiers if line in _CLASSIFIED), "")
    said = _said(found, "License-Expression") or named or _said(found, "License")
    return {"BSD 2-Clause License": "BSD-2-Clause", "Apache 2.0": "Apache-2.0"}.get(said, said)


def _texts_of(found: metadata.Distribution) -> list[str]:
    named = [file for file in found.files or () if ".dist-info" in str(file.parent)]
    return sorted(
        str(found.locate_file(file))
        for file in named
        if file.name.lower().startswith(_TEXT_NAMES) and not file.name.endswith((".py", ".json"))
    )


def _homepage(found: metadata.Distribution) -> str:
    """The page a distribution names as its own: the old field, else the first of the new ones."""
    pages = [line.partition(",")[2].strip() for line in found.metadata.get_all("Project-URL") or ()]
    return _said(found, "Home-page") or (pages[0] if pages else "")


def _said(found: metadata.Distribution, field: str) -> str:
    """A field of the metadata that may be absent."""
    return next(iter(found.metadata.get_all(field) or ()), "")


def beside_distributions() -> list[Part]:
    """Python itself, the program that starts it, and the icon font."""
    folder = sysconfig.get_path("stdlib")
    texts = [os.path.join(folder, "LICENSE.txt"), f"/usr/share/doc/python3.{sys.version_info.minor}/copyright"]
    texts += [os.path.join(sys.base_prefix, name) for name in ("LICENSE.txt", "LICENSE")]
    python = next((path for path in texts if os.path.isfile(path)), "")
    if not python:
        raise SystemExit(f"The licence text of Python was not found: {', '.join(texts)}.")
    starter = metadata.distribution("pyinstaller")
    return [
        Part("CPython", sys.version.split()[0], "Python-2.0", (python,), "https://www.python.org"),
        Part(
            "PyInstaller bootloader",
            starter.version,
            _BOOTLOADER,
            tuple(_texts_of(starter)),
            "https://pyinstaller.org",
            "The part that starts the program; its exception allows any licence for what it starts.",
        ),
        Part(
            "Material Design Icons",
            "6.9.96",
            "Apache-2.0",
            (os.path.join(TEXTS, "Apache-2.0.txt"),),
            "https://pictogrammers.com",
            "The font of the window's icons.",
        ),
    ]


def system_libraries(paths: Iterable[str]) -> list[Part]:
    """The libraries of this Linux that go along, by Debian package; where dpkg does not know a file, by its own name.

    Raises:
        SystemExit: a library has no licence text on this machine.

    """
    parts: dict[str, Part] = {}
    for path in sorted(paths):
        name, version = _debian_package(path)
        key = bundle.library_name(path)
        texts = [f"/usr/share/doc/{name}/copyright"]
        if key == "libpython3" or name in parts:
            continue  # CPython is listed with its own text
        if not os.path.isfile(texts[0]):
            raise SystemExit(f"{path} goes into the bundle, but its licence text {texts[0]} is not there.")
        parts[name] = Part(
            name, version, bundle.SYSTEM_LIBRARIES[key], tuple(texts), purl=f"pkg:deb/debian/{name}@{version}"
        )
    return list(parts.values())


def _debian_package(path: str) -> tuple[str, str]:
    dpkg = shutil.which("dpkg-query")
    if dpkg is None:
        return os.path.basename(path), ""
    for known in (path, os.path.realpath(path), path.removeprefix("/usr"), "/usr" + path):
        found = subprocess.run([dpkg, "--search", known], capture_output=True, text=True, check=False)
        if found.returncode == 0:
            name = found.stdout.partition(":")[0]
            shown = subprocess.run(
                [dpkg, "--show", "-f", "${Version}", name], capture_output=True, text=True, check=False
            )
            return name, shown.stdout
    return os.path.basename(path), ""
