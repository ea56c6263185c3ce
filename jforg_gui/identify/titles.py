"""Titles out of names: separators to blanks, release words cut off, capitals where there were none."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from jforg_gui.identify.tags import Tag
from jforg_gui.identify.tokens import tokenise

SPACE: Final = " ._-–~"  # noqa: RUF001 — a dash separates as well
_KEPT: Final = 16384  # texts; titles are compared with one another again and again
YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# `www.some-site.example - Title`, `[ www.some-site.example ] - Title`, `Some-Site.com - Title`; where dots have become
# blanks, the `www` alone tells.
_SITE: Final = re.compile(
    r"^\s*(?:[\[{(]\s*(?:(?:w{2,3}[ .,])?[\w-]+(?:\.[a-z]{2,7}){1,2}|www[ .,][\w-]+[ .,][a-z]{2,12})\s*[\]})][\s_.-]*"
    r"|w{2,3}[ .,][\w-]+(?:[ .,][a-z]{2,12}){1,2}\s*[-_][\s_-]*"
    r"|www\.[\w-]+(?:\.[a-z]{2,12}){1,2}[\s_]+"
    r"|[^\W_][a-z0-9-]+\.(?:com|net|org|to|cc|info|site|xyz|ru|io)_(?=[A-Za-z])"
    r"|[\w-]+\.(?:com|net|org|tv|to|cc|me|info|site|xyz|lol|ru|io)[\s_]+-[\s_]+)(?=\S)",
    re.IGNORECASE,
)
# `37 [Group] Title`, `SomeBot.[Group]_Title`: a list's number or a bot's name in front of the group's.
_BEFORE_GROUP: Final = re.compile(r"^(?:\d{1,4} |[\w-]*bot[._ |]+)(?=\[[^\]]+\][ _]\w)", re.IGNORECASE)
_COPY_MARK: Final = re.compile(r"(?:\s+-\s+copy|\s*\([1-5]\))$", re.IGNORECASE)
_PLAIN: Final = re.compile(
    r"^(?P<title>.*\S)\s*[\[(](?P<year>(?:19|20)\d\d)[\])](?P<rest>.*)$",
    re.DOTALL,
)
_ACRONYM: Final = re.compile(
    r"(?:(?<=^)|(?<=[ .]))(?:[^\W_]\.){2,}(?:[^\W_](?=$|[ .]))?|^[^\W\d_]\.[^\W\d_]$|(?<=\d)\.(?=\d)"
)
# The underscore that keeps Jellyfin from taking a film for a sample.
_SAMPLE_MARK: Final = re.compile(r"\b(sample)_ ", re.IGNORECASE)
_COUNTRIES: Final = frozenset(("(us)", "(uk)", "(au)", "(nz)", "(ca)"))
_SMALL_WORDS: Final = frozenset(("a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "the", "to", "vs"))
_ROMAN: Final = re.compile(r"(?=[ivx]{2})x{0,3}(?:ix|iv|v?i{0,3})")
_HYPHEN: Final = re.compile(r"(?<!\d)-|-(?!\d)")  # not those of `9-1-1`
_BRACKETS: Final = re.compile(r"\[[^\]]*\]|\{[^}]*\}")


def strip_noise(stem: str) -> str:
    """Take a site's mark off the front and a copy mark off the end of a name without extension."""
    rest = _BEFORE_GROUP.sub("", _SITE.sub("", stem, count=1))
    return _COPY_MARK.sub("", rest) or stem


def plain_title(name: str) -> tuple[str, int] | None:
    """Read `Title (2010)` with whatever follows: the form people write themselves. A bracketed year is the year."""
    match = _PLAIN.match(name)
    if match is None:
        return None
    title = clean(match["title"].strip(" -_"))
    return (title, int(match["year"])) if title else None


def trimmed(text: str, more: str = "") -> str:
    """Strip separators off a title, and ``more`` off its end, but for an ellipsis: `What If...`."""
    bare = text.strip(SPACE).rstrip(SPACE + more)
    behind = text[text.find(bare) + len(bare) :]
    return f"{bare}..." if " " in bare and behind.startswith("...") and not behind.startswith("....") else bare


def unhyphened(title: str, name: str) -> str:
    """Return a title with blanks for hyphens where nothing else separates the words of the whole name."""
    if "-" not in title or any(gap in name for gap in " ._"):
        return title
    alone = title.strip("-") == name.strip("-")
    return title if alone and (title != title.lower() or title.count("-") == 1) else _HYPHEN.sub(" ", title)


def clean(text: str) -> str:
    """Turn a piece of a name into a title.

    Dots and underscores become blanks only where no blank separates already; acronyms (`S.W.A.T.`) and dots between
    digits stay. Words get capitals only if the whole text has none, or nothing else.
    """
    text = unicodedata.normalize("NFC", text).strip()
    separated = " " not in text and ("." in text or "_" in text)
    if separated:
        text = _dots_to_blanks(text)
    elif "_" in text:
        text = _SAMPLE_MARK.sub(r"\1 ", text).replace("_ ", ": ").replace("_", " ")
    text = re.sub(r"\s+", " ", text).strip(" -_,;")
    if re.search(r"(?<!\w)(?:[^\W\d_]\.){2,}[^\W\d_]$|^[^\W\d_]\.[^\W\d_]$", text):
        text += "."  # the last dot of `S.W.A.T.` or `E.T.` was taken for a separator
    if not re.fullmatch(r"(?:.*[ .])?(?:\w\.){2,}", text, re.DOTALL):
        text = text.rstrip(".") if len(text) - len(text.rstrip(".")) == 1 else text
    return capitals(text, separated=separated)


def _dots_to_blanks(text: str) -> str:
    kept = _ACRONYM.sub(lambda match: match[0].replace(".", "\0") + (" " if len(match[0]) > 1 else ""), text)
    return kept.replace(".", " ").replace("_", " ").replace("\0", ".")


def capitals(text: str, *, separated: bool = True) -> str:
    """Give every word a capital if the text is all lower case, or all upper case and came with separators."""
    if text != text.lower() and not (separated and text == text.upper() and " " in text):
        return text
    words = text.lower().split(" ")
    last = len(words) - 1
    if words[-1] in _COUNTRIES:
        words[-1] = words[-1].upper()
    return " ".join(
        word if word in _SMALL_WORDS and 0 < place < last else _capital(word) for place, word in enumerate(words)
    )


def _capital(word: str) -> str:
    return word.upper() if _ROMAN.fullmatch(word) else word[:1].upper() + word[1:]


def without_release_tags(text: str) -> str:
    """Cut a text before the first word that only a release name holds, and drop what stands in square brackets."""
    text = _BRACKETS.sub(" ", text)
    tokens = tokenise(text)
    if tokens.words and tokens.words[0].tag is Tag.STRONG:
        return ""
    return text[: tokens.title_end(0, len(text))].rstrip(" ._-[(")


def has_release_tags(text: str) -> bool:
    """Tell whether a name holds a word that only release names hold."""
    return any(word.tag is Tag.STRONG for word in tokenise(text).words)


@lru_cache(maxsize=_KEPT)
def key(text: str) -> str:
    """Return what two spellings of one title have in common: letters and digits, folded."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
