"""What the window is drawn with: the colours of each role in light and dark, and the icon of each thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from PySide6.QtGui import QColor, QPalette

from jforg_gui.domain.media import Kind, Role
from jforg_gui.ui.filters import FilterKey
from jforg_gui.ui.states import State


class Tint(StrEnum):
    """The roles that words and icons are drawn in; each is a field of ``Roles``."""

    TEXT = "text"
    SECONDARY = "secondary"
    DISABLED = "disabled"
    LINK = "link"
    GOOD = "good"
    ASK = "ask"
    STOP = "stop"
    CALM = "calm"
    ON_ACCENT = "on_accent"


@dataclass(frozen=True, slots=True)
class Roles:
    """Every colour the window uses, for one theme. No widget writes a hex value of its own."""

    window: QColor
    base: QColor
    alternate: QColor
    group: QColor
    button: QColor
    text: QColor
    secondary: QColor
    disabled: QColor
    selection: QColor
    selected_text: QColor
    accent: QColor
    on_accent: QColor
    link: QColor
    good: QColor
    ask: QColor
    stop: QColor
    calm: QColor
    edge: QColor
    line: QColor
    progress: QColor
    track: QColor
    notice: QColor
    notice_edge: QColor
    removed: QColor
    removed_fill: QColor
    added: QColor
    added_fill: QColor
    tip: QColor

    def of(self, tint: Tint) -> QColor:
        """The colour of a role by its name."""
        color: QColor = getattr(self, tint.value)
        return color


def _roles(**names: str) -> Roles:
    return Roles(**{field.name: QColor(names[field.name]) for field in fields(Roles)})


# Contrasts were measured with the WCAG formula: text at least 4.5, edges, icons and focus at least 3.
LIGHT: Final = _roles(
    window="#F2F3F5",
    base="#FFFFFF",
    alternate="#F7F8F9",
    group="#EEF1F4",
    button="#FBFBFC",
    text="#1C1F24",
    secondary="#575E69",
    disabled="#8A909A",
    selection="#D3E3F8",
    selected_text="#1C1F24",
    accent="#2A62B8",
    on_accent="#FFFFFF",
    link="#2A62B8",
    good="#1B7340",
    ask="#8F5500",
    stop="#B3261E",
    calm="#5C636E",
    edge="#848A94",
    line="#DCDFE3",
    progress="#2A62B8",
    track="#E3E6EA",
    notice="#FFF6E3",
    notice_edge="#E2C48A",
    removed="#8C1D18",
    removed_fill="#FBE3E1",
    added="#14572F",
    added_fill="#DDF1E4",
    tip="#FFFFFF",
)
DARK: Final = _roles(
    window="#25282D",
    base="#1B1D21",
    alternate="#1F2126",
    group="#282C32",
    button="#30343A",
    text="#E7E9EC",
    secondary="#ADB3BD",
    disabled="#747B86",
    selection="#2A4468",
    selected_text="#F3F6FA",
    accent="#3B72C8",
    on_accent="#FFFFFF",
    link="#8AB6F7",
    good="#71C894",
    ask="#E5B35C",
    stop="#F59A92",
    calm="#ADB3BD",
    edge="#747B86",
    line="#363A41",
    progress="#8AB6F7",
    track="#3A3F47",
    notice="#332B1B",
    notice_edge="#6B5527",
    removed="#F7B4AE",
    removed_fill="#4A2523",
    added="#9BDDB4",
    added_fill="#1E3F2B",
    tip="#30343A",
)
_STATE_ROLES: Final = ("secondary", "link", "good", "ask", "stop", "calm", "edge", "line")
_HALF: Final = 128


def roles_beside(palette: QPalette) -> Roles:
    """The roles that go with somebody else's palette, chosen by how light its Base is; its own colours are kept."""
    ours = DARK if palette.base().color().lightness() < _HALF else LIGHT
    return replace(
        ours,
        window=palette.window().color(),
        base=palette.base().color(),
        alternate=palette.alternateBase().color(),
        button=palette.button().color(),
        text=palette.text().color(),
        selection=palette.highlight().color(),
        selected_text=palette.highlightedText().color(),
        accent=palette.color(QPalette.ColorRole.Accent),
    )


