from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from coach.errors import CoachError
from coach.ui.data_errand import MISTAKE, Errand

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("qapp")


def _run(qtbot: QtBot, what: Callable[[], str], *, replaces: bool = False) -> list[object]:
    errand = Errand()
    told: list[object] = []
    errand.replaced.connect(lambda: told.append("replaced"))
    errand.done.connect(lambda *words: told.extend(words))
    with qtbot.waitSignal(errand.done, timeout=20_000):
        assert errand.run(what, replaces=replaces)
        assert not errand.run(what)
    assert not errand.is_running
    return told


def test_what_came_of_it_is_told(qtbot: QtBot) -> None:
    """One at a time; what it returns, or why it failed, and before that whether files were replaced."""
    assert _run(qtbot, lambda: "Written.") == ["Written.", True]

    def fail() -> str:
        raise CoachError("The disk is full.", "Make some room.")

    assert _run(qtbot, fail, replaces=True) == ["replaced", "The disk is full. Make some room.", False]


def test_a_mistake_of_coachs_own_is_told_too(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not hidden from whoever looks after such, and the next errand can be run."""
    seen: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda caught: seen.append(caught.exc_type))
    assert _run(qtbot, lambda: str(1 // 0)) == [MISTAKE, False]
    assert seen == [ZeroDivisionError]
