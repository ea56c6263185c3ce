"""Every problem in words: the English source text that the terminal prints and the window translates."""

from __future__ import annotations

import errno
import os
from typing import Final

from jforg_gui.domain.choice import Mode
from jforg_gui.domain.errors import Problem, ProblemCode

SENTENCES: Final[dict[ProblemCode, str]] = {
    ProblemCode.HIDDEN: "Hidden: its name starts with a dot",
    ProblemCode.IGNORE_FILE: "An .ignore file says to leave it alone",
    ProblemCode.SYSTEM_FOLDER: "Belongs to the system or the server, not to you",
    ProblemCode.INCOMPLETE_DOWNLOAD: "The download is not finished",
    ProblemCode.SAMPLE: "A sample, not the whole film",
    ProblemCode.ARCHIVE: "An archive: unpack it first",
    ProblemCode.JUNK: "Left over from a download, nothing a library needs",
    ProblemCode.SCENE_NFO: "A text of the release group, not metadata Jellyfin can read",
    ProblemCode.NOT_MEDIA: "Not a kind of file that belongs in a library",
    ProblemCode.NO_OWNER: "Belongs to no film, episode, album or book found beside it",
    ProblemCode.TOO_SMALL: "Smaller than the least size you set",
    ProblemCode.KIND_NOT_WANTED: "Not of the kind you asked for",
    ProblemCode.SYMLINK: "A link: links are shown and never followed",
    ProblemCode.SPECIAL_FILE: "Not a regular file",
    ProblemCode.OWN_TEMPORARY: "A temporary file of JFOrg",
    ProblemCode.UNREADABLE_FOLDER: "This folder cannot be read: {error}",
    ProblemCode.FOLDER_PRIVATE: "Kept private by macOS: allow JFOrg to read this folder in System Settings,"
    " Privacy & Security, Files and Folders",
    ProblemCode.UNREADABLE_FILE: "This file cannot be read: {error}",
    ProblemCode.MISSING: "There is nothing at this path",
    ProblemCode.LOOP: "This folder has been seen already under another name",
    ProblemCode.NO_TITLE: "No title could be made out; give it one",
    ProblemCode.NO_EPISODE: "No episode number could be made out; give it one",
    ProblemCode.NUMBER_UNSURE: "Taken for {number}, but its numbers may mean something else; set the right one",
    ProblemCode.DATE_UNSURE: "Taken for {date}, but day and month may be the other way round; set the right date",
    ProblemCode.YEAR_UNSURE: "Its name says {year}, its folder {other}; set the right year",
    ProblemCode.SEASON_UNSURE: "Its name says season {season}, its folder season {other}; set the right one",
    ProblemCode.TITLE_UNSURE: "Read as “{title}”, but little in the name says so;"
    " look at it, or give it the right title",
    ProblemCode.NO_LIBRARY: "No folder is set for {library}; choose one in the settings or give --dest",
    ProblemCode.DISC_STRUCTURE: "A disc folder: it has to stay in one piece, move it by hand",
    ProblemCode.NAME_TOO_LONG: "The name is too long for a disk even when shortened",
    ProblemCode.EMPTY_FILE: "The file is empty: nothing in it to play or read",
    ProblemCode.SAME_DESTINATION: "Would land on the same name as {other}",
    ProblemCode.DESTINATION_EXISTS: "The library already has {other}",
    ProblemCode.SAME_FILE: "The library already holds this very file as {other}",
    ProblemCode.IDENTICAL: "{other} has exactly the same content",
    ProblemCode.NOT_THE_BEST: "{other} is the better one, or as good",
    ProblemCode.NAME_NOT_UNICODE: "The name holds bytes that are not Unicode; they are replaced in the new name",
    ProblemCode.TAGS_UNREADABLE: "What is written inside cannot be read ({error}); its name and folders were used",
    ProblemCode.ALBUM_IMAGE: "A whole album in one file: Jellyfin shows a single track and reads no cue sheet",
    ProblemCode.SIDECAR_FAULTY: "{other} beside it has mistakes at which Jellyfin stops reading",
    ProblemCode.SIDECAR_UNREADABLE: "{other} beside it cannot be read ({error}), so nothing in it was used",
    ProblemCode.NAME_UNREAD: "The recogniser failed on this name; it could not be read",
    ProblemCode.NAME_SHORTENED: "The name was shortened to fit a disk",
    ProblemCode.NUMBERED: "Kept beside {other} under a name of its own",
    ProblemCode.REPLACES: "Takes the place of {other}, which is set aside and comes back with undo",
    ProblemCode.SEEN_HIDDEN: "Jellyfin would not show it: a name that begins with a dot is hidden",
    ProblemCode.SEEN_SKIPPED_FOLDER: "Jellyfin would not show it: it skips every folder called {name}",
    ProblemCode.SEEN_SKIPPED_FILE: "Jellyfin would not show it: it skips every file called {name}",
    ProblemCode.SEEN_SAMPLE: "Jellyfin would not show it: the word sample makes {name} a sample",
    ProblemCode.SEEN_NOT_MEDIA: "Jellyfin would not show it: {name} is nothing this library takes",
    ProblemCode.SEEN_OUTSIDE: "Jellyfin would not show it with a show: {name} lies beside the shows' folders",
    ProblemCode.SEEN_AS_EXTRA: "Jellyfin would take {name} for an extra because of its name",
    ProblemCode.SEEN_AS_OTHER_KIND: "Jellyfin would take {name} for something else: {seen}",
    ProblemCode.SEEN_TITLE: "Jellyfin would look it up as “{seen}”, not “{meant}”: a title such as this needs an id",
    ProblemCode.SEEN_YEAR: "Jellyfin would read the year {seen} from the name, not {meant}: give the film its year",
    ProblemCode.SEEN_NO_YEAR: "Jellyfin would find no year in the name: the film is of {meant}",
    ProblemCode.SEEN_A_YEAR: "Jellyfin would take {seen} in the name for the film's year: give the film its year",
    ProblemCode.SEEN_SERIES: "Jellyfin would call the show “{seen}”, not “{meant}”: give the show its year",
    ProblemCode.SEEN_NUMBER: "Jellyfin would read {seen} from the name, not {meant}",
    ProblemCode.SEEN_APART: "Jellyfin would show each version as a film of its own:"
    " one file in {folder} does not begin with the folder's name",
    ProblemCode.SEEN_JOINED: "Jellyfin would join it with {other} as parts of one film",
    ProblemCode.SEEN_PART: "Only one part is here: Jellyfin shows it as the whole film",
    ProblemCode.SEEN_MIXED: "Jellyfin does not take {folder} for one film's own folder:"
    " plain names such as poster.jpg do not count there",
    ProblemCode.SEEN_ALBUM: "Jellyfin would take {folder} for one disc, or not for an album at all",
    ProblemCode.SEEN_BOOK: "Jellyfin shows it as “{seen}” until it reads more inside the file",
    ProblemCode.SEEN_STREAM: "Jellyfin would not read {other} as it is meant",
    ProblemCode.SEEN_ON_OLDER: "On Jellyfin 10.11: {what}",
    ProblemCode.ROOM_LACKING: "The disk at {disk} has too little room: {needed} are needed there and {free} are free."
    " Make room, choose another library folder, or take fewer files at a time",
    ProblemCode.JOURNAL_ROOM_LACKING: "There is too little room for the record of the run: it may need {needed}, and"
    " {free} are free on the disk at {disk}. Make room there",
    ProblemCode.LIBRARY_DISK_ABSENT: "The disk {disk}, on which {folder} lies, is not connected."
    " Connect it, or choose another library folder",
    ProblemCode.LIBRARY_LOCKED: "Nothing can be written to {folder}: {error}."
    " Give yourself the right to it, or choose another library folder",
    ProblemCode.SOURCE_READ_ONLY: "The disk at {disk} can only be read, so nothing can leave it: copy it instead",
    ProblemCode.TOO_LARGE_THERE: "At {bytes} it is too large for the disk at {disk} ({system}), where a file can have"
    " {most} at most. Choose a library folder on another disk for it",
    ProblemCode.NAME_TOO_LONG_THERE: "The name {name} is too long for the disk at {disk}, where one can have {most}."
    " Give it a shorter title",
    ProblemCode.CHANGED_SINCE: "Changed since it was looked at; left alone",
    ProblemCode.DESTINATION_TAKEN: "Something else is at {other} now; nothing was overwritten",
    ProblemCode.SOURCE_GONE: "No longer where it was",
    ProblemCode.NO_ROOM: "No room left on the disk",
    ProblemCode.NOT_PERMITTED: "The system does not allow it: {error}",
    ProblemCode.IN_USE: "Another program has it open; close it there, then try again",
    ProblemCode.COPY_DIFFERS: "The copy did not read back the same; the original was kept",
    ProblemCode.OWNER_STAYED: "Stays with {other}, which was not moved",
    ProblemCode.OWNER_MISSING: "Not written: what it would describe is not there",
    ProblemCode.EDITED_SINCE: "Written by JFOrg and changed since; it stays",
    ProblemCode.CONTENT_NOT_KEPT: "What it held was not kept; organise again to have it made anew",
    ProblemCode.HARD_LINKED: "Has another name on its own disk (a hard link) that a move to another disk would cut off",
    ProblemCode.MODE_IMPOSSIBLE: "No {mode} can be made there: {error}",
    ProblemCode.ORIGINAL_GONE: "The original is gone or has changed, so this copy is kept",
    ProblemCode.JOURNAL_FAILED: "Not reached: {error}",
    ProblemCode.FOLDER_NOT_EMPTY: "The folder holds something of yours now and stays",
    ProblemCode.CANCELLED: "Not reached: the run was stopped",
    ProblemCode.INTERRUPTED: "Not reached: the run was interrupted",
    ProblemCode.UNDO_LATER_RUN_FIRST: "Moved on by run {run}; undo that one first",
    ProblemCode.RECORD_DAMAGED: "What the journal says of it is damaged; it is left alone",
    ProblemCode.DISK_ABSENT: "It is on the disk {disk}, which is not connected",
    ProblemCode.DISK_ERROR: "The disk refused: {error}",
    ProblemCode.NO_NETWORK: "No internet connection: {provider} could not be found",
    ProblemCode.WORKING_OFFLINE: "Not looked up: JFOrg works offline",
    ProblemCode.PROVIDER_UNREACHABLE: "{provider} cannot be reached: {error}",
    ProblemCode.PROVIDER_SLOW: "{provider} did not answer in time",
    ProblemCode.PROVIDER_LIMIT: "{provider} asks for a pause: too many questions in a short time",
    ProblemCode.PROVIDER_DOWN: "{provider} does not work at the moment (it said {status})",
    ProblemCode.PROVIDER_KEY: "{provider} does not accept the key; check it in the settings",
    ProblemCode.PROVIDER_FORBIDDEN: "{provider} refuses to answer JFOrg (it said {status})",
    ProblemCode.PROVIDER_QUESTION: "{provider} did not understand the question (it said {status})",
    ProblemCode.PROVIDER_ANSWER: "{provider} sent an answer that cannot be read: {error}",
    ProblemCode.PROVIDER_BROKE_OFF: "{provider} broke off in the middle of an answer",
    ProblemCode.PROVIDER_TOO_BIG: "{provider} sent more than an answer ever holds; it was not read to the end",
    ProblemCode.PROVIDER_ELSEWHERE: "{provider} pointed to an address that is not its own; it was not followed",
    ProblemCode.PICTURE_UNREADABLE: "What {provider} sent is not a picture Jellyfin shows",
    ProblemCode.PICTURE_TOO_BIG: "The picture from {provider} is {size} pixels, more than can safely be opened",
    ProblemCode.NOT_KNOWN_ONLINE: "No database knows it; the name comes from the file",
    ProblemCode.MATCH_ALIKE: "{count} works fit this name equally well; choose one, or keep the file's name",
    ProblemCode.MATCH_TITLE: "The nearest title found is {found}; choose it, search again, or keep the file's name",
    ProblemCode.MATCH_YEAR: "{found} was found, but of another year ({year}); choose it, or keep the file's name",
    ProblemCode.MATCH_CREATOR: "{found} was found, but by {creator}; choose it, or keep the file's name",
    ProblemCode.MATCH_PARTS: "{found} does not have all of these parts; choose it, or keep the file's name",
}

