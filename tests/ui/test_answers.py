"""The answers to a reminder, wherever it is shown."""

from __future__ import annotations

import pytest

from coach.reminders import asked
from coach.ui.answers import answers, line


def test_a_reminder_can_be_begun_put_off_skipped_or_left_for_today() -> None:
    """One press each; a snooze for each length that was chosen."""
    assert answers((300.0, 900.0)) == (
        ("start", "Start"),
        ("snooze-300", "In 5 min"),
        ("snooze-900", "In 15 min"),
        ("skip", "Skip this one"),
        ("not-today", "Not now today"),
    )


def test_a_strict_one_is_begun_or_all_are_paused() -> None:
    """By the person's own choice it cannot be put off."""
    assert [name for name, _ in answers((300.0,), strict=True)] == ["start", "pause"]


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("start", asked.start("pen")),
        ("skip", asked.skip("pen")),
        ("not-today", asked.not_today("pen")),
        ("snooze-300", asked.snooze("pen", 300.0)),
        ("pause", asked.pause("hour", 3600.0)),
    ],
)
def test_each_answer_is_a_line_for_the_resident(answer: str, wanted: str) -> None:
    """Window, strip, tray and notification say the same."""
    assert line(answer, "pen") == wanted


def test_there_are_no_other_answers() -> None:
    """A word that is none is refused."""
    with pytest.raises(ValueError, match="no answer"):
        line("dance", "pen")
