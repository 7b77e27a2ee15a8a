"""A whole session as a screen reader hears it, through a real accessibility bus."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.ui.at_spi import ScreenReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ui.at_spi import Told
    from tools.display import PrivateDisplay

POLITE = 1
"""AT-SPI's word for: when you have finished what you are saying."""


@pytest.fixture(scope="module")
def told(display: PrivateDisplay, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Told]]:
    """All that the program tells while it plays a session from start to end."""
    folder: Path = tmp_path_factory.mktemp("reader")
    with ScreenReader() as reader:
        environment = {**display.environment, **reader.environment, "COACH_HOME": str(folder)}
        subprocess.run(
            [sys.executable, "-m", "tests.ui.play_for_readers", str(folder)],
            env=environment,
            check=True,
            timeout=120,
        )
        reader.hear_out()
        yield list(reader.told)


def test_each_phase_is_announced_once_and_politely(told: list[Told]) -> None:
    """Phase, side, time and what to do are said when each begins, in order, without cutting anything off."""
    announced = [each for each in told if each.member == "Announcement"]
    assert [each.value for each in announced] == [
        "Get ready. Left. 5 seconds. Gently.",
        "Hold. Left. 30 seconds. Gently.",
        "Switch sides. Right. 4 seconds. Gently.",
        "Hold. Right. 30 seconds. Gently.",
        "Rest. 8 seconds",
        "Move. Both sides. Gently.",
        "At your own pace. Both sides. Gently.",
    ]
    assert {each.number for each in announced} == {POLITE}


def test_the_countdown_is_never_told(told: list[Told]) -> None:
    """In minutes of session no name, value or announcement carries a running time."""
    assert not [each for each in told if re.search(r"\d:\d\d", str(each.value))]


def test_the_breath_is_never_told(told: list[Told]) -> None:
    """The words to breathe along with come and go on the screen alone."""
    assert not [each for each in told if "breathe" in str(each.value).lower()]


def test_little_else_is_told(told: list[Told]) -> None:
    """What else changes its name does so with the steps, not with the clock: seven steps, few names each."""
    named = [each for each in told if each.member == "PropertyChange"]
    assert len(named) <= 7 * 6
