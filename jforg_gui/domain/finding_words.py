"""Findings and repairs in words: the English source text that the terminal prints and the window translates."""

from __future__ import annotations

from typing import Final

from jforg_gui.domain.finding import Effect, Finding, FindingCode, Repair, RepairWord

FINDINGS: Final[dict[FindingCode, str]] = {
    FindingCode.VERSIONS_APART: "{work} shows more than once: {name} does not begin with the folder's name",
    FindingCode.SECOND_FILM: "{work} has a second film in its folder: {name}",
    FindingCode.PARTS_OF_TWO: "{name} and {other} show as parts of one film",
    FindingCode.FOLDER_INSIDE: "{work} holds a folder {name} that Jellyfin takes for another film's",
    FindingCode.DISCS_APART: "{work} is not found as one film: its discs lie in folders called {name}",
    FindingCode.TITLE_CUT: "{name} shows as “{seen}”: a word of the title is read as a release tag",
    FindingCode.SAMPLE_WORD: "{name} is not shown: names with the word sample are skipped",
    FindingCode.ID_UNREAD: "{name}: Jellyfin 10.11 does not read the id in this form",
    FindingCode.SPAN_UNREAD: "{name} shows as its first episode only",
    FindingCode.NUMBER_MISREAD: "{name} shows as {seen}",
    FindingCode.NO_NUMBER: "{name} shows without a number",
    FindingCode.SAME_NUMBER: "{work}: two episodes are numbered {seen}, {name} and {other}",
    FindingCode.COUNTED_THROUGH: "{work} counts its episodes through, up to {seen}, and no NFO says so",
    FindingCode.SHOW_NAME: "“{name}” shows as “{seen}”: the year is missing in the folder's name",
    FindingCode.SEASONS_VANISH: "{work} shows no season {seen}: the show's name is taken out of the folder's",
    FindingCode.NOT_A_SEASON: "{work}: the folder {name} is not read as a season",
    FindingCode.SEASON_TWICE: "{work} has two folders for season {seen}: {name} and {other}",
    FindingCode.SEASON_MISSING: "{work} has episodes beside its season folders ({count})",
    FindingCode.SHOWS_GROUPED: "{name} shows as one show: the shows lie one folder too deep",
    FindingCode.TAKEN_FOR_EXTRA: "{name} is no episode for Jellyfin: the end of its name makes it an extra",
    FindingCode.BESIDE_SHOWS: "{name} belongs to no show: it lies beside the shows' folders",
    FindingCode.DISC_LIKE_ALBUM: "{work}: the album {name} is taken for a disc",
    FindingCode.ALBUM_HIDDEN: "{work}: the album {name} is not shown, a folder of this name holds extras",
    FindingCode.ALBUM_ART: "{work}: a cover named {name} is never used",
    FindingCode.BOOKS_TOGETHER: "{count} books share the folder {name}: none is called like it",
    FindingCode.ARCHIVE_UNREAD: "{name} is not shown: Jellyfin knows this archive by another ending",
    FindingCode.SUBTITLES_SKIPPED: "{work} has subtitles in a folder {name}, which Jellyfin skips ({count})",
    FindingCode.STRAY_SUBTITLE: "{work}: the subtitle {name} belongs to no video beside it",
    FindingCode.ORPHAN: "{work}: {name} belongs to nothing that is here",
    FindingCode.HIDDEN: "{name} is not shown: names that begin with a dot are hidden",
    FindingCode.FOLDER_SKIPPED: "{name} is not shown: Jellyfin skips every folder of this name",
    FindingCode.SPELLED_TWICE: "{name} and {other} differ in spelling only: other disks take them for one",
    FindingCode.DUPLICATE: "{name} shows twice: {other} is the same",
    FindingCode.EMPTY_FOLDER: "{name} is an empty folder",
    FindingCode.EMPTY_IMAGE: "{work}: the picture {name} is an empty file",
    FindingCode.EMPTY_MEDIA: "{name} is an empty file: there is nothing in it to play",
    FindingCode.UNREADABLE: "{name} cannot be read: {error}",
}
# The rule behind each finding, for who wants to know why. Sources: Jellyfin's documentation, the server's own code.
RULES: Final[dict[FindingCode, str]] = {
    FindingCode.VERSIONS_APART: "Versions of one film begin with the folder's whole name, then “ - ” and a label.",
    FindingCode.SECOND_FILM: "Each film has a folder of its own.",
    FindingCode.PARTS_OF_TWO: "Files of one folder that differ in a part number alone are one film.",
    FindingCode.FOLDER_INSIDE: "In a film's folder only folders of extras with their exact names belong to the film.",
    FindingCode.DISCS_APART: "Folders of a film's discs begin with its name (“… - Disc 1”); one disc needs none.",
    FindingCode.TITLE_CUT: "Of a name only what stands before the first word of releases is looked up.",
    FindingCode.SAMPLE_WORD: "Films with the word sample in their names are taken for samples.",
    FindingCode.ID_UNREAD: "Ids are written in square brackets, as [tmdbid-…].",
    FindingCode.SPAN_UNREAD: "Several episodes in one file are written S01E01-E02.",
    FindingCode.NUMBER_MISREAD: "A bare number of three or four digits is read as a season and an episode.",
    FindingCode.NO_NUMBER: "An episode needs a season and an episode number, or a date.",
    FindingCode.SAME_NUMBER: "One number, one episode.",
    FindingCode.COUNTED_THROUGH: "Such numbers are found where tvshow.nfo has the display order absolute.",
    FindingCode.SHOW_NAME: "A show's folder carries its year in parentheses.",
    FindingCode.SEASONS_VANISH: "A show's name is taken out of its folders' names before the season is read.",
    FindingCode.NOT_A_SEASON: "A season's folder is called Season and its number.",
    FindingCode.SEASON_TWICE: "Each season has one folder.",
    FindingCode.SEASON_MISSING: "Episodes lie in the folder of their season.",
    FindingCode.SHOWS_GROUPED: "Every folder directly in a library of shows is a show.",
    FindingCode.TAKEN_FOR_EXTRA: "A hyphen glued to a word such as short or clip at the end of a name makes an extra.",
    FindingCode.BESIDE_SHOWS: "Every episode lies in the folder of its show.",
    FindingCode.DISC_LIKE_ALBUM: "A folder whose name begins with disc, vol, part or act and a number is a disc.",
    FindingCode.ALBUM_HIDDEN: "Folders with the names of extras are never albums.",
    FindingCode.ALBUM_ART: "Pictures called albumart.jpg are skipped; folder.jpg is read.",
    FindingCode.BOOKS_TOGETHER: "A folder with one book is that book; with several, each is called as its file.",
    FindingCode.ARCHIVE_UNREAD: "Comics end in cbz, cbr, cb7 or cbt.",
    FindingCode.SUBTITLES_SKIPPED: "Subtitles lie beside their video; a folder Subs is skipped.",
    FindingCode.STRAY_SUBTITLE: "A subtitle begins with the whole name of its video.",
    FindingCode.ORPHAN: "Metadata and pictures carry the name of what they describe.",
    FindingCode.HIDDEN: "What begins with a dot is skipped.",
    FindingCode.FOLDER_SKIPPED: "Some names, such as metadata, belong to the server or the system.",
    FindingCode.SPELLED_TWICE: "Windows and macOS do not tell names apart that differ in capitals alone.",
    FindingCode.DUPLICATE: "Two folders of one title and year are shown twice.",
    FindingCode.EMPTY_FOLDER: "An empty folder is shown as if there were something in it, or not at all.",
    FindingCode.EMPTY_IMAGE: "Pictures without content are skipped.",
    FindingCode.EMPTY_MEDIA: "What has no content cannot be played.",
    FindingCode.UNREADABLE: "What JFOrg cannot read the server may not be able to read either.",
}
REPAIRS: Final[dict[RepairWord, str]] = {
    RepairWord.RENAME: "Rename to {to}",
    RepairWord.RENAME_FOLDER: "Rename the folder to {to}",
    RepairWord.OWN_FOLDERS: "Give each its own folder",
    RepairWord.BESIDE: "Put it beside its video",
    RepairWord.INTO_FOLDER: "Move into {to}",
    RepairWord.UP: "Move up one folder",
    RepairWord.RENAME_DISCS: "Begin the folders with the film's name",
    RepairWord.MERGE: "Put all into {to}",
}
YOU_DECIDE: Final = "You decide"
EFFECTS: Final[dict[Effect, str]] = {
    Effect.NOT_SHOWN: "Not shown",
    Effect.SHOWN_WRONG: "Shown wrong",
    Effect.NICER: "Could be nicer",
}


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def finding_sentence(finding: Finding) -> str:
    """Say a finding in one English sentence."""
    return FINDINGS[finding.code].format_map(_Gaps((("work", finding.work), *finding.details)))


def repair_words(repair: Repair | None) -> str:
    """Say in English what a repair does."""
    return YOU_DECIDE if repair is None else REPAIRS[repair.word].format_map(_Gaps(to=repair.to))