def high_contrast(palette: QPalette) -> Roles:
    """The roles for a person who asked the system for more contrast: everything is Text, shapes and words tell."""
    beside = roles_beside(palette)
    text, base = palette.text().color(), palette.base().color()
    quiet = dict.fromkeys(("group", "alternate", "notice", "removed_fill", "added_fill"), base)
    loud = dict.fromkeys((*_STATE_ROLES, "notice_edge", "removed", "added", "progress"), text)
    return replace(beside, **quiet, **loud)


def palette_of(roles: Roles) -> QPalette:
    """Our palette, for a desktop that has none of its own."""
    palette = QPalette(roles.button, roles.window)
    role = QPalette.ColorRole
    for target, color in (
        (role.Window, roles.window),
        (role.WindowText, roles.text),
        (role.Text, roles.text),
        (role.ButtonText, roles.text),
        (role.BrightText, roles.on_accent),
        (role.Base, roles.base),
        (role.AlternateBase, roles.alternate),
        (role.Button, roles.button),
        (role.Highlight, roles.selection),
        (role.HighlightedText, roles.selected_text),
        (role.Accent, roles.accent),
        (role.Link, roles.link),
        (role.LinkVisited, roles.link),
        (role.PlaceholderText, roles.secondary),
        (role.ToolTipBase, roles.tip),
        (role.ToolTipText, roles.text),
    ):
        palette.setColor(target, color)
    for target in (role.Text, role.WindowText, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, roles.disabled)
    return palette


@dataclass(frozen=True, slots=True)
class Look:
    """An icon by its name in Material Design Icons, and the role it is drawn in."""

    name: str
    tint: Tint = Tint.TEXT


