"""An NFO that a person has written keeps every byte of theirs, and gets what it lacks."""

from __future__ import annotations

from datetime import date

import defusedxml.ElementTree as Safe
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jforg_gui.domain.metadata import Collection, DisplayOrder, Metadata, Person, PersonKind, Rating
from jforg_gui.jellyfin import nfo
from jforg_gui.jellyfin.nfo_filling import NotSoundError, filled
from tests.fakes.nfo_check import HEADER, check

KNOWN = Metadata(
    title="Pier",
    plot="A pier.",
    year=2010,
    premiered=date(2010, 3, 8),
    genres=("Drama", "Fog"),
    ratings=(Rating(source="themoviedb", value=7.1, votes=9),),
    ids=(("imdb", "tt9900001"), ("tmdb", "101")),
    people=(Person(name="Ana Sol", kind=PersonKind.ACTOR, role="Mia"), Person(name="Jo Rey", kind=PersonKind.WRITER)),
    collection=Collection(name="Piers"),
)
OURS = nfo.movie(KNOWN)


def fill(inner: str, ours: bytes = OURS, *, root: str = "movie") -> str | None:
    found = filled(f"<?xml version='1.0'?>\n<{root}>{inner}</{root}>\n".encode(), ours)
    return None if found is None else found.decode()


def said(text: str | None, tag: str) -> list[str | None]:
    assert text is not None
    return [one.text for one in Safe.fromstring(text.encode()) if one.tag == tag]


def test_what_stands_there_stays_and_what_is_missing_comes_behind_it() -> None:
    own = (
        "\n  <!-- by hand -->\n  <plot>Mine</plot>\n  <mine a='1'><b/></mine>\n  <title><![CDATA[My & Pier]]></title>\n"
    )
    text = fill(own)
    assert text is not None
    assert text.startswith(f"<?xml version='1.0'?>\n<movie>{own.rstrip()}\n  <year>2010</year>")
    assert text.endswith("</movie>\n")
    assert said(text, "title") == ["My & Pier"]
    assert said(text, "plot") == ["Mine"]
    assert said(text, "genre") == ["Drama", "Fog"]
    assert said(text, "uniqueid") == ["101", "tt9900001"]
    assert filled(text.encode(), OURS) is None, "once is enough"


@pytest.mark.parametrize(
    ("inner", "never"),
    [
        ("<name>P</name>", "title"),
        ("<review>R</review>", "plot"),
        ("<genre>Mine</genre>", "genre"),
        ("<rating>9</rating>", "ratings"),
        ("<ratings><rating name='x'><value>3</value></rating></ratings>", "rating"),
        ("<writer>Me</writer>", "credits"),
        ("<actor><name>Me</name></actor>", "actor"),
        ("<year>1999</year>", "premiered"),
        ("<premiered>2011-01-01</premiered>", "year"),
        ("<set>Mine</set>", "set"),
        ("<tmdbid>7</tmdbid>", "uniqueid"),
        ("<id TMDB='7'>tt7</id>", "uniqueid"),
        ("<uniqueid type='tmdb'>7</uniqueid>", "uniqueid"),
    ],
)
def test_the_persons_word_is_asked_for_nothing_more(inner: str, never: str) -> None:
    """Nor are ids of another work put beside theirs."""
    before = fill("")
    text = fill(inner)
    assert len(said(text, never)) < len(said(before, never)) or said(text, never) == [
        one.text for one in Safe.fromstring(f"<m>{inner}</m>") if one.tag == never
    ]


def test_a_date_of_the_persons_year_is_welcome() -> None:
    assert said(fill("<year>2010</year>"), "premiered") == ["2010-03-08"]


def test_ids_that_agree_are_completed_and_one_stays_the_default() -> None:
    text = fill("<uniqueid type='imdb' default='true'>tt9900001</uniqueid>") or ""
    assert said(text, "uniqueid") == ["tt9900001", "101"]
    assert text.count("default=") == text.count("default='true'") + text.count('<rating default="true"') + 1


def test_a_gap_is_filled_where_it_is() -> None:
    text = fill("\n  <year/>\n  <plot></plot><title>T</title>\n") or ""
    assert "\n  <year>2010</year>\n  <plot>A pier.</plot><title>T</title>" in text


@pytest.mark.parametrize("inner", ["<lockdata>true</lockdata>", "<title>T</title>\n<lockdata>TRUE</lockdata>"])
def test_what_is_locked_is_finished(inner: str) -> None:
    assert fill(inner) is None


@pytest.mark.parametrize("root", ["tvshow", "musicvideo", "Item"])
def test_what_is_about_something_else_is_let_be(root: str) -> None:
    assert fill("<title>T</title>", root=root) is None


@pytest.mark.parametrize(
    "content",
    [
        b"<movie><title>T</movie>",
        b"<movie><title>A & B</title></movie>",
        b"<movie><title>caf\xe9</title></movie>",
        b"<!DOCTYPE movie [<!ENTITY a 'x'>]><movie><title>&a;</title></movie>",
        b"<movie>" + b"<a>" * 40 + b"</a>" * 40 + b"</movie>",
        b" \n<?xml version='1.0'?><movie/>",
        b"no metadata",
        b"<",
    ],
)
def test_what_jellyfin_would_not_read_to_its_end_is_refused(content: bytes) -> None:
    with pytest.raises(NotSoundError):
        filled(content, OURS)


