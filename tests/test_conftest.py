"""The guards of every test do guard: each of them is shown a test that it must fail, or must not."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pytest

CONFTEST = os.path.join(os.path.dirname(__file__), "conftest.py")
TREE = {"Films/Low Tide (2011).mkv": b"film", "Empty/": b"", "odd \udcff.srt": b"s"}

SAMPLES = """
import logging, os, subprocess, sys, threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
import pytest

KEPT = []

def test_leaks_thread():
    threading.Thread(target=threading.Event().wait, name="stray", daemon=True).start()

def test_leaks_pool_thread():
    pool = ThreadPoolExecutor(1, thread_name_prefix="idle")
    pool.submit(int).result()
    KEPT.append(pool)

def test_leaks_pool_process():
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    pool.submit(int).result()
    KEPT.append(pool)

@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="only Linux lists children")
def test_leaks_child():
    KEPT.append(subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE))

@pytest.mark.skipif(not os.path.exists("/proc/self/fd"), reason="only Linux lists open files")
def test_leaks_file(tmp_path):
    KEPT.append(open(tmp_path / "held", "w"))

def test_logs_error():
    logging.getLogger("jforg").error("the sky fell")

@pytest.mark.logs_errors
def test_tidy_logs_error_on_purpose():
    logging.getLogger("jforg").error("as planned")

def test_tidy():
    with ThreadPoolExecutor(2) as threads, ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        assert threads.submit(int).result() == processes.submit(int).result()
    subprocess.run([sys.executable, "-c", ""], check=True)
    logging.getLogger("jforg").warning("worth knowing")

def test_tidy_and_slow_to_end():
    threading.Timer(0.05, int).start()
"""


def test_what_leaves_something_behind_or_logs_an_error_fails(pytester: pytest.Pytester) -> None:
    with open(CONFTEST, encoding="utf-8") as file:
        pytester.makeconftest(file.read().replace("PATIENCE_SECONDS = 2.0", "PATIENCE_SECONDS = 0.3"))
    pytester.makeini("[pytest]\nmarkers =\n    logs_errors\n")
    pytester.makepyfile(SAMPLES)

    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-rE", timeout=60)

    errors = {found[1] for line in result.outlines if (found := re.match(r"ERROR .*::(\w+)", line))}
    expected = {"test_leaks_thread", "test_leaks_pool_thread", "test_leaks_pool_process", "test_logs_error"}
    if os.path.exists("/proc/self/task"):
        expected |= {"test_leaks_child", "test_leaks_file"}
    assert errors == expected
    result.stdout.fnmatch_lines_random(["*left behind: thread stray*", "*logged unexpectedly: *the sky fell*"])


def test_every_test_has_a_home_of_its_own(own_home: str) -> None:
    assert os.environ["JFORG_HOME"] == own_home
    assert os.path.commonpath((os.path.expanduser("~"), own_home)) == os.path.expanduser("~")
    assert os.listdir(os.path.expanduser("~")) == []


def test_a_media_tree_holds_what_was_asked_for(media_tree: Callable[[dict[str, bytes]], str]) -> None:
    root = media_tree(TREE)

    with open(os.path.join(root, "Films", "Low Tide (2011).mkv"), "rb") as file:
        assert file.read() == b"film"
    assert os.listdir(os.path.join(root, "Empty")) == []
    assert sorted(os.listdir(root)) == ["Empty", "Films", "odd \udcff.srt"]


def test_files_without_bytes_differ(media_tree: Callable[[list[str]], str]) -> None:
    root = media_tree(["a.mkv", "b.mkv"])

    contents = set()
    for name in os.listdir(root):
        with open(os.path.join(root, name), "rb") as file:
            contents.add(file.read())
    assert len(contents) == 2
