"""One legal component, on every system, from anything at all."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jforg_gui.jellyfin import legal, rules

# Text as it comes from disks, tags and the net: any code point, escaped bytes, and the usual suspects more often.
HOSTILE = [
    "../../.bashrc",
    "..\\..\\x",
    "/etc/passwd",
    "C:\\Windows\\x",
    "\\\\evil\\share\\x",
    "....//",
    "\uff0e\uff0e\uff0f",
    "\u2025",
    "~root",
    "$HOME",
    "{title.__class__}",
    "%s%n",
    "a\0b",
    "a\nb",
    "\x1b]0;own\x07",
    "Film\u202egpj.exe",
    "caf\udce9",
    "e\u0301",
    "CON",
    "nul.txt",
    "COM\u00b9.x",
    "CONIN$",
    "é" * 300,
    "👩‍👩‍👧‍👦" * 80,
    "a" * 254 + ". b",
    "=\u0338<\u0338",
    "CON ." * 60,
]
ANYTHING = st.one_of(
    st.text(st.characters(), max_size=400),
    st.text(st.sampled_from(" .:/\\?*\"<>|_-'()CONcon1\u0301\u200d\udc80\udcffé字👩"), max_size=300),
    st.sampled_from(HOSTILE),
)


def assert_legal(name: str) -> None:
    assert name not in {"", ".", "..", "_"}
    assert not set(name) & set(rules.RESERVED_CHARACTERS)
    assert not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in name)
    assert not any("\u200b" <= character <= "\u200f" or "\u202a" <= character <= "\u202e" for character in name)
    assert not any("\u2066" <= character <= "\u2069" or character == "\ufeff" for character in name)
    assert not name.startswith((".", " "))
    assert not name.endswith((".", " "))
    assert name.partition(".")[0].rstrip(" ").upper() not in rules.DEVICE_NAMES
    assert len(name.encode()) <= 255
    assert len(name.encode("utf-16-le")) // 2 <= 255
    assert unicodedata.normalize("NFC", name) == name


@given(ANYTHING)
@example("CON" + " " * 260)
@example("x" * 253 + "é\u0301")
def test_whatever_comes_a_component_is_legal_and_stays_as_it_is(text: str) -> None:
    name = legal.component(text)
    if name is not None:
        assert_legal(name)
        assert legal.is_component(name)
        assert legal.component(name) == name


@given(ANYTHING, st.integers(min_value=16, max_value=255))
def test_a_limit_is_kept(text: str, limit: int) -> None:
    name = legal.component(text, limit)
    assert name is None or len(name.encode()) <= limit + len("_")


@given(ANYTHING, st.sampled_from(["mkv", "mp+", "dvr-ms", "../x", "a b", ""]))
def test_a_file_keeps_its_extension(stem: str, extension: str) -> None:
    name = legal.file_name(stem, extension)
    if name is not None:
        assert_legal(name)
        assert name.endswith(f".{legal.extension(extension)}" if legal.extension(extension) else "")


@given(ANYTHING)
def test_cutting_a_piece_again_changes_nothing(text: str) -> None:
    clean = legal.piece(text)
    if clean is not None:
        short = legal.fit(clean, 60)
        assert len(short.encode()) <= 60
        assert legal.fit(short, 60) == short


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ember: The Return", "Ember - The Return"),
        ("Ember : The Return", "Ember - The Return"),
        ("12:45 to Nowhere", "12-45 to Nowhere"),
        ("Who Goes There?", "Who Goes There"),
        ("Ember:", "Ember"),
        ("Fire/Water", "Fire-Water"),
        (".hush//LOUD", "hush-LOUD"),
        ('The "Best" Day', "The 'Best' Day"),
        ("A < B > C", "A B C"),
        ("Two  \t blanks\u00a0here", "Two blanks here"),
        ("Zu\u0308rich", "Zürich"),
        ("S.O.S.", "S.O.S"),
        ("And then...", "And then"),
        ("CON", "CON_"),
        ("con.mkv", "con_.mkv"),
        ("Aux (1999)", "Aux (1999)"),
        ("LPT\u00b2", "LPT\u00b2_"),
        ("one\nline", "one line"),
        ("half\u202ewob", "halfwob"),
        ("caf\udce9 noir", "caf_ noir"),
        ("!!!", "!!!"),
        ("÷", "÷"),
        ("{title.__class__}", "{title.__class__}"),
    ],
)
def test_substitutions(text: str, expected: str) -> None:
    assert legal.component(text) == expected


@pytest.mark.parametrize("text", ["", " ", ".", "..", "???", "_", "- -", "\u200b", "\udc80\udc81", "<>", "::", "/"])
def test_nothing_to_read_is_reported_and_never_a_name(text: str) -> None:
    assert legal.component(text) is None
    assert legal.piece(text) is None


def test_names_in_other_bytes_ask_for_one_name_so_that_the_plan_sees_them_meet() -> None:
    assert legal.component("caf\udce9") == legal.component("caf\udce8") == "caf_"


def test_a_letter_is_never_cut_from_its_accent() -> None:
    # 59 bytes, then a letter with a mark that has no composed form
    text = "x" * 58 + "q\u0308" + "more"
    assert legal.fit(text, 60) == "x" * 58


def test_an_awkward_name_is_cleaned_in_no_time() -> None:
    legal.piece.cache_clear()
    assert legal.piece("a" * 50_000 + "\0") == "a" * 50_000
