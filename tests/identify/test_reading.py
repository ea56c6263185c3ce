from __future__ import annotations

from collections.abc import Sequence

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Kind
from jforg_gui.identify.guessed import guess_names
from jforg_gui.identify.reading import NameReader, PooledReader, merged, read_names


def test_only_doubtful_names_get_a_second_opinion() -> None:
    asked: list[list[str]] = []

    def ask(names: Sequence[str]) -> list[Guess]:
        asked.append(list(names))
        return [Guess(kind=Kind.EPISODE, series="Harbor", season=1, episodes=(2,), confidence=0.8) for _ in names]

    names = ["Harbor.Ten.S01E02.1080p", "harbor_102", "Golden Pier (2010)"]
    readings = NameReader(ask).guess(names)
    assert asked == [["harbor_102"]]
    assert [reading.series or reading.title for reading in readings] == ["Harbor Ten", "Harbor", "Golden Pier"]


def test_sure_names_ask_nobody() -> None:
    def ask(_: Sequence[str]) -> list[Guess]:
        raise AssertionError

    assert NameReader(ask).guess(["Golden Pier (2010)"])[0].year == 2010
    assert NameReader(ask).guess([]) == []


OWN = Guess(kind=Kind.EPISODE, series="Harbor", season=1, episodes=(2,), confidence=0.4)


def test_what_both_say_is_surer() -> None:
    other = Guess(kind=Kind.EPISODE, series="harbor", season=1, episodes=(2,), year=2011, source=Source.GUESSIT)
    both = merged(OWN, other)
    assert both.confidence > OWN.confidence
    assert (both.series, both.year) == ("Harbor", 2011)


def test_where_they_differ_ours_stands_and_stays_doubtful() -> None:
    both = merged(OWN, Guess(kind=Kind.MOVIE, title="Harbor 102", confidence=0.5))
    assert (both.kind, both.episodes, both.title, both.confidence) == (Kind.EPISODE, (2,), None, OWN.confidence)


def test_a_name_without_a_title_is_taken_over_but_never_sure() -> None:
    nothing = Guess(kind=Kind.MOVIE, ids=(("tmdb", "7"),), confidence=0.1)
    both = merged(nothing, Guess(kind=Kind.MOVIE, title="Golden Pier", confidence=0.9))
    assert (both.title, both.ids) == ("Golden Pier", (("tmdb", "7"),))
    assert both.confidence < 0.5


def test_a_failed_opinion_says_so() -> None:
    failed = Guess(kind=Kind.UNKNOWN, notes=(Problem(ProblemCode.NAME_UNREAD, "x"),))
    both = merged(OWN, failed)
    assert (both.series, [note.code for note in both.notes]) == ("Harbor", [ProblemCode.NAME_UNREAD])


def test_where_the_processes_fail_names_are_read_here_and_say_so() -> None:
    def pool(names: Sequence[str]) -> list[Guess]:
        note = Problem(ProblemCode.NAME_UNREAD, names[0])
        return [Guess(kind=Kind.UNKNOWN, notes=(note,)), Guess(kind=Kind.MOVIE, title="Golden Pier")]

    failed, read = PooledReader(pool).guess(["Harbor.Ten.S01E02", "Golden.Pier.2010"])
    assert (failed.series, failed.episodes, [note.code for note in failed.notes]) == (
        "Harbor Ten",
        (2,),
        [ProblemCode.NAME_UNREAD],
    )
    assert read.title == "Golden Pier"


def test_the_processes_read_as_we_do_here() -> None:
    names = ["Harbor.Ten.S01E02.1080p", "harbor_102", "Golden Pier (2010)"]
    assert list(read_names(names)) == list(NameReader(guess_names).guess(names))
