"""What other people's work is in the frozen program: name, version, licence and licence texts of each part."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib import metadata
from typing import Final

import bundle

from jforg_gui.storage.licenses import Part, distribution_key, licence_texts, part_of

TEXTS: Final = os.path.join(bundle.ROOT, "packaging", "texts")
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
_MEDIA_INFO: Final = (
    "This product uses MediaInfo library, Copyright (c) MediaArea.net SARL. In it are ZenLib and TinyXML-2 (Zlib) and"
    " routines of Brian Gladman. The version is that of pymediainfo, which brings it along."
)
_OWN_QT: Final = "Separate libraries: put your own build of Qt 6.11 in place of ours. Source: https://code.qt.io"
# LGPL parts, and how a person puts another version in their place
_REPLACEABLE: Final[Mapping[str, str]] = {
    "guessit": "Plain .py files: put your own version of the folder guessit in place of ours.",
    "pyside6-essentials": _OWN_QT,
    "shiboken6": _OWN_QT,
}


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
    part = part_of(metadata.distribution(name))
    key = distribution_key(part.name)
    if key not in _REPLACEABLE:
        return part
    texts = tuple(os.path.join(TEXTS, text) for text in ("LGPL-3.0.txt", "GPL-3.0.txt"))
    return replace(part, texts=(*part.texts, *texts), note=_REPLACEABLE[key])


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
        *beside_pymediainfo(),
        Part("CPython", sys.version.split()[0], "Python-2.0", (python,), "https://www.python.org"),
        Part(
            "PyInstaller bootloader",
            starter.version,
            _BOOTLOADER,
            licence_texts(starter),
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


def beside_pymediainfo() -> list[Part]:
    """The library beside pymediainfo, where this system has a wheel of it; its text lies beside it as well."""
    try:
        wrapper = metadata.distribution("pymediainfo")
    except metadata.PackageNotFoundError:
        return []
    beside = [file for file in wrapper.files or () if str(file.parent) == "pymediainfo"]
    if not any("mediainfo." in file.name.lower() for file in beside):
        return []
    texts = tuple(str(wrapper.locate_file(file)) for file in beside if file.name.lower().startswith("license"))
    return [Part("MediaInfo", wrapper.version, "BSD-2-Clause AND Zlib", texts, "https://mediaarea.net", _MEDIA_INFO)]


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
        parts[name] = Part(name, version, bundle.SYSTEM_LIBRARIES[key], tuple(texts))
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
