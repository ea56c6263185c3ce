"""Rows of every kind with invented, awkward names; and a judge that is told nothing by the code it judges."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from jforg_gui.domain.item import Companion, Item
from jforg_gui.domain.match import Guess, PartWord
from jforg_gui.domain.media import ExtraType, Identity, Kind, MediaFile, Role
from jforg_gui.domain.plan import CompanionMove, Row, Status
from jforg_gui.domain.seen import Seen, Sight

_WORDS: Final = (
    *("Kites", "Harbour", "Tide", "Lantern", "Glass", "Iron", "Voyager", "Salt", "Ferry", "Night", "The", "of", "A"),
    *("100", "24", "2049", "1917", "9-1-1", "S.H.I.P.", "Mr. Pell", "Part", "Vol. 3", "Disc", "Season", "Unrated"),
    *("Limited", "Cam", "sample", "Trailer", "Tab", "Ω", "東京", "Œuvre", "AC/DC", "Who?", "[REC]", ".hack", "#9"),
    *("E2", "x264", "Act 1", "Metadata", "Clips", "über", "l'eau", "…", "Q&A", "Part 2", "2", "-", "4K", "Sub"),
)
_PLAIN: Final = 13  # the first of them are ordinary words
_LANGUAGES: Final = ("en", "de", "fr", "ja", "pt-BR", "es", None)
_EXTRAS: Final = tuple(ExtraType)
_EDITIONS: Final = ("Director's Cut", "Extended Edition", "Uncut", "Final Cut")


class _Maker:
    """Makes rows from one seed; each has a path of its own."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 — the same for one seed is what is wanted
        self.files = 0

    def file(self, extension: str) -> MediaFile:
        self.files += 1
        folder = self.files // 40
        return MediaFile(f"/in/{folder}/{self.files}.{extension}", 1000 + self.files, 0, Identity(1, self.files))

    def title(self) -> str:
        words = _WORDS if self.random.random() < 0.4 else _WORDS[:_PLAIN]
        return " ".join(self.random.choice(words) for _ in range(self.random.randint(1, 3)))

    def name(self) -> str:
        """A title that hardly another row has, as a library's shows and artists have."""
        return f"{self.title()} {self.random.choice(_WORDS[:_PLAIN])}{self.files}"

    def year(self) -> int | None:
        return None if self.one_in(9) else self.random.randint(1950, 2024)

    def ids(self) -> tuple[tuple[str, str], ...]:
        number = str(self.random.randint(1, 900_000))
        return self.random.choice(((), (), (("tmdb", number),), (("imdb", f"tt{int(number):07d}"),)))

    def one_in(self, many: int) -> bool:
        return self.random.randrange(many) == 0

    def companions(self, *roles: Role) -> tuple[Companion, ...]:
        found: list[Companion] = []
        spoken: set[tuple[str | None, bool]] = set()
        for role in roles:
            language, forced = self.random.choice(_LANGUAGES), self.one_in(5)
            if (language, forced) in spoken:
                continue
            spoken.add((language, forced))
            if role is Role.SUBTITLE:
                flags = ("forced",) if forced else ("sdh",) if self.one_in(6) else ()
                found.append(
                    Companion(file=self.file("srt"), role=role, language=language, flags=flags if language else ())
                )
            elif role is Role.AUDIO:
                found.append(Companion(file=self.file("mka"), role=role, language=language, label="Commentary"))
            elif role is Role.LYRICS:
                found.append(Companion(file=self.file("lrc"), role=role))
            else:
                found.append(Companion(file=self.file("jpg"), role=role, label="poster", bound=False))
        return tuple(found)

    # --- kinds --------------------------------------------------------------------------------------------------------

    def films(self) -> Iterator[Item]:
        title, year, ids = self.name(), self.year(), self.ids()
        owner = Guess(kind=Kind.MOVIE, title=title, year=year, ids=ids)
        shape = self.random.choice(("one", "one", "one", "versions", "parts", "edition", "3d"))
        roles = [Role.SUBTITLE] * self.random.randint(0, 3) + ([Role.AUDIO] if self.one_in(6) else [])
        if shape == "versions":
            for resolution in ("1080p", "2160p"):
                guess = Guess(kind=Kind.MOVIE, title=title, year=year, ids=ids, resolution=resolution)
                yield Item(file=self.file("mkv"), guess=guess, companions=self.companions(*roles))
        elif shape == "parts":
            for part in (1, 2):
                guess = Guess(kind=Kind.MOVIE, title=title, year=year, ids=ids, part=part, part_word=PartWord.CD)
                yield Item(file=self.file("avi"), guess=guess)
        else:
            edition = self.random.choice(_EDITIONS) if shape == "edition" else None
            stereo = "hsbs" if shape == "3d" else None
            guess = Guess(kind=Kind.MOVIE, title=title, year=year, ids=ids, edition=edition, stereo=stereo)
            poster = [Role.ARTWORK] if self.one_in(3) else []
            yield Item(file=self.file("mkv"), guess=guess, companions=self.companions(*roles, *poster))
        if self.one_in(4):
            extra = self.random.choice(_EXTRAS)
            file = self.file("mp3" if extra is ExtraType.THEME_SONG else "mkv")
            yield Item(file=file, guess=Guess(kind=Kind.EXTRA, title=self.title(), extra=extra), owner=owner)

    def show(self) -> Iterator[Item]:
        series, year, daily = self.name(), self.year(), self.one_in(8)
        absolute = not daily and self.one_in(6)
        day, number = date(2019, 1, 1), self.random.choice((1, 1, 1, 99, 998)) if absolute else 1
        for season in (1,) if absolute else (0, 1, 2):
            for _ in range(self.random.randint(3, 9)):
                title = self.random.choice((None, self.title()))
                if daily and season:
                    day += timedelta(days=self.random.randint(1, 9))
                    guess = Guess(kind=Kind.EPISODE, series=series, year=year, date=day, title=title)
                else:
                    span = tuple(range(number, number + (2 if self.one_in(9) else 1)))
                    number = span[-1] + 1
                    guess = Guess(
                        kind=Kind.EPISODE, series=series, year=year, season=season, episodes=span, title=title
                    )
                roles = [Role.SUBTITLE] * self.random.randint(0, 2)
                yield Item(file=self.file("mkv"), guess=guess, companions=self.companions(*roles))
            number = number if absolute else 1

    def albums(self) -> Iterator[Item]:
        artist, compilation = self.name(), self.one_in(8)
        for _ in range(self.random.randint(1, 3)):
            album, year, discs = self.name(), self.year(), self.random.choice((None, None, 1, 2))
            for disc in range(1, (discs or 1) + 1):
                for track in range(1, self.random.randint(3, 9)):
                    guess = Guess(
                        kind=Kind.TRACK,
                        artist=self.title() if compilation else artist,
                        album_artist=None if compilation else artist,
                        compilation=compilation,
                        album=album,
                        year=year,
                        disc=disc if discs else None,
                        discs=discs,
                        track=track,
                        title=self.title(),
                    )
                    lyrics = self.companions(Role.LYRICS) if self.one_in(8) else ()
                    yield Item(file=self.file("flac"), guess=guess, companions=lyrics)

    def books(self) -> Iterator[Item]:
        author, series = self.name(), self.random.choice((None, self.name()))
        for number in range(1, self.random.randint(2, 5)):
            place = str(number) if series else None
            guess = Guess(
                kind=Kind.BOOK, author=author, title=self.name(), series=series, number=place, year=self.year()
            )
            yield Item(file=self.file("epub"), guess=guess)

    def comics(self) -> Iterator[Item]:
        series, year = self.name(), self.year()
        for number in range(1, self.random.randint(2, 7)):
            yield Item(
                file=self.file("cbz"), guess=Guess(kind=Kind.COMIC, series=series, number=str(number), year=year)
            )

    def audiobooks(self) -> Iterator[Item]:
        author, title, year = self.name(), self.name(), self.year()
        parts = self.random.choice((None, None, 3))
        for part in range(1, (parts or 1) + 1):
            guess = Guess(kind=Kind.AUDIOBOOK, author=author, title=title, year=year, part=part if parts else None)
            yield Item(file=self.file("mp3" if parts else "m4b"), guess=guess)


