"""Episodes in names: every form of number, with the evidence that makes it one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from jforg_gui.identify.tags import TELEVISION, Tag
from jforg_gui.identify.tokens import Bracket, Tokens

EPISODE_WORDS: Final = (
    "episodes?|episodi[oe]s?|episódios?|épisodes?|epis?|eps?|folgen?|cap(?:[ií]tulos?)?|aflevering|afsnit|avsnitt|odcinek|odc"
    "|puntat[ae]"
    "|jakso|rész|díl|серии|серия|серії|выпуск|эпизод|tập"
)
_EPISODE_WORDS_BEHIND: Final = "серия|серии|серій|сер|seri[iyj]?a|serya|ser|話|话|集|回|화|회|bölüm|rész|díl|odcinek"
_MANY: Final = 2000  # no file and no pack holds more


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a name says of its episode: where the evidence stands, and how sure it is (0 to 1).

    ``decimal`` is `12.5`, a special between two episodes; ``absolute`` says that the count runs through all seasons.
    """

    episodes: tuple[int, ...]
    start: int
    end: int
    certainty: float
    season: int | None = None
    absolute: bool = False
    decimal: float | None = None
    segment: str | None = None


_MORE: Final = (
    r"(?P<more>(?:v\d)?(?:[ ._]*(?:[-+&~,]|\bto\b|\bao?\b|à)?[ ._]*(?:s\d{1,4}[ ._]?)?"
    r"(?:\d{1,4}x|x(?!26[45])|e|ep|eps|xe)[ ._]?\d{1,4}(?:v\d)?(?![\dpi]|\.\d(?!\d)))*"
    r"(?:[-~]\d{1,4}(?![\dpix]|[ .]?bit))*)"
)
_MORE_LETTERED: Final = _MORE.replace(r"\d{1,4}x|", "")  # `S01E02 - 2x4` has a title
_SEASON_EPISODE: Final = re.compile(
    r"(?:(?<![^\W_])|(?-i:(?<=[a-z])(?=S\d\dE\d\d)))"  # `HarborTenS01E02`
    r"\[?(?:s(?:eason|n)?[ ._]?|t(?=\d{1,2}x?e\d)|(?=\d\de\d\d(?![^\W_])))(?P<season>\d{1,4})"
    rf"[ ._\-\]\[()x:]{{0,3}}(?:episode|eps|ep|e)[ ._#(]*(?P<first>\d{{1,4}})(?![\dpi]){_MORE_LETTERED}"
    r"(?P<segment>[a-d](?![^\W_]))?",
    re.IGNORECASE,
)
# `S2 - 07` is a season and a number behind a dash; `S02 03` and `[S4-24]` are one mark.
_SEASON_NUMBER: Final = re.compile(
    r"(?<![^\W_])s(?P<season>\d{1,2})(?:[ ._](?P<spaced>\d{2})(?![\w-]|[. ]?bit|\.\d)|-(?P<first>\d{2,3})(?=[\])]|$))",
    re.IGNORECASE,
)
_BY: Final = re.compile(
    r"(?<![\d])\[?(?:(?<![^\W_])s)?(?<![\dx×])(?!0x)(?P<season>\d{1,2}|(?:19|20)\d\d)[xхX×](?P<first>\d{1,3})(?![\d×]|x\d{3})"
    r"(?P<more>(?:[ ._]*[-+&,]?[ ._]*(?:\d{1,4}x|x(?!26[45])|e|ep|xe)\d{1,3}(?![\dpi]))*(?:[-~]\d{1,3}(?![\dpix]))*)"
    r"(?P<segment>[a-d](?![^\W_]))?",
    re.IGNORECASE,
)
_OF: Final = re.compile(
    r"(?<![^\W_])(?:(?:part|pt|teil|episode|ep|e)[ ._]?)?(?P<first>\d{1,3})[ ._]?(?:of|iz|из|von|de)[ ._]?"
    r"(?P<all>\d{1,3})(?![\w])",
    re.IGNORECASE,
)
_UP_TO: Final = re.compile(
    rf"(?<![^\W_])(?:{EPISODE_WORDS})[ :]+(?P<last>\d{{1,3}}) из (?P<all>\d{{1,4}})"
    r"|\[(?P<all2>\d{1,3}) из (?P=all2)\]",
    re.IGNORECASE,
)
_WORD: Final = re.compile(
    rf"(?:(?<![^\W_])(?:{EPISODE_WORDS}|e(?=\d{{2}}|\d-\d))|第|^e(?=\d))[ ._:#№-]*"
    r"(?P<first>\d{1,4})(?=$|[\W_]|v\d|[a-d](?![^\W_])|e\d|[話话集回])"
    r"(?:\.(?P<decimal>\d{1,2})(?!\d))?(?P<segment>[a-d](?![^\W_]))?(?:v\d)?"
    r"(?:[ ._]*(?:[-–~&+]|,|\bto\b|\bao?\b|\bal\b|\bbis\b|e(?=\d))[ ._]*(?:e|ep|#)?"
    r"(?P<last>\d{1,4})(?![\dpix.]|[^\W\d_]))?"
    r"(?:話|话|集|回)?(?: из \d+)?",
    re.IGNORECASE,
)
_WORD_BEHIND: Final = re.compile(
    r"(?<![^\W_])第?(?P<first>\d{1,4})(?:-(?P<last>\d{1,4}))?(?:-я)?"
    rf"(?:\. |[-. _])?(?:{_EPISODE_WORDS_BEHIND})(?![^\W_])",
    re.IGNORECASE,
)
# `Episode 1.22`, `[5.134]`, `6.01 - Title`: two digits behind the dot are an episode's, one is half an episode.
_DOTTED: Final = re.compile(
    r"(?:^|\[|[ _]-[ _]|\()(?P<season>\d{1,2})\.(?P<first>\d{2,3})(?=\]|\)|$|[ _]-[ _]|[ _](?![\d]))"
)
_DASHED_PAIR: Final = re.compile(r"(?<=[ ._-])(?<!\d[ ._-])(?P<season>\d{2})[-._](?P<first>\d{2})(?=$|[ ._-]+[A-Z]?$)")
_PAIR_FIRST: Final = re.compile(r"^(?P<season>\d{1,2})-(?P<first>\d{2})(?=[ .](?![\d])|$)")

