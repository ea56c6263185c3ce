"""The online databases as the tests' server plays them: invented works in the shapes the real ones answer with."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from jforg_gui.workflow.titles import plain
from tests.fakes.catalogue import Album, Book, Catalogue, Film, Show, catalogue, episode_title, track_title
from tests.fakes.pictures import png
from tests.fakes.web import Asked, Reply, Web, as_json

KEY = "0123456789abcdef0123456789abcdef"
TOKEN = "eyJhbGciOiJIUzI1NiJ9.e30.invented"  # noqa: S105 — of the fake
_NOT_FOUND = as_json({"success": False, "status_code": 34, "status_message": "not found"}, 404)
_REFUSED = as_json({"success": False, "status_code": 7, "status_message": "Invalid API key"}, 401)


def install(web: Web, works: Catalogue | None = None) -> Catalogue:
    """Let the server play all databases."""
    works = works or catalogue()
    for name, player in (
        ("tmdb", Tmdb),
        ("tvmaze", TvMaze),
        ("wikidata", Wikidata),
        ("musicbrainz", MusicBrainz),
        ("openlibrary", OpenLibrary),
    ):
        web.sites[name] = player(works, web).answer
    for name in ("tmdb_images", "coverart", "openlibrary_covers"):
        web.sites[name] = _picture
    return works


def _picture(asked: Asked) -> Reply:
    if asked.site == "coverart" and asked.path.endswith("/front") and "hop" not in asked.query:
        return Reply(307, headers={"Location": f"/coverart{asked.path}?hop=1"})
    return Reply(200, png(300, 450, shade=len(asked.path) % 250), {"Content-Type": "image/png"})


def _fits(wanted: str, names: Iterable[str]) -> bool:
    """Whether a search would show it: most words of the question stand in one of the names."""
    words = set(plain(wanted).split())
    for name in names:
        own = set(plain(name).split())
        near = sum(any(_near(word, other) for other in own) for word in words)
        if words and near * 3 >= len(words) * 2:
            return True
    return False


def _near(one: str, other: str) -> bool:
    if one == other:
        return True
    return len(one) > 3 and len(other) > 3 and (one[:4] == other[:4] or sorted(one) == sorted(other))


class Player:
    def __init__(self, works: Catalogue, web: Web) -> None:
        self.works, self.web = works, web


def _names(work: Film) -> list[str]:
    return [work.title, *work.others]


class Tmdb(Player):
    def answer(self, asked: Asked) -> Reply | None:  # noqa: PLR0911 — one for each address
        if asked.query.get("api_key") != KEY and asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return _REFUSED
        parts = asked.path.strip("/").split("/")
        match parts:
            case ["authentication"]:
                return as_json({"success": True, "status_code": 1, "status_message": "Success."})
            case ["search", "movie"]:
                return self._search(asked, self.works.films, ("primary_release_year", "year"))
            case ["search", "tv"]:
                return self._search(asked, self.works.shows, ("first_air_date_year", "year"))
            case ["find", external]:
                return self._find(external)
            case ["movie", key]:
                return self._one(self.works.films, key)
            case ["tv", "episode_group", group]:
                return self._group(group)
            case ["tv", key]:
                return self._one(self.works.shows, key)
            case ["tv", key, "season", number]:
                return self._season(key, int(number))
        return _NOT_FOUND

    def _search(self, asked: Asked, works: Iterable[Film], year_names: tuple[str, ...]) -> Reply:
        year = next((asked.query[name] for name in year_names if asked.query.get(name)), "")
        found = [one for one in works if _fits(asked.query.get("query", ""), _names(one))]
        found = [one for one in found if not year or one.year == int(year)]
        found.sort(key=lambda one: -one.popularity)
        results = [self.head(one) for one in found[:20]]
        return as_json({"page": 1, "results": results, "total_pages": 1, "total_results": len(found)})

    def head(self, one: Film) -> dict[str, Any]:
        original = one.others[0] if one.others else one.title
        show = isinstance(one, Show)
        return {
            "adult": False,
            "backdrop_path": f"/b{one.id}.jpg",
            "genre_ids": [18],
            "id": one.id,
            "original_language": "en",
            "original_name" if show else "original_title": original,
            "overview": f"What happens in {one.title}.",
            "popularity": one.popularity,
            "poster_path": f"/p{one.id}.jpg",
            "first_air_date" if show else "release_date": f"{one.year}-03-08",
            "name" if show else "title": one.title,
            "vote_average": 7.1,
            "vote_count": 812,
        }

    def _one(self, works: Iterable[Film], key: str) -> Reply:
        one = next((work for work in works if str(work.id) == key), None)
        if one is None:
            return _NOT_FOUND
        people = {
            "cast": [{"id": 5, "name": "Ana Sol", "character": "Mia", "profile_path": "/ana.jpg", "order": 0}],
            "crew": [{"id": 6, "name": "Ida Blum", "department": "Directing", "job": "Director", "profile_path": None}],
        }
        more: dict[str, Any] = {
            "genres": [{"id": 18, "name": "Drama"}],
            "tagline": "",
            "status": "Ended",
            "images": {
                "backdrops": [{"iso_639_1": None, "file_path": f"/b{one.id}.jpg", "width": 1920, "height": 1080}],
                "logos": [{"iso_639_1": "en", "file_path": f"/l{one.id}.svg", "width": 500, "height": 200}],
                "posters": [],
            },
            "alternative_titles": {"titles": [{"iso_3166_1": "DE", "title": name, "type": ""} for name in one.others]},
            "translations": {"translations": []},
            "keywords": {"keywords": [{"id": 1, "name": "sea"}]},
            "external_ids": {"imdb_id": one.imdb, "tvdb_id": None},
            "videos": {"results": [{"site": "YouTube", "type": "Trailer", "key": "AAAAAAAAAAA", "official": True}]},
        }
        if isinstance(one, Show):
            seasons = [
                {"season_number": number, "episode_count": count, "id": number, "name": f"Season {number}",
                 "air_date": air_date(one, number, 1), "overview": "", "poster_path": f"/s{one.id}-{number}.jpg"}
                for number, count in enumerate(one.seasons, 1)
            ]  # fmt: skip
            more |= {
                "seasons": seasons,
                "networks": [{"id": 49, "name": "Net"}],
                "aggregate_credits": {"cast": [{"name": "Ana Sol", "roles": [{"character": "Mia"}]}], "crew": []},
                "external_ids": {"imdb_id": one.imdb, "tvdb_id": one.tvdb},
                "content_ratings": {"results": [{"iso_3166_1": "US", "rating": "TV-14"}]},
                "alternative_titles": {"results": [{"title": name} for name in one.others]},
                "episode_groups": {"results": [{"id": f"dvd{one.id}", "type": 3, "name": "DVD"}]},
            }
        else:
            certified = [{"certification": "", "type": 1}, {"certification": "PG-13", "type": 3}]
            more |= {
                "runtime": 104,
                "imdb_id": one.imdb,
                "credits": people,
                "production_countries": [{"iso_3166_1": "DE", "name": "Germany"}],
                "production_companies": [{"id": 1, "name": "Moonlit"}],
                "belongs_to_collection": {"id": 9901, "name": "Tide Collection"} if "Tide" in one.title else None,
                "release_dates": {"results": [{"iso_3166_1": "US", "release_dates": certified}]},
            }
        return as_json({**self.head(one), **more})

    def _season(self, key: str, number: int) -> Reply:
        show = next((one for one in self.works.shows if str(one.id) == key), None)
        if show is None or not 0 < number <= len(show.seasons):
            return _NOT_FOUND
        episodes = [
            {
                "id": show.id * 10000 + number * 100 + which,
                "episode_number": which,
                "season_number": number,
                "name": episode_title(show, number, which),
                "overview": "Something happens.",
                "air_date": air_date(show, number, which),
                "still_path": f"/e{show.id}-{number}-{which}.jpg",
                "runtime": 52,
                "vote_average": 7.9,
                "vote_count": 31,
                "crew": [],
                "guest_stars": [],
            }
            for which in range(1, show.seasons[number - 1] + 1)
        ]
        return as_json({"season_number": number, "name": f"Season {number}", "overview": "", "episodes": episodes,
                        "air_date": air_date(show, number, 1), "poster_path": f"/s{show.id}-{number}.jpg"})  # fmt: skip

    def _group(self, group: str) -> Reply:
        """On the DVD every season has its first two episodes the other way round."""
        show = next((one for one in self.works.shows if group == f"dvd{one.id}"), None)
        if show is None:
            return _NOT_FOUND
        groups = []
        for season, count in enumerate(show.seasons, 1):
            order = [2, 1, *range(3, count + 1)] if count > 1 else [1]
            episodes = [
                {"order": place, "season_number": season, "episode_number": which, "id": which,
                 "name": episode_title(show, season, which), "air_date": air_date(show, season, which)}
                for place, which in enumerate(order)
            ]  # fmt: skip
            groups.append({"order": season, "name": f"Season {season}", "episodes": episodes})
        return as_json({"id": group, "type": 3, "groups": groups})

    def _find(self, external: str) -> Reply:
        films = [{**self.head(one), "media_type": "movie"} for one in self.works.films if one.imdb == external]
        shows = [
            {**self.head(one), "media_type": "tv"} for one in self.works.shows if external in (one.imdb, str(one.tvdb))
        ]
        return as_json({"movie_results": films, "tv_results": shows, "person_results": []})


def air_date(show: Show, season: int, number: int) -> str:
    """One episode a day from the first of March on."""
    day = number - 1
    return f"{show.year + season - 1}-{3 + day // 28:02d}-{day % 28 + 1:02d}"


class TvMaze(Player):
    def answer(self, asked: Asked) -> Reply | None:
        match asked.path.strip("/").split("/"):
            case ["search", "shows"]:
                found = [one for one in self.works.shows if _fits(asked.query.get("q", ""), _names(one))]
                found.sort(key=lambda one: -one.popularity)
                return as_json([{"score": 0.9, "show": self.head(one)} for one in found[:10]])
            case ["lookup", "shows"]:
                wanted = {asked.query.get("imdb"), asked.query.get("thetvdb")}
                for one in self.works.shows:
                    if wanted & {one.imdb, str(one.tvdb)}:
                        return Reply(301, headers={"Location": f"/tvmaze/shows/{one.id + 5000}"})
            case ["shows", key]:
                show = next((one for one in self.works.shows if str(one.id + 5000) == key), None)
                if show is not None:
                    return as_json({**self.head(show), "_embedded": self._inside(show)})
            case ["pictures", _name]:
                return _picture(asked)
        return as_json({"name": "Not Found", "message": "", "code": 0, "status": 404}, 404)

    def head(self, one: Show) -> dict[str, Any]:
        picture = f"{self.web.url}/tvmaze/pictures/{one.id}.png"
        return {
            "id": one.id + 5000,
            "url": f"https://www.tvmaze.com/shows/{one.id + 5000}",
            "name": one.title,
            "type": "Scripted",
            "language": "English",
            "genres": ["Drama"],
            "status": "Ended",
            "runtime": None,
            "averageRuntime": 52,
            "premiered": f"{one.year}-03-01",
            "ended": f"{one.year + len(one.seasons) - 1}-06-03",
            "rating": {"average": 7.5},
            "weight": min(100, int(one.popularity)),
            "network": None,
            "webChannel": {"id": 1, "name": "Stream", "country": None},
            "externals": {"tvrage": None, "thetvdb": one.tvdb, "imdb": one.imdb},
            "image": {"medium": picture, "original": picture},
            "summary": f"<p><b>{one.title}</b> is &amp; was.</p>",
        }

    def _inside(self, show: Show) -> dict[str, Any]:
        picture = f"{self.web.url}/tvmaze/pictures/e{show.id}.png"
        episodes = [
            {"id": season * 1000 + number, "name": episode_title(show, season, number), "season": season,
             "number": number, "type": "regular", "airdate": air_date(show, season, number), "runtime": 60,
             "rating": {"average": 8.1}, "image": {"medium": picture, "original": picture},
             "summary": "<p>Something happens.</p>"}
            for season, count in enumerate(show.seasons, 1)
            for number in range(1, count + 1)
        ]  # fmt: skip
        special = {"id": 9, "name": "Behind", "season": 1, "number": None, "type": "insignificant_special"}
        return {
            "episodes": [special, *episodes],
            "seasons": [
                {"id": number, "number": number, "name": "", "image": {"original": picture}, "summary": None}
                for number in range(1, len(show.seasons) + 1)
            ],
            "akas": [{"name": name, "country": None} for name in show.others],
            "cast": [{"person": {"name": "Ana Sol", "image": None}, "character": {"name": "Mia"}}],
            "images": [],
        }


class Wikidata(Player):
    def answer(self, asked: Asked) -> Reply | None:
        if asked.path == "/w/api.php":
            found = [one for one in self.works.films if _begins(asked.query.get("search", ""), _names(one))]
            found.sort(key=lambda one: -one.popularity)
            hits = [
                {"id": one.wikidata, "label": one.title, "description": f"{one.year} film directed by Ida Blum"}
                for one in found[:20]
            ]
            song = {"id": "Q1", "label": asked.query.get("search"), "description": "song by Iron Choir"}
            return as_json({"searchinfo": {}, "search": [song, *hits] if hits else [], "success": 1})
        key = asked.path.rpartition("/")[2].removesuffix(".json")
        film = next((one for one in self.works.films if one.wikidata == key), None)
        return as_json({"entities": {key: self._entity(film)}}) if film else as_json({}, 404)

    def _entity(self, film: Film) -> dict[str, Any]:
        def claim(value: object) -> list[dict[str, Any]]:
            return [{"rank": "normal", "mainsnak": {"snaktype": "value", "datavalue": {"value": value}}}]

        return {
            "id": film.wikidata,
            "labels": {"en": {"language": "en", "value": film.title}},
            "descriptions": {"en": {"language": "en", "value": f"{film.year} film"}},
            "aliases": {"de": [{"language": "de", "value": name} for name in film.others]},
            "claims": {
                "P345": claim(film.imdb),
                "P4947": claim(str(film.id)),
                "P577": claim({"time": f"+{film.year}-03-08T00:00:00Z", "precision": 11}),
                "P2047": claim({"amount": "+104", "unit": "http://www.wikidata.org/entity/Q7727"}),
            },
            "sitelinks": {f"w{number}": {} for number in range(int(film.popularity))},
        }


def _begins(wanted: str, names: Iterable[str]) -> bool:
    """Wikidata shows what begins with the words, as they are spelled but for case."""
    asked = wanted.casefold().removeprefix("the ")
    return any(name.casefold().removeprefix("the ").startswith(asked) for name in names if asked)


class MusicBrainz(Player):
    def answer(self, asked: Asked) -> Reply | None:
        if asked.query.get("fmt") != "json":
            return Reply(200, b"<metadata/>")
        match asked.path.strip("/").split("/"):
            case ["release"]:
                return as_json(self._search(asked.query))
            case ["release", key]:
                album = next((one for one in self.works.albums if one.mbid == key), None)
                if album is not None:
                    return as_json(self.release(album))
        return as_json({"error": "Not Found", "help": "see the documentation"}, 404)

    def _search(self, query: dict[str, str] | Any) -> dict[str, Any]:  # noqa: ANN401 — what was asked
        lucene = query.get("query", "")
        if group := query.get("release-group"):
            found = [one for one in self.works.albums if one.group_mbid == group]
        else:
            title = _term(lucene, "release")
            artist = _term(lucene, "artist")
            found = [one for one in self.works.albums if _fits(title, [one.title])]
            found = [one for one in found if not artist or _fits(artist, [one.artist])]
        heads = [{**self.head(one), "score": 100 - place} for place, one in enumerate(found)]
        return {"count": len(heads), "offset": 0, "releases": heads}

    def head(self, one: Album) -> dict[str, Any]:
        return {
            "id": one.mbid,
            "title": one.title,
            "status": "Official" if one.official else "Bootleg",
            "artist-credit": [{"name": one.artist, "artist": self._artist(one)}],
            "release-group": {"id": one.group_mbid, "title": one.title.removesuffix(" (Deluxe)"),
                              "primary-type": "Album", "secondary-types": []},
            "date": f"{one.year}-05",
            "country": "DE",
            "track-count": one.tracks,
            "media": [{"format": "CD", "disc-count": 1, "track-count": one.tracks}],
        }  # fmt: skip

    def _artist(self, one: Album) -> dict[str, Any]:
        return {"id": one.artist_mbid, "name": one.artist, "sort-name": one.artist}

    def release(self, one: Album) -> dict[str, Any]:
        tracks = [
            {"id": f"{number:08d}-3333-4333-8333-333333333333", "position": number, "number": f"A{number}",
             "title": track_title(one, number), "length": None,
             "artist-credit": [{"name": one.artist, "joinphrase": "", "artist": self._artist(one)}],
             "recording": {"id": f"{number:08d}-5555-4555-8555-555555555555", "title": track_title(one, number),
                           "length": 200000 + number * 1000}}
            for number in range(1, one.tracks + 1)
        ]  # fmt: skip
        group = {**self.head(one)["release-group"], "first-release-date": f"{one.year}-05-01"}
        return {
            **self.head(one),
            "release-group": group,
            "cover-art-archive": {"artwork": True, "front": True, "count": 1},
            "label-info": [{"catalog-number": None, "label": {"name": "Ex"}}],
            "media": [{"position": 1, "title": "", "format": "CD", "track-count": one.tracks, "tracks": tracks}],
            "genres": [{"name": "rock", "count": 3}],
        }


def _term(lucene: str, field: str) -> str:
    """The text of one field of a Lucene question, without its backslashes."""
    _, found, rest = lucene.partition(f"{field}:")
    if not found:
        return ""
    end = '"' if rest[:1] == '"' else ")"
    text, place = "", 1
    while place < len(rest) and rest[place] != end:
        place += rest[place] == "\\"
        text += rest[place]
        place += 1
    return text


class OpenLibrary(Player):
    def answer(self, asked: Asked) -> Reply | None:
        match asked.path.strip("/").split("/"):
            case ["search.json"]:
                title, author = asked.query.get("title", ""), asked.query.get("author", "")
                found = [one for one in self.works.books if _fits(title, [one.title])]
                found = [one for one in found if not author or _fits(author, [one.author])]
                return as_json({"numFound": len(found), "start": 0, "docs": [self.head(one) for one in found]})
            case ["isbn", name]:
                book = next((one for one in self.works.books if one.isbn and f"{one.isbn}.json" == name), None)
                if book is not None:
                    return Reply(302, headers={"Location": f"/openlibrary/books/OL{book.id}M.json"})
            case ["books", name]:
                return self._edition(name)
            case ["works", name]:
                return self._work(name)
            case ["authors", name]:
                book = next((one for one in self.works.books if f"{author_key(one)}.json" == name), None)
                if book is not None:
                    return as_json({"key": f"/authors/{author_key(book)}", "name": book.author})
        return as_json({"error": "notfound", "key": asked.path}, 404)

    def head(self, one: Book) -> dict[str, Any]:
        return {
            "key": f"/works/{one.work}",
            "title": one.title,
            **({"subtitle": one.subtitle} if one.subtitle else {}),
            "author_key": [author_key(one)],
            "author_name": [one.author],
            "cover_i": 1000 + one.id,
            "edition_count": one.editions,
            "first_publish_year": one.year,
        }

    def _edition(self, name: str) -> Reply:
        book = next((one for one in self.works.books if f"OL{one.id}M.json" == name), None)
        if book is None:
            return as_json({"error": "notfound"}, 404)
        return as_json({"key": f"/books/OL{book.id}M", "title": book.title, "publishers": ["Ex House"],
                        "publish_date": f"March 3, {book.year}", "isbn_13": [book.isbn], "number_of_pages": 312,
                        "works": [{"key": f"/works/{book.work}"}], "covers": [1000 + book.id]})  # fmt: skip

    def _work(self, name: str) -> Reply:
        if name == "OL9999W.json":
            return as_json({"key": "/works/OL9999W", "type": {"key": "/type/redirect"}, "location": "/works/OL401W"})
        book = next((one for one in self.works.books if f"{one.work}.json" == name), None)
        if book is None:
            return as_json({"error": "notfound"}, 404)
        return as_json({"key": f"/works/{book.work}", "title": book.title, "covers": [1000 + book.id, -1],
                        "authors": [{"author": {"key": f"/authors/{author_key(book)}"}}],
                        "description": {"type": "/type/text", "value": f"All about {book.title}."},
                        "subjects": ["Fiction"], "first_publish_date": str(book.year)})  # fmt: skip


def author_key(book: Book) -> str:
    return f"OL{sum(map(ord, book.author))}A"


def told(web: Web) -> str:
    """All requests as one text, to look for what must not be in them."""
    return json.dumps([(one.line, dict(one.headers)) for one in web.asked])
