"""A corpus of names as people and groups give them: hand-written titles, put through a grammar of many habits."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Final

SIZE: Final = 2_400

_FILMS: Final = (
    ("The Velvet Orchard", 2011), ("Golden Pier", 1998), ("Lantern Harbour", 2019), ("A Keeper of Tides", 1974),
    ("Nine Winters", 2003), ("Salt", 2016), ("The Quiet Cartographer", 2021), ("Midnight at the Lido", 1957),
    ("Ash & Ember", 2014), ("Der lange Steg", 1989), ("La casa del faro", 2006), ("L'été des cerises", 2001),
    ("2046 Days", 2009), ("Orchard 2049", 2017), ("1917 Letters", 2018), ("Class of 1984 Again", 1993),
    ("12 Lanterns", 1961), ("Seven Below", 1999), ("Mr. Ferry", 1987), ("St. Elm", 2010), ("U-Boat Blues", 1983),
    ("Half-Light", 2020), ("The Pier: Homecoming", 2015), ("Who Sank the Dory", 1992), ("Tide 3", 2008),
    ("Harbour Nights Part II", 1981), ("Kites Vol. 2", 2005), ("Брат лодочника", 1997), ("風の果樹園", 2001),
    ("Das Boothaus am See", 2012), ("Amelie's Ferry", 2004), ("O Farol", 1978), ("Night Ferry to Oslo", 1966),
    ("The Good German Teacher", 2007), ("An English Summer", 1995), ("Charlie's Web", 2000), ("Dual", 2022),
)  # fmt: skip
_SHOWS: Final = (
    ("Harbor Ten", 2011), ("The Late Pier", None), ("Paper Orchard", None), ("Cabin 104", None), ("The 200", 2014),
    ("7-2-4", 2018), ("Northern Tides", None), ("Q.R.S.T.", 2017), ("Warehouse 9", None), ("Glass Letters", 1999),
    ("The Ferrymen (US)", None), ("Lighthouse Keepers", 2005), ("Die Fischer", None), ("La marea", None),
    ("Captain Otter and Friends", None), ("Salt & Sons", 2020), ("Who Lives There", None), ("Tidewatch: Origins", 2021),
    ("24 Bells", None), ("Ocean Cops", 1988), ("What's Up, Dock?", None), ("Les Marées", 2009), ("Skärgården", 2016),
)  # fmt: skip
_ANIME: Final = (
    "Kaze no Uta", "Umi no Oto", "Hoshi wo Miru Hito", "86 Tides", "Minato x Yume", "Toki-doki Mikan!", "Nami 2",
    "Sora e - The Long Way", "Yoru no Fune II", "Kujira-kun", "Aoi Toudai: Zero", "Re:Harbor",
)  # fmt: skip
_EPISODES: Final = (
    "The Tide", "Storm", "94 Meetings", "A Ferry Too Far", "Pilot", "Who Goes There", "Part 2", "Home Again",
    "The One With the Oar", "Fog, and Nothing Else", "Goodbye, Captain", "3 Knots", "Kill the Light", "La Nuit",
    "Rendez-vous", "What the Gull Saw", "Low Water", "Mutiny!", "The Proper Way", "Halfway",
)  # fmt: skip
_GROUPS: Final = ("GRP", "KELP", "TiDE", "NTb9", "d3lta", "PiER", "Mooring", "FLOTSAM", "ox", "x0r")
_FANS: Final = ("Grp", "Kelp-Subs", "Tide Raws", "Mooring", "Otter-Fansubs", "SaltTL")
_LINES: Final = ("480p", "576p", "720p", "1080p", "2160p", "1080i")
_SOURCES: Final = (
    "BluRay", "Blu-Ray", "WEB-DL", "WEBRip", "WEB", "HDTV", "DVDRip", "BDRip", "BRRip", "DVDScr", "HDRip", "UHD.BluRay",
    "AMZN.WEB-DL", "NF.WEBRip", "PDTV", "BluRay.REMUX",
)  # fmt: skip
_CODECS: Final = ("x264", "x265", "H264", "H.264", "h265", "HEVC", "XviD", "AV1", "AVC", "DivX", "10bit.x265")
_SOUNDS: Final = ("", "", "DTS", "AC3", "DD5.1", "DDP5.1", "AAC", "AAC2.0", "TrueHD.7.1.Atmos", "DTS-HD.MA.5.1", "FLAC")
_FLAGS: Final = ("", "", "", "", "PROPER", "REPACK", "iNTERNAL", "LIMITED", "MULTi", "German.DL", "FRENCH", "iTALiAN")
_EDITIONS: Final = ("Directors.Cut", "EXTENDED", "UNRATED", "Remastered", "Theatrical.Cut", "IMAX", "Final.Cut")

_Habit = Callable[[random.Random], str]


def corpus(size: int = SIZE) -> list[str]:
    """Return ``size`` different names without extension, the same every time."""
    chance = random.Random(20_26)  # noqa: S311 — no secret
    names: dict[str, None] = {}
    while len(names) < size:
        names[chance.choices(_HABITS, _WEIGHTS)[0](chance)] = None
    return list(names)


def _happens(chance: random.Random, share: float) -> bool:
    return chance.random() < share


def _dotted(text: str) -> str:
    return text.replace(":", "").replace(",", "").replace("?", "").replace(" ", ".").replace("..", ".")


def _tags(chance: random.Random) -> str:
    pieces = [chance.choice(part) for part in (_FLAGS, _LINES, _SOURCES, _SOUNDS, _CODECS)]
    if _happens(chance, 0.15):
        pieces[1], pieces[2] = pieces[2], pieces[1]
    return ".".join(piece for piece in pieces if piece)


def _spelled(chance: random.Random, text: str) -> str:
    return chance.choice((text, text, text, text.lower(), text.upper()))


def _scene_film(chance: random.Random) -> str:
    title, year = chance.choice(_FILMS)
    edition = chance.choice(_EDITIONS) + "." if _happens(chance, 0.15) else ""
    return f"{_spelled(chance, _dotted(title))}.{year}.{edition}{_tags(chance)}-{chance.choice(_GROUPS)}"


def _kept_film(chance: random.Random) -> str:
    title, year = chance.choice(_FILMS)
    tail = chance.choice(
        ("", "", f" [{chance.choice(_LINES)}]", f" - {chance.choice(_LINES)}", f" [tmdbid-{chance.randrange(9**6)}]",
         f" {{tmdb-{chance.randrange(9**5)}}} {{edition-Unrated}}",
         f" [imdbid-tt{chance.randrange(10**6, 10**7):07d}]",
         " Extended", " Director's Cut",
         f" {chance.choice(_LINES)} {chance.choice(_SOURCES)}", " cd1", " (1)", " - Copy")
    )  # fmt: skip
    return f"{title} ({year}){tail}"


def _site_film(chance: random.Random) -> str:
    title, year = chance.choice(_FILMS)
    mark = chance.choice(
        ("www.some-site.example - ", "[ www.some-site.example ] - ", "[site.example]_", "{WWW.SITE.TV} ")
    )
    body = (
        f"{title} ({year}) {_tags(chance).replace('.', ' ')}"
        if " " in mark
        else f"{_dotted(title)}.{year}.{_tags(chance)}"
    )
    return mark + body


def _boxed_film(chance: random.Random) -> str:
    title, year = chance.choice(_FILMS)
    return (
        f"{title} ({year}) [{chance.choice(_LINES)}] [{chance.choice(_SOURCES[:5])}] [5.1] [{chance.choice(_GROUPS)}]"
    )


def _plain_film(chance: random.Random) -> str:
    title, year = chance.choice(_FILMS)
    return chance.choice(
        (f"{title} {year}", f"{title}", title.replace(" ", "_"), f"{title}-{year}", f"{_dotted(title)}.{year}",
         f"({year}) {title}",
         f"{title} - {year}", f"{title.lower().replace(' ', '_')}_({year})_[720p]",
         f"{title} {chance.choice(_LINES)}")
    )  # fmt: skip


def _number(chance: random.Random) -> tuple[int, int]:
    return chance.randrange(1, 13), chance.randrange(1, 25)


def _scene_episode(chance: random.Random) -> str:
    show, year = chance.choice(_SHOWS)
    season, episode = _number(chance)
    own = "." + _dotted(chance.choice(_EPISODES)) if _happens(chance, 0.4) else ""
    dated = f".{year}" if year and _happens(chance, 0.4) else ""
    mark = chance.choice(
        (f"S{season:02d}E{episode:02d}",) * 6
        + (f"s{season:02d}e{episode:02d}", f"S{season:02d}E{episode:02d}E{episode + 1:02d}",
         f"{season}x{episode:02d}",
           f"S{season:02d}E{episode:02d}-E{episode + 1:02d}", f"S{season:02d}.E{episode:02d}", f"E{episode:02d}")
    )  # fmt: skip
    name = f"{_dotted(show)}{dated}.{mark}{own}.{_tags(chance)}-{chance.choice(_GROUPS)}"
    return _spelled(chance, name)


def _kept_episode(chance: random.Random) -> str:
    show, year = chance.choice(_SHOWS)
    season, episode = _number(chance)
    dated = f" ({year})" if year and _happens(chance, 0.6) else ""
    mark = chance.choice(
        (f"S{season:02d}E{episode:02d}",) * 3
        + (f"{season}x{episode:02d}", f"[{season:02d}x{episode:02d}]", f"s{season}e{episode}",
           f"Season {season} Episode {episode}", f"S{season:02d} E{episode:02d}")
    )  # fmt: skip
    own = f" - {chance.choice(_EPISODES)}" if _happens(chance, 0.7) else ""
    return f"{show}{dated} - {mark}{own}{chance.choice(('', '', ' [720p]', ' (1080p WEB x265)'))}"


def _foreign_episode(chance: random.Random) -> str:
    show, _ = chance.choice(_SHOWS)
    season, episode = _number(chance)
    return chance.choice(
        (f"{show} - Staffel {season} Folge {episode}", f"{show} Temporada {season} Capitulo {episode}",
         f"{show} - Saison {season} Episode {episode:02d} FRENCH", f"{show} Stagione {season} Episodio {episode}",
         f"{show} - {season}ª Temporada - Episódio {episode}", f"{show} (Сезон {season}) Серия {episode}",
         f"{show} - Temporada {season} [HDTV][Cap.{season}{episode:02d}][AC3 5.1]",
         f"{show} T{season:02d}E{episode:02d}",
         f"{show} säsong {season} avsnitt {episode}", f"{show} - {episode:02d} серия ({season} сезон)")
    )  # fmt: skip


def _bare_episode(chance: random.Random) -> str:
    season, episode = _number(chance)
    return chance.choice(
        (f"{episode:02d} - {chance.choice(_EPISODES)}", f"S{season:02d}E{episode:02d}", f"E{episode:02d}",
         f"Episode {episode}",
         f"S{season:02d}E{episode:02d} - {chance.choice(_EPISODES)}",
         f"{season}x{episode:02d} {chance.choice(_EPISODES)}",
         f"Folge {episode:02d}", f"{episode:02d}", f"{season}-{episode:02d} {chance.choice(_EPISODES)}")
    )  # fmt: skip


def _daily(chance: random.Random) -> str:
    show, _ = chance.choice(_SHOWS)
    year, month, day = chance.randrange(2008, 2025), chance.randrange(1, 13), chance.randrange(1, 29)
    return chance.choice(
        (f"{_dotted(show)}.{year}.{month:02d}.{day:02d}.{_tags(chance)}-{chance.choice(_GROUPS)}",
         f"{show} - {year}-{month:02d}-{day:02d} - {chance.choice(_EPISODES)}",
         f"{show} {day:02d}-{month:02d}-{year}",
         f"{show} {year}{month:02d}{day:02d}",
         f"{_dotted(show)}.{day:02d}.{month:02d}.{year}.HDTV.x264-{chance.choice(_GROUPS)}")
    )  # fmt: skip


def _fan_episode(chance: random.Random) -> str:
    title, group, episode = chance.choice(_ANIME), chance.choice(_FANS), chance.randrange(1, 27)
    lines, checksum = (
        chance.choice(("720p", "1080p", "BD 1080p", "1280x720 H264 AAC")),
        f"{chance.randrange(16**8):08X}",
    )
    mark = chance.choice(
        (f"{episode:02d}",) * 4 + (f"{episode:02d}v2", f"{episode:02d}-{episode + 1:02d}",
         f"{chance.randrange(100, 1100)}",
        f"{episode:02d} END", f"OVA {chance.randrange(1, 4)}", f"SP{chance.randrange(1, 4)}",
        f"NCOP{chance.randrange(1, 3)}")
    )  # fmt: skip
    season = chance.choice(("", "", "", " S2", " 2nd Season", " Season 3", " (2019)"))
    return chance.choice(
        (f"[{group}] {title}{season} - {mark} [{lines}][{checksum}]", f"[{group}] {title}{season} - {mark} ({lines})",
         f"[{group}]_{title.replace(' ', '_')}_-_{episode:02d}_[{lines}]_[{checksum}]",
         f"[{group}][{title}][{episode:02d}][{lines}]", f"{title}{season} - {mark} [{lines}]",
         f"[{group}] {title} {episode:02d} [{lines}]", f"{title} 第{episode:02d}話",
         f"【{group}】[{title}][{episode:02d}][{lines}]",
         f"[{group}] {title} The Movie (2018) [{lines}]", f"[{group}] {title}{season} - {mark}")
    )  # fmt: skip


def _pack(chance: random.Random) -> str:
    show, year = chance.choice(_SHOWS)
    season, _ = _number(chance)
    return chance.choice(
        (f"{_dotted(show)}.S{season:02d}.{_tags(chance)}-{chance.choice(_GROUPS)}", f"{show} Season {season}",
         f"{_dotted(show)}.S01-S{season + 1:02d}.COMPLETE.{_tags(chance)}",
         f"{show} - Seasons 1 to {season + 1} [1080p]",
         f"{show} ({year or 2012}) Season {season} S{season:02d} (1080p BluRay x265)",
         f"{show} - Complete Season {season}",
         f"{show} S{season}", f"{show} - Temporada {season} Completa")
    )  # fmt: skip


def _two_scripts(chance: random.Random) -> str:
    title, year = chance.choice(_FILMS)
    show, _ = chance.choice(_SHOWS)
    season, episode = _number(chance)
    return chance.choice(
        (f"Золотой причал _ {title} ({year}) {chance.choice(_SOURCES)} 1080p",
         f"Золотой причал ({title}) {year} BDRip",
         f"Гавань _ {show} _ Сезон: {season} _ Серии: 1-{episode + 1} из 24 [{year}, WEBRip 1080p]",
         f"黄金码头.{_dotted(show)}.S{season:02d}E{episode:02d}.1080p.WEB-DL.H265-{chance.choice(_GROUPS)}")
    )  # fmt: skip


def _doubtful(chance: random.Random) -> str:
    """What nobody can be sure of without its folder."""
    show, _ = chance.choice(_SHOWS)
    season, episode = _number(chance)
    return chance.choice(
        (f"{_dotted(show).lower()}_{season}{episode:02d}", f"{chance.randrange(16**32):032x}",
         f"{chance.choice(_LINES)}.x264",
         f"{show} {season:02d}-{episode:02d}", f"grp-{show[:2].lower()}{season}{episode:02d}", f"{show}")
    )  # fmt: skip


_WEIGHTED: Final[Sequence[tuple[_Habit, int]]] = (
    (_scene_film, 16), (_kept_film, 14), (_site_film, 4), (_boxed_film, 5), (_plain_film, 9), (_scene_episode, 20),
    (_kept_episode, 14), (_foreign_episode, 5), (_bare_episode, 2), (_daily, 5), (_fan_episode, 14), (_pack, 4),
    (_two_scripts, 3), (_doubtful, 3),
)  # fmt: skip
_HABITS: Final = tuple(habit for habit, _ in _WEIGHTED)
_WEIGHTS: Final = tuple(weight for _, weight in _WEIGHTED)
