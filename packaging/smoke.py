"""Tries the frozen program as a person would: self-test, a real window, and 1,000 files there and back."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any, Final

import bundle

from jforg_gui.storage.sample_video import matroska

FILES: Final = 1_000
_STARTS: Final = 7
_PATIENCE: Final = 300  # seconds for any one program
_APPEARS: Final = 30  # seconds for a window
_SHAPES: Final = (
    "Lantern.Harbour.{n}.2011.1080p.BluRay.x264-GRP.mkv",
    "Paper.Orchard.S{s:02d}E{e:02d}.720p.WEB-DL.mkv",
    "[Grp] Glass Garden {s} - {e:02d} [1080p][A1B2C3D4].mkv",
    "a quiet flood {n} dvdrip.avi",
    "Night Train {s}x{e:02d} the long way home.mkv",
)


def _program(folder: str, name: str) -> str:
    return os.path.join(folder, name + (".exe" if sys.platform == "win32" else ""))


def _run(*command: str, home: str, on: Mapping[str, str] | None = None) -> str:
    """Run a program to its end and return what it printed; off screen unless ``on`` is the environment of a screen."""
    environment = {**(on or {**os.environ, "QT_QPA_PLATFORM": "offscreen"}), "JFORG_HOME": home}
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=_PATIENCE, check=False
    )
    if done.returncode:
        raise SystemExit(
            f"{' '.join(command)}: exit status {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    return done.stdout


def messy_tree(folder: str, count: int = FILES) -> None:
    """Write ``count`` small files with the names of films and episodes, each with bytes of its own."""
    for number in range(count):
        name = _SHAPES[number % len(_SHAPES)].format(n=number, s=number // 120 + 1, e=number // 5 % 24 + 1)
        release = os.path.join(folder, f"release {number // 8}")
        os.makedirs(release, exist_ok=True)
        with open(os.path.join(release, name), "xb") as file:
            file.write(f"{number} {name}".encode() * 8)


def snapshot(folder: str) -> dict[str, str]:
    """Every path below ``folder``: a file with the hash of its content and its time, a folder with ``folder``."""
    found = {}
    for place, folders, files in os.walk(folder, onerror=_give_up):
        for name in folders:
            found[os.path.relpath(os.path.join(place, name), folder)] = "folder"
        for name in files:
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                digest = hashlib.sha256(file.read()).hexdigest()
            found[os.path.relpath(path, folder)] = f"{digest} {os.stat(path).st_mtime_ns}"
    return found


def _give_up(error: OSError) -> None:
    raise error


def there_and_back(folder: str) -> str:
    """Organise and undo a tree of 1,000 files with the frozen command line and its worker processes.

    Raises:
        SystemExit: a file was lost or changed, or the program failed.

    """
    program = _program(folder, bundle.CLI)
    with tempfile.TemporaryDirectory() as root:
        tree, library, home = (os.path.join(root, name) for name in ("tree", "library", "home"))
        os.mkdir(tree)
        os.mkdir(library)
        messy_tree(tree)
        before, contents = snapshot(tree), _hashes(tree)
        organised = subprocess.run(
            [
                program,
                "organize",
                tree,
                "--dest",
                library,
                "--offline",
                "--no-nfo",
                "--yes",
                "--json",
                "--workers",
                "2",
            ],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "JFORG_HOME": home},
            timeout=_PATIENCE,
            check=False,
        )
        done = json.loads(organised.stdout or "{}").get("done", 0)
        if organised.returncode not in (0, 1) or done < FILES // 2:
            raise SystemExit(
                f"organize moved {done} of {FILES} files:\n{organised.stdout[-1000:]}{organised.stderr[-2000:]}"
            )
        if sorted(_hashes(tree) + _hashes(library)) != sorted(contents):
            raise SystemExit("organize lost or changed a file.")
        _run(program, "undo", "last", "--yes", "--json", home=home)
        if snapshot(tree) != before or os.listdir(library):
            raise SystemExit("undo did not give back the same tree.")
    return f"{done} of {FILES} files organised and taken back, every byte and time the same"


def _hashes(folder: str) -> list[str]:
    return [value.partition(" ")[0] for value in snapshot(folder).values() if value != "folder"]


def looks_inside(folder: str) -> str:
    """Let the frozen command line look into two media files, in its process for that, and return what it found.

    Raises:
        SystemExit: MediaInfo is not in the bundle, or does not start, although this system has it.

    """
    if find_spec("pymediainfo") is None:
        return "not on this system"
    with tempfile.TemporaryDirectory() as root:
        for name, frames in (("Tin Sparrow (1999).mkv", 60), ("Tin.Sparrow.1999.mkv", 50)):
            with open(os.path.join(root, name), "xb") as file:
                file.write(matroska("Tin Sparrow", frames))
        command = [_program(folder, bundle.CLI), "preview", root, "--dest", os.path.join(root, "library"), "--json"]
        command += ["--offline", "--workers", "2"]
        environment = {**os.environ, "JFORG_HOME": os.path.join(root, "home")}
        done = subprocess.run(
            [*command, "--offline", "--workers", "2"],
            capture_output=True,
            env=environment,
            timeout=_PATIENCE,
            check=False,
        )
        found = [move.get("media", {}) for move in json.loads(done.stdout or b"{}").get("moves", ())]
    if [facts.get("width") for facts in found] != [96, 96]:
        raise SystemExit(f"The frozen program found {found} in media files: {done.stderr.decode(errors='replace')}")
    return f"{found[0]['width']} x {found[0]['height']}, {found[0]['duration']} s"


def self_test(folder: str, on: Mapping[str, str] | None = None) -> str:
    """Run the window's own self-test, off screen or on the screen of an environment, and return its last line."""
    with tempfile.TemporaryDirectory() as home:
        last = (
            _run(_program(folder, bundle.GUI), "--self-test", home=home, on=on).strip().splitlines() or ["nothing said"]
        )[-1]
    if not last.startswith("self-test: ok"):
        raise SystemExit(last)
    return last