def test_what_surrounds_the_work_stays() -> None:
    existing = (
        b"\xef\xbb\xbf<?xml version='1.0'?>\r\n<!-- a -->\r\n<movie>\r\n</movie>\r\nhttps://imdb.com/title/tt1&x=1"
    )
    found = filled(existing, OURS) or b""
    assert found.startswith(b"\xef\xbb\xbf<?xml version='1.0'?>\r\n<!-- a -->\r\n<movie>\r\n  <title>Pier</title>\r\n")
    assert found.endswith(b"\r\n</movie>\r\nhttps://imdb.com/title/tt1&x=1")
    assert b"\n" not in found.replace(b"\r\n", b"")
    assert filled(b"<movie/>", OURS) == OURS[OURS.index(b"<movie>") :].rstrip()


def episode(number: int, title: str | None = None) -> Metadata:
    return Metadata(season=1, number=number, title=title, plot=f"Plot {number}")


def test_episodes_of_one_file_are_told_apart_by_their_number() -> None:
    ours = nfo.episodes((episode(1, "One"), episode(2, "Two")), "Harbor")
    block = "<episodedetails><title>Own {0}</title><season>1</season><episode>{0}</episode></episodedetails>"
    found = filled(f"{block.format(2)}\n{block.format(1)}".encode(), ours)
    assert found is not None
    both = [[one.findtext("title"), one.findtext("plot")] for one in check(HEADER + found)]
    assert both == [["Own 2", "Plot 2"], ["Own 1", "Plot 1"]]
    alone = filled(block.format(1).encode(), ours) or b""
    assert alone.count(b"<episodedetails>") == 2
    assert b"<title>Two</title>" in alone
    spanned = filled(
        block.format(1).replace("</title>", "</title><episodenumberend>2</episodenumberend>").encode(), ours
    )
    assert spanned is None or spanned.count(b"<episodedetails>") == 1
    assert filled(block.format(7).encode(), ours) is None


def test_missing_episodes_come_in_their_order() -> None:
    ours = nfo.episodes([episode(number, title) for number, title in ((9, "Z"), (10, "B"), (11, "A"))], None)
    found = filled(b"<episodedetails><title>Z</title></episodedetails>", ours)
    assert found is None, "which of the three it is nobody knows"
    found = filled(b"<episodedetails><episode>9</episode></episodedetails>", ours) or b""
    assert [one.findtext("episode") for one in check(HEADER + found)] == ["9", "10", "11"]


def test_the_persons_order_of_a_show_stays_but_for_one_that_has_got_seasons() -> None:
    ours = nfo.tvshow(Metadata(title="H", display_order=DisplayOrder.AIRED))
    assert filled(b"<tvshow><title>H</title><displayorder>dvd</displayorder></tvshow>", ours) is None
    found = filled(b"<tvshow><title>H</title><displayorder>absolute</displayorder></tvshow>", ours)
    assert found == b"<tvshow><title>H</title><displayorder>originalAirDate</displayorder></tvshow>"


def test_numbers_follow_the_place_of_the_file() -> None:
    """Jellyfin believes an NFO before the name: a day's broadcast that has become S01E05 must not stay season 2014."""
    own = b"<episodedetails>\n  <title>Own</title>\n  <season>2014</season>\n</episodedetails>\n"
    (root,) = check(HEADER + (filled(own, nfo.episodes((Metadata(season=1, number=5),), None)) or b""))
    assert [(one.tag, one.text) for one in root] == [("title", "Own"), ("season", "1"), ("episode", "5")]
    counted = own.replace(b"2014", b"1").replace(b"</season>", b"</season><episode>27</episode>")
    found = filled(counted, nfo.episodes((Metadata(season=2, number=1),), None)) or b""
    assert b"<season>2</season><episode>1</episode>" in found
    season = filled(b"<season><seasonnumber>2014</seasonnumber></season>", nfo.season(Metadata(number=1))) or b""
    assert season == b"<season><seasonnumber>1</seasonnumber></season>"


def test_what_the_person_has_corrected_since_goes_before_what_stood_there() -> None:
    own = b"<movie>\n  <title>Old</title>\n  <plot>Mine</plot>\n  <year>1999</year>\n</movie>"
    assert filled(own, nfo.movie(Metadata(title="New", plot="Other", year=1999))) is None
    assert filled(own, nfo.movie(Metadata(title="New", plot="Other", year=1999)), frozenset(("title",))) == own.replace(
        b"Old", b"New"
    )


@given(st.text(min_size=1), st.text(), st.sampled_from(["", "\n", "\r\n", "<!-- x -->"]))
def test_any_text_survives_both_ways(title: str, plot: str, between: str) -> None:
    """`&`, `<`, emoji, CJK, `]]>`, control characters: ours come out as XML can carry them, theirs as they were."""
    theirs = nfo.movie(Metadata(title=plot, tagline=title))
    theirs = theirs.replace(b"</movie>", between.encode() + b"</movie>")
    ours = nfo.movie(Metadata(title=title, plot=plot, year=2001))
    found = filled(theirs, ours)
    assert found is not None
    before, after, mine = (Safe.fromstring(one) for one in (theirs, found, ours))
    for tag in ("title", "tagline", "plot", "year"):
        expected = before.findtext(tag) if before.find(tag) is not None else mine.findtext(tag)
        assert after.findtext(tag) == expected
    assert filled(found, ours) is None
