"""``fileinfo/streamdetails`` of an NFO: what the streams of the file beside it say.

Jellyfin takes width, height, seconds and whether there are subtitles until it has looked itself
(MediaBrowser.XbmcMetadata/Parsers/BaseNfoParser.cs), Kodi all of it (kodi.wiki, "NFO files/Movies").
"""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from jforg_gui.domain.languages import three_letters
from jforg_gui.domain.streams import Hdr, MediaFacts
from jforg_gui.jellyfin.xml_text import add

# Kodi knows codecs by FFmpeg's names; what is not here is written in lower case.
_CODECS: Final = {
    "AVC": "h264",
    "MPEG-4 Visual": "mpeg4",
    "MPEG Video": "mpeg2video",
    "VC-1": "vc1",
    "AC-3": "ac3",
    "E-AC-3": "eac3",
    "Dolby Digital": "ac3",
    "Dolby Digital Plus": "eac3",
    "Dolby Digital Plus with Dolby Atmos": "eac3",
    "Dolby TrueHD": "truehd",
    "Dolby TrueHD with Dolby Atmos": "truehd",
    "DTS": "dca",
    "DTS-HD Master Audio": "dtshd_ma",
    "DTS-HD High Resolution Audio": "dtshd_hra",
    "HE-AAC": "aac",
    "PCM": "pcm",
}
_HDR: Final = {Hdr.DOLBY_VISION: "dolbyvision", Hdr.HDR10_PLUS: "hdr10plus", Hdr.HDR10: "hdr10", Hdr.HLG: "hlg"}


def add_stream_details(root: ET.Element, media: MediaFacts | None) -> None:
    """Append what is known of a file's streams; nothing where nothing is."""
    if media is None:
        return
    details = ET.Element("streamdetails")
    video = ET.Element("video")
    add(video, "codec", _codec(media.video))
    add(video, "width", media.width)
    add(video, "height", media.height)
    if len(video):
        add(video, "durationinseconds", round(media.duration) if media.duration else None)
        add(video, "hdrtype", _HDR[media.hdr[0]] if media.hdr else None)
        details.append(video)
    for stream in media.audio:
        audio = ET.Element("audio")
        add(audio, "codec", _codec(stream.codec))
        add(audio, "language", three_letters(stream.language) if stream.language else None)
        add(audio, "channels", stream.channels)
        if len(audio):
            details.append(audio)
    for language in media.subtitles:
        add(ET.SubElement(details, "subtitle"), "language", three_letters(language))
    if len(details):
        ET.SubElement(root, "fileinfo").append(details)


def _codec(name: str | None) -> str | None:
    return _CODECS.get(name, name.lower()) if name else None