_RANGE_TAIL: Final = (
    r"(?:[ _.]?[vV]\d)?(?:[ _.]?(?:[-~+&,]|\bao?\b|\bto\b)[ _.]?(?P<last>\d{1,4})(?![ _.]+[^\W\d_]))?(?:[ _.]?[vV]\d)?"
)
_ENDING: Final = r"(?:[ _.]*[(（]?(?:END|FINAL|FIN|完)[)）]?)?"
_AFTER_DASH: Final = re.compile(
    rf"(?:(?<=[ _.\])])[-–—~]|^-)[ _.]*[(\[]?#?(?P<first>\d{{1,4}})(?:\.(?P<decimal>\d)(?!\d))?"
    r"(?P<segment>(?![dD](?<=3[dD]))[a-dA-D](?![^\W_]))?"
    rf"{_RANGE_TAIL}{_ENDING}[)\]]?(?=(?P<behind>$|[ _.]*[\[(]|[ _.]*-[ _.]|[ _.]+-)|[ _.]|$)"
)
_IN_BRACKETS: Final = re.compile(
    rf"[\[(](?:#|e|ep\.?)?(?P<first>\d{{1,4}})(?:\.(?P<decimal>\d)(?!\d))?(?P<segment>[a-d])?{_RANGE_TAIL}(?:TV)?{_ENDING}"
    r"(?:\+[\w+ ]+)?[\])]",
    re.IGNORECASE,
)
_TRAILING: Final = re.compile(
    rf"(?<=[ _.])(?<!\d\.)(?P<first>\d{{1,4}})(?:\.(?P<decimal>\d)(?!\d))?(?P<segment>[a-d](?![^\W_]))?"
    rf"{_RANGE_TAIL}{_ENDING}$"
)
_LEADING: Final = re.compile(
    r"^(?P<first>\d{1,4})(?P<segment>[a-d](?![^\W_]))?(?:(?:,[ ]?|-|[ ]?&[ ]?)(?P<last>\d{2,4})(?![\d]))?(?:v\d)?"
    r"(?P<gap>[ _]-[ _]|\.[ _]|[ ._-]+|$)"
)
_SPECIAL: Final = re.compile(
    r"(?:^|(?<=[ _.\]-]))(?P<word>SP|OVA|OAD|ONA|Specials?|EX|OP|ED|Recap(?=[ _]\d+\.\d))[ _.]?"
    r"(?P<number>\d{1,4}(?=\.\d)|\d{1,2})(?:\.(?P<decimal>\d))?"
    r"(?P<segment>[a-d])?(?:v\d)?(?=$|[ _.\[(-])"
)
# A count written with its zero in the middle of a name: `Title 08 The Story`, `Title - 02 The Story`.
_PADDED: Final = re.compile(r"(?<=[ _.])(?<!\d[ _.])(?P<first>0\d)(?=[ _.](?!\d))")
_HASH: Final = re.compile(r"(?<![^\W_])#(?P<first>\d{1,4})(?:-(?P<last>\d{1,4}))?(?!\d)")
_PART: Final = re.compile(
    r"(?<![^\W_])(?:part|pt)[ ._]?(?P<first>\d{1,2}|[ivx]{1,4}|one|two|three|four|five|six|seven|eight)(?![^\W_])",
    re.IGNORECASE,
)
_PART_NUMBERS: Final = {
    word: number
    for words in ("i ii iii iv v vi vii viii ix x", "one two three four five six seven eight")
    for number, word in enumerate(words.split(), start=1)
}
# A number behind these counts something else than episodes.
_COUNTS_OTHERS: Final = re.compile(
    r"(?:^|[\W_])(?:part|pt|vol|volume|no|nr|number|movie|film|disc|cd|chapter|act|book)s?\.?[ _.-]*$", re.IGNORECASE
)


