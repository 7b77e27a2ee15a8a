"""The style sheet: how controls look. Written once, filled in with a scheme's colours and text size."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

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

QFrame#card { background: $surface; border: 1px solid $line; border-radius: 16px; }
QFrame#caution {
    background: $caution_soft; border: none; border-left: 4px solid $caution; border-radius: 8px;
}
QFrame#note { background: $accent_soft; border: none; border-radius: 12px; }

QPushButton {
    background: $surface; border: 1px solid $edge; border-radius: 10px;
    padding: ${gap}px ${wide}px; min-height: ${control}px; font-weight: 600; icon-size: ${icon}px;
}
QPushButton:hover { background: $sunk; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; }
QPushButton:disabled { color: $muted; border-color: $line; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 2px solid $accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="big"] {
    background: $accent; color: $on_accent; border: 2px solid $accent; font-size: ${cue}px;
    min-height: ${big}px;
}
QPushButton[kind="big"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="big"]:focus { border: 2px solid $text; }
QPushButton[kind="answer"] { padding: 0px; }
QPushButton[kind="quiet"] { background: transparent; border: 2px solid transparent; }
QPushButton[kind="quiet"]:hover { background: $sunk; }
QPushButton[kind="quiet"]:focus { border: 2px solid $accent; }
QPushButton[bare="true"] { padding: ${gap}px ${gap}px; }
QPushButton[kind="chip"] {
    border-radius: ${chip_radius}px; padding: 0px ${gap2}px; min-height: ${chip}px; min-width: ${digit}px;
    margin: 1px;
}
QPushButton[kind="chip"]:checked {
    background: $accent_soft; border: 2px solid $accent; margin: 0px; color: $accent;
}
QPushButton[kind="chip"]:focus { border: 2px solid $text; margin: 0px; }
QToolButton {
    background: $surface; border: 1px solid $edge; border-radius: 10px; padding: 4px; font-weight: 600;
    min-width: ${cell}px; min-height: ${control}px; margin: 1px;
}
QToolButton:hover { background: $sunk; }
QToolButton:checked {
    background: $accent_soft; border: 3px solid $accent; margin: 0px; padding: 3px; color: $accent;
}
QPushButton[kind="nav"] {
    background: transparent; border: 2px solid transparent; text-align: left; padding: ${gap}px ${gap2}px;
    font-weight: 400;
}
QPushButton[kind="nav"]:hover { background: $sunk; }
QPushButton[kind="nav"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QPushButton[kind="nav"]:focus { border: 2px solid $accent; }

QLineEdit, QComboBox, QSpinBox {
    background: $surface; border: 1px solid $edge; border-radius: 10px; padding: ${half}px ${gap2}px;
    min-height: ${control}px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid $accent; }
QComboBox::drop-down { border: none; width: ${wide}px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $edge; padding: 4px; outline: none; }

QListView, QTreeView, QTextBrowser { background: transparent; border: none; outline: none; }
QFrame#side { background: $sunk; border: none; }
QFrame#foot { background: $ground; border: none; border-top: 1px solid $line; }
QToolTip { background: $surface; color: $text; border: 1px solid $edge; padding: 6px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: $edge; border-radius: 4px; min-height: 40px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle:horizontal { background: $edge; border-radius: 4px; min-width: 40px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def stylesheet(colors: Colors, family: str, px: Callable[[float], int]) -> str:
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
    tones = {name: str(getattr(colors, name)) for name in colors.__slots__ if name != "is_dark"}
    return _SHEET.substitute(values, family=family, **tones)
