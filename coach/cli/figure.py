"""`coach figure`: pictures of an exercise or a pose, for authors and for CI."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.errors import CoachError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from coach.figure.motion import Motion
    from coach.routine.library import Library


def add(commands: Any) -> argparse.ArgumentParser:  # noqa: ANN401  # argparse does not name its class
    """Describe the command to the parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "figure", help="draw an exercise or a pose into a file: png, webp, svg, pdf or gif"
    )
    parser.add_argument("id", metavar="EXERCISE|POSE")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--frame", type=int, metavar="K", help="this key position, counted from 1")
    which.add_argument("--gif", action="store_true", help="the whole movement (a moving gif, or a sheet)")
    which.add_argument("--sheet", action="store_true", help="every key position")
    parser.add_argument("--side", choices=("left", "right"), default="right", help="the side shown")
    parser.add_argument("--tone", type=int, choices=range(1, 8), default=3, help="skin tone, 1 to 7")
    parser.add_argument("--style", choices=("toon", "line"), default="toon", help="painted, or lines only")
    parser.add_argument("--dark", action="store_true", help="for a dark ground")
    parser.add_argument("--long-second-toe", action="store_true", help="longer than the big toe")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="where to write")
    return parser


def run(options: argparse.Namespace, library: Library) -> None:
    """Draw and write. Raises CoachError when there is nothing of that name, or the file cannot be written."""
    from PySide6.QtGui import QColor  # noqa: PLC0415 - Qt loads only where its writers are needed

    from coach.figure.command import Request, write  # noqa: PLC0415 - numpy loads only for this command
    from coach.figure.tones import DARK, LIGHT  # noqa: PLC0415 - as above
    from coach.ui.widgets import figure_files  # noqa: PLC0415 - as above

    motion, title = _motion(options.id, library, (*options.routines_first, *options.routines))
    paper = QColor(*(DARK if options.dark else LIGHT).paper)
    request = Request(
        motion,
        title,
        options.output,
        frame=options.frame,
        moving=options.gif,
        sheet=options.sheet,
        side=options.side,
        tone=options.tone - 1,
        style=options.style,
        dark=options.dark,
        builds=("long-second-toe",) if options.long_second_toe else (),
    )
    try:
        written = write(request, lambda pictures, path: figure_files.save(pictures, path, paper))
    except OSError as error:
        raise CoachError(f"{options.output} cannot be written: {error.strerror}.") from error
    for path in written:
        print(path)


def _motion(identity: str, library: Library, folders: Sequence[Path]) -> tuple[Motion, str]:
    from coach.figure.command import pose_motion  # noqa: PLC0415 - numpy loads only for this command
    from coach.figure.known_poses import known  # noqa: PLC0415 - as above
    from coach.figure.motion import read_motion  # noqa: PLC0415 - as above

    exercise = library.exercises.get(identity)
    if exercise is None:
        return pose_motion(identity, folders), identity
    if exercise.motion is not None:
        raw, poses = exercise.motion.model_dump(exclude_none=True), known(exercise.motion.figure, folders)
        motion, _ = read_motion(raw, exercise.kind, poses)
        if motion is not None:
            return motion, exercise.title
    raise CoachError(f"`{identity}` has no motion to draw.", "Give it a `motion:` in its file.")
