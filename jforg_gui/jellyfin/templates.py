"""Templates of names: text with fields in braces, of which what is unknown goes with all that only leads up to it.

``{title} ({year})`` is ``Pier (2010)``, and ``Pier`` where no year is known.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jforg_gui.domain.errors import TemplateError
from jforg_gui.jellyfin import legal, rules

Values = Mapping[str, str | None]

_FIELD: Final = re.compile(r"\{([^{}]*)\}")
_CLOSING: Final = re.compile(r"[)\]]*")
_LONGEST: Final = 200  # characters of a template


@dataclass(frozen=True, slots=True)
class Part:
    """A field with the text that goes when the field does: what leads up to it, and the brackets behind it."""

    before: str
    field: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """The template of one name: its parts, and the text at its end."""

    parts: tuple[Part, ...]
    end: str = ""

    def fill(self, values: Values, limit: int, cut: Sequence[str]) -> str:
        """Return the name with these values, at most ``limit`` bytes of UTF-8; '' if none is known.

        Values are pieces already (``legal.piece``). Where there is no room, those of the fields ``cut`` lose their
        ends, in that order; the caller makes a component of it.
        """
        name = self._joined(values)
        for field in cut:
            over = len(name.encode()) - limit if len(name) * 4 > limit else 0
            if over <= 0:
                break
            value = values.get(field) or ""
            values = {**values, field: legal.fit(value, max(len(value.encode()) - over, 0))}
            name = self._joined(values)
        return name

    def _joined(self, values: Values) -> str:
        name = ""
        for part in self.parts:
            value = values.get(part.field)
            if value:
                leads = name or part is self.parts[0]
                name += f"{part.before if leads else ''}{value}{part.after}"
        return f"{name}{self.end}" if name else ""

    def up_to(self, field: str) -> Name:
        """Return the template of what a name begins with, up to a field and what closes behind it."""
        fields = [part.field for part in self.parts]
        return Name(self.parts[: fields.index(field) + 1]) if field in fields else self


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it was typed, and its names: folders from the outside in, the last one the work's own."""

    text: str
    names: tuple[Name, ...]

    @property
    def name(self) -> Name:
        """The last name."""
        return self.names[-1]


def parse(text: str, fields: Sequence[str], needed: Sequence[str], *, folders: int = 0) -> Template:
    """Read a template of the given fields, some of them ``needed``, with at most so many ``folders`` above the name.

    Raises:
        TemplateError: it cannot be used; the message says why, and what to do.

    """
    text = text.strip()
    if not text:
        raise TemplateError("A name cannot be empty.")
    if len(text) > _LONGEST:
        raise TemplateError(f"A template cannot be longer than {_LONGEST} characters.")
    names = tuple(_name(one, fields) for one in text.split("/"))
    if len(names) > folders + 1:
        raise TemplateError("There is a “/” too many: Jellyfin wants no folder more.")
    for field in needed:
        if all(part.field != field for part in names[-1].parts):
            raise TemplateError(f"The field “{field}” is missing: Jellyfin needs it to tell what it is.")
    return Template(text, names)


def _name(text: str, fields: Sequence[str]) -> Name:
    parts: list[Part] = []
    before, position, depth = "", 0, 0
    for match in _FIELD.finditer(text):
        before += _literal(text[position : match.start()])
        _check_field(match[1], fields)
        position = match.end()
        depth += sum(before.count(bracket) for bracket in "([") - sum(before.count(bracket) for bracket in ")]")
        closing = _CLOSING.match(text, position)
        after = closing[0][: max(depth, 0)] if closing is not None else ""
        depth -= len(after)
        position += len(after)
        parts.append(Part(before, match[1], after))
        before = ""
    end = _literal(text[position:])
    if not parts:
        raise TemplateError("A name without a field would be the same for everything.")
    if parts[0].before.startswith("."):
        raise TemplateError("A name cannot begin with a dot: Jellyfin passes over such files.")
    return Name(tuple(parts), end)


def _literal(text: str) -> str:
    """Return text between fields if it may stand in a name."""
    for character in text:
        if character in "{}":
            raise TemplateError(f"The “{character}” stands alone: a field is written like “{{title}}”.")
        if character in rules.RESERVED_CHARACTERS or not character.isprintable():
            raise TemplateError(f"“{character}” cannot stand in a name: not every disk takes it.")
    return text


def _check_field(name: str, fields: Sequence[str]) -> None:
    if name in fields:
        return
    near = difflib.get_close_matches(name.casefold(), fields, n=1, cutoff=0.5)
    if near:
        raise TemplateError(f"There is no field “{name}”. Did you mean {near[0]}?")
    raise TemplateError(f"There is no field “{name}”. There are: {', '.join(fields)}.")
