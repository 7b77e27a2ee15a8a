"""A motion as a canvas sees it."""

from __future__ import annotations

import numpy as np

from coach.figure.command import pose_motion
from coach.figure.motion import Frame, Motion
from coach.figure.picture import Tone
from coach.figure.pose_file import bundled
from coach.figure.show import Show


def _fist() -> Motion:
    poses = bundled("hand")
    return Motion("hand", tuple(Frame(poses[name].pose, view="palm") for name in ("straight", "full-fist")))


def test_pictures_come_in_the_asked_size() -> None:
    """Every call may ask for another size, as a window that is dragged does."""
    show = Show(_fist())
    moment = show.motion.at(None, 0.4)
    for size in ((120, 120), (200, 150), (120, 120)):
        picture = show.moving(moment, *size)
        assert (picture.width, picture.height) == size


def test_the_figure_moves_between_moments() -> None:
    """Two moments of a movement give different pictures; the same moment gives the same one."""
    show = Show(_fist())
    early, late = (show.moving(show.motion.at(None, t), 120, 120) for t in (0.1, 1.2))
    again = show.moving(show.motion.at(None, 0.1), 120, 120)

    def pixels(picture: object) -> np.ndarray:
        return next(layer.pixels for layer in picture.layers if isinstance(layer, Tone))  # type: ignore[attr-defined]

    assert np.array_equal(pixels(early), pixels(again))
    assert pixels(early).shape != pixels(late).shape or not np.array_equal(pixels(early), pixels(late))


def test_a_still_is_finer_than_a_frame() -> None:
    """Stills have four times the pixels on each side."""
    show = Show(pose_motion("neutral"))
    frame = show.moving(show.motion.at(None, 0.0), 120, 120)
    still = show.still(120, 120)
    largest = [
        max(layer.pixels.shape[0] for layer in p.layers if isinstance(layer, Tone)) for p in (frame, still)
    ]
    assert largest[1] > 3 * largest[0]
