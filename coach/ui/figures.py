"""The figure for the views: each exercise's motion in the look the person chose, and its stills."""

from __future__ import annotations

import contextlib
from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QImage, QPixmap

from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from coach.drivers.settings_driver import SettingsDriver
    from coach.figure.motion import Motion
    from coach.figure.scene import Style
    from coach.figure.stage import Look, Stage
    from coach.routine.model import Exercise
    from coach.routine.plan import Timeline
    from coach.ui.theme import Theme

STILL = 240
"""Pixels that a kept still is wide and high: enough for a card on a dense screen."""


class Figures(QObject):
    """Motions by exercise id. numpy and the figure's code load when the first is wanted, never before.

    What cannot be drawn (no motion in the file, a damaged asset) is `None`; words have to do then.
    """

    still_made = Signal(str)
    """The still of this exercise, asked for before, can be had now."""
    _made = Signal(str, object, QImage)

    def __init__(self, theme: Theme, settings: SettingsDriver) -> None:
        super().__init__(theme)
        self._theme = theme
        self._settings = settings
        self._exercises: Mapping[str, Exercise] = {}
        self._folders: tuple[Path, ...] = ()
        self._motions: dict[str, Motion | None] = {}
        self._stills: dict[tuple[object, ...], QPixmap | None] = {}
        self._asked: set[tuple[object, ...]] = set()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._made.connect(self._on_made)

    def use(self, exercises: Mapping[str, Exercise], folders: Sequence[Path] = ()) -> None:
        """From now on these are the exercises.

        `folders` are routine folders, besides Coach's and the person's own, whose `poses` they may name.
        """
        self._exercises = exercises
        self._folders = tuple(folders)
        self._motions.clear()
        self._stills.clear()
        self._asked.clear()

    @property
    def is_ready(self) -> bool:
        """Whether the exercises are known yet."""
        return bool(self._exercises)

    @property
    def is_drawing(self) -> bool:
        """Whether stills that were asked for are still to come."""
        return bool(self._asked)

    def motion(self, exercise: str) -> Motion | None:
        """How an exercise moves, or None where nothing can be drawn."""
        if exercise not in self._motions:
            self._motions[exercise] = self._read(exercise)
        return self._motions[exercise]

    def stage(self, exercise: str, width: int, height: int, *, mirrored: bool) -> Stage:
        """An exercise in the person's chosen look, for so many pixels. May be called on any thread.

        Raises:
            CoachError: The figure's files are missing or damaged, or the exercise has no motion.
        """
        motion = self.motion(exercise)
        if motion is None:
            raise CoachError("There is no moving figure for this exercise.")
        from coach.figure.body_stage import staged  # noqa: PLC0415  # numpy loads when first wanted

        return staged(motion, self._look(width, height, mirrored=mirrored))

    def still(self, exercise: str) -> QPixmap | None:
        """The most telling picture of an exercise, if at hand; else it is made, and `still_made` sent."""
        key = self._key(exercise)
        if key not in self._stills and key not in self._asked and self.is_ready:
            self._asked.add(key)
            self._pool.start(_Still(self, exercise, key))
        return self._stills.get(key)

    def draw_still(self, exercise: str) -> QImage:
        """The still from the disk, or drawn and kept there; for the worker. Empty if it cannot be drawn."""
        from coach.ui.widgets.figure_stills import still  # noqa: PLC0415  # numpy loads when first wanted

        motion = self.motion(exercise)
        if motion is None:
            return QImage()

        def draw() -> QImage:
            from coach.figure.render import render  # noqa: PLC0415  # as above
            from coach.ui.widgets.figure_paint import image  # noqa: PLC0415  # as above

            return image(render(self.stage(exercise, STILL, STILL, mirrored=True).still(), 1.0))

        try:
            return still((repr(motion), *self._key("")), draw)
        except CoachError:
            return QImage()

    def _read(self, exercise: str) -> Motion | None:
        found = self._exercises.get(exercise)
        if found is None or found.motion is None:
            return None
        from coach.figure.known_poses import known  # noqa: PLC0415  # numpy loads when first wanted
        from coach.figure.motion import read_motion  # noqa: PLC0415  # as above

        try:
            poses = known(found.motion.figure, self._folders)
            motion, _ = read_motion(found.motion.model_dump(exclude_none=True), found.kind, poses)
        except CoachError:
            return None
        return motion

    def _look(self, width: int, height: int, *, mirrored: bool) -> Look:
        from coach.figure.stage import Look  # noqa: PLC0415  # as above
        from coach.figure.tones import DARK, LIGHT  # noqa: PLC0415  # as above

        chosen = self._settings.value.appearance
        ground = DARK if self._theme.colors.is_dark else LIGHT
        is_line = chosen.figure_style == "line" or self._theme.colors.is_strong
        style: Style = "line" if is_line else "toon"
        return Look(width, height, chosen.skin_tone - 1, mirrored, style, ground)

    def _key(self, exercise: str) -> tuple[object, ...]:
        chosen = self._settings.value.appearance
        colors = self._theme.colors
        style = "line" if colors.is_strong else str(chosen.figure_style)
        return exercise, chosen.skin_tone, style, colors.is_dark, STILL

    def _on_made(self, exercise: str, key: tuple[object, ...], image: QImage) -> None:
        self._asked.discard(key)
        self._stills[key] = None if image.isNull() else QPixmap.fromImage(image)
        self.still_made.emit(exercise)


def leading(timeline: Timeline) -> str:
    """The exercise that a plan spends most time on; empty if it has none."""
    seconds: Counter[str] = Counter()
    for step in timeline.steps:
        if step.phase.is_work:
            seconds[step.exercise] += round(step.length)
    return seconds.most_common(1)[0][0] if seconds else ""


class _Still(QRunnable):
    """Makes one still on the worker thread."""

    def __init__(self, figures: Figures, exercise: str, key: tuple[object, ...]) -> None:
        super().__init__()
        self._figures = figures
        self._exercise = exercise
        self._key = key

    def run(self) -> None:
        """Draw, and hand the image over to the GUI thread."""
        image = self._figures.draw_still(self._exercise)
        with contextlib.suppress(RuntimeError):  # the window has been closed, and nobody waits for it
            self._figures._made.emit(self._exercise, self._key, image)  # noqa: SLF001  # its own helper
