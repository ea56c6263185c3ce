"""What the streams of a file say, in its NFO."""

from __future__ import annotations

from jforg_gui.domain.metadata import Metadata
from jforg_gui.domain.streams import AudioStream, Hdr, MediaFacts
from jforg_gui.jellyfin import nfo
from tests.fakes.nfo_check import check

FACTS = MediaFacts(
    width=3840, height=1600, hdr=(Hdr.DOLBY_VISION, Hdr.HDR10), video="HEVC", duration=7265.5, bits=10,
    audio=(
        AudioStream(codec="Dolby TrueHD with Dolby Atmos", channels=8, language="en"),
        AudioStream(codec="Strange & New", language="pt-BR"), AudioStream(),
    ),
    subtitles=("de", "chr"),
)  # fmt: skip


def test_a_film_says_what_its_streams_are() -> None:
    (root,) = check(nfo.movie(Metadata(title="Low Tide"), FACTS))
    details = root.find("fileinfo/streamdetails")
    assert details is not None
    said = [(stream.tag, {fact.tag: fact.text for fact in stream}) for stream in details]
    assert said == [
        (
            "video",
            {"codec": "hevc", "width": "3840", "height": "1600", "durationinseconds": "7266", "hdrtype": "dolbyvision"},
        ),
        ("audio", {"codec": "truehd", "language": "eng", "channels": "8"}),
        ("audio", {"codec": "strange & new", "language": "por"}),
        ("subtitle", {"language": "ger"}),
        ("subtitle", {"language": "chr"}),
    ]  # fmt: skip


def test_every_episode_of_a_file_says_so() -> None:
    found = [Metadata(title="One", season=1, number=1), Metadata(title="Two", season=1, number=2)]
    assert [
        root.findtext("fileinfo/streamdetails/video/width") for root in check(nfo.episodes(found, "Tide", FACTS))
    ] == ["3840"] * 2


def test_nothing_is_said_where_nothing_is_known() -> None:
    for facts in (None, MediaFacts(), MediaFacts(audio=(AudioStream(),), bit_rate=7)):
        (root,) = check(nfo.movie(Metadata(title="Low Tide"), facts))
        assert root.find("fileinfo") is None