def versions(folder: str) -> str:
    """Ask both programs for their versions."""
    with tempfile.TemporaryDirectory() as home:
        said = {_run(_program(folder, name), "--version", home=home).split()[-1] for name in (bundle.GUI, bundle.CLI)}
    if said != {bundle.version()}:
        raise SystemExit(
            f"The frozen programs say they are {', '.join(sorted(said))}, the source is {bundle.version()}."
        )
    return said.pop()


# --- how long until there is a window (Linux, on a screen of its own) ------------------------------------------------


@contextmanager
def screen() -> Iterator[Mapping[str, str]]:
    """Start Xvfb and give the environment of a program that shall appear on it.

    Raises:
        SystemExit: Xvfb or xdotool is missing.

    """
    for tool, package in (("Xvfb", "xvfb"), ("xdotool", "xdotool")):
        if shutil.which(tool) is None:
            raise SystemExit(f"{tool} is missing: sudo apt-get install {package}")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            display = pipe.readline().strip()
        yield {**os.environ, "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


def seconds_to_window(program: str, title: str, environment: Mapping[str, str]) -> float:
    """Start a program and return the seconds until its window can be seen; it is ended afterwards."""
    with tempfile.TemporaryDirectory() as home:
        _write_settings(home)
        started = time.perf_counter()
        running = subprocess.Popen([program], env={**environment, "JFORG_HOME": home}, stderr=subprocess.DEVNULL)
        try:
            while not _window(title, environment):
                if running.poll() is not None or time.perf_counter() - started > _APPEARS:
                    raise SystemExit(f"{program} showed no window called {title}.")
            return time.perf_counter() - started
        finally:
            running.terminate()
            running.wait()


def _write_settings(home: str) -> None:
    """Settings are there already: what is timed is a usual start, not the welcome of the first one."""
    with open(os.path.join(home, "settings.json"), "x", encoding="utf-8") as file:
        file.write("{}")


def _window(title: str, environment: Mapping[str, str]) -> bool:
    command = ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"]
    return bool(subprocess.run(command, env=environment, capture_output=True, check=False).stdout.strip())


def start_vs_bare(folder: str, bare: str) -> tuple[float, float]:
    """Our start in seconds, and ÷ that of a frozen PySide6 program with an empty window; medians, taken in turn."""
    ours, others = [], []
    with screen() as environment:
        for _round in range(_STARTS):
            ours.append(seconds_to_window(_program(folder, bundle.GUI), bundle.TITLE, environment))
            others.append(seconds_to_window(bare, "Bare", environment))
    return statistics.median(ours), statistics.median(ours) / statistics.median(others)


def size_in_mb(folder: str) -> float:
    """What the frozen folder takes, in MB (10⁶ bytes); a linked file counts once."""
    return (
        sum(os.lstat(os.path.join(place, name)).st_size for place, _, names in os.walk(folder) for name in names) / 1e6
    )


def smoke(folder: str, bare: str = "") -> dict[str, Any]:
    """Try everything that this system allows, say it, and return the figures."""
    checks: Sequence[tuple[str, Callable[[str], str]]] = (
        ("version", versions),
        ("window", self_test),
        ("command line", there_and_back),
        ("media files", looks_inside),
    )
    for name, check in checks:
        sys.stdout.write(f"{name:14} {check(folder)}\n")
    figures: dict[str, Any] = {"onedir_mb": round(size_in_mb(folder), 1)}
    sys.stdout.write(f"{'size':14} {figures['onedir_mb']} MB (bar 220)\n")
    if bare:
        with screen() as environment:
            sys.stdout.write(f"{'on a screen':14} {self_test(folder, environment)}\n")
        seconds, ratio = start_vs_bare(folder, bare)
        figures |= {"start_s": round(seconds, 2), "frozen_start_vs_bare": round(ratio, 2)}
        sys.stdout.write(f"{'start':14} {seconds:.2f} s, {ratio:.2f} times that of a bare frozen window (bar 1.5)\n")
    return figures


if __name__ == "__main__":
    smoke(*sys.argv[1:])
