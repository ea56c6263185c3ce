from __future__ import annotations

from collections.abc import Sequence

from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.identify.remembered import RememberingGuesser


def test_every_name_is_read_once() -> None:
    asked: list[list[str]] = []

    def ask(names: Sequence[str]) -> list[Guess]:
        asked.append(list(names))
        return [Guess(kind=Kind.MOVIE, title=name.title()) for name in names]

    guesser = RememberingGuesser(ask)
    assert [guess.title for guess in guesser.guess(["b", "a", "b"])] == ["B", "A", "B"]
    assert [guess.title for guess in guesser.guess(["a", "c"])] == ["A", "C"]
    assert guesser.guess([]) == []
    assert asked == [["b", "a"], ["c"]]


def test_after_a_stop_nobody_is_asked() -> None:
    guesser = RememberingGuesser(lambda names: [Guess(kind=Kind.MOVIE, title=name) for name in names])
    guesser.guess(["a"])
    known = guesser.known_only().guess(["a", "Golden Pier (2010)"])
    assert [(guess.title, guess.year) for guess in known] == [("a", None), ("Golden Pier", 2010)]
