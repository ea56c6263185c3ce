"""What can go wrong: problems of one row are data, failures of a whole job are exceptions.

The exception tree::

    JforgError                    everything we raise on purpose
    ├── WorldError                the world is at fault: shown in words, exit status 3 or 1
    │   ├── JournalUnusableError  the journal cannot be opened, is newer than we are, or its disk is full
    │   ├── CannotStartError      the disks do not allow the run: no room, a disk that is not there
    │   ├── InstanceRunningError  another JFOrg is writing
    │   ├── SettingsError         the settings file or a value in it cannot be used
    │   ├── TemplateError         a template of names cannot be used
    │   ├── UnknownContentsError  nothing says what a folder that shall be checked holds
    │   └── NothingToUndoError    no run has anything left to take back, or to do again
    ├── ProviderError             an online database gave no answer; it carries the row's problem
    └── CancelledError            the person stopped the job; what was done stays done and can be undone

Anything else that reaches the job boundary is our bug and is reported as one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class JforgError(Exception):
    """Everything JFOrg raises on purpose."""


class WorldError(JforgError):
    """The world is at fault; the message is one sentence for the person."""


class JournalUnusableError(WorldError):
    """The journal cannot be used, so nothing may be moved."""


class CannotStartError(WorldError):
    """The disks do not allow the run; nothing was touched. ``problems`` are what is in the way."""

    def __init__(self, message: str, problems: tuple[Problem, ...]) -> None:
        """Say all of it in one message."""
        super().__init__(message)
        self.problems = problems


class InstanceRunningError(WorldError):
    """Another JFOrg holds the journal's writing lock."""


class SettingsError(WorldError):
    """The settings cannot be read, or a key or value is not one of ours."""


class TemplateError(WorldError):
    """A template of names cannot be used; the message is a sentence or two for the person."""


class UnknownContentsError(WorldError):
    """Nothing says what kind of library a folder is: the person has to."""


class NothingToUndoError(WorldError):
    """No run, or not the run asked for, has anything left to take back, or to do again."""


class CancelledError(JforgError):
    """The person stopped the job."""


class ProviderError(JforgError):
    """An online database gave no answer that can be used; ``problem`` says why, for the rows that wanted it."""

    def __init__(self, problem: Problem) -> None:
        """Carry the problem; its details never hold an address with a key."""
        super().__init__(problem.code.value)
        self.problem = problem


