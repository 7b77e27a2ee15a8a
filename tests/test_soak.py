"""Why PySide6 is held below 6.12 on Python below 3.12 (see pyproject.toml)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CALLS = 100_000


def test_void_calls_keep_their_hands_off_none(qtbot: QtBot) -> None:
    """After 100,000 calls that return nothing, None has as many references as before.

    PySide6 6.12.0 takes one away at every such call on Python 3.11 and older, and ends the process with
    "none_dealloc" after about 5,000: a short test passes, a painting loop dies within a second.
    """
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        widget.update()
    lost = before - sys.getrefcount(None)
    assert abs(lost) < CALLS // 100
