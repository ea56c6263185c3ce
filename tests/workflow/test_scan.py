"""A scan accounts for everything it meets and opens nothing it need not."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable, Sequence

import pytest

import jforg_gui.workflow.scan as scan_module
from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.found import NOTHING_INSIDE, FoundFolder, Inside
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.workflow.entries import unreadable_folder
from jforg_gui.workflow.scan import scan
from jforg_gui.workflow.walk import ListFolder, RawFolder, list_folder

Tree = Callable[[Sequence[str]], str]


class Never:
    def cancelled(self) -> bool:
        return False


def look_nowhere(_file: MediaFile) -> Inside:
    return NOTHING_INSIDE


def find(
    *inputs: str, look: Callable[[MediaFile], Inside] = look_nowhere, listing: ListFolder = list_folder
) -> list[FoundFolder]:
    """Scan on this thread and return the folders."""
    batches = scan(inputs, look, None, workers=1, cancellation=Never(), list_folder=listing)
    return [folder for batch in batches for folder in batch]


def files_in(folders: Sequence[FoundFolder], top: str) -> list[str]:
    return [os.path.relpath(each.file.path, top) for folder in folders for each in folder.files]


def left_in(folders: Sequence[FoundFolder], top: str) -> dict[str, ProblemCode]:
    return {
        os.path.relpath(each.path, top): each.problem.code
        for folder in folders
        for each in folder.left_alone
        if each.problem.path == each.path
    }


def problems_in(folders: Sequence[FoundFolder]) -> list[tuple[ProblemCode, str]]:
    return [(each.code, each.path) for folder in folders for each in folder.problems]


def test_candidates_and_the_rest_with_reasons(media_tree: Tree) -> None:
    top = media_tree(
        [
            "Copper Lake (2014)/Copper Lake (2014).mkv",
            "Copper Lake (2014)/Copper Lake (2014).en.srt",
            "Copper Lake (2014)/RARBG.txt",
            "Copper Lake (2014)/Subs/2_English.srt",
            "@eaDir/thumb.jpg",
            ".trash/old.mkv",
            "letter.docx",
            "half.mkv.part",
            "set.r00",
            "empty/",
        ],
    )
    folders = find(top)
    assert [os.path.relpath(folder.path, top) for folder in folders] == [
        ".",
        "Copper Lake (2014)",
        "Copper Lake (2014)/Subs",
        "empty",
    ]
    assert files_in(folders, top) == [
        "Copper Lake (2014)/Copper Lake (2014).en.srt",
        "Copper Lake (2014)/Copper Lake (2014).mkv",
        "Copper Lake (2014)/Subs/2_English.srt",
    ]
    assert left_in(folders, top) == {
        "Copper Lake (2014)/RARBG.txt": ProblemCode.JUNK,
        "@eaDir": ProblemCode.SYSTEM_FOLDER,
        ".trash": ProblemCode.HIDDEN,
        "letter.docx": ProblemCode.NOT_MEDIA,
        "half.mkv.part": ProblemCode.INCOMPLETE_DOWNLOAD,
        "set.r00": ProblemCode.ARCHIVE,
    }
    assert problems_in(folders) == []
    assert {folder.input_root for folder in folders} == {top}


def test_the_facts_of_a_file_are_those_of_the_disk(media_tree: Tree) -> None:
    top = media_tree(["Copper Lake.mkv"])
    path = os.path.join(top, "Copper Lake.mkv")
    os.link(path, os.path.join(top, "Again.mkv"))
    os.chmod(path, 0o640)
    os.utime(path, ns=(1, 1_234_567_890_123_456_789))
    facts = os.stat(path)
    expected = MediaFile(
        path, facts.st_size, 1_234_567_890_123_456_789, Identity(facts.st_dev, facts.st_ino), mode=0o640, links=2
    )
    assert find(top)[0].files[1].file == expected


def test_left_files_have_their_size_and_left_folders_say_so(media_tree: Tree) -> None:
    top = media_tree(["@eaDir/x.jpg", "letter.docx"])
    folder, letter = find(top)[0].left_alone
    assert (folder.is_folder, folder.size) == (True, 0)
    assert (letter.is_folder, letter.size) == (False, os.path.getsize(letter.path))


def test_links_and_special_files_are_shown_and_never_opened(media_tree: Tree) -> None:
    top = media_tree(["real/Copper Lake.mkv", "real/song.mp3"])
    os.symlink(os.path.join(top, "real"), os.path.join(top, "folder link"))
    os.symlink(top, os.path.join(top, "real", "up"))
    os.symlink("loop", os.path.join(top, "loop"))
    os.symlink(os.path.join(top, "real", "song.mp3"), os.path.join(top, "song link.mp3"))
    os.symlink("nowhere.mkv", os.path.join(top, "dangling.mkv"))
    os.mkfifo(os.path.join(top, "pipe.mp3"))
    looked: list[str] = []

    def look(file: MediaFile) -> Inside:
        looked.append(file.name)
        return NOTHING_INSIDE

    with socket.socket(socket.AF_UNIX) as listener:
        here = os.getcwd()
        os.chdir(top)  # a socket's path may not be long
        try:
            listener.bind("socket.mkv")
        finally:
            os.chdir(here)
        folders = find(top, look=look)
    assert left_in(folders, top) == {
        "folder link": ProblemCode.SYMLINK,
        "real/up": ProblemCode.SYMLINK,
        "loop": ProblemCode.SYMLINK,
        "song link.mp3": ProblemCode.SYMLINK,
        "dangling.mkv": ProblemCode.SYMLINK,
        "pipe.mp3": ProblemCode.SPECIAL_FILE,
        "socket.mkv": ProblemCode.SPECIAL_FILE,
    }
    assert files_in(folders, top) == ["real/Copper Lake.mkv", "real/song.mp3"]
    assert looked == ["song.mp3"]


def test_names_that_are_not_utf_8_are_kept_byte_for_byte(media_tree: Tree) -> None:
    name = os.fsdecode(b"K\xf6nig der Berge.mkv")
    top = media_tree([os.fsdecode(b"M\xe9tro/") + name, "Zug.mkv"])
    folders = find(top)
    assert [os.fsencode(path) for path in files_in(folders, top)] == [b"Zug.mkv", b"M\xe9tro/K\xf6nig der Berge.mkv"]
    assert problems_in(folders) == []


def test_an_unreadable_folder_is_a_problem_in_the_systems_words(media_tree: Tree) -> None:
    top = media_tree(["a/one.mkv", "b/two.mkv", "c/three.mkv"])
    closed = os.path.join(top, "b")

    def listing(path: str) -> RawFolder:
        if path == closed:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return list_folder(path)

    folders = find(top, listing=listing)
    assert files_in(folders, top) == ["a/one.mkv", "c/three.mkv"]
    expected = Problem(ProblemCode.UNREADABLE_FOLDER, closed, (("error", "Permission denied"),))
    assert folders[2].problems == (expected,)


@pytest.mark.parametrize(
    ("system", "code"), [("darwin", ProblemCode.FOLDER_PRIVATE), ("linux", ProblemCode.UNREADABLE_FOLDER)]
)
def test_what_macos_keeps_private_is_said_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch, system: str, code: ProblemCode
) -> None:
    monkeypatch.setattr("sys.platform", system)
    refused = PermissionError(errno.EPERM, "Operation not permitted")
    assert unreadable_folder("/Users/x/Downloads", refused).code is code


def test_a_listing_that_breaks_off_keeps_what_it_had(media_tree: Tree) -> None:
    top = media_tree(["one.mkv"])

    def listing(path: str) -> RawFolder:
        folder = list_folder(path)
        folder.failures += [("odd.mkv", OSError(errno.EIO, "I/O error")), ("", OSError(errno.EIO, "I/O error"))]
        return folder

    folders = find(top, listing=listing)
    assert files_in(folders, top) == ["one.mkv"]
    assert problems_in(folders) == [
        (ProblemCode.UNREADABLE_FILE, os.path.join(top, "odd.mkv")),
        (ProblemCode.UNREADABLE_FOLDER, top),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every folder")
def test_a_folder_without_permission_is_reported(media_tree: Tree) -> None:
    top = media_tree(["closed/two.mkv"])
    closed = os.path.join(top, "closed")
    os.chmod(closed, 0)
    try:
        assert problems_in(find(top)) == [(ProblemCode.UNREADABLE_FOLDER, closed)]
    finally:
        os.chmod(closed, 0o700)


def test_a_folder_that_became_a_link_meanwhile_is_not_entered(media_tree: Tree) -> None:
    elsewhere = media_tree(["secret.mkv"])
    top = media_tree(["a/one.mkv"])

    def listing(path: str) -> RawFolder:
        folder = list_folder(path)
        if path == top:
            os.rename(os.path.join(top, "a"), os.path.join(elsewhere, "moved"))
            os.symlink(elsewhere, os.path.join(top, "a"))
        return folder

    folders = find(top, listing=listing)
    assert files_in(folders, top) == []
    assert left_in(folders, top) == {"a": ProblemCode.SYMLINK}


def test_a_folder_inside_itself_is_reported_once_and_not_entered(
    media_tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bind mount, made believe: ``top/a/again`` has the identity of ``top``, ``b`` that of ``a``."""
    top = media_tree(["a/again/one.mkv", "a/again/deep/two.mkv", "b/three.mkv"])
    a, again, b = (os.path.join(top, name) for name in ("a", "a/again", "b"))
    same = {os.stat(again).st_ino: os.stat(top).st_ino, os.stat(b).st_ino: os.stat(a).st_ino}
    monkeypatch.setattr(
        scan_module, "identity_of", lambda facts: Identity(facts.st_dev, same.get(facts.st_ino, facts.st_ino))
    )
    folders = find(top)
    assert [folder.path for folder in folders] == [top, a, again, b]
    assert files_in(folders, top) == []
    assert problems_in(folders) == [(ProblemCode.LOOP, again), (ProblemCode.LOOP, b)]


