"""What Jellyfin will make of plans: what is meant, or a reason in words; nothing differs in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jforg_gui.domain.choice import ConflictPolicy
from jforg_gui.domain.errors import ProblemCode
from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.listing import Entry, Listing
from jforg_gui.domain.match import Guess, PartWord
from jforg_gui.domain.media import ExtraType, Identity, Kind, MediaFile, Role
from jforg_gui.domain.plan import Plan, Roots, Row, Status
from jforg_gui.domain.seen import Seen, Sight
from jforg_gui.domain.seen_words import PHRASES, phrases, sentence_of
from jforg_gui.domain.words import sentence
from jforg_gui.jellyfin import legal
from jforg_gui.jellyfin.reader.extras import FOLDERS
from jforg_gui.workflow.planning import plan
from jforg_gui.workflow.sight import with_sight
from tests.fakes.generated import rows_of_every_kind, silent_difference

ROOTS = Roots.under("/lib")


def file(path: str) -> MediaFile:
    return MediaFile(path, 100, 0, Identity(1, hash(path)))


def item(path: str, kind: Kind, *, companions: tuple[Companion, ...] = (), **fields: Any) -> Item:  # noqa: ANN401 — a guess's fields
    owner = fields.pop("owner", None)
    return Item(file=file(path), guess=Guess(kind=kind, **fields), companions=companions, owner=owner)


def made(*items: Item, there: tuple[str, ...] = (), policy: ConflictPolicy = ConflictPolicy.SKIP) -> Plan:
    listing = Listing.of(
        Entry(path.rstrip("/"), 1, Identity(2, hash(path)), is_folder=path.endswith("/")) for path in there
    )
    return plan(items, ROOTS, listing, policy=policy)


def said(row: Row) -> str:
    assert row.sees is not None
    return sentence_of(row.sees)


def codes(row: Row) -> list[ProblemCode]:
    return [problem.code for problem in row.reasons]


def test_a_row_says_what_jellyfin_will_see() -> None:
    subtitle = Companion(file=file("/in/k.srt"), role=Role.SUBTITLE, language="en", flags=("forced",))
    poster = Companion(file=file("/in/cover.jpg"), role=Role.ARTWORK, label="poster", bound=False)
    one = item("/in/k.mkv", Kind.MOVIE, title="Kites", year=1999, resolution="2160p", companions=(subtitle, poster))
    other = item("/in/k2.mkv", Kind.MOVIE, title="Kites", year=1999, resolution="1080p")
    rows = made(one, other).rows
    assert said(rows[0]) == "Film Kites (1999), version 2160p, English forced subtitle, poster"
    assert rows[0].status is Status.READY
    assert rows[0].reasons == ()


def test_a_subtitle_of_two_files_is_one_that_is_read_right() -> None:
    pair = tuple(
        Companion(file=file(f"/in/k.{extension}"), role=Role.SUBTITLE, language="en", flags=("forced",))
        for extension in ("idx", "sub")
    )
    (row,) = made(item("/in/k.mkv", Kind.MOVIE, title="Kites", year=1999, companions=pair)).rows
    assert said(row) == "Film Kites (1999), English forced subtitle"
    assert row.reasons == ()


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (
            item("/in/a.mkv", Kind.EPISODE, series="Low Tide", year=2018, season=1, episodes=(1, 2)),
            "Low Tide, season 1 episodes 1–2",  # noqa: RUF001 — as typeset
        ),
        (
            item("/in/a.mkv", Kind.EPISODE, series="Low Tide", date=date(2019, 3, 14)),
            "Low Tide, the episode of 2019-03-14",
        ),
        (
            item("/in/a.mkv", Kind.EPISODE, series="Low Tide", season=0, title="Making of"),
            "Low Tide, a special without a number",
        ),
        (
            item("/in/a.mp3", Kind.TRACK, artist="Pell", album="Harbour", year=2001, title="Dawn", track=1),
            "Track of the album Harbour (2001) by Pell",
        ),
        (
            item("/in/a.epub", Kind.BOOK, author="Pell", title="Ferry", series="Harbour", number="2", year=2001),
            "Book Ferry, number 2 of Harbour",
        ),
        (item("/in/a.m4b", Kind.AUDIOBOOK, author="Pell", title="Ferry", year=2001), "Audiobook Ferry (2001)"),
        (
            item(
                "/in/t.mkv",
                Kind.EXTRA,
                extra=ExtraType.TRAILER,
                owner=Guess(kind=Kind.MOVIE, title="Kites", year=1999),
            ),
            "Extra: trailer",
        ),
    ],
)
def test_every_kind_has_its_words(one: Item, expected: str) -> None:
    (row,) = made(one).rows
    assert said(row) == expected
    assert row.status is Status.READY


def test_what_would_be_misread_needs_the_person_with_the_rule_in_words() -> None:
    (row,) = made(item("/in/l.mkv", Kind.MOVIE, title="The Unrated", year=2003)).rows
    assert row.status is Status.ATTENTION
    assert row.destination is not None
    assert sentence(row.reasons[0]) == (
        "Jellyfin would look it up as “The”, not “The Unrated”: a title such as this needs an id"
    )


def test_an_id_or_an_nfo_answers_it() -> None:
    with_id = item("/in/l.mkv", Kind.MOVIE, title="The Unrated", year=2003, ids=(("tmdb", "12"),))
    assert made(with_id).rows[0].status is Status.READY
    nfo = Companion(file=file("/in/movie.nfo"), role=Role.METADATA, bound=False)
    described = item("/in/l.mkv", Kind.MOVIE, title="The Unrated", year=2003, companions=(nfo,))
    assert made(described).rows[0].status is Status.READY


def test_so_does_an_nfo_that_the_run_will_write() -> None:
    plain = made(item("/in/l.mkv", Kind.MOVIE, title="The Unrated", year=2003))
    row = Row(plain.rows[0].item, plain.rows[0].destination, Status.READY)
    (found,) = with_sight([row], ROOTS, Listing(), nfo=True)
    assert found.status is Status.READY
    assert said(found) == "Film The Unrated (2003)", "the NFO's title, not what the name would be cut to"


def test_a_year_in_a_title_without_a_year_is_seen_as_one() -> None:
    (row,) = made(item("/in/b.mkv", Kind.MOVIE, title="Blade Walker 2049")).rows
    assert row.status is Status.ATTENTION
    assert row.reasons[0].code in {ProblemCode.SEEN_TITLE, ProblemCode.SEEN_A_YEAR}


def test_companions_stay_with_a_row_that_needs_the_person() -> None:
    subtitle = Companion(file=file("/in/l.srt"), role=Role.SUBTITLE, language="en")
    found = made(item("/in/l.mkv", Kind.MOVIE, title="The Unrated", year=2003, companions=(subtitle,)))
    assert found.count() == 0
    assert found.rows[0].companions[0].status is Status.ATTENTION


HOME = "/lib/Movies/Kites (1999)"


def test_what_the_library_holds_counts_as_a_neighbour() -> None:
    one = item("/in/k.mkv", Kind.MOVIE, title="Kites", year=1999, edition="Uncut")
    (row,) = made(one, there=(f"{HOME}/", f"{HOME}/kites 720p.mkv")).rows
    assert codes(row) == [ProblemCode.SEEN_APART]
    assert row.status is Status.ATTENTION
    (row,) = made(one, there=(f"{HOME}/", f"{HOME}/Kites (1999).mkv")).rows
    assert row.status is Status.READY
    (row,) = made(one, there=(f"{HOME}/", f"{HOME}/Proof/")).rows
    assert (codes(row), row.status) == ([ProblemCode.SEEN_MIXED], Status.READY)


def test_what_moves_away_is_no_neighbour_any_more() -> None:
    stray = item(f"{HOME}/lanterns.mkv", Kind.MOVIE, title="Lanterns", year=2001)
    one = item("/in/k.mkv", Kind.MOVIE, title="Kites", year=1999, edition="Uncut")
    rows = made(stray, one, there=(f"{HOME}/", f"{HOME}/lanterns.mkv")).rows
    assert [row.reasons for row in rows] == [(), ()]


def test_what_is_not_wanted_is_no_neighbour_but_is_seen() -> None:
    other = item("/in/k2.mkv", Kind.MOVIE, title="Kites", year=1999)
    unwanted = Item(file=other.file, guess=other.guess, wanted=False)
    rows = made(unwanted, item("/in/k.mkv", Kind.MOVIE, title="Kites", year=1999)).rows
    assert said(rows[0]) == said(rows[1]) == "Film Kites (1999)"


def test_rows_in_conflict_say_what_they_would_be() -> None:
    twins = [item(f"/in/{n}.mkv", Kind.MOVIE, title="Kites", year=1999) for n in "ab"]
    rows = made(*twins).rows
    assert {row.status for row in rows} == {Status.CONFLICT}
    assert {said(row) for row in rows} == {"Film Kites (1999)"}


def test_what_only_the_older_line_misreads_is_said_and_moves() -> None:
    (row,) = made(item("/in/a.mkv", Kind.EPISODE, series="The 100", year=2014, season=1, episodes=(1,))).rows
    assert (codes(row), row.status) == ([ProblemCode.SEEN_ON_OLDER], Status.READY)
    assert "10.11" in sentence(row.reasons[0])


def test_a_subtitle_that_would_be_read_otherwise_is_named() -> None:
    subtitle = Companion(file=file("/in/k.srt"), role=Role.SUBTITLE, language="qq")
    (row,) = made(item("/in/k.mkv", Kind.MOVIE, title="Kites", year=1999, companions=(subtitle,))).rows
    assert codes(row) == [ProblemCode.SEEN_STREAM]
    assert row.status is Status.READY


def test_parts_and_several_audio_files_are_told() -> None:
    parts = [
        item(f"/in/cd{n}.avi", Kind.MOVIE, title="Kites", year=1999, part=n, part_word=PartWord.CD) for n in (1, 2)
    ]
    assert [said(row) for row in made(*parts).rows] == ["Film Kites (1999), part 1", "Film Kites (1999), part 2"]
    assert codes(made(parts[1]).rows[0]) == [ProblemCode.SEEN_PART]
    book = [item(f"/in/{n}.mp3", Kind.AUDIOBOOK, author="Pell", title="Ferry", part=n) for n in (1, 2)]
    assert [codes(row) for row in made(*book).rows] == [[ProblemCode.SEEN_BOOK]] * 2


# --- read(layout(x)) == x -------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    (
        *("Kites", "Harbour", "Tide", "the", "The", "of", "100", "24", "2049", "1917", "Limited", "Cam", "Extra"),
        *("Part", "2", "1", "Vol. 3", "-", "E2", "sample", "Trailer", "Mr. Pell", "S.H.I.P.", "???", ".hack", "[REC]"),
        *("AC/DC", "Ω", "東京", "Fœtus", "x264", "Season", "S01", "CD 1", "#3", "a-short"),
    )
)
TITLES = st.one_of(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), st.text(min_size=1, max_size=30))
YEARS = st.one_of(st.none(), st.integers(1900, 2030))
IDS = st.sampled_from([(), (("tmdb", "603"),), (("imdb", "tt0133093"),)])
NUMBERS = st.integers(0, 1200)


def meant(text: str | None) -> str:
    return "".join(letter for letter in (legal.piece(text or "") or "").casefold() if letter.isalnum())


def seen_of(row: Row) -> Seen | None:
    """What is seen of a row of which nothing is said; None where something is."""
    if row.sees is None or any(
        code.value.startswith("seen-") or code is ProblemCode.NAME_SHORTENED for code in codes(row)
    ):
        assert row.sees is not None or row.status is Status.ATTENTION
        return None
    return row.sees.media


@given(title=TITLES, year=YEARS, ids=IDS)
def test_films_are_read_back(title: str, year: int | None, ids: tuple[tuple[str, str], ...]) -> None:
    seen = seen_of(made(item("/in/a.mkv", Kind.MOVIE, title=title, year=year, ids=ids)).rows[0])
    if seen is not None:
        assert seen.kind is Sight.MOVIE
        assert seen.ids == ids
        assert ids or (meant(seen.title), seen.year) == (meant(title) or meant(seen.title), year)


@given(
    series=TITLES,
    title=st.one_of(st.none(), TITLES),
    year=YEARS,
    season=st.integers(0, 60),
    first=NUMBERS,
    many=st.integers(1, 3),
)
def test_episodes_are_read_back(
    series: str, title: str | None, year: int | None, season: int, first: int, many: int
) -> None:
    numbers = tuple(range(first, first + many))
    one = item("/in/a.mkv", Kind.EPISODE, series=series, title=title, year=year, season=season, episodes=numbers)
    seen = seen_of(made(one).rows[0])
    if seen is not None:
        assert (seen.kind, seen.season, seen.episodes) == (Sight.EPISODE, season, (numbers[0], numbers[-1]))
        assert meant(seen.series).removesuffix("tv") in {meant(series).removesuffix("tv"), meant(seen.series), ""}


@given(artist=TITLES, album=TITLES, title=TITLES, year=YEARS, disc=st.sampled_from([None, 1, 2]))
def test_tracks_are_read_back(artist: str, album: str, title: str, year: int | None, disc: int | None) -> None:
    one = item("/in/a.flac", Kind.TRACK, artist=artist, album=album, title=title, year=year, disc=disc, track=3)
    row = made(one).rows[0]
    seen = seen_of(row)
    if seen is not None:
        assert seen.kind is Sight.TRACK
        assert row.destination is not None
        assert [seen.artist, seen.album] == row.destination.split("/")[3:5]
        assert seen.disc is None


@given(author=TITLES, title=TITLES, series=st.one_of(st.none(), TITLES), number=st.integers(0, 40), year=YEARS)
def test_books_are_read_back(author: str, title: str, series: str | None, number: int, year: int | None) -> None:
    shelf = str(number) if series else None
    one = item("/in/a.epub", Kind.BOOK, author=author, title=title, series=series, number=shelf, year=year)
    seen = seen_of(made(one).rows[0])
    if seen is not None:
        assert seen.kind is Sight.BOOK
        assert seen.number == (shelf if meant(series) else seen.number)
        assert meant(title) in {meant(seen.title), ""}


def test_every_phrase_is_in_the_table() -> None:
    rows = made(item("/in/a.mkv", Kind.MOVIE, title="Kites", year=1999, stereo="hsbs")).rows
    assert rows[0].sees is not None
    assert {phrase.key for phrase in phrases(rows[0].sees)} <= set(PHRASES)
    assert said(rows[0]) == "Film Kites (1999), version 3D.HSBS, 3D"


# --- nothing differs in silence -------------------------------------------------------------------------------------


@pytest.mark.parametrize("nfo", [False, True])
@pytest.mark.parametrize("seed", [1, 7])
def test_nothing_of_a_whole_library_differs_in_silence(seed: int, *, nfo: bool) -> None:
    rows = plan(rows_of_every_kind(2000, seed), ROOTS, Listing(), policy=ConflictPolicy.SKIP, nfo=nfo).rows
    assert {row.item.kind for row in rows} == set(Kind) - {
        *(Kind.SUBTITLE, Kind.ARTWORK, Kind.IGNORED, Kind.UNKNOWN),
    }
    assert [(row.destination, said) for row in rows if (said := silent_difference(row))] == []
    assert sum(row.status is Status.READY for row in rows) > 0.98 * len(rows), "saying no to everything is no answer"


def test_the_judge_sees_a_difference() -> None:
    (row,) = made(item("/in/k.mkv", Kind.MOVIE, title="Kites", year=1999)).rows
    assert silent_difference(row) == ""
    assert row.sees is not None
    other = Seen(kind=Sight.MOVIE, title="Lanterns", year=1999)
    assert silent_difference(replace(row, sees=replace(row.sees, media=other))) == "film Lanterns (1999)"


# --- read(layout(x)) == x: the other kinds, and what goes along -----------------------------------------------------


@given(series=TITLES, number=st.integers(0, 9999), year=YEARS, beside=st.booleans())
def test_comics_are_read_back(series: str, number: int, year: int | None, *, beside: bool) -> None:
    fields: dict[str, Any] = {"series": series, "year": year}
    one = item("/in/a.cbz", Kind.COMIC, number=str(number), **fields)
    other = item("/in/b.cbz", Kind.COMIC, number=str(number + 1), **fields)
    seen = seen_of(made(one, other).rows[0] if beside else made(one).rows[0])
    if seen is not None:
        assert (seen.kind, seen.number) == (Sight.BOOK, str(number))
        assert meant(series) in {meant(seen.series), meant(seen.title), ""}


@given(author=TITLES, title=TITLES, year=YEARS, parts=st.integers(1, 3))
def test_audiobooks_are_read_back(author: str, title: str, year: int | None, parts: int) -> None:
    many = [
        item(f"/in/{n}.mp3", Kind.AUDIOBOOK, author=author, title=title, year=year, part=n if parts > 1 else None)
        for n in range(1, parts + 1)
    ]
    rows = made(*many).rows
    assert parts == 1 or all(seen_of(row) is None for row in rows), "several files are never one audiobook"
    seen = seen_of(rows[0])
    if seen is not None:
        assert seen.kind is Sight.AUDIOBOOK
        assert meant(seen.title) in {meant(title), meant(title) + str(year or "")} or not meant(title)


@given(title=TITLES, extra=st.sampled_from(ExtraType), series=st.booleans(), season=st.integers(0, 9))
def test_extras_are_read_back(title: str, extra: ExtraType, season: int, *, series: bool) -> None:
    owner = (
        Guess(kind=Kind.EPISODE, series="Low Tide", year=2018, season=season)
        if series
        else Guess(kind=Kind.MOVIE, title="Kites", year=1999)
    )
    path = "/in/a.mp3" if extra is ExtraType.THEME_SONG else "/in/a.mkv"
    seen = seen_of(made(item(path, Kind.EXTRA, title=title, extra=extra, owner=owner)).rows[0])
    if seen is not None:
        assert seen.kind is Sight.EXTRA
        assert seen.extra == FOLDERS[extra.value]


STREAMS = st.tuples(
    st.sampled_from((Role.SUBTITLE, Role.AUDIO)),
    st.sampled_from((None, "en", "de", "fr", "ja", "pt-BR", "zh-Hant", "hi")),
    st.sets(st.sampled_from(("default", "forced", "sdh"))).map(sorted).map(tuple),
    st.one_of(st.none(), TITLES),
)


@given(title=TITLES, streams=st.lists(STREAMS, min_size=1, max_size=4))
def test_what_goes_along_is_read_back(
    title: str, streams: list[tuple[Role, str | None, tuple[str, ...], str | None]]
) -> None:
    companions = tuple(
        Companion(
            file=file(f"/in/{number}.{'srt' if role is Role.SUBTITLE else 'mka'}"),
            role=role,
            language=language,
            flags=flags,
            label=label,
        )
        for number, (role, language, flags, label) in enumerate(streams)
    )
    (row,) = made(
        item("/in/a.mkv", Kind.MOVIE, title=title, year=1999, ids=(("tmdb", "5"),), companions=companions)
    ).rows
    if row.status is not Status.READY or any(code.value.startswith("seen-") for code in codes(row)):
        return
    assert row.sees is not None
    moved = [move.companion for move in row.companions if move.status is Status.READY]
    kinds = {Role.SUBTITLE: Sight.SUBTITLE, Role.AUDIO: Sight.AUDIO}
    wanted = sorted((kinds[one.role].value, one.language or "", sorted(one.flags)) for one in moved)
    seen = sorted((one.kind.value, one.language or "", sorted(one.flags)) for one in row.sees.companions)
    assert seen == wanted
