"""What a listing of the library folders holds."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import pytest

from jforg_gui.domain.errors import CancelledError
from jforg_gui.domain.media import Identity, Library
from jforg_gui.domain.plan import Roots
from jforg_gui.workflow.listing import take_listing


class Asked:
    """A cancellation that says yes from its ``after``-th question on."""

    def __init__(self, after: int = 1 << 60) -> None:
        self.left = after

    def cancelled(self) -> bool:
        self.left -= 1
        return self.left < 0


def test_entries_are_files_and_folders_with_size_and_identity(media_tree: Callable[[Sequence[str]], str]) -> None:
    top = media_tree(["Movies/Copper Lake (2014)/Copper Lake (2014).mkv"])
    listing = take_listing(Roots.under(top), Asked())
    path = os.path.join(top, "Movies", "Copper Lake (2014)", "Copper Lake (2014).mkv")
    facts = os.stat(path)
    entry = listing.find(path)
    assert entry is not None
    assert (entry.path, entry.size, entry.is_folder) == (path, facts.st_size, False)
    assert entry.identity == Identity(facts.st_dev, facts.st_ino)
    folder = listing.find(os.path.dirname(path))
    assert folder is not None
    assert folder.is_folder
    assert folder.identity.inode == os.stat(os.path.dirname(path)).st_ino
    assert len(listing.entries) == 3


def test_hidden_and_foreign_things_take_names_too(media_tree: Callable[[Sequence[str]], str]) -> None:
    top = media_tree(["Movies/.hidden/.ignore", "Movies/@eaDir/thing.txt", "Movies/notes.docx"])
    listing = take_listing(Roots.under(top), Asked())
    for name in (".hidden/.ignore", "@eaDir/thing.txt", "notes.docx"):
        assert listing.find(os.path.join(top, "Movies", name)) is not None


def test_a_missing_root_is_empty(tmp_path_factory: pytest.TempPathFactory) -> None:
    nowhere = str(tmp_path_factory.mktemp("none") / "not here")
    assert take_listing(Roots.under(nowhere), Asked()).entries == {}


def test_a_link_is_a_taken_name_and_not_followed(media_tree: Callable[[Sequence[str]], str]) -> None:
    elsewhere = media_tree(["Copper Lake (2014).mkv"])
    top = media_tree(["Movies/"])
    link = os.path.join(top, "Movies", "linked")
    os.symlink(elsewhere, link)
    os.symlink(top, os.path.join(top, "Movies", "loop"))
    listing = take_listing(Roots.under(top), Asked())
    entry = listing.find(link)
    assert entry is not None
    assert not entry.is_folder
    assert entry.identity.inode == os.lstat(link).st_ino
    assert listing.find(os.path.join(link, "Copper Lake (2014).mkv")) is None


def test_a_root_that_is_a_link_keeps_the_spelling_of_the_person(media_tree: Callable[[Sequence[str]], str]) -> None:
    real = media_tree(["Copper Lake.mkv"])
    link = os.path.join(media_tree(["x/"]), "films")
    os.symlink(real, link)
    listing = take_listing(Roots({Library.MOVIES: link}), Asked())
    assert listing.find(os.path.join(link, "Copper Lake.mkv")) is not None


def test_a_root_that_is_a_file_is_a_taken_name(media_tree: Callable[[Sequence[str]], str]) -> None:
    path = os.path.join(media_tree(["Movies"]), "Movies")
    entry = take_listing(Roots({Library.MOVIES: path}), Asked()).find(path)
    assert entry is not None
    assert not entry.is_folder


def test_roots_inside_one_another_give_each_entry_once(media_tree: Callable[[Sequence[str]], str]) -> None:
    top = media_tree(["Shows/Paper Orchard/Paper Orchard S01E01.mkv"])
    roots = Roots({Library.MOVIES: top, Library.SHOWS: os.path.join(top, "Shows"), Library.MUSIC: top})
    assert len(take_listing(roots, Asked()).entries) == 4


def test_cancelling_ends_it(media_tree: Callable[[Sequence[str]], str]) -> None:
    top = media_tree(["Movies/a/x.mkv", "Movies/b/x.mkv"])
    with pytest.raises(CancelledError):
        take_listing(Roots.under(top), Asked(after=1))
