"""The theme: applies the palette, follows the system between light and dark, and hands out colours, icons and fonts."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QProgressBar, QPushButton

from jforg_gui.storage.settings import Theme as Appearance
from jforg_gui.ui.assets import DARK, LIGHT, Look, Roles, Tint, high_contrast, palette_of, roles_beside
from jforg_gui.ui.icons import draw_icon
from jforg_gui.ui.style import FramedFusion

SMALL: Final = 0.92
SECTION: Final = 1.15
PAGE: Final = 1.5
_SATURATED: Final = 140  # of 255: such a highlight needs its own text colour on icons as well
_SCHEMES: Final = {
    Appearance.SYSTEM: Qt.ColorScheme.Unknown,
    Appearance.LIGHT: Qt.ColorScheme.Light,
    Appearance.DARK: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """The one place that knows how the window looks at this moment. GUI thread only.

    ``changed`` comes after every widget has got its ``PaletteChange``; whoever keeps icons or colours makes them anew.
    """

    changed = Signal()

    def __init__(self, application: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
        """Take the application over: style, palette, and every later change of the system's colours."""
        super().__init__(application)
        self._application = application
        self._icons: dict[tuple[str, Tint, int], QIcon] = {}
        self._appearance = appearance
        style = application.style()
        self._fusion = style.name().lower() == "fusion"
        # A desktop with a palette of its own (KDE, GTK) gives another one than the style brings along.
        self._own_palette = self._fusion and application.palette().window() == style.standardPalette().window()
        self._style = FramedFusion(LIGHT) if self._fusion else None
        if self._style is not None:
            application.setStyle(self._style)
        self.roles: Roles = LIGHT
        self._apply()
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    @classmethod
    def of(cls, application: QApplication, appearance: Appearance = Appearance.SYSTEM) -> Theme:
        """Return the application's theme, made at the first call: two would fight over one palette."""
        theme = application.findChild(cls)
        if not isinstance(theme, cls):
            return cls(application, appearance)
        theme.set_appearance(appearance)
        return theme

    @property
    def appearance(self) -> Appearance:
        """What the person chose: as the system, light or dark."""
        return self._appearance

    def set_appearance(self, appearance: Appearance) -> None:
        """Change to light, to dark, or to what the system says."""
        if appearance is self._appearance:
            return
        self._appearance = appearance
        self._follow()

    @property
    def dark(self) -> bool:
        """Whether the window is dark now."""
        if self._appearance is Appearance.SYSTEM:
            return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._appearance is Appearance.DARK

    def color(self, tint: Tint) -> QColor:
        """The colour of a role now."""
        return self.roles.of(tint)

    def icon(self, look: Look, size: int = 16, tint: Tint | None = None) -> QIcon:
        """An icon in its role, or in another; the same object until the theme changes. ``size`` in logical pixels."""
        key = (look.name, tint or look.tint, size)
        found = self._icons.get(key)
        if found is None:
            color = self.roles.of(key[1])
            found = draw_icon(
                look.name, size, normal=color, disabled=self.roles.disabled, selected=self._on_selection(color)
            )
            self._icons[key] = found
        return found

    def font(self, scale: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The system's font at a relative size."""
        font = self._application.font()
        font.setPointSizeF(font.pointSizeF() * scale)
        font.setWeight(weight)
        return font

    def make_primary(self, button: QPushButton) -> None:
        """Give a window's one primary button its looks; call it again after ``changed``."""
        button.setDefault(True)
        if self._fusion:  # there a coloured Button role becomes a gradient on which white cannot be read
            button.setStyleSheet(_primary_sheet(self.roles))

    def make_progress(self, bar: QProgressBar) -> None:
        """Give a bar its colours, as Highlight is pale here; call it again after ``changed``."""
        palette = QPalette(bar.palette())
        palette.setColor(QPalette.ColorRole.Highlight, self.roles.progress)
        palette.setColor(QPalette.ColorRole.Accent, self.roles.progress)
        palette.setColor(QPalette.ColorRole.Base, self.roles.track)
        bar.setPalette(palette)

    def _on_selection(self, color: QColor) -> QColor:
        saturated = self.roles.selection.saturation() > _SATURATED
        return self.roles.selected_text if saturated and not self._own_palette else color

    def _follow(self, *_changed: object) -> None:
        self._apply()
        # Qt posts the palette to the widgets; a timer of no time fires when they have it
        QTimer.singleShot(0, self, self.changed.emit)

    def _apply(self) -> None:
        application = self._application
        hints = application.styleHints()
        if hints.colorScheme() is not _SCHEMES[self._appearance]:
            hints.setColorScheme(_SCHEMES[self._appearance])
        self._icons.clear()
        if self._own_palette:
            self.roles = DARK if self.dark else LIGHT
            palette = palette_of(self.roles)
        else:
            palette = application.palette()
            self.roles = roles_beside(palette)
        hints_of_contrast = application.styleHints().accessibility()
        if hints_of_contrast.contrastPreference() is Qt.ContrastPreference.HighContrast:
            self.roles = high_contrast(palette)
        if self._style is not None:
            self._style.roles = self.roles
        if self._own_palette:
            application.setPalette(palette)


def _primary_sheet(roles: Roles) -> str:
    accent, edge = roles.accent, roles.line
    return (
        f"QPushButton {{ background: {accent.name()}; color: {roles.on_accent.name()};"
        f" border: 1px solid {accent.name()}; border-radius: 4px; padding: 5px 14px; font-weight: 600 }}"
        f" QPushButton:hover {{ background: {accent.darker(108).name()} }}"
        f" QPushButton:pressed {{ background: {accent.darker(120).name()} }}"
        f" QPushButton:focus {{ border: 2px solid {roles.text.name()}; padding: 4px 13px }}"
        f" QPushButton:disabled {{ background: {roles.button.name()}; color: {roles.disabled.name()};"
        f" border-color: {edge.name()} }}"
    )
