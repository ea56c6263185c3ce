"""How Jellyfin joins the parts of a film: names alike up to ``cd1``, ``part2`` or ``dvd b`` at their very end."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

# Source: Emby.Naming/Video/StackResolver.cs and NamingOptions.VideoFileStackingRules; jellyfin.org, "Multiple parts".
_PART: Final = re.compile(
    r"(?:[ _.-]+|(?<=[)\]}]))[\[({]?(?P<word>cd|dvd|part|pt|disc|disk)[ _.-]*(?P<number>\d{1,4}|[a-d])[)\]}]?$",
    re.IGNORECASE,
)
_LAST: Final = frozenset("0123456789abcdABCD)]}")


def part_of(stem: str) -> tuple[str, str, str] | None:
    """Return what a stem shares with the other parts, the word and the number; None for a whole film."""
    if stem[-1:] not in _LAST:
        return None
    # The end of a name is looked at only as far as the longest such ending reaches.
    start = max(0, len(stem) - 48)
    match = _PART.search(stem, start)
    if match is None or not match.start():
        return None
    return stem[: match.start()].casefold().rstrip(" _.-"), match["word"].casefold(), match["number"].casefold()


def stacks(stems: Sequence[str]) -> dict[int, tuple[int, int]]:
    """Return for the index of every part the index of the first part and the part's place, from 1.

    At least two parts of one word are needed, with numbers that differ.
    """
    groups: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for index, stem in enumerate(stems):
        found = part_of(stem)
        if found is not None:
            groups[found[0], found[1]].setdefault(found[2], index)
    result: dict[int, tuple[int, int]] = {}
    for members in groups.values():
        if len(members) > 1:
            ordered = [members[number] for number in sorted(members, key=lambda number: (len(number), number))]
            result.update((index, (ordered[0], place)) for place, index in enumerate(ordered, start=1))
    return result
