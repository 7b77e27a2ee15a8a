"""Orders become images: what is worked out once for a motion and a size is kept for the next picture."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect

from coach.errors import CoachError
from coach.figure.body_stage import staged
from coach.figure.known_poses import known
from coach.figure.motion import read_motion
from coach.figure.order import Manner, Order
from coach.figure.render import render
from coach.figure.stage import Look
from coach.figure.tones import DARK, LIGHT
from coach.routine.plan import Phase
from coach.ui.own_picture import drawn as own_picture
from coach.ui.paper_pictures import recording
from coach.ui.widgets import figure_stills
from coach.ui.widgets.figure_paint import crossfade, image, paint

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from coach.figure.scene import Style
    from coach.figure.stage import Stage
    from coach.figure.track import Moment

DETAIL: Final = 1.5
"""Tone pixels for each of a picture on paper: at 40 mm about 450 to the inch."""
FAINT: Final = 0.05
"""Share of a picture below which it is not worth laying over the other."""


class Easel:
    """Paints one order after another."""

    def __init__(self) -> None:
        # Cameras are worked out once for each size, not for each picture.
        self._stage = lru_cache(maxsize=8)(_staged)
        self._position = lru_cache(maxsize=24)(self._drawn)

    def paint(self, order: Order) -> tuple[QImage | None, str]:
        """The picture and its tag; None where the one on show is the same.

        Raises:
            CoachError: The figure's files are missing or damaged, or the motion cannot be read, or the
                exercise's own picture is nothing to be shown.
        """
        if (own := _own(order)) is not None:
            return own
        match order.manner:
            case Manner.STILL | Manner.PAPER:
                return self._still(order), ""
            case Manner.MOVING:
                stage = self._stage(_what(order))
                return image(render(stage.moving(_moment(stage, order))), joined=False), ""
            case Manner.FADING:
                return self._faded(order)

    def record(self, order: Order) -> bytes:
        """What a `QPicture` plays onto paper: lines as lines, over tone.

        Raises:
            CoachError: As `paint`.
        """
        width, height = round(order.width * DETAIL), round(order.height * DETAIL)
        own = _own(replace(order, width=width, height=height))
        if own is not None and (picture := own[0]) is not None:
            place = QRect(0, 0, order.width, order.height)
            return recording(lambda painter: painter.drawImage(place, picture))
        drawn = render(self._stage(_what(order)).still(), DETAIL)
        return recording(lambda painter: paint(painter, drawn))

    def _still(self, order: Order) -> QImage:
        drawn = image(render(self._stage(_what(order)).still(), 1.0))
        if order.keep:
            figure_stills.keep(drawn, Path(order.keep))
        return drawn

    def _faded(self, order: Order) -> tuple[QImage | None, str]:
        """The work of a key position is done once; then they only fade into one another."""
        what = _what(order)
        moment = _moment(self._stage(what), order)
        weights = tuple((frame, round(weight, 1)) for frame, weight in moment.weights if weight >= FAINT)
        tag = repr((what, weights))
        if tag == order.shown:
            return None, tag
        total = sum(weight for _, weight in weights)
        parts = [(self._position(what, frame), weight / total) for frame, weight in weights]
        return (parts[0][0] if len(parts) == 1 else crossfade(parts)), tag

    def _drawn(self, what: Order, frame: int) -> QImage:
        return image(render(self._stage(what).still(frame), 1.0))


def _own(order: Order) -> tuple[QImage | None, str] | None:
    """The exercise's own picture and its tag, as of `paint`; None where the figure is wanted or stands in."""
    if not order.is_own_picture:
        return None
    tag = repr(_what(order))
    if tag == order.shown:
        return None, tag
    try:
        return own_picture(Path(order.beside), order.picture, order.width, order.height, dark=order.dark), tag
    except CoachError:
        if order.motion:
            return None
        raise


def _what(order: Order) -> Order:
    """The order of any moment of the same motion in the same look."""
    return replace(
        order, manner=Manner.MOVING, phase="", elapsed=0.0, tempo=(), length=0.0, shown="", keep=""
    )


def _moment(stage: Stage, order: Order) -> Moment:
    phase = Phase(order.phase) if order.phase else None
    return stage.motion.at(phase, order.elapsed, order.tempo, length=order.length)


def _staged(what: Order) -> Stage:
    raw = json.loads(what.motion)
    poses = known(raw["figure"], tuple(map(Path, what.folders)))
    motion, _ = read_motion(raw, what.kind, poses)
    if motion is None:
        raise CoachError("There is no moving figure for this exercise.")
    style: Style = "line" if what.style == "line" else "toon"
    ground = DARK if what.dark else LIGHT
    return staged(motion, Look(what.width, what.height, what.tone, what.mirrored, style, ground, what.builds))
