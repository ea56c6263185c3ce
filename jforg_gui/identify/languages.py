"""Languages of subtitles and audio beside a video: codes and names people write, as ISO 639-1 or `pt-BR`."""

from __future__ import annotations

from typing import Final

# code: three-letter codes (ISO 639-2/B and /T), English and native names, all in lower case
_LANGUAGES: Final[dict[str, str]] = {
    "ar": "ara arabic العربية",
    "bg": "bul bulgarian български",
    "bn": "ben bengali bangla",
    "bs": "bos bosnian bosanski",
    "ca": "cat catalan català",
    "cs": "cze ces czech čeština cestina",
    "cy": "wel cym welsh cymraeg",
    "da": "dan danish dansk",
    "de": "ger deu german deutsch",
    "el": "gre ell greek ελληνικά",
    "en": "eng english",
    "es": "spa spanish español espanol castellano castilian",
    "et": "est estonian eesti",
    "eu": "baq eus basque euskara",
    "fa": "per fas persian farsi فارسی",
    "fi": "fin finnish suomi",
    "fr": "fre fra french français francais vf vostfr",
    "ga": "gle irish gaeilge",
    "gl": "glg galician galego",
    "he": "heb hebrew עברית",
    "hi": "hin hindi हिन्दी",
    "hr": "hrv croatian hrvatski",
    "hu": "hun hungarian magyar",
    "hy": "arm hye armenian",
    "id": "ind indonesian",
    "is": "ice isl icelandic íslenska islenska",
    "it": "ita italian italiano",
    "ja": "jpn japanese 日本語",
    "ka": "geo kat georgian",
    "ko": "kor korean 한국어",
    "lt": "lit lithuanian lietuvių",
    "lv": "lav latvian latviešu",
    "mk": "mac mkd macedonian",
    "ml": "mal malayalam",
    "ms": "may msa malay",
    "nb": "nob bokmål bokmal",
    "nl": "dut nld dutch nederlands flemish",
    "no": "nor norwegian norsk",
    "pl": "pol polish polski",
    "pt": "por portuguese português portugues",
    "pt-BR": "pob ptbr brazilian brazil brasil brasileiro",
    "ro": "rum ron romanian română romana",
    "ru": "rus russian русский",
    "sk": "slo slk slovak slovenčina slovencina",
    "sl": "slv slovenian slovene slovenščina",
    "sq": "alb sqi albanian shqip",
    "sr": "srp serbian srpski српски",
    "sv": "swe swedish svenska",
    "ta": "tam tamil",
    "te": "tel telugu",
    "th": "tha thai ไทย",
    "tr": "tur turkish türkçe turkce",
    "uk": "ukr ukrainian українська",
    "ur": "urd urdu",
    "vi": "vie vietnamese",
    "zh": "chi zho chinese chs cht 中文 mandarin cantonese",
}

_BY_WORD: Final[dict[str, str]] = {
    word: code for code, words in _LANGUAGES.items() for word in (code.lower(), *words.split())
}


def language_of(word: str) -> str | None:
    """Return the code of a language's code or name; `pt-BR` and `pt_br` keep their country, others lose it."""
    low = word.lower().replace("_", "-")
    found = _BY_WORD.get(low)
    if found is None and len(low) == len("pt-br") and low[2] == "-":
        return _BY_WORD.get(low[:2])
    return found
