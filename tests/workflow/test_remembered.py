from __future__ import annotations

from collections.abc import Mapping, Sequence

from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.workflow.remembered import RememberingGuesser


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


class Shelf(dict[str, Guess]):
    """A store in memory."""

    def known(self, names: Sequence[str]) -> dict[str, Guess]:
        return {name: self[name] for name in names if name in self}

    def remember(self, readings: Mapping[str, Guess]) -> None:
        self.update(readings)


def test_a_second_program_reads_nothing_again() -> None:
    asked: list[list[str]] = []

    def ask(names: Sequence[str]) -> list[Guess]:
        asked.append(list(names))
        return [Guess(kind=Kind.MOVIE, title=name.title()) for name in names]

    shelf = Shelf()
    first = RememberingGuesser(ask, shelf).guess(["b", "a"])
    second = RememberingGuesser(ask, shelf).guess(["a", "c", "b"])
    assert asked == [["b", "a"], ["c"]]
    assert [guess.title for guess in second] == ["A", "C", "B"]
    assert first[1] == second[0]


def test_off_the_record_nothing_is_kept() -> None:
    shelf = Shelf({"a": Guess(kind=Kind.BOOK)})
    guesser = RememberingGuesser(lambda names: [Guess(kind=Kind.MOVIE, title=name) for name in names], shelf)
    assert [guess.kind for guess in guesser.off_the_record().guess(["a", "b"])] == [Kind.MOVIE, Kind.MOVIE]
    assert [*shelf] == ["a"]
