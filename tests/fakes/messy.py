"""A messy folder of any size and seed: films, shows, anime, albums, books and junk, named as people name them."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

_FIRST = "Amber Brass Cobalt Drifting Eastern Fallow Granite Hazel Ivory Juniper".split()  # noqa: SIM905 — short
_SECOND = "Anchor Bridge Candle Dune Ember Ferry Gull Harvest Island Jetty".split()  # noqa: SIM905 — short
_TAGS = ("1080p.BluRay.x264-GRP", "720p.WEB-DL.AAC2.0.H.264-TEAM", "2160p.UHD.BluRay.x265-XYZ", "DVDRip.XviD-OLD")


def write_messy(root: str, files: int, seed: int) -> None:
    """Write about ``files`` small files below ``root``, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 — a test tree, no secret
    written = 0
    while written < files:
        maker = chance.choice((_film, _film, _season, _anime, _album, _book, _junk))
        for relative in maker(chance):
            path = os.path.join(root, *relative.split("/"))
            if os.path.lexists(path):
                continue
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "xb") as file:
                file.write(b"%d %d " % (seed, written) + os.fsencode(relative))
            os.chmod(path, chance.choice((0o644, 0o600, 0o444)))
            os.utime(path, ns=(10**18, 10**18 + chance.randrange(10**15)))
            written += 1
    os.makedirs(os.path.join(root, "leer", "auch leer"))


def _title(chance: random.Random) -> str:
    number = f" {chance.randint(2, 4)}" if chance.random() < 0.1 else ""
    return f"{chance.choice(_FIRST)} {chance.choice(_SECOND)}{number}"


def _film(chance: random.Random) -> Iterator[str]:
    title, year = _title(chance), chance.randint(1960, 2024)
    release = f"{title.replace(' ', '.')}.{year}.{chance.choice(_TAGS)}"
    folder = chance.choice((f"downloads/{release}", "downloads", f"usb/{title} ({year})", "in 0/sub"))
    stem = chance.choice((release, f"{title} ({year})", f"[{year}] {title}", release.lower().replace(".", "_")))
    yield f"{folder}/{stem}.{chance.choice(('mkv', 'mp4', 'avi'))}"
    if chance.random() < 0.4:
        yield f"{folder}/{stem}.en.srt"
    if chance.random() < 0.2:
        yield f"{folder}/Subs/2_English.srt"
    if chance.random() < 0.2:
        yield f"{folder}/sample/{stem}-sample.mkv"
    if chance.random() < 0.2:
        yield f"{folder}/RARBG.txt"


def _season(chance: random.Random) -> Iterator[str]:
    title, season = _title(chance), chance.randint(1, 4)
    style = chance.randrange(3)
    for episode in range(1, chance.randint(3, 8)):
        number = f"S{season:02d}E{episode:02d}"
        yield (
            f"downloads/{title.replace(' ', '.')}.{number}.{_TAGS[0]}.mkv",
            f"shows/{title}/Season {season}/Episode {episode:02d}.mkv",
            f"shows/{title}/{title} - {season}x{episode:02d} - {_title(chance)}.avi",
        )[style]


def _anime(chance: random.Random) -> Iterator[str]:
    title = _title(chance)
    for episode in range(1, chance.randint(3, 6)):
        yield f"anime/[Group] {title} - {episode:02d} [1080p].mkv"


def _album(chance: random.Random) -> Iterator[str]:
    artist, album, year = _title(chance), _title(chance), chance.randint(1970, 2024)
    for track in range(1, chance.randint(3, 9)):
        yield f"music/{artist} - {album} ({year})/{track:02d} - {_title(chance)}.mp3"
    yield f"music/{artist} - {album} ({year})/cover.jpg"


def _book(chance: random.Random) -> Iterator[str]:
    yield f"books/{_title(chance)} - {_title(chance)}.{chance.choice(('epub', 'pdf', 'cbz', 'mobi'))}"


def _junk(chance: random.Random) -> Iterator[str]:
    yield f"downloads/{chance.choice(('Thumbs.db', 'readme.txt', 'a.url', '.hidden', 'x.part', 'y.rar', 'z.xyz'))}"
