"""Words that release names hold and titles do not, as tables: what ends a title, and what may be part of one."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Final


class Tag(IntEnum):
    """How sure a word is to be no part of a title."""

    NONE = 0
    LATE = 1  # `German`, `WEB`: a tag only in front of a surer one
    FLAG = 2  # `PROPER`, `UNCUT`: a tag also in front of the year, the episode's number or the end
    STRONG = 3  # `1080p`: a tag wherever it stands


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STRONG: Final = _words(
    # pictures
    "4k 8k uhd ultrahd fhd qhd hdr hdr10 hdr10plus hdr10p dovi sdr hlg 10bit 8bit 12bit hi10 hi10p hi444pp"
    # sources
    " bluray bdrip brrip bdremux bdmv bdmux remux webdl webrip webhd webmux hdtv hdtvrip pdtv dsr dsrip dvb tvrip"
    " dvdrip dvdscr dvdr dvd5 dvd9 ddvdrip dvdfull dvdmux hdrip hddvd hdcam hdts hdtc camrip telesync telecine"
    " screener predvd predvdrip vhsrip vodrip ppvrip satrip iptvrip uhdrip hddvdrip workprint bdscr webdlrip dlrip"
    # codecs
    " x264 x265 x266 h264 h265 h266 hevc avc av1 vc1 xvid divx divx5 vp9 mpeg2 mpeg4 nvenc"
    # sound
    " aac aac2 aacx2 aacx3 ac3 ac3d eac3 e-ac-3 dd5 ddp ddp5 dd2 ddp2 dd7 dts dtshd dtsx truehd atmos flac flacx2 lpcm"
    " opus2 mp3 ogg vorbis 2ch 6ch 8ch"
    # habits of sites and groups
    " hsbs fsbs htab ftab halfsbs halfou vostfr vost subfrench truefrench multisubs multisub msubs esub esubs"
    " swesub nlsub"
    " dksubs engsubs softsubs hardsub hardsubs dualaudio rarbg yify yts hdtvrip brrip x264-rarbg"
    " big5 mkv mp4 avi kbps 192kbps 384kbps 448kbps 640kbps mvo dvo avo nordic vff vfq vf2 hdc tvoon"
)
_FLAGS: Final = _words(
    "proper repack rerip internal limited stv readnfo nfofix dirfix syncfix"
    " extended unrated uncut uncensored theatrical remastered restored redux criterion imax despecialized custom hybrid"
    " dc complete completa completo integrale intégrale integral batch multi dubbed subbed"
    " amzn dsnp hmax hulu atvp pcok pmtp stan bcore docu docudrama untouched ppv"
)
_LATE: Final = _words(
    "web bd dvd hd tv ts tc cam scr r5 r6 ws pal ntsc hq dv sbs hou ou tab mvc nf crav hbo"
    " dl ml md ld dual retail festival sample"
    " english german deutsch french francais italian ita spanish espanol castellano latino swedish danish norwegian"
    " finnish dutch russian rus polish czech hungarian turkish greek portuguese dublado legendado japanese jap korean"
    " chinese mandarin cantonese hindi tamil telugu malayalam kannada bengali punjabi thai arabic hebrew ukrainian"
    " eng ger fra fre spa kor jpn chi pldub plsub lektor vf vo sub subs fr hin tam tel mal ukr esp por"
)
# Two words with one separator between them.
_PAIRS: Final = (
    "web-dl web-rip web-mux web-hd web-cap blu-ray bd-rip br-rip bd-remux hd-tv hd-rip hd-dvd dvd-rip dvd-scr dvd-r"
    " tv-rip dts-hd dts-x dts-es true-hd dual-audio multi-audio multi-subs multi-sub multiple-subtitle"
    " multiple-subtitles h-264 h-265 x-264 x-265 vc-1 e-sub eng-sub eng-subs eng-dub hi-10 10-bit 8-bit 10-bits"
    " half-sbs half-ou half-tab full-sbs full-ou aac-2 dd-5 ddp-5 ultra-hd hdr-10 dolby-vision dolby-atmos pre-dvd"
    " english-sub english-subs english-dub english-dubbed soft-subs hard-subs audio-latino ac-3 sub-ita soft-sub"
    " ntsc-dvd 1080-bd 720-bd 480-bd 1080-bluray 720-bluray 1080-web 720-web 720-hdtv 1080-hdtv 480-dvd"
)
_STRONG_PAIRS: Final = frozenset(
    (first, second) for first, _, second in (pair.partition("-") for pair in _words(_PAIRS))
)
_FLAG_PAIRS: Final = frozenset(
    (
        ("director's", "cut"),
        ("directors", "cut"),
        ("extended", "cut"),
        ("extended", "edition"),
        ("final", "cut"),
        ("theatrical", "cut"),
        ("theatrical", "edition"),
        ("special", "edition"),
        ("ultimate", "edition"),
        ("ultimate", "cut"),
        ("anniversary", "edition"),
        ("collector's", "edition"),
        ("collectors", "edition"),
        ("international", "cut"),
        ("criterion", "collection"),
        ("criterion", "edition"),
        ("edition", "collector"),
        ("collector", "edition"),
        ("open", "matte"),
        ("rogue", "cut"),
        ("fan", "edit"),
        ("complete", "series"),
        ("complete", "collection"),
        ("complete", "season"),
        ("complete", "seasons"),
        ("complete", "edition"),
        ("complete", "version"),
        ("full", "season"),
        ("full", "series"),
        ("all", "seasons"),
        ("all", "episodes"),
        ("hd", "remaster"),
        ("hd", "remastered"),
        ("movie", "collection"),
    )
)
# `1080p`, `BD1080p`, `1280x720`, `24fps`, `DDP5`, `AACx2`, `H264`, `10bits`, `4.7GB` (behind its dot), `192Kbps`
_MADE_OF_DIGITS: Final = re.compile(
    r"(?:bd|hd|dvd|web|hdtv|tv|uhd|web-?dl)?(?:\d{3,4}[pi]|\d{3,4}[x×]\d{3,4}p?)(?:hevc|avc|x26[45]|\d\d)?"
    r"|\d{2,3}fps|ddp?\d|dts\d|aac\d|(?:aac|flac|subx|dts|ac3)x?\d|[xh]26\d\w*|10bits?|8bits?"
    r"|\d{1,4}(?:mb|gb|kbps|mbps|khz|ch)"
)

_TABLE: Final[dict[str, Tag]] = {
    **dict.fromkeys(_LATE, Tag.LATE),
    **dict.fromkeys(_FLAGS, Tag.FLAG),
    **dict.fromkeys(_STRONG, Tag.STRONG),
}
_FIRST_OF_PAIRS: Final = frozenset(first for first, _ in (*_STRONG_PAIRS, *_FLAG_PAIRS))

# What a television recording is called after; a film's release never is. Evidence for `102` being season 1, episode 2.
TELEVISION: Final = _words("hdtv pdtv dsr dsrip dvb tvrip satrip hdtvrip webhd")


def tag_of(word: str) -> Tag:
    """Return what a lower-case word is on its own."""
    found = _TABLE.get(word)
    if found is not None:
        return found
    if any(letter.isdecimal() for letter in word) and _MADE_OF_DIGITS.fullmatch(word):
        return Tag.STRONG
    return Tag.NONE


def tag_of_pair(first: str, second: str) -> Tag:
    """Return what two neighbouring lower-case words are together."""
    if first not in _FIRST_OF_PAIRS:
        return Tag.NONE
    if (first, second) in _STRONG_PAIRS:
        return Tag.STRONG
    return Tag.FLAG if (first, second) in _FLAG_PAIRS else Tag.NONE
