"""Invented works with their look-alikes: remakes, namesakes, sequels, translations, regional titles."""

from __future__ import annotations

from dataclasses import dataclass, field

# id | title | year | popularity | other titles (the first is the original one), separated by /
_FILMS = """
101|Paper Lantern|2019|3.2|Papierlaterne/Lanterne de papier/El farol de papel
102|Paper Lantern|1974|9.5|
103|Paper Lanterns|2019|1.1|
104|The Paper Lantern Road|2003|0.8|
105|Low Tide|2011|14.0|Marée basse/Ebbe
106|Low Tide|1958|2.0|
107|Low Tide 2|2014|11.0|Low Tide: The Return/Ebbe 2
108|Low Tide 3: Undertow|2017|10.0|Low Tide: Undertow
109|High Tide|2011|13.0|
110|The Granite Coast|1999|6.0|La côte de granit
111|Granite Coast|2022|5.5|
112|Harvest of Glass|2008|4.0|Vidrio/Glasernte
113|Eleven Ferries|2015|7.0|
114|11 Ferries|1985|1.0|
115|Dust & Thunder|1966|3.0|Polvere e tuono
116|Dust and Thunder|2016|30.0|
117|Mirabel|2020|44.0|
118|Mirabel|2004|2.5|
119|Mirabel|1937|4.5|
120|Mirabel Returns|2023|15.0|
121|2049: Winter Line|2018|8.0|
122|Winter Line|2018|7.0|
123|Die Brücke am Fjord|2012|2.0|Broen ved fjorden/The Bridge at the Fjord/Le pont du fjord
124|Night Train to Ostrava|1988|1.4|Noční vlak do Ostravy
125|Ashes Part One|2010|20.0|Asche: Teil 1
126|Ashes Part Two|2011|19.0|Asche: Teil 2
127|Orchard|2001|1.0|
128|The Orchard|2001|1.2|
129|The Orchard|2012|6.0|
130|Amélie's Clock|1996|2.2|L'horloge d'Amélie
131|Sea of Static|2021|18.0|
132|Sea of Statics|2021|0.3|
133|The Long Quiet|2013|9.0|
134|The Long Quiet|2014|8.7|
135|Copper Wolves|2005|5.0|Kupferwölfe/銅の狼
136|Copper Wolves II|2009|4.0|
137|Copper Wolves III|2013|3.0|
138|銀の灯台|2016|6.6|The Silver Lighthouse/Gin no Todai
139|Silver Lighthouse|1951|0.9|
140|Star Wardens: Dawn|2007|25.0|
141|Star Wardens: Dusk|2010|24.0|
142|Star Wardens|1979|26.0|
143|Kestrel|2017|3.3|
144|Kestrel's Eye|2017|3.1|
145|What the Miller Knew|1992|1.9|
146|Vermilion|2009|2.0|Zinnober
147|Cinnabar|2009|1.8|
148|A House of Salt|2018|7.7|
149|House of Salt|2018|0.5|
150|Un été à Brest|1979|2.8|A Summer in Brest
"""
# id | title | year | popularity | other titles | seasons: episodes in each
_SHOWS = """
201|Harbor Nine|2011|41.3|Hafen Neun/Port neuf|10,10
202|Harbor Nine|1978|6.0||26,26,24
203|Harbor 99|2012|3.0||8
204|The Ledger|2005|88.0|Das Kontobuch|22,22,24,24,22,20,18
205|The Ledger|2001|30.0||6,6
206|The Ledger (US)|2013|9.0||13
207|Tidewater|2015|20.0||8,8,8
208|Tidewater Tales|2015|2.0||40
209|Kitchen of Lies|2019|12.0|Cuisine de mensonges|10
210|Sakura Engine|2006|33.0|桜エンジン/Sakura Enjin|26,26,12
211|Sakura Engine: Overdrive|2012|11.0|桜エンジン オーバードライブ|13
212|Night Desk|2014|14.0||150,160
213|Dr. Mallow|1963|50.0||13,13,13
214|Dr. Mallow|2005|95.0||13,13,13,13
215|Northbound|2020|7.0||6
216|The Northbound|1999|1.5||12
217|Valhalla Street|2010|16.0|Calle Valhalla|9,9
218|Ghost Office|2008|5.0||6,6,6
219|Ghost Office|2021|5.2||8
220|Forty-Two|1995|18.0|42|12,12
221|Granite|2017|9.0||7,7
222|Granite Hearts|2017|8.0||70
223|Sisters of Rain|2022|13.0|Schwestern des Regens|8
224|Los Marineros|2016|4.4|The Sailors|60,60
225|Papercut|2003|2.0||22
"""
# id | title | artist | year | tracks | release group | official | other
_ALBUMS = """
301|Blue: Hour|The Example|2004|10|901|1
302|Blue: Hour (Deluxe)|The Example|2009|16|901|1
303|Blue Hour|Another Band|2004|9|902|1
304|Salt|Mara Delta|1999|12|903|1
305|Salt|Mara Delta|1999|12|903|0
306|Salt|Iron Choir|2010|8|904|1
307|Nightwork|Iron Choir|2012|11|905|1
308|Live at the Mill|Iron Choir|2014|14|906|1
309|Greatest Hits|Mara Delta|2006|18|907|1
310|Greatest Hits|Iron Choir|2018|20|908|1
311|Letters, Vol. 1|Quiet Mechanics|2001|8|909|1
312|Letters, Vol. 2|Quiet Mechanics|2003|8|910|1
313|Über Wasser|Die Fährleute|1995|10|911|1
314|Rain Songs|Various Artists|2011|6|912|1
315|Untitled|Quiet Mechanics|2008|7|913|1
316|Ember|Kite & Anchor|2016|9|914|1
317|Embers|Kite & Anchor|2019|9|915|1
318|Ember|Low Furnace|2016|5|916|1
"""
# id | title | author | year | editions | subtitle | isbn
_BOOKS = """
401|Lantern Road|Mara Quill|1998|12|A Novel|9780123456786
402|Lantern Road|Peter Vance|2011|2||9780000000026
403|The Salt Ledger|J. R. Hollin|1954|80||9780000000033
404|The Salt Ledger|J. R. Hollin|1954|1||
405|The Salt Ledger Companion|Ada Stone|1990|3||9780000000057
406|Orchard of Bones|Ida Blum|2015|9||9780000000064
407|Orchard of Bones: Book Two|Ida Blum|2017|7||9780000000071
408|Winter Machines|Tomas Ek|2003|4||9780000000088
409|Das Haus am See|Lena Vogt|2009|5||9780000000095
410|A Short History of Rope|Ada Stone|2001|6||9780000000101
411|Nine Doors|Ida Blum|1987|20||9780000000118
412|The Nine Doors|Sam Orr|1987|2||9780000000125
"""


