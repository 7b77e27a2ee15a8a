"""Stored contacts: what touches does touch, and nothing sinks in."""

from __future__ import annotations

import pytest

from coach.figure.grips import Fit, Grip, stored
from coach.figure.pose_file import bundled
from tools.contacts import measure, palms, tasks

GAP = 1.5
DEPTH = 1.0
"""Millimetres, for every contact without exception."""
FITS = [(name, fit) for name, grip in stored().items() for fit in grip.fits]


def _name(value: object) -> str:
    if isinstance(value, Fit):
        return str(stored_place(value))
    return str(value).replace("/", "-")


def stored_place(fit: Fit) -> int:
    """Which fit of its grip it is."""
    return next(grip.fits.index(fit) for grip in stored().values() if fit in grip.fits)


@pytest.mark.parametrize(("name", "fit"), FITS, ids=_name)
def test_a_helping_hand_touches_and_does_not_sink_in(name: str, fit: Fit) -> None:
    """In every stored pose each named place is within 1.5 mm, and no flesh is more than 1 mm in flesh."""
    task = tasks.grips()[name]
    held = next(held for held in task.holds if held.pose.distance(fit.held) == 0)
    grip = stored()[name]
    reading = measure.grip(task, held, Grip(name, grip.bone, grip.mirror, (fit,)), fit)

    assert reading.gap <= GAP
    assert reading.depth <= DEPTH


@pytest.mark.parametrize("name", tasks.touches())
def test_a_touching_hand_touches_and_does_not_sink_in(name: str) -> None:
    """Fingertips, fists and pen grips leave at most 1.5 mm between them and share at most 1 mm."""
    reading = measure.touch(tasks.touches()[name], bundled("hand")[name].pose)

    assert reading.gap <= GAP
    assert reading.depth <= DEPTH


@pytest.mark.parametrize("name", tasks.palms())
def test_hands_together_touch_and_do_not_sink_in(name: str) -> None:
    """Palms or backs of both hands lie against each other: at most 1.5 mm between, 1 mm shared."""
    reading = palms.measure(tasks.palms()[name], bundled("body")[name].pose)

    assert reading.gap <= GAP
    assert reading.depth <= DEPTH


@pytest.mark.parametrize("name", tasks.touches())
def test_a_touching_hand_stays_in_its_ranges(name: str) -> None:
    """Contact is never bought with a joint beyond its range."""
    assert bundled("hand")[name].pose.beyond() == ()


@pytest.mark.parametrize("name", sorted(stored()))
def test_a_helping_hand_stays_in_its_ranges(name: str) -> None:
    """The helper's joints are inside the ranges of motion in every fit."""
    assert all(fit.pose.beyond() == () for fit in stored()[name].fits)


def test_every_key_frame_with_a_helping_hand_has_a_grip_of_its_own() -> None:
    """Each pose that a helping hand is shown in was solved; if not, run `python -m tools.contacts`."""
    missing = [
        f"{name} {dict(held.words)}"
        for name, held in tasks.frames()
        if name not in stored() or all(fit.held.distance(held.pose) > 0 for fit in stored()[name].fits)
    ]
    assert missing == []


def test_every_task_is_stored() -> None:
    """What the tool knows has been solved and kept."""
    assert set(stored()) == set(tasks.grips())
