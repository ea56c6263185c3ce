"""Puts the frozen program into a ``.deb``: files where Debian wants them, dependencies read off the libraries."""

from __future__ import annotations

import datetime as dt
import email.utils
import gzip
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from typing import Final

import bundle

LINUX: Final = os.path.join(bundle.ROOT, "packaging", "linux")
_HICOLOR: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_HOME: Final = f"usr/lib/{bundle.NAME}"
_OPTIONAL: Final = ("libqgtk3.so",)  # loaded where a desktop has GTK; what it needs the program does not depend on


def build_deb(frozen: str, icons: str, date: str, output: str) -> str:
    """Build the package from the frozen folder and return its path; ``date`` is that of the release, ``2026-01-31``.

    Raises:
        SystemExit: a tool of dpkg is missing, or failed.

    """
    arch = _run("dpkg", "--print-architecture")
    path = os.path.join(output, f"{bundle.NAME}_{bundle.version()}_{arch}.deb")
    with tempfile.TemporaryDirectory() as root:
        shutil.copytree(frozen, os.path.join(root, _HOME), symlinks=True)
        _programs(root)
        _documents(root, {"@VERSION@": bundle.version(), "@DATE@": date, "@YEAR@": date[:4]})
        _icons(root, icons)
        _permissions(root)
        _control(root, arch)
        _run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, path)
    return path


def _run(*command: str, folder: str | None = None) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    except FileNotFoundError:
        raise SystemExit(f"{command[0]} is missing: sudo apt-get install dpkg-dev") from None
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if "warning:" not in line]
        raise SystemExit("\n".join((f"{' '.join(command[:3])} … failed:", *errors)))
    return done.stdout.strip()


def _programs(root: str) -> None:
    os.makedirs(os.path.join(root, "usr/bin"))
    for name in (bundle.GUI, bundle.CLI):
        os.symlink(f"../lib/{bundle.NAME}/{name}", os.path.join(root, "usr/bin", name))


def filled(name: str, words: Mapping[str, str]) -> str:
    """The text of a file in ``packaging/linux`` with its ``@WORDS@`` filled in."""
    with open(os.path.join(LINUX, name), encoding="utf-8") as file:
        text = file.read()
    for word, value in words.items():
        text = text.replace(word, value)
    return text


def _documents(root: str, words: Mapping[str, str]) -> None:
    with open(os.path.join(bundle.ROOT, "CHANGELOG.md"), encoding="utf-8") as file:
        news = file.read()
    texts = {
        "usr/share/applications/jforg.desktop": filled("jforg.desktop", words),
        "usr/share/metainfo/org.jforg.JFOrg.metainfo.xml": filled("org.jforg.JFOrg.metainfo.xml", words),
        "usr/share/doc/jforg/copyright": filled("copyright", words),
        "usr/share/lintian/overrides/jforg": filled("lintian-overrides", words),
        "usr/share/man/man1/jforg.1.gz": filled("jforg.1", words),
        "usr/share/man/man1/jforg-gui.1.gz": filled("jforg-gui.1", words),
        "usr/share/doc/jforg/NEWS.gz": news,
        "usr/share/doc/jforg/changelog.gz": filled("changelog", {**words, "@DAY@": _mail_date(words["@DATE@"])}),
    }
    for place, text in texts.items():
        path = os.path.join(root, place)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        content = text.encode()
        with open(path, "wb") as file:
            file.write(gzip.compress(content, mtime=0) if place.endswith(".gz") else content)


def _mail_date(date: str) -> str:
    """Midnight of a day as Debian's changelog writes it (RFC 5322)."""
    return email.utils.format_datetime(dt.datetime.fromisoformat(date).replace(tzinfo=dt.UTC))


def _icons(root: str, icons: str) -> None:
    hicolor = os.path.join(root, "usr/share/icons/hicolor")
    pictures = {f"{size}x{size}": (f"{bundle.NAME}-{size}.png", icons) for size in _HICOLOR}
    pictures["scalable"] = (f"{bundle.NAME}.svg", os.path.join(bundle.ROOT, "resources", "icons"))
    for size, (name, folder) in pictures.items():
        place = os.path.join(hicolor, size, "apps")
        os.makedirs(place)
        shutil.copyfile(os.path.join(folder, name), os.path.join(place, bundle.NAME + os.path.splitext(name)[1]))


