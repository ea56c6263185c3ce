"""How a person wants names to be made: the recommended way, two others, or templates of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from jforg_gui.domain.errors import TemplateError
from jforg_gui.domain.match import Guess
from jforg_gui.domain.naming import FORMS, Colon, Style, Subject
from jforg_gui.jellyfin.templates import Name, Template, parse

_LABEL_MARK: Final = " - "


_COLONS: Final = {Colon.DASH: "-", Colon.NOTHING: "", Colon.LOOKALIKE: "\ua789"}
# What a title is written in; a look-alike keeps the blank behind it.
_SPELLED: Final = ("title", "series", "artist", "album_artist", "album", "author", "edition")


@dataclass(frozen=True, slots=True)
class Naming:
    """The templates in use, and what else names are made of.

    ``ids``: the database's id stands in the folder of a film or show; ``by_stem``: a film's metadata has the film's
    name instead of ``movie.nfo``; ``colon``: what stands for a colon. ``label`` is the part of the version's template
    that follows the film's name.
    """

    templates: Mapping[Subject, Template]
    label: Name
    ids: bool = True
    by_stem: bool = False
    colon: Colon = Colon.SPACED

    def name(self, subject: Subject) -> Name:
        """The template of a subject's own name."""
        return self.templates[subject].name

    def spelled(self, guess: Guess) -> Guess:
        """Return the guess with its colons as they shall be written; what no disk takes is seen to elsewhere."""
        if self.colon is Colon.SPACED:
            return guess
        stands = _COLONS[self.colon]
        changed = {
            field: text.replace(":", stands)
            for field in _SPELLED
            if (text := getattr(guess, field)) is not None and ":" in text
        }
        return replace(guess, **changed) if changed else guess


def template(subject: Subject, text: str) -> Template:
    """Read one template. Raises TemplateError."""
    form = FORMS[subject]
    return parse(text, form.fields, form.needed, folders=form.folders)


@lru_cache(maxsize=32)
def naming(  # one call for each set of settings
    style: Style, own: tuple[tuple[Subject, str], ...] = (), *, ids: bool = True, colon: Colon = Colon.SPACED
) -> Naming:
    """Return the naming of a style; ``own`` templates and ``ids`` count only for the style ``own``.

    Raises:
        TemplateError: one of the own templates cannot be used.

    """
    texts = {subject: form.recommended for subject, form in FORMS.items()}
    if style is Style.OWN:
        texts.update(own)
    else:
        ids = style is Style.JELLYFIN
    templates = {subject: template(subject, text) for subject, text in texts.items()}
    if (Subject.VERSION, texts[Subject.VERSION]) not in own:
        # Whoever changes the film's name changes that of its versions.
        text = f"{templates[Subject.FILM].text}{_LABEL_MARK}{{version}}"
        templates[Subject.VERSION] = template(Subject.VERSION, text)
    label = label_of(templates[Subject.FILM], templates[Subject.VERSION])
    return Naming(MappingProxyType(templates), label, ids, style is Style.KODI, colon)


def label_of(film: Template, version: Template) -> Name:
    """Return the template of a version's label: what follows the film's name and a spaced dash.

    Raises:
        TemplateError: the version does not begin so, and Jellyfin would not take it for one (jellyfin.org, "Multiple
            versions").

    """
    begins = f"{film.text}{_LABEL_MARK}"
    if not version.text.startswith(begins):
        raise TemplateError(f"A version begins like its film, with a dash behind it: “{begins}{{version}}”.")
    return parse(version.text.removeprefix(begins), ("version",), ("version",)).name


RECOMMENDED: Final = naming(Style.JELLYFIN)