class ProblemCode(StrEnum):
    """Why a file is not simply ready. The values are stable: they appear in JSON and in the journal."""

    # left where it is, on purpose (status `ignored`)
    HIDDEN = "hidden"
    IGNORE_FILE = "ignore-file"
    SYSTEM_FOLDER = "system-folder"
    INCOMPLETE_DOWNLOAD = "incomplete-download"
    SAMPLE = "sample"
    ARCHIVE = "archive"
    JUNK = "junk"
    SCENE_NFO = "scene-nfo"
    NOT_MEDIA = "not-media"
    NO_OWNER = "no-owner"
    TOO_SMALL = "too-small"
    KIND_NOT_WANTED = "kind-not-wanted"
    SYMLINK = "symlink"
    SPECIAL_FILE = "special-file"
    OWN_TEMPORARY = "own-temporary"
    # could not be looked at
    UNREADABLE_FOLDER = "unreadable-folder"
    FOLDER_PRIVATE = "folder-private"
    UNREADABLE_FILE = "unreadable-file"
    MISSING = "missing"
    LOOP = "loop"
    # needs the person (status `attention`)
    NO_TITLE = "no-title"
    NO_EPISODE = "no-episode"
    NUMBER_UNSURE = "number-unsure"
    DATE_UNSURE = "date-unsure"
    YEAR_UNSURE = "year-unsure"
    SEASON_UNSURE = "season-unsure"
    TITLE_UNSURE = "title-unsure"
    NO_LIBRARY = "no-library"
    DISC_STRUCTURE = "disc-structure"
    NAME_TOO_LONG = "name-too-long"
    EMPTY_FILE = "empty-file"
    # would collide (status `conflict`)
    SAME_DESTINATION = "same-destination"
    DESTINATION_EXISTS = "destination-exists"
    SAME_FILE = "same-file"
    IDENTICAL = "identical"
    NOT_THE_BEST = "not-the-best"
    # worth knowing, moves all the same
    NAME_NOT_UNICODE = "name-not-unicode"
    TAGS_UNREADABLE = "tags-unreadable"
    SIDECAR_UNREADABLE = "sidecar-unreadable"
    SIDECAR_FAULTY = "sidecar-faulty"
    ALBUM_IMAGE = "album-image"
    NAME_UNREAD = "name-unread"
    NAME_SHORTENED = "name-shortened"
    NUMBERED = "numbered"
    REPLACES = "replaces"
    # what Jellyfin would make of it (nothing, or something else than what is meant)
    SEEN_HIDDEN = "seen-hidden"
    SEEN_SKIPPED_FOLDER = "seen-skipped-folder"
    SEEN_SKIPPED_FILE = "seen-skipped-file"
    SEEN_SAMPLE = "seen-sample"
    SEEN_NOT_MEDIA = "seen-not-media"
    SEEN_OUTSIDE = "seen-outside"
    SEEN_AS_EXTRA = "seen-as-extra"
    SEEN_AS_OTHER_KIND = "seen-as-other-kind"
    SEEN_TITLE = "seen-title"
    SEEN_YEAR = "seen-year"
    SEEN_NO_YEAR = "seen-no-year"
    SEEN_A_YEAR = "seen-a-year"
    SEEN_SERIES = "seen-series"
    SEEN_NUMBER = "seen-number"
    SEEN_APART = "seen-apart"
    SEEN_JOINED = "seen-joined"
    SEEN_PART = "seen-part"
    SEEN_MIXED = "seen-mixed"
    SEEN_ALBUM = "seen-album"
    SEEN_BOOK = "seen-book"
    SEEN_STREAM = "seen-stream"
    SEEN_ON_OLDER = "seen-on-older"
    # what the disks do not allow, said before a run
    ROOM_LACKING = "room-lacking"
    JOURNAL_ROOM_LACKING = "journal-room-lacking"
    LIBRARY_DISK_ABSENT = "library-disk-absent"
    LIBRARY_LOCKED = "library-locked"
    SOURCE_READ_ONLY = "source-read-only"
    TOO_LARGE_THERE = "too-large-there"
    NAME_TOO_LONG_THERE = "name-too-long-there"
    # met while moving or undoing
    CHANGED_SINCE = "changed-since"
    DESTINATION_TAKEN = "destination-taken"
    SOURCE_GONE = "source-gone"
    NO_ROOM = "no-room"
    NOT_PERMITTED = "not-permitted"
    IN_USE = "in-use"
    COPY_DIFFERS = "copy-differs"
    OWNER_STAYED = "owner-stayed"
    OWNER_MISSING = "owner-missing"
    EDITED_SINCE = "edited-since"
    CONTENT_NOT_KEPT = "content-not-kept"
    HARD_LINKED = "hard-linked"
    MODE_IMPOSSIBLE = "mode-impossible"
    ORIGINAL_GONE = "original-gone"
    JOURNAL_FAILED = "journal-failed"
    FOLDER_NOT_EMPTY = "folder-not-empty"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"
    UNDO_LATER_RUN_FIRST = "undo-later-run-first"
    DISK_ABSENT = "disk-absent"
    RECORD_DAMAGED = "record-damaged"
    DISK_ERROR = "disk-error"
    # met online: each its own, because each has another remedy
    NO_NETWORK = "no-network"
    WORKING_OFFLINE = "working-offline"
    PROVIDER_UNREACHABLE = "provider-unreachable"
    PROVIDER_SLOW = "provider-slow"
    PROVIDER_LIMIT = "provider-limit"
    PROVIDER_DOWN = "provider-down"
    PROVIDER_KEY = "provider-key"
    PROVIDER_FORBIDDEN = "provider-forbidden"
    PROVIDER_QUESTION = "provider-question"
    PROVIDER_ANSWER = "provider-answer"
    PROVIDER_BROKE_OFF = "provider-broke-off"
    PROVIDER_TOO_BIG = "provider-too-big"
    PROVIDER_ELSEWHERE = "provider-elsewhere"
    PICTURE_UNREADABLE = "picture-unreadable"
    PICTURE_TOO_BIG = "picture-too-big"
    # what the databases said of a row
    NOT_KNOWN_ONLINE = "not-known-online"
    MATCH_ALIKE = "match-alike"
    MATCH_TITLE = "match-title"
    MATCH_YEAR = "match-year"
    MATCH_CREATOR = "match-creator"
    MATCH_PARTS = "match-parts"


# What was read, but not surely enough to move by; the person may say that it is right.
UNSURE = frozenset(
    (
        ProblemCode.NUMBER_UNSURE,
        ProblemCode.DATE_UNSURE,
        ProblemCode.YEAR_UNSURE,
        ProblemCode.SEASON_UNSURE,
        ProblemCode.TITLE_UNSURE,
    )
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is the matter with one path: a code, the path, and what fills the sentence's gaps.

    ``details`` are (name, value) pairs for the sentence of ``code`` (see ``domain/words.py``).
    """

    code: ProblemCode
    path: str = ""
    details: tuple[tuple[str, str], ...] = ()