def _permissions(root: str) -> None:
    """Folders and programs 755, files 644, whatever this machine's umask was."""
    programs = {os.path.join(root, _HOME, name) for name in (bundle.GUI, bundle.CLI)}
    for folder, _folders, files in os.walk(root, onerror=_give_up):
        os.chmod(folder, 0o755)  # noqa: S103 — a package's folders are everybody's to read
        for name in files:
            path = os.path.join(folder, name)
            if not os.path.islink(path):
                os.chmod(path, 0o755 if path in programs else 0o644)


def _give_up(error: OSError) -> None:
    raise error


def _control(root: str, arch: str) -> None:
    kilobytes = -(-sum(os.lstat(path).st_size for path in _files(root)) // 1024)
    text = (
        f"Package: {bundle.NAME}\n"
        f"Version: {bundle.version()}\n"
        f"Architecture: {arch}\n"
        "Maintainer: The JFOrg developers <jforg@jforg.org>\n"
        f"Installed-Size: {kilobytes}\n"
        f"Depends: {dependencies(os.path.join(root, _HOME))}\n"
        "Recommends: fonts-dejavu-core | fonts-noto-core | fonts-liberation\n"
        "Section: video\n"
        "Priority: optional\n"
        f"Homepage: {bundle.HOMEPAGE}\n"
        "Description: turns messy media folders into Jellyfin libraries, and takes it back\n"
        " Drop folders of films, series, music, books, comics and audiobooks on the\n"
        " window. It shows where each file will lie in a Jellyfin library, lets you\n"
        " correct what is wrong, and moves everything at the press of one button.\n"
        " .\n"
        " It never deletes and never overwrites a file, and every run can be taken back.\n"
    )
    os.makedirs(os.path.join(root, "DEBIAN"))
    with open(os.path.join(root, "DEBIAN", "control"), "w", encoding="utf-8") as file:
        file.write(text)


def _files(root: str) -> Iterator[str]:
    for folder, _folders, files in os.walk(root, onerror=_give_up):
        yield from (os.path.join(folder, name) for name in files)


def dependencies(frozen: str) -> str:
    """The packages that own the system's libraries which the bundle uses, as ``Depends`` wants them.

    What Qt opens by name at run time (``dlopen``) no tool sees: libdbus for the desktop's theme and file dialogs.
    """
    binaries = [
        path
        for path in _files(frozen)
        if (".so" in os.path.basename(path) or os.path.dirname(path) == frozen)
        and not os.path.islink(path)
        and os.path.basename(path) not in _OPTIONAL
    ]
    internal = os.path.join(frozen, "_internal")
    private = {internal, os.path.join(internal, "PySide6", "Qt", "lib"), os.path.join(internal, "shiboken6")}
    with tempfile.TemporaryDirectory() as folder:  # the tool reads the names of packages from a source tree
        os.mkdir(os.path.join(folder, "debian"))
        with open(os.path.join(folder, "debian", "control"), "w", encoding="utf-8") as file:
            file.write(f"Source: {bundle.NAME}\n\nPackage: {bundle.NAME}\nArchitecture: any\n")
        options = [f"-l{path}" for path in sorted(private)]
        found = _run("dpkg-shlibdeps", "-O", "--ignore-missing-info", *options, *binaries, folder=folder)
    packages = {package.partition(" ")[0]: package for package in found.partition("=")[2].split(", ")}
    wanted = {"libdbus-1-3": "libdbus-1-3", **packages}
    return ", ".join(wanted[name] for name in sorted(wanted.keys() - _carried(internal)))


def _carried(internal: str) -> set[str]:
    """The Debian packages whose libraries the bundle carries itself, as the list of its parts says."""
    with open(os.path.join(internal, "licenses", "index.json"), encoding="utf-8") as file:
        return {part["name"] for part in json.load(file)}