def rows_of_every_kind(files: int, seed: int = 1) -> list[Item]:
    """Return rows with so many files or a few more, companions among them; the same for one seed."""
    maker = _Maker(seed)
    kinds = (maker.films, maker.films, maker.show, maker.albums, maker.books, maker.comics, maker.audiobooks)
    items: list[Item] = []
    while maker.files < files:
        for make in kinds:
            items.extend(make())
    return items


# --- the judge --------------------------------------------------------------------------------------------------------


def _letters(text: str | None) -> str:
    """What of a title can be told apart on a disk: letters and digits."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text or "").casefold() if letter.isalnum())


def _names(text: str | None, *shown: str | None) -> bool:
    wanted = _letters(text)
    return not wanted or any(wanted == _letters(one) for one in shown)


def silent_difference(row: Row) -> str:
    """Tell in what way Jellyfin would show a row otherwise than meant although nothing is said of it; '' if not."""
    reasons = {problem.code.value for problem in row.reasons}
    if row.status is not Status.READY or any(code.startswith("seen-") for code in reasons):
        return ""
    if row.destination is None or row.sees is None:
        return "nobody has looked"
    if "name-shortened" in reasons:
        return ""
    wrong = _JUDGES[row.item.kind](row.item, row.sees.media, row.destination.split("/"))
    if not wrong:
        wrong = next((said for move in row.companions if (said := _companion(move, row.sees.companions))), "")
    return wrong


def _film(item: Item, seen: Seen, parts: list[str]) -> str:
    guess = item.guess
    if seen.kind is not Sight.MOVIE or seen.mixed:
        return "no film of its own"
    if seen.ids != guess.ids:
        return f"ids {seen.ids}"
    if not guess.ids and not (_names(guess.title, seen.title) and seen.year == guess.year):
        return f"film {seen.title} ({seen.year})"
    if seen.part != guess.part:
        return f"part {seen.part}"
    label = parts[-1].rpartition(".")[0][len(parts[-2]) :].removeprefix(" - ")
    if (guess.resolution or guess.edition or guess.stereo) and (seen.version or "") != label:
        return f"version {seen.version}"
    return "" if bool(seen.stereo) >= bool(guess.stereo) else "no 3D"


def _episode(item: Item, seen: Seen, parts: list[str]) -> str:
    guess = item.guess
    if seen.kind is not Sight.EPISODE:
        return f"no episode: {seen.kind}"
    if guess.date is not None:
        return "" if seen.date == guess.date else f"date {seen.date}"
    if seen.season != guess.season or seen.episodes != (guess.episodes[0], guess.episodes[-1]):
        return f"season {seen.season} episodes {seen.episodes}"
    alike = (_letters(seen.series), _letters(seen.series).removesuffix("tv"), _letters(parts[3]))
    return "" if _names(guess.series, seen.series, *alike) or _letters(seen.series) in alike[2] else f"{seen.series}"


def _track(item: Item, seen: Seen, parts: list[str]) -> str:
    if seen.kind is not Sight.TRACK or seen.album is None:
        return "no album"
    artist = "Various Artists" if item.guess.compilation else item.guess.artist
    if not _names(artist, seen.artist):
        return f"artist {seen.artist}"
    return (
        "" if seen.album == parts[4] and _letters(item.guess.album) in _letters(seen.album) else f"album {seen.album}"
    )


def _book(item: Item, seen: Seen, _parts: list[str]) -> str:
    guess = item.guess
    if seen.kind is not Sight.BOOK:
        return f"no book: {seen.kind}"
    if guess.number is not None and seen.number != guess.number:
        return f"number {seen.number}"
    title = guess.title if guess.kind is Kind.BOOK else guess.series
    return "" if _names(title, seen.title, seen.series) else f"book {seen.title} of {seen.series}"


def _audiobook(item: Item, seen: Seen, _parts: list[str]) -> str:
    alone = seen.kind is Sight.AUDIOBOOK and not seen.mixed
    return "" if alone and _names(item.guess.title, seen.title) else f"audiobook {seen.title}"


def _extra(_item: Item, seen: Seen, _parts: list[str]) -> str:
    return "" if seen.kind is Sight.EXTRA else f"no extra: {seen.kind}"


_JUDGES: Final = {
    Kind.MOVIE: _film,
    Kind.EPISODE: _episode,
    Kind.TRACK: _track,
    Kind.BOOK: _book,
    Kind.COMIC: _book,
    Kind.AUDIOBOOK: _audiobook,
    Kind.EXTRA: _extra,
}
_STREAMS: Final = {Role.SUBTITLE: Sight.SUBTITLE, Role.AUDIO: Sight.AUDIO, Role.LYRICS: Sight.LYRICS}


def _companion(move: CompanionMove, seen: tuple[Seen, ...]) -> str:
    one, wanted = move.companion, _STREAMS.get(move.companion.role)
    if move.status is not Status.READY or wanted is None:
        return ""
    alike = [other for other in seen if other.kind is wanted]
    found = any((other.language, set(other.flags)) == (one.language, set(one.flags)) for other in alike)
    return "" if found else f"{one.role} {one.language} {one.flags} as {[(o.language, o.flags) for o in alike]}"
