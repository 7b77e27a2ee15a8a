"""The style sheet: how controls look. Written once, filled in with a scheme's colours and text size."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING, Final

from coach import paths

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.ui.theme.colors import Colors

# Controls that a hurting hand must hit are at least 44 px high (WCAG 2.5.5).
_SHEET = Template("""
* { font-family: "$family"; font-size: ${body}px; }
QWidget { color: $text; }
QMainWindow, QWidget#page, QDialog, QScrollArea, QWidget#scrolled { background: $ground; }
QScrollArea { border: none; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[role="cue"] { font-size: ${cue}px; font-weight: 600; }
QLabel[role="since"] { font-size: ${since}px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${small}px; }
QLabel[role="label"] { color: $muted; font-size: ${small}px; font-weight: 600; }

QFrame#card { background: $surface; border: ${rim}px solid $line; border-radius: 16px; }
QFrame#caution {
    background: $caution_soft; border: $frame $caution; border-left: ${bar}px solid $caution;
    border-radius: 8px;
}
QFrame#strip { background: $accent_soft; border: ${thick}px solid $accent; }
QFrame#note { background: $accent_soft; border: $frame $accent; border-radius: 12px; }

QPushButton {
    background: $surface; border: ${rim}px solid $edge; border-radius: 10px;
    padding: ${gap}px ${wide}px; min-height: ${control}px; font-weight: 600; icon-size: ${icon}px;
}
QPushButton:hover { background: $sunk; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: ${thick}px solid $accent; }
QPushButton:disabled { color: $muted; border-color: $line; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: ${thick}px solid $accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:disabled { background: $sunk; color: $muted; border-color: $line; }
QPushButton[kind="primary"]:focus { border: ${thick}px solid $text; }
QPushButton[kind="big"] {
    background: $accent; color: $on_accent; border: ${thick}px solid $accent; font-size: ${cue}px;
    min-height: ${big}px;
}
QPushButton[kind="big"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="big"]:focus { border: ${thick}px solid $text; }
QPushButton[kind="answer"] { padding: 0px; }
QPushButton[kind="quiet"] { background: transparent; border: ${thick}px solid transparent; }
QPushButton[kind="quiet"]:hover { background: $sunk; }
QPushButton[kind="quiet"]:focus { border: ${thick}px solid $accent; }
QPushButton[bare="true"] { padding: ${gap}px ${gap}px; }
QPushButton[kind="chip"] {
    border-radius: ${chip_radius}px; padding: 0px ${gap2}px; min-height: ${chip}px; min-width: ${digit}px;
    margin: ${gone}px;
}
QPushButton[kind="chip"]:checked {
    background: $accent_soft; border: ${thick}px solid $accent; margin: 0px; color: $accent;
}
QPushButton[kind="chip"]:focus { border: ${thick}px solid $text; margin: 0px; }
QToolButton {
    background: $surface; border: ${rim}px solid $edge; border-radius: 10px; padding: 4px; font-weight: 600;
    min-width: ${cell}px; min-height: ${control}px; margin: ${gone}px;
}
QToolButton:hover { background: $sunk; }
QToolButton:checked {
    background: $accent_soft; border: ${mark}px solid $accent; margin: 0px; padding: 3px; color: $accent;
}
QPushButton[kind="cramp"] {
    background: $surface; border: ${thick}px solid $edge; text-align: left; padding: ${gap}px ${gap2}px;
}
QPushButton[kind="cramp"]:hover { background: $line; }
QPushButton[kind="cramp"]:focus { border: ${thick}px solid $accent; }
QPushButton[kind="nav"] {
    background: transparent; border: ${thick}px solid transparent; text-align: left;
    padding: ${gap}px ${gap2}px; font-weight: 400;
}
QPushButton[kind="nav"]:hover { background: $sunk; }
QPushButton[kind="nav"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QPushButton[kind="nav"]:focus { border: ${thick}px solid $accent; }
QFrame#side[tight="true"] QPushButton { min-height: 28px; padding-top: 4px; padding-bottom: 4px; }

QLineEdit, QComboBox, QSpinBox {
    background: $surface; border: ${rim}px solid $edge; border-radius: 10px; padding: ${half}px ${gap2}px;
    min-height: ${control}px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { border: ${thick}px solid $accent; }
QComboBox::drop-down { border: none; width: ${icon}px; }
QComboBox::down-arrow, QPushButton::menu-indicator {
    image: url("$down"); width: ${body}px; height: ${body}px;
}
QPushButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: right center; right: 4px; }
QComboBox QAbstractItemView {
    background: $surface; border: ${rim}px solid $edge; padding: 4px; outline: none;
}
QMenu { background: $surface; border: ${rim}px solid $edge; padding: 4px; }
QMenu::item { padding: ${half}px ${wide}px; min-height: ${control}px; border-radius: 6px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $muted; background: transparent; }
QPlainTextEdit { background: $surface; border: ${thick}px solid $line; border-radius: 10px; }
QPlainTextEdit:focus { border-color: $accent; }
QCheckBox { padding: ${half}px; border: ${thick}px solid transparent; border-radius: 10px; }
QCheckBox:focus { border-color: $accent; }
QCheckBox::indicator {
    width: ${wide}px; height: ${wide}px; background: $surface; border: 2px solid $edge; border-radius: 5px;
}
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QSlider { min-height: 26px; }
QSlider::groove:horizontal { background: $edge; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal {
    background: $surface; border: 2px solid $text; width: 12px; margin: -6px 0px; border-radius: 8px;
}
QSlider::handle:horizontal:focus { background: $accent; border-color: $accent; }
QProgressBar { background: $surface; border: ${rim}px solid $edge; border-radius: 6px; text-align: center; }
QProgressBar::chunk { background: $accent_soft; border-radius: 5px; }
QGroupBox {
    border: ${rim}px solid $line; border-radius: 12px; margin-top: ${title}px; padding: ${half}px;
    font-weight: 600;
}
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; }
QTabWidget::pane { border: ${rim}px solid $line; border-radius: 10px; }
QTabBar { font-weight: 600; qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $muted; border: ${thick}px solid transparent; border-radius: 10px;
    padding: ${half}px ${gap2}px; min-height: ${control}px; margin: 0px 4px 4px 0px;
}
QTabBar::tab:hover { background: $sunk; }
QTabBar::tab:selected { background: $accent_soft; color: $accent; border-color: $accent_soft; }
QTabBar::tab:selected:focus { border-color: $accent; }
QSplitter::handle, QAbstractScrollArea::corner { background: transparent; }

QListView, QTreeView, QTextBrowser { background: transparent; border: none; outline: none; }
QTreeView { border: ${thick}px solid transparent; border-radius: 10px; }
QTreeView:focus { border-color: $accent; }
QFrame#side { background: $sunk; border: none; }
QFrame#foot { background: $ground; border: none; border-top: ${rim}px solid $line; }
QToolTip { background: $surface; color: $text; border: ${rim}px solid $edge; padding: 6px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: $edge; border-radius: 4px; min-height: 40px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle:horizontal { background: $edge; border-radius: 4px; min-width: 40px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")

# `thick` marks what has the keyboard or is chosen, and takes the `gone` margin: nothing moves by it.
_EDGES: Final = {"rim": 1, "thick": 2, "gone": 1, "mark": 3, "bar": 4, "frame": "0px solid"}
_STRONG_EDGES: Final = {"rim": 2, "thick": 4, "gone": 2, "mark": 5, "bar": 10, "frame": "2px solid"}

# High contrast: what a tint alone would tell has a thick edge too.
_STRONG: Final = """
QPushButton[kind="nav"]:checked { border-left-color: palette(link); }
QTabBar::tab:selected { border-bottom-color: palette(link); border-radius: 0px; }
QToolButton { padding: 1px; }
QToolButton:checked { padding: 0px; }
"""

# What is pressed during a session, for whoever asks for large targets: 96 px high, whatever the text size.
_LARGE: Final = """
QWidget#controls QPushButton, QFrame#note QPushButton, QFrame#foot QPushButton, QPushButton[kind="answer"],
QPushButton[kind="big"] { min-height: 96px; padding-top: 0px; padding-bottom: 0px; }
QToolButton { min-height: 96px; min-width: 64px; }
"""


def stylesheet(
    colors: Colors, family: str, px: Callable[[float], int], *, large_targets: bool = False
) -> str:
    """The whole style sheet for one colour scheme and text size."""
    sizes = {
        "body": 16,
        "title": 28,
        "heading": 19,
        "cue": 26,
        "small": 14,
        "since": 40,
        "big": 32,
        "control": 28,
        "chip": 36,
        "cell": 48,
        "chip_radius": 18,
        "digit": 14,
        "icon": 22,
        "half": 5,
        "gap": 8,
        "gap2": 12,
        "wide": 20,
    }
    values = {name: str(px(size)) for name, size in sizes.items()}
    tones = {name: str(getattr(colors, name)) for name in colors.__slots__ if not name.startswith("is_")}
    edges = _STRONG_EDGES if colors.is_strong else _EDGES
    kind = "-dark" if colors.is_dark else ""  # what a style sheet draws takes no colour of the scheme
    marks = {name: (paths.assets() / "icons" / f"{name}{kind}.svg").as_posix() for name in ("down", "tick")}
    sheet = _SHEET.substitute(values, family=family, **marks, **tones, **edges)
    return sheet + (_STRONG if colors.is_strong else "") + (_LARGE if large_targets else "")
