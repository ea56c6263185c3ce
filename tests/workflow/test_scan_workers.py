"""Workers: the same result whatever their number, few jobs at a time, an end at once when told."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

import pytest

import jforg_gui.workflow.scan as scan_module
from jforg_gui.domain.errors import CancelledError
from jforg_gui.domain.found import NOTHING_INSIDE, FoundFolder, Inside
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.workflow.ports import Executor
from jforg_gui.workflow.scan import BATCH_FILES, automatic_workers, scan
from jforg_gui.workflow.walk import RawFolder, list_folder

Tree = Callable[[Sequence[str]], str]
T = TypeVar("T")
NAMES = ["a.mkv", "b.mp3", "c.flac", "d.epub", "e.srt", "notes.docx", "half.part", "ü.m4b", "Z.cbz"]


class Told:
    """A cancellation that a test sets."""

    def __init__(self) -> None:
        self.now = False

    def cancelled(self) -> bool:
        return self.now


class Counting:
    """An executor that counts the jobs which are submitted and not yet done."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._lock = threading.Lock()
        self.open = 0
        self.most = 0
        self.futures: list[Future[object]] = []

    def submit(self, fn: Callable[..., T], /, *args: object) -> Future[T]:
        with self._lock:
            self.open += 1
            self.most = max(self.most, self.open)
        future = self._executor.submit(fn, *args)
        future.add_done_callback(self._done)
        self.futures.append(future)  # type: ignore[arg-type]
        return future

    def _done(self, _future: object) -> None:
        with self._lock:
            self.open -= 1


@contextmanager
def pool(workers: int) -> Iterator[Counting]:
    with ThreadPoolExecutor(workers) as executor:
        yield Counting(executor)


def title_of(file: MediaFile) -> Inside:
    return Inside(guess=Guess(kind=Kind.TRACK, title=file.name))


def random_tree(media_tree: Tree, seed: int) -> str:
    rng = random.Random(seed)  # noqa: S311 — a tree, not a secret
    folders = [""]
    for number in range(40):
        folders.append(f"{rng.choice(folders)}{rng.choice('abcXYZ')}{number}/")
    paths = {f"{rng.choice(folders)}{rng.randrange(9)}{rng.choice(NAMES)}" for _ in range(300)}
    return media_tree(sorted({*paths, *folders[1:]}))


def everything(batches: Iterator[tuple[FoundFolder, ...]]) -> list[FoundFolder]:
    return [folder for batch in batches for folder in batch]


@pytest.mark.parametrize("seed", range(3))
def test_the_result_is_the_same_whatever_the_number_of_workers(media_tree: Tree, seed: int) -> None:
    top = random_tree(media_tree, seed)
    inputs = [os.path.join(top, name) for name in sorted(os.listdir(top), reverse=True)[::2]]
    inputs.append(top)
    rng = random.Random(seed)  # noqa: S311 — a tree, not a secret

    def shaky_list(path: str) -> RawFolder:
        time.sleep(rng.random() * 0.002)
        return list_folder(path)

    def shaky_look(file: MediaFile) -> Inside:
        time.sleep(rng.random() * 0.001)
        return title_of(file)

    expected = everything(scan(inputs, title_of, None, workers=1, cancellation=Told()))
    assert expected
    for workers in (1, 2, 4, 8):
        with pool(workers) as crew:
            found = scan(inputs, shaky_look, crew, workers=workers, cancellation=Told(), list_folder=shaky_list)
            assert everything(found) == expected


@pytest.mark.parametrize("seed", range(3))
def test_every_entry_is_accounted_for_exactly_once(media_tree: Tree, seed: int) -> None:
    top = random_tree(media_tree, seed)
    on_disk = sorted(os.path.join(path, name) for path, _, names in os.walk(top, onerror=print) for name in names)
    with pool(3) as crew:
        folders = everything(scan([top], title_of, crew, workers=3, cancellation=Told()))
    files = [each.file.path for folder in folders for each in folder.files]
    left = [each.path for folder in folders for each in folder.left_alone]
    assert sorted(files + left) == on_disk
    assert [folder.path for folder in folders] == [path for path in in_order(top) if os.path.isdir(path)]
    for folder in folders:
        names = [each.file.name for each in folder.files]
        assert names == sorted(names)
        assert all(each.file.folder == folder.path for each in folder.files)