def is_year(digits: str) -> bool:
    """Tell whether digits may be a year's."""
    return len(digits) == len("1900") and "1900" <= digits <= "2100"


def span(first: int, last: int | None, most: int = 50) -> tuple[int, ...]:
    """Return the numbers from ``first`` to ``last``; just the first if the range makes no sense."""
    if last is None or not first < last <= first + most:
        return (first,)
    return tuple(range(first, last + 1))


def season_and_episode(text: str, begin: int = 0) -> Numbers | None:
    """Read `S01E02`, `1x02`, `S4-24` and their kin: both numbers in one mark."""
    for pattern, certainty in ((_SEASON_EPISODE, 0.95), (_BY, 0.9)):
        if match := pattern.search(text, begin):
            return _marked(match, text, certainty)
    if match := _SEASON_NUMBER.search(text, begin):
        first = match["first"] or match["spaced"]
        if match["spaced"] or len(match["season"]) == 1:
            return Numbers((int(first),), match.start(), match.end(), 0.8, int(match["season"]))
    if match := _DOTTED.search(text, begin):
        return Numbers((int(match["first"]),), match.start(), match.end(), 0.7, int(match["season"]))
    return None


def _marked(match: re.Match[str], text: str, certainty: float) -> Numbers:
    first = int(match["first"])
    more = [int(number) for number in re.findall(r"(?<![sv\d])\d+(?!x|\d)", match["more"].lower())]
    last = max(more, default=first)
    episodes = span(first, last, 60 if " " in match["more"] else 300)
    stray = last != episodes[-1]  # `S05E53 - Ep.129`: the count over all seasons
    end = match.end("segment") if match["segment"] else match.end("more")
    if text[end : end + 1] in {"]", ")"} and re.search(r"[\[(]", match[0]):
        end += 1
    certainty = certainty if not stray else certainty - 0.1
    return Numbers(episodes, match.start(), end, certainty, int(match["season"]), segment=match["segment"])


def worded(text: str, skipped: tuple[int, int] = (0, 0)) -> Numbers | None:
    """Read `Episode 5`, `E05`, `Folge 5`, `第5話`, `5 серия`, `Part 2 of 6`; nothing that begins in ``skipped``."""
    if match := _UP_TO.search(text):
        last = int(match["last"] or match["all2"])
        return Numbers(span(1, last, _MANY), match.start(), match.end(), 0.8)
    for pattern in (_WORD, _WORD_BEHIND):
        for match in pattern.finditer(text):
            if not skipped[0] <= match.start("first") < skipped[1]:
                return _in_hundreds(match) or _counted(match, 0.85)
    if (match := _OF.search(text)) and 0 < int(match["first"]) <= int(match["all"]):
        series = 1 if match[0].lower().startswith(("part", "pt", "teil")) else None  # a mini-series has one season
        return Numbers((int(match["first"]),), match.start(), match.end(), 0.75, series)
    return None


