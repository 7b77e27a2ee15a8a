"""How an exercise moves, and the poses it moves through, as far as files can say. Angles are degrees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, PlainValidator, WithJsonSchema

from coach.routine.angles import degrees, lost_colon
from coach.routine.fields import Flag, Line, Record, Text, refuse
from coach.routine.quantity import QuantityError

Angles = float | tuple[float, ...] | Mapping[str, "Angles"]
"""Degrees of one joint, of a row of joints (index to little finger), or by joint or direction."""


def _joints(value: object, path: tuple[str | int, ...] = ()) -> Mapping[str, Angles]:
    if isinstance(value, str) and not value.strip():
        raise refuse("empty-value", "There are no joints here.", path=path)
    if not isinstance(value, dict):
        raise refuse("wrong-shape", "Joints were expected here.", "Write `{index: {mcp: 20}}`.", path)
    for key, below in value.items():
        if slip := lost_colon(key, below):
            raise refuse("no-colon", *slip, (*path, key))
    return {key: _angles(below, (*path, key)) for key, below in value.items()}


def _angles(value: object, path: tuple[str | int, ...]) -> Angles:
    if isinstance(value, list):
        return tuple(_degrees(below, (*path, place)) for place, below in enumerate(value))
    return _joints(value, path) if isinstance(value, dict) else _degrees(value, path)


def _degrees(value: object, path: tuple[str | int, ...]) -> float:
    try:
        return degrees(value)
    except QuantityError as error:
        raise refuse(error.code, str(error), error.hint, path) from None


def _words(value: object, path: tuple[str | int, ...] = ()) -> Any:  # noqa: ANN401 - a free nest of texts
    if isinstance(value, dict):
        return {key: _words(below, (*path, key)) for key, below in value.items()}
    if isinstance(value, list):
        return tuple(_words(below, (*path, place)) for place, below in enumerate(value))
    if not str(value).strip():
        raise refuse("empty-value", "The value is missing.", "", path)
    return value


_Joints = Annotated[Mapping[str, Any], PlainValidator(_joints), WithJsonSchema({"type": "object"})]
_Words = Annotated[
    str | tuple[Any, ...] | Mapping[str, Any],
    PlainValidator(_words),
    WithJsonSchema({"type": ["string", "number", "array", "object"]}),
]


class Frame(Record):
    """One key pose of a motion."""

    pose: Line | None = Field(default=None, description="The name of a pose from the pose files.")
    joints: _Joints | None = Field(
        default=None, description="Single joints that differ from the pose, in degrees."
    )
    pressed: Flag | None = Field(
        default=None,
        description="`true`: a hand or body weight bends the joints further than they go alone.",
    )
    view: _Words | None = Field(
        default=None, description="Where this frame is seen from, if not as the others."
    )
    assist: _Words | None = Field(default=None, description="The helping hand: what it does and on what.")
    prop: _Words | None = Field(
        default=None, description="A thing that is used: ball, towel, band, wall, pen, putty …"
    )
    stroke: _Words | None = Field(default=None, description="The path of a massage.")
    arrow: _Words | None = Field(default=None, description="The direction of the movement or the force.")


class Motion(Record):
    """The figure and its key poses; the player moves between them at the dose's tempo."""

    figure: Literal["hand", "foot", "body"] = Field(description="Which figure shows the exercise.")
    view: _Words | None = Field(default=None, description="Where it is seen from, such as `palm` or `side`.")
    frames: tuple[Frame, ...] = Field(default=(), description="The key poses in order.")
    assist: _Words | None = Field(default=None, description="The helping hand in every frame.")
    prop: _Words | None = Field(default=None, description="A thing that is used in every frame.")
    stroke: _Words | None = Field(default=None, description="The path of a massage.")
    arrow: _Words | None = Field(default=None, description="The direction of the movement or the force.")
    highlight: tuple[Line, ...] = Field(
        default=(), description="What glows: the muscles or the skin worked on."
    )


class Pose(Record):
    """One pose: the angles of a figure's joints, in degrees."""

    model_config = ConfigDict(populate_by_name=False)

    origin: Line | None = Field(default=None, alias="from", description="The pose that this is a change of.")
    title: Line | None = Field(default=None, description="What it is called.")
    view: Line | None = Field(default=None, description="The view that shows it best.")
    note: Text | None = Field(default=None, description="What an author should know about it.")
    basis: Line | None = Field(default=None, description="Where the angles come from.")
    pressed: Flag = Field(
        default=False,
        description="`true`: a hand or body weight bends the joints further than they go alone.",
    )
    joints: _Joints = Field(
        default={}, description="Degrees by joint: {wrist: {extension: 60}, index: {mcp: 20}}."
    )