def in_order(top: str) -> Iterator[str]:
    yield top
    for name in sorted(os.listdir(top)):
        path = os.path.join(top, name)
        yield from in_order(path) if os.path.isdir(path) else (path,)


def test_work_is_spread_and_few_jobs_are_open_at_a_time(media_tree: Tree) -> None:
    top = media_tree([f"{folder}/{track}.mp3" for folder in range(30) for track in range(12)])
    threads: set[str] = set()

    def look(_file: MediaFile) -> Inside:
        threads.add(threading.current_thread().name)
        time.sleep(0.0005)
        return NOTHING_INSIDE

    with pool(2) as crew:
        everything(scan([top], look, crew, workers=2, cancellation=Told()))
        assert len(threads) == 2
        assert threading.current_thread().name not in threads
        assert crew.most <= 8


def test_without_an_executor_everything_is_on_the_calling_thread(media_tree: Tree) -> None:
    top = media_tree(["a/1.mp3", "b/2.mp3"])
    threads: set[int] = set()

    def look(_file: MediaFile) -> Inside:
        threads.add(threading.get_ident())
        return NOTHING_INSIDE

    everything(scan([top], look, None, workers=8, cancellation=Told()))
    assert threads == {threading.get_ident()}


def test_batches_are_small_and_a_folder_is_never_split(media_tree: Tree) -> None:
    top = media_tree(
        [*(f"{folder:02d}/{n}.mkv" for folder in range(20) for n in range(40)), *(f"big/{n}.mkv" for n in range(300))]
    )
    batches = list(scan([top], title_of, None, workers=1, cancellation=Told()))
    counts = [sum(len(folder.files) for folder in batch) for batch in batches]
    assert sum(counts) == 1100
    assert [count for count in counts if count > BATCH_FILES] == [300]
    assert len(batches) < 20


def test_a_batch_does_not_wait_for_what_is_slow(media_tree: Tree) -> None:
    top = media_tree(["a/1.mkv", "b/2.mp3"])
    release = threading.Event()

    def look(_file: MediaFile) -> Inside:
        release.wait(10)
        return NOTHING_INSIDE

    with pool(2) as crew:
        batches = scan([top], look, crew, workers=2, cancellation=Told())
        first = next(batches)
        assert [os.path.relpath(folder.path, top) for folder in first] == [".", "a"]
        assert not release.is_set()
        release.set()
        assert [folder.path for folder in everything(batches)] == [os.path.join(top, "b")]


@pytest.mark.parametrize("workers", [0, 1, 4])
def test_cancelling_ends_it_within_half_a_second(media_tree: Tree, workers: int) -> None:
    top = media_tree([f"{folder}/one.mp3" for folder in range(20)])
    told = Told()
    looked: list[str] = []
    told_at = 0.0

    def look(file: MediaFile) -> Inside:
        nonlocal told_at
        looked.append(file.path)
        if len(looked) == 20:
            told.now, told_at = True, time.monotonic()
        time.sleep(0.002)
        return NOTHING_INSIDE

    def crowded_list(path: str) -> RawFolder:
        folder = list_folder(path)
        folder.files *= 500
        return folder

    def run(crew: Counting | None) -> None:
        with pytest.raises(CancelledError):
            everything(scan([top], look, crew, workers=workers or 1, cancellation=told, list_folder=crowded_list))
        assert time.monotonic() - told_at < 0.5
        assert len(looked) < 200

    if workers == 0:
        run(None)
        return
    with pool(workers) as crew:
        run(crew)
        assert all(future.done() for future in crew.futures)