def _in_hundreds(match: re.Match[str]) -> Numbers | None:
    """`Cap.207`, the Spanish way: season 2, episode 7."""
    first = match["first"]
    if not match[0].lower().startswith("cap") or len(first) < 3 or match["last"] or first[-2:] == "00":  # noqa: PLR2004
        return None
    return Numbers((int(first[-2:]),), match.start(), match.end(), 0.8, int(first[:-2]))


def hashed(text: str, begin: int) -> Numbers | None:
    """Read `#5`, `#1-4`."""
    match = _HASH.search(text, begin)
    return _counted(match, 0.7, absolute=True) if match is not None else None


def padded(text: str, begin: int) -> Numbers | None:
    """Read `Title 08 The Story`: a number that nobody writes with a zero unless it counts."""
    match = _PADDED.search(text, begin)
    if match is None or match.start() <= begin or _COUNTS_OTHERS.search(text, 0, match.start()):
        return None
    return _counted(match, 0.6, absolute=True)


def _counted(match: re.Match[str], certainty: float, *, absolute: bool = False) -> Numbers:
    groups = match.groupdict()
    first, last = int(groups["first"]), groups.get("last")
    decimal = groups.get("decimal")
    begin = match.start()
    if decimal is not None and len(decimal) > 1:  # `Episode 1.22`
        return Numbers((int(decimal),), begin, match.end(), certainty, first)
    return Numbers(
        span(first, int(last) if last else None, _MANY),
        begin,
        match.end(),
        certainty,
        absolute=absolute,
        decimal=first + int(decimal) / 10 if decimal is not None else None,
        segment=groups.get("segment"),
    )


def special(text: str, begin: int) -> re.Match[str] | None:
    """Find `SP1`, `OVA 2`, `NCOP1`'s plain kin behind the title."""
    return next((match for match in _SPECIAL.finditer(text, begin) if match.start() > begin), None)


def counted(tokens: Tokens, begin: int, *, grouped: bool) -> Numbers | None:
    """Read a running number without a word, as anime groups write it: ` - 05`, `[05]`, `Title 05 [1080p]`.

    ``grouped`` says that a group's bracket leads the name, which makes such numbers likely. What stands behind the
    first tag counts nothing.
    """
    text = tokens.text
    stop = tokens.title_end(begin, len(text))
    in_brackets = [match for match in _IN_BRACKETS.finditer(text, begin) if match.start() > begin]
    for match in in_brackets:
        if match["last"] and _is_count(tokens, match, grouped=grouped):
            return _counted(match, 0.8, absolute=True)
    for match in _AFTER_DASH.finditer(text, begin):
        closed = match["behind"] is not None or match.end() >= len(text[:stop].rstrip(" ._-"))
        if begin < match.start() < stop and closed and _is_count(tokens, match, grouped=grouped):
            return _counted(match, 0.85, absolute=True)
    for match in in_brackets:
        if (len(match["first"]) > 1 or grouped) and _is_count(tokens, match, grouped=grouped):
            return _counted(match, 0.8, absolute=True)
    return _trailing(tokens, begin, stop, grouped=grouped)


def _is_count(tokens: Tokens, match: re.Match[str], *, grouped: bool) -> bool:
    """Tell whether a number may be an episode's: no year, no resolution, not the `2` of `Title - 2 (2006)`."""
    first = match["first"]
    if is_year(first):
        return False
    lone = grouped or match.end() == len(tokens.text)
    if first in _LINES and (tokens.text[match.start()] in "[(" or not lone):
        return False
    if _COUNTS_OTHERS.search(tokens.text, 0, match.start()):
        return False
    single = len(first) == 1 and not match["last"] and match.groupdict().get("decimal") is None
    return not single or grouped or not re.match(r"[ ._]*\((?:19|20)\d\d\)", tokens.text[match.end() :])


