"""Questions as names ask them, each with the work that is meant; ``-`` is a work that no database knows."""

from __future__ import annotations

from dataclasses import dataclass

from jforg_gui.domain.candidate import Query, TrackFacts, WorkKind

# meant | title as the file has it | year
_FILMS = """
101|Paper Lantern|2019
101|paper lantern|2019
101|The Paper Lantern|2019
101|Papierlaterne|2019
101|Lanterne de papier|2019
101|El farol de papel|2019
101|El Farol De Papel|
101|Paper.Lantern|2019
101|Paper Lantern|2020
102|Paper Lantern|1974
102|Paper lantern|1973
103|Paper Lanterns|2019
103|Paper Lanterns|
104|Paper Lantern Road|2003
104|The Paper Lantern Road|
105|Low Tide|2011
105|Marée basse|2011
105|Maree Basse|2011
105|Ebbe|2011
105|LOW TIDE|2012
106|Low Tide|1958
107|Low Tide 2|2014
107|Low Tide II|2014
107|Low Tide The Return|2014
107|Ebbe 2|2014
107|Low Tide 2|
108|Low Tide 3 Undertow|2017
108|Low Tide 3: Undertow|
108|Low Tide III - Undertow|2017
108|Low Tide Undertow|2017
109|High Tide|2011
109|High Tide|
110|The Granite Coast|1999
110|Granite Coast|1999
110|La cote de granit|1999
110|Granite Coast, The|1999
111|Granite Coast|2022
112|Harvest of Glass|2008
112|Harvest Of Glass|
112|Vidrio|2008
112|Glasernte|2008
113|Eleven Ferries|2015
113|11 Ferries|2015
114|11 Ferries|1985
114|Eleven Ferries|1985
115|Dust & Thunder|1966
115|Dust and Thunder|1966
115|Polvere e tuono|1966
116|Dust and Thunder|2016
116|Dust & Thunder|2016
117|Mirabel|2020
117|Mirabel|
117|mirabel|2021
118|Mirabel|2004
119|Mirabel|1937
120|Mirabel Returns|2023
120|Mirabel Returns|
121|2049 Winter Line|2018
121|2049: Winter Line|
122|Winter Line|2018
123|Die Brücke am Fjord|2012
123|Die Bruecke am Fjord|2012
123|The Bridge at the Fjord|2012
123|Broen ved fjorden|2012
123|Le pont du fjord|
124|Night Train to Ostrava|1988
124|Nocni vlak do Ostravy|1988
125|Ashes Part One|2010
125|Ashes Part 1|2010
125|Ashes: Part I|2010
125|Asche Teil 1|2010
126|Ashes Part Two|2011
126|Ashes Part 2|2011
126|Ashes - Part II|2011
126|Ashes Part 2|
127|Orchard|2001
129|The Orchard|2012
130|Amélie's Clock|1996
130|Amelies Clock|1996
130|Amelie's Clock|
130|L\u2019horloge d\u2019Amélie|1996
131|Sea of Static|2021
132|Sea of Statics|2021
133|The Long Quiet|2013
134|The Long Quiet|2014
133|Long Quiet, The|2013
135|Copper Wolves|2005
135|Kupferwoelfe|2005
135|Kupferwölfe|2005
135|銅の狼|2005
136|Copper Wolves 2|2009
136|Copper Wolves II|2009
137|Copper Wolves 3|2013
138|The Silver Lighthouse|2016
138|Gin no Todai|2016
138|銀の灯台|
139|Silver Lighthouse|1951
140|Star Wardens Dawn|2007
140|Star Wardens: Dawn|
141|Star Wardens - Dusk|2010
142|Star Wardens|1979
142|Star Wardens|1978
143|Kestrel|2017
144|Kestrels Eye|2017
145|What the Miller Knew|1992
145|What The Miller Knew|
146|Vermilion|2009
146|Zinnober|2009
147|Cinnabar|2009
148|A House of Salt|2018
150|Un ete a Brest|1979
150|A Summer in Brest|1979
150|Un été à Brest|
-|Holiday video|2018
-|Grandma's birthday|
-|Paper Planes|2014
-|Lantern|2019
-|The Brass Giraffe|2020
"""
# meant | title | year | episodes that lie there (season x highest)
_SHOWS = """
201|Harbor Nine|2011|1x10
201|Harbor 9|2011|1x3
201|Harbor Nine||2x10
201|harbor nine||1x1
201|Hafen Neun||1x4
201|Port neuf|2011|1x4
202|Harbor Nine|1978|1x26
202|Harbor Nine||3x24
203|Harbor 99|2012|1x8
203|Harbor 99||1x2
204|The Ledger|2005|3x24
204|The Ledger||7x18
204|Das Kontobuch||2x5
204|The Ledger||1x20
205|The Ledger|2001|2x6
206|The Ledger (US)|2013|1x13
206|The Ledger US||1x12
207|Tidewater|2015|2x8
207|Tidewater||1x5
208|Tidewater Tales|2015|1x40
208|Tidewater Tales||1x7
209|Kitchen of Lies||1x10
209|Cuisine de mensonges|2019|1x1
209|Kitchen Of Lies|2019|1x2
210|Sakura Engine||1x26
210|Sakura Engine|2006|3x12
210|Sakura Enjin||1x5
210|桜エンジン||1x5
211|Sakura Engine Overdrive||1x13
211|Sakura Engine: Overdrive|2012|1x2
212|Night Desk||1x150
212|Night Desk|2014|2x3
213|Dr. Mallow|1963|2x13
213|Dr Mallow|1963|1x1
214|Dr. Mallow|2005|4x1
214|Dr Mallow|2005|1x1
214|Dr Mallow||4x13
215|Northbound|2020|1x6
216|The Northbound|1999|1x12
217|Valhalla Street||2x9
217|Calle Valhalla|2010|1x1
218|Ghost Office|2008|3x6
219|Ghost Office|2021|1x8
219|Ghost Office||1x8
220|Forty-Two||2x12
220|42|1995|1x1
221|Granite||2x7
222|Granite Hearts||1x70
223|Sisters of Rain||1x8
223|Schwestern des Regens|2022|1x8
224|Los Marineros||2x60
224|The Sailors|2016|1x1
225|Papercut|2003|1x22
225|Paper Cut||1x3
-|The Unseen Orchestra||1x6
-|Harbor Lights|2011|1x6
-|Ledgers of Time||1x4
"""
# meant (any edition of the group) | album | artist | year | tracks
_ALBUMS = """
901|Blue: Hour|The Example|2004|10
901|Blue Hour|The Example||10
901|Blue - Hour|Example|2004|10
901|Blue: Hour (Deluxe)|The Example|2009|16
901|blue hour|the example|2004|3
902|Blue Hour|Another Band|2004|9
903|Salt|Mara Delta|1999|12
903|Salt|Mara Delta||11
904|Salt|Iron Choir|2010|8
904|SALT|IRON CHOIR||8
905|Nightwork|Iron Choir|2012|11
905|Night Work|Iron Choir|2012|11
906|Live at the Mill|Iron Choir|2014|14
906|Live At The Mill|Iron Choir|2015|14
907|Greatest Hits|Mara Delta|2006|18
908|Greatest Hits|Iron Choir|2018|20
909|Letters, Vol. 1|Quiet Mechanics|2001|8
909|Letters Vol 1|Quiet Mechanics||8
910|Letters, Vol. 2|Quiet Mechanics|2003|8
910|Letters Vol. II|Quiet Mechanics||8
911|Über Wasser|Die Fährleute|1995|10
911|Uber Wasser|Die Fahrleute||10
912|Rain Songs||2011|6
913|Untitled|Quiet Mechanics|2008|7
914|Ember|Kite & Anchor|2016|9
914|Ember|Kite and Anchor||9
915|Embers|Kite & Anchor|2019|9
916|Ember|Low Furnace|2016|5
-|Salt|Nobody Known|2001|9
-|Home Recordings|Aunt Emma||4
"""
# meant | title | author | year
_BOOKS = """
401|Lantern Road|Mara Quill|1998
401|Lantern Road|Quill, Mara|
401|Lantern Road: A Novel|Mara Quill|2014
402|Lantern Road|Peter Vance|
403|The Salt Ledger|J. R. Hollin|1954
403|The Salt Ledger|J.R. Hollin|2003
403|Salt Ledger, The|Hollin, J. R.|
405|The Salt Ledger Companion|Ada Stone|1990
406|Orchard of Bones|Ida Blum|
406|Orchard Of Bones|Ida Blum|2015
407|Orchard of Bones: Book Two|Ida Blum|2017
407|Orchard of Bones Book 2|Ida Blum|
408|Winter Machines|Tomas Ek|
408|Winter Machines|T. Ek|2003
409|Das Haus am See|Lena Vogt|2009
409|Haus am See|Lena Vogt|
410|A Short History of Rope|Ada Stone|
410|Short History of Rope|Ada Stone|2001
411|Nine Doors|Ida Blum|1987
411|9 Doors|Ida Blum|
412|The Nine Doors|Sam Orr|1987
-|My Diary|Aunt Emma|
-|Lantern Street|Mara Quill|
"""


