"""Stored contacts: what touches does touch, and nothing sinks in."""

# ruff: noqa: T201 - `pytest -rA` shows every gap and penetration

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.figure.grips import Fit, Grip, stored
from coach.figure.pose_file import bundled
from coach.figure.skeleton import skeleton
from tools.solve_contacts import folds, measure, palms, tasks
from tools.solve_contacts.surface import Surface
from tools.solve_contacts.thing import held

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.figure.pose import Pose

GAP = 1.5
DEPTH = 1.0
"""Millimetres, for every contact without exception."""
HELD = list(tasks.held_things())
FITS = [(name, fit) for name, grip in stored().items() for fit in grip.fits]


@pytest.mark.parametrize(("name", "fit"), FITS, ids=[name for name, _ in FITS])
def test_a_helping_hand_touches_and_does_not_sink_in(name: str, fit: Fit) -> None:
    """In every stored pose each named place is within 1.5 mm, and no flesh is more than 1 mm in flesh."""
    task = tasks.grips()[name]
    hold = next(hold for hold in task.holds if hold.pose.distance(fit.held) == 0)
    grip = stored()[name]
    reading = measure.grip(task, hold, Grip(name, grip.bone, grip.mirror, (fit,)), fit)
    print(f"{name} {dict(hold.words)}: {reading}")
    assert reading.gap <= GAP
    assert reading.depth <= DEPTH


@pytest.mark.parametrize("name", tasks.touches())
def test_a_touching_hand_touches_and_does_not_sink_in(name: str) -> None:
    """Fingertips, fists and pen grips leave at most 1.5 mm between them and share at most 1 mm."""
    reading = measure.touch(tasks.touches()[name], bundled("hand")[name].pose)
    print(f"{name}: {reading}")
    assert reading.gap <= GAP
    assert reading.depth <= DEPTH


@pytest.mark.parametrize("name", tasks.palms())
def test_hands_together_touch_and_do_not_sink_in(name: str) -> None:
    """Palms or backs of both hands lie against each other: 1.5 mm at most between, 1 mm shared."""
    reading = palms.measure(tasks.palms()[name], bundled("body")[name].pose)
    print(f"{name}: {reading}")
    assert reading.gap <= GAP
    assert reading.depth <= DEPTH


@pytest.mark.parametrize("name", tasks.folds())
def test_folded_hands_lie_on_each_other(name: str) -> None:
    """Hands with interlaced fingers touch, and do not go through each other."""
    reading = folds.measure(bundled("body")[name].pose)
    print(f"{name}: {reading}")
    assert reading.gap <= GAP
    assert reading.depth <= DEPTH
    assert bundled("body")[name].pose.beyond() == ()


@pytest.mark.parametrize("name", tasks.touches())
def test_a_touching_hand_stays_in_its_ranges(name: str) -> None:
    """Contact is never bought with a joint beyond its range."""
    assert bundled("hand")[name].pose.beyond() == ()


@pytest.mark.parametrize("name", sorted(stored()))
def test_a_helping_hand_stays_in_its_ranges(name: str) -> None:
    """The helper's joints are inside the ranges of motion in every fit."""
    assert all(fit.pose.beyond() == () for fit in stored()[name].fits)


def test_every_key_frame_with_a_helping_hand_has_a_grip_of_its_own() -> None:
    """Each pose in which an exercise shows a helping hand is solved; if not, run the tool."""
    missing = [
        f"{name} {dict(hold.words)}"
        for name, hold in tasks.frames()
        if name not in stored() or all(fit.held.distance(hold.pose) > 0 for fit in stored()[name].fits)
    ]
    assert missing == []


def test_every_task_is_stored() -> None:
    """What the tool knows has been solved and kept."""
    assert set(stored()) == set(tasks.grips())


@pytest.mark.parametrize(("exercise", "words", "pose"), HELD, ids=[name for name, *_ in HELD])
def test_a_pen_or_ball_is_held_and_does_not_sink_in(
    exercise: str, words: str | Mapping[str, object], pose: Pose
) -> None:
    """In every key frame what a hand holds touches it within 1.5 mm and sinks in at most 1 mm."""
    hand = Surface.of("hand", skeleton("hand").forward(pose))
    thing = held(words, pose)
    depth = max(-float(thing.distance(hand.dense).min()), -float(hand.distance(thing.dense()).min()))
    print(f"{exercise} {words}: gap {max(0.0, -depth):.2f} mm, penetration {max(0.0, depth):.2f} mm")
    assert -depth <= GAP
    assert depth <= DEPTH