def _trailing(tokens: Tokens, begin: int, stop: int, *, grouped: bool) -> Numbers | None:
    """`Title 05 [1080p]`: the last word before brackets or tags, if it is written as a count or a group wrote it."""
    text = tokens.text
    ends = [
        stop,
        *(bracket.start for bracket in tokens.brackets if bracket.start > begin and _holds_tags(tokens, bracket)),
    ]
    end = min(ends)
    match = _TRAILING.search(text[:end].rstrip(" ._-"), begin)
    if match is None or match.start() <= begin or not _is_count(tokens, match, grouped=True):
        return None
    first = match["first"]
    zero = first.startswith("0") and len(first) > 1
    ranged = match["last"] is not None and len(first) > 1 and end < len(text)
    written = zero or ranged or has_checksum(tokens)
    if not (written or (grouped and (len(first) > 1 or match["last"]))):
        return None
    return _counted(match, 0.75 if grouped or end < len(text) else 0.6, absolute=True)


_LINES: Final = frozenset(("480", "576", "720", "1080", "2160"))


def _holds_tags(tokens: Tokens, bracket: Bracket) -> bool:
    inside = tokens.words_in(bracket.start, bracket.end)
    return any(word.tag is not Tag.NONE or is_checksum(word.text) for word in inside)


def has_checksum(tokens: Tokens) -> bool:
    """Tell whether a name carries a CRC-32, as only episodes and films of fan groups do."""
    return any(is_checksum(word.text) for word in tokens.words)


def broadcast_part(tokens: Tokens, begin: int) -> Numbers | None:
    """Read `Title Part 1 720p HDTV`: what television broadcasts in parts is a mini-series."""
    if not any(word.text in TELEVISION for word in tokens.words):
        return None
    match = next((one for one in _PART.finditer(tokens.text, begin) if one.start() > begin), None)
    if match is None:
        return None
    first = match["first"].lower()
    number = int(first) if first.isdecimal() else _PART_NUMBERS.get(first)
    return Numbers((number,), match.start(), match.end(), 0.6, 1) if number else None


def is_checksum(word: str) -> bool:
    """Tell whether a word is a CRC-32 as groups put it at the end of a name."""
    return len(word) == 8 and all(letter in "0123456789abcdef" for letter in word)  # noqa: PLR2004 — its digits


def leading(text: str) -> Numbers | None:
    """Read `05 - Title`, `05. Title`, `05 Title`: little in itself, much in a season's folder."""
    match = _LEADING.match(text)
    if match is None:
        return None
    first = match["first"]
    dashed = match["gap"].strip(" _") == "-" and len(match["gap"]) > 1
    sure = (first.startswith("0") or dashed) and len(first) > 1
    return _counted(match, 0.3 if is_year(first) or not sure else 0.6, absolute=True)


def paired(text: str) -> Numbers | None:
    """Read `02.09`, `03-20`, `11_06` at the end of a name: a season and an episode, but it may be two episodes."""
    match = _PAIR_FIRST.match(text) or _DASHED_PAIR.search(text)
    if match is None:
        return None
    return Numbers((int(match["first"]),), match.start(), match.end(), 0.5, int(match["season"]))


def season_in_hundreds(tokens: Tokens, begin: int) -> Numbers | None:
    """Read `102` in front of a television tag, or as the last word, as season 1, episode 2."""
    words = [word for word in tokens.words if word.start > begin]
    for place, word in enumerate(words):
        if len(word.text) not in {3, 4} or not word.text.isdecimal() or word.text[-2:] == "00" or word.text[0] == "0":
            continue
        season, episode = int(word.text[:-2]), int(word.text[-2:])
        behind = words[place + 1 : place + 3]
        recorded = bool(behind) and behind[0].tag is Tag.STRONG and any(one.text in TELEVISION for one in behind)
        if recorded and not is_year(word.text):
            return Numbers((episode,), word.start, word.end, 0.7, season)
        if not behind and len(word.text) == 3 and tokens.text[word.start - 1] in "._":  # noqa: PLR2004 — `102`
            return Numbers((episode,), word.start, word.end, 0.4, season)
    return None
