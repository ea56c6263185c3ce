from __future__ import annotations

from dataclasses import replace

from jforg_gui.domain.item import Item
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Identity, Kind, MediaFile
from jforg_gui.ui.edits import EditStack, Now


def item(name: str, title: str = "before") -> Item:
    return Item(file=MediaFile(f"/in/{name}", 1, 0, Identity(1, 1)), guess=Guess(kind=Kind.MOVIE, title=title))


def now(*items: Item) -> Now:
    """The rows there are."""
    there = {one.file.path: one for one in items}
    return lambda paths: {path: there[path] for path in there if path in set(paths)}


def renamed(one: Item, title: str) -> Item:
    return replace(one, guess=replace(one.guess, title=title))


def test_steps_go_back_and_forth() -> None:
    stack, one = EditStack(), item("a")
    stack.remember([one])
    first = renamed(one, "first")
    stack.remember([first])
    second = renamed(one, "second")
    assert stack.undo(now(second)) == {one.file.path: first}
    assert stack.undo(now(first)) == {one.file.path: one}
    assert not stack.can_undo
    assert stack.redo(now(one)) == {one.file.path: first}
    assert stack.redo(now(first)) == {one.file.path: second}
    assert not stack.can_redo


def test_a_new_correction_forgets_what_was_taken_back() -> None:
    stack, one = EditStack(), item("a")
    stack.remember([one])
    stack.undo(now(renamed(one, "x")))
    stack.remember([one])
    assert not stack.can_redo


def test_rows_that_have_gone_are_passed_over() -> None:
    stack = EditStack()
    stack.remember([item("a"), item("b")])
    assert set(stack.undo(now(item("b", "after")))) == {"/in/a", "/in/b"}
    assert set(stack.redo(now())) == {"/in/b"}


def test_nothing_to_take_back() -> None:
    assert EditStack().undo(now()) == EditStack().redo(now()) == {}
