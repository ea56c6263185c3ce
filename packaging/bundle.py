"""What goes into the frozen program: one list for the three systems, read by the spec, the build and the tests."""

from __future__ import annotations

import os
import re
import sys
from typing import Final

ROOT: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NAME: Final = "jforg"
GUI: Final = "jforg-gui"
CLI: Final = "jforg"
TITLE: Final = "JFOrg"
SUMMARY: Final = "Turns messy media folders into libraries that Jellyfin reads right, and takes it back"
HOMEPAGE: Final = "https://github.com/jforg/jforg"
BUNDLE_ID: Final = "org.jforg.JFOrg"

# LGPL parts, and what they read their rules from by module name: as plain .py files a person can replace
AS_SOURCE: Final = ("guessit", "rebulk", "babelfish")
# imported by name at run time, where PyInstaller cannot see it
NAMED_AT_RUN_TIME: Final = AS_SOURCE
# packages that load a library of their own from their folder, by its name
WITH_LIBRARY: Final = ("pymediainfo",)
# distributions whose entry points or version are asked for at run time
WITH_METADATA: Final = ("guessit", "babelfish", "keyring")

# Modules that something imports in passing and nothing of ours uses.
LEFT_OUT_MODULES: Final = (
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtPrintSupport",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtTest",
    "_pytest",
    "curses",
    "dateutil.zoneinfo",
    "lib2to3",
    "mypy",
    "numpy",
    "pip",
    "pydoc_data",
    "pytest",
    "qtawesome",
    "readline",  # GPL where it is GNU's
    "qtpy",
    "setuptools",
    "sqlite3.test",
    "tkinter",
    "unittest",
    "wheel",
)

# Files of Qt that its hooks bring along: by the end of their place in the bundle, `/` on every system.
_UNWANTED: Final = re.compile(
    r"""
      /plugins/(?:egldeviceintegrations|generic|networkinformation|printsupport|qmltooling|sqldrivers|tls|virtualkeyboard
                 |wayland-graphics-integration-client|xcbglintegrations)/  # nothing of ours draws with OpenGL
    | /plugins/platforms/(?:lib)?q(?:eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc|direct2d)\b
    | /plugins/imageformats/(?:lib)?q(?:pdf|tga|tiff|wbmp)\b
    | /plugins/platforminputcontexts/(?:lib)?qtvirtualkeyboard
    | /(?:lib)?Qt6?(?:(?i:EglFs)\w*|Network|OpenGL|OpenGLWidgets|Pdf|PrintSupport|Qml\w*|Quick\w*|Sql|Test
                      |VirtualKeyboard)
        (?:\.so|\.dll|\.framework|\.abi3|$)
    | /opengl32sw\.dll$ | /d3dcompiler_\d+\.dll$
    | /translations/(?!qtbase_(?:de|en)\.qm$).*\.qm$
    | /qtawesome/fonts/(?!materialdesignicons6-webfont)
    """,
    re.VERBOSE,
)


# Libraries of the Linux it is built on that a person's Linux may lack, with their licences (SPDX). Everything else of
# the system (X11, OpenGL, fonts, glib, the C and C++ run time) is used from there, and `.deb` depends on it.
SYSTEM_LIBRARIES: Final = {
    "libbz2": "bzip2-1.0.6",
    "libcrypto": "Apache-2.0",
    "libexpat": "MIT",
    "libffi": "MIT",
    "liblzma": "0BSD",
    "libmpdec": "BSD-2-Clause",
    "libpython3": "PSF-2.0",
    "libsqlite3": "blessing",
    "libssl": "Apache-2.0",
    "libuuid": "BSD-3-Clause",
    "libxcb-cursor": "MIT",
    "libxcb-icccm": "MIT",
    "libxcb-image": "MIT",
    "libxcb-keysyms": "MIT",
    "libxcb-render-util": "MIT",
    "libxcb-util": "MIT",
    "libz": "Zlib",
}
_SYSTEM_FOLDERS: Final = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/", "/usr/local/lib/")


def library_name(path: str) -> str:
    """The name a library goes by, without its version: ``libpython3`` for ``/usr/lib/libpython3.11.so.1.0``."""
    return re.split(r"\.|-\d", os.path.basename(path), maxsplit=1)[0]


def of_the_system(destination: str, source: str) -> bool:
    """Tell whether a binary is a library of the Linux we build on; what Python loads lies in folders of the bundle."""
    return "/" not in destination and os.path.abspath(source).startswith(_SYSTEM_FOLDERS)


def carried(destination: str, source: str) -> bool:
    """Tell whether a binary goes into the bundle, by its place there and where it comes from."""
    if unwanted(destination):
        return False
    return not of_the_system(destination, source) or library_name(destination) in SYSTEM_LIBRARIES


def unwanted(destination: str) -> bool:
    """Tell whether a file is left out, by its place in the bundle."""
    return bool(_UNWANTED.search("/" + destination.replace("\\", "/")))


def version() -> str:
    """The version of the source that is being built, as ``0.1.0``."""
    with open(os.path.join(ROOT, "jforg_gui", "__init__.py"), encoding="utf-8") as file:
        found = re.search(r'^__version__ = "([^"]+)"', file.read(), re.MULTILINE)
    if not found:
        raise SystemExit("jforg_gui/__init__.py names no __version__.")
    return found[1]


def four_numbers(text: str) -> tuple[int, int, int, int]:
    """The version as Windows wants it; what is not a number counts as 0, as ``1.2.0rc1`` → (1, 2, 0, 0)."""
    numbers = [int(found[0]) if (found := re.match(r"\d+", part)) else 0 for part in text.split(".")]
    one, two, three, four = [*numbers, 0, 0, 0, 0][:4]
    return one, two, three, four


def architecture(machine: str) -> str:
    """The common name of a processor: ``x86_64`` and ``AMD64`` are ``amd64``, ``aarch64`` is ``arm64``."""
    return {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64", "arm64": "arm64"}.get(
        machine.lower(), machine.lower()
    )


def icon_file(platform: str = sys.platform) -> str:
    """The drawn icon that belongs into a program of this system, by its name in the folder of drawn icons."""
    return {"win32": f"{NAME}.ico", "darwin": f"{NAME}.icns"}.get(platform, f"{NAME}-256.png")
