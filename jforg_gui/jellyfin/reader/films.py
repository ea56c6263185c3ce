"""How Jellyfin reads a folder of films: one film with its versions or parts, or several films side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from jforg_gui.domain.seen import Seen, Server, Sight
from jforg_gui.jellyfin.reader import servers, titles
from jforg_gui.jellyfin.reader.stacks import stacks

_GROUP: Final = re.compile(r"\[[^\]]*\]")
_RESOLUTION: Final = re.compile(r"\d{3,}[pi]", re.IGNORECASE)
_LABEL_ENDS: Final = " -_."


def label_of(folder: str, stem: str, server: Server) -> str | None:
    """Return a version's label in a film's own folder: '' for the folder's name itself, None for what is no version.

    Source: Emby.Naming/Video/VideoListResolver.cs; jellyfin.org, "Multiple versions".
    """
    if stem[: len(folder)].casefold() != folder.casefold():
        return None
    rest = stem[len(folder) :].strip()
    if not rest or rest[0] == "-" or _GROUP.match(rest) or (server is Server.V12 and rest[0] in "_."):
        return rest.strip(_LABEL_ENDS)
    # What a release calls itself is cut off before the rest is looked at.
    return "" if len(rest) > 1 and not titles.cleaned(f"x {rest}", server)[1:].strip() else None


def read_films(folder: str, stems: Sequence[str], *, own: bool, server: Server) -> list[Seen]:
    """Return what each video of a folder is; ``own`` is False where the folder holds other folders, or is the root.

    The stems are those of videos alone, without extras and what is ignored.
    """
    parts = stacks(stems)
    heads = [index for index in range(len(stems)) if parts.get(index, (index, 1))[0] == index]
    labels = {index: label_of(folder, stems[index], server) for index in heads}
    together = len(folder) > 1 and None not in labels.values() and _same_year([stems[index] for index in heads])
    first = _primary(heads, labels, stems, folder) if together and heads else None
    alone = own and (together or len(heads) == 1)
    result = []
    for index, stem in enumerate(stems):
        head, place = parts.get(index, (index, 0))
        one_with = head if place and head != index else first
        title, year = titles.looked_up(folder if alone else stem, server)
        result.append(
            Seen(
                kind=Sight.MOVIE,
                title=title,
                year=year,
                ids=_ids(folder, stem, server),
                version=labels[head] if together and not place else None,
                part=place or None,
                stereo=titles.stereo_in(stem) is not None or titles.stereo_in(folder) is not None,
                joined=stems[one_with] if one_with is not None and one_with != index else None,
                mixed=not alone,
            )
        )
    return result


def _ids(folder: str, stem: str, server: Server) -> tuple[tuple[str, str], ...]:
    """The folder's ids count before the file's."""
    keys = servers.OF[server].movie_ids
    of_folder = titles.ids_in(folder, keys, server)
    if stem.startswith(folder) and of_folder:
        return of_folder
    return tuple(sorted((dict(titles.ids_in(stem, keys, server)) | dict(of_folder)).items()))


def _same_year(stems: Sequence[str]) -> bool:
    return len(stems) < 2 or len({titles.year_in(stem)[1] for stem in stems}) == 1  # noqa: PLR2004 — one or more


def _primary(heads: Sequence[int], labels: dict[int, str | None], stems: Sequence[str], folder: str) -> int:
    """Return the version that stands for all: the one called like the folder, else the highest resolution."""
    for index in heads:
        if stems[index] == folder:
            return index
    return min(heads, key=lambda index: (-_height(labels[index] or ""), stems[index].casefold()))


def _height(label: str) -> int:
    match = _RESOLUTION.search(label)
    return int(match[0][:-1][:6]) if match else 0