def test_closing_the_iterator_leaves_no_job(media_tree: Tree) -> None:
    top = media_tree([f"{folder:03d}/{track}.mp3" for folder in range(100) for track in range(10)])

    def look(_file: MediaFile) -> Inside:
        time.sleep(0.002)
        return NOTHING_INSIDE

    with pool(4) as crew:
        batches = scan([top], look, crew, workers=4, cancellation=Told())
        next(batches)
        batches.close()  # type: ignore[attr-defined]
        assert all(future.done() for future in crew.futures)
        assert len(crew.futures) < 300


@pytest.mark.parametrize("workers", [0, 3])
def test_our_own_bug_in_a_look_ends_the_scan_and_leaves_no_job(media_tree: Tree, workers: int) -> None:
    top = media_tree([f"{folder}/{track}.mp3" for folder in range(20) for track in range(10)])

    def look(_file: MediaFile) -> Inside:
        raise ZeroDivisionError

    if workers == 0:
        with pytest.raises(ZeroDivisionError):
            everything(scan([top], look, None, workers=1, cancellation=Told()))
        return
    with pool(workers) as crew:
        with pytest.raises(ZeroDivisionError):
            everything(scan([top], look, crew, workers=workers, cancellation=Told()))
        assert all(future.done() for future in crew.futures)


def test_the_automatic_number_of_workers_is_sensible() -> None:
    assert 4 <= automatic_workers() <= 8


def test_work_that_comes_first_is_done_first(media_tree: Tree) -> None:
    top = media_tree(["a/b/1.mp3", "a/2.mp3", "c/3.mp3", "0.mp3"])
    done: list[str] = []

    def listing(path: str) -> RawFolder:
        done.append(os.path.relpath(path, top))
        return list_folder(path)

    def look(file: MediaFile) -> Inside:
        done.append(file.name)
        return NOTHING_INSIDE

    everything(scan([top], look, None, workers=1, cancellation=Told(), list_folder=listing))
    assert done == [".", "0.mp3", "a", "2.mp3", "a/b", "1.mp3", "c", "3.mp3"]


def test_a_cancelled_scan_looks_into_nothing_more(media_tree: Tree) -> None:
    top = media_tree([f"{track}.mp3" for track in range(4)])  # all of them one job
    told = Told()
    looked: list[str] = []

    def look(file: MediaFile) -> Inside:
        looked.append(file.name)
        told.now = True
        time.sleep(0.2)  # the collector asks every 50 ms
        return NOTHING_INSIDE

    with pool(1) as crew, pytest.raises(CancelledError):
        everything(scan([top], look, crew, workers=1, cancellation=told))
    assert looked == ["0.mp3"]


def test_a_folder_inside_itself_is_not_entered_even_ahead_of_its_turn(
    media_tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = "/".join(["again"] * 30)
    top = media_tree(["0/slow.mp3", f"a/{deep}/x.mkv"])
    same = {os.stat(path).st_ino for path, _, _ in os.walk(os.path.join(top, "a"), onerror=print)}
    monkeypatch.setattr(
        scan_module, "identity_of", lambda facts: Identity(0, 0 if facts.st_ino in same else facts.st_ino)
    )
    listed: list[str] = []

    def listing(path: str) -> RawFolder:
        listed.append(path)
        return list_folder(path)

    def look(_file: MediaFile) -> Inside:
        time.sleep(0.2)
        return NOTHING_INSIDE

    with pool(2) as crew:
        everything(scan([top], look, crew, workers=2, cancellation=Told(), list_folder=listing))
    assert len(listed) < 6


def test_a_folder_that_was_found_already_is_not_walked_again(media_tree: Tree) -> None:
    top = media_tree(["sub/deep/er/1.mkv"])
    listed: list[str] = []

    def listing(path: str) -> RawFolder:
        listed.append(os.path.relpath(path, top))
        return list_folder(path)

    inputs = [os.path.join(top, "sub"), top]
    everything(scan(inputs, title_of, None, workers=1, cancellation=Told(), list_folder=listing))
    assert listed.count("sub/deep") == 1
