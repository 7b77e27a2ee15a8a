"""The colours. Every pair that text is set in meets WCAG AA (a test computes it)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colors:
    """One colour scheme, as `#rrggbb`.

    `ground` is the window, `surface` what lies on it, `sunk` what is set into it,
    `picture` what drawings stand on. `line` only decorates;
    `edge` bounds controls and keeps 3:1 to what is around it (WCAG 1.4.11).
    """

    is_dark: bool
    ground: str
    surface: str
    sunk: str
    text: str
    muted: str
    picture: str
    line: str
    edge: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    caution: str
    caution_soft: str
    bad: str
    is_strong: bool
    """High contrast: nothing is told by a soft tint, borders are thick, the figure is drawn in lines."""


LIGHT = Colors(
    is_dark=False,
    is_strong=False,
    ground="#f5f3ee",
    surface="#ffffff",
    sunk="#ece8df",
    text="#1c2728",
    muted="#54605e",
    picture="#eef4f2",
    line="#dfd9cc",
    edge="#82796a",
    accent="#0b665c",
    accent_hover="#08524a",
    on_accent="#ffffff",
    accent_soft="#dcede9",
    caution="#8a4b08",
    caution_soft="#fbebd5",
    bad="#a1282c",
)

DARK = Colors(
    is_dark=True,
    is_strong=False,
    ground="#11181a",
    surface="#1a2325",
    sunk="#0c1213",
    text="#e9f0ee",
    muted="#a5b3b0",
    picture="#222d2f",
    line="#2d393b",
    edge="#6e7f7d",
    accent="#63cdbb",
    accent_hover="#86dccd",
    on_accent="#04211c",
    accent_soft="#163b36",
    caution="#f2b65e",
    caution_soft="#3a2a12",
    bad="#ff9a94",
)


CONTRAST_LIGHT = Colors(
    is_dark=False,
    is_strong=True,
    ground="#ffffff",
    surface="#ffffff",
    sunk="#ffffff",
    text="#000000",
    muted="#000000",
    picture="#ffffff",
    line="#8c8c8c",
    edge="#000000",
    accent="#00339c",
    accent_hover="#00206b",
    on_accent="#ffffff",
    accent_soft="#e6edff",
    caution="#5c2b00",
    caution_soft="#fff4e0",
    bad="#8a0004",
)

CONTRAST_DARK = Colors(
    is_dark=True,
    is_strong=True,
    ground="#000000",
    surface="#000000",
    sunk="#000000",
    text="#ffffff",
    muted="#ffffff",
    picture="#000000",
    line="#6e6e6e",
    edge="#ffffff",
    accent="#ffd83d",
    accent_hover="#ffe680",
    on_accent="#000000",
    accent_soft="#332b00",
    caution="#ffc14d",
    caution_soft="#2b1d00",
    bad="#ffb3ae",
)


def contrast(first: str, second: str) -> float:
    """The WCAG 2 contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (_linear(channel) for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """The light of an sRGB channel (IEC 61966-2-1)."""
    dark = 0.04045
    return channel / 12.92 if channel <= dark else ((channel + 0.055) / 1.055) ** 2.4
