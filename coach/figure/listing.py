"""Which poses there are, by figure, each with its title and where it comes from: `coach list --poses`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from coach.figure.anatomy import ANATOMIES
from coach.figure.known_poses import held
from coach.figure.pose_file import bundled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Listed:
    """A pose. `stands_in`: it is used in place of one of the same name that comes with Coach."""

    id: str
    figure: str
    title: str
    view: str
    path: str
    is_bundled: bool
    stands_in: bool


def poses(folders: Sequence[Path] = (), figure: str = "") -> list[Listed]:
    """Every pose an exercise may name, or those of one figure. `folders` hold routines, as in `known`."""
    found = []
    for each in (figure,) if figure else ANATOMIES:
        own = bundled(each)
        for name, (pose, path) in held(each, folders).items():
            is_bundled = own.get(name) is pose
            found.append(
                Listed(
                    name, each, pose.title, pose.view, str(path), is_bundled, name in own and not is_bundled
                )
            )
    return found


def as_text(listed: Sequence[Listed]) -> str:
    """A line for each pose, under the name of its figure; one's own say where they stand."""
    width = max((len(each.id) for each in listed), default=0)
    lines = []
    for figure in dict.fromkeys(each.figure for each in listed):
        lines.append(figure.capitalize())
        lines += [_line(each, width) for each in listed if each.figure == figure]
    return "\n".join([*lines, "", _ENDING]) + "\n"


_ENDING = (
    "Write one as `pose: ID` in an exercise, or build on it with `from: ID`. "
    "`coach figure ID -o pose.png` draws it."
)


def _line(pose: Listed, width: int) -> str:
    place = "" if pose.is_bundled else f"  ({pose.path}{', in place of Coach’s' * pose.stands_in})"
    return f"  {pose.id:{width}}  {pose.title}{place}".rstrip()


def as_json(listed: Sequence[Listed]) -> str:
    """The same for programs."""
    return json.dumps([asdict(each) for each in listed], indent=1, ensure_ascii=False) + "\n"
