"""A library is checked, repaired by ordinary runs, and comes back by undo as it was."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from jforg_gui.domain.choice import ConflictPolicy, Mode
from jforg_gui.domain.errors import CancelledError, UnknownContentsError, WorldError
from jforg_gui.domain.finding import Effect, Finding, FindingCode
from jforg_gui.domain.finding_words import EFFECTS, FINDINGS, REPAIRS, finding_sentence, repair_words
from jforg_gui.domain.listing import Listing
from jforg_gui.domain.media import Kind, Library
from jforg_gui.domain.plan import Plan, Roots, Status
from jforg_gui.engine import Engine, Request
from jforg_gui.storage.places import Places
from jforg_gui.storage.settings import Settings
from jforg_gui.workflow.planning import plan as plan_rows
from jforg_gui.workflow.ports import NEVER
from jforg_gui.workflow.verify import Checked, repair_plan, repairs, verify_folder
from tests.fakes.broken import BROKEN, WAYS, YOURS, make_broken
from tests.fakes.generated import rows_of_every_kind
from tests.fakes.worlds import After, tree_of


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with Engine(Places.of({"JFORG_HOME": str(tmp_path / "home")}), Settings({}), workers=1) as engine:
        yield engine


def found(engine: Engine, folder: str, library: Library | None = None) -> list[Finding]:
    return list(verify_folder(folder, engine.settings.roots(), library, NEVER, Checked()))


def repaired(findings: list[Finding]) -> Plan:
    return repair_plan(findings, Roots({}))


def lay(root: Path, *places: str) -> str:
    for place in places:
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(place)
    return str(root)


def codes(findings: list[Finding]) -> list[FindingCode]:
    return [finding.code for finding in findings]


def repair_all(engine: Engine, library: str) -> int:
    """Repair until there is nothing left to repair; return how many runs that took."""
    runs = 0
    with engine.writing() as writer:
        while (left := [one for one in found(engine, library) if one.repair is not None]) and runs < 3:
            report = writer.organize(repaired(left), Mode.MOVE, NEVER, tidy=True)
            assert report.complete, report.failed
            runs += 1
    return runs


def undo(engine: Engine, runs: int) -> None:
    with engine.writing() as writer:
        for _ in range(runs):
            assert writer.undo(writer.plan_undo("last"), NEVER).complete


@pytest.mark.parametrize("way", WAYS)
def test_each_way_in_which_a_library_breaks_is_found_repaired_and_taken_back(
    engine: Engine, tmp_path: Path, way: str
) -> None:
    library = str(tmp_path / "lib")
    make_broken(library, WAYS[way])
    before = tree_of(library)
    wanted = sorted(code for codes in WAYS[way].values() for code in codes)
    first = found(engine, library)
    assert sorted(codes(first)) == wanted
    runs = repair_all(engine, library)
    left = set(codes(found(engine, library)))
    if any(one.repair is not None for one in first):
        assert tree_of(library) != before
        assert left <= {FindingCode.COUNTED_THROUGH, FindingCode.SHOW_NAME}, "no empty folder is left behind either"
    else:
        assert set(wanted) <= YOURS | {FindingCode.SHOW_NAME}
        assert runs == 0
    undo(engine, runs)
    assert tree_of(library) == before


def test_the_list_of_what_breaks_is_whole() -> None:
    numbers = {int(way.split()[0]) for way in WAYS if way[0].isdecimal()}
    assert numbers == set(range(1, 21))


def test_everything_wrong_at_once_is_found_repaired_and_taken_back(engine: Engine, tmp_path: Path) -> None:
    library = str(tmp_path / "lib")
    make_broken(library)
    before = tree_of(library)
    first = found(engine, library)
    assert Counter(codes(first)) == Counter(code for wanted in BROKEN.values() for code in wanted)
    assert {finding.code for finding in first if finding.repair is None} == YOURS | {FindingCode.SHOW_NAME}
    runs = repair_all(engine, library)
    assert {finding.code for finding in found(engine, library)} <= YOURS | {FindingCode.SHOW_NAME}
    undo(engine, runs)
    assert tree_of(library) == before


def test_what_is_repaired_is_where_it_should_be(engine: Engine, tmp_path: Path) -> None:
    library = str(tmp_path / "lib")
    make_broken(library)
    with engine.writing() as writer:
        writer.organize(repaired(found(engine, library)), Mode.MOVE, NEVER)
    there = tree_of(library)
    for place in (
        "Movies/Saltwater (2021)/Saltwater (2021) - 1080p.mkv",
        "Movies/Saltwater (2021)/Saltwater (2021) - 1080p.en.srt",
        "Movies/Night Ferry (2001)/Night Ferry (2001).en.srt",
        "Movies/Night Ferry (2001)/Night Ferry (2001).de.srt",
        "Movies/Glass Harbour (1999)/featurettes/making.mkv",
        "Movies/Wave Part 1/Wave Part 1.mkv",
        "Movies/Iron Lantern (1988)/Iron Lantern (1988).de.srt",
        "Movies/hidden (2002)/hidden (2002).mkv",
        "Movies/Metadata_/Metadata (2011).mkv",
        "Movies/Wolves (1990) [tmdbid-77]/Wolves (1990) [tmdbid-77].mkv",
        "Movies/Comet (1972)/Comet (1972).en.srt",
        "Shows/Low Tide (2018)/Season 01/Low Tide (2018) - S01E01-E02 - Ebb.nfo",
        "Shows/Ebb (2018)/Season 01/Ebb (2018) - S01E05 - A short.mkv",
        "Shows/Long Runner (1999)/Season 01/Long Runner - S01E1071 - Storm.mkv",
        "Shows/24 (TV)/Season 24/24 - S24E01.mkv",
        "Shows/Twin (2010)/Season 01/Twin (2010) - S01E01.mkv",
        "Shows/Worded (2010)/Season 02/Worded (2010) - S02E01.mkv",
        "Shows/Loose (2012)/Season 02/Loose (2012) - S02E01.en.srt",
        "Shows/Anchors (2001)/Season 01/Anchors (2001) - S01E01.mkv",
        "Music/Pell/Pell - Vol. 3/01 - Dawn.mp3",
        "Music/Lamp/Quay (2001)/folder.jpg",
        "Music/Quay/Clips_/01 - Noon.mp3",
        "Movies/Two Discs (1999)/Two Discs (1999) - Disc 2/VIDEO_TS/VTS_01_1.VOB",
        "Movies/One Disc (1999)/BDMV/STREAM/00001.m2ts",
        "Shows/Quay Side (2011)/Season 01/Quay Side (2011) - S01E02.mkv",
        "Shows/Room 105 x (2017)/Season 01/Room 105 x (2017) - S01E01.mkv",
        "Books/Pell/Lantern Light/Lantern Light.epub",
        "Comics/Voyager (1944)/Voyager #002 (1944).cbz",
    ):
        assert place in there


def test_a_show_without_its_year_gets_that_of_its_files(engine: Engine, tmp_path: Path) -> None:
    library = lay(tmp_path / "Shows", "Room 104 x/Season 01/Room 104 x (2017) - S01E01.mkv")
    (finding,) = found(engine, library)
    assert finding.code is FindingCode.SHOW_NAME
    assert repair_words(finding.repair) == "Rename the folder to Room 104 x (2017)"


OURS = (
    # films: versions, parts, 3D, an edition, extras, subtitles of every sort, a disc, titles that are traps
    "in/Kites.2014.1080p.mkv",
    "in/Kites.2014.2160p.mkv",
    "in/Kites.2014.1080p.en.forced.srt",
    "in/Saga.2001.cd1.avi",
    "in/Saga.2001.cd2.avi",
    "in/Glass.Harbour.1999.3D.HSBS.1080p.mkv",
    "in/Iron Lantern (1988)/Iron.Lantern.1988.Directors.Cut.mkv",
    "in/Iron Lantern (1988)/Subs/2_English.srt",
    "in/Iron Lantern (1988)/Subs/3_German.srt",
    "in/Iron Lantern (1988)/Iron.Lantern.1988.Directors.Cut.en.sdh.srt",
    "in/Iron Lantern (1988)/Iron.Lantern.1988.Directors.Cut.idx",
    "in/Iron Lantern (1988)/Iron.Lantern.1988.Directors.Cut.sub",
    "in/Iron Lantern (1988)/Featurettes/Making Of.mkv",
    "in/Iron Lantern (1988)/Iron.Lantern.1988-trailer.mkv",
    "in/Iron Lantern (1988)/cover.jpg",
    "in/Night Ferry (2001)/VIDEO_TS/VIDEO_TS.IFO",
    "in/Night Ferry (2001)/VIDEO_TS/VTS_01_1.VOB",
    "in/Metadata.2011.mkv",
    "in/The.Limited.2003.mkv",
    # shows: spans, specials, extras, absolute numbers, dates, names that are traps
    "in/Low.Tide.2018.S01E01-E02.mkv",
    "in/Low.Tide.2018.S01E03.de.srt",
    "in/Low.Tide.2018.S01E03.mkv",
    "in/Low.Tide.2018.S00E01.Special.mkv",
    "in/24.S24E01.mkv",
    "in/Mr.Pell.S01E01.720p.mkv",
    "in/[Ship] Long Runner - 1071 [720p].mkv",
    "in/Daily.Talk.2019.03.14.mkv",
    # music: an album like a disc, discs, lyrics, a cover, a compilation
    "in/Pell/2004 - Vol. 3/01 - Dawn.mp3",
    "in/Pell/2004 - Vol. 3/01 - Dawn.lrc",
    "in/Pell/Harbour (2001)/CD1/01 - Dusk.mp3",
    "in/Pell/Harbour (2001)/CD2/01 - Noon.mp3",
    "in/Various Artists/Shanties (1999)/01 - Pell - Ebb.mp3",
    # books, comics, audiobooks
    "in/books/Pell - Ferryman (2001).epub",
    "in/books/Pell - Lantern Light (2003).epub",
    "in/comics/Voyager 002 (1944).cbz",
    "in/comics/Voyager 003 (1944).cbz",
    "in/audiobooks/Pell - Lamp/01.m4b",
    "in/audiobooks/Pell - Ferryman (2001)/01.mp3",
    "in/audiobooks/Pell - Ferryman (2001)/02.mp3",
)


def test_our_own_output_has_no_findings(engine: Engine, tmp_path: Path) -> None:
    source, library = lay(tmp_path, *OURS) + "/in", str(tmp_path / "lib")
    os.makedirs(library)
    with engine.writing() as writer:
        plan = engine.plan(Request(inputs=(source,), roots=Roots.under(library), nfo=True), NEVER)
        waiting = {
            row.item.file.name: [one.code.value for one in row.reasons] for row in plan.rows if not row.destination
        }
        assert waiting == {}
        report = writer.organize(plan, Mode.MOVE, NEVER)
    assert report.done >= len(OURS) - 2
    assert {row.item.kind for row in plan.rows} == {
        *(Kind.MOVIE, Kind.EPISODE, Kind.TRACK, Kind.BOOK, Kind.COMIC, Kind.AUDIOBOOK, Kind.EXTRA),
    }
    assert [finding_sentence(one) for one in found(engine, library)] == []


@pytest.mark.parametrize("seed", [1, 4])
def test_a_whole_generated_library_has_no_findings(tmp_path: Path, seed: int) -> None:
    root = str(tmp_path / "lib")
    rows = plan_rows(rows_of_every_kind(1200, seed), Roots.under(root), Listing(), policy=ConflictPolicy.SKIP).rows
    told = {problem.code.value for row in rows for problem in row.reasons}
    for row in rows:
        moves = [(row.status, row.destination), *((move.status, move.destination) for move in row.companions)]
        for status, path in moves:
            if status is Status.READY and path is not None:
                os.makedirs(os.path.dirname(path), exist_ok=True)
                Path(path).write_text(path)
    findings = list(verify_folder(root, Roots({}), None, NEVER, Checked()))
    # what a row was told to need an NFO or an id for is found again; nothing else is
    known = {FindingCode.TITLE_CUT} if "seen-title" in told else set()
    known |= {FindingCode.SHOW_NAME} if told & {"seen-series", "seen-on-older"} else set()
    known |= {FindingCode.COUNTED_THROUGH}
    assert [finding_sentence(one) for one in findings if one.code not in known] == []


@pytest.mark.parametrize(
    ("folder", "library", "expected"),
    [
        ("lib", None, 1),
        ("lib/Shows", None, 1),
        ("lib/Shows/Twin (2010)", None, 1),
        ("lib/Shows/Twin (2010)/Season 1", None, 1),
        ("lib/Movies", None, 0),
        ("other", None, 1),
        ("other", Library.SHOWS, 1),
        ("other/Twin (2010)", Library.SHOWS, 1),
        ("lib/Movies", Library.SHOWS, 0),
    ],
)
def test_a_library_several_or_one_work(
    engine: Engine, tmp_path: Path, folder: str, library: Library | None, expected: int
) -> None:
    for root in ("lib/Shows", "other"):
        lay(tmp_path, *(f"{root}/Twin (2010)/Season {n}/Twin (2010) - S01E0{int(n)}.mkv" for n in ("1", "02"[1:])))
        lay(tmp_path, f"{root}/Twin (2010)/Season 01/Twin (2010) - S01E03.mkv")
    lay(tmp_path, "lib/Movies/Kites (2014)/Kites (2014).mkv")
    findings = [one for one in found(engine, str(tmp_path / folder), library) if one.code is FindingCode.SEASON_TWICE]
    assert len(findings) == expected


def test_what_cannot_be_told_is_said(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnknownContentsError, match="Nothing says"):
        found(engine, str(tmp_path / "empty"))
    with pytest.raises(WorldError, match="no folder"):
        found(engine, str(tmp_path / "nowhere"))


def test_an_ignore_file_keeps_a_folder_out(engine: Engine, tmp_path: Path) -> None:
    library = lay(tmp_path / "Movies", "Kites (2014)/Proof/x.mkv", "Kites (2014)/Kites (2014).mkv")
    assert codes(found(engine, library)) == [FindingCode.FOLDER_INSIDE]
    (tmp_path / "Movies/Kites (2014)/.ignore").touch()
    assert found(engine, library) == []


@pytest.mark.parametrize(
    ("place", "rules", "expected"),
    [
        ("Kites (2014)", "Proof/\n", 0),
        ("Kites (2014)", "*.srt\n", 1),
        (".", "Proof/\n", 0),
        (".", "# nothing\n", 1),
        ("Kites (2014)", "   \n", 0),
        ("Kites (2014)/Proof", "*.mkv\n", 0),
    ],
)
def test_rules_of_an_ignore_file_hold_as_they_do_for_jellyfin(
    engine: Engine, tmp_path: Path, place: str, rules: str, expected: int
) -> None:
    library = lay(tmp_path / "Movies", "Kites (2014)/Proof/x.mkv", "Kites (2014)/Kites (2014).mkv")
    (tmp_path / "Movies" / place / ".ignore").write_text(rules)
    assert len(found(engine, library)) == expected
    assert len(found(engine, f"{library}/Kites (2014)")) == expected, "rules above one work hold as well"


def test_links_are_read_like_files_and_never_moved(engine: Engine, tmp_path: Path) -> None:
    lay(tmp_path / "store", "a.mkv", "b.mkv")
    library = lay(tmp_path / "Movies", "Kites (2014)/poster.jpg", "Lamp (1990)/folder.jpg")
    Path(library, "Kites (2014)/Kites (2014).mkv").symlink_to(tmp_path / "store/a.mkv")
    assert found(engine, library) == [], "the poster is a film's"
    Path(library, "Kites (2014)/Lantern (1988).mkv").symlink_to(tmp_path / "store/b.mkv")
    (finding,) = found(engine, library)
    assert (finding.code, finding.repair) == (FindingCode.SECOND_FILM, None)


def test_a_folder_with_anything_in_it_is_not_called_empty(engine: Engine, tmp_path: Path) -> None:
    library = lay(tmp_path / "Movies", "Kites (2014)/Kites (2014).mkv", "Note/Thumbs.db", "Gone/.keep")
    Path(library, "Link").mkdir()
    Path(library, "Link/broken.mkv").symlink_to(tmp_path / "nowhere")
    Path(library, "Bare").mkdir()
    assert [os.path.basename(one.path) for one in found(engine, library)] == ["Bare"]


def test_twins_that_hold_the_same_are_for_the_person(engine: Engine, tmp_path: Path) -> None:
    library = lay(tmp_path / "Movies", "Kites (2014)/Kites (2014).mkv", "kites (2014)/kites (2014).mkv")
    (finding,) = found(engine, library)
    assert (finding.code, finding.repair) == (FindingCode.SPELLED_TWICE, None)


def test_a_show_that_is_counted_through_says_so_in_its_nfo(engine: Engine, tmp_path: Path) -> None:
    library = lay(tmp_path / "Shows", "Ship (1999)/Season 01/Ship (1999) - S01E0870.mkv")
    assert codes(found(engine, library)) == [FindingCode.COUNTED_THROUGH]
    (tmp_path / "Shows/Ship (1999)/tvshow.nfo").write_text("<tvshow><displayorder>absolute</displayorder></tvshow>")
    assert found(engine, library) == []


def test_a_repair_never_takes_a_name_that_is_there(engine: Engine, tmp_path: Path) -> None:
    library = lay(
        tmp_path / "Shows",
        "L (2018)/Season 01/L - S01E01-S01E02.mkv",
        "L (2018)/Season 01/L - S01E01-E02.mkv",
    )
    (finding,) = (one for one in found(engine, library) if one.code is FindingCode.SPAN_UNREAD)
    assert finding.repair is None


def test_of_two_repairs_of_one_file_a_run_has_the_first(engine: Engine, tmp_path: Path) -> None:
    library = lay(tmp_path / "Shows", "24/Season 24/24 - S24E01-S24E02.mkv")
    findings = found(engine, library)
    assert len([one for one in findings if one.repair]) == 2
    assert len(repairs(findings)) == 1
    assert repaired(findings).count() == 1


def test_a_check_can_be_stopped(tmp_path: Path) -> None:
    library = lay(tmp_path / "Movies", *(f"Kites {n} (2014)/k.mkv" for n in range(5)))
    with pytest.raises(CancelledError):
        list(verify_folder(library, Roots({}), None, After(3), Checked()))


def test_it_counts_what_it_reads(tmp_path: Path) -> None:
    library = lay(tmp_path / "Movies", "Kites (2014)/Proof/x.mkv", "Kites (2014)/Kites (2014).mkv")
    checked = Checked()
    findings = list(verify_folder(library, Roots({}), None, NEVER, checked))
    assert (checked.files, checked.folders, checked.tally(findings).concerned) == (2, 3, 1)


def test_everything_has_its_words() -> None:
    assert set(FINDINGS) == set(FindingCode)
    assert set(EFFECTS) == set(Effect)
    assert all("{" not in words.format_map({"to": "x"}) for words in REPAIRS.values())
