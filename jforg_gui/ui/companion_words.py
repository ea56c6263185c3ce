"""What a companion is called: its language, what it is for, or whose picture it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from jforg_gui.domain.media import Role
from jforg_gui.ui.text import QT_TRANSLATE_NOOP, language_word, plain, role_word, translate

if TYPE_CHECKING:
    from jforg_gui.domain.item import Companion

_FLAGS: Final[Mapping[str, str]] = {
    "default": QT_TRANSLATE_NOOP("Companion", "default"),
    "forced": QT_TRANSLATE_NOOP("Companion", "forced"),
    "sdh": QT_TRANSLATE_NOOP("Companion", "for the hearing impaired"),
}
_PICTURES: Final[Mapping[str, str]] = {
    "poster": QT_TRANSLATE_NOOP("Companion", "Poster"),
    "folder": QT_TRANSLATE_NOOP("Companion", "Cover"),
    "cover": QT_TRANSLATE_NOOP("Companion", "Cover"),
    "fanart": QT_TRANSLATE_NOOP("Companion", "Backdrop"),
    "backdrop": QT_TRANSLATE_NOOP("Companion", "Backdrop"),
    "background": QT_TRANSLATE_NOOP("Companion", "Backdrop"),
    "banner": QT_TRANSLATE_NOOP("Companion", "Banner"),
    "logo": QT_TRANSLATE_NOOP("Companion", "Logo"),
    "clearlogo": QT_TRANSLATE_NOOP("Companion", "Logo"),
    "landscape": QT_TRANSLATE_NOOP("Companion", "Landscape"),
    "thumb": QT_TRANSLATE_NOOP("Companion", "Still"),
    "artist": QT_TRANSLATE_NOOP("Companion", "Picture of the artist"),
}


def companion_words(companion: Companion) -> str:
    """What a companion is, as the Title column says it: ``English, forced``, ``Poster``."""
    words = [language_word(companion.language)] if companion.language else []
    words += [translate("Companion", _FLAGS[flag]) if flag in _FLAGS else plain(flag) for flag in companion.flags]
    if companion.label:
        words.append(_label(companion))
    if not words:
        return role_word(companion.role)
    text = ", ".join(words)
    return text[:1].upper() + text[1:]


def _label(companion: Companion) -> str:
    """A picture by what Jellyfin takes it for; any other label is somebody's own words."""
    label = companion.label or ""
    known = _PICTURES.get(label.casefold()) if companion.role is Role.ARTWORK else None
    return plain(label) if known is None else translate("Companion", known)
