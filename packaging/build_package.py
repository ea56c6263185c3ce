"""Builds this system's packages into ``dist/`` and tries the frozen program: what ``make package`` runs.

Linux: ``.deb`` and a portable ``.tar.gz``; an AppImage where ``appimagetool`` is there. Windows: a portable ``.zip``,
and the installer where Inno Setup is there. macOS: the ``.app`` in a ``.dmg``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from ctypes.util import find_library
from typing import Final

import bundle
import render_icons
import smoke

BUILD: Final = os.path.join(bundle.ROOT, "build", "package")
DIST: Final = os.path.join(bundle.ROOT, "dist")
PACKAGING: Final = os.path.join(bundle.ROOT, "packaging")
_LINUX_TOOLS: Final = (("dpkg-deb", "dpkg"), ("dpkg-shlibdeps", "dpkg-dev"), ("objdump", "binutils"))
_TIMING_TOOLS: Final = (("Xvfb", "xvfb"), ("xdotool", "xdotool"))
_WAYLAND: Final = (("wayland-client", "libwayland-client0"), ("wayland-cursor", "libwayland-cursor0"))


def main(argv: Sequence[str] | None = None) -> int:
    """Build, try, sum up; the first thing that is wrong ends it with a sentence."""
    parser = argparse.ArgumentParser(description="Build this system's packages of JFOrg into dist/.")
    parser.add_argument("--no-start", action="store_true", help="do not time the start on a screen of its own (Linux)")
    args = parser.parse_args(argv)
    on_linux = sys.platform == "linux"
    timed = on_linux and not args.no_start
    if on_linux:
        _demand_tools(timed=timed)
    frozen = freeze(with_bare=timed)
    figures = smoke.smoke(program_folder(frozen), os.path.join(BUILD, "dist", "bare", "bare") if timed else "")
    packages = {"linux": _for_linux, "win32": _for_windows, "darwin": _for_macos}[sys.platform](frozen)
    shutil.copyfile(
        os.path.join(BUILD, "bom.json"), os.path.join(DIST, f"jforg-{bundle.version()}-{_system()}.cdx.json")
    )
    figures["packages_mb"] = {os.path.basename(path): round(os.path.getsize(path) / 1e6, 1) for path in packages}
    with open(os.path.join(bundle.ROOT, "build", "package.json"), "w", encoding="utf-8") as file:
        json.dump(figures, file, indent=1)
    for path in packages:
        sys.stdout.write(f"{'package':14} {os.path.relpath(path, bundle.ROOT)}  {os.path.getsize(path) / 1e6:.1f} MB\n")
    write_sums(packages)
    return 0


def _demand_tools(*, timed: bool) -> None:
    """Name everything that is missing at once, before half a minute has gone into freezing."""
    tools = (*_LINUX_TOOLS, *(_TIMING_TOOLS if timed else ()))
    missing = {package for tool, package in tools if shutil.which(tool) is None}
    missing |= {package for library, package in _WAYLAND if find_library(library) is None}
    listed = subprocess.run(["sh", os.path.join(bundle.ROOT, ".ci", "qt-packages")], capture_output=True, check=True)
    missing |= set(listed.stdout.decode().split())
    if missing:
        raise SystemExit(f"To build the packages: sudo apt-get install {' '.join(sorted(missing))}")


def freeze(*, with_bare: bool = False) -> str:
    """Freeze both programs and return the folder (on macOS the bundle); icons and licences are made on the way."""
    shutil.rmtree(BUILD, ignore_errors=True)
    render_icons.render(os.path.join(BUILD, "icons"))
    if sys.platform == "win32":
        _version_files()
    environment = {**os.environ, "JFORG_BUILD": BUILD, **({"JFORG_BARE": "1"} if with_bare else {})}
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", os.path.join(BUILD, "dist"), "--workpath", os.path.join(BUILD, "work")]
    subprocess.run([*command, os.path.join(PACKAGING, "jforg.spec")], env=environment, check=True)
    os.makedirs(DIST, exist_ok=True)
    return os.path.join(BUILD, "dist", f"{bundle.TITLE}.app" if sys.platform == "darwin" else bundle.NAME)


def program_folder(frozen: str) -> str:
    """Where the two programs lie in what was frozen."""
    return os.path.join(frozen, "Contents", "MacOS") if frozen.endswith(".app") else frozen


def _system() -> str:
    name = {"linux": "linux", "win32": "windows", "darwin": "macos"}[sys.platform]
    return f"{name}-{bundle.architecture(platform.machine())}"


def _release_date() -> str:
    """The day of the build, or that of ``SOURCE_DATE_EPOCH`` (reproducible-builds.org) where a release sets it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return moment.date().isoformat()


