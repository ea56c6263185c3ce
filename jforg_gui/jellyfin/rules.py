"""Tables: the words, names and characters that Jellyfin and the disks it lies on treat specially."""

from __future__ import annotations

import re
from typing import Final

# --- what a disk refuses ------------------------------------------------------------------------------------------

# The documentation forbids < > : " / \ | ? * in every name (jellyfin.org, "Movies", header of the video pages);
# they are Win32's reserved characters (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
# The colon and the slashes are replaced by patterns below; these here one by one.
RESERVED_CHARACTERS: Final = '<>:"/\\|?*'
REPLACED: Final[dict[str, str]] = {"?": "", "*": "", "<": "", ">": "", '"': "'"}
SUBSTITUTIONS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r" *: +"), " - "),
    (re.compile(r" *:$"), ""),
    (re.compile(r":"), "-"),
    (re.compile(r"[/\\|]+"), "-"),
)

# Win32 device names, reserved with any extension too; the superscript digits are in the same documentation page.
DEVICE_NAMES: Final = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"]
    + [port + digit for port in ("COM", "LPT") for digit in "0123456789¹²³"],
)

# Ranges of code points that a name must not carry: invisible, or able to make a name read as another one
# (Unicode TR36, "Bidirectional Text Spoofing"; zero-width characters; tags; noncharacters).
STRIPPED_RANGES: Final[tuple[tuple[int, int], ...]] = (
    (0x00, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x061C, 0x061C),
    (0x180E, 0x180E),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xFDD0, 0xFDEF),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFD),
    (0xFFFE, 0xFFFF),
    (0xE0000, 0xE007F),
)
# Every character that separates words or lines becomes one plain blank (Unicode categories Zs, Zl, Zp and the
# control characters that move a cursor).
BLANKS: Final = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
)
BLANKS_WIDE: Final = "\u2028\u2029\u202f\u205f\u3000"

# --- what Jellyfin skips ------------------------------------------------------------------------------------------

# Folders that are ignored with everything below (Emby.Server.Implementations/Library/IgnorePatterns.cs).
IGNORED_FOLDERS: Final = frozenset(
    (
        "metadata",
        "ps3_update",
        "ps3_vprm",
        "extrafanart",
        "extrathumbs",
        "lost+found",
        "subs",
        "tempsbe",
        "temprec",
        "eadir",
        "@eadir",
        "#recycle",
        "@recycle",
        "$recycle.bin",
        "system volume information",
        "sample",
        "minta",
    ),
)
IGNORED_FOLDER_ENDINGS: Final = (".trickplay",)

# A folder of this name is a disc's inside, not a work (jellyfin.org, "Movies", "Discs").
DISC_FOLDERS: Final = frozenset(("video_ts", "bdmv"))

# Folders of extras: read as such unless they lie directly in the library root
# (jellyfin.org, "External extras"; Emby.Naming ExtraRules; CoreResolutionIgnoreRule.cs).
EXTRAS_FOLDERS: Final = frozenset(
    (
        "behind the scenes",
        "deleted scenes",
        "interviews",
        "scenes",
        "samples",
        "shorts",
        "featurettes",
        "clips",
        "other",
        "extras",
        "extra",
        "trailers",
        "theme-music",
        "backdrops",
    ),
)

# A stem with one of these endings is an extra, whatever the folder (Emby.Naming ExtraRules; digits at the end are
# ignored). `trailer` and `sample` are also read after a dot, an underscore, or "- ".
EXTRA_SUFFIX: Final = re.compile(
    r"-(scene|clip|interview|behindthescenes|deleted|deletedscene|featurette|short|extra|other)(\d*)$",
    re.IGNORECASE,
)
TRAILER_SUFFIX: Final = re.compile(r"(?:[-._]|- )(trailer|sample)(\d*)$", re.IGNORECASE)
# The suffixes a person's own file may carry already, beside its film.
OWN_EXTRA_SUFFIX: Final = re.compile(
    r"^(?P<owner>.+?)[ ._]?-(?P<suffix>(?:trailer|scene|clip|interview|behindthescenes|deleted|deletedscene"
    r"|featurette|short|extra|other)\d*)$",
    re.IGNORECASE,
)

# A film whose file name holds this word is skipped (MovieResolver.cs).
SAMPLE_WORD: Final = re.compile(r"\b(sample)\b", re.IGNORECASE)

# --- numbers that are read as something else ----------------------------------------------------------------------

# " - 2" at the end of a film's name is cut off (NamingOptions.CleanStrings).
TRAILING_NUMBER: Final = re.compile(r" +- +(\d+)$")
# "S01E05 - E2 …" is read as a range of episodes (NamingOptions.MultipleEpisodeExpressions).
RANGE_LIKE_TITLE: Final = re.compile(r"^([EeXx]\d\S*)")
# A number of three or four digits in the name of a special without a number is read as its number.
NUMBER_IN_SPECIAL: Final = re.compile(r"(?<![\w(\[.,])(\d{3,4})(?![\w)\].,])")

