"""Where a file belongs: a library, folders below it, and a name in pieces that can still be numbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jforg_gui.domain.media import Library
from jforg_gui.jellyfin import legal, rules
from jforg_gui.jellyfin.templates import Name, Values


@dataclass(frozen=True, slots=True)
class Company:
    """What the files beside it change about one file's name.

    ``versions``: there are several versions of the film, so each says what it is; ``alike``: of one edition even, so
    each says its resolution too. ``stacked``: another part with the same word exists. ``discs``: the album has more
    than one. ``files``: in how many files the audiobook comes; ``running``: this file's place among them, counted
    over all discs.
    """

    versions: bool = False
    alike: bool = False
    stacked: bool = False
    discs: bool = False
    files: int = 1
    running: int | None = None


ALONE = Company()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file belongs, below the folder of its library. Every folder is a legal component.

    ``home`` counts the folders that make up the work's own one (film, show, album, book); ``label`` is a film's
    version, ``tail`` what has to stay at the very end of the stem (a part, an extra's suffix).
    ``shortened`` says that a name lost text to fit a disk, ``fixed`` that the names below the home are a disc's own.
    """

    library: Library
    folders: tuple[str, ...]
    base: str
    extension: str
    home: int
    label: str | None = None
    tail: str = ""
    shortened: bool = False
    fixed: bool = False

    @property
    def stem(self) -> str:
        """The file's name without its extension."""
        label = f" - {self.label}" if self.label else ""
        return f"{self.base}{label}{self.tail}"

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.stem}.{self.extension}" if self.extension else self.stem

    @property
    def parts(self) -> tuple[str, ...]:
        """Every component below the library's folder, the file's name last."""
        return (*self.folders, self.name)

    def numbered(self, number: int) -> Place:
        """Return the place beside this one: a film becomes another version, anything else gets `` (2)``.

        Source: jellyfin.org, "Multiple versions": a version is told by `` - label`` after the folder's name; a disc
        cannot be one, so it gets a folder of its own.
        """
        if self.fixed:
            return replace(self, folders=(f"{self.folders[0]} ({number})", *self.folders[1:]))
        if self.library is Library.MOVIES and len(self.folders) == self.home:
            return replace(self, label=f"{self.label} {number}" if self.label else str(number))
        return replace(self, base=f"{self.base} ({number})")


def folder(text: str, limit: int = legal.MAX_BYTES, *, below_root: bool = False) -> str | None:
    """Return a folder's name that Jellyfin does not skip; None if nothing to read is left.

    A folder called ``Metadata`` or ``Subs`` is ignored, one called ``Extras`` below the library root holds extras:
    an underscore at the end makes it an ordinary one.
    """
    name = legal.component(text, limit)
    return f"{name}_" if name is not None and is_special(name, below_root=below_root) else name


def is_special(name: str, *, below_root: bool = False) -> bool:
    """Tell whether Jellyfin passes over a folder of this name, or takes it for something else than a work."""
    key = name.casefold()
    return (
        key in rules.IGNORED_FOLDERS
        or key in rules.DISC_FOLDERS
        or (below_root and key in rules.EXTRAS_FOLDERS)
        or key.endswith(rules.IGNORED_FOLDER_ENDINGS)
    )


def id_tag(ids: Sequence[tuple[str, str]], order: Sequence[str]) -> str:
    """Return `` [tmdbid-603]`` for the first id in ``order`` that has the right form; '' without one.

    Source: jellyfin.org, "Metadata provider identifiers": square brackets and the key with ``id`` work in 10.11 too.
    """
    for provider in order:
        for key, value in ids:
            if key == provider and rules.ID_FORMS[provider].fullmatch(value):
                return f" [{provider}id-{value}]"
    return ""


def titled(title: str, tail: str, limit: int) -> str | None:
    """Join a title to what must stay whole behind it, within ``limit`` bytes; None if nothing to read is left."""
    head = legal.piece(title)
    if head is None:
        return None
    return folder(legal.fit(head.lstrip(" ."), limit - len(tail.encode())) + tail, limit)


def named(name: Name, values: Values, limit: int, cut: Sequence[str], tail: str = "") -> str | None:
    """Fill the template of a folder's name, with ``tail`` whole behind it; None if nothing to read is left."""
    text = name.fill(values, limit - len(tail.encode()), cut)
    return folder(f"{text}{tail}", limit) if text else None


def is_cut(text: str | None, name: str) -> bool:
    """Tell whether ``name`` had to lose the end of ``text``. Only texts beyond a disk's limits can be."""
    if text is None or len(text) * 4 < legal.HOME_BYTES:
        return False
    clean = legal.piece(text)
    return clean is not None and clean.strip(" .") not in name
