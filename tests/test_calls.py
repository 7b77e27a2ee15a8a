"""What comes over D-Bus."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.calls import NOT_YET, NOTHING_OPEN, Calls
from coach.reminders.told import OpenOffer, PauseTold, Told

TOLD = Told(1000.0, pid=5, profile="desk", snoozes=(300.0, 600.0), pauses=(PauseTold("lunch", None),))
OFFER = OpenOffer("micro", "Short pause", "writer-micro-60", "you have worked for a while", 990.0)


def asking(told: Told | None = TOLD) -> tuple[Calls, list[str]]:
    """Calls, and the lines they make."""
    lines: list[str] = []
    return Calls(lines.append, lambda: told), lines


def test_each_call_is_a_line_for_the_resident() -> None:
    """What can be bound to a key says what the command line says."""
    calls, lines = asking()
    said = [
        calls.rescue(""),
        calls.rescue("hand"),
        calls.play("writer-micro-60"),
        calls.writing_start(0),
        calls.writing_start(1800),
        calls.writing_stop(),
        calls.pause("for lunch", 3600),
        calls.pause("flare-up", 0),
        calls.resume("lunch"),
    ]
    assert set(said) == {""}
    assert lines == [
        "rescue",
        "rescue hand",
        "play writer-micro-60",
        "writing start 3600",
        "writing start 1800",
        "writing stop",
        "pause 'for lunch' 3600",
        "pause flare-up open",
        "resume lunch",
    ]


def test_what_is_on_offer_can_be_answered() -> None:
    """Without its name; put off for as long as usual where no time is given."""
    calls, lines = asking(replace(TOLD, offer=OFFER))
    assert [calls.start(), calls.snooze(0), calls.snooze(600), calls.skip()] == [""] * 4
    assert lines == ["answer start", "answer snooze-300", "answer snooze-600", "answer skip"]


@pytest.mark.parametrize("told", [None, TOLD])
def test_nothing_is_on_offer(told: Told | None) -> None:
    """The caller is told so, and nothing is done."""
    calls, lines = asking(told)
    assert [calls.start(), calls.snooze(60), calls.skip()] == [NOTHING_OPEN] * 3
    assert lines == []


def test_a_strict_reminder_cannot_be_put_off() -> None:
    """It can be started."""
    calls, lines = asking(replace(TOLD, offer=replace(OFFER, strict=True)))
    assert "strict" in calls.skip()
    assert calls.start() == ""
    assert lines == ["answer start"]


def test_what_makes_no_sense_is_said() -> None:
    """Out of bounds, without a name, or a pause that is not there."""
    calls, lines = asking()
    assert "it can be 10 min to 4 h" in calls.writing_start(5)
    assert "needs a name" in calls.pause("", 60)
    assert "from a minute to a month" in calls.pause("x", 5)
    assert calls.resume("tea") == "There is no pause named “tea”."
    assert lines == []


def test_the_status_is_what_the_command_line_prints() -> None:
    """In sentences; before anything is known, that."""
    assert asking()[0].status().splitlines()[0] == "Paused: All reminders, until it is ended (lunch)."
    assert asking(None)[0].status() == NOT_YET
