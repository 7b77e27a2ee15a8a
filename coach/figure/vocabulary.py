"""What files say of the figures: poses, views, joints and their directions, each with what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.figure.anatomy import ANATOMIES
from coach.figure.known_poses import known
from coach.figure.views import ALIASES, VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from coach.figure.joints import Axis


class Vocabulary:
    """The words of one figure, or of all where the figure is empty. `folders` hold routines, with poses."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._folders = tuple(folders)

    def poses(self, figure: str) -> Mapping[str, str]:
        """The poses by name, each with its title."""
        return {
            name: pose.title for each in _figures(figure) for name, pose in known(each, self._folders).items()
        }

    def views(self, figure: str) -> Mapping[str, str]:
        """The views by name, each with what else it is called."""
        return {
            name: ", ".join(other for other, meant in ALIASES[each].items() if meant == name)
            for each in _figures(figure)
            for name in VIEWS[each]
        }

    def joints(self, figure: str, path: Sequence[str]) -> Mapping[str, str]:
        """What may stand below `joints` and these keys: joints and groups with their directions, or these."""
        return {name: about for each in _figures(figure) for name, about in _below(each, ".".join(path))}


def _figures(figure: str) -> tuple[str, ...]:
    return tuple(each for each in ANATOMIES if figure in ("", each))


def _below(figure: str, name: str) -> Iterator[tuple[str, str]]:
    anatomy = ANATOMIES[figure]
    if anatomy.expand(name):
        for axis in _axes(figure, name):
            yield axis.positive, f"up to {axis.active.high:g}°"
            yield axis.negative, f"up to {-axis.active.low:g}°"
        return
    for other in (*anatomy.joints, *anatomy.groups):
        if other.startswith(f"{name}." if name else ""):
            words = (word for axis in _axes(figure, other) for word in (axis.positive, axis.negative))
            yield other.removeprefix(f"{name}."), ", ".join(words)


def _axes(figure: str, name: str) -> list[Axis]:
    """The movements that a joint has, or all joints of a group."""
    joints = [ANATOMIES[figure].joints[member] for member in ANATOMIES[figure].expand(name)]
    return [axis for axis in joints[0].axes if all(joint.resolve(axis.positive) for joint in joints)]
