"""One change of many rows: what is given is set on each, as far as it makes sense there."""

from __future__ import annotations

from dataclasses import dataclass

from jforg_gui.domain.item import Item
from jforg_gui.domain.media import Kind
from jforg_gui.workflow.editing import Field, edit
from jforg_gui.workflow.numbering import shift


@dataclass(frozen=True, slots=True)
class Bulk:
    """What shall be set; an empty text leaves a field as it is. ``shift`` is added to every number."""

    kind: str = ""
    title: str = ""
    year: str = ""
    season: str = ""
    shift: int = 0

    def __bool__(self) -> bool:
        """Whether it changes anything."""
        return bool(self.kind or self.title or self.year or self.season or self.shift)


def title_field(item: Item) -> Field:
    """Which title stands for a row: an episode is placed by its show's, a track by its album's where it has its own."""
    if item.kind is Kind.EPISODE:
        return Field.SERIES
    if item.kind is Kind.TRACK and item.guess.title:
        return Field.ALBUM
    return Field.TITLE


def edit_in_bulk(item: Item, change: Bulk) -> Item:
    """Return the row with all of a change in it, the kind first, since it says what the others mean.

    Raises:
        NotReadableError: one of the texts cannot be what it is given for.

    """
    if change.kind:
        item = edit(item, Field.KIND, change.kind)
    if change.title.strip():
        item = edit(item, title_field(item), change.title)
    if change.year.strip():
        item = edit(item, Field.YEAR, change.year)
    if change.season.strip():
        item = edit(item, Field.SEASON, change.season)
    return shift(item, change.shift) if change.shift else item