# jellyfin.org, "TV Shows": the English word, two digits, 0 for the specials.
SEASON_WORD: Final = "Season"
# Season folders in other people's trees (Emby.Naming/TV/SeasonPathParser.cs and its localised words).
SEASON_FOLDER: Final = re.compile(
    r"(?:^|[\W_])(?:s\d{1,4}(?=$|[\W_])|(?:season|saison|staffel|stagione|säsong|seizoen|sæson|sezon|sezona|sezóna"
    r"|sezonul|temporada|kausi|series|série|serie|seria|сезон|시즌|シーズン)[\W_]*\d{1,4}"
    r"|\d{1,2}(?:st|nd|rd|th) season)"
    r"|^specials$|^\d{1,2}$",
    re.IGNORECASE,
)

# An album folder of this form is taken for a disc of its parent (Emby.Naming/Audio/AlbumParser.cs).
DISC_LIKE: Final = re.compile(
    r"^(?:cd|digital media|disc|disk|vol|volume|part|act)\s*\d+(?=\s|$)",
    re.IGNORECASE,
)
DISC_LIKE_BLANKS: Final = re.compile(r"[-.()\s_]+")

# --- names of our own choosing ------------------------------------------------------------------------------------

UNKNOWN_ARTIST: Final = "Unknown Artist"
UNKNOWN_ALBUM: Final = "Unknown Album"
UNKNOWN_AUTHOR: Final = "Unknown Author"
VARIOUS_ARTISTS: Final = "Various Artists"
VARIOUS_ARTISTS_SPELLINGS: Final = frozenset(("va", "v.a.", "v.a", "various", "various artists", "various artist"))
# What follows an artist's name when somebody else sings along on one track.
GUEST: Final = re.compile(r"(?<=\S)\s+[(\[]?(?:feat\.?|ft\.?|featuring)\s+\S.*$", re.IGNORECASE | re.DOTALL)
# One of the sub-folders by which Jellyfin tells an artist's folder (MusicArtistResolver.cs).
SINGLES: Final = "Singles"

# --- provider ids -------------------------------------------------------------------------------------------------

# Which ids Jellyfin reads in a folder's name, best first, and what one looks like
# (jellyfin.org, "Identifiers"; PathExtensions.cs; ProviderIdsExtensions.cs drops impossible ones).
MOVIE_IDS: Final = ("tmdb", "imdb", "tvdb")
SHOW_IDS: Final = ("tvdb", "tmdb", "imdb", "tvmaze", "anidb", "anilist", "anisearch")
MUSIC_IDS: Final = ("musicbrainzalbum", "musicbrainzreleasegroup", "musicbrainzartist", "musicbrainzalbumartist")
ID_FORMS: Final[dict[str, re.Pattern[str]]] = {
    "tmdb": re.compile(r"[1-9]\d{0,9}"),
    "imdb": re.compile(r"tt\d{7,9}"),
    "tvdb": re.compile(r"[1-9]\d{0,9}"),
    "tvmaze": re.compile(r"[1-9]\d{0,9}"),
    "anidb": re.compile(r"[1-9]\d{0,9}"),
    "anilist": re.compile(r"[1-9]\d{0,9}"),
    "anisearch": re.compile(r"[1-9]\d{0,9}"),
    **dict.fromkeys(MUSIC_IDS, re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")),
}

ISBN: Final = re.compile(r"(?:97[89])?\d{9}[\dXx]")
YOUTUBE_ID: Final = re.compile(r"[\w-]{6,20}", re.ASCII)
# A year in an NFO counts only beyond this one (MediaBrowser.XbmcMetadata/Parsers/BaseNfoParser.cs).
FIRST_YEAR: Final = 1850

# jellyfin.org, "3D videos".
STEREO_FORMATS: Final = frozenset(("hsbs", "fsbs", "htab", "ftab", "mvc"))

# --- companions ---------------------------------------------------------------------------------------------------

# jellyfin.org, "External subtitles and audio": flags between dots, read from the right.
STREAM_FLAGS: Final = frozenset(("default", "forced", "sdh", "cc", "hi"))
# A title that contains one of these sets the flag by mistake (ExternalPathParser.cs looks for "contains").
FLAG_WORDS: Final = ("default", "forced", "foreign")
LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

# NFO names that say by themselves what they describe (MediaBrowser.XmbcMetadata/Savers).
NFO_LEVELS: Final[dict[str, str]] = {
    "movie": "work",
    "tvshow": "work",
    "album": "work",
    "season": "season",
    "artist": "above",
}
# OPF names that describe the folder they lie in (MediaBrowser.Providers/Books/OpenPackagingFormat).
FOLDER_OPF: Final = frozenset(("content", "metadata"))

# Images that belong to a folder (MediaBrowser.LocalMetadata/Images/LocalImageProvider.cs).
FOLDER_IMAGE: Final = re.compile(
    r"(?:poster|folder|cover|default|movie|show|jacket|logo|clearlogo|clearart|disc|cdart|discart|banner|landscape"
    r"|thumb|fanart(?:-?\d+)?|background(?:-?\d+)?|backdrop(?:-?\d+)?|art(?:-\d+)?)",
    re.IGNORECASE,
)
# Images of a season that lie in the show's folder (same source): season01-poster, season-specials-poster.
SEASON_IMAGE: Final = re.compile(
    r"season(?:\d{1,4}|-specials|-all)-(?:poster|fanart|banner|landscape|thumb)",
    re.IGNORECASE,
)
