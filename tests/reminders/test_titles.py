"""What routines are called, without reading them."""

from __future__ import annotations

import json
from datetime import time
from typing import TYPE_CHECKING

import pytest

from coach.reminders.rule import ClockTime, Hydration, Manner
from coach.reminders.titles import titles

if TYPE_CHECKING:
    from pathlib import Path

TEA = ClockTime("tea", "standing-worker-3", (time(9),))


def test_a_time_of_day_is_called_after_its_routine(tmp_path: Path) -> None:
    """Of all cards only those that rules are called after are kept."""
    file = tmp_path / "library.json"
    cards = [{"id": "standing-worker-3", "title": "Standing worker"}, {"id": "other", "title": "Other"}]
    file.write_text(json.dumps({"cards": cards}))
    named = ClockTime("b", "other", (time(9),), manner=Manner(title="Mine"))
    assert titles(file, [TEA, named, Hydration("water")]) == {"standing-worker-3": "Standing worker"}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cards": [3]}', '{"cards": {}}'])
def test_without_cards_nothing_is_known(tmp_path: Path, text: str) -> None:
    """Missing, or damaged: the id has to do."""
    file = tmp_path / "library.json"
    assert titles(file, [TEA]) == {}
    file.write_text(text)
    assert titles(file, [TEA]) == {}
