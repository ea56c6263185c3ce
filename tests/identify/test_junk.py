"""Names that are never media, and names that look like it but are."""

from __future__ import annotations

import pytest

from jforg_gui.domain.errors import ProblemCode
from jforg_gui.identify.junk import file_left_alone, folder_left_alone

LEFT_FOLDERS = [
    ("@eaDir", ProblemCode.SYSTEM_FOLDER),
    ("#recycle", ProblemCode.SYSTEM_FOLDER),
    ("@Recycle", ProblemCode.SYSTEM_FOLDER),
    ("$RECYCLE.BIN", ProblemCode.SYSTEM_FOLDER),
    ("System Volume Information", ProblemCode.SYSTEM_FOLDER),
    ("lost+found", ProblemCode.SYSTEM_FOLDER),
    (".snapshots", ProblemCode.SYSTEM_FOLDER),
    (".Trashes", ProblemCode.SYSTEM_FOLDER),
    (".jforg-trash", ProblemCode.SYSTEM_FOLDER),
    ("Copper Lake (2014).trickplay", ProblemCode.SYSTEM_FOLDER),
    ("__MACOSX", ProblemCode.SYSTEM_FOLDER),
    (".git", ProblemCode.HIDDEN),
    (".Trash-1000", ProblemCode.HIDDEN),
    ("_UNPACK_Copper.Lake.2014", ProblemCode.INCOMPLETE_DOWNLOAD),
    ("Copper Lake.mkv.download", ProblemCode.INCOMPLETE_DOWNLOAD),
]

WALKED_FOLDERS = [
    "Subs",
    "Sample",
    "metadata",
    "Extras",
    "extrafanart",
    "Season 01",
    "my.download",
    "Trickplay",
    "The Recycler of Souls (2003)",
    "sub",
]

LEFT_FILES = [
    (".hidden.mkv", ProblemCode.HIDDEN),
    (".DS_Store", ProblemCode.HIDDEN),
    ("._Copper Lake.mkv", ProblemCode.HIDDEN),
    (".ignore", ProblemCode.HIDDEN),
    (".jforg-3f2a.part", ProblemCode.OWN_TEMPORARY),
    (".jforg-3f2a", ProblemCode.HIDDEN),
    ("Copper.Lake.2014.mkv.part", ProblemCode.INCOMPLETE_DOWNLOAD),
    ("Copper.Lake.2014.mkv.crdownload", ProblemCode.INCOMPLETE_DOWNLOAD),
    ("Copper.Lake.2014.mkv.!qB", ProblemCode.INCOMPLETE_DOWNLOAD),
    ("Copper.Lake.2014.mkv.!ut", ProblemCode.INCOMPLETE_DOWNLOAD),
    ("Copper.Lake.2014.mkv.partial", ProblemCode.INCOMPLETE_DOWNLOAD),
    ("Copper.Lake.2014.mkv.aria2", ProblemCode.INCOMPLETE_DOWNLOAD),
    ("Copper.Lake.2014.mkv.download", ProblemCode.INCOMPLETE_DOWNLOAD),
    ("Copper.Lake.2014.tmp", ProblemCode.INCOMPLETE_DOWNLOAD),
    ("Copper Lake.f137.mp4.part-Frag12", ProblemCode.INCOMPLETE_DOWNLOAD),
    ("001.part.met", ProblemCode.INCOMPLETE_DOWNLOAD),
    ("Copper.Lake.rar", ProblemCode.ARCHIVE),
    ("Copper.Lake.part01.RAR", ProblemCode.ARCHIVE),
    ("Copper.Lake.r00", ProblemCode.ARCHIVE),
    ("Copper.Lake.s17", ProblemCode.ARCHIVE),
    ("Copper.Lake.z01", ProblemCode.ARCHIVE),
    ("Copper.Lake.7z.001", ProblemCode.ARCHIVE),
    ("Copper.Lake.avi.001", ProblemCode.ARCHIVE),
    ("Copper.Lake.avi.002", ProblemCode.ARCHIVE),
    ("album.zip", ProblemCode.ARCHIVE),
    ("album.tar.gz", ProblemCode.ARCHIVE),
    ("Thumbs.db", ProblemCode.JUNK),
    ("desktop.ini", ProblemCode.JUNK),
    ("RARBG.txt", ProblemCode.JUNK),
    ("RARBG_DO_NOT_MIRROR.exe", ProblemCode.JUNK),
    ("Read Me.txt", ProblemCode.JUNK),
    ("Torrent downloaded from a place.txt", ProblemCode.JUNK),
    ("www.some-tracker.example.txt", ProblemCode.JUNK),
    ("www.some-tracker.example.jpg", ProblemCode.JUNK),
    ("Our Site.url", ProblemCode.JUNK),
    ("Copper.Lake.torrent", ProblemCode.JUNK),
    ("Copper.Lake.nzb", ProblemCode.JUNK),
    ("copper.sfv", ProblemCode.JUNK),
    ("Copper.Lake.vol03+04.par2", ProblemCode.JUNK),
    ("setup.exe", ProblemCode.JUNK),
    ("AlbumArtSmall.jpg", ProblemCode.JUNK),
    ("AlbumArt.jpg", ProblemCode.JUNK),
    ("AlbumArt_{0C1B2D3E-0000-4A5B-8C9D-0123456789AB}_Large.jpg", ProblemCode.JUNK),
    ("chapters of my thesis.txt", ProblemCode.NOT_MEDIA),
    ("Infographic.txt", ProblemCode.NOT_MEDIA),
    ("letter.docx", ProblemCode.NOT_MEDIA),
    ("no extension", ProblemCode.NOT_MEDIA),
    ("Copper.Lake.2014", ProblemCode.NOT_MEDIA),
    ("", ProblemCode.NOT_MEDIA),
]

CANDIDATES = [
    "Copper.Lake.2014.1080p.mkv",
    "Copper.Lake.2014.MKV",
    "Copper.Lake.2014.en.srt",
    "movie.nfo",
    "cover.jpg",
    "Folder.jpg",
    "01 - Overture.flac",
    "disc.cue",
    "Copper Lake.epub",
    "Copper Lake 01.cbz",
    "Copper Lake.m4b",
    "Copper Lake.001",
    "www.Copper.Lake.2014.1080p.mkv",
    "sample.mkv",
    "Torrent (2019).mkv",
    "albumart_of_note.jpg",
    "M\udce9tro.avi",
]


@pytest.mark.parametrize(("name", "code"), LEFT_FOLDERS)
def test_folder_is_left_alone(name: str, code: ProblemCode) -> None:
    assert folder_left_alone(name) is code


@pytest.mark.parametrize("name", WALKED_FOLDERS)
def test_folder_is_walked_into(name: str) -> None:
    assert folder_left_alone(name) is None


@pytest.mark.parametrize(("name", "code"), LEFT_FILES)
def test_file_is_left_alone(name: str, code: ProblemCode) -> None:
    assert file_left_alone(name) is code


@pytest.mark.parametrize("name", CANDIDATES)
def test_file_is_a_candidate(name: str) -> None:
    assert file_left_alone(name) is None
