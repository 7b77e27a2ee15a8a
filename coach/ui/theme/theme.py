"""The theme in force: which colours, how large the text, how much motion."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from coach import paths
from coach.ui.theme.colors import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Colors
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
        self._is_night = False
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
    def large_targets(self) -> bool:
        """Whether a session has few buttons, and large ones."""
        return self._appearance.large_targets

    @property
    def breathing(self) -> bool:
        """Whether long holds show a breath to breathe along with."""
        return self._appearance.breathing and not self._appearance.less_motion

    def set_appearance(self, appearance: Appearance) -> None:
        """Show what the person chose, at once and everywhere."""
        if appearance != self._appearance:
            self._appearance = appearance
            self._apply()

    @property
    def is_night(self) -> bool:
        """Whether the colours are dark for the sake of the page."""
        return self._is_night

    def set_night(self, night: bool) -> None:
        """Dark colours whatever the person chose, for pages that are used half asleep; or their own again."""
        if night is not self._is_night:
            self._is_night = night
            if self.colors is not self._wanted_colors():
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
        sheet = stylesheet(self.colors, FAMILY, self.px, large_targets=self.large_targets)
        self._app.setStyleSheet(sheet)

    def _on_system_scheme_changed(self) -> None:
        if self._appearance.theme == "system":
            self._apply()

    def _wanted_colors(self) -> Colors:
        wanted = self._appearance.theme
        is_dark = _system_is_dark() if wanted == "system" else wanted.endswith("dark")
        is_dark = is_dark or self._is_night
        if wanted.startswith("contrast"):
            return CONTRAST_DARK if is_dark else CONTRAST_LIGHT
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
