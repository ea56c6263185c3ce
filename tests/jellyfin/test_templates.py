"""Templates: what is unknown goes with what leads up to it, and what cannot be used is said in words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jforg_gui.domain.errors import Problem, TemplateError
from jforg_gui.domain.match import Guess
from jforg_gui.domain.media import Kind
from jforg_gui.domain.naming import FORMS, Colon, Style, Subject
from jforg_gui.jellyfin import layout, legal, sampling
from jforg_gui.jellyfin.naming import RECOMMENDED, naming, template
from jforg_gui.jellyfin.place import Company
from jforg_gui.jellyfin.templates import parse

FIELDS = ("title", "year", "number", "series")


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("{title} ({year})", {"title": "Pier", "year": "2010"}, "Pier (2010)"),
        ("{title} ({year})", {"title": "Pier"}, "Pier"),
        ("{title} ({year})", {}, ""),
        ("{series} ({year}) - {number} - {title}", {"series": "H", "number": "S01E01"}, "H - S01E01"),
        ("{series} ({year}) - {number} - {title}", {"number": "S01E01", "title": "T"}, "S01E01 - T"),
        ("{title} ({series}, #{number}) ({year})", {"title": "A", "year": "1998"}, "A (1998)"),
        ("{title} ({series}, #{number}) ({year})", {"title": "A", "series": "R", "number": "2"}, "A (R, #2)"),
        ("Film {title} [{year}]!", {"title": "A"}, "Film A!"),
        ("Film {title} [{year}]!", {"title": "A", "year": "1"}, "Film A [1]!"),
    ],
)
def test_what_is_unknown_goes_with_what_leads_up_to_it(text: str, values: dict[str, str], expected: str) -> None:
    assert parse(text, FIELDS, ()).name.fill(values, 200, ()) == expected


def test_what_has_no_room_is_cut_in_order() -> None:
    form = parse("{series} - {title} ({year})", FIELDS, ()).name
    values = {"series": "s" * 30, "title": "t" * 30, "year": "2000"}
    assert form.fill(values, 50, ("title", "series")) == f"{'s' * 30} - {'t' * 10} (2000)"
    assert form.fill(values, 30, ("title", "series")) == f"{'s' * 23} (2000)"


@pytest.mark.parametrize(
    ("subject", "text", "error"),
    [
        (Subject.TRACK, "{disc}{track} - {titel}", "There is no field “titel”. Did you mean title?"),
        (Subject.FILM, "{title} {qqq}", "There is no field “qqq”. There are: title, year."),
        (Subject.FILM, "({year})", "The field “title” is missing: Jellyfin needs it to tell what it is."),
        (Subject.FILM, "{title} ({year)", "The “{” stands alone: a field is written like “{title}”."),
        (Subject.FILM, "{title}: {year}", "“:” cannot stand in a name: not every disk takes it."),
        (Subject.FILM, "{title}\t", None),
        (Subject.FILM, "a{title}\tb", "“\t” cannot stand in a name: not every disk takes it."),
        (Subject.FILM, "Films/{title}", "A name without a field would be the same for everything."),
        (Subject.FILM, "{year}/{title}", "There is a “/” too many: Jellyfin wants no folder more."),
        (Subject.FILM, ".{title}", "A name cannot begin with a dot: Jellyfin passes over such files."),
        (Subject.FILM, "  ", "A name cannot be empty."),
        (Subject.FILM, "{title}" + "x" * 200, "A template cannot be longer than 200 characters."),
        (Subject.BOOK, "{author}/{series}/{title}", None),
        (Subject.EPISODE, "{title}", "The field “number” is missing: Jellyfin needs it to tell what it is."),
    ],
)
def test_what_cannot_be_used_says_why(subject: Subject, text: str, error: str | None) -> None:
    if error is None:
        assert template(subject, text).text == text.strip()
        return
    with pytest.raises(TemplateError) as caught:
        template(subject, text)
    assert str(caught.value) == error


def test_a_version_has_to_begin_like_its_film() -> None:
    with pytest.raises(TemplateError, match="begins like its film"):
        naming(Style.OWN, ((Subject.VERSION, "{title} - {version}"),))
    own = ((Subject.FILM, "{title}"), (Subject.VERSION, "{title} - [{version}]"))
    place = layout.place(
        Guess(kind=Kind.MOVIE, title="Pier", year=2010, resolution="720p"),
        "a.mkv",
        Company(versions=True),
        naming=naming(Style.OWN, own),
    )
    assert not isinstance(place, Problem)
    assert place.parts == ("Pier", "Pier - [720p].mkv")


GUESSES: dict[Kind, Guess] = {
    Kind.MOVIE: Guess(kind=Kind.MOVIE, title="Glass: Harbour", year=1999, ids=(("tmdb", "42"),)),
    Kind.EPISODE: Guess(
        kind=Kind.EPISODE, series="Pier: Nine", year=2001, season=1, episodes=(2,), title="Ebb", ids=(("tvdb", "7"),)
    ),
    Kind.TRACK: Guess(kind=Kind.TRACK, artist="Finches", album="Grey", year=2004, disc=2, track=1, title="Dawn"),
    Kind.BOOK: Guess(kind=Kind.BOOK, author="Fenn", title="Path", series="Road", number="2", year=1998),
    Kind.COMIC: Guess(kind=Kind.COMIC, series="Rangers", number="3", year=2012),
    Kind.AUDIOBOOK: Guess(kind=Kind.AUDIOBOOK, author="Fenn", title="Path", narrator="Reed"),
}


@pytest.mark.parametrize(
    ("kind", "own", "expected"),
    [
        (Kind.MOVIE, {}, "Glass - Harbour (1999)/Glass - Harbour (1999).mkv"),
        (Kind.MOVIE, {"film": "{title} [{year}]"}, "Glass - Harbour [1999]/Glass - Harbour [1999].mkv"),
        (Kind.EPISODE, {}, "Pier - Nine (2001)/Season 01/Pier - Nine (2001) - S01E02 - Ebb.mkv"),
        (Kind.EPISODE, {"show": "{series}", "episode": "{number} {title}"}, "Pier - Nine/Season 01/S01E02 Ebb.mkv"),
        (Kind.TRACK, {"album": "{year} - {album}"}, "Finches/2004 - Grey/2-01 - Dawn.mkv"),
        (Kind.TRACK, {"track": "{track}. {title}"}, "Finches/Grey (2004)/01. Dawn.mkv"),
        (Kind.BOOK, {}, "Fenn/Path (Road, #2) (1998)/Path (Road, #2) (1998).mkv"),
        (Kind.BOOK, {"book": "{author}/{series}/{number} - {title}"}, "Fenn/Road/2 - Path/2 - Path.mkv"),
        (Kind.BOOK, {"book": "{title}"}, "Path/Path.mkv"),
        (Kind.COMIC, {"comic": "{series} {number}"}, "Rangers (2012)/Rangers #003.mkv"),
        (Kind.AUDIOBOOK, {"audiobook": "{author}/{title} - {narrator}"}, "Fenn/Path - Reed/Path - Reed.mkv"),
    ],
)
def test_own_templates(kind: Kind, own: dict[str, str], expected: str) -> None:
    found = naming(Style.OWN, tuple((Subject(subject), text) for subject, text in own.items()), ids=False)
    place = layout.place(GUESSES[kind], "a.mkv", naming=found)
    assert not isinstance(place, Problem)
    assert "/".join(place.parts) == expected


@pytest.mark.parametrize(
    ("style", "colon", "film", "show"),
    [
        (Style.JELLYFIN, Colon.SPACED, "Glass - Harbour (1999) [tmdbid-42]", "Pier - Nine (2001) [tvdbid-7]"),
        (Style.PLAIN, Colon.DASH, "Glass- Harbour (1999)", "Pier- Nine (2001)"),
        (Style.KODI, Colon.NOTHING, "Glass Harbour (1999)", "Pier Nine (2001)"),
        (Style.OWN, Colon.LOOKALIKE, "Glass\ua789 Harbour (1999) [tmdbid-42]", "Pier\ua789 Nine (2001) [tvdbid-7]"),
    ],
)
def test_styles_and_what_stands_for_a_colon(style: Style, colon: Colon, film: str, show: str) -> None:
    found = naming(style, colon=colon)
    assert found.by_stem == (style is Style.KODI)
    for kind, folder in ((Kind.MOVIE, film), (Kind.EPISODE, show)):
        place = layout.place(found.spelled(GUESSES[kind]), "a.mkv", naming=found)
        assert not isinstance(place, Problem)
        assert place.folders[0] == folder


def test_every_subject_has_a_sample() -> None:
    shown = {}
    for subject in FORMS:
        found = sampling.sample(subject, RECOMMENDED, sampling.examples(())[sampling.KINDS[subject]])
        assert not isinstance(found, Problem)
        assert found.misread is None
        shown[subject] = found.path
    assert shown[Subject.FILM] == "Movies/The Lantern Keeper (2019)/The Lantern Keeper (2019).mkv"
    assert shown[Subject.VERSION] == "The Lantern Keeper (2019)/The Lantern Keeper (2019) - 2160p.mkv"
    assert shown[Subject.SHOW] == "Shows/Harbour Lights (2018)/Season 01/"
    assert shown[Subject.TRACK] == "Grey Morning (2004)/07 - Dawn.flac"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (Subject.FILM, "{year} - {title}"),
        (Subject.EPISODE, "{number}E09 - {title}"),
        (Subject.EPISODE, "{title} {number}-E09"),
    ],
)
def test_what_jellyfin_would_misread_is_flagged(subject: Subject, text: str) -> None:
    found = sampling.sample(
        subject, naming(Style.OWN, ((subject, text),), ids=False), sampling.INVENTED[sampling.KINDS[subject]]
    )
    assert not isinstance(found, Problem)
    assert found.misread is not None


TEXTS = st.sampled_from([form.recommended for form in FORMS.values()]) | st.text(
    st.sampled_from("{title}{year}({[])}- #x"), max_size=40
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(Subject), TEXTS, st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_typed_makes_legal_names_or_an_error_in_words(
    subject: Subject, text: str, one: str, two: str
) -> None:
    own = tuple({Subject.FILM: "{title}", Subject.VERSION: "{title} - {version}", subject: text}.items())
    try:
        found = naming(Style.OWN, own)
    except TemplateError:
        return
    for guess in (
        Guess(kind=Kind.MOVIE, title=one, edition=two),
        Guess(kind=Kind.EPISODE, series=one, title=two, season=1, episodes=(1,)),
        Guess(kind=Kind.TRACK, artist=one, album=two, title=one, track=1),
        Guess(kind=Kind.BOOK, author=one, title=two),
        Guess(kind=Kind.COMIC, series=one, title=two),
        Guess(kind=Kind.AUDIOBOOK, title=one, narrator=two),
    ):
        place = layout.place(guess, "a.mkv", naming=found)
        if not isinstance(place, Problem):
            assert all(map(legal.is_component, place.parts))
