"""A check of NFO files by the rules of the servers that read them; knows nothing of the code that writes them."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree as ET

import defusedxml.ElementTree as Safe

HEADER: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROOTS: Final = ("movie", "tvshow", "season", "episodedetails", "artist", "album")
# What may hold elements; everything else is read as text, and an element inside ends the reading.
HOLDERS: Final[dict[str, frozenset[str]]] = {
    "ratings": frozenset(("rating",)),
    "rating": frozenset(("value", "votes")),
    "actor": frozenset(("name", "role", "type", "order", "sortorder", "thumb")),
    "set": frozenset(("name", "overview")),
    "fileinfo": frozenset(("streamdetails",)),
    "streamdetails": frozenset(("video", "audio", "subtitle")),
    "video": frozenset(("codec", "width", "height", "durationinseconds", "hdrtype")),
    "audio": frozenset(("codec", "language", "channels")),
    "subtitle": frozenset(("language",)),
    "albumArtistCredits": frozenset(("artist", "musicBrainzArtistID")),
}
ONCE: Final = frozenset(
    re.findall(
        r"\w+",
        "title originaltitle sorttitle plot tagline year premiered releasedate aired formed enddate runtime mpaa rating"
        " country status displayorder season episode seasonnumber review biography name set trailer",
    )
)
WHOLE: Final = frozenset(
    re.findall(
        r"\w+",
        "year runtime votes season episode seasonnumber order sortorder airsbefore_season airsbefore_episode"
        " airsafter_season width height durationinseconds channels displayseason displayepisode displayafterseason",
    )
)
DATES: Final = ("premiered", "releasedate", "aired", "formed", "enddate")
UNIQUE_IDS: Final = {
    "tmdb": r"[1-9]\d*",
    "imdb": r"tt\d{7,9}",
    "tvdb": r"[1-9]\d*",
    "tvmaze": r"[1-9]\d*",
    "anidb": r"[1-9]\d*",
    "anilist": r"[1-9]\d*",
    "anisearch": r"[1-9]\d*",
}
GUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def blocks(content: bytes) -> list[ET.Element]:
    """Parse strictly, and split what holds several episodes."""
    assert content.startswith(HEADER)
    body = content[len(HEADER) :]
    assert b"<?xml" not in body, "one declaration only"
    assert b"<!DOCTYPE" not in body
    parts = re.split(rb"(?<=</episodedetails>)\s*(?=<episodedetails>)", body)
    found = [Safe.fromstring(HEADER + part) for part in parts]
    assert len(found) == 1 or all(root.tag == "episodedetails" for root in found)
    return found


def check(content: bytes) -> list[ET.Element]:
    """Fail on whatever Jellyfin or Kodi would stumble over; return the roots."""
    roots = blocks(content)
    for root in roots:
        assert root.tag in ROOTS
        _check_elements(root)
        _check_values(root)
        if len(roots) > 1:
            assert root.findtext("season"), "Kodi needs the numbers in every block"
            assert root.findtext("episode"), "Kodi needs the numbers in every block"
    return roots


def _check_elements(root: ET.Element) -> None:
    for parent in root.iter():
        for child in parent:
            allowed = HOLDERS.get(parent.tag, frozenset())
            assert parent is root or child.tag in allowed, f"{child.tag} inside {parent.tag}"
        if len(parent) == 0 and parent is not root:
            assert (parent.text or "").strip(), f"empty {parent.tag}"
            assert parent.text == (parent.text or "").strip()
    for tag in ONCE:
        assert len(root.findall(tag)) <= 1, f"{tag} twice: the last would win"


def _check_values(root: ET.Element) -> None:
    for element in root.iter():
        text = element.text or ""
        if element.tag in WHOLE and element is not root:
            assert re.fullmatch(r"\d+", text), f"{element.tag} {text}"
        if element.tag in DATES:
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", text), f"{element.tag} {text}"
        if element.tag in {"director", "writer"}:
            assert "," not in text or text.endswith("|"), f"{text} would be split"
        if element.tag == "credits":
            assert "/" not in text
        if element.tag == "thumb":
            assert text.startswith("https://")
        if element.tag.startswith("musicbrainz") or element.tag == "musicBrainzArtistID":
            assert GUID.fullmatch(text)
    assert all(element.tag not in {"thumb", "fanart"} for element in root), "would beat the picture beside the file"
    _check_ids(root)
    _check_ratings(root)
    for trailer in root.findall("trailer"):
        assert (trailer.text or "").startswith("plugin://plugin.video.youtube/play/?video_id=")


def _check_ids(root: ET.Element) -> None:
    ids = root.findall("uniqueid")
    kinds = [one.get("type", "") for one in ids]
    assert len(set(kinds)) == len(kinds)
    for one, kind in zip(ids, kinds, strict=True):
        assert re.fullmatch(UNIQUE_IDS[kind], one.text or ""), f"{kind} {one.text}"
    assert [one.get("default") for one in ids].count("true") == (1 if ids else 0)


def _check_ratings(root: ET.Element) -> None:
    ratings = root.findall("ratings/rating")
    for one in ratings:
        assert one.get("name")
        assert 0 < float(one.findtext("value") or 0) <= float(one.get("max") or 0)
    if ratings:
        assert [one.get("default") for one in ratings] == [None] * (len(ratings) - 1) + ["true"]
        assert root.findtext("rating") == ratings[-1].findtext("value")
        tags = [child.tag for child in root]
        assert tags.index("rating") > tags.index("ratings"), "the last one read has to be the one meant"