@dataclass(frozen=True)
class Labelled:
    """A question and the id of the work that is meant; None where no database knows it."""

    query: Query
    meant: int | None


def _rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip().splitlines()]


def _meant(text: str) -> int | None:
    return None if text == "-" else int(text)


def films() -> list[Labelled]:
    return [
        Labelled(Query(kind=WorkKind.MOVIE, titles=(title,), year=int(year) if year else None), _meant(meant))
        for meant, title, year in _rows(_FILMS)
    ]


def shows() -> list[Labelled]:
    found = []
    for meant, title, year, highest in _rows(_SHOWS):
        season, _, number = highest.partition("x")
        episodes = tuple((int(season), one) for one in range(1, int(number) + 1))
        query = Query(kind=WorkKind.SERIES, titles=(title,), year=int(year) if year else None, episodes=episodes)
        found.append(Labelled(query, _meant(meant)))
    return found


def albums() -> list[Labelled]:
    return [
        Labelled(
            Query(
                kind=WorkKind.ALBUM,
                titles=(title,),
                creator=artist or None,
                year=int(year) if year else None,
                tracks=tuple(TrackFacts(number=number) for number in range(1, int(tracks) + 1)),
            ),
            _meant(meant),
        )
        for meant, title, artist, year, tracks in _rows(_ALBUMS)
    ]


def books() -> list[Labelled]:
    return [
        Labelled(
            Query(kind=WorkKind.BOOK, titles=(title,), creator=author, year=int(year) if year else None), _meant(meant)
        )
        for meant, title, author, year in _rows(_BOOKS)
    ]
