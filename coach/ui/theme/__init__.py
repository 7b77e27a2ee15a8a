"""The design system: colours, type, spacing and the style sheet, all in one place."""

from coach.ui.theme.theme import Role, Theme

__all__ = ["Role", "Theme"]
