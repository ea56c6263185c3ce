"""Music: ``AlbumArtist/Album (Year)/01 - Title.ext`` (jellyfin.org, "Music")."""

from __future__ import annotations

from jforg_gui.domain.errors import Problem, ProblemCode
from jforg_gui.domain.match import Guess, Source
from jforg_gui.domain.media import Library
from jforg_gui.domain.naming import Subject
from jforg_gui.jellyfin import legal, rules
from jforg_gui.jellyfin.naming import RECOMMENDED, Naming
from jforg_gui.jellyfin.place import Company, Place, folder, is_cut, titled


def artist_name(guess: Guess) -> str | None:
    """Return the name of the album's artist, or of the compilations; None for those nobody knows."""
    name = guess.album_artist
    if name is None:
        # A guest on one track is no other artist of the album: Jellyfin reads an album from its folder.
        name = rules.VARIOUS_ARTISTS if guess.compilation else rules.GUEST.sub("", guess.artist or "") or None
    if name is not None and name.casefold().strip() in rules.VARIOUS_ARTISTS_SPELLINGS:
        return rules.VARIOUS_ARTISTS
    return name


def artist_folder(guess: Guess) -> str:
    """Return the folder of the album's artist, of the compilations, or of those nobody knows."""
    name = artist_name(guess)
    return (folder(name, legal.HOME_BYTES) if name else None) or rules.UNKNOWN_ARTIST


def is_compilation(guess: Guess) -> bool:
    """Tell whether the tracks of the album have an artist each."""
    return artist_folder(guess) == rules.VARIOUS_ARTISTS


def album_folder(guess: Guess, naming: Naming = RECOMMENDED) -> str | None:
    """Return the album's folder; None for a track that belongs to none.

    An album called ``Vol. 3`` would be taken for a disc of its artist: the year goes first then, or the artist.
    """
    name = legal.piece(guess.album) if guess.album else None
    if name is None:
        return None
    artist = artist_folder(guess)
    values = {"album": name, "artist": artist, "year": str(guess.year) if guess.year else None}
    text = naming.name(Subject.ALBUM).fill(values, legal.HOME_BYTES, ("album", "artist"))
    if is_disc_like(text):
        return titled(f"{guess.year or artist} - {name}", "", legal.HOME_BYTES)
    return folder(text, below_root=True)


def is_disc_like(name: str) -> bool:
    """Tell whether Jellyfin takes an album folder of this name for one disc of its parent."""
    return rules.DISC_LIKE.match(rules.DISC_LIKE_BLANKS.sub(" ", name).strip()) is not None


def _number(guess: Guess, company: Company) -> tuple[str | None, str | None]:
    """Return ``2-``, where the album has several discs, and the track's two digits."""
    if guess.track is None:
        return None, None
    # A name or folder says a disc only where there are several; tags often say "1" of an album that has just one.
    said = guess.source is not Source.TAGS and guess.discs is None
    several = said or company.discs or guess.multidisc or (guess.discs or 1) > 1 or (guess.disc or 1) > 1
    return f"{guess.disc}-" if guess.disc and several else None, f"{guess.track:02d}"


def place(guess: Guess, extension: str, company: Company, naming: Naming = RECOMMENDED) -> Place | Problem:
    """Lay out one track."""
    title = guess.title
    if title is None and guess.track is not None:
        title = f"Track {guess.track:02d}"
    text = legal.piece(title) if title else None
    if text is None:
        return Problem(ProblemCode.NO_TITLE)
    artist = artist_folder(guess)
    album = album_folder(guess, naming)
    single = album is None and artist != rules.UNKNOWN_ARTIST
    album = rules.SINGLES if single else album or rules.UNKNOWN_ALBUM
    disc, track = (None, None) if single else _number(guess, company)
    by = legal.piece(guess.artist) if guess.artist and is_compilation(guess) and guess.artist != artist else None
    by = legal.fit(by, legal.STEM_BYTES // 3) if by else None
    values = {"disc": disc, "track": track, "artist": by, "title": text}
    base = legal.component(naming.name(Subject.TRACK).fill(values, legal.STEM_BYTES, ("title",)))
    if base is None:
        return Problem(ProblemCode.NO_TITLE)
    # An audio file called just "theme" is never a track (CoreResolutionIgnoreRule.cs).
    base = "Theme" if base == "theme" else base
    return Place(
        Library.MUSIC,
        (artist, album),
        base=base,
        extension=extension,
        home=2,
        shortened=is_cut(text, base) or is_cut(guess.album, album) or is_cut(guess.album_artist, artist),
    )
