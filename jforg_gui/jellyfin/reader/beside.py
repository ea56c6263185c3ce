"""What lies beside the media: subtitles, sound tracks, lyrics, images and metadata, and whose they are."""

from __future__ import annotations

from typing import Final

from jforg_gui.domain.media import Category, Library
from jforg_gui.domain.seen import Seen, Sight
from jforg_gui.jellyfin.reader import artwork, streams
from jforg_gui.jellyfin.reader.folder import SOUND, VIDEO_LIBRARIES, File, Findings, Folder

_NFO_OF_FOLDERS: Final = frozenset(("movie", "tvshow", "season", "album", "artist"))


def read_beside(folder: Folder, files: list[File], found: Findings) -> None:
    """Add to what was found of the media what lies beside it."""
    if len(found) == len(files):
        return  # nothing but media, as in most folders of music
    media = {file.stem.casefold(): file for file in files if file.name in found}
    mixed = any(found[file.name].mixed for file in media.values())
    for file in files:
        if file.name in found:
            continue
        extension = file.extension
        owner = _owner(file.stem, media)
        seen = None
        if (
            extension in streams.SUBTITLES
            or extension == streams.INDEX
            or (file.category in SOUND and folder.library in VIDEO_LIBRARIES)
        ):
            seen = _stream(file, owner, found)
        elif extension in streams.LYRICS and owner is not None:
            seen = Seen(kind=Sight.LYRICS, joined=owner.name) if owner.category in SOUND else None
        elif extension in artwork.EXTENSIONS:
            seen = _image(folder, file, media, mixed=mixed)
        elif extension in {"nfo", "opf", "xml"}:
            seen = _metadata(folder, file, media, mixed=mixed)
        if seen is not None:
            found[file.name] = seen


def _owner(stem: str, media: dict[str, File]) -> File | None:
    """Return the file whose whole stem the name begins with, up to a dot: the one with the longest."""
    key = stem.casefold()
    while key:
        owner = media.get(key)
        if owner is not None:
            return owner
        key = key.rpartition(".")[0]
    return None


def _stream(file: File, owner: File | None, found: Findings) -> Seen | None:
    if owner is None or owner.category is not Category.VIDEO or found[owner.name].kind is Sight.NOTHING:
        return None
    said = streams.read_stream(file.stem, owner.stem)
    kind = Sight.AUDIO if file.category in SOUND else Sight.SUBTITLE
    return Seen(kind=kind, title=said.title, language=said.language, flags=said.flags, joined=owner.name)


_OWN_IMAGE: Final = {
    Library.MOVIES: "movie",
    Library.SHOWS: "show",
    Library.MUSIC: "album",
    Library.BOOKS: "book",
    Library.COMICS: "book",
    Library.AUDIOBOOKS: "book",
}


def _image(folder: Folder, file: File, media: dict[str, File], *, mixed: bool) -> Seen | None:
    stem = file.stem.casefold()
    owner = media.get(stem) or media.get(stem.rpartition("-")[0])
    if folder.library is Library.SHOWS:
        if owner is not None and (role := artwork.role_of_episode(file.stem, owner.stem)):
            return Seen(kind=Sight.ARTWORK, role=role, joined=owner.name)
        if len(folder.parts) == 1 and artwork.SEASON.fullmatch(file.stem):
            return Seen(kind=Sight.ARTWORK, role="season")
    elif owner is not None and (role := artwork.role_beside(file.stem, owner.stem)):
        return Seen(kind=Sight.ARTWORK, role=role, joined=owner.name)
    role = None if mixed or not folder.parts else artwork.role_of(file.stem, _OWN_IMAGE[folder.library])
    return Seen(kind=Sight.ARTWORK, role=role) if role else None


def _metadata(folder: Folder, file: File, media: dict[str, File], *, mixed: bool) -> Seen | None:
    """An NFO of a file carries its name, one of a folder its kind; books have OPF and ComicInfo."""
    key, owner = file.stem.casefold(), media.get(file.stem.casefold())
    videos = folder.library in VIDEO_LIBRARIES
    if file.extension == "nfo":
        of_folder = key in _NFO_OF_FOLDERS and not (mixed and key == "movie")
        known = of_folder or (videos and owner is not None) or key == folder.name.casefold()
    else:
        words = {"content", "metadata"} if file.extension == "opf" else {"comicinfo"}
        known = not videos and (owner is not None or key in words)
    return Seen(kind=Sight.METADATA, joined=owner.name if owner else None) if known else None