# ---------------------------------------------------------------- looking into files


def test_only_files_that_may_hold_a_guess_are_looked_into(media_tree: Tree) -> None:
    names = ["a.mkv", "b.mp3", "c.m4b", "d.epub", "e.cbz", "f.srt", "g.jpg", "h.nfo", "i.cue", "j.lrc"]
    top = media_tree(names)
    with open(os.path.join(top, "k.flac"), "xb"):
        pass  # an empty file tells nothing
    looked: list[str] = []

    def look(file: MediaFile) -> Inside:
        looked.append(file.name)
        return Inside(guess=Guess(kind=Kind.TRACK, title=file.name))

    folders = find(top, look=look)
    assert looked == ["b.mp3", "c.m4b", "d.epub", "e.cbz", "h.nfo"]
    told = {each.file.name: each.inside.guess.title for each in folders[0].files if each.inside.guess is not None}
    assert told == {name: name for name in looked}
    assert len(folders[0].files) == len(names) + 1


def test_what_the_system_refuses_while_looking_is_said_of_that_file(media_tree: Tree) -> None:
    top = media_tree(["a.mp3", "b.mp3"])

    def look(file: MediaFile) -> Inside:
        if file.name == "a.mp3":
            raise PermissionError(errno.EACCES, "Permission denied")
        return NOTHING_INSIDE

    first, second = find(top, look=look)[0].files
    assert first.inside.problem is not None
    assert first.inside.problem.code is ProblemCode.TAGS_UNREADABLE
    assert ("error", "Permission denied") in first.inside.problem.details
    assert second.inside == NOTHING_INSIDE