@dataclass(frozen=True)
class Film:
    id: int
    title: str
    year: int
    popularity: float
    others: tuple[str, ...] = ()

    @property
    def imdb(self) -> str:
        return f"tt{9900000 + self.id}"

    @property
    def wikidata(self) -> str:
        return f"Q{7000 + self.id}"


@dataclass(frozen=True)
class Show(Film):
    seasons: tuple[int, ...] = ()

    @property
    def tvdb(self) -> int:
        return 770000 + self.id


@dataclass(frozen=True)
class Album:
    id: int
    title: str
    artist: str
    year: int
    tracks: int
    group: int
    official: bool

    @property
    def mbid(self) -> str:
        return f"{self.id:08d}-1111-4111-8111-111111111111"

    @property
    def group_mbid(self) -> str:
        return f"{self.group:08d}-4444-4444-8444-444444444444"

    @property
    def artist_mbid(self) -> str:
        return f"{sum(map(ord, self.artist)):08d}-2222-4222-8222-222222222222"


@dataclass(frozen=True)
class Book:
    id: int
    title: str
    author: str
    year: int
    editions: int
    subtitle: str
    isbn: str

    @property
    def work(self) -> str:
        return f"OL{self.id}W"


def _rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip().splitlines()]


def _others(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.split("/") if name)


@dataclass
class Catalogue:
    """Everything the fake databases know."""

    films: list[Film] = field(default_factory=list)
    shows: list[Show] = field(default_factory=list)
    albums: list[Album] = field(default_factory=list)
    books: list[Book] = field(default_factory=list)


def catalogue() -> Catalogue:
    """The whole table above."""
    return Catalogue(
        films=[Film(int(row[0]), row[1], int(row[2]), float(row[3]), _others(row[4])) for row in _rows(_FILMS)],
        shows=[
            Show(int(row[0]), row[1], int(row[2]), float(row[3]), _others(row[4]), tuple(map(int, row[5].split(","))))
            for row in _rows(_SHOWS)
        ],
        albums=[
            Album(int(row[0]), row[1], row[2], int(row[3]), int(row[4]), int(row[5]), row[6] == "1")
            for row in _rows(_ALBUMS)
        ],
        books=[Book(int(row[0]), row[1], row[2], int(row[3]), int(row[4]), row[5], row[6]) for row in _rows(_BOOKS)],
    )


def episode_title(show: Show, season: int, number: int) -> str:
    """What an episode is called; no two of a show are alike."""
    words = ("Tide", "Ember", "Wire", "Anchor", "Glass", "Fallow", "Signal", "Brine", "Quarry", "Ash", "Vane", "Hollow")
    return f"{words[(number - 1) % 12]} of {words[(season * 5 + show.id) % 12]} {season}{number:02d}"


def track_title(album: Album, number: int) -> str:
    """What a track is called."""
    words = ("Dawn", "Ferry", "Slow Water", "Cellar", "Kite", "Hours", "Iron", "North", "Letter", "Open Window")
    return f"{words[(number - 1) % 10]} {number + album.group % 7}"
