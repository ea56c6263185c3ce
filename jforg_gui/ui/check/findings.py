"""Findings as they arrive: in words, counted, and which of them shall be repaired together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jforg_gui.domain.finding import Effect, Finding
from jforg_gui.domain.listing import fold
from jforg_gui.ui.check.words import KIND_FILTER_OF, finding_words
from jforg_gui.ui.filters import FINDING_FILTERS, KIND_FILTERS, FilterKey


class Findings:
    """All findings of one check. What can be repaired is chosen until somebody says no.

    No two chosen repairs touch one file or want one name: choosing one gives up the others that it meets. Not
    ``strict``, what could merely be nicer does not count: it is neither shown nor repaired. What is asked often is kept
    up to date, so that nothing takes longer the more there are.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.all: list[Finding] = []
        self.said: list[str] = []
        self.strict = True
        self._looked_for: list[str] = []
        self._keys: list[tuple[str, ...]] = []
        self._chosen = bytearray()
        self._holders: dict[str, int] = {}
        self._counts = {False: _no_counts(), True: _no_counts()}
        self._chosen_counts = {False: 0, True: 0}
        self._concerned: dict[bool, set[str]] = {False: set(), True: set()}

    def append(self, findings: Iterable[Finding]) -> None:
        """Take some more."""
        for finding in findings:
            self.all.append(finding)
            said = finding_words(finding)
            self.said.append(said)
            self._looked_for.append(f"{said}\n{finding.path}".casefold())
            self._keys.append(_keys(finding))
            self._chosen.append(0)
            for strict in self._counted_as(finding):
                self._concerned[strict].update(finding.concerns)
                counts = self._counts[strict]
                for key in (FilterKey.ALL, FilterKey(finding.effect.value), KIND_FILTER_OF[finding.library]):
                    counts[key] += 1
            place = len(self.all) - 1
            if finding.repair is not None and not any(key in self._holders for key in self._keys[place]):
                self._take(place)

    @staticmethod
    def _counted_as(finding: Finding) -> tuple[bool, ...]:
        return (True,) if finding.effect is Effect.NICER else (False, True)

    # --- what there is ----------------------------------------------------------------------------------------------

    def counts(self) -> dict[FilterKey, int]:
        """The number of findings beside each filter."""
        return self._counts[self.strict]

    def concerned(self) -> int:
        """The number of files that findings concern."""
        return len(self._concerned[self.strict])

    def lets_through(self, place: int, key: FilterKey, needle: str) -> bool:
        """Whether a filter shows a finding; ``needle`` is folded."""
        finding = self.all[place]
        if finding.effect is Effect.NICER and not self.strict:
            return False
        if key in FINDING_FILTERS and key.value != finding.effect.value:
            return False
        if key in KIND_FILTERS and key is not KIND_FILTER_OF[finding.library]:
            return False
        return not needle or needle in self._looked_for[place]

    # --- what shall be repaired -------------------------------------------------------------------------------------

    def chosen_count(self) -> int:
        """How many findings shall be repaired."""
        return self._chosen_counts[self.strict]

    def chosen(self) -> list[Finding]:
        """The findings that shall be repaired."""
        return [
            finding
            for finding, chosen in zip(self.all, self._chosen, strict=True)
            if chosen and (self.strict or finding.effect is not Effect.NICER)
        ]

    def is_chosen(self, place: int) -> bool:
        """Whether a finding shall be repaired."""
        return bool(self._chosen[place])

    def choose(self, places: Iterable[int], *, wanted: bool) -> None:
        """Say whether findings shall be repaired; those without a repair stay as they are."""
        for place in places:
            if self.all[place].repair is None or self.is_chosen(place) is wanted:
                continue
            if not wanted:
                self._leave(place)
                continue
            for other in {self._holders[key] for key in self._keys[place] if key in self._holders}:
                self._leave(other)
            self._take(place)

    def toggle(self, places: Sequence[int]) -> None:
        """Choose findings, or leave them if all that can be are chosen already."""
        free = [place for place in places if self.all[place].repair is not None]
        self.choose(free, wanted=not all(map(self.is_chosen, free)))

    def _take(self, place: int) -> None:
        self._chosen[place] = 1
        self._holders.update(dict.fromkeys(self._keys[place], place))
        for strict in self._counted_as(self.all[place]):
            self._chosen_counts[strict] += 1

    def _leave(self, place: int) -> None:
        self._chosen[place] = 0
        for key in self._keys[place]:
            self._holders.pop(key, None)
        for strict in self._counted_as(self.all[place]):
            self._chosen_counts[strict] -= 1


def _no_counts() -> dict[FilterKey, int]:
    return dict.fromkeys((FilterKey.ALL, *FINDING_FILTERS, *KIND_FILTERS), 0)


def _keys(finding: Finding) -> tuple[str, ...]:
    """The files a repair moves and the names it gives, as two repairs of one run must not share them."""
    moves = finding.repair.moves if finding.repair is not None else ()
    return tuple(key for file, path in moves for key in (f"<{file.path}", f">{fold(path)}"))