# --- Linux -----------------------------------------------------------------------------------------------------------


def _for_linux(frozen: str) -> list[str]:
    import debian  # noqa: PLC0415 — needs dpkg

    name = f"jforg-{bundle.version()}-{_system()}"
    archive = os.path.join(DIST, f"{name}.tar.gz")
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(frozen, name, filter=_nobodys)
        for source in ("linux/README.txt", "linux/jforg.desktop", "../LICENSE"):
            tar.add(os.path.join(PACKAGING, source), f"{name}/{os.path.basename(source)}", filter=_nobodys)
        tar.add(os.path.join(BUILD, "icons", "jforg-256.png"), f"{name}/jforg.png", filter=_nobodys)
    deb = debian.build_deb(frozen, os.path.join(BUILD, "icons"), _release_date(), DIST)
    return [deb, archive, *_appimage(frozen)]


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """The owner of a file in an archive is whoever unpacks it."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def _appimage(frozen: str) -> list[str]:
    tool = shutil.which("appimagetool")
    if tool is None:
        return []
    output = os.path.join(DIST, f"JFOrg-{bundle.version()}-{platform.machine()}.AppImage")
    environment = {**os.environ, "JFORG_VERSION": bundle.version()}
    subprocess.run(
        ["sh", os.path.join(PACKAGING, "linux", "make_appimage.sh"), frozen, output], env=environment, check=True
    )
    return [output]


# --- Windows ---------------------------------------------------------------------------------------------------------


def _version_files() -> None:
    with open(os.path.join(PACKAGING, "windows", "version.txt.in"), encoding="utf-8") as file:
        template = file.read()
    for name in (bundle.GUI, bundle.CLI):
        words = {
            "@NUMBERS@": str(bundle.four_numbers(bundle.version())),
            "@VERSION@": bundle.version(),
            "@PROGRAM@": name,
        }
        text = template
        for word, value in words.items():
            text = text.replace(word, value)
        with open(os.path.join(BUILD, f"{name}.version.txt"), "w", encoding="utf-8") as file:
            file.write(text)


def _for_windows(frozen: str) -> list[str]:
    name = f"jforg-{bundle.version()}-{_system()}"
    archive = os.path.join(DIST, f"{name}-portable.zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for place, _, files in os.walk(frozen):
            for file in files:
                path = os.path.join(place, file)
                packed.write(path, os.path.join(name, os.path.relpath(path, frozen)))
        packed.writestr(
            f"{name}/portable/README.txt", "Settings, journal and logs of JFOrg are kept in this folder.\r\n"
        )
    compiler = shutil.which("iscc")
    if compiler is None:
        sys.stdout.write("installer      left out: Inno Setup (iscc) is not installed\n")
        return [archive]
    defines = [f"/DVersion={bundle.version()}", f"/DFrozen={frozen}", f"/DIcons={os.path.join(BUILD, 'icons')}"]
    defines += [f"/DOutput={DIST}", f"/DArchitecture={bundle.architecture(platform.machine())}"]
    if os.environ.get("JFORG_SIGNTOOL"):
        defines += ["/DSign", f"/Ssign={os.environ['JFORG_SIGNTOOL']}"]
    subprocess.run([compiler, "/Qp", *defines, os.path.join(PACKAGING, "windows", "jforg.iss")], check=True)
    return [archive, os.path.join(DIST, f"jforg-{bundle.version()}-{_system()}-setup.exe")]


# --- macOS -----------------------------------------------------------------------------------------------------------


def _for_macos(frozen: str) -> list[str]:
    output = os.path.join(DIST, f"JFOrg-{bundle.version()}-{_system()}.dmg")
    subprocess.run(["sh", os.path.join(PACKAGING, "macos", "make_dmg.sh"), frozen, output], check=True)
    return [output]


def write_sums(paths: Sequence[str]) -> None:
    """Write ``dist/SHA256SUMS-SYSTEM`` in the form ``sha256sum --check`` reads."""
    lines = []
    for path in sorted(paths):
        with open(path, "rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {os.path.basename(path)}\n")
    with open(os.path.join(DIST, f"SHA256SUMS-{_system()}"), "w", encoding="ascii") as file:
        file.writelines(lines)


if __name__ == "__main__":
    sys.exit(main())