STATE_LOOKS: Final[Mapping[State, Look]] = MappingProxyType(
    {
        State.READY: Look("check-circle-outline", Tint.GOOD),
        State.ATTENTION: Look("comment-question-outline", Tint.ASK),
        State.CONFLICT: Look("call-split", Tint.STOP),
        State.IGNORED: Look("eye-off-outline", Tint.CALM),
        State.UNCHANGED: Look("equal", Tint.CALM),
        State.COMPANION: Look("paperclip", Tint.CALM),
        State.WAITING: Look("clock-outline", Tint.CALM),
        State.MOVING: Look("folder-arrow-right-outline", Tint.LINK),
        State.DONE: Look("check-circle", Tint.GOOD),
        State.FAILED: Look("close-octagon-outline", Tint.STOP),
        State.UNDONE: Look("undo-variant", Tint.CALM),
    }
)
KIND_LOOKS: Final[Mapping[Kind, Look]] = MappingProxyType(
    {
        Kind.MOVIE: Look("movie-open-outline"),
        Kind.EPISODE: Look("television-classic"),
        Kind.TRACK: Look("album"),
        Kind.BOOK: Look("book-open-variant"),
        Kind.COMIC: Look("book-outline"),
        Kind.AUDIOBOOK: Look("headphones"),
        Kind.EXTRA: Look("play-box-outline"),
        Kind.SUBTITLE: Look("subtitles-outline"),
        Kind.ARTWORK: Look("image-outline"),
        Kind.IGNORED: Look("file-outline"),
        Kind.UNKNOWN: Look("file-outline"),
    }
)
ROLE_LOOKS: Final[Mapping[Role, Look]] = MappingProxyType(
    {
        Role.SUBTITLE: Look("subtitles-outline", Tint.SECONDARY),
        Role.AUDIO: Look("music-note", Tint.SECONDARY),
        Role.LYRICS: Look("microphone-variant", Tint.SECONDARY),
        Role.METADATA: Look("file-code-outline", Tint.SECONDARY),
        Role.ARTWORK: Look("image-outline", Tint.SECONDARY),
        Role.SHEET: Look("file-document-outline", Tint.SECONDARY),
        Role.DISC: Look("disc", Tint.SECONDARY),
    }
)
_FILTERS: Final = frozenset(key.value for key in FilterKey)
FILTER_LOOKS: Final[Mapping[FilterKey, Look]] = MappingProxyType(
    {
        FilterKey.ALL: Look("format-list-bulleted"),
        FilterKey.THIS_RUN: Look("format-list-bulleted"),
        FilterKey.STAYED: Look("tray", Tint.CALM),
        FilterKey.CHANGES: Look("swap-horizontal"),
        FilterKey.PROBLEMS: Look("alert-outline", Tint.ASK),
        FilterKey.FILMS: KIND_LOOKS[Kind.MOVIE],
        FilterKey.SHOWS: KIND_LOOKS[Kind.EPISODE],
        FilterKey.MUSIC: KIND_LOOKS[Kind.TRACK],
        FilterKey.BOOKS: KIND_LOOKS[Kind.BOOK],
        FilterKey.NOT_SHOWN: Look("close-octagon-outline", Tint.STOP),
        FilterKey.SHOWN_WRONG: Look("alert-outline", Tint.ASK),
        FilterKey.NICER: Look("information-outline", Tint.CALM),
        **{FilterKey(state.value): look for state, look in STATE_LOOKS.items() if state.value in _FILTERS},
    }
)
# What becomes of a name in the library, by the value of its mark in the preview.
PREVIEW_LOOKS: Final[Mapping[str, Look]] = MappingProxyType(
    {
        "new": Look("plus-circle-outline", Tint.GOOD),
        "written": Look("file-code-outline", Tint.LINK),
        "there": Look("equal", Tint.CALM),
    }
)
HINT: Final = Look("lightbulb-on-outline", Tint.ASK)
LIBRARY: Final = Look("bookshelf")
SEASON: Final = Look("folder-outline")
EDITED: Final = Look("pencil-outline", Tint.LINK)
ADD_FOLDER: Final = Look("folder-plus-outline")
ADD_FILES: Final = Look("file-plus-outline")
HISTORY: Final = Look("history")
LOOK_UP: Final = Look("cloud-search-outline")
CHECK: Final = Look("clipboard-check-outline")
BACK: Final = Look("arrow-left")
AGAIN: Final = Look("refresh")
FIND: Final = Look("magnify", Tint.SECONDARY)
UNDO: Final = Look("undo-variant")
REDO: Final = Look("redo-variant")
STOP: Final = Look("stop")
PAUSE: Final = Look("pause")
GO_ON: Final = Look("play")
SETTINGS: Final = Look("cog-outline")
SAFE: Final = Look("shield-check-outline", Tint.GOOD)
MORE: Final = Look("chevron-double-right")
OPEN: Final = Look("chevron-down")
CLOSED: Final = Look("chevron-right")
CLOSE: Final = Look("close")
DROP: Final = Look("tray-arrow-down", Tint.SECONDARY)
SAMPLE: Final = Look("play-circle-outline")
SELECT: Final = Look("cursor-default-click-outline", Tint.SECONDARY)
INTERRUPTED: Final = Look("alert-outline", Tint.ASK)
WILL_GO_BACK: Final = Look("file-check-outline", Tint.GOOD)
WILL_BE_TAKEN_BACK: Final = Look("file-remove-outline", Tint.CALM)
CHANGED_SINCE: Final = Look("file-edit-outline", Tint.ASK)
MISSING: Final = Look("file-question-outline", Tint.STOP)
PLACE_TAKEN: Final = Look("file-cancel-outline", Tint.STOP)