MODE_WORDS: Final[dict[Mode, str]] = {
    Mode.MOVE: "move",
    Mode.COPY: "copy",
    Mode.HARDLINK: "hard link",
    Mode.SYMLINK: "symbolic link",
    Mode.REFLINK: "copy that shares its content",
}


_UNITS: Final = ("kB", "MB", "GB", "TB")
_THOUSAND: Final = 1000


# Gaps that hold a number of bytes.
SIZE_GAPS: Final = frozenset(("needed", "free", "bytes", "most"))


class _Gaps(dict[str, str]):
    """Fills a sentence; a gap nobody filled reads as an ellipsis rather than failing on the way to the person."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(problem: Problem) -> str:
    """Say a problem in one English sentence, without the path it is about."""
    gaps = _Gaps(problem.details)
    for name in SIZE_GAPS & gaps.keys():
        gaps[name] = size_in_words(int(gaps[name]))
    return SENTENCES[problem.code].format_map(gaps)


def problem_from_oserror(error: OSError, path: str, *, other: str = "") -> Problem:
    """Turn what the system said about ``path`` into a problem of that row; ``other`` is the path at the far end."""
    details = (("error", os.strerror(error.errno) if error.errno else str(error)), ("other", other))
    match error.errno:
        case errno.EEXIST | errno.ENOTEMPTY:
            return Problem(ProblemCode.DESTINATION_TAKEN, path, details)
        case errno.ENOENT:
            return Problem(ProblemCode.SOURCE_GONE, path, details)
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return Problem(ProblemCode.NO_ROOM, path, details)
        case errno.EBUSY | errno.ETXTBSY:
            return Problem(ProblemCode.IN_USE, path, details)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return Problem(ProblemCode.NOT_PERMITTED, path, details)
        case _:
            return Problem(ProblemCode.DISK_ERROR, path, details)


def size_in_words(size: int) -> str:
    """Say a number of bytes in decimal units, as file managers do: ``812 bytes``, ``4.1 MB``."""
    if size < _THOUSAND:
        return "1 byte" if size == 1 else f"{size} bytes"
    for power, unit in enumerate(_UNITS, 1):
        value = round(size / _THOUSAND**power, 1)
        if value < _THOUSAND or unit == _UNITS[-1]:
            break
    return f"{value:,.1f} {unit}"


def counted(count: int, one: str, many: str = "") -> str:
    """Say how many there are: ``1 file``, ``1,204 files``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
