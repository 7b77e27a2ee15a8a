"""The theme in force: which colours, how large the text, how much motion."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from coach import paths
from coach.ui.theme.colors import DARK, LIGHT, Colors
from coach.ui.theme.stylesheet import stylesheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from coach.settings import Appearance

FAMILY = "Atkinson Hyperlegible Next"


class Role(Enum):
    """The type scale: size in pixels at 100 % text, and weight."""

    DISPLAY = (72, QFont.Weight.DemiBold)
    TITLE = (28, QFont.Weight.DemiBold)
    CUE = (26, QFont.Weight.DemiBold)
    HEADING = (19, QFont.Weight.DemiBold)
    BODY = (16, QFont.Weight.Normal)
    STRONG = (16, QFont.Weight.DemiBold)
    SMALL = (14, QFont.Weight.Normal)
    LABEL = (14, QFont.Weight.DemiBold)


def load_fonts() -> None:
    """Make Coach's own typeface known to Qt; where it is missing, Qt falls back to the system's."""
    for file in sorted((paths.assets() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


class Theme(QObject):
    """Colours, type and spacing for every widget; `changed` is sent when any of them does.

    Follows the system's light or dark scheme live unless the person chose one.
    """

    changed = Signal()

    def __init__(self, app: QApplication, appearance: Appearance) -> None:
        super().__init__(app)
        self._app = app
        self._appearance = appearance
        self.colors = LIGHT
        self._is_dressed = False
        load_fonts()
        app.setStyle("Fusion")
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_scheme_changed)
        self._apply()

    @property
    def scale(self) -> float:
        """Text size as a factor, 1.0 to 2.0."""
        return self._appearance.text_scale / 100

    @property
    def less_motion(self) -> bool:
        """Whether movement that only decorates is left out."""
        return self._appearance.less_motion

    @property
    def breathing(self) -> bool:
        """Whether long holds show a breath to breathe along with."""
        return self._appearance.breathing and not self._appearance.less_motion

    def set_appearance(self, appearance: Appearance) -> None:
        """Show what the person chose, at once and everywhere."""
        if appearance != self._appearance:
            self._appearance = appearance
            self._apply()

    def dress(self) -> None:
        """Put the style sheet on, once the widgets are there: that is quicker than dressing each in turn.

        From then on it is kept up to date.
        """
        if not self._is_dressed:
            self._is_dressed = True
            self._put_on()

    def px(self, size: float) -> int:
        """A length that grows with the text, in pixels."""
        return round(size * self.scale)

    def font(self, role: Role) -> QFont:
        """The font of one role of the type scale."""
        size, weight = role.value
        font = QFont(FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        return font

    def color(self, name: str) -> QColor:
        """A colour of the scheme by its field name."""
        return QColor(getattr(self.colors, name))

    def _put_on(self) -> None:
        self._app.setStyleSheet(stylesheet(self.colors, FAMILY, self.px))

    def _on_system_scheme_changed(self) -> None:
        if self._appearance.theme == "system":
            self._apply()

    def _wanted_colors(self) -> Colors:
        wanted = self._appearance.theme
        is_dark = _system_is_dark() if wanted == "system" else wanted == "dark"
        return DARK if is_dark else LIGHT

    def _apply(self) -> None:
        self.colors = self._wanted_colors()
        self._app.setFont(self.font(Role.BODY))
        self._app.setPalette(_palette(self.colors))
        if self._is_dressed:
            self._put_on()
        self.changed.emit()


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _palette(colors: Colors) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: colors.ground,
        QPalette.ColorRole.WindowText: colors.text,
        QPalette.ColorRole.Base: colors.surface,
        QPalette.ColorRole.AlternateBase: colors.sunk,
        QPalette.ColorRole.Text: colors.text,
        QPalette.ColorRole.Button: colors.surface,
        QPalette.ColorRole.ButtonText: colors.text,
        QPalette.ColorRole.ToolTipBase: colors.surface,
        QPalette.ColorRole.ToolTipText: colors.text,
        QPalette.ColorRole.PlaceholderText: colors.muted,
        QPalette.ColorRole.Highlight: colors.accent,
        QPalette.ColorRole.HighlightedText: colors.on_accent,
        QPalette.ColorRole.Link: colors.accent,
    }
    palette = QPalette()
    for role, color in roles.items():
        palette.setColor(role, QColor(color))
    return palette
