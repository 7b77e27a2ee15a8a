"""`coach figure`: an exercise or a pose as picture files, for authors and for CI.

Formats by the file's ending: png, webp, svg, pdf, gif. Several pictures become one sheet, or pages of a
pdf, or numbered svg files. Qt writes no moving gif; that one format asks for Pillow and says so when it is
missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coach.errors import CoachError
from coach.figure.body_stage import staged
from coach.figure.broken_poses import broken_poses
from coach.figure.export import svg
from coach.figure.known_poses import known
from coach.figure.motion import Frame, Motion
from coach.figure.render import render
from coach.figure.stage import Look
from coach.figure.tones import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from coach.figure.picture import Picture
    from coach.figure.scene import Style

Side = Literal["left", "right"]
FORMATS = (".png", ".webp", ".svg", ".pdf", ".gif")


class FigureCommandError(CoachError):
    """What was asked for cannot be drawn or written."""


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `coach figure`. `frame` counts from 1; None is the most telling one."""

    motion: Motion
    title: str
    output: Path
    frame: int | None = None
    moving: bool = False
    sheet: bool = False
    side: Side = "left"
    tone: int = 1
    style: Style = "toon"
    dark: bool = False
    builds: tuple[str, ...] = ()
    size: int = 720


def pose_motion(name: str, folders: Sequence[Path] = ()) -> Motion:
    """A single named pose as a motion without movement; `folders` hold routines with poses of their own.

    Raises FigureCommandError with near names.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - wanted for a wrong name only

    names: list[str] = []
    for figure in ("hand", "foot", "body"):
        if name in (broken := broken_poses(figure, folders)):
            path, line = broken[name]
            message = f"The pose {name} has errors in its own file, {path}, line {line}."
            raise FigureCommandError(message, f"`coach check {path}` says which.")
        poses = known(figure, folders)
        names += poses
        if named := poses.get(name):
            return Motion(named.pose.figure, (Frame(named.pose, view=named.view),))
    near = get_close_matches(name, names, 3)
    advice = f"Did you mean {' or '.join(near)}?" if near else "`coach list --poses` lists all."
    raise FigureCommandError(f"There is no pose called {name}.", advice)


def pictures(request: Request) -> list[Picture]:
    """The pictures a request asks for: one, every key frame of a sheet, or the frames of a movement."""
    look = Look(
        request.size,
        request.size,
        request.tone,
        request.side == "right",
        request.style,
        DARK if request.dark else LIGHT,
        request.builds,
    )
    stage = staged(request.motion, look)
    count = len(request.motion.frames)
    if request.moving:
        length = sum(leg.length for leg in request.motion.track.legs())
        steps = max(2, round(length * 15))
        moments = (request.motion.at(None, length * step / steps) for step in range(steps))
        return [render(stage.moving(moment), 1.0) for moment in moments]
    if request.sheet:
        return [render(stage.still(number), 2.0) for number in range(count)]
    if request.frame is None:
        return [render(stage.still(), 2.0)]
    if not 1 <= request.frame <= count:
        raise FigureCommandError(
            f"There is no frame {request.frame}: {request.title} has {count}.", f"Choose 1 to {count}."
        )
    return [render(stage.still(request.frame - 1), 2.0)]


def write(request: Request, raster: Callable[[Sequence[Picture], Path], None]) -> list[Path]:
    """Draw and write the files; gives their paths.

    SVG is written here, one file for each picture. All else goes to `raster`, which has Qt
    (`coach.ui.widgets.figure_files.save`). Raises CoachError.
    """
    ending = request.output.suffix.lower()
    if ending not in FORMATS:
        raise FigureCommandError(
            f"Pictures cannot be written as {ending or 'a file without an ending'}.",
            f"Choose one of {', '.join(FORMATS)}.",
        )
    drawn = pictures(request)
    ground = DARK if request.dark else LIGHT
    if ending != ".svg":
        raster(drawn, request.output)
        return [request.output]
    out = []
    for number, picture in enumerate(drawn, start=1):
        path = (
            request.output if len(drawn) == 1 else request.output.with_stem(f"{request.output.stem}-{number}")
        )
        path.write_text(svg(picture, request.title, ground.paper), encoding="utf-8")
        out.append(path)
    return out
