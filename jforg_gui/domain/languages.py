"""Languages by ISO 639 code and English name: what a subtitle's name can say, and how a code is called."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# ISO 639-1 code, ISO 639-2 codes (bibliographic first), English name with underscores for blanks.
_TWO_LETTERS: Final = (
    "aa,aar,afar ab,abk,abkhazian af,afr,afrikaans ak,aka,akan am,amh,amharic ar,ara,arabic an,arg,aragonese"
    " as,asm,assamese av,ava,avaric ae,ave,avestan ay,aym,aymara az,aze,azerbaijani ba,bak,bashkir bm,bam,bambara"
    " be,bel,belarusian bn,ben,bengali bi,bis,bislama bo,tib,bod,tibetan bs,bos,bosnian br,bre,breton"
    " bg,bul,bulgarian ca,cat,catalan cs,cze,ces,czech ch,cha,chamorro ce,che,chechen cu,chu,church_slavic"
    " cv,chv,chuvash kw,cor,cornish co,cos,corsican cr,cre,cree cy,wel,cym,welsh da,dan,danish de,ger,deu,german"
    " dv,div,dhivehi dz,dzo,dzongkha el,gre,ell,greek en,eng,english eo,epo,esperanto et,est,estonian"
    " eu,baq,eus,basque ee,ewe,ewe fo,fao,faroese fa,per,fas,persian fj,fij,fijian fi,fin,finnish fr,fre,fra,french"
    " fy,fry,western_frisian ff,ful,fulah gd,gla,scottish_gaelic ga,gle,irish gl,glg,galician gv,glv,manx"
    " gn,grn,guarani gu,guj,gujarati ht,hat,haitian ha,hau,hausa sh,hbs,serbo-croatian he,heb,hebrew hz,her,herero"
    " hi,hin,hindi ho,hmo,hiri_motu hr,hrv,croatian hu,hun,hungarian hy,arm,hye,armenian ig,ibo,igbo io,ido,ido"
    " ii,iii,sichuan_yi iu,iku,inuktitut ie,ile,interlingue ia,ina,interlingua id,ind,indonesian ik,ipk,inupiaq"
    " is,ice,isl,icelandic it,ita,italian jv,jav,javanese ja,jpn,japanese kl,kal,kalaallisut kn,kan,kannada"
    " ks,kas,kashmiri ka,geo,kat,georgian kr,kau,kanuri kk,kaz,kazakh km,khm,central_khmer ki,kik,kikuyu"
    " rw,kin,kinyarwanda ky,kir,kirghiz kv,kom,komi kg,kon,kongo ko,kor,korean kj,kua,kuanyama ku,kur,kurdish"
    " lo,lao,lao la,lat,latin lv,lav,latvian li,lim,limburgan ln,lin,lingala lt,lit,lithuanian lb,ltz,luxembourgish"
    " lu,lub,luba-katanga lg,lug,ganda mh,mah,marshallese ml,mal,malayalam mr,mar,marathi mk,mac,mkd,macedonian"
    " mg,mlg,malagasy mt,mlt,maltese mn,mon,mongolian mi,mao,mri,maori ms,may,msa,malay my,bur,mya,burmese"
    " na,nau,nauru nv,nav,navajo nr,nbl,south_ndebele nd,nde,north_ndebele ng,ndo,ndonga ne,nep,nepali"
    " nl,dut,nld,dutch nn,nno,norwegian_nynorsk nb,nob,norwegian_bokmål no,nor,norwegian ny,nya,nyanja"
    " oc,oci,occitan oj,oji,ojibwa or,ori,oriya om,orm,oromo os,oss,ossetian pa,pan,panjabi pi,pli,pali"
    " pl,pol,polish pt,por,portuguese ps,pus,pushto qu,que,quechua rm,roh,romansh ro,rum,ron,romanian rn,run,rundi"
    " ru,rus,russian sg,sag,sango sa,san,sanskrit si,sin,sinhala sk,slo,slk,slovak sl,slv,slovenian"
    " se,sme,northern_sami sm,smo,samoan sn,sna,shona sd,snd,sindhi so,som,somali st,sot,southern_sotho"
    " es,spa,spanish sq,alb,sqi,albanian sc,srd,sardinian sr,srp,serbian ss,ssw,swati su,sun,sundanese"
    " sw,swa,swahili sv,swe,swedish ty,tah,tahitian ta,tam,tamil tt,tat,tatar te,tel,telugu tg,tgk,tajik"
    " tl,tgl,tagalog th,tha,thai ti,tir,tigrinya to,ton,tonga tn,tsn,tswana ts,tso,tsonga tk,tuk,turkmen"
    " tr,tur,turkish tw,twi,twi ug,uig,uighur uk,ukr,ukrainian ur,urd,urdu uz,uzb,uzbek ve,ven,venda"
    " vi,vie,vietnamese vo,vol,volapük wa,wln,walloon wo,wol,wolof xh,xho,xhosa yi,yid,yiddish yo,yor,yoruba"
    " za,zha,zhuang zh,chi,zho,chinese zu,zul,zulu"
)
# ISO 639-2 codes of languages that have none of two letters.
_THREE_LETTERS: Final = (
    "ace ach ada ady afh ain akk ale alt ang anp arc arn arp arw ast awa bal ban bas bej bem bho bik bin bla bra"
    " bua bug byn cad car ceb chb chg chk chm chn cho chp chr chy cop crh csb dak dar del den dgr din doi dsb dua"
    " dum dyu efi egy eka elx enm ewo fan fat fil fon frm fro frr frs fur gaa gay gba gez gil gmh goh gon gor got"
    " grb grc gsw gwi hai haw hil hit hmn hsb hup iba ilo inh jbo jpr jrb kaa kab kac kam kaw kbd kha kho kmb kok"
    " kos kpe krc krl kru kum kut lad lah lam lez lol loz lua lui lun luo lus mad mag mai mak man mas mdf mdr men"
    " mga mic min mis mnc mni moh mos mul mus mwl mwr myv nap nds new nia niu nog non nqo nso nwc nym nyn nyo nzi"
    " osa ota pag pal pam pap pau peo phn pon pro raj rap rar rom rup sad sah sam sas sat scn sco sel sga shn sid"
    " sma smj smn sms snk sog srn srr suk sus sux syc syr tem ter tet tig tiv tkl tlh tli tmh tog tpi tsi tum tvl"
    " tyv udm uga umb und vai vot wal war was xal yao yap zap zbl zen zun zxx zza"
)
# A language with a country or a script: ``pt-BR``, ``zh-Hans``, ``es-419``.
_REGION: Final = re.compile(r"([a-z]{2,3})-(?:[a-z]{2,4}|419)", re.IGNORECASE)


def _table() -> dict[str, str]:
    table = dict(zip(_THREE_LETTERS.split(), _THREE_LETTERS.split(), strict=True))
    for row in _TWO_LETTERS.split():
        words = row.split(",")
        table.update((word.replace("_", " "), words[0]) for word in words)
    return table


def _names() -> dict[str, str]:
    rows = (row.split(",") for row in _TWO_LETTERS.split())
    return {row[0]: row[-1].replace("_", " ").title() for row in rows}


_BIBLIOGRAPHIC: Final = {row[0]: row[1] for row in (row.split(",") for row in _TWO_LETTERS.split())}
_BY_WORD: Final = _table()
_NAMES: Final = _names()
CODES: Final = tuple(_NAMES)  # of two letters, ISO 639-1


@lru_cache(maxsize=1024)
def language_of(word: str) -> str | None:
    """Return the code of a language that Jellyfin's culture list knows by this code or English name.

    Source: Emby.Server.Implementations/Localization: two- and three-letter codes, names, a few with a country.
    """
    key = word.casefold()
    found = _BY_WORD.get(key)
    if found is None and (match := _REGION.fullmatch(word)):
        language = _BY_WORD.get(match[1].casefold())
        return f"{language}-{word.partition('-')[2]}" if language else None
    return found


def three_letters(code: str) -> str:
    """Return a language's code of three letters (ISO 639-2, bibliographic), which Kodi writes; without its region."""
    language = code.partition("-")[0]
    return _BIBLIOGRAPHIC.get(language, language)


def language_name(code: str) -> str:
    """Return a language's English name, with its region if it has one; the code itself where no name is known."""
    language, _, region = code.partition("-")
    name = _NAMES.get(language)
    if name is None:
        return code
    return f"{name} ({region})" if region else name
