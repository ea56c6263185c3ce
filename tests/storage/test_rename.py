from __future__ import annotations

import errno
import os
from collections.abc import Callable

import pytest

from jforg_gui.storage import rename


def nothing() -> None:
    """Do nothing before a placeholder is made."""


def no_system_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rename, "_system_rename", None)


def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    no_system_call(monkeypatch)

    def link(*_args: object, **_named: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", link)


def as_it_is(_monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the best rung that this machine has."""


RUNGS = pytest.mark.parametrize("rung", [as_it_is, no_system_call, no_links])
Rung = Callable[[pytest.MonkeyPatch], None]


def write(path: str, content: bytes) -> str:
    with open(path, "xb") as file:
        file.write(content)
    return path


def read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


@RUNGS
def test_a_file_gets_its_new_path_and_keeps_its_inode(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch, rung: Rung
) -> None:
    rung(monkeypatch)
    source = write(f"{tmp_path}/a", b"content")
    inode = os.stat(source).st_ino
    rename.rename_without_replacing(source, f"{tmp_path}/b", before_placing=nothing)
    assert os.listdir(str(tmp_path)) == ["b"]
    assert (read(f"{tmp_path}/b"), os.stat(f"{tmp_path}/b").st_ino) == (b"content", inode)


@RUNGS
def test_what_is_there_is_never_replaced(tmp_path: object, monkeypatch: pytest.MonkeyPatch, rung: Rung) -> None:
    rung(monkeypatch)
    source, taken = write(f"{tmp_path}/a", b"mine"), write(f"{tmp_path}/b", b"somebody's")
    with pytest.raises(FileExistsError):
        rename.rename_without_replacing(source, taken, before_placing=nothing)
    assert (read(source), read(taken)) == (b"mine", b"somebody's")


@RUNGS
def test_an_empty_file_and_an_empty_folder_are_something_too(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch, rung: Rung
) -> None:
    rung(monkeypatch)
    source, empty = write(f"{tmp_path}/a", b"mine"), write(f"{tmp_path}/b", b"")
    os.mkdir(f"{tmp_path}/c")
    for taken in (empty, f"{tmp_path}/c"):
        with pytest.raises(FileExistsError):
            rename.rename_without_replacing(source, taken, before_placing=nothing)
    assert read(source) == b"mine"


@RUNGS
def test_a_dangling_link_is_something_too(tmp_path: object, monkeypatch: pytest.MonkeyPatch, rung: Rung) -> None:
    rung(monkeypatch)
    source = write(f"{tmp_path}/a", b"mine")
    os.symlink("nowhere", f"{tmp_path}/b")
    with pytest.raises(FileExistsError):
        rename.rename_without_replacing(source, f"{tmp_path}/b", before_placing=nothing)
    assert os.readlink(f"{tmp_path}/b") == "nowhere"


@RUNGS
def test_a_missing_source_or_folder_is_said(tmp_path: object, monkeypatch: pytest.MonkeyPatch, rung: Rung) -> None:
    rung(monkeypatch)
    source = write(f"{tmp_path}/a", b"mine")
    with pytest.raises(FileNotFoundError):
        rename.rename_without_replacing(f"{tmp_path}/gone", f"{tmp_path}/b", before_placing=nothing)
    with pytest.raises(FileNotFoundError):
        rename.rename_without_replacing(source, f"{tmp_path}/no/b", before_placing=nothing)
    assert os.listdir(str(tmp_path)) == ["a"]


def test_a_link_whose_first_name_cannot_go_is_taken_back(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    no_system_call(monkeypatch)
    source = write(f"{tmp_path}/a", b"mine")
    unlink = os.unlink

    def refuse(path: str) -> None:
        if path == source:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        unlink(path)

    monkeypatch.setattr(os, "unlink", refuse)
    with pytest.raises(PermissionError):
        rename.rename_without_replacing(source, f"{tmp_path}/b", before_placing=nothing)
    assert os.listdir(str(tmp_path)) == ["a"]


def test_the_journal_hears_of_a_placeholder_first(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    no_links(monkeypatch)
    source = write(f"{tmp_path}/a", b"mine")
    seen: list[bool] = []
    rename.rename_without_replacing(
        source, f"{tmp_path}/b", before_placing=lambda: seen.append(os.path.lexists(f"{tmp_path}/b"))
    )
    assert seen == [False]


def test_a_placeholder_that_somebody_fills_is_not_replaced(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    no_links(monkeypatch)
    source = write(f"{tmp_path}/a", b"mine")
    close = os.close

    def fill_after_close(descriptor: int) -> None:
        close(descriptor)
        with open(f"{tmp_path}/b", "wb") as file:
            file.write(b"somebody's")

    monkeypatch.setattr(os, "close", fill_after_close)
    with pytest.raises(FileExistsError):
        rename.rename_without_replacing(source, f"{tmp_path}/b", before_placing=nothing)
    assert (read(source), read(f"{tmp_path}/b")) == (b"mine", b"somebody's")


def test_names_that_are_not_unicode_move(tmp_path: object) -> None:
    source = write(os.path.join(str(tmp_path), os.fsdecode(b"caf\xe9")), b"mine")
    rename.rename_without_replacing(source, f"{tmp_path}/b", before_placing=nothing)
    assert read(f"{tmp_path}/b") == b"mine"


@RUNGS
def test_a_name_that_is_taken_between_look_and_rename_is_not_replaced(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch, rung: Rung
) -> None:
    rung(monkeypatch)
    source, taken = write(f"{tmp_path}/a", b"mine"), write(f"{tmp_path}/b", b"somebody's")
    for look in ("exists", "lexists"):
        monkeypatch.setattr(os.path, look, lambda _path: False)  # whoever looks first sees a free name
    with pytest.raises(FileExistsError):
        rename.rename_without_replacing(source, taken, before_placing=nothing)
    assert (read(source), read(taken)) == (b"mine", b"somebody's")
